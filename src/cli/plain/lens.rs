//! A lens on its own about a child, question by question. Within a record it comes with that record.

use super::Sitting;
use super::meant::Thing;
use super::talk::Told;
use crate::workbench::Effect;
use crate::workbench::effect::OversightAct;

impl Sitting<'_> {
    /// Begins a lens on a child, or goes on with the one of the day: `4711 anchor`.
    pub(super) fn lens(&mut self, words: &str) -> Told<()> {
        let lenses = self.desk.configuration().lenses();
        if words.is_empty() {
            let named = lenses.iter().map(|one| format!("{}: {}", one.name, one.purpose));
            self.talk.say_all(named)?;
            return self.talk.say("Type lens, a child and one of these: lens 4711 anchor.");
        }
        let Some((thing, rest)) = self.meant(words, |thing: &Thing| thing.child().is_some(), "a child")? else {
            return Ok(());
        };
        let Some(child) = thing.child() else { return Ok(()) };
        let found = lenses.iter().position(|one| one.name.eq_ignore_ascii_case(rest.trim()));
        let place = match found {
            Some(place) => Some(place),
            None => {
                let titles: Vec<String> = lenses.iter().map(|one| format!("{}.", one.title)).collect();
                self.choose("Which lens", &titles)?
            }
        };
        let Some(lens) = place.and_then(|place| lenses.get(place)) else { return Ok(()) };
        let done = self.desk.perform(Effect::Oversight(OversightAct::BeginLens { child, lens: lens.name.clone() }));
        self.write(done)
    }
}
