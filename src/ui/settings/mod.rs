//! Settings: who you are, when it locks, the policy in force, and where things are. Not the passphrase: that is changed
//! from the command line.

pub mod kept;
pub mod lock;
pub mod names;
pub mod policy;
pub mod policy_text;
#[cfg(test)]
mod tests;

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::widget::list::{ListState, Moved};
use super::widget::{cut, write, write_wrapped};
use crate::practice::date_words::{long, time};
use crate::workbench::message::{PolicyLine, SettingsPage};
use crate::workbench::{Effect, Msg};
use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Where the values stand.
const COLUMN: u16 = 20;

/// What is not promised, and is better known before than after.
const NOT_PROMISED: &str = "A forgotten passphrase cannot be got back, by anybody. Whoever sits at this machine while the \
     file is open can read it: lock it (Ctrl+L) when you leave. Dates are worked out from the policy above and are no \
     substitute for reading it. Nothing here is sent anywhere, so nobody keeps a second copy for you.";

/// One row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Supervisor,
    Team,
    Lock,
    Policy(usize),
    Change,
    Kept,
}

/// The screen.
#[derive(Default)]
pub struct Settings {
    page: Option<Box<SettingsPage>>,
    list: ListState,
}

impl Settings {
    fn rows(page: &SettingsPage) -> Vec<Row> {
        let mut rows = vec![Row::Supervisor, Row::Team, Row::Lock];
        rows.extend((0..page.policies.len()).map(Row::Policy));
        rows.push(Row::Change);
        rows.push(Row::Kept);
        rows
    }

    fn open(&self) -> Flow {
        let Some(page) = &self.page else { return Flow::Ignored };
        match Self::rows(page).get(self.list.selected()) {
            Some(Row::Supervisor) => Flow::push(names::Names::popup(page, false)),
            Some(Row::Team) => Flow::push(names::Names::popup(page, true)),
            Some(Row::Lock) => Flow::push(lock::LockAfter::popup(page.lock_minutes)),
            Some(Row::Policy(number)) => page
                .policies
                .get(*number)
                .map_or(Flow::Ignored, |policy| Flow::push(policy_text::PolicyText::new(&policy.title, &policy.text))),
            Some(Row::Change) => Flow::push(policy::ChangePolicy::popup(&page.choices)),
            Some(Row::Kept) => Flow::push(kept::KeptLongEnough::default()),
            None => Flow::Ignored,
        }
    }

    fn words(page: &SettingsPage, row: Row, cx: &Ctx) -> (&'static str, String) {
        match row {
            Row::Supervisor => ("Your name", cx.name(&page.supervisor)),
            Row::Team if page.team.is_empty() => ("Team", "no name given".to_owned()),
            Row::Team => ("Team", page.team.clone()),
            Row::Lock => ("Locks", lock_words(page.lock_minutes)),
            Row::Policy(number) => {
                let label = if number == 0 { "Policy" } else { "" };
                (label, page.policies.get(number).map(|one| policy_words(one, cx)).unwrap_or_default())
            }
            Row::Change => ("", "use another policy from a day on".to_owned()),
            Row::Kept => ("Retention", kept_words(page.kept_long_enough)),
        }
    }
}

fn lock_words(minutes: Option<u64>) -> String {
    match minutes {
        None => "never by itself; Ctrl+L locks it".to_owned(),
        Some(1) => "after a minute without a key".to_owned(),
        Some(minutes) => format!("after {minutes} minutes without a key"),
    }
}

fn kept_words(may_go: Option<usize>) -> String {
    match may_go {
        None => "what has been kept as long as the policy asks".to_owned(),
        Some(0) => "nothing kept as long as the policy asks".to_owned(),
        Some(many) => format!("{many} kept as long as the policy asks"),
    }
}

fn backup_words(last: Option<NaiveDateTime>, folder: &str) -> String {
    match last {
        Some(last) => format!("the last on {} at {}, in {folder}", long(last.date()), time(last.time())),
        None => format!("none yet; they go into {folder}"),
    }
}

fn policy_words(policy: &PolicyLine, cx: &Ctx) -> String {
    let from = match policy.from {
        None if policy.in_force => "in force".to_owned(),
        None => "before".to_owned(),
        Some(from) if from > cx.day => format!("from {}, to come", long(from)),
        Some(from) => format!("from {}", long(from)),
    };
    let now = if policy.in_force && policy.from.is_some() { ", in force" } else { "" };
    format!("{}: {from}{now}", policy.title)
}

impl Screen for Settings {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        if input == Input::Command("open") {
            return self.open();
        }
        let length = self.page.as_ref().map_or(0, |page| Self::rows(page).len());
        match self.list.moved(&input, length) {
            Moved::No => Flow::Ignored,
            Moved::Yes => Flow::Done,
            Moved::Chosen => self.open(),
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Settings(page) => {
                self.page = Some(page);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowSettings)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let (page, theme) = (self.page.as_ref()?, cx.theme);
        write(area, buf, 1, 0, "SETTINGS", theme.heading());
        let rows = Self::rows(page);
        let below = area.height.saturating_sub(2);
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(below);
        let place = Rect { y: area.y.saturating_add(2.min(area.height)), height, ..area };
        let cursor = self.list.draw(place, buf, rows.len(), |number, place, buf, selected| {
            if let Some(row) = rows.get(number) {
                let (label, words) = Self::words(page, *row, cx);
                write(place, buf, 1, 0, label, theme.quiet());
                let room = usize::from(place.width.saturating_sub(COLUMN + 1));
                write(place, buf, COLUMN, 0, &cut(&words, room), theme.text());
            }
            if selected {
                buf.set_style(place, theme.selected());
            }
        });
        let mut row = 2 + height + 1;
        let days_off = match &page.days_off_file {
            Some((file, true)) => format!("the published bank holidays, and {file}"),
            Some((file, false)) => format!("the published bank holidays; days of your own go into {file}"),
            None => "the published bank holidays".to_owned(),
        };
        let look = "colours or none: look in the palette (:)".to_owned();
        let mut facts = vec![("File", page.file.clone())];
        facts.extend(page.backups_go.as_ref().map(|folder| ("Backups", backup_words(page.last_backup, folder))));
        facts.extend([("Days off", days_off), ("Look", look)]);
        for (label, words) in facts {
            write(area, buf, 1, row, label, theme.quiet());
            let place = Rect { width: area.width.saturating_sub(1), ..area };
            row += write_wrapped(place, buf, COLUMN, row, &words, theme.text()).max(1);
        }
        write(area, buf, 1, row + 1, "Not promised", theme.quiet());
        write_wrapped(
            Rect { width: area.width.saturating_sub(1), ..area },
            buf,
            COLUMN,
            row + 1,
            NOT_PROMISED,
            theme.text(),
        );
        cursor
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("open", "change it, or read the policy", Key::ENTER)
                .short("change or read")
                .when(self.page.is_some(), "the settings are being read"),
        ]
    }
}
