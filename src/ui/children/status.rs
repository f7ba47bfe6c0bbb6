//! Sets a child's status from a day on. Closing shows the open actions first, and asks.

use crate::practice::action::Action;
use crate::practice::child::{ChildStatus, StatusChange};
use crate::practice::date_words::{long, short};
use crate::practice::reference::ChildId;
use crate::ui::confirm::Confirm;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note};
use crate::ui::screen::Flow;
use crate::ui::widget::cut;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::ChildAct;
use crate::workbench::message::ChildPage;
use chrono::NaiveDate;

const CLOSE: &str = "close_child";

/// So many open actions are named before closing; the others are counted.
const NAMED: usize = 5;

/// What the popup for a status asks.
pub struct StatusEntry {
    child: ChildId,
    called: String,
    now: Option<StatusChange>,
    open_actions: Vec<Action>,
    fields: Fields,
    closing: Option<NaiveDate>,
}

impl StatusEntry {
    /// The popup.
    pub fn popup(page: &ChildPage) -> EntryBox<Self> {
        let at = page.status.and_then(|now| ChildStatus::ALL.iter().position(|one| *one == now.status));
        let fields = Fields::new(vec![
            Field::choice("status", "Status", words(), at.unwrap_or(0)),
            Field::offered("since", "From", "today"),
        ]);
        EntryBox::new(Self {
            child: page.child.id,
            called: page.child.called().to_owned(),
            now: page.status,
            open_actions: page.open_actions.clone(),
            fields,
            closing: None,
        })
    }

    fn set(&self, status: ChildStatus, since: NaiveDate) -> Flow {
        Flow::Do(Effect::Child(ChildAct::SetStatus { child: self.child, status, since }))
    }

    fn question(&self, since: NaiveDate, cx: &Ctx) -> String {
        let mut words = format!("Closing from {} ends what is owed, and the allocation.", long(since));
        match self.open_actions.len() {
            0 => words.push_str(" No action is open."),
            1 => words.push_str(" 1 action is still open, and stays open until you close it:"),
            many => words.push_str(&format!(" {many} actions are still open, and stay open until you close them:")),
        }
        for action in self.open_actions.iter().take(NAMED) {
            words.push_str(&format!("\n- {} by {}", cut(&cx.prose(&action.action), 44), short(action.due_on)));
        }
        if let Some(more) = self.open_actions.len().checked_sub(NAMED).filter(|more| *more > 0) {
            words.push_str(&format!("\n- and {more} more"));
        }
        words
    }
}

/// The statuses as a choice.
pub fn words() -> Vec<String> {
    ChildStatus::ALL.iter().map(|status| status.words().to_owned()).collect()
}

/// The status at a place of that choice.
pub fn status_at(number: usize) -> ChildStatus {
    ChildStatus::ALL.get(number).copied().unwrap_or(ChildStatus::Contact)
}

impl Entry for StatusEntry {
    fn title(&self, cx: &Ctx) -> String {
        format!("Status: {}", cx.name(&self.called))
    }

    fn about(&self, _: &Ctx) -> String {
        self.now.map_or_else(String::new, |now| {
            let words = now.status.words();
            format!("Now {words}, since {}. What was before stays known.", long(now.since))
        })
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "since" => Some(day_note(self.fields.text("since"), "The first day of this status.", cx)),
            "status" if status_at(self.fields.chosen("status")) == ChildStatus::Closed => {
                let open = self.open_actions.len();
                (open > 0).then(|| Note::Warn(format!("Actions still open: {open}.")))
            }
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let since = day_in(&self.fields, "since", cx)?;
        let status = status_at(self.fields.chosen("status"));
        if self.now == Some(StatusChange { status, since }) {
            return Err(Wrong::new("status", "That is the status already. Choose another, or another day."));
        }
        if status == ChildStatus::Closed {
            self.closing = Some(since);
            return Ok(Flow::push(Confirm::new(CLOSE, "Close this child?", self.question(since, cx), "close")));
        }
        Ok(self.set(status, since))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("set the status", "set it")
    }

    fn said_yes(&mut self, asked: &str, _: &Ctx) -> Flow {
        match (asked, self.closing.take()) {
            (CLOSE, Some(since)) => self.set(ChildStatus::Closed, since),
            _ => Flow::Ignored,
        }
    }
}
