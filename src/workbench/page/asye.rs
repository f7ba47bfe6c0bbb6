//! What the ASYE pages show: one newly qualified worker's year in full, and all of them side by side. Not how it is laid
//! out.

use crate::practice::asye::{
    AsyeEvent, Gathered, Happened, OBSERVATIONS, PROTECTED, Review, Slot, reviews, rhythm, strip, week_of, with_pauses,
};
use crate::practice::child::ChildStatus;
use crate::practice::date_words::short;
use crate::practice::due::compliance::walk;
use crate::practice::due::supervision::counted_days;
use crate::practice::due::{Kind, Owed};
use crate::practice::form::FieldKind;
use crate::practice::reference::{WorkerId, WorkerRecordId};
use crate::practice::worker::{KnownRole, Period, Role, Worker};
use crate::practice::worker_record::{StepKind, WorkerForm, field};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use std::collections::HashMap;

/// One worker's ASYE. No `Debug`: it names the worker and holds what was said of them.
#[derive(Clone, PartialEq, Eq)]
pub struct AsyeYear {
    /// The worker.
    pub worker: WorkerId,
    /// The name, in full.
    pub name: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, as it stands.
    pub until: NaiveDate,
    /// Whether that day was entered rather than reckoned.
    pub until_entered: bool,
    /// Which week of how many; 0 before it begins.
    pub week: (i64, i64),
    /// How often supervision is, in words.
    pub rhythm: String,
    /// The strip.
    pub slots: Vec<Slot>,
    /// The supervision owed next.
    pub next: Option<Owed>,
    /// The reviews by the policy.
    pub reviews: Vec<Review>,
    /// The observations, by day.
    pub observations: Vec<Observation>,
    /// How many the policy wants; 0 where it names none.
    pub observations_wanted: u16,
    /// The caseload against the protected level.
    pub workload: Workload,
    /// The areas of the knowledge and skills statement, each with the evidence there is of it.
    pub areas: Vec<Area>,
    /// Everything entered of the year beside its sessions, by day.
    pub events: Vec<AsyeEvent>,
}

impl AsyeYear {
    /// How it ended, if it did.
    pub fn ended(&self) -> Option<&AsyeEvent> {
        self.events.iter().rev().find(|event| matches!(event.what, Happened::Ended { .. }))
    }

    /// The review that comes next.
    pub fn next_review(&self) -> Option<&Review> {
        self.reviews.iter().find(|review| review.done_on.is_none())
    }
}

/// One observation of practice.
#[derive(Clone, PartialEq, Eq)]
pub struct Observation {
    /// The day.
    pub on: NaiveDate,
    /// Its record, where it was written here.
    pub record: Option<WorkerRecordId>,
    /// Who watched what, where it was noted by hand; may be empty.
    pub words: String,
}

/// One area of the knowledge and skills statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The code it is tagged by.
    pub code: String,
    /// In words.
    pub words: String,
    /// The evidence, by day.
    pub evidence: Vec<Evidence>,
}

/// Evidence of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The day.
    pub on: NaiveDate,
    /// Where it stands.
    pub stands: Stands,
}

/// Where evidence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In a signed record of the worker's file.
    Record(WorkerForm, WorkerRecordId),
    /// In an observation on paper, noted on the page of the year.
    OnPaper,
    /// In what a child or a family said.
    Family,
}

impl Evidence {
    /// In a few words: `12 Mar supervision P4`, `2 Jun a family`.
    pub fn words(self) -> String {
        let where_it_stands = match self.stands {
            Stands::Record(form, record) => format!("{} {record}", form.words()),
            Stands::OnPaper => "observation on paper".to_owned(),
            Stands::Family => "a family".to_owned(),
        };
        format!("{} {where_it_stands}", short(self.on))
    }
}

/// How many children, against what the team carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workload {
    /// The worker's children.
    pub children: usize,
    /// In per cent of what a full-time worker of the team carries, for the worker's own hours; `None` where there is nobody
    /// to compare with.
    pub percent: Option<u32>,
    /// The level that the policy protects, in per cent: 90 where a tenth of the time is kept free.
    pub protected: Option<u16>,
}

impl Workload {
    /// Whether it is above the protected level.
    pub fn is_over(&self) -> bool {
        matches!((self.percent, self.protected), (Some(percent), Some(level)) if percent > u32::from(level))
    }
}

/// How long after its end an ASYE is still shown, in days: until somebody has said how it ended, and a little.
const SHOWN_AFTER: i64 = 60;

impl Desk {
    /// One worker's ASYE: the one that the day lies in, else the last.
    pub fn asye_page(&self, worker: WorkerId) -> Result<AsyeYear, Refusal> {
        let worker = self.known_worker(worker)?;
        let period = asye_of(&worker, self.day).cloned().ok_or_else(|| {
            Refusal::NotPossible(
                "no ASYE is entered for this worker; set one on the worker's page, or import it".to_owned(),
            )
        })?;
        let carried = self.carried()?;
        let team = self.store.workers()?;
        self.asye_year(&worker, &period, &carried, per_hundredth(&team, &carried, self.day))
    }

    /// Every ASYE that runs, is to come, or ended not long ago and nobody has said how: by name.
    pub fn asyes_page(&self) -> Result<Vec<AsyeYear>, Refusal> {
        let team = self.store.workers()?;
        let carried = self.carried()?;
        let usual = per_hundredth(&team, &carried, self.day);
        let mut years = Vec::new();
        for worker in &team {
            let here = worker.left_on.is_none_or(|left| left >= self.day);
            let Some(period) = asye_of(worker, self.day).filter(|_| here) else { continue };
            if (self.day - period.until()).num_days() > SHOWN_AFTER {
                continue;
            }
            years.push(self.asye_year(worker, period, &carried, usual)?);
        }
        Ok(years)
    }

    fn asye_year(
        &self,
        worker: &Worker,
        period: &Period,
        carried: &HashMap<WorkerId, usize>,
        usual: Option<(usize, u32)>,
    ) -> Result<AsyeYear, Refusal> {
        let (from, until) = (period.from(), period.until());
        let policy = self.policies.on(self.day.clamp(from, until));
        let sessions = self.store.sessions_of(worker.id)?;
        let held = counted_days(worker, &sessions, &self.policies);
        let judged = walk(worker, &held, &self.policies, &self.days_off, self.day);
        let next = self.owed_to_worker(worker.id)?.into_iter().find(|owed| owed.kind == Kind::Supervision);
        let due = next.as_ref().and_then(|owed| owed.due_on);
        let events = self.store.asye_events(worker.id, from, until.max(self.day))?;
        let areas = self.evidence(worker.id, from, until.min(self.day), &events)?;
        let observations = self.observed(worker.id, from, until.min(self.day), &events)?;
        let counts: Vec<(String, usize)> = areas.iter().map(|area| (area.words.clone(), area.evidence.len())).collect();
        let signed = |form| Ok::<_, Refusal>(!self.store.last_worker_records(worker.id, form, self.day, 1)?.is_empty());
        let gathered = Gathered {
            observations: observations.len(),
            agreement: signed(WorkerForm::Agreement)?,
            plan: signed(WorkerForm::DevelopmentPlan)?,
            areas: &counts,
        };
        let children = carried.get(&worker.id).copied().unwrap_or(0);
        let percent = usual.and_then(|(children_of_all, hundredths)| {
            // The children this worker would have at the team's usual pace: all of them by the hundredths of time.
            let own = u64::try_from(children).ok()? * 100 * u64::from(hundredths);
            let whole = u64::try_from(children_of_all).ok()? * u64::from(worker.fte);
            u32::try_from((own + whole / 2).checked_div(whole)?).ok()
        });
        let protected = policy.stated_under(PROTECTED).next().map(|one| 100_u16.saturating_sub(one.value));
        Ok(AsyeYear {
            worker: worker.id,
            name: worker.name.clone(),
            from,
            until,
            until_entered: matches!(period, Period::Asye { until: Some(_), .. }),
            week: if self.day < from { (0, week_of(period, from).1) } else { week_of(period, self.day) },
            rhythm: rhythm(policy),
            slots: with_pauses(strip(worker, period, policy, (&judged, &held), due, self.day), &events),
            next,
            reviews: reviews(period, &self.policies, &self.days_off, &events, &gathered),
            observations_wanted: policy.stated_under(OBSERVATIONS).next().map_or(0, |one| one.value),
            observations,
            workload: Workload { children, percent, protected },
            areas,
            events,
        })
    }

    /// How many open children each worker is responsible for on the day.
    fn carried(&self) -> Result<HashMap<WorkerId, usize>, Refusal> {
        let mut carried = HashMap::new();
        for child in &self.team_facts()?.children {
            let open = child.status_on(self.day).is_some_and(|now| now.status != ChildStatus::Closed);
            if let Some(one) = child.allocation_on(self.day).filter(|_| open) {
                *carried.entry(one.worker).or_insert(0) += 1;
            }
        }
        Ok(carried)
    }

    /// The areas of the statement, as the form of supervision names them, each with its evidence.
    fn evidence(
        &self,
        worker: WorkerId,
        from: NaiveDate,
        until: NaiveDate,
        events: &[AsyeEvent],
    ) -> Result<Vec<Area>, Refusal> {
        let form = self.form(WorkerForm::Supervision.code())?;
        let mut fields = form.sections.iter().flat_map(|section| &section.fields);
        let options = match fields.find(|one| one.key == field::AREAS).map(|one| &one.kind) {
            Some(FieldKind::Tags(options)) => options.as_slice(),
            _ => &[],
        };
        let mut areas: Vec<Area> = options
            .iter()
            .map(|one| Area { code: one.code.clone(), words: one.words.clone(), evidence: Vec::new() })
            .collect();
        let mut add = |codes: &[String], one: Evidence| {
            for area in areas.iter_mut().filter(|area| codes.contains(&area.code)) {
                area.evidence.push(one);
            }
        };
        for tagged in self.store.worker_tags(worker, from, until)? {
            if tagged.field != field::AREAS {
                continue;
            }
            add(&tagged.codes, Evidence { on: tagged.day, stands: Stands::Record(tagged.form, tagged.record) });
        }
        for event in events {
            let stands = if matches!(event.what, Happened::Feedback { .. }) { Stands::Family } else { Stands::OnPaper };
            add(event.what.areas(), Evidence { on: event.on, stands });
        }
        for area in &mut areas {
            area.evidence.sort_by_key(|one| one.on);
        }
        Ok(areas)
    }

    /// The observations of a stretch of time: those written here and signed, and those noted by hand.
    fn observed(
        &self,
        worker: WorkerId,
        from: NaiveDate,
        until: NaiveDate,
        events: &[AsyeEvent],
    ) -> Result<Vec<Observation>, Refusal> {
        let lines = self.store.worker_record_lines(worker)?;
        let written = lines.iter().filter(|line| {
            let stands = !line.steps.iter().any(|(what, _)| *what == StepKind::Withdrawn);
            line.form == WorkerForm::Observation && line.signed_at.is_some() && stands
        });
        let mut all: Vec<Observation> = written
            .filter(|line| from <= line.day && line.day <= until)
            .map(|line| Observation { on: line.day, record: Some(line.id), words: String::new() })
            .collect();
        all.extend(events.iter().filter_map(|event| match &event.what {
            Happened::Observed { words, .. } => Some(Observation { on: event.on, record: None, words: words.clone() }),
            _ => None,
        }));
        all.sort_by_key(|one| one.on);
        Ok(all)
    }
}

/// The ASYE that the day lies in, else the one to come, else the last.
pub(in crate::workbench) fn asye_of(worker: &Worker, day: NaiveDate) -> Option<&Period> {
    let all = || worker.periods.iter().filter(|period| matches!(period, Period::Asye { .. }));
    worker
        .asye_on(day)
        .or_else(|| all().filter(|period| period.from() > day).min_by_key(|period| period.from()))
        .or_else(|| all().max_by_key(|period| period.from()))
}

/// The children of those who carry a full caseload, and their hours in hundredths: what is usual in the team. `None` where
/// there is nobody.
fn per_hundredth(team: &[Worker], carried: &HashMap<WorkerId, usize>, day: NaiveDate) -> Option<(usize, u32)> {
    let full = team.iter().filter(|worker| {
        let carries = matches!(
            worker.role,
            Role::Known(KnownRole::SocialWorker | KnownRole::SeniorSocialWorker | KnownRole::AdvancedPractitioner)
        );
        carries && worker.in_team(day) && worker.asye_on(day).is_none() && carried.contains_key(&worker.id)
    });
    let (mut children, mut hundredths) = (0, 0);
    for worker in full {
        children += carried.get(&worker.id).copied().unwrap_or(0);
        hundredths += u32::from(worker.fte);
    }
    (children > 0 && hundredths > 0).then_some((children, hundredths))
}
