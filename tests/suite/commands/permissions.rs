//! Files and folders that the system keeps from us or shows to others, full disks, and processes that are killed.

use super::{Ended, Office, PASSPHRASE};
use crate::left_out::left_out;
use rstest::rstest;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The user who owns nothing.
const NOBODY: u32 = 65534;

fn root() -> bool {
    rustix::process::getuid().is_root()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// An office whose owner is not root, for root may do everything whatever the permissions say.
struct Owned {
    office: Office,
    /// A copy of the program, where its own folder is not open to everybody.
    program: PathBuf,
}

impl Owned {
    fn new() -> Self {
        let office = Office::new();
        let program = PathBuf::from(env!("CARGO_BIN_EXE_footprint"));
        if !root() {
            return Self { office, program };
        }
        let copy = office.path("program");
        fs::copy(program, &copy).unwrap();
        set(&copy, 0o755);
        for path in [office.path(""), office.file(), copy.clone()] {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        fs::remove_file(office.path("footprint.db.lock")).ok();
        Self { office, program: copy }
    }

    fn run(&self, file: &Path, arguments: &[&str]) -> Ended {
        let mut command = Command::new(&self.program);
        command.arg("--file").arg(file).args(arguments).env_clear().env("HOME", self.office.path(""));
        command.env("FOOTPRINT_PASSPHRASE", PASSPHRASE).stdin(Stdio::null());
        if root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        Ended::of(command.output().unwrap())
    }
}

#[rstest]
#[case::unreadable(0o000, "no permission")]
#[case::write_only(0o200, "no permission")]
#[case::read_only(0o400, "you may read this file but not write to it")]
fn a_file_that_is_kept_from_us_is_told_and_left(#[case] bits: u32, #[case] hint: &str) {
    let owned = Owned::new();
    let file = owned.office.file();
    set(&file, bits);
    let said = owned.run(&file, &["due"]).code(1);
    assert!(said.contains(hint) && said.lines().count() == 1, "{said}");
    assert_eq!(mode(&file), bits);
    for beside in ["footprint.db-wal", "footprint.db-shm", "footprint.db.lock"] {
        assert!(!owned.office.path(beside).exists(), "{beside}");
    }
}

#[test]
fn a_folder_that_takes_no_writing_is_told_for_an_old_file_and_a_new_one() {
    let owned = Owned::new();
    let (folder, file) = (owned.office.path("shared"), owned.office.path("shared/footprint.db"));
    fs::create_dir(&folder).unwrap();
    fs::copy(owned.office.file(), &file).unwrap();
    if root() {
        chown(&file, Some(NOBODY), Some(NOBODY)).unwrap();
        chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let before = fs::read(&file).unwrap();
    set(&folder, 0o500);
    for (command, path) in [("due", &file), ("init", &folder.join("new.db")), ("init", &folder.join("in/new.db"))] {
        let said = owned.run(path, &[command]).code(1);
        assert!(said.contains("the folder cannot be written to") && said.lines().count() == 1, "{said}");
    }
    set(&folder, 0o000);
    let said = owned.run(&file, &["due"]).code(1);
    assert!(said.contains("no permission") && said.lines().count() == 1, "{said}");
    set(&folder, 0o700);
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "something was left behind");
}

#[test]
fn a_file_that_others_can_read_is_mended_and_said_so_once() {
    let office = Office::new();
    set(&office.file(), 0o644);
    let ended = office.run(&["due"]);
    let said = ended.code(0);
    assert!(said.contains("could read the file until now") && said.lines().count() == 1, "{said}");
    assert_eq!(mode(&office.file()), 0o600);
    office.run(&["due"]).ok();
}

#[test]
fn a_strangers_file_keeps_its_permissions() {
    let office = Office::empty();
    fs::write(office.file(), [0x9d; 8192]).unwrap();
    set(&office.file(), 0o644);
    office.run(&["due"]).code(1);
    assert_eq!(mode(&office.file()), 0o644);
}

#[test]
fn a_file_of_somebody_elses_that_all_may_write_is_refused() {
    if !root() {
        return left_out("root", "only root can make a file of somebody else's");
    }
    let owned = Owned::new();
    chown(owned.office.file(), Some(0), Some(0)).unwrap();
    set(&owned.office.file(), 0o666);
    let said = owned.run(&owned.office.file(), &["due"]).code(1);
    assert!(said.contains("other people on this machine can read this file"), "{said}");
}

#[test]
fn a_new_file_its_folder_and_all_beside_it_are_private() {
    let office = Office::empty();
    let file = office.path("in/here/footprint.db");
    Ended::of(office.command(&["init", "--file", file.to_str().unwrap()]).output().unwrap()).ok();
    assert_eq!((mode(&file), mode(&office.path("in/here")), mode(&office.path("in"))), (0o600, 0o700, 0o700));
    for entry in fs::read_dir(office.path("in/here")).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}

fn many_children(office: &Office) -> String {
    let rows: Vec<String> = (0..1200).map(|n| format!("C{n:04},Child Number {n},assessment\n")).collect();
    office.write("children.csv", &format!("reference,name,status\n{}", rows.concat()))
}

/// The program where no file may grow beyond so many blocks of 512 bytes, or of 1,024 in some shells.
fn within(office: &Office, blocks: u32, arguments: &[&str]) -> Ended {
    let whole = office.command(arguments);
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -f \"$1\"; shift; exec \"$@\"", "sh", &blocks.to_string()]);
    command.arg(whole.get_program()).args(whole.get_args()).env_clear().stdin(Stdio::null());
    command.envs(whole.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Ended::of(command.output().unwrap())
}

#[rstest]
#[case(1)]
#[case(30)]
#[case(300)]
fn a_file_that_cannot_grow_is_not_made_at_all(#[case] blocks: u32) {
    let office = Office::empty();
    let said = within(&office, blocks, &["init"]).code(1);
    assert!(said.contains("the disk") && said.lines().count() == 1, "{said}");
    assert_eq!(fs::read_dir(office.path("")).unwrap().count(), 0, "something was left behind");
}

#[test]
fn an_import_that_the_disk_has_no_room_for_changes_nothing() {
    let office = Office::new();
    let table = many_children(&office);
    let before = fs::read(office.file()).unwrap();
    let said = within(&office, 200, &["import", "children", &table]).code(1);
    assert!(said.contains("the disk") && said.lines().count() == 1, "{said}");
    assert_eq!(fs::read(office.file()).unwrap(), before);
    office.run(&["show", "child", "C0001"]).code(1);
    office.run(&["verify"]).ok();
    office.run(&["import", "children", &table]).ok();
}

#[test]
fn a_full_disk_is_told_as_one() {
    let office = Office::new();
    let table = many_children(&office);
    // A small disk of our own, that nobody else sees; where the system gives none, there is nothing to see.
    // The disk has room for the file and little more, however large an empty one has become.
    let script = "size=$(( $(wc -c < footprint.db) + 100000 ))
        mkdir disk && mount -t tmpfs -o size=$size none disk || exit 77
        cp footprint.db disk/ && \"$1\" --file disk/footprint.db import children \"$2\"
        code=$?; cmp footprint.db disk/footprint.db || exit 78
        rm disk/*; head -c 300000 /dev/zero > disk/ballast
        \"$1\" --file disk/new.db init && exit 79
        [ \"$(ls disk)\" = ballast ] || exit 80
        exit $code";
    let mut command = Command::new("unshare");
    command.args(["-m", "sh", "-c", script, "sh", env!("CARGO_BIN_EXE_footprint"), &table]);
    command.current_dir(office.path("")).env("FOOTPRINT_PASSPHRASE", PASSPHRASE).stdin(Stdio::null());
    let why = "only root can mount a disk, and only where the system lets it";
    let Ok(output) = command.output() else { return left_out("small-disk", why) };
    let ended = Ended::of(output);
    if !root() || ended.code == Some(77) {
        return left_out("small-disk", why);
    }
    let said = ended.code(1);
    assert_eq!(said.matches("the disk is full").count(), 2, "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
}

#[test]
fn a_workbench_that_is_killed_leaves_no_lock() {
    let office = Office::new();
    let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).unwrap();
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_footprint"));
    command.args(["--file", office.file().to_str().unwrap()]);
    for (name, value) in [("TERM", "xterm"), ("USER", "bronwen"), ("FOOTPRINT_PASSPHRASE", PASSPHRASE)] {
        command.env(name, value);
    }
    command.env("FOOTPRINT_CONFIG", office.path("configuration"));
    let mut workbench = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    // What nobody reads would stop it at last.
    let mut screen = pair.master.try_clone_reader().unwrap();
    std::thread::spawn(move || std::io::copy(&mut screen, &mut std::io::sink()));

    let who = format!("bronwen (process {})", workbench.process_id().unwrap());
    let start = Instant::now();
    while !office.run(&["drafts"]).err.contains(&who) {
        assert!(start.elapsed() < Duration::from_secs(30), "the workbench never opened the file");
    }
    assert!(office.run(&["policy", "use", "barnet"]).code(1).contains(&who));
    let id = i32::try_from(workbench.process_id().unwrap()).unwrap();
    let id = rustix::process::Pid::from_raw(id).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
    workbench.wait().unwrap();
    office.run(&["policy", "use", "barnet"]).ok();
    office.run(&["verify"]).ok();
}
