//! The measures of supervision over a period, gathered from the open file. The counting is
//! [`crate::practice::measures`].

use super::desk::Desk;
use super::refusal::Refusal;
use crate::practice::due::compliance::walk;
use crate::practice::due::supervision::counted_days;
use crate::practice::measures::{Measures, Record, WrittenUp, measures};
use crate::practice::reference::{SessionId, WorkerId};
use crate::practice::session::Session;
use crate::practice::worker_record::WorkerForm;
use chrono::NaiveDate;
use std::collections::HashMap;

impl Desk {
    /// The measures of supervision from one day to another, as known on the desk's day.
    pub fn supervision_measures(&self, from: NaiveDate, until: NaiveDate) -> Result<Measures, Refusal> {
        let workers = self.store.workers()?;
        let mut sessions: HashMap<WorkerId, Vec<Session>> = HashMap::new();
        for session in self.store.sessions_between(None, NaiveDate::MIN, self.day.max(until))? {
            sessions.entry(session.worker).or_default().push(session);
        }
        let with: Vec<_> = workers
            .iter()
            .map(|worker| {
                let sessions = sessions.remove(&worker.id).unwrap_or_default();
                let held = counted_days(worker, &sessions, &self.policies);
                let judged = walk(worker, &held, &self.policies, &self.days_off, self.day);
                (worker, sessions, judged)
            })
            .collect();
        let team: Vec<Record<'_>> =
            with.iter().map(|(worker, sessions, judged)| Record { worker, sessions, judged }).collect();
        let written = self.written_up(from, until)?;
        Ok(measures(&team, &written, &self.policies, &self.days_off, (from, until), self.day))
    }

    /// What became of the record of each session of some days that has one. The form says which functions a field serves.
    fn written_up(&self, from: NaiveDate, until: NaiveDate) -> Result<HashMap<SessionId, WrittenUp>, Refusal> {
        let written = self.store.sessions_written(from, until)?;
        if written.is_empty() {
            return Ok(HashMap::new());
        }
        let form = self.configuration.form(WorkerForm::Supervision.code())?;
        let serves = |key: &str| form.sections.iter().find(|one| one.fields.iter().any(|field| field.key == key));
        let known = written.into_iter().map(|(session, one)| {
            let sections = one.fields.iter().filter_map(|key| serves(key));
            let functions = sections.flat_map(|section| section.functions.iter().copied()).collect();
            let (signed, shared_on, agreed_on) = (one.signed, one.shared_on, one.agreed_on);
            (session, WrittenUp { signed, shared_on, agreed_on, functions, children: one.children })
        });
        Ok(known.collect())
    }
}
