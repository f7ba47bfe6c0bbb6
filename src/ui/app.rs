//! The stack of screens and what a key does to it. Not the terminal, the clock or the threads: those are given to it, so
//! that a test drives the whole program from a string of keys.

mod everywhere;
mod heard;

use super::clipboard;
use super::command::Command;
use super::context::{Ctx, Moment};
use super::global;
use super::input::Input;
use super::key::{Code, Key};
use super::screen::{Editing, Flow, Screen};
use super::widget::key_bar::{self, KeyBar};
use super::widget::too_small;
use crate::workbench::message::CanUndo;
use crate::workbench::{Answer, Effect, Msg, Perform};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::VecDeque;

/// So long case text may lie on a clipboard, in milliseconds.
const CLIPBOARD_MILLIS: u64 = 120_000;

/// Slow work on its way to the thread that does it.
pub type Job<Done> = Box<dyn FnOnce() -> Done + Send>;

/// The running program, without its terminal.
pub struct App<P: Perform> {
    /// What every screen reads.
    pub cx: Ctx,
    stack: Vec<Box<dyn Screen>>,
    locked: fn() -> Box<dyn Screen>,
    performer: P,
    inbox: VecDeque<Msg>,
    jobs: Vec<Job<P::Done>>,
    said: Option<String>,
    last_input: Moment,
    // What the terminal is to be told about its clipboard, and when what was put there is wiped again.
    orders: Vec<String>,
    wipes_at: Option<Moment>,
    ended: bool,
    changed: bool,
}

impl<P: Perform> App<P> {
    /// A program that begins with one screen, and shows `locked` whenever it has been locked.
    pub fn new(cx: Ctx, performer: P, first: Box<dyn Screen>, locked: fn() -> Box<dyn Screen>) -> Self {
        let (inbox, jobs) = (VecDeque::new(), Vec::new());
        let last_input = cx.now;
        let stack = vec![first];
        let (orders, wipes_at) = (Vec::new(), None);
        let (said, ended, changed) = (None, false, true);
        Self { cx, stack, locked, performer, inbox, jobs, said, last_input, orders, wipes_at, ended, changed }
    }

    /// Tells the first screen that it is shown. Called after the first paint, so that nothing slow comes before it.
    pub fn begin(&mut self) {
        self.show_top();
        self.read_inbox();
    }

    /// Whether the program is over.
    pub const fn ended(&self) -> bool {
        self.ended
    }

    /// Whether something has changed since the last drawing.
    pub const fn changed(&self) -> bool {
        self.changed
    }

    /// The window has another size.
    pub const fn resized(&mut self) {
        self.changed = true;
    }

    /// Slow work that has been asked for since the last call.
    pub fn take_jobs(&mut self) -> Vec<Job<P::Done>> {
        std::mem::take(&mut self.jobs)
    }

    /// What the terminal is to be told about its clipboard since the last call.
    pub fn take_orders(&mut self) -> Vec<String> {
        std::mem::take(&mut self.orders)
    }

    fn offer(&mut self, text: &str) {
        if let Some(order) = clipboard::to_clipboard(text) {
            self.orders.push(order);
            self.wipes_at = Some(self.cx.now.plus_millis(CLIPBOARD_MILLIS));
        }
    }

    /// Takes case text off the clipboard, if any was put there.
    fn wipe(&mut self) {
        if self.wipes_at.take().is_some() {
            self.orders.push(clipboard::CLEAR.to_owned());
        }
    }

    /// The next moment at which something must happen without a key, if any.
    pub fn deadline(&self) -> Option<Moment> {
        let screens = self.stack.iter().filter_map(|screen| screen.deadline());
        screens.chain(self.locks_at()).chain(self.wipes_at).min()
    }

    fn locks_at(&self) -> Option<Moment> {
        let after = self.cx.lock_after.filter(|_| self.cx.opened)?;
        Some(Moment(self.last_input.0.saturating_add(after)))
    }

    /// A deadline may have come: drafts are saved, and the workbench locks when it has been left alone.
    pub fn wake(&mut self, now: Moment) {
        self.cx.now = self.cx.now.max(now);
        if self.locks_at().is_some_and(|at| at <= self.cx.now) {
            self.lock();
        }
        if self.wipes_at.is_some_and(|at| at <= self.cx.now) {
            self.wipe();
        }
        for index in 0..self.stack.len() {
            let Some(screen) = self.stack.get_mut(index) else { break };
            if screen.deadline().is_some_and(|at| at <= self.cx.now) {
                let flow = screen.update(Input::Deadline, &self.cx);
                self.apply(flow, index);
            }
        }
        self.read_inbox();
    }

    /// Takes in one input of the user's.
    pub fn input(&mut self, input: Input, now: Moment) {
        // A machine that slept must not show anything to the first key.
        self.wake(now);
        self.last_input = self.cx.now;
        if self.said.take().is_some() {
            self.changed = true;
        }
        match input {
            Input::Key(key) => self.key(key),
            other => self.tell_top(other),
        }
        self.read_inbox();
    }

    /// Takes in what slow work returned.
    pub fn finished(&mut self, done: P::Done) {
        self.inbox.extend(self.performer.finish(done));
        self.jobs.extend(self.performer.goes_on());
        self.read_inbox();
    }

    /// A message came that nobody on the stack asked for.
    #[cfg(test)]
    pub fn hear(&mut self, msg: Msg) {
        self.inbox.push_back(msg);
        self.read_inbox();
    }

    /// Slow work broke off.
    pub fn broke(&mut self) {
        let words = "That broke off through a fault of Footprint's own; nothing was changed. Try it again.";
        self.inbox.push_back(Msg::Refused(words.to_owned()));
        self.read_inbox();
    }

    /// Saves what has been typed and ends: for a signal, a closed terminal, a panic.
    pub fn end(&mut self) {
        self.leave_all();
        self.wipe();
        self.perform(Effect::Quit);
        self.ended = true;
        self.inbox.clear();
    }

    /// Everything that can be done now: the top screen's own commands, then those that are everywhere, with the user's
    /// own keys.
    pub fn commands(&self) -> Vec<Command> {
        let Some(top) = self.stack.last() else { return Vec::new() };
        let mut commands = top.commands(&self.cx);
        for command in global::commands(top.as_ref(), self.stack.len() - 1, &self.cx) {
            if !commands.iter().any(|own| own.id == command.id) {
                commands.push(command);
            }
        }
        let editing = top.editing();
        let mut commands: Vec<Command> = commands.into_iter().map(|command| self.cx.keymap.applied(command)).collect();
        if editing != Editing::No {
            // While a field is edited a letter is text: the key that works now is the one to show.
            for command in &mut commands {
                command.keys.sort_by_key(|key| is_text(*key, editing));
            }
        }
        commands
    }

    fn key(&mut self, key: Key) {
        let editing = self.stack.last().map_or(Editing::No, |top| top.editing());
        let command = if is_text(key, editing) {
            None
        } else {
            // The screen's own come first, so its key wins over the same key of everywhere.
            self.commands().into_iter().find(|command| command.keys.contains(&key))
        };
        match command {
            Some(command) => self.run(command),
            None => self.tell_top(Input::Key(key)),
        }
    }

    fn run(&mut self, command: Command) {
        self.changed = true;
        if let Err(why) = command.available {
            self.said = Some(format!("Not now: {why}."));
            return;
        }
        let own = self.stack.last().is_some_and(|top| top.commands(&self.cx).iter().any(|own| own.id == command.id));
        if own { self.tell_top(Input::Command(command.id)) } else { self.run_global(command.id) }
    }

    fn tell_top(&mut self, input: Input) {
        let Some(index) = self.stack.len().checked_sub(1) else { return };
        if let Some(top) = self.stack.last_mut() {
            let flow = top.update(input, &self.cx);
            self.apply(flow, index);
        }
    }

    fn apply(&mut self, flow: Flow, index: usize) {
        if !matches!(flow, Flow::Ignored | Flow::Pass(_)) {
            self.changed = true;
        }
        match flow {
            Flow::Ignored | Flow::Done | Flow::Pass(_) => {}
            Flow::Do(Effect::Quit) => self.end(),
            Flow::Do(Effect::Lock) => self.lock(),
            Flow::Do(effect) => self.perform(effect),
            Flow::Say(words) => self.said = Some(words),
            Flow::ToClipboard(text) => self.offer(&text),
            Flow::WipeClipboard => self.wipe(),
            Flow::Push(screen) => {
                self.stack.push(screen);
                self.show_top();
            }
            Flow::Pop => {
                if self.close_from(index) {
                    self.show_top();
                }
            }
            Flow::PopWith(input) => {
                if self.close_from(index) {
                    match input {
                        Input::Command(id) => {
                            if let Some(command) = self.commands().into_iter().find(|command| command.id == id) {
                                self.run(command);
                            }
                        }
                        other => self.tell_top(other),
                    }
                }
            }
            Flow::Replace(screen) => {
                self.leave(index);
                self.stack.truncate(index);
                self.stack.push(screen);
                self.show_top();
            }
            Flow::Go(place) => {
                if let Some(screen) = place.screen(&self.cx) {
                    self.leave_all();
                    self.stack = vec![screen];
                    self.show_top();
                }
            }
            Flow::Many(flows) => {
                for flow in flows {
                    self.apply(flow, index);
                }
            }
        }
    }

    /// Closes a screen and all above it; never the first.
    fn close_from(&mut self, index: usize) -> bool {
        if index == 0 || index >= self.stack.len() {
            return false;
        }
        self.leave(index);
        self.stack.truncate(index);
        true
    }

    fn leave(&mut self, from: usize) {
        for index in (from..self.stack.len()).rev() {
            if let Some(screen) = self.stack.get_mut(index) {
                let flow = screen.leaving(&self.cx);
                self.apply_effects_only(flow);
            }
        }
    }

    fn leave_all(&mut self) {
        self.leave(0);
    }

    fn apply_effects_only(&mut self, flow: Flow) {
        match flow {
            Flow::Do(effect) if !matches!(effect, Effect::Quit | Effect::Lock) => self.perform(effect),
            Flow::Many(flows) => flows.into_iter().for_each(|flow| self.apply_effects_only(flow)),
            _ => {}
        }
    }

    fn show_top(&mut self) {
        self.changed = true;
        let Some(index) = self.stack.len().checked_sub(1) else { return };
        if let Some(top) = self.stack.last_mut() {
            let flow = top.shown(&self.cx);
            self.apply(flow, index);
        }
    }

    /// Asks for every name while they are to be covered, and forgets them when not.
    fn learn_names(&mut self) {
        self.cx.covering = None;
        if self.cx.privacy && self.cx.opened {
            self.perform(Effect::NameEveryone);
        }
    }

    fn perform(&mut self, effect: Effect) {
        // Somebody may be called otherwise afterwards, or be there for the first time.
        let renames = matches!(
            effect,
            Effect::Child(_) | Effect::Worker(_) | Effect::Settings(_) | Effect::Import(_) | Effect::Undo(_)
        );
        self.do_it(effect);
        if renames && self.cx.privacy {
            self.do_it(Effect::NameEveryone);
        }
    }

    fn do_it(&mut self, effect: Effect) {
        match self.performer.perform(effect) {
            Answer::Now(messages) => self.inbox.extend(messages),
            Answer::Later(job) => self.jobs.push(job),
        }
    }

    fn lock(&mut self) {
        self.leave_all();
        self.perform(Effect::Lock);
        self.forget();
    }

    /// Drops every screen with what it shows, and stands at the locked door.
    fn forget(&mut self) {
        self.wipe();
        self.stack = vec![(self.locked)()];
        self.cx.opened = false;
        self.cx.covering = None;
        self.cx.supervisor.clear();
        self.cx.team.clear();
        self.cx.read_only = None;
        self.cx.no_backup = None;
        self.cx.can_undo = CanUndo::default();
        self.said = None;
        self.inbox.clear();
        self.show_top();
    }

    /// Draws everything; answers where the real cursor stands.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer) -> Position {
        self.changed = false;
        self.cx.size = area.as_size();
        if too_small::is_too_small(area) {
            return too_small::draw(area, buf, self.cx.theme);
        }
        // A sentence that is too long for one line has two, over the last line of the page until the next key.
        let read_only = self.cx.read_only.is_some();
        let said = self.said.as_deref().map(|said| match &self.cx.covering {
            Some(covering) => covering.cover(said),
            None => said.to_owned(),
        });
        let high = said.as_deref().map_or(1, |said| key_bar::height(said, read_only, area.width));
        let bottom = Rect { y: area.bottom() - high, height: high, ..area };
        let inside = Rect { height: area.height - high, ..area };
        let from = self.stack.iter().rposition(|screen| screen.covers()).unwrap_or(0);
        let mut cursor = None;
        for screen in self.stack.iter().skip(from) {
            cursor = screen.view(inside, buf, &self.cx);
        }
        let commands = self.commands();
        let bar = KeyBar { commands: &commands, said: said.as_deref(), read_only };
        bar.draw(bottom, buf, self.cx.theme);
        // A screen reader follows the real cursor: it is never nowhere.
        cursor.filter(|at| area.contains(*at)).unwrap_or(bottom.as_position())
    }
}

/// Whether a key is text, or moves within text, rather than a command.
fn is_text(key: Key, editing: Editing) -> bool {
    let always = key.typed().is_some()
        || matches!(key.code, Code::Backspace | Code::Delete | Code::Left | Code::Right | Code::Home | Code::End);
    let many = matches!(key, Key::ENTER | Key::UP | Key::DOWN) || matches!(key.code, Code::PageUp | Code::PageDown);
    match editing {
        Editing::No => false,
        Editing::Line => always,
        Editing::Text => always || many,
    }
}
