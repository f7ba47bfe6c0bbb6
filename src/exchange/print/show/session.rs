//! A session in full: when, how, and where what was said of it is written. None of the words themselves.

use super::worker::{SessionItem, session, session_words};
use super::{Named, fact, part};
use crate::exchange::print::{clean, json};
use crate::practice::session::{Session, SessionSetting};
use serde::Serialize;

/// Everything that is shown of a session.
pub struct SessionInFull<'a> {
    /// The session.
    pub session: &'a Session,
    /// Whose it is.
    pub worker: &'a Named,
    /// How and where.
    pub setting: &'a SessionSetting,
    /// The children thought about, each with the reference of the oversight that came of it.
    pub children: &'a [(Named, Option<String>)],
    /// What is written of it in the worker's own file.
    pub records: &'a [String],
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    session: SessionItem<'a>,
    worker: &'a Named,
    how: Option<&'static str>,
    place: Option<&'a str>,
    interrupted: bool,
    children: Vec<ChildItem<'a>>,
    records: &'a [String],
}

#[derive(Serialize)]
struct ChildItem<'a> {
    reference: &'a str,
    name: &'a str,
    record: Option<&'a str>,
}

/// As JSON.
pub fn as_json(of: &SessionInFull<'_>) -> String {
    json(&Whole {
        session: session(of.session),
        worker: of.worker,
        how: of.setting.how.map(crate::practice::session::How::code),
        place: (!of.setting.place.is_empty()).then_some(of.setting.place.as_str()),
        interrupted: of.setting.interrupted,
        children: of
            .children
            .iter()
            .map(|(child, record)| ChildItem {
                reference: child.reference.as_str(),
                name: &child.name,
                record: record.as_deref(),
            })
            .collect(),
        records: of.records,
    })
}

/// For people.
pub fn as_text(of: &SessionInFull<'_>) -> String {
    let mut text = format!("{}\n", clean::line(&session_words(of.session)));
    fact(&mut text, "With", &of.worker.words());
    fact(&mut text, "How", of.setting.how.map(crate::practice::session::How::words).unwrap_or_default());
    fact(&mut text, "Where", &of.setting.place);
    if of.setting.interrupted {
        text.push_str("  It was interrupted.\n");
    }
    fact(&mut text, "Written in the worker's own file", &of.records.join(", "));
    part(
        &mut text,
        "Children thought about",
        of.children.iter().map(|(child, record)| {
            let record = record.as_deref().map(|record| format!(": {record}")).unwrap_or_default();
            format!("{}{record}", child.words())
        }),
    );
    text
}
