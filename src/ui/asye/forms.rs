//! The boxes that enter something of an ASYE: a review, an observation, what a family said, an extension, a pause, how it
//! ended.

use super::areas;
use crate::practice::asye::{AsyeOutcome, Happened};
use crate::practice::date_words::long;
use crate::practice::reference::WorkerId;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::AsyeAct;
use crate::workbench::message::{Area, AsyeYear};
use chrono::NaiveDate;

/// What is entered.
#[derive(Clone, PartialEq, Eq)]
enum Enters {
    /// One of these reviews, by the months of the policy.
    Review(Vec<u16>),
    Observation,
    Feedback,
    Extension,
    Pause,
    End,
}

/// What such a box asks.
pub(super) struct Form {
    worker: WorkerId,
    name: String,
    until: NaiveDate,
    /// What an observation or a family's words can be evidence of.
    areas: Vec<Area>,
    enters: Enters,
    /// Whether the last review was not held.
    final_open: bool,
    /// The end that was asked about once more: another Enter keeps it.
    asked_for: Option<(NaiveDate, usize)>,
    fields: Fields,
}

fn areas_field() -> Field {
    Field::line("areas", "It shows", "")
}

impl Form {
    fn boxed(year: &AsyeYear, enters: Enters, fields: Vec<Field>) -> EntryBox<Self> {
        let (worker, name, until, areas) = (year.worker, year.name.clone(), year.until, year.areas.clone());
        let final_open = year.reviews.last().is_some_and(|review| review.done_on.is_none());
        let fields = Fields::new(fields);
        EntryBox::new(Self { worker, name, until, areas, enters, final_open, asked_for: None, fields })
    }

    /// A review that was held; the one under the cursor first, if one is.
    pub(super) fn review(year: &AsyeYear, months: Option<u16>, day: NaiveDate) -> EntryBox<Self> {
        let (open, options): (Vec<u16>, Vec<String>) =
            year.reviews.iter().filter(|one| one.done_on.is_none()).map(|one| (one.months, one.at())).unzip();
        let at = months.and_then(|months| open.iter().position(|one| *one == months)).unwrap_or(0);
        let fields = vec![
            Field::choice("which", "Review", options, at),
            Field::offered("on", "Held on", long(day)),
            Field::line("words", "What was said", ""),
        ];
        Self::boxed(year, Enters::Review(open), fields)
    }

    /// An observation that stands on paper.
    pub(super) fn observation(year: &AsyeYear, day: NaiveDate) -> EntryBox<Self> {
        let fields =
            vec![Field::offered("on", "On", long(day)), Field::line("words", "Who watched what", ""), areas_field()];
        Self::boxed(year, Enters::Observation, fields)
    }

    /// What a child or a family said.
    pub(super) fn feedback(year: &AsyeYear, day: NaiveDate) -> EntryBox<Self> {
        let fields =
            vec![Field::offered("on", "On", long(day)), Field::line("words", "Who said what", ""), areas_field()];
        Self::boxed(year, Enters::Feedback, fields)
    }

    /// A later last day.
    pub(super) fn extension(year: &AsyeYear) -> EntryBox<Self> {
        let fields = vec![Field::line("until", "New last day", ""), Field::line("words", "Why", "")];
        Self::boxed(year, Enters::Extension, fields)
    }

    /// A stretch in which it stands still.
    pub(super) fn pause(year: &AsyeYear, day: NaiveDate) -> EntryBox<Self> {
        let fields = vec![
            Field::offered("on", "First day", long(day)),
            Field::line("until", "Last day", ""),
            Field::line("words", "Why", ""),
        ];
        Self::boxed(year, Enters::Pause, fields)
    }

    /// How it ended.
    pub(super) fn end(year: &AsyeYear, day: NaiveDate) -> EntryBox<Self> {
        let options = AsyeOutcome::ALL.iter().map(|outcome| outcome.words().to_owned()).collect();
        let fields = vec![
            Field::choice("which", "It", options, 0),
            Field::offered("on", "On", long(day.min(year.until))),
            Field::line("words", "What was said", ""),
        ];
        Self::boxed(year, Enters::End, fields)
    }
}

impl Form {
    /// What speaks against a year ended on a day: it runs longer, or its last review was not held.
    fn against_ending(&self, on: NaiveDate) -> Option<String> {
        let open = "the final review is not entered as held";
        let why = match (on < self.until, self.final_open) {
            (true, true) => format!("It runs to {}, and {open}.", long(self.until)),
            (true, false) => format!("It runs to {}.", long(self.until)),
            (false, true) => "The final review is not entered as held.".to_owned(),
            (false, false) => return None,
        };
        Some(format!("{why} Enter once more ends it all the same."))
    }
}

impl Entry for Form {
    fn title(&self, cx: &Ctx) -> String {
        let what = match self.enters {
            Enters::Review(_) => "ASYE review",
            Enters::Observation => "Practice observed",
            Enters::Feedback => "What a family said",
            Enters::Extension => "Extend the ASYE",
            Enters::Pause => "Pause the ASYE",
            Enters::End => "End of the ASYE",
        };
        format!("{what}: {}", cx.name(&self.name))
    }

    fn about(&self, _: &Ctx) -> String {
        match self.enters {
            Enters::Extension => format!("It runs to {}. Every date is reckoned by the new day.", long(self.until)),
            Enters::Pause => {
                format!("It runs to {}, and as much longer as it stands still.", long(self.until))
            }
            Enters::Review(_) | Enters::Observation | Enters::Feedback | Enters::End => String::new(),
        }
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match (field, &self.enters) {
            ("which", _) => Some(Note::Plain("Left and right choose.".to_owned())),
            ("on" | "until", _) => Some(day_note(self.fields.text(field), "A day: today, fri, 4/12, +14d.", cx)),
            ("words", Enters::Extension | Enters::Pause) => {
                Some(Note::Plain("It stays with the worker's file: part-time hours, a long absence.".to_owned()))
            }
            ("words", Enters::Observation) => {
                Some(Note::Plain("One written in Footprint counts by itself; this is for one on paper.".to_owned()))
            }
            ("words", Enters::Feedback) => Some(Note::Plain(
                "In their words, and the family by initials: this is the worker's own file.".to_owned(),
            )),
            ("words", _) => Some(Note::Plain("In a line; may stay empty.".to_owned())),
            ("areas", _) => Some(areas::note(self.fields.text("areas"), &self.areas)),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let day = |field| day_in(&self.fields, field, cx);
        let words = self.fields.text("words").to_owned();
        let shows = || areas::named(self.fields.text("areas"), &self.areas).map_err(|why| Wrong::new("areas", why));
        let why = || words_in(&self.fields, "words", "Say in a few words why.");
        let (on, what) = match &self.enters {
            Enters::Review(open) => {
                let months = open.get(self.fields.chosen("which")).copied();
                let months = months.ok_or_else(|| Wrong::new("which", "Every review has been held."))?;
                (day("on")?, Happened::Reviewed { months, words })
            }
            Enters::Observation => (day("on")?, Happened::Observed { words, areas: shows()? }),
            Enters::Feedback => (day("on")?, Happened::Feedback { words, areas: shows()? }),
            Enters::Extension => (cx.day, Happened::Extended { until: day("until")?, why: why()? }),
            Enters::Pause => (day("on")?, Happened::Paused { until: day("until")?, why: why()? }),
            Enters::End => {
                let outcome = AsyeOutcome::ALL.get(self.fields.chosen("which")).copied();
                let now = (day("on")?, self.fields.chosen("which"));
                if let Some(against) = self.against_ending(now.0).filter(|_| self.asked_for != Some(now)) {
                    self.asked_for = Some(now);
                    return Err(Wrong::new("on", against));
                }
                (now.0, Happened::Ended { outcome: outcome.unwrap_or(AsyeOutcome::Passed), words })
            }
        };
        Ok(Flow::Do(Effect::Asye(AsyeAct::Enter { worker: self.worker, on, what })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("keep it", "keep")
    }
}
