//! A draft read through before signing: against the policy, the family's records and what is still open. Not the reading
//! itself, which is the field's knowledge.

use super::desk::Desk;
use super::refusal::Refusal;
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::answer::Answers;
use crate::practice::child::Child;
use crate::practice::due::supervision::onto_working_day;
use crate::practice::oversight::{Draft, Head, Signed};
use crate::practice::oversight_form;
use crate::practice::reference::ChildId;
use crate::practice::review::{Earlier, Finding, OpenAction, Setting, worth_a_look};
use crate::practice::signing::still_needed;
use crate::store::ActionFilter;
use chrono::NaiveDate;

/// How many of a brother's or sister's records are compared, the latest first.
const MOST_RECORDS: usize = 12;

impl Desk {
    /// What must be put right in what is written, and what is worth a look, as it stands on the day.
    pub fn findings(&self, draft: &Draft) -> Result<Vec<Finding>, Refusal> {
        let mut found = still_needed(&draft.form, &draft.head, &draft.answers, self.day);
        found.extend(self.worth_a_look(&draft.form, &draft.head, &draft.answers)?);
        Ok(found)
    }

    /// What is worth a look in what is written, saved or not: in a form of that name, management oversight or a lens on its
    /// own, which is compared with its like.
    pub fn worth_a_look(&self, form: &str, head: &Head, answers: &Answers) -> Result<Vec<Finding>, Refusal> {
        let lists = self.word_lists()?;
        let child = self.child_of(head.child)?;
        let siblings = self.siblings_of(&child, form)?;
        let own = self.signed_on(child.id, form)?;
        let form = self.configuration.form_of(form, answers)?;
        let previous = own.iter().rev().find(|one| one.head.decided_on <= head.decided_on).or(own.last());
        let (open, before) = self.asked_before(&child, head, &own)?;
        let references: Vec<String> = open.iter().map(|action| action.id.to_string()).collect();
        let team = self.team_names()?;
        let mut people: Vec<&str> = team.iter().map(|one| one.name.as_str()).collect();
        people.push(&self.settings.supervisor);
        people.extend(siblings.iter().map(|(one, _)| one.called()));
        let setting = Setting {
            name: child.name.as_deref(),
            reference: child.reference.as_str(),
            review_by: self.review_by(&child, head.decided_on),
            siblings: siblings
                .iter()
                .flat_map(|(sibling, records)| {
                    records.iter().map(|record| Earlier {
                        record: record.id,
                        called: sibling.called(),
                        decided_on: record.head.decided_on,
                        answers: &record.answers,
                    })
                })
                .collect(),
            previous: previous.map(|record| Earlier {
                record: record.id,
                called: child.called(),
                decided_on: record.head.decided_on,
                answers: &record.answers,
            }),
            open: open
                .iter()
                .zip(&references)
                .map(|(action, reference)| OpenAction {
                    reference,
                    action: &action.action,
                    owner: &action.owner,
                    due_on: action.due_on,
                })
                .collect(),
            before: &before,
            people,
            form: Some(&form),
        };
        Ok(worth_a_look(answers, &setting, lists))
    }

    /// The last day that the policy leaves for a first review of a decision of that day.
    fn review_by(&self, child: &Child, decided_on: NaiveDate) -> Option<NaiveDate> {
        let policy = self.policies.on(decided_on);
        // An import may know a status only from its own day on.
        let status = child.status_on(decided_on).or_else(|| child.status_on(self.day))?.status;
        let interval = policy.oversight_interval(status)?;
        let latest = interval.value.after(decided_on);
        Some(onto_working_day(latest, policy, &self.days_off).max(latest))
    }

    /// Brothers and sisters, each with the latest of the records that stand.
    fn siblings_of(&self, child: &Child, form: &str) -> Result<Vec<(Child, Vec<Signed>)>, Refusal> {
        let Some(family) = &child.family else { return Ok(Vec::new()) };
        let mut siblings = Vec::new();
        for one in self.store.family(family)?.into_iter().filter(|one| one.id != child.id) {
            let mut records = self.signed_on(one.id, form)?;
            let from = records.len().saturating_sub(MOST_RECORDS);
            siblings.push((one, records.split_off(from)));
        }
        Ok(siblings)
    }

    /// The records on a child in that form that stand, by day. Those of a later day count too: the words are there to be
    /// copied.
    fn signed_on(&self, child: ChildId, form: &str) -> Result<Vec<Signed>, Refusal> {
        let mut records =
            if form == oversight_form::NAME { self.store.records_of(child)? } else { self.store.lenses_of(child)? };
        records.retain(|record| record.withdrawn().is_none() && record.form == form);
        Ok(records)
    }

    /// What is open on the child from before this decision, and everything from before, open or closed.
    fn asked_before(&self, child: &Child, head: &Head, own: &[Signed]) -> Result<(Vec<Action>, Vec<Action>), Refusal> {
        let all = self.store.actions(ActionFilter::Of(ActionSubject::Child(child.id)), self.day)?;
        let later = |action: &Action| {
            own.iter().any(|record| Some(record.id) == action.record && record.head.decided_on > head.decided_on)
        };
        let before: Vec<Action> =
            all.into_iter().filter(|one| one.status != ActionStatus::Open || !later(one)).collect();
        let open = before.iter().filter(|one| one.status == ActionStatus::Open).cloned().collect();
        Ok((open, before))
    }
}
