//! The action table, row by row: what needs to change, what is to be done, who, by when.

use super::again::After;
use super::dot::{self, Dot};
use super::{Ended, FormTalk, Go, Heard, Keeps};
use crate::cli::plain::talk::Told;
use crate::practice::answer::{Answer, PlannedAction};
use crate::practice::answer_words::row_in_words;
use crate::practice::date_words::with_weekday;
use crate::practice::form::Field;
use crate::practice::naming::{Named, meant};

impl<K: Keeps> FormTalk<'_, '_, K> {
    /// The table.
    pub(super) fn table(&mut self, field: &Field) -> Told<Go> {
        loop {
            let rows = self.answers.actions(&field.key).to_vec();
            self.say_rows(field, &rows)?;
            let prompt = if rows.is_empty() {
                "add for an action, or Enter: "
            } else {
                "add for another, a number to change one, remove and a number, or Enter: "
            };
            match self.ask(field, prompt)? {
                Heard::Words(typed) => {
                    let go = match asked(&typed, rows.len()) {
                        Some(Asked::Add) => self.row(field, rows.len())?,
                        Some(Asked::Change(row)) => self.row(field, row)?,
                        Some(Asked::Remove(row)) => self.remove(field, rows, row).map(|()| None)?,
                        None => self
                            .talk
                            .say("Type add, a number of the list, remove and a number, or Enter.")
                            .map(|()| None)?,
                    };
                    if let Some(go) = go {
                        return Ok(go);
                    }
                }
                Heard::Nothing | Heard::End => return Ok(Go::Next),
                Heard::Go(go) => return Ok(go),
                Heard::Again => {}
                Heard::Clear => self.clear(field)?,
                Heard::Change(number) => {
                    if let Some(row) = number.checked_sub(1).filter(|row| *row < rows.len())
                        && let Some(go) = self.row(field, row)?
                    {
                        return Ok(go);
                    }
                }
            }
        }
    }

    fn say_rows(&mut self, field: &Field, rows: &[PlannedAction]) -> Told<()> {
        for (number, row) in rows.iter().enumerate() {
            let lacks = [
                ("what is to be done", row.action.trim().is_empty()),
                ("who", row.owner.trim().is_empty()),
                ("by when", row.due_on.is_none()),
            ];
            let lacks: Vec<&str> = lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(what, _)| what).collect();
            let lacks =
                if lacks.is_empty() { String::new() } else { format!(" It does not say {}.", lacks.join(", nor ")) };
            let words = row_in_words(row);
            // Where nothing is to be done yet, the words begin with what joins them to it.
            let words = words.trim_matches(['.', ' ']);
            self.talk.say(&format!("{}. {words}.{lacks}", number + 1))?;
            if let Some(unread) = self.unread.iter().find(|one| one.field == field.key && one.row == Some(number)) {
                let words = unread.words.clone();
                self.talk.say(&format!("Its day was not understood: {words}."))?;
            }
        }
        Ok(())
    }

    fn remove(&mut self, field: &Field, mut rows: Vec<PlannedAction>, row: usize) -> Told<()> {
        if !self.talk.yes(&format!("Action {} is taken out of the table.", row + 1))? {
            return self.talk.say("It is kept.");
        }
        rows.remove(row);
        self.take_out(field, rows, row)
    }

    /// Keeps the table without a row that was taken out of it.
    fn take_out(&mut self, field: &Field, rows: Vec<PlannedAction>, row: usize) -> Told<()> {
        self.unread.retain(|one| one.field != field.key || one.row != Some(row));
        for one in self.unread.iter_mut().filter(|one| one.field == field.key) {
            one.row = one.row.map(|other| if other > row { other - 1 } else { other });
        }
        self.set(field, Answer::Actions(rows))
    }

    /// Asks for the parts of one row, each kept as it is given; where to go, if the writer wants to leave the row.
    fn row(&mut self, field: &Field, row: usize) -> Told<Option<Go>> {
        let mut rows = self.answers.actions(&field.key).to_vec();
        if row >= rows.len() {
            rows.push(PlannedAction::default());
        }
        for part in [Part::Change, Part::Action, Part::Owner, Part::Day] {
            loop {
                let Some(one) = rows.get_mut(row) else { return Ok(None) };
                let now = part.now(one);
                if !now.is_empty() {
                    self.talk.say(&format!("{}. Now: {now}.", part.label()))?;
                }
                let typed =
                    self.talk.ask(&format!("{}{}: ", part.label(), if now.is_empty() { "" } else { ", or Enter" }))?;
                match dot::read(&typed) {
                    Some(Dot::Stop) => return Ok(Some(Go::Out(Ended::Stopped))),
                    Some(Dot::Sign) => return Ok(Some(Go::Out(Ended::Signing))),
                    Some(Dot::Back | Dot::End | Dot::Next) => return Ok(None),
                    Some(_) => {
                        self.talk.say("Here you can type the words, Enter, .back to leave this action, or .stop.")?;
                        continue;
                    }
                    None => {}
                }
                if typed.is_empty() {
                    break;
                }
                if !self.put(part, &typed, one, field, row)? {
                    continue;
                }
                self.set(field, Answer::Actions(rows.clone()))?;
                if part.is_action() {
                    match self.asked_again(field, &typed)? {
                        After::Stays => {}
                        After::Anew => continue,
                        After::Gone => {
                            rows = self.answers.actions(&field.key).to_vec();
                            rows.remove(row);
                            self.take_out(field, rows, row)?;
                            return Ok(None);
                        }
                    }
                }
                break;
            }
        }
        Ok(None)
    }

    /// Puts what was typed into a part of a row; false where it was not understood, which is said.
    fn put(&mut self, part: Part, typed: &str, row: &mut PlannedAction, field: &Field, number: usize) -> Told<bool> {
        match part {
            Part::Change => typed.clone_into(&mut row.change_needed),
            Part::Action => typed.clone_into(&mut row.action),
            Part::Owner => match self.owner(typed)? {
                Some(name) => row.owner = name,
                None => return Ok(false),
            },
            Part::Day => match self.read_day(typed)? {
                Some(day) => {
                    row.due_on = Some(day);
                    self.unread.retain(|one| one.field != field.key || one.row != Some(number));
                }
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    /// Who is meant: one of the team by a few letters, me, or anyone as written; nothing where it may be several.
    fn owner(&mut self, typed: &str) -> Told<Option<String>> {
        if typed.eq_ignore_ascii_case("me") && !self.me.is_empty() {
            self.talk.say(&format!("{}.", self.me))?;
            return Ok(Some(self.me.to_owned()));
        }
        let people: Vec<Named<()>> =
            self.people.iter().map(|name| Named { id: (), reference: String::new(), name: name.clone() }).collect();
        match meant(typed, &people)[..] {
            [one] => {
                self.talk.say(&format!("{}.", one.name))?;
                Ok(Some(one.name.clone()))
            }
            [] => {
                self.talk.say("Nobody in the team is called that; it is kept as you wrote it.")?;
                Ok(Some(typed.to_owned()))
            }
            ref several => {
                let names: Vec<&str> = several.iter().take(5).map(|one| one.name.as_str()).collect();
                self.talk.say(&format!("That may be {}. A few more letters.", names.join(" or ")))?;
                Ok(None)
            }
        }
    }
}

/// A part of a row.
#[derive(Clone, Copy)]
enum Part {
    Change,
    Action,
    Owner,
    Day,
}

impl Part {
    const fn is_action(self) -> bool {
        matches!(self, Self::Action)
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Change => "What needs to change",
            Self::Action => "What is to be done",
            Self::Owner => "Who does it",
            Self::Day => "By when",
        }
    }

    fn now(self, row: &PlannedAction) -> String {
        match self {
            Self::Change => row.change_needed.trim().trim_end_matches('.').to_owned(),
            Self::Action => row.action.trim().trim_end_matches('.').to_owned(),
            Self::Owner => row.owner.trim().to_owned(),
            Self::Day => row.due_on.map(with_weekday).unwrap_or_default(),
        }
    }
}

/// What is asked for at the table.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Add,
    Change(usize),
    Remove(usize),
}

fn asked(typed: &str, rows: usize) -> Option<Asked> {
    let typed = typed.trim().to_lowercase();
    let row = |text: &str| text.trim().parse::<usize>().ok()?.checked_sub(1).filter(|row| *row < rows);
    match typed.strip_prefix("remove ") {
        Some(number) => row(number).map(Asked::Remove),
        None if typed == "add" => Some(Asked::Add),
        None => row(typed.strip_prefix("change ").unwrap_or(&typed)).map(Asked::Change),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_named_by_its_number_and_none_beyond_the_last() {
        assert_eq!(asked("Add", 0), Some(Asked::Add));
        assert_eq!(asked("2", 2), Some(Asked::Change(1)));
        assert_eq!(asked("change 1", 2), Some(Asked::Change(0)));
        assert_eq!(asked("remove 2", 2), Some(Asked::Remove(1)));
        for wrong in ["3", "0", "remove 3", "remove", "ring the school"] {
            assert_eq!(asked(wrong, 2), None, "{wrong}");
        }
    }
}
