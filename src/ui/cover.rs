//! Hands the team over for a period, and shows while it lasts who takes what. Not the taking back, which is one command.

use crate::practice::date_words::short;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::ui::widget::{cut, write};
use crate::workbench::Effect;
use crate::workbench::effect::CoverAct;
use crate::workbench::message::CoverLine;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What the popup asks.
pub struct HandOver {
    fields: Fields,
}

impl HandOver {
    /// The popup.
    pub fn popup() -> EntryBox<Self> {
        let fields = Fields::new(vec![
            Field::line("from", "First day", ""),
            Field::line("until", "Last day", ""),
            Field::line("taken_by", "Who takes over", ""),
            Field::line("otherwise", "Except", ""),
            Field::line("why", "Why", ""),
        ]);
        EntryBox::new(Self { fields })
    }
}

/// Each exception: `Aisha: Ruth Okafor; W03: Kezia`.
fn exceptions(typed: &str) -> Result<Vec<(String, String)>, Wrong> {
    let parts = typed.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let pair = part.split_once(':').map(|(worker, who)| (worker.trim().to_owned(), who.trim().to_owned()));
            pair.ok_or_else(|| {
                Wrong::new("otherwise", "Write a worker, a colon, and who takes over: Aisha: Ruth Okafor.")
            })
        })
        .collect()
}

impl Entry for HandOver {
    fn title(&self, _: &Ctx) -> String {
        "Hand the team over".to_owned()
    }

    fn about(&self, _: &Ctx) -> String {
        "While you are away. Every date stays as it is; Today, People and the calendar say who takes what, and at the end all \
         of it comes back."
            .to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        let plain = |words: &str| Some(Note::Plain(words.to_owned()));
        match field {
            "from" | "until" => Some(day_note(self.fields.text(field), "A day: mon, 21/12, +14d.", cx)),
            "taken_by" => plain("A name: every session and checkpoint that no exception below names."),
            "otherwise" => {
                plain("A worker, and who takes that worker and their children: Aisha: Ruth Okafor; W03: Kezia.")
            }
            "why" => plain("May stay empty."),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        Ok(Flow::Do(Effect::Cover(CoverAct::HandOver {
            from: day_in(&self.fields, "from", cx)?,
            until: day_in(&self.fields, "until", cx)?,
            taken_by: words_in(&self.fields, "taken_by", "Say who takes the team over.")?,
            otherwise: exceptions(self.fields.text("otherwise"))?,
            why: self.fields.text("why").to_owned(),
        })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("hand it over", "hand over")
    }
}

/// Who takes it, in a column of little room: `Ruth covers`, the whole name where there is room.
pub fn covers_words(who: &str, room: usize, cx: &Ctx) -> String {
    let whole = format!("{} covers", cx.name(who));
    if whole.chars().count() <= room || cx.privacy {
        return whole;
    }
    format!("{} covers", who.split_whitespace().next().unwrap_or_default())
}

/// One line that says who takes what while the team is handed over; answers how many rows it took.
pub fn draw_line(line: &CoverLine, area: Rect, buf: &mut Buffer, cx: &Ctx) -> u16 {
    let others: Vec<String> =
        line.otherwise.iter().map(|(worker, who)| format!("{} with {}", cx.name(worker), cx.name(who))).collect();
    let others = if others.is_empty() { String::new() } else { format!("; {}", others.join(", ")) };
    let words = format!("Handed over to {} until {}{others}", cx.name(&line.taken_by), short(line.until));
    write(area, buf, 1, 0, &cut(&words, usize::from(area.width.saturating_sub(1))), cx.theme.soon());
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_are_a_worker_and_who_takes_over() {
        let pair = |worker: &str, who: &str| (worker.to_owned(), who.to_owned());
        let read = exceptions(" Aisha: Ruth Okafor ;; W03:Kezia").ok().unwrap();
        assert_eq!(read, [pair("Aisha", "Ruth Okafor"), pair("W03", "Kezia")]);
        assert!(exceptions("Aisha Ruth").is_err());
        assert_eq!(exceptions("").ok().unwrap(), []);
    }
}
