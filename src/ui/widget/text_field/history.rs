//! What was done to a text, to be undone and done again: a word at a time, for nobody wants a letter back. Not the text.

use std::collections::VecDeque;
use std::ops::Range;

/// How many steps can be undone.
const MOST_STEPS: usize = 5_000;

/// How a change came about: like joins like into one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter was typed.
    Typed,
    /// The letter before the cursor was taken away.
    Rubbed,
    /// The letter after the cursor was taken away.
    Removed,
    /// Anything else: always a step of its own.
    Whole,
}

struct Step {
    kind: Kind,
    at: usize,
    removed: String,
    inserted: String,
}

/// The steps that led to a text, and those undone since.
#[derive(Default)]
pub(super) struct History {
    steps: VecDeque<Step>,
    // How many of them are done.
    done: usize,
    // Whether the next change may still join the last step.
    open: bool,
}

impl History {
    /// Changes a text, and remembers how to go back. The range stands on letters' edges.
    pub(super) fn change(&mut self, text: &mut String, range: Range<usize>, inserted: &str, kind: Kind) {
        let removed = text.get(range.clone()).unwrap_or_default().to_owned();
        text.replace_range(range.clone(), inserted);
        self.steps.truncate(self.done);
        let joined =
            self.open && self.steps.back_mut().is_some_and(|last| last.joins(&range, &removed, inserted, kind));
        if !joined {
            self.steps.push_back(Step { kind, at: range.start, removed, inserted: inserted.to_owned() });
            if self.steps.len() > MOST_STEPS {
                self.steps.pop_front();
            }
        }
        self.done = self.steps.len();
        self.open = true;
    }

    /// The cursor went elsewhere: what comes is another step.
    pub(super) const fn close(&mut self) {
        self.open = false;
    }

    /// Takes the last step back; answers where the cursor goes, if there was one.
    pub(super) fn undo(&mut self, text: &mut String) -> Option<usize> {
        let last = self.done.checked_sub(1)?;
        let step = self.steps.get(last)?;
        text.replace_range(step.at..step.at + step.inserted.len(), &step.removed);
        (self.done, self.open) = (last, false);
        Some(if step.kind == Kind::Removed { step.at } else { step.at + step.removed.len() })
    }

    /// Takes the next step again; answers where the cursor goes, if there was one.
    pub(super) fn redo(&mut self, text: &mut String) -> Option<usize> {
        let step = self.steps.get(self.done)?;
        text.replace_range(step.at..step.at + step.removed.len(), &step.inserted);
        (self.done, self.open) = (self.done + 1, false);
        Some(step.at + step.inserted.len())
    }
}

impl Step {
    /// Takes a change into this step if it goes on where this one ends, within a word and the spaces after it.
    fn joins(&mut self, range: &Range<usize>, removed: &str, inserted: &str, kind: Kind) -> bool {
        if self.kind != kind {
            return false;
        }
        match kind {
            Kind::Whole => false,
            Kind::Typed => {
                let new_word = range.is_empty() && ends_in_space(&self.inserted) && !ends_in_space(inserted);
                if new_word || range.start < self.at || range.end != self.at + self.inserted.len() {
                    return false;
                }
                self.inserted.truncate(range.start - self.at);
                self.inserted.push_str(inserted);
                true
            }
            Kind::Rubbed => {
                let word_done = ends_in_space(removed) && !self.removed.starts_with(char::is_whitespace);
                if word_done || range.end != self.at {
                    return false;
                }
                self.removed.insert_str(0, removed);
                self.at = range.start;
                true
            }
            Kind::Removed => {
                let word_done = ends_in_space(removed) && !ends_in_space(&self.removed);
                if word_done || range.start != self.at {
                    return false;
                }
                self.removed.push_str(removed);
                true
            }
        }
    }
}

fn ends_in_space(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}
