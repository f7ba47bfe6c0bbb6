//! Every write, sync, renaming and removal that a command asks of the system, one at a time: refused as by a full disk, a
//! broken one and one that turned read-only, or the last thing that the program ever did. `strace` does the injecting. A
//! few places in the suite; `FOOTPRINT_ROUNDS=100` tries as many of each command and kind.
#![expect(clippy::disallowed_macros, reason = "a test says its figures to whoever runs it")]

use crate::drafts_survive::rounds;
use crate::killed::office;
use crate::left_out::left_out;
use crate::office::{Ended, Office, PASSPHRASE};
use crate::safe_keeping::{OTHER, backups, whole};
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

/// What changes something on the disk, under every name that a system knows it by.
const CALLS: &str = "pwrite64,fsync,fdatasync,ftruncate,?fallocate,?copy_file_range,?rename,?renameat,?renameat2,\
    ?unlink,?unlinkat,?mkdir,?mkdirat";

/// What is injected, and what a person would call it.
const FAULTS: [(&str, &str); 4] = [
    ("error=ENOSPC", "a full disk"),
    ("error=EIO", "a broken disk"),
    ("error=EROFS", "a disk turned read-only"),
    ("signal=KILL", "a kill"),
];

/// The command under strace; `at` is the call that is refused, counted from 1.
fn traced(office: &Office, arguments: &[&str], fault: Option<(&str, usize)>) -> Command {
    let whole = office.command(arguments);
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(office.path("trace.txt")).args(["-e", &format!("trace={CALLS}")]);
    if let Some((how, at)) = fault {
        command.args(["-e", &format!("inject={CALLS}:{how}:when={at}")]);
    }
    command.arg(whole.get_program()).args(whole.get_args()).env_clear().stdin(Stdio::null());
    command.envs(whole.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command
}

/// How many calls its busiest thread makes.
fn calls(office: &Office, arguments: &[&str]) -> usize {
    let one = office.copied();
    Ended::of(traced(&one, arguments, None).output().unwrap()).ok();
    let trace = fs::read_to_string(one.path("trace.txt")).unwrap();
    let mut by_thread: BTreeMap<&str, usize> = BTreeMap::new();
    for line in trace.lines().filter(|line| line.contains('(')) {
        *by_thread.entry(line.split_whitespace().next().unwrap()).or_default() += 1;
    }
    by_thread.into_values().max().unwrap()
}

/// That what was said is a sentence of our own, and nothing broke.
#[track_caller]
fn said_in_a_sentence(ended: &Ended, what: &str) {
    assert!(matches!(ended.code, Some(0 | 1)), "{what}: {ended:?}");
    assert!(ended.err.lines().count() <= 2, "{what}: {}", ended.err);
    for line in ended.err.lines() {
        assert!(line.starts_with("footprint: ") && line.ends_with('.'), "{what}: {line}");
    }
    for theirs in ["sql", "os error", "panicked", "errno"] {
        assert!(!ended.err.to_lowercase().contains(theirs), "{what}: {}", ended.err);
    }
    assert!(ended.code == Some(0) || !ended.err.is_empty(), "{what}: it failed and said nothing");
}

/// One command: `rounds` places, spread over all of its calls, each with every fault.
fn tried(office: &Office, arguments: &[&str], ended_in: &mut BTreeMap<(&str, &str), usize>, few: usize, skip: usize) {
    let all = calls(office, arguments);
    let old = whole(office, PASSPHRASE);
    let count = rounds(few).min(all);
    for (number, (how, name)) in FAULTS.into_iter().enumerate() {
        for place in 0..count {
            // Each fault at places of its own where there are few, so that more of them are met.
            let at = 1 + ((place * FAULTS.len() + number + skip) * all / (count * FAULTS.len())) % all;
            let what = format!("{arguments:?}: {name} at call {at} of {all}");
            let one = office.copied();
            let output = traced(&one, arguments, Some((how, at))).output().unwrap();
            // A change of passphrase puts its backup in the trail first.
            let is_new = if arguments[0] == "rekey" {
                let opens = one.command(&["verify"]).output().unwrap().status.success();
                if !opens {
                    whole(&one, OTHER);
                }
                !opens
            } else {
                whole(&one, PASSPHRASE) != old
            };
            for backup in backups(&one).into_iter().filter(|path| path.extension().is_some_and(|end| end == "db")) {
                let bytes = fs::metadata(&backup).unwrap().len();
                assert!(
                    bytes >= fs::metadata(one.file()).unwrap().len() / 2,
                    "{what}: {} is cut short",
                    backup.display()
                );
            }
            if how == "signal=KILL" {
                *ended_in.entry((name, if is_new { "the new file" } else { "the old file" })).or_default() += 1;
                continue;
            }
            let ended = Ended::of(output);
            said_in_a_sentence(&ended, &what);
            let removed = arguments[0] == "purge" && ended.err.contains("it was removed");
            let outcome = match (ended.code, is_new) {
                (Some(0), true) => "done all the same",
                (Some(0), false) => "called done, and not",
                _ if removed => "done, and said what is still to do",
                (_, false) => "a sentence, nothing changed",
                (_, true) => "a sentence, and done",
            };
            assert!(
                !["a sentence, and done", "called done, and not"].contains(&outcome),
                "{what}: {outcome}: {}",
                ended.err
            );
            *ended_in.entry((name, outcome)).or_default() += 1;
        }
    }
}

#[test]
fn any_write_may_fail_or_be_the_last() {
    if Command::new("strace").arg("-V").output().is_err() {
        return left_out("strace", "there is no strace to refuse a write with");
    }
    let office = office();
    office.run(&["backup"]).ok();
    let backup = backups(&office).pop().unwrap();
    let table = office.write("more.csv", "reference,name,status,worker\nC7,Ali Noor,child_in_need,W1\n");
    let new = office.write("new.txt", OTHER);
    let commands: [&[&str]; 6] = [
        &["policy", "use", "barnet"],
        &["import", "children", &table],
        &["backup"],
        &["restore", backup.to_str().unwrap()],
        &["rekey", "--new-passphrase-file", &new],
        &["purge", "C1", "--yes", "--reason", "order of the court"],
    ];
    let mut ended_in = BTreeMap::new();
    for (number, arguments) in commands.into_iter().enumerate() {
        tried(&office, arguments, &mut ended_in, 1, number);
        println!("after {}: {ended_in:?}", arguments[0]);
    }
}
