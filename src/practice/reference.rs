//! The names by which people and records are found: what the user gave, and what the program gives.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The reference that the authority's own system uses for a worker or a child.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

impl Reference {
    /// A reference from what the user gave, trimmed; `None` where nothing is left.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// Whether it reads like somebody's name: several words, and no figure.
    pub fn is_like_a_name(&self) -> bool {
        self.0.contains(char::is_whitespace) && !self.0.contains(|one: char| one.is_ascii_digit())
    }

    /// The reference as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text that is not one of the program's own references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a reference such as {0}12")]
pub struct NotAReference(char);

macro_rules! own_reference {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&format!("{}{}", $letter, self.0))
            }
        }

        impl FromStr for $name {
            type Err = NotAReference;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let text = text.trim();
                let digits = text.strip_prefix([$letter, $letter.to_ascii_lowercase()]).ok_or(NotAReference($letter))?;
                if digits.is_empty() || digits.len() > 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(NotAReference($letter));
                }
                digits.parse().map(Self).map_err(|_| NotAReference($letter))
            }
        }
    };
}

own_reference!(
    /// A management oversight record, signed or withdrawn: `O12`.
    RecordId, 'O'
);
own_reference!(
    /// A draft that has not been signed: `D3`.
    DraftId, 'D'
);
own_reference!(
    /// An action: `A45`.
    ActionId, 'A'
);
own_reference!(
    /// A supervision session: `S7`.
    SessionId, 'S'
);

own_reference!(
    /// A record in a worker's own file, signed or not: `P5`.
    WorkerRecordId, 'P'
);

own_reference!(
    /// A line of quick capture that is not sorted yet: `N3`.
    CaptureId, 'N'
);

/// The file's own key of a note: among those on children, or among those in workers' own files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub i64);

/// The file's own key of a worker; people use the [`Reference`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkerId(pub i64);

/// The file's own key of a child; people use the [`Reference`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChildId(pub i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_references_are_read_in_either_case_and_nothing_else() {
        assert_eq!("O12".parse(), Ok(RecordId(12)));
        assert_eq!(" o12 ".parse(), Ok(RecordId(12)));
        for wrong in ["12", "O", "A12", "O-1", "O1 2", "O99999999999999999999", "Ø1"] {
            assert_eq!(wrong.parse::<RecordId>(), Err(NotAReference('O')), "{wrong}");
        }
        assert_eq!(ActionId(45).to_string(), "A45");
    }
}
