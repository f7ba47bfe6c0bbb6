//! What goes out of a practice observation once it is signed: a copy to the worker, one to the line manager, and word to the
//! quality lead, each on its day. Said in the form where it was known by then, else added to the signed record as it happens.

use super::code::coded;
use super::sentence::capital;
use super::worker_record::{Step, StepKind, WorkerForm, WorkerRecord};
use chrono::NaiveDate;

coded! {
    /// What went out, by the field of the form that holds its day.
    Sent {
        /// A copy to the worker.
        ToWorker = "copy_to_worker_on", "copy given to the worker";
        /// A copy to the line manager.
        ToManager = "copy_to_manager_on", "copy given to the line manager";
        /// Word to the quality lead that it took place.
        ToQualityLead = "quality_lead_told_on", "quality lead told";
    }
}

impl Sent {
    /// The words of an addition that says so; its day is the day it went out.
    pub fn addition(self) -> String {
        capital(self.words())
    }

    /// What an addition says went out, if it says that.
    pub fn said_by(step: &Step) -> Option<Self> {
        let says = |one: &&Self| step.what == StepKind::Added && step.words.trim() == one.addition();
        Self::ALL.iter().find(says).copied()
    }

    /// The day it went out, as the record or an addition says.
    pub fn on(self, record: &WorkerRecord) -> Option<NaiveDate> {
        let added = record.steps.iter().find(|step| Self::said_by(step) == Some(self)).map(|step| step.on);
        record.answers.day(self.code()).or(added)
    }

    /// What of a record has no day yet; nothing of any but an observation.
    pub fn not_yet(record: &WorkerRecord) -> Vec<Self> {
        let waits = |one: &&Self| record.head.form == WorkerForm::Observation && one.on(record).is_none();
        Self::ALL.iter().filter(waits).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::answer::{Answer, Answers};
    use crate::practice::reference::{WorkerId, WorkerRecordId};
    use crate::practice::worker_record::WorkerHead;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn added(words: &str, on: &str) -> Step {
        Step {
            what: StepKind::Added,
            on: day(on),
            words: words.to_owned(),
            settled_how: String::new(),
            signed_by: "Kezia Boateng".to_owned(),
            signed_at: day(on).and_hms_opt(9, 0, 0).unwrap().and_utc(),
        }
    }

    #[test]
    fn a_copy_is_dated_by_the_form_or_by_what_was_added_since() {
        let head =
            WorkerHead { form: WorkerForm::Observation, worker: WorkerId(1), session: None, day: day("2026-11-20") };
        let mut record = WorkerRecord {
            id: WorkerRecordId(1),
            head,
            answers: Answers::default(),
            signed_by: "Kezia Boateng".to_owned(),
            signed_at: day("2026-11-20").and_hms_opt(9, 0, 0).unwrap().and_utc(),
            steps: vec![added("Quality lead told that it went well", "2026-11-21")],
        };
        assert_eq!(Sent::not_yet(&record), Sent::ALL, "other words are other words");
        record.answers.set("copy_to_worker_on", Answer::Day(day("2026-11-20")));
        record.steps.push(added("Copy given to the line manager", "2026-11-23"));
        assert_eq!(Sent::not_yet(&record), [Sent::ToQualityLead]);
        assert_eq!(Sent::ToWorker.on(&record), Some(day("2026-11-20")));
        assert_eq!(Sent::ToManager.on(&record), Some(day("2026-11-23")));
        record.head.form = WorkerForm::Appraisal;
        assert!(Sent::not_yet(&record).is_empty());
    }
}
