//! A signed record of a worker's own file in full, as its worker reads it, with what happened to it since. Not the boxes
//! that say what happened.

use super::answer::Answering;
use crate::practice::answer_words::in_words;
use crate::practice::date_words::{long, time, with_weekday};
use crate::practice::sent::Sent;
use crate::practice::sentence::capital;
use crate::practice::session::Outcome;
use crate::practice::worker_record::{Standing, Step, StepKind, WorkerForm};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::copy::TakeOut;
use crate::ui::form::panel::{Lines, Tone};
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::reading::Reading;
use crate::ui::widget::{cut, write};
use crate::workbench::effect::{OversightAct, Takes, WorkerFileAct, WrittenAs};
use crate::workbench::message::WorkerRecordPage;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The reader.
pub struct WorkerRecordScreen {
    page: WorkerRecordPage,
    reading: Reading<Tone>,
    // Covered by another screen: a draft of the same session may have been signed there.
    stale: bool,
}

impl WorkerRecordScreen {
    /// The reader of a record.
    pub fn new(page: WorkerRecordPage) -> Self {
        Self { page, reading: Reading::default(), stale: false }
    }
}

/// What happened, in a sentence.
fn step_words(step: &Step, cx: &Ctx) -> (Tone, String) {
    let (on, words) = (long(step.on), step.words.trim());
    let by = cx.name(&step.signed_by);
    match step.what {
        StepKind::Shared => (Tone::Text, format!("Shared with the worker on {on}.")),
        StepKind::Agreed => (Tone::Text, format!("Agreed by the worker on {on}.")),
        StepKind::AgreedWithComment => (Tone::Text, format!("Agreed by the worker on {on}, who says: {words}")),
        StepKind::Disputed => {
            let how = step.settled_how.trim();
            (Tone::Late, format!("Disputed by the worker on {on}, who says: {words}\nTo be settled: {how}"))
        }
        StepKind::Settled => (Tone::Text, format!("Settled on {on}: {words}")),
        StepKind::Added if Sent::said_by(step).is_some() => (Tone::Text, format!("{words} on {on}, says {by}.")),
        StepKind::Added => (Tone::Text, format!("Added on {on} by {by}: {words}")),
        StepKind::Withdrawn => (Tone::Late, format!("Withdrawn on {on} by {by}: {words}")),
    }
}

/// All lines of the record.
fn made(page: &WorkerRecordPage, cx: &Ctx, width: usize) -> Lines {
    let mut lines = Lines::new(width);
    let record = &page.record;
    if let Some(session) = &page.session {
        let held = match session.outcome {
            Outcome::Held { on, minutes: Some(minutes) } => {
                format!(
                    "{} supervision, held {}, {minutes} minutes ({})",
                    session.kind.words(),
                    with_weekday(on),
                    session.id
                )
            }
            _ => format!("{} supervision ({})", session.kind.words(), session.id),
        };
        lines.put(Tone::Text, &capital(&held));
    }
    let at = format!("{} at {}", long(page.signed_at.date()), time(page.signed_at.time()));
    lines.put(Tone::Quiet, &format!("Signed by {}, {at}. In the worker's own file.", cx.name(&record.signed_by)));
    if !page.touched.is_empty() {
        let words: Vec<&str> = page.touched.iter().map(|one| one.words()).collect();
        lines.put(Tone::Quiet, &format!("It served {}.", words.join(", ")));
    }
    if !page.unsigned.is_empty() {
        let named: Vec<String> =
            page.unsigned.iter().map(|(draft, called)| format!("{} ({draft})", cx.name(called))).collect();
        lines.put(Tone::Late, &format!("Begun in this session and not signed yet: {}.", named.join(", ")));
    }
    let waits: Vec<&str> = Sent::not_yet(record).into_iter().map(Sent::words).collect();
    if !waits.is_empty() {
        lines.put(Tone::Quiet, &format!("No day yet: {}. C says when.", waits.join(", ")));
    }
    for step in &record.steps {
        lines.space();
        let (tone, words) = step_words(step, cx);
        lines.put(tone, &words);
    }
    for section in &page.form.sections {
        if section.fields.iter().all(|field| record.answers.get(&field.key).is_none()) {
            continue;
        }
        lines.space();
        lines.put(Tone::Heading, &section.title);
        for field in &section.fields {
            let words = in_words(field, &record.answers);
            let is_prose = section.prose().is_some_and(|prose| prose.key == field.key);
            match words.as_slice() {
                [] => {}
                _ if is_prose => words.iter().for_each(|paragraph| lines.put_in(Tone::Text, "  ", paragraph)),
                [one] if one.chars().count() + field.label.chars().count() < 70 => {
                    let label = field.label.trim_end_matches(['?', ':']);
                    lines.put_in(Tone::Text, "  ", &format!("{label}: {one}"));
                }
                many => {
                    lines.put_in(Tone::Quiet, "  ", &field.label);
                    for line in many {
                        lines.put_in(Tone::Text, "    ", line);
                    }
                }
            }
        }
    }
    lines
}

impl Screen for WorkerRecordScreen {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        let (record, called) = (self.page.record.id, self.page.called.as_str());
        match input {
            Input::Command("share") => Flow::push(Answering::shared(record, called)),
            Input::Command("answer") => Flow::push(Answering::answered(record, called)),
            Input::Command("settle") => Flow::push(Answering::settled(record, called)),
            Input::Command("add_to_it") => Flow::push(Answering::added(record, called)),
            Input::Command("sent") => Flow::push(Answering::sent(record, called, Sent::not_yet(&self.page.record))),
            Input::Command("unsigned") => self.page.unsigned.first().map_or(Flow::Ignored, |(draft, _)| {
                self.stale = true;
                Flow::Do(Effect::Oversight(OversightAct::Open(*draft)))
            }),
            Input::Command("export") => {
                Flow::push(TakeOut::popup(Takes::WorkerRecord(record), &record.to_string(), WrittenAs::Markdown))
            }
            Input::Command("withdraw") => Flow::push(Answering::withdrawn(record, called)),
            input if self.reading.scrolled(&input) => Flow::Done,
            _ => Flow::Ignored,
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        if std::mem::take(&mut self.stale) {
            return Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(self.page.record.id)));
        }
        Flow::Ignored
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::WorkerRecord(page) if page.record.id == self.page.record.id => {
                self.page = *page;
                self.reading.make_anew();
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let record = &self.page.record;
        let name = cx.name(&self.page.called);
        let title = format!("{name}: {}, {} of {}", self.page.form.title, record.id, long(record.head.day));
        let standing = record.standing();
        let words = standing.words();
        let room = usize::from(area.width).saturating_sub(words.len() + 4);
        write(area, buf, 1, 0, &cut(&title, room), theme.heading());
        let style = match standing {
            Standing::Agreed(_) | Standing::Settled(_) => theme.good(),
            Standing::Unshared | Standing::Unanswered(_) => theme.soon(),
            Standing::Disputed(_) | Standing::Withdrawn(_) => theme.late(),
        };
        let column = area.width.saturating_sub(u16::try_from(words.len()).unwrap_or(0) + 1);
        write(area, buf, column, 0, words, style);
        let made = |width| made(&self.page, cx, width).lines;
        Some(self.reading.draw(area, buf, cx, made, |tone| tone.style(theme)))
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let standing = self.page.record.standing();
        let withdrawn = matches!(standing, Standing::Withdrawn(_));
        let disputed = matches!(standing, Standing::Disputed(_));
        let changes = |command: Command| {
            let command = match cx.may_change() {
                Ok(()) => command,
                Err(why) => command.when(false, why),
            };
            command.when(!withdrawn, "it is withdrawn")
        };
        let shared = self.page.record.shared_on().is_some();
        let export = Command::new("export", "export this record; e on the worker's page takes all", Key::char('e'));
        let export = match cx.may_change() {
            Ok(()) => export.short("export"),
            Err(why) => export.when(false, why),
        };
        let mut commands = Vec::new();
        if let Some((draft, _)) = self.page.unsigned.first() {
            let name = "open what was begun for a child in this session and is not signed yet";
            commands.push(Command::new("unsigned", name, Key::ENTER).short(format!("open {draft}")));
        }
        commands.extend([
            changes(Command::new("share", "share it with the worker, on a day", Key::char('S')).short("share")),
            changes(Command::new("answer", "enter the worker's answer", Key::char('a')).short("answer"))
                .when(shared, "it has not been shared yet"),
            changes(Command::new("settle", "say how a dispute was settled", Key::char('t')).short("settle"))
                .when(disputed, "nothing is disputed in it"),
            changes(Command::new("add_to_it", "add to this record", Key::char('A')).short("add to it")),
            export,
            changes(Command::named("withdraw", "withdraw this record")),
        ]);
        if self.page.record.head.form == WorkerForm::Observation {
            let sent = Command::new("sent", "say when a copy went out, or the quality lead was told", Key::char('C'));
            let all = "each copy and the notice has its day";
            commands.push(changes(sent.short("copies")).when(!Sent::not_yet(&self.page.record).is_empty(), all));
        }
        commands
    }
}
