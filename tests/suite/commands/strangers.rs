//! What another sees of the file: a reader of SQLCipher that is not ours, with the passphrase and without, and somebody
//! who only has the bytes.

use super::{Office, PASSPHRASE};
use crate::left_out::left_out;
use std::fs;
use std::process::Command;

/// Words that stand nowhere else.
const SECRETS: [&str; 4] = ["Ottoline", "Quillfeather", "zebrafish", "FENN-4471"];

/// A day's work: people, oversight signed and drafted; the file is left open, so that nothing is folded away.
fn worked(office: &Office) -> rusqlite::Connection {
    let conn = rusqlite::Connection::open(office.file()).unwrap();
    conn.execute_batch(&format!("PRAGMA key = '{PASSPHRASE}'; SELECT count(*) FROM worker;")).unwrap();
    let from = Office::empty();
    let tables = [
        ("workers", "reference,name,role,joined_on\nW1,Bo Quillfeather,social_worker,2026-01-05\n"),
        ("children", "reference,name,status,worker\nFENN-4471,Ottoline Fenn,assessment,W1\n"),
        ("oversight", "child,decided_on,reason,situation\nFENN-4471,2026-02-03,supervision,He talked of zebrafish.\n"),
    ];
    fs::create_dir(office.path("temporary")).unwrap();
    for (kind, text) in tables {
        let table = from.write("table.csv", text);
        let more: &[&str] = if kind == "oversight" { &["--as-drafts"] } else { &[] };
        for more in [more, &[]] {
            let arguments = [&["--as-of", "2026-11-22", "import", kind, &table], more].concat();
            let ran = office.command(&arguments).env("TMPDIR", office.path("temporary")).output().unwrap();
            super::Ended::of(ran).ok();
        }
    }
    conn
}

#[test]
fn no_word_of_the_work_stands_in_any_byte() {
    let office = Office::new();
    let open = worked(&office);
    let mut looked_at = 0;
    for folder in [office.path(""), office.path("temporary")] {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            let bytes = fs::read(&entry).unwrap();
            for secret in SECRETS {
                let found = bytes.windows(secret.len()).any(|part| part.eq_ignore_ascii_case(secret.as_bytes()));
                assert!(!found, "{secret} in {}", entry.display());
            }
            looked_at += 1;
        }
    }
    assert!(fs::metadata(office.path("footprint.db-wal")).unwrap().len() > 0, "nothing was looked at while open");
    assert!(looked_at >= 4, "the file, what is not folded in, what is shared, and the lock");
    assert_eq!(fs::read_dir(office.path("temporary")).unwrap().count(), 0);
    drop(open);
}

/// A Python with this module, if this machine has one: `.ci/run` fetches it where it can, and names it here.
pub(super) fn other_reader(module: &str) -> Option<String> {
    let python = std::env::var("FOOTPRINT_OTHER_READER").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", &format!("import {module}")]).output().ok()?.status.success();
    there.then_some(python)
}

#[test]
fn another_reader_opens_the_file_with_the_passphrase_and_with_no_other() {
    let Some(python) = other_reader("sqlcipher3") else {
        return left_out("other-reader", "python3 has no sqlcipher3");
    };
    let office = Office::new();
    drop(worked(&office));
    let script = "import sqlcipher3, sys\n\
        c = sqlcipher3.connect(sys.argv[1])\n\
        c.execute(\"PRAGMA key = '%s'\" % sys.argv[2])\n\
        assert c.execute('PRAGMA cipher_integrity_check').fetchall() == []\n\
        print(c.execute('SELECT name FROM child').fetchall())";
    let read = |passphrase: &str| {
        let ran = Command::new(&python).args(["-c", script]).arg(office.file()).arg(passphrase).output().unwrap();
        (ran.status.success(), String::from_utf8(ran.stdout).unwrap())
    };
    assert_eq!(read(PASSPHRASE), (true, "[('Ottoline Fenn',)]\n".to_owned()));
    let (opened, said) = read("not the passphrase");
    assert!(!opened && said.is_empty(), "{said}");
}
