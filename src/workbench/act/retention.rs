//! What has been kept as long as the policy in force asks, class by class, for somebody to decide about. Removes nothing: that
//! is the purge, one at a time, with its reason.

use crate::practice::capture::Whom;
use crate::practice::child::Child;
use crate::practice::date_words::long;
use crate::practice::reference::{ChildId, WorkerId};
use crate::practice::retention::{Class, KeptUntil, Unsaid, child, other};
use crate::store::Held;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{DateTime, Local, NaiveDate, Utc};
use std::collections::BTreeMap;

/// Something that has been kept long enough. No `Debug`: it names people.
#[derive(Clone, PartialEq, Eq)]
pub struct DueToGo {
    /// The reference that a purge takes.
    pub reference: String,
    /// Whose it is; `None` for a line that names nobody.
    pub whose: Option<String>,
    /// By which class and rule, counted from which day, until when.
    pub kept: KeptUntil,
    /// Why it may not go all the same, if it is on hold.
    pub on_hold: Option<String>,
}

impl DueToGo {
    /// By which class and rule, from which day, until when: one sentence without a name.
    pub fn because(&self) -> String {
        let KeptUntil { counted_from, until, .. } = self.kept;
        format!("{}, counted from {}, so kept until {}", self.kept.by(), long(counted_from), long(until))
    }
}

/// Closed children of whom it cannot be said until when they are kept, for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSaid {
    /// The class that cannot be reckoned.
    pub class: Class,
    /// Why.
    pub why: Unsaid,
    /// How many children.
    pub how_many: usize,
}

impl NotSaid {
    /// In words: how many, and what is missing.
    pub fn words(&self) -> String {
        let who = if self.how_many == 1 {
            "1 closed child is".to_owned()
        } else {
            format!("{} closed children are", self.how_many)
        };
        let class = self.class.words();
        match self.why {
            Unsaid::NoRule => format!("{who} kept without an end: the policy gives no time for this class: {class}"),
            Unsaid::NoBirth => format!("{who} kept: no date of birth to count from ({class})"),
        }
    }
}

/// All that has been kept long enough, and what cannot be said.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RetentionPage {
    /// What may go, what was to be kept the least long first.
    pub due: Vec<DueToGo>,
    /// Of whom it cannot be said.
    pub not_said: Vec<NotSaid>,
}

impl RetentionPage {
    /// How many may go: not those on hold.
    pub fn may_go(&self) -> usize {
        self.due.iter().filter(|one| one.on_hold.is_none()).count()
    }
}

/// The day of a moment by the clock on the wall.
fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Local).date_naive()
}

impl Desk {
    /// What has been kept as long as the policy of the day asks, of every class. Its cost grows with the years: it is asked
    /// for by itself and by the settings, and never part of Today.
    pub fn due_to_go(&self) -> Result<RetentionPage, Refusal> {
        let mut page = RetentionPage::default();
        self.children_to_go(&mut page)?;
        self.workers_to_go(&mut page)?;
        self.drafts_to_go(&mut page)?;
        page.due.sort_by(|a, b| (a.kept.until, &a.reference).cmp(&(b.kept.until, &b.reference)));
        Ok(page)
    }

    fn children_to_go(&self, page: &mut RetentionPage) -> Result<(), Refusal> {
        let policy = self.policies.on(self.day);
        let mut not_said: BTreeMap<(&str, Unsaid), NotSaid> = BTreeMap::new();
        for one in self.store.closed_children(self.day)? {
            match child(policy, &one, self.day) {
                None => {}
                Some(Ok(kept)) => {
                    let (reference, id) = (one.reference.to_string(), one.id);
                    self.add_if_over(page, kept, reference, Some(one.called().to_owned()), Some(Held::Child(id)))?;
                }
                Some(Err((class, why))) => {
                    let row = NotSaid { class, why, how_many: 0 };
                    not_said.entry((class.code(), why)).or_insert(row).how_many += 1;
                }
            }
        }
        page.not_said = not_said.into_values().collect();
        Ok(())
    }

    fn workers_to_go(&self, page: &mut RetentionPage) -> Result<(), Refusal> {
        let policy = self.policies.on(self.day);
        for worker in self.store.workers()? {
            // Of one whose file has gone already, a row without a name is left.
            let Some(left_on) = worker.left_on.filter(|_| !worker.reference.as_str().starts_with("removed-")) else {
                continue;
            };
            if let Some(kept) = other(policy, Class::WorkersFile, left_on) {
                let reference = worker.reference.to_string();
                self.add_if_over(page, kept, reference, Some(worker.name), Some(Held::Worker(worker.id)))?;
            }
        }
        Ok(())
    }

    /// Drafts of both kinds, and lines that were never sorted.
    fn drafts_to_go(&self, page: &mut RetentionPage) -> Result<(), Refusal> {
        let policy = self.policies.on(self.day);
        for draft in self.store.drafts()? {
            if let Some(kept) = other(policy, Class::UnfinishedDraft, day_of(draft.saved_at)) {
                let (whose, held) = self.child_and_hold(draft.head.child)?;
                self.add_if_over(page, kept, draft.id.to_string(), whose, Some(held))?;
            }
        }
        for draft in self.store.worker_drafts()? {
            if let Some(kept) = other(policy, Class::UnfinishedDraft, day_of(draft.saved_at)) {
                let (whose, held) = self.worker_and_hold(draft.head.worker)?;
                self.add_if_over(page, kept, draft.id.to_string(), whose, Some(held))?;
            }
        }
        for line in self.store.captures()? {
            if let Some(kept) = other(policy, Class::UnsortedLine, day_of(line.saved_at)) {
                let (whose, held) = match line.whom {
                    Some(Whom::Child(child)) => self.child_and_hold(child).map(some)?,
                    Some(Whom::Worker(worker)) => self.worker_and_hold(worker).map(some)?,
                    None => (None, None),
                };
                self.add_if_over(page, kept, line.id.to_string(), whose, held)?;
            }
        }
        Ok(())
    }

    fn child_and_hold(&self, child: ChildId) -> Result<(Option<String>, Held), Refusal> {
        let called = self.store.child(child)?.as_ref().map(Child::called).map(str::to_owned);
        Ok((called, Held::Child(child)))
    }

    fn worker_and_hold(&self, worker: WorkerId) -> Result<(Option<String>, Held), Refusal> {
        Ok((self.store.worker(worker)?.map(|worker| worker.name), Held::Worker(worker)))
    }

    fn add_if_over(
        &self,
        page: &mut RetentionPage,
        kept: KeptUntil,
        reference: String,
        whose: Option<String>,
        held: Option<Held>,
    ) -> Result<(), Refusal> {
        if kept.is_over(self.day) {
            let on_hold = held.map_or(Ok(None), |who| self.store.hold_on(who))?;
            page.due.push(DueToGo { reference, whose, kept, on_hold });
        }
        Ok(())
    }
}

/// Somebody with the hold there may be.
fn some((whose, held): (Option<String>, Held)) -> (Option<String>, Option<Held>) {
    (whose, Some(held))
}
