//! Every ASYE side by side: where each newly qualified worker stands in the year.

use super::AsyeScreen;
use super::view::{draw_strip, nothing, presses, review_words, supervision, workload_words};
use crate::practice::date_words::short;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::session::{Book, Held};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, write};
use crate::workbench::message::AsyeYear;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Rows below the list that say more of the year under the cursor.
const MORE: u16 = 7;

/// The screen.
#[derive(Default)]
pub struct Asyes {
    years: Option<Vec<AsyeYear>>,
    list: ListState,
}

impl Asyes {
    fn year(&self) -> Option<&AsyeYear> {
        self.years.as_ref()?.get(self.list.selected())
    }

    fn run(&self, id: &str) -> Flow {
        match (id, self.year()) {
            ("open", Some(year)) => Flow::push(AsyeScreen::of(year.worker)),
            ("supervision", Some(year)) => Flow::push(Held::with(year.worker)),
            ("book", Some(year)) => Flow::push(Book::with(year.worker)),
            ("worker", Some(year)) => Flow::Do(Effect::ShowWorker(year.worker)),
            _ => Flow::Ignored,
        }
    }
}

fn draw_row(year: &AsyeYear, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    if presses(year.next.as_ref()) {
        write(place, buf, 0, 0, "!", theme.late());
    }
    write(place, buf, 2, 0, &cut(&cx.name(&year.name), 18), theme.text());
    let week = match (year.ended(), year.week) {
        (Some(_), _) => "ended".to_owned(),
        (None, (0, _)) => format!("from {}", short(year.from)),
        (None, (now, whole)) => format!("week {now} of {whole}"),
    };
    write(place, buf, 21, 0, &week, theme.quiet());
    let long = year.slots.len().min(60);
    let room = if place.width >= 130 { long * 2 } else { long };
    let wide = u16::try_from(room).unwrap_or(0);
    let strip = Rect { x: place.x.saturating_add(35), width: wide, ..place }.intersection(place);
    draw_strip(&year.slots, strip, buf, false, cx);
    let column = 35 + wide + 2;
    let left = usize::from(place.width.saturating_sub(column));
    let (words, late) = match year.next_review() {
        Some(review) => {
            let (words, late) = review_words(review, cx.day);
            (format!("{} m {words}", review.months), late)
        }
        None => ("all reviews held".to_owned(), false),
    };
    write(place, buf, column, 0, &cut(&words, left), if late { theme.late() } else { theme.text() });
}

fn draw_more(year: &AsyeYear, area: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let bare = year.areas.iter().filter(|area| area.evidence.is_empty()).count();
    let (supervised, _) = supervision(year);
    let next = year.next_review().map_or_else(
        || "all held".to_owned(),
        |review| format!("{}, {}: {}", review.at(), short(review.due_on), review_words(review, cx.day).0),
    );
    let lines = [
        ("supervision", supervised),
        ("next review", next),
        ("observed", format!("{} of {}", year.observations.len(), year.observations_wanted)),
        ("workload", workload_words(&year.workload)),
        ("evidence", format!("in {} of {} areas", year.areas.len() - bare, year.areas.len())),
    ];
    write(area, buf, 1, 0, &cx.name(&year.name), theme.heading());
    for (row, (label, words)) in (1..).zip(lines) {
        write(area, buf, 1, row, label, theme.quiet());
        write(area, buf, 14, row, &cut(&words, usize::from(area.width.saturating_sub(14))), theme.text());
    }
}

impl Screen for Asyes {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        if let Input::Command(id) = input {
            return self.run(id);
        }
        match self.list.moved(&input, self.years.as_ref().map_or(0, Vec::len)) {
            Moved::No => Flow::Ignored,
            Moved::Yes => Flow::Done,
            Moved::Chosen => self.run("open"),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowAsyes)
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Asyes(years) => {
                self.list.select(self.list.selected().min(years.len().saturating_sub(1)));
                self.years = Some(years);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let taken = 1 + write(area, buf, 1, 0, "Newly qualified workers", theme.heading());
        let years = self.years.as_ref()?;
        let count = years.len();
        let words = if count == 1 { "1 ASYE".to_owned() } else { format!("{count} ASYEs") };
        write(area, buf, taken + 3, 0, &words, theme.text());
        let inside = Rect { y: area.y.saturating_add(2), height: area.height.saturating_sub(2), ..area };
        if years.is_empty() {
            let words = "Nobody is in an ASYE. It is entered on a worker's page: A there, with its first day.";
            return Some(nothing(inside, buf, words, cx));
        }
        let more = if inside.height >= MORE + 4 { MORE } else { 0 };
        let list = Rect { height: inside.height - more, ..inside };
        if let Some(year) = self.year().filter(|_| more > 0) {
            draw_more(year, Rect { y: list.bottom(), height: more, ..inside }, buf, cx);
        }
        self.list.draw(list, buf, count, |number, place, buf, under| {
            if let Some(year) = years.get(number) {
                draw_row(year, place, buf, cx);
            }
            if under {
                buf.set_style(place, theme.selected());
            }
        })
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let some = |command: Command| command.when(self.year().is_some(), "nobody is in an ASYE");
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => some(command),
            Err(why) => command.when(false, why),
        };
        vec![
            some(Command::new("open", "open the year in full", Key::ENTER).short("open")),
            changes(Command::new("supervision", "supervision held", Key::char('s')).short("supervision")),
            changes(Command::new("book", "book supervision", Key::char('b')).short("book")),
            some(Command::new("worker", "the worker's page", Key::TAB).short("worker's page")),
        ]
    }
}
