//! Search finds what stands in the file now, whatever signs are typed.

use super::oversight::{drafted, with_child, with_record};
use super::{by, day, worker_called};
use crate::practice::answer::Answer;
use crate::practice::due::SubjectId;
use crate::practice::oversight::field;
use crate::store::{Hit, HitKind, Store, WorkerDetails};
use proptest::prelude::*;

fn found(store: &Store, words: &str) -> Vec<(HitKind, String, Option<String>)> {
    store.search(words, 50).unwrap().into_iter().map(|hit| (hit.kind, hit.reference, hit.section)).collect()
}

#[test]
fn records_actions_and_names_are_found_without_case_and_accents_from_their_beginning() {
    let (mut store, id) = with_record();
    let situation = (HitKind::Record, "O1".to_owned(), Some(field::SITUATION.to_owned()));
    assert_eq!(found(&store, "TUESD"), std::slice::from_ref(&situation));
    assert_eq!(found(&store, "school assessment day rang tues"), [situation]);
    assert_eq!(found(&store, "tuesday jobcentre"), [], "all words in one place");
    assert_eq!(found(&store, "jobcent"), [(HitKind::Action, "A1".to_owned(), Some("action".to_owned()))]);
    assert_eq!(found(&store, "gran fri"), [(HitKind::Record, "O1".to_owned(), Some(field::PROTECTIVE.to_owned()))]);
    assert_eq!(found(&store, "sto"), [(HitKind::Child, "C1".to_owned(), None)]);
    assert_eq!(found(&store, "shah").first(), Some(&(HitKind::Worker, "W1".to_owned(), None)), "people come first");
    store.change(&by(), |change| change.add_to_record(id, "Zébra crossing", day("2026-11-21"))).unwrap();
    let hits = store.search("zebra", 50).unwrap();
    let [Hit { section, excerpt, subject, date, subject_name, .. }] = &hits[..] else { panic!("{hits:?}") };
    assert_eq!(
        (section.as_deref(), excerpt.as_str(), *date),
        (Some("addendum"), "Zébra crossing", Some(day("2026-11-21")))
    );
    assert!(matches!(subject, SubjectId::Child(_)) && subject_name == "Leo Stone");
}

#[test]
fn drafts_are_marked_and_follow_every_save() {
    let (mut store, child) = with_child();
    let (id, ready) = drafted(&mut store, child);
    assert_eq!(found(&store, "tuesday"), [(HitKind::Draft, "D1".to_owned(), Some(field::SITUATION.to_owned()))]);
    let mut answers = ready.answers().clone();
    answers.set(field::SITUATION, Answer::Text("On Thursday.".to_owned()));
    store.save_draft(id, ready.head(), &answers, by().at).unwrap();
    assert_eq!(found(&store, "tuesday"), []);
    assert_eq!(found(&store, "thursday").len(), 1);
    store.change(&by(), |change| change.discard_draft(id)).unwrap();
    assert_eq!(found(&store, "thursday"), []);
    store.verify(|_| ()).unwrap();
}

#[test]
fn a_new_name_is_found_and_the_old_one_is_not() {
    let (mut store, _) = with_child();
    let id = store.worker_by_reference("W1").unwrap().unwrap();
    let renamed = WorkerDetails { name: "Priya Green".to_owned(), ..worker_called("W1", "") };
    store.change(&by(), |change| change.change_worker(id, &renamed)).unwrap();
    assert_eq!(found(&store, "green").len(), 1);
    assert_eq!(found(&store, "shah"), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_words_break_the_search(words in r#"[\PC"'*()^:+\-{}\x00 ]{0,24}"#) {
        let (store, _) = with_child();
        store.search(&words, 20).unwrap();
        store.search(&format!("{words} NEAR(\"a\" b"), 20).unwrap();
    }
}

#[test]
fn every_index_of_search_keeps_nothing_of_what_is_taken_out_or_put_right() {
    let store = Store::in_memory().unwrap();
    let mut query = store.conn.prepare("SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'").unwrap();
    let indexes: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    assert!(indexes.len() >= 9, "{indexes:?}");
    // An action is written anew as it is closed: there it is switched on by the first removal.
    for index in indexes.iter().filter(|index| *index != "action_search") {
        let asked = format!("SELECT v FROM {index}_config WHERE k = 'secure-delete'");
        let kept: Option<i64> = store.conn.query_row(&asked, [], |row| row.get(0)).ok();
        assert_eq!(kept, Some(1), "{index}");
    }
}
