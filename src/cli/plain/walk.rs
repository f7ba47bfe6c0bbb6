//! The walk of Today's list in plain lines, item by item, and the lines that were captured and are not sorted yet. What is done
//! about an item is what can be typed anywhere.

use super::Sitting;
use super::meant::Thing;
use super::sentences;
use super::talk::Told;
use crate::exchange::print::counted;
use crate::practice::date_words::long;
use crate::workbench::Effect;
use crate::workbench::effect::{CaptureAct, WalkAct};
use crate::workbench::message::{Msg, TodayRow, WalkPage};

impl Sitting<'_> {
    /// Walks the list from where the walk is, until it is stopped or at its end.
    pub(super) fn walk(&mut self) -> Told<()> {
        let mut act = WalkAct::GoOn;
        let mut said = String::new();
        loop {
            let done = self.desk.perform(Effect::Walk(act));
            act = WalkAct::GoOn;
            let Some(page) = self.got(done)?.and_then(walk_page) else { return Ok(()) };
            if page.new > 0 {
                let many = counted(i64::try_from(page.new).unwrap_or(i64::MAX), "item came new", "items came new");
                self.talk.say(&format!("{many} since the walk was last gone on with, at its end."))?;
            }
            let Some(row) = page.at.and_then(|at| page.today.rows.get(at)) else { return self.end_of_walk(&page) };
            let heading = format!("Item {} of {}. {}", page.settled + page.left + 1, page.count, in_words(row));
            // After something was heard about the same item it is not read out again.
            if heading != said {
                self.talk.say(&heading)?;
                self.talk.say_all(&page.about)?;
                said = heading;
            }
            self.listed = vec![match row {
                TodayRow::Owed(owed) => Thing::Owed(owed.clone()),
                TodayRow::NoWorker(child) => Thing::Child(child.child),
            }];
            let asked = "Enter leaves it for another time; a command, such as why 1 or oversight 1; .back, or .stop: ";
            match self.talk.ask(asked)?.as_str() {
                "" => act = WalkAct::Leave,
                ".stop" => {
                    return self
                        .talk
                        .say("The walk is kept where it is: type walk to go on with it, today or another day.");
                }
                ".back" => act = WalkAct::Back,
                "walk" => {}
                line => {
                    let line = line.to_owned();
                    self.answer(&line)?;
                }
            }
        }
    }

    fn end_of_walk(&mut self, page: &WalkPage) -> Told<()> {
        if page.count == 0 {
            return self.talk.say("Nothing is late, and nothing falls due soon: there is nothing to walk.");
        }
        self.talk.say(&format!(
            "That was all of it, begun on {}: {} settled, {} left for another time.",
            long(page.begun_on),
            page.settled,
            page.left
        ))?;
        if self.talk.yes("End this walk, so that the next one begins anew?")? {
            let done = self.desk.perform(Effect::Walk(WalkAct::End));
            self.got(done)?;
            return self.talk.say("The walk is ended.");
        }
        self.talk.say("It is kept. Type walk, then .back, for what was left last.")
    }

    /// Reads out the lines that were captured and not sorted, one after the other, each to be sorted, thrown away or left.
    pub(super) fn unsorted(&mut self) -> Told<()> {
        let page = self.desk.unsorted_page();
        let Some(rows) = self.got(page)? else { return Ok(()) };
        if rows.is_empty() {
            return self.talk.say("No captured line waits to be sorted.");
        }
        let many = counted(i64::try_from(rows.len()).unwrap_or(i64::MAX), "line is", "lines are");
        self.talk.say(&format!("{many} not sorted, the last begun first."))?;
        for (number, row) in rows.into_iter().enumerate() {
            self.talk.say(&format!("{}. {}", number + 1, row.words))?;
            let asked = "sort makes it a note or an action; type it anew; throw away; Enter leaves it; .stop: ";
            match self.talk.ask(asked)?.as_str() {
                "" => {}
                ".stop" => return Ok(()),
                "sort" => self.sort(&row.words, Some(row.id))?,
                "throw away" => {
                    if self.talk.yes("It is thrown away.")? {
                        let act = CaptureAct::Save { id: Some(row.id), words: String::new(), whom: None };
                        let done = self.desk.perform(Effect::Capture(act));
                        self.did(done)?;
                    } else {
                        self.talk.say("It is kept.")?;
                    }
                }
                anew => {
                    let anew = anew.to_owned();
                    self.sort(&anew, Some(row.id))?;
                }
            }
        }
        self.talk.say("Those were all of them.")
    }
}

fn walk_page(messages: Vec<Msg>) -> Option<Box<WalkPage>> {
    messages.into_iter().find_map(|message| if let Msg::Walk(page) = message { Some(page) } else { None })
}

fn in_words(row: &TodayRow) -> String {
    match row {
        TodayRow::Owed(owed) => sentences::owed(owed),
        TodayRow::NoWorker(child) => sentences::no_worker(child),
    }
}
