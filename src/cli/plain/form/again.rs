//! A row of an action table that was asked before: its history read out, and the decision asked for before it is asked once
//! more. Not the rule, nor where the decision is kept.

use super::{FormTalk, Keeps};
use crate::cli::plain::talk::Told;
use crate::practice::action::Action;
use crate::practice::answer::Answer;
use crate::practice::form::{Field, FieldKind};
use crate::practice::oversight::field::ACTIONS;
use crate::practice::repeated_row::RowDecision;
use crate::practice::same_again::history;

/// What becomes of the row.
pub(super) enum After {
    /// It stays as it is.
    Stays,
    /// It is worded anew.
    Anew,
    /// It is taken out.
    Gone,
}

impl<K: Keeps> FormTalk<'_, '_, K> {
    /// Asks for the decision, where these words were asked before without being done.
    pub(super) fn asked_again(&mut self, field: &Field, words: &str) -> Told<After> {
        let alike = self.keeper.asked_before(words);
        if alike.is_empty() {
            return Ok(After::Stays);
        }
        self.talk.say("This was asked before.")?;
        for one in &alike {
            self.talk.say(&format!("{}: {}.", history(one), one.action.trim().trim_end_matches('.')))?;
        }
        let Some(decision) = self.row_decision()? else {
            self.talk.say("It stays as you wrote it; what is read before signing says so again.")?;
            return Ok(After::Stays);
        };
        if decision == RowDecision::Change {
            return Ok(After::Anew);
        }
        if let Err(why) = self.keeper.decided(&field.key, words, &decision, &alike) {
            self.talk.say(&why)?;
            return Ok(After::Stays);
        }
        self.write_down(field, words, &decision, &alike)?;
        Ok(if matches!(decision, RowDecision::DoItNow(_)) { After::Stays } else { After::Gone })
    }

    /// Which of the four, with its words; nothing where it is left.
    fn row_decision(&mut self) -> Told<Option<RowDecision>> {
        self.talk
            .say("Decide this time. 1, do it now. 2, ask for something else. 3, take it to somebody else. 4, stop.")?;
        loop {
            let asks = match self.talk.ask("1 to 4, or Enter to leave it: ")?.as_str() {
                "" => return Ok(None),
                "1" => "What makes it happen this time: ",
                "2" => return Ok(Some(RowDecision::Change)),
                "3" => return self.taken_higher(),
                "4" => "Why it is right not to ask for it again: ",
                _ => {
                    self.talk.say("Type 1, 2, 3, 4 or Enter.")?;
                    continue;
                }
            };
            let words = self.talk.ask(asks)?;
            if words.is_empty() {
                return Ok(None);
            }
            let now = asks.starts_with("What");
            return Ok(Some(if now { RowDecision::DoItNow(words) } else { RowDecision::Stop(words) }));
        }
    }

    fn taken_higher(&mut self) -> Told<Option<RowDecision>> {
        let to = self.talk.ask("To whom, or Enter to leave it: ")?;
        if to.is_empty() {
            return Ok(None);
        }
        let protocol = self.talk.ask("Under which protocol; it may stay empty: ")?;
        loop {
            let typed = self.talk.ask("By when an answer is wanted, or Enter to leave it: ")?;
            if typed.is_empty() {
                return Ok(None);
            }
            if let Some(by) = self.read_day(&typed)? {
                return Ok(Some(RowDecision::Escalate { to, protocol, by }));
            }
        }
    }

    /// Puts the decision where the record speaks of its actions; in a lens on its own, into the last text that it has.
    fn write_down(&mut self, table: &Field, words: &str, decision: &RowDecision, alike: &[Action]) -> Told<()> {
        let Some(line) = decision.in_the_record(words, alike) else { return Ok(()) };
        let mut texts = self.form.sections.iter().flat_map(|one| &one.fields).filter(|one| one.kind == FieldKind::Text);
        let key = self.form.field(ACTIONS).or(texts.next_back()).map(|one| one.key.clone());
        let Some(key) = key else { return Ok(()) };
        let before = self.answers.text(&key).trim_end();
        let text = if before.is_empty() { line } else { format!("{before}\n{line}") };
        self.answers.set(&key, Answer::Text(text));
        self.keep(table)
    }
}
