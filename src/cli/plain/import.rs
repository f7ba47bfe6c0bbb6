//! Bringing in a file: what it would change is read out first, and done after a yes.

use super::Sitting;
use super::talk::Told;
use super::words::parted;
use crate::workbench::effect::{ImportAct, ImportAsked, ImportKind};
use crate::workbench::message::{ImportPlan, Msg};

/// So many lines of what it would change are read out at once.
const AT_ONCE: usize = 12;

impl Sitting<'_> {
    /// `workers ~/team.csv`: the kind, and where the file is.
    pub(super) fn import(&mut self, words: &str) -> Told<()> {
        let (kind, path) = parted(words);
        let Some(kind) = ImportKind::from_code(kind) else {
            return self.talk.say(&format!(
                "Say what the file holds, and where it is: import workers FILE. It can hold {}.",
                ImportKind::expected()
            ));
        };
        let mut path = path.to_owned();
        if path.is_empty() {
            path = self.talk.ask("Where the file is, or Enter to leave it: ")?;
        }
        if path.is_empty() {
            return self.talk.say("Nothing is imported.");
        }
        let mut asked = ImportAsked::new(kind, path);
        loop {
            self.talk.say("Reading the file.")?;
            self.talk.finish()?;
            let looked = self.desk.import_act(ImportAct::Look(asked.clone()));
            let Some(messages) = self.got(looked)? else { return Ok(()) };
            let plan = messages
                .into_iter()
                .find_map(|message| if let Msg::ImportPlan(plan) = message { Some(plan) } else { None });
            let Some(plan) = plan else { return Ok(()) };
            match self.read_plan(&plan)? {
                None => return self.talk.say("Nothing is imported."),
                Some(again) if again != plan.asked => asked = again,
                Some(_) => break,
            }
        }
        let done = self.desk.import_act(ImportAct::Apply(asked));
        let Some(messages) = self.got(done)? else { return Ok(()) };
        for message in messages {
            if let Msg::Imported(words) = message {
                self.talk.say(&words)?;
            }
        }
        Ok(())
    }

    /// Reads out what it would change. The way it is to be imported: the same for a yes, another to look again; nothing
    /// where it is left.
    fn read_plan(&mut self, plan: &ImportPlan) -> Told<Option<ImportAsked>> {
        let mut lines = plan.lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        self.talk.say_all(lines.by_ref().take(AT_ONCE))?;
        let mut rest: Vec<&str> = lines.collect();
        let asked = &plan.asked;
        let can = match (&plan.cannot, plan.bad_rows > 0 && !asked.skip_bad_rows, plan.changes_nothing) {
            (Some(why), ..) => Err(super::sentences::sentence(why)),
            (None, true, _) => Err("It cannot be imported while rows are bad. Type skip to leave them out.".to_owned()),
            (None, false, true) => Err("The file says nothing new.".to_owned()),
            (None, false, false) => Ok(()),
        };
        if let Err(why) = &can {
            self.talk.say(why)?;
        }
        loop {
            if !rest.is_empty() {
                self.talk.say(&format!("{} more lines. Type more to hear them.", rest.len()))?;
            }
            self.talk.finish()?;
            let typed = self.talk.ask(&choices(plan, can.is_ok()))?;
            let mut again = asked.clone();
            match typed.to_lowercase().as_str() {
                "" => return Ok(None),
                "yes" if can.is_ok() => return Ok(Some(again)),
                "more" => {
                    let next = rest.split_off(rest.len().min(AT_ONCE));
                    self.talk.say_all(&rest)?;
                    rest = next;
                    continue;
                }
                "skip" if plan.bad_rows > 0 => again.skip_bad_rows = true,
                "drafts" if asked.kind == ImportKind::Oversight => again.as_drafts = !asked.as_drafts,
                "sheet" if plan.sheets.len() > 1 => {
                    let Some(number) = self.choose("Which sheet", &plan.sheets)? else { continue };
                    again.sheet = plan.sheets.get(number).cloned();
                }
                "team" if plan.teams.len() > 1 => {
                    let teams: Vec<String> =
                        plan.teams.iter().map(|(team, open)| format!("{team}, {open} open.")).collect();
                    let Some(number) = self.choose("Which team", &teams)? else { continue };
                    again.team = plan.teams.get(number).map(|(team, _)| team.clone());
                }
                _ => {
                    self.talk.say("That is none of these.")?;
                    continue;
                }
            }
            if again == *asked {
                self.talk.say("It is read so already.")?;
                continue;
            }
            return Ok(Some(again));
        }
    }
}

/// What can be typed now.
fn choices(plan: &ImportPlan, can: bool) -> String {
    let asked = &plan.asked;
    let words = [
        (can, "yes to import it"),
        (plan.teams.len() > 1, "team for one team only"),
        (plan.sheets.len() > 1, "sheet for another sheet"),
        (plan.bad_rows > 0 && !asked.skip_bad_rows, "skip to leave out bad rows"),
        (asked.kind == ImportKind::Oversight && !asked.as_drafts, "drafts to make drafts of it"),
        (asked.kind == ImportKind::Oversight && asked.as_drafts, "drafts to make signed history of it"),
    ];
    let words: Vec<&str> = words.into_iter().filter(|(now, _)| *now).map(|(_, words)| words).collect();
    match words.as_slice() {
        [] => "Enter leaves it: ".to_owned(),
        _ => format!("Type {}; Enter leaves it: ", words.join(", ")),
    }
}
