//! Quick capture in plain lines: one line that becomes a note or an action, said back before it is kept. Not the guessing.

use super::Sitting;
use super::sentences::sentence;
use super::talk::Told;
use crate::practice::capture::{Whom, read};
use crate::practice::date_words::with_weekday;
use crate::practice::naming::Named;
use crate::practice::reference::CaptureId;
use crate::workbench::Effect;
use crate::workbench::effect::CaptureAct;
use crate::workbench::message::Which;

impl Sitting<'_> {
    /// Notes something, or agrees an action, from one line.
    pub(super) fn note(&mut self, typed: &str) -> Told<()> {
        self.sort(typed, None)
    }

    /// The same of a line that was captured before: sorted, it is on that list no more.
    pub(super) fn sort(&mut self, typed: &str, unsorted: Option<CaptureId>) -> Told<()> {
        let Some(objects) = self.got(self.desk.objects())? else { return Ok(()) };
        let (people, ages): (Vec<Named<Whom>>, Vec<Option<u32>>) = objects
            .into_iter()
            .filter_map(|one| {
                let id = match one.which {
                    Which::Child(child) => Whom::Child(child),
                    Which::Worker(worker) => Whom::Worker(worker),
                    Which::Record(_) | Which::Draft(_) | Which::WorkerRecord(_) => return None,
                };
                Some((Named { id, reference: one.reference, name: one.name }, one.age))
            })
            .unzip();
        let line = read(typed, &people, None, self.desk.day());
        if let Some(nobody) = &line.nobody {
            return self.talk.say(&format!("Nobody is meant by {nobody}. Put the name right, or take it away."));
        }
        if let Some(wrong) = line.wrong_date {
            return self.talk.say(&sentence(&wrong.to_string()));
        }
        let called = |place: &usize| people.get(*place).map(|one| format!("{}, {}", one.name, one.reference));
        let Some(place) = (match line.about[..] {
            [] => {
                return self
                    .talk
                    .say("Nobody is named. Name a child with # or a worker with @: note #4711 slept well.");
            }
            [one] => Some(one),
            _ => {
                let aged = |place: &usize| ages.get(*place).copied().flatten().map(|years| format!(", aged {years}"));
                let one = |place: &usize| Some(format!("{}{}", called(place)?, aged(place).unwrap_or_default()));
                let options: Vec<String> = line.about.iter().filter_map(one).collect();
                self.choose("More than one can be meant. Whom is it about", &options)?
                    .and_then(|at| line.about.get(at).copied())
            }
        }) else {
            return self.talk.say("Nothing is noted.");
        };
        let (Some(about), Some(named)) = (people.get(place), called(&place)) else { return Ok(()) };
        let own = if matches!(about.id, Whom::Worker(_)) { ", in the worker's own file" } else { "" };
        let (question, act) = match &line.due {
            None => {
                let act = CaptureAct::Note { unsorted, whom: about.id, words: line.words.clone() };
                (format!("A note about {named}{own}. Keep it?"), act)
            }
            Some(due) => {
                let owner = match (&line.owner[..], about.id) {
                    ([one], _) => people.get(*one).map_or_else(|| "me".to_owned(), |one| one.name.clone()),
                    ([], Whom::Worker(_)) => about.name.clone(),
                    ([], Whom::Child(_)) => "me".to_owned(),
                    (_, _) => return self.talk.say("More than one worker is called that. Say the whole name."),
                };
                let who = if owner == "me" { "you" } else { &owner };
                let reading = due.reading.as_ref().map_or_else(String::new, |words| format!(" {words}"));
                let by = with_weekday(due.day);
                let question = format!("An action for {who}, by {by}, about {named}{own}.{reading} Keep it?");
                let (words, due_on) = (line.words.clone(), due.day);
                let Some(why) = self.this_time(about.id.subject(), &words)? else {
                    return self.talk.say("Nothing is noted.");
                };
                (question, CaptureAct::Action { unsorted, whom: about.id, words, owner, due_on, why })
            }
        };
        if !self.talk.yes(&question)? {
            return self.talk.say("Nothing is noted.");
        }
        let done = self.desk.perform(Effect::Capture(act));
        self.did(done).map(|_| ())
    }
}
