//! The boxes that say what happened to a signed record of a worker's file: shared, answered, settled, added to. Not the
//! reader they are opened from.

use crate::practice::reference::WorkerRecordId;
use crate::practice::sent::Sent;
use crate::practice::worker_record::StepKind;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::WorkerFileAct;

/// What is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Shared,
    Answered,
    Settled,
    Added,
    Withdrawn,
    /// A copy went out.
    Sent,
}

/// What the box asks.
pub struct Answering {
    record: WorkerRecordId,
    called: String,
    says: Says,
    fields: Fields,
    // What has no day yet, in the order of the choice.
    not_sent: Vec<Sent>,
}

fn day(label: &'static str) -> Field {
    Field::offered("on", label, "today")
}

impl Answering {
    fn popup(record: WorkerRecordId, called: &str, says: Says, fields: Vec<Field>) -> EntryBox<Self> {
        let (called, fields) = (called.to_owned(), Fields::new(fields));
        let mut one = Self { record, called, says, fields, not_sent: Vec::new() };
        one.edited();
        EntryBox::new(one)
    }

    /// Says that it was shared.
    pub fn shared(record: WorkerRecordId, called: &str) -> EntryBox<Self> {
        Self::popup(record, called, Says::Shared, vec![day("Shared on")])
    }

    /// Enters the worker's answer.
    pub fn answered(record: WorkerRecordId, called: &str) -> EntryBox<Self> {
        let answers = ["agreed", "agreed, with a comment", "does not agree"].map(str::to_owned).to_vec();
        let fields = vec![
            Field::choice("answer", "The worker", answers, 0),
            Field::line("words", "In their words", ""),
            Field::line("how", "How it is settled", ""),
            day("On"),
        ];
        Self::popup(record, called, Says::Answered, fields)
    }

    /// Says that a dispute is settled.
    pub fn settled(record: WorkerRecordId, called: &str) -> EntryBox<Self> {
        let fields = vec![Field::line("words", "How", ""), day("On")];
        Self::popup(record, called, Says::Settled, fields)
    }

    /// Adds to it.
    pub fn added(record: WorkerRecordId, called: &str) -> EntryBox<Self> {
        Self::popup(record, called, Says::Added, vec![Field::line("words", "Add", "")])
    }

    /// Withdraws it.
    pub fn withdrawn(record: WorkerRecordId, called: &str) -> EntryBox<Self> {
        Self::popup(record, called, Says::Withdrawn, vec![Field::line("words", "Because", "")])
    }

    /// Says on which day a copy went out, or the quality lead was told: one of those that have no day yet.
    pub fn sent(record: WorkerRecordId, called: &str, not_sent: Vec<Sent>) -> EntryBox<Self> {
        let what = not_sent.iter().map(|one| one.words().to_owned()).collect();
        let fields = Fields::new(vec![Field::choice("what", "What", what, 0), day("On")]);
        EntryBox::new(Self { record, called: called.to_owned(), says: Says::Sent, fields, not_sent })
    }

    fn what(&self) -> StepKind {
        match (self.says, self.fields.chosen("answer")) {
            (Says::Shared, _) => StepKind::Shared,
            (Says::Answered, 0) => StepKind::Agreed,
            (Says::Answered, 1) => StepKind::AgreedWithComment,
            (Says::Answered, _) => StepKind::Disputed,
            (Says::Settled, _) => StepKind::Settled,
            (Says::Added | Says::Sent, _) => StepKind::Added,
            (Says::Withdrawn, _) => StepKind::Withdrawn,
        }
    }
}

impl Entry for Answering {
    fn title(&self, cx: &Ctx) -> String {
        let what = match self.says {
            Says::Shared => "Share",
            Says::Answered => "The worker's answer to",
            Says::Settled => "Settle",
            Says::Added => "Add to",
            Says::Withdrawn => "Withdraw",
            Says::Sent => "What went out of",
        };
        format!("{what} {}: {}", self.record, cx.name(&self.called))
    }

    fn about(&self, _: &Ctx) -> String {
        match self.says {
            Says::Shared => "The day the worker was given it to read.",
            Says::Answered => "",
            Says::Settled => "What was disputed, and how the two of you left it. Both stay in the file.",
            Says::Added => "What turned out wrong or missing. The record itself stays as it was signed.",
            Says::Withdrawn => "It stays in the file, plainly marked, with the reason.",
            Says::Sent => "Each is added to the signed record with its own day.",
        }
        .to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "on" => Some(day_note(self.fields.text("on"), "A day, such as today or 22/11.", cx)),
            "how" => Some(Note::Plain("Who talks to whom, by when; whoever helps if that does not.".to_owned())),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let what = self.what();
        let sent = self.not_sent.get(self.fields.chosen("what"));
        let words = match what {
            _ if self.says == Says::Sent => sent.map(|sent| sent.addition()).unwrap_or_default(),
            StepKind::Shared | StepKind::Agreed => String::new(),
            StepKind::Disputed => {
                words_in(&self.fields, "words", "Write down what they do not agree with, in their words.")?
            }
            StepKind::AgreedWithComment => words_in(&self.fields, "words", "Write down the worker's comment.")?,
            StepKind::Settled | StepKind::Added | StepKind::Withdrawn => {
                words_in(&self.fields, "words", "Say it in a few words.")?
            }
        };
        let settled_how = if what == StepKind::Disputed {
            words_in(&self.fields, "how", "Say how it is to be settled, and with whom.")?
        } else {
            String::new()
        };
        let on = match self.says {
            Says::Added | Says::Withdrawn => cx.day,
            Says::Shared | Says::Answered | Says::Settled | Says::Sent => day_in(&self.fields, "on", cx)?,
        };
        Ok(Flow::Do(Effect::WorkerFile(WorkerFileAct::Step { record: self.record, what, on, words, settled_how })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        match self.says {
            Says::Shared => ("it was shared on that day", "shared"),
            Says::Answered => ("keep the worker's answer", "keep"),
            Says::Settled => ("it is settled", "settled"),
            Says::Added => ("add it, dated today and signed", "add"),
            Says::Withdrawn => ("withdraw it", "withdraw"),
            Says::Sent => ("it went out on that day", "keep"),
        }
    }

    fn edited(&mut self) {
        if self.says == Says::Answered {
            let answer = self.fields.chosen("answer");
            self.fields.hide("words", answer == 0);
            self.fields.hide("how", answer != 2);
        }
    }

    fn hear(&mut self, msg: crate::workbench::Msg, _: &Ctx) -> Result<Flow, crate::workbench::Msg> {
        Err(msg)
    }
}
