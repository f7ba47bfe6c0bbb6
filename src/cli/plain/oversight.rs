//! Management oversight as questions: begun on a child or gone on with, its head, its sections, and what comes after signing.
//! Every answer is in the draft at once.

use super::Sitting;
use super::before::After;
use super::form::{Aside, Ended, FormTalk, Keeps, Place};
use super::meant::Thing;
use super::sentences::{capital, sentence};
use super::talk::Told;
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::answer::Answers;
use crate::practice::answer_words::in_words;
use crate::practice::because::Because;
use crate::practice::beside::{Beside, UnreadDay};
use crate::practice::date_words::{long, with_weekday};
use crate::practice::oversight::{Head, Reason};
use crate::practice::reference::DraftId;
use crate::practice::repeated_row::{RowDecision, asked_once_more, is_decided, open_among};
use crate::practice::review::HEAD_DECIDED_ON;
use crate::workbench::Effect;
use crate::workbench::desk::Desk;
use crate::workbench::effect::{ActionAct, OversightAct, ToSave};
use crate::workbench::message::{DraftsThere, LeftAt, Msg, OversightPage, SignedPage};
use crate::workbench::refusal::Refusal;

/// A draft on the table.
pub(super) struct Writing {
    pub(super) page: OversightPage,
    pub(super) head: Head,
    pub(super) answers: Answers,
    pub(super) beside: Beside,
    /// The field that was asked last.
    pub(super) at: String,
}

impl Writing {
    pub(super) fn to_save(&self) -> ToSave {
        ToSave {
            draft: self.page.draft.id,
            head: self.head.clone(),
            answers: self.answers.clone(),
            beside: self.beside.clone(),
            left_at: LeftAt { field: self.at.clone(), offset: 0 },
        }
    }

    /// Whether nothing was ever written in it, so that leaving it behind would only be litter.
    fn is_untouched(&self) -> bool {
        self.page.fresh && self.answers.iter().next().is_none() && self.head == self.page.draft.head
    }
}

/// Keeps what is written in the draft of an open file.
struct InDraft<'d> {
    desk: &'d mut Desk,
    draft: DraftId,
    head: &'d Head,
    beside: &'d mut Beside,
    at: &'d mut String,
}

impl Keeps for InDraft<'_> {
    fn keep(&mut self, answers: &Answers, unread: &[UnreadDay], field: &str) -> Result<(), String> {
        field.clone_into(self.at);
        let (statements, left) = (self.beside.statements.clone(), self.beside.left.clone());
        let beside = Beside { statements, unread: unread.to_vec(), left };
        keep(
            self.desk,
            ToSave {
                draft: self.draft,
                head: self.head.clone(),
                answers: answers.clone(),
                beside,
                left_at: LeftAt { field: field.to_owned(), offset: 0 },
            },
        )
    }

    fn asked_before(&mut self, words: &str) -> Vec<Action> {
        if is_decided(words, &self.beside.left) {
            return Vec::new();
        }
        self.desk.asked_before_alike(ActionSubject::Child(self.head.child), words).unwrap_or_default()
    }

    fn decided(&mut self, key: &str, words: &str, decision: &RowDecision, alike: &[Action]) -> Result<(), String> {
        match decision {
            RowDecision::DoItNow(why) => self.beside.left.push(asked_once_more(key, words, why)),
            RowDecision::Escalate { to, protocol, by } => {
                let escalate = ActionAct::Escalate {
                    subject: ActionSubject::Child(self.head.child),
                    about: open_among(alike),
                    matter: words.to_owned(),
                    to: to.clone(),
                    protocol: protocol.clone(),
                    by: *by,
                };
                self.desk.perform(Effect::Action(escalate)).map_err(|refusal| sentence(&refusal.to_string()))?;
            }
            RowDecision::Change | RowDecision::Stop(_) => {}
        }
        Ok(())
    }
}

/// Keeps a draft, or says why it cannot.
pub(super) fn keep(desk: &mut Desk, save: ToSave) -> Result<(), String> {
    match desk.perform(Effect::Oversight(OversightAct::Save(Box::new(save)))) {
        Ok(messages) => messages.into_iter().try_for_each(not_saved),
        Err(refusal) => Err(sentence(&refusal.to_string())),
    }
}

fn not_saved(message: Msg) -> Result<(), String> {
    if let Msg::DraftNotSaved { why, .. } = message { Err(why) } else { Ok(()) }
}

impl Sitting<'_> {
    /// Begins oversight on a child, with the reason that a line of Today gives, or goes on with the draft of the day.
    pub(super) fn oversight(&mut self, words: &str) -> Told<()> {
        let is_child = |thing: &Thing| thing.child().is_some() || thing.draft().is_some();
        let Some((thing, _)) = self.meant(words, is_child, "a child")? else { return Ok(()) };
        let because = if let Thing::Owed(owed) = &thing { Because::of(owed) } else { None };
        let act = match (&thing, thing.child()) {
            (Thing::Draft(draft), _) => OversightAct::Open(*draft),
            (_, Some(child)) => OversightAct::Begin { child, because },
            (_, None) => return Ok(()),
        };
        let mut done = self.desk.perform(Effect::Oversight(act));
        if let Ok([Msg::DraftsThere(there)]) = done.as_deref() {
            let act = self.which_draft(there)?;
            done = self.desk.perform(Effect::Oversight(act));
        }
        self.write(done)
    }

    /// Whether the draft that waits is gone on with, or another is begun beside it.
    fn which_draft(&mut self, there: &DraftsThere) -> Told<OversightAct> {
        let another = OversightAct::BeginAnother { child: there.child, because: there.because.clone() };
        let Some(newest) = there.drafts.first() else { return Ok(another) };
        let reason = newest.reason_words();
        let words = format!("The draft {} of {} waits on this child ({reason}).", newest.id, long(newest.decided_on));
        self.talk.say(&words)?;
        Ok(if self.talk.yes("Go on with it? Enter begins another.")? { OversightAct::Open(newest.id) } else { another })
    }

    /// Goes on with a draft.
    pub(super) fn go_on(&mut self, draft: DraftId) -> Told<()> {
        let done = self.desk.perform(Effect::Oversight(OversightAct::Open(draft)));
        self.write(done)
    }

    /// The form over the draft that was opened.
    pub(super) fn write(&mut self, opened: Result<Vec<Msg>, Refusal>) -> Told<()> {
        let mut next = self.got(opened)?.and_then(page_in);
        while let Some(page) = next {
            let mut writing = Writing {
                head: page.draft.head.clone(),
                answers: page.draft.answers.clone(),
                beside: page.beside.clone(),
                at: page.left_at.as_ref().map(|left| left.field.clone()).unwrap_or_default(),
                page: *page,
            };
            let ended = self.write_one(&mut writing);
            if writing.is_untouched() {
                // Nothing was written: a draft left behind would only be litter.
                let _ = self.desk.perform(Effect::Oversight(OversightAct::Discard(writing.page.draft.id)));
            }
            next = match ended? {
                None => {
                    let id = writing.page.draft.id;
                    let kept = if writing.is_untouched() {
                        "Nothing was written, so no draft is kept.".to_owned()
                    } else {
                        format!("{id} is kept as a draft. Type open {id} to go on with it.")
                    };
                    return self.talk.say(&kept);
                }
                Some(signed) => self.family(&signed)?,
            };
        }
        Ok(())
    }

    /// Asks until it is left or signed; what came of signing.
    fn write_one(&mut self, writing: &mut Writing) -> Told<Option<SignedPage>> {
        self.introduce(writing)?;
        let form = writing.page.form.clone();
        let left = writing.at.clone();
        let mut from = FormTalk::<InDraft<'_>>::place_of(&form, &left).unwrap_or(Place { section: 1, field: 0 });
        let mut head_first = writing.head.reason.is_none();
        let asides = asides(&writing.page);
        loop {
            if head_first {
                if self.head(writing)? == Ended::Stopped {
                    return Ok(None);
                }
                head_first = false;
            }
            let (me, days_off) = (self.desk.settings().supervisor.clone(), self.desk.days_off().clone());
            let today = self.desk.day();
            let mut unread = std::mem::take(&mut writing.beside.unread);
            let keeper = InDraft {
                desk: &mut self.desk,
                draft: writing.page.draft.id,
                head: &writing.head,
                beside: &mut writing.beside,
                at: &mut writing.at,
            };
            let ended = FormTalk {
                talk: &mut self.talk,
                form: &form,
                answers: &mut writing.answers,
                unread: &mut unread,
                keeper,
                today,
                days_off: &days_off,
                people: &writing.page.people,
                me: &me,
                asides: &asides,
            }
            .fill(from);
            writing.beside.unread = unread;
            match ended? {
                Ended::Stopped => return Ok(None),
                Ended::Head => {
                    head_first = true;
                    from = Place { section: 1, field: 0 };
                }
                Ended::Through | Ended::Signing => match self.before_signing(writing)? {
                    After::Signed(signed) => return Ok(Some(*signed)),
                    After::Left => return Ok(None),
                    After::Head => (head_first, from) = (true, Place { section: 1, field: 0 }),
                    After::Field(key) => {
                        from = FormTalk::<InDraft<'_>>::place_of(&form, &key).unwrap_or(from);
                    }
                },
            }
        }
    }

    fn introduce(&mut self, writing: &Writing) -> Told<()> {
        let page = &writing.page;
        let mut who = page.called.clone();
        if let Some(age) = page.age {
            who.push_str(&format!(", aged {age}"));
        }
        if let Some(status) = page.status {
            who.push_str(&format!(", {} since {}", status.status.words(), long(status.since)));
        }
        self.talk.say(&format!(
            "{who}. {}.",
            page.worker.as_ref().map_or_else(|| "No worker".to_owned(), |worker| format!("With {worker}"))
        ))?;
        let id = page.draft.id;
        let what = page.lens.as_deref().unwrap_or("Management oversight");
        if page.fresh {
            self.talk.say(&format!("{what}, draft {id}, begun."))?;
        } else {
            let at = page.saved_at;
            let time = crate::practice::date_words::time(at.time());
            self.talk.say(&format!("{what}, draft {id}, saved on {} at {time}.", long(at.date())))?;
        }
        self.talk.say(&format!(
            "Decided on {}. {}",
            with_weekday(writing.head.decided_on),
            reason_now(writing)
                .map_or_else(|| "No reason is given yet.".to_owned(), |reason| format!("Reason: {reason}."))
        ))?;
        for owed in page.owed.iter().filter(|owed| owed.late) {
            let due = owed.due_on.map_or_else(String::new, |due| format!(", due {}", long(due)));
            self.talk.say(&format!("Late: {}{due}.", owed.label))?;
        }
        self.talk.say("Enter goes on, .back goes back, .stop leaves and keeps the draft, .help says the rest.")
    }

    /// The head: the day, the reason, the people.
    fn head(&mut self, writing: &mut Writing) -> Told<Ended> {
        let day = with_weekday(writing.head.decided_on);
        self.talk.say("The day and the reason.")?;
        loop {
            let typed = self.talk.ask(&format!("Decided on {day}. Another day, or Enter: "))?;
            match typed.as_str() {
                "" | "." | ".next" => break,
                ".stop" => return Ok(Ended::Stopped),
                _ => {}
            }
            if let Some(on) = self.day("", &typed)? {
                writing.head.decided_on = on;
                writing.beside.unread.retain(|one| one.field != HEAD_DECIDED_ON);
                self.keep_head(writing)?;
                break;
            }
        }
        if writing.page.lens.is_none() && self.reason(writing)? == Ended::Stopped {
            return Ok(Ended::Stopped);
        }
        let now = |words: &Option<String>| words.as_ref().map_or_else(String::new, |words| format!(" Now: {words}."));
        let by = now(&writing.head.decided_by);
        let typed = self.talk.ask(&format!("Decided by, only if it was not you.{by} A name, or Enter: "))?;
        if !typed.is_empty() && !typed.starts_with('.') {
            writing.head.decided_by = Some(typed);
            self.keep_head(writing)?;
        }
        let part = now(&writing.head.took_part);
        let typed = self.talk.ask(&format!("Who took part.{part} Names, or Enter: "))?;
        if !typed.is_empty() && !typed.starts_with('.') {
            writing.head.took_part = Some(typed);
            self.keep_head(writing)?;
        }
        Ok(Ended::Through)
    }

    fn reason(&mut self, writing: &mut Writing) -> Told<Ended> {
        self.talk.say("Why now. The reasons:")?;
        let reasons = writing.page.reasons.clone();
        let lines =
            reasons.iter().enumerate().map(|(number, one)| format!("{}. {}.", number + 1, capital(&one.words())));
        self.talk.say_all(lines)?;
        loop {
            let now = reason_now(writing).map_or_else(String::new, |reason| format!("Now {reason}. "));
            let typed = self.talk.ask(&format!("{now}A number, a reason in your own words, or Enter: "))?;
            match (typed.as_str(), typed.parse::<usize>()) {
                ("" | "." | ".next", _) => return Ok(Ended::Through),
                (".stop", _) => return Ok(Ended::Stopped),
                (_, Ok(number)) => {
                    if let Some(because) = number.checked_sub(1).and_then(|number| reasons.get(number)) {
                        because.put_into(&mut writing.head);
                        self.talk.say(&format!("{}.", capital(&because.words())))?;
                        self.keep_head(writing)?;
                        return Ok(Ended::Through);
                    }
                    self.talk.say(&format!("Type a number from 1 to {}.", reasons.len()))?;
                }
                (words, Err(_)) if words.starts_with('.') => {
                    self.talk.say("Here you can type a number, your own words, Enter, or .stop.")?;
                }
                (words, Err(_)) => {
                    Because::plain(Reason::Other(words.to_owned())).put_into(&mut writing.head);
                    self.keep_head(writing)?;
                    return Ok(Ended::Through);
                }
            }
        }
    }

    fn keep_head(&mut self, writing: &Writing) -> Told<()> {
        match keep(&mut self.desk, writing.to_save()) {
            Ok(()) => Ok(()),
            Err(why) => self.talk.say(&why),
        }
    }

    /// After signing: the brothers and sisters for whom the same conversation may have decided. The form over the draft of
    /// the one who is chosen.
    fn family(&mut self, signed: &SignedPage) -> Told<Option<Box<OversightPage>>> {
        self.talk.say(&signed.outcome)?;
        if signed.family.is_empty() {
            return Ok(None);
        }
        self.talk.say("Of the same family, with no record of that day:")?;
        let family: Vec<String> = signed
            .family
            .iter()
            .map(|one| {
                let last = one
                    .last_oversight
                    .map_or_else(|| "no oversight yet".to_owned(), |on| format!("last oversight {}", long(on)));
                let age = one.age.map_or_else(String::new, |age| format!(", aged {age}"));
                format!("{}{age}, {last}.", one.called)
            })
            .collect();
        let Some(number) = self.choose("Begin a record of their own for", &family)? else { return Ok(None) };
        let Some(relative) = signed.family.get(number) else { return Ok(None) };
        let mut actions = Vec::new();
        if !signed.actions.is_empty() {
            self.talk.say("The actions just agreed:")?;
            let lines =
                signed.actions.iter().enumerate().map(|(number, (_, words))| format!("{}. {words}", number + 1));
            self.talk.say_all(lines)?;
            let typed = self
                .talk
                .ask(&format!("The numbers of those that are for {} too, or Enter for none: ", relative.called))?;
            let numbers = typed.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<usize>().ok());
            let rows = numbers.filter_map(|number| signed.actions.get(number.checked_sub(1)?)).map(|(row, _)| *row);
            actions.extend(rows);
        }
        let act = OversightAct::BeginForRelative { record: signed.record, child: relative.id, actions };
        let done = self.desk.perform(Effect::Oversight(act));
        Ok(self.got(done)?.and_then(page_in))
    }
}

fn page_in(messages: Vec<Msg>) -> Option<Box<OversightPage>> {
    messages.into_iter().find_map(|message| if let Msg::Oversight(page) = message { Some(page) } else { None })
}

fn reason_now(writing: &Writing) -> Option<String> {
    let reason = writing.head.reason.as_ref()?;
    let known = writing.page.reasons.iter().find(|one| one.is_of(&writing.head));
    Some(known.map_or_else(|| reason.words().to_owned(), Because::words))
}

/// What can be heard at any question.
fn asides(page: &OversightPage) -> Vec<Aside> {
    let earlier = page.earlier.as_ref().map_or_else(Vec::new, |record| {
        let mut lines = vec![format!("{} of {}.", record.id, long(record.head.decided_on))];
        for section in &page.form.sections {
            for field in &section.fields {
                let words = in_words(field, &record.answers);
                if !words.is_empty() {
                    lines.push(format!("{}: {}", field.label.trim_end_matches(['?', ':']), words.join("; ")));
                }
            }
        }
        lines
    });
    let asked = page.asked.iter().map(|action| {
        let stands = match action.status {
            ActionStatus::Open => format!("open, by {}", with_weekday(action.due_on)),
            closed => action
                .closed_on
                .map_or_else(|| closed.words().to_owned(), |on| format!("{} on {}", closed.words(), long(on))),
        };
        format!(
            "{}: {} {}: {stands}. {}",
            action.id,
            sentence(&action.action),
            action.owner,
            sentence(&action.difference)
        )
        .trim_end()
        .to_owned()
    });
    let family = page.family.iter().map(|one| {
        let status = one.status.map_or_else(String::new, |status| format!(", {}", status.words()));
        let age = one.age.map_or_else(String::new, |age| format!(", aged {age}"));
        format!("{}{age}{status}.", one.called)
    });
    let owed = page.owed.iter().map(|one| {
        let due = one.due_on.map_or_else(String::new, |due| format!(", by {}", with_weekday(due)));
        format!("{}{due}.", capital(&one.label))
    });
    vec![
        Aside { word: "last", about: "the last signed record", lines: earlier },
        Aside { word: "asked", about: "what was asked, and what became of it", lines: asked.collect() },
        Aside { word: "family", about: "brothers and sisters", lines: family.collect() },
        Aside { word: "owed", about: "what is owed to the child", lines: owed.collect() },
    ]
}
