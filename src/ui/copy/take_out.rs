//! The box that takes a document out of the file: as what, and where to. Not the document.

use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::{CopyAct, Takes, WrittenAs};

/// What the box asks.
pub struct TakeOut {
    takes: Takes,
    name: String,
    fields: Fields,
    at: usize,
}

impl TakeOut {
    /// The box for something with a reference, with a format chosen.
    pub fn popup(takes: Takes, reference: &str, written_as: WrittenAs) -> EntryBox<Self> {
        let name: String = reference.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect();
        let at = WrittenAs::ALL.iter().position(|one| *one == written_as).unwrap_or(0);
        let words = WrittenAs::ALL.iter().map(|one| one.words().to_owned()).collect();
        let fields =
            Fields::new(vec![Field::choice("format", "As", words, at), Field::offered("path", "File", String::new())]);
        let mut entry = Self { takes, name, fields, at };
        entry.offer();
        EntryBox::new(entry)
    }

    fn written_as(&self) -> WrittenAs {
        WrittenAs::ALL.get(self.fields.chosen("format")).copied().unwrap_or_default()
    }

    fn offer(&mut self) {
        let path = format!("~/{}.{}", self.name, self.written_as().ending());
        self.fields.offer("path", path);
    }
}

impl Entry for TakeOut {
    fn title(&self, _: &Ctx) -> String {
        match self.takes {
            Takes::Record(record) => format!("Export {record}"),
            Takes::WorkerRecord(record) => format!("Export {record}"),
            Takes::Session(session) => format!("Export {session}"),
            Takes::Journey(_) => "Export this child's journey".to_owned(),
            Takes::Child(_) => "Export this child's record".to_owned(),
            Takes::Inspection(..) => "Take out for an inspection".to_owned(),
            Takes::Worker(_) => "Export this worker's own file".to_owned(),
        }
    }

    fn about(&self, _: &Ctx) -> String {
        "What is written stands outside the encrypted file, readable by whoever opens it. The trail keeps where it went."
            .to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, _: &Ctx) -> Option<Note> {
        (field == "path")
            .then(|| Note::Plain("Its whole path; a file that is there already stays as it is.".to_owned()))
    }

    fn edited(&mut self) {
        let at = self.fields.chosen("format");
        // The ending follows the format, as long as nobody has named another file.
        let offered =
            WrittenAs::ALL.iter().any(|one| self.fields.text("path") == format!("~/{}.{}", self.name, one.ending()));
        if at != self.at && offered {
            self.offer();
        }
        self.at = at;
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let path = words_in(&self.fields, "path", "Type or paste where it is to go.")?;
        Ok(Flow::Do(Effect::Copy(CopyAct::TakeOut { takes: self.takes, written_as: self.written_as(), path })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("write it there", "write")
    }
}
