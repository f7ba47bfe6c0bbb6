//! The workbench in plain lines, in a real terminal with the real program: what a screen reader would read, from the door to
//! the last line. Reads like a manual; no cursor moves, no colour, nothing cleared.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use rstest::rstest;
use rustix::process::Signal;

const DAY: [&str; 2] = ["--as-of", "2026-11-23"];

const WORKERS: &str = "reference,name,role,joined_on\n\
    W1,Priya Shah,social_worker,2026-01-05\n\
    W2,Ben Doyle,social_worker,2026-02-02\n";
const SESSIONS: &str = "worker,status,held_on\n\
    W1,held,2026-10-19\n\
    W2,held,2026-11-17\n";
const CHILDREN: &str = "reference,name,status,status_since,family,worker,allocated_on,assessment_start\n\
    4711,Léo Marsh,child_protection,2026-06-03,Marsh,W1,2026-06-03,\n\
    4712,Ana Marsh,child_protection,2026-06-03,Marsh,W1,2026-06-03,\n\
    4713,Zoë Quinn,assessment,2026-11-06,,W2,2026-11-06,2026-11-06\n\
    4714,Ali Noor,child_in_need,2026-11-16,,,,\n";
const OVERSIGHT: &str = "child,decided_on,reason,review_on,situation\n\
    4711,2026-10-12,supervision,2026-11-12,Léo slept in his uniform.\n\
    4712,2026-11-20,supervision,2027-01-08,Ana is weighed each week.\n";
const ACTIONS: &str = "child,action,owner,due_on,decided_on\n\
    4711,Ring the housing officer,Priya Shah,2026-11-19,2026-10-12\n";

/// The office as it is at 8:40.
fn office() -> Office {
    let office = Office::empty();
    office.run(&["init", "--supervisor", "Kezia Boateng", "--team", "North"]).ok();
    let files = [
        ("workers", WORKERS),
        ("sessions", SESSIONS),
        ("children", CHILDREN),
        ("oversight", OVERSIGHT),
        ("actions", ACTIONS),
    ];
    for (kind, rows) in files {
        let file = office.write(&format!("{kind}.csv"), rows);
        office.run(&["--as-of", "2026-11-23", "import", kind, &file]).ok();
    }
    office
}

/// A long window, so that all that is said stays to be seen; a terminal that can do nothing but print.
fn window(office: &Office) -> Window {
    let arguments = [&["--file", "footprint.db", "--plain"], &DAY[..]].concat();
    Window::sized(160, 300, &arguments, &[("TERM", "dumb")], office.folder.path())
}

fn unlocked(office: &Office) -> Window {
    let mut window = window(office);
    window.sees("Passphrase, not shown").types(PASSPHRASE).press("<enter>").sees("Type help");
    window
}

trait Lines {
    /// Types a line at the prompt.
    fn line(&mut self, words: &str) -> &mut Self;
}

impl Lines for Window {
    fn line(&mut self, words: &str) -> &mut Self {
        self.types(words).press("<enter>")
    }
}

/// Nothing that a terminal would obey was printed.
#[track_caller]
fn only_words_were_printed(window: &Window) {
    let orders: Vec<u8> = window.bytes.iter().copied().filter(|byte| *byte < 0x20 && !b"\r\n".contains(byte)).collect();
    assert_eq!(orders, [0_u8; 0], "{}", window.screen());
}

#[test]
fn a_morning_of_looking_and_small_acts_in_plain_lines() {
    let office = office();
    let mut window = window(&office);

    // A wrong passphrase is asked for again, and none is shown.
    window.sees("Passphrase, not shown").line("not the passphrase").sees("Wrong passphrase");
    window.types(PASSPHRASE).press("<enter>");

    // Today, the worst first; and what is meant by its numbers.
    window
        .sees("North. Today, Monday 23 November 2026.")
        .sees("5 late, 0 due today, 0 due soon. 1 child with no worker.");
    window.sees("1. Review of 12 October: 11 days late, was due on Thursday 12 November 2026. Léo Marsh, 4711, child protection");
    window.sees("No worker since 16 November 2026. Ali Noor, 4714, child in need.").sees("Type help");
    window
        .line("why 1")
        .sees("The direction given on 12 October 2026 (O1) set its own review for Thursday 12 November 2026.");
    window.line("open 1").sees("4711 Léo Marsh").sees("Brothers and sisters: 4712 Ana Marsh");

    // A name, a reference, either order.
    window.line("priya why").sees("W1 Priya Shah, supervision: 4 days overdue.");
    window.line("marsh").sees("marsh may be Ana Marsh, 4712; Léo Marsh, 4711. Say the reference.");
    window.line("record O2").sees("Ana is weighed each week.");

    // Supervision booked, and another held.
    window.line("book priya tue 10am").sees("Tuesday 24 November 2026 at 10am, a working day.");
    window.sees("That is 5 days after it is due").press("<enter>").sees("Booked for Tuesday 24 November 2026 at 10am.");
    window
        .line("hold W2 20/11 1h15")
        .sees("Friday 20 November 2026, a working day.")
        .sees("Held on Fri 20 Nov, 75 minutes.");

    // An action moved, then closed.
    window.line("re-date A1 fri").sees("A1: Ring the housing officer.").sees("Friday 27 November 2026, a working day.");
    window.sees("Why the date moves").line("the officer is away").sees("A1 is now due on Friday 27 November 2026.");
    window
        .line("close A1")
        .sees("1. Done.")
        .line("1")
        .sees("What difference")
        .line("the lock is on")
        .sees("A1 closed: done.");

    // What was left undone is not agreed again in silence: neither asked for, nor noted in one line.
    window
        .line("agree 4711")
        .sees("What is to be done")
        .line("Ring the school about lunch")
        .sees("Who does it")
        .line("me");
    window.sees("By when").line("fri").sees("What is to change").line("");
    window
        .sees("A2 agreed")
        .line("close A2")
        .sees("2. Not done.")
        .line("2")
        .sees("Why it was not done")
        .line("no reply");
    window.sees("A2 closed: not done.").line("note ring the school about lunch #4711 fri");
    window.sees("This was asked before.").sees("A2, much the same").sees("What makes it happen this time").line("");
    window.sees("Nothing is noted.").line("agree 4711").sees("What is to be done").line("Ring the school about lunch");
    window.sees("What makes it happen this time").line("I go there").sees("Who does it").line("me").sees("By when");
    window.line("fri").sees("What is to change").line("").sees("A3 agreed").line("actions").sees("asks for a decision");
    window
        .line("close A3")
        .sees("1. Done.")
        .line("1")
        .sees("What difference")
        .line("she eats")
        .sees("A3 closed: done.");

    // A child with no worker given one.
    window.line("allocate 4714 ben").sees("Allocated from Monday 23 November 2026.");
    window.line("nonsense here").sees("Nothing here is called nonsense here.");
    assert_eq!(window.line("quit").ends(), 0);
    only_words_were_printed(&window);
    let raw = String::from_utf8_lossy(&window.bytes);
    assert!(!raw.contains(PASSPHRASE) && !raw.contains("not the passphrase"), "a passphrase was shown");

    // The commands say the same.
    let due = office.json(&["--as-of", "2026-11-23", "due", "--kind", "action", "--format", "json"]);
    assert_eq!(due["items"], serde_json::json!([]));
    let ben = office.json(&["show", "worker", "W2", "--format", "json"]).to_string();
    assert!(ben.contains("2026-11-20"), "{ben}");
    let actions = office.json(&["--as-of", "2026-11-23", "actions", "--child", "4711", "--format", "json"]);
    assert_eq!((actions[0]["redated"].as_i64(), actions[0]["difference"].as_str()), (Some(1), Some("the lock is on")));
}

#[test]
fn the_list_is_walked_stopped_and_gone_on_with_in_plain_lines() {
    let office = office();
    let mut window = unlocked(&office);
    window.line("unsorted").sees("No captured line waits to be sorted.");
    window.line("walk").sees("Item 1 of").sees("Last direction, O1 of 12 October 2026: L").sees("Open: A1 Priya Shah:");
    // A command acts on the item; the walk stays at it.
    window.line("why 1").sees("review of 12 October").sees("Enter leaves it for another time");
    window.press("<enter>").sees("Item 2 of").line(".back").line(".stop").sees("The walk is kept where it is");
    assert_eq!(window.line("quit").ends(), 0);
    // Another morning it goes on where it was.
    let mut window = unlocked(&office);
    window.line("walk").sees("Item 1 of").line(".stop").sees("The walk is kept where it is");
    assert_eq!(window.line("quit").ends(), 0);
}

#[test]
fn a_row_that_was_asked_before_is_decided_about_where_it_is_written() {
    let office = office();
    let closed = "child,action,owner,due_on,status,closed_on,difference\n\
        4711,Fit the lock on his door,Ben Doyle,2026-11-03,not_done,2026-11-05,the fitter had left\n";
    office.run(&["--as-of", "2026-11-23", "import", "actions", &office.write("closed.csv", closed)]).ok();
    let mut window = unlocked(&office);
    window.line("oversight 4711").sees("What is happening.").line(".4").sees("Anything to say").press("<enter>");
    window.sees("add for an action").line("add").sees("What needs to change:").line("He sleeps");
    window.sees("What is to be done:").line("Fitting a lock on the door").sees("This was asked before.");
    window.sees("A2 closed as not done on 5 November").sees("the fitter had left").sees("Decide this time.");
    window
        .line("1")
        .sees("What makes it happen this time:")
        .line("Ben does it himself")
        .sees("Who does it:")
        .line("ben");
    window.sees("By when:").line("4/12").sees("1. Ben Doyle: Fitting a lock on the door").press("<enter>");
    window.line(".stop");
    assert_eq!(window.line("quit").ends(), 0);
    let drafts = office.json(&["--as-of", "2026-11-23", "drafts", "--format", "json"]);
    let said = drafts[0]["sections"]["actions"].as_str().unwrap().to_owned();
    assert!(
        said.starts_with("Fitting a lock on the door (asked before: A2). This time: Ben does it himself"),
        "{said}"
    );
}

#[test]
fn the_first_morning_in_plain_lines_from_unlock_to_signed() {
    let office = office();
    let mut window = unlocked(&office);

    // The worst of Today is Léo's review: one word and its number lead to the first question, the reason already set.
    window.line("oversight 1").sees("Léo Marsh, child protection since 3 June 2026. With Priya Shah.");
    window
        .sees("Reason: review of the direction of 12 October 2026.")
        .sees("Section 1 of 5. Reason and current situation.");
    window.sees("What is happening.").line("Léo has slept in his own bed all week.").sees("More, or a full stop");
    // What can be heard without leaving the question.
    window.line(".asked").sees("A1: Ring the housing officer. Priya Shah: open, by Thursday 19 November 2026.");
    window.line(".last").sees("What is happening: Léo slept in his uniform.");
    window.line("...and no shoes in bed.").line(".");
    window.sees("What life is like.").line("He listens for the front door.").line(".");
    window.sees("The child's own words").line("\"Nan locks it now,\" he told Priya.").line(".");
    window.sees("What protects the child.").line("Nan at night").sees("More, or a full stop").line("School").line(".");
    window.sees("What puts the child at risk now.").line("Darren's visits").line(".");
    window.sees("What follows in the long run").line("Tired at school for another year.").line(".");
    window.sees("Section 3 of 5.").line("Léo stays on a plan until the lock is fitted.").line(".");
    window.sees("3. Section 47: child protection.").line("section 47").sees("How likely is the harm?").line("2");
    window.sees("How serious would it be?").line("3").sees("How soon could it come?").line("9");
    window
        .sees("Type a number from 1 to 4.")
        .line("2")
        .sees("What else you considered")
        .line("Stepping down; not yet.")
        .line(".");
    window.sees("Anything to say about the actions.").press("<enter>");
    // The table, row by row; whoever does it is one of the team by a few letters.
    window.sees("add for an action, or Enter").line("add").sees("What needs to change:").line("The door locks");
    window.sees("What is to be done:").line("Fit the lock").sees("Who does it:").line("pri").sees("Priya Shah.");
    window
        .sees("By when:")
        .line("soonish")
        .sees("This date was not understood.")
        .line("4/12")
        .sees("Friday 4 December 2026, a working day.");
    window
        .sees("1. Priya Shah: Fit the lock, by Friday 4 December 2026. What needs to change: The door locks.")
        .press("<enter>");
    window.sees("No further action, because.").press("<enter>");
    window.sees("How you will know it helped.").line("I will ring his teacher.").line(".");

    // The mistake: no day for looking again. It is heard before signing, and one number goes to its place.
    window.sees("Review on.").line(".sign").sees("1 thing must be put right first.");
    window.sees("1. Review of this direction: No day is set for looking at this again. Choose one.").line("1");
    window
        .sees("A day, or Enter")
        .line("+14d")
        .sees("Monday 7 December 2026, a working day.")
        .sees("1. In supervision.")
        .line("1");
    window.sees("Who looks.").press("<enter>").sees("Nothing has to be put right.").press("<enter>");

    // The standard, statement by statement; what the record shows needs no more than Enter.
    window
        .sees("1 of 9.")
        .line("yes")
        .sees("2 of 9.")
        .line("yes")
        .sees("3 of 9.")
        .sees("The record shows it: Impact on the child")
        .press("<enter>");
    window.sees("4 of 9.").press("<enter>").sees("5 of 9.").press("<enter>").sees("6 of 9.").line("yes");
    window
        .sees("7 of 9.")
        .press("<enter>")
        .sees("8 of 9.")
        .line("no")
        .sees("Not this time, because")
        .line("nothing was late");
    window
        .sees("9 of 9.")
        .line("yes")
        .sees("This becomes Léo Marsh's record of 23 November 2026, signed by Kezia Boateng.");
    // Only the whole word signs.
    window.sees("Type yes, or press Enter for no").line("y").sees("It is not signed.").sees("is kept as a draft");
    window
        .line("oversight 1")
        .sees("draft D1, saved on")
        .sees("Who looks.")
        .line(".sign")
        .sees("Enter goes on to the standard");
    for _ in 0..10 {
        window.press("<enter>");
    }
    settled(&mut window, "Type yes, or press Enter for no", 2).line("yes");

    // What it met, and his sister.
    window.sees("O3 is signed. It meets the review of 12 October").sees("Of the same family").sees("1. Ana Marsh");
    window.press("<enter>").sees("Left as it was.").line("today").sees("3 late, 0 due today");
    assert_eq!(window.line("quit").ends(), 0);
    only_words_were_printed(&window);

    let record = office.json(&["show", "record", "O3", "--format", "json"]);
    assert_eq!(record["sections"]["situation"], "Léo has slept in his own bed all week.\n...and no shoes in bed.");
    assert_eq!(record["answers"]["protective_factors"]["lines"], serde_json::json!(["Nan at night", "School"]));
    assert_eq!(
        (&record["answers"]["threshold"]["choice"], &record["answers"]["likelihood"]["step"]),
        (&"s47".into(), &2.into())
    );
    assert_eq!((&record["signed_by"], &record["reviews"]), (&"Kezia Boateng".into(), &"O1".into()));
    assert_eq!(office.json(&["drafts", "--format", "json"]), serde_json::json!([]));
    office.run(&["verify"]).ok();
}

/// Waits until a text has been said so many times.
#[track_caller]
fn settled<'w>(window: &'w mut Window, text: &str, times: usize) -> &'w mut Window {
    for _ in 0..100 {
        if window.screen().matches(text).count() >= times {
            break;
        }
        let before = window.screen();
        window.changes_from(&before);
    }
    assert_eq!(window.screen().matches(text).count(), times, "{}", window.screen());
    window
}

/// Whatever ends it, all that was answered is in the draft.
#[rstest]
#[case::ctrl_c("<c-c>")]
#[case::the_end_of_input("<c-d>")]
fn leaving_in_the_middle_of_a_text_keeps_its_lines(#[case] key: &str) {
    let office = office();
    let mut window = unlocked(&office);
    window.line("oversight 4713").sees("What is happening.").line("Zoë was seen at home.").sees("More, or a full stop");
    assert_eq!(window.press(key).ends(), 0);
    let drafts = office.json(&["drafts", "--format", "json"]);
    assert_eq!(drafts[0]["sections"]["situation"], "Zoë was seen at home.");
}

#[test]
fn a_kill_loses_no_line_that_was_answered() {
    let office = office();
    let mut window = unlocked(&office);
    window.line("oversight 4713").sees("What is happening.").line("Zoë was seen at home.").sees("More, or a full stop");
    window.signal(Signal::KILL).ends();
    assert_eq!(office.json(&["drafts", "--format", "json"])[0]["sections"]["situation"], "Zoë was seen at home.");
}

/// Opened and left with nothing written, a draft would only be litter.
#[test]
fn a_form_left_untouched_leaves_no_draft() {
    let office = office();
    let mut window = unlocked(&office);
    window
        .line("oversight 4713")
        .sees("What is happening.")
        .line(".stop")
        .sees("Nothing was written, so no draft is kept.");
    assert_eq!(window.line("quit").ends(), 0);
    assert_eq!(office.json(&["drafts", "--format", "json"]), serde_json::json!([]));
}

#[test]
fn a_team_is_brought_in_and_put_right_in_plain_lines() {
    let office = Office::new();
    let file =
        office.write("team.csv", "reference,name,role,joined_on\nW1,Priya Shah,social_worker,2026-01-05\nW2,,,\n");
    let mut window = unlocked(&office);
    // What it would change is read out first; a bad row stops it until it is left out.
    window.line(&format!("import workers {file}")).sees("1 new (worker)").sees("row 3, column name");
    window.sees("It cannot be imported while rows are bad.").line("yes").sees("That is none of these.").line("skip");
    window.sees("Type yes to import it; Enter leaves it").line("yes").sees("Imported: 1 new, 0 changed, 0 as before.");
    // One child by questions, and what changes about her.
    window.line("new child").sees("The reference, as in").line("4711").sees("The name; it may").line("Léo Marsh");
    window
        .sees("Born on")
        .line("2 May 2019")
        .sees("The same word for brothers")
        .press("<enter>")
        .sees("The status: a number");
    window.line("4").sees("From which day").line("today").sees("With which worker").line("priya").sees("4711 added: ");
    window.line("status 4711").sees("Léo Marsh").types("").press("<enter>");
    settled(&mut window, "Nothing is changed.", 1);
    window.line("away priya").sees("What keeps them away").line("leave").sees("Type a number from 1 to").line("1");
    window.sees("The first day").line("tue").sees("The last day").line("fri").sees("Friday 27 November 2026");
    window.line("calendar dec").sees("December 2026.").line("only here").sees("0 not in ");
    window.line("settings").sees("You are Ruth Okafor.").sees("It locks by itself after 10 minutes");
    assert_eq!(window.line("quit").ends(), 0);
    only_words_were_printed(&window);
    let child = office.json(&["--as-of", "2026-11-23", "show", "child", "4711", "--format", "json"]);
    assert_eq!((&child["worker"], &child["age"]), (&"W1".into(), &7.into()));
}

#[test]
fn supervision_is_written_up_shared_and_agreed_in_plain_lines() {
    let office = office();
    let mut window = unlocked(&office);
    window.line("session priya").sees("Priya Shah, supervision, Monday 23 November 2026.").sees("Section 1 of 10.");
    window.line(".children").sees("Léo Marsh, 4711, child protection").line("Both promises were kept.").line(".");
    // What is still needed is read out, and its number goes there.
    window.sees("Section 2 of 10.").line(".sign").sees("Still needed before signing:").line("1");
    window.line("Tired, and glad of the visit we made together.").sees("More, or a full stop").line(".sign");
    // That it was held is said with it.
    window.sees("how long, in minutes").line("75").sees("Held on Mon 23 Nov, 75 minutes.");
    window
        .sees("This becomes a record of Priya Shah's own file, signed by Kezia Boateng.")
        .sees("Type yes")
        .line("yes");
    window.sees("is signed. Share it with the worker").line("share P1").sees("P1 was shared on 23 November 2026.");
    window
        .line("answer P1")
        .sees("2. Agreed, with a comment.")
        .line("2")
        .sees("The worker's comment")
        .line("More time.");
    window
        .sees("P1 was agreed on 23 November 2026")
        .line("file priya")
        .sees("1. P1: supervision, 23 November 2026, agreed.");
    window.line("open 1").sees("Both promises were kept.").sees("More time.");
    assert_eq!(window.line("quit").ends(), 0);
    only_words_were_printed(&window);
    office.run(&["verify"]).ok();
}

#[test]
fn a_first_run_makes_the_file_by_questions() {
    let office = Office::empty();
    let mut window = window(&office);
    window.sees("There is no file yet").sees("New passphrase").line("short").sees("The same again").line("another");
    window.sees("The two are not alike.");
    settled(&mut window, "New passphrase, not shown", 2).line(PASSPHRASE);
    settled(&mut window, "The same again", 2)
        .line(PASSPHRASE)
        .sees("Your name")
        .press("<enter>")
        .sees("cannot stay empty")
        .line("Kezia Boateng");
    window.sees("The team's name").line("North").sees("1. ").sees("A number, or Enter for 1").press("<enter>");
    window.sees("There is nobody in the team yet.").sees("import workers FILE");
    assert_eq!(window.line("quit").ends(), 0);
    only_words_were_printed(&window);
    office.run(&["verify"]).ok();
}

/// However it is left, it ends well, with the terminal as it was.
#[rstest]
#[case::ctrl_c("<c-c>")]
#[case::the_end_of_input("<c-d>")]
fn leaving_is_safe(#[case] key: &str) {
    let office = Office::new();
    let mut window = unlocked(&office);
    assert_eq!(window.press(key).ends(), 0);
    assert!(window.screen().contains("Everything is saved. Goodbye."), "{}", window.screen());
}

#[test]
fn leaving_at_the_door_is_safe_too() {
    let office = Office::new();
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let mut window = window(&office);
        window.sees("Passphrase, not shown").signal(signal);
        assert_eq!(window.ends(), 0);
    }
}
