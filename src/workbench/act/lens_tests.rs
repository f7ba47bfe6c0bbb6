//! Lenses on an open file: within a record of oversight, and on their own.

use super::*;
use crate::practice::answer::PlannedAction;
use crate::store::{Purge, Tampering};
use crate::workbench::act::take_out::WrittenAs;
use crate::workbench::configuration::Configuration;
use crate::workbench::page::child::Happening;

const STORY: &str = "The quarrels began when the night shifts did.";

fn alone(desk: &mut Desk, child: ChildId, lens: &str) -> OversightPage {
    form(desk.oversight_act(OversightAct::BeginLens { child, lens: lens.to_owned() }).unwrap())
}

fn written(key: &str, words: &str) -> Answers {
    std::iter::once((key.to_owned(), Answer::Text(words.to_owned()))).collect()
}

#[test]
fn a_lens_within_a_record_is_signed_read_and_found_with_it() {
    let (mut desk, leo, _) = desk();
    let page = begin(&mut desk, leo);
    assert_eq!(page.form.sections.len(), 5, "nothing stands there that was not asked for");
    let mut answers = complete_answers();
    answers.set("anchor.story", Answer::Text(STORY.to_owned()));
    save(&mut desk, &page.draft, answers);
    let again = begin(&mut desk, leo);
    assert_eq!(again.form.sections.len(), 10, "what was begun comes back with its questions");
    let record = signed(sign(&mut desk, page.draft.id).unwrap()).record;
    let read = desk.record_page(record).unwrap();
    assert_eq!(read.form.section("anchor.story").unwrap().title, "Anchor: What is the story?");
    assert_eq!(read.record.answers.text("anchor.story"), STORY);
    let text = desk.text_for_case_system(record).unwrap();
    assert!(text.contains("6. ANCHOR: WHAT IS THE STORY?") && text.contains(STORY), "{text}");
    assert!(!text.contains("HOW WILL WE KNOW"), "what was not filled in is not printed: {text}");
    assert_eq!(desk.search("quarrels").unwrap().len(), 1);
    desk.store.verify(|_| ()).unwrap();
}

#[test]
fn a_lens_on_its_own_is_signed_and_meets_nothing() {
    let (mut desk, leo, _) = desk();
    let before = owed(&desk, leo);
    let page = alone(&mut desk, leo, "risk-assessment");
    assert_eq!((page.lens.as_deref(), page.form.sections.len()), (Some("Risk assessment"), 5));
    assert!(page.draft.head.reason.is_none() && page.lenses.is_empty());
    assert!(sign(&mut desk, page.draft.id).is_err(), "with nothing in it there is nothing to sign");
    let mut answers = written("risk-assessment.harm", "That he gets into the car again.");
    let row = PlannedAction {
        action: "Fetch him on Thursdays".to_owned(),
        owner: "Priya Shah".to_owned(),
        due_on: Some(day("2026-11-26")),
        ..PlannedAction::default()
    };
    answers.set("risk-assessment.actions_agreed", Answer::Actions(vec![row]));
    save(&mut desk, &page.draft, answers);
    assert_eq!(alone(&mut desk, leo, "risk-assessment").draft.id, page.draft.id, "the same key resumes it");
    let waiting = desk.drafts_page().unwrap();
    assert_eq!((waiting[0].reason.as_str(), waiting[0].still_needed), ("lens: risk assessment", 0));
    let said = signed(sign(&mut desk, page.draft.id).unwrap());
    assert!(said.family.is_empty() && !said.outcome.contains("meets"), "{}", said.outcome);
    assert!(desk.store.records_of(leo).unwrap().is_empty(), "it is no footprint");
    assert!(desk.store.record_facts(leo).unwrap().is_empty());
    assert_eq!(desk.relatives_of(&desk.child_of(leo).unwrap()).unwrap().len(), 1);
    let mut now = owed(&desk, leo);
    now.retain(|label| label != "Fetch him on Thursdays");
    assert_eq!(now, before, "what was owed is owed still");
    let child = desk.child_page(leo).unwrap();
    let on_page =
        child.entries.iter().any(|one| matches!(&one.what, Happening::Record(it) if it.lens && it.id == said.record));
    assert!(on_page && child.open_actions.iter().any(|one| one.record == Some(said.record)));
    let document = String::from_utf8(desk.child_document(leo, WrittenAs::Text).unwrap()).unwrap();
    assert!(document.contains("Risk assessment O1") && document.contains("into the car again"), "{document}");
    assert!(begin(&mut desk, leo).earlier.is_none(), "the next oversight looks back at none");
}

#[test]
fn one_that_is_changed_behind_our_back_is_noticed_and_a_purge_reaches_it() {
    let (mut desk, leo, _) = desk();
    let page = alone(&mut desk, leo, "plan");
    save(&mut desk, &page.draft, written("plan.need", STORY));
    let record = signed(sign(&mut desk, page.draft.id).unwrap()).record;
    desk.store.verify(|_| ()).unwrap();
    let by = desk.by();
    desk.store.purge(Purge::Child(leo), "4711", "asked for by the court", desk.day, &by).unwrap();
    assert!(desk.store.record(record).unwrap().is_none() && desk.search("quarrels").unwrap().is_empty());
    assert!(!matches!(desk.store.verify(|_| ()), Err(Tampering::Signed { .. })));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test lays out a user's folder")]
fn a_lens_of_the_users_own_has_the_same_rights() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("forms")).unwrap();
    let own = "title = \"Three houses\"\npurpose = \"What the child draws.\"\nlens = true\n\n[[section]]\nkey = \"worries\"\n\
               title = \"House of worries\"\naim = \"What the child puts there.\"\nprompts = [\"What did they draw?\"]\n\
               strong = \"A wolf at the window.\"\nweak = \"Child engaged.\"\n\n[[section.field]]\nkey = \"worries\"\n\
               label = \"What stands in it\"\nkind = \"text\"\ncarry_to = \"impact\"\n";
    std::fs::write(folder.path().join("forms/three-houses.toml"), own).unwrap();
    let (mut desk, leo, _) = desk();
    desk.configuration = Configuration { folder: Some(folder.path().to_owned()) };
    let names: Vec<String> = desk.configuration.lenses().into_iter().map(|one| one.name).collect();
    assert_eq!(names.last().map(String::as_str), Some("three-houses"));
    let page = alone(&mut desk, leo, "three-houses");
    save(&mut desk, &page.draft, written("three-houses.worries", "A wolf at the window."));
    let record = signed(sign(&mut desk, page.draft.id).unwrap()).record;
    assert_eq!(desk.record_page(record).unwrap().form.title, "Three houses");
    std::fs::remove_file(folder.path().join("forms/three-houses.toml")).unwrap();
    let text = desk.text_for_case_system(record).unwrap();
    assert!(text.contains("A wolf at the window."), "its words are there though its questions are gone: {text}");
    assert!(desk.oversight_act(OversightAct::BeginLens { child: leo, lens: "supervision".to_owned() }).is_err());
}

#[test]
fn a_lens_on_its_own_is_read_before_it_is_signed_and_what_was_left_is_kept() {
    let (mut desk, leo, _) = desk();
    let page = alone(&mut desk, leo, "anchor");
    assert_eq!(desk.findings(&page.draft).unwrap()[0].section.code(), "anchor", "nothing is written");
    save(&mut desk, &page.draft, written("anchor.story", "His siblings saw it all."));
    let draft = desk.store.draft(page.draft.id).unwrap().unwrap();
    let found = desk.findings(&draft).unwrap();
    assert_eq!(
        found.iter().map(|one| (one.name.code(), one.section.code())).collect::<Vec<_>>(),
        [
            ("section_empty", "anchor.question"),
            ("dated_language", "anchor.story"),
            ("section_empty", "anchor.hypotheses"),
            ("section_empty", "anchor.now"),
            ("section_empty", "anchor.progress"),
        ],
        "in the order of its parts"
    );
    assert!(found.iter().all(|one| !one.must_fix), "a lens is filled in where it helps");
    let left = crate::practice::review::looked_at(&found, &[]);
    let save = ToSave {
        draft: draft.id,
        head: draft.head.clone(),
        answers: draft.answers.clone(),
        beside: Beside { left, ..Beside::default() },
        left_at: LeftAt::default(),
    };
    let record = signed(desk.oversight_act(OversightAct::Sign { save: Box::new(save), statements: vec![] }).unwrap());
    let read = desk.record_page(record.record).unwrap();
    assert_eq!(read.record.looked_at[1].section.code(), "anchor.story");
    assert_eq!(read.record.looked_at.len(), 5, "what was empty at signing is told with it");
    desk.store.verify(|_| ()).unwrap();
}
