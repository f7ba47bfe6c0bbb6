//! The oversight form: five sections written with prompts, the last record and open actions beside them. Not its rules:
//! what must be put right is the field's knowledge, and saving and signing are the workbench's.

mod before_signing;
mod both_passages;
mod carry;
mod doing;
mod family;
mod head;
mod leave;
mod lens;
mod not_this_time;
mod repeated;
mod sections;
mod side;
#[cfg(test)]
mod tests;
mod view;
mod which_draft;

pub use which_draft::WhichDraft;

use super::command::Command;
use super::context::{Ctx, Moment};
use super::form::body::{Body, Pointed, is_movement};
use super::form::editor::Given;
use super::form::keeping::Keeping;
use super::form::keys;
use super::form::layout::has_room_for_panel;
use super::form::section::SectionEdit;
use super::global;
use super::input::Input;
use super::places::Place;
use super::screen::{Editing, Flow, Screen};
use super::widget::text_field::Edited;
use crate::practice::action::ActionStatus;
use crate::practice::answer::Answers;
use crate::practice::because::Because;
use crate::practice::beside::Beside;
use crate::practice::oversight::{Head, Statement, field};
use crate::practice::review::{Finding, LookedAt};
use crate::practice::signing::still_needed;
use crate::workbench::effect::{OversightAct, ToSave};
use crate::workbench::message::{LeftAt, OversightPage};
use crate::workbench::{Effect, Msg};
use before_signing::BeforeSigning;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use sections::{HEAD, with_days};
use side::{Kind, Side};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// Keys with a meaning of the form's own that are not a section's.
const NEXT: &str = "next_field";
const PREVIOUS: &str = "previous_field";
/// The section of the actions, and its text.
const ACTIONS: &str = field::ACTIONS;
const DISCARD: &str = "discard_draft";
const REMOVE_ACTION: &str = "remove_action";

/// The answers to the statements of the standard, shared with the page before signing.
type Answered = Rc<RefCell<Vec<Statement>>>;

/// The findings that were left as they are, shared with the page before signing.
type LeftAsIs = Rc<RefCell<Vec<LookedAt>>>;

/// The oversight form over one draft.
pub struct OversightScreen {
    page: OversightPage,
    reasons: Vec<Because>,
    head: Head,
    // As of the last pause; what was typed since is in the editors.
    answers: Answers,
    // The head is the first of its sections.
    body: Body,
    findings: Vec<Finding>,
    statements: Answered,
    left: LeftAsIs,
    side: Option<Side>,
    keeping: Keeping,
    // The sections that were started from what was thought through in supervision: once each.
    carried: BTreeSet<String>,
    // What was asked last time was looked at, and may have been closed or moved.
    stale: bool,
    // What was asked before stands beside the text by itself, and goes with the section.
    follows: bool,
    // The words of the rows of action tables that were held against what was asked before, and the one that is now.
    asked_rows: BTreeSet<String>,
    asked_about: Option<repeated::Asked>,
}

impl OversightScreen {
    /// The form over a draft, where its writer left it.
    pub fn new(page: OversightPage, cx: &Ctx) -> Self {
        let (head, answers) = (page.draft.head.clone(), page.draft.answers.clone());
        let mut reasons = page.reasons.clone();
        let given = Given { today: cx.day, days_off: &cx.days_off, people: &page.people };
        let mut fields = head::fields(&head, &mut reasons, page.proposed, &given);
        if page.lens.is_some() {
            // A lens on its own needs no reason: it meets nothing.
            fields.retain(|field| !head::WHY.contains(&field.key.as_str()));
        }
        let mut sections = vec![sections::head(fields)];
        sections.extend(page.form.sections.iter().map(|section| SectionEdit::of(section, &answers, &given)));
        for section in &mut sections {
            section.put_back(&page.beside, &given);
        }
        let statements = Answered::new(RefCell::new(page.beside.statements.clone()));
        let left = LeftAsIs::new(RefCell::new(page.beside.left.clone()));
        let keeping = Keeping::new(page.saved_at, cx.now);
        let mut screen = Self {
            reasons,
            head,
            answers,
            body: Body::new(sections, HEAD),
            findings: Vec::new(),
            statements,
            left,
            side: None,
            keeping,
            carried: BTreeSet::new(),
            stale: false,
            follows: false,
            asked_rows: BTreeSet::new(),
            asked_about: None,
            page,
        };
        screen.look_again(cx);
        match screen.page.left_at.clone() {
            Some(left) => screen.go_to(&left.field, Some(left.offset)),
            // With a reason set already, the first words to write are those of the first section.
            None if screen.head.reason.is_some() || screen.page.lens.is_some() => {
                screen.body.at = (1.min(screen.body.sections.len() - 1), 0);
            }
            None => screen.go_to("reason", None),
        }
        screen
    }

    /// Goes to a field by its key, and into it.
    fn go_to(&mut self, key: &str, offset: Option<usize>) {
        self.body.go_to(key, offset);
        self.section_shown();
    }

    fn section_shown(&self) {
        if let Some(side) = &self.side {
            side.section_changed();
        }
    }

    /// Takes in what was typed since the last pause, and reads the draft again: only what was touched costs anything.
    fn look_again(&mut self, cx: &Ctx) {
        self.body.take_in(HEAD + 1, &mut self.answers);
        if let Some(head) = self.body.sections.first() {
            head::read(&head.fields, &self.reasons, &mut self.head);
        }
        let needed = still_needed(&self.page.draft.form, &self.head, &self.answers, cx.day);
        self.findings = with_days(needed, &self.body.sections, cx.day);
        for section in &mut self.body.sections {
            sections::mark(section, &self.findings, &self.head);
        }
    }

    fn left_at(&self) -> LeftAt {
        let (field, offset) = self.body.left_at();
        LeftAt { field, offset }
    }

    /// Asks for the draft to be kept safe.
    fn save(&mut self, cx: &Ctx) -> Flow {
        self.look_again(cx);
        self.keeping.saving();
        Flow::Do(Effect::Oversight(OversightAct::Save(Box::new(self.to_save()))))
    }

    /// The draft as it was last read.
    fn to_save(&self) -> ToSave {
        ToSave {
            draft: self.page.draft.id,
            head: self.head.clone(),
            answers: self.answers.clone(),
            beside: self.beside(),
            left_at: self.left_at(),
        }
    }

    fn beside(&self) -> Beside {
        Beside {
            statements: self.statements.borrow().clone(),
            unread: self.body.sections.iter().flat_map(SectionEdit::unread_days).collect(),
            left: self.left.borrow().clone(),
        }
    }

    fn typed(&mut self, cx: &Ctx) {
        self.body.touch();
        self.keeping.typed(cx.now);
    }

    fn next_field(&mut self, forward: bool, cx: &Ctx) {
        let section = self.body.at.0;
        self.body.next_field(forward);
        self.came_from(section, cx);
    }

    fn go_to_section(&mut self, section: usize, cx: &Ctx) {
        let from = self.body.at.0;
        if self.body.go_to_section(section) {
            self.look_again(cx);
            self.came_from(from, cx);
        }
    }

    /// The cursor came into another section: what is empty in it starts from what was thought through on the page of the child
    /// in supervision, or in a lens, once.
    fn came_from(&mut self, section: usize, cx: &Ctx) {
        if self.body.at.0 == section {
            return;
        }
        self.beside_follows();
        self.section_shown();
        if cx.read_only.is_none() {
            self.carry_in(cx);
        }
    }

    /// Before anything new is asked, what was asked before stands beside the table, unless something else was asked for.
    fn beside_follows(&mut self) {
        let here = self.body.section().is_some_and(|one| one.key == ACTIONS);
        let open = self.asks_before();
        let Some(side) = &mut self.side else { return };
        if here && open && side.kind() == Kind::Prompts {
            side.show(Kind::Asked);
            self.follows = true;
        } else if !here && std::mem::take(&mut self.follows) {
            side.show(Kind::Prompts);
        }
    }

    fn asks_before(&self) -> bool {
        self.page.asked.iter().any(|one| one.status == ActionStatus::Open)
    }

    fn side_mut(&mut self, cx: &Ctx) -> &mut Side {
        let kind = first_side(cx);
        // A new record starts from what was asked before.
        let starts = self.side.is_none() && kind == Kind::Prompts && self.page.fresh && self.asks_before();
        self.follows |= starts;
        self.side.get_or_insert_with(|| Side::new(if starts { Kind::Asked } else { kind }))
    }

    fn before_signing(&mut self, cx: &Ctx) -> Flow {
        self.body.leave_field();
        let save = if cx.read_only.is_none() { self.save(cx) } else { Flow::Done };
        if cx.read_only.is_none()
            && let Some(ask) = self.ask_before_signing()
        {
            return Flow::Many(vec![save, ask]);
        }
        let shared = (Rc::clone(&self.statements), Rc::clone(&self.left));
        let page = BeforeSigning::new(&self.page, self.to_save(), self.findings.clone(), shared);
        let read = Flow::Do(Effect::Oversight(OversightAct::ReadThrough(Box::new(self.to_save()))));
        Flow::Many(vec![save, Flow::push(page), read])
    }

    fn key(&mut self, input: &Input, cx: &Ctx) -> Flow {
        if let Some(flow) = self.pointed(input, cx) {
            return flow;
        }
        let changes = matches!(input, Input::Paste(_) | Input::Key(_));
        if let Some(why) = cx.read_only.as_ref().filter(|_| changes && !is_movement(input)) {
            return Flow::Say(format!("Nothing can be changed here: {why}."));
        }
        let given = Given { today: cx.day, days_off: &cx.days_off, people: &self.page.people };
        let section = self.body.at.0;
        let edited = self.body.edit(input, &given);
        self.came_from(section, cx);
        match edited {
            Edited::No => Flow::Ignored,
            Edited::Moved => Flow::Done,
            Edited::Changed => {
                self.typed(cx);
                Flow::Done
            }
        }
    }

    /// A click on another section or field, or the wheel over the side panel.
    fn pointed(&mut self, input: &Input, cx: &Ctx) -> Option<Flow> {
        match input {
            Input::Wheel { at, down } => {
                let side = self.side.as_ref().filter(|side| side.is_at(*at))?;
                side.scroll(*down, 3);
                Some(Flow::Done)
            }
            Input::Click(at) => {
                match self.body.pointed(*at)? {
                    Pointed::Section(section) => self.go_to_section(section, cx),
                    Pointed::Field(field) => self.body.go_to_field(field),
                }
                Some(Flow::Done)
            }
            _ => None,
        }
    }

    /// Whether nothing was ever written in it, so that leaving it behind would only be litter.
    fn is_untouched(&self) -> bool {
        self.page.fresh
            && self.answers.iter().next().is_none()
            && self.head == self.page.draft.head
            && self.beside() == Beside::default()
    }
}

const fn first_side(cx: &Ctx) -> Kind {
    if has_room_for_panel(cx) { Kind::Prompts } else { Kind::Off }
}

impl Screen for OversightScreen {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        let row = self.row_being_written();
        match input {
            // Leaving asks nothing, and the page before signing asks itself.
            Input::Command(id @ (global::BACK | keys::BEFORE_SIGNING | DISCARD | REMOVE_ACTION)) => {
                self.command(id, cx)
            }
            Input::Command(id) => Flow::Many(vec![self.command(id, cx), self.left_row(row, cx)]),
            Input::Deadline if self.keeping.is_gone() => Flow::Ignored,
            Input::Deadline => self.save(cx),
            Input::Chosen { asked, answer } => self.chosen(asked, &answer, cx),
            Input::RowDecided(decision) => self.row_decided(decision, cx),
            input => match self.key(&input, cx) {
                Flow::Ignored => Flow::Ignored,
                flow => Flow::Many(vec![flow, self.left_row(row, cx)]),
            },
        }
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        let mine = self.page.draft.id;
        match msg {
            Msg::DraftSaved { draft, at } if draft == mine => {
                self.keeping.was_saved(at);
                Flow::Done
            }
            Msg::DraftNotSaved { draft, why } if draft == mine => {
                self.keeping.failed(why, cx.now);
                Flow::Done
            }
            Msg::DraftGone(draft) if draft == mine => {
                self.keeping.goes();
                Flow::Many(vec![Flow::Pop, Flow::Say("The draft is gone.".to_owned())])
            }
            Msg::Oversight(mut page) if page.draft.id == mine && !self.keeping.is_gone() => {
                // The same draft twice on the stack would be saved twice over: what stands here is what goes on.
                self.look_again(cx);
                page.draft.head = self.head.clone();
                page.draft.answers = self.answers.clone();
                page.beside = self.beside();
                page.left_at = Some(self.left_at());
                // What takes its place goes on with the draft, which may be begun just now: it is not thrown away between.
                page.fresh = self.is_untouched();
                if page.fresh {
                    self.keeping.goes();
                }
                // A lens that was begun on screen may have no words yet.
                page.form = Arc::clone(&self.page.form);
                let mut again = Self::new(*page, cx);
                again.carried = std::mem::take(&mut self.carried);
                again.follows = self.follows;
                again.asked_rows = std::mem::take(&mut self.asked_rows);
                again.side = self.side.as_ref().map(|side| Side::new(side.kind()));
                again.write_down(&self.page.came_of, cx);
                Flow::replace(again)
            }
            Msg::AskedBefore(alike) if !self.keeping.is_gone() => self.heard_before(alike, cx),
            Msg::Signed(signed) => {
                self.keeping.goes();
                let stays = self.page.session.is_some();
                if signed.family.is_empty() {
                    let outcome = signed.outcome.clone();
                    // Begun in supervision, it leads back there.
                    let to = if stays { Flow::Pop } else { Flow::Go(Place::Today) };
                    return Flow::Many(vec![to, Flow::Say(outcome)]);
                }
                Flow::replace(family::FamilyOffer::new(*signed, stays))
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, cx: &Ctx) -> Flow {
        self.side_mut(cx);
        if std::mem::take(&mut self.stale) && !self.keeping.is_gone() {
            return Flow::Do(Effect::Oversight(OversightAct::Open(self.page.draft.id)));
        }
        Flow::Done
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.draw(area, buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        self.all_commands(cx)
    }

    fn editing(&self) -> Editing {
        self.body.editing()
    }

    fn leaving(&mut self, cx: &Ctx) -> Flow {
        if self.keeping.is_gone() || cx.read_only.is_some() {
            return Flow::Ignored;
        }
        self.body.leave_field();
        self.look_again(cx);
        if self.is_untouched() {
            self.keeping.goes();
            return Flow::Do(Effect::Oversight(OversightAct::Discard(self.page.draft.id)));
        }
        self.save(cx)
    }

    fn deadline(&self) -> Option<Moment> {
        self.keeping.deadline()
    }
}
