//! The second morning: a practice supervisor and a worker in the ASYE, in a real terminal with the real program and a real
//! file. Before the session, in it, two children on pages of their own, signed, shared, agreed with a comment, and both
//! exports. Reads like a manual; what each part does at its edges is tested where the part is.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use serde_json::json;

const WORKERS: &str = "reference,name,role,joined_on,asye_start\n\
    W1,Aisha Patel,newly_qualified,2026-03-02,2026-03-02\n";
const SESSIONS: &str = "worker,status,held_on,planned_for\n\
    W1,held,2026-11-06,\n\
    W1,planned,,2026-11-23\n";
const CHILDREN: &str = "reference,name,status,status_since,worker,allocated_on\n\
    4711,Tomos Rees,child_protection,2026-06-03,W1,2026-06-03\n\
    4712,Grace Adu,child_in_need,2026-06-03,W1,2026-06-03\n";
const OVERSIGHT: &str = "child,decided_on,reason,review_on,situation,actions\n\
    4711,2026-10-12,supervision,2026-11-12,Tomos sleeps in his shoes.,\
    Change: the door locks | Action: Housing letter | Who: Aisha Patel | By: 2026-10-30\n";
const ACTIONS: &str = "worker,action,owner,due_on\n\
    W1,Book the court skills course,Kezia Boateng,2026-11-20\n";

const TODAY: [&str; 2] = ["--as-of", "2026-11-23"];

fn with_today<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    TODAY.iter().copied().chain(arguments.iter().copied()).collect()
}

/// The rest of a child's oversight, in the page it was begun on, from the impact to the day of looking again; then signed.
fn finishes(window: &mut Window, decision: &str, action: &str) {
    window
        .press("<a-4>")
        .sees("Impact on the child")
        .press("<tab>")
        .types("\"I count the locks,\" he said.")
        .press("<tab>");
    window.types("Nan at night").press("<tab>").types("the door").press("<tab>").types("Tired for another year.");
    window.press("<a-5>").sees("Decision and threshold").types(decision).press("<tab>").sees("Section 47");
    window.press("3<tab>2<tab>3<tab>2<tab>").types("Stepping down; not yet.");
    window
        .press("<a-6>")
        .sees("Anything to say about the actions")
        .press("<tab>")
        .types("The door locks")
        .press("<tab>");
    window.types(action).press("<tab>").types("ai").sees("Right: Aisha Patel").press("<right><tab>").types("4/12");
    window
        .sees("Friday 4 December")
        .press("<a-7>")
        .sees("How you will know it helped")
        .types("I will ring the teacher.");
    window.press("<tab>").types("+14d").sees("Monday 7 December 2026").press("<tab>1").sees("Nothing is missing");
    window.press("<c-g>").sees("Nothing has to be put right").press("S").sees("Sign this record?").press("y");
}

fn office() -> Office {
    let office = Office::empty();
    office.run(&["init", "--policy", "practice-fundamentals", "--supervisor", "Kezia Boateng", "--team", "North"]).ok();
    let files = [
        ("workers", WORKERS),
        ("sessions", SESSIONS),
        ("children", CHILDREN),
        ("oversight", OVERSIGHT),
        ("actions", ACTIONS),
    ];
    for (kind, rows) in files {
        let file = office.write(&format!("{kind}.csv"), rows);
        office.run(&with_today(&["import", kind, &file])).ok();
    }
    office
}

#[test]
fn a_session_is_prepared_held_signed_shared_and_agreed_and_the_wall_stands() {
    let office = office();
    let arguments = with_today(&["--file", "footprint.db"]);
    let mut window = Window::open(&arguments, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path());

    // Nothing to prepare: what was promised, whom to think about and why, where she is in her first year.
    window.sees("North").press("2").sees("Aisha Patel").press("s").sees("before supervision");
    window.sees("month 9 of the ASYE").sees("Book the court skills").sees("3 days late");
    window.sees("CHILDREN TO THINK ABOUT").sees("review of 12 October");

    // The session: what was promised is closed where it stands.
    window.press("s").sees("Since last time").press("<f5>").sees("Promised in the worker");
    window.press("x").sees("difference").types("She has a place in January").press("<enter>").sees("done 23 Nov");
    window.press("<esc>").types("I booked the course, three days late.").press("<tab>");
    window.sees("How you are").types("She sleeps badly since the hearing.").press("<tab>2");

    // A child has a page of their own: why today, four turns, and the oversight starts from them.
    window.press("<f4>").sees("Children to think about").press("<down><enter>").sees("Tomos Rees, child protection");
    window.sees("supervision").press("<a-1>").sees("Why this child today");
    window.types("The review is owed and the letter is not sent").press("<tab>").types("Not done, for the third time.");
    window.press("<f4>").sees("Asked before").sees("Housing letter").press("<esc>");
    window.press("<a-2>").sees("Thinking it through").types("He showed her the lock before he said hello.");
    window.press("<tab>").types("For Tomos the door is the story.").press("<a-3>");
    window.sees("The review is owed and the letter is not sent").sees("He showed her the lock");
    window.press("<a-4>").sees("For Tomos the door is the story.");
    // His review was owed: the same page, and the same statements, sign what was decided of him.
    finishes(&mut window, "Tomos stays on a plan until the lock is fitted.", "Ring the housing officer");
    window.sees("signed. It meets the review of 12 October").sees("Children to think about").sees("signed");

    // The second child, left and gone on with, and signed too.
    window.press("<down><enter>").sees("Grace Adu, child in need").press("<a-1>");
    window
        .types("Nobody has thought of her here")
        .press("<esc>")
        .sees("begun")
        .press("<enter>")
        .sees("Grace Adu, child");
    window
        .press("<a-3>")
        .sees("Situation")
        .types("Grace is at school each day.")
        .press("<a-4>")
        .sees("Impact on the child");
    window.types("Grace waits at the window.");
    finishes(&mut window, "Grace stays a child in need until spring.", "See Grace at school");
    window.sees("Children to think about").press("<esc>").sees("How you are");

    // What is agreed for Aisha; then held, and signed.
    window.press("<a-0>").sees("Agreed, and next time").press("<tab>").types("Time to write").press("<tab>");
    window.types("Keep Friday afternoons free").press("<tab>").types("ai").press("<right><tab>").types("4/12");
    window.sees("Friday 4 December").press("<c-g>").sees("Supervision held");
    window.press("<tab>").types("75").press("<enter>").sees("held, 75 minutes");
    window.press("<c-g>").sees("Nothing has to be put right").sees("LEFT EMPTY").press("S");
    window.sees("Sign this record?").sees("signed by Kezia Boateng").press("y");

    // Shared today, and agreed with a comment.
    window.sees("not shared").press("S").sees("Shared on").press("<enter>").sees("shared, not agreed");
    window.press("a").sees("The worker").press("<right>").sees("In their words");
    window.press("<tab>").types("Please keep what I said of the hearing.").press("<enter>").sees("agreed");
    window.sees("who says: Please").sees("Please keep what I said of").press("<esc>").press("<esc>").press("q");
    assert_eq!(window.ends(), 0);
    window.gave_the_terminal_back();

    // Her own file, taken out: what was said of her, the children by initials and reference.
    let worker = office.run(&with_today(&["export", "worker", "W1", "--format", "md"])).ok();
    let first = worker.lines().next().unwrap().to_lowercase();
    assert!(first.contains("confidential"), "{first}");
    assert!(worker.contains("She sleeps badly since the hearing."), "{worker}");
    assert!(worker.contains("Please keep what I said of the hearing."), "{worker}");
    assert!(worker.contains("T R (4711)") && worker.contains("G A (4712)"), "{worker}");
    assert!(!worker.contains("Tomos") && !worker.contains("Grace"), "{worker}");
    for case in ["the lock before he said hello", "housing officer", "I count the locks", "until spring"] {
        assert!(!worker.contains(case), "{case} in {worker}");
    }

    // Each child's record, taken out: what was decided of that child, with the turns of thinking, and nothing of hers.
    let his = [
        "He showed her the lock",
        "For Tomos the door is the story.",
        "plan until the lock is fitted",
        "Ring the housing",
    ];
    let hers =
        ["Nobody has thought of her here", "Grace waits at the window.", "in need until spring", "See Grace at school"];
    for (reference, own, other) in [("4711", his, hers), ("4712", hers, his)] {
        let child = office.run(&with_today(&["export", "child", reference, "--format", "md"])).ok();
        assert!(child.lines().next().unwrap().to_lowercase().contains("confidential"), "{child}");
        for words in own {
            assert!(child.contains(words), "{words} is not in {child}");
        }
        for words in
            other.iter().chain(&["sleeps badly", "what I said of the hearing", "Friday afternoons", "court skills"])
        {
            assert!(!child.contains(words), "{words} in {child}");
        }
    }

    // Both are signed with the reason set and stand under the session; what she agreed is followed through.
    assert_eq!(office.json(&["drafts", "--format", "json"]), json!([]));
    let session = office.json(&with_today(&["show", "record", "S2", "--format", "json"]));
    let written: Vec<&str> =
        session["children"].as_array().unwrap().iter().map(|one| one["record"].as_str().unwrap()).collect();
    assert_eq!(written, ["O2", "O3"]);
    for record in written {
        let record = office.json(&with_today(&["show", "record", record, "--format", "json"]));
        assert_eq!((&record["reason"], &record["signed_by"]), (&json!("supervision"), &json!("Kezia Boateng")));
    }
    let actions = office.json(&with_today(&["actions", "--worker", "W1", "--format", "json"]));
    let friday = actions.as_array().unwrap().iter().find(|one| one["action"] == "Keep Friday afternoons free").unwrap();
    assert_eq!((&friday["child"], &friday["due_on"]), (&json!(null), &json!("2026-12-04")));
    office.run(&["verify"]).ok();
}
