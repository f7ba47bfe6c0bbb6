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
use crate::practice::reference::{RecordId, WorkerRecordId};
pub use crate::workbench::message::Verb;
use crate::workbench::message::{Object, Which};
use crate::workbench::{Effect, Msg};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cmp::Reverse;
use std::iter::repeat;

/// One line that can be chosen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Command(usize),
    Object(usize, Verb),
}

/// The palette.
pub struct Palette {
    field: LineField,
    commands: Vec<Command>,
    objects: Vec<Object>,
    // What each object is found by, in the same order.
    named: Vec<Utf32String>,
    // Whether the last of them is a record found by its reference alone.
    by_reference: bool,
    found: Vec<Found>,
    list: ListState,
    matcher: Matcher,
}

/// A line with its rank: the better the match the less, and of two that match alike, the shorter says nothing that was not
/// asked for.
type Ranked = (Reverse<u32>, usize, Found);

fn rank(score: u32, less: u32, length: usize, found: Found) -> Ranked {
    (Reverse((score * 8).saturating_sub(less)), length, found)
}

/// All scores together; `None` where one is missing.
fn sum(scores: impl Iterator<Item = Option<u16>>) -> Option<u32> {
    scores.map(|score| score.map(u32::from)).sum()
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
            named: Vec::new(),
            by_reference: false,
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
        self.name_record(&typed);
        let words = Pattern::new(&typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        let mut ranked = Vec::new();
        self.rank_commands(&words, &mut ranked);
        self.rank_objects(&words, &mut ranked);
        // Only those that are shown are put in order.
        if ranked.len() > MOST_FOUND {
            ranked.select_nth_unstable(MOST_FOUND);
            ranked.truncate(MOST_FOUND);
        }
        ranked.sort_unstable();
        self.found = ranked.into_iter().map(|(_, _, found)| found).collect();
    }

    /// Records are too many to be named beforehand: one is found by its reference.
    fn name_record(&mut self, typed: &str) {
        if std::mem::take(&mut self.by_reference) {
            self.objects.pop();
            self.named.pop();
        }
        let named = typed.split_whitespace().find_map(|word| {
            let child = word.parse::<RecordId>().ok().map(|id| (Which::Record(id), id.to_string(), "a signed record"));
            let own = word.parse::<WorkerRecordId>().ok();
            child.or(own.map(|id| (Which::WorkerRecord(id), id.to_string(), "in a worker's own file")))
        });
        if let Some((which, reference, name)) = named {
            self.named.push(format!("{name} {reference}").into());
            self.objects.push(Object { which, reference, name: name.to_owned(), age: None });
            self.by_reference = true;
        }
    }

    fn rank_commands(&mut self, words: &Pattern, ranked: &mut Vec<Ranked>) {
        let mut letters = Vec::new();
        for (number, command) in self.commands.iter().enumerate() {
            let named = format!("{} {}", command.id, command.name);
            if let Some(score) = words.score(Utf32Str::new(&named, &mut letters), &mut self.matcher) {
                let less = if command.available.is_ok() { 0 } else { 64 };
                ranked.push(rank(score, less, named.len(), Found::Command(number)));
            }
        }
    }

    /// Each word is sought in each object once, and once in each verb; what a verb and an object make together is their sum.
    fn rank_objects(&mut self, words: &Pattern, ranked: &mut Vec<Ranked>) {
        // One word alone means an object, to be opened.
        let verbs: &[Verb] = if words.atoms.len() > 1 { &Verb::ALL } else { &[] };
        let mut letters = Vec::new();
        let mut score = |text: &str, matcher: &mut Matcher| -> Vec<Option<u16>> {
            words.atoms.iter().map(|word| word.score(Utf32Str::new(text, &mut letters), matcher)).collect()
        };
        let verbs: Vec<_> = verbs.iter().map(|verb| (*verb, score(verb.name(), &mut self.matcher))).collect();
        let kinds =
            ["worker", "child", "record", "draft", "worker's file"].map(|kind| (kind, score(kind, &mut self.matcher)));
        let mut in_name = Vec::with_capacity(words.atoms.len());
        for (number, (object, named)) in self.objects.iter().zip(&self.named).enumerate() {
            in_name.clear();
            in_name.extend(words.atoms.iter().map(|word| word.score(named.slice(..), &mut self.matcher)));
            let alone = sum(in_name.iter().copied());
            if let Some(score) = alone {
                ranked.push(rank(score, 0, named.len(), Found::Object(number, Verb::Open)));
            }
            let kind = kinds.iter().find(|(kind, _)| *kind == object.which.words());
            for (verb, in_verb) in verbs.iter().filter(|(verb, _)| verb.fits(object.which)) {
                // Opening it stands there already.
                if *verb == Verb::Open && alone.is_some() {
                    continue;
                }
                let in_kind = kind.into_iter().flat_map(|(_, scores)| scores.iter().copied()).chain(repeat(None));
                let best =
                    in_name.iter().zip(in_verb).zip(in_kind).map(|((name, verb), kind)| (*name).max(*verb).max(kind));
                if let Some(score) = sum(best) {
                    let length = named.len() + verb.name().len() + object.which.words().len() + 2;
                    ranked.push(rank(score, 1, length, Found::Object(number, *verb)));
                }
            }
        }
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
                self.named = objects.iter().map(|one| format!("{} {}", one.name, one.reference).into()).collect();
                self.objects = objects;
                self.by_reference = false;
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
