//! What can be done on every screen: going places, help, the palette, privacy, locking, leaving. Not what one screen does.

use super::command::Command;
use super::context::Ctx;
use super::key::Key;
use super::places::Place;
use super::screen::{Editing, Screen};

/// Back to the screen below.
pub const BACK: &str = "back";
/// The help page.
pub const HELP: &str = "help";
/// The palette.
pub const PALETTE: &str = "palette";
/// Search.
pub const SEARCH: &str = "search";
/// Import a file.
pub const IMPORT: &str = "import_file";
/// Colours, or none.
pub const LOOK: &str = "look";
/// Initials for names.
pub const PRIVACY: &str = "privacy";
/// The drafts that wait.
pub const DRAFTS: &str = "drafts";
/// Group or peer supervision that was held.
pub const GROUP: &str = "group_held";
/// The team handed over while the supervisor is away.
pub const HAND_OVER: &str = "hand_over";
/// The team taken back.
pub const TAKE_BACK: &str = "take_back";
/// Every ASYE side by side.
pub const ASYES: &str = "asyes";
/// The records that exist only here.
pub const ONLY_HERE: &str = "only_here";
/// The walk of the list.
pub const WALK: &str = "walk";
/// Quick capture.
pub const CAPTURE: &str = "capture";
/// The last act undone.
pub const UNDO: &str = "undo";
/// What was undone done again.
pub const REDO: &str = "redo";
/// Lock.
pub const LOCK: &str = "lock";
/// Leave the program.
pub const QUIT: &str = "quit";

/// Whether what a key with a place of its own does can be done.
enum Doing {
    /// Only the screens that have a command of that name do it; elsewhere, where to go first.
    Elsewhere(&'static str),
}

/// The keys that mean the same on every screen (`design/screens.md`, *Keys*) and that not every screen does: name in code,
/// name on screen, key. A screen's own command of the same name stands in the place of the one here, so that a feature is
/// switched on by giving its screen a command, and one line here.
const PLACED: [(&str, &str, char, Doing); 4] = [
    ("export", "take out as a document", 'e', Doing::Elsewhere("open a record or a child first")),
    (
        "copy",
        "copy a signed record as text for the case system",
        'y',
        Doing::Elsewhere("open a record or a child first"),
    ),
    ("next_late", "the next thing owed that is late", 'n', Doing::Elsewhere("go to Today first")),
    ("previous_late", "the one before that is late", 'N', Doing::Elsewhere("go to Today first")),
];

/// The commands of keys that have a place on every screen, greyed where they do nothing; none whose key a screen's own
/// commands use for something of its own.
fn placed(own: &[Command]) -> impl Iterator<Item = Command> {
    let free = |key: Key| !own.iter().any(|command| command.keys.contains(&key));
    PLACED.into_iter().filter(move |(_, _, key, _)| free(Key::char(*key))).map(|(id, name, key, doing)| {
        let command = Command::new(id, name, Key::char(key)).aside();
        match doing {
            Doing::Elsewhere(first) => command.when(false, first),
        }
    })
}

/// The commands that the screen on top has beside its own. `depth` is how many screens lie below it.
pub fn commands(top: &dyn Screen, depth: usize, cx: &Ctx) -> Vec<Command> {
    let everywhere = "Everywhere";
    let mut commands = vec![
        Command::new(BACK, "go back", Key::ESC)
            .short("back")
            .group(everywhere)
            .when(depth > 0, "this is the first screen"),
    ];
    if !top.covers() {
        return commands;
    }
    commands.push(Command::new(PALETTE, "find and do anything", Key::char(':')).or(Key::ctrl('p')).short("do"));
    commands.push(Command::new(HELP, "what every key does here", Key::char('?')).or(Key::f(1)).short("help"));
    commands.push(Command::new(SEARCH, "search records, actions and names", Key::char('/')).aside());
    for place in Place::ALL {
        commands.push(place_command(place).aside());
    }
    let capture = Command::new(CAPTURE, "note something in one line, from anywhere", Key::char('c')).aside();
    commands.push(match cx.may_change() {
        Ok(()) => capture,
        Err(why) => capture.when(false, why),
    });
    commands.extend(placed(&top.commands(cx)));
    commands.extend(undoing(top, cx));
    commands.push(Command::named(ONLY_HERE, "see the records that exist only here"));
    let group = Command::named(GROUP, "enter group or peer supervision that was held");
    commands.push(match cx.may_change() {
        Ok(()) => group,
        Err(why) => group.when(false, why),
    });
    for (id, name) in [
        (HAND_OVER, "hand the team over while you are away: cover"),
        (TAKE_BACK, "take the team back: end the cover today"),
    ] {
        let command = Command::named(id, name);
        commands.push(match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        });
    }
    commands.push(Command::named(ASYES, "see the newly qualified workers side by side: the ASYE"));
    commands.push(Command::named(WALK, "walk the list item by item, or go on where you stopped"));
    commands.push(Command::named(DRAFTS, "see the drafts not signed"));
    commands.push(Command::new(PRIVACY, "privacy: initials for names, or names again", Key::char('p')).aside());
    commands.push(Command::named(LOOK, "look: without colours, or with them again"));
    let import = Command::new(IMPORT, "import a spreadsheet or the inspection workbook", Key::char('I')).aside();
    commands.push(match cx.may_change() {
        Ok(()) => import,
        Err(why) => import.when(false, why),
    });
    commands.push(Command::new(LOCK, "lock the workbench", Key::ctrl('l')).aside());
    for command in &mut commands {
        command.group = everywhere;
        if !cx.opened && !matches!(command.id, BACK | HELP) && command.available.is_ok() {
            command.available = Err("the file is not open yet".into());
        }
    }
    // On the first screen only, so that a letter typed in haste deep inside does not end the day.
    let quit = Command::new(QUIT, "leave Footprint", Key::char('q')).or(Key::ctrl('q')).group(everywhere).aside();
    commands.push(quit.when(depth == 0, "go back to the first screen first"));
    commands
}

/// Undo and redo, with what they would do. Not while a field is edited: what is typed there is undone by the field itself.
fn undoing(top: &dyn Screen, cx: &Ctx) -> [Command; 2] {
    let named = |verb: &str, of_what: &Option<String>, else_named: &str| match of_what {
        Some(did) => format!("{verb}: {}", cx.prose(did)),
        None => else_named.to_owned(),
    };
    let can = &cx.can_undo;
    let undo = Command::new(UNDO, named("undo", &can.undo, "undo the last act that can be undone"), Key::char('u'));
    let redo = Command::new(REDO, named("do again", &can.redo, "do again what was undone"), Key::ctrl('r'));
    let nothing =
        can.never.clone().unwrap_or_else(|| "nothing that can be undone has been done since it was opened".into());
    let in_field = top.editing() != Editing::No;
    [undo.when(can.undo.is_some(), nothing), redo.when(can.redo.is_some(), "nothing has been undone")].map(|command| {
        let command = command.aside().when(!in_field, "leave the field first");
        match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        }
    })
}

fn place_command(place: Place) -> Command {
    let command = Command::new(place.command(), format!("go to {}", place.name()), Key::char(place.digit()));
    if place.is_built() { command } else { command.not_yet() }
}
