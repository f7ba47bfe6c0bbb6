//! The walk of what Today's list holds: where it is, and what there is to say of it. Not the list itself.

use super::today::{TodayPage, TodayRow};
use crate::practice::action::{Action, ActionStatus, ActionSubject, moved_in_words};
use crate::practice::capture::Whom;
use crate::practice::date_words::long;
use crate::practice::due::{Behind, Kind, SubjectId};
use crate::practice::oversight::field;
use crate::practice::reference::ChildId;
use crate::practice::sentence::capital;
use crate::practice::walk::{Walk, WalkAnswer};
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// A step of a walk. It changes nothing but the walk's own place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkAct {
    /// Goes on where it was, or begins one.
    GoOn,
    /// Leaves the item it has come to for another time.
    Leave,
    /// Goes back to the one left last.
    Back,
    /// Ends it, so that the next one begins anew.
    End,
}

/// Where a walk is. No `Debug`: it names people.
#[derive(Clone)]
pub struct WalkPage {
    /// Today's page, from which the items are taken and acted on.
    pub today: TodayPage,
    /// The item it has come to, by its place among the rows of that page; nothing at the end.
    pub at: Option<usize>,
    /// The action that the item is, in full, where it is one.
    pub action: Option<Box<Action>>,
    /// What else there is to know of whom it is about before anything is decided, a sentence each.
    pub about: Vec<String>,
    /// The day it was begun.
    pub begun_on: NaiveDate,
    /// How many items there are in all.
    pub count: usize,
    /// How many were settled since it began.
    pub settled: usize,
    /// How many were left for another time.
    pub left: usize,
    /// How many came new since it was last looked at.
    pub new: usize,
}

/// What tells a row from every other, without a word of anybody's.
fn item(row: &TodayRow) -> String {
    let whose = match row.subject() {
        SubjectId::Child(child) => format!("child {}", child.0),
        SubjectId::Worker(worker) => format!("worker {}", worker.0),
    };
    let TodayRow::Owed(owed) = row else { return format!("no worker {whose}") };
    let behind = match owed.behind {
        Behind::Subject => String::new(),
        Behind::Record(record) => format!(" {record}"),
        Behind::Action(action) => format!(" {action}"),
    };
    // A date that moves does not make an action another; a checkpoint is told from the next by its date.
    let due = match (&owed.behind, owed.due_on) {
        (Behind::Subject, Some(due)) => format!(" {due}"),
        _ => String::new(),
    };
    // Several milestones can be due on one day: what each is called in the policy tells them apart.
    let which = if owed.kind == Kind::Milestone { format!(" {}", owed.label) } else { String::new() };
    format!("{} {whose}{behind}{due}{which}", owed.kind.code())
}

/// So many characters of what was decided, and so many open actions, are told of whoever an item is about.
const WORDS: usize = 220;
const MOST_ACTIONS: usize = 3;

impl Desk {
    /// What else there is to know of whom a row is about: how things stand, the last direction and what it asked for that is
    /// open; of a worker, what was noted and waits.
    fn about_row(&self, row: &TodayRow) -> Result<Vec<String>, Refusal> {
        match row.subject() {
            SubjectId::Child(child) => self.about_child(child, row),
            SubjectId::Worker(worker) => {
                let waits =
                    self.store.worker_notes(worker, self.day)?.into_iter().filter(|note| note.dealt_on.is_none());
                Ok(waits.map(|note| format!("Noted on {}: {}", long(note.on), note.words.trim())).collect())
            }
        }
    }

    fn about_child(&self, id: ChildId, row: &TodayRow) -> Result<Vec<String>, Refusal> {
        let child = self.child_of(id)?;
        let mut about = Vec::new();
        if let Some(now) = child.status_on(self.day) {
            let worker = child.allocation_on(self.day).map(|one| self.store.worker(one.worker)).transpose()?.flatten();
            let with = worker.map_or_else(|| "no worker".to_owned(), |worker| format!("with {}", worker.name));
            about.push(format!("{} since {}, {with}.", capital(now.status.words()), long(now.since)));
        }
        match self.store.last_record(id, self.day)? {
            Some(last) => {
                let said = [field::DECISION, field::SITUATION].map(|key| last.answers.text(key).trim().to_owned());
                let said = said.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
                let cut = said.chars().count() > WORDS;
                let said: String = said.chars().take(WORDS).collect();
                let said = match said.trim_end() {
                    "" => "neither how things stand nor what was decided is in it.".to_owned(),
                    said => format!("{said}{}", if cut { "\u{2026}" } else { "" }),
                };
                about.push(format!("Last direction, {} of {}: {said}", last.id, long(last.head.decided_on)));
            }
            None => about.push("No oversight is recorded here yet.".to_owned()),
        }
        let itself = match row {
            TodayRow::Owed(owed) => match owed.behind {
                Behind::Action(id) => Some(id),
                Behind::Subject | Behind::Record(_) => None,
            },
            TodayRow::NoWorker(_) => None,
        };
        let mut open = self.store.actions(ActionFilter::Of(ActionSubject::Child(id)), self.day)?;
        open.retain(|one| one.status == ActionStatus::Open && Some(one.id) != itself);
        open.sort_by_key(|one| (one.due_on, one.id));
        about.extend(open.iter().take(MOST_ACTIONS).map(|one| {
            let moved = moved_in_words(one.redated);
            let parted = if moved.is_empty() { "" } else { ", " };
            let owner = if one.owner.trim().is_empty() { String::new() } else { format!("{}: ", one.owner.trim()) };
            let words = one.action.trim().trim_end_matches('.');
            format!("Open: {} {owner}{words}, by {}{parted}{moved}.", one.id, long(one.due_on))
        }));
        match open.len().saturating_sub(MOST_ACTIONS) {
            0 => {}
            1 => about.push("1 more is open.".to_owned()),
            more => about.push(format!("{more} more are open.")),
        }
        Ok(about)
    }

    /// Takes a step of a walk; answered by [`Msg::Walk`], and by nothing where it was ended.
    pub fn walk_act(&mut self, act: WalkAct) -> Result<Vec<Msg>, Refusal> {
        if act == WalkAct::End {
            self.store.end_walk()?;
            return Ok(Vec::new());
        }
        let today = self.today_page()?;
        let items: Vec<String> = today.rows.iter().map(item).collect();
        let mut walk = self.store.walk()?.unwrap_or_else(|| Walk::begin(self.day, &items));
        walk.meet(&items);
        match act {
            WalkAct::GoOn | WalkAct::End => {}
            WalkAct::Leave => {
                if let Some(at) = walk.at().map(str::to_owned) {
                    walk.leave(&at);
                }
            }
            WalkAct::Back => walk.back(),
        }
        let whose = |item: &str| {
            let row = items.iter().position(|one| one == item).and_then(|at| today.rows.get(at))?;
            Some(match row.subject() {
                SubjectId::Child(child) => Whom::Child(child),
                SubjectId::Worker(worker) => Whom::Worker(worker),
            })
        };
        if self.store.writes() {
            self.store.keep_walk(&walk, whose)?;
        }
        let at = walk.at().and_then(|at| items.iter().position(|one| one == at));
        let action = match at.and_then(|at| today.rows.get(at)) {
            Some(TodayRow::Owed(owed)) => match owed.behind {
                Behind::Action(id) => self.store.action(id)?.map(Box::new),
                Behind::Subject | Behind::Record(_) => None,
            },
            Some(TodayRow::NoWorker(_)) | None => None,
        };
        let page = WalkPage {
            at,
            about: at.and_then(|at| today.rows.get(at)).map_or_else(|| Ok(Vec::new()), |row| self.about_row(row))?,
            action,
            begun_on: walk.begun_on,
            count: walk.steps.len(),
            settled: walk.count(WalkAnswer::Settled),
            left: walk.count(WalkAnswer::Left),
            new: walk.new,
            today,
        };
        Ok(vec![Msg::Walk(Box::new(page))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::action::ActionSubject;
    use crate::practice::answer::Answers;
    use crate::practice::child::ChildStatus;
    use crate::practice::oversight::Head;
    use crate::practice::reference::{ActionId, ChildId, Reference};
    use crate::store::{ChildDetails, Store};
    use crate::workbench::Effect;
    use crate::workbench::configuration::Configuration;
    use crate::workbench::effect::{ActionAct, ChildAct, ChildEntry, ClosedHow, SettingsAct};

    fn walk(desk: &mut Desk, act: WalkAct) -> WalkPage {
        let Some(Msg::Walk(page)) = desk.walk_act(act).unwrap().into_iter().next() else { panic!("no walk") };
        *page
    }

    fn asked(desk: &mut Desk, words: &str) {
        let act = ActionAct::Add {
            subject: ActionSubject::Child(ChildId(1)),
            record: None,
            change_needed: String::new(),
            action: words.to_owned(),
            owner: "me".to_owned(),
            due_on: desk.day,
        };
        desk.perform(Effect::Action(act)).unwrap();
    }

    #[test]
    fn a_walk_is_left_and_gone_on_with_and_says_at_the_end_what_became_of_it() {
        let day = "2026-11-25".parse().unwrap();
        let mut desk = Desk::of(Store::in_memory().unwrap(), day, Configuration::default()).unwrap();
        let by = desk.by();
        let reference = Reference::new("4711").unwrap();
        let details = ChildDetails { reference, name: None, born_on: None, family: None };
        desk.store.change(&by, |change| change.add_child(&details)).unwrap();
        for words in ["ring the school", "see the flat", "read the file"] {
            asked(&mut desk, words);
        }
        let first = walk(&mut desk, WalkAct::GoOn);
        assert_eq!((first.count, first.at.is_some(), first.new), (first.today.rows.len(), true, 0));
        let told = |page: &WalkPage| page.action.as_ref().map(|one| (one.id, one.action.clone()));
        let is_action = |page: &WalkPage| match page.at.map(|at| &page.today.rows[at]) {
            Some(TodayRow::Owed(owed)) => matches!(owed.behind, Behind::Action(_)),
            _ => false,
        };
        assert_eq!(told(&first).is_some(), is_action(&first));
        let left = walk(&mut desk, WalkAct::Leave);
        assert_eq!(left.left, 1);
        assert!(told(&first) != told(&left) && is_action(&left), "the next one's words");
        let close = ActionAct::Close { action: ActionId(2), how: ClosedHow::Done, words: "it is warm".to_owned() };
        desk.perform(Effect::Action(close)).unwrap();
        asked(&mut desk, "write to housing");
        let on = walk(&mut desk, WalkAct::GoOn);
        assert_eq!((on.settled, on.left, on.new, on.count), (1, 1, 1, first.count + 1));
        let mut page = on;
        while page.at.is_some() {
            page = walk(&mut desk, WalkAct::Leave);
        }
        assert_eq!((page.settled, page.left), (1, page.count - 1));
        assert!(walk(&mut desk, WalkAct::Back).at.is_some());
        assert!(desk.walk_act(WalkAct::End).unwrap().is_empty());
        let anew = walk(&mut desk, WalkAct::GoOn);
        assert_eq!((anew.settled, anew.left), (0, 0));
    }

    #[test]
    fn what_is_known_of_the_child_is_told_in_whole_sentences() {
        let day: NaiveDate = "2026-11-25".parse().unwrap();
        let mut desk = Desk::of(Store::in_memory().unwrap(), day, Configuration::default()).unwrap();
        let by = desk.by();
        let reference = Reference::new("4711").unwrap();
        let details = ChildDetails { reference, name: None, born_on: None, family: None };
        let head = Head::new(ChildId(1), "2026-11-02".parse().unwrap());
        desk.store.change(&by, |change| change.add_child(&details)).unwrap();
        desk.store.change(&by, |change| change.enter_history(&head, &Answers::default(), None)).unwrap();
        for words in ["Ring the school.", "See the flat", "Read the file", "Write to housing", "Ask the aunt"] {
            asked(&mut desk, words);
        }
        let about = walk(&mut desk, WalkAct::GoOn).about;
        let on = "25 November 2026";
        assert_eq!(
            about[0],
            "Last direction, O1 of 2 November 2026: neither how things stand nor what was decided is in it."
        );
        assert_eq!(about[1], format!("Open: A1 me: Ring the school, by {on}."));
        assert_eq!(about.last().unwrap(), "1 more is open.");
    }

    #[test]
    fn two_milestones_of_one_child_due_on_one_day_are_two_items() {
        let day = "2026-11-25".parse().unwrap();
        let mut desk = Desk::of(Store::in_memory().unwrap(), day, Configuration::default()).unwrap();
        let (since, child) = ("2026-09-01".parse().unwrap(), ChildId(1));
        let reference = Reference::new("4711").unwrap();
        let entry = ChildEntry { reference, name: None, born_on: None, family: None };
        let use_policy = SettingsAct::UsePolicy { name: "barnet".to_owned(), from: since };
        desk.perform(Effect::Settings(use_policy)).unwrap();
        let add = ChildAct::Add { entry, status: ChildStatus::ChildInNeed, since, worker: None };
        desk.perform(Effect::Child(add)).unwrap();
        for (key, on) in [("visit", "2026-10-20"), ("review", "2026-10-06")] {
            let on = on.parse().unwrap();
            desk.perform(Effect::Child(ChildAct::SetMilestone { child, key: key.to_owned(), on })).unwrap();
        }
        let milestones = |page: &WalkPage| {
            let owed = page.today.rows.iter();
            owed.filter(|row| matches!(row, TodayRow::Owed(owed) if owed.kind == Kind::Milestone)).count()
        };
        let mut page = walk(&mut desk, WalkAct::GoOn);
        // The visit and the review on 17 November, and the minutes of the review before that.
        assert_eq!((milestones(&page), page.count), (3, page.today.rows.len()));
        let mut seen = Vec::new();
        while let Some(at) = page.at {
            assert!(!seen.contains(&at), "each is come to once");
            seen.push(at);
            page = walk(&mut desk, WalkAct::Leave);
        }
        assert_eq!(seen.len(), page.count);
    }
}
