//! What leaves the file: records copied across to the authority's case system, and documents written to a file.

use super::Sitting;
use super::meant::Thing;
use super::talk::Told;
use super::words::parted;
use crate::practice::date_words::long;
use crate::workbench::Effect;
use crate::workbench::act::take_out::{Takes, WrittenAs};
use crate::workbench::effect::CopyAct;

impl Sitting<'_> {
    /// The records that are not in the authority's case system yet.
    pub(super) fn only_here(&mut self) -> Told<()> {
        let page = self.desk.only_here_page();
        let Some(page) = self.got(page)? else { return Ok(()) };
        let system = if page.system.is_empty() { "the case system" } else { page.system.as_str() };
        self.talk.say(&format!("{} not in {system} yet.", page.count))?;
        self.list(page.rows.iter().map(|row| {
            let since = if row.added_since { " Copied before; something was added since." } else { "" };
            (Thing::Record(row.record), format!("{}: {}, {}.{since}", row.record, row.called, long(row.decided_on)))
        }))
    }

    /// It is in the case system: whoever put it there says so.
    pub(super) fn copied(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing| thing.record().is_some(), "a record, such as O12")? else {
            return Ok(());
        };
        let Some(record) = thing.record() else { return Ok(()) };
        if !self.talk.yes(&format!("{record} is in the authority's case system, word for word."))? {
            return self.talk.say("It is kept as being only here.");
        }
        let done = self.desk.perform(Effect::Copy(CopyAct::IsIn(record)));
        self.did(done).map(|_| ())
    }

    /// Writes a record, or all of a child's, to a file: `O12 to ~/o12.txt`.
    pub(super) fn export(&mut self, words: &str) -> Told<()> {
        let taken = |thing: &Thing| thing.record().is_some() || thing.child().is_some();
        let Some((thing, rest)) = self.meant(words, taken, "a record or a child")? else { return Ok(()) };
        let takes = match (thing.record(), thing.child()) {
            (Some(record), _) => Takes::Record(record),
            (None, Some(child)) => Takes::Child(child),
            (None, None) => return Ok(()),
        };
        let mut path = if parted(&rest).0.eq_ignore_ascii_case("to") { parted(&rest).1.to_owned() } else { rest };
        if path.is_empty() {
            path =
                self.talk.ask("To which file, ending in txt, md, html, json, csv or xlsx; or Enter to leave it: ")?;
        }
        if path.is_empty() {
            return self.talk.say("Nothing is written.");
        }
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let Some(written_as) = WrittenAs::ALL.into_iter().find(|one| one.ending() == ending) else {
            return self
                .talk
                .say("End its name in txt, md, html, json, csv or xlsx, which says what it is written as.");
        };
        if !self.talk.yes("What is written there is outside the encrypted file.")? {
            return self.talk.say("Nothing is written.");
        }
        let done = self.desk.perform(Effect::Copy(CopyAct::TakeOut { takes, written_as, path }));
        self.did(done).map(|_| ())
    }
}
