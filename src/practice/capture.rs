//! Quick capture: what one line says of whom, by whom and by when, guessed from its words alone. Knows no screen and no file.
//!
//! `#` before a word names a child and `@` a worker. Without them a full name, a reference or a first name does; a first name
//! that is an ordinary word too (Will, Hope) only with a capital and not as the first word. What fits more than one is asked.
//! A mark that only says whom the line is about, or who does it, is no part of its words; every other stays in them as a name.

use super::action::ActionSubject;
use super::covering::is_ordinary_word;
use super::date_words::{DateError, Understood, from_words};
use super::naming::{Named, meant, plain};
use super::reference::{ChildId, NoteId, WorkerId};
use chrono::NaiveDate;

/// Something that was noted. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number among the notes on children, or among those in workers' own files.
    pub id: NoteId,
    /// The day.
    pub on: NaiveDate,
    /// What was noted.
    pub words: String,
    /// Who noted it.
    pub by: String,
    /// The day from which nothing more was to be done about it; `None` while it waits.
    pub dealt_on: Option<NaiveDate>,
}

/// Whom a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whom {
    /// A child: what is noted belongs to the child's record.
    Child(ChildId),
    /// A worker: what is noted belongs to the worker's own file.
    Worker(WorkerId),
}

impl Whom {
    const fn is_child(self) -> bool {
        matches!(self, Self::Child(_))
    }

    /// Whom an action agreed about them concerns.
    pub const fn subject(self) -> ActionSubject {
        match self {
            Self::Child(child) => ActionSubject::Child(child),
            Self::Worker(worker) => ActionSubject::Worker(worker),
        }
    }
}

/// What was understood of a line. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// The words, without the name after `#` or `@` that says whom it is about or who does it, and without the date.
    pub words: String,
    /// Whom it may be about: nobody, one, or several who must be told apart; places in the list that was given.
    pub about: Vec<usize>,
    /// The worker who does it, as far as one is named beside a child.
    pub owner: Vec<usize>,
    /// By when, if a date ends the line: then it is an action.
    pub due: Option<Understood>,
    /// What is wrong with a date that was typed.
    pub wrong_date: Option<DateError>,
    /// A name after `#` or `@` that fits nobody.
    pub nobody: Option<String>,
}

/// The most words that make a date.
const DATE_WORDS: usize = 5;

/// A name after `#` or `@`.
struct Mark<'a> {
    /// Its place among the words of the line.
    place: usize,
    name: &'a str,
    is_child: bool,
    /// Whom it fits.
    fits: Vec<usize>,
}

/// Reads a line on the day `today`. `known` is everybody who can be meant, `here` whosever page it is written on.
pub fn read(line: &str, known: &[Named<Whom>], here: Option<Whom>, today: NaiveDate) -> Line {
    let mut marks: Vec<Mark<'_>> = Vec::new();
    let mut nobody = None;
    let (mut places, mut words): (Vec<usize>, Vec<&str>) = (Vec::new(), Vec::new());
    for (place, word) in line.split_whitespace().enumerate() {
        let (is_child, name) = match (word.strip_prefix('#'), word.strip_prefix('@')) {
            (Some(name), _) if !name.is_empty() => (true, name),
            (_, Some(name)) if !name.is_empty() => (false, name),
            _ => {
                places.push(place);
                words.push(word);
                continue;
            }
        };
        let fits = fitting(name, known, is_child);
        if fits.is_empty() {
            nobody = Some(word.to_owned());
        } else {
            marks.push(Mark { place, name, is_child, fits });
        }
    }
    let (due, wrong_date) = take_date(&mut words, today);
    let marked = |is_child: bool| {
        let mut fits: Vec<usize> = Vec::new();
        for mark in marks.iter().filter(|mark| mark.is_child == is_child) {
            fits.extend(mark.fits.iter().filter(|one| !fits.contains(one)).copied().collect::<Vec<_>>());
        }
        if fits.is_empty() { named_in(&words, known, is_child) } else { fits }
    };
    let (children, workers) = (marked(true), marked(false));
    let at = |whom: Whom| known.iter().position(|one| one.id == whom);
    let (mut about, mut owner) = if children.is_empty() { (workers, Vec::new()) } else { (children, workers) };
    // On a child's page, a worker who is named is the one who does it.
    if let Some(child) = here.filter(|one| one.is_child()).and_then(at)
        && about.iter().all(|place| known.get(*place).is_some_and(|one| !one.id.is_child()))
        && due.is_some()
        && nobody.is_none()
    {
        owner = std::mem::replace(&mut about, vec![child]);
    }
    if about.is_empty() && nobody.is_none() {
        about.extend(here.and_then(at));
    }
    // A single mark that is answered by whom the line is about, or by who does it, has said all it says.
    let alone = |mark: &Mark<'_>| marks.iter().filter(|one| one.is_child == mark.is_child).count() == 1;
    let is_said = |mark: &Mark<'_>| alone(mark) && (mark.fits == about || (due.is_some() && mark.fits == owner));
    let kept = marks.iter().filter(|mark| !is_said(mark)).map(|mark| (mark.place, mark.name));
    let mut said: Vec<(usize, &str)> = places.into_iter().zip(words).chain(kept).collect();
    said.sort_unstable();
    let words = said.into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(" ");
    Line { words, about, owner, due, wrong_date, nobody }
}

/// Everybody of one sort whom a name after `#` or `@` fits.
fn fitting(name: &str, known: &[Named<Whom>], is_child: bool) -> Vec<usize> {
    let name = name.trim_end_matches([',', '.', ';', ':']);
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("\u{2019}s")).unwrap_or(name);
    let of_sort = known.iter().enumerate().filter(|(_, one)| one.id.is_child() == is_child);
    let among: Vec<Named<usize>> =
        of_sort.map(|(id, one)| Named { id, reference: one.reference.clone(), name: one.name.clone() }).collect();
    meant(name, &among).iter().map(|one| one.id).collect()
}

/// Takes a date off the end of the words, and the `by` or `on` before it.
fn take_date(words: &mut Vec<&str>, today: NaiveDate) -> (Option<Understood>, Option<DateError>) {
    let mut wrong = None;
    for count in (1..=DATE_WORDS.min(words.len())).rev() {
        let from = words.len() - count;
        let text = words.get(from..).unwrap_or_default().join(" ");
        match from_words(text.trim_end_matches(['.', ',', ';']), today) {
            // A time alone, or a small figure, is no day that anybody meant by it.
            Ok(understood) if understood.reading.as_deref().is_none_or(|words| !words.starts_with("No day")) => {
                words.truncate(from);
                if words
                    .last()
                    .is_some_and(|last| matches!(last.to_lowercase().as_str(), "by" | "on" | "before" | "due"))
                {
                    words.pop();
                }
                return (Some(understood), None);
            }
            Ok(_) | Err(DateError::NotUnderstood | DateError::NotADate | DateError::NoSuchTime) => {}
            Err(error) => wrong = wrong.or(Some(error.to_come(&text, today))),
        }
    }
    (None, wrong)
}

/// Everybody of one sort who is named in the words: by the whole name or the reference first, else by the first name.
fn named_in(words: &[&str], known: &[Named<Whom>], is_child: bool) -> Vec<usize> {
    let plainly: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let of_sort = || known.iter().enumerate().filter(|(_, one)| one.id.is_child() == is_child);
    let wholly = |one: &Named<Whom>| {
        let reference = plain(&one.reference).concat();
        let name = plain(&one.name);
        let has_name = name.len() > 1 && plainly.windows(name.len()).any(|window| window == name);
        has_name || (!reference.is_empty() && plainly.contains(&reference))
    };
    let whole: Vec<usize> = of_sort().filter(|(_, one)| wholly(one)).map(|(place, _)| place).collect();
    if !whole.is_empty() {
        return whole;
    }
    let first_name = |one: &Named<Whom>| {
        let Some(first) = plain(&one.name).into_iter().next().filter(|first| first.chars().count() > 1) else {
            return false;
        };
        words.iter().zip(&plainly).enumerate().any(|(place, (word, bare))| {
            let capital = word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
            *bare == first && (!is_ordinary_word(bare) || (capital && place > 0))
        })
    };
    of_sort().filter(|(_, one)| first_name(one)).map(|(place, _)| place).collect()
}

/// A word without capitals, accents, and the `'s` that makes it somebody's.
fn bare(word: &str) -> String {
    let word = word.trim_end_matches([',', '.', ';', ':', '!', '?']);
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word);
    plain(word).concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn known() -> Vec<Named<Whom>> {
        let one =
            |id, reference: &str, name: &str| Named { id, reference: reference.to_owned(), name: name.to_owned() };
        vec![
            one(Whom::Child(ChildId(1)), "4711", "Tomos Rees"),
            one(Whom::Child(ChildId(2)), "4712", "Siân Rees"),
            one(Whom::Child(ChildId(3)), "5001", "Will Hope"),
            one(Whom::Child(ChildId(4)), "5002", "Tomos Vaughan"),
            one(Whom::Worker(WorkerId(1)), "W01", "Hannah Lee"),
            one(Whom::Worker(WorkerId(2)), "W02", "Ben Doyle"),
        ]
    }

    fn on_wednesday() -> NaiveDate {
        "2026-11-25".parse().unwrap()
    }

    #[rstest]
    // Who it is about.
    #[case("#sian slept well", "slept well", &[1], &[], None)]
    #[case("Siân's coat was wet", "Siân's coat was wet", &[1], &[], None)]
    #[case("sian rees slept well", "sian rees slept well", &[1], &[], None)]
    #[case("4711 has a new school", "4711 has a new school", &[0], &[], None)]
    #[case("hannah looked tired", "hannah looked tired", &[4], &[], None)]
    // Two of one name are asked about, and a whole name tells them apart.
    #[case("tomos has a cough", "tomos has a cough", &[0, 3], &[], None)]
    #[case("Tomos Vaughan has a cough", "Tomos Vaughan has a cough", &[3], &[], None)]
    // A name that is an ordinary word.
    #[case("Will ring the school", "Will ring the school", &[], &[], None)]
    #[case("Ring the school about Will", "Ring the school about Will", &[2], &[], None)]
    #[case("we hope it will hold", "we hope it will hold", &[], &[], None)]
    // With a day it is an action; a worker beside a child does it.
    #[case("ring the school #sian @ben fri", "ring the school", &[1], &[5], Some("2026-11-27"))]
    #[case("Ben to ring Siân's school by 4 Dec", "Ben to ring Siân's school", &[1], &[5], Some("2026-12-04"))]
    #[case("@hannah book the course in 2 weeks", "book the course", &[4], &[], Some("2026-12-09"))]
    #[case("ring gran next wednesday #4712", "ring gran", &[1], &[], Some("2026-12-02"))]
    // More than one mark: none is chosen in silence, and the names stay where they are.
    #[case("#sian and #will had contact", "sian and will had contact", &[1, 2], &[], None)]
    #[case("#sian, told @hannah she was sad", "told hannah she was sad", &[1], &[4], None)]
    #[case("#sian told @hannah fri", "told", &[1], &[4], Some("2026-11-27"))]
    #[case("#Siân's lost her coat", "lost her coat", &[1], &[], None)]
    // A word that could be a day, but does not end the line, and a time alone, are none.
    #[case("she sat with Siân", "she sat with Siân", &[1], &[], None)]
    #[case("Siân was up at 10pm", "Siân was up at 10pm", &[1], &[], None)]
    fn a_line_says_of_whom_by_whom_and_by_when(
        #[case] line: &str,
        #[case] words: &str,
        #[case] about: &[usize],
        #[case] owner: &[usize],
        #[case] due: Option<&str>,
    ) {
        let read = read(line, &known(), None, on_wednesday());
        assert_eq!((read.words.as_str(), &*read.about, &*read.owner), (words, about, owner));
        assert_eq!(read.due.map(|due| due.day.to_string()).as_deref(), due);
    }

    #[test]
    fn whoever_stands_under_the_cursor_is_meant_where_nobody_is_named() {
        let here = Some(Whom::Child(ChildId(2)));
        let understood = |line| read(line, &known(), here, on_wednesday());
        assert_eq!(understood("slept well").about, [1]);
        assert_eq!(understood("#4711 slept well").about, [0]);
        let action = understood("Hannah to ring the school fri");
        assert_eq!((action.about, action.owner), (vec![1], vec![4]));
        assert_eq!(understood("Hannah looked tired").about, [4], "a note about a worker is no note on a child");
        let nobody = understood("#nobody slept well");
        assert_eq!((nobody.about.len(), nobody.nobody.as_deref()), (0, Some("#nobody")));
        assert!(understood("#nobody ring the school fri").about.is_empty(), "nor whoever stands under the cursor");
    }

    #[test]
    fn a_day_that_is_none_is_said_and_stays_in_the_words() {
        let read = read("ring the school #sian by 31 feb", &known(), None, on_wednesday());
        assert!(matches!(read.wrong_date, Some(DateError::NoSuchDay { day: 31, month: 2, .. })));
        assert_eq!(read.words, "ring the school by 31 feb");
    }
}
