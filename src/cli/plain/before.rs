//! Before signing, read out: what must be put right, then the statements of the standard, then signing, which is asked for by
//! a whole word. Not the reading itself: that is the field's knowledge.

use super::Sitting;
use super::oversight::{Writing, keep};
use super::talk::Told;
use crate::exchange::print::counted;
use crate::practice::date_words::long;
use crate::practice::form::FormStatement;
use crate::practice::oversight::{Section, Statement};
use crate::practice::part::Part;
use crate::practice::review::{
    Finding, HEAD_DECIDED_ON, Shown, day_not_understood, doubt_what_is_missing, looked_at, stands, statements_shown,
};
use crate::practice::signing::still_needed;
use crate::workbench::Effect;
use crate::workbench::effect::OversightAct;
use crate::workbench::message::{Msg, SignedPage};
use chrono::NaiveDate;

/// What came of it.
pub(super) enum After {
    /// It is signed.
    Signed(Box<SignedPage>),
    /// The draft is left as it is.
    Left,
    /// The day and the reason are wanted.
    Head,
    /// This field is wanted.
    Field(String),
}

impl Sitting<'_> {
    /// Reads it out, and signs it where nothing has to be put right and that is wanted.
    pub(super) fn before_signing(&mut self, writing: &mut Writing) -> Told<After> {
        self.talk.say(&format!("Before you sign: {}, {}.", writing.page.called, long(writing.head.decided_on)))?;
        let findings = findings(writing, self.desk.day());
        if !findings.is_empty() {
            return self.put_right(&findings, writing);
        }
        self.talk.say("Nothing has to be put right.")?;
        let looks = self.desk.worth_a_look(&writing.page.draft.form, &writing.head, &writing.answers);
        let looks = self.got(looks)?.unwrap_or_default();
        if !looks.is_empty() {
            self.talk.say("Worth a look; a colleague's advice, and nothing that holds up signing:")?;
            self.say_findings(&looks, writing)?;
        }
        // What still stands at signing is kept with the record, as it is from the screen.
        writing.beside.left = looked_at(&looks, &writing.beside.left);
        loop {
            let typed =
                self.talk.ask("Enter goes on to the standard and to signing; a section's number, or .stop: ")?;
            match typed.trim_start_matches('.') {
                "" => break,
                "stop" => return Ok(After::Left),
                "0" => return Ok(After::Head),
                "more" => self.say_findings(&looks, writing)?,
                number => match section_field(number, writing) {
                    Some(field) => return Ok(After::Field(field)),
                    None => self.talk.say("Press Enter, or type a section's number, or .stop.")?,
                },
            }
        }
        let mut shown = statements_shown(&writing.answers, &writing.page.form);
        doubt_what_is_missing(&mut shown, &looks);
        if !self.standard(&shown, writing)? {
            return Ok(After::Left);
        }
        self.sign(&shown, writing)
    }

    /// What must be put right, and where to go.
    fn put_right(&mut self, findings: &[Finding], writing: &Writing) -> Told<After> {
        let count = i64::try_from(findings.len()).unwrap_or(i64::MAX);
        self.talk.say(&format!("{} must be put right first.", counted(count, "thing", "things")))?;
        self.say_findings(findings, writing)?;
        loop {
            let typed = self.talk.ask("A number goes there, Enter to the first, .stop leaves it: ")?;
            if typed == ".stop" {
                return Ok(After::Left);
            }
            let number = if typed.is_empty() { Ok(1) } else { typed.parse::<usize>() };
            if let Some(finding) = number.ok().and_then(|number| findings.get(number.checked_sub(1)?)) {
                let field = finding.goes_to(&writing.page.form);
                return Ok(if field == HEAD_DECIDED_ON { After::Head } else { After::Field(field) });
            }
            self.talk.say(&format!("Type a number from 1 to {}.", findings.len()))?;
        }
    }

    fn say_findings(&mut self, findings: &[Finding], writing: &Writing) -> Told<()> {
        for (number, finding) in findings.iter().enumerate() {
            let section = finding.section.words(&writing.page.form);
            let quote = if finding.excerpt.is_empty() { String::new() } else { format!(" \"{}\".", finding.excerpt) };
            self.talk.say(&format!("{}. {section}: {}{quote}", number + 1, finding.advice))?;
        }
        Ok(())
    }

    /// The statements, one after the other; false where it is left.
    fn standard(&mut self, shown: &[Shown], writing: &mut Writing) -> Told<bool> {
        let form = writing.page.form.clone();
        let of = form.statements.len();
        if of > 0 {
            self.talk.say("The standard. Answer yes, or no and why not this time; Enter leaves one as it is.")?;
        }
        for (number, statement) in form.statements.iter().enumerate() {
            self.talk.say(&format!("{} of {of}. {}", number + 1, statement.text))?;
            if !self.statement(statement, shown, writing)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn statement(&mut self, statement: &FormStatement, shown: &[Shown], writing: &mut Writing) -> Told<bool> {
        let key = &statement.key;
        loop {
            let own = writing.beside.statements.iter().any(|one| one.key == *key);
            match stands(key, &writing.beside.statements, shown) {
                Some(one) if !one.met => {
                    self.talk.say(&format!("Answered: not this time, because {}", sentence_after(&one.note)))?;
                }
                Some(_) if own => self.talk.say("Answered: yes.")?,
                Some(one) => self.talk.say(&format!("The record shows it: {}.", one.note.trim_end_matches('.')))?,
                None => {}
            }
            let typed = self.talk.ask("yes, no, or Enter: ")?;
            let answer = match typed.to_lowercase().as_str() {
                "" => return Ok(true),
                ".stop" => return Ok(false),
                "yes" | "y" => Statement { key: key.clone(), met: true, note: String::new() },
                "no" | "n" => {
                    let note = self.talk.ask("Not this time, because: ")?;
                    if note.is_empty() {
                        self.talk.say("Say why in a few words, or answer otherwise.")?;
                        continue;
                    }
                    Statement { key: key.clone(), met: false, note }
                }
                _ => {
                    self.talk.say("Type yes, no, Enter, or .stop.")?;
                    continue;
                }
            };
            writing.beside.statements.retain(|one| one.key != *key);
            writing.beside.statements.push(answer);
            if let Err(why) = keep(&mut self.desk, writing.to_save()) {
                self.talk.say(&why)?;
            }
            return Ok(true);
        }
    }

    fn sign(&mut self, shown: &[Shown], writing: &Writing) -> Told<After> {
        let form = &writing.page.form;
        let statements: Vec<Statement> =
            form.statements.iter().filter_map(|one| stands(&one.key, &writing.beside.statements, shown)).collect();
        let open = match form.statements.len().saturating_sub(statements.len()) {
            0 => String::new(),
            1 => " One statement of the standard has no answer, and will be shown so.".to_owned(),
            some => format!(" {some} statements of the standard have no answer, and will be shown so."),
        };
        let question = if writing.page.lens.is_some() {
            format!(
                "This is signed by {} as it stands, and never changes from then on. It is no management oversight, and meets \
                 nothing that is due.",
                self.desk.settings().supervisor
            )
        } else {
            format!(
                "This becomes {}'s record of {}, signed by {}. After that it cannot be changed, only added to or \
             withdrawn.{open}",
                writing.page.called,
                long(writing.head.decided_on),
                self.desk.settings().supervisor
            )
        };
        if !self.talk.yes(&question)? {
            self.talk.say("It is not signed.")?;
            return Ok(After::Left);
        }
        let done =
            self.desk.perform(Effect::Oversight(OversightAct::Sign { save: Box::new(writing.to_save()), statements }));
        let Some(messages) = self.got(done)? else { return Ok(After::Left) };
        let signed =
            messages.into_iter().find_map(|message| if let Msg::Signed(page) = message { Some(page) } else { None });
        Ok(signed.map_or(After::Left, After::Signed))
    }
}

/// What must be put right, days that were typed on screen and not understood among it.
fn findings(writing: &Writing, today: NaiveDate) -> Vec<Finding> {
    let mut found = still_needed(&writing.page.draft.form, &writing.head, &writing.answers, today);
    for unread in &writing.beside.unread {
        let section = writing.page.form.section_of(&unread.field).map_or(unread.field.as_str(), |one| one.key.as_str());
        let part = Section::from_code(section).map_or_else(|| Part::Field(unread.field.clone()), Part::Section);
        found.push(day_not_understood(part, &unread.field, unread.row, &unread.words, today));
    }
    found
}

/// The first field of a section named by its number.
fn section_field(number: &str, writing: &Writing) -> Option<String> {
    let section = writing.page.form.sections.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(section.fields.first()?.key.clone())
}

/// Words that end a sentence begun before them.
fn sentence_after(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?']) { words.to_owned() } else { format!("{words}.") }
}
