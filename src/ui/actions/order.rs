//! The order in which actions stand: by date, child, worker, owner or drift, each in groups with their counts. Not which
//! of them are shown.

use crate::practice::action::{ActionStatus, Whose};
use crate::practice::due::State;
use crate::workbench::message::{ActionLine, ActionsPage};
use chrono::Datelike as _;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the actions stand in order of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The date: worst first; those closed, newest first.
    #[default]
    Due,
    /// Whom they concern.
    Child,
    /// The worker responsible for the child, or whom they concern.
    Worker,
    /// Who is to do them.
    Owner,
    /// How often and how far they were moved.
    Drift,
}

impl Order {
    /// All of them, in the order of the key.
    const ALL: [Self; 5] = [Self::Due, Self::Child, Self::Worker, Self::Owner, Self::Drift];

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// What the key to it does, in a word or two.
    pub const fn by(self) -> &'static str {
        match self {
            Self::Due => "by date",
            Self::Child => "by child",
            Self::Worker => "by worker",
            Self::Owner => "by doer",
            Self::Drift => "by drift",
        }
    }

    /// In words, after "by".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Due => "date",
            Self::Child => "child",
            Self::Worker => "worker",
            Self::Owner => "who does it",
            Self::Drift => "drift",
        }
    }
}

/// A group of actions, or one of them.
#[derive(Clone, PartialEq, Eq)]
pub enum Row {
    /// What the actions below have in common.
    Heading(Heading),
    /// One of them, by its place on the page.
    Action(usize),
}

/// What stands over a group. No `Debug`: it may name somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Heading {
    /// What they have in common.
    pub words: String,
    /// Whether the words are somebody's name.
    pub named: bool,
    /// How many there are.
    pub count: usize,
    /// How many of them are open and late.
    pub late: usize,
}

/// A group's place among the others, and what it is called. What nobody is named for stands last.
struct Group {
    place: (i64, String, String),
    words: String,
    named: bool,
}

impl Group {
    fn plain(place: i64, words: impl Into<String>) -> Self {
        Self { place: (place, String::new(), String::new()), words: words.into(), named: false }
    }

    /// Somebody, by name; two of one name are told apart by `key`.
    fn named(place: i64, name: &str, key: &str) -> Self {
        Self { place: (place, name.to_lowercase(), key.to_owned()), words: name.to_owned(), named: true }
    }

    fn of(line: &ActionLine, order: Order) -> Self {
        let action = &line.action;
        match order {
            Order::Due => match (action.closed_on, line.state) {
                // The month that is nearest stands first.
                (Some(on), _) => {
                    let month = i64::from(on.year()) * 12 + i64::from(on.month());
                    Self::plain(-month, format!("closed in {}", on.format("%B %Y")))
                }
                (None, State::Overdue(_)) => Self::plain(0, "late"),
                (None, State::DueToday) => Self::plain(1, "due today"),
                (None, State::DueSoon(_)) => Self::plain(2, "due soon"),
                (None, State::OnTrack(_) | State::Paused) => Self::plain(3, "due later"),
            },
            Order::Child => Self::named(i64::from(line.status.is_none()), &line.called, &line.reference),
            Order::Worker => match (&line.worker, line.status) {
                (Some(worker), _) => Self::named(0, worker, ""),
                (None, None) => Self::named(0, &line.called, ""),
                (None, Some(_)) => Self::plain(1, "children with no worker"),
            },
            Order::Owner => match (line.whose, action.owner.trim()) {
                (Whose::Mine, _) => Self::plain(0, "you"),
                (Whose::Theirs, "") => Self::plain(2, "nobody named"),
                (Whose::Theirs, owner) => Self::named(1, owner, ""),
            },
            Order::Drift => match action.redated {
                0 => Self::plain(0, "on the first date"),
                1 => Self::plain(-1, "moved once"),
                2 => Self::plain(-2, "moved twice"),
                times => Self::plain(-i64::from(times), format!("moved {times} times")),
            },
        }
    }
}

/// How many days an action's date has moved since it was agreed; 0 where it stands or came nearer.
pub fn days_moved(line: &ActionLine) -> i64 {
    (line.action.due_on - line.action.first_due_on).num_days().max(0)
}

/// `2x 34 days`: how often it was moved, and how far in all.
pub fn drift_words(line: &ActionLine) -> String {
    match line.action.redated {
        0 => String::new(),
        times => match days_moved(line) {
            1 => format!("{times}x 1 day"),
            days => format!("{times}x {days} days"),
        },
    }
}

/// The rows of these actions of a page in an order: each group under a heading with its counts. Within a group they stand
/// as the page has them, worst first; by drift, the one moved farthest first.
pub fn rows(page: &ActionsPage, shown: &[usize], order: Order) -> Vec<Row> {
    let mut groups: BTreeMap<(i64, String, String), (Group, Vec<usize>)> = BTreeMap::new();
    for place in shown {
        if let Some(line) = page.rows.get(*place) {
            let group = Group::of(line, order);
            groups.entry(group.place.clone()).or_insert_with(|| (group, Vec::new())).1.push(*place);
        }
    }
    let mut rows = Vec::with_capacity(shown.len() + groups.len());
    for (group, mut places) in groups.into_values() {
        let line = |place: &usize| page.rows.get(*place);
        if order == Order::Drift {
            places.sort_by_key(|place| Reverse(line(place).map_or(0, days_moved)));
        }
        let is_late =
            |line: &ActionLine| line.action.status == ActionStatus::Open && matches!(line.state, State::Overdue(_));
        let late = places.iter().filter_map(line).filter(|line| is_late(line)).count();
        rows.push(Row::Heading(Heading { words: group.words, named: group.named, count: places.len(), late }));
        rows.extend(places.into_iter().map(Row::Action));
    }
    rows
}
