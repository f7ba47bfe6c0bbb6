//! Which actions are shown: whose, how they stand, and of whom. Not their order.

use crate::practice::action::{ActionSubject, Whose};
use crate::practice::due::State;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong};
use crate::ui::input::Input;
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::message::{ActionLine, WorkerName};

/// What the list is told when a filter was chosen.
pub const CHOSEN: &str = "filter";

/// How they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// All that are open.
    #[default]
    Open,
    /// Open and late.
    Late,
    /// Open, and moved later at least once.
    Moved,
    /// Closed.
    Closed,
}

impl Standing {
    /// All of them, in the order of the choice.
    pub const ALL: [Self; 4] = [Self::Open, Self::Late, Self::Moved, Self::Closed];

    /// In a word.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Late => "late",
            Self::Moved => "moved later",
            Self::Closed => "closed",
        }
    }
}

/// Which actions are shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose they are; `None` for anybody's.
    pub whose: Option<Whose>,
    /// How they stand.
    pub standing: Standing,
    /// Only those that this worker is to do, or that concern them or the children they are responsible for.
    pub worker: Option<WorkerName>,
}

impl Filter {
    /// Whether it shows an action.
    pub fn shows(&self, line: &ActionLine) -> bool {
        let stands = match self.standing {
            Standing::Open | Standing::Closed => true,
            Standing::Late => matches!(line.state, State::Overdue(_)),
            Standing::Moved => line.action.redated > 0,
        };
        let of = |worker: &WorkerName| {
            line.action.owner_worker == Some(worker.id)
                || line.action.subject == ActionSubject::Worker(worker.id)
                || line.worker.as_deref() == Some(worker.name.as_str())
        };
        stands && self.whose.is_none_or(|whose| whose == line.whose) && self.worker.as_ref().is_none_or(of)
    }

    /// What is filtered for, in words; empty for all that are open.
    pub fn words(&self, cx: &Ctx) -> String {
        let mut words = Vec::new();
        if self.standing != Standing::Open {
            words.push(self.standing.words().to_owned());
        }
        words.extend(self.worker.as_ref().map(|worker| cx.name(&worker.name)));
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
        let place = |worker: &WorkerName| workers.iter().position(|one| one.id == worker.id).map(|at| at + 1);
        let mut names = vec!["anybody".to_owned()];
        names.extend(workers.iter().map(|worker| cx.name(&worker.name)));
        let whose = vec!["everybody's".to_owned(), "mine".to_owned(), "theirs".to_owned()];
        let standing = Standing::ALL.iter().map(|one| one.words().to_owned()).collect();
        let fields = Fields::new(vec![
            Field::choice(
                "standing",
                "Actions",
                standing,
                Standing::ALL.iter().position(|one| *one == now.standing).unwrap_or(0),
            ),
            Field::choice(
                "whose",
                "Whose",
                whose,
                match now.whose {
                    None => 0,
                    Some(Whose::Mine) => 1,
                    Some(Whose::Theirs) => 2,
                },
            ),
            Field::choice("worker", "With", names, now.worker.as_ref().and_then(place).unwrap_or(0)),
        ]);
        EntryBox::new(Self { fields })
    }

    /// The filter that an answer of the popup means.
    pub fn read(answer: &str, workers: &[WorkerName]) -> Filter {
        let mut chosen = answer.split(',').map(|number| number.parse::<usize>().unwrap_or(0));
        let mut next = || chosen.next().unwrap_or(0);
        let standing = Standing::ALL.get(next()).copied().unwrap_or_default();
        let whose = match next() {
            1 => Some(Whose::Mine),
            2 => Some(Whose::Theirs),
            _ => None,
        };
        let worker = next().checked_sub(1).and_then(|at| workers.get(at)).cloned();
        Filter { whose, standing, worker }
    }
}

impl Entry for ChooseFilter {
    fn title(&self, _: &Ctx) -> String {
        "Which actions".to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, _: &Ctx) -> Option<Note> {
        (field == "worker")
            .then(|| Note::Plain("What they are to do, and what concerns them or their children.".to_owned()))
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let chosen = ["standing", "whose", "worker"].map(|field| self.fields.chosen(field).to_string());
        Ok(Flow::PopWith(Input::Chosen { asked: CHOSEN, answer: chosen.join(",") }))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("show these", "show")
    }

    fn changes(&self) -> bool {
        false
    }
}
