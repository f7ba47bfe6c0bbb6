//! Quick capture: one line from anywhere that becomes a note or an action. What was understood is said below it before Enter;
//! what is not kept as either is kept as it is, to be sorted later.

use super::actions::again::much_the_same;
use super::command::Command;
use super::context::Ctx;
use super::form::pause::Pause;
use super::global;
use super::input::Input;
use super::key::Key;
use super::screen::{Editing, Flow, Screen};
use super::widget::fields::{Field, Fields, Note};
use super::widget::{popup, wrapped, write};
use crate::practice::action::Action;
use crate::practice::capture::{Line, Whom, read};
use crate::practice::date_words::echo;
use crate::practice::naming::Named;
use crate::practice::reference::CaptureId;
use crate::ui::context::Moment;
use crate::workbench::effect::CaptureAct;
use crate::workbench::message::{UnsortedRow, Which};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const WIDTH: u16 = 76;
const HINT: &str = "#child or @worker, what is so or what is to be done, and a day if it is to be done: \
                    ring the school #mair @ben fri";
const NOBODY: &str = "Nobody is named yet: #child or @worker, or a name. Esc keeps the line to be sorted later.";
const BEFORE: &str = "This was asked before. Say what makes it happen this time, or keep it as a note and take it higher \
                      from the list of actions.";
const KINDS: [&str; 3] = ["as the line says", "a note", "an action"];

/// The popup.
pub struct Capture {
    fields: Fields,
    here: Option<Whom>,
    people: Vec<Named<Whom>>,
    /// How old each of them is, where that is known; in the same order.
    ages: Vec<Option<u32>>,
    read: Line,
    /// Whom the choice offers, by their place.
    offered: Vec<usize>,
    // What was asked before in much these words on whom, once it was looked for; it stands while both do.
    again: Option<(Whom, String, Vec<Action>)>,
    id: Option<CaptureId>,
    pause: Pause,
    /// A save is on its way; its number is not known yet.
    saving: bool,
    wrong: Option<String>,
}

impl Capture {
    /// A new line, on whosever page it is.
    pub fn new(here: Option<Which>, cx: &Ctx) -> Self {
        let here = match here {
            Some(Which::Child(child)) => Some(Whom::Child(child)),
            Some(Which::Worker(worker)) => Some(Whom::Worker(worker)),
            Some(Which::Record(_) | Which::Draft(_) | Which::WorkerRecord(_)) | None => None,
        };
        Self::with("", here, None, cx)
    }

    /// A line that is not sorted yet.
    pub fn of(row: &UnsortedRow, cx: &Ctx) -> Self {
        Self::with(&row.words, row.whom, Some(row.id), cx)
    }

    fn with(words: &str, here: Option<Whom>, id: Option<CaptureId>, cx: &Ctx) -> Self {
        let mut fields = Fields::new(vec![
            Field::line("line", "Line", words),
            Field::choice("about", "About", Vec::new(), 0),
            Field::choice("as", "Keep as", KINDS.map(str::to_owned).to_vec(), 0),
            Field::line("why", "This time", ""),
        ]);
        fields.hide("about", true);
        fields.hide("why", true);
        let read = read(words, &[], None, cx.day);
        let (people, ages, offered) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            fields,
            here,
            people,
            ages,
            read,
            offered,
            again: None,
            id,
            pause: Pause::new(cx.now),
            saving: false,
            wrong: None,
        }
    }

    fn reads(&mut self, cx: &Ctx) {
        self.read = read(self.fields.text("line"), &self.people, self.here, cx.day);
        let several = self.read.about.len() > 1;
        let asked = if several { self.read.about.clone() } else { Vec::new() };
        if asked != self.offered {
            let mut options = vec!["which one?".to_owned()];
            options.extend(self.told_apart(&asked, cx));
            self.fields.set_options("about", options);
            self.offered = asked;
        }
        self.fields.hide("about", !several);
        self.fields.hide("why", self.asked_before().is_empty());
    }

    /// Who fits, each with a number to choose by, the reference and the age.
    fn told_apart(&self, places: &[usize], cx: &Ctx) -> Vec<String> {
        let people = places.iter().filter_map(|place| Some((self.people.get(*place)?, self.ages.get(*place)?)));
        (1..)
            .zip(people)
            .map(|(number, (one, age))| {
                let aged = age.map(|years| format!(", aged {years}")).unwrap_or_default();
                format!("{number} {}{aged}", called(one, cx))
            })
            .collect()
    }

    /// What was asked before in much the words that stand here, and asks for a decision; nothing where it was not looked for.
    fn asked_before(&self) -> &[Action] {
        match &self.again {
            Some((whom, words, alike)) if self.is_looked_up(*whom, words) && self.is_action() => alike,
            _ => &[],
        }
    }

    fn is_looked_up(&self, whom: Whom, words: &str) -> bool {
        self.about().is_some_and(|about| about.id == whom) && self.read.words == words
    }

    /// Whom it is about, where that is settled.
    fn about(&self) -> Option<&Named<Whom>> {
        let place = match self.read.about[..] {
            [one] => Some(one),
            _ => self.fields.chosen("about").checked_sub(1).and_then(|at| self.offered.get(at).copied()),
        };
        self.people.get(place?)
    }

    fn is_action(&self) -> bool {
        match self.fields.chosen("as") {
            0 => self.read.due.is_some(),
            1 => false,
            _ => true,
        }
    }

    fn owner(&self) -> Result<String, String> {
        match self.read.owner[..] {
            [] => Ok(match self.about() {
                // A worker who is named alone, with a day, is the one who does it.
                Some(Named { id: Whom::Worker(_), name, .. }) if self.read.due.is_some() => name.clone(),
                _ => "me".to_owned(),
            }),
            [one] => Ok(self.people.get(one).map_or_else(|| "me".to_owned(), |one| one.name.clone())),
            _ => Err("Which worker does it? Name one of them whole, or with @ and the reference.".to_owned()),
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Flow {
        match self.act() {
            Ok(CaptureAct::Action { whom, words, .. })
                if self.again.as_ref().is_none_or(|(of, same, _)| (*of, same) != (whom, &words)) =>
            {
                self.again = Some((whom, words.clone(), Vec::new()));
                Flow::Do(Effect::AskedBefore { subject: whom.subject(), words })
            }
            Ok(act) => {
                // What was kept of the line half typed is made whole first: undoing brings it back as it is then.
                let half_typed = self.id.is_some() && !self.pause.is_quiet();
                let whole = half_typed.then(|| Flow::Do(self.save()));
                self.pause.saving();
                Flow::Many(whole.into_iter().chain([Flow::Do(Effect::Capture(act))]).collect())
            }
            Err((field, words)) => {
                self.fields.go_to(field);
                self.wrong = Some(words);
                let _ = cx;
                Flow::Done
            }
        }
    }

    fn act(&self) -> Result<CaptureAct, (&'static str, String)> {
        if self.read.words.trim().is_empty() {
            return Err(("line", "Write a few words first.".to_owned()));
        }
        if let Some(nobody) = &self.read.nobody {
            return Err(("line", format!("Nobody is meant by {nobody}. Put the name right, or take it away.")));
        }
        let Some(about) = self.about() else {
            return Err(if self.read.about.is_empty() {
                ("line", NOBODY.to_owned())
            } else {
                ("about", "More than one can be meant. Type the number of whom it is about, then Enter.".to_owned())
            });
        };
        // A day that is none was meant as one, unless it is said to be a note.
        if let Some(wrong) = self.read.wrong_date.filter(|_| self.fields.chosen("as") != 1) {
            return Err(("line", wrong.to_string()));
        }
        let unsorted = self.id;
        if !self.is_action() {
            // The day stays in the words of a note, where one was typed.
            let words = if self.read.due.is_some() { self.fields.text("line") } else { &self.read.words };
            return Ok(CaptureAct::Note { unsorted, whom: about.id, words: words.to_owned() });
        }
        let Some(due) = &self.read.due else {
            return Err(("line", "An action needs a day: end the line with one, such as fri or +14d.".to_owned()));
        };
        let owner = self.owner().map_err(|words| ("line", words))?;
        let again = !self.asked_before().is_empty();
        let why = if again { self.fields.text("why").trim().to_owned() } else { String::new() };
        if again && why.is_empty() {
            return Err(("why", "Say in a few words what makes it happen this time.".to_owned()));
        }
        let (whom, words, due_on) = (about.id, self.read.words.clone(), due.day);
        Ok(CaptureAct::Action { unsorted, whom, words, owner, due_on, why })
    }

    /// What was understood, said back.
    fn understood(&self, cx: &Ctx) -> Note {
        if self.fields.text("line").is_empty() {
            return Note::Plain(match self.about() {
                Some(about) => format!("About: {}, where nobody else is named. {HINT}", whose(about, cx)),
                None => HINT.to_owned(),
            });
        }
        if let Some(nobody) = &self.read.nobody {
            return Note::Wrong(format!("Nobody is meant by {nobody}."));
        }
        if let Some(wrong) = self.read.wrong_date.filter(|_| self.fields.chosen("as") != 1) {
            return Note::Wrong(wrong.to_string());
        }
        let Some(about) = self.about() else {
            return Note::Warn(if self.read.about.is_empty() {
                NOBODY.to_owned()
            } else {
                let who = self.told_apart(&self.offered, cx).join("; ");
                format!("More than one can be meant: {who}. Enter, then the number.")
            });
        };
        let whose = whose(about, cx);
        // Whoever is meant without being named is said first, so that it can be refused.
        let said = |what: &str| match self.here {
            Some(here) if here == about.id => format!("About: {whose}. {}.", what.trim_end_matches(',')),
            _ => format!("{what} about {whose}."),
        };
        if !self.is_action() {
            return Note::Plain(said("A note"));
        }
        let Some(due) = &self.read.due else {
            return Note::Warn("An action needs a day: end the line with one, such as fri or +14d.".to_owned());
        };
        let owner = match self.owner() {
            Err(words) => return Note::Warn(words),
            Ok(me) if me == "me" => "you".to_owned(),
            Ok(name) => cx.name(&name),
        };
        let mut words = said(&format!("An action for {owner}, by {},", echo(due.day, &cx.days_off)));
        if let Some(reading) = &due.reading {
            words = format!("{words} {reading}");
        }
        if cx.days_off.is_working_day(due.day) { Note::Plain(words) } else { Note::Warn(words) }
    }

    /// Saves the line as it stands.
    fn save(&mut self) -> Effect {
        self.pause.saving();
        self.saving = true;
        let whom = self.about().map(|one| one.id).or(self.here);
        Effect::Capture(CaptureAct::Save { id: self.id, words: self.fields.text("line").to_owned(), whom })
    }
}

/// Whom it is about, and where that is kept if it is no child's record.
fn whose(about: &Named<Whom>, cx: &Ctx) -> String {
    match about.id {
        Whom::Child(_) => called(about, cx),
        Whom::Worker(_) => format!("{}, in the worker's own file", called(about, cx)),
    }
}

fn called(one: &Named<Whom>, cx: &Ctx) -> String {
    if one.name == one.reference {
        one.reference.clone()
    } else {
        format!("{} ({})", cx.name(&one.name), one.reference)
    }
}

impl Screen for Capture {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("keep") => self.keep(cx),
            Input::Command(global::BACK) => {
                if self.pause.is_quiet() && self.id.is_none() {
                    return Flow::Pop;
                }
                let empty = self.fields.text("line").is_empty();
                let words =
                    if empty { "Nothing is kept of it." } else { "Kept to be sorted: it waits with the drafts." };
                let save = if cx.read_only.is_some() { Flow::Done } else { Flow::Do(self.save()) };
                Flow::Many(vec![save, Flow::Pop, Flow::Say(words.to_owned())])
            }
            Input::Deadline => {
                if self.saving {
                    self.pause.failed(cx.now);
                    return Flow::Done;
                }
                Flow::Do(self.save())
            }
            input if self.fields.edit(&input) => {
                self.wrong = None;
                self.reads(cx);
                if cx.read_only.is_none() {
                    self.pause.typed(cx.now);
                }
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::NameObjects)
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match msg {
            Msg::Objects(objects) => {
                let whom = |which| match which {
                    Which::Child(child) => Some(Whom::Child(child)),
                    Which::Worker(worker) => Some(Whom::Worker(worker)),
                    Which::Record(_) | Which::Draft(_) | Which::WorkerRecord(_) => None,
                };
                let named = objects.into_iter().filter_map(|one| {
                    Some((Named { id: whom(one.which)?, reference: one.reference, name: one.name }, one.age))
                });
                (self.people, self.ages) = named.unzip();
                self.reads(cx);
                Flow::Done
            }
            Msg::CaptureKept(id) => {
                self.saving = false;
                self.id = id;
                Flow::Done
            }
            Msg::AskedBefore(alike) => {
                let Some((_, _, found)) = &mut self.again else { return Flow::Done };
                *found = alike;
                self.reads(cx);
                if self.asked_before().is_empty() {
                    return self.keep(cx);
                }
                self.fields.go_to("why");
                Flow::Done
            }
            Msg::Refused(why) => {
                self.again = None;
                self.saving = false;
                self.pause.failed(cx.now);
                self.wrong = Some(why);
                Flow::Done
            }
            Msg::Done(words) => Flow::Many(vec![Flow::Pop, Flow::Say(words)]),
            other => Flow::Pass(other),
        }
    }

    fn leaving(&mut self, _: &Ctx) -> Flow {
        if self.pause.is_quiet() { Flow::Ignored } else { Flow::Do(self.save()) }
    }

    fn deadline(&self) -> Option<Moment> {
        self.pause.deadline()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        // What stands under the line already is not said again below: it is only said more strongly.
        let (said, wrong) = match (self.understood(cx), self.wrong.as_deref()) {
            (Note::Plain(said) | Note::Warn(said) | Note::Wrong(said), Some(wrong)) if said == wrong => {
                (Note::Wrong(said), None)
            }
            understood_and_wrong => understood_and_wrong,
        };
        let note = |field| (field == "line").then(|| said.clone());
        let width = area.width.min(WIDTH).saturating_sub(4);
        let wrong = wrong.map(|words| wrapped(words, usize::from(width))).unwrap_or_default();
        let mut before = Vec::new();
        if !self.asked_before().is_empty() {
            before.extend(wrapped(BEFORE, usize::from(width)));
        }
        for one in self.asked_before() {
            before.extend(wrapped(&much_the_same(one, cx), usize::from(width)));
        }
        let below = u16::try_from(wrong.len() + before.len()).unwrap_or(0);
        let wanted = self.fields.height(width, note).saturating_add(below).saturating_add(2);
        let inside = popup::draw(area, buf, "Note in one line", WIDTH, wanted, cx.theme);
        let place = Rect { height: inside.height.saturating_sub(below), ..inside };
        let cursor = self.fields.draw(place, buf, cx, note);
        let before = before.iter().map(|line| (line, cx.theme.text()));
        let lines = wrong.iter().map(|line| (line, cx.theme.wrong())).chain(before);
        for (row, (line, style)) in (place.height..inside.height).zip(lines) {
            write(inside, buf, 0, row, line, style);
        }
        cursor
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let mut keep =
            Command::new("keep", "keep it as it was understood", Key::ENTER).or(Key::ctrl('s')).short("keep");
        if let Err(why) = cx.may_change() {
            keep = keep.when(false, why);
        }
        let back = Command::new(global::BACK, "keep the line to be sorted later", Key::ESC).short("later");
        let mut commands = vec![keep, back];
        commands.extend(self.fields.commands());
        commands
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}

#[cfg(test)]
#[path = "capture_tests.rs"]
mod tests;
