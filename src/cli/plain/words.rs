//! What a line asks for: a word for what to do, and whom it is about, in either order where the palette takes them so. Not
//! who is meant by a name or a number.

use crate::workbench::effect::UndoAct;
use crate::workbench::message::Verb;

/// What sort of thing was named with its name, so that one reference cannot mean two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Worker,
    Child,
    Record,
    Draft,
    Action,
    Line,
}

/// What is done with an action that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WithAction {
    Close,
    Redate,
    Escalate,
    Reopen,
}

/// Which actions are read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhichActions {
    Open,
    Mine,
    Closed,
}

/// What a line asks for. What follows the word stands with it, as typed: no `Debug` but in tests, for it is case text.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub(super) enum Asked {
    /// Nothing was typed.
    Nothing,
    Today,
    People,
    Children {
        closed: bool,
    },
    Actions(WhichActions),
    Drafts,
    /// What waits in workers' files and on the quality calendar.
    Waiting,
    /// The records that are not in the authority's case system yet.
    OnlyHere,
    Walk,
    Unsorted,
    /// This month, or another one.
    Calendar(String),
    Search(String),
    More,
    Help,
    Settings,
    /// How long may pass without a line before it locks.
    LockAfter(String),
    Lock,
    Quit,
    /// A verb and its object.
    Do(Verb, String),
    NotHeld(String),
    /// What a worker's own file holds.
    WorkerFile(String),
    /// Supervision written up: the session of today, or the draft of it.
    Session(String),
    /// Another form of a worker's own file.
    Begin(String),
    /// What happened to a signed record of a worker's file.
    Share(String),
    AnswerTo(String),
    Settle(String),
    /// A worker or a child who is not there yet.
    NewWorker,
    NewChild,
    Status(String),
    /// When a worker is away.
    Away(String),
    Allocate(String),
    Action(WithAction, String),
    /// Something added to a signed record.
    AddTo(String),
    Withdraw(String),
    Discard(String),
    /// It is in the authority's case system now.
    Copied(String),
    Import(String),
    /// One line that becomes a note or an action.
    Note(String),
    /// The last act that can be undone, or what was undone.
    Undo(UndoAct),
}

/// The words for each verb, the first of each the one that help names. What is noted, and which record is copied, stands after
/// its word alone: so they are none of them.
const VERBS: [(Verb, &[&str]); 10] = [
    (Verb::Open, &["open", "show", "read"]),
    (Verb::Oversight, &["oversight"]),
    (Verb::Supervision, &["hold", "held", "supervision"]),
    (Verb::Book, &["book"]),
    (Verb::Action, &["action", "agree"]),
    (Verb::Why, &["why"]),
    (Verb::Asye, &["asye"]),
    (Verb::Lens, &["lens", "lenses"]),
    (Verb::Journey, &["journey"]),
    (Verb::Export, &["export"]),
];

/// The words that say what sort of thing is named.
const SORTS: [(Sort, &str); 7] = [
    (Sort::Worker, "worker"),
    (Sort::Child, "child"),
    (Sort::Record, "record"),
    (Sort::Draft, "draft"),
    (Sort::Action, "action"),
    (Sort::Line, "line"),
    (Sort::Line, "number"),
];

/// Reads a line.
pub(super) fn asked(line: &str) -> Asked {
    let line = line.trim();
    let (first, rest) = parted(line);
    let of = || rest.to_owned();
    match (first.to_lowercase().as_str(), rest) {
        ("", _) => Asked::Nothing,
        ("today", "") => Asked::Today,
        ("people" | "workers" | "team", "") => Asked::People,
        ("children", "") => Asked::Children { closed: false },
        ("children", "closed") => Asked::Children { closed: true },
        ("actions", "" | "open") => Asked::Actions(WhichActions::Open),
        ("actions", "mine") => Asked::Actions(WhichActions::Mine),
        ("actions", "closed") => Asked::Actions(WhichActions::Closed),
        ("drafts", "") => Asked::Drafts,
        ("files", "") => Asked::Waiting,
        ("only", "here") => Asked::OnlyHere,
        ("walk", "") => Asked::Walk,
        ("unsorted", "") => Asked::Unsorted,
        ("calendar", _) => Asked::Calendar(of()),
        ("file", _) => Asked::WorkerFile(of()),
        ("session", _) => Asked::Session(of()),
        ("begin", _) => Asked::Begin(of()),
        ("share" | "shared", _) => Asked::Share(of()),
        ("answer", _) => Asked::AnswerTo(of()),
        ("settle", _) => Asked::Settle(of()),
        ("new", "worker") => Asked::NewWorker,
        ("new", "child") => Asked::NewChild,
        ("status", _) => Asked::Status(of()),
        ("away", _) => Asked::Away(of()),
        ("copied", _) => Asked::Copied(of()),
        ("import", _) => Asked::Import(of()),
        ("note", rest) if !rest.is_empty() => Asked::Note(of()),
        ("undo", "") => Asked::Undo(UndoAct::Undo),
        ("redo", "") => Asked::Undo(UndoAct::Redo),
        ("search" | "find", _) => Asked::Search(of()),
        ("more", "") => Asked::More,
        ("help" | "?", _) => Asked::Help,
        ("settings", "") => Asked::Settings,
        ("lock", "") => Asked::Lock,
        ("lock", rest) if parted(rest).0.eq_ignore_ascii_case("after") => Asked::LockAfter(parted(rest).1.to_owned()),
        ("quit" | "exit" | "leave" | "q", "") => Asked::Quit,
        ("cancel" | "missed", _) => Asked::NotHeld(of()),
        ("not", rest) if parted(rest).0.eq_ignore_ascii_case("held") => Asked::NotHeld(parted(rest).1.to_owned()),
        ("allocate", _) => Asked::Allocate(of()),
        ("close", _) => Asked::Action(WithAction::Close, of()),
        ("re-date" | "redate" | "move", _) => Asked::Action(WithAction::Redate, of()),
        ("escalate", _) => Asked::Action(WithAction::Escalate, of()),
        ("reopen" | "re-open", _) => Asked::Action(WithAction::Reopen, of()),
        ("add", _) => Asked::AddTo(of()),
        ("withdraw", _) => Asked::Withdraw(of()),
        ("discard", _) => Asked::Discard(of()),
        // `action A45` names one; `action 4711` agrees a new one.
        ("action", rest) if rest.parse::<crate::practice::reference::ActionId>().is_ok() => {
            Asked::Do(Verb::Open, line.to_owned())
        }
        (word, _) => verb_and_object(word, line, rest),
    }
}

fn verb_and_object(first: &str, line: &str, rest: &str) -> Asked {
    let verb = |word: &str| VERBS.iter().find(|(_, words)| words.contains(&word)).map(|(verb, _)| *verb);
    if let Some(verb) = verb(first) {
        return Asked::Do(verb, rest.to_owned());
    }
    // The other way round: `aisha supervision`.
    if let Some((object, last)) = line.rsplit_once(char::is_whitespace)
        && let Some(verb) = verb(&last.to_lowercase())
    {
        return Asked::Do(verb, object.trim().to_owned());
    }
    Asked::Do(Verb::Open, line.to_owned())
}

/// The sort that a name begins with, if it says one, and the name.
pub(super) fn sort_and_name(object: &str) -> (Option<Sort>, &str) {
    let (first, rest) = parted(object);
    let sort = SORTS.iter().find(|(_, word)| first.eq_ignore_ascii_case(word)).map(|(sort, _)| *sort);
    match sort {
        Some(sort) if !rest.is_empty() => (Some(sort), rest),
        Some(_) | None => (None, object.trim()),
    }
}

/// The first word, and what follows it.
pub(super) fn parted(line: &str) -> (&str, &str) {
    let line = line.trim();
    line.split_once(char::is_whitespace).map_or((line, ""), |(first, rest)| (first, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn object(verb: Verb, object: &str) -> Asked {
        Asked::Do(verb, object.to_owned())
    }

    #[rstest]
    #[case("  ", Asked::Nothing)]
    #[case("Today", Asked::Today)]
    #[case("children closed", Asked::Children { closed: true })]
    #[case("open 3", object(Verb::Open, "3"))]
    #[case("4711", object(Verb::Open, "4711"))]
    #[case("worker W03", object(Verb::Open, "worker W03"))]
    #[case("oversight  4711", object(Verb::Oversight, "4711"))]
    #[case("4711 oversight", object(Verb::Oversight, "4711"))]
    #[case("Aisha Patel Supervision", object(Verb::Supervision, "Aisha Patel"))]
    #[case("book W03 tue 10am", object(Verb::Book, "W03 tue 10am"))]
    #[case("why line 2", object(Verb::Why, "line 2"))]
    #[case("action 4711", object(Verb::Action, "4711"))]
    #[case("action A45", object(Verb::Open, "action A45"))]
    #[case("close A45", Asked::Action(WithAction::Close, "A45".to_owned()))]
    #[case("re-date A45 fri", Asked::Action(WithAction::Redate, "A45 fri".to_owned()))]
    #[case("not held W03", Asked::NotHeld("W03".to_owned()))]
    #[case("only here", Asked::OnlyHere)]
    #[case("walk", Asked::Walk)]
    #[case("unsorted", Asked::Unsorted)]
    #[case("calendar dec", Asked::Calendar("dec".to_owned()))]
    #[case("import workers ~/team.csv", Asked::Import("workers ~/team.csv".to_owned()))]
    #[case("note #4711 slept well", Asked::Note("#4711 slept well".to_owned()))]
    #[case("undo", Asked::Undo(UndoAct::Undo))]
    #[case("lock after 5 minutes", Asked::LockAfter("5 minutes".to_owned()))]
    #[case("search bedroom window", Asked::Search("bedroom window".to_owned()))]
    // A child of this name is opened, not today read out.
    #[case("today rees", object(Verb::Open, "today rees"))]
    fn a_line_says_what_to_do_and_with_whom(#[case] line: &str, #[case] wanted: Asked) {
        assert_eq!(asked(line), wanted);
    }

    #[rstest]
    #[case("worker W03", (Some(Sort::Worker), "W03"))]
    #[case("Child  4711 fri", (Some(Sort::Child), "4711 fri"))]
    #[case("worker", (None, "worker"))]
    #[case("W03", (None, "W03"))]
    fn a_name_may_say_what_sort_it_is(#[case] object: &str, #[case] wanted: (Option<Sort>, &str)) {
        assert_eq!(sort_and_name(object), wanted);
    }
}
