//! The first run: a passphrase, who you are, the team, the policy. Not the making of the file.

use super::command::Command;
use super::context::Ctx;
use super::global;
use super::input::Input;
use super::key::{Code, Key};
use super::screen::{Editing, Flow, Screen};
use super::strength::{LEAST_CHARACTERS, strength};
use super::widget::line_field::LineField;
use super::widget::{cut, write, write_wrapped};
use crate::workbench::{Effect, Msg, SetUp};
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use secrecy::SecretString;
use std::cell::Cell;

/// A policy that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyChoice {
    /// Its name in commands and files.
    pub name: String,
    /// Its title as people know it.
    pub title: String,
}

const LABEL_WIDTH: u16 = 14;
const LABELS: [&str; 5] = ["Passphrase", "Once more", "Your name", "Team", "Policy"];
/// The row of each field; below the first two stands what is said of the passphrase.
const ROWS: [u16; 5] = [3, 5, 7, 8, 9];
const PASSPHRASE: usize = 0;
const AGAIN: usize = 1;
const NAME: usize = 2;
const TEAM: usize = 3;
const POLICY: usize = 4;

const CHOOSE: &str = "Left and Right choose the policy.";

/// The set-up screen.
pub struct SetUpScreen {
    // Passphrase, passphrase again, name, team.
    fields: [LineField; 4],
    policies: Vec<PolicyChoice>,
    policy: usize,
    at: usize,
    making: bool,
    wrong: Option<String>,
    drawn: Cell<Rect>,
}

impl SetUpScreen {
    /// One that offers these policies, the first chosen.
    pub fn new(policies: Vec<PolicyChoice>) -> Self {
        let fields = [LineField::masked(), LineField::masked(), LineField::default(), LineField::default()];
        Self { fields, policies, policy: 0, at: 0, making: false, wrong: None, drawn: Cell::default() }
    }

    fn go(&mut self, to: usize) -> Flow {
        self.at = to.min(POLICY);
        Flow::Done
    }

    /// On to the next field, once this one has what it needs.
    fn next(&mut self) -> Flow {
        self.wrong = self.missing().filter(|(at, _)| *at == self.at).map(|(_, words)| words);
        if self.wrong.is_some() { Flow::Done } else { self.go(self.at + 1) }
    }

    /// What is still missing, with the field to go to.
    fn missing(&self) -> Option<(usize, String)> {
        let [passphrase, again, name, _] = &self.fields;
        let length = passphrase.text().chars().count();
        if length < LEAST_CHARACTERS {
            let words = format!("The passphrase needs at least {LEAST_CHARACTERS} characters; it has {length}.");
            return Some((PASSPHRASE, words));
        }
        if passphrase != again {
            return Some((AGAIN, "The two passphrases are not alike. Type the second again.".to_owned()));
        }
        if name.is_blank() {
            return Some((NAME, "Say who you are: records are signed with your name.".to_owned()));
        }
        None
    }

    fn make(&mut self) -> Flow {
        if let Some((at, words)) = self.missing() {
            self.wrong = Some(words);
            return self.go(at);
        }
        self.making = true;
        self.wrong = None;
        let [passphrase, _, name, team] = &self.fields;
        Flow::Do(Effect::SetUp(SetUp {
            passphrase: SecretString::from(passphrase.text()),
            supervisor: name.text().trim().to_owned(),
            team: team.text().trim().to_owned(),
            policy: self.policies.get(self.policy).map(|policy| policy.name.clone()).unwrap_or_default(),
        }))
    }

    fn choose(&mut self, code: Code) -> Flow {
        let count = self.policies.len().max(1);
        self.wrong = None;
        match code {
            Code::Left => self.policy = (self.policy + count - 1) % count,
            Code::Right => self.policy = (self.policy + 1) % count,
            // Somebody types what they think is the team: it must neither be lost in silence nor choose a policy.
            Code::Char(_) => self.wrong = Some(format!("{CHOOSE} The team is the field above.")),
            _ => return Flow::Ignored,
        }
        Flow::Done
    }

    fn clicked(&mut self, at: Position) -> Flow {
        let inside = self.drawn.get();
        match ROWS.iter().position(|row| inside.contains(at) && at.y == inside.y + row) {
            Some(field) => self.go(field),
            None => Flow::Ignored,
        }
    }

    fn said_of_passphrase(&self) -> String {
        let passphrase = self.fields[PASSPHRASE].text();
        if passphrase.is_empty() {
            return "At least 12 characters: four words, say.".to_owned();
        }
        strength(passphrase).words()
    }

    /// What the last Enter will make.
    fn said_of_all(&self) -> String {
        let team = self.fields[TEAM].text().trim();
        let team = if team.is_empty() { "a team with no name" } else { team };
        let policy = self.policies.get(self.policy).map_or("", |policy| policy.title.as_str());
        format!("Enter makes the file for {team}, its dates reckoned by: {policy}.")
    }

    fn said_of_again(&self) -> &'static str {
        let (passphrase, again) = (&self.fields[PASSPHRASE], &self.fields[AGAIN]);
        if again.text().is_empty() {
            ""
        } else if passphrase == again {
            "The same."
        } else {
            "Not the same yet."
        }
    }
}

impl Screen for SetUpScreen {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        if self.making {
            return Flow::Ignored;
        }
        match input {
            Input::Command("next") => self.next(),
            Input::Command("previous") => self.go(self.at.saturating_sub(1)),
            Input::Command("make") => self.make(),
            Input::Command(global::QUIT) => Flow::Do(Effect::Quit),
            Input::Click(at) => self.clicked(at),
            Input::Key(key) if self.at == POLICY => self.choose(key.code),
            input => {
                if self.fields.get_mut(self.at).is_some_and(|field| field.edit(&input)) {
                    self.wrong = None;
                    return Flow::Done;
                }
                Flow::Ignored
            }
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Refused(why) => {
                self.making = false;
                self.wrong = Some(why);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let inside = area.inner(Margin::new(2, 0));
        self.drawn.set(inside);
        let width = usize::from(inside.width);
        write(inside, buf, 0, 0, "A new file for your team", theme.heading());
        write(inside, buf, 0, 1, &cut(&cx.file, width), theme.quiet());
        let mut cursor = None;
        for (number, label) in LABELS.iter().enumerate() {
            let row = ROWS[number];
            let here = number == self.at;
            write(inside, buf, 0, row, label, if here { theme.label_active() } else { theme.text() });
            let place = Rect::new(
                inside.x.saturating_add(LABEL_WIDTH),
                inside.y.saturating_add(row),
                inside.width.saturating_sub(LABEL_WIDTH).min(52),
                1,
            )
            .intersection(area);
            let at = if let Some(field) = self.fields.get(number) {
                field.draw(place, buf, cx)
            } else {
                let title = self.policies.get(self.policy).map_or("", |policy| policy.title.as_str());
                let of = format!("{} of {}", self.policy + 1, self.policies.len().max(1));
                let words = cut(&format!("< {of} >  {title}"), usize::from(place.width));
                let style = if here { theme.selected() } else { theme.text() };
                write(place, buf, 0, 0, &words, style);
                (!place.is_empty()).then(|| place.as_position())
            };
            if here {
                cursor = at;
            }
        }
        let hint = |words: &str, row: u16, buf: &mut Buffer| {
            let room = usize::from(inside.width.saturating_sub(LABEL_WIDTH));
            write(inside, buf, LABEL_WIDTH, row, &cut(words, room), theme.quiet());
        };
        hint(&self.said_of_passphrase(), ROWS[PASSPHRASE] + 1, buf);
        hint(self.said_of_again(), ROWS[AGAIN] + 1, buf);
        if self.at == POLICY {
            hint(CHOOSE, ROWS[POLICY] + 1, buf);
        }
        let words = if self.making {
            "Making the file..."
        } else if let Some(wrong) = &self.wrong {
            wrong
        } else {
            "Keep the passphrase safe. If it is forgotten the file is gone: nobody can open it, and there is no way round."
        };
        let style = if self.wrong.is_some() { theme.wrong() } else { theme.text() };
        let below = ROWS[POLICY] + 3;
        let below = below + write_wrapped(inside, buf, 0, below, words, style);
        if self.at == POLICY && !self.making {
            write_wrapped(inside, buf, 0, below + 1, &self.said_of_all(), theme.text());
        }
        cursor
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        let ready = !self.making;
        let why = "the file is being made";
        let (next, make) = if self.at == POLICY {
            (
                Command::new("next", "go to the next field", Key::TAB).aside(),
                Command::new("make", "make the file", Key::ENTER).or(Key::ctrl('s')).short("make the file"),
            )
        } else {
            (
                Command::new("next", "go to the next field", Key::ENTER).or(Key::TAB).or(Key::DOWN).short("next"),
                Command::new("make", "make the file", Key::ctrl('s')).aside(),
            )
        };
        vec![
            next.when(ready, why).when(self.at < POLICY, "this is the last field"),
            Command::new("previous", "go to the field before", Key::BACK_TAB)
                .or(Key::UP)
                .short("back")
                .when(ready, why)
                .when(self.at > 0, "this is the first field"),
            make.when(ready, why),
            Command::new(global::QUIT, "leave without making a file", Key::ESC)
                .or(Key::ctrl('c'))
                .or(Key::ctrl('q'))
                .short("leave"),
        ]
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }
}
