//! How a form of a worker's own file is laid out, and what can be done in it: sections on the left, the text, the panel beside
//! or below it, and at the foot what is still needed. Not what a key does.

use super::{DISCARD, REMOVE_ACTION, WorkerFormScreen};
use crate::practice::date_words::with_weekday;
use crate::practice::session::Outcome;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::form::editor::Editor;
use crate::ui::form::head::draw_head;
use crate::ui::form::keys;
use crate::ui::form::layout::Look;
use crate::ui::global;
use crate::ui::key::Key;
use crate::ui::widget::{cut, write};
use crate::ui::worker_file::beside::{Beside, Kind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

impl WorkerFormScreen {
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let area = area.intersection(buf.area);
        self.draw_top(area, buf, cx);
        self.draw_foot(area, buf, cx);
        let beside = self.beside.as_ref().filter(|beside| beside.kind() != Kind::Off);
        let (middle, panel) = self.body.part(area, buf, cx, beside.is_some());
        if let (Some(beside), Some(panel)) = (beside, panel) {
            beside.draw(panel, buf, cx, &self.page, (self.body.at.0, &self.answers));
        }
        self.body.draw_fields(middle, buf, cx, &Self::given(&self.page, cx), |field| Look {
            names: false,
            waits: matches!(field.editor, Editor::Choice { .. } | Editor::Scale(_)) && field.editor.is_blank(),
        })
    }

    fn draw_top(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let page = &self.page;
        let title = format!(": {}, {}", page.draft.head.form.words(), with_weekday(page.draft.head.day));
        let words = (page.worker.name.as_str(), title.as_str(), self.second_line(cx));
        draw_head((&page.draft.id.to_string(), self.keeping.saved()), words, (area, buf), cx);
    }

    fn second_line(&self, cx: &Ctx) -> String {
        let Some(session) = &self.page.session else {
            return "In the worker's own file: never shown with a child's record.".to_owned();
        };
        let held = match session.outcome {
            Outcome::Held { minutes: Some(minutes), .. } => {
                format!("held, {minutes} minutes")
            }
            Outcome::Held { .. } => "held".to_owned(),
            _ => "not said to be held yet".to_owned(),
        };
        let chosen: Vec<String> = self
            .page
            .children
            .iter()
            .filter(|one| one.chosen)
            .map(|one| {
                let how = if one.record.is_some() {
                    " signed"
                } else if one.draft.is_some() {
                    " begun"
                } else {
                    ""
                };
                format!("{}{how}", cx.name(&one.called))
            })
            .collect();
        let children = match chosen.as_slice() {
            [] => "no child chosen yet (F4)".to_owned(),
            some => some.join(", "),
        };
        format!("{}: {held}. Children: {children}", session.id)
    }

    fn draw_foot(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let row = area.height.saturating_sub(1);
        let room = usize::from(area.width.saturating_sub(2));
        if self.needed.is_empty() {
            let words = "Nothing is missing. Ctrl+G leads to signing.";
            write(area, buf, 1, row, &cut(words, room), cx.theme.good());
            return;
        }
        let label = "Still needed before signing: ";
        let taken = write(area, buf, 1, row, label, cx.theme.heading());
        let room = room.saturating_sub(usize::from(taken));
        let all = self.needed_words(usize::MAX);
        let words = if all.width() <= room { all } else { self.needed_words(2) };
        write(area, buf, 1 + taken, row, &cut(&words, room), cx.theme.text());
    }

    pub(super) fn all_commands(&self, cx: &Ctx) -> Vec<Command> {
        let (form, draft) = (keys::IN_THE_FORM, keys::THE_DRAFT);
        let writable = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let is_session = self.page.draft.head.session.is_some();
        let beside = self.beside.as_ref().map_or(Kind::Off, Beside::kind);
        let mut commands = vec![
            Command::new("next_field", "the next field", Key::TAB).short("next").group(form),
            Command::new("previous_field", "the field before", Key::BACK_TAB).group(form).aside(),
            Command::new(keys::BEFORE_SIGNING, "read what is missing before signing", Key::ctrl('g'))
                .short("sign")
                .group(draft),
            Command::new("side_panel", "beside the text: prompts, last time, promised, or nothing", Key::f(2))
                .short(beside.next_words(&self.page))
                .group(form),
        ];
        if is_session {
            commands.push(
                Command::new("the_children", "the children to think about, each on a page of their own", Key::f(4))
                    .short("children")
                    .group(form),
            );
        }
        commands.push(
            Command::new("promised", "go through what was promised: close it, carry it forward, stop it", Key::f(5))
                .short("promised")
                .group(form)
                .when(!self.page.promised.is_empty(), "nothing is open in the worker's own file"),
        );
        if is_session {
            let held = Command::new("held", "say when it was held, and how long", Key::f(6)).short("held");
            commands.push(writable(held.group(form)));
        }
        commands.extend(keys::to_sections(&self.body));
        commands.extend(keys::beside_and_between());
        commands.extend([
            writable(
                Command::new("save", "save the draft now; it never signs", Key::ctrl('s')).short("save").group(draft),
            )
            .aside(),
            writable(Command::named(DISCARD, "discard this draft").group(draft)),
        ]);
        if matches!(self.body.field().map(|field| &field.editor), Some(Editor::Actions(_))) {
            let out =
                Command::new(REMOVE_ACTION, "take this action out of the table", Key::ctrl('d')).short("take out");
            commands.push(writable(out.group(form).aside()));
        }
        let leave = "leave; the draft is kept, and the cursor with it";
        commands.push(Command::new(global::BACK, leave, Key::ESC).short("leave").group(draft));
        commands
    }
}
