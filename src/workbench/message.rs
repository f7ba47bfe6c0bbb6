//! What the workbench answers to a screen, with the page models that screens show. Not how they are shown.

pub use super::act::capture::UnsortedRow;
pub use super::act::cover::CoverLine;
pub use super::act::retention::{DueToGo, NotSaid, RetentionPage};
pub use super::page::action::ActionPage;
pub use super::page::actions::{ActionLine, ActionsPage};
pub use super::page::asye::{Area, AsyeYear, Evidence, Observation, Stands, Workload};
pub use super::page::brief::BriefPage;
pub use super::page::calendar::{CalendarPage, Standing, Supervised};
pub use super::page::child::{Checkpoint, ChildPage, Entry, Footprint, Happening, MilestoneRow};
pub use super::page::child_plan::PlanRow;
pub use super::page::children::{ChildRow, ChildrenPage};
pub use super::page::copied::{OnlyHerePage, OnlyHereRow, ToPaste};
pub use super::page::group::GroupPage;
pub use super::page::import::ImportPlan;
pub use super::page::insight::{
    InsightFigure, InsightGroup, InsightOpens, InsightPage, InsightRow, InsightView, Worth,
};
pub use super::page::journey::JourneyPage;
pub use super::page::oversight::{
    BegunAdditionRow, DraftRow, DraftsThere, Judged, LeftAt, OversightPage, OwedToChild, Relative, SignedPage,
};
pub use super::page::people::{PeoplePage, Person};
pub use super::page::record::RecordPage;
pub use super::page::search::{Found, FoundPage, Opens};
pub use super::page::settings::{PolicyLine, PolicyOffer, SettingsPage};
pub use super::page::today::{NoWorker, TeamRow, TodayPage, TodayRow};
pub use super::page::waiting::{WaitingRow, WaitsFor};
pub use super::page::walk::WalkPage;
pub use super::page::worker::{ActionRow, CaseloadRow, SessionRow, Supervisee, WhyPage, WorkerPage};
pub use super::page::worker_file::{Proposed, WorkerFormPage, WorkerRecordPage};
pub use super::page::worker_name::WorkerName;
pub use super::undo::CanUndo;
pub use super::verb::Verb;
use crate::practice::action::Action;
use crate::practice::covering::Covering;
use crate::practice::reference::{CaptureId, ChildId, DraftId, RecordId, WorkerId, WorkerRecordId};
use crate::practice::review::Finding;
use crate::practice::working_days::WorkingDays;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use std::fmt;
use std::sync::Arc;

/// An answer.
///
/// Its `Debug` names the variant only, for what it carries may be case text.
pub enum Msg {
    /// The file is open.
    Opened(Opened),
    /// What every screen may know of the open file has changed; nobody is led elsewhere.
    Renewed(Opened),
    /// The file is closed and its key forgotten.
    Locked,
    /// It could not be done: one plain sentence, and what to do next.
    Refused(String),
    /// The same, because of one thing that was said, by the name that the act has for it.
    RefusedAt {
        /// What of the act cannot be.
        field: &'static str,
        /// One plain sentence, and what to do next.
        why: String,
    },
    /// It was done: one plain sentence for the bottom line.
    Done(String),
    /// A line of quick capture is safe, under this number; nothing where it was emptied.
    CaptureKept(Option<CaptureId>),
    /// The lines of quick capture that are not sorted yet; comes with [`Msg::Drafts`].
    Unsorted(Vec<UnsortedRow>),
    /// Where the walk of the list is.
    Walk(Box<WalkPage>),
    /// Something was undone or done again, or why not: one plain sentence. What is on screen may be another now.
    Undone(String),
    /// What can be undone just now has changed.
    CanUndo(CanUndo),
    /// A file was imported: one plain sentence. Not a [`Done`](Self::Done), which closes the popup that asked: this one may
    /// come when quite another is open.
    Imported(String),
    /// It will be done, after something slow that is under way: one plain sentence for the bottom line.
    Wait(String),
    /// Everything that the palette can find.
    Objects(Vec<Object>),
    /// Every name that the file knows, to be covered in prose.
    Everyone(Arc<Covering>),
    /// The oversight form over a draft, to be opened.
    Oversight(Box<OversightPage>),
    /// Drafts that wait on a child, before another is begun: which is meant?
    DraftsThere(Box<DraftsThere>),
    /// A draft is safe.
    DraftSaved {
        /// The draft.
        draft: DraftId,
        /// When, by the clock on the wall.
        at: NaiveDateTime,
    },
    /// A draft could not be saved: one plain sentence, and what to do next.
    DraftNotSaved {
        /// The draft.
        draft: DraftId,
        /// Why.
        why: String,
    },
    /// The additions to records that are begun and not signed; comes with [`Msg::Drafts`].
    BegunAdditions(Vec<BegunAdditionRow>),
    /// The words of an addition to a record are safe.
    AdditionKept {
        /// The record.
        record: RecordId,
        /// When, by the clock on the wall; or why not: one plain sentence.
        kept: Result<NaiveDateTime, String>,
    },
    /// A draft was thrown away.
    DraftGone(DraftId),
    /// What is worth a look in a draft.
    WorthALook {
        /// The draft.
        draft: DraftId,
        /// What was found, in the order of the sections.
        findings: Vec<Finding>,
    },
    /// A draft was signed.
    Signed(Box<SignedPage>),
    /// A signed record in full.
    Record(Box<RecordPage>),
    /// The drafts that wait.
    Drafts(Vec<DraftRow>),
    /// The morning look.
    Today(Box<TodayPage>),
    /// Everyone in the team.
    People(Box<PeoplePage>),
    /// A worker's page.
    Worker(Box<WorkerPage>),
    /// The page before a session.
    Brief(Box<BriefPage>),
    /// A form of a worker's own file over a draft, to be opened.
    WorkerForm(Box<WorkerFormPage>),
    /// A draft in a worker's file is safe.
    WorkerDraftSaved {
        /// The draft.
        record: WorkerRecordId,
        /// When, by the clock on the wall.
        at: NaiveDateTime,
    },
    /// A draft in a worker's file could not be saved: one plain sentence, and what to do next.
    WorkerDraftNotSaved {
        /// The draft.
        record: WorkerRecordId,
        /// Why.
        why: String,
    },
    /// A draft in a worker's file was thrown away.
    WorkerDraftGone(WorkerRecordId),
    /// A draft in a worker's file was signed.
    WorkerSigned(WorkerRecordId),
    /// A signed record of a worker's file in full.
    WorkerRecord(Box<WorkerRecordPage>),
    /// What the popups about supervision need to know of a worker.
    Supervisee(Box<Supervisee>),
    /// A meeting of a group.
    Group(Box<GroupPage>),
    /// Why every date of one worker or child is what it is.
    Why(Box<WhyPage>),
    /// The list of children.
    Children(Box<ChildrenPage>),
    /// A child's page.
    Child(Box<ChildPage>),
    /// The list of actions.
    Actions(Box<ActionsPage>),
    /// What was asked before, much in the same words; empty where it asks for no decision.
    AskedBefore(Vec<Action>),
    /// One action with what happened to it.
    Action(Box<ActionPage>),
    /// One worker's ASYE.
    Asye(Box<AsyeYear>),
    /// Every ASYE side by side.
    Asyes(Vec<AsyeYear>),
    /// A month of the calendar.
    Calendar(Box<CalendarPage>),
    /// A record let out for the clipboard.
    ToPaste(Box<ToPaste>),
    /// Figures with the rows behind each.
    Insight(Box<InsightPage>),
    /// A child's journey.
    Journey(Box<JourneyPage>),
    /// The records that exist only here.
    OnlyHere(Box<OnlyHerePage>),
    /// What was found.
    Found(Box<FoundPage>),
    /// The settings.
    Settings(Box<SettingsPage>),
    /// What has been kept as long as the policy asks.
    Retention(Box<RetentionPage>),
    /// What an import would do.
    ImportPlan(Box<ImportPlan>),
}

impl Msg {
    /// The variant's name, for a trace; never what it carries.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Opened(_) => "Opened",
            Self::Renewed(_) => "Renewed",
            Self::Locked => "Locked",
            Self::Refused(_) => "Refused",
            Self::RefusedAt { .. } => "RefusedAt",
            Self::Done(_) => "Done",
            Self::CaptureKept(_) => "CaptureKept",
            Self::Unsorted(_) => "Unsorted",
            Self::Walk(_) => "Walk",
            Self::Undone(_) => "Undone",
            Self::CanUndo(_) => "CanUndo",
            Self::Imported(_) => "Imported",
            Self::Wait(_) => "Wait",
            Self::Objects(_) => "Objects",
            Self::Everyone(_) => "Everyone",
            Self::Oversight(_) => "Oversight",
            Self::DraftsThere(_) => "DraftsThere",
            Self::DraftSaved { .. } => "DraftSaved",
            Self::DraftNotSaved { .. } => "DraftNotSaved",
            Self::BegunAdditions(_) => "BegunAdditions",
            Self::AdditionKept { .. } => "AdditionKept",
            Self::DraftGone(_) => "DraftGone",
            Self::WorthALook { .. } => "WorthALook",
            Self::Signed(_) => "Signed",
            Self::Record(_) => "Record",
            Self::Drafts(_) => "Drafts",
            Self::Today(_) => "Today",
            Self::People(_) => "People",
            Self::Worker(_) => "Worker",
            Self::Brief(_) => "Brief",
            Self::WorkerForm(_) => "WorkerForm",
            Self::WorkerDraftSaved { .. } => "WorkerDraftSaved",
            Self::WorkerDraftNotSaved { .. } => "WorkerDraftNotSaved",
            Self::WorkerDraftGone(_) => "WorkerDraftGone",
            Self::WorkerSigned(_) => "WorkerSigned",
            Self::WorkerRecord(_) => "WorkerRecord",
            Self::Supervisee(_) => "Supervisee",
            Self::Group(_) => "Group",
            Self::Why(_) => "Why",
            Self::Children(_) => "Children",
            Self::Child(_) => "Child",
            Self::Actions(_) => "Actions",
            Self::AskedBefore(_) => "AskedBefore",
            Self::Action(_) => "Action",
            Self::Asye(_) => "Asye",
            Self::Asyes(_) => "Asyes",
            Self::Calendar(_) => "Calendar",
            Self::ToPaste(_) => "ToPaste",
            Self::Insight(_) => "Insight",
            Self::Journey(_) => "Journey",
            Self::OnlyHere(_) => "OnlyHere",
            Self::Found(_) => "Found",
            Self::Settings(_) => "Settings",
            Self::Retention(_) => "Retention",
            Self::ImportPlan(_) => "ImportPlan",
        }
    }
}

impl fmt::Debug for Msg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What every screen may know of an open file.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    /// The day that is today for every rule.
    pub day: NaiveDate,
    /// The supervisor's name, as records are signed.
    pub supervisor: String,
    /// The team's name; may be empty.
    pub team: String,
    /// Why nothing can be changed, if so: one sentence such as "another Footprint has this file open".
    pub read_only: Option<String>,
    /// Seconds without a key after which the workbench locks; `None` for never.
    pub lock_after: Option<u64>,
    /// Why the day's backup could not be made, in a sentence, if it could not.
    pub no_backup: Option<String>,
    /// Whether there is nobody in the team yet, so that Today says what to do first.
    pub empty: bool,
    /// The days off, the user's own among them.
    pub days_off: Arc<WorkingDays>,
}

/// A worker, child or record that the palette can find.
#[derive(Clone, PartialEq, Eq)]
pub struct Object {
    /// Which it is.
    pub which: Which,
    /// Its reference: `W03`, `4711`, `O12`.
    pub reference: String,
    /// What people call it: a name, or a record's child and day.
    pub name: String,
    /// How old a child is, in years, where the birth is known.
    pub age: Option<u32>,
}

/// What an [`Object`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// A worker.
    Worker(WorkerId),
    /// A child.
    Child(ChildId),
    /// A signed record.
    Record(RecordId),
    /// A draft.
    Draft(DraftId),
    /// A record of a worker's own file, signed or a draft.
    WorkerRecord(WorkerRecordId),
}

impl Which {
    /// What it is called in a list.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Worker(_) => "worker",
            Self::Child(_) => "child",
            Self::Record(_) => "record",
            Self::Draft(_) => "draft",
            Self::WorkerRecord(_) => "worker's file",
        }
    }
}
