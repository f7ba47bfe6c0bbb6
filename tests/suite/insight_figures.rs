//! Insight's supervision figures on the screen of the real program, against counts of the lists that `supervision` and
//! `compliance` give for the same time, counted here and by nothing of the program's own.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use serde_json::Value;

const DAY: &str = "2026-05-26";
const FROM: &str = "2025-05-26";

fn asked(office: &Office, command: &str) -> Value {
    office.json(&[command, "--from", FROM, "--to", DAY, "--format", "json", "--as-of", DAY])
}

/// The figures of one group as the screen shows them: their words, and what stands behind.
fn shown(screen: &str, title: &str) -> Vec<(String, String)> {
    let lines = screen.lines().skip_while(|line| line.trim() != title).skip(1);
    let figures = lines.take_while(|line| line.starts_with("  ") && !line.trim().is_empty());
    let parted = figures.map(|line| {
        let (words, rest) = line.split_at(line.char_indices().nth(42).map_or(line.len(), |(at, _)| at));
        let said = rest.trim_end_matches(['=', '-', ' ']).trim();
        (words.trim().to_owned(), said.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    parted.collect()
}

#[track_caller]
fn same(screen: &str, title: &str, expected: &[(&str, String)]) {
    let found = shown(screen, title);
    let expected: Vec<(String, String)> =
        expected.iter().map(|(words, said)| ((*words).to_owned(), said.clone())).collect();
    assert_eq!(found, expected, "{title}\n{screen}");
}

fn share(kept: usize, of: usize) -> String {
    (kept * 100).checked_div(of).map_or_else(|| "nothing was due".to_owned(), |rate| format!("{kept} of {of} {rate} %"))
}

/// Compliance as a whole, by month and by worker.
fn due_dates(screen: &str, compliance: &Value) {
    let due: Vec<&Value> = compliance["obligations"].as_array().unwrap().iter().collect();
    let outcome = |which: &str| due.iter().filter(|one| one["outcome"] == which).count();
    let left_out = compliance["left_out"].as_array().unwrap().len();
    same(
        screen,
        "SUPERVISION",
        &[
            ("on time", outcome("on_time").to_string()),
            ("late", outcome("late").to_string()),
            ("missed", outcome("missed").to_string()),
            ("outstanding", outcome("outstanding").to_string()),
            ("no figure: nothing fell due", left_out.to_string()),
        ],
    );

    let months = shown(screen, "ON TIME, MONTH BY MONTH");
    assert_eq!(months.len(), 13);
    for ((words, said), row) in months.iter().zip(compliance["by_month"].as_array().unwrap()) {
        let month = row["month"].as_str().unwrap();
        let of: Vec<_> = due.iter().filter(|one| one["due_on"].as_str().unwrap().starts_with(month)).collect();
        let kept = of.iter().filter(|one| one["outcome"] == "on_time").count();
        assert_eq!(*said, share(kept, of.len()), "{words} {month}");
        assert!(words.ends_with(&month[..4]), "{words} {month}");
    }
    let mut of_workers: Vec<String> = Vec::new();
    for row in compliance["by_worker"].as_array().unwrap() {
        let of: Vec<_> = due.iter().filter(|one| one["worker"] == row["worker"]).collect();
        of_workers.push(share(of.iter().filter(|one| one["outcome"] == "on_time").count(), of.len()));
    }
    let mut said: Vec<String> = shown(screen, "ON TIME, WORKER BY WORKER").into_iter().map(|(_, said)| said).collect();
    of_workers.sort();
    said.sort();
    assert_eq!(said, of_workers);
}

/// What stood in the way, and the sessions that were held or not.
fn not_held(screen: &str, measures: &Value) {
    let unmet = measures["unmet_dates"].as_array().unwrap();
    let why = |code: &str| unmet.iter().filter(|one| one["because"] == code).count().to_string();
    same(
        screen,
        "WHAT STOOD IN THE WAY",
        &[
            ("called off by the supervisor", why("supervisor")),
            ("called off by the worker", why("supervisee")),
            ("called off by the service", why("service")),
            ("called off, by whom is not recorded", why("called_off")),
            ("planned, and missed", why("missed")),
            ("planned, and nothing said since", why("not_settled")),
            ("the worker was away", why("absence")),
            ("nothing was planned", why("not_planned")),
        ],
    );

    let all: Vec<&Value> = measures["sessions"].as_array().unwrap().iter().collect();
    assert!(all.len() >= 200, "{} sessions", all.len());
    let counted: Vec<&Value> = all.iter().filter(|one| one["counted"] == true).copied().collect();
    let count = |want: &dyn Fn(&Value) -> bool| counted.iter().filter(|one| want(one)).count();
    let status = |code: &'static str| count(&move |one: &Value| one["status"] == code).to_string();
    let by = |code: Value| {
        count(&move |one: &Value| one["status"] == "cancelled" && one["cancelled_by"] == code).to_string()
    };
    let groups = all.iter().filter(|one| one["counted"] == false && one["status"] == "held" && one["kind"] == "group");
    same(
        screen,
        "SESSIONS",
        &[
            ("held", status("held")),
            ("of those, after their date", count(&|one| one["late"] == true).to_string()),
            ("missed", status("missed")),
            ("called off", status("cancelled")),
            ("by the supervisor", by("supervisor".into())),
            ("by the worker", by("supervisee".into())),
            ("by the service", by("service".into())),
            ("by whom is not recorded", by(Value::Null)),
            ("planned, nothing said since", status("not_settled")),
            ("group, beside these", groups.count().to_string()),
        ],
    );
}

/// How long, and how far apart.
fn lengths(screen: &str, measures: &Value) {
    let counted: Vec<&Value> =
        measures["sessions"].as_array().unwrap().iter().filter(|one| one["counted"] == true).collect();
    let count = |want: &dyn Fn(&Value) -> bool| counted.iter().filter(|one| want(one)).count();
    let minutes: Vec<u64> = counted.iter().filter_map(|one| one["minutes"].as_u64()).collect();
    let between = |least: u64, most: u64| minutes.iter().filter(|one| (least..most).contains(*one)).count().to_string();
    let unknown = count(&|one| one["status"] == "held" && one["minutes"].is_null()).to_string();
    let mean = |numbers: &[u64], unit: &str| {
        let (count, sum) = (numbers.len() as u64, numbers.iter().sum::<u64>());
        let tenths = (sum * 20 + count) / (2 * count);
        format!("{}.{} {unit}", tenths / 10, tenths % 10)
    };
    same(
        screen,
        "HOW LONG",
        &[
            ("on average", mean(&minutes, "minutes")),
            ("an hour and a half or longer", between(90, u64::MAX)),
            ("an hour or longer", between(60, 90)),
            ("45 minutes or longer", between(45, 60)),
            ("under 45 minutes", between(0, 45)),
            ("not recorded", unknown),
        ],
    );
    let days: Vec<u64> = counted.iter().filter_map(|one| one["days_since_last"].as_u64()).collect();
    let apart = |least: u64, most: u64| days.iter().filter(|one| (least..=most).contains(*one)).count().to_string();
    same(
        screen,
        "DAYS BETWEEN SESSIONS",
        &[
            ("on average", mean(&days, "days")),
            ("a fortnight or less", apart(0, 14)),
            ("up to a month", apart(15, 31)),
            ("up to 45 days", apart(32, 45)),
            ("longer than 45 days", apart(46, u64::MAX)),
        ],
    );
}

/// Written up in time, and what it was about; how many children were thought about.
fn written(screen: &str, measures: &Value) -> usize {
    let counted: Vec<&Value> =
        measures["sessions"].as_array().unwrap().iter().filter(|one| one["counted"] == true).collect();
    let judged = |key: &str| {
        let of: Vec<_> = counted.iter().filter_map(|one| one[key].as_bool()).collect();
        share(of.iter().filter(|kept| **kept).count(), of.len())
    };
    let held = counted.iter().filter(|one| one["status"] == "held");
    let written: Vec<_> = held.clone().filter(|one| one["written_up"] == true).collect();
    same(
        screen,
        "WRITTEN UP, SHARED, AGREED",
        &[
            ("written up and signed", share(written.len(), held.count())),
            ("shared in time", judged("shared_in_time")),
            ("agreed in time", judged("agreed_in_time")),
        ],
    );
    let touches = |one: &Value, which: &str| one["functions"].as_array().is_some_and(|all| all.contains(&which.into()));
    let function = |which: &str| share(written.iter().filter(|one| touches(one, which)).count(), written.len());
    let children = counted.iter().filter_map(|one| one["children"].as_array()).map(Vec::len).sum::<usize>();
    same(
        screen,
        "WHAT IT WAS ABOUT",
        &[
            ("management", function("management")),
            ("development", function("development")),
            ("support", function("support")),
            ("mediation", function("mediation")),
            ("children thought about", children.to_string()),
        ],
    );
    children
}

#[test]
fn every_figure_of_supervision_is_the_count_of_its_list() {
    let office = Office::empty();
    office.run(&["--as-of", DAY, "demo", "--seed", "7", "--no-open"]).ok();
    let (measures, compliance) = (asked(&office, "supervision"), asked(&office, "compliance"));
    let arguments = ["--file", "footprint.db", "--as-of", DAY];
    let mut window = Window::sized(130, 130, &arguments, &[], office.folder.path());
    window.sees("Passphrase").types(PASSPHRASE).press("<enter>").sees("OWED").press("6").sees("WHAT WAS ASKED");
    window.press("<tab>").sees("WHAT IT WAS ABOUT").press("t").sees("26 May 2025 to 26 May 2026").settles();
    let screen = window.screen();

    due_dates(&screen, &compliance);
    not_held(&screen, &measures);
    lengths(&screen, &measures);
    let children = written(&screen, &measures);

    // The list behind a figure is as long as the figure says.
    let due = compliance["obligations"].as_array().unwrap();
    let on_time = due.iter().filter(|one| one["outcome"] == "on_time").count();
    window.press("<enter>").sees(&format!("SUPERVISION: on time   {on_time}"));
    window.press("<esc>").sees("WHAT IT WAS ABOUT").press("<end><enter>");
    window.sees(&format!("WHAT IT WAS ABOUT: children thought about   {children}"));
    window.press("<esc>").sees("MONTH BY MONTH").press("1").sees("OWED").press("q");
    assert_eq!(window.ends(), 0);
}
