//! Which of a file's headings mean which of the columns that its kind has.

use crate::exchange::sheet::{Column, Sheet};
use crate::practice::code::folded;

/// How many headings a message shows.
const HEADINGS_SHOWN: usize = 40;

/// One column that a kind of file has.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Its name.
    pub key: &'static str,
    /// Whether the file must have it.
    pub required: bool,
    /// Other headings that people give it; case, spaces, underscores and punctuation do not matter.
    pub also: &'static [&'static str],
}

/// Why the headings of a file do not do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnError {
    /// Columns that every file of the kind has are not there.
    #[error("{file} has no column called {missing}; its first row must name the columns, and it has: {there}")]
    Missing {
        /// The file.
        file: String,
        /// The missing ones, parted by commas.
        missing: String,
        /// The headings there are.
        there: String,
    },
    /// Two columns mean the same.
    #[error("{file} has two columns that both mean {key}: {first} and {second}; take one of them out")]
    Twice {
        /// The file.
        file: String,
        /// What both mean.
        key: String,
        /// The first heading.
        first: String,
        /// The second heading.
        second: String,
    },
}

/// Where each wanted column stands.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    places: Vec<(&'static str, usize)>,
    /// Headings that mean nothing here.
    pub(super) unknown: Vec<String>,
}

impl Bound {
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.places.iter().find(|(one, _)| *one == key).map(|(_, place)| *place)
    }
}

/// Finds the wanted columns. A heading that is a column's own name goes before one that is only like it.
pub(super) fn bind(sheet: &Sheet, wanted: &[Wanted]) -> Result<Bound, ColumnError> {
    // A column that nobody named is called by its letter, and FTE is a letter too: it must not pass for a name.
    let named = |column: &Column| if column.heading == column.letter { String::new() } else { folded(&column.heading) };
    let headings: Vec<String> = sheet.columns.iter().map(named).collect();
    let heading = |place: usize| sheet.columns.get(place).map(|column| column.heading.clone()).unwrap_or_default();
    let mut places = Vec::new();
    for one in wanted {
        let (key, also) = (folded(one.key), one.also.iter().map(|also| folded(also)).collect::<Vec<_>>());
        let own: Vec<usize> = at(&headings, |heading| *heading == key);
        let like = at(&headings, |heading| also.contains(heading));
        let found = if own.is_empty() { like } else { own };
        match found.as_slice() {
            [] => {}
            [place] => places.push((one.key, *place)),
            [first, second, ..] => {
                return Err(ColumnError::Twice {
                    file: sheet.file.clone(),
                    key: one.key.to_owned(),
                    first: format!("{} ({})", heading(*first), letter(sheet, *first)),
                    second: format!("{} ({})", heading(*second), letter(sheet, *second)),
                });
            }
        }
    }
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|one| one.required && !places.iter().any(|(key, _)| *key == one.key))
        .map(|one| one.key)
        .collect();
    if !missing.is_empty() {
        return Err(ColumnError::Missing {
            file: sheet.file.clone(),
            missing: missing.join(", "),
            there: some(&sheet.columns),
        });
    }
    let unknown = (0..headings.len())
        .filter(|place| !places.iter().any(|(_, taken)| taken == place))
        .filter(|place| heading(*place) != letter(sheet, *place) || holds_anything(sheet, *place))
        .map(heading)
        .collect();
    Ok(Bound { places, unknown })
}

/// The first headings, for a message.
fn some(columns: &[Column]) -> String {
    let shown: Vec<String> =
        columns.iter().take(HEADINGS_SHOWN).map(|column| super::shortened(&column.heading)).collect();
    match columns.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn at(headings: &[String], fits: impl Fn(&String) -> bool) -> Vec<usize> {
    headings.iter().enumerate().filter(|(_, heading)| fits(heading)).map(|(place, _)| place).collect()
}

fn letter(sheet: &Sheet, place: usize) -> String {
    sheet.columns.get(place).map(|column| column.letter.clone()).unwrap_or_default()
}

fn holds_anything(sheet: &Sheet, place: usize) -> bool {
    sheet.rows.iter().any(|row| row.cells.get(place).is_some_and(|cell| !cell.is_blank()))
}
