//! The question after a record was handed to the clipboard: did it go in? Not the copying.

use super::take_out::TakeOut;
use crate::practice::date_words::long;
use crate::practice::reference::RecordId;
use crate::ui::clipboard;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::{popup, wrapped, write};
use crate::workbench::Effect;
use crate::workbench::effect::{CopyAct, Takes, WrittenAs};
use crate::workbench::message::ToPaste;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The box. It hands the text over when it is first shown.
pub struct WentIn {
    record: RecordId,
    called: String,
    system: String,
    already: Option<chrono::NaiveDate>,
    // Until it has been handed over; nothing of it stays here after that.
    text: Option<String>,
    fits: bool,
}

impl WentIn {
    /// The box for a record that was let out.
    pub fn new(page: ToPaste) -> Self {
        let fits = clipboard::to_clipboard(&page.text).is_some();
        let ToPaste { record, text, system, called, already } = page;
        Self { record, called, system, already, text: fits.then_some(text), fits }
    }

    fn into(&self) -> &str {
        if self.system.is_empty() { "the case system" } else { &self.system }
    }

    fn words(&self, cx: &Ctx) -> String {
        let of = format!("{} of {}", self.record, cx.name(&self.called));
        if !self.fits {
            return format!(
                "{of} is longer than terminals take onto a clipboard. f writes it to a file, to be copied from there into \
                 {}.",
                self.into()
            );
        }
        let already = match self.already {
            Some(on) => format!(" It was copied before, on {}.", long(on)),
            None => String::new(),
        };
        format!(
            "The text of {of} was offered to your terminal for its clipboard. Not every terminal takes it, and none says \
             whether it did. Paste it into {}; if nothing comes, f writes it to a file instead. It is wiped from the \
             clipboard in two minutes, and as soon as you answer.{already} Is it in?",
            self.into()
        )
    }
}

impl Screen for WentIn {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("is_in") => {
                Flow::Many(vec![Flow::WipeClipboard, Flow::Pop, Flow::Do(Effect::Copy(CopyAct::IsIn(self.record)))])
            }
            Input::Command("not_in") => Flow::Many(vec![
                Flow::WipeClipboard,
                Flow::Pop,
                Flow::Say(format!("{} still counts as existing only here.", self.record)),
            ]),
            Input::Command("to_file") => {
                let popup = TakeOut::popup(Takes::Record(self.record), &self.record.to_string(), WrittenAs::Text);
                Flow::Many(vec![Flow::WipeClipboard, Flow::replace(popup)])
            }
            _ => Flow::Ignored,
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.text.take().map_or(Flow::Done, Flow::ToClipboard)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let width = area.width.min(70);
        let lines = wrapped(&self.words(cx), usize::from(width.saturating_sub(4)));
        let height = u16::try_from(lines.len()).unwrap_or(area.height).saturating_add(4);
        let inside = popup::draw(area, buf, "Copy across", width, height, theme);
        let last = inside.height.saturating_sub(1);
        for (row, line) in lines.iter().take(usize::from(last)).enumerate() {
            write(inside, buf, 0, u16::try_from(row).unwrap_or(0), line, theme.text());
        }
        let mut column = 0;
        for (key, words) in [("y", "it is in"), ("n", "not now"), ("f", "write a file")] {
            if key == "y" && !self.fits {
                continue;
            }
            column += write(inside, buf, column, last, key, theme.key()) + 1;
            column += write(inside, buf, column, last, words, theme.text()) + 3;
        }
        Some(Position::new(inside.x, inside.y.saturating_add(last)))
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("is_in", "it is in: keep that it was copied", Key::char('y'))
                .short("it is in")
                .when(self.fits, "nothing was copied yet"),
            Command::new("not_in", "not now: it still exists only here", Key::char('n')).short("not now"),
            Command::new("to_file", "write it to a file instead", Key::char('f')).short("file"),
        ]
    }

    fn covers(&self) -> bool {
        false
    }
}
