//! After signing: the brothers and sisters for whom the same conversation may have decided, one by one. Not their records:
//! each is that child's own, and no words are carried over.

use crate::practice::date_words::long;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::places::Place;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, write, write_wrapped};
use crate::workbench::effect::OversightAct;
use crate::workbench::message::SignedPage;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

/// The offer to go on with a brother or sister.
pub(super) struct FamilyOffer {
    signed: SignedPage,
    // Which of the family is offered now.
    at: usize,
    // Signed in supervision: afterwards it leads back there, not to Today.
    stays: bool,
    marked: BTreeSet<usize>,
    list: ListState,
}

impl FamilyOffer {
    pub(super) fn new(signed: SignedPage, stays: bool) -> Self {
        Self { signed, at: 0, stays, marked: BTreeSet::new(), list: ListState::default() }
    }

    fn done(&self) -> Flow {
        let to = if self.stays { Flow::Pop } else { Flow::Go(Place::Today) };
        Flow::Many(vec![to, Flow::Say(self.signed.outcome.clone())])
    }

    fn skip(&mut self) -> Flow {
        self.at += 1;
        self.marked.clear();
        if self.at < self.signed.family.len() { Flow::Done } else { self.done() }
    }

    fn begin(&self) -> Flow {
        let Some(relative) = self.signed.family.get(self.at) else { return self.done() };
        let rows = self.marked.iter().filter_map(|number| self.signed.actions.get(*number)).map(|(row, _)| *row);
        Flow::Do(Effect::Oversight(OversightAct::BeginForRelative {
            record: self.signed.record,
            child: relative.id,
            actions: rows.collect(),
        }))
    }

    fn mark(&mut self) {
        let at = self.list.selected();
        if at < self.signed.actions.len() && !self.marked.remove(&at) {
            self.marked.insert(at);
        }
    }
}

impl Screen for FamilyOffer {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("begin") => self.begin(),
            Input::Command("skip") => self.skip(),
            Input::Command("mark") => {
                self.mark();
                Flow::Done
            }
            Input::Command(global::BACK) => self.done(),
            input => match self.list.moved(&input, self.signed.actions.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => {
                    self.mark();
                    Flow::Done
                }
            },
        }
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match msg {
            Msg::Oversight(page) => Flow::replace(super::OversightScreen::new(*page, cx)),
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.inner(ratatui::layout::Margin::new(1, 0)).intersection(buf.area);
        let room = usize::from(area.width);
        write(area, buf, 0, 0, &cut(&self.signed.outcome, room), theme.good());
        let relative = self.signed.family.get(self.at)?;
        let age = relative.age.map_or_else(String::new, |age| format!(", {age}"));
        let status = relative.status.map_or_else(String::new, |status| format!(", {}", status.words()));
        let name = cx.name(&relative.called);
        let count = format!("{} of {}", self.at + 1, self.signed.family.len());
        write(area, buf, 0, 2, &cut(&format!("{name}{age}{status}"), room.saturating_sub(10)), theme.heading());
        let corner = u16::try_from(count.len()).unwrap_or(0);
        write(area, buf, area.width.saturating_sub(corner), 2, &count, theme.quiet());
        let last = relative
            .last_oversight
            .map_or_else(|| "No oversight recorded yet.".to_owned(), |day| format!("Last oversight {}.", long(day)));
        write(area, buf, 0, 3, &last, theme.text());
        let words = format!(
            "Did the same conversation decide for {name}? A record of {name}'s own starts with the day, the reason and the \
             people of {}'s. The words are yours to write: this is another child's life.",
            cx.name(&self.signed.called)
        );
        let mut row = 5 + write_wrapped(area, buf, 0, 5, &words, theme.text()) + 1;
        if self.signed.actions.is_empty() {
            return Some(Position::new(area.x, area.y.saturating_add(2)));
        }
        write(area, buf, 0, row, &format!("Which of these actions are for {name} too?"), theme.heading());
        row += 1;
        let place = Rect { y: area.y.saturating_add(row), height: area.height.saturating_sub(row), ..area };
        self.list.draw(place, buf, self.signed.actions.len(), |number, place, buf, under| {
            let mark = if self.marked.contains(&number) { "[x]" } else { "[ ]" };
            let words = self.signed.actions.get(number).map_or("", |(_, words)| words.as_str());
            let style = if under { theme.selected() } else { theme.text() };
            write(place, buf, 0, 0, &cut(&format!("{mark} {}", cx.prose(words)), usize::from(place.width)), style);
        })
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("begin", "begin this child's record", Key::ENTER).short("begin"),
            Command::new("mark", "this action is for this child too", Key::char(' '))
                .short("mark an action")
                .when(!self.signed.actions.is_empty(), "the record asks for no action"),
            Command::new("skip", "not for this child", Key::char('n')).short("not this one"),
            Command::new(global::BACK, "done; go to Today", Key::ESC).short("done"),
        ]
    }
}
