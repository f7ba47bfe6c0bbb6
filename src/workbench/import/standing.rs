//! How a child stands, set against what is kept: status, allocation and assessment over time.

use super::report::{Changed, Entry, Moved, Sort};
use super::{ImportError, Run};
use crate::practice::child::{Allocation, Assessment, Child, ChildStatus, StatusChange};
use crate::practice::reference::WorkerId;
use chrono::{Days, NaiveDate};

/// A child while its row is being taken in: what is kept, and what has changed so far.
pub(super) struct Standing {
    pub(super) child: Child,
    pub(super) changes: Vec<Changed>,
    pub(super) new: bool,
}

impl Standing {
    pub(super) fn note(&mut self, field: &'static str, from: Option<String>, to: Option<String>) {
        let entry = Entry { sort: Sort::Child, reference: self.child.reference.to_string() };
        self.changes.push(Changed { entry, field, from, to });
    }

    /// Sets a status from a day. One that is known from that very day is no change; the same status known from another
    /// day, as the last word, has its day corrected.
    pub(super) fn set_status(&mut self, run: &mut Run<'_, '_>, to: StatusChange) -> Result<bool, ImportError> {
        if self.child.statuses.contains(&to) {
            return Ok(false);
        }
        let last = self.child.statuses.iter().copied().max_by_key(|one| one.since);
        let replaced = self.child.statuses.iter().copied().find(|one| one.since == to.since);
        let correctable = |last: &StatusChange| {
            last.status == to.status
                && replaced.is_none()
                && self.child.statuses.iter().all(|one| one == last || one.since < to.since)
        };
        if let Some(last) = last.filter(correctable) {
            run.change.remove_status(self.child.id, last.since)?;
            self.child.statuses.retain(|one| *one != last);
            self.note("status_since", Some(last.since.to_string()), Some(to.since.to_string()));
        } else {
            let before = replaced.or_else(|| self.child.status_on(to.since)).or(last);
            self.note("status", before.map(|one| one.status.code().to_owned()), Some(to.status.code().to_owned()));
        }
        run.change.set_status(self.child.id, to)?;
        self.child.statuses.retain(|one| one.since != to.since);
        self.child.statuses.push(to);
        self.child.statuses.sort_by_key(|one| one.since);
        if to.status == ChildStatus::Closed && !self.new {
            let open_before = last.is_some_and(|last| last.status != ChildStatus::Closed);
            if open_before {
                run.report.closed.push(self.child.reference.to_string());
            }
        }
        Ok(true)
    }

    /// Makes a worker responsible from a day; where the day is not given, only if somebody else is responsible now.
    pub(super) fn allocate(
        &mut self,
        run: &mut Run<'_, '_>,
        worker: WorkerId,
        from: Option<NaiveDate>,
    ) -> Result<(), ImportError> {
        let now = self.child.allocation_on(run.as_of);
        let last = self.child.allocations.iter().copied().max_by_key(|one| one.from);
        let Some(day) = from else {
            if now.or(last).is_some_and(|one| one.worker == worker && one.until.is_none_or(|until| run.as_of <= until))
            {
                return Ok(());
            }
            return self.set_allocation(run, last, Allocation { worker, from: run.as_of, until: None, assumed: true });
        };
        run.note_allocation(self.child.reference.as_str(), worker, day);
        let known = self.child.allocations.iter().copied().find(|one| one.from == day);
        if known.is_some_and(|known| known.worker == worker && !known.assumed) {
            return Ok(());
        }
        // The same worker as the last word, from another day: that day is corrected.
        if let Some(last) = last.filter(|last| last.worker == worker && known.is_none() && last.until.is_none()) {
            run.change.remove_allocation(self.child.id, last.from)?;
            self.child.allocations.retain(|one| *one != last);
        }
        let next = self.child.allocations.iter().map(|one| one.from).filter(|start| *start > day).min();
        let until = next.and_then(|start| start.checked_sub_days(Days::new(1)));
        self.set_allocation(run, last, Allocation { worker, from: day, until, assumed: false })
    }

    fn set_allocation(
        &mut self,
        run: &mut Run<'_, '_>,
        last: Option<Allocation>,
        to: Allocation,
    ) -> Result<(), ImportError> {
        if to.until.is_none() {
            run.change.allocate(self.child.id, to.worker, to.from, to.assumed)?;
        } else {
            run.change.set_allocation(self.child.id, to)?;
        }
        self.child.allocations.retain(|one| one.from != to.from);
        self.child.allocations.push(to);
        let name = |id: WorkerId| run.workers.get(&id).map(|worker| worker.reference.to_string()).unwrap_or_default();
        let (was, is) = (last.map(|last| name(last.worker)), name(to.worker));
        match was {
            Some(was) if was == is => {
                let from = last.map(|last| last.from.to_string());
                self.note("allocated_on", from, Some(to.from.to_string()));
            }
            was => {
                if let (Some(from), false) = (was.clone(), self.new) {
                    let reference = self.child.reference.to_string();
                    run.report.moved.push(Moved { reference, from, to: is.clone() });
                }
                self.note("worker", was, Some(is));
            }
        }
        Ok(())
    }

    /// Begins an assessment, or gives one that is known its end.
    pub(super) fn set_assessment(&mut self, run: &mut Run<'_, '_>, to: Assessment) -> Result<(), ImportError> {
        let known = self.child.assessments.iter().copied().find(|one| one.start == to.start);
        let end = to.end.or(known.and_then(|known| known.end));
        let to = Assessment { end, ..to };
        if known == Some(to) {
            return Ok(());
        }
        run.change.set_assessment(self.child.id, to)?;
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        match known {
            Some(known) => self.note("assessment_end", day(known.end), day(to.end)),
            None => self.note("assessment_start", None, Some(to.start.to_string())),
        }
        Ok(())
    }

    /// Counts the child as new, changed or unchanged.
    pub(super) fn settle(self, run: &mut Run<'_, '_>) {
        if self.new {
            run.report.added(Sort::Child, self.child.reference.as_str());
        } else if self.changes.is_empty() {
            run.report.unchanged += 1;
        } else {
            run.report.changed.extend(self.changes);
        }
    }
}
