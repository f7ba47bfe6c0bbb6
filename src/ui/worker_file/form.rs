//! Any form of a worker's own file while it is written, and what each key does in it. Not its rules, and not the saving.

mod view;

use super::before_signing::{BeforeSigning, GO_TO, SIGN};
use super::beside::{Beside, Kind};
use super::children::Children;
use crate::practice::answer::Answers;
use crate::practice::date_words::long;
use crate::practice::worker_record::{Needed, WorkerForm};
use crate::ui::actions::AskedBefore;
use crate::ui::command::Command;
use crate::ui::confirm::{Confirm, YES};
use crate::ui::context::{Ctx, Moment};
use crate::ui::form::body::{Body, Pointed, is_movement};
use crate::ui::form::editor::{Editor, Given};
use crate::ui::form::keeping::Keeping;
use crate::ui::form::keys;
use crate::ui::form::layout::has_room_for_panel;
use crate::ui::form::section::{FieldEdit, Mark, SectionEdit};
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::session::Held;
use crate::ui::widget::text_field::Edited;
use crate::workbench::effect::{WorkerFileAct, WorkerToSave};
use crate::workbench::message::{LeftAt, WorkerFormPage};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const DISCARD: &str = "discard_draft";
const REMOVE_ACTION: &str = "remove_action";
/// What is missing where it was not said yet when the session was held: no field of the form, so it leads to its own box.
const HELD: &str = "session_held";
/// The field that says what became of what was promised.
const SINCE: &str = "since";

/// A form of a worker's file over one draft.
pub struct WorkerFormScreen {
    page: WorkerFormPage,
    // As of the last pause; what was typed since is in the editors.
    answers: Answers,
    body: Body,
    needed: Vec<Needed>,
    beside: Option<Beside>,
    keeping: Keeping,
    // Covered by another screen: what stands beside the text may be out of date.
    stale: bool,
}

impl WorkerFormScreen {
    /// The form over a draft, where its writer left it.
    pub fn new(page: WorkerFormPage, cx: &Ctx) -> Self {
        let answers = page.draft.answers.clone();
        let given = Given { today: cx.day, days_off: &cx.days_off, people: &page.people };
        let sections = page.form.sections.iter().map(|section| SectionEdit::of(section, &answers, &given)).collect();
        let mut body = Body::new(sections, 1);
        if let Some(left) = &page.left_at {
            body.go_to(&left.field, Some(left.offset));
        }
        let keeping = Keeping::new(page.saved_at, cx.now);
        let mut screen = Self { answers, body, needed: Vec::new(), beside: None, keeping, stale: false, page };
        screen.look_again(cx);
        screen
    }

    fn given<'a>(page: &'a WorkerFormPage, cx: &'a Ctx) -> Given<'a> {
        Given { today: cx.day, days_off: &cx.days_off, people: &page.people }
    }

    fn look_again(&mut self, cx: &Ctx) {
        self.body.take_in(0, &mut self.answers);
        self.needed = self.page.still_needed(&self.answers, cx.day);
        for section in &self.body.sections {
            for unread in section.unread_days() {
                self.needed.push(Needed {
                    field: unread.field,
                    row: unread.row,
                    words: "a day that can be read".into(),
                });
            }
        }
        if self.page.session.as_ref().is_some_and(|session| session.held_on().is_none()) {
            let words = "when it was held (F6)".to_owned();
            self.needed.push(Needed { field: HELD.to_owned(), row: None, words });
        }
        let needed = &self.needed;
        for section in &mut self.body.sections {
            let lacks = section.fields.iter().any(|field| needed.iter().any(|one| one.field == field.key));
            section.mark = match (section.is_blank(), lacks) {
                (true, _) => Mark::Empty,
                (false, true) => Mark::Begun,
                (false, false) => Mark::Complete,
            };
        }
    }

    fn to_save(&self) -> WorkerToSave {
        let (field, offset) = self.body.left_at();
        WorkerToSave {
            record: self.page.draft.id,
            day: self.page.draft.head.day,
            answers: self.answers.clone(),
            left_at: LeftAt { field, offset },
        }
    }

    fn save(&mut self, cx: &Ctx) -> Flow {
        self.look_again(cx);
        self.keeping.saving();
        Flow::Do(Effect::WorkerFile(WorkerFileAct::Save(Box::new(self.to_save()))))
    }

    fn typed(&mut self, cx: &Ctx) {
        self.body.touch();
        self.keeping.typed(cx.now);
    }

    fn beside_mut(&mut self, cx: &Ctx) -> &mut Beside {
        self.beside.get_or_insert_with(|| Beside::new(first(cx)))
    }

    fn section_shown(&self) {
        if let Some(beside) = &self.beside {
            beside.section_changed();
        }
    }

    fn go_to_section(&mut self, section: usize, cx: &Ctx) {
        if self.body.go_to_section(section) {
            self.look_again(cx);
            self.section_shown();
        }
    }

    fn key(&mut self, input: &Input, cx: &Ctx) -> Flow {
        match input {
            Input::Wheel { at, down } => {
                if let Some(beside) = self.beside.as_ref().filter(|beside| beside.panel.is_at(*at)) {
                    beside.panel.scroll(*down, 3);
                    return Flow::Done;
                }
            }
            Input::Click(at) => match self.body.pointed(*at) {
                Some(Pointed::Section(section)) => {
                    self.go_to_section(section, cx);
                    return Flow::Done;
                }
                Some(Pointed::Field(field)) => {
                    self.body.go_to_field(field);
                    return Flow::Done;
                }
                None => {}
            },
            _ => {}
        }
        let changes = matches!(input, Input::Paste(_) | Input::Key(_));
        if let Some(why) = cx.read_only.as_ref().filter(|_| changes && !is_movement(input)) {
            return Flow::Say(format!("Nothing can be changed here: {why}."));
        }
        let section = self.body.at.0;
        let edited = self.body.edit(input, &Self::given(&self.page, cx));
        if self.body.at.0 != section {
            self.section_shown();
        }
        match edited {
            Edited::No => Flow::Ignored,
            Edited::Moved => Flow::Done,
            Edited::Changed => {
                self.typed(cx);
                Flow::Done
            }
        }
    }

    /// The page before signing; where only that is missing, when the session was held first.
    fn before_signing(&mut self, cx: &Ctx) -> Flow {
        self.body.leave_field();
        let save = self.save(cx);
        let unsaid = self.page.session.as_ref().filter(|session| session.held_on().is_none());
        if let Some(session) = unsaid.filter(|_| self.needed.iter().all(|one| one.field == HELD)) {
            let held = Flow::push(Held::correcting(session));
            return Flow::Many(vec![save, held, Flow::Say("First: when was it held, and for how long?".to_owned())]);
        }
        let open = self.page.children.iter().filter(|one| one.draft.is_some()).count();
        let open = match open {
            0 => String::new(),
            1 => " One child's oversight from this session is not signed yet; that can wait.".to_owned(),
            some => format!(" {some} children's oversight from this session is not signed yet; that can wait."),
        };
        let question = format!(
            "{} of {} goes into {}'s own file as it stands, signed by {}, and never changes from then on.{open}",
            self.page.form.title,
            long(self.page.draft.head.day),
            cx.name(&self.page.worker.name),
            cx.name(&cx.supervisor)
        );
        let page = BeforeSigning::new(&self.page, &self.body.sections, &self.needed, question);
        Flow::Many(vec![save, Flow::push(page)])
    }

    fn command(&mut self, id: &'static str, cx: &Ctx) -> Flow {
        match id {
            "next_field" | "previous_field" => {
                self.body.next_field(id == "next_field");
                self.section_shown();
            }
            "next_section" => self.go_to_section(self.body.neighbour(true), cx),
            "previous_section" => self.go_to_section(self.body.neighbour(false), cx),
            "side_panel" => {
                let kind = first(cx);
                self.beside.get_or_insert_with(|| Beside::new(kind)).next(&self.page);
            }
            "examples" => self.beside_mut(cx).toggle_examples(),
            "side_down" => self.beside_mut(cx).panel.scroll(true, 3),
            "side_up" => self.beside_mut(cx).panel.scroll(false, 3),
            "save" => return self.save(cx),
            keys::BEFORE_SIGNING => return self.before_signing(cx),
            "the_children" => {
                let Some(session) = self.page.draft.head.session else { return Flow::Done };
                let save = self.save(cx);
                self.stale = true;
                let children = Children::new(self.page.draft.id, session, self.page.children.clone());
                return Flow::Many(vec![save, Flow::push(children)]);
            }
            "promised" => {
                let save = self.save(cx);
                self.stale = true;
                return Flow::Many(vec![save, Flow::push(AskedBefore::of_worker(&self.page))]);
            }
            "held" => {
                if let Some(session) = &self.page.session {
                    self.stale = true;
                    return Flow::push(Held::correcting(session));
                }
            }
            DISCARD => {
                let question = "Everything written here goes for good. Only the trail will say that it was begun and \
                                discarded. What was begun for a child stays with the child.";
                return Flow::push(Confirm::new(DISCARD, "Discard this draft?", question, "discard it"));
            }
            REMOVE_ACTION => {
                let question = "The action under the cursor is taken out of the table, and what it says goes.";
                return Flow::push(Confirm::new(REMOVE_ACTION, "Take this action out?", question, "take it out"));
            }
            global::BACK => return self.leave(cx),
            _ => {
                if let Some(section) = keys::section_of(id, &self.body) {
                    self.go_to_section(section, cx);
                }
            }
        }
        Flow::Done
    }

    fn leave(&mut self, cx: &Ctx) -> Flow {
        self.look_again(cx);
        if self.keeping.is_gone() || self.is_untouched() || cx.read_only.is_some() || self.keeping.has_failed() {
            return Flow::Pop;
        }
        let how = if self.page.draft.head.form == WorkerForm::Supervision { "s goes on." } else { "It waits there." };
        let words = format!("Draft {} is kept in the worker's own file. {how}", self.page.draft.id);
        Flow::Many(vec![Flow::Pop, Flow::Say(words)])
    }

    fn chosen(&mut self, asked: &'static str, answer: &str, cx: &Ctx) -> Flow {
        match (asked, answer) {
            (GO_TO, HELD) => self.command("held", cx),
            (GO_TO, place) => {
                let (key, row) = place.split_once(' ').unwrap_or((place, ""));
                self.body.go_to(key, row.parse().ok());
                self.section_shown();
                Flow::Done
            }
            (SIGN, YES) => {
                self.look_again(cx);
                Flow::Do(Effect::WorkerFile(WorkerFileAct::Sign(Box::new(self.to_save()))))
            }
            (DISCARD, YES) => {
                self.keeping.goes();
                Flow::Do(Effect::WorkerFile(WorkerFileAct::Discard(self.page.draft.id)))
            }
            (REMOVE_ACTION, YES) => {
                if let Some(FieldEdit { editor: Editor::Actions(table), .. }) = self.body.field_mut() {
                    table.remove_row();
                    self.typed(cx);
                }
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    /// Whether nothing was ever written in it, so that leaving it behind would only be litter.
    fn is_untouched(&self) -> bool {
        self.page.fresh
            && self.answers == self.page.draft.answers
            && self.page.children.iter().all(|one| !one.chosen)
            && self.page.session.as_ref().is_none_or(|session| session.held_on().is_none())
    }

    fn needed_words(&self, most: usize) -> String {
        let mut said: Vec<&str> = Vec::new();
        for one in &self.needed {
            if !said.contains(&one.words.as_str()) {
                said.push(&one.words);
            }
        }
        // Counted as they are before signing, where two of the same words are two.
        let more = self.needed.len().saturating_sub(most.min(said.len()));
        let tail = if more == 0 { String::new() } else { format!(" and {more} more") };
        format!("{}{tail}", said.get(..most.min(said.len())).unwrap_or_default().join("; "))
    }
}

const fn first(cx: &Ctx) -> Kind {
    if has_room_for_panel(cx) { Kind::Prompts } else { Kind::Off }
}

impl Screen for WorkerFormScreen {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(id) => self.command(id, cx),
            Input::Deadline if self.keeping.is_gone() => Flow::Ignored,
            Input::Deadline => self.save(cx),
            Input::Chosen { asked, answer } => self.chosen(asked, &answer, cx),
            input => self.key(&input, cx),
        }
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        let mine = self.page.draft.id;
        match msg {
            Msg::WorkerDraftSaved { record, at } if record == mine => {
                self.keeping.was_saved(at);
                Flow::Done
            }
            Msg::WorkerDraftNotSaved { record, why } if record == mine => {
                self.keeping.failed(why, cx.now);
                Flow::Done
            }
            Msg::WorkerDraftGone(record) if record == mine => {
                self.keeping.goes();
                Flow::Many(vec![Flow::Pop, Flow::Say("The draft is gone.".to_owned())])
            }
            Msg::WorkerSigned(record) if record == mine => {
                self.keeping.goes();
                Flow::Pop
            }
            // What stands beside the text is new; what is typed here is what goes on.
            Msg::WorkerForm(page) if page.draft.id == mine && !self.keeping.is_gone() => {
                let page = *page;
                self.page.children = page.children;
                self.page.promised = page.promised;
                self.page.again = page.again;
                let before = std::mem::replace(&mut self.page.came_of, page.came_of);
                let news = self.page.came_of.iter().filter(|one| !before.contains(one));
                // What was decided in the list need not be typed again.
                let written = news.filter(|(_, words)| self.body.add_line(SINCE, words)).count();
                if written > 0 {
                    self.typed(cx);
                }
                self.page.session = page.session;
                self.page.draft.head = page.draft.head;
                if let Some(on) = self.page.session.as_ref().and_then(crate::practice::session::Session::held_on) {
                    self.page.draft.head.day = on;
                }
                self.look_again(cx);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, cx: &Ctx) -> Flow {
        self.beside_mut(cx);
        if self.keeping.is_gone() || self.page.session.is_none() && !std::mem::take(&mut self.stale) {
            return Flow::Done;
        }
        Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(self.page.draft.id)))
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
            return Flow::Do(Effect::WorkerFile(WorkerFileAct::Discard(self.page.draft.id)));
        }
        self.save(cx)
    }

    fn deadline(&self) -> Option<Moment> {
        self.keeping.deadline()
    }
}
