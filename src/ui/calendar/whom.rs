//! Whom to book on a day: a few letters of a name, and Enter. Not the booking, which is the popup that follows.

use crate::practice::date_words::{short_with_weekday, with_weekday};
use crate::practice::reference::WorkerId;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::session::Book;
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, popup, write};
use crate::workbench::message::Supervised;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Rows of names that are offered at once.
const ROWS: u16 = 8;

/// The popup.
pub(super) struct Whom {
    on: NaiveDate,
    /// Those in the team on that day who are in it now or will be, the one whose supervision presses most first.
    people: Vec<Supervised>,
    field: LineField,
    found: Vec<usize>,
    list: ListState,
}

impl Whom {
    /// The popup for a day.
    pub(super) fn new(on: NaiveDate, people: &[Supervised]) -> Self {
        let mut people: Vec<Supervised> = people.iter().filter(|person| person.here).cloned().collect();
        people.sort_by_key(|person| (person.booked, person.due_on.unwrap_or(NaiveDate::MAX)));
        let mut whom = Self { on, people, field: LineField::default(), found: Vec::new(), list: ListState::default() };
        whom.find();
        whom
    }

    fn find(&mut self) {
        let typed = self.field.text().trim().to_lowercase();
        let matches = |name: &str| {
            let name = name.to_lowercase();
            typed.split_whitespace().all(|part| name.split_whitespace().any(|word| word.starts_with(part)))
        };
        self.found = (0..self.people.len())
            .filter(|place| self.people.get(*place).is_some_and(|person| matches(&person.name)))
            .collect();
        self.list.select(0);
    }

    fn chosen(&self) -> Option<WorkerId> {
        let place = self.found.get(self.list.selected())?;
        self.people.get(*place).map(|person| person.worker)
    }
}

impl Screen for Whom {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        if matches!(input, Input::Command("choose")) {
            return match self.chosen() {
                Some(worker) => Flow::replace(Book::on(worker, self.on)),
                None => Flow::Say("Nobody in the team is called that.".to_owned()),
            };
        }
        // Letters are for the field; arrows for the list.
        let letter = matches!(&input, Input::Key(key) if key.typed().is_some());
        if !letter && self.list.moved(&input, self.found.len()) != Moved::No {
            return Flow::Done;
        }
        if self.field.edit(&input) {
            self.find();
            return Flow::Done;
        }
        Flow::Ignored
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let title = format!("Book supervision on {}", with_weekday(self.on));
        let inside = popup::draw(area, buf, &title, 72, ROWS + 5, cx.theme);
        write(inside, buf, 0, 0, "With", cx.theme.label_active());
        let line = Rect { x: inside.x.saturating_add(6), width: inside.width.saturating_sub(6), ..inside };
        let cursor = self.field.draw(Rect { height: line.height.min(1), ..line }, buf, cx);
        let below = Rect { y: inside.y.saturating_add(2), height: inside.height.saturating_sub(2), ..inside };
        self.list.draw(below, buf, self.found.len(), |number, place, buf, under| {
            let Some(person) = self.found.get(number).and_then(|place| self.people.get(*place)) else { return };
            let room = usize::from(place.width.saturating_sub(30));
            write(place, buf, 0, 0, &cut(&cx.name(&person.name), room), cx.theme.text());
            let due = person
                .due_on
                .map_or_else(|| "nothing due".to_owned(), |due| format!("due {}", short_with_weekday(due)));
            let booked = if person.booked { ", booked" } else { "" };
            write(place, buf, place.width.saturating_sub(29), 0, &format!("{due}{booked}"), cx.theme.quiet());
            if under {
                buf.set_style(place, cx.theme.selected());
            }
        });
        cursor
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let choose = Command::new("choose", "book with this worker", Key::ENTER).short("book");
        vec![match cx.may_change() {
            Ok(()) => choose.when(!self.found.is_empty(), "nobody in the team is called that"),
            Err(why) => choose.when(false, why),
        }]
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}
