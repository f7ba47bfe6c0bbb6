//! A walk of a list, item by item, that can be left and gone on with another day. Not the list, and not what is done about an
//! item.

use super::code::coded;
use chrono::NaiveDate;

coded! {
    /// How an item of a walk stands.
    WalkAnswer {
        /// Not come to yet.
        Waiting = "waiting", "to come";
        /// Left for another time.
        Left = "left", "left for another time";
        /// On the list no more: it was settled.
        Settled = "settled", "settled";
    }
}

/// One item, by what tells it from every other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkStep {
    /// What tells it from every other: never words.
    pub item: String,
    /// How it stands.
    pub answer: WalkAnswer,
}

/// A walk under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The day it was begun.
    pub begun_on: NaiveDate,
    /// Its items, in their order: those of the first day, then those that came new.
    pub steps: Vec<WalkStep>,
    /// How many came new since it was last looked at.
    pub new: usize,
}

impl Walk {
    /// A walk of these items.
    pub fn begin(begun_on: NaiveDate, items: &[String]) -> Self {
        let mut walk = Self { begun_on, steps: Vec::new(), new: 0 };
        walk.meet(items);
        walk.new = 0;
        walk
    }

    /// Takes in the list as it is now: what is on it no more is settled, what came new waits at the end.
    pub fn meet(&mut self, now: &[String]) {
        for step in &mut self.steps {
            let there = now.contains(&step.item);
            step.answer = match (there, step.answer) {
                (false, _) => WalkAnswer::Settled,
                // It came back: it was undone, or is owed again.
                (true, WalkAnswer::Settled) => WalkAnswer::Waiting,
                (true, answer) => answer,
            };
        }
        let new: Vec<WalkStep> = now
            .iter()
            .filter(|item| !self.steps.iter().any(|step| step.item == **item))
            .map(|item| WalkStep { item: item.clone(), answer: WalkAnswer::Waiting })
            .collect();
        self.new = new.len();
        self.steps.extend(new);
    }

    /// The item that the walk has come to; nothing at its end.
    pub fn at(&self) -> Option<&str> {
        self.steps.iter().find(|step| step.answer == WalkAnswer::Waiting).map(|step| step.item.as_str())
    }

    /// Leaves an item for another time.
    pub fn leave(&mut self, item: &str) {
        if let Some(step) = self.steps.iter_mut().find(|step| step.item == item && step.answer == WalkAnswer::Waiting) {
            step.answer = WalkAnswer::Left;
        }
    }

    /// Goes back to the item that was left last before the one it has come to.
    pub fn back(&mut self) {
        let at = self.steps.iter().position(|step| step.answer == WalkAnswer::Waiting).unwrap_or(self.steps.len());
        if let Some(step) = self.steps.iter_mut().take(at).rev().find(|step| step.answer == WalkAnswer::Left) {
            step.answer = WalkAnswer::Waiting;
        }
    }

    /// How many items stand so.
    pub fn count(&self, answer: WalkAnswer) -> usize {
        self.steps.iter().filter(|step| step.answer == answer).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(names: &str) -> Vec<String> {
        names.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn it_goes_on_where_it_was_without_what_was_settled_and_with_what_came_new() {
        let day = "2026-11-25".parse().unwrap();
        let mut walk = Walk::begin(day, &items("a b c"));
        assert_eq!((walk.at(), walk.new), (Some("a"), 0));
        walk.leave("a");
        // Tomorrow: b was settled from another screen, d came new.
        walk.meet(&items("d a c"));
        assert_eq!((walk.at(), walk.new), (Some("c"), 1));
        walk.meet(&items("d a c"));
        assert_eq!(walk.new, 0, "said once");
        walk.back();
        assert_eq!(walk.at(), Some("a"));
        for item in ["a", "c", "d"] {
            walk.leave(item);
        }
        assert_eq!(walk.at(), None);
        assert_eq!((walk.count(WalkAnswer::Left), walk.count(WalkAnswer::Settled)), (3, 1));
        // What was settled and is undone comes back.
        walk.meet(&items("a b c d"));
        assert_eq!(walk.at(), Some("b"));
    }

    #[test]
    fn going_back_before_the_first_changes_nothing() {
        let mut walk = Walk::begin("2026-11-25".parse().unwrap(), &items("a"));
        walk.back();
        assert_eq!(walk.at(), Some("a"));
        assert!(Walk::begin(walk.begun_on, &[]).at().is_none());
    }
}
