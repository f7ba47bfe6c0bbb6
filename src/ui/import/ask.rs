//! Asks what is to be imported and from where. Writes nothing: it leads to the page that says what would change.

use super::plan::PlanScreen;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::{ImportAct, ImportAsked, ImportKind};
use crate::workbench::{Effect, Msg};

/// The kinds, the likeliest beginning first, with what each file is.
const KINDS: [(ImportKind, &str, &str); 7] = [
    (ImportKind::AnnexA, "inspection workbook", "The workbook (Annex A) that your authority makes for inspections."),
    (ImportKind::Workers, "workers", "A spreadsheet or CSV of workers: reference, name, role, day of joining."),
    (ImportKind::Children, "children", "A spreadsheet or CSV of children: reference, name, status, worker."),
    (ImportKind::Sessions, "supervision sessions", "A spreadsheet or CSV of sessions held. Workers come first."),
    (ImportKind::Absences, "absences", "A spreadsheet or CSV of workers' absences. Workers come first."),
    (ImportKind::Oversight, "oversight", "Management oversight from another system, as signed history."),
    (ImportKind::Actions, "actions", "Actions from another system. Workers and children come first."),
];

/// What the popup that imports asks.
pub struct AskImport {
    fields: Fields,
    // What is being looked at, until the plan of it comes.
    reading: Option<ImportAsked>,
}

impl AskImport {
    /// The popup, with a kind chosen.
    pub fn popup(kind: ImportKind) -> EntryBox<Self> {
        let words = KINDS.iter().map(|(_, words, _)| (*words).to_owned()).collect();
        let at = KINDS.iter().position(|(one, ..)| *one == kind).unwrap_or(0);
        let fields = Fields::new(vec![Field::line("path", "File", ""), Field::choice("kind", "Holds", words, at)]);
        EntryBox::new(Self { fields, reading: None })
    }

    fn kind(&self) -> &'static (ImportKind, &'static str, &'static str) {
        KINDS.get(self.fields.chosen("kind")).unwrap_or(&KINDS[0])
    }
}

impl Entry for AskImport {
    fn title(&self, _: &Ctx) -> String {
        "Import".to_owned()
    }

    fn about(&self, _: &Ctx) -> String {
        if self.reading.is_some() {
            return "Reading the file and comparing it with what is kept. Escape leaves it; nothing is written."
                .to_owned();
        }
        "Nothing is written until you have seen what would change, and said yes.".to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, _: &Ctx) -> Option<Note> {
        Some(Note::Plain(match field {
            "path" => "Its whole path, such as ~/Downloads/annex-a.xlsx. You can paste it.".to_owned(),
            _ => self.kind().2.to_owned(),
        }))
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let path = words_in(&self.fields, "path", "Type or paste where the file is.")?;
        let asked = ImportAsked::new(self.kind().0, path);
        if self.reading.as_ref() == Some(&asked) {
            return Ok(Flow::Done);
        }
        self.reading = Some(asked.clone());
        Ok(Flow::Do(Effect::Import(ImportAct::Look(asked))))
    }

    fn hear(&mut self, msg: Msg, cx: &Ctx) -> Result<Flow, Msg> {
        match msg {
            Msg::ImportPlan(plan) if self.reading.as_ref() == Some(&plan.asked) => {
                Ok(Flow::replace(PlanScreen::new(*plan, cx)))
            }
            other => Err(other),
        }
    }

    fn refused(&mut self) {
        self.reading = None;
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("look at what it would change", "look")
    }
}
