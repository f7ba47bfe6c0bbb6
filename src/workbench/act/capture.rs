//! Quick capture: a line that is kept while it is typed, and sorted into a note or an action. Not the guessing: that is
//! [`crate::practice::capture`].

use crate::practice::capture::Whom;
use crate::practice::date_words::with_weekday;
use crate::practice::reference::{CaptureId, ChildId, NoteId, WorkerId};
use crate::store::{NewAction, StoreError};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::{Local, NaiveDate, NaiveDateTime};

/// Something done with a captured line. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub enum CaptureAct {
    /// Keeps what is typed so far; no words take the line away. Answered by [`Msg::CaptureKept`].
    Save {
        /// The line, where it was kept before.
        id: Option<CaptureId>,
        /// What is typed.
        words: String,
        /// Whom it seems to be about.
        whom: Option<Whom>,
    },
    /// Makes it a note on a child, or in a worker's own file; answered by [`Msg::Done`].
    Note {
        /// The line that it was.
        unsorted: Option<CaptureId>,
        /// Whom it is about.
        whom: Whom,
        /// The note.
        words: String,
    },
    /// Makes it an action; answered by [`Msg::Done`].
    Action {
        /// The line that it was.
        unsorted: Option<CaptureId>,
        /// Whom it is for.
        whom: Whom,
        /// What is to be done.
        words: String,
        /// Who does it: a name, or "me".
        owner: String,
        /// By when.
        due_on: NaiveDate,
        /// What makes it happen this time, where it was asked for before; empty where it was not.
        why: String,
    },
    /// Says of a note that nothing more is to be done about it, or takes that back; answered by [`Msg::Done`].
    DealWith {
        /// Whom it is about.
        whom: Whom,
        /// The note.
        note: NoteId,
        /// Whether it is dealt with.
        done: bool,
    },
}

/// A line that is not sorted yet. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct UnsortedRow {
    /// Its number.
    pub id: CaptureId,
    /// The line.
    pub words: String,
    /// Whom it seems to be about.
    pub whom: Option<Whom>,
    /// When it was saved, by the clock on the wall.
    pub saved_at: NaiveDateTime,
}

impl Desk {
    /// Does something with a captured line.
    pub fn capture_act(&mut self, act: CaptureAct) -> Result<Vec<Msg>, Refusal> {
        let (by, day) = (self.by(), self.day);
        let said = match act {
            CaptureAct::Save { id, words, whom } => {
                let id = self.store.keep_capture(id, &words, whom, by.at)?;
                return Ok(vec![Msg::CaptureKept(id)]);
            }
            CaptureAct::Note { unsorted, whom, words } => {
                let words = said(&words)?;
                self.store.change(&by, |change| {
                    change.add_note(whom, &words, day)?;
                    unsorted.map_or(Ok::<_, StoreError>(()), |id| change.sort_capture(id))
                })?;
                match whom {
                    Whom::Child(child) => format!("Noted on {}.", self.called(child)?),
                    Whom::Worker(worker) => format!("Noted in {}'s own file.", self.worker_called(worker)?),
                }
            }
            CaptureAct::Action { unsorted, whom, words, owner, due_on, why } => {
                let subject = whom.subject();
                let new = NewAction {
                    subject,
                    record: None,
                    change_needed: String::new(),
                    action: said(&words)?,
                    owner,
                    agreed_on: Some(day),
                    first_due_on: due_on,
                    due_on,
                    escalation: None,
                };
                let id = self.store.change(&by, |change| {
                    let id = change.add_action(&new)?;
                    if !why.trim().is_empty() {
                        change.decide_action(id, why.trim(), day)?;
                    }
                    unsorted.map_or(Ok::<_, StoreError>(()), |id| change.sort_capture(id))?;
                    Ok::<_, StoreError>(id)
                })?;
                format!("{id} agreed, by {}.", with_weekday(due_on))
            }
            CaptureAct::DealWith { whom, note, done } => {
                self.store.change(&by, |change| change.deal_with_note(whom, note, done.then_some(day)))?;
                if done { "The note is dealt with; it stays.".to_owned() } else { "The note waits again.".to_owned() }
            }
        };
        Ok(vec![Msg::Done(said)])
    }

    /// The lines that are not sorted yet, the last begun first.
    pub fn unsorted_page(&self) -> Result<Vec<UnsortedRow>, Refusal> {
        let rows = self.store.captures()?.into_iter().map(|one| UnsortedRow {
            id: one.id,
            words: one.words,
            whom: one.whom,
            saved_at: one.saved_at.with_timezone(&Local).naive_local(),
        });
        Ok(rows.collect())
    }

    fn called(&self, child: ChildId) -> Result<String, Refusal> {
        Ok(self.child(child)?.called().to_owned())
    }

    fn worker_called(&self, worker: WorkerId) -> Result<String, Refusal> {
        Ok(self.known_worker(worker)?.name)
    }
}

fn said(words: &str) -> Result<String, Refusal> {
    let words = words.trim();
    if words.is_empty() {
        Err(Refusal::NotPossible("write a few words first".to_owned()))
    } else {
        Ok(words.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::child::ChildStatus;
    use crate::practice::reference::Reference;
    use crate::practice::worker::{KnownRole, Role};
    use crate::store::{Purge, Store};
    use crate::workbench::configuration::Configuration;
    use crate::workbench::effect::{ChildAct, ChildEntry, CopyAct, Takes, WorkerAct, WorkerEntry, WrittenAs};
    use crate::workbench::effect::{Effect, UndoAct};
    use crate::workbench::message::{Happening, Opens, Which};

    fn day() -> NaiveDate {
        "2026-11-25".parse().unwrap()
    }

    const CHILD: Whom = Whom::Child(ChildId(1));
    const WORKER: Whom = Whom::Worker(WorkerId(1));

    fn desk() -> Desk {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day(), Configuration::default()).unwrap();
        let worker = WorkerEntry {
            reference: Reference::new("W01").unwrap(),
            name: "Hannah Lee".to_owned(),
            role: Role::Known(KnownRole::SocialWorker),
            fte: 100,
            joined_on: day(),
            joined_assumed: false,
            left_on: None,
        };
        desk.worker_act(WorkerAct::Add(worker)).unwrap();
        let entry = ChildEntry {
            reference: Reference::new("4711").unwrap(),
            name: Some("Tomos Rees".to_owned()),
            born_on: None,
            family: None,
        };
        let (status, worker) = (ChildStatus::ChildInNeed, Some(WorkerId(1)));
        desk.child_act(ChildAct::Add { entry, status, since: day(), worker }).unwrap();
        desk
    }

    fn note(desk: &mut Desk, whom: Whom, words: &str) {
        desk.capture_act(CaptureAct::Note { unsorted: None, whom, words: words.to_owned() }).unwrap();
    }

    #[expect(clippy::disallowed_methods, reason = "a test reads what was taken out")]
    fn taken_out(desk: &mut Desk, takes: Takes) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.txt");
        let act = CopyAct::TakeOut { takes, written_as: WrittenAs::Text, path: path.display().to_string() };
        desk.copy_act(act).unwrap();
        std::fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_note_stands_on_its_own_side_of_the_wall_and_on_no_other() {
        let mut desk = desk();
        note(&mut desk, CHILD, "slept well");
        note(&mut desk, WORKER, "looked tired");
        let child = desk.child_page(ChildId(1)).unwrap();
        let noted: Vec<_> = child
            .entries
            .iter()
            .filter_map(|entry| if let Happening::Note(note) = &entry.what { Some(note.words.as_str()) } else { None })
            .collect();
        assert_eq!(noted, ["slept well"]);
        let on_worker: Vec<_> = desk.worker_page(WorkerId(1)).unwrap().notes.into_iter().map(|one| one.words).collect();
        assert_eq!(on_worker, ["looked tired"]);
        assert_eq!(desk.brief_page(WorkerId(1)).unwrap().notes.len(), 1);
        let out = taken_out(&mut desk, Takes::Child(ChildId(1)));
        assert!(out.contains("slept well") && !out.contains("looked tired"));
        let out = taken_out(&mut desk, Takes::Worker(WorkerId(1)));
        assert!(out.contains("looked tired") && !out.contains("slept well"));
    }

    #[test]
    fn a_note_is_found_by_its_words_and_leads_to_whom_it_is_about() {
        let mut desk = desk();
        note(&mut desk, CHILD, "slept at his nan's");
        note(&mut desk, WORKER, "looked tired");
        let found = |words: &str| {
            let page = desk.search_page(words).unwrap();
            page.found.iter().map(|one| (one.kind, one.opens, one.reference.clone())).collect::<Vec<_>>()
        };
        assert_eq!(found("nan"), [("note", Opens::Which(Which::Child(ChildId(1))), "4711".to_owned())]);
        assert_eq!(
            found("tired"),
            [("note in a worker's file", Opens::Which(Which::Worker(WorkerId(1))), "W01".to_owned())]
        );
    }

    #[test]
    fn a_note_that_is_dealt_with_stays_and_is_brought_back_by_undo() {
        let mut desk = desk();
        note(&mut desk, CHILD, "slept at his nan's");
        let on = |desk: &Desk| desk.store.child_notes(ChildId(1), day()).unwrap()[0].dealt_on;
        let before = desk.store.contents();
        let id = desk.store.child_notes(ChildId(1), day()).unwrap()[0].id;
        let deal = |whom, done| Effect::Capture(CaptureAct::DealWith { whom, note: id, done });
        desk.perform(deal(CHILD, true)).unwrap();
        assert_eq!(on(&desk), Some(day()));
        assert_eq!(desk.store.child_notes(ChildId(1), day().pred_opt().unwrap()).unwrap().len(), 0);
        assert!(desk.perform(deal(WORKER, true)).is_err(), "that one is in no worker's file");
        desk.undo_act(UndoAct::Undo).unwrap();
        assert_eq!((on(&desk), desk.store.contents()), (None, before));
        desk.undo_act(UndoAct::Redo).unwrap();
        desk.perform(deal(CHILD, false)).unwrap();
        assert_eq!(on(&desk), None);
        assert_eq!(desk.search_page("nan").unwrap().found.len(), 1);
        desk.store.verify(|_| ()).unwrap();
    }

    #[test]
    fn a_line_waits_until_it_is_sorted_and_is_counted_on_today() {
        let mut desk = desk();
        let act = CaptureAct::Save { id: None, words: "ring".to_owned(), whom: Some(CHILD) };
        let Msg::CaptureKept(Some(id)) = desk.capture_act(act).unwrap().remove(0) else { panic!("not kept") };
        let act = CaptureAct::Save { id: Some(id), words: "ring the school".to_owned(), whom: Some(CHILD) };
        desk.capture_act(act).unwrap();
        assert_eq!(desk.today_page().unwrap().unsorted, 1);
        assert_eq!(desk.unsorted_page().unwrap()[0].words, "ring the school");
        desk.capture_act(CaptureAct::Action {
            unsorted: Some(id),
            whom: CHILD,
            words: "ring the school".to_owned(),
            owner: "Hannah Lee".to_owned(),
            due_on: day(),
            why: String::new(),
        })
        .unwrap();
        assert_eq!(desk.today_page().unwrap().unsorted, 0);
        let empty = CaptureAct::Note { unsorted: None, whom: CHILD, words: "  ".to_owned() };
        assert!(desk.capture_act(empty).is_err());
    }

    #[test]
    fn a_purge_takes_the_notes_and_the_lines_about_whoever_goes() {
        let mut desk = desk();
        note(&mut desk, CHILD, "slept well");
        note(&mut desk, WORKER, "looked tired");
        let act = CaptureAct::Save { id: None, words: "Tomos again".to_owned(), whom: Some(CHILD) };
        desk.capture_act(act).unwrap();
        let by = desk.by();
        desk.store.purge(Purge::Child(ChildId(1)), "4711", "the law says so", day(), &by).unwrap();
        let contents = desk.store.contents().join("\n");
        assert!(!contents.contains("slept well") && !contents.contains("Tomos again"));
        assert!(contents.contains("looked tired"));
        desk.store.purge(Purge::Worker(WorkerId(1)), "W01", "the law says so", day(), &by).unwrap();
        assert!(!desk.store.contents().join("\n").contains("looked tired"));
    }
}
