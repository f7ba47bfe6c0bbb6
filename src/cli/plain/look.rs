//! Everything about one worker, child, record or draft, and why a date is what it is.

use super::Sitting;
use super::meant::Thing;
use super::talk::Told;
use crate::cli::failure::Failure;
use crate::cli::format::TextFormat;
use crate::cli::{show, why};
use crate::practice::due::{Owed, SubjectId};
use crate::workbench::act::take_out::WrittenAs;

impl Sitting<'_> {
    /// Reads out everything about what is meant.
    pub(super) fn open(&mut self, words: &str) -> Told<()> {
        let wanted = "a worker, child, record or draft";
        let Some((thing, rest)) = self.meant(words, |_| true, wanted)? else { return Ok(()) };
        if !rest.is_empty() {
            return self
                .talk
                .say(&format!("I do not know what to do with {words}. Type help to hear what can be typed."));
        }
        let text = match (&thing, thing.worker(), thing.child()) {
            (Thing::Record(id), ..) => show::record(&self.desk, &id.to_string(), TextFormat::Text),
            (Thing::WorkerRecord(id), ..) => return self.open_in_file(*id),
            (Thing::Draft(id), ..) => return self.go_on(*id),
            (_, Some(worker), _) => show::worker(&self.desk, worker, TextFormat::Text),
            (_, None, Some(child)) => show::child(&self.desk, child, TextFormat::Text),
            (_, None, None) => return Ok(()),
        };
        match text {
            Ok(text) => self.talk.say_all(text.lines().map(str::trim).filter(|line| !line.is_empty())),
            Err(Failure::CouldNot(why)) => self.talk.say(&super::sentences::sentence(&why)),
            Err(other) => Err(other.into()),
        }
    }

    /// A child's journey, in words.
    pub(super) fn journey(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing: &Thing| thing.child().is_some(), "a child")? else {
            return Ok(());
        };
        let Some(child) = thing.child() else { return Ok(()) };
        let text = self.desk.journey_document(child, WrittenAs::Text);
        let Some(text) = self.got(text)? else { return Ok(()) };
        let text = String::from_utf8_lossy(&text).into_owned();
        self.talk.say_all(text.lines().map(str::trim).filter(|line| !line.is_empty()))
    }

    /// How each date was reached; of a line of Today, that one date.
    pub(super) fn why(&mut self, words: &str) -> Told<()> {
        let wanted = "a worker or a child";
        let dated = |thing: &Thing| thing.worker().is_some() || thing.child().is_some();
        let Some((thing, _)) = self.meant(words, dated, wanted)? else { return Ok(()) };
        if let Thing::Owed(owed) = thing {
            return self.talk.say_all(why::told(&owed));
        }
        let subject = thing.worker().map(SubjectId::Worker).or_else(|| thing.child().map(SubjectId::Child));
        let Some(subject) = subject else { return Ok(()) };
        let page = self.desk.why_page(&subject);
        let Some(page) = self.got(page)? else { return Ok(()) };
        let of_action =
            |one: &Owed| thing.action().is_none_or(|id| one.behind == crate::practice::due::Behind::Action(id));
        let mut lines: Vec<[String; 2]> = page.owed.iter().filter(|one| of_action(one)).map(why::told).collect();
        if thing.action().is_none() {
            lines.extend(why::planned(&page));
        }
        if lines.is_empty() {
            return self.talk.say("Nothing is owed here, now or later.");
        }
        self.talk.say_all(lines.into_iter().flatten())
    }
}
