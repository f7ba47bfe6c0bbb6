//! What the program hears back from the workbench, and which screen it is for. Not what a screen makes of it.

use super::App;
use crate::ui::opening;
use crate::ui::places::Place;
use crate::ui::screen::Flow;
use crate::workbench::message::Opened;
use crate::workbench::{Msg, Perform};
use std::time::Duration;

impl<P: Perform> App<P> {
    /// Hands every waiting message to the screens, from the top down, until all is quiet.
    pub(super) fn read_inbox(&mut self) {
        while let Some(msg) = self.inbox.pop_front() {
            let Some(mut msg) = self.take_for_all(msg) else { continue };
            for index in (0..self.stack.len()).rev() {
                let Some(screen) = self.stack.get_mut(index) else { continue };
                match screen.receive(msg, &self.cx) {
                    Flow::Pass(back) => msg = back,
                    flow => {
                        self.apply(flow, index);
                        msg = Msg::Done(String::new());
                        break;
                    }
                }
            }
            match opening::opened(msg, &self.cx) {
                Flow::Pass(msg) => self.say_unclaimed(msg),
                opens => self.apply(opens, self.stack.len().saturating_sub(1)),
            }
        }
    }

    fn know(&mut self, opened: Opened) {
        self.changed = true;
        self.cx.opened = true;
        self.cx.day = opened.day;
        self.cx.supervisor = opened.supervisor;
        self.cx.team = opened.team;
        self.cx.read_only = opened.read_only;
        self.cx.no_backup = opened.no_backup;
        self.cx.lock_after = opened.lock_after.map(Duration::from_secs);
        self.cx.empty = opened.empty;
        self.cx.days_off = opened.days_off;
    }

    /// What changes for every screen at once.
    fn take_for_all(&mut self, msg: Msg) -> Option<Msg> {
        match msg {
            Msg::Renewed(opened) => {
                self.know(opened);
                None
            }
            Msg::Everyone(covering) => {
                self.changed = true;
                self.cx.covering = self.cx.privacy.then_some(covering);
                None
            }
            Msg::Opened(opened) => {
                self.know(opened);
                self.learn_names();
                self.last_input = self.cx.now;
                self.apply(Flow::Go(Place::Today), 0);
                // Said at once, not when the first change is refused.
                self.said = self.cx.read_only.as_ref().map(|why| format!("Only to look: {why}."));
                None
            }
            Msg::Locked => {
                if self.cx.opened {
                    self.forget();
                }
                None
            }
            Msg::CanUndo(can) => {
                self.cx.can_undo = can;
                None
            }
            Msg::Undone(words) => {
                // Which key takes the undoing back is best known at once.
                let again = self.cx.can_undo.redo.is_some() && words.starts_with("Undone");
                self.said = Some(if again { format!("{words} Ctrl+R does it again.") } else { words });
                // What is on screen may have been what was undone.
                self.show_top();
                None
            }
            Msg::Wait(words) => {
                self.said = Some(words);
                self.changed = true;
                None
            }
            other => Some(other),
        }
    }

    /// A sentence that no screen took is said on the bottom line.
    fn say_unclaimed(&mut self, msg: Msg) {
        if let Msg::Refused(words) | Msg::RefusedAt { why: words, .. } | Msg::Done(words) | Msg::Imported(words) = msg
            && !words.is_empty()
        {
            self.said = Some(words);
            self.changed = true;
        }
    }
}
