//! The page before signing: what must be put right, each with its place, what is worth a look, and the statements of the
//! standard. Signing is a command of its own, confirmed. Not the reading itself: that is the field's knowledge.

mod drawn;

use super::both_passages::BothPassages;
use super::leave::{LEAVE, Leave};
use super::not_this_time::{NOT_THIS_TIME, NotThisTime};
use super::{Answered, LeftAsIs};
use crate::practice::date_words::long;
use crate::practice::form::{Form, FormStatement};
use crate::practice::oversight::Statement;
use crate::practice::review::{Finding, LookedAt, Shown, doubt_what_is_missing, looked_at, stands, statements_shown};
use crate::ui::command::Command;
use crate::ui::confirm::{Confirm, YES};
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, write};
use crate::workbench::effect::{OversightAct, ToSave};
use crate::workbench::message::OversightPage;
use crate::workbench::{Effect, Msg};
use drawn::Line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// What the form is told when a finding was chosen: the field's key, and how far into it, or which row of the action table
/// or which line of a list.
pub(super) const GO_TO: &str = "go_to";
const SIGN: &str = "sign";

/// One thing on the page that the cursor can stand on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Finding(usize),
    Worth(usize),
    Statement(usize),
}

/// The page before signing.
pub(super) struct BeforeSigning {
    // As it was read when the page was opened; nothing but the statements changes while it is open.
    draft: ToSave,
    called: String,
    form: Arc<Form>,
    // The title, where it is a lens on its own.
    lens: Option<String>,
    findings: Vec<Finding>,
    // What is worth a look; `None` until the reading has come.
    worth: Option<Vec<Finding>>,
    // Why there is no reading, where there is none.
    unread: Option<String>,
    shown: Vec<Shown>,
    answered: Answered,
    left: LeftAsIs,
    items: Vec<Item>,
    list: ListState,
    top: Cell<usize>,
    // Asked for, and not answered yet: a second yes must not sign twice.
    signing: bool,
    // For this width, and the item under the cursor.
    lines: RefCell<Option<(u16, usize, Vec<Line>)>>,
}

impl BeforeSigning {
    pub(super) fn new(
        page: &OversightPage,
        draft: ToSave,
        findings: Vec<Finding>,
        (answered, left): (Answered, LeftAsIs),
    ) -> Self {
        let shown = statements_shown(&draft.answers, &page.form);
        let mut one = Self {
            draft,
            called: page.called.clone(),
            form: Arc::clone(&page.form),
            lens: page.lens.clone(),
            findings,
            worth: None,
            unread: None,
            shown,
            answered,
            left,
            items: Vec::new(),
            list: ListState::default(),
            top: Cell::default(),
            signing: false,
            lines: RefCell::default(),
        };
        one.put_in_order();
        one
    }

    /// Lists everything that the cursor can stand on, and puts it at the first thing that wants an answer: what is in order
    /// needs no look.
    fn put_in_order(&mut self) {
        let worth = self.worth.as_ref().map_or(0, Vec::len);
        self.items = (0..self.findings.len())
            .map(Item::Finding)
            .chain((0..worth).map(Item::Worth))
            .chain((0..self.form.statements.len()).map(Item::Statement))
            .collect();
        let first = self.items.iter().position(|item| self.is_open(*item));
        self.list.select(first.unwrap_or(0));
        self.lines.replace(None);
    }

    /// Whether it wants an answer or a look.
    fn is_open(&self, item: Item) -> bool {
        match item {
            Item::Finding(_) => true,
            Item::Worth(number) => self.worth(number).is_some_and(|finding| self.as_left(finding).is_none()),
            Item::Statement(number) => self.statement(number).is_some_and(|statement| self.answer(statement).is_none()),
        }
    }

    fn worth(&self, number: usize) -> Option<&Finding> {
        self.worth.as_ref()?.get(number)
    }

    /// How a finding was left, where it was.
    fn as_left(&self, finding: &Finding) -> Option<LookedAt> {
        self.left.borrow().iter().find(|one| one.left && one.is_about(finding)).cloned()
    }

    /// Leaves the finding under the cursor, or takes that back.
    fn leave(&mut self, cx: &Ctx) -> Flow {
        let Some(Item::Worth(number)) = self.item() else { return Flow::Done };
        let Some(finding) = self.worth(number).cloned() else { return Flow::Done };
        if self.as_left(&finding).is_some() {
            self.left.borrow_mut().retain(|one| !one.is_about(&finding));
            self.lines.replace(None);
            return self.save(cx);
        }
        Flow::push(Leave::new(finding.advice))
    }

    fn left_because(&mut self, why: &str, cx: &Ctx) -> Flow {
        let Some(Item::Worth(number)) = self.item() else { return Flow::Done };
        let Some(finding) = self.worth(number).cloned() else { return Flow::Done };
        {
            let mut left = self.left.borrow_mut();
            left.retain(|one| !one.is_about(&finding));
            left.push(LookedAt { left: true, why: why.trim().to_owned(), ..LookedAt::standing(&finding) });
        }
        self.lines.replace(None);
        let from = self.list.selected() + 1;
        if let Some(next) = self.items.iter().skip(from).position(|item| self.is_open(*item)) {
            self.list.select(from + next);
        }
        self.save(cx)
    }

    /// The like passage of another record beside the words under the cursor.
    fn both_passages(&self) -> Flow {
        let Some(Item::Worth(number)) = self.item() else { return Flow::Done };
        let Some(finding) = self.worth(number) else { return Flow::Done };
        match &finding.beside {
            Some(passage) => Flow::push(BothPassages::new(&finding.excerpt, passage)),
            None => Flow::Done,
        }
    }

    fn has_passage(&self) -> bool {
        matches!(self.item(), Some(Item::Worth(number)) if self.worth(number).is_some_and(|one| one.beside.is_some()))
    }

    fn statement(&self, number: usize) -> Option<&FormStatement> {
        self.form.statements.get(number)
    }

    /// How a statement stands: as the manager answered it, else as the record plainly shows it.
    fn answer(&self, statement: &FormStatement) -> Option<Statement> {
        stands(&statement.key, &self.answered.borrow(), &self.shown)
    }

    fn set(&mut self, key: &str, met: bool, note: String) {
        let mut answered = self.answered.borrow_mut();
        answered.retain(|one| one.key != key);
        answered.push(Statement { key: key.to_owned(), met, note });
        self.lines.replace(None);
    }

    fn take_back(&mut self, key: &str) {
        self.answered.borrow_mut().retain(|one| one.key != key);
        self.lines.replace(None);
    }

    /// The draft with the statements as they are answered now.
    fn to_save(&self) -> ToSave {
        let mut draft = self.draft.clone();
        draft.beside.statements.clone_from(&self.answered.borrow());
        draft.beside.left.clone_from(&self.left.borrow());
        draft
    }

    /// Keeps an answer as soon as it is given.
    fn save(&self, cx: &Ctx) -> Flow {
        if cx.read_only.is_some() {
            return Flow::Done;
        }
        Flow::Do(Effect::Oversight(OversightAct::Save(Box::new(self.to_save()))))
    }

    fn item(&self) -> Option<Item> {
        self.items.get(self.list.selected()).copied()
    }

    fn enter(&self, cx: &Ctx) -> Flow {
        match self.item() {
            Some(Item::Finding(number)) => self.findings.get(number).map_or(Flow::Done, |one| self.go_to(one)),
            Some(Item::Worth(number)) => self.worth(number).map_or(Flow::Done, |one| self.go_to(one)),
            Some(Item::Statement(number)) => {
                let Some(statement) = self.statement(number) else { return Flow::Done };
                let answered = Answered::clone(&self.answered);
                Flow::push(NotThisTime::new(&statement.key, &statement.text, answered, self.to_save(), cx.now))
            }
            None => Flow::Done,
        }
    }

    /// Back to the form, with the cursor at the words.
    fn go_to(&self, finding: &Finding) -> Flow {
        let field = finding.goes_to(&self.form);
        let lines = self.draft.answers.lines(&field);
        let within = finding.within.map(|(start, _)| start);
        let place = match finding.row {
            // A list is edited as one text, a line for each.
            Some(row) if !lines.is_empty() => {
                let before: usize = lines.iter().take(row).map(|line| line.chars().count() + 1).sum();
                Some(before + within.unwrap_or(0))
            }
            Some(row) => Some(row),
            None => within,
        };
        let answer = place.map_or_else(|| field.clone(), |place| format!("{field} {place}"));
        Flow::PopWith(Input::Chosen { asked: GO_TO, answer })
    }

    fn yes(&mut self, cx: &Ctx) -> Flow {
        if let Some(Item::Statement(number)) = self.item()
            && let Some(statement) = self.form.statements.get(number).cloned()
        {
            let own = self.answered.borrow().iter().any(|one| one.key == statement.key && one.met);
            if own {
                self.take_back(&statement.key);
            } else {
                self.set(&statement.key, true, String::new());
                self.next_open();
            }
            return self.save(cx);
        }
        Flow::Done
    }

    /// Moves on to the next statement without an answer.
    fn next_open(&mut self) {
        let from = self.list.selected() + 1;
        let open = |item: &Item| match item {
            Item::Finding(_) | Item::Worth(_) => false,
            Item::Statement(number) => {
                self.statement(*number).is_some_and(|statement| self.answer(statement).is_none())
            }
        };
        if let Some(next) = self.items.iter().skip(from).position(open) {
            self.list.select(from + next);
        }
    }

    fn unanswered(&self) -> usize {
        self.form.statements.iter().filter(|statement| self.answer(statement).is_none()).count()
    }

    fn ask(&self, cx: &Ctx) -> Flow {
        let name = cx.name(&self.called);
        let open = match self.unanswered() {
            0 => String::new(),
            1 => " One statement of the standard has no answer, and will be shown so.".to_owned(),
            some => format!(" {some} statements of the standard have no answer, and will be shown so."),
        };
        if let Some(title) = &self.lens {
            let question = format!(
                "{title} of {} about {name} is signed by {} as it stands, and never changes from then on. It is no management \
                 oversight, and meets nothing that is due.",
                long(self.draft.head.decided_on),
                cx.name(&cx.supervisor)
            );
            return Flow::push(Confirm::new(SIGN, "Sign this?", question, "sign it"));
        }
        let question = format!(
            "This becomes {name}'s record of {}, signed by {}. After that it cannot be changed, only added to or \
             withdrawn.{open}",
            long(self.draft.head.decided_on),
            cx.name(&cx.supervisor)
        );
        Flow::push(Confirm::new(SIGN, "Sign this record?", question, "sign it"))
    }

    fn sign(&mut self) -> Flow {
        if self.signing {
            return Flow::Done;
        }
        self.signing = true;
        let statements = self.form.statements.iter().filter_map(|statement| self.answer(statement)).collect();
        let mut save = self.to_save();
        if let Some(worth) = &self.worth {
            save.beside.left = looked_at(worth, &self.left.borrow());
        }
        Flow::Do(Effect::Oversight(OversightAct::Sign { save: Box::new(save), statements }))
    }
}

impl Screen for BeforeSigning {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("go") => self.enter(cx),
            Input::Command("met") => self.yes(cx),
            Input::Command("leave") => self.leave(cx),
            Input::Command("both") => self.both_passages(),
            Input::Chosen { asked: LEAVE, answer } => self.left_because(&answer, cx),
            Input::Command(SIGN) => self.ask(cx),
            Input::Chosen { asked: SIGN, answer } if answer == YES => self.sign(),
            Input::Chosen { asked: NOT_THIS_TIME, answer } => {
                if let Some(Item::Statement(number)) = self.item()
                    && let Some(key) = self.statement(number).map(|statement| statement.key.clone())
                {
                    self.set(&key, false, answer);
                    self.next_open();
                    return self.save(cx);
                }
                Flow::Done
            }
            input => match self.list.moved(&input, self.items.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.enter(cx),
            },
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        // A reason typed in a box above and left there is an answer too.
        self.lines.replace(None);
        Flow::Done
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::WorthALook { draft, findings } if draft == self.draft.draft => {
                doubt_what_is_missing(&mut self.shown, &findings);
                self.worth = Some(findings);
                self.put_in_order();
                Flow::Done
            }
            Msg::Refused(why) if self.worth.is_none() && !self.signing => {
                // The reading is advice: without it the record can still be signed.
                self.unread = Some(why);
                self.lines.replace(None);
                Flow::Done
            }
            Msg::Refused(why) => {
                self.signing = false;
                Flow::Pass(Msg::Refused(why))
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let title = format!("Before you sign: {}, {}", cx.name(&self.called), long(self.draft.head.decided_on));
        let area = area.intersection(buf.area);
        write(area, buf, 1, 0, &cut(&title, usize::from(area.width.saturating_sub(2))), theme.heading());
        let body = Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(2),
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(3),
        };
        let words = match (cx.may_change(), self.findings.len(), self.unanswered()) {
            (Err(why), ..) => format!("S sign: not now: {why}."),
            (Ok(()), 0, _) if self.lens.is_some() => "S sign: nothing has to be put right.".to_owned(),
            (Ok(()), 0, 0) => "S sign: everything is answered.".to_owned(),
            (Ok(()), 0, 1) => "S sign: one statement has no answer yet, and will be shown so.".to_owned(),
            (Ok(()), 0, open) => format!("S sign: {open} statements have no answer yet, and will be shown so."),
            (Ok(()), 1, _) => "S sign: one thing first; Enter goes there.".to_owned(),
            (Ok(()), some, _) => format!("S sign: {some} things first; Enter goes to each."),
        };
        let room = usize::from(area.width.saturating_sub(2));
        write(area, buf, 1, area.height.saturating_sub(1), &cut(&words, room), theme.quiet());
        self.draw_lines(body, buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let on_finding = matches!(self.item(), Some(Item::Finding(_) | Item::Worth(_)));
        let on_statement = matches!(self.item(), Some(Item::Statement(_)));
        let on_worth = matches!(self.item(), Some(Item::Worth(_)));
        let change = cx.may_change();
        let writable = |command: Command| match &change {
            Ok(()) => command,
            Err(why) => command.when(false, why.clone()),
        };
        let enter = if on_finding {
            Command::new("go", "go to its place in the form", Key::ENTER).short("go there")
        } else {
            writable(Command::new("go", "not this time, and why", Key::ENTER).short("not this time, because"))
                .when(on_statement, "nothing is under the cursor")
        };
        let wrong = match self.findings.len() {
            1 => "one thing must be put right first".to_owned(),
            some => format!("{some} things must be put right first"),
        };
        let mut sign = Command::new(SIGN, "sign this record", Key::char('S')).or(Key::ctrl('g')).short("sign");
        sign = sign.when(self.findings.is_empty(), wrong);
        sign = writable(sign);
        let met = Command::new("met", "yes, this record meets the statement", Key::char(' '))
            .short("yes")
            .when(on_statement, "the cursor is not on a statement");
        let leave =
            Command::new("leave", "leave it as it is, with a reason if you like; again takes that back", Key::DELETE)
                .or(Key::char('x'))
                .short("leave it")
                .when(on_worth, "the cursor is not on something worth a look");
        let both = Command::new("both", "show both passages side by side", Key::char('v'))
            .short("both passages")
            .when(self.has_passage(), "the cursor is not on a passage that stands elsewhere too");
        vec![enter, writable(met), writable(leave), both, sign]
    }
}
