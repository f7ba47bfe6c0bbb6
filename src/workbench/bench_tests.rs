//! What happens while the desk is away for an import: what was asked for waits, nothing typed is lost, and a lock holds.

use super::*;
use crate::practice::answer::{Answer as Given, Answers};
use crate::practice::beside::Beside;
use crate::practice::oversight::{Head, field};
use crate::practice::reference::{DraftId, Reference};
use crate::store::{ChildDetails, Store};
use crate::workbench::effect::{ImportAsked, ImportKind, OversightAct, ToSave};
use crate::workbench::message::LeftAt;

fn day() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

/// A workbench with a child and an empty draft, and a file of one worker.
fn bench() -> (Workbench, DraftId, Head, tempfile::NamedTempFile) {
    let mut desk = Desk::of(Store::in_memory().unwrap(), day(), Configuration::default()).unwrap();
    let by = desk.by();
    let details = ChildDetails { reference: Reference::new("4711").unwrap(), name: None, born_on: None, family: None };
    let child = desk.store_mut().change(&by, |change| change.add_child(&details)).unwrap();
    let head = Head::new(child, day());
    let draft = desk.store_mut().change(&by, |change| change.begin_draft(&head, &Answers::default())).unwrap();
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    let rows = b"reference,name,role,joined_on\nW1,Ali Noor,social_worker,2026-01-05\n";
    std::io::Write::write_all(&mut file, rows).unwrap();
    (Workbench::opened(PathBuf::from("/nowhere/footprint.db"), desk), draft, head, file)
}

fn importing(bench: &mut Workbench, file: &tempfile::NamedTempFile) -> Job {
    let asked = ImportAsked::new(ImportKind::Workers, file.path().display().to_string());
    let Answer::Later(job) = bench.perform(Effect::Import(ImportAct::Apply(asked))) else { panic!("at once") };
    job
}

fn now(answer: Answer<Finished>) -> Vec<&'static str> {
    let Answer::Now(messages) = answer else { panic!("later") };
    messages.iter().map(Msg::name).collect()
}

fn save(draft: DraftId, head: Head) -> Effect {
    let mut answers = Answers::default();
    answers.set(field::SITUATION, Given::Text("He sleeps well.".to_owned()));
    let (beside, left_at) = (Beside::default(), LeftAt::default());
    Effect::Oversight(OversightAct::Save(Box::new(ToSave { draft, head, answers, beside, left_at })))
}

#[test]
fn what_is_asked_for_meanwhile_is_done_after_it_in_its_order() {
    let (mut bench, draft, head, file) = bench();
    let job = importing(&mut bench, &file);
    assert_eq!(now(bench.perform(save(draft, head))), [""; 0]);
    assert_eq!(now(bench.perform(Effect::ShowPeople)), ["Wait"]);
    let second = ImportAsked::new(ImportKind::Workers, String::new());
    assert_eq!(now(bench.perform(Effect::Import(ImportAct::Look(second)))), ["Refused"]);
    let said: Vec<&str> = bench.finish(job()).iter().map(Msg::name).collect();
    assert_eq!(said, ["Renewed", "CanUndo", "Imported", "DraftSaved", "People"]);
    let Msg::People(page) = &bench.desk.as_mut().unwrap().perform(Effect::ShowPeople).unwrap()[0] else { panic!() };
    assert_eq!(page.people.len(), 1);
}

#[test]
fn locked_meanwhile_the_draft_is_saved_and_the_file_closed_before_it_is_opened_again() {
    let (mut bench, draft, head, file) = bench();
    let job = importing(&mut bench, &file);
    assert_eq!(now(bench.perform(save(draft, head))), [""; 0]);
    assert_eq!(now(bench.perform(Effect::Lock)), ["Locked"]);
    let passphrase = SecretString::from("eleven quiet herons");
    assert_eq!(now(bench.perform(Effect::Unlock { passphrase })), [""; 0]);
    assert!(bench.goes_on().is_none(), "it is not opened while the desk is away");
    let done = job();
    assert!(bench.finish(done).is_empty(), "nothing is shown behind a locked door");
    assert!(bench.desk.is_none() && bench.describe().is_none());
    assert!(bench.goes_on().is_some(), "now it is");
}

#[test]
fn an_import_that_breaks_off_gives_the_desk_back() {
    let (mut bench, _, _, _) = bench();
    let desk = bench.desk.take().unwrap();
    bench.away = Some(Away::default());
    let done = Err(Refusal::NotPossible("the import broke off".to_owned()));
    let said = bench.finish(Finished::Imported { desk, done, wrote: true });
    assert!(matches!(&said[..], [Msg::Refused(words)] if words == "The import broke off."));
    assert!(bench.describe().is_some());
}
