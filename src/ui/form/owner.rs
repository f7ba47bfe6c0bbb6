//! Who does an action, while that is typed: the name that is offered, and what is said of one that is nobody's of the team. Not the
//! table it stands in.

use super::editor::Given;
use crate::practice::date_words::from_words;
use crate::practice::naming::who_fits;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::text_field::Edited;

/// What is asked about an owner who is nobody of the team and whose name does not read as one: mostly a part that slipped
/// into the wrong place. It is kept all the same.
pub(super) fn query_on_owner(typed: &str, given: &Given<'_>) -> Option<&'static str> {
    let typed = typed.trim();
    let folded = typed.to_lowercase();
    let of_team = |name: &String| {
        let name = name.to_lowercase();
        name == folded || name.split(' ').any(|part| part == folded)
    };
    if typed.is_empty() || given.people.iter().any(of_team) {
        return None;
    }
    let like_no_name = !typed.chars().any(char::is_alphabetic)
        || typed.chars().any(|c| c.is_ascii_digit())
        || from_words(typed, given.today).is_ok();
    like_no_name.then_some("Nobody of that name is in the team; it is kept as written.")
}

/// What is said of an owner who stays as typed, because nobody or more than one of the team fits.
pub(super) fn as_written(typed: &str, given: &Given<'_>) -> Option<String> {
    match who_fits(typed, given.people).len() {
        _ if typed.trim().is_empty() => None,
        0 => Some("as typed".to_owned()),
        1 => None,
        some => Some(format!("{some} fit: as typed")),
    }
}

/// Takes in a key; Right at the end of the line takes the name that is offered.
pub(super) fn edit_who(who: &mut LineField, input: &Input, given: &Given<'_>) -> Edited {
    if let Input::Key(Key { code: Code::Right, ctrl: false, alt: false }) = input {
        let before = who.clone();
        who.edit(input);
        // At the end of the line Right has nowhere to go, and takes the name that is offered.
        if before == *who
            && let Some(name) = suggestion(who.text(), given.people)
        {
            *who = LineField::with(name);
            return Edited::Changed;
        }
        return Edited::Moved;
    }
    let before = who.text().len();
    if !who.edit(input) {
        return Edited::No;
    }
    let typing = matches!(input, Input::Key(key) if key.typed().is_some());
    if typing || before != who.text().len() { Edited::Changed } else { Edited::Moved }
}

/// The first person one of whose names begins with what was typed.
pub(super) fn suggestion<'a>(typed: &str, people: &'a [String]) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return None;
    }
    people
        .iter()
        .find(|name| {
            let folded = name.to_lowercase();
            folded != typed && (folded.starts_with(&typed) || folded.split(' ').any(|part| part.starts_with(&typed)))
        })
        .map(String::as_str)
}
