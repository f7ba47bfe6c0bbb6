//! What a person would notice: words, letters, places, undo. The rows have tests of their own.

use super::*;
use crate::ui::testing::text_of;
use proptest::prelude::*;

fn typed(field: &mut TextField, text: &str) {
    for c in text.chars() {
        let key = if c == '\n' { Key::ENTER } else { Key::char(c) };
        field.edit(&Input::Key(key));
    }
}

fn press(field: &mut TextField, key: &str) -> Edited {
    field.edit(&Input::Key(key.parse().unwrap()))
}

fn drawn(field: &TextField, width: u16, height: u16) -> (String, Option<Position>) {
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    let cursor = field.draw(buf.area, &mut buf, Theme::plain());
    (text_of(&buf), cursor)
}

#[test]
fn long_lines_wrap_between_words_and_the_real_cursor_follows() {
    let mut field = TextField::default();
    drawn(&field, 12, 4);
    typed(&mut field, "Tomos has slept");
    assert_eq!(drawn(&field, 12, 4), ("Tomos has\nslept".to_owned(), Some(Position::new(5, 1))));
    press(&mut field, "Up");
    assert_eq!(drawn(&field, 12, 4).1, Some(Position::new(5, 0)));
    assert_eq!(field.text(), "Tomos has slept");
}

#[test]
fn no_cursor_is_painted() {
    let mut field = TextField::with("Nan locks the door");
    press(&mut field, "Left");
    let mut buf = Buffer::empty(Rect::new(0, 0, 20, 2));
    field.draw(buf.area, &mut buf, Theme::plain());
    assert_eq!(crate::ui::testing::styles_of(&buf), "");
}

#[test]
fn undo_takes_a_word_and_redo_gives_it_back() {
    let mut field = TextField::default();
    typed(&mut field, "the flat is");
    press(&mut field, "Ctrl+Z");
    assert_eq!(field.text(), "the flat ");
    press(&mut field, "Ctrl+Z");
    assert_eq!(field.text(), "the ");
    press(&mut field, "Ctrl+Y");
    assert_eq!(field.text(), "the flat ");
    press(&mut field, "Ctrl+Y");
    assert_eq!(field.text(), "the flat is");
    for _ in 0..9 {
        press(&mut field, "Ctrl+Z");
    }
    assert_eq!(field.text(), "");
}

#[test]
fn what_was_there_before_cannot_be_undone() {
    let mut field = TextField::with("saved yesterday");
    assert_eq!(press(&mut field, "Ctrl+Z"), Edited::Moved);
    assert_eq!(field.text(), "saved yesterday");
}

#[test]
fn a_letter_of_several_code_points_is_one_letter() {
    let mut field = TextField::with("a👨‍👩‍👧b");
    press(&mut field, "Left");
    press(&mut field, "Left");
    press(&mut field, "Del");
    assert_eq!(field.text(), "ab");
    press(&mut field, "Ctrl+Z");
    press(&mut field, "End");
    press(&mut field, "Backspace");
    press(&mut field, "Backspace");
    assert_eq!(field.text(), "a");
}

#[test]
fn an_accent_after_its_letter_joins_it() {
    let mut field = TextField::default();
    typed(&mut field, "Sia\u{302}n");
    assert_eq!(field.text(), "Siân");
}

#[test]
fn a_paste_keeps_its_lines_and_loses_its_control_characters() {
    let mut field = TextField::default();
    field.edit(&Input::Paste("one\r\ntwo\rthree\u{1b}[2J".into()));
    assert_eq!(field.text(), "one\ntwo\nthree[2J");
    press(&mut field, "Ctrl+Z");
    assert_eq!(field.text(), "");
}

#[test]
fn a_paste_of_200_000_characters_is_kept_whole() {
    let mut field = TextField::default();
    drawn(&field, 40, 10);
    let text = "She said it twice. \u{202e}עברית 👧 ".repeat(8_000);
    assert!(text.chars().count() > 200_000);
    field.edit(&Input::Paste(text.clone()));
    assert_eq!(field.text(), text);
    assert!(drawn(&field, 40, 10).1.is_some());
}

#[test]
fn a_finding_leads_to_its_place() {
    let mut field = TextField::with("first\nsecond line\nthird");
    field.go_to(13);
    assert_eq!(field.offset(), 13);
    typed(&mut field, "|");
    assert_eq!(field.text(), "first\nsecond |line\nthird");
    field.go_to(9_999);
    assert_eq!(field.offset(), field.text().chars().count());
}

#[test]
fn up_and_down_keep_to_their_column_past_a_short_row() {
    let mut field = TextField::with("the flat is warm\nyes\nand the lift works");
    drawn(&field, 40, 4);
    press(&mut field, "Up");
    press(&mut field, "Up");
    typed(&mut field, "|");
    assert_eq!(field.text(), "the flat is warm|\nyes\nand the lift works");
    field.go_to(12);
    press(&mut field, "Down");
    press(&mut field, "Down");
    typed(&mut field, "|");
    assert_eq!(field.text(), "the flat is warm|\nyes\nand the lift| works");
}

#[test]
fn a_click_goes_to_the_letter_under_it_also_when_scrolled() {
    let mut field = TextField::with("Nan locks\nthe door\nat night");
    drawn(&field, 12, 2);
    field.edit(&Input::Click(Position::new(4, 0)));
    typed(&mut field, "|");
    assert_eq!(field.text(), "Nan locks\nthe |door\nat night");
    field.edit(&Input::Wheel { at: Position::new(0, 0), down: false });
    typed(&mut field, "|");
    assert_eq!(field.text(), "Nan l|ocks\nthe |door\nat night");
}

#[test]
fn what_is_rubbed_out_comes_back_a_word_at_a_time() {
    let mut field = TextField::with("the flat is warm");
    for _ in 0..10 {
        press(&mut field, "Backspace");
    }
    assert_eq!(field.text(), "the fl");
    press(&mut field, "Ctrl+Z");
    assert_eq!(field.text(), "the flat ");
    press(&mut field, "Ctrl+Z");
    assert_eq!(field.text(), "the flat is ");
    // What was typed is one step, what was rubbed out of it another.
    typed(&mut field, "not");
    press(&mut field, "Backspace");
    press(&mut field, "Ctrl+Z");
    assert_eq!(field.text(), "the flat is not");
}

#[test]
fn words_and_ends_of_lines_go_at_a_key() {
    let mut field = TextField::with("one two\nthree four");
    press(&mut field, "Ctrl+W");
    assert_eq!(field.text(), "one two\nthree ");
    press(&mut field, "Home");
    press(&mut field, "Ctrl+Backspace");
    assert_eq!(field.text(), "one twothree ");
    press(&mut field, "Ctrl+Left");
    press(&mut field, "Ctrl+K");
    assert_eq!(field.text(), "one ");
    press(&mut field, "Ctrl+Z");
    press(&mut field, "Ctrl+Z");
    press(&mut field, "Ctrl+Home");
    press(&mut field, "Ctrl+Del");
    assert_eq!(field.text(), " two\nthree ");
}

#[test]
fn nothing_ends_at_65_535() {
    let mut field = TextField::with(&"x\n".repeat(70_000));
    assert_eq!(drawn(&field, 10, 3), ("x\nx".to_owned(), Some(Position::new(0, 2))));
    field.edit(&Input::Click(Position::new(1, 0)));
    typed(&mut field, "|");
    assert_eq!(field.offset(), 2 * 69_998 + 2);
    let mut field = TextField::with(&"slept ".repeat(20_000));
    drawn(&field, 60, 5);
    press(&mut field, "Up");
    assert_eq!(field.offset(), 119_939);
    field.go_to(99_999);
    assert_eq!(field.offset(), 99_999);
}

proptest! {
    #[test]
    fn random_keys_never_panic_and_undo_leads_back(
        keys in prop::collection::vec((0_usize..16, any::<char>(), prop::bool::ANY), 0..80),
        width in 0_u16..20, height in 0_u16..6,
    ) {
        let mut field = TextField::with("Nan locks\nthe door");
        for (key, c, ctrl) in keys {
            let codes = [Code::Left, Code::Right, Code::Home, Code::End, Code::Backspace, Code::Delete, Code::Up,
                Code::Down, Code::PageUp, Code::PageDown, Code::Enter];
            let code = codes.get(key).copied().unwrap_or(Code::Char(if c.is_control() { 'z' } else { c }));
            field.edit(&Input::Key(Key { code, ctrl, alt: false }));
            let cursor = drawn(&field, width, height).1;
            prop_assert_eq!(cursor.is_some(), width > 0 && height > 0);
        }
        for _ in 0..200 {
            press(&mut field, "Ctrl+Z");
        }
        prop_assert_eq!(field.text(), "Nan locks\nthe door");
    }
}
