//! Supervision and actions by keys, in a real terminal: as few as a hand can do it with. What each popup understands is
//! tested where it is.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use serde_json::json;

const WORKERS: &str = "reference,name,role,joined_on\n\
    W1,Priya Shah,social_worker,2026-01-05\n\
    W2,Ben Doyle,social_worker,2026-02-02\n";
const SESSIONS: &str = "worker,status,held_on\nW1,held,2026-10-05\nW2,held,2026-10-13\n";
const CHILDREN: &str = "reference,name,status,status_since,worker,allocated_on\n\
    C1,Zoë Quinn,child_in_need,2026-11-06,W2,2026-11-06\n";
const ACTIONS: &str = "child,action,owner,due_on,change_needed\n\
    C1,Ring the school nurse,Ben Doyle,2026-11-02,Zoë's asthma is looked after\n";

fn office() -> Office {
    let office = Office::new();
    let files = [("workers", WORKERS), ("sessions", SESSIONS), ("children", CHILDREN), ("actions", ACTIONS)];
    for (kind, rows) in files {
        let file = office.write(&format!("{kind}.csv"), rows);
        office.run(&["--as-of", "2026-11-23", "import", kind, &file]).ok();
    }
    office
}

fn open(office: &Office) -> Window {
    let arguments = ["--as-of", "2026-11-23", "--file", "footprint.db"];
    Window::open(&arguments, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path())
}

/// An overdue worker to a booking: `b`, the words, Enter. A supervision held today: `H`, its minutes, Enter.
#[test]
fn supervision_is_booked_and_held_in_a_few_keys() {
    let office = office();
    let mut window = open(&office);
    // On the worst of supervision.
    window.sees("Priya Shah").sees("18 days");
    window.press("fff").sees("[supervision 2]");
    window.press("b").sees("Book supervision: Priya Shah").types("tue 10am").sees("Tuesday 24 November 2026 at 10am");
    window.press("<enter>").sees("Booked for Tuesday 24 November 2026 at 10am").sees("booked 24 Nov");
    // She comes by today, and it is held.
    window.press("H").sees("Supervision held: Priya Shah");
    window
        .press("<tab>")
        .types("75")
        .press("<enter>")
        .sees_no("Supervision held: Priya")
        .sees("2 late")
        .sees_no("18 days");
    assert_eq!(window.press("q").ends(), 0);
    window.gave_the_terminal_back();

    let due = office.json(&["--as-of", "2026-11-23", "due", "--all", "--kind", "supervision", "--format", "json"]);
    let items = due["items"].as_array().unwrap();
    let of = |name: &str| items.iter().find(|item| item["subject"]["name"] == name).unwrap();
    assert_eq!(of("Priya Shah")["counts_from"], "2026-11-23");
    assert_eq!(of("Ben Doyle")["state"], "overdue");
}

/// An action closed, with the difference it made: `x`, the words, Enter.
#[test]
fn an_action_is_closed_with_the_difference_it_made() {
    let office = office();
    let mut window = open(&office);
    window.sees("Ring the school nurse");
    // The worst of all: it is under the cursor.
    window.press("x").sees("difference").types("Zoë has her own inhaler at school");
    window.press("<enter>").sees_no("Ring the school nurse").sees_no("difference");
    assert_eq!(window.press("q").ends(), 0);
    let actions = office.json(&["--as-of", "2026-11-23", "actions", "--format", "json"]);
    let action = &actions[0];
    assert_eq!((&action["status"], &action["closed_on"]), (&json!("done"), &json!("2026-11-23")));
    assert_eq!(action["difference"], "Zoë has her own inhaler at school");
}
