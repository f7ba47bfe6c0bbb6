//! The figures of one row: a month, a worker, or the whole. Each is counted from the lists it is given and from nothing
//! else.

use super::{Because, Fate, Measured, Unmet};
use crate::practice::form::Function;
use crate::practice::session::{CancelledBy, Outcome, SessionKind};

/// The figures of a month, a worker or the whole. All but `by_kind` are over sessions of the kinds that move a due date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Sessions held.
    pub held: u32,
    /// Of those, the ones held after their date was due.
    pub late: u32,
    /// Planned, not held, and not called off.
    pub missed: u32,
    /// Called off.
    pub cancelled: u32,
    /// Planned for a day that is past, with nothing said of it since.
    pub not_settled: u32,
    /// Called off by the supervisor, the worker, the service, and where nobody wrote down by whom.
    pub cancelled_by: [u32; 4],
    /// Due dates missed or still outstanding.
    pub unmet: u32,
    /// The same by what stood in the way, in the order of [`Because::ALL`].
    pub unmet_because: [u32; 8],
    /// The lengths recorded: how many, and their sum in minutes.
    pub minutes: (u32, u64),
    /// The intervals between one session and the next: how many, and their sum in days.
    pub days_between: (u32, u64),
    /// The longest interval in days; `None` where there is none.
    pub longest_between: Option<u32>,
    /// Sessions held that have a record.
    pub written_up: u32,
    /// Records whose time to be shared is decided: how many in time, and of how many. `None` where nothing is written.
    pub shared: Option<(u32, u32)>,
    /// Records whose time to be agreed is decided: how many in time, and of how many. `None` where nothing is written.
    pub agreed: Option<(u32, u32)>,
    /// Records that touch each function, in the order of [`Function::ALL`]. `None` where nothing is written.
    pub functions: Option<[u32; 4]>,
    /// How often a child was discussed: once for each child and session. `None` where nothing is written.
    pub discussed: Option<u32>,
    /// Sessions held of each kind, counted or not, in the order of [`SessionKind::ALL`].
    pub by_kind: [u32; 4],
}

impl Figures {
    /// Counts these sessions and unmet dates.
    pub fn of<'a>(
        sessions: impl IntoIterator<Item = &'a Measured>,
        unmet: impl IntoIterator<Item = &'a Unmet>,
    ) -> Self {
        let mut figures = Self::default();
        for one in sessions {
            if one.fate == Fate::Held {
                count(&mut figures.by_kind, SessionKind::ALL, one.session.kind);
            }
            if one.counted {
                figures.add(one);
            }
        }
        for one in unmet {
            figures.unmet += 1;
            count(&mut figures.unmet_because, Because::ALL, one.because);
        }
        figures
    }

    fn add(&mut self, one: &Measured) {
        match one.fate {
            Fate::Held => self.held += 1,
            Fate::Missed => self.missed += 1,
            Fate::Cancelled => self.cancelled += 1,
            Fate::NotSettled => self.not_settled += 1,
        }
        self.late += u32::from(one.late);
        if let Outcome::Cancelled { by, .. } = &one.session.outcome {
            let place = by.map_or(Some(3), |by| CancelledBy::ALL.iter().position(|one| *one == by));
            if let Some(place) = place.and_then(|place| self.cancelled_by.get_mut(place)) {
                *place += 1;
            }
        }
        if let Some(minutes) = one.minutes() {
            self.minutes = (self.minutes.0 + 1, self.minutes.1 + u64::from(minutes));
        }
        if let Some(days) = one.days_since_last.and_then(|days| u32::try_from(days).ok()) {
            self.days_between = (self.days_between.0 + 1, self.days_between.1 + u64::from(days));
            self.longest_between = self.longest_between.max(Some(days));
        }
        let Some(written) = &one.written else { return };
        *self.discussed.get_or_insert_default() += u32::try_from(written.children.len()).unwrap_or(u32::MAX);
        if !written.signed {
            return;
        }
        self.written_up += 1;
        decided(&mut self.shared, one.shared_in_time);
        decided(&mut self.agreed, one.agreed_in_time);
        let functions = self.functions.get_or_insert_default();
        for function in &written.functions {
            count(functions, Function::ALL, *function);
        }
    }

    /// Minutes a session lasted on average, in tenths, halves up; `None` where no length is recorded.
    pub fn average_minutes(&self) -> Option<u64> {
        mean(self.minutes)
    }

    /// Days from one session to the next on average, in tenths, halves up; `None` where there is no interval.
    pub fn average_days_between(&self) -> Option<u64> {
        mean(self.days_between)
    }
}

/// A mean in tenths, halves up; `None` of nothing.
pub const fn mean((count, sum): (u32, u64)) -> Option<u64> {
    let count = count as u64;
    if count == 0 { None } else { Some((sum * 20 + count) / (2 * count)) }
}

fn count<T: Copy + PartialEq>(counts: &mut [u32], all: &[T], which: T) {
    if let Some(count) = all.iter().position(|one| *one == which).and_then(|place| counts.get_mut(place)) {
        *count += 1;
    }
}

fn decided(so_far: &mut Option<(u32, u32)>, in_time: Option<bool>) {
    let (kept, of) = so_far.get_or_insert_default();
    if let Some(in_time) = in_time {
        *kept += u32::from(in_time);
        *of += 1;
    }
}
