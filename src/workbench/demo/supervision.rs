//! The workers' own files of the made-up team: what was said in supervision, by three hands, and the agreements,
//! observations, appraisals and plans beside it. Its words are in `assets/demo/supervision.toml`.

use super::chance::Chance;
use super::speech::Speech;
use super::workers::{Part, Player};
use super::{DemoError, Managers, Size, Team, later};
use crate::practice::action::{ActionStatus, ActionSubject};
use crate::practice::answer::{Answer, Answers, PlannedAction};
use crate::practice::form::{FieldKind, Form};
use crate::practice::form_file::shipped_form;
use crate::practice::reference::{ChildId, RecordId, SessionId, WorkerId};
use crate::practice::session::{Outcome, Session, SessionKind};
use crate::practice::worker_record::{StepKind, WorkerDraft, WorkerForm, WorkerHead, field, ready};
use crate::store::{ActionFilter, Change, Closing, StoreError};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

const WORDS: &str = include_str!("../../../assets/demo/supervision.toml");
/// How many days back the sessions of one team are written up; in a service of twenty teams, a quarter of that.
const WRITTEN_BACK: i64 = 370;
/// So many days after its date, an action of a worker's own is closed one way or the other.
const FORGOTTEN: i64 = 40;

/// Sentences by field.
type Pool = BTreeMap<String, Vec<String>>;
/// One sentence by field.
type Said = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    good: Pool,
    tired: Pool,
    new: Pool,
    action: Vec<ActionWords>,
    answers: AnswerWords,
    agreement: Said,
    observation: Said,
    appraisal: Said,
    plan: Said,
    step: Vec<ActionWords>,
    group: Group,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    model: String,
    shifted: String,
    facts: Vec<String>,
}

/// What is said of a group supervision: how it was led, what shifted, and the facts of each child thought about.
pub struct GroupWords<'w> {
    /// The model.
    pub model: &'w str,
    /// What shifted.
    pub shifted: &'w str,
    /// For each child.
    pub facts: &'w [String],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionWords {
    change: String,
    what: String,
    mine: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerWords {
    comment: Vec<String>,
    dispute: String,
    settle_how: String,
}

/// A record of oversight that a session may have led to: the child, its day, and whose child it was then.
pub struct Thought {
    /// The child.
    pub child: ChildId,
    /// The day of the decision.
    pub on: NaiveDate,
    /// The record.
    pub record: RecordId,
    /// The worker responsible on that day.
    pub worker: WorkerId,
}

/// How the last records of a worker stand on the first screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// The last is a draft.
    Draft,
    /// The last is signed and not shared.
    Unshared,
    /// The last is shared and not agreed.
    Unanswered,
    /// The last but one is disputed, the last agreed.
    Disputed,
    /// All agreed.
    Agreed,
}

impl Ends {
    const fn of(part: Part) -> Self {
        match part {
            Part::Steady => Self::Unshared,
            Part::FirstYear => Self::Unanswered,
            Part::Advanced => Self::Disputed,
            Part::BackFromLeave => Self::Draft,
            Part::Senior | Part::FirstYearLate | Part::LongOverdue | Part::Away | Part::Support | Part::Left => {
                Self::Agreed
            }
        }
    }
}

/// Writes the workers' own files.
pub struct Writer<'a> {
    words: Words,
    forms: HashMap<&'static str, Form>,
    managers: &'a Managers,
    day: NaiveDate,
    from: NaiveDate,
    seed: u64,
    /// How many actions were agreed.
    pub actions: usize,
}

/// One worker's file being written.
struct Pen<'p> {
    worker: WorkerId,
    player: &'p Player,
    speech: Speech,
    chance: Chance,
}

impl<'a> Writer<'a> {
    /// A writer for a team.
    pub fn new(team: &'a Team) -> Result<Self, DemoError> {
        let back = if team.size == Size::Team { WRITTEN_BACK } else { WRITTEN_BACK / 4 };
        let forms = WorkerForm::ALL
            .iter()
            .filter_map(|form| shipped_form(form.code()).map(|read| (form.code(), read)))
            .collect();
        Ok(Self {
            words: toml::from_str(WORDS)?,
            forms,
            managers: &team.managers,
            day: team.day(),
            from: later(team.day(), -back),
            seed: team.seed,
            actions: 0,
        })
    }

    /// What is said of a group supervision.
    pub fn group_words(&self) -> GroupWords<'_> {
        let Group { model, shifted, facts } = &self.words.group;
        GroupWords { model, shifted, facts }
    }

    /// One worker's file: the sessions of the last months with what came of them, then the other forms.
    pub fn file(
        &mut self,
        change: &mut Change<'_>,
        worker: WorkerId,
        player: &Player,
        sessions: &[(SessionId, &Session)],
        thoughts: &[Thought],
    ) -> Result<(), StoreError> {
        let mut speech = Speech::default();
        let first = player.worker.name.split(' ').next().unwrap_or_default().to_owned();
        speech.set("worker", first);
        let stream = 9_000_u64.wrapping_add(worker.0.unsigned_abs());
        let mut pen = Pen { worker, player, speech, chance: Chance::new(self.seed, stream) };
        let held: Vec<(SessionId, NaiveDate)> = sessions
            .iter()
            .filter(|(_, session)| session.kind == SessionKind::OneToOne)
            .filter_map(|(id, session)| match session.outcome {
                Outcome::Held { on, .. } if on >= self.from => Some((*id, on)),
                _ => None,
            })
            .collect();
        let ends = Ends::of(player.part);
        self.agreement(change, &mut pen)?;
        for (number, (session, on)) in held.iter().enumerate() {
            let near: Vec<&Thought> = thoughts
                .iter()
                .filter(|one| one.worker == worker && (one.on - *on).num_days().abs() <= 2)
                .take(3)
                .collect();
            for thought in &near {
                change.discussed_child(*session, thought.child, Some(thought.record))?;
            }
            self.supervision(change, &mut pen, *session, *on, (held.len() - 1 - number, ends))?;
        }
        self.others(change, &mut pen)
    }

    /// Who held the session: the new one looks after the first years, the tired one had the team until some months ago.
    fn hand(&self, pen: &Pen<'_>, on: NaiveDate) -> (&Pool, &str) {
        if (self.day - on).num_days() > 300 {
            return (&self.words.tired, &self.managers.before);
        }
        if matches!(pen.player.part, Part::FirstYear | Part::FirstYearLate) {
            return (&self.words.new, &self.managers.new);
        }
        (&self.words.good, &self.managers.supervisor)
    }

    fn supervision(
        &mut self,
        change: &mut Change<'_>,
        pen: &mut Pen<'_>,
        session: SessionId,
        on: NaiveDate,
        (left, ends): (usize, Ends),
    ) -> Result<(), StoreError> {
        pen.speech.afresh();
        pen.speech.set("count", (11 + pen.chance.between(0, 7)).to_string());
        let initials = ["T", "A", "Z", "L", "M", "H"];
        pen.speech.set("initials", (*pen.chance.pick(&initials).unwrap_or(&"T")).to_owned());
        let (pool, hand) = self.hand(pen, on);
        let (by, tired) = (hand.to_owned(), hand == self.managers.before);
        let mut answers = Answers::default();
        for (key, texts) in pool {
            // Nobody fills every section every time.
            let often = if matches!(key.as_str(), "since" | "wellbeing" | "workload") { 100 } else { 55 };
            if pen.chance.percent(often) {
                let text = pen.chance.text(texts).to_owned();
                answers.set(key, Answer::Text(pen.speech.say(&text, &mut pen.chance)));
            }
        }
        if !tired {
            let step = u8::try_from(pen.chance.between(2, 4)).unwrap_or(3);
            answers.set(field::HOW_THEY_ARE, Answer::Step(step));
            if answers.get("learning").is_some() {
                answers.set(field::AREAS, Answer::Tags(self.areas(pen, WorkerForm::Supervision)));
            }
            answers.set(field::NEXT_ON, Answer::Day(later(on, 28)));
            answers.set(field::ACTION_TABLE, Answer::Actions(self.agreed(pen, on)));
        }
        let head = WorkerHead { form: WorkerForm::Supervision, worker: pen.worker, session: Some(session), day: on };
        if left == 0 && ends == Ends::Draft {
            answers.clear("learning");
            answers.clear(field::ACTION_TABLE);
            change.begin_worker_record(&head, &answers)?;
            return Ok(());
        }
        let Some(id) = self.sign(change, &head, answers, &by)? else { return Ok(()) };
        if left == 0 && ends == Ends::Unshared {
            return Ok(());
        }
        let shared = later(on, pen.chance.between(1, 4)).min(self.day);
        change.worker_record_step(id, StepKind::Shared, shared, "", "")?;
        if left == 0 && ends == Ends::Unanswered {
            return Ok(());
        }
        let answered = later(shared, pen.chance.between(0, 6)).min(self.day);
        if left == 1 && ends == Ends::Disputed {
            let (words, how) = (self.words.answers.dispute.clone(), self.words.answers.settle_how.clone());
            change.worker_record_step(id, StepKind::Disputed, answered, &words, &how)?;
        } else if pen.chance.percent(20) && !tired {
            let words = pen.chance.text(&self.words.answers.comment).to_owned();
            change.worker_record_step(id, StepKind::AgreedWithComment, answered, &words, "")?;
        } else {
            change.worker_record_step(id, StepKind::Agreed, answered, "", "")?;
        }
        Ok(())
    }

    /// One thing or two, each by somebody on a day.
    fn agreed(&self, pen: &mut Pen<'_>, on: NaiveDate) -> Vec<PlannedAction> {
        let mut rows: Vec<PlannedAction> = Vec::new();
        for _ in 0..pen.chance.between(1, 2) {
            let Some(words) = pen.chance.pick(&self.words.action) else { continue };
            let owner = if words.mine { self.managers.supervisor.clone() } else { pen.player.worker.name.clone() };
            let action = pen.speech.say(&words.what, &mut pen.chance);
            if rows.iter().any(|row| row.action == action) {
                continue;
            }
            let change_needed = pen.speech.say(&words.change, &mut pen.chance);
            rows.push(PlannedAction {
                change_needed,
                action,
                owner,
                due_on: Some(later(on, pen.chance.between(7, 25))),
            });
        }
        rows
    }

    /// The steps of a plan, a month apart.
    fn steps(&self, pen: &Pen<'_>, day: NaiveDate) -> Vec<PlannedAction> {
        let months = (1_i64..).map(|month| later(day, 30 * month));
        self.words
            .step
            .iter()
            .zip(months)
            .map(|(words, due)| PlannedAction {
                change_needed: words.change.clone(),
                action: words.what.clone(),
                owner: if words.mine { self.managers.supervisor.clone() } else { pen.player.worker.name.clone() },
                due_on: Some(due),
            })
            .collect()
    }

    /// A few areas of the knowledge and skills statement, as the form names them.
    fn areas(&self, pen: &mut Pen<'_>, form: WorkerForm) -> Vec<String> {
        let field = self.forms.get(form.code()).and_then(|form| form.field(field::AREAS));
        let Some(FieldKind::Tags(options)) = field.map(|field| &field.kind) else { return Vec::new() };
        let mut codes: Vec<String> = options.iter().map(|one| one.code.clone()).collect();
        // The last two are left for a first year to find.
        codes.truncate(codes.len().saturating_sub(2));
        pen.chance.shuffle(&mut codes);
        codes.truncate(usize::try_from(pen.chance.between(1, 2)).unwrap_or(1));
        codes
    }

    fn said(pen: &mut Pen<'_>, texts: &Said) -> Answers {
        pen.speech.afresh();
        texts.iter().map(|(key, text)| (key.clone(), Answer::Text(pen.speech.say(text, &mut pen.chance)))).collect()
    }

    /// Signs what is complete; what is not stays out.
    fn sign(
        &mut self,
        change: &mut Change<'_>,
        head: &WorkerHead,
        answers: Answers,
        by: &str,
    ) -> Result<Option<crate::practice::reference::WorkerRecordId>, StoreError> {
        let id = change.begin_worker_record(head, &answers)?;
        let Some(form) = self.forms.get(head.form.code()) else { return Ok(None) };
        let draft = WorkerDraft { id, head: *head, answers, saved_at: change.by().at };
        let Ok(ready) = ready(&draft, form, self.day) else { return Ok(None) };
        let own = ActionFilter::Of(ActionSubject::Worker(head.worker));
        let before: Vec<_> = change.actions(own, self.day)?.into_iter().map(|one| one.id).collect();
        change.sign_made_up_worker_record(&ready, by)?;
        let mut old = Chance::new(self.seed, id.0.unsigned_abs());
        for action in change.actions(own, self.day)? {
            if before.contains(&action.id) {
                continue;
            }
            self.actions += 1;
            let open = action.status == ActionStatus::Open;
            // One that is months late would stand above every child on Today: no manager leaves that.
            let forgotten = action.due_on < later(self.day, -FORGOTTEN);
            if open && action.due_on < self.day && (old.percent(92) || forgotten) {
                let closing = if old.percent(85) {
                    Closing::Done { difference: "It is done, and it shows in how the week goes.".to_owned() }
                } else {
                    Closing::NotDone { why: "Overtaken by a hearing; we let it go.".to_owned() }
                };
                change.close_action(action.id, &closing, action.due_on)?;
            }
        }
        Ok(Some(id))
    }

    fn agreement(&mut self, change: &mut Change<'_>, pen: &mut Pen<'_>) -> Result<(), StoreError> {
        // One has none, one is past its renewal: both are to be seen.
        let back = match pen.player.part {
            Part::LongOverdue | Part::Left | Part::Away => return Ok(()),
            Part::Support => 420,
            Part::Senior
            | Part::Steady
            | Part::FirstYear
            | Part::FirstYearLate
            | Part::BackFromLeave
            | Part::Advanced => pen.chance.between(60, 250),
        };
        let day = later(self.day, -back).max(pen.player.worker.joined_on);
        let texts = self.words.agreement.clone();
        let mut answers = Self::said(pen, &texts);
        answers.set(field::RENEW_ON, Answer::Day(later(day, 365)));
        let head = WorkerHead { form: WorkerForm::Agreement, worker: pen.worker, session: None, day };
        let by = self.managers.supervisor.clone();
        if let Some(id) = self.sign(change, &head, answers, &by)? {
            change.worker_record_step(id, StepKind::Shared, day, "", "")?;
            change.worker_record_step(id, StepKind::Agreed, later(day, 2).min(self.day), "", "")?;
        }
        Ok(())
    }

    fn others(&mut self, change: &mut Change<'_>, pen: &mut Pen<'_>) -> Result<(), StoreError> {
        let by = self.managers.supervisor.clone();
        let part = pen.player.part;
        if matches!(part, Part::FirstYear | Part::FirstYearLate | Part::Steady) {
            let day = later(self.day, -pen.chance.between(30, 120)).max(pen.player.worker.joined_on);
            let texts = self.words.observation.clone();
            let mut answers = Self::said(pen, &texts);
            answers.set(field::AREAS, Answer::Tags(self.areas(pen, WorkerForm::Observation)));
            answers.set(field::COPY_TO_WORKER, Answer::Day(later(day, 1)));
            answers.set(field::COPY_TO_MANAGER, Answer::Day(later(day, 3)));
            answers.set(field::QUALITY_LEAD_TOLD, Answer::Day(later(day, 4)));
            let head = WorkerHead { form: WorkerForm::Observation, worker: pen.worker, session: None, day };
            if let Some(id) = self.sign(change, &head, answers, &by)? {
                change.worker_record_step(id, StepKind::Shared, later(day, 1), "", "")?;
                change.worker_record_step(id, StepKind::Agreed, later(day, 5), "", "")?;
            }
        }
        if matches!(part, Part::Senior | Part::Advanced) {
            let day = later(self.day, -pen.chance.between(100, 300)).max(pen.player.worker.joined_on);
            let texts = self.words.appraisal.clone();
            let mut answers = Self::said(pen, &texts);
            answers.set(field::WHICH_APPRAISAL, Answer::Choice("annual".to_owned()));
            let head = WorkerHead { form: WorkerForm::Appraisal, worker: pen.worker, session: None, day };
            if let Some(id) = self.sign(change, &head, answers, &by)? {
                change.worker_record_step(id, StepKind::Shared, day, "", "")?;
                change.worker_record_step(id, StepKind::Agreed, later(day, 3), "", "")?;
            }
        }
        if part == Part::FirstYear {
            let day = later(self.day, -90).max(pen.player.worker.joined_on);
            let texts = self.words.plan.clone();
            let mut answers = Self::said(pen, &texts);
            answers.set(field::ACTION_TABLE, Answer::Actions(self.steps(pen, day)));
            let head = WorkerHead { form: WorkerForm::DevelopmentPlan, worker: pen.worker, session: None, day };
            if let Some(id) = self.sign(change, &head, answers, &by)? {
                change.worker_record_step(id, StepKind::Shared, day, "", "")?;
                change.worker_record_step(id, StepKind::Agreed, day, "", "")?;
            }
        }
        Ok(())
    }
}
