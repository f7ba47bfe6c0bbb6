//! Which children are shown, and in what order.

use crate::practice::child::ChildStatus;
use crate::practice::reference::WorkerId;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong};
use crate::ui::input::Input;
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::message::{ChildRow, WorkerName};
use chrono::NaiveDate;

/// What the list is told when a filter was chosen.
pub const CHOSEN: &str = "filter";

/// Whose children.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum With {
    /// Anybody's.
    #[default]
    Anybody,
    /// Those with no worker.
    Nobody,
    /// One worker's.
    Worker(WorkerId, String),
}

/// How long nothing has been written, as days; the last choice is never.
const SILENT: [(Option<i64>, &str); 5] = [
    (Some(0), "any time"),
    (Some(28), "more than 4 weeks ago"),
    (Some(42), "more than 6 weeks ago"),
    (Some(90), "more than 90 days ago"),
    (None, "never"),
];

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The one longest without a footprint first.
    #[default]
    Silence,
    /// The one owed most first.
    Owed,
    /// By name.
    Name,
}

const ORDERS: [(Order, &str); 3] = [
    (Order::Silence, "longest without a footprint"),
    (Order::Owed, "what is owed, worst first"),
    (Order::Name, "name"),
];

/// Which children are shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those not open.
    pub closed: bool,
    /// Only this status.
    pub status: Option<ChildStatus>,
    /// Whose.
    pub with: With,
    /// The place among the times of the last footprint.
    pub silent: usize,
    /// In what order.
    pub order: Order,
}

impl Filter {
    /// Whether it shows a child, whose rows are open or closed as the filter asks.
    pub fn shows(&self, row: &ChildRow, day: NaiveDate) -> bool {
        let with = match &self.with {
            With::Anybody => true,
            With::Nobody => row.worker.is_none(),
            With::Worker(id, _) => row.worker.as_ref().is_some_and(|(one, _)| one == id),
        };
        let silent = match SILENT.get(self.silent) {
            None | Some((Some(0), _)) => true,
            Some((Some(days), _)) => row.last_footprint.is_none_or(|last| (day - last).num_days() > *days),
            Some((None, _)) => row.last_footprint.is_none(),
        };
        with && silent && self.status.is_none_or(|status| row.status.is_some_and(|(one, _)| one == status))
    }

    /// What is filtered for, in words; empty for all who are open.
    pub fn words(&self, cx: &Ctx) -> String {
        let mut words = Vec::new();
        if self.closed {
            words.push("closed".to_owned());
        }
        words.extend(self.status.map(|status| status.words().to_owned()));
        match &self.with {
            With::Anybody => {}
            With::Nobody => words.push("no worker".to_owned()),
            With::Worker(_, name) => words.push(cx.name(name)),
        }
        if let (1.., Some((_, silent))) = (self.silent, SILENT.get(self.silent)) {
            words.push(format!("last footprint {silent}"));
        }
        words.join(", ")
    }
}

/// What the popup that chooses a filter asks.
pub struct ChooseFilter {
    fields: Fields,
}

impl ChooseFilter {
    /// The popup, with what is chosen now.
    pub fn popup(now: &Filter, workers: &[WorkerName], cx: &Ctx) -> EntryBox<Self> {
        let mut statuses = vec!["any".to_owned()];
        statuses.extend(ChildStatus::ALL.iter().map(|one| one.words().to_owned()));
        let status = now.status.and_then(|now| ChildStatus::ALL.iter().position(|one| *one == now));
        let mut names = vec!["anybody".to_owned(), "nobody".to_owned()];
        names.extend(workers.iter().map(|one| cx.name(&one.name)));
        let with = match &now.with {
            With::Anybody => 0,
            With::Nobody => 1,
            With::Worker(id, _) => workers.iter().position(|one| one.id == *id).map_or(0, |at| at + 2),
        };
        let silent = SILENT.iter().map(|(_, words)| (*words).to_owned()).collect();
        let orders = ORDERS.iter().map(|(_, words)| (*words).to_owned()).collect();
        let order = ORDERS.iter().position(|(one, _)| *one == now.order).unwrap_or(0);
        let open = vec!["open".to_owned(), "closed".to_owned()];
        let fields = Fields::new(vec![
            Field::choice("status", "Status", statuses, status.map_or(0, |at| at + 1)),
            Field::choice("with", "Worker", names, with),
            Field::choice("silent", "Last footprint", silent, now.silent),
            Field::choice("closed", "Children", open, usize::from(now.closed)),
            Field::choice("order", "First", orders, order),
        ]);
        EntryBox::new(Self { fields })
    }

    /// The filter that an answer of the popup means.
    pub fn read(answer: &str, workers: &[WorkerName]) -> Filter {
        let mut chosen = answer.split(',').map(|number| number.parse::<usize>().unwrap_or(0));
        let mut next = || chosen.next().unwrap_or(0);
        let status = next().checked_sub(1).and_then(|at| ChildStatus::ALL.get(at)).copied();
        let with = match next() {
            0 => With::Anybody,
            1 => With::Nobody,
            at => workers.get(at - 2).map_or(With::Anybody, |one| With::Worker(one.id, one.name.clone())),
        };
        let (silent, closed) = (next(), next() == 1);
        Filter { closed, status, with, silent, order: ORDERS.get(next()).map_or(Order::Silence, |(one, _)| *one) }
    }
}

impl Entry for ChooseFilter {
    fn title(&self, _: &Ctx) -> String {
        "Which children".to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, _: &Ctx) -> Option<Note> {
        (self.fields.focused() == field)
            .then(|| Note::Plain("Left and right change it; a letter goes to the next that begins with it.".to_owned()))
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let fields = ["status", "with", "silent", "closed", "order"];
        let chosen = fields.map(|field| self.fields.chosen(field).to_string());
        Ok(Flow::PopWith(Input::Chosen { asked: CHOSEN, answer: chosen.join(",") }))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("show these", "show")
    }

    fn changes(&self) -> bool {
        false
    }
}
