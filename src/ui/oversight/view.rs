//! How the oversight form is laid out: sections on the left, the text in the middle, the panel beside or below it, and at
//! the foot what is still needed. Not what a key does.

use super::side::Kind;
use super::{DISCARD, NEXT, OversightScreen, PREVIOUS, REMOVE_ACTION, head};
use crate::practice::date_words::{long, with_weekday};
use crate::practice::review::{Finding, FindingName};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::form::editor::{Editor, Given};
use crate::ui::form::head::draw_head;
use crate::ui::form::keys;
use crate::ui::form::layout::Look;
use crate::ui::form::section::FieldEdit;
use crate::ui::global;
use crate::ui::key::Key;
use crate::ui::widget::{cut, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

impl OversightScreen {
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let area = area.intersection(buf.area);
        self.draw_top(area, buf, cx);
        self.draw_needed(area, buf, cx);
        let side = self.side.as_ref().filter(|side| side.kind() != Kind::Off);
        let (middle, panel) = self.body.part(area, buf, cx, side.is_some());
        if let (Some(side), Some(panel)) = (side, panel) {
            side.draw(panel, buf, cx, &self.page, self.body.at.0);
        }
        let given = Given { today: cx.day, days_off: &cx.days_off, people: &self.page.people };
        self.body.draw_fields(middle, buf, cx, &given, |field| Look {
            names: head::NAMES.contains(&field.key.as_str()),
            waits: self.is_open_choice(field),
        })
    }

    fn draw_top(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let page = &self.page;
        let age = page.age.map_or_else(String::new, |age| format!(", {age}"));
        let status =
            page.status.map_or_else(String::new, |now| format!(", {} since {}", now.status.words(), long(now.since)));
        let reason = self
            .reasons
            .iter()
            .find(|one| one.is_of(&self.head))
            .map(crate::practice::because::Because::words)
            .or_else(|| self.head.reason.as_ref().map(|reason| reason.words().to_owned()))
            .unwrap_or_else(|| "no reason given yet".to_owned());
        let reason = page.lens.as_ref().map_or(reason, |title| format!("{title}, a lens on its own"));
        let second = format!("decided {}: {}", with_weekday(self.head.decided_on), cx.prose(&reason));
        let words = (page.called.as_str(), &*format!("{age}{status}"), second);
        draw_head((&page.draft.id.to_string(), self.keeping.saved()), words, (area, buf), cx);
    }

    /// Whether it is a choice that waits; a reason in the manager's own words leaves none among those offered.
    fn is_open_choice(&self, field: &FieldEdit) -> bool {
        let choice = matches!(field.editor, Editor::Choice { .. } | Editor::Scale(_)) && field.editor.is_blank();
        let in_own_words = field.key == head::REASON && self.head.reason.is_some();
        choice && !in_own_words
    }

    fn draw_needed(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let row = area.height.saturating_sub(1);
        let room = usize::from(area.width.saturating_sub(2));
        if self.findings.is_empty() {
            let words = if self.page.lens.is_some() {
                "Fill in what helps. Ctrl+G reads it before it is signed."
            } else {
                "Nothing is missing. Ctrl+G reads it through with you before you sign."
            };
            write(area, buf, 1, row, &cut(words, room), cx.theme.good());
            return;
        }
        let label = "Still needed before signing: ";
        let taken = write(area, buf, 1, row, label, cx.theme.heading());
        let room = room.saturating_sub(usize::from(taken));
        write(area, buf, 1 + taken, row, &needed(&self.findings, room), cx.theme.text());
    }

    pub(super) fn all_commands(&self, cx: &Ctx) -> Vec<Command> {
        let (form, draft) = (keys::IN_THE_FORM, keys::THE_DRAFT);
        let change = cx.may_change();
        let writable = |command: Command| match &change {
            Ok(()) => command,
            Err(why) => command.when(false, why.clone()),
        };
        let mut commands = vec![
            Command::new(NEXT, "the next field", Key::TAB).short("next").group(form),
            Command::new(PREVIOUS, "the field before", Key::BACK_TAB).group(form).aside(),
            Command::new(
                keys::BEFORE_SIGNING,
                if self.page.lens.is_some() { "sign it, after a question" } else { "read it through before signing" },
                Key::ctrl('g'),
            )
            .short(if self.page.lens.is_some() { "sign" } else { "before signing" })
            .group(draft),
            Command::new(
                "side_panel",
                "beside the text: prompts, the last record, what was asked, the child, or nothing",
                Key::f(2),
            )
            .short(self.side_name())
            .group(form),
        ];
        commands.extend(keys::to_sections(&self.body));
        commands.extend(keys::beside_and_between());
        commands.extend([
            Command::new(
                "asked",
                "go through what was asked before: close, carry forward, take higher, stop",
                Key::f(4),
            )
            .short("what was asked")
            .group(form)
            .aside()
            .when(!self.page.asked.is_empty(), "nothing was asked last time"),
            writable(
                Command::new("save", "save the draft now; it never signs", Key::ctrl('s')).short("save").group(draft),
            ),
            writable(
                Command::new("lens", "lens: think with a short form, kept with this record", Key::f(6))
                    .short("lens")
                    .group(form)
                    .aside()
                    .when(self.page.lens.is_none(), "this is one already"),
            ),
            Command::named("open_earlier", "open the last record in full")
                .group(form)
                .when(self.page.earlier.is_some(), "there is no earlier record on this child"),
            writable(Command::named(DISCARD, "discard this draft").group(draft)),
        ]);
        if matches!(self.body.field().map(|field| &field.editor), Some(Editor::Actions(_))) {
            let take_out =
                Command::new(REMOVE_ACTION, "take this action out of the table", Key::ctrl('d')).short("take out");
            commands.push(writable(take_out.group(form).aside()));
        }
        let leave = "leave; the draft is kept, and the cursor with it";
        commands.push(Command::new(global::BACK, leave, Key::ESC).short("leave").group(draft));
        commands
    }

    /// What F2 leads to next.
    fn side_name(&self) -> &'static str {
        match self.side.as_ref().map_or(Kind::Off, super::side::Side::kind) {
            Kind::Prompts => "last record",
            Kind::Earlier => "actions",
            Kind::Asked => "the child",
            Kind::Child => "whole width",
            Kind::Off => "prompts",
        }
    }
}

/// What is still needed, in as many words as there is room for, and how many more.
fn needed(findings: &[Finding], room: usize) -> String {
    let mut said: Vec<&str> = Vec::new();
    for finding in findings {
        let words = what_is_needed(finding.name, finding.field.as_deref());
        if !said.contains(&words) {
            said.push(words);
        }
    }
    for shown in (1..=said.len()).rev() {
        // Counted as they are before signing, where two of the same words are two.
        let more = findings.len() - shown;
        let tail = if more == 0 { String::new() } else { format!(" and {more} more") };
        let words = format!("{}{tail}", said.get(..shown).unwrap_or_default().join(", "));
        if words.width() <= room || shown == 1 {
            return cut(&words, room);
        }
    }
    String::new()
}

/// A few words for the foot of the form.
fn what_is_needed(name: FindingName, field: Option<&str>) -> &'static str {
    use crate::practice::oversight::field as key;
    match (name, field) {
        (FindingName::SectionEmpty, Some(key::SITUATION)) => "the situation",
        (FindingName::SectionEmpty, Some(key::IMPACT)) => "the impact",
        (FindingName::SectionEmpty, Some(key::DECISION)) => "the decision",
        (FindingName::SectionEmpty, Some(key::ACTION_TABLE)) => "what needs to change",
        (FindingName::ActionMissing, _) => "an action",
        (FindingName::SectionEmpty, None) => "a few words in one of its parts",
        (FindingName::SectionEmpty, _) => "how you will review it",
        (FindingName::JudgementMissing, Some(key::LIKELIHOOD)) => "likelihood",
        (FindingName::JudgementMissing, Some(key::SIGNIFICANCE)) => "significance",
        (FindingName::JudgementMissing, _) => "imminence",
        (FindingName::ThresholdMissing, _) => "threshold",
        (FindingName::ActionIncomplete, _) => "an action is not complete",
        (FindingName::ActionBeforeDecision, _) => "an action before the decision",
        (FindingName::ReviewMissing, _) => "review date",
        (FindingName::ReviewBeforeDecision, _) => "a review after the decision",
        (FindingName::DayNotUnderstood, _) => "a day that was not understood",
        (FindingName::DecisionInFuture, _) => "a decision day that has come",
        // These hold nothing up, and are told before signing only.
        (
            FindingName::ChildNotNamed
            | FindingName::VoiceMissing
            | FindingName::ProtectiveMissing
            | FindingName::LongTermMissing
            | FindingName::VagueAction
            | FindingName::VagueTime
            | FindingName::ReviewLate
            | FindingName::RepeatedSibling
            | FindingName::RepeatedPrevious
            | FindingName::OpenActionsUnmentioned
            | FindingName::SameActionAgain
            | FindingName::AcronymUnexplained
            | FindingName::DatedLanguage
            | FindingName::LongSentence,
            _,
        ) => name.words(),
    }
}
