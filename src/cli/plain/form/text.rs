//! Running text and lists of lines: line after line, each kept as it is given, until a full stop stands alone.

use super::{FormTalk, Go, Heard, Keeps};
use crate::cli::plain::talk::{Leave, Told};
use crate::practice::answer::Answer;
use crate::practice::form::Field;

/// What the lines become.
#[derive(Clone, Copy)]
enum Kind {
    /// One text, with its line breaks.
    Text,
    /// A list, a line each.
    List,
}

impl Kind {
    fn answer(self, lines: &[String]) -> Answer {
        match self {
            Self::Text => Answer::Text(lines.join("\n")),
            Self::List => Answer::Lines(lines.to_vec()),
        }
    }
}

impl<K: Keeps> FormTalk<'_, '_, K> {
    /// Running text.
    pub(super) fn text(&mut self, field: &Field) -> Told<Go> {
        let lines = self.answers.text(&field.key).lines().map(str::to_owned).collect();
        self.line_by_line(field, lines, Kind::Text)
    }

    /// A list of lines.
    pub(super) fn lines(&mut self, field: &Field) -> Told<Go> {
        let lines = self.answers.lines(&field.key).to_vec();
        self.line_by_line(field, lines, Kind::List)
    }

    fn line_by_line(&mut self, field: &Field, mut lines: Vec<String>, kind: Kind) -> Told<Go> {
        self.say_lines(&lines)?;
        let there = lines.len();
        loop {
            let given = lines.len() > there;
            let prompt = match (kind, given) {
                (Kind::Text, false) => "Text, or Enter: ",
                (Kind::List, false) => "A line, or Enter: ",
                (Kind::Text | Kind::List, true) => "More, or a full stop: ",
            };
            let heard = match self.ask(field, prompt) {
                Ok(heard) => heard,
                Err(leave) => {
                    // What stood on the line when the file was locked is kept as well.
                    if let (Leave::Lock, Some(late)) = (&leave, self.talk.take_late()) {
                        lines.push(late);
                        self.set(field, kind.answer(&lines))?;
                    }
                    return Err(leave);
                }
            };
            match heard {
                Heard::Words(words) => {
                    if matches!(kind, Kind::Text) && !given && there > 0 && !lines.last().is_some_and(String::is_empty)
                    {
                        // What is added to a text that was there is a paragraph of its own.
                        lines.push(String::new());
                    }
                    lines.push(words);
                    self.set(field, kind.answer(&lines))?;
                }
                // An empty line within a text parts paragraphs; anywhere else it goes on.
                Heard::Nothing if given && matches!(kind, Kind::Text) => lines.push(String::new()),
                Heard::Nothing | Heard::End => return Ok(Go::Next),
                Heard::Go(go) => return Ok(go),
                Heard::Again => {}
                Heard::Clear => {
                    self.clear(field)?;
                    if self.answers.get(&field.key).is_none() {
                        return self.line_by_line(field, Vec::new(), kind);
                    }
                }
                Heard::Change(number) => {
                    self.change_line(field, &mut lines, number, kind)?;
                    return self.line_by_line(field, lines, kind);
                }
            }
        }
    }

    fn say_lines(&mut self, lines: &[String]) -> Told<()> {
        match lines {
            [] => Ok(()),
            [one] => self.talk.say(&format!("Now: {one}")),
            several => {
                self.talk.say(&format!("Now {} lines:", several.len()))?;
                self.talk.say_all(several.iter().enumerate().map(|(number, line)| {
                    format!("{}. {}", number + 1, if line.is_empty() { "An empty line." } else { line })
                }))
            }
        }
    }

    /// One line anew, or taken out.
    fn change_line(&mut self, field: &Field, lines: &mut Vec<String>, number: usize, kind: Kind) -> Told<()> {
        let Some(at) = number.checked_sub(1).filter(|at| *at < lines.len()) else {
            return self.talk.say(&format!("There is no line {number} here."));
        };
        let words = self.talk.ask_for_text(&format!("Line {number} anew, or Enter to take it out: "))?;
        let words = words.trim_end();
        if words.is_empty() {
            lines.remove(at);
        } else if let Some(line) = lines.get_mut(at) {
            words.clone_into(line);
        }
        self.set(field, kind.answer(lines))
    }
}
