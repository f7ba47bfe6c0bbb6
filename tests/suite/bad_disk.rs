//! A disk that fails while somebody is at work: writes are refused, a folder takes no new files. Nothing typed is lost,
//! what is not saved is said, and when the disk takes writes again all goes on. In a real terminal.

use crate::killed::{DAY, draft_in, office};
use crate::left_out::left_out;
use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Resource, Rlimit, Signal};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};

/// The user who owns nothing.
const NOBODY: u32 = 65534;

/// Lets the program write no byte more to any file, or as many as it likes.
fn writes(window: &Window, allowed: bool) {
    let process = Pid::from_raw(i32::try_from(window.process()).unwrap());
    let current = if allowed { None } else { Some(0) };
    rustix::process::prlimit(process, Resource::Fsize, Rlimit { current, maximum: None }).unwrap();
}

/// The draft's words of the first section.
fn situation(office: &Office) -> String {
    let drafts = office.json(&["drafts", "--format", "json"]);
    drafts[0]["sections"]["situation"].as_str().unwrap().to_owned()
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_takes_nothing_for_a_while_loses_no_word_and_is_told() {
    let office = office();
    let mut window = Window::open(&DAY, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path());
    draft_in(&mut window);
    window.press("<c-home>").types("Before it. ").sees_no("not saved yet").sees("saved");
    writes(&window, false);
    window.types("While it refused. ").sees("NOT SAVED").types("Still. ").sees("Still.").sees("NOT SAVED");
    // What is said of it is a sentence, with what to do.
    let screen = window.screen();
    assert!(screen.contains("disk"), "{screen}");
    // Leaving would lose it: the words stay where they are.
    writes(&window, true);
    window.sees_no("NOT SAVED").types("After it. ").sees("After it.").sees_no("not saved yet").sees("saved");
    window.signal(Signal::KILL).ends();
    let kept = situation(&office);
    assert!(kept.contains("Before it. While it refused. Still. After it."), "{kept}");
    office.run(&["verify"]).ok();
}

#[test]
#[cfg(target_os = "linux")]
fn an_act_that_the_disk_refuses_is_not_called_done() {
    let office = office();
    let mut window = Window::open(&DAY, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path());
    window.sees("1 draft");
    let actions = ["--as-of", DAY[1], "actions", "--child", "C1", "--format", "json"];
    let before = office.run(&actions).out;
    writes(&window, false);
    // The worst of Today is the child whose oversight is late: an action for her.
    window.press("a").sees("ction").types("Ring the aquarium").press("<enter>").sees("disk");
    let screen = window.screen();
    assert!(!screen.contains("added") && !screen.to_lowercase().contains("sql"), "{screen}");
    writes(&window, true);
    window.signal(Signal::KILL).ends();
    assert_eq!(office.run(&actions).ok(), before, "{screen}");
    office.run(&["verify"]).ok();
}

/// A program and its folder that belong to somebody who is not root, for root may write whatever the permissions say.
fn owned() -> (Office, PathBuf, bool) {
    let (office, program) = (office(), PathBuf::from(env!("CARGO_BIN_EXE_footprint")));
    if !rustix::process::getuid().is_root() {
        return (office, program, false);
    }
    let copy = office.path("program");
    fs::copy(program, &copy).unwrap();
    for path in [office.path(""), office.file(), copy.clone()] {
        fs::set_permissions(&path, Permissions::from_mode(0o700)).unwrap();
        chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    fs::remove_file(office.path("footprint.db.lock")).ok();
    (office, copy, true)
}

/// The program in a window, as its owner.
fn as_owner(office: &Office, program: &Path, root: bool) -> Window {
    let mut command = CommandBuilder::new(if root { Path::new("setpriv") } else { program });
    if root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(program);
    }
    command.args(DAY);
    command.cwd(office.folder.path());
    command.env_clear();
    let home = office.folder.path();
    for (name, value) in [("TERM", "xterm-256color"), ("FOOTPRINT_PASSPHRASE", PASSPHRASE), ("PATH", "/usr/bin:/bin")] {
        command.env(name, value);
    }
    command.env("HOME", home);
    command.env("FOOTPRINT_CONFIG", home.join("configuration"));
    Window::of(command, 80, 24)
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_turns_read_only_under_the_work_is_told_and_loses_nothing() {
    let (office, program, root) = owned();
    if root && std::process::Command::new("setpriv").arg("--version").output().is_err() {
        return left_out("root", "there is no setpriv to give up root's rights with");
    }
    let folder = office.folder.path().to_owned();
    let mut window = as_owner(&office, &program, root);
    draft_in(&mut window);
    window.press("<c-home>").types("Before. ").sees("Before.").sees_no("not saved yet");
    fs::set_permissions(&folder, Permissions::from_mode(0o500)).unwrap();
    // The file is open and takes what is typed; new files cannot be made beside it.
    window.types("While it is read-only. ").sees("read-only.").sees_no("not saved yet").sees("saved");
    // Locked and unlocked, what is there is worked with.
    window.press("<c-l>").sees("Passphrase").types(PASSPHRASE).press("<enter>").sees("1 draft");
    fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
    window.press("q").ends();
    if root {
        chown(office.file(), Some(0), Some(0)).unwrap();
        chown(&folder, Some(0), Some(0)).unwrap();
        for entry in fs::read_dir(&folder).unwrap() {
            chown(entry.unwrap().path(), Some(0), Some(0)).unwrap();
        }
    }
    assert!(situation(&office).starts_with("Before. While it is read-only. "), "{}", situation(&office));
    office.run(&["verify"]).ok();
}

/// No other program of the same user may look into its memory, and the system makes no dump of it.
#[test]
#[cfg(target_os = "linux")]
fn its_memory_is_nobodys_to_read_or_dump() {
    let (office, program, root) = owned();
    if root && std::process::Command::new("setpriv").arg("--version").output().is_err() {
        return left_out("root", "there is no setpriv to give up root's rights with");
    }
    let mut window = as_owner(&office, &program, root);
    window.sees("1 draft");
    let process = PathBuf::from(format!("/proc/{}", window.process()));
    // What is not dumpable belongs to root in /proc, whoever runs it.
    assert_eq!(fs::metadata(process.join("mem")).unwrap().uid(), 0, "it can be looked into and dumped");
    let limits = fs::read_to_string(process.join("limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    window.signal(Signal::KILL).ends();
}
