//! Search as you type: records, drafts, actions, names and references. Not the palette, which finds what can be done.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Editing, Flow, Screen};
use super::widget::line_field::LineField;
use super::widget::list::{ListState, Moved};
use super::widget::matched::{around, write_marked};
use super::widget::{cut, wrapped, write, write_wrapped};
use crate::practice::action::ActionSubject;
use crate::practice::date_words::long;
use crate::workbench::effect::{OversightAct, WorkerFileAct};
use crate::workbench::message::{Found, FoundPage, Opens, Which};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Rows for the words around what is under the cursor.
const BELOW: u16 = 4;

/// The screen.
#[derive(Default)]
pub struct Search {
    field: LineField,
    page: Option<Box<FoundPage>>,
    list: ListState,
}

impl Search {
    fn words(&self) -> &str {
        self.field.text().trim()
    }

    fn found(&self) -> &[Found] {
        self.page.as_ref().map_or(&[], |page| &page.found)
    }

    fn look(&mut self) -> Flow {
        if self.words().is_empty() {
            self.page = None;
            return Flow::Done;
        }
        Flow::Do(Effect::Search(self.words().to_owned()))
    }

    fn open(&self) -> Flow {
        let Some(found) = self.found().get(self.list.selected()) else {
            return Flow::Say("Nothing is found yet: type a few letters.".to_owned());
        };
        Flow::Do(match found.opens {
            Opens::Which(Which::Worker(worker)) | Opens::Action(_, ActionSubject::Worker(worker)) => {
                Effect::ShowWorker(worker)
            }
            Opens::Which(Which::WorkerRecord(record)) => Effect::WorkerFile(WorkerFileAct::Open(record)),
            Opens::Which(Which::Child(child)) | Opens::Action(_, ActionSubject::Child(child)) => {
                Effect::ShowChild(child)
            }
            Opens::Which(Which::Record(record)) => Effect::ShowRecord(record),
            Opens::Which(Which::Draft(draft)) => Effect::Oversight(OversightAct::Open(draft)),
        })
    }
}

fn draw_found(found: &Found, asked: &str, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let spare = place.width.saturating_sub(80) / 4;
    let name = 16 + spare.min(10);
    let is_draft = matches!(found.opens, Opens::Which(Which::Draft(_)));
    let kind = if is_draft { "draft" } else { found.kind };
    write(place, buf, 1, 0, kind, if is_draft { theme.soon() } else { theme.quiet() });
    write(place, buf, 9, 0, &cut(&found.reference, 7), theme.text());
    write(place, buf, 17, 0, &cut(&cx.name(&found.called), usize::from(name - 1)), theme.text());
    let column = 17 + name;
    let day = found.on.map(|on| on.format("%-d %b %y").to_string()).unwrap_or_default();
    write(place, buf, column, 0, &day, theme.quiet());
    let is_name = matches!(found.opens, Opens::Which(Which::Worker(_) | Which::Child(_)));
    if !is_name {
        let room = usize::from(place.width.saturating_sub(column + 11));
        let words = excerpt(found, cx).replace('\n', " ");
        write_marked(place, buf, (column + 10, 0), &around(&words, asked, room), asked, theme.matched());
    }
}

/// The words around, with the name of whom they concern as initials while privacy is on.
fn excerpt(found: &Found, cx: &Ctx) -> String {
    cx.prose(&found.excerpt).into_owned()
}

/// What is under the cursor, in full: its part, its day, the words around.
fn in_full(found: &Found, cx: &Ctx) -> String {
    let day = found.on.map(|on| format!(", {}", long(on))).unwrap_or_default();
    let part = if found.section.is_empty() { String::new() } else { format!(", {}", found.section) };
    let name = cx.name(&found.called);
    let words = match found.opens {
        Opens::Which(Which::Worker(_) | Which::Child(_)) => String::new(),
        Opens::Which(Which::Record(_) | Which::Draft(_) | Which::WorkerRecord(_)) | Opens::Action(..) => {
            format!("\n{}", excerpt(found, cx))
        }
    };
    format!("{} {}: {name}{day}{part}{words}", found.kind, found.reference)
}

impl Screen for Search {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        if input == Input::Command("open") {
            return self.open();
        }
        let length = self.found().len();
        match self.list.moved(&input, length) {
            // Letters are text here, also those that move in a list; Home and End are the field's.
            Moved::Yes if matches!(&input, Input::Key(key) if key.typed().is_none() && !is_end(*key)) => {
                return Flow::Done;
            }
            Moved::Yes if !matches!(input, Input::Key(_)) => return Flow::Done,
            Moved::Chosen => return self.open(),
            Moved::Yes | Moved::No => {}
        }
        let before = self.field.text().to_owned();
        if !self.field.edit(&input) {
            return Flow::Ignored;
        }
        if before == self.field.text() {
            return Flow::Done;
        }
        self.list.select(0);
        self.look()
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Found(page) => {
                // An answer to words that are no longer there is late.
                if page.words == self.words() {
                    self.page = Some(page);
                }
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.look()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let column = write(area, buf, 1, 0, "SEARCH", theme.heading()) + 3;
        let place = Rect {
            x: area.x.saturating_add(column),
            width: area.width.saturating_sub(column + 1),
            height: area.height.min(1),
            ..area
        };
        let cursor = self.field.draw(place, buf, cx);
        let found = self.found();
        let below = Rect { y: area.y.saturating_add(2), height: area.height.saturating_sub(2), ..area };
        if found.is_empty() {
            let words = if self.words().is_empty() {
                "Type words from a record, a draft or an action, a name, or a reference."
            } else {
                "Nothing holds all of these words."
            };
            write_wrapped(below, buf, 1, 0, words, theme.quiet());
            return cursor;
        }
        let foot = if below.height >= 12 { BELOW } else { 0 };
        let rows = Rect { height: below.height - foot, ..below };
        self.list.draw(rows, buf, found.len(), |number, place, buf, selected| {
            if let Some(one) = found.get(number) {
                draw_found(one, self.words(), place, buf, cx);
            }
            if selected {
                buf.set_style(place, theme.selected());
            }
        });
        if let Some(one) = found.get(self.list.selected()).filter(|_| foot > 0) {
            let place = Rect {
                x: area.x.saturating_add(1),
                y: rows.bottom() + 1,
                width: area.width.saturating_sub(2),
                height: foot - 1,
            };
            for (row, line) in (0..place.height).zip(wrapped(&in_full(one, cx), usize::from(place.width))) {
                write_marked(place, buf, (0, row), &line, self.words(), theme.matched());
            }
        }
        cursor
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("open", "open the first, or what is under the cursor", Key::ENTER)
                .short("open")
                .when(!self.found().is_empty(), "nothing is found yet"),
        ]
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }
}

const fn is_end(key: Key) -> bool {
    matches!(key.code, super::key::Code::Home | super::key::Code::End)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::made_up_tests::{opened, taken, walk};

    #[test]
    fn a_few_letters_and_enter_open_a_child() {
        let (mut harness, asked) = walk(crate::ui::children::Children::default(), opened(), (80, 24));
        taken(&asked);
        harness.press("/zoe<enter>");
        assert_eq!(taken(&asked), ["Search", "Search", "Search", "ShowChild"]);
        assert!(harness.text().contains("4712"), "{}", harness.text());
        harness.press("<esc>");
        assert!(harness.text().contains("SEARCH  zoe"), "the words stay: {}", harness.text());
    }

    #[test]
    fn words_are_found_in_drafts_records_and_actions_and_each_says_what_it_is() {
        let (mut harness, _) = walk(Search::default(), opened(), (80, 24));
        harness.press("lock<down>");
        insta::assert_snapshot!("search", harness.picture());
        harness.press("<enter>");
        assert!(!harness.text().contains("SEARCH"), "{}", harness.text());
    }

    #[test]
    fn names_are_initials_while_privacy_is_on_and_nothing_found_is_said() {
        let mut cx = opened();
        cx.privacy = true;
        let (mut harness, _) = walk(Search::default(), cx, (60, 16));
        harness.press("zo");
        assert!(!harness.text().contains("Zoë"), "{}", harness.text());
        harness.press(" zzz");
        assert!(harness.text().contains("Nothing holds all of these words."), "{}", harness.text());
        for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
            harness.resize(width, height);
            harness.press("<bs>");
        }
    }
}
