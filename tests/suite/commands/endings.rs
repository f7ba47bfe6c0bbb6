//! How commands end: exit codes, one sentence on standard error, and no more said than is known.

use super::{Ended, Office, PASSPHRASE};
use rstest::rstest;
use std::io::Read as _;
use std::process::Stdio;

#[test]
fn a_wrong_passphrase_is_told_in_one_sentence_and_nothing_of_the_library_shows() {
    let office = Office::new();
    let ended = office.command(&["due"]).env("FOOTPRINT_PASSPHRASE", "not the passphrase").output().unwrap();
    let said = Ended::of(ended).code(1);
    assert!(said.contains("wrong passphrase"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    for theirs in ["SQL", "sqlite", "sqlcipher", "not a database", "hmac"] {
        assert!(!said.to_lowercase().contains(&theirs.to_lowercase()), "{said}");
    }
}

#[rstest]
#[case::unknown_command(&["dew"])]
#[case::unknown_option(&["due", "--everything"])]
#[case::not_a_day(&["due", "--as-of", "2026-02-30"])]
#[case::month_first(&["due", "--as-of", "11/22/2026"])]
#[case::unknown_kind(&["due", "--kind", "dinner"])]
#[case::two_passphrases(&["due", "--passphrase-fd", "3", "--passphrase-file", "x"])]
#[case::two_standings(&["actions", "--open", "--closed"])]
#[case::ends_before_it_begins(&["compliance", "--from", "2026-05-01", "--to", "2026-04-01"])]
#[case::no_reference(&["why"])]
#[case::empty_reference(&["why", ""])]
#[case::no_reference_to_remove(&["purge", "", "--reason", "x"])]
#[case::no_words_to_find(&["search", " ", "\""])]
#[case::days_in_words(&["due", "--within", "a fortnight"])]
#[case::inspection_the_wrong_way(&["export", "inspection", "--from", "2026-05-01", "--to", "2026-04-01"])]
#[case::drafts_of_workers(&["import", "workers", "x.csv", "--as-drafts"])]
fn wrong_arguments_end_with_two(#[case] arguments: &[&str]) {
    let ended = Office::empty().run(arguments);
    assert_eq!(ended.out, "");
    let said = ended.code(2);
    assert!(!said.is_empty() && !said.contains("invalid digit"), "{said}");
}

#[rstest]
#[case::no_file(&["due"], "footprint init")]
#[case::no_such_policy(&["init", "--policy", "atlantis"], "policy list")]
#[case::no_import_file(&["import", "workers", "nowhere.csv"], "nowhere.csv")]
#[case::no_policy_file(&["policy", "check", "nowhere.toml"], "nowhere.toml")]
#[case::no_such_form(&["form", "show", "sonnet"], "form list")]
#[case::policy_without_end(&["policy", "check", "/dev/zero"], "longer than 64 MB")]
#[case::made_in_a_folder(&["init", "--file", "."], "is a folder")]
#[case::no_terminal(&[], "terminal")]
fn what_cannot_be_done_is_one_sentence_that_says_what_to_do(#[case] arguments: &[&str], #[case] hint: &str) {
    let ended = Office::empty().run(arguments);
    assert_eq!(ended.out, "");
    let said = ended.code(1);
    assert!(said.starts_with("footprint: ") && said.contains(hint), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[rstest]
#[case(&["why", "W999"])]
#[case(&["show", "worker", "W999"])]
#[case(&["show", "child", "C1"])]
#[case(&["show", "record", "O12"])]
#[case(&["show", "record", "D12"])]
#[case(&["review", "D12"])]
#[case(&["actions", "--child", "C1"])]
fn a_reference_that_leads_nowhere_is_named(#[case] arguments: &[&str]) {
    let said = Office::new().run(arguments).code(1);
    assert!(said.contains(arguments[arguments.len() - 1]), "{said}");
}

#[test]
fn a_backup_makes_a_folder_of_its_own_and_none_above_it() {
    let office = Office::new();
    let stick = office.path("stick");
    let said = office.run(&["backup", stick.join("backups").to_str().unwrap()]).code(1);
    assert!(said.contains("there is no folder") && !stick.exists(), "{said}");
    office.run(&["backup", stick.to_str().unwrap()]).ok();
}

#[test]
fn an_own_file_that_is_no_text_is_told_as_that() {
    let office = Office::new();
    std::fs::write(office.path("ours.toml"), [0xff, 0xfe, 0x00]).unwrap();
    for check in ["policy", "form"] {
        let said = office.run(&[check, "check", office.path("ours.toml").to_str().unwrap()]).code(1);
        assert!(said.contains("is not text in UTF-8"), "{said}");
    }
}

#[test]
fn a_folder_is_not_said_to_be_a_file_that_force_would_replace() {
    let office = Office::new();
    let said = office.run(&["calendar", "-o", office.path("").to_str().unwrap()]).code(1);
    assert!(said.contains("is not a plain file") && !said.contains("--force"), "{said}");
}

#[test]
fn off_a_terminal_nobody_is_asked_for_a_passphrase() {
    let office = Office::new();
    for arguments in [&["due"][..], &["init", "--file", "another.db"]] {
        let mut command = office.command(arguments);
        let said = Ended::of(command.current_dir(office.path("")).env_remove("FOOTPRINT_PASSPHRASE").output().unwrap());
        assert!(said.code(1).contains("--passphrase-file"));
    }
    assert!(!office.path("another.db").exists());
}

#[test]
fn the_passphrase_is_read_from_a_file_or_a_descriptor() {
    let office = Office::new();
    let file = office.write("passphrase", &format!("{PASSPHRASE}\nand a note\n"));
    let by_file = office.command(&["due", "--passphrase-file", &file]).env_remove("FOOTPRINT_PASSPHRASE").output();
    Ended::of(by_file.unwrap()).ok();
    let by_descriptor = office
        .command(&["--passphrase-fd", "0", "due"])
        .env("FOOTPRINT_PASSPHRASE", "this one is not asked")
        .stdin(std::fs::File::open(&file).unwrap())
        .output();
    Ended::of(by_descriptor.unwrap()).ok();
    let wrong = office.write("blank", "\n");
    assert!(office.run(&["due", "--passphrase-file", &wrong]).code(1).contains("no passphrase"));
}

#[test]
fn a_short_passphrase_makes_no_file() {
    let office = Office::empty();
    let ended = office.command(&["init"]).env("FOOTPRINT_PASSPHRASE", "too short").output().unwrap();
    assert!(Ended::of(ended).code(1).contains("12 characters"));
    assert!(!office.file().exists());
}

#[test]
fn a_file_is_never_made_over_another() {
    let office = Office::new();
    let before = std::fs::read(office.file()).unwrap();
    assert!(office.run(&["init"]).code(1).contains("already"));
    assert_eq!(std::fs::read(office.file()).unwrap(), before);
}

#[rstest]
#[case::empty("")]
#[case::another_kind("reference,name,role,joined_on\n")]
fn what_is_no_file_of_ours_is_left_as_it_is(#[case] holds: &str) {
    let office = Office::empty();
    office.write("footprint.db", holds);
    let said = office.run(&["due"]).code(1);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(std::fs::read_to_string(office.file()).unwrap(), holds);
}

#[test]
fn anything_overdue_is_three_only_where_the_exit_code_is_asked_for() {
    let office = Office::team();
    office.run(&["due", "--as-of", "2026-05-26"]).ok();
    assert_eq!(office.run(&["due", "--as-of", "2026-05-26", "--exit-code"]).code(3), "");
    Office::new().run(&["due", "--exit-code"]).ok();
}

#[test]
fn a_reader_that_stops_early_ends_the_command_quietly() {
    let office = Office::team();
    for arguments in [&["due", "--all", "--format", "json", "--as-of", "2026-05-26"][..], &["--help"], &["man"]] {
        let mut command = office.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
    }
}

#[test]
fn what_is_printed_holds_no_orders_to_the_terminal() {
    let office = Office::new();
    let table = office.write(
        "workers.csv",
        "reference,name,role,joined_on\nW1,\"Sian \u{1b}]0;x\u{7}\u{202e}Wyn\",social_worker,2026-01-05\n",
    );
    office.run(&["import", "workers", &table]).ok();
    for arguments in [&["due", "--all"][..], &["why", "W1"], &["show", "worker", "W1"], &["due", "--all", "--plain"]] {
        let out = office.run(arguments).ok();
        assert!(out.contains("Sian"), "{out}");
        assert!(!out.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{out:?}");
    }
}

#[test]
fn the_manual_and_the_completions_print_without_a_file() {
    let office = Office::empty();
    assert!(office.run(&["man"]).ok().starts_with(".ie"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(office.run(&["completions", shell]).ok().contains("compliance"), "{shell}");
    }
    assert!(!office.file().exists());
}

/// A worker who has left with something still to do is not removed; what is open is told, and by when.
#[test]
fn a_worker_with_open_actions_is_not_removed_and_what_is_open_is_told() {
    let office = Office::new();
    let workers = "reference,name,role,joined_on,left_on\nW1,Priya Shah,social_worker,2026-01-05,2026-10-30\n";
    let actions = "worker,action,owner,due_on\nW1,Hand the keys back,Priya Shah,2026-11-02\n";
    for (kind, rows) in [("workers", workers), ("actions", actions)] {
        let file = office.write(&format!("{kind}.csv"), rows);
        office.run(&["--as-of", "2026-11-23", "import", kind, &file]).ok();
    }
    let purge = ["--as-of", "2026-11-23", "purge", "W1", "--yes", "--reason", "entered by mistake"];
    let said = office.run(&purge).code(1);
    assert!(said.contains("still open: A1 by 2 Nov") && said.contains("close them"), "{said}");
    assert!(!said.contains("keys"), "no word of the action: {said}");
    assert!(office.run(&["--as-of", "2026-11-23", "show", "worker", "W1"]).ok().contains("Priya Shah"), "nothing went");
}
