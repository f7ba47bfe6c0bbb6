//! `show`: one worker, child, record or draft in full.

use super::failure::Failure;
use super::format::{self, TextFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::actions::{self, ActionRow};
use crate::exchange::print::clean;
use crate::exchange::print::show::Named;
use crate::exchange::print::show::child::{self, ChildInFull};
use crate::exchange::print::show::own::{self, Own};
use crate::exchange::print::show::record::{self, Written};
use crate::exchange::print::show::session::{self, Meeting, SessionInFull};
use crate::exchange::print::show::worker::{self, WorkerInFull};
use crate::practice::child::Child;
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId, SessionId, WorkerId, WorkerRecordId};
use crate::workbench::desk::Desk;
use crate::workbench::look_up::ActionsAsked;
use crate::workbench::refusal::Refusal;
use clap::{Args, Subcommand};

/// Show a worker, a child or a record in full
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  footprint show worker W03\n  footprint show record O12")]
pub(super) enum Show {
    /// Show a worker: periods, absences, sessions, children, what is owed
    #[command(after_help = "Example:\n  footprint show worker W03")]
    Worker(Which),
    /// Show a child: status, worker, assessments, records, actions, what is owed
    #[command(after_help = "Example:\n  footprint show child C0001")]
    Child(Which),
    /// Show whatever the program gave a reference: a record or a draft, a record of a worker's own file, an action, a session
    #[command(after_help = "Examples:\n  footprint show record O12\n  footprint show record D3 --format json\n  \
                            footprint show record P5\n  footprint show record A45\n  footprint show record S7")]
    Record(Which),
}

/// Which one, and how.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// Its reference; a child or a worker can be named by what was written about them too: O12, D3, A45, S7
    #[arg(value_name = "REF", value_parser = format::reference())]
    reference: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: TextFormat,
}

impl Show {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let desk = setting.desk()?;
        out.print(&match self {
            Self::Worker(which) => worker(&desk, desk.worker_meant(&which.reference)?, which.format),
            Self::Child(which) => child(&desk, desk.child_meant(&which.reference)?, which.format),
            Self::Record(which) => record(&desk, &which.reference, which.format),
        }?)
    }
}

/// A worker in full.
pub(super) fn worker(desk: &Desk, id: WorkerId, format: TextFormat) -> Result<String, Failure> {
    let store = desk.store();
    let worker = store.worker(id).map_err(Refusal::from)?.ok_or_else(|| not_there("given"))?;
    let children = store.children_of(id).map_err(Refusal::from)?;
    let children: Vec<_> = children
        .iter()
        .filter(|child| child.allocation_on(desk.day()).is_some_and(|one| one.worker == id))
        .map(|child| (named(child), child.status_on(desk.day()).map(|now| now.status)))
        .collect();
    let mut sessions = store.sessions_of(id).map_err(Refusal::from)?;
    // What is held only later is not known on the day; what is planned for later is.
    sessions.retain(|one| one.held_on().is_none_or(|held| held <= desk.day()));
    let shown = WorkerInFull {
        worker: &worker,
        formerly: &store.worker_was(id).map_err(Refusal::from)?,
        sessions: &sessions,
        children: &children,
        owed: &desk.owed_to_worker(id)?,
    };
    Ok(match format {
        TextFormat::Text => worker::as_text(&shown),
        TextFormat::Json => worker::as_json(&shown),
    })
}

/// A child in full.
pub(super) fn child(desk: &Desk, id: ChildId, format: TextFormat) -> Result<String, Failure> {
    let store = desk.store();
    let mut child = desk.child(id)?;
    // What begins or was decided only later is not known on the day.
    let day = desk.day();
    child.statuses.retain(|one| one.since <= day);
    child.allocations.retain(|one| one.from <= day);
    child.assessments.retain(|one| one.start <= day);
    let mut records = store.records_of(id).map_err(Refusal::from)?;
    records.extend(store.lenses_of(id).map_err(Refusal::from)?);
    records.retain(|one| one.head.decided_on <= day);
    records.sort_by_key(|one| (one.head.decided_on, one.id));
    let family = child.family.as_deref().map_or_else(|| Ok(Vec::new()), |family| store.family(family));
    let family: Vec<Named> = family.map_err(Refusal::from)?.iter().filter(|other| other.id != id).map(named).collect();
    let asked = ActionsAsked { child: Some(id), ..ActionsAsked::default() };
    let actions: Vec<ActionRow> = desk.actions(asked)?.into_iter().map(|line| line.printed(day)).collect();
    let shown = ChildInFull {
        child: &child,
        day,
        formerly: &store.child_was(id).map_err(Refusal::from)?,
        workers: &desk.workers_of(&child)?,
        family: &family,
        records: &records,
        drafts: &store.drafts_of(id).map_err(Refusal::from)?,
        actions: &actions,
        owed: &desk.owed_to_child(id)?,
    };
    Ok(match format {
        TextFormat::Text => child::as_text(&shown),
        TextFormat::Json => child::as_json(&shown),
    })
}

/// Anything that the program gave a reference to, in full: a signed record, a draft, an action, a session.
pub(super) fn record(desk: &Desk, reference: &str, format: TextFormat) -> Result<String, Failure> {
    if let Ok(id) = reference.parse::<ActionId>() {
        let row = desk.action_line(id)?.printed(desk.day());
        return Ok(match format {
            TextFormat::Text => actions::one_as_text(&row),
            TextFormat::Json => crate::exchange::print::json(&row),
        });
    }
    if let Ok(id) = reference.parse::<SessionId>() {
        return session(desk, id, format);
    }
    let print = |written: &Written<'_>, of: &Named| {
        Ok(match format {
            TextFormat::Text => {
                record::as_text(written, of, &desk.configuration().form_of(written.form(), written.answers())?)
            }
            TextFormat::Json => record::as_json(written, of),
        })
    };
    if let Ok(id) = reference.parse::<DraftId>() {
        let draft = desk.draft(id)?;
        return print(&Written::Draft(&draft), &named(&desk.child(draft.head.child)?));
    }
    if let Ok(id) = reference.parse::<WorkerRecordId>() {
        return own_record(desk, id, format);
    }
    let id: RecordId = reference.parse().map_err(|_| not_there(reference))?;
    let signed = desk.store().record(id).map_err(Refusal::from)?.ok_or_else(|| not_there(reference))?;
    let actions: Vec<ActionRow> = desk.actions_from(id)?.into_iter().map(|line| line.printed(desk.day())).collect();
    print(&Written::Signed(&signed, &actions), &named(&desk.child(signed.head.child)?))
}

/// A record of a worker's own file in full.
fn own_record(desk: &Desk, id: WorkerRecordId, format: TextFormat) -> Result<String, Failure> {
    let store = desk.store();
    let signed = store.worker_record(id).map_err(Refusal::from)?;
    let draft = store.worker_draft(id).map_err(Refusal::from)?;
    let own = match (&signed, &draft) {
        (Some(record), _) => Own::Signed(record),
        (None, Some(draft)) => Own::Draft(draft),
        (None, None) => return Err(not_there(&id.to_string())),
    };
    let head = match &own {
        Own::Signed(record) => &record.head,
        Own::Draft(draft) => &draft.head,
    };
    let worker = store.worker(head.worker).map_err(Refusal::from)?.ok_or_else(|| not_there(&id.to_string()))?;
    let worker = Named { reference: worker.reference, name: worker.name };
    Ok(match format {
        TextFormat::Text => own::as_text(&own, &worker, &desk.configuration().form(head.form.code())?),
        TextFormat::Json => own::as_json(&own, &worker),
    })
}

/// A session in full, with the references of what was written of it.
fn session(desk: &Desk, id: SessionId, format: TextFormat) -> Result<String, Failure> {
    let store = desk.store();
    let known = store.session(id).map_err(Refusal::from)?.filter(|one| one.held_on().is_none_or(|on| on <= desk.day()));
    let of = known.ok_or_else(|| not_there(&id.to_string()))?;
    let worker = store.worker(of.worker).map_err(Refusal::from)?.ok_or_else(|| not_there(&id.to_string()))?;
    let mut children = Vec::new();
    for one in store.children_discussed(id).map_err(Refusal::from)? {
        let written = one.record.map(|record| record.to_string()).or(one.draft.map(|draft| draft.to_string()));
        children.push((named(&desk.child(one.child)?), written));
    }
    let lines = store.worker_record_lines(of.worker).map_err(Refusal::from)?;
    let records: Vec<String> =
        lines.iter().filter(|line| line.session == Some(id)).map(|line| line.id.to_string()).collect();
    let meeting = meeting_of(desk, id)?;
    let shown = SessionInFull {
        session: &of,
        worker: &Named { reference: worker.reference, name: worker.name },
        setting: &store.session_setting(id).map_err(Refusal::from)?,
        children: &children,
        records: &records,
        meeting: meeting.as_ref(),
    };
    Ok(match format {
        TextFormat::Text => session::as_text(&shown),
        TextFormat::Json => session::as_json(&shown),
    })
}

/// The meeting of a group that a session was part of.
fn meeting_of(desk: &Desk, id: SessionId) -> Result<Option<Meeting>, Failure> {
    let store = desk.store();
    let Some(of) = store.group_of(id).map_err(Refusal::from)? else { return Ok(None) };
    let (mut came, mut children) = (Vec::new(), Vec::new());
    for (worker, _) in &of.came {
        let worker = store.worker(*worker).map_err(Refusal::from)?;
        came.extend(worker.map(|worker| Named { reference: worker.reference, name: worker.name }));
    }
    for child in &of.children {
        children.push(named(&desk.child(*child)?));
    }
    Ok(Some(Meeting { of, came, children }))
}

fn named(child: &Child) -> Named {
    Named { reference: child.reference.clone(), name: child.called().to_owned() }
}

fn not_there(reference: &str) -> Failure {
    let shown = clean::line(reference);
    Failure::said(format!(
        "there is nothing under the reference {shown}; records look like O12, drafts like D3, and what is in a worker's own file like P5"
    ))
}
