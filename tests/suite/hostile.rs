//! Whatever words stand in the file, however they came there, they leave it as words: no order to a terminal, no markup, no
//! script, nothing to be fetched, no formula. Every free text of every table holds all of it at once, and every document, in
//! every format, and every command that prints is read.

use crate::office::{Ended, Office};
use crate::old_files::{made, unlocked};
use calamine::{Data, Reader as _};
use std::io::Cursor;

/// A formula, an order to the clipboard and others in both spellings, a script and a picture to be fetched, and a mark that
/// turns the reading direction.
const HOSTILE: &str = "=1+1\u{1b}]52;c;Zm9v\u{7}\u{9b}31m\u{9d}0;x\u{9c}\u{202e}<script src=\"http://a.example/x.js\">alert(1)</script>\
    <img src=x onerror='alert(2)'>\u{8}\u{0c}";

/// Every column that holds what somebody typed or another system sent. Names of forms, codes and days are not among them.
const WORDS: &[(&str, &str)] = &[
    ("setting", "value"),
    ("audit", "who"),
    ("worker", "name"),
    ("worker_was", "was"),
    ("period", "why"),
    ("session", "reason"),
    ("session_setting", "place"),
    ("child", "name"),
    ("child", "family"),
    ("child_was", "was"),
    ("milestone_taken_back", "why"),
    ("draft", "decided_by"),
    ("draft", "took_part"),
    ("draft_answer", "value"),
    ("draft_statement", "note"),
    ("draft_left", "excerpt"),
    ("draft_left", "why"),
    ("draft_unread", "words"),
    ("oversight", "decided_by"),
    ("oversight", "took_part"),
    ("oversight", "signed_by"),
    ("form_answer", "value"),
    ("statement", "note"),
    ("looked_at", "excerpt"),
    ("looked_at", "why"),
    ("addendum", "text"),
    ("addendum", "signed_by"),
    ("begun_addition", "text"),
    ("copied_across", "who"),
    ("copied_across", "system"),
    ("action", "change_needed"),
    ("action", "action"),
    ("action", "owner"),
    ("action", "difference"),
    ("action_event", "note"),
    ("worker_record", "signed_by"),
    ("worker_answer", "value"),
    ("worker_record_step", "words"),
    ("worker_record_step", "settled_how"),
    ("worker_record_step", "signed_by"),
    ("asye_event", "words"),
    ("group_session", "model"),
    ("group_session", "shifted"),
    ("group_child", "facts"),
    ("cover", "taken_by"),
    ("cover", "why"),
    ("cover_share", "taken_by"),
    ("quality_answer", "reason"),
    ("capture", "words"),
    ("child_note", "words"),
    ("child_note", "noted_by"),
    ("worker_note", "words"),
    ("worker_note", "noted_by"),
    ("purge", "reason"),
    ("purge", "purged_by"),
    ("legal_hold", "reason"),
];

/// A file with something in every table, and this in front of every word of it.
fn office() -> Office {
    let office = made();
    let conn = unlocked(&office.file());
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (name = 'audit_keeps' OR name NOT LIKE 'audit%')")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for name in triggers {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    // A lens on its own, with words in each of its answers.
    conn.execute_batch(
        "INSERT INTO form_answer (oversight, field, kind, value)
             SELECT max(id) + 1, 'anchor.story', 'text', 'The quarrels began.' FROM oversight;
         INSERT INTO oversight (form, child, decided_on, signed_by, signed_at, imported, digest, act)
             SELECT 'anchor', child, decided_on, signed_by, signed_at, 0, 'x', act FROM oversight WHERE id = 2;",
    )
    .unwrap();
    for (table, column) in WORDS {
        let only = match *table {
            "setting" => "WHERE key IN ('supervisor', 'team')",
            "draft_answer" | "form_answer" | "worker_answer" => "WHERE kind IN ('text', 'lines')",
            _ => "",
        };
        let changed = conn
            .execute(&format!("UPDATE {table} SET {column} = ?1 || coalesce({column}, '') {only}"), [HOSTILE])
            .unwrap();
        assert!(changed > 0 || *column == "reason" || *column == "why", "{table}.{column} holds nothing");
    }
    drop(conn);
    office
}

/// That no sign of it is an order to a terminal or turns the reading direction.
#[track_caller]
fn is_plain(text: &str, what: &str) {
    let bad =
        text.chars().find(|c| (c.is_control() && !matches!(c, '\n' | '\r')) || ('\u{202a}'..='\u{202e}').contains(c));
    assert!(bad.is_none(), "{what}: {bad:?} in {text}");
}

#[track_caller]
fn is_only_markup_of_ours(page: &str, what: &str) {
    const OURS: &[&str] = &[
        "!doctype",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "footer",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "strong",
        "em",
        "b",
        "i",
        "br",
        "hr",
        "pre",
        "div",
        "span",
        "blockquote",
        "q",
        "small",
        "mark",
        "time",
        "code",
    ];
    for (at, _) in page.match_indices('<') {
        let tag = page[at + 1..].split('>').next().unwrap().to_lowercase();
        let name: String = tag.trim_start_matches('/').chars().take_while(|c| !c.is_whitespace()).collect();
        // Nothing in a comment is obeyed, and the words in it cannot end it.
        if name == "!--" {
            assert!(tag.ends_with("--") && tag.matches("--").count() == 2, "{what}: <{tag}>");
            continue;
        }
        assert!(OURS.contains(&name.as_str()), "{what}: <{tag}>");
        for bad in [" src=", " href=", "http:", "https:", "javascript:", " on", "url("] {
            assert!(!tag.contains(bad), "{what}: <{tag}>");
        }
    }
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap_or_default();
    assert!(!style.contains("url(") && !style.contains("@import"), "{what}: something is fetched: {style}");
}

#[track_caller]
fn holds_no_formula(table: &str, what: &str) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap() {
            let runs = cell.trim_start().starts_with(['=', '+', '-', '@', '|', '%']);
            assert!(!runs || cell.trim().parse::<f64>().is_ok(), "{what}: {cell:?}");
        }
    }
}

#[track_caller]
fn is_a_workbook_of_words(bytes: Vec<u8>, what: &str) {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    for name in book.sheet_names() {
        is_plain(&name, what);
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{what}: a formula in {name}");
        for (_, _, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            // What begins like a formula is a text by its type, which no program reckons.
            if let Data::String(words) = cell {
                is_plain(words, what);
            }
        }
    }
}

fn said(ended: &Ended, what: &str) {
    is_plain(&ended.out, what);
    is_plain(&ended.err, what);
}

#[test]
fn no_words_leave_the_file_as_anything_but_words() {
    let office = office();
    let documents: &[&[&str]] = &[
        &["record", "O2"],
        &["record", "O3"],
        &["record", "O4"],
        &["record", "P1"],
        &["child", "C1"],
        &["child", "C2"],
        &["journey", "C1"],
        &["worker", "W1"],
        &["worker", "W2"],
        &["inspection", "--from", "2026-01-01", "--to", "2026-12-31"],
    ];
    let mut written = 0;
    for document in documents {
        for format in ["md", "txt", "html", "json", "csv", "xlsx"] {
            let out = office.path(&format!("out-{written}.{format}"));
            let mut arguments = vec!["--as-of", "2026-11-30", "export"];
            arguments.extend(*document);
            arguments.extend(["--format", format, "-o", out.to_str().unwrap()]);
            let what = arguments.join(" ");
            let ended = office.run(&arguments);
            said(&ended, &what);
            let Ok(bytes) = std::fs::read(&out) else {
                // A format that a document does not come in is refused before anything is read.
                assert_ne!(ended.code, Some(0), "{what}");
                continue;
            };
            written += 1;
            if format == "xlsx" {
                is_a_workbook_of_words(bytes, &what);
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            is_plain(&text, &what);
            match format {
                "html" => is_only_markup_of_ours(&text, &what),
                "csv" => holds_no_formula(&text, &what),
                "md" => assert!(!text.replace("\\<", "").contains('<'), "{what}: markup: {text}"),
                "json" => drop(serde_json::from_str::<serde_json::Value>(&text).unwrap()),
                _ => {}
            }
        }
    }
    assert!(written >= 40, "{written} documents");
}

#[test]
fn no_words_reach_the_terminal_as_anything_but_words() {
    let office = office();
    let table = office.write(
        "hostile.csv",
        &format!(
            "reference,name,status,worker,{HOSTILE}\nC9,\"{}\",\"{}\",W1,x\n",
            "=1+1\u{1b}[2J", "x\u{1b}]0;owned\u{7}"
        ),
    );
    let policy =
        office.write("hostile.toml", &format!("title = '{}'\nauthority = 3\n\"\u{1b}[2J\" = 1\n", "\u{1b}[2J"));
    let commands: &[&[&str]] = &[
        &["due", "--all"],
        &["due", "--all", "--format", "csv"],
        &["due", "--all", "--format", "json"],
        &["why", "C1"],
        &["why", "W1"],
        &["compliance", "--from", "2026-01-01", "--to", "2026-11-20", "--by", "worker"],
        &["supervision", "--from", "2026-01-01", "--to", "2026-11-20", "--by", "worker"],
        &["actions"],
        &["actions", "--format", "csv"],
        &["actions", "--format", "json"],
        &["show", "worker", "W1"],
        &["show", "worker", "W2"],
        &["show", "child", "C1"],
        &["show", "child", "C2", "--format", "json"],
        &["show", "record", "O2"],
        &["show", "record", "P1"],
        &["drafts"],
        &["drafts", "--format", "json"],
        &["review", "D1"],
        &["calendar"],
        &["search", "quarrels"],
        &["search", "lock"],
        &["audit"],
        &["audit", "--format", "json"],
        &["import", "children", &table, "--dry-run"],
        &["import", "children", &table],
        &["policy", "check", &policy],
        &["policy", "list"],
        &["form", "check", &policy],
        &["purge", "C1"],
        &["purge", "\u{1b}[2J"],
        &["purge", "C2", "--yes", "--reason", "\u{1b}[2J"],
        &["--as-of", "2199-01-01", "purge", "--due"],
        &["verify"],
        &["show", "child", "\u{1b}[2J"],
        &["search", "\u{1b}[2J"],
    ];
    for arguments in commands {
        let what = arguments.join(" ");
        let ended = office.run(arguments);
        said(&ended, &what);
        assert!(matches!(ended.code, Some(0..=2)), "{what}: {ended:?}");
        assert!(!(ended.out.is_empty() && ended.err.is_empty()), "{what} said nothing");
    }
}
