//! Where bytes and words from outside come in: one function for each reader, given anything at all. The fuzz targets beside
//! this file and the property tests of `tests/suite/attack.rs` call the same functions. None may panic.

use footprint::exchange::import::{absences, actions, children, oversight, sessions, workers};
use footprint::exchange::{annex_a, outgoing, sheet};
use footprint::practice::answer::{Answer, Answers};
use footprint::practice::capture::{self, Whom};
use footprint::practice::naming::Named;
use footprint::practice::reference::{ChildId, WorkerId};
use footprint::practice::review::{Setting, WordLists, worth_a_look};
use footprint::practice::{closed_days_file, date_words, form_file, policy_file};
use footprint::ui::input::{Input, Normaliser};
use footprint::ui::key::Key;
use footprint::ui::theme::Theme;
use footprint::ui::widget::text_field::TextField;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

/// Any bytes as a file to import, under either name, by every reader.
pub(crate) fn import(bytes: &[u8]) {
    for file in ["people.csv", "people.xlsx"] {
        if let Ok(sheet) = sheet::read_sheet(file, bytes, None) {
            let _ = workers::read(&sheet).map(drop);
            let _ = absences::read(&sheet).map(drop);
            let _ = sessions::read(&sheet).map(drop);
            let _ = children::read(&sheet).map(drop);
            let _ = oversight::read(&sheet).map(drop);
            let _ = actions::read(&sheet).map(drop);
        }
    }
    let _ = annex_a::read("annex-a.xlsx", bytes, None, today()).map(drop);
}

/// Any words as a policy, a form and a file of closed days.
pub(crate) fn settings(text: &str) {
    let _ = policy_file::read("mine", text);
    let _ = form_file::read("mine", text);
    let _ = closed_days_file::read(text);
}

/// Any words as a day: what is understood is a day that is shown back and read again as the same.
pub(crate) fn dates(text: &str) {
    if let Ok(understood) = date_words::from_words(text, today()) {
        let shown = date_words::long(understood.day);
        let again = date_words::from_words(&shown, today()).map(|again| again.day);
        assert!(again == Ok(understood.day), "{text:?} was understood as {shown:?}, and that as {again:?}");
    }
    let _ = date_words::read_date(text);
}

/// Any words as a whole record: every finding points at words that are there.
pub(crate) fn findings(text: &str, lists: &WordLists) {
    let mut answers = Answers::default();
    for section in ["situation", "impact", "decision", "actions", "review"] {
        answers.set(section, Answer::Text(text.to_owned()));
    }
    let setting = Setting { name: Some("Leo Marsh"), reference: "C1", ..Setting::default() };
    let length = text.chars().count();
    for one in worth_a_look(&answers, &setting, lists) {
        assert!(one.start <= one.end && one.end <= length, "{:?} of {length}", (one.start, one.end));
    }
}

/// Any words as a line of quick capture, over names that are words too: whom it means is somebody of those that were given.
pub(crate) fn captured_line(text: &str) {
    let child = |(number, name): (i64, &str)| Named {
        id: if number % 2 == 0 { Whom::Worker(WorkerId(number)) } else { Whom::Child(ChildId(number)) },
        reference: format!("C{number}"),
        name: name.to_owned(),
    };
    let names = ["Leo Marsh", "Will Hope", "Siân Ŵyn", "O'Neill Ann-Marie", "雪", "Will Hope"];
    let known: Vec<_> = (1..).zip(names).map(child).collect();
    let line = capture::read(text, &known, None, today());
    assert!(line.about.iter().chain(&line.owner).all(|place| *place < known.len()), "somebody who is not there");
    assert!(line.words.chars().count() <= text.chars().count(), "words were made up");
}

/// Any words as they leave: no markup, no formula, no order to a terminal.
pub(crate) fn leaving(text: &str) {
    let html = outgoing::html(text);
    assert!(!html.contains(['<', '>', '"', '\u{1b}']));
    let cell = outgoing::cell(text);
    let runs = cell.trim_start().starts_with(['=', '+', '-', '@']);
    assert!(!runs || cell.trim().parse::<f64>().is_ok());
    assert!(!cell.chars().any(|c| c.is_control() && c != '\n'));
}

/// Bytes as a hand at the text field: keys, pastes, windows of any size, drawn after each.
pub(crate) fn text_field(bytes: &[u8]) {
    let mut field = TextField::default();
    let mut area = Rect::new(0, 0, 40, 6);
    for chunk in bytes.chunks(3) {
        let [what, how, much] = *chunk else { return };
        let key = match what % 13 {
            0 => Key::ENTER,
            1 => Key::UP,
            2 => Key::DOWN,
            3 => named("Left"),
            4 => named("Right"),
            5 => named("Home"),
            6 => named("End"),
            7 => named("Backspace"),
            8 => named("Delete"),
            9 => named(["Ctrl+Left", "Ctrl+Right", "Ctrl+w", "Ctrl+u", "Ctrl+z"][usize::from(how % 5)]),
            10 => {
                area = Rect::new(0, 0, u16::from(how % 64), u16::from(much % 20));
                Key::DOWN
            }
            11 => {
                let text: String = bytes.iter().take(usize::from(much)).map(|byte| sign(*byte)).collect();
                let paste = crossterm::event::Event::Paste(text);
                if let Some(input) = Normaliser::default().normalise(paste) {
                    let _ = field.edit(&input);
                }
                continue;
            }
            _ => Key::char(sign(how)),
        };
        let _ = field.edit(&Input::Key(key));
        let mut buffer = Buffer::empty(area);
        let cursor = field.draw(area, &mut buffer, Theme::coloured());
        assert!(cursor.is_none_or(|at| area.contains(at)), "the cursor left the field");
    }
    let (before, offset) = (field.text(), field.offset());
    assert!(offset <= before.chars().count());
    // The cursor stands between two signs, so that what is typed next is there, whole.
    field.insert("x");
    assert!(field.text().chars().count() == before.chars().count() + 1, "nothing could be typed");
}

fn named(name: &str) -> Key {
    name.parse().unwrap_or(Key::ENTER)
}

/// Signs of every kind: plain, accents, joined, wide, from right to left.
fn sign(byte: u8) -> char {
    const SIGNS: [char; 16] =
        ['e', 'Ŵ', ' ', '\u{301}', '雪', '👩', '\u{200d}', '👧', 'ש', '\u{a0}', '-', 'ﬁ', '\u{1F3FD}', '’', '.', 'x'];
    SIGNS[usize::from(byte % 16)]
}
