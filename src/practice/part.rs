//! Which part of a record some words stand in: one of the five sections, or a field beside them, of a lens or of the page of a
//! child in supervision. Not the words.

use super::form::{Form, FormSection};
use super::oversight::Section;

/// A part of a record, as findings name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// One of the five sections.
    Section(Section),
    /// A field that is none of theirs, by its key: `anchor.story`.
    Field(String),
}

impl Part {
    /// The section's code or the field's key: used in files, the database and JSON.
    pub fn code(&self) -> &str {
        match self {
            Self::Section(section) => section.code(),
            Self::Field(key) => key,
        }
    }

    /// Reads a code.
    pub fn from_code(text: &str) -> Self {
        Section::ALL
            .iter()
            .find(|one| one.code() == text)
            .map_or_else(|| Self::Field(text.to_owned()), |section| Self::Section(*section))
    }

    /// The section, where it is one of the five.
    pub const fn section(&self) -> Option<Section> {
        match self {
            Self::Section(section) => Some(*section),
            Self::Field(_) => None,
        }
    }

    /// The section of a form that it is or stands in, with its place there, from 0.
    pub fn within<'a>(&self, form: &'a Form) -> Option<(usize, &'a FormSection)> {
        form.sections.iter().enumerate().find(|(_, one)| match self {
            Self::Section(section) => one.key == section.code(),
            Self::Field(key) => one.fields.iter().any(|field| field.key == *key),
        })
    }

    /// What people call it: the title of its section, or of the whole form where it bears that one's name.
    pub fn words<'a>(&'a self, form: &'a Form) -> &'a str {
        let own = match self {
            Self::Section(section) => section.words(),
            Self::Field(key) if *key == form.name => &form.title,
            Self::Field(key) => key,
        };
        self.within(form).map_or(own, |(_, section)| section.title.as_str())
    }
}

impl From<Section> for Part {
    fn from(section: Section) -> Self {
        Self::Section(section)
    }
}

impl serde::Serialize for Part {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::form_file::{oversight, shipped_form};
    use crate::practice::lens::with_lens;

    #[test]
    fn a_part_is_found_in_its_form_and_called_by_the_title_there() {
        let form = with_lens(oversight(), &shipped_form("anchor").unwrap());
        let story = Part::from_code("anchor.story");
        assert_eq!(story, Part::Field("anchor.story".to_owned()));
        assert_eq!(story.within(&form).map(|(place, _)| place), Some(6));
        assert_eq!(story.words(&form), form.sections[6].title);
        assert_eq!(Part::from_code("impact").words(&form), "Impact on the child");
        assert_eq!(Part::from_code("gone.story").words(&form), "gone.story");
    }
}
