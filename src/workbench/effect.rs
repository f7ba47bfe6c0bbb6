//! What a screen asks for, in the field's words. Not how it is done: that is each act's own file.

pub use super::act::action::{ActionAct, ClosedHow, Decision};
pub use super::act::asye::AsyeAct;
pub use super::act::capture::CaptureAct;
pub use super::act::child::{ChildAct, ChildEntry};
pub use super::act::copy::CopyAct;
pub use super::act::cover::CoverAct;
pub use super::act::group::GroupAct;
pub use super::act::import::{ImportAct, ImportAsked};
pub use super::act::oversight::{OversightAct, ToSave};
pub use super::act::quality::QualityAct;
pub use super::act::series::SeriesAct;
pub use super::act::session::SessionAct;
pub use super::act::settings::SettingsAct;
pub use super::act::take_out::{Takes, WrittenAs};
pub use super::act::worker::{WorkerAct, WorkerEntry};
pub use super::act::worker_file::{WorkerFileAct, WorkerToSave};
pub use super::import::Kind as ImportKind;
use super::message::Msg;
use super::page::insight::InsightView;
pub use super::page::walk::WalkAct;
pub use super::undo::UndoAct;
use crate::practice::action::ActionSubject;
use crate::practice::due::SubjectId;
use crate::practice::reference::{ActionId, ChildId, RecordId, SessionId, WorkerId};
use chrono::NaiveDate;
use secrecy::SecretString;
use std::fmt;

/// Something that a screen wants done.
///
/// Its `Debug` names the variant only, for what it carries may be case text.
pub enum Effect {
    /// Open the file under a passphrase.
    Unlock {
        /// What was typed.
        passphrase: SecretString,
    },
    /// Make a new file and open it.
    SetUp(SetUp),
    /// Forget the key and close the file. Drafts have been saved before this is asked.
    Lock,
    /// Leave the program. Drafts have been saved before this is asked.
    Quit,
    /// Name every worker, child and record that the palette can find; answered by [`Msg::Objects`].
    NameObjects,
    /// Learn every name, to cover names in prose; answered by [`Msg::Everyone`].
    NameEveryone,
    /// Something done with an oversight draft or a signed record; answered by [`Msg::Oversight`],
    /// [`Msg::DraftsThere`], [`Msg::DraftSaved`], [`Msg::DraftGone`], [`Msg::Signed`] or [`Msg::Record`].
    Oversight(OversightAct),
    /// Show a signed record in full; answered by [`Msg::Record`].
    ShowRecord(RecordId),
    /// Show the drafts that wait; answered by [`Msg::Drafts`] and [`Msg::BegunAdditions`].
    ShowDrafts,
    /// Show Today; answered by [`Msg::Today`].
    ShowToday,
    /// Show everyone in the team; answered by [`Msg::People`].
    ShowPeople,
    /// Show a worker's page; answered by [`Msg::Worker`].
    ShowWorker(WorkerId),
    /// What the popups about supervision need to know of a worker; answered by [`Msg::Supervisee`].
    ShowSupervisee(WorkerId),
    /// Show the meeting of a group that a session was part of; answered by [`Msg::Group`].
    ShowGroup(SessionId),
    /// Why every date of a worker or child is what it is; answered by [`Msg::Why`].
    ShowWhy(SubjectId),
    /// Show a month of the calendar; answered by [`Msg::Calendar`].
    ShowCalendar {
        /// Any day of the month.
        month: NaiveDate,
        /// Whether what does not depend on the month is asked for too.
        whole: bool,
    },
    /// Show one worker's ASYE; answered by [`Msg::Asye`].
    ShowAsye(WorkerId),
    /// Show every ASYE side by side; answered by [`Msg::Asyes`].
    ShowAsyes,
    /// Something of an ASYE is entered or taken away; answered by [`Msg::Done`].
    Asye(AsyeAct),
    /// The team is handed over or taken back; answered by [`Msg::Done`].
    Cover(CoverAct),
    /// A series of sessions is booked; answered by [`Msg::Done`].
    Series(SeriesAct),
    /// A meeting of group or peer supervision was held; answered by [`Msg::Done`].
    Group(GroupAct),
    /// An item of the quality calendar is answered; answered by [`Msg::Done`].
    Quality(QualityAct),
    /// Something done with a session; answered by [`Msg::Done`].
    Session(SessionAct),
    /// Show the page before a session with a worker; answered by [`Msg::Brief`].
    ShowBrief(WorkerId),
    /// Something done in a worker's own file; answered by [`Msg::WorkerForm`], [`Msg::WorkerDraftSaved`],
    /// [`Msg::WorkerDraftGone`], [`Msg::WorkerSigned`], [`Msg::WorkerRecord`], [`Msg::Oversight`] or [`Msg::Done`].
    WorkerFile(WorkerFileAct),
    /// Something done with a worker's details; answered by [`Msg::Done`].
    Worker(WorkerAct),
    /// Show the children open on the day, or those who are not; answered by [`Msg::Children`].
    ShowChildren {
        /// Those who are not open: closed, or not begun.
        closed: bool,
    },
    /// Show a child's page; answered by [`Msg::Child`].
    ShowChild(ChildId),
    /// Something done with a child's details; answered by [`Msg::Done`].
    Child(ChildAct),
    /// Show the open actions, or the closed ones; answered by [`Msg::Actions`].
    ShowActions {
        /// The closed ones.
        closed: bool,
    },
    /// Show one action with what happened to it; answered by [`Msg::Action`].
    ShowAction(ActionId),
    /// What was asked before on the same child or worker, much in these words, and asks for a decision; answered by
    /// [`Msg::AskedBefore`].
    AskedBefore {
        /// Whom it concerns.
        subject: ActionSubject,
        /// What is to be done.
        words: String,
    },
    /// Something done with an action; answered by [`Msg::Done`].
    Action(ActionAct),
    /// A step of copying a record into the case system, or of taking a document out; answered by [`Msg::ToPaste`] or
    /// [`Msg::Done`].
    Copy(CopyAct),
    /// Show one view of the figures of so many months; answered by [`Msg::Insight`].
    ShowInsight {
        /// What to look at.
        view: InsightView,
        /// How many months back, 1 or more.
        months: u32,
    },
    /// Show a child's journey; answered by [`Msg::Journey`].
    ShowJourney(ChildId),
    /// Show the records that exist only here; answered by [`Msg::OnlyHere`].
    ShowOnlyHere,
    /// Find words in records, drafts, actions and names; answered by [`Msg::Found`].
    Search(String),
    /// Show the settings; answered by [`Msg::Settings`].
    ShowSettings,
    /// Show what has been kept as long as the policy asks; answered by [`Msg::Retention`].
    ShowRetention,
    /// Change a setting; answered by [`Msg::Done`].
    Settings(SettingsAct),
    /// Something done with a line of quick capture; answered by [`Msg::CaptureKept`] or [`Msg::Done`].
    Capture(CaptureAct),
    /// A step of the walk of the list; answered by [`Msg::Walk`].
    Walk(WalkAct),
    /// Undo the last act that can be undone, or do it again; answered by [`Msg::Undone`].
    Undo(UndoAct),
    /// A step of importing a file; answered by [`Msg::ImportPlan`] or [`Msg::Imported`].
    Import(ImportAct),
}

impl Effect {
    /// The variant's name, for a trace; never what it carries.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unlock { .. } => "Unlock",
            Self::SetUp(_) => "SetUp",
            Self::Lock => "Lock",
            Self::Quit => "Quit",
            Self::NameObjects => "NameObjects",
            Self::NameEveryone => "NameEveryone",
            Self::Oversight(_) => "Oversight",
            Self::ShowRecord(_) => "ShowRecord",
            Self::ShowDrafts => "ShowDrafts",
            Self::ShowToday => "ShowToday",
            Self::ShowPeople => "ShowPeople",
            Self::ShowWorker(_) => "ShowWorker",
            Self::ShowSupervisee(_) => "ShowSupervisee",
            Self::ShowGroup(_) => "ShowGroup",
            Self::ShowWhy(_) => "ShowWhy",
            Self::ShowCalendar { .. } => "ShowCalendar",
            Self::ShowAsye(_) => "ShowAsye",
            Self::ShowAsyes => "ShowAsyes",
            Self::Asye(_) => "Asye",
            Self::Cover(_) => "Cover",
            Self::Series(_) => "Series",
            Self::Group(_) => "Group",
            Self::Quality(_) => "Quality",
            Self::Session(_) => "Session",
            Self::ShowBrief(_) => "ShowBrief",
            Self::WorkerFile(_) => "WorkerFile",
            Self::Worker(_) => "Worker",
            Self::ShowChildren { .. } => "ShowChildren",
            Self::ShowChild(_) => "ShowChild",
            Self::Child(_) => "Child",
            Self::ShowActions { .. } => "ShowActions",
            Self::ShowAction(_) => "ShowAction",
            Self::AskedBefore { .. } => "AskedBefore",
            Self::Action(_) => "Action",
            Self::Copy(_) => "Copy",
            Self::ShowInsight { .. } => "ShowInsight",
            Self::ShowJourney(_) => "ShowJourney",
            Self::ShowOnlyHere => "ShowOnlyHere",
            Self::Search(_) => "Search",
            Self::ShowSettings => "ShowSettings",
            Self::ShowRetention => "ShowRetention",
            Self::Settings(_) => "Settings",
            Self::Capture(_) => "Capture",
            Self::Walk(_) => "Walk",
            Self::Undo(_) => "Undo",
            Self::Import(_) => "Import",
        }
    }
}

impl fmt::Debug for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a first run asks for.
pub struct SetUp {
    /// At least 12 characters, typed twice alike.
    pub passphrase: SecretString,
    /// The supervisor's name, as records are signed.
    pub supervisor: String,
    /// The team's name; may be empty.
    pub team: String,
    /// The policy's name: `practice-fundamentals`.
    pub policy: String,
}

/// What comes of an effect.
pub enum Answer<Done> {
    /// It is done, and these are the messages.
    Now(Vec<Msg>),
    /// It is slow (key derivation, import, export, backup): the loop runs it on the thread for slow work and hands what
    /// it returns to [`Perform::finish`].
    Later(Box<dyn FnOnce() -> Done + Send>),
}

/// Whoever does what screens ask for: the workbench, or a test's stand-in.
pub trait Perform {
    /// What slow work returns to the main thread: an opened file, say.
    type Done: Send + 'static;

    /// Does it, or says how it is to be done later.
    fn perform(&mut self, effect: Effect) -> Answer<Self::Done>;

    /// Takes in what slow work returned.
    fn finish(&mut self, done: Self::Done) -> Vec<Msg>;

    /// Slow work that nobody asked for and that follows from what has just been finished: the day's backup.
    fn goes_on(&mut self) -> Option<Box<dyn FnOnce() -> Self::Done + Send>> {
        None
    }
}
