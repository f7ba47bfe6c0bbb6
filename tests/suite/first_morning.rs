//! The first morning of a team manager, in a real terminal with the real program and a real file: unlock, the worst of what
//! is owed, oversight from empty to signed with one mistake caught, Today afterwards. Reads like a manual; what each part
//! does at its edges is tested where the part is.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_footprint");
const PASSPHRASE: &str = "seven quiet mornings";
const TODAY: &str = "2026-11-23";

const WORKERS: &str = "reference,name,role,joined_on\n\
    W1,Priya Shah,social_worker,2026-01-05\n\
    W2,Ben Doyle,social_worker,2026-02-02\n";
const SESSIONS: &str = "worker,status,held_on\n\
    W1,held,2026-11-16\n\
    W2,held,2026-11-17\n";
const CHILDREN: &str = "reference,name,status,status_since,family,worker,allocated_on\n\
    4711,Leo Marsh,child_protection,2026-06-03,Marsh,W1,2026-06-03\n\
    4712,Ana Marsh,child_protection,2026-06-03,Marsh,W1,2026-06-03\n";
const OVERSIGHT: &str = "child,decided_on,reason,review_on,situation\n\
    4711,2026-10-12,supervision,2026-11-12,Leo slept in his uniform.\n\
    4712,2026-11-20,supervision,2027-01-08,Ana is weighed each week.\n";

/// Runs a command over the file, and expects it to be done.
fn run(folder: &Path, arguments: &[&str]) {
    let done = std::process::Command::new(PROGRAM)
        .args(["--file", "team.db", "--as-of", TODAY])
        .args(arguments)
        .current_dir(folder)
        .env("FOOTPRINT_PASSPHRASE", PASSPHRASE)
        .output()
        .unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A team of two workers and two children, one of them owed a review since the 12th.
fn team() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "--policy", "barnet", "--supervisor", "Kezia Boateng", "--team", "North"]);
    let files = [("workers", WORKERS), ("sessions", SESSIONS), ("children", CHILDREN), ("oversight", OVERSIGHT)];
    for (kind, rows) in files {
        let file = format!("{kind}.csv");
        std::fs::write(folder.path().join(&file), rows).unwrap();
        run(folder.path(), &["import", kind, &file]);
    }
    folder
}

/// The program in a terminal of 80 by 24, as a person sees it.
struct Desk {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    _master: Box<dyn MasterPty + Send>,
}

impl Desk {
    fn sit_down(folder: &Path) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--file", "team.db", "--as-of", TODAY]);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env_remove("FOOTPRINT_PASSPHRASE");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(NonZero::new(24).unwrap(), NonZero::new(80).unwrap(), 0)));
        let shown = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                shown.lock().unwrap().process(&bytes[..count]);
            }
        });
        Self { child, writer, screen, _master: pair.master }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Presses keys; `\t` is Tab, `\r` Enter, `\x1b` Escape, `\x07` Ctrl+G.
    fn press(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Waits until words are on the screen.
    #[track_caller]
    fn see(&mut self, words: &str) -> &mut Self {
        self.wait(words, true)
    }

    /// Waits until words are gone from the screen.
    #[track_caller]
    fn see_no_more(&mut self, words: &str) -> &mut Self {
        self.wait(words, false)
    }

    #[track_caller]
    fn wait(&mut self, words: &str, there: bool) -> &mut Self {
        let patience = Instant::now() + Duration::from_secs(30);
        while self.text().contains(words) != there {
            assert!(Instant::now() < patience, "{words:?}, expected {there}:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(20));
        }
        self
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_manager_signs_the_oversight_that_was_owed_and_the_list_grows_shorter() {
    let folder = team();
    let mut desk = Desk::sit_down(folder.path());

    // Unlock.
    desk.see("Passphrase").press(PASSPHRASE).press("\r");

    // One look: the worst is Leo's review, eleven days late.
    desk.see("North").see("Leo Marsh").see("11 days");

    // One key from there to typing, the reason already set.
    desk.press("o").see("Leo Marsh, child protection").see("review of the direction of 12 October 2026");
    desk.press("Leo has slept in his own bed all week.\t").see("Impact on the child");
    desk.press("He listens for the front door.\t\"Nan locks it now,\" he told Priya.\tNan at night\tDarren's visits\t");
    desk.press("Tired at school for another year.\t").see("Decision and threshold");
    desk.press("Leo stays on a plan until the lock is fitted.\t3\t2\t3\t2\tStepping down; not yet.\t");
    desk.see("Anything to say about the actions").press("\tThe door locks\tRing the housing officer\tpri");
    // Whoever does it is one of the team: a few letters and Right.
    desk.see("Right: Priya Shah").press("\x1b[C").press("\t4/12").see("Friday 4 December");
    desk.press("\t\t\t").see("How you will know it helped").press("I will ring his teacher.");

    // The mistake: no day is set for looking again, and the page before signing says so.
    desk.see("Still needed before signing: review date").press("\x07").see("MUST BE PUT RIGHT");
    desk.press("S").see("one thing must be put right first");
    desk.press("\r").see("Review on").press("+14d").see("Monday 7 December 2026").press("\t1");
    desk.see("Nothing is missing");

    // Read through, answered, signed.
    desk.press("\x07").see("Nothing has to be put right").press("  \rnothing was late\r ");
    desk.see("Everything is answered").press("S").see("Sign this record?").press("y");

    // His sister is offered a record of her own; not today.
    desk.see("Ana Marsh").press("n");

    // Today is shorter.
    desk.see("signed. It meets the review of 12 October").see_no_more("11 days");
    desk.press("q");
    let patience = Instant::now() + Duration::from_secs(10);
    while desk.child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < patience, "it does not leave:\n{}", desk.text());
        std::thread::sleep(Duration::from_millis(20));
    }
    run(folder.path(), &["verify"]);
    run(folder.path(), &["show", "record", "O3"]);
}
