//! People: every worker with the next date, the caseload and the ASYE. Not one worker's page.

#[cfg(test)]
mod tests;

use super::actions::AgreeAction;
use super::asye::AsyeScreen;
use super::command::Command;
use super::context::Ctx;
use super::cover::covers_words;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::session::{Book, Held, NotHeld};
use super::today::row::{how_late, why_in_a_word};
use super::why::Why;
use super::widget::list::{ListState, Moved};
use super::widget::{cut, write, write_wrapped};
use super::worker::Details;
use crate::practice::action::ActionSubject;
use crate::practice::child::ChildStatus;
use crate::practice::date_words::short;
use crate::practice::due::{Booking, Owed, State, SubjectId};
use crate::practice::reference::WorkerId;
use crate::practice::worker::Period;
use crate::workbench::message::{CoverLine, PeoplePage, Person};
use crate::workbench::{Effect, Msg};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cmp::Reverse;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sort {
    #[default]
    Due,
    Name,
    Children,
}

impl Sort {
    const fn words(self) -> &'static str {
        match self {
            Self::Due => "next due first",
            Self::Name => "by name",
            Self::Children => "most children first",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Due => Self::Name,
            Self::Name => Self::Children,
            Self::Children => Self::Due,
        }
    }
}

/// The screen.
#[derive(Default)]
pub struct People {
    page: Option<Box<PeoplePage>>,
    sort: Sort,
    /// Whether those who have left are shown too.
    all: bool,
    /// The people in sight, by their place on the page.
    shown: Vec<usize>,
    list: ListState,
}

impl People {
    fn person(&self) -> Option<&Person> {
        self.page.as_ref()?.people.get(*self.shown.get(self.list.selected())?)
    }

    /// Sorts and filters anew, the cursor staying on its worker.
    fn arrange(&mut self, on: Option<WorkerId>, day: NaiveDate) {
        let Some(page) = &self.page else { return };
        let mut shown: Vec<(usize, &Person)> =
            page.people.iter().enumerate().filter(|(_, person)| self.all || !has_left(person, day)).collect();
        match self.sort {
            Sort::Name => {}
            Sort::Due => shown.sort_by_key(|(_, person)| due_key(person)),
            Sort::Children => shown.sort_by_key(|(_, person)| Reverse(person.children())),
        }
        let found = shown.iter().position(|(_, person)| Some(person.worker.id) == on);
        self.shown = shown.into_iter().map(|(number, _)| number).collect();
        let last = self.shown.len().saturating_sub(1);
        self.list.select(found.unwrap_or_else(|| self.list.selected().min(last)));
    }

    fn run(&mut self, id: &str, cx: &Ctx) -> Flow {
        let on = self.person().map(|person| person.worker.id);
        match (id, on) {
            ("open", Some(worker)) => Flow::Do(Effect::ShowWorker(worker)),
            ("add_worker", _) => Flow::push(Details::add()),
            ("supervision", Some(worker)) => Flow::Do(Effect::ShowBrief(worker)),
            ("held", Some(worker)) => Flow::push(Held::with(worker)),
            ("book", Some(worker)) => Flow::push(Book::with(worker)),
            ("close", Some(worker)) => Flow::push(NotHeld::with(worker, false)),
            ("missed", Some(worker)) => Flow::push(NotHeld::with(worker, true)),
            ("why", Some(worker)) => Flow::push(Why::all_of(SubjectId::Worker(worker))),
            ("action", Some(worker)) => self.person().map_or(Flow::Ignored, |person| {
                Flow::push(AgreeAction::popup(ActionSubject::Worker(worker), &person.worker.name))
            }),
            ("year", Some(worker)) => Flow::push(AsyeScreen::of(worker)),
            ("sort", _) => {
                self.sort = self.sort.next();
                self.arrange(on, cx.day);
                Flow::Done
            }
            ("filter", _) => {
                self.all = !self.all;
                self.arrange(on, cx.day);
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }
}

fn has_left(person: &Person, day: NaiveDate) -> bool {
    person.worker.left_on.is_some_and(|left| left < day)
}

/// The earliest date first; then who is away, who is to come and who has left.
fn due_key(person: &Person) -> (u8, Option<NaiveDate>) {
    match &person.next {
        Some(Owed { due_on: Some(due), .. }) => (0, Some(*due)),
        Some(_) => (1, None),
        None if person.worker.left_on.is_none() => (2, Some(person.worker.joined_on)),
        None => (3, None),
    }
}

/// How many children of each status, in few letters: `14: CP 4, CN 7`.
fn caseload(person: &Person) -> String {
    if person.caseload.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = person
        .caseload
        .iter()
        .map(|(status, count): &(ChildStatus, usize)| format!("{} {count}", status.short()))
        .collect();
    format!("{}: {}", person.children(), parts.join(", "))
}

struct Columns {
    role: u16,
    due: u16,
    why: u16,
    booked: u16,
    children: u16,
    end: u16,
}

impl Columns {
    const fn at(width: u16) -> Self {
        if width < 110 {
            // Narrow: no role and no reason, for the date and the caseload matter more.
            let (due, booked) = if width < 70 { (23, 36) } else { (25, 39) };
            return Self { role: due, due, why: booked, booked, children: booked + 14, end: width };
        }
        // The role waits for a window in which the caseload is whole beside it.
        let (role, due) = if width < 140 { (27, 27) } else { (27, 27 + 26) };
        Self { role, due, why: due + 14, booked: due + 38, children: due + 52, end: width }
    }
}

fn draw_person(
    person: &Person,
    cover: Option<&CoverLine>,
    (place, buf): (Rect, &mut Buffer),
    columns: &Columns,
    cx: &Ctx,
) {
    let theme = cx.theme;
    let put = |buf: &mut Buffer, from: u16, to: u16, text: &str, style| {
        let room = usize::from(to.min(place.width).saturating_sub(from + 1));
        write(place, buf, from, 0, &cut(text, room), style);
    };
    let asye = if person.worker.asye_on(cx.day).is_some() { " ASYE" } else { "" };
    let name = cx.name(&person.worker.name);
    let room = usize::from(columns.role.saturating_sub(3)).saturating_sub(asye.len());
    let taken = write(place, buf, 2, 0, &cut(&name, room), theme.text());
    write(place, buf, 2 + taken, 0, asye, theme.quiet());
    put(buf, columns.role, columns.due, person.worker.role.words(), theme.quiet());
    match &person.next {
        Some(owed) => {
            let style = match owed.state {
                State::Overdue(_) => theme.late(),
                State::DueToday | State::DueSoon(_) => theme.soon(),
                State::OnTrack(_) | State::Paused => theme.text(),
            };
            let late = matches!(owed.state, State::Overdue(_));
            if late {
                write(place, buf, 0, 0, "!", style);
            }
            let mut words = how_late(owed);
            // The mark before the name says late where the word has no room.
            if late && words.len() + 6 <= usize::from(columns.why - columns.due) {
                words.push_str(" late");
            }
            put(buf, columns.due, columns.why, &words, style);
            put(buf, columns.why, columns.booked, &why_in_a_word(owed, cx), theme.text());
            let room = usize::from(columns.children.saturating_sub(columns.booked + 1));
            let taker = cover.map(|cover| cover.taker(&person.worker.name));
            let booked = match owed.booking {
                _ if taker.is_some() => taker.map_or_else(String::new, |who| covers_words(who, room, cx)),
                Some(Booking::Booked(on)) => format!("booked {}", short(on)),
                Some(Booking::BookedLate(on)) if late => format!("booked {}", short(on)),
                Some(Booking::BookedLate(_)) => "booked late".to_owned(),
                Some(Booking::NotBooked) => "not booked".to_owned(),
                None => String::new(),
            };
            put(buf, columns.booked, columns.children, &booked, theme.quiet());
        }
        None => {
            let words = match person.worker.left_on {
                Some(left) if left < cx.day => format!("left {}", short(left)),
                _ => format!("joins {}", short(person.worker.joined_on)),
            };
            put(buf, columns.due, columns.why, &words, theme.quiet());
        }
    }
    put(buf, columns.children, columns.end, &caseload(person), theme.text());
}

impl Screen for People {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        if let Input::Command(id) = input {
            return self.run(id, cx);
        }
        match self.list.moved(&input, self.shown.len()) {
            Moved::No => Flow::Ignored,
            Moved::Yes => Flow::Done,
            Moved::Chosen => self.run("open", cx),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowPeople)
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match msg {
            Msg::People(page) => {
                let on = self.person().map(|person| person.worker.id);
                self.page = Some(page);
                self.arrange(on, cx.day);
                Flow::Done
            }
            // Something was done from here: what stands on the page may have changed with it.
            Msg::Done(words) => Flow::Many(vec![Flow::Say(words), Flow::Do(Effect::ShowPeople)]),
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let taken = write(area, buf, 1, 0, "PEOPLE", theme.heading());
        let page = self.page.as_ref()?;
        let left = page.people.iter().filter(|person| has_left(person, cx.day)).count();
        let children: usize = page.people.iter().map(Person::children).sum();
        let unit = if children == 1 { "child" } else { "children" };
        let mut words = format!("{} in the team, {children} {unit}", page.people.len() - left);
        if self.all {
            words.push_str(&format!(", {left} who left"));
        }
        let taken = taken + 3 + write(area, buf, taken + 3, 0, &words, theme.text());
        write(area, buf, taken + 3, 0, self.sort.words(), theme.quiet());
        let inside = Rect { y: area.y.saturating_add(2), height: area.height.saturating_sub(2), ..area };
        if self.shown.is_empty() {
            let words = if page.people.is_empty() {
                "Nobody is here yet. Press + to add the first worker, or bring in a list: footprint import workers FILE."
            } else {
                "Everybody here has left. Press f to see them, or + to add a worker."
            };
            write_wrapped(inside, buf, 1, 0, words, theme.text());
            return Some(inside.as_position());
        }
        let columns = Columns::at(area.width);
        self.list.draw(inside, buf, self.shown.len(), |number, place, buf, selected| {
            if let Some(person) = self.shown.get(number).and_then(|number| page.people.get(*number)) {
                draw_person(person, page.cover.as_ref(), (place, buf), &columns, cx);
            }
            if selected {
                buf.set_style(place, theme.selected());
            }
        })
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let on = self.person();
        let here = on.is_some_and(|person| !has_left(person, cx.day));
        let some = |command: Command| command.when(on.is_some(), "the list is empty");
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let with = |command: Command| changes(command).when(here, "the cursor is on nobody in the team");
        let asye = on.is_some_and(|one| one.worker.periods.iter().any(|one| matches!(one, Period::Asye { .. })));
        vec![
            some(Command::new("open", "open the worker's page", Key::ENTER).short("open")),
            some(
                Command::new("supervision", "supervision with the worker: before it, in it", Key::char('s'))
                    .short("supervision"),
            ),
            with(Command::new("held", "supervision held with the worker, and no more said", Key::char('H')).aside()),
            with(Command::new("book", "book supervision with the worker", Key::char('b')).short("book")),
            some(Command::new("why", "why these dates", Key::char('w')).short("why")),
            Command::new("year", "the ASYE year: strip, reviews, evidence", Key::char('Y'))
                .short("ASYE year")
                .aside()
                .when(asye, "no ASYE is entered; A on the worker's page sets one"),
            changes(Command::new("add_worker", "add a worker", Key::char('+')).short("add")),
            Command::new("sort", "sort by next date, name or caseload", Key::char('t')).short("sort"),
            Command::new("filter", "show those who have left too, or no longer", Key::char('f')).short("filter"),
            with(Command::new("close", "call a session off", Key::char('x')).short("call off").aside()),
            with(Command::new("missed", "mark a session as missed", Key::char('m')).short("missed").aside()),
            with(Command::new("action", "agree a new action with the worker", Key::char('a')).short("action").aside()),
            Command::new("oversight", "record management oversight on the child", Key::char('o'))
                .aside()
                .when(false, "the cursor is not on a child"),
        ]
    }
}
