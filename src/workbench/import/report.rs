//! What an import does or would do, for people and for programs.
//!
//! As JSON (`import --dry-run --format json`) it is one object, its keys fixed:
//!
//! ```json
//! {"kind": "children", "file": "children.csv", "as_of": "2026-11-22", "written": false,
//!  "new": [{"type": "child", "reference": "C1"}],
//!  "changed": [{"type": "child", "reference": "C2", "field": "status", "from": "assessment", "to": "closed"}],
//!  "unchanged": 38,
//!  "gone": [{"type": "child", "reference": "C9"}],
//!  "moved": [{"reference": "C3", "from": "W1", "to": "W2"}],
//!  "closed": ["C2"],
//!  "unallocated": 5,
//!  "refused": [{"row": 4, "record": "O12", "why": "..."}],
//!  "bad": [{"file": "children.csv", "row": 7, "column": "status", "value": "open", "expected": "one of: ..."}],
//!  "unknown_columns": ["Ward"],
//!  "oddities": [{"kind": "date_as_text", "list": 4, "sheet": "List 4", "row": 6, "child": "4711", "column": "...",
//!                "value": "...", "what_was_done": "..."}],
//!  "notes": ["..."]}
//! ```
//!
//! `type` is `worker`, `period`, `absence`, `session`, `child`, `record`, `draft` or `action`. A field that was blank,
//! or that holds a text too long to show, has `null` for `from` or `to`. `unallocated` is `null` but for children and
//! Annex A.

use super::Kind;
use super::odd_lines::odd_lines;
use crate::exchange::annex_a::Oddity;
use crate::exchange::import::BadCell;
use crate::practice::code::coded;
use crate::practice::date_words::long;
use crate::practice::reference::RecordId;
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

/// So many lines of one sort are shown to a person; the rest is counted.
const SHOWN: usize = 40;

coded! {
    /// What an entry of a report is.
    Sort {
        /// A worker.
        Worker = "worker", "worker";
        /// A period of closer supervision.
        Period = "period", "period of closer supervision";
        /// An absence.
        Absence = "absence", "absence";
        /// A session.
        Session = "session", "session";
        /// A child.
        Child = "child", "child";
        /// A signed record.
        Record = "record", "record";
        /// A draft.
        Draft = "draft", "draft";
        /// An action.
        Action = "action", "action";
    }
}

/// One thing of a report, by its reference or by what tells it from others: `W03 2026-11-04`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// What it is.
    pub sort: Sort,
    /// Its reference.
    pub reference: String,
}

/// One field that changes.
#[derive(Clone, PartialEq, Eq)]
pub struct Changed {
    /// Of what.
    pub entry: Entry,
    /// The column, as import files call it.
    pub field: &'static str,
    /// What is kept now; none where blank, or too long to show.
    pub from: Option<String>,
    /// What the file says; none where too long to show.
    pub to: Option<String>,
}

/// A child who goes from one worker to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The child's reference.
    pub reference: String,
    /// The worker until now.
    pub from: String,
    /// The worker from now on.
    pub to: String,
}

/// A row that would change a signed record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The row as a spreadsheet numbers it.
    pub row: usize,
    /// The record that it would change.
    pub record: RecordId,
    /// Which columns differ, and what to do instead: a sentence without its full stop.
    pub why: String,
}

/// What an import does, or would do. `Debug` shows counts only.
#[derive(Clone, PartialEq, Eq)]
pub struct Report {
    /// What sort of file.
    pub kind: Kind,
    /// Its name, with its sheet if it has sheets.
    pub file: String,
    /// The day it was read as of.
    pub as_of: NaiveDate,
    /// Whether it was written, and not only rehearsed.
    pub written: bool,
    /// What was not known before.
    pub new: Vec<Entry>,
    /// Every field that changes of what was.
    pub changed: Vec<Changed>,
    /// How many rows say only what is kept already.
    pub unchanged: usize,
    /// Workers and children who are kept as current and no longer in the file; nothing is done to them.
    pub gone: Vec<Entry>,
    /// Children who go from one worker to another.
    pub moved: Vec<Moved>,
    /// Children kept as open who are now closed.
    pub closed: Vec<String>,
    /// How many open children of the file have no worker.
    pub unallocated: Option<usize>,
    /// Rows that would change a signed record.
    pub refused: Vec<Refusal>,
    /// Every bad cell.
    pub bad: Vec<BadCell>,
    /// Headings that were ignored.
    pub unknown_columns: Vec<String>,
    /// What was odd in an inspection workbook.
    pub oddities: Vec<Oddity>,
    /// The teams of an inspection workbook, each with how many of its children are open.
    pub teams: Vec<(String, usize)>,
    /// What was assumed, and what is worth knowing, a sentence each without its full stop.
    pub notes: Vec<String>,
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("kind", &self.kind)
            .field("new", &self.new.len())
            .field("changed", &self.changed.len())
            .field("unchanged", &self.unchanged)
            .field("bad", &self.bad.len())
            .field("refused", &self.refused.len())
            .finish_non_exhaustive()
    }
}

impl Report {
    pub(super) fn new(kind: Kind, file: &str, as_of: NaiveDate) -> Self {
        Self {
            kind,
            file: file.to_owned(),
            as_of,
            written: false,
            new: Vec::new(),
            changed: Vec::new(),
            unchanged: 0,
            gone: Vec::new(),
            moved: Vec::new(),
            closed: Vec::new(),
            unallocated: None,
            refused: Vec::new(),
            bad: Vec::new(),
            unknown_columns: Vec::new(),
            oddities: Vec::new(),
            teams: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn added(&mut self, sort: Sort, reference: impl Into<String>) {
        self.new.push(Entry { sort, reference: reference.into() });
    }

    pub(super) fn sort_bad(&mut self) {
        self.bad.sort_by_key(|one| one.row);
        self.refused.sort_by_key(|one| one.row);
    }

    /// Whether a row is bad or refused, so that nothing is imported unless such rows are skipped.
    pub fn stops(&self) -> bool {
        !self.bad.is_empty() || !self.refused.is_empty()
    }

    /// Whether the file says nothing new.
    pub fn changes_nothing(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty()
    }

    /// How many rows are bad or refused.
    pub fn bad_rows(&self) -> usize {
        let mut rows: Vec<usize> = self.bad.iter().map(|one| one.row).collect();
        rows.extend(self.refused.iter().map(|one| one.row));
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    }

    /// Why it stops, and every bad row: a sentence, then a line for each.
    pub fn why_stopped(&self) -> String {
        let rows = match self.bad_rows() {
            1 => "1 row cannot be imported; correct it, or add --skip-bad-rows to import the rest".to_owned(),
            many => format!("{many} rows cannot be imported; correct them, or add --skip-bad-rows to import the rest"),
        };
        let mut text = rows;
        for line in self.bad_lines() {
            let _ = write!(text, "\n  {line}");
        }
        text
    }

    fn bad_lines(&self) -> Vec<String> {
        let refused = self.refused.iter().map(|one| {
            format!("{}, row {}: it would change the signed record {}; {}", self.file, one.row, one.record, one.why)
        });
        self.bad.iter().map(ToString::to_string).chain(refused).collect()
    }

    /// The report as one JSON object; its shape is described at the head of this file.
    pub fn to_json(&self) -> Value {
        let entry = |one: &Entry| json!({"type": one.sort, "reference": one.reference});
        json!({
            "kind": self.kind,
            "file": self.file,
            "as_of": self.as_of,
            "written": self.written,
            "new": self.new.iter().map(entry).collect::<Vec<_>>(),
            "changed": self.changed.iter().map(|one| json!({
                "type": one.entry.sort, "reference": one.entry.reference, "field": one.field,
                "from": one.from, "to": one.to,
            })).collect::<Vec<_>>(),
            "unchanged": self.unchanged,
            "gone": self.gone.iter().map(entry).collect::<Vec<_>>(),
            "moved": self.moved.iter().map(|one| json!({
                "reference": one.reference, "from": one.from, "to": one.to,
            })).collect::<Vec<_>>(),
            "closed": self.closed,
            "unallocated": self.unallocated,
            "refused": self.refused.iter().map(|one| json!({
                "row": one.row, "record": one.record.to_string(), "why": one.why,
            })).collect::<Vec<_>>(),
            "bad": self.bad.iter().map(|one| json!({
                "file": one.file, "row": one.row, "column": one.column, "value": one.value, "expected": one.expected,
            })).collect::<Vec<_>>(),
            "unknown_columns": self.unknown_columns,
            "oddities": self.oddities.iter().map(|one| json!({
                "kind": one.kind, "list": one.list, "sheet": one.sheet, "row": one.row, "child": one.child,
                "column": one.column, "value": one.value, "what_was_done": one.what_was_done,
            })).collect::<Vec<_>>(),
            "notes": self.notes,
        })
    }

    /// The report as a person reads it.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let head = match (self.written, self.bad_rows()) {
            (true, 0) => "imported".to_owned(),
            (true, 1) => "imported, but for 1 row that was skipped".to_owned(),
            (true, rows) => format!("imported, but for {rows} rows that were skipped"),
            (false, _) => "nothing has been written yet".to_owned(),
        };
        let _ = writeln!(text, "{}, as of {}: {head}.", self.file, long(self.as_of));
        self.counts(&mut text);
        section(&mut text, "Changed", self.changed.iter().map(line).collect());
        let moved = |one: &Moved| format!("{}: {} to {}", one.reference, one.from, one.to);
        section(&mut text, "To another worker", self.moved.iter().map(moved).collect());
        section(&mut text, "Closed", self.closed.clone());
        let gone = |one: &Entry| format!("{} {}", one.sort.words(), one.reference);
        section(&mut text, "No longer in the file, and left as they are", self.gone.iter().map(gone).collect());
        whole_section(&mut text, "Cannot be imported", &self.bad_lines());
        section(&mut text, "Columns not known here, and ignored", self.unknown_columns.clone());
        self.odd(&mut text);
        section(&mut text, "Worth knowing", self.notes.clone());
        text
    }

    fn counts(&self, text: &mut String) {
        let mut new: BTreeMap<Sort, Vec<&str>> = BTreeMap::new();
        for entry in &self.new {
            new.entry(entry.sort).or_default().push(&entry.reference);
        }
        for (sort, references) in new {
            let _ = writeln!(text, "{} new ({})", references.len(), sort.words());
            if matches!(sort, Sort::Worker | Sort::Child) {
                let _ = writeln!(text, "  {}", some(&references));
            }
        }
        let mut changed: Vec<&Entry> = self.changed.iter().map(|one| &one.entry).collect();
        changed.sort();
        changed.dedup();
        let _ = writeln!(text, "{} changed, {} unchanged", changed.len(), self.unchanged);
        if let Some(unallocated) = self.unallocated {
            let _ = writeln!(text, "{unallocated} open with no worker");
        }
    }

    fn odd(&self, text: &mut String) {
        let (plain, asking): (Vec<&Oddity>, Vec<&Oddity>) =
            self.oddities.iter().partition(|oddity| oddity.kind.understood());
        // All of them: what was not understood must not hide behind a count.
        whole_section(text, "Look at these", &odd_lines(&asking));
        let mut counts: BTreeMap<&str, BTreeMap<u8, usize>> = BTreeMap::new();
        for oddity in plain {
            *counts.entry(oddity.kind.words()).or_default().entry(oddity.list).or_default() += 1;
        }
        let line = |(words, lists): (&str, BTreeMap<u8, usize>)| {
            let lists: Vec<String> = lists.iter().map(|(list, count)| format!("{count} in list {list}")).collect();
            format!("{words}: {}", lists.join(", "))
        };
        section(text, "Odd, and understood all the same", counts.into_iter().map(line).collect());
    }
}

fn line(one: &Changed) -> String {
    let shown = |value: &Option<String>, blank: &str| value.clone().unwrap_or_else(|| blank.to_owned());
    let (from, to) = (shown(&one.from, "nothing"), shown(&one.to, "other words"));
    format!("{} {}, {}: {from} to {to}", one.entry.sort.words(), one.entry.reference, one.field)
}

fn section(text: &mut String, heading: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "{heading}:");
    let more = lines.len().saturating_sub(SHOWN);
    for line in lines.into_iter().take(SHOWN) {
        let _ = writeln!(text, "  {line}");
    }
    if more > 0 {
        let _ = writeln!(text, "  and {more} more; --format json lists them all");
    }
}

/// A section that hides nothing behind a count.
fn whole_section(text: &mut String, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = writeln!(text, "{heading}:\n  {}", lines.join("\n  "));
    }
}

fn some(references: &[&str]) -> String {
    let shown: Vec<&str> = references.iter().copied().take(SHOWN).collect();
    match references.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
