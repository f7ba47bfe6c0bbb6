//! The words for what can be done with a worker, child, record or draft: those of the palette and of plain lines. Not the
//! doing.

use super::message::Which;

/// What can be done with an object, said as one word: `oversight 4711`, `aisha supervision`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// Open its page.
    Open,
    /// Record management oversight on a child.
    Oversight,
    /// Open or start supervision with a worker.
    Supervision,
    /// Book a session with a worker.
    Book,
    /// Write a new action for a worker or child.
    Action,
    /// Say why its dates are what they are.
    Why,
    /// Show a worker's ASYE.
    Asye,
    /// Think about a child with a short form.
    Lens,
    /// Note something about a worker or child, in one line.
    Note,
    /// Show a child's journey.
    Journey,
    /// Copy a signed record as text for the case system.
    Copy,
    /// Take a document out: of a worker, a child or a record.
    Export,
}

impl Verb {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 12] = [
        Self::Open,
        Self::Oversight,
        Self::Supervision,
        Self::Book,
        Self::Action,
        Self::Why,
        Self::Asye,
        Self::Lens,
        Self::Note,
        Self::Journey,
        Self::Copy,
        Self::Export,
    ];

    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Oversight => "oversight",
            Self::Supervision => "supervision",
            Self::Book => "book",
            Self::Action => "action",
            Self::Why => "why",
            Self::Asye => "ASYE",
            Self::Lens => "lens",
            Self::Note => "note",
            Self::Journey => "journey",
            Self::Copy => "copy",
            Self::Export => "export",
        }
    }

    /// Whether it means anything for such an object.
    pub const fn fits(self, which: Which) -> bool {
        match self {
            Self::Open => true,
            Self::Oversight | Self::Lens | Self::Journey => matches!(which, Which::Child(_)),
            Self::Supervision | Self::Book | Self::Asye => matches!(which, Which::Worker(_)),
            Self::Action | Self::Why | Self::Note => matches!(which, Which::Worker(_) | Which::Child(_)),
            Self::Copy => matches!(which, Which::Record(_)),
            Self::Export => matches!(which, Which::Worker(_) | Which::Child(_) | Which::Record(_)),
        }
    }

    /// Whether it would change the file: what leaves it is kept in the trail.
    pub const fn changes(self) -> bool {
        !matches!(self, Self::Open | Self::Why | Self::Asye | Self::Journey)
    }
}
