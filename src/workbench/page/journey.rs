//! What a child's journey is drawn from, gathered from the open file. Not the drawing.

use crate::practice::child::Child;
use crate::practice::due::child::{RecordFact, checkpoint_days};
use crate::practice::footprints::{gaps, reviewed};
use crate::practice::journey::{Assessed, JourneyFacts, Print};
use crate::practice::oversight::{Reason, Threshold, field};
use crate::practice::reference::{ChildId, Reference};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// One child's journey. No `Debug`: it names people.
#[derive(Clone)]
pub struct JourneyPage {
    /// The child.
    pub child: ChildId,
    /// The name, or the reference.
    pub called: String,
    /// The authority's reference.
    pub reference: Reference,
    /// What it is drawn from.
    pub facts: JourneyFacts,
}

impl Desk {
    /// One child's journey.
    pub fn journey_page(&self, id: ChildId) -> Result<JourneyPage, Refusal> {
        let child = self.known(self.child(id)?);
        let (called, reference) = (child.called().to_owned(), child.reference.clone());
        Ok(JourneyPage { child: child.id, called, reference, facts: self.journey_facts(&child)? })
    }

    /// What a child's journey is drawn from, as known on the day.
    pub(in crate::workbench) fn journey_facts(&self, child: &Child) -> Result<JourneyFacts, Refusal> {
        let facts = self.store.record_facts(child.id)?;
        let mut footprints = Vec::new();
        for signed in self.store.records_of(child.id)? {
            if signed.head.decided_on > self.day {
                continue;
            }
            let fact = facts.iter().find(|one| one.id == signed.id);
            let review = fact.and_then(|fact| {
                let (how, _) = reviewed(fact, &facts, child, &self.days_off, self.day)?;
                Some((fact.review_on?, how))
            });
            let steps = [field::LIKELIHOOD, field::SIGNIFICANCE, field::IMMINENCE];
            let threshold = Threshold::from_code(signed.answers.text(field::THRESHOLD));
            footprints.push(Print {
                id: signed.id,
                on: signed.head.decided_on,
                reason: signed.head.reason.as_ref().map(Reason::words).unwrap_or_default().to_owned(),
                withdrawn: signed.withdrawn().is_some_and(|one| one.on <= self.day),
                judged: steps.map(|step| signed.answers.step(step)),
                threshold: threshold.map(Threshold::words).unwrap_or_default().to_owned(),
                review,
            });
        }
        let mut workers = Vec::new();
        let names = self.workers_of(child)?;
        for one in &child.allocations {
            let name = names.iter().find(|(id, _)| *id == one.worker).map(|(_, named)| named.name.clone());
            workers.push((name.unwrap_or_default(), one.from, one.until));
        }
        let dates = self.store.milestones_of(child.id, self.day)?;
        let milestones = dates.into_iter().map(|one| (one.on, one.key.clone(), self.milestone_words(&one.key)));
        let mut sessions: Vec<NaiveDate> =
            self.store.sessions_about(child.id)?.into_iter().filter_map(|(_, on)| on).collect();
        sessions.retain(|on| *on <= self.day);
        Ok(JourneyFacts {
            statuses: child.statuses.iter().map(|one| (one.status, one.since)).collect(),
            workers,
            assessments: child.assessments.iter().map(|one| self.assessed(child, one.start, one.end, &facts)).collect(),
            milestones: milestones.collect(),
            sessions,
            gaps: gaps(child, &facts, self.day),
            footprints,
        })
    }

    /// An assessment with its checkpoints, each with the record that met it.
    pub(in crate::workbench) fn assessed(
        &self,
        child: &Child,
        start: NaiveDate,
        end: Option<NaiveDate>,
        facts: &[RecordFact],
    ) -> Assessed {
        let next = child.assessments.iter().map(|other| other.start).filter(|other| *other > start).min();
        let met = |number: u16| {
            facts
                .iter()
                .filter(|one| one.stands_on(self.day) && one.checkpoint_day == Some(number))
                .map(|one| one.decided_on)
                .filter(|on| *on >= start && next.is_none_or(|next| *on < next))
                .min()
        };
        let checkpoints = checkpoint_days(start, &self.policies, &self.days_off)
            .into_iter()
            .map(|(number, on, _)| (number, on, met(number)))
            .collect();
        Assessed { start, end, checkpoints }
    }
}
