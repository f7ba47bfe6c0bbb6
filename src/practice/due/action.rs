//! Actions as things owed (`practice/due-dates.md`, *Actions* and *Whose*).

use super::why::Basis;
use super::{Behind, Kind, Owed, Rule, State, Subject};
use crate::practice::action::{Action, ActionStatus, Whose};
use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

/// How many words of an action stand as its label.
const LABEL_WORDS: usize = 8;

/// An open action as a thing owed, with the policy's notice in days; `None` for a closed one.
pub fn owed_action(action: &Action, subject: Subject, supervisor: &str, notice: u16, day: NaiveDate) -> Option<Owed> {
    if action.status != ActionStatus::Open {
        return None;
    }
    Some(Owed {
        kind: Kind::Action,
        subject,
        label: first_words(&action.action),
        due_on: Some(action.due_on),
        state: State::of(action.due_on, day, notice),
        rule: Rule::Set,
        counts_from: None,
        moved: Vec::new(),
        booking: None,
        whose: whose(&action.owner, supervisor),
        carried_by: action.owner.clone(),
        behind: Behind::Action(action.id),
        basis: Basis::Action {
            record: action.record,
            first_due_on: action.first_due_on,
            redated: action.redated,
            escalation: action.escalation.clone(),
        },
    })
}

/// Mine where the owner is the supervisor by name, theirs otherwise (`practice/due-dates.md`, *Whose*).
pub fn whose(owner: &str, supervisor: &str) -> Whose {
    if !supervisor.trim().is_empty() && same_name(owner, supervisor) { Whose::Mine } else { Whose::Theirs }
}

/// Whether two names are the same but for capitals, accents and spaces.
pub fn same_name(one: &str, other: &str) -> bool {
    plain_name(one).eq(plain_name(other))
}

fn plain_name(name: &str) -> impl Iterator<Item = char> + '_ {
    name.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let label: Vec<&str> = words.by_ref().take(LABEL_WORDS).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", label.join(" "))
}
