//! `why`: how each date of a worker or child was reached.

use super::failure::Failure;
use super::format;
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::clean;
use crate::exchange::print::due::state;
use crate::practice::date_words;
use crate::practice::due::{Behind, Kind, Owed, SubjectId};
use crate::practice::reference::{ActionId, RecordId};
use crate::workbench::desk::Desk;
use crate::workbench::message::WhyPage;
use clap::Args;

/// Say how each date of a worker or a child was reached: the rule, what it counts from, and who says so
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint why W03\n  footprint why C0001 --kind checkpoint\n  footprint why A45")]
pub(super) struct Why {
    /// A worker, a child, or something about one: a record (O12), a draft (D3), an action (A45), a session (S7)
    #[arg(value_name = "REF", value_parser = format::reference())]
    reference: String,
    /// Only this kind; may be given more than once
    #[arg(long, value_name = "KIND", value_parser = format::coded(Kind::ALL, Kind::code))]
    kind: Vec<Kind>,
}

impl Why {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let desk = setting.desk()?;
        let wanted = |kind: Kind| self.kind.is_empty() || self.kind.contains(&kind);
        let owed = owed_under(&desk, &self.reference)?;
        let mut lines: Vec<[String; 2]> = owed.iter().filter(|one| wanted(one.kind)).map(told).collect();
        if wanted(Kind::Milestone)
            && let Ok(id) = desk.find_child(&self.reference)
        {
            let page = desk.why_page(&SubjectId::Child(id))?;
            lines.extend(planned(&page));
        }
        if lines.is_empty() {
            let day = date_words::long(desk.day());
            return out.line(&format!("On {day} nothing of this is owed to {}.", clean::line(&self.reference)));
        }
        for [what, why] in lines {
            out.line(&what)?;
            out.line(&format!("  {why}"))?;
        }
        Ok(())
    }
}

/// What is owed and how it stands, and why then: a line each.
pub(super) fn told(one: &Owed) -> [String; 2] {
    let subject = subject(one.subject.reference.as_str(), &one.subject.name);
    [format!("{subject}, {}: {}.", clean::line(&one.label), state(one.state)), clean::line(&one.why())]
}

/// The same of the milestones of the plan that have a day and are owed to nobody.
pub(super) fn planned(page: &WhyPage) -> impl Iterator<Item = [String; 2]> {
    let subject = subject(page.reference.as_str(), &page.called);
    page.planned.iter().map(move |row| {
        let stands = row.state.map(state).unwrap_or_default();
        [format!("{subject}, {}: {stands}.", clean::line(&row.what)), clean::line(&row.sentences())]
    })
}

/// Somebody by reference and name; a child with no name yet is called by the reference, which is said once.
fn subject(reference: &str, name: &str) -> String {
    let called = if name == reference { "" } else { name };
    clean::line(&format!("{reference} {called}")).trim_end().to_owned()
}

/// What is owed under a reference, be it the user's own or the program's.
fn owed_under(desk: &Desk, reference: &str) -> Result<Vec<Owed>, Failure> {
    let (worker, child) = (desk.find_worker(reference).ok(), desk.find_child(reference).ok());
    if worker.is_some() || child.is_some() {
        // One reference may be used for a worker and for a child: both are meant.
        let mut owed = worker.map_or_else(|| Ok(Vec::new()), |id| desk.owed_to_worker(id))?;
        owed.extend(child.map_or_else(|| Ok(Vec::new()), |id| desk.owed_to_child(id))?);
        return Ok(owed);
    }
    let behind = if let Ok(id) = reference.parse::<ActionId>() {
        desk.action_line(id)?;
        Behind::Action(id)
    } else if let Ok(id) = reference.parse::<RecordId>() {
        desk.record(id)?;
        Behind::Record(id)
    } else if let Ok(child) = desk.child_meant(reference) {
        // A draft is behind nothing yet: what is owed to its child is what it may meet.
        return Ok(desk.owed_to_child(child)?);
    } else if let Ok(worker) = desk.worker_meant(reference) {
        return Ok(desk.owed_to_worker(worker)?);
    } else {
        let shown = clean::line(reference);
        return Err(Failure::said(format!("there is no worker, child, record or action {shown}; check the reference")));
    };
    Ok(desk.owed()?.into_iter().filter(|one| one.behind == behind).collect())
}
