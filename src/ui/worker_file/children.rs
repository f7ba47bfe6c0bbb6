//! The children to think about in a session, each with why it is proposed; Enter opens the child's own page. Not what is
//! written there: that is the child's oversight.

use crate::practice::reference::{SessionId, WorkerRecordId};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, words_in};
use crate::ui::form::keys::BEFORE_SIGNING;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, popup, write};
use crate::workbench::effect::WorkerFileAct;
use crate::workbench::message::Proposed;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// The list.
pub(super) struct Children {
    record: WorkerRecordId,
    session: SessionId,
    proposed: Vec<Proposed>,
    list: ListState,
    opened: bool,
}

impl Children {
    pub(super) fn new(record: WorkerRecordId, session: SessionId, children: Vec<Proposed>) -> Self {
        Self { record, session, proposed: children, list: ListState::default(), opened: false }
    }

    fn open(&mut self) -> Flow {
        let Some(one) = self.proposed.get(self.list.selected()) else { return Flow::Ignored };
        self.opened = true;
        Flow::Do(Effect::WorkerFile(WorkerFileAct::Discuss { session: self.session, child: one.child }))
    }
}

/// A child who is with another worker, by a few letters.
struct Another {
    session: SessionId,
    fields: Fields,
}

impl Entry for Another {
    fn title(&self, _: &Ctx) -> String {
        "Think about another child".to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, _: &'static str, _: &Ctx) -> Option<Note> {
        Some(Note::Plain(
            "A few letters of the name, or the reference. The child may be with another worker.".to_owned(),
        ))
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let named = words_in(&self.fields, "child", "Say which child.")?;
        Ok(Flow::Do(Effect::WorkerFile(WorkerFileAct::DiscussNamed { session: self.session, named })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("open the child's page", "open")
    }
}

/// One row: the mark, the name, the status, and why.
pub(super) fn draw_row(one: &Proposed, place: Rect, buf: &mut Buffer, cx: &Ctx, under: bool) {
    let theme = cx.theme;
    let mark = match (one.chosen, one.draft, one.record) {
        (_, _, Some(_)) => "signed",
        (_, Some(_), None) => "begun",
        (true, None, None) => "chosen",
        (false, None, None) => "",
    };
    let style: Style = if under { theme.selected() } else { theme.text() };
    let name_room = usize::from(place.width / 4).clamp(10, 26);
    write(place, buf, 0, 0, if one.late { "!" } else { " " }, theme.late());
    write(place, buf, 2, 0, &cut(&cx.name(&one.called), name_room), style);
    let column = u16::try_from(name_room + 3).unwrap_or(u16::MAX);
    write(place, buf, column, 0, mark, theme.good());
    let column = column.saturating_add(8);
    let mut why = one.because.join("; ");
    if why.is_empty() {
        one.status.clone_into(&mut why);
    }
    if !one.own {
        why = format!("another worker's child. {why}");
    }
    let room = usize::from(place.width.saturating_sub(column));
    write(place, buf, column, 0, &cut(&why, room), if one.late { theme.text() } else { theme.quiet() });
}

impl Screen for Children {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("think") => self.open(),
            Input::Command("another") => {
                self.opened = true;
                let fields = Fields::new(vec![Field::line("child", "Child", "")]);
                Flow::push(EntryBox::new(Another { session: self.session, fields }))
            }
            Input::Command("leave_out") => self.proposed.get(self.list.selected()).map_or(Flow::Ignored, |one| {
                Flow::Do(Effect::WorkerFile(WorkerFileAct::LeaveOut { session: self.session, child: one.child }))
            }),
            Input::Command(BEFORE_SIGNING) => Flow::PopWith(input),
            Input::Command(global::BACK) => Flow::Pop,
            input => match self.list.moved(&input, self.proposed.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.open(),
            },
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        if self.opened {
            return Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(self.record)));
        }
        Flow::Done
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::WorkerForm(page) if page.draft.id == self.record => {
                let was = self.proposed.get(self.list.selected()).map(|one| one.child);
                self.proposed.clone_from(&page.children);
                // Those chosen come first: the cursor stays with its child.
                if let Some(row) = self.proposed.iter().position(|one| Some(one.child) == was) {
                    self.list.select(row);
                }
                // The form below is told too.
                Flow::Pass(Msg::WorkerForm(page))
            }
            Msg::Done(words) if !words.is_empty() => {
                Flow::Many(vec![Flow::Say(words), Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(self.record)))])
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let rows = u16::try_from(self.proposed.len()).unwrap_or(u16::MAX).max(1);
        let height = rows.saturating_add(4).min(area.height);
        let inside = popup::draw(area, buf, "Children to think about", area.width.min(110), height, cx.theme);
        if self.proposed.is_empty() {
            let words = "No child is with this worker today. + takes any other.";
            write(inside, buf, 0, 0, words, cx.theme.quiet());
            return Some(inside.as_position());
        }
        let place = Rect { height: inside.height.saturating_sub(1), ..inside };
        let cursor = self.list.draw(place, buf, self.proposed.len(), |number, place, buf, under| {
            if let Some(one) = self.proposed.get(number) {
                draw_row(one, place, buf, cx, under);
            }
        });
        let words = "Each has a page of its own, which becomes oversight on that child's record.";
        write(inside, buf, 0, inside.height.saturating_sub(1), words, cx.theme.quiet());
        cursor
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let one = self.proposed.get(self.list.selected());
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        vec![
            changes(Command::new("think", "think about this child", Key::ENTER).short("open its page"))
                .when(one.is_some(), "no child is with this worker"),
            changes(Command::new("another", "think about a child of another worker", Key::char('+')).short("another")),
            changes(Command::new("leave_out", "leave this child out again", Key::DELETE).short("leave out"))
                .when(one.is_some_and(|one| one.chosen && one.record.is_none()), "it was not chosen, or is signed"),
            Command::new(BEFORE_SIGNING, "read what is missing before signing", Key::ctrl('g')).aside(),
            Command::new(global::BACK, "back to the session", Key::ESC).short("back"),
        ]
    }

    fn covers(&self) -> bool {
        false
    }
}
