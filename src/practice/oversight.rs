//! Management oversight: one child, one manager, one day. A draft can be changed; a signed record never
//! (`practice/oversight.md`, *The record*).

use super::answer::{Answers, PlannedAction};
use super::code::coded;
use super::reference::{ChildId, DraftId, RecordId};
use super::review::LookedAt;
use super::worker::other_words;
use chrono::{DateTime, NaiveDate, Utc};
use std::fmt;

/// Keys of the fields of `assets/forms/oversight.toml` that the program gives a meaning of its own.
pub mod field {
    /// Prose of section 1.
    pub const SITUATION: &str = "situation";
    /// Prose of section 2.
    pub const IMPACT: &str = "impact";
    /// What the child said, or what was observed.
    pub const CHILDS_WORDS: &str = "childs_words";
    /// What protects the child.
    pub const PROTECTIVE: &str = "protective_factors";
    /// What puts the child at risk now.
    pub const RISKS: &str = "immediate_risks";
    /// What follows in the long run if nothing changes.
    pub const LONG_TERM: &str = "long_term";
    /// Prose of section 3.
    pub const DECISION: &str = "decision";
    /// The named threshold.
    pub const THRESHOLD: &str = "threshold";
    /// How likely the harm is, 1 to 4.
    pub const LIKELIHOOD: &str = "likelihood";
    /// How serious it would be, 1 to 4.
    pub const SIGNIFICANCE: &str = "significance";
    /// How soon it could come, 1 to 4.
    pub const IMMINENCE: &str = "imminence";
    /// What was considered and rejected.
    pub const CONSIDERED: &str = "considered";
    /// Prose of section 4.
    pub const ACTIONS: &str = "actions";
    /// The action table.
    pub const ACTION_TABLE: &str = "action_table";
    /// The reason for no further action.
    pub const NO_ACTION: &str = "no_further_action";
    /// Prose of section 5.
    pub const REVIEW: &str = "review";
    /// The day on which the direction is reviewed.
    pub const REVIEW_ON: &str = "review_on";
    /// How it is reviewed.
    pub const REVIEW_HOW: &str = "review_how";
    /// Who reviews it.
    pub const REVIEW_WHO: &str = "review_who";
}

coded! {
    /// The five principles, one section of the form each.
    Section {
        /// Why a manager looks now, and what is happening.
        Situation = "situation", "Reason and current situation";
        /// What life is like for the child.
        Impact = "impact", "Impact on the child";
        /// What is decided, against which threshold.
        Decision = "decision", "Decision and threshold";
        /// Who does what by when.
        Actions = "actions", "Actions";
        /// When and how the direction is looked at again.
        Review = "review", "Review of this direction";
    }
}

/// Why a record is written. `Debug` never shows the user's own words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// One that has a code.
    Known(KnownReason),
    /// Any other, in the user's words.
    Other(String),
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(reason) => f.debug_tuple("Known").field(reason).finish(),
            Self::Other(_) => f.write_str("Other"),
        }
    }
}

coded! {
    /// The reasons that have a code (`practice/oversight.md`, *The record*).
    KnownReason {
        /// From supervision.
        Supervision = "supervision", "supervision";
        /// A checkpoint of an assessment.
        AssessmentCheckpoint = "assessment_checkpoint", "assessment checkpoint";
        /// Review of an earlier direction.
        ReviewOfEarlierDirection = "review_of_earlier_direction", "review of earlier direction";
        /// Allocation to a worker.
        Allocation = "allocation", "allocation";
        /// Transfer.
        Transfer = "transfer", "transfer";
        /// Closure.
        Closure = "closure", "closure";
        /// Something changed in the child's life.
        ChangeInCircumstances = "change_in_circumstances", "change in circumstances";
        /// A strategy discussion or section 47 enquiry.
        StrategyDiscussion = "strategy_discussion", "strategy discussion or section 47";
        /// A conference or core group.
        ConferenceOrCoreGroup = "conference_or_core_group", "conference or core group";
        /// Legal planning or pre-proceedings.
        LegalPlanning = "legal_planning", "legal planning or pre-proceedings";
        /// The child moves placement.
        PlacementChange = "placement_change", "placement change";
        /// The child was missing, or is exploited.
        MissingOrExploited = "missing_or_exploited", "missing or exploited";
        /// A visit was not made.
        VisitNotMade = "visit_not_made", "visit not made";
        /// Concern about drift.
        ConcernAboutDrift = "concern_about_drift", "concern about drift";
        /// An audit found something.
        AuditFinding = "audit_finding", "audit finding";
        /// The worker asked.
        WorkerRequest = "worker_request", "worker's request";
    }
}

impl Reason {
    /// Reads a code, its words, or `other: …`.
    pub fn from_code(text: &str) -> Option<Self> {
        KnownReason::from_code(text).map(Self::Known).or_else(|| other_words(text).map(Self::Other))
    }

    /// The code used in files.
    pub fn code(&self) -> String {
        match self {
            Self::Known(reason) => reason.code().to_owned(),
            Self::Other(words) => format!("other: {words}"),
        }
    }

    /// The words people read.
    pub fn words(&self) -> &str {
        match self {
            Self::Known(reason) => reason.words(),
            Self::Other(words) => words,
        }
    }
}

coded! {
    /// The level of concern that a decision rests on.
    Threshold {
        /// Early help.
        EarlyHelp = "early_help", "early help";
        /// Section 17, child in need.
        S17 = "s17", "section 17, child in need";
        /// Section 47, significant harm.
        S47 = "s47", "section 47, child protection";
        /// Section 20, accommodated with agreement.
        S20 = "s20", "section 20, care by agreement";
        /// Section 31, care proceedings.
        S31 = "s31", "section 31, care proceedings";
        /// Stepping down.
        StepDown = "step_down", "step down";
        /// Closing.
        Close = "close", "close";
        /// No threshold is met.
        NoneMet = "none_met", "no threshold met";
    }
}

/// The head of a record: what it is about and why it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct Head {
    /// The child.
    pub child: ChildId,
    /// The day the decision was made, not always the day it was written.
    pub decided_on: NaiveDate,
    /// Who decided, if not the supervisor who records it.
    pub decided_by: Option<String>,
    /// Who took part, in the user's words.
    pub took_part: Option<String>,
    /// Why it is written; a draft may not have one yet.
    pub reason: Option<Reason>,
    /// The assessment checkpoint that it answers, in working days from the assessment's start.
    pub checkpoint_day: Option<u16>,
    /// The earlier record whose direction it reviews.
    pub reviews: Option<RecordId>,
}

impl Head {
    /// A head with the child and the day, and nothing else yet.
    pub const fn new(child: ChildId, decided_on: NaiveDate) -> Self {
        Self { child, decided_on, decided_by: None, took_part: None, reason: None, checkpoint_day: None, reviews: None }
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Head").field("child", &self.child).field("decided_on", &self.decided_on).finish_non_exhaustive()
    }
}

/// A record being written: kept safe, changed at will, and meeting nothing until it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The program's reference.
    pub id: DraftId,
    /// The name of the form it is written in: management oversight, or a lens on its own.
    pub form: String,
    /// The head.
    pub head: Head,
    /// What has been written so far.
    pub answers: Answers,
    /// When it was last saved.
    pub saved_at: DateTime<Utc>,
}

/// A signed record. Nothing here can be changed: corrections are addenda, errors are withdrawals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The program's reference.
    pub id: RecordId,
    /// The name of the form it was written in: management oversight, or a lens on its own.
    pub form: String,
    /// The head.
    pub head: Head,
    /// What was written.
    pub answers: Answers,
    /// The answers to the nine statements of the standard, in their order.
    pub statements: Vec<Statement>,
    /// What was worth a look before signing, and was left.
    pub looked_at: Vec<LookedAt>,
    /// Who signed.
    pub signed_by: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// Whether it came in as history from another system.
    pub imported: bool,
    /// What was added later, oldest first.
    pub addenda: Vec<Addendum>,
}

impl Signed {
    /// The withdrawal, if it was withdrawn.
    pub fn withdrawn(&self) -> Option<&Addendum> {
        self.addenda.iter().find(|one| one.withdraws)
    }
}

/// How one statement of the standard was answered before signing.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Statement {
    /// The key of the statement in the form file.
    pub key: String,
    /// Yes, or "not this time".
    pub met: bool,
    /// Where the record shows it, or why not this time.
    pub note: String,
}

impl fmt::Debug for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statement").field("key", &self.key).field("met", &self.met).finish_non_exhaustive()
    }
}

/// Something added to a signed record: a correction, an addition, or its withdrawal.
#[derive(Clone, PartialEq, Eq)]
pub struct Addendum {
    /// The words.
    pub text: String,
    /// Who wrote and signed it.
    pub signed_by: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// The day it was written on, as the program was told the day.
    pub on: NaiveDate,
    /// Whether it withdraws the record.
    pub withdraws: bool,
}

impl fmt::Debug for Addendum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Addendum").field("on", &self.on).field("withdraws", &self.withdraws).finish_non_exhaustive()
    }
}

/// An addition to a signed record that is being written: kept safe, and no part of the record until it is signed.
#[derive(Clone, PartialEq, Eq)]
pub struct BegunAddition {
    /// The record.
    pub record: RecordId,
    /// The child whose record it is.
    pub child: ChildId,
    /// The words so far.
    pub text: String,
    /// When they were last saved.
    pub saved_at: DateTime<Utc>,
}

impl fmt::Debug for BegunAddition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BegunAddition").field("record", &self.record).finish_non_exhaustive()
    }
}

/// Reads the action lines of an imported text: `Change: … | Action: … | Who: … | By: 2026-12-04`, parts in any order,
/// any of them missing. Gives the rows, and the text that is left.
pub fn split_action_lines(text: &str, read_day: impl Fn(&str) -> Option<NaiveDate>) -> (Vec<PlannedAction>, String) {
    let mut rows = Vec::new();
    let mut rest = Vec::new();
    for line in text.lines() {
        match action_line(line, &read_day) {
            Some(row) => rows.push(row),
            None => rest.push(line),
        }
    }
    (rows, rest.join("\n").trim().to_owned())
}

fn action_line(line: &str, read_day: &impl Fn(&str) -> Option<NaiveDate>) -> Option<PlannedAction> {
    let mut row = PlannedAction::default();
    let line = line.trim().trim_start_matches(['-', '*', '•']).trim();
    for part in line.split('|') {
        let (label, words) = part.split_once(':')?;
        let words = words.trim();
        match label.trim().to_lowercase().as_str() {
            "change" => words.clone_into(&mut row.change_needed),
            "action" => words.clone_into(&mut row.action),
            "who" => words.clone_into(&mut row.owner),
            "by" if words.is_empty() => {}
            "by" => row.due_on = Some(read_day(words)?),
            _ => return None,
        }
    }
    (!row.is_blank()).then_some(row)
}
