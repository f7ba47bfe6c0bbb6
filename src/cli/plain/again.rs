//! The same action again, and what is taken to somebody else: over the whole history, a decision is asked for and not one
//! more date. Not closing or moving an action that nobody asked for before.

use super::Sitting;
use super::sentences;
use super::talk::Told;
use crate::practice::action::{Action, ActionSubject, moved_in_words};
use crate::practice::date_words::long;
use crate::practice::reference::ActionId;
use crate::practice::same_again::would_ask;
use crate::workbench::effect::{ActionAct, Decision};

/// The decisions, in the order they are offered.
const WAYS: [&str; 4] =
    ["Do it now.", "Change it.", "Take it to somebody else; it stays open.", "Stop, with the reason."];

/// What came of asking.
pub(super) enum Again {
    /// It was not asked for or moved before: another date will do.
    No,
    /// Nothing was decided.
    Left,
    /// This was.
    Decided(ActionAct),
}

impl From<Option<ActionAct>> for Again {
    fn from(act: Option<ActionAct>) -> Self {
        act.map_or(Self::Left, Self::Decided)
    }
}

impl Sitting<'_> {
    /// Where another date would be the same again: its history, and the decision, if one was made.
    pub(super) fn asked_again(&mut self, id: ActionId) -> Told<Again> {
        let page = self.desk.action_page(id);
        let Some(page) = self.got(page)? else { return Ok(Again::Left) };
        let alike: Vec<_> = page.alike.iter().collect();
        if page.action.escalation.is_some() || !would_ask(&page.action, &alike) {
            return Ok(Again::No);
        }
        let moved = moved_in_words(page.action.redated);
        let parted = if moved.is_empty() { "" } else { ", " };
        self.talk.say(&format!("At first due on {}{parted}{moved}.", long(page.action.first_due_on)))?;
        self.much_the_same(&alike)?;
        let ways = WAYS.map(str::to_owned).to_vec();
        let Some(way) = self.choose("The same again: what do you decide", &ways)? else { return Ok(Again::Left) };
        if way == 2 {
            return Ok(self.taking_higher(id)?.into());
        }
        let asks =
            ["What makes it happen this time: ", "What is to be done instead: ", "", "Why it is right to stop: "];
        let words = self.talk.ask(asks.get(way).copied().unwrap_or_default())?;
        if words.is_empty() {
            return Ok(Again::Left);
        }
        if way == 3 {
            return Ok(Again::Decided(ActionAct::Decide { action: id, decision: Decision::Stop { why: words } }));
        }
        let Some(by) = self.day("By when, or Enter to leave it: ", "")? else { return Ok(Again::Left) };
        let decision = if way == 0 { Decision::DoItNow { by, why: words } } else { Decision::Change { words, by } };
        Ok(Again::Decided(ActionAct::Decide { action: id, decision }))
    }

    /// What makes it happen this time, where these words were asked before on the same child or worker without being done:
    /// empty where they were not, nothing where it is left.
    pub(super) fn this_time(&mut self, subject: ActionSubject, words: &str) -> Told<Option<String>> {
        let alike = self.desk.asked_before_alike(subject, words);
        let Some(alike) = self.got(alike)? else { return Ok(None) };
        if alike.is_empty() {
            return Ok(Some(String::new()));
        }
        self.talk.say("This was asked before.")?;
        self.much_the_same(&alike.iter().collect::<Vec<_>>())?;
        let why = self.talk.ask("What makes it happen this time, or Enter to leave it and take it higher: ")?;
        Ok((!why.is_empty()).then_some(why))
    }

    fn much_the_same(&mut self, alike: &[&Action]) -> Told<()> {
        for one in alike {
            let on = one.closed_on.map_or_else(String::new, |day| format!(" on {}", long(day)));
            let words = sentences::sentence(&one.action);
            self.talk.say(&format!("{}, much the same: {words} {}{on}.", one.id, one.status.words()))?;
        }
        Ok(())
    }

    /// To whom, under which protocol, and by when an answer is wanted.
    pub(super) fn taking_higher(&mut self, id: ActionId) -> Told<Option<ActionAct>> {
        let to = self.talk.ask("To whom, or Enter to leave it: ")?;
        if to.is_empty() {
            return Ok(None);
        }
        let protocol = self.talk.ask("Under which protocol; it may stay empty: ")?;
        let Some(by) = self.day("By when an answer is wanted, or Enter to leave it: ", "")? else { return Ok(None) };
        Ok(Some(ActionAct::Decide { action: id, decision: Decision::Escalate { to, protocol, by } }))
    }

    /// The answer to what was taken to somebody else, and the day it came.
    pub(super) fn answering(&mut self, action: ActionId) -> Told<Option<ActionAct>> {
        let words = self.talk.ask("What the answer was, or Enter to leave it: ")?;
        if words.is_empty() {
            return Ok(None);
        }
        let Some(on) = self.day("The day it came, or Enter to leave it: ", "")? else { return Ok(None) };
        Ok(Some(ActionAct::Answer { action, on, words }))
    }
}
