//! A session in full: when, how, and where what was said of it is written. None of the words themselves.

use super::worker::{SessionItem, session, session_words};
use super::{Named, fact, part};
use crate::exchange::print::{clean, json};
use crate::practice::group::GroupMeeting;
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
    /// The meeting of a group that it was part of, with the references of who came and of the children.
    pub meeting: Option<&'a Meeting>,
}

/// A meeting of a group.
pub struct Meeting {
    /// The meeting.
    pub of: GroupMeeting,
    /// Who came.
    pub came: Vec<Named>,
    /// The children thought about.
    pub children: Vec<Named>,
}

#[derive(Serialize)]
struct MeetingItem<'a> {
    kind: &'static str,
    model: Option<&'a str>,
    shifted: Option<&'a str>,
    came: &'a [Named],
    children: &'a [Named],
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
    meeting: Option<MeetingItem<'a>>,
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
        place: said(&of.setting.place),
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
        meeting: of.meeting.map(|meeting| MeetingItem {
            kind: meeting.of.kind.code(),
            model: said(&meeting.of.model),
            shifted: said(&meeting.of.shifted),
            came: &meeting.came,
            children: &meeting.children,
        }),
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
    if let Some(meeting) = of.meeting {
        fact(&mut text, "Part of", meeting.of.kind.words());
        fact(&mut text, "Who came", &meeting.came.iter().map(Named::words).collect::<Vec<_>>().join(", "));
        fact(&mut text, "Model", &meeting.of.model);
        fact(&mut text, "What shifted", &meeting.of.shifted);
        part(&mut text, "Children thought about", meeting.children.iter().map(Named::words));
    }
    text
}

fn said(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}
