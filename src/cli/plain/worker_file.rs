//! A worker's own file: its forms as questions, its records read out, and what the worker made of them. Nothing of a child's
//! record stands here.

use super::Sitting;
use super::form::{Aside, Ended, FormTalk, Keeps, Place};
use super::meant::Thing;
use super::sentences::sentence;
use super::talk::Told;
use crate::exchange::print::counted;
use crate::practice::answer::Answers;
use crate::practice::answer_words::in_words;
use crate::practice::beside::UnreadDay;
use crate::practice::date_words::{long, with_weekday};
use crate::practice::form::Form;
use crate::practice::reference::WorkerRecordId;
use crate::practice::session::{Outcome, Session, minutes_from_words};
use crate::practice::worker_record::{Needed, StepKind, WorkerForm};
use crate::workbench::Effect;
use crate::workbench::desk::Desk;
use crate::workbench::effect::{SessionAct, WorkerFileAct, WorkerToSave};
use crate::workbench::message::{LeftAt, Msg, WorkerFormPage, WorkerRecordPage};
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// Keeps what is written in a draft of a worker's file.
struct InFile<'d> {
    desk: &'d mut Desk,
    record: WorkerRecordId,
    day: NaiveDate,
}

impl Keeps for InFile<'_> {
    fn keep(&mut self, answers: &Answers, _: &[UnreadDay], field: &str) -> Result<(), String> {
        let left_at = LeftAt { field: field.to_owned(), offset: 0 };
        let save = WorkerToSave { record: self.record, day: self.day, answers: answers.clone(), left_at };
        match self.desk.perform(Effect::WorkerFile(WorkerFileAct::Save(Box::new(save)))) {
            Ok(messages) => messages.into_iter().try_for_each(|message| match message {
                Msg::WorkerDraftNotSaved { why, .. } => Err(format!("Not saved: {}", sentence(&why))),
                _ => Ok(()),
            }),
            Err(refusal) => Err(sentence(&refusal.to_string())),
        }
    }
}

impl Sitting<'_> {
    /// What a worker's own file holds, the latest first.
    pub(super) fn worker_file(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing| thing.worker().is_some(), "a worker")? else { return Ok(()) };
        let Some(worker) = thing.worker() else { return Ok(()) };
        let lines = self.desk.store().worker_record_lines(worker).map_err(Refusal::from);
        let Some(mut lines) = self.got(lines)? else { return Ok(()) };
        lines.sort_by_key(|line| std::cmp::Reverse((line.day, line.id)));
        let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        self.talk.say(&format!("{} in the file.", counted(count, "record", "records")))?;
        self.list(lines.iter().map(|line| {
            let stands = line.standing().map_or("a draft, not signed", crate::practice::worker_record::Standing::words);
            let words = format!("{}: {}, {}, {stands}.", line.id, line.form.words(), long(line.day));
            (Thing::WorkerRecord(line.id), words)
        }))
    }

    /// Supervision with a worker, written up: the draft there is, or one for the session of today.
    pub(super) fn write_up(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing| thing.worker().is_some(), "a worker")? else { return Ok(()) };
        let Some(worker) = thing.worker() else { return Ok(()) };
        let done = self.desk.perform(Effect::WorkerFile(WorkerFileAct::Start(worker)));
        self.open_page(done)
    }

    /// Another form of a worker's file: `W03 agreement`.
    pub(super) fn begin_in_file(&mut self, words: &str) -> Told<()> {
        let Some((thing, rest)) = self.meant(words, |thing| thing.worker().is_some(), "a worker")? else {
            return Ok(());
        };
        let Some(worker) = thing.worker() else { return Ok(()) };
        let wanted = rest.to_lowercase();
        let named = |form: &&WorkerForm| !wanted.is_empty() && form.words().contains(wanted.as_str());
        // The agreement's words hold those of supervision too.
        let form = WorkerForm::ALL.iter().rev().find(named).copied();
        let form = match form {
            Some(form) => form,
            None => {
                let forms: Vec<String> = WorkerForm::ALL.iter().map(|form| form.words().to_owned()).collect();
                let Some(number) = self.choose("Which form", &forms)? else { return Ok(()) };
                let Some(form) = WorkerForm::ALL.get(number).copied() else { return Ok(()) };
                form
            }
        };
        let done = self.desk.perform(Effect::WorkerFile(WorkerFileAct::Begin { worker, form }));
        self.open_page(done)
    }

    /// Goes on with a draft, or reads out a signed record.
    pub(super) fn open_in_file(&mut self, record: WorkerRecordId) -> Told<()> {
        let done = self.desk.perform(Effect::WorkerFile(WorkerFileAct::Open(record)));
        self.open_page(done)
    }

    fn open_page(&mut self, done: Result<Vec<Msg>, Refusal>) -> Told<()> {
        let Some(messages) = self.got(done)? else { return Ok(()) };
        for message in messages {
            match message {
                Msg::WorkerForm(page) => self.fill_in(&page)?,
                Msg::WorkerRecord(page) => self.read_record(&page)?,
                Msg::Done(words) => self.talk.say(&words)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The form over a draft, until it is left or signed.
    fn fill_in(&mut self, page: &WorkerFormPage) -> Told<()> {
        let (id, head) = (page.draft.id, page.draft.head);
        self.talk.say(&format!(
            "{}, {}, {}. Draft {id}.",
            page.worker.name,
            head.form.words(),
            with_weekday(head.day)
        ))?;
        self.talk.say("Enter goes on, .back goes back, .stop leaves and keeps the draft, .help says the rest.")?;
        let mut answers = page.draft.answers.clone();
        let asides = asides(page);
        let left = page.left_at.as_ref().map(|left| left.field.clone()).unwrap_or_default();
        let mut from = FormTalk::<InFile<'_>>::place_of(&page.form, &left).unwrap_or(Place { section: 1, field: 0 });
        loop {
            let (me, days_off) = (self.desk.settings().supervisor.clone(), self.desk.days_off().clone());
            let today = self.desk.day();
            let mut unread = Vec::new();
            let ended = FormTalk {
                talk: &mut self.talk,
                form: &page.form,
                answers: &mut answers,
                unread: &mut unread,
                keeper: InFile { desk: &mut self.desk, record: id, day: head.day },
                today,
                days_off: &days_off,
                people: &page.people,
                me: &me,
                asides: &asides,
            }
            .fill(from);
            if page.fresh && answers == page.draft.answers && !matches!(ended, Ok(Ended::Through | Ended::Signing)) {
                // Nothing was written: a draft left behind would only be litter.
                let _ = self.desk.perform(Effect::WorkerFile(WorkerFileAct::Discard(id)));
                return ended.and_then(|_| self.talk.say("Nothing was written, so no draft is kept."));
            }
            match ended? {
                Ended::Stopped => break,
                Ended::Head => from = Place { section: 1, field: 0 },
                Ended::Through | Ended::Signing => {
                    let needed = page.still_needed(&answers, today);
                    if needed.is_empty() {
                        if self.sign_in_file(page, &answers)? {
                            return Ok(());
                        }
                        break;
                    }
                    match self.still_needed(&needed, &page.form)? {
                        Some(place) => from = place,
                        None => break,
                    }
                }
            }
        }
        self.talk.say(&format!("{id} is kept as a draft. Type open {id} to go on with it."))
    }

    /// What is still needed, and where to go; nothing where it is left.
    fn still_needed(&mut self, needed: &[Needed], form: &Form) -> Told<Option<Place>> {
        self.talk.say("Still needed before signing:")?;
        self.talk.say_all(needed.iter().enumerate().map(|(number, one)| format!("{}. {}.", number + 1, one.words)))?;
        loop {
            let typed = self.talk.ask("A number goes there, Enter to the first, .stop leaves it: ")?;
            if typed == ".stop" {
                return Ok(None);
            }
            let number = if typed.is_empty() { Ok(1) } else { typed.parse::<usize>() };
            if let Some(one) = number.ok().and_then(|number| needed.get(number.checked_sub(1)?)) {
                return Ok(Some(
                    FormTalk::<InFile<'_>>::place_of(form, &one.field).unwrap_or(Place { section: 1, field: 0 }),
                ));
            }
            self.talk.say(&format!("Type a number from 1 to {}.", needed.len()))?;
        }
    }

    /// Whether a session that was booked for a later day was held beside that booking, which then stays.
    fn is_extra(&mut self, session: &Session) -> Told<bool> {
        let Some(later) = session.planned_for.filter(|on| *on > self.desk.day()) else { return Ok(false) };
        self.talk.say(&format!("This is the session booked for {}: no other is booked then.", long(later)))?;
        self.talk.yes("Was it an extra one, and does that booking stay?")
    }

    /// Signs it after a yes; a session that was not yet said to have been held is asked about first.
    fn sign_in_file(&mut self, page: &WorkerFormPage, answers: &Answers) -> Told<bool> {
        if let Some(session) = page.session.as_ref().filter(|one| matches!(one.outcome, Outcome::Planned)) {
            let known = self.desk.supervisee(session.worker);
            let Some(known) = self.got(known)? else { return Ok(false) };
            let on = session.planned_for.unwrap_or(page.draft.head.day).min(self.desk.day());
            let typed = self.talk.ask(&format!(
                "The session on {}: how long, in minutes, or Enter for {}: ",
                long(on),
                known.minutes
            ))?;
            let minutes = if typed.is_empty() { Some(known.minutes) } else { minutes_from_words(&typed) };
            let Some(minutes) = minutes else {
                self.talk.say("Type minutes, or hours and minutes: 75 or 1h15. It is not signed.")?;
                return Ok(false);
            };
            let (worker, kind, id) = (session.worker, session.kind, session.id);
            let setting = crate::practice::session::SessionSetting::default();
            let act = if self.is_extra(session)? {
                SessionAct::HoldExtra { worker, kind, on, minutes, booked: id, setting }
            } else {
                SessionAct::Hold { worker, kind, on, minutes, settles: Some(id), setting }
            };
            let done = self.desk.perform(Effect::Session(act));
            if !self.did(done)? {
                return Ok(false);
            }
        }
        let question = format!(
            "This becomes a record of {}'s own file, signed by {}. After that it cannot be changed, only added to or \
             withdrawn.",
            page.worker.name,
            self.desk.settings().supervisor
        );
        if !self.talk.yes(&question)? {
            self.talk.say("It is not signed.")?;
            return Ok(false);
        }
        let save = WorkerToSave {
            record: page.draft.id,
            day: page.draft.head.day,
            answers: answers.clone(),
            left_at: LeftAt::default(),
        };
        let done = self.desk.perform(Effect::WorkerFile(WorkerFileAct::Sign(Box::new(save))));
        self.did(done)
    }

    fn read_record(&mut self, page: &WorkerRecordPage) -> Told<()> {
        let record = &page.record;
        self.talk.say(&format!(
            "{}: {}, {}, {}. Signed by {} on {}. {}.",
            record.id,
            page.called,
            record.head.form.words(),
            with_weekday(record.head.day),
            record.signed_by,
            long(page.signed_at.date()),
            super::sentences::capital(record.standing().words())
        ))?;
        for section in &page.form.sections {
            for field in &section.fields {
                let words = in_words(field, &record.answers);
                if !words.is_empty() {
                    let label = field.label.trim_end_matches(['?', ':', '.']);
                    self.talk.say(&format!("{label}: {}", words.join("\n")))?;
                }
            }
        }
        for step in &record.steps {
            let words = if step.words.is_empty() { String::new() } else { format!(": {}", step.words) };
            self.talk.say(&format!("{} on {}{words}", super::sentences::capital(step.what.words()), long(step.on)))?;
        }
        Ok(())
    }

    /// The worker was given it: `P5`, or `P5 mon`.
    pub(super) fn share(&mut self, words: &str) -> Told<()> {
        self.step(words, StepKind::Shared, "", "")
    }

    /// What the worker said to it.
    pub(super) fn answer_to(&mut self, words: &str) -> Told<()> {
        let ways = ["Agreed.", "Agreed, with a comment.", "Does not agree."].map(str::to_owned);
        let Some(way) = self.choose("The worker", &ways)? else { return Ok(()) };
        let (what, asks) = match way {
            0 => return self.step(words, StepKind::Agreed, "", ""),
            1 => (StepKind::AgreedWithComment, "The worker's comment: "),
            _ => (StepKind::Disputed, "What they do not agree with, in their words: "),
        };
        let said = self.talk.ask(asks)?;
        let how = if what == StepKind::Disputed {
            self.talk.ask("How it is to be settled, and with whom: ")?
        } else {
            String::new()
        };
        self.step(words, what, &said, &how)
    }

    /// What was disputed is settled.
    pub(super) fn settle(&mut self, words: &str) -> Told<()> {
        let how = self.talk.ask("How it was settled: ")?;
        self.step(words, StepKind::Settled, &how, "")
    }

    fn step(&mut self, words: &str, what: StepKind, said: &str, settled_how: &str) -> Told<()> {
        let is_record = |thing: &Thing| thing.worker_record().is_some();
        let wanted = "a record of a worker's file, such as P5";
        let Some((thing, rest)) = self.meant(words, is_record, wanted)? else { return Ok(()) };
        let Some(record) = thing.worker_record() else { return Ok(()) };
        let rest = if rest.is_empty() { "today".to_owned() } else { rest };
        let Some(on) = self.day("On which day, or Enter to leave it: ", &rest)? else { return Ok(()) };
        let (words, settled_how) = (said.to_owned(), settled_how.to_owned());
        let done = self.desk.perform(Effect::WorkerFile(WorkerFileAct::Step { record, what, on, words, settled_how }));
        self.did(done).map(|_| ())
    }
}

/// What can be heard at any question.
fn asides(page: &WorkerFormPage) -> Vec<Aside> {
    let last = page.earlier.as_ref().map_or_else(Vec::new, |record| {
        let fields = page.form.sections.iter().flat_map(|section| &section.fields);
        let said = fields.filter_map(|field| {
            let words = in_words(field, &record.answers);
            let label = field.label.trim_end_matches(['?', ':']);
            (!words.is_empty()).then(|| format!("{label}: {}", words.join("; ")))
        });
        std::iter::once(format!("{} of {}.", record.id, long(record.head.day))).chain(said).collect()
    });
    let promised = page.promised.iter().map(|action| {
        let stands = action.closed_on.map_or_else(
            || format!("open, by {}", with_weekday(action.due_on)),
            |on| format!("{} on {}", action.status.words(), long(on)),
        );
        format!("{}: {} {}: {stands}.", action.id, sentence(&action.action), action.owner)
    });
    let children = page.children.iter().map(|one| {
        let because = if one.because.is_empty() { String::new() } else { format!(": {}", one.because.join(", ")) };
        format!("{}, {}, {}{because}.", one.called, one.reference, one.status)
    });
    vec![
        Aside { word: "last", about: "the last record in this form", lines: last },
        Aside { word: "promised", about: "what was promised in the worker's own file", lines: promised.collect() },
        Aside {
            word: "children",
            about: "children to think about, whose own records hold what is decided",
            lines: children.collect(),
        },
    ]
}
