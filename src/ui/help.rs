//! The help page: every command of the screen below with its key, greyed with the reason where it cannot be used now. Not a
//! text of its own: it is made from the commands.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::widget::list::ListState;
use super::widget::{cut, popup, wrapped, write};
use crate::practice::child::ChildStatus;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

enum Row {
    Heading(&'static str),
    /// A command, with the first of its words.
    Command(Box<Command>, String),
    /// The words of the command above that had no room beside its key.
    More(String),
    Words(&'static str, &'static str),
    Said(String),
    Space,
}

const MOVING: [(&str, &str); 5] = [
    ("arrows or h j k l", "move"),
    ("PageUp PageDown", "a page up or down"),
    ("Home End", "the first and the last"),
    ("Ctrl+arrows", "a word at a time, while typing"),
    ("Ctrl+Z Ctrl+Y", "undo and redo, while typing"),
];

/// What stands short in the lists, after the statuses.
const SHORT: [(&str, &str); 4] = [
    ("ASYE", "assessed and supported year in employment"),
    ("day 8, day 20 ...", "a checkpoint, in working days of the assessment"),
    ("limit", "the day by which the assessment is to be finished"),
    ("2nd date", "an action that was given another date"),
];

/// What privacy covers, and what it cannot.
const PRIVACY: [(&str, &str); 4] = [
    ("in lists", "initials for names; what people wrote is hidden"),
    ("on a page or beside", "what people wrote, with initials for names"),
    ("in the field", "that you write in: your words as you type them"),
    ("never covered", "names that stand in no list: a parent's, a friend's"),
];

/// Columns of the page.
const WIDTH: u16 = 76;
/// Where the words begin, after the keys.
const WORDS: u16 = 20;

/// The help page.
pub struct Help {
    rows: Vec<Row>,
    list: ListState,
}

impl Help {
    /// The help page for these commands in a window as wide as it is now.
    pub fn new(commands: Vec<Command>, cx: &Ctx) -> Self {
        let room = usize::from(WIDTH.min(cx.size.width).saturating_sub(4 + WORDS)).max(12);
        let mut groups: Vec<(&'static str, Vec<Command>)> = Vec::new();
        for command in commands {
            match groups.iter_mut().find(|(group, _)| *group == command.group) {
                Some((_, members)) => members.push(command),
                None => groups.push((command.group, vec![command])),
            }
        }
        let mut rows = Vec::new();
        if let Some(why) = &cx.read_only {
            let sentence = format!("Read only: {why}.");
            rows.extend(wrapped(&sentence, usize::from(WIDTH.saturating_sub(6))).into_iter().map(Row::Said));
            rows.push(Row::Space);
        }
        for (group, commands) in groups {
            rows.push(Row::Heading(group));
            rows.extend(commands.into_iter().flat_map(|command| rows_of(command, room)));
            rows.push(Row::Space);
        }
        rows.push(Row::Heading("Moving and typing"));
        rows.extend(MOVING.iter().map(|(keys, what)| Row::Words(keys, what)));
        rows.push(Row::Space);
        rows.push(Row::Heading("While privacy is on"));
        rows.extend(PRIVACY.iter().map(|(keys, what)| Row::Words(keys, what)));
        rows.push(Row::Space);
        rows.push(Row::Heading("Short words in the lists"));
        let statuses = ChildStatus::ALL.iter().filter(|status| **status != ChildStatus::Closed);
        rows.extend(statuses.map(|status| Row::Words(status.short(), status.words())));
        rows.extend(SHORT.iter().map(|(short, what)| Row::Words(short, what)));
        Self { rows, list: ListState::default() }
    }

    fn chosen(&self) -> Flow {
        match self.rows.get(self.list.selected()) {
            Some(Row::Command(command, _)) => Flow::PopWith(Input::Command(command.id)),
            _ => Flow::Done,
        }
    }
}

/// The rows of a command: its words, and why it cannot be used now, never cut.
fn rows_of(command: Command, room: usize) -> Vec<Row> {
    let words = match &command.available {
        Ok(()) => command.name.to_string(),
        Err(why) => format!("{} (not now: {why})", command.name),
    };
    let mut lines = wrapped(&words, room).into_iter();
    let first = Row::Command(Box::new(command), lines.next().unwrap_or_default());
    std::iter::once(first).chain(lines.map(Row::More)).collect()
}

impl Screen for Help {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        if input == Input::Command("run") {
            return self.chosen();
        }
        match self.list.moved(&input, self.rows.len()) {
            super::widget::list::Moved::No => Flow::Ignored,
            super::widget::list::Moved::Yes => Flow::Done,
            super::widget::list::Moved::Chosen => self.chosen(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let inside = popup::draw(area, buf, "What the keys do here", WIDTH, area.height, theme);
        self.list.draw(inside, buf, self.rows.len(), |number, place, buf, selected| {
            match &self.rows[number] {
                Row::Space => {}
                Row::Said(words) => {
                    write(place, buf, 0, 0, words, theme.soon());
                }
                Row::Heading(words) => {
                    write(place, buf, 0, 0, words, theme.heading());
                }
                Row::Words(keys, what) => {
                    write(place, buf, 1, 0, keys, theme.key());
                    write(place, buf, WORDS, 0, what, theme.text());
                }
                Row::Command(command, words) => {
                    let keys = command.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
                    let (key, text) = if command.available.is_ok() {
                        (theme.key(), theme.text())
                    } else {
                        (theme.quiet(), theme.quiet())
                    };
                    write(place, buf, 1, 0, &cut(&keys, usize::from(WORDS - 2)), key);
                    write(place, buf, WORDS, 0, &cut(words, usize::from(place.width.saturating_sub(WORDS))), text);
                }
                Row::More(words) => {
                    write(place, buf, WORDS, 0, words, theme.quiet());
                }
            }
            if selected {
                buf.set_style(place, theme.selected());
            }
        })
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("run", "do what the cursor is on", Key::ENTER).short("do it")]
    }

    fn covers(&self) -> bool {
        false
    }
}
