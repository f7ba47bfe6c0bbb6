//! A worker's ASYE in plain lines: where the year stands, its reviews, observations, workload and evidence.

use super::Sitting;
use super::meant::Thing;
use super::talk::Told;
use crate::practice::date_words::{long, range};
use crate::practice::due::strip::Mark;
use crate::workbench::message::AsyeYear;

impl Sitting<'_> {
    /// Reads out the ASYE of a worker.
    pub(super) fn asye(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing: &Thing| thing.worker().is_some(), "a worker")? else {
            return Ok(());
        };
        let Some(worker) = thing.worker() else { return Ok(()) };
        let year = self.desk.asye_page(worker);
        let Some(year) = self.got(year)? else { return Ok(()) };
        self.talk.say_all(told(&year))
    }
}

fn told(year: &AsyeYear) -> Vec<String> {
    let (now, whole) = year.week;
    let mut lines = vec![format!("{}, ASYE {}, week {now} of {whole}.", year.name, range(year.from, year.until))];
    let count = |mark: Mark| year.slots.iter().filter(|slot| slot.mark == Some(mark)).count();
    let marks: Vec<String> = Mark::ALL
        .iter()
        .map(|mark| (mark, count(*mark)))
        .filter(|(_, count)| *count > 0)
        .map(|(mark, count)| format!("{} {count}", mark.words()))
        .collect();
    lines.push(format!("Supervision {}: {}.", year.rhythm, marks.join(", ")));
    for review in &year.reviews {
        let stands = match review.done_on {
            Some(done) => format!("held on {}", long(done)),
            None if review.lacks.is_empty() => format!("due on {}", long(review.due_on)),
            None => format!("due on {}, still lacks {}", long(review.due_on), review.lacks.join(", ")),
        };
        lines.push(format!("Review {}: {stands}.", review.at()));
    }
    lines.push(format!("Observed {} of {}.", year.observations.len(), year.observations_wanted));
    let percent = year.workload.percent.map(|percent| format!(", {percent} per cent of what the team carries"));
    let level = year.workload.protected.map(|level| format!(", protected at {level} per cent"));
    lines.push(format!(
        "Children: {}{}{}.",
        year.workload.children,
        percent.unwrap_or_default(),
        level.unwrap_or_default()
    ));
    lines.extend(year.areas.iter().map(|area| match area.evidence.len() {
        0 => format!("{}: no evidence yet.", area.words),
        1 => format!("{}: once.", area.words),
        times => format!("{}: {times} times.", area.words),
    }));
    lines
}
