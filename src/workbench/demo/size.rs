//! How big a made-up team is, and for how long it has worked.

use crate::practice::child::ChildStatus;
use crate::practice::code::coded;

coded! {
    /// The sizes, for looking and for measuring (`design/storage.md`, *How fast*).
    Size {
        /// One team: nine workers and one who has left, some 140 children, eighteen months.
        Team = "team", "team";
        /// A service: 200 workers, 3,000 children, three years.
        Service = "service", "service";
        /// A decade of it: 200 workers, 12,000 children ever, ten years.
        Decade = "decade", "decade";
    }
}

impl Size {
    /// How many workers, with those who have left.
    pub const fn workers(self) -> usize {
        match self {
            Self::Team => 10,
            Self::Service | Self::Decade => 200,
        }
    }

    /// How many children are open to the team, by status. Every status is there.
    pub fn open(self) -> Vec<(ChildStatus, i64)> {
        let times = match self {
            Self::Team => 1,
            Self::Service => 14,
            Self::Decade => 16,
        };
        [
            (ChildStatus::ChildInNeed, 40),
            (ChildStatus::ChildProtection, 26),
            (ChildStatus::Assessment, 18),
            (ChildStatus::InCare, 16),
            (ChildStatus::EarlyHelp, 8),
            (ChildStatus::Proceedings, 7),
            (ChildStatus::CareLeaver, 7),
            (ChildStatus::PreProceedings, 5),
            (ChildStatus::Contact, 5),
            (ChildStatus::PrivateFostering, 3),
        ]
        .into_iter()
        .map(|(status, count)| (status, count * times))
        .collect()
    }

    /// How many children are no longer open.
    pub const fn closed(self) -> i64 {
        match self {
            Self::Team => 7,
            Self::Service => 1_110,
            Self::Decade => 9_840,
        }
    }

    /// How many days back it goes.
    pub const fn span(self) -> i64 {
        match self {
            Self::Team => 548,
            Self::Service => 1_096,
            Self::Decade => 3_652,
        }
    }

    /// How many children there are in all.
    pub fn children(self) -> i64 {
        self.open().iter().map(|(_, count)| count).sum::<i64>() + self.closed()
    }
}
