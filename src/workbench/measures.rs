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
use std::collections::{BTreeMap, HashMap};

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
    fn written_up(&self, from: NaiveDate, until: NaiveDate) -> Result<BTreeMap<SessionId, WrittenUp>, Refusal> {
        let written = self.store.sessions_written(from, until)?;
        if written.is_empty() {
            return Ok(BTreeMap::new());
        }
        let form = self.form(WorkerForm::Supervision.code())?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::form::Function;
    use crate::practice::worker_record::{StepKind, functions_touched};
    use crate::store::Store;
    use crate::workbench::configuration::Configuration;
    use crate::workbench::demo::{Size, make};
    use std::collections::BTreeSet;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_was_written_shared_and_agreed_agrees_with_reading_every_record() {
        let mut store = Store::in_memory().unwrap();
        let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let go_on = |_: usize, _: usize| std::ops::ControlFlow::Continue(());
        make(&mut store, 7, day("2026-11-20"), Size::Team, at, go_on).unwrap();
        let desk = Desk::of(store, day("2026-11-20"), Configuration::default()).unwrap();
        let (from, until) = (day("2026-03-01"), day("2026-10-31"));
        let found = desk.supervision_measures(from, until).unwrap();
        // By another road: every record of every worker is read in full, and every session asked for its children.
        let form = desk.configuration().form("supervision").unwrap();
        let (mut signed, mut shared, mut agreed, mut functions) = (0, (0, 0), (0, 0), [0_u32; 4]);
        let mut discussed = 0;
        for worker in desk.store().workers().unwrap() {
            let sessions = desk.store().sessions_between(Some(worker.id), from, until).unwrap();
            let counted = |one: &&Session| one.held_on().is_some() && one.kind.code() == "one_to_one";
            let held: BTreeSet<SessionId> = sessions.iter().filter(counted).map(|one| one.id).collect();
            for session in &held {
                discussed += u32::try_from(desk.store().children_discussed(*session).unwrap().len()).unwrap();
            }
            for record in desk.store().worker_records_of(worker.id, desk.day()).unwrap() {
                let of = record.head.session.filter(|session| held.contains(session));
                let gone = record.steps.iter().any(|step| step.what == StepKind::Withdrawn);
                if of.is_none() || gone || record.head.form != WorkerForm::Supervision {
                    continue;
                }
                signed += 1;
                for touched in functions_touched(&form, &record.answers) {
                    functions[Function::ALL.iter().position(|one| *one == touched).unwrap()] += 1;
                }
                let held_on = sessions.iter().find(|one| Some(one.id) == of).unwrap().held_on().unwrap();
                let last = desk.days_off().add_working_days(held_on, 5);
                let Some(on) = record.shared_on() else {
                    shared.1 += u32::from(desk.day() > last);
                    continue;
                };
                shared = (shared.0 + u32::from(on <= last), shared.1 + 1);
                let last = desk.days_off().add_working_days(on, 10);
                let done = [StepKind::Agreed, StepKind::AgreedWithComment, StepKind::Settled];
                match record.steps.iter().filter(|step| done.contains(&step.what)).map(|step| step.on).max() {
                    Some(on) => agreed = (agreed.0 + u32::from(on <= last), agreed.1 + 1),
                    None => agreed.1 += u32::from(desk.day() > last),
                }
            }
        }
        assert!(signed > 20 && discussed > 5, "nothing was put to the test: {signed} records, {discussed} children");
        let of = &found.total;
        assert_eq!((of.written_up, of.shared, of.agreed), (signed, Some(shared), Some(agreed)));
        assert_eq!((of.functions, of.discussed), (Some(functions), Some(discussed)));
    }
}
