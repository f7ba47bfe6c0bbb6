//! What has been kept as long as the policy asks: each with its class, its rule and the days. To be read; removing is a command
//! of its own, with its reason, outside this screen.

use crate::practice::date_words::long;
use crate::practice::sentence::capital;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, headed, write, write_wrapped};
use crate::workbench::message::{DueToGo, RetentionPage};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Rows below the list for the one under the cursor.
const BELOW: u16 = 7;

/// The list. It asks for its rows when it is shown.
#[derive(Default)]
pub struct KeptLongEnough {
    page: Option<Box<RetentionPage>>,
    list: ListState,
}

impl KeptLongEnough {
    fn row(&self) -> Option<&DueToGo> {
        self.page.as_ref()?.due.get(self.list.selected())
    }

    fn whose(row: &DueToGo, cx: &Ctx) -> String {
        row.whose.as_ref().map_or_else(|| "names nobody".to_owned(), |name| cx.name(name))
    }

    /// The one under the cursor in full, and what can be done about it.
    fn in_full(row: &DueToGo, cx: &Ctx) -> Vec<String> {
        let mut lines = vec![format!("{}.", row.because())];
        lines.push(match &row.on_hold {
            Some(why) => format!("On hold: {}. It stays until the hold is lifted.", cx.prose(why)),
            None => {
                let reference = &row.reference;
                format!("To remove it, outside this window: footprint purge {reference} --reason \"...\"")
            }
        });
        lines
    }
}

impl Screen for KeptLongEnough {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        let length = self.page.as_ref().map_or(0, |page| page.due.len());
        match self.list.moved(&input, length) {
            Moved::No => Flow::Ignored,
            Moved::Yes | Moved::Chosen => Flow::Done,
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Retention(page) => {
                self.list.select(self.list.selected().min(page.due.len().saturating_sub(1)));
                self.page = Some(page);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowRetention)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let (inside, beside) = headed(area, buf, "KEPT LONG ENOUGH", theme.heading());
        let Some(page) = &self.page else {
            write(inside, buf, 0, 0, "Looking...", theme.quiet());
            return Some(inside.as_position());
        };
        write(area, buf, beside, 0, "nothing goes by itself", theme.quiet());
        if page.due.is_empty() {
            let mut row =
                write_wrapped(inside, buf, 0, 0, "Nothing has been kept as long as the policy asks.", theme.text());
            row += 1;
            for one in &page.not_said {
                row += write_wrapped(inside, buf, 0, row, &format!("{}.", one.words()), theme.quiet());
            }
            return Some(inside.as_position());
        }
        // On a low window the list comes before the words below it.
        let below = BELOW.min(inside.height.saturating_sub(4));
        let list = Rect { height: inside.height.saturating_sub(below), ..inside };
        let cursor = self.list.draw(list, buf, page.due.len(), |number, place, buf, under| {
            if let Some(row) = page.due.get(number) {
                write(place, buf, 0, 0, &cut(&row.reference, 10), theme.quiet());
                // The longest day is `until 30 September 2026`.
                let (name, day) = (if place.width < 70 { 15 } else { 19 }, 23);
                write(place, buf, 11, 0, &cut(&Self::whose(row, cx), usize::from(name)), theme.text());
                let hold = if row.on_hold.is_some() { "on hold" } else { "" };
                write(place, buf, 12 + name, 0, &format!("until {}", long(row.kept.until)), theme.text());
                let class = 12 + name + day + 1;
                let room = usize::from(place.width.saturating_sub(class + 8));
                write(place, buf, class, 0, &cut(&capital(&row.kept.class.words()), room), theme.text());
                write(place, buf, place.width.saturating_sub(7), 0, hold, theme.soon());
            }
            if under {
                buf.set_style(place, theme.selected());
            }
        });
        let foot = Rect { y: list.bottom(), height: below, ..inside };
        let mut row = 1;
        for line in self.row().map(|row| Self::in_full(row, cx)).unwrap_or_default() {
            row += write_wrapped(foot, buf, 0, row, &line, theme.text());
        }
        for one in &page.not_said {
            row += write_wrapped(foot, buf, 0, row, &format!("{}.", one.words()), theme.quiet());
        }
        cursor
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::child::ChildStatus;
    use crate::practice::policy_file::{DEFAULT, shipped_policy};
    use crate::practice::retention::{Class, Unsaid, other};
    use crate::ui::testing::context;
    use crate::workbench::message::NotSaid;

    fn page() -> RetentionPage {
        let policy = shipped_policy(DEFAULT).unwrap();
        let due = |reference: &str, whose: Option<&str>, class, from: &str, hold: Option<&str>| DueToGo {
            reference: reference.to_owned(),
            whose: whose.map(str::to_owned),
            kept: other(&policy, class, from.parse().unwrap()).unwrap(),
            on_hold: hold.map(str::to_owned),
        };
        let in_need = Class::Child(ChildStatus::ChildInNeed);
        RetentionPage {
            due: vec![
                due("C0012", Some("Tomos Rees"), in_need, "1999-05-04", Some("an inquest")),
                due("N3", None, Class::UnsortedLine, "2026-01-04", None),
            ],
            not_said: vec![NotSaid { class: in_need, why: Unsaid::NoBirth, how_many: 3 }],
        }
    }

    fn drawn(screen: &KeptLongEnough, cx: &Ctx, width: u16, height: u16) -> String {
        let area = Rect { x: 0, y: 0, width, height };
        let mut buf = Buffer::empty(area);
        screen.view(area, &mut buf, cx);
        let row = |y| (0..width).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn each_row_has_its_rule_its_days_and_what_can_be_done() {
        let mut cx = context();
        let mut screen = KeptLongEnough::default();
        assert!(drawn(&screen, &cx, 80, 24).contains("Looking..."));
        screen.receive(Msg::Retention(Box::new(page())), &cx);
        insta::assert_snapshot!("kept", drawn(&screen, &cx, 80, 24));
        screen.update(Input::Key(crate::ui::key::Key::DOWN), &cx);
        let text = drawn(&screen, &cx, 80, 24);
        assert!(text.contains("footprint purge N3 --reason") && text.contains("names nobody"), "{text}");
        cx.privacy = true;
        assert!(!drawn(&screen, &cx, 80, 24).contains("Tomos"), "a name on a shared screen");
        for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
            drawn(&screen, &cx, width, height);
        }
        let small = drawn(&screen, &cx, 60, 16);
        assert!(small.contains("N3") && small.contains("C0012"), "{small}");
    }

    #[test]
    fn the_longest_day_touches_neither_the_class_nor_the_hold() {
        let cx = context();
        let mut screen = KeptLongEnough::default();
        let mut page = page();
        for row in &mut page.due {
            row.kept.until = "2026-09-30".parse().unwrap();
            row.on_hold = Some("an inquest".to_owned());
        }
        screen.receive(Msg::Retention(Box::new(page)), &cx);
        for (width, whole) in [(60, "until 30 September 2026 on hold"), (80, "until 30 September 2026 ")] {
            let text = drawn(&screen, &cx, width, 16);
            assert!(text.contains(whole), "{text}");
        }
    }
}
