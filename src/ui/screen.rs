//! What a screen is, and what it may answer. Not any one screen.
//!
//! A screen touches no store, file, clock or terminal. Popups are screens too: the stack is drawn from the bottom up, and
//! keys go to the top.

use super::command::Command;
use super::context::{Ctx, Moment};
use super::input::Input;
use super::places::Place;
use crate::workbench::message::Which;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::fmt;

/// What a screen wants to happen next.
pub enum Flow {
    /// It means nothing here.
    Ignored,
    /// This message is not for this screen, but perhaps for the one below.
    Pass(Msg),
    /// It was taken in; draw again.
    Done,
    /// Have this done; the answer comes to [`Screen::receive`].
    Do(Effect),
    /// Say this on the bottom line until the next key.
    Say(String),
    /// Offer this to the terminal for its clipboard; it is wiped again after a while. Case text, so nothing keeps it.
    ToClipboard(String),
    /// Wipe from the clipboard what was last offered to it.
    WipeClipboard,
    /// Open a screen above.
    Push(Box<dyn Screen>),
    /// Close this screen, and whatever stands above it.
    Pop,
    /// Close this screen and tell the one below: how a popup answers.
    PopWith(Input),
    /// Put another screen in this one's place.
    Replace(Box<dyn Screen>),
    /// Close everything and go to one of the seven places.
    Go(Place),
    /// All of these, in this order.
    Many(Vec<Flow>),
}

impl Flow {
    /// Opens a screen above.
    pub fn push(screen: impl Screen + 'static) -> Self {
        Self::Push(Box::new(screen))
    }

    /// Puts another screen in this one's place.
    pub fn replace(screen: impl Screen + 'static) -> Self {
        Self::Replace(Box::new(screen))
    }
}

impl fmt::Debug for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ignored => f.write_str("Ignored"),
            Self::Pass(msg) => write!(f, "Pass({msg:?})"),
            Self::Done => f.write_str("Done"),
            Self::Do(effect) => write!(f, "Do({effect:?})"),
            Self::Say(_) => f.write_str("Say"),
            Self::ToClipboard(_) => f.write_str("ToClipboard"),
            Self::WipeClipboard => f.write_str("WipeClipboard"),
            Self::Push(_) => f.write_str("Push"),
            Self::Pop => f.write_str("Pop"),
            Self::PopWith(input) => write!(f, "PopWith({input:?})"),
            Self::Replace(_) => f.write_str("Replace"),
            Self::Go(place) => write!(f, "Go({place:?})"),
            Self::Many(flows) => f.debug_list().entries(flows).finish(),
        }
    }
}

/// What letters mean on a screen just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Editing {
    /// No field is being edited: letters are commands.
    #[default]
    No,
    /// A field of one line: letters are text, but Enter, Up and Down may be commands.
    Line,
    /// A field of many lines: letters, Enter and all arrows are text.
    Text,
}

/// One layer of the stack.
pub trait Screen {
    /// A command of this screen's [`commands`](Self::commands), or a key that is none.
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow;

    /// An answer of the workbench; [`Flow::Pass`] hands what is not for this screen to the one below.
    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        let _ = cx;
        Flow::Pass(msg)
    }

    /// Draws itself; answers where the real cursor stands: on the field being edited or the row selected.
    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position>;

    /// What can be done here, whether now or, with why not, at another time.
    fn commands(&self, cx: &Ctx) -> Vec<Command>;

    /// What letters mean here just now. The one place that decides it.
    fn editing(&self) -> Editing {
        Editing::No
    }

    /// The screen has come to the top: just opened, or uncovered again. The place to ask for what it shows.
    fn shown(&mut self, cx: &Ctx) -> Flow {
        let _ = cx;
        Flow::Ignored
    }

    /// The screen is about to be closed, locked or ended. Only [`Flow::Do`] is heeded: the place to save a draft.
    fn leaving(&mut self, cx: &Ctx) -> Flow {
        let _ = cx;
        Flow::Ignored
    }

    /// Whose page it is, if anybody's: whom a line of quick capture is about where it names nobody. Not for a list, where the
    /// cursor only happens to be on somebody.
    fn here(&self, cx: &Ctx) -> Option<Which> {
        let _ = cx;
        None
    }

    /// When to send [`Input::Deadline`]; `None` to be left alone.
    fn deadline(&self) -> Option<Moment> {
        None
    }

    /// Whether nothing below it can be seen. A popup says no.
    fn covers(&self) -> bool {
        true
    }
}
