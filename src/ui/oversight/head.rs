//! The head of a record as a section of the form: the day, the reason, the people. Not the child, which never changes.

use crate::practice::because::Because;
use crate::practice::oversight::{Head, Reason};
use crate::practice::review::HEAD_DECIDED_ON;
use crate::ui::form::choice::ChoiceField;
use crate::ui::form::day_field::DayField;
use crate::ui::form::editor::{Editor, Given};
use crate::ui::form::section::FieldEdit;
use crate::ui::widget::line_field::LineField;

pub(super) const REASON: &str = "reason";
const OTHER: &str = "other_reason";
const DECIDED_BY: &str = "decided_by";
const TOOK_PART: &str = "took_part";

/// The fields that say why a record is written.
pub(super) const WHY: [&str; 2] = [REASON, OTHER];

/// The fields that hold names of people, for privacy.
pub(super) const NAMES: [&str; 2] = [DECIDED_BY, TOOK_PART];

/// The fields of a head. A reason that is not among those offered is put first, so that nothing is lost by looking.
pub(super) fn fields(head: &Head, reasons: &mut Vec<Because>, proposed: usize, given: &Given<'_>) -> Vec<FieldEdit> {
    let other = match &head.reason {
        Some(Reason::Other(words)) => words.clone(),
        Some(Reason::Known(_)) | None => String::new(),
    };
    let mut chosen = reasons.iter().position(|one| one.is_of(head));
    if let (None, Some(reason @ Reason::Known(_))) = (chosen, &head.reason) {
        let mut kept = Because::plain(reason.clone());
        kept.checkpoint_day = head.checkpoint_day;
        kept.reviews = head.reviews.map(|record| (record, head.decided_on));
        reasons.push(kept);
        chosen = Some(reasons.len() - 1);
    }
    let words = reasons.iter().map(Because::words).collect();
    let codes = (0..reasons.len()).map(|number| number.to_string()).collect();
    let reason = Editor::Choice { field: ChoiceField::new(words, chosen).proposing(proposed), codes };
    let line = |words: Option<&String>| Editor::Line(LineField::with(words.cloned().unwrap_or_default()));
    let field = |key: &str, label: &str, hint: &str, editor| FieldEdit {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        editor,
    };
    vec![
        field(
            HEAD_DECIDED_ON,
            "Decided on",
            "The day you decided, not always the day you write.",
            Editor::Day(DayField::with(Some(head.decided_on), given.days_off)),
        ),
        field(REASON, "Why now", "A number, a letter or the arrows choose.", reason),
        field(OTHER, "Another reason", "In your own words, if none of those fits.", line(Some(&other))),
        field(DECIDED_BY, "Decided by", "Only if it was not you: cover, out of hours.", line(head.decided_by.as_ref())),
        field(TOOK_PART, "Who took part", "Names, as you would say them.", line(head.took_part.as_ref())),
    ]
}

/// Reads the fields back into the head. A day that was not understood leaves the day as it was.
pub(super) fn read(fields: &[FieldEdit], reasons: &[Because], head: &mut Head) {
    let words = |line: &LineField| Some(line.text().trim().to_owned()).filter(|words| !words.is_empty());
    let mut chosen = None;
    let mut other = None;
    for field in fields {
        match (field.key.as_str(), &field.editor) {
            (HEAD_DECIDED_ON, Editor::Day(day)) => head.decided_on = day.day().unwrap_or(head.decided_on),
            (REASON, Editor::Choice { field, .. }) => chosen = field.chosen(),
            (OTHER, Editor::Line(line)) => other = words(line),
            (DECIDED_BY, Editor::Line(line)) => head.decided_by = words(line),
            (TOOK_PART, Editor::Line(line)) => head.took_part = words(line),
            _ => {}
        }
    }
    match (other, chosen.and_then(|chosen| reasons.get(chosen))) {
        (Some(words), _) => Because::plain(Reason::Other(words)).put_into(head),
        (None, Some(because)) => because.put_into(head),
        (None, None) => (head.reason, head.checkpoint_day, head.reviews) = (None, None, None),
    }
}
