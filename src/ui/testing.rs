//! Drives a whole program from a string of keys, with a stand-in for the workbench and a fixed day. Tests only.

#![expect(clippy::missing_panics_doc, reason = "a test may stop, in its own helping functions too")]

use super::app::App;
use super::context::{Ctx, Moment};
use super::input::{Input, Normaliser};
use super::key::Key;
use super::screen::Screen;
use super::theme::Theme;
use super::unlock::Unlock;
use crate::workbench::Perform;
use chrono::NaiveDate;
use crossterm::event::Event;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::Modifier;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// The day on which tests stand: Monday 23 November 2026.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A context with colours on that day.
pub fn context() -> Ctx {
    Ctx::new(day(), Theme::coloured(), "/home/kezia/footprint.db")
}

/// A program on a test terminal.
pub struct Harness<P: Perform> {
    /// The program itself.
    pub app: App<P>,
    terminal: Terminal<TestBackend>,
    now: Moment,
    /// Whether slow work waits until [`Harness::let_work_finish`].
    pub hold_slow_work: bool,
}

impl<P: Perform> Harness<P> {
    /// A program of 80 by 24 that begins with a screen, drawn once.
    pub fn new(performer: P, first: impl Screen + 'static) -> Self {
        Self::sized(performer, first, context(), 80, 24)
    }

    /// A program of any size and context.
    pub fn sized(performer: P, first: impl Screen + 'static, cx: Ctx, width: u16, height: u16) -> Self {
        let app = App::new(cx, performer, Box::new(first), || Box::new(Unlock::default()));
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut harness = Self { app, terminal, now: Moment::default(), hold_slow_work: false };
        harness.draw();
        harness.app.begin();
        harness.settle();
        harness
    }

    /// Presses keys: `"n<tab>Aisha<enter>"`. Names: those of [`Key`], and `<c-x>`, `<a-x>`, `<lt>`, `<bs>`, `<backtab>`,
    /// `<pgup>`, `<pgdn>`, `<paste:TEXT>`, `<wait:MILLISECONDS>`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            if c == '<' {
                let (name, after) = rest[1..].split_once('>').unwrap();
                rest = after;
                self.press_named(name);
            } else {
                rest = &rest[c.len_utf8()..];
                let key = if c == '\n' { Key::ENTER } else { Key::char(c) };
                self.input(Input::Key(key));
            }
        }
        self
    }

    fn press_named(&mut self, name: &str) {
        if let Some(text) = name.strip_prefix("paste:") {
            if let Some(input) = Normaliser::default().normalise(Event::Paste(text.to_owned())) {
                self.input(input);
            }
            return;
        }
        if let Some(millis) = name.strip_prefix("wait:") {
            self.now = self.now.plus_millis(millis.parse().unwrap());
            self.app.wake(self.now);
            self.settle();
            return;
        }
        let name = match name {
            "lt" => "<".to_owned(),
            "bs" => "Backspace".to_owned(),
            "backtab" => "Shift+Tab".to_owned(),
            "pgup" => "PageUp".to_owned(),
            "pgdn" => "PageDown".to_owned(),
            name => match name.split_once('-') {
                Some(("c", rest)) => format!("Ctrl+{rest}"),
                Some(("a", rest)) => format!("Alt+{rest}"),
                _ => name.to_owned(),
            },
        };
        let key: Key = name.parse().unwrap_or_else(|_| panic!("no key is called {name}"));
        self.input(Input::Key(key));
    }

    /// One input.
    pub fn input(&mut self, input: Input) {
        if self.app.ended() {
            return;
        }
        self.app.input(input, self.now);
        self.settle();
    }

    /// Hands it a message, as if the workbench had sent one.
    pub fn send(&mut self, msg: crate::workbench::Msg) {
        self.app.hear(msg);
        self.settle();
    }

    /// Does the slow work that was held.
    pub fn let_work_finish(&mut self) {
        self.hold_slow_work = false;
        self.settle();
    }

    fn settle(&mut self) {
        while !self.hold_slow_work {
            let jobs = self.app.take_jobs();
            if jobs.is_empty() {
                break;
            }
            for job in jobs {
                self.app.finished(job());
            }
        }
        if self.app.changed() {
            self.draw();
        }
    }

    /// Gives the window another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
        self.draw();
    }

    fn draw(&mut self) {
        let app = &mut self.app;
        let drawn = self.terminal.draw(|frame| {
            let area = frame.area();
            let cursor = app.draw(area, frame.buffer_mut());
            assert!(area.is_empty() || area.contains(cursor), "the cursor is outside at {cursor}");
            frame.set_cursor_position(cursor);
        });
        drawn.unwrap();
    }

    /// What stands on the screen, without spaces at the ends of lines.
    pub fn text(&self) -> String {
        text_of(self.terminal.backend().buffer())
    }

    /// Text, cursor and style runs: what a snapshot keeps.
    pub fn picture(&mut self) -> String {
        let cursor = self.cursor();
        let buffer = self.terminal.backend().buffer();
        format!("{}\n-- cursor {},{}\n{}", text_of(buffer), cursor.x, cursor.y, styles_of(buffer))
    }

    /// Where the real cursor stands.
    pub fn cursor(&mut self) -> Position {
        self.terminal.get_cursor_position().unwrap()
    }
}

/// The text of a buffer, without spaces at the ends of lines and empty lines at the end.
pub fn text_of(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    for y in buffer.area.rows() {
        let (mut line, mut skip) = (String::new(), 0);
        for at in y.columns() {
            let symbol = buffer[at.as_position()].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = symbol.width().saturating_sub(1);
            } else {
                skip -= 1;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n").trim_end().to_owned()
}

/// Every run of cells that is not plain, a line each: `3: 4..13 bold "Footprint"`.
pub fn styles_of(buffer: &Buffer) -> String {
    let mut runs = String::new();
    for row in buffer.area.rows() {
        let mut run: Option<(String, u16, String)> = None;
        for at in row.columns() {
            let cell = &buffer[at.as_position()];
            let look = look_of(cell);
            match &mut run {
                Some((same, _, text)) if *same == look => text.push_str(cell.symbol()),
                _ => {
                    write_run(&mut runs, row.y, run.take());
                    run = Some((look, at.x, cell.symbol().to_owned()));
                }
            }
        }
        write_run(&mut runs, row.y, run);
    }
    runs.trim_end().to_owned()
}

fn write_run(runs: &mut String, y: u16, run: Option<(String, u16, String)>) {
    if let Some((look, x, text)) = run
        && !look.is_empty()
    {
        let _ = writeln!(runs, "{y}:{x} {look} {:?}", text.trim_end());
    }
}

fn look_of(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != ratatui::style::Color::Reset {
        words.push(format!("{:?}", cell.fg).to_lowercase());
    }
    if cell.bg != ratatui::style::Color::Reset {
        words.push(format!("on {:?}", cell.bg).to_lowercase());
    }
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(name.to_owned());
        }
    }
    words.join(" ")
}
