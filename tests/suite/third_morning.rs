//! The third morning: an inspection is announced. Of every direction given in six months, what was done, on time, and with
//! what difference? Which was re-dated more than once? Where was nothing said for two months? Read as a picture, opened as
//! a list, taken out as a document; and the numbers agree with an independent count.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use serde_json::Value;

const TODAY: [&str; 2] = ["--as-of", "2026-11-20"];

/// Six months back from today.
const SINCE: &str = "2026-05-20";

fn with_today<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    TODAY.iter().copied().chain(arguments.iter().copied()).collect()
}

/// Three children under one worker; nothing has been said of Huw since July.
const WORKERS: &str = "reference,name,role,joined_on\nW1,Priya Shah,social_worker,2025-01-06\n";
const CHILDREN: &str = "reference,name,status,status_since,worker,allocated_on\n\
    4711,Léo Marsh,child_protection,2026-01-05,W1,2026-01-05\n\
    4712,Ana Marsh,child_in_need,2026-01-05,W1,2026-01-05\n\
    4713,Huw Vaughan,child_in_need,2026-01-05,W1,2026-01-05\n";
const OVERSIGHT: &str = "child,decided_on,reason,review_on,situation\n\
    4711,2026-03-02,supervision,2026-04-02,Before the six months.\n\
    4711,2026-06-01,supervision,2026-07-01,He sleeps in his coat.\n\
    4711,2026-10-12,supervision,2026-11-12,He listens for the door.\n\
    4712,2026-09-07,supervision,2026-10-07,Ana is weighed each week.\n\
    4713,2026-07-06,supervision,2026-08-06,Huw is with his aunt.\n";
/// One from before the six months, and eight from within; one slips twice, as the second file tells.
const ACTIONS: &str = "child,action,owner,due_on,first_due_on,status,closed_on,difference,decided_on\n\
    4711,Ask the school,Priya Shah,2026-03-16,2026-03-16,done,2026-03-10,He eats at school,2026-03-02\n\
    4711,Fit the lock,Priya Shah,2026-06-15,2026-06-15,done,2026-06-12,He sleeps in his bed,2026-06-01\n\
    4711,Ring the GP,Priya Shah,2026-06-15,2026-06-15,done,2026-07-03,His ears are better,2026-06-01\n\
    4711,See the flat at night,Priya Shah,2026-10-26,2026-10-26,open,,,2026-10-12\n\
    4711,Write to housing,Kezia Boateng,2026-11-09,2026-10-26,open,,,2026-10-12\n\
    4712,Weigh her each week,Priya Shah,2026-12-04,2026-12-04,open,,,2026-09-07\n\
    4712,Find a nursery,Priya Shah,2026-10-05,2026-10-05,not_done,2026-10-06,None had a place,2026-09-07\n\
    4712,Visit with the aunt,Priya Shah,2026-10-05,2026-09-21,done,2026-10-05,,2026-09-07\n\
    4713,Meet his aunt,Priya Shah,2026-07-20,2026-07-20,superseded,2026-07-21,,2026-07-06\n";

/// The office in the week that an inspection is announced.
fn office() -> Office {
    let office = Office::empty();
    office.run(&with_today(&["init", "--supervisor", "Kezia Boateng", "--team", "North"])).ok();
    let slipped = ACTIONS.replace("2026-11-09,2026-10-26,open", "2026-11-30,2026-10-26,open");
    let files = [
        ("workers", WORKERS),
        ("children", CHILDREN),
        ("oversight", OVERSIGHT),
        ("actions", ACTIONS),
        ("actions", &slipped),
    ];
    for (kind, rows) in files {
        let file = office.write(&format!("{kind}.csv"), rows);
        office.run(&with_today(&["import", kind, &file])).ok();
    }
    office
}

/// What the actions themselves say of six months, counted here and by nothing of the program's own: an action belongs to
/// the day of the record that asked for it.
struct Counted {
    asked: usize,
    done_on_time: usize,
    done_late: usize,
    not_done: usize,
    superseded: usize,
    open: usize,
    redated_again: usize,
    with_difference: usize,
}

fn counted(office: &Office) -> Counted {
    let actions = office.json(&with_today(&["actions", "--format", "json"]));
    let decided = |record: &str| -> String {
        let shown = office.json(&with_today(&["show", "record", record, "--format", "json"]));
        shown["decided_on"].as_str().unwrap().to_owned()
    };
    let mut days = std::collections::HashMap::new();
    let mut of_six_months: Vec<&Value> = Vec::new();
    for action in actions.as_array().unwrap() {
        // What has no record is asked for on a day that the list does not tell; here nothing is.
        let Some(record) = action["record"].as_str() else { continue };
        let due = action["first_due_on"].as_str().unwrap();
        // Nothing due at first before then was asked for since then: spares opening years of records.
        if due < SINCE || action["child"].is_null() {
            continue;
        }
        let day: &String = days.entry(record.to_owned()).or_insert_with(|| decided(record));
        if day.as_str() >= SINCE {
            of_six_months.push(action);
        }
    }
    let count = |which: &dyn Fn(&Value) -> bool| of_six_months.iter().filter(|one| which(one)).count();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let done = |one: &Value| one["status"] == "done";
    Counted {
        asked: of_six_months.len(),
        done_on_time: count(&|one| done(one) && text(one, "closed_on") <= text(one, "due_on")),
        done_late: count(&|one| done(one) && text(one, "closed_on") > text(one, "due_on")),
        not_done: count(&|one| one["status"] == "not_done"),
        superseded: count(&|one| one["status"] == "superseded"),
        open: count(&|one| one["status"] == "open"),
        redated_again: count(&|one| one["redated"].as_i64().unwrap() > 1),
        with_difference: count(&|one| done(one) && !one["difference"].is_null()),
    }
}

#[test]
fn a_manager_answers_the_inspector_from_the_actions_in_a_minute() {
    let office = office();
    let expected = counted(&office);
    assert_eq!((expected.asked, expected.redated_again), (8, 1));

    // Unlock, and to the actions.
    let mut window = Window::sized(100, 40, &with_today(&["--file", "footprint.db"]), &[], office.folder.path());
    window.sees("Passphrase").types(PASSPHRASE).press("<enter>").sees("OWED").press("4").sees("ACTIONS");

    // One key: of everything asked for in six months, what came of it. A picture first, each figure with its number.
    window.press("F").sees("FOLLOW-THROUGH").sees("20 May to 20 November 2026").sees("WHAT WAS ASKED");
    for (figure, count) in [
        ("asked", expected.asked),
        ("done on time", expected.done_on_time),
        ("done late", expected.done_late),
        ("not done", expected.not_done),
        ("superseded", expected.superseded),
        ("open", expected.open),
        ("re-dated more than once", expected.redated_again),
        ("with a difference recorded", expected.with_difference),
    ] {
        // Its name, then its number in a column of its own.
        window.sees(&format!("{figure:<31} {count:>5}"));
    }
    let parts = expected.done_on_time + expected.done_late + expected.not_done + expected.superseded + expected.open;
    assert_eq!(parts, expected.asked, "the parts add up");

    // Enter opens the list behind a figure, as long as the figure said.
    window.press("<enter>").sees(&format!("WHAT WAS ASKED: asked   {}", expected.asked));

    // Where has nothing been said? Insight, one key from anywhere that is no form.
    window
        .press("<esc><esc>")
        .press("6")
        .sees("INSIGHT")
        .sees("DAYS BETWEEN FOOTPRINTS")
        .sees("longer than three months");
    window.press("1").sees("OWED");
    assert_eq!(window.press("q").ends(), 0);
    window.gave_the_terminal_back();

    // Out as a document for the inspector, with the same numbers.
    let period = ["--from", SINCE, "--to", "2026-11-20"];
    let to = office.path("inspection.html");
    let html = ["--format", "html", "-o", to.to_str().unwrap()];
    office.run(&[&with_today(&["export", "inspection"])[..], &period, &html].concat()).ok();
    let page = std::fs::read_to_string(&to).unwrap();
    assert!(page.contains(&format!("<dt>Asked</dt><dd>{} (100 %)</dd>", expected.asked)));
    assert!(page.contains("Two months or more without a footprint"));
    let json = [&with_today(&["export", "inspection"])[..], &period, &["--format", "json"]].concat();
    let figures = office.json(&json)["content"]["figures"].clone();
    let figure = |name: &str| usize::try_from(figures[name].as_u64().unwrap()).unwrap();
    assert_eq!(figure("asked"), expected.asked);
    assert_eq!(figure("done_on_time"), expected.done_on_time);
    assert_eq!(figure("with_difference"), expected.with_difference);
    assert_eq!(figure("redated_more_than_once"), expected.redated_again);
    office.run(&["verify"]).ok();
}
