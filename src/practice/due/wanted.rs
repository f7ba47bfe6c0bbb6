//! What a policy wants of a worker's own file beside supervision: the agreement and its renewal, practice observed, the
//! appraisal and its mid-year review, and the reviews of the ASYE. Each by the policy in force on the day it counts from.
//! Not what waits to be signed or shared.

use super::child::through_changes;
use crate::practice::asye::Review;
use crate::practice::date_words::{long, with_weekday};
use crate::practice::policy::{PolicyHistory, Stated};
use crate::practice::worker::Worker;
use crate::practice::worker_record::WorkerForm;
use chrono::{Months, NaiveDate};

/// The policy's key for how often an agreement is renewed.
pub const RENEWAL: &str = "agreement_renewal_months";
/// The policy's key for how often a worker's practice is observed in a year.
pub const OBSERVED: &str = "observations_per_year";
/// The policy's key for the months from one appraisal to the next.
pub const APPRAISAL: &str = "appraisal_months";
/// The policy's key for the months from an appraisal to its mid-year review.
pub const MID_YEAR: &str = "mid_year_review_months";

/// What a worker's file holds already, up to the day asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// The day of the last agreement, and the day on which it is to be renewed where it says one.
    pub agreed: Option<(NaiveDate, Option<NaiveDate>)>,
    /// The day of the last practice observation.
    pub observed_on: Option<NaiveDate>,
    /// The day of the last annual appraisal.
    pub appraised_on: Option<NaiveDate>,
    /// The day of the last mid-year review.
    pub mid_year_on: Option<NaiveDate>,
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WantedForm {
    /// A form of the worker's file.
    Form(WorkerForm),
    /// The review of the ASYE at these months.
    AsyeReview(u16),
}

/// One thing the policy wants of a worker's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What.
    pub form: WantedForm,
    /// The same in a few words: `practice observation`.
    pub what: String,
    /// By when; `None` where there should be one already and there never was.
    pub due_on: Option<NaiveDate>,
    /// Why, in a sentence: the rule, the day it counts from, and who says so.
    pub why: String,
}

/// What is wanted of the file of a worker in the team on the day, by date. Nothing of one who is not.
pub fn wanted(worker: &Worker, facts: &FileFacts, policies: &PolicyHistory, day: NaiveDate) -> Vec<Wanted> {
    if !worker.in_team(day) {
        return Vec::new();
    }
    let mut all: Vec<Wanted> = [
        agreement(facts, policies, day),
        observation(worker, facts, policies),
        mid_year(facts, policies),
        appraisal(worker, facts, policies),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|one| one.due_on);
    all
}

/// A review of the ASYE as something wanted; `began` is the first day of the year.
pub fn wanted_review(review: &Review, began: NaiveDate) -> Wanted {
    Wanted {
        form: WantedForm::AsyeReview(review.months),
        what: format!("ASYE review {}", review.at()),
        due_on: Some(review.due_on),
        why: format!(
            "Reviewed {} the ASYE, which began on {}, and on a working day: {} ({}).",
            if review.runs_longer { "at the end of".to_owned() } else { format!("{} into", months(review.months)) },
            long(began),
            with_weekday(review.due_on),
            review.source
        ),
    }
}

/// The day so many months after another, the months being stated under a key by the policy in force; `share` makes months
/// of what is stated.
fn after<'a>(
    policies: &'a PolicyHistory,
    key: &'static str,
    from: NaiveDate,
    share: impl Fn(u16) -> Option<u16>,
) -> Option<(NaiveDate, &'a Stated)> {
    let stated = |policy: &'a crate::practice::policy::Policy| policy.stated.iter().find(|one| one.key == key);
    let (due, policy) = through_changes(policies, from, |policy| {
        let value = policy.stated.iter().find(|one| one.key == key)?.value;
        from.checked_add_months(Months::new(u32::from(share(value)?)))
    });
    Some((due?, stated(policy)?))
}

fn agreement(facts: &FileFacts, policies: &PolicyHistory, day: NaiveDate) -> Option<Wanted> {
    let form = WantedForm::Form(WorkerForm::Agreement);
    let Some((agreed, renew_on)) = facts.agreed else {
        let stated = policies.on(day).stated_under(RENEWAL).next()?;
        let why = format!(
            "How supervision works is agreed with everyone and renewed every {}; there is no agreement in this file ({}).",
            months(stated.value),
            stated.source.words()
        );
        return Some(Wanted { form, what: "no supervision agreement yet".to_owned(), due_on: None, why });
    };
    let what = "supervision agreement to be renewed".to_owned();
    if let Some(due) = renew_on {
        let why = format!("The agreement of {} says itself when it is renewed: {}.", long(agreed), with_weekday(due));
        return Some(Wanted { form, what, due_on: Some(due), why });
    }
    let (due, stated) = after(policies, RENEWAL, agreed, Some)?;
    let why = format!(
        "Renewed every {}, counted from the agreement of {}: {} ({}).",
        months(stated.value),
        long(agreed),
        with_weekday(due),
        stated.source.words()
    );
    Some(Wanted { form, what, due_on: Some(due), why })
}

fn observation(worker: &Worker, facts: &FileFacts, policies: &PolicyHistory) -> Option<Wanted> {
    let from = facts.observed_on.unwrap_or(worker.joined_on);
    let (due, stated) = after(policies, OBSERVED, from, |wanted| (wanted > 0).then(|| (12 / wanted).max(1)))?;
    let often = match stated.value {
        1 => "once a year".to_owned(),
        2 => "twice a year".to_owned(),
        many => format!("{many} times a year"),
    };
    let why = format!(
        "Practice is observed {often}, counted from {}: {} ({}).",
        last_or_joined("the last observation", facts.observed_on, worker),
        with_weekday(due),
        stated.source.words()
    );
    let form = WantedForm::Form(WorkerForm::Observation);
    Some(Wanted { form, what: "practice observation".to_owned(), due_on: Some(due), why })
}

/// Owed once there is an appraisal to be looked back at half-way.
fn mid_year(facts: &FileFacts, policies: &PolicyHistory) -> Option<Wanted> {
    let appraised = facts.appraised_on?;
    if facts.mid_year_on.is_some_and(|done| done >= appraised) {
        return None;
    }
    let (due, stated) = after(policies, MID_YEAR, appraised, Some)?;
    let why = format!(
        "The mid-year review comes {} after the appraisal of {}: {} ({}).",
        months(stated.value),
        long(appraised),
        with_weekday(due),
        stated.source.words()
    );
    let form = WantedForm::Form(WorkerForm::Appraisal);
    Some(Wanted { form, what: "mid-year review".to_owned(), due_on: Some(due), why })
}

fn appraisal(worker: &Worker, facts: &FileFacts, policies: &PolicyHistory) -> Option<Wanted> {
    let from = facts.appraised_on.unwrap_or(worker.joined_on);
    let (due, stated) = after(policies, APPRAISAL, from, Some)?;
    let why = format!(
        "Appraised every {}, counted from {}: {} ({}).",
        months(stated.value),
        last_or_joined("the last appraisal", facts.appraised_on, worker),
        with_weekday(due),
        stated.source.words()
    );
    let form = WantedForm::Form(WorkerForm::Appraisal);
    Some(Wanted { form, what: "appraisal".to_owned(), due_on: Some(due), why })
}

fn last_or_joined(what: &str, last: Option<NaiveDate>, worker: &Worker) -> String {
    match last {
        Some(day) => format!("{what}, on {}", long(day)),
        None => {
            let guess = if worker.joined_assumed { " (assumed at import)" } else { "" };
            format!("the day of joining, {}{guess}, as there has been none", long(worker.joined_on))
        }
    }
}

fn months(count: u16) -> String {
    if count == 1 { "one month".to_owned() } else { format!("{count} months") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::policy::Policy;
    use crate::practice::policy_file::shipped_policy;
    use crate::practice::reference::{Reference, WorkerId};
    use crate::practice::worker::{KnownRole, Role};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn worker() -> Worker {
        Worker {
            id: WorkerId(1),
            reference: Reference::new("W1").unwrap(),
            name: "Ben Doyle".to_owned(),
            role: Role::Known(KnownRole::SocialWorker),
            fte: 100,
            joined_on: day("2026-01-05"),
            joined_assumed: false,
            left_on: None,
            periods: Vec::new(),
            absences: Vec::new(),
        }
    }

    fn stating(key: &str, value: u16) -> Policy {
        let mut policy = shipped_policy("barnet").unwrap();
        policy.stated.iter_mut().filter(|one| one.key == key).for_each(|one| one.value = value);
        policy
    }

    fn due(facts: &FileFacts, policies: &PolicyHistory, on: &str) -> Vec<(String, Option<NaiveDate>)> {
        wanted(&worker(), facts, policies, day(on)).into_iter().map(|one| (one.what, one.due_on)).collect()
    }

    #[test]
    fn an_empty_file_wants_an_agreement_and_counts_the_rest_from_joining() {
        let policies = PolicyHistory::always(stating(OBSERVED, 2));
        let found = wanted(&worker(), &FileFacts::default(), &policies, day("2026-11-23"));
        let seen: Vec<(&str, Option<NaiveDate>)> = found.iter().map(|one| (one.what.as_str(), one.due_on)).collect();
        assert_eq!(
            seen,
            [
                ("no supervision agreement yet", None),
                ("practice observation", Some(day("2026-07-05"))),
                ("appraisal", Some(day("2027-01-05"))),
            ]
        );
        assert_eq!(
            found[1].why,
            "Practice is observed twice a year, counted from the day of joining, 5 January 2026, as there has been none: \
             Sunday 5 July 2026 (local setting)."
        );
        assert!(found[2].why.contains("Barnet practice standards"), "{}", found[2].why);
        assert_eq!(wanted(&worker(), &FileFacts::default(), &policies, day("2026-01-04")), [], "not there yet");
    }

    #[test]
    fn each_counts_from_the_last_and_an_agreement_names_its_own_day() {
        let policies = PolicyHistory::always(stating(OBSERVED, 2));
        let facts = FileFacts {
            agreed: Some((day("2026-02-01"), None)),
            observed_on: Some(day("2026-10-01")),
            appraised_on: Some(day("2026-03-10")),
            mid_year_on: Some(day("2026-02-01")),
        };
        let seen = due(&facts, &policies, "2026-11-23");
        let named = |what: &str| seen.iter().find(|(one, _)| one == what).unwrap().1;
        assert_eq!(named("supervision agreement to be renewed"), Some(day("2027-02-01")));
        assert_eq!(named("practice observation"), Some(day("2027-04-01")));
        assert_eq!(named("mid-year review"), Some(day("2026-09-10")), "the one before the appraisal is another year's");
        assert_eq!(named("appraisal"), Some(day("2027-03-10")));
        let own = FileFacts { agreed: Some((day("2026-02-01"), Some(day("2026-08-01")))), ..facts };
        let found = wanted(&worker(), &own, &policies, day("2026-11-23"));
        let renewal = found.iter().find(|one| one.form == WantedForm::Form(WorkerForm::Agreement)).unwrap();
        assert_eq!(renewal.due_on, Some(day("2026-08-01")));
        let done = FileFacts { mid_year_on: Some(day("2026-09-01")), ..facts };
        assert!(due(&done, &policies, "2026-11-23").iter().all(|(what, _)| what != "mid-year review"));
    }

    /// Twice a year until June, four times a year from then: what fell due before the change keeps its day; what would fall
    /// due after it is reckoned again, and never earlier than the change.
    #[test]
    fn a_change_of_policy_judges_what_falls_due_after_it() {
        let change = day("2026-06-01");
        let policies = PolicyHistory::always(stating(OBSERVED, 2)).changed(change, stating(OBSERVED, 4));
        let observed = |on: &str| FileFacts { observed_on: Some(day(on)), ..FileFacts::default() };
        let named = |facts: &FileFacts| {
            due(facts, &policies, "2026-11-23").into_iter().find(|(what, _)| what == "practice observation").unwrap().1
        };
        assert_eq!(named(&observed("2025-11-20")), Some(day("2026-05-20")), "before the change");
        assert_eq!(named(&observed("2026-01-10")), Some(change), "not before the change");
        assert_eq!(named(&observed("2026-04-10")), Some(day("2026-07-10")));
    }
}
