//! Gathering what an inspector asks for, and taking it out. Not its layout: that is exchange's.

use super::take_out::WrittenAs;
use crate::exchange::inspection::{AskedFor, Direction, GapRow, Inspection, IntervalRow};
use crate::practice::action::ActionSubject;
use crate::practice::child::{Child, ChildStatus};
use crate::practice::code::folded;
use crate::practice::due::child::RecordFact;
use crate::practice::due::compliance::first_of_month;
use crate::practice::follow_through::{Figure, Funnel};
use crate::practice::footprints::{Gap, GapEnd, gaps, reviewed, within_interval};
use crate::practice::oversight::Reason;
use crate::practice::reference::ChildId;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Months, NaiveDate};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// From so many calendar months on, a stretch without a footprint is listed.
const LONG_GAP: u32 = 2;

impl Desk {
    /// The inspection of a period, rendered.
    pub(super) fn inspection_document(
        &self,
        (from, until): (NaiveDate, NaiveDate),
        written_as: WrittenAs,
    ) -> Result<Vec<u8>, Refusal> {
        let inspection = self.inspection(from, until)?;
        let made = self.made()?;
        Ok(match written_as {
            WrittenAs::Markdown => inspection.markdown(&made).into_bytes(),
            WrittenAs::Text => inspection.text(&made).into_bytes(),
            WrittenAs::Html => inspection.html(&made).into_bytes(),
            WrittenAs::Json => inspection.json(&made).into_bytes(),
            WrittenAs::Csv => inspection.csv(&made).into_bytes(),
            WrittenAs::Workbook => inspection.xlsx(&made).map_err(|error| Refusal::NotPossible(error.to_string()))?,
        })
    }

    /// Everything about a period, as known on the day.
    pub fn inspection(&self, from: NaiveDate, until: NaiveDate) -> Result<Inspection, Refusal> {
        if until < from {
            return Err(Refusal::NotPossible("the period ends before it begins; give an earlier --from".to_owned()));
        }
        let children: HashMap<ChildId, Child> = self.store.children()?.into_iter().map(|one| (one.id, one)).collect();
        let mut facts: HashMap<ChildId, Vec<RecordFact>> = HashMap::new();
        let end = until.min(self.day);
        let (mut gap_rows, mut intervals) = (Vec::new(), Intervals::default());
        for child in children.values() {
            let of_child = self.store.record_facts(child.id)?;
            for gap in gaps(child, &of_child, end).into_iter().filter(|gap| gap.to >= from) {
                intervals.add(&gap, child, self);
                if gap.is_at_least(LONG_GAP) {
                    gap_rows.push(gap_row(&gap, child));
                }
            }
            facts.insert(child.id, of_child);
        }
        gap_rows.sort_by_key(|gap| (Reverse(gap.days), gap.child.clone(), gap.from));
        let actions = self.asked_for(from, until)?;
        let workers = self.store.workers()?;
        let policy = self.policies.on(self.day);
        Ok(Inspection {
            from,
            until,
            day: self.day,
            policy: (policy.name.clone(), policy.title.clone()),
            directions: self.directions(from, end, &children, &facts, &actions)?,
            funnel: counted(&actions, |_| true),
            by_month: months(from, until)
                .into_iter()
                .map(|month| (month, counted(&actions, |one| first_of_month(one.asked_on) == month)))
                .collect(),
            by_owner: by_owner(&actions),
            actions: actions.into_iter().map(|one| one.asked).collect(),
            gaps: gap_rows,
            intervals: intervals.rows(self),
            compliance: self.compliance(from, until)?,
            names: workers.into_iter().map(|worker| (worker.reference, worker.name)).collect(),
        })
    }

    fn directions(
        &self,
        from: NaiveDate,
        until: NaiveDate,
        children: &HashMap<ChildId, Child>,
        facts: &HashMap<ChildId, Vec<RecordFact>>,
        actions: &[Counted],
    ) -> Result<Vec<Direction>, Refusal> {
        let mut directions = Vec::new();
        for signed in self.store.records_between(from, until)? {
            let Some(child) = children.get(&signed.head.child) else { continue };
            let of_child = facts.get(&child.id).map_or(&[][..], Vec::as_slice);
            let fact = of_child.iter().find(|one| one.id == signed.id);
            directions.push(Direction {
                record: signed.id,
                child: child.reference.clone(),
                decided_on: signed.head.decided_on,
                reason: signed.head.reason.as_ref().map(Reason::words).unwrap_or_default().to_owned(),
                withdrawn_on: signed.withdrawn().map(|one| one.on).filter(|on| *on <= self.day),
                review_on: fact.and_then(|fact| fact.review_on),
                reviewed: fact.and_then(|fact| reviewed(fact, of_child, child, &self.days_off, self.day)),
                actions: actions.iter().filter(|one| one.asked.row.record == Some(signed.id)).count(),
            });
        }
        Ok(directions)
    }

    /// Every action asked for on a child in a period, by the day it was asked for, with the funnel's view of each.
    fn asked_for(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Counted>, Refusal> {
        let mut asked = self.store.actions_asked(from, until.min(self.day), self.day)?;
        // What stands in a worker's own file is no direction on a child, and no inspector's.
        asked.retain(|(action, _)| matches!(action.subject, ActionSubject::Child(_)));
        let (actions, days): (Vec<_>, Vec<_>) = asked.into_iter().unzip();
        let funnels: Vec<(Figure, Funnel)> =
            actions.iter().map(|one| (Figure::part_of(one, self.day), Funnel::of([one], self.day))).collect();
        let rows = self.action_lines(actions)?.into_iter().map(|line| line.printed(self.day));
        let mut all: Vec<Counted> = rows
            .zip(days)
            .zip(funnels)
            .map(|((row, asked_on), (part, funnel))| Counted {
                asked_on,
                funnel,
                asked: AskedFor { row, asked_on, part },
            })
            .collect();
        all.sort_by_key(|one| (one.asked_on, one.asked.row.reference));
        Ok(all)
    }
}

/// An action with its own share of every figure.
struct Counted {
    asked_on: NaiveDate,
    funnel: Funnel,
    asked: AskedFor,
}

fn counted(actions: &[Counted], which: impl Fn(&Counted) -> bool) -> Funnel {
    actions.iter().filter(|one| which(one)).fold(Funnel::default(), |all, one| all.and(one.funnel))
}

fn by_owner(actions: &[Counted]) -> Vec<(String, Funnel)> {
    let mut owners: BTreeMap<String, (String, Funnel)> = BTreeMap::new();
    for one in actions {
        let owner = one.asked.row.owner.trim();
        let owner = if owner.is_empty() { "nobody named" } else { owner };
        let entry = owners.entry(folded(owner)).or_insert_with(|| (owner.to_owned(), Funnel::default()));
        entry.1 = entry.1.and(one.funnel);
    }
    let mut owners: Vec<_> = owners.into_values().collect();
    owners.sort_by_key(|(_, funnel)| Reverse(funnel.count(Figure::Asked)));
    owners
}

/// The first day of every month that a period touches.
fn months(from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let first = first_of_month(from);
    std::iter::successors(Some(first), |month| month.checked_add_months(Months::new(1)))
        .take_while(|month| *month <= until)
        .collect()
}

fn gap_row(gap: &Gap, child: &Child) -> GapRow {
    GapRow {
        child: child.reference.clone(),
        status: child.status_on(gap.from).map(|now| now.status),
        from: gap.from,
        to: gap.to,
        days: gap.days(),
        goes_on: gap.goes_on(),
    }
}

/// Days between footprints by the status in which they began.
#[derive(Default)]
struct Intervals {
    by_status: BTreeMap<ChildStatus, (Vec<i64>, u32, u32, i64)>,
}

impl Intervals {
    fn add(&mut self, gap: &Gap, child: &Child, desk: &Desk) {
        let Some(status) = child.status_on(gap.from).map(|now| now.status) else { return };
        let (ended, within, beyond, longest) = self.by_status.entry(status).or_default();
        *longest = gap.days().max(*longest);
        if gap.ends == GapEnd::Footprint {
            ended.push(gap.days());
        }
        match within_interval(gap, child, &desk.policies, &desk.days_off) {
            Some(true) => *within += 1,
            Some(false) => *beyond += 1,
            None => {}
        }
    }

    fn rows(self, desk: &Desk) -> Vec<IntervalRow> {
        let policy = desk.policies.on(desk.day);
        self.by_status
            .into_iter()
            .map(|(status, (mut ended, within, beyond, longest))| {
                ended.sort_unstable();
                IntervalRow {
                    status,
                    asked: policy.oversight_interval(status).map(|rule| rule.value.words()).unwrap_or_default(),
                    ended: u32::try_from(ended.len()).unwrap_or(u32::MAX),
                    within,
                    beyond,
                    median_days: ended.get(ended.len() / 2).copied(),
                    longest_days: Some(longest),
                }
            })
            .collect()
    }
}
