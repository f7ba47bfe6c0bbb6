//! How an action stands, in words, wherever it is listed beside a form. Not what is to be done.

use crate::practice::action::{Action, ActionStatus};
use crate::practice::date_words::short;
use crate::ui::context::Ctx;
use crate::ui::form::panel::Tone;

/// How it stands on the day, and whether that is late.
pub(in crate::ui) fn standing(action: &Action, cx: &Ctx) -> (Tone, String) {
    let what = if action.escalation.is_some() { "no answer yet" } else { "open" };
    if action.status == ActionStatus::Open {
        let late = (cx.day - action.due_on).num_days();
        let moved = match action.redated {
            0 => String::new(),
            1 => format!("; moved once, first due {}", short(action.first_due_on)),
            times => format!("; moved {times} times, first due {}", short(action.first_due_on)),
        };
        return match late {
            ..0 => (Tone::Quiet, format!("{what}, by {}{moved}", short(action.due_on))),
            0 => (Tone::Late, format!("! due today{moved}")),
            1 => (Tone::Late, format!("! {what}, 1 day late{moved}")),
            _ => (Tone::Late, format!("! {what}, {late} days late{moved}")),
        };
    }
    let on = action.closed_on.map_or_else(String::new, |day| format!(" {}", short(day)));
    let difference = action.difference.trim();
    let difference = if difference.is_empty() { String::new() } else { format!(": {}", cx.prose(difference)) };
    let became = match (action.status, &action.escalation) {
        (ActionStatus::Done, Some(_)) => "answered",
        (status, _) => status.words(),
    };
    (Tone::Quiet, format!("{became}{on}{difference}"))
}
