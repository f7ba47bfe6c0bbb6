//! The first morning of a team manager, in a real terminal with the real program and a real file: unlock, the worst of what
//! is owed, oversight from empty to signed with one mistake caught, Today afterwards. Reads like a manual; what each part
//! does at its edges is tested where the part is.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use serde_json::{Value, json};

/// Priya's supervision is late; Ben's is not.
const WORKERS: &str = "reference,name,role,joined_on\n\
    W1,Priya Shah,social_worker,2026-01-05\n\
    W2,Ben Doyle,social_worker,2026-02-02\n";
const SESSIONS: &str = "worker,status,held_on\n\
    W1,held,2026-10-19\n\
    W2,held,2026-11-17\n";
/// Léo is owed a review since 12 November, and Zoë the checkpoint of day 8 since the 18th. Léo has a sister.
const CHILDREN: &str = "reference,name,status,status_since,family,worker,allocated_on,assessment_start\n\
    4711,Léo Marsh,child_protection,2026-06-03,Marsh,W1,2026-06-03,\n\
    4712,Ana Marsh,child_protection,2026-06-03,Marsh,W1,2026-06-03,\n\
    4713,Zoë Quinn,assessment,2026-11-06,,W2,2026-11-06,2026-11-06\n";
const OVERSIGHT: &str = "child,decided_on,reason,review_on,situation\n\
    4711,2026-10-12,supervision,2026-11-12,Léo slept in his uniform.\n\
    4712,2026-11-20,supervision,2027-01-08,Ana is weighed each week.\n";

const TODAY: [&str; 2] = ["--as-of", "2026-11-23"];

/// A command on the morning it is.
fn with_today<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    TODAY.iter().copied().chain(arguments.iter().copied()).collect()
}

/// The office as it is at 8:40.
fn office() -> Office {
    let office = Office::empty();
    office.run(&["init", "--policy", "practice-fundamentals", "--supervisor", "Kezia Boateng", "--team", "North"]).ok();
    let files = [("workers", WORKERS), ("sessions", SESSIONS), ("children", CHILDREN), ("oversight", OVERSIGHT)];
    for (kind, rows) in files {
        let file = office.write(&format!("{kind}.csv"), rows);
        office.run(&with_today(&["import", kind, &file])).ok();
    }
    office
}

/// What is owed: kind, of whom, and how late.
fn owed(office: &Office) -> Vec<(String, String, i64)> {
    let due = office.json(&with_today(&["due", "--format", "json"]));
    let items = due["items"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    items
        .iter()
        .map(|item| (text(&item["kind"]), text(&item["subject"]["name"]), item["days_overdue"].as_i64().unwrap()))
        .collect()
}

#[test]
fn a_manager_signs_the_oversight_that_was_owed_and_the_list_grows_shorter() {
    let office = office();
    let arguments = with_today(&["--file", "footprint.db"]);
    let mut window = Window::open(&arguments, &[], office.folder.path());

    // Unlock.
    window.sees("Passphrase").types(PASSPHRASE).press("<enter>");

    // One look: the worst is Léo's review, eleven days late, and the cursor is on it.
    window.sees("North").sees("4 late").sees("11 days").sees("Léo Marsh").sees("Priya Shah").sees("Zoë Quinn");

    // One key from there to typing, the reason already set.
    window.press("o").sees("Léo Marsh, child protection").sees("review of the direction of 12 October 2026");
    window.types("Léo has slept in his own bed all week. ");
    // Two lines pasted from an e-mail, with the line ends of another system.
    window.press("<paste:Zoë's café shift ends at 7pm.\r\nGran — “Nan” — fetches him.>");
    window.sees("Zoë's café shift").press("<tab>").sees("Impact on the child");
    window.types("Léo listens for the front door.").press("<tab>");
    window.types("\"Nan locks it now,\" he told Priya.").press("<tab>");
    window.types("Nan at night").press("<tab>").types("Darren's visits").press("<tab>");
    window.types("Tired at school for another year.").press("<tab>").sees("Decision and threshold");
    window.types("Léo stays on a plan until the lock is fitted.").press("<tab>");
    window.sees("Section 47").press("3<tab>2<tab>3<tab>2<tab>").types("Stepping down; not yet.").press("<tab>");
    window.sees("Anything to say about the actions").press("<tab>");
    window.types("The door locks").press("<tab>").types("Ring the housing officer").press("<tab>");
    // Whoever does it is one of the team: a few letters and Right.
    window.types("pri").sees("Right: Priya Shah").press("<right><tab>").types("4/12").sees("Friday 4 December");
    window.press("<tab><tab><tab>").sees("How you will know it helped").types("I will ring his teacher.");

    // The mistake: no day is set for looking again, and the page before signing says so, and does not sign.
    window.sees("Still needed before signing: review date");
    window.press("<c-g>").sees("MUST BE PUT RIGHT").press("S").sees("one thing must be put right first");
    // Enter goes to its place. The day is typed as people say it, and shown back in full.
    window.press("<enter>").sees("Review on").types("+14d").sees("Monday 7 December 2026").press("<tab>1");
    window.sees("Nothing is missing");

    // Read through: what the record plainly shows is ticked; the rest is answered, one with why not this time.
    window.press("<c-g>").sees("Nothing has to be put right").sees("statements have no answer yet");
    window
        .press("<space><space><space><enter>")
        .sees("Not this time, because")
        .types("nothing was late")
        .press("<enter><space>");
    // Signing is asked for, said no to, asked for again and said yes to.
    window.sees("S sign: everything is answered").press("S").sees("Sign this record?").press("n");
    window.sees_no("Sign this record?").press("S").sees("by Kezia Boateng").press("y");

    // His sister is offered a record of her own; not today.
    window.sees("Ana Marsh").press("n");

    // Today is shorter, and says what was met.
    window.sees("signed. It meets the review of 12 October").sees("2 late").sees_no("11 days").sees_no("Léo Marsh");
    assert_eq!(window.press("q").ends(), 0);
    window.gave_the_terminal_back();

    // The commands say the same as the screen did.
    assert_eq!(
        owed(&office),
        [("checkpoint".to_owned(), "Zoë Quinn".to_owned(), 5), ("supervision".to_owned(), "Priya Shah".to_owned(), 4)]
    );
    let record = office.json(&with_today(&["show", "record", "O3", "--format", "json"]));
    let (sections, answers) = (&record["sections"], &record["answers"]);
    assert_eq!(record["child"], json!({"reference": "4711", "name": "Léo Marsh"}));
    assert_eq!(record["signed_by"], "Kezia Boateng");
    assert_eq!((&record["decided_on"], &record["reviews"]), (&json!("2026-11-23"), &json!("O1")));
    assert_eq!(
        sections["situation"],
        "Léo has slept in his own bed all week. Zoë's café shift ends at 7pm.\nGran — “Nan” — fetches him."
    );
    assert_eq!(answers["childs_words"]["text"], "\"Nan locks it now,\" he told Priya.");
    assert_eq!(answers["threshold"]["choice"], "s47");
    assert_eq!((&answers["likelihood"]["step"], &answers["significance"]["step"]), (&json!(2), &json!(3)));
    assert_eq!(answers["review_on"]["day"], "2026-12-07");
    let met: Vec<bool> =
        record["statements"].as_array().unwrap().iter().map(|one| one["met"].as_bool().unwrap()).collect();
    assert_eq!((met.len(), met.iter().filter(|met| !**met).count()), (9, 1), "{}", record["statements"]);
    let actions = office.json(&with_today(&["actions", "--child", "4711", "--format", "json"]));
    let action = &actions[0];
    assert_eq!((&action["action"], &action["owner"]), (&json!("Ring the housing officer"), &json!("Priya Shah")));
    assert_eq!((&action["due_on"], &action["status"]), (&json!("2026-12-04"), &json!("open")));
    assert_eq!((&action["record"], &action["change_needed"]), (&json!("O3"), &json!("The door locks")));

    // Her new direction is on the list of what will be looked at, on the day she gave.
    let later = office.json(&with_today(&["due", "--within", "20", "--kind", "review", "--format", "json"]));
    assert_eq!(
        (&later["items"][0]["subject"]["name"], &later["items"][0]["due_on"]),
        (&json!("Léo Marsh"), &json!("2026-12-07"))
    );

    // What was left is by a draft of nobody's, and nothing in the file has been tampered with.
    assert_eq!(office.json(&["drafts", "--format", "json"]), json!([]));
    office.run(&["verify"]).ok();
}
