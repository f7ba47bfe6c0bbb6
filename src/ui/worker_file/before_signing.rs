//! The page before signing of a form in a worker's own file: what must be put right, each with its place, and which parts are
//! left empty. Signing is a command of its own, confirmed. Not the rules of what is needed, and nothing of a child's record.

use crate::practice::date_words::long;
use crate::practice::worker_record::Needed;
use crate::ui::command::Command;
use crate::ui::confirm::{Confirm, YES};
use crate::ui::context::Ctx;
use crate::ui::form::section::{Mark, SectionEdit};
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, write};
use crate::workbench::message::WorkerFormPage;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What the form is told when a place was chosen: the field's key, and which row of its action table if one is meant.
pub(super) const GO_TO: &str = "go_to";
/// What the form is told when the question was answered with yes.
pub(super) const SIGN: &str = "sign";

/// Most columns of a part's title.
const TITLE_WIDTH: usize = 26;

/// A row of the page.
enum Row {
    Heading(&'static str),
    /// A place in the form, and what is said of it.
    Place {
        must: bool,
        part: String,
        words: String,
        goes_to: String,
    },
    Space,
}

/// The page.
pub(super) struct BeforeSigning {
    title: String,
    worker: String,
    question: String,
    // How many things must be put right.
    musts: usize,
    rows: Vec<Row>,
    list: ListState,
}

impl BeforeSigning {
    /// The page over a form as it is filled in now; `question` is asked before it is signed.
    pub(super) fn new(page: &WorkerFormPage, sections: &[SectionEdit], needed: &[Needed], question: String) -> Self {
        let part = |number: usize, section: &SectionEdit| format!("{} {}", number + 1, section.title);
        let mut rows = Vec::new();
        if !needed.is_empty() {
            rows.push(Row::Heading("MUST BE PUT RIGHT"));
        }
        for one in needed {
            let of = |section: &&SectionEdit| section.fields.iter().any(|field| field.key == one.field);
            let place = sections.iter().enumerate().find(|(_, section)| of(section));
            rows.push(Row::Place {
                must: true,
                part: place.map_or_else(String::new, |(number, section)| part(number, section)),
                words: one.words.clone(),
                goes_to: one.row.map_or_else(|| one.field.clone(), |row| format!("{} {row}", one.field)),
            });
        }
        let lacks =
            |section: &SectionEdit| section.fields.iter().any(|field| needed.iter().any(|one| one.field == field.key));
        let empty: Vec<Row> = sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.mark == Mark::Empty && !lacks(section))
            .map(|(number, section)| Row::Place {
                must: false,
                part: part(number, section),
                words: "nothing is written here".to_owned(),
                goes_to: section.fields.first().map_or_else(String::new, |field| field.key.clone()),
            })
            .collect();
        if !empty.is_empty() {
            if !rows.is_empty() {
                rows.push(Row::Space);
            }
            rows.push(Row::Heading("LEFT EMPTY, AND MAY STAY SO"));
            rows.extend(empty);
        }
        let mut list = ListState::default();
        list.settle(rows.len(), true, |row| matches!(rows.get(row), Some(Row::Place { .. })));
        Self {
            title: format!(", {} of {}", page.draft.head.form.words(), long(page.draft.head.day)),
            worker: page.worker.name.clone(),
            question,
            musts: needed.len(),
            rows,
            list,
        }
    }

    fn go(&self) -> Flow {
        match self.rows.get(self.list.selected()) {
            Some(Row::Place { goes_to, .. }) => Flow::PopWith(Input::Chosen { asked: GO_TO, answer: goes_to.clone() }),
            _ => Flow::Done,
        }
    }
}

impl Screen for BeforeSigning {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("go") => self.go(),
            Input::Command(SIGN) => {
                Flow::push(Confirm::new(SIGN, "Sign this record?", self.question.clone(), "sign it"))
            }
            Input::Chosen { asked: SIGN, answer } if answer == YES => {
                Flow::PopWith(Input::Chosen { asked: SIGN, answer })
            }
            input => {
                let before = self.list.selected();
                let moved = self.list.moved(&input, self.rows.len());
                let ahead = self.list.selected() >= before;
                let rows = &self.rows;
                self.list.settle(rows.len(), ahead, |row| matches!(rows.get(row), Some(Row::Place { .. })));
                match moved {
                    Moved::No => Flow::Ignored,
                    Moved::Yes => Flow::Done,
                    Moved::Chosen => self.go(),
                }
            }
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let room = usize::from(area.width.saturating_sub(2));
        let title = format!("Before you sign: {}{}", cx.name(&self.worker), self.title);
        write(area, buf, 1, 0, &cut(&title, room), theme.heading());
        let words = match (cx.may_change(), self.musts) {
            (Err(why), _) => format!("S sign: not now: {why}."),
            (Ok(()), 0) => "S sign: nothing has to be put right.".to_owned(),
            (Ok(()), 1) => "S sign: one thing first; Enter goes there.".to_owned(),
            (Ok(()), some) => format!("S sign: {some} things first; Enter goes to each."),
        };
        write(area, buf, 1, area.height.saturating_sub(1), &cut(&words, room), theme.quiet());
        let said = u16::from(self.musts == 0) * 2;
        let body = Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(2),
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(4),
        };
        if self.musts == 0 {
            let all = if self.rows.is_empty() { ", and no part is left empty" } else { "" };
            write(body, buf, 0, 0, &cut(&format!("Nothing has to be put right{all}."), room), theme.good());
        }
        let list = Rect { y: body.y.saturating_add(said), height: body.height.saturating_sub(said), ..body };
        let titles = self.rows.iter().map(|row| match row {
            Row::Place { part, .. } => part.chars().count(),
            Row::Heading(_) | Row::Space => 0,
        });
        let width = titles.max().unwrap_or(0).min(TITLE_WIDTH);
        let cursor = self.list.draw(list, buf, self.rows.len(), |number, place, buf, under| {
            let (words, style) = match self.rows.get(number) {
                Some(Row::Heading(words)) => ((*words).to_owned(), theme.heading()),
                Some(Row::Place { must, part, words, .. }) => {
                    let style = if *must { theme.late() } else { theme.text() };
                    (format!(" {:<width$}   {words}", cut(part, width)), style)
                }
                Some(Row::Space) | None => (String::new(), theme.text()),
            };
            let style = if under { theme.selected() } else { style };
            write(place, buf, 0, 0, &cut(&words, usize::from(place.width)), style);
        });
        cursor.or_else(|| (!body.is_empty()).then(|| body.as_position()))
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let wrong = match self.musts {
            1 => "one thing must be put right first".to_owned(),
            some => format!("{some} things must be put right first"),
        };
        let sign = Command::new(SIGN, "sign this record", Key::char('S')).or(Key::ctrl('g')).short("sign");
        let sign = sign.when(self.musts == 0, wrong);
        vec![
            Command::new("go", "go to its place in the form", Key::ENTER)
                .short("go there")
                .when(!self.rows.is_empty(), "nothing is under the cursor"),
            match cx.may_change() {
                Ok(()) => sign,
                Err(why) => sign.when(false, why),
            },
        ]
    }
}
