//! Writes a made-up team into the file, in one change that leaves one row in the trail.

use super::actions::Follow;
use super::captured::capture;
use super::children::MadeUpChild;
use super::higher::take_higher;
use super::oversight::{MadeUpRecord, Manner};
use super::supervision::{GroupWords, Thought, Writer};
use super::{DemoError, Managers, Size, Team, later, policy};
use crate::practice::asye::Happened;
use crate::practice::due::compliance::first_of_month;
use crate::practice::group::{GroupHeld, GroupKind};
use crate::practice::quality::{QualityAnswer, items, last_of_month};
use crate::practice::reference::{ChildId, RecordId, SessionId, WorkerId};
use crate::practice::session::{Session, SessionKind};
use crate::practice::worker::Period;
use crate::store::{
    Act, ActionFilter, By, Change, ChildDetails, PolicyInForce, SessionDetails, Settings, Store, StoreError,
    WorkerDetails,
};
use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Why no team was written.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// It could not be made up.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// It was told to stop. Nothing was written.
    #[error("it was stopped before the team was made")]
    Stopped,
    /// The file did not take it. Nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The managers; the supervisor is whose file it is.
    pub managers: Managers,
    /// How many workers.
    pub workers: usize,
    /// How many children.
    pub children: usize,
    /// How many signed records.
    pub records: usize,
    /// How many actions.
    pub actions: usize,
    /// How many drafts.
    pub drafts: usize,
}

/// Whose file a made-up team's is, to make the file with.
pub fn settings(seed: u64, day: NaiveDate, size: Size) -> Result<Settings, DemoError> {
    let team = Team::made_up(seed, day, size)?;
    Ok(Settings { supervisor: team.managers.supervisor.clone(), team: team.name.to_owned() })
}

/// Writes a made-up team, the same for the same seed, day and size, into a file with nobody in it yet. `at` is the real
/// clock, for the trail and for signing. `progress` is told how many children are written, and of how many, and says whether to
/// go on.
pub fn make(
    store: &mut Store,
    seed: u64,
    day: NaiveDate,
    size: Size,
    at: DateTime<Utc>,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Made, MakeError> {
    let team = Team::made_up(seed, day, size)?;
    let by = By { who: team.managers.supervisor.clone(), at };
    let about = format!("{} {seed} {day}", size.code());
    store.change_together(&by, Act::Demo, &about, |change| {
        change.set_settings(&Settings { supervisor: by.who.clone(), team: team.name.to_owned() })?;
        if let Some((name, text)) = policy(size) {
            change.use_policy(&PolicyInForce { from: None, name: name.to_owned(), text })?;
        }
        answer_quality(change, &team)?;
        let (workers, sessions) = write_workers(change, &team)?;
        let mut made = Made {
            managers: team.managers.clone(),
            workers: workers.len(),
            children: 0,
            records: 0,
            actions: 0,
            drafts: 0,
        };
        let mut thoughts: Thoughts = HashMap::new();
        let of = team.plans.iter().map(|plan| usize::try_from(plan.children).unwrap_or(0)).sum();
        for family in team.families() {
            for child in family {
                write_child(change, &child, &workers, day, (&mut made, &mut thoughts))?;
                if progress(made.children, of).is_break() {
                    return Err(MakeError::Stopped);
                }
            }
        }
        let mut writer = Writer::new(&team)?;
        for player in &team.players {
            let Some(worker) = workers.get(&player.worker.id) else { continue };
            let own: Vec<(SessionId, &Session)> = (sessions.iter().zip(&team.sessions))
                .filter(|(_, session)| session.worker == player.worker.id)
                .filter_map(|(id, session)| Some(((*id)?, session)))
                .collect();
            let own_thoughts = thoughts.get(worker).map_or(&[][..], Vec::as_slice);
            writer.file(change, *worker, player, &own, own_thoughts)?;
        }
        made.actions += writer.actions;
        made.actions += take_higher(change, &team.managers.supervisor, &team.calendar)?;
        capture(change, team.players.first().and_then(|one| workers.get(&one.worker.id)).copied(), &team.calendar)?;
        if let Some(held) = group(&team, &sessions, &thoughts, &writer.group_words()) {
            change.add_group(&held)?;
        }
        Ok(made)
    })
}

/// What was thought about children, by the worker they were with.
type Thoughts = HashMap<WorkerId, Vec<Thought>>;
/// The workers in the file by those made up, and the session in the file of each one made up.
type Written = (HashMap<WorkerId, WorkerId>, Vec<Option<SessionId>>);

fn write_workers(change: &mut Change<'_>, team: &Team) -> Result<Written, StoreError> {
    let mut workers = HashMap::new();
    for player in &team.players {
        let worker = &player.worker;
        let id = change.add_worker(&WorkerDetails::from(worker))?;
        for period in &worker.periods {
            change.set_period(id, period)?;
            if let Period::Asye { from, .. } = period {
                write_asye(change, id, *from, team)?;
            }
        }
        for absence in &worker.absences {
            change.set_absence(id, absence)?;
        }
        workers.insert(worker.id, id);
    }
    let mut sessions = Vec::with_capacity(team.sessions.len());
    for session in &team.sessions {
        let worker = workers.get(&session.worker).copied();
        let id = worker.map(|worker| change.add_session(&SessionDetails { worker, ..SessionDetails::from(session) }));
        sessions.push(id.transpose()?);
    }
    Ok((workers, sessions))
}

/// The quality calendar of the last months: all of it done but one thing, and this month some of it.
fn answer_quality(change: &mut Change<'_>, team: &Team) -> Result<(), StoreError> {
    let day = team.day();
    for back in 0..6 {
        let month = first_of_month(day.checked_sub_months(Months::new(back)).unwrap_or(day));
        for (place, item) in items(team.policies(), month, Vec::new()).into_iter().enumerate() {
            let on = team.calendar.working_before(later(last_of_month(month), -3));
            let answer = match (back, place) {
                (0, 0) => QualityAnswer::Done(team.calendar.working_from(month)),
                (0, _) => continue,
                (3, 1) => {
                    QualityAnswer::NotDone("Half of us were away; the rota of the month before went on.".to_owned())
                }
                _ => QualityAnswer::Done(on),
            };
            if !matches!(answer, QualityAnswer::Done(on) if on >= day) {
                change.answer_quality(month, &item.what, Some(&answer))?;
            }
        }
    }
    Ok(())
}

/// The last group supervision: those who have a session of that day came, and thought about two children.
fn group(team: &Team, ids: &[Option<SessionId>], thoughts: &Thoughts, words: &GroupWords<'_>) -> Option<GroupHeld> {
    let groups = || team.sessions.iter().zip(ids).filter(|(session, _)| session.kind == SessionKind::Group);
    let on = groups().filter_map(|(session, _)| session.held_on()).max()?;
    let sessions = groups().filter(|(session, _)| session.held_on() == Some(on)).filter_map(|(_, id)| *id).collect();
    let known = |one: &Thought| one.on < on;
    let mut last: Vec<(NaiveDate, ChildId)> =
        thoughts.values().flatten().filter(|one| known(one)).map(|one| (one.on, one.child)).collect();
    last.sort_unstable();
    last.reverse();
    let mut children: Vec<(ChildId, String)> = Vec::new();
    for (_, child) in last {
        let Some(facts) = words.facts.get(children.len()) else { break };
        if children.iter().all(|(one, _)| *one != child) {
            children.push((child, facts.clone()));
        }
    }
    let (model, shifted) = (words.model.to_owned(), words.shifted.to_owned());
    Some(GroupHeld { kind: GroupKind::Group, on, minutes: 90, model, shifted, sessions, children })
}

/// The reviews of an ASYE so far, and what a family said of the help.
fn write_asye(change: &mut Change<'_>, worker: WorkerId, from: NaiveDate, team: &Team) -> Result<(), StoreError> {
    for (months, words) in [(3, "settled in, and asks before it is too late"), (6, "writes what the child said")] {
        let due = from.checked_add_months(Months::new(months)).unwrap_or(from);
        let on = team.calendar.working_before(due);
        if on < team.calendar.day {
            let months = u16::try_from(months).unwrap_or(0);
            change.add_asye_event(worker, on, &Happened::Reviewed { months, words: words.to_owned() })?;
        }
    }
    let on = team.calendar.working_before(from.checked_add_months(Months::new(5)).unwrap_or(from));
    if on < team.calendar.day {
        let words = "a mother: she told me the plan twice, and then asked what I thought of it".to_owned();
        let areas = ["relationships", "communication"].map(str::to_owned).to_vec();
        change.add_asye_event(worker, on, &Happened::Feedback { words, areas })?;
    }
    Ok(())
}

fn write_child(
    change: &mut Change<'_>,
    told: &MadeUpChild,
    workers: &HashMap<WorkerId, WorkerId>,
    day: NaiveDate,
    (made, thoughts): (&mut Made, &mut Thoughts),
) -> Result<(), StoreError> {
    let child = &told.child;
    let id = change.add_child(&ChildDetails::from(child))?;
    for status in &child.statuses {
        change.set_status(id, *status)?;
    }
    for allocation in &child.allocations {
        if let Some(worker) = workers.get(&allocation.worker) {
            let mut allocation = *allocation;
            allocation.worker = *worker;
            change.set_allocation(id, allocation)?;
        }
    }
    for assessment in &child.assessments {
        change.set_assessment(id, *assessment)?;
    }
    for happened in &told.milestones {
        change.set_milestone(id, happened)?;
    }
    let mut records: Vec<RecordId> = Vec::with_capacity(told.records.len());
    for record in &told.records {
        let record_id = write_record(change, record, id, &records)?;
        // All but the last week and a half is in the case system already.
        let since = day - record.head.decided_on;
        if record.manner != Manner::Tired && since > TimeDelta::days(10) {
            change.copy_across(record_id, record.head.decided_on, "")?;
        }
        made.actions += write_follow(change, record_id, &record.follow, day)?;
        let on = record.head.decided_on;
        let with = child.allocation_on(on).and_then(|one| workers.get(&one.worker)).copied();
        // Only the last year of sessions is written up.
        if let Some(worker) = with.filter(|_| (day - on).num_days() <= 400 && record.manner != Manner::Tired) {
            thoughts.entry(worker).or_default().push(Thought { child: id, on, record: record_id, worker });
        }
        records.push(record_id);
    }
    for draft in &told.drafts {
        let mut head = draft.head.clone();
        head.child = id;
        head.reviews = numbered(head.reviews, &records);
        change.begin_draft(&head, &draft.answers)?;
    }
    made.children += 1;
    made.records += records.len();
    made.drafts += told.drafts.len();
    Ok(())
}

/// The record in the file that one of a child's own, numbered from 1, has become.
fn numbered(own: Option<RecordId>, records: &[RecordId]) -> Option<RecordId> {
    let place = usize::try_from(own?.0).ok()?.checked_sub(1)?;
    records.get(place).copied()
}

fn write_record(
    change: &mut Change<'_>,
    record: &MadeUpRecord,
    child: ChildId,
    before: &[RecordId],
) -> Result<RecordId, StoreError> {
    let mut head = record.head.clone();
    head.child = child;
    head.reviews = numbered(head.reviews, before);
    match record.manner {
        // What the manager before wrote came from elsewhere, and is what it is.
        Manner::Tired => change.enter_history(&head, &record.answers, record.head.decided_by.as_deref()),
        Manner::Good | Manner::New => change.sign_made_up(&head, &record.answers, &record.statements),
    }
}

fn write_follow(
    change: &mut Change<'_>,
    record: RecordId,
    follow: &[Follow],
    day: NaiveDate,
) -> Result<usize, StoreError> {
    let mut ids: Vec<_> = change.actions(ActionFilter::From(record), day)?.into_iter().map(|one| one.id).collect();
    ids.sort_unstable();
    for (id, follow) in ids.iter().zip(follow) {
        for (on, to, why) in &follow.moves {
            change.redate_action(*id, *to, *on, why)?;
        }
        if let Some((on, closing)) = &follow.end {
            change.close_action(*id, closing, *on)?;
        }
    }
    Ok(ids.len())
}
