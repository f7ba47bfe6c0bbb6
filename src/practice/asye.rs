//! The Assessed and Supported Year in Employment: the year as a strip, its reviews with what each still lacks, the
//! observations, and the evidence area by area (`practice/supervision.md`, *The ASYE*). When supervision is due in it is
//! [`super::due::supervision`]'s.

use super::code::coded;
use super::date_words::{long, range};
use super::due::compliance::{Judged, Judgement};
use super::due::strip::Mark;
use super::due::supervision::{Absences, stages};
use super::policy::{Interval, Policy, PolicyHistory};
use super::worker::{Period, Worker};
use super::working_days::WorkingDays;
use chrono::{Days, Months, NaiveDate};
use std::fmt;

/// The policy's key for the months at which it is reviewed.
pub const REVIEWS: &str = "asye_review_months";
/// The policy's key for how often practice is observed in it.
pub const OBSERVATIONS: &str = "asye_observations";
/// The policy's key for how often a child or a family says what the worker's help was like.
pub const FEEDBACK: &str = "asye_family_feedback";
/// The policy's key for how much working time is kept free in it, in per cent.
pub const PROTECTED: &str = "asye_protected_time_percent";

coded! {
    /// How an ASYE ended.
    AsyeOutcome {
        /// The year was passed.
        Passed = "passed", "passed";
        /// It was not passed.
        Failed = "failed", "not passed";
        /// The worker left before it was over.
        Left = "left", "left before the end";
        /// It ended without an assessment.
        NotAssessed = "not_assessed", "ended without an assessment";
    }
}

/// Something that happened in an ASYE beside its sessions. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub enum Happened {
    /// It was reviewed: which review, by the months of the policy.
    Reviewed {
        /// The months: 3, 6, 12.
        months: u16,
        /// What was said, in a few words; may be empty.
        words: String,
    },
    /// Practice was observed, and the record of it stands elsewhere.
    Observed {
        /// Who watched what; may be empty.
        words: String,
        /// The areas of the knowledge and skills statement that it shows, by their codes.
        areas: Vec<String>,
    },
    /// A child or a family said what the worker's help was like.
    Feedback {
        /// Who said what; may be empty.
        words: String,
        /// The areas of the knowledge and skills statement that it shows, by their codes.
        areas: Vec<String>,
    },
    /// It runs longer.
    Extended {
        /// The new last day.
        until: NaiveDate,
        /// Why; never empty.
        why: String,
    },
    /// It stands still, and runs as much longer.
    Paused {
        /// The last day of the pause.
        until: NaiveDate,
        /// Why; never empty.
        why: String,
    },
    /// It ended.
    Ended {
        /// How.
        outcome: AsyeOutcome,
        /// What was said; may be empty.
        words: String,
    },
}

impl Happened {
    /// In a sentence; `shown` gives the words that were written as they may be read.
    pub fn sentence(&self, shown: impl Fn(&str) -> String) -> String {
        self.said(None, shown)
    }

    fn said(&self, on: Option<NaiveDate>, shown: impl Fn(&str) -> String) -> String {
        let (first, words) = match self {
            Self::Reviewed { months, words } => (format!("Reviewed at {months} months"), words),
            Self::Observed { words, .. } => ("Practice observed".to_owned(), words),
            Self::Feedback { words, .. } => ("A family said".to_owned(), words),
            Self::Extended { until, why } => (format!("Extended to {}", long(*until)), why),
            Self::Paused { until, why } => match on {
                Some(from) => (format!("Paused {}", range(from, *until)), why),
                None => (format!("Paused to {}", long(*until)), why),
            },
            Self::Ended { outcome, words } => (format!("Ended, {}", outcome.words()), words),
        };
        match words.trim() {
            "" => format!("{first}."),
            words => format!("{first}: {}.", shown(words).trim_end_matches('.')),
        }
    }

    /// The name of its kind, in a file that a program reads.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Reviewed { .. } => "review",
            Self::Observed { .. } => "observed",
            Self::Feedback { .. } => "feedback",
            Self::Extended { .. } => "extended",
            Self::Paused { .. } => "paused",
            Self::Ended { .. } => "ended",
        }
    }

    /// The words that were written of it; may be empty.
    pub fn words(&self) -> &str {
        match self {
            Self::Reviewed { words, .. }
            | Self::Observed { words, .. }
            | Self::Feedback { words, .. }
            | Self::Ended { words, .. } => words,
            Self::Extended { why, .. } | Self::Paused { why, .. } => why,
        }
    }

    /// The areas of the knowledge and skills statement that it is evidence of, by their codes.
    pub fn areas(&self) -> &[String] {
        match self {
            Self::Observed { areas, .. } | Self::Feedback { areas, .. } => areas,
            Self::Reviewed { .. } | Self::Extended { .. } | Self::Paused { .. } | Self::Ended { .. } => &[],
        }
    }
}

impl fmt::Debug for Happened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reviewed { .. } => "Reviewed",
            Self::Observed { .. } => "Observed",
            Self::Feedback { .. } => "Feedback",
            Self::Extended { .. } => "Extended",
            Self::Paused { .. } => "Paused",
            Self::Ended { .. } => "Ended",
        })
    }
}

/// One of those, on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsyeEvent {
    /// The file's key.
    pub id: i64,
    /// The day; of a pause, its first.
    pub on: NaiveDate,
    /// What.
    pub what: Happened,
}

impl AsyeEvent {
    /// In a sentence, a pause by its first day and its last; `shown` as in [`Happened::sentence`].
    pub fn sentence(&self, shown: impl Fn(&str) -> String) -> String {
        self.what.said(Some(self.on), shown)
    }
}

/// Marks the stretches that lie wholly in a pause and in which nothing was held and nothing fell due.
pub fn with_pauses(mut slots: Vec<Slot>, events: &[AsyeEvent]) -> Vec<Slot> {
    for slot in slots.iter_mut().filter(|slot| matches!(slot.mark, None | Some(Mark::ToCome))) {
        let within = |event: &AsyeEvent| match event.what {
            Happened::Paused { until, .. } => event.on <= slot.from && slot.until <= until,
            _ => false,
        };
        if events.iter().any(within) {
            slot.mark = Some(Mark::Excused);
        }
    }
    slots
}

/// One stretch of the strip: a fortnight, or what the policy's stage makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// How supervision stood in it; `None` where nothing fell due and nobody was away.
    pub mark: Option<Mark>,
}

/// The year as stretches of the policy's stages. `judged` and `held` are what compliance knows of the worker, `next` the
/// date that is still to come.
pub fn strip(
    worker: &Worker,
    period: &Period,
    policy: &Policy,
    (judged, held): (&[Judged], &[NaiveDate]),
    next: Option<NaiveDate>,
    day: NaiveDate,
) -> Vec<Slot> {
    let absences = Absences::of(worker);
    let last = period.until();
    let mut slots = Vec::new();
    for (_, stage_from, stage_until, interval) in stages(policy, period.from(), last) {
        let mut from = stage_from;
        while from <= stage_until && slots.len() < MOST_SLOTS {
            let next_from = interval.after(from);
            let until = next_from.checked_sub_days(Days::new(1)).unwrap_or(next_from).min(stage_until);
            let within = |on: NaiveDate| from <= on && on <= until;
            let worst =
                judged.iter().filter(|one| within(one.due_on)).map(|one| one.outcome).max_by_key(|one| rank(*one));
            let mark = match worst {
                Some(outcome) => Some(marked(outcome)),
                None if held.iter().any(|on| within(*on) && *on <= day) => Some(Mark::Held),
                None if until >= day || next.is_some_and(within) => Some(Mark::ToCome),
                None => {
                    let away = from.iter_days().take_while(|on| *on <= until).any(|on| absences.over(on).is_some());
                    away.then_some(Mark::Excused)
                }
            };
            slots.push(Slot { from, until, mark });
            from = next_from;
        }
    }
    slots
}

/// More than any year has: a staged policy may ask for weekly sessions over a long extension.
const MOST_SLOTS: usize = 260;

const fn rank(outcome: Judgement) -> u8 {
    match outcome {
        Judgement::OnTime => 0,
        Judgement::Late => 1,
        Judgement::Missed => 2,
        Judgement::Outstanding => 3,
    }
}

const fn marked(outcome: Judgement) -> Mark {
    match outcome {
        Judgement::OnTime => Mark::Held,
        Judgement::Late => Mark::Late,
        Judgement::Missed => Mark::Missed,
        Judgement::Outstanding => Mark::LateNow,
    }
}

/// One review of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Which, by the months of the policy.
    pub months: u16,
    /// When it is due.
    pub due_on: NaiveDate,
    /// When it was held, if it was.
    pub done_on: Option<NaiveDate>,
    /// What it still lacks, in a few words each; empty once it was held.
    pub lacks: Vec<String>,
    /// Who says so.
    pub source: String,
}

impl Review {
    /// What it is called in a year that began on a day: by its months, and the last of a year that runs longer as what it
    /// is.
    pub fn called(&self, began: NaiveDate) -> String {
        if self.runs_longer(began) { "final review".to_owned() } else { format!("{} months' review", self.months) }
    }

    /// Whether it falls later than its months say: the last one, of a year that was extended or stood still.
    pub fn runs_longer(&self, began: NaiveDate) -> bool {
        began.checked_add_months(Months::new(u32::from(self.months))).is_some_and(|on| self.due_on > on)
    }
}

/// What the reviews look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gathered<'a> {
    /// How many observations there are.
    pub observations: usize,
    /// Whether there is an agreement on how supervision works.
    pub agreement: bool,
    /// Whether there is a development plan.
    pub plan: bool,
    /// The areas of the knowledge and skills statement, in words, each with how often there is evidence of it.
    pub areas: &'a [(String, usize)],
}

/// The reviews of an ASYE, each with its day and what it still lacks. A review is asked for by the policy in force on its
/// day. The last falls on the last day, however long it runs; the others count their months from the first; each steps back
/// to a working day. Once it was said how the year ended, only those that were held are left.
pub fn reviews(
    period: &Period,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    events: &[AsyeEvent],
    gathered: &Gathered<'_>,
) -> Vec<Review> {
    let mut all = Vec::new();
    for (_, policy) in policies.all() {
        let stated: Vec<_> = policy.stated_under(REVIEWS).collect();
        let count = stated.len();
        for (place, stated) in stated.into_iter().enumerate() {
            let last = place + 1 == count;
            let due = period.from().checked_add_months(Months::new(u32::from(stated.value))).unwrap_or(NaiveDate::MAX);
            let due = if last || due > period.until() { period.until() } else { due };
            if !std::ptr::eq(policies.on(due), policy) {
                continue;
            }
            let done_on = events.iter().find_map(|event| match &event.what {
                Happened::Reviewed { months, .. } if *months == stated.value => Some(event.on),
                _ => None,
            });
            let lacks = match done_on {
                None => lacks(policy, (place, count), events, gathered),
                Some(_) => Vec::new(),
            };
            let (months, source) = (stated.value, stated.source.words());
            all.push(Review { months, due_on: days_off.previous_working_day(due), done_on, lacks, source });
        }
    }
    if events.iter().any(|event| matches!(event.what, Happened::Ended { .. })) {
        all.retain(|one: &Review| one.done_on.is_some());
    }
    all.sort_by_key(|one| (one.due_on, one.months));
    all
}

/// What a review still lacks: the `place`th of `count`, from 0.
fn lacks(
    policy: &Policy,
    (place, count): (usize, usize),
    events: &[AsyeEvent],
    gathered: &Gathered<'_>,
) -> Vec<String> {
    let wanted = |key: &str| policy.stated_under(key).next().map_or(0, |one| usize::from(one.value));
    // By the first of three reviews a third, by the last all of them.
    let by_now = |key: &str| (wanted(key) * (place + 1)).div_ceil(count);
    let feedback = events.iter().filter(|event| matches!(event.what, Happened::Feedback { .. })).count();
    let mut lacks = Vec::new();
    match by_now(OBSERVATIONS).saturating_sub(gathered.observations) {
        0 => {}
        1 => lacks.push("one observation".to_owned()),
        many => lacks.push(format!("{many} observations")),
    }
    match by_now(FEEDBACK).saturating_sub(feedback) {
        0 => {}
        1 => lacks.push("feedback from a family".to_owned()),
        many => lacks.push(format!("feedback from {many} families")),
    }
    if !gathered.agreement {
        lacks.push("the supervision agreement".to_owned());
    }
    if !gathered.plan {
        lacks.push("the development plan".to_owned());
    }
    let bare = gathered.areas.iter().filter(|(_, times)| *times == 0).count();
    let last = place + 1 == count;
    if bare > 0 && bare == gathered.areas.len() {
        lacks.push("evidence in any area".to_owned());
    } else if last && bare > 0 {
        lacks.push(format!("evidence in {bare} of {} areas", gathered.areas.len()));
    }
    lacks
}

/// Which week of how many, from 1; the whole number of weeks rounded up.
pub fn week_of(period: &Period, day: NaiveDate) -> (i64, i64) {
    let weeks = |days: i64| (days + 6).div_euclid(7);
    let whole = weeks((period.until() - period.from()).num_days() + 1);
    let now = (day - period.from()).num_days().div_euclid(7) + 1;
    (now.clamp(0, whole), whole)
}

/// The last day of an ASYE that stands still for a while: as many days later as the pause lasts.
pub fn after_pause(period: &Period, from: NaiveDate, until: NaiveDate) -> NaiveDate {
    let days = u64::try_from((until - from).num_days() + 1).unwrap_or(0);
    period.until().checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// How often the policy asks for supervision in it, in words: `fortnightly`, or each stage in turn.
pub fn rhythm(policy: &Policy) -> String {
    let all: Vec<String> = policy.asye.value.iter().map(|stage| Interval::words(stage.interval)).collect();
    all.join(", then ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::due::compliance::walk;
    use crate::practice::policy::Stated;
    use crate::practice::policy_file::shipped_policy;
    use crate::practice::reference::{Reference, WorkerId};
    use crate::practice::worker::{Absence, AbsenceKind, KnownRole, Role};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn worker() -> Worker {
        Worker {
            id: WorkerId(1),
            reference: Reference::new("W1").unwrap(),
            name: "Aisha Patel".to_owned(),
            role: Role::Known(KnownRole::NewlyQualified),
            fte: 100,
            joined_on: day("2026-01-05"),
            joined_assumed: false,
            left_on: None,
            periods: vec![Period::Asye { from: day("2026-01-05"), until: None }],
            absences: vec![Absence {
                kind: AbsenceKind::Sickness,
                from: day("2026-03-01"),
                until: Some(day("2026-04-05")),
            }],
        }
    }

    fn slots(policy: &str, held: &[&str], today: &str) -> String {
        let policy = shipped_policy(policy).unwrap();
        let policies = PolicyHistory::always(policy.clone());
        let worker = worker();
        let held: Vec<NaiveDate> = held.iter().map(|text| day(text)).collect();
        let judged = walk(&worker, &held, &policies, &WorkingDays::default(), day(today));
        let found = strip(&worker, &worker.periods[0], &policy, (&judged, &held), None, day(today));
        for pair in found.windows(2) {
            assert_eq!(pair[0].until.succ_opt(), Some(pair[1].from), "no day is left out, and none counted twice");
        }
        assert_eq!((found[0].from, found[found.len() - 1].until), (day("2026-01-05"), day("2027-01-04")));
        found.iter().map(|slot| slot.mark.map_or('_', Mark::sign)).collect()
    }

    #[test]
    fn a_year_is_a_strip_of_fortnights() {
        // Held on the 19th of January and twice after; then away until 5 April, and nothing since: late on 6 May.
        let strip = slots("practice-fundamentals", &["2026-01-19", "2026-02-02", "2026-02-16"], "2026-04-10");
        assert_eq!(strip.len(), 27, "fifty-two weeks and a day");
        assert!(strip.starts_with("_===~~"), "{strip}");
        assert!(strip.contains('!') && strip.ends_with("...."), "{strip}");
    }

    #[test]
    fn a_staged_policy_has_stretches_of_its_own() {
        let strip = slots("national-employer-standards", &[], "2026-01-05");
        // Six weeks weekly, fortnightly to the end of six months, then monthly.
        assert_eq!(strip.len(), 6 + 10 + 6, "{strip}");
    }

    #[test]
    fn reviews_stand_on_working_days_and_say_what_they_lack() {
        let policy = shipped_policy("practice-fundamentals").unwrap();
        let worker = worker();
        let areas = [("Law".to_owned(), 1), ("Analysis".to_owned(), 0)];
        let owned = |words: &[&str]| words.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let held = |months, on: &str| AsyeEvent {
            id: 1,
            on: day(on),
            what: Happened::Reviewed { months, words: String::new() },
        };
        let events = [held(3, "2026-04-08")];
        let gathered = Gathered { observations: 1, agreement: true, plan: false, areas: &areas };
        let policies = PolicyHistory::always(policy);
        let found = reviews(&worker.periods[0], &policies, &WorkingDays::default(), &events, &gathered);
        let seen: Vec<(u16, NaiveDate, bool, Vec<String>)> =
            found.into_iter().map(|one| (one.months, one.due_on, one.done_on.is_some(), one.lacks)).collect();
        // 5 July 2026 is a Sunday.
        assert_eq!(seen[0], (3, day("2026-04-02").max(seen[0].1), true, Vec::new()));
        assert_eq!(
            seen[1],
            (
                6,
                day("2026-07-03"),
                false,
                owned(&["one observation", "feedback from a family", "the development plan"])
            )
        );
        let last =
            owned(&["2 observations", "feedback from a family", "the development plan", "evidence in 1 of 2 areas"]);
        assert_eq!(seen[2], (12, day("2027-01-04"), false, last));
    }

    #[test]
    fn a_review_is_asked_for_by_the_policy_in_force_on_its_day() {
        let (three, four) = (shipped_policy("practice-fundamentals").unwrap(), {
            let mut policy = shipped_policy("practice-fundamentals").unwrap();
            let at = policy.stated.iter().position(|one| one.key == REVIEWS).unwrap();
            let nine = Stated { value: 9, ..policy.stated[at].clone() };
            policy.stated.insert(at + 2, nine);
            policy
        });
        let changed = |on: &str| PolicyHistory::always(three.clone()).changed(day(on), four.clone());
        let seen = |policies: &PolicyHistory| -> Vec<u16> {
            let gathered = Gathered::default();
            let found = reviews(&worker().periods[0], policies, &WorkingDays::default(), &[], &gathered);
            found.into_iter().map(|one| one.months).collect()
        };
        assert_eq!(seen(&changed("2026-06-01")), [3, 6, 9, 12]);
        assert_eq!(seen(&changed("2026-11-01")), [3, 6, 12], "the ninth month was over before anyone asked");
    }

    #[test]
    fn a_year_that_has_ended_asks_for_no_review_and_one_that_runs_longer_names_its_last() {
        let policies = PolicyHistory::always(shipped_policy("practice-fundamentals").unwrap());
        let event = |on: &str, what| AsyeEvent { id: 1, on: day(on), what };
        let events = [
            event("2026-04-08", Happened::Reviewed { months: 3, words: String::new() }),
            event("2026-11-23", Happened::Ended { outcome: AsyeOutcome::Passed, words: String::new() }),
        ];
        let found = |until: Option<&str>, events: &[AsyeEvent]| {
            let period = Period::Asye { from: day("2026-01-05"), until: until.map(day) };
            let all = reviews(&period, &policies, &WorkingDays::default(), events, &Gathered::default());
            all.iter().map(|one| one.called(day("2026-01-05"))).collect::<Vec<_>>()
        };
        assert_eq!(found(Some("2026-11-23"), &events), ["3 months' review"]);
        assert_eq!(found(None, &[]), ["3 months' review", "6 months' review", "12 months' review"]);
        assert_eq!(found(Some("2027-04-05"), &[]), ["3 months' review", "6 months' review", "final review"]);
    }

    #[test]
    fn a_pause_shows_in_the_strip_and_is_said_from_its_first_day_to_its_last() {
        let slot = |from: &str, until: &str, mark| Slot { from: day(from), until: day(until), mark };
        let why = "sickness".to_owned();
        let what = Happened::Paused { until: day("2026-12-06"), why };
        let events = [AsyeEvent { id: 1, on: day("2026-11-09"), what }];
        assert_eq!(events[0].sentence(str::to_owned), "Paused 9 November to 6 December 2026: sickness.");
        let before = vec![
            slot("2026-11-02", "2026-11-15", Some(Mark::ToCome)),
            slot("2026-11-09", "2026-11-22", None),
            slot("2026-11-23", "2026-12-06", Some(Mark::ToCome)),
            slot("2026-11-23", "2026-12-06", Some(Mark::Held)),
        ];
        let marks: Vec<_> = with_pauses(before, &events).into_iter().map(|one| one.mark).collect();
        assert_eq!(marks, [Some(Mark::ToCome), Some(Mark::Excused), Some(Mark::Excused), Some(Mark::Held)]);
    }

    #[test]
    fn weeks_and_pauses() {
        let period = Period::Asye { from: day("2026-01-05"), until: None };
        assert_eq!(week_of(&period, day("2026-01-05")), (1, 53));
        assert_eq!(week_of(&period, day("2026-01-12")), (2, 53));
        assert_eq!(week_of(&period, day("2028-01-12")), (53, 53));
        assert_eq!(after_pause(&period, day("2026-03-01"), day("2026-03-31")), day("2027-02-04"));
    }
}
