//! The house has six rooms, and its doors open downwards only. This reads every path that the source names and fails on
//! one that leads the wrong way, naming file and line.

use crate::source::{Kind, Named, files_under, module_of, paths_in, tokens};

/// Each room, and the rooms it may use besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("practice", &[]),
    ("store", &["practice"]),
    ("exchange", &["practice"]),
    ("workbench", &["practice", "store", "exchange"]),
    ("ui", &["practice", "workbench"]),
    ("cli", &["practice", "exchange", "workbench", "ui"]),
];

/// Of the workbench, `ui` may use these modules, and what the workbench passes on from them by name.
const FROM_WORKBENCH_TO_UI: &[&str] = &["effect", "message"];

/// Packages that belong to one room or two, by the name that code uses.
const OWNED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("rusqlite_migration", &["store"]),
    ("ratatui", &["ui"]),
    ("crossterm", &["ui"]),
    ("calamine", &["exchange"]),
    ("rust_xlsxwriter", &["exchange", "workbench"]),
    ("csv", &["exchange"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("rpassword", &["cli"]),
];

/// All that `practice` may use from outside, tests included.
const FOR_PRACTICE: &[&str] = &[
    "std",
    "core",
    "alloc",
    "chrono",
    "serde",
    "toml",
    "similar",
    "thiserror",
    "unicode_normalization",
    "unicode_segmentation",
    "unicode_width", // what its tests use
    "rstest",
    "proptest",
    "insta",
    "serde_json",
    "csv",
];

/// Of the standard library, what a room of pure functions has no use for.
const NOT_FOR_PRACTICE: &[&str] = &["fs", "env", "net", "process", "thread", "io"];

/// What is wrong with the paths of a file of the source.
fn faults(file: &str, text: &str, passed_on: &[String], packages: &[String]) -> Vec<String> {
    let module = module_of(file);
    let room = module.first().map(String::as_str);
    paths_in(file, text)
        .into_iter()
        .filter_map(|named| {
            let why = match named.path.first().map(String::as_str) {
                Some("crate") => wrong_door(room, &named, passed_on),
                Some("footprint") if room.is_none() => wrong_door(room, &named, passed_on),
                Some(package) if packages.iter().any(|one| one == package) || package == "std" => {
                    wrong_package(room, &named)
                }
                Some(_) | None => None,
            }?;
            Some(format!("{file}:{}: {}: {why}", named.line, named.path.join("::")))
        })
        .collect()
}

fn wrong_door(room: Option<&str>, named: &Named, passed_on: &[String]) -> Option<String> {
    let target = named.path.get(1).map(String::as_str);
    // A name at the root of the library, or the root as a whole, hides which door is meant.
    let Some((target, _)) = ROOMS.iter().find(|(one, _)| Some(*one) == target) else {
        let whole = matches!(target, None | Some("*" | "self"));
        return (whole && room.is_some()).then(|| "name the room that is meant".to_owned());
    };
    let Some(room) = room else {
        // `main.rs` starts the commands; `lib.rs` names the rooms.
        return (named.path[0] == "footprint" && *target != "cli").then(|| "the program starts `cli` only".to_owned());
    };
    let Some((_, below)) = ROOMS.iter().find(|(one, _)| *one == room) else {
        return Some(format!("`{room}` is not one of the six rooms"));
    };
    if room == "ui" && named.tested {
        // A test walks through screens with the real house behind them.
        return None;
    }
    if *target != room && !below.contains(target) {
        return Some(format!("no door leads from `{room}` to `{target}`"));
    }
    if room == "ui" && *target == "workbench" {
        let inner = named.path.get(2).map_or("", String::as_str);
        let open = FROM_WORKBENCH_TO_UI.contains(&inner) || passed_on.iter().any(|one| one == inner);
        return (!open).then(|| "`ui` knows the workbench's effects and messages only".to_owned());
    }
    None
}

fn wrong_package(room: Option<&str>, named: &Named) -> Option<String> {
    let package = named.path[0].as_str();
    if room == Some("practice") {
        let banned = package == "std" && named.path.get(1).is_some_and(|one| NOT_FOR_PRACTICE.contains(&one.as_str()));
        if banned && !named.tested {
            return Some("`practice` is pure".to_owned());
        }
        if !FOR_PRACTICE.contains(&package) {
            return Some(format!("`practice` does not use `{package}`"));
        }
        return None;
    }
    let (_, owners) = OWNED.iter().find(|(one, _)| *one == package)?;
    let welcome = room.is_some_and(|room| owners.contains(&room)) || named.tested;
    (!welcome).then(|| format!("`{package}` belongs to {}", owners.join(" and ")))
}

/// What `src/workbench/mod.rs` passes on from the modules that `ui` may use.
fn passed_on(files: &[(String, String)]) -> Vec<String> {
    let Some((file, text)) = files.iter().find(|(file, _)| file == "src/workbench/mod.rs") else { return Vec::new() };
    paths_in(file, text)
        .into_iter()
        .filter(|named| named.reexported)
        .filter_map(|named| {
            let path: Vec<&str> = named.path.iter().map(String::as_str).collect();
            let inner = path.strip_prefix(&["crate", "workbench"]).unwrap_or(&path);
            (inner.len() == 2 && FROM_WORKBENCH_TO_UI.contains(&inner[0])).then(|| inner[1].to_owned())
        })
        .collect()
}

/// The packages of `Cargo.toml`, by the names that code uses.
fn packages() -> Vec<String> {
    let manifest: toml::Table = include_str!("../../Cargo.toml").parse().unwrap();
    let mut tables =
        vec![manifest["dependencies"].as_table().unwrap(), manifest["dev-dependencies"].as_table().unwrap()];
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        tables.extend(targets.values().filter_map(|one| one.get("dependencies")?.as_table()));
    }
    tables.into_iter().flat_map(toml::Table::keys).map(|name| name.replace('-', "_")).collect()
}

#[test]
fn every_door_opens_downwards() {
    let files = files_under("src");
    assert!(files.len() > 20, "the source was not found");
    let (passed_on, packages) = (passed_on(&files), packages());
    let wrong: Vec<String> = files.iter().flat_map(|(file, text)| faults(file, text, &passed_on, &packages)).collect();
    assert!(wrong.is_empty(), "doors opened the wrong way:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_stands_in_a_room() {
    for (file, _) in files_under("src") {
        let room = module_of(&file).first().cloned();
        let known = room.as_ref().is_none_or(|room| ROOMS.iter().any(|(one, _)| one == room));
        assert!(known, "{file} stands in none of the six rooms");
    }
}

/// The commands reach the screens in one place only: where they start them.
#[test]
fn one_command_starts_the_screens() {
    let starts: Vec<String> = files_under("src/cli")
        .into_iter()
        .filter(|(file, text)| {
            paths_in(file, text).iter().any(|named| named.path.starts_with(&["crate".into(), "ui".into()]))
        })
        .map(|(file, _)| file)
        .collect();
    assert!(starts.len() <= 1, "only one file of `cli` may start `ui`: {starts:?}");
}

#[test]
fn only_the_store_speaks_sql() {
    let speaks = |text: &str| {
        let text = text.trim_start();
        ["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM ", "CREATE ", "PRAGMA ", "WITH RECURSIVE "]
            .iter()
            .any(|verb| text.starts_with(verb))
    };
    for (file, text) in files_under("src").iter().filter(|(file, _)| !file.starts_with("src/store/")) {
        for token in tokens(text) {
            if let Kind::Text(words) = &token.kind {
                assert!(!speaks(words), "{file}:{}: SQL outside the store", token.line);
            }
        }
    }
}

/// Joined glyphs, emoji and braille differ in width from terminal to terminal: what the screens draw of their own is letters,
/// lines and blocks.
#[test]
fn our_own_marks_are_plain() {
    let is_plain = |c: char| c.is_ascii() || c.is_alphabetic() || ('\u{2500}'..='\u{259f}').contains(&c) || c == '…';
    for (file, text) in files_under("src/ui").iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        let shown = text.split("#[cfg(test)]").next().unwrap_or_default();
        for token in tokens(shown) {
            if let Kind::Text(words) = &token.kind {
                let odd = words.chars().find(|c| !is_plain(*c));
                assert!(odd.is_none(), "{file}:{}: {odd:?} is as wide as the terminal likes", token.line);
            }
        }
    }
}

/// The library's own clearing asks the terminal where its cursor is, and waits two seconds for an answer that the thread
/// of the keys swallows.
#[test]
fn the_screen_is_never_cleared_by_asking_for_the_cursor() {
    for (file, text) in files_under("src") {
        let words: Vec<Kind> = tokens(&text).into_iter().map(|token| token.kind).collect();
        let clears = words.windows(3).any(|three| {
            matches!(three, [Kind::Word(one), Kind::Sign('.'), Kind::Word(other)]
                if one == "terminal" && other == "clear")
        });
        assert!(!clears, "{file}");
    }
}

#[test]
fn files_stay_small() {
    let mut large = Vec::new();
    for (file, text) in ["src", "tests", "benches"].iter().flat_map(|folder| files_under(folder)) {
        let most = if file == "src/main.rs" { 59 } else { 799 };
        let lines = text.lines().count();
        if lines > most {
            large.push(format!("{file}: {lines} lines, at most {most}"));
        }
    }
    assert!(large.is_empty(), "part these by what they hold:\n{}", large.join("\n"));
}

#[test]
fn a_wrong_door_is_noticed() {
    let packages = ["chrono", "rusqlite", "ratatui", "csv"].map(str::to_owned);
    let check = |file: &str, text: &str| faults(file, text, &["Effect".to_owned()], &packages).len();
    for (file, text) in [
        ("src/practice/form.rs", "use crate::store::Store;"),
        ("src/practice/due/mod.rs", "fn f() { super::super::ui::start(); }"),
        ("src/practice/form.rs", "use std::{fmt, fs::File};"),
        ("src/practice/form.rs", "use rusqlite::Connection;"),
        ("src/exchange/csv.rs", "use crate::{practice::form, store};"),
        ("src/store/open.rs", "fn f(c: crate::exchange::Csv) {}"),
        ("src/store/open.rs", "use ratatui::buffer::Buffer;"),
        ("src/workbench/sign.rs", "use crate::ui::Screen;"),
        ("src/workbench/sign.rs", "use crate::*;"),
        ("src/ui/today.rs", "use crate::workbench::{Effect, open::Opened};"),
        ("src/ui/today.rs", "use super::super::store::Store;"),
        ("src/ui/today.rs", "use crate as house;"),
        ("src/cli/due.rs", "use crate::store::Store;"),
        ("src/main.rs", "fn main() { footprint::store::open(); }"),
    ] {
        assert_eq!(check(file, text), 1, "{file}: {text}");
    }
    for (file, text) in [
        ("src/practice/form.rs", "use super::mistake::Mistake; use chrono::NaiveDate; // crate::store"),
        ("src/practice/code.rs", "fn f() { $crate::practice::code::folded(); }"),
        ("src/workbench/sign.rs", "use crate::{practice, store, exchange}; use super::effect::Effect;"),
        ("src/ui/today.rs", "use crate::workbench::{Effect, message::Msg}; use crate::practice::form::Form;"),
        ("src/cli/open.rs", "use crate::ui; use crate::workbench::open;"),
        ("src/main.rs", "fn main() { footprint::cli::run(); }"),
        ("src/lib.rs", "pub mod ui;"),
    ] {
        assert_eq!(check(file, text), 0, "{file}: {text}");
    }
}
