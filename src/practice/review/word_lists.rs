//! The word lists that the findings read by (`assets/words/*.toml`), as they come with the program or as an authority has
//! changed them. What each list is for is said in its file.

use super::pattern::List;
use super::word_file::{self, Phrase, WordFile};
use crate::practice::mistake::Mistake;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident { $($list:ident),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone)]
            pub(super) struct $name { $(pub(super) $list: List,)+ }

            impl $name {
                const WANTED: &'static [&'static str] = &[$(stringify!($list)),+];

                fn of(file: &WordFile) -> Self {
                    Self { $($list: file.list(stringify!($list)),)+ }
                }
            }
        )+
    };
}

lists! {
    /// Words for people.
    People { she, he, they, either, child, no_names, after_a_name, kin, helper }
    /// First names that are ordinary words.
    Names { months, auxiliaries, words, small, verbs, institutions, titles }
    /// The child's voice.
    Voice { speech, wish, wish_whole, seen, told, thing, watch, not_yet, spoken_of, asking, reports }
    /// What keeps a child safe.
    Protective { good, kept_to, held_by, child_can, says_it, against, spoken_of }
    /// What follows in the long run.
    LongTerm { horizon, goes_on, may, consequence, says_it, near, soon, spoken_of, no_consequence }
    /// Actions that nobody could see to be done.
    Actions { vague, makes, seen_to_be_done, seen_when_counted, counted, thing, doer, none_needed }
    /// Times that no calendar can settle.
    Time { whenever, now_and_then, going_on, work, to_do, settled, how_often }
    /// Letters.
    Acronyms { known, told_elsewhere, rank, for_weight, meaning }
    /// Telling whether two texts say the same.
    Same { small, alike, restated, earlier_actions }
}

/// Every word list, ready to be read by.
#[derive(Clone)]
pub struct WordLists {
    pub(super) people: People,
    pub(super) names: Names,
    pub(super) voice: Voice,
    pub(super) protective: Protective,
    pub(super) long_term: LongTerm,
    pub(super) actions: Actions,
    pub(super) time: Time,
    pub(super) acronyms: Acronyms,
    pub(super) same: Same,
    pub(super) dated: Vec<Phrase>,
}

/// The files that come with the program, as name and text, in the order in which they are read: the first is shared by
/// the rest.
const SHIPPED: &[(&str, &str)] = &[
    ("people", include_str!("../../../assets/words/people.toml")),
    ("names", include_str!("../../../assets/words/names.toml")),
    ("voice", include_str!("../../../assets/words/voice.toml")),
    ("protective", include_str!("../../../assets/words/protective.toml")),
    ("long_term", include_str!("../../../assets/words/long_term.toml")),
    ("actions", include_str!("../../../assets/words/actions.toml")),
    ("time", include_str!("../../../assets/words/time.toml")),
    ("acronyms", include_str!("../../../assets/words/acronyms.toml")),
    ("same", include_str!("../../../assets/words/same.toml")),
    ("dated", include_str!("../../../assets/words/dated.toml")),
];

/// Mistakes in one file of word lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MistakenList {
    /// The file's name without its ending.
    pub name: String,
    /// What is wrong in it, in the order of the file.
    pub mistakes: Vec<Mistake>,
}

impl WordLists {
    /// The names and the texts of the lists that come with the program.
    pub const fn shipped_texts() -> &'static [(&'static str, &'static str)] {
        SHIPPED
    }

    /// The lists that come with the program. (A test proves that they read.)
    pub fn shipped() -> Self {
        Self::read(|_| None).unwrap_or_else(|_| Self::of(&Files::default()))
    }

    /// The lists, each from the text that `own` gives for its name, else as it comes with the program.
    pub fn read<'t>(own: impl Fn(&str) -> Option<&'t str>) -> Result<Self, MistakenList> {
        let mut files = Files::default();
        for (name, text) in SHIPPED {
            let text = own(name).unwrap_or(text);
            let (wanted, phrases) = wanted(name);
            let read = word_file::read(text, wanted, phrases, files.people())
                .map_err(|mistakes| MistakenList { name: (*name).to_owned(), mistakes })?;
            files.read.push(read);
        }
        Ok(Self::of(&files))
    }

    fn of(files: &Files) -> Self {
        Self {
            people: People::of(files.get("people")),
            names: Names::of(files.get("names")),
            voice: Voice::of(files.get("voice")),
            protective: Protective::of(files.get("protective")),
            long_term: LongTerm::of(files.get("long_term")),
            actions: Actions::of(files.get("actions")),
            time: Time::of(files.get("time")),
            acronyms: Acronyms::of(files.get("acronyms")),
            same: Same::of(files.get("same")),
            dated: files.get("dated").phrases.clone(),
        }
    }
}

impl std::fmt::Debug for WordLists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordLists").field("dated", &self.dated.len()).finish_non_exhaustive()
    }
}

/// What each file must hold, and whether it has phrases.
fn wanted(name: &str) -> (&'static [&'static str], bool) {
    match name {
        "people" => (People::WANTED, false),
        "names" => (Names::WANTED, false),
        "voice" => (Voice::WANTED, false),
        "protective" => (Protective::WANTED, false),
        "long_term" => (LongTerm::WANTED, false),
        "actions" => (Actions::WANTED, false),
        "time" => (Time::WANTED, false),
        "acronyms" => (Acronyms::WANTED, false),
        "same" => (Same::WANTED, false),
        _ => (&[], true),
    }
}

/// The files read so far, in the order of [`SHIPPED`].
#[derive(Default)]
struct Files {
    read: Vec<WordFile>,
    none: WordFile,
}

impl Files {
    fn people(&self) -> &WordFile {
        self.read.first().unwrap_or(&self.none)
    }

    fn get(&self, name: &str) -> &WordFile {
        let place = SHIPPED.iter().position(|(one, _)| *one == name);
        place.and_then(|place| self.read.get(place)).unwrap_or(&self.none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_comes_with_the_program_reads() {
        let read = WordLists::read(|_| None);
        assert!(read.is_ok(), "{:?}", read.err());
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let own = "say = 1\n[[phrase]]\nsay = [\"contact\", \"...\"]\ninstaed = \"x\"\n";
        let mistaken = WordLists::read(|name| (name == "dated").then_some(own)).unwrap_err();
        let told: Vec<String> = mistaken.mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "line 1, column 1: \"say\" is no list (expected: a list of words in square brackets)",
                "line 2, column 1: nothing is said of what to write instead (expected: instead = \"...\")",
                "line 3, column 19: \"...\" names no word (expected: at least one word that must be there)",
                "line 4, column 1: \"instaed\" is not known here (expected: say, instead or except)",
            ]
        );
    }
}
