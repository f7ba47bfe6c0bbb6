//! One field of a form while it is edited, whatever its kind. Not its place on the screen, and not its saving.

use super::action_table::ActionTable;
use super::choice::ChoiceField;
use super::day_field::DayField;
use super::tags::TagsField;
use crate::practice::answer::{Answer, Answers};
use crate::practice::form::{Field, FieldKind};
use crate::practice::working_days::WorkingDays;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::screen::Editing;
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::text_field::{Edited, TextField};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What a field may need to know beside what is typed.
pub(in crate::ui) struct Given<'a> {
    /// Today.
    pub(in crate::ui) today: NaiveDate,
    /// The days off.
    pub(in crate::ui) days_off: &'a WorkingDays,
    /// Names that complete a person.
    pub(in crate::ui) people: &'a [String],
}

/// A field with what has been typed in it.
pub(in crate::ui) enum Editor {
    /// Running text, or one short line to a line.
    Text { field: TextField, lines: bool },
    /// One line.
    Line(LineField),
    /// One of several, with the codes that are kept.
    Choice { field: ChoiceField, codes: Vec<String> },
    /// Several of a list, with the codes that are kept.
    Tags { field: TagsField, codes: Vec<String> },
    /// A four-step scale.
    Scale(ChoiceField),
    /// A day.
    Day(DayField),
    /// The action table.
    Actions(ActionTable),
}

impl Editor {
    /// The editor of a form's field, with its answer in it.
    pub(in crate::ui) fn of(field: &Field, answers: &Answers, given: &Given<'_>) -> Self {
        match &field.kind {
            FieldKind::Text => Self::Text { field: TextField::with(answers.text(&field.key)), lines: false },
            FieldKind::Lines => {
                Self::Text { field: TextField::with(&answers.lines(&field.key).join("\n")), lines: true }
            }
            FieldKind::Line => Self::Line(LineField::with(answers.text(&field.key))),
            FieldKind::Choice(options) => {
                let codes: Vec<String> = options.iter().map(|option| option.code.clone()).collect();
                let chosen = codes.iter().position(|code| code == answers.text(&field.key));
                let words = options.iter().map(|option| option.words.clone()).collect();
                Self::Choice { field: ChoiceField::new(words, chosen), codes }
            }
            FieldKind::Tags(options) => {
                let codes: Vec<String> = options.iter().map(|option| option.code.clone()).collect();
                let kept = answers.tags(&field.key);
                let chosen: Vec<usize> = (0..codes.len()).filter(|one| kept.contains(&codes[*one])).collect();
                let words = options.iter().map(|option| option.words.clone()).collect();
                Self::Tags { field: TagsField::new(words, chosen), codes }
            }
            FieldKind::Scale(steps) => {
                let chosen = answers.step(&field.key).and_then(|step| usize::from(step).checked_sub(1));
                Self::Scale(ChoiceField::new(steps.to_vec(), chosen))
            }
            FieldKind::Day => Self::Day(DayField::with(answers.day(&field.key), given.days_off)),
            FieldKind::Actions => Self::Actions(ActionTable::new(answers.actions(&field.key), given)),
        }
    }

    /// The answer as it stands; `None` where nothing is answered.
    pub(in crate::ui) fn answer(&self) -> Option<Answer> {
        let answer = match self {
            Self::Text { field, lines: false } => Answer::Text(field.text()),
            Self::Text { field, lines: true } => {
                let text = field.text();
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                Answer::Lines(lines.map(str::to_owned).collect())
            }
            Self::Line(line) => Answer::Text(line.text().to_owned()),
            Self::Choice { field, codes } => Answer::Choice(codes.get(field.chosen()?)?.clone()),
            Self::Tags { field, codes } => {
                Answer::Tags(field.chosen().filter_map(|one| codes.get(one).cloned()).collect())
            }
            Self::Scale(field) => Answer::Step(u8::try_from(field.chosen()? + 1).ok()?),
            Self::Day(field) => Answer::Day(field.day()?),
            Self::Actions(table) => Answer::Actions(table.planned()),
        };
        (!answer.is_blank()).then_some(answer)
    }

    /// Whether nothing is in it yet.
    pub(in crate::ui) fn is_blank(&self) -> bool {
        match self {
            Self::Text { field, .. } => field.is_blank(),
            Self::Line(line) => line.is_blank(),
            Self::Choice { field, .. } | Self::Scale(field) => field.chosen().is_none(),
            Self::Tags { field, .. } => field.is_blank(),
            Self::Day(field) => field.words().is_empty(),
            Self::Actions(table) => table.count() == 0,
        }
    }

    /// A few words of what is in it, for the line that stands for it while another field is edited.
    pub(in crate::ui) fn preview(&self, room: usize) -> String {
        match self {
            Self::Text { field, lines } => field.start(room, if *lines { "; " } else { " " }),
            Self::Line(line) => line.text().to_owned(),
            Self::Choice { field, .. } | Self::Scale(field) => field.words().unwrap_or_default().to_owned(),
            Self::Tags { field, .. } => field.words(),
            Self::Day(field) => field.words().to_owned(),
            Self::Actions(table) => match table.count() {
                0 => String::new(),
                1 => "1 action".to_owned(),
                count => format!("{count} actions"),
            },
        }
    }

    /// How many rows it would like to have while it is edited.
    pub(in crate::ui) fn rows(&self) -> usize {
        match self {
            Self::Text { .. } => usize::MAX,
            Self::Actions(table) => 10 + table.count(),
            Self::Line(_) => 1,
            Self::Choice { field, .. } | Self::Scale(field) => field.rows(),
            Self::Tags { field, .. } => field.rows(),
            Self::Day(field) => field.rows(),
        }
    }

    /// How many rows it needs to be worked in with ease; the panel below makes room for them.
    pub(in crate::ui) fn comfortable(&self) -> usize {
        match self {
            Self::Text { .. } => 6,
            Self::Actions(table) => 10 + table.count().min(4),
            Self::Tags { field, .. } => field.rows().min(6),
            Self::Line(_) | Self::Choice { .. } | Self::Scale(_) | Self::Day(_) => self.rows(),
        }
    }

    /// What letters mean in it.
    pub(in crate::ui) const fn editing(&self) -> Editing {
        match self {
            Self::Text { .. } => Editing::Text,
            Self::Line(_)
            | Self::Choice { .. }
            | Self::Tags { .. }
            | Self::Scale(_)
            | Self::Day(_)
            | Self::Actions(_) => Editing::Line,
        }
    }

    pub(in crate::ui) fn edit(&mut self, input: &Input, given: &Given<'_>) -> Edited {
        let changed = |changed| if changed { Edited::Changed } else { Edited::No };
        match self {
            Self::Text { field, .. } => field.edit(input),
            Self::Line(line) => changed(line.edit(input)),
            Self::Choice { field, .. } | Self::Scale(field) => changed(field.edit(input)),
            Self::Tags { field, .. } => match field.edit(input) {
                None => Edited::No,
                Some(false) => Edited::Moved,
                Some(true) => Edited::Changed,
            },
            Self::Day(field) => changed(field.edit(input, given.today, given.days_off)),
            Self::Actions(table) => table.edit(input, given),
        }
    }

    pub(in crate::ui) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, given: &Given<'_>) -> Option<Position> {
        match self {
            Self::Text { field, .. } => field.draw(area, buf, cx.theme),
            Self::Line(line) => line.draw(area, buf, cx),
            Self::Choice { field, .. } | Self::Scale(field) => field.draw(area, buf, cx),
            Self::Tags { field, .. } => field.draw(area, buf, cx),
            Self::Day(field) => field.draw(area, buf, cx),
            Self::Actions(table) => table.draw(area, buf, cx, given),
        }
    }

    /// Where the cursor is in it, in characters from its start; rows for the action table; 0 elsewhere.
    pub(in crate::ui) fn offset(&self) -> usize {
        match self {
            Self::Text { field, .. } => field.offset(),
            Self::Actions(table) => table.row(),
            Self::Line(_) | Self::Choice { .. } | Self::Tags { .. } | Self::Scale(_) | Self::Day(_) => 0,
        }
    }

    /// Puts the cursor back where [`offset`](Self::offset) said.
    pub(in crate::ui) fn go_to(&mut self, offset: usize) {
        match self {
            Self::Text { field, .. } => field.go_to(offset),
            Self::Actions(table) => table.go_to(offset),
            Self::Line(_) | Self::Choice { .. } | Self::Tags { .. } | Self::Scale(_) | Self::Day(_) => {}
        }
    }
}
