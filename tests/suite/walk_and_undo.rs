//! A line captured, the list walked, an act undone: one morning by keys in a real terminal, read like a manual.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;

const WORKERS: &str = "reference,name,role,joined_on\nW1,Priya Shah,social_worker,2026-01-05\n";
const SESSIONS: &str = "worker,status,held_on\nW1,held,2026-10-05\n";
const CHILDREN: &str = "reference,name,status,status_since,worker,allocated_on\n\
    C1,Zoë Quinn,child_in_need,2026-11-20,W1,2026-11-20\n";

fn open(office: &Office) -> Window {
    let arguments = ["--as-of", "2026-11-25", "--file", "footprint.db"];
    Window::open(&arguments, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path())
}

#[test]
fn a_line_is_captured_the_list_is_walked_and_an_act_is_undone() {
    let office = Office::new();
    for (kind, rows) in [("workers", WORKERS), ("sessions", SESSIONS), ("children", CHILDREN)] {
        let file = office.write(&format!("{kind}.csv"), rows);
        office.run(&["--as-of", "2026-11-25", "import", kind, &file]).ok();
    }
    let mut window = open(&office);
    window.sees("Priya Shah");

    // The telephone rings. One key, one line; what was understood stands below it before Enter.
    window.press("c").sees("Note in one line").types("ring the school about Zoë next wed");
    // It is a Wednesday: which one was meant is said.
    window.sees("An action for you, by Wednesday 2 December 2026").sees("Today is a Wednesday");
    window.press("<enter>").sees("A1 agreed, by Wednesday 2 December 2026");

    // Somebody comes in before the next line is finished. It is not lost, and Today counts it.
    window.press("c").sees("Note in one line").types("the boiler again");
    window.press("<esc>").sees("Kept to be sorted").sees("1 to sort");

    // The list, item by item. The first is left for another time; then the day goes on elsewhere.
    window.press("i").sees("Walk of the list: 1 of").sees("Priya Shah");
    window.press(" ").sees("Walk of the list: 2 of").sees("1 left for another time");
    window.press("<esc>").sees("The walk is kept where it is");

    // A session is booked, on the wrong day. One key, and it never was; another, and it is again.
    window.press("b").sees("Book supervision").types("fri 10am").press("<enter>").sees("Booked for Friday");
    window.press("u").sees("Undone: Priya Shah's session on 27 November 2026 booked").sees("not booked");
    window.press("<c-r>").sees("Done again: Priya Shah's session on 27 November 2026 booked").sees("booked 27 Nov");
    assert_eq!(window.press("q").ends(), 0);
    window.gave_the_terminal_back();

    // Another sitting: the walk goes on where it was, and what is undone is known no more.
    let mut window = open(&office);
    window.sees("1 to sort").press("i").sees("Walk of the list: 2 of");
    window.press("<esc>").sees("The walk is kept").press("u").sees("nothing that can be undone");
    assert_eq!(window.press("q").ends(), 0);
    assert_eq!(office.json(&["--as-of", "2026-11-25", "actions", "--format", "json"])[0]["due_on"], "2026-12-02");
    office.run(&["verify"]).ok();
}
