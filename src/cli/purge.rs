//! `purge`: removes for good, with a reason; lists what has been kept long enough; holds.

use super::failure::Failure;
use super::format::{self, TextFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::retention::{Kept, NotReckoned, as_json};
use crate::exchange::print::{clean, counted};
use crate::workbench::act::purge::{Subject, leaves_a_name};
use crate::workbench::act::retention::DueToGo;
use crate::workbench::desk::Desk;
use clap::Args;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write as _};

/// Remove a record, a draft, a child or a worker's file for good
///
/// Says first what would go. It is removed once you confirm it on a terminal, or with --yes. What was signed leaves a
/// tombstone with its number and digest, so that `verify` still reckons the whole trail; the words are overwritten. Copies
/// of the file made before hold them still, and are named. Of a worker who has left, name and file go; a nameless row stays where
/// children's records need one. Nothing goes by itself, however old.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
#[command(after_help = "Examples:\n  footprint purge --due\n  footprint purge --due --format json\n  \
                        footprint purge C0001 --reason \"order of the court, 3 March 2027\"\n  \
                        footprint purge D3 --reason \"begun on the wrong child\"\n  \
                        footprint purge W03 --hold --reason \"employment tribunal\"\n  \
                        footprint purge W03 --lift-hold --reason \"tribunal closed\"")]
pub(super) struct Purge {
    /// A record (O12, P5), a draft (D3), an action (A45), a session (S7), a line not sorted (N3), a child or a worker
    #[arg(value_name = "REF", value_parser = format::reference(), required_unless_present = "due")]
    reference: Option<String>,
    /// Why; it is kept with the tombstone
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    /// Remove it without asking again
    #[arg(long)]
    yes: bool,
    /// REF is a child's
    #[arg(long, conflicts_with = "worker")]
    child: bool,
    /// REF is a worker's
    #[arg(long)]
    worker: bool,
    /// REF is what Footprint itself gave, where somebody has the same
    #[arg(long, conflicts_with_all = ["child", "worker"])]
    own: bool,
    /// List what has been kept as long as the policy asks, of every class; removes nothing
    #[arg(long, conflicts_with_all = ["reference", "yes", "hold", "lift_hold"])]
    due: bool,
    /// How to print that list
    #[arg(long, value_enum, default_value_t, conflicts_with = "reference")]
    format: TextFormat,
    /// Put the child's or worker's records on hold: nothing of them is removed until it is lifted
    #[arg(long, conflicts_with_all = ["yes", "lift_hold"])]
    hold: bool,
    /// Lift the hold
    #[arg(long, conflicts_with = "yes")]
    lift_hold: bool,
}

impl Purge {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let Some(reference) = &self.reference else {
            let desk = setting.desk()?;
            return list_due(&desk, self.format, out);
        };
        let mut desk = setting.desk_to_change()?;
        let subject = match (self.child, self.worker, self.own) {
            (true, ..) => Some(Subject::Child),
            (_, true, _) => Some(Subject::Worker),
            (.., true) => Some(Subject::Own),
            (false, false, false) => None,
        };
        let what = desk.to_purge(reference, subject)?;
        let shown = clean::line(reference);
        if self.hold || self.lift_hold {
            desk.legal_hold(what, self.lift_hold, &self.reason)?;
            return out.line(&if self.lift_hold {
                format!("The hold on {shown} is lifted.")
            } else {
                format!("{shown} is on hold: nothing of it is removed until that is lifted.")
            });
        }
        if self.yes
            && let Some(why) = desk.read_only()
        {
            return Err(Failure::said(format!(
                "{why}, so nothing can be removed; close it there, then try again here"
            )));
        }
        let rows = desk.would_purge(what)?.rows;
        out.line(&format!("This would remove for good {}:", clean::line(&desk.to_go_is(what)?)))?;
        out.print(&listed(&rows))?;
        if leaves_a_name(what) {
            out.line(NAMED_ON)?;
        }
        if self.reason.trim().is_empty() {
            return Err(Failure::said("nothing was removed: say why with --reason; it is kept with the tombstone"));
        }
        out.finish()?;
        if !self.yes && !confirmed(&shown)? {
            return Err(Failure::said("nothing was removed"));
        }
        let purged = desk.purge(what, &self.reason)?;
        out.line(&format!("Removed {shown}, and the file was verified afterwards. Its tombstone gives the reason."))?;
        still_in(&desk, out)?;
        out.line(&format!("The trail ends with {}.", purged.verified.head.hash))
    }
}

/// Names every copy that Footprint made before: what was removed is in them still.
fn still_in(desk: &Desk, out: &mut Output) -> Result<(), Failure> {
    match desk.copies() {
        Err(_) => {
            out.line(
                "Its folder could not be looked through: copies of the file that were made before hold it still.",
            )?;
        }
        Ok(copies) if copies.is_empty() => {}
        Ok(copies) => {
            let many = counted(i64::try_from(copies.len()).unwrap_or(i64::MAX), "copy", "copies");
            out.line(&format!(
                "Still in {many} made before, and in any made in another way: destroy what must not be kept, then \
                 `footprint backup`."
            ))?;
            for copy in copies {
                out.line(&format!("  {} ({})", copy.path.display(), copy.kind.words()))?;
            }
        }
    }
    out.line("Documents taken out of the file stay where they went: `footprint audit` lists them.")
}

/// Said before a worker's file is removed: a child's record has to tell who decided and who was to act.
const NAMED_ON: &str = "Children's records go on saying who decided and who was to act, this worker's name with it: \
                        that is part of the child's record.";

/// Asks on a terminal for the reference once more; elsewhere --yes is needed.
fn confirmed(reference: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::said("nothing was removed: there is no terminal to confirm it on; pass --yes"));
    }
    // Where the question cannot be shown, nothing is typed either.
    let _ = write!(io::stderr(), "It cannot be brought back. Type {reference} to remove it: ");
    let mut typed = String::new();
    let read = io::stdin().read_line(&mut typed);
    Ok(read.is_ok() && typed.trim().eq_ignore_ascii_case(reference))
}

/// What each table holds, one and many of it. What stands in none of these lines is part of one that does.
const NOUNS: &[(&str, &str, &str)] = &[
    ("oversight", "signed record", "signed records"),
    ("addendum", "addendum", "addenda"),
    ("draft", "draft", "drafts"),
    ("action", "action", "actions"),
    ("worker_record", "record of the worker's own file", "records of the worker's own file"),
    ("session", "session", "sessions"),
    ("capture", "line that is not sorted", "lines that are not sorted"),
    ("child_note", "note on a child", "notes on a child"),
    ("worker_note", "note in a worker's own file", "notes in a worker's own file"),
    ("asye_event", "entry of the ASYE", "entries of the ASYE"),
    ("period", "period of closer supervision", "periods of closer supervision"),
    ("absence", "absence", "absences"),
    ("status_change", "status", "statuses"),
    ("allocation", "allocation", "allocations"),
    ("assessment", "assessment", "assessments"),
    ("milestone", "milestone", "milestones"),
    ("child", "entry of a child", "entries of a child"),
    ("worker", "worker's name", "worker's names"),
];

fn listed(rows: &BTreeMap<String, u64>) -> String {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let named = NOUNS.iter().filter_map(|(table, one, many)| Some((*rows.get(*table)?, *one, *many)));
    let mut lines = String::new();
    for (count, one, many) in named {
        lines.push_str(&format!("  {}\n", counted(number(count), one, many)));
    }
    let rest: u64 =
        rows.iter().filter(|(table, _)| !NOUNS.iter().any(|(noun, ..)| noun == table)).map(|(_, n)| n).sum();
    if rest > 0 {
        lines.push_str(&format!(
            "  {}\n",
            counted(number(rest), "line that belongs to them", "lines that belong to them")
        ));
    }
    lines
}

fn list_due(desk: &Desk, format: TextFormat, out: &mut Output) -> Result<(), Failure> {
    let page = desk.due_to_go()?;
    if format == TextFormat::Json {
        let due = page.due.iter().map(|one| Kept {
            reference: &one.reference,
            whose: one.whose.as_deref(),
            kept: &one.kept,
            on_hold: one.on_hold.as_deref(),
        });
        let not_reckoned =
            page.not_said.iter().map(|one| NotReckoned { class: one.class, why: one.why, children: one.how_many });
        return out.print(&as_json(desk.day(), &desk.policies().on(desk.day()).name, due, not_reckoned));
    }
    if page.due.is_empty() {
        out.line("Nothing has been kept as long as the policy asks. Nothing is removed by itself.")?;
    } else {
        out.line(
            "Kept as long as the policy asks. Nothing is removed by itself: `footprint purge REF --reason TEXT`, or keep it \
             with --hold.",
        )?;
    }
    for one in &page.due {
        let DueToGo { reference, whose, on_hold, .. } = one;
        let whose = whose.as_ref().map(|name| format!(" {}", clean::line(name))).unwrap_or_default();
        let hold = on_hold.as_ref().map(|why| format!(" On hold: {}.", clean::line(why))).unwrap_or_default();
        out.line(&format!("{}{whose}: {}.{hold}", clean::line(reference), clean::line(&one.because())))?;
    }
    for one in &page.not_said {
        out.line(&format!("{}.", one.words()))?;
    }
    Ok(())
}
