//! The keys that every form has: from field to field and section to section, and what stands beside the text. Not what a
//! form has of its own.

use super::body::Body;
use crate::ui::command::Command;
use crate::ui::key::{Code, Key};

/// Leads to the page before signing, from a form and from a list that stands over one.
pub(in crate::ui) const BEFORE_SIGNING: &str = "before_signing";

/// What the help page calls what is done in a form, and with its draft.
pub(in crate::ui) const IN_THE_FORM: &str = "In the form";
/// See [`IN_THE_FORM`].
pub(in crate::ui) const THE_DRAFT: &str = "The draft";

/// The commands that go to a section, by the last digit of its number.
const SECTIONS: [&str; 10] = [
    "section_0",
    "section_1",
    "section_2",
    "section_3",
    "section_4",
    "section_5",
    "section_6",
    "section_7",
    "section_8",
    "section_9",
];

/// The section that a command goes to, by its place.
pub(in crate::ui) fn section_of(command: &str, body: &Body) -> Option<usize> {
    let digit = SECTIONS.iter().position(|one| *one == command)?;
    Some((digit + SECTIONS.len() - body.numbered_from) % SECTIONS.len())
}

/// A command for each section, up to ten, by the last digit of its number.
pub(in crate::ui) fn to_sections(body: &Body) -> impl Iterator<Item = Command> {
    let numbered = (body.numbered_from..).zip(&body.sections).take(SECTIONS.len());
    numbered.filter_map(|(number, section)| {
        let digit = number % SECTIONS.len();
        let key = char::from_digit(u32::try_from(digit).ok()?, 10)?;
        let name = format!("go to {}: {}", section.short, section.title);
        Some(Command::new(SECTIONS.get(digit)?, name, Key::alt(key)).aside().group("Sections"))
    })
}

/// The next section and the one before, an example, and the panel read on and back.
pub(in crate::ui) fn beside_and_between() -> [Command; 5] {
    let ctrl = |code| Key { code, ctrl: true, alt: false };
    let alt = |code| Key { code, ctrl: false, alt: true };
    [
        Command::new("next_section", "the next section", ctrl(Code::Down)).group("Sections").aside(),
        Command::new("previous_section", "the section before", ctrl(Code::Up)).group("Sections").aside(),
        Command::new("examples", "an answer that helps, and one that does not", Key::f(3)).group(IN_THE_FORM).aside(),
        Command::new("side_down", "read on beside the text", alt(Code::Down)).group(IN_THE_FORM).aside(),
        Command::new("side_up", "read back beside the text", alt(Code::Up)).group(IN_THE_FORM).aside(),
    ]
}
