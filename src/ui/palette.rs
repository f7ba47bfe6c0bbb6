//! The palette: any command, worker, child or record by a few letters. Not a search of what records say.
//!
//! A verb and an object may come in either order: `oversight 4711`, `aisha supervision`. Enter runs the first match, so
//! that a hand, or a test, reaches anything by name; what cannot be undone still asks.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::places::open_object;
use super::screen::{Editing, Flow, Screen};
use super::widget::line_field::LineField;
use super::widget::list::{ListState, Moved};
use super::widget::{cut, popup, write};
use crate::workbench::message::{Object, Which};
use crate::workbench::{Effect, Msg};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What can be done with an object from the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Open its page.
    Open,
    /// Record management oversight on a child.
    Oversight,
    /// Open or start supervision with a worker.
    Supervision,
    /// Book a session with a worker.
    Book,
    /// Write a new action for a worker or child.
    Action,
    /// Say why its dates are what they are.
    Why,
}

impl Verb {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 6] = [Self::Open, Self::Oversight, Self::Supervision, Self::Book, Self::Action, Self::Why];

    /// Its name in the palette.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Oversight => "oversight",
            Self::Supervision => "supervision",
            Self::Book => "book",
            Self::Action => "action",
            Self::Why => "why",
        }
    }

    /// Whether it means anything for such an object.
    pub const fn fits(self, which: Which) -> bool {
        match self {
            Self::Open => true,
            Self::Oversight => matches!(which, Which::Child(_)),
            Self::Supervision | Self::Book => matches!(which, Which::Worker(_)),
            Self::Action | Self::Why => matches!(which, Which::Worker(_) | Which::Child(_)),
        }
    }

    /// Whether it would change the file.
    const fn changes(self) -> bool {
        !matches!(self, Self::Open | Self::Why)
    }
}

/// One line that can be chosen.
#[derive(Clone, Copy)]
enum Found {
    Command(usize),
    Object(usize, Verb),
}

/// The palette.
pub struct Palette {
    field: LineField,
    commands: Vec<Command>,
    objects: Vec<Object>,
    found: Vec<Found>,
    list: ListState,
    matcher: Matcher,
}

/// No more lines than this are ranked into the list; nobody reads on, they type another letter.
const MOST_FOUND: usize = 200;

impl Palette {
    /// The palette over these commands; it asks for the objects when it is shown.
    pub fn new(commands: Vec<Command>) -> Self {
        let mut palette = Self {
            field: LineField::default(),
            commands,
            objects: Vec::new(),
            found: Vec::new(),
            list: ListState::default(),
            matcher: Matcher::new(Config::DEFAULT),
        };
        palette.look();
        palette
    }

    fn look(&mut self) {
        self.list.select(0);
        let typed = self.field.text().trim().to_owned();
        if typed.is_empty() {
            self.found = (0..self.commands.len()).map(Found::Command).collect();
            return;
        }
        let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
        let (mut letters, mut ranked) = (Vec::new(), Vec::new());
        let mut rank = |haystack: &str, found: Found, less: u32, matcher: &mut Matcher| {
            if let Some(score) = pattern.score(Utf32Str::new(haystack, &mut letters), matcher) {
                // Of two that match alike, the shorter says nothing that was not asked for.
                let length = u32::try_from(haystack.len()).unwrap_or(u32::MAX);
                ranked.push((std::cmp::Reverse((score * 8).saturating_sub(less)), length, found));
            }
        };
        for (number, command) in self.commands.iter().enumerate() {
            let less = if command.available.is_ok() { 0 } else { 64 };
            rank(&format!("{} {}", command.id, command.name), Found::Command(number), less, &mut self.matcher);
        }
        for (number, object) in self.objects.iter().enumerate() {
            let named = format!("{} {}", object.name, object.reference);
            // Alone, an object is opened; with a verb, the verb is done.
            rank(&named, Found::Object(number, Verb::Open), 0, &mut self.matcher);
            if typed.contains(char::is_whitespace) {
                for verb in Verb::ALL.into_iter().filter(|verb| verb.fits(object.which)) {
                    let haystack = format!("{} {named} {}", verb.name(), object.which.words());
                    rank(&haystack, Found::Object(number, verb), 1, &mut self.matcher);
                }
            }
        }
        ranked.sort_by_key(|(score, length, _)| (*score, *length));
        ranked.truncate(MOST_FOUND);
        self.found = ranked.into_iter().map(|(_, _, found)| found).collect();
    }

    fn run(&self, cx: &Ctx) -> Flow {
        match self.found.get(self.list.selected()) {
            None => Flow::Say("Nothing is called that. Escape goes back.".to_owned()),
            Some(Found::Command(number)) => match self.commands.get(*number) {
                Some(command) => Flow::PopWith(Input::Command(command.id)),
                None => Flow::Done,
            },
            Some(Found::Object(number, verb)) => {
                let Some(object) = self.objects.get(*number) else { return Flow::Done };
                if let (true, Some(why)) = (verb.changes(), &cx.read_only) {
                    return Flow::Say(format!("Not now: {why}."));
                }
                match open_object(*verb, object, cx) {
                    Some(flow) => Flow::Many(vec![Flow::Pop, flow]),
                    None => Flow::Say("Not now: it comes in a later version.".to_owned()),
                }
            }
        }
    }
}

impl Screen for Palette {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        if input == Input::Command("run") {
            return self.run(cx);
        }
        match self.list.moved(&input, self.found.len()) {
            // Letters are text here, also those that move in a list.
            Moved::Yes if !matches!(input, Input::Key(key) if key.typed().is_some()) => return Flow::Done,
            Moved::Chosen => return self.run(cx),
            Moved::Yes | Moved::No => {}
        }
        if self.field.edit(&input) {
            self.look();
            return Flow::Done;
        }
        Flow::Ignored
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Objects(objects) => {
                self.objects = objects;
                self.look();
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::NameObjects)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let inside = popup::draw(area, buf, "Do", 72, area.height.saturating_sub(2).min(20), theme);
        let cursor = self.field.draw(Rect { height: 1, ..inside }, buf, cx);
        let rows = Rect { y: inside.y.saturating_add(2), height: inside.height.saturating_sub(2), ..inside };
        if self.found.is_empty() {
            write(rows, buf, 0, 0, "Nothing is called that.", theme.quiet());
        }
        self.list.draw(rows, buf, self.found.len(), |number, place, buf, selected| {
            let (left, right, usable) = self.words(self.found[number], cx);
            let style = if usable { theme.text() } else { theme.quiet() };
            let room = usize::from(place.width);
            let right = cut(&right, room / 2);
            let taken = unicode_width::UnicodeWidthStr::width(right.as_str());
            write(place, buf, 1, 0, &cut(&left, room.saturating_sub(taken + 3)), style);
            let column = u16::try_from(room.saturating_sub(taken + 1)).unwrap_or(0);
            write(place, buf, column, 0, &right, theme.quiet());
            if selected {
                buf.set_style(place, theme.selected());
            }
        });
        cursor
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("run", "do the first, or the one under the cursor", Key::ENTER).short("do it")]
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}

impl Palette {
    /// What a line says on its left and on its right, and whether it can be done now.
    fn words(&self, found: Found, cx: &Ctx) -> (String, String, bool) {
        match found {
            Found::Command(number) => {
                let Some(command) = self.commands.get(number) else { return Default::default() };
                match &command.available {
                    Ok(()) => {
                        let key = command.keys.first().map(ToString::to_string).unwrap_or_default();
                        (command.name.to_string(), key, true)
                    }
                    Err(why) => (command.name.to_string(), format!("not now: {why}"), false),
                }
            }
            Found::Object(number, verb) => {
                let Some(object) = self.objects.get(number) else { return Default::default() };
                let name = cx.name(&object.name);
                (format!("{}  {name}", verb.name()), format!("{} {}", object.which.words(), object.reference), true)
            }
        }
    }
}
