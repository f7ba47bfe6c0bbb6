//! Closed lists of the field's terms, each with the code that files and exports use and the words that people read.

/// Defines an enum whose every variant has a code (stable, in files) and words (on screen).
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $words:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every one of them, in the order people list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code used in files, the database and JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words people read.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }

            /// The one with this code; case, spaces, hyphens and underscores do not matter.
            pub fn from_code(text: &str) -> Option<Self> {
                // What the program wrote itself is there to the letter, and is read by the thousand.
                if let Some(exact) = Self::ALL.iter().find(|one| one.code() == text) {
                    return Some(*exact);
                }
                let wanted = $crate::practice::code::folded(text);
                Self::ALL.iter().copied().find(|one| {
                    $crate::practice::code::folded(one.code()) == wanted || $crate::practice::code::folded(one.words()) == wanted
                })
            }

            /// All codes, parted by commas, for a sentence that says what was expected.
            pub fn expected() -> String {
                Self::ALL.iter().map(|one| one.code()).collect::<Vec<_>>().join(", ")
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_code(&text)
                    .ok_or_else(|| serde::de::Error::custom(format!("expected one of: {}", Self::expected())))
            }
        }
    };
}
pub(crate) use coded;

/// Lower case, letters and digits only: how codes and column names are compared.
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
