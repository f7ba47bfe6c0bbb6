//! What a removal for good leaves: no name and no sentence of whoever was removed in any decrypted byte of the file or of a
//! backup made afterwards, and in the trail and the tombstone no more than a reference.

use crate::office::{Office, PASSPHRASE};
use crate::old_files::complete;
use crate::pages::{decrypted, holds};
use crate::safe_keeping::backups;
use footprint::practice::answer::{Answer, Answers};
use footprint::practice::oversight::Head;
use footprint::practice::worker_record::{self, WorkerForm, WorkerHead};
use footprint::practice::{form_file, signing};
use footprint::store::{By, Store, StoreError};
use secrecy::SecretString;

const WORKERS: &str = "reference,name,role,joined_on,left_on\nW1,Bo Quillfeather,social_worker,2020-01-06,2020-12-31\n\
    W2,Ada Thistlewood,social_worker,2020-01-06,2020-12-31\n";
const CHILDREN: &str = "reference,name,status,worker\nC1,Ottoline Fenn,child_in_need,\nC2,Leo Marsh,child_in_need,\n";
const OVERSIGHT: &str = "child,decided_on,reason,situation\nC1,2020-02-03,supervision,Ottoline talked of zebrafish.\n\
    C2,2020-02-03,supervision,Leo sleeps well.\n";
const ACTIONS: &str = "child,action,owner,due_on,status,closed_on\n\
    C1,Ask about the aquarium,Bo Quillfeather,2020-11-27,done,2020-11-20\n\
    C2,Fit a lantern,Bo Quillfeather,2020-11-27,done,2020-11-20\n";
const DAY: &str = "2026-11-22";

/// Two workers who left, two children, and a supervision record of each worker's own file.
fn office() -> Office {
    let office = Office::new();
    for (kind, rows) in [("workers", WORKERS), ("children", CHILDREN), ("oversight", OVERSIGHT), ("actions", ACTIONS)] {
        let file = office.write("table.csv", rows);
        office.run(&["--as-of", DAY, "import", kind, &file]).ok();
    }
    let mut store = Store::open(&office.file(), &SecretString::from(PASSPHRASE)).unwrap();
    let by = By { who: "Ruth Okafor".to_owned(), at: chrono::DateTime::from_timestamp(1_600_000_000, 0).unwrap() };
    let day: chrono::NaiveDate = "2020-06-01".parse().unwrap();
    let form = form_file::shipped_form("supervision").unwrap();
    for (reference, words) in [("W1", "Bo dreams of harpsichords."), ("W2", "Ada fears the marmalade.")] {
        let worker = store.worker_by_reference(reference).unwrap().unwrap();
        let head = WorkerHead { form: WorkerForm::Supervision, worker, session: None, day };
        let begun = store.change(&by, |change| change.begin_worker_record(&head, &Answers::default())).unwrap();
        let mut answers = Answers::default();
        answers.set("wellbeing", Answer::Text(words.to_owned()));
        store.save_worker_draft(begun, day, &answers, by.at, None).unwrap();
        let ready = worker_record::ready(&store.worker_draft(begun).unwrap().unwrap(), &form, day).unwrap();
        store.change(&by, |change| change.sign_worker_record(&ready)).unwrap();
    }
    let child = store.child_by_reference("C1").unwrap().unwrap();
    let draft = store.change(&by, |change| change.begin_draft(&Head::new(child, day), &complete())).unwrap();
    let ready = signing::ready(&store.draft(draft).unwrap().unwrap(), day).unwrap();
    store
        .change(&by, |change| {
            let record = change.sign(ready, &[])?;
            change.add_to_record(record, "Ottoline said more about newts.", day)?;
            change.begin_draft(&Head::new(child, "2020-06-02".parse().unwrap()), &complete())?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    office
}

/// Which of these stand in the file, or in the newest backup, made now.
fn found(office: &Office, words: &[&'static str]) -> Vec<&'static str> {
    while office.run(&["backup"]).code != Some(0) {
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
    let newest = backups(office).pop().unwrap();
    let bytes = [decrypted(&office.file(), PASSPHRASE), decrypted(&newest, PASSPHRASE)].concat();
    words.iter().copied().filter(|word| holds(&bytes, word)).collect()
}

#[test]
fn of_a_child_that_was_removed_no_byte_is_left() {
    let office = office();
    let hers = ["Ottoline", "zebrafish", "aquarium", "newts", "shoes on in bed"];
    assert_eq!(found(&office, &hers), hers, "nothing would be seen to go");
    office.run(&["--as-of", DAY, "purge", "C1", "--yes", "--reason", "order of the court"]).ok();
    assert_eq!(found(&office, &hers), Vec::<&str>::new());
    assert_eq!(found(&office, &["Leo sleeps well", "lantern", "harpsichords", "order of the court"]).len(), 4);
    office.run(&["verify"]).ok();
}

/// A worker's own file goes with every word of it. The name stays where a child's record says who decided or was to act, and
/// nowhere else; that is said before anything is removed.
#[test]
fn of_a_worker_who_was_removed_only_childrens_records_tell() {
    let office = office();
    for reference in ["W1", "W2"] {
        let asked = office.run(&["--as-of", DAY, "purge", reference, "--reason", "kept long enough"]);
        assert!(asked.out.contains("Children's records go on saying who decided"), "{}", asked.out);
        asked.code(1);
        office.run(&["--as-of", DAY, "purge", reference, "--yes", "--reason", "kept long enough"]).ok();
    }
    assert_eq!(found(&office, &["harpsichords", "marmalade", "Thistlewood", "Quillfeather"]), ["Quillfeather"]);
    let actions = office.json(&["--as-of", DAY, "actions", "--closed", "--child", "C2", "--format", "json"]);
    assert_eq!(actions[0]["owner"], "Bo Quillfeather");
    let asked = office.run(&["--as-of", DAY, "purge", "C2", "--reason", "order of the court"]);
    assert!(!asked.out.contains("go on saying"), "{}", asked.out);
    office.run(&["verify"]).ok();
}
