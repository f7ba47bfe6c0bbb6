//! A signed record or a draft in full.

use super::{Named, fact, part};
use crate::exchange::print::actions::{ActionRow, stands};
use crate::exchange::print::drafts::Sections;
use crate::exchange::print::{answers, clean, json};
use crate::practice::answer::Answers;
use crate::practice::date_words::long;
use crate::practice::form::Form;
use crate::practice::oversight::{Draft, Head, Reason, Signed, Statement};
use crate::practice::review::LookedAt;
use chrono::{NaiveDate, SecondsFormat};
use serde::Serialize;
use std::fmt::Write as _;

/// What stands on paper: a record that was signed, or a draft.
pub enum Written<'a> {
    /// Signed, with the actions it asked for.
    Signed(&'a Signed, &'a [ActionRow]),
    /// Not signed.
    Draft(&'a Draft),
}

impl Written<'_> {
    /// The name of the form it is written in.
    pub fn form(&self) -> &str {
        match self {
            Self::Signed(signed, _) => &signed.form,
            Self::Draft(draft) => &draft.form,
        }
    }

    /// What is written in it.
    pub const fn answers(&self) -> &Answers {
        match self {
            Self::Signed(signed, _) => &signed.answers,
            Self::Draft(draft) => &draft.answers,
        }
    }
}

/// All of it, as JSON has it.
#[derive(Serialize)]
pub struct Whole<'a> {
    reference: String,
    form: &'a str,
    signed: bool,
    child: &'a Named,
    decided_on: NaiveDate,
    decided_by: Option<&'a str>,
    took_part: Option<&'a str>,
    reason: Option<String>,
    checkpoint_day: Option<u16>,
    reviews: Option<String>,
    sections: Sections<'a>,
    answers: &'a Answers,
    statements: &'a [Statement],
    looked_at: &'a [LookedAt],
    signed_by: Option<&'a str>,
    signed_at: Option<String>,
    saved_at: Option<String>,
    imported: bool,
    withdrawn: bool,
    addenda: Vec<AddendumItem<'a>>,
    actions: &'a [ActionRow],
}

#[derive(Serialize)]
struct AddendumItem<'a> {
    on: NaiveDate,
    text: &'a str,
    signed_by: &'a str,
    signed_at: String,
    withdraws: bool,
}

fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Whole<'_> {
    /// Leaves the answers to the nine statements out.
    pub(in crate::exchange) const fn without_statements(&mut self) {
        self.statements = &[];
        self.looked_at = &[];
    }
}

/// As JSON.
pub fn as_json(written: &Written<'_>, child: &Named) -> String {
    json(&whole(written, child))
}

/// All of it, to be written as JSON.
pub fn whole<'a>(written: &Written<'a>, child: &'a Named) -> Whole<'a> {
    let (reference, form, head, filled) = parts(written);
    let mut whole = Whole {
        reference,
        form,
        signed: false,
        child,
        decided_on: head.decided_on,
        decided_by: head.decided_by.as_deref(),
        took_part: head.took_part.as_deref(),
        reason: head.reason.as_ref().map(Reason::code),
        checkpoint_day: head.checkpoint_day,
        reviews: head.reviews.map(|record| record.to_string()),
        sections: Sections::of(filled),
        answers: filled,
        statements: &[],
        looked_at: &[],
        signed_by: None,
        signed_at: None,
        saved_at: None,
        imported: false,
        withdrawn: false,
        addenda: Vec::new(),
        actions: &[],
    };
    match written {
        Written::Draft(draft) => whole.saved_at = Some(moment(draft.saved_at)),
        Written::Signed(signed, actions) => {
            whole.signed = true;
            whole.statements = &signed.statements;
            whole.looked_at = &signed.looked_at;
            whole.signed_by = Some(&signed.signed_by);
            whole.signed_at = Some(moment(signed.signed_at));
            whole.imported = signed.imported;
            whole.withdrawn = signed.withdrawn().is_some();
            whole.actions = actions;
            whole.addenda = signed
                .addenda
                .iter()
                .map(|one| AddendumItem {
                    on: one.on,
                    text: &one.text,
                    signed_by: &one.signed_by,
                    signed_at: moment(one.signed_at),
                    withdraws: one.withdraws,
                })
                .collect();
        }
    }
    whole
}

fn parts<'a>(written: &Written<'a>) -> (String, &'a str, &'a Head, &'a Answers) {
    match written {
        Written::Signed(signed, _) => (signed.id.to_string(), &signed.form, &signed.head, &signed.answers),
        Written::Draft(draft) => (draft.id.to_string(), &draft.form, &draft.head, &draft.answers),
    }
}

/// For people.
pub fn as_text(written: &Written<'_>, child: &Named, form: &Form) -> String {
    let (reference, _, head, filled) = parts(written);
    let mut text = format!("{reference}  {}\n", child.words());
    if form.lens {
        fact(&mut text, "Lens", &form.title);
    }
    fact(&mut text, "Decided on", &long(head.decided_on));
    fact(&mut text, "Decided by", head.decided_by.as_deref().unwrap_or_default());
    fact(&mut text, "Took part", head.took_part.as_deref().unwrap_or_default());
    fact(&mut text, "Reason", head.reason.as_ref().map(Reason::words).unwrap_or_default());
    fact(&mut text, "Checkpoint", &head.checkpoint_day.map(|day| format!("day {day}")).unwrap_or_default());
    fact(&mut text, "Reviews", &head.reviews.map(|record| record.to_string()).unwrap_or_default());
    match written {
        Written::Draft(_) => text.push_str("  A draft: not signed.\n"),
        Written::Signed(signed, _) => {
            let from = if signed.imported { ", brought in as history from another system" } else { "" };
            let on = long(signed.signed_at.date_naive());
            fact(&mut text, "Signed", &format!("{} on {on}{from}", signed.signed_by));
            if let Some(withdrawal) = signed.withdrawn() {
                fact(&mut text, "WITHDRAWN", &format!("{}: {}", long(withdrawal.on), withdrawal.text));
            }
        }
    }
    text.push_str(&answers::as_text(form, filled));
    if let Written::Signed(signed, actions) = written {
        // What came in as history was never asked.
        let asked = !signed.imported || !signed.statements.is_empty();
        let unanswered = form.unanswered(&signed.statements).filter(|_| asked);
        part(
            &mut text,
            "The standard",
            signed
                .statements
                .iter()
                .map(|one| {
                    let words = form.statements.iter().find(|statement| statement.key == one.key);
                    let words = words.map_or(one.key.as_str(), |statement| statement.text.as_str());
                    let met = if one.met { "yes" } else { "not this time" };
                    let note = if one.note.is_empty() { String::new() } else { format!(" ({})", one.note) };
                    format!("{met}: {words}{note}")
                })
                .chain(unanswered.map(|words| format!("not answered: {words}"))),
        );
        part(&mut text, "Worth a look before signing, and left", signed.looked_at.iter().map(|one| one.as_read(form)));
        part(
            &mut text,
            "What became of its actions",
            actions.iter().map(|one| format!("{}: {}, {}", one.reference, one.action, stands(one))),
        );
        for one in signed.addenda.iter().filter(|one| !one.withdraws) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\nAdded on {} by {}", long(one.on), clean::line(&one.signed_by));
            for line in clean::text(&one.text).lines() {
                let _ = writeln!(text, "  {line}");
            }
        }
    }
    text
}
