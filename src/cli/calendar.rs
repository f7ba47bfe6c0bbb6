//! `calendar`: booked sessions and due dates for the diary that a manager already keeps.

use super::export::Place;
use super::failure::Failure;
use super::output::Output;
use super::setting::Setting;
use crate::workbench::act::export::LeavesTo;
use clap::Args;

/// Take booked sessions and due dates out as an iCalendar file
///
/// Every session that is booked, and every date on which something falls due. Subject lines carry no child's name: a
/// child stands as the reference. Taking it in again brings a diary up to date, for each entry keeps its identity. What
/// leaves the encrypted file leaves its row in the trail.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint calendar -o supervision.ics\n  \
                        footprint calendar -o supervision.ics --force")]
pub(super) struct Calendar {
    #[command(flatten)]
    place: Place,
}

impl Calendar {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let mut desk = setting.desk_to_take_out()?;
        let to = self.place.leaves_to();
        let document = desk.take_out_diary(&to)?;
        if to == LeavesTo::Output { out.print(&document) } else { Ok(()) }
    }
}
