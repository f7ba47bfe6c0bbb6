//! Gives a child to a worker from a day on, or to nobody. The worker is picked by a few letters.

use crate::practice::child::Allocation;
use crate::practice::date_words::long;
use crate::practice::reference::{ChildId, WorkerId};
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note};
use crate::ui::naming::{self, Named};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::ChildAct;
use crate::workbench::message::WorkerName;

/// What the popup that allocates asks.
pub struct Allocate {
    child: ChildId,
    called: String,
    now: Option<(Allocation, WorkerName)>,
    workers: Vec<Named<WorkerId>>,
    fields: Fields,
}

impl Allocate {
    /// The popup, for a child called that and given to that worker now, among these workers.
    pub fn popup(
        child: ChildId,
        called: &str,
        now: Option<(Allocation, WorkerName)>,
        workers: &[WorkerName],
    ) -> EntryBox<Self> {
        let fields = Fields::new(vec![Field::line("worker", "Worker", ""), Field::offered("from", "From", "today")]);
        let workers = workers.iter().map(Named::from).collect();
        EntryBox::new(Self { child, called: called.to_owned(), now, workers, fields })
    }
}

/// The worker that a field means: nobody where it is empty or says so.
pub fn worker_in(fields: &Fields, field: &'static str, workers: &[Named<WorkerId>]) -> Result<Option<WorkerId>, Wrong> {
    let typed = fields.text(field);
    if typed.is_empty() || is_nobody(typed) {
        return Ok(None);
    }
    match naming::meant(typed, workers)[..] {
        [one] => Ok(Some(one.id)),
        [] => Err(Wrong::new(field, "Nobody in the team is called that. Type a few letters of a name, or nobody.")),
        _ => Err(Wrong::new(field, "Several are called that. Type a few more letters.")),
    }
}

/// What stands below a field for a worker.
pub fn worker_note(typed: &str, workers: &[Named<WorkerId>], empty: &str, cx: &Ctx) -> Note {
    if is_nobody(typed) {
        return Note::Warn("With no worker.".to_owned());
    }
    naming::note(typed, workers, empty, "Nobody in the team is called that.", cx)
}

fn is_nobody(typed: &str) -> bool {
    typed.eq_ignore_ascii_case("nobody") || typed == "-"
}

impl Entry for Allocate {
    fn title(&self, cx: &Ctx) -> String {
        format!("Worker: {}", cx.name(&self.called))
    }

    fn about(&self, cx: &Ctx) -> String {
        match &self.now {
            Some((allocation, worker)) => {
                format!("Now with {}, since {}.", cx.name(&worker.name), long(allocation.from))
            }
            None => "Now with no worker.".to_owned(),
        }
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        let typed = self.fields.text(field);
        match field {
            "worker" => Some(worker_note(typed, &self.workers, "A few letters of a name, a reference, or nobody.", cx)),
            "from" => Some(day_note(typed, "The first day with this worker.", cx)),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        if self.fields.text("worker").is_empty() {
            return Err(Wrong::new("worker", "Type a few letters of a name, or nobody."));
        }
        let worker = worker_in(&self.fields, "worker", &self.workers)?;
        let from = day_in(&self.fields, "from", cx)?;
        Ok(Flow::Do(Effect::Child(ChildAct::Allocate { child: self.child, worker, from })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("give the child to this worker", "allocate")
    }
}
