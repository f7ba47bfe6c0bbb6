//! The popups that add a worker, put details right, and set the ASYE, closer supervision and absences. Not the page they
//! are opened from; the workbench refuses what cannot be, and what was typed stays.

use crate::practice::date_words::{echo, from_words, with_weekday};
use crate::practice::reference::{Reference, WorkerId};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, KnownRole, Period, Role, Worker};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::ui::widget::{popup, wrapped, write};
use crate::workbench::effect::{WorkerAct, WorkerEntry};
use crate::workbench::{Effect, Msg};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns of a popup.
const WIDTH: u16 = 76;

/// What a form asks for.
enum Asks {
    Details(Option<Box<Worker>>),
    Asye(WorkerId, Option<Period>),
    Enhanced(WorkerId, Option<Period>),
    Absence(WorkerId, Option<Absence>),
}

/// One of the forms about a worker.
pub struct Form {
    asks: Asks,
    fields: Fields,
    wrong: Option<String>,
}

/// The form of a worker's own details.
pub struct Details;

impl Details {
    /// To add a worker.
    pub fn add() -> Form {
        details(None)
    }

    /// To put a worker's details right.
    pub fn of(worker: &Worker) -> Form {
        details(Some(worker))
    }
}

fn day_text(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

fn details(worker: Option<&Worker>) -> Form {
    let mut roles: Vec<String> = KnownRole::ALL.iter().map(|role| role.words().to_owned()).collect();
    roles.push("another role".to_owned());
    let (role, other) = match worker.map(|worker| &worker.role) {
        Some(Role::Known(known)) => (KnownRole::ALL.iter().position(|one| one == known).unwrap_or(0), String::new()),
        Some(Role::Other(words)) => (KnownRole::ALL.len(), words.clone()),
        None => (0, String::new()),
    };
    let fte = worker.map_or_else(|| "100".to_owned(), |worker| worker.fte.to_string());
    let joined = worker.map_or_else(|| "today".to_owned(), |worker| day_text(worker.joined_on));
    let left = worker.and_then(|worker| worker.left_on).map(day_text).unwrap_or_default();
    let mut fields = Fields::new(vec![
        Field::line("name", "Name", worker.map(|worker| worker.name.clone()).unwrap_or_default()),
        Field::line("reference", "Reference", worker.map(|worker| worker.reference.to_string()).unwrap_or_default()),
        Field::choice("role", "Role", roles, role),
        Field::line("other", "Which role", other),
        Field::offered("fte", "Hours, % of full time", fte),
        if worker.is_some() {
            Field::line("joined", "Joined", joined)
        } else {
            Field::offered("joined", "Joined", joined)
        },
        Field::line("left", "Last day", left),
    ]);
    fields.hide("other", role != KnownRole::ALL.len());
    Form { asks: Asks::Details(worker.cloned().map(Box::new)), fields, wrong: None }
}

/// What was wrong with a field, and which.
type Wrong = (&'static str, String);

fn day_in(fields: &Fields, name: &'static str, cx: &Ctx) -> Result<NaiveDate, Wrong> {
    match fields.text(name) {
        "" => Err((name, "Give a day here.".to_owned())),
        text => from_words(text, cx.day).map(|understood| understood.day).map_err(|error| (name, error.to_string())),
    }
}

fn maybe_day_in(fields: &Fields, name: &'static str, cx: &Ctx) -> Result<Option<NaiveDate>, Wrong> {
    if fields.text(name).is_empty() { Ok(None) } else { day_in(fields, name, cx).map(Some) }
}

impl Form {
    /// To set the ASYE, or put it right.
    pub fn asye(worker: WorkerId, period: Option<Period>) -> Self {
        let (from, until) = match &period {
            Some(Period::Asye { from, until }) => (day_text(*from), until.map(day_text).unwrap_or_default()),
            Some(Period::Enhanced { .. }) | None => (String::new(), String::new()),
        };
        let fields = Fields::new(vec![Field::line("from", "First day", from), Field::line("until", "Last day", until)]);
        Self { asks: Asks::Asye(worker, period), fields, wrong: None }
    }

    /// To set a time of closer supervision, or put it right.
    pub fn enhanced(worker: WorkerId, period: Option<Period>) -> Self {
        let reasons = ["back from an absence", "a major change of role", "another reason"].map(str::to_owned).to_vec();
        let (mut at, mut why, mut days, mut from, mut until) =
            (0, String::new(), String::new(), String::new(), String::new());
        if let Some(Period::Enhanced { reason, from: first, until: last }) = &period {
            (from, until) = (day_text(*first), day_text(*last));
            match reason {
                EnhancedReason::ReturnToWork => at = 0,
                EnhancedReason::RoleChange => at = 1,
                EnhancedReason::Personal { why: words, interval_days } => {
                    at = 2;
                    why.clone_from(words);
                    days = interval_days.map(|days| days.to_string()).unwrap_or_default();
                }
            }
        }
        let mut fields = Fields::new(vec![
            Field::choice("reason", "Because of", reasons, at),
            Field::line("why", "Why", why),
            Field::line("days", "Every how many days", days),
            Field::line("from", "First day", from),
            Field::line("until", "Last day", until),
        ]);
        fields.hide("why", at != 2);
        fields.hide("days", at != 2);
        Self { asks: Asks::Enhanced(worker, period), fields, wrong: None }
    }

    /// To set an absence, or put it right.
    pub fn absence(worker: WorkerId, absence: Option<Absence>) -> Self {
        let kinds = AbsenceKind::ALL.iter().map(|kind| kind.words().to_owned()).collect();
        let kind = absence.and_then(|one| AbsenceKind::ALL.iter().position(|kind| *kind == one.kind)).unwrap_or(0);
        let fields = Fields::new(vec![
            Field::choice("kind", "What", kinds, kind),
            Field::line("from", "First day away", absence.map(|one| day_text(one.from)).unwrap_or_default()),
            Field::line("until", "Last day away", absence.and_then(|one| one.until).map(day_text).unwrap_or_default()),
        ]);
        Self { asks: Asks::Absence(worker, absence), fields, wrong: None }
    }

    fn act(&self, cx: &Ctx) -> Result<WorkerAct, Wrong> {
        let fields = &self.fields;
        Ok(match &self.asks {
            Asks::Details(worker) => {
                let entry = self.entry(worker.as_deref(), cx)?;
                match worker {
                    Some(worker) => WorkerAct::Change { worker: worker.id, entry },
                    None => WorkerAct::Add(entry),
                }
            }
            Asks::Asye(worker, instead_of) => {
                let period =
                    Period::Asye { from: day_in(fields, "from", cx)?, until: maybe_day_in(fields, "until", cx)? };
                WorkerAct::SetPeriod { worker: *worker, period, instead_of: instead_of.clone() }
            }
            Asks::Enhanced(worker, instead_of) => {
                let reason = match fields.chosen("reason") {
                    0 => EnhancedReason::ReturnToWork,
                    1 => EnhancedReason::RoleChange,
                    _ => {
                        EnhancedReason::Personal { why: fields.text("why").to_owned(), interval_days: self.interval()? }
                    }
                };
                let from = day_in(fields, "from", cx)?;
                let until = day_in(fields, "until", cx).map_err(|(name, why)| match fields.text("until") {
                    "" => (
                        name,
                        "Give a last day: closer supervision is for a stated time, to be looked at again then."
                            .to_owned(),
                    ),
                    _ => (name, why),
                })?;
                let period = Period::Enhanced { reason, from, until };
                WorkerAct::SetPeriod { worker: *worker, period, instead_of: instead_of.clone() }
            }
            Asks::Absence(worker, instead_of) => {
                let kind = AbsenceKind::ALL.get(fields.chosen("kind")).copied().unwrap_or(AbsenceKind::Other);
                let (from, until) = (day_in(fields, "from", cx)?, maybe_day_in(fields, "until", cx)?);
                let instead_of = instead_of.map(|one| one.from);
                WorkerAct::SetAbsence { worker: *worker, absence: Absence { kind, from, until }, instead_of }
            }
        })
    }

    fn interval(&self) -> Result<Option<u16>, Wrong> {
        match self.fields.text("days") {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| ("days", "Give a number of days, such as 7 or 14.".to_owned())),
        }
    }

    fn entry(&self, worker: Option<&Worker>, cx: &Ctx) -> Result<WorkerEntry, Wrong> {
        let fields = &self.fields;
        let name = fields.text("name").to_owned();
        if name.is_empty() {
            return Err(("name", "Give the name, as it should read.".to_owned()));
        }
        let Some(reference) = Reference::new(fields.text("reference")) else {
            return Err((
                "reference",
                "Give the reference that your authority's system has for the worker.".to_owned(),
            ));
        };
        let role = match KnownRole::ALL.get(fields.chosen("role")) {
            Some(known) => Role::Known(*known),
            None if fields.text("other").is_empty() => return Err(("other", "Say which role.".to_owned())),
            None => Role::Other(fields.text("other").to_owned()),
        };
        let fte = fields.text("fte").trim_end_matches('%').trim_end().parse();
        let fte = fte
            .map_err(|_| ("fte", "Give a number from 1 to 150: 100 is full time, 60 three days of five.".to_owned()))?;
        let joined_on = day_in(fields, "joined", cx)?;
        // A guess of an import stands as a guess until somebody gives another day.
        let joined_assumed = worker.is_some_and(|worker| worker.joined_assumed && worker.joined_on == joined_on);
        let left_on = maybe_day_in(fields, "left", cx)?;
        Ok(WorkerEntry { reference, name, role, fte, joined_on, joined_assumed, left_on })
    }

    fn save(&mut self, cx: &Ctx) -> Flow {
        match self.act(cx) {
            Ok(act) => {
                self.wrong = None;
                Flow::Do(Effect::Worker(act))
            }
            Err((field, why)) => {
                self.fields.go_to(field);
                self.wrong = Some(why);
                Flow::Done
            }
        }
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        let text = self.fields.text(field);
        match (field, text.is_empty()) {
            ("joined" | "from" | "until" | "left", false) => Some(match from_words(text, cx.day) {
                Ok(understood) => Note::Plain(format!("{}.", echo(understood.day, &cx.days_off))),
                Err(error) => Note::Wrong(error.to_string()),
            }),
            ("left", true) => Some(Note::Plain("Empty while they are in the team.".to_owned())),
            ("until", true) => Some(Note::Plain(match &self.asks {
                Asks::Asye(..) => self.asye_end(cx),
                Asks::Enhanced(..) => "It must have an end: closer supervision is for a stated time.".to_owned(),
                Asks::Absence(..) | Asks::Details(_) => {
                    "Empty while nobody knows: nothing is due until they are back.".to_owned()
                }
            })),
            ("days", true) => Some(Note::Plain("Empty for what your policy says.".to_owned())),
            _ => None,
        }
    }

    /// When an ASYE without a last day ends.
    fn asye_end(&self, cx: &Ctx) -> String {
        day_in(&self.fields, "from", cx).map_or_else(
            |_| "Empty for twelve months.".to_owned(),
            |from| format!("Empty for twelve months: to {}.", with_weekday(Period::Asye { from, until: None }.until())),
        )
    }

    const fn title(&self) -> &'static str {
        match &self.asks {
            Asks::Details(None) => "Add a worker",
            Asks::Details(Some(_)) => "Put a worker's details right",
            Asks::Asye(..) => "The ASYE",
            Asks::Enhanced(..) => "Closer supervision for a time",
            Asks::Absence(..) => "Away",
        }
    }
}

impl Screen for Form {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("keep") => self.save(cx),
            input if self.fields.edit(&input) => {
                self.wrong = None;
                match &self.asks {
                    Asks::Details(_) => {
                        let other = self.fields.chosen("role") == KnownRole::ALL.len();
                        self.fields.hide("other", !other);
                    }
                    Asks::Enhanced(..) => {
                        let personal = self.fields.chosen("reason") == 2;
                        self.fields.hide("why", !personal);
                        self.fields.hide("days", !personal);
                    }
                    Asks::Asye(..) | Asks::Absence(..) => {}
                }
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Refused(why) => {
                self.wrong = Some(why);
                Flow::Done
            }
            Msg::Done(words) => Flow::Many(vec![Flow::Pop, Flow::Say(words)]),
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let width = area.width.min(WIDTH).saturating_sub(4);
        let wrong = self.wrong.as_deref().map(|words| wrapped(words, usize::from(width))).unwrap_or_default();
        let below = if wrong.is_empty() { 0 } else { u16::try_from(wrong.len()).unwrap_or(0).saturating_add(1) };
        let note = |field| self.note(field, cx);
        let height = self.fields.height(width, note).max(5).saturating_add(below).saturating_add(2);
        let inside = popup::draw(area, buf, self.title(), WIDTH, height, cx.theme);
        let room = inside.height.saturating_sub(below);
        let cursor = self.fields.draw(Rect { height: room, ..inside }, buf, cx, note);
        for (row, line) in (room.saturating_add(1)..inside.height).zip(&wrong) {
            write(inside, buf, 0, row, line, cx.theme.wrong());
        }
        cursor
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let keep = Command::new("keep", "keep this", Key::ENTER).short("keep");
        let mut commands = vec![match cx.may_change() {
            Ok(()) => keep,
            Err(why) => keep.when(false, why),
        }];
        commands.extend(self.fields.commands());
        commands
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}
