//! How long a key takes, from what it means to the cells it changes, where that could grow with what has been written or
//! kept: a section of 20,000 characters, and 3,000 children by name. Run with `cargo bench --bench keys`.
#![expect(clippy::unwrap_used, reason = "a bench may stop")]

use divan::{Bencher, black_box};
use footprint::practice::reference::{ChildId, WorkerId};
use footprint::ui::context::Ctx;
use footprint::ui::input::Input;
use footprint::ui::key::Key;
use footprint::ui::palette::Palette;
use footprint::ui::screen::Screen;
use footprint::ui::theme::Theme;
use footprint::ui::widget::text_field::TextField;
use footprint::workbench::Msg;
use footprint::workbench::message::{Object, Which};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Characters in the section.
const LONG: usize = 20_000;

fn main() {
    divan::main();
}

/// A section of prose, in paragraphs of so many sentences.
fn section(sentences: usize, sentence: &str) -> String {
    let count = LONG / sentence.chars().count();
    (1..=count)
        .map(|number| if number % sentences == 0 { format!("{sentence}\n") } else { sentence.to_owned() })
        .collect()
}

/// A key in the middle of a section, and the field drawn again.
fn press(bencher: Bencher<'_, '_>, text: &str, key: &str) {
    let key = Input::Key(key.parse::<Key>().unwrap());
    let mut buf = Buffer::empty(Rect::new(0, 0, 76, 20));
    bencher
        .with_inputs(|| {
            let mut field = TextField::with(text);
            field.draw(Rect::new(0, 0, 76, 20), &mut Buffer::empty(Rect::new(0, 0, 76, 20)), Theme::plain());
            field.go_to(LONG / 2);
            field
        })
        .bench_local_refs(|field| {
            field.edit(black_box(&key));
            field.draw(buf.area, &mut buf, Theme::plain())
        });
}

const ENGLISH: &str = "Nan locks the door at night and keeps the key on a string round her neck. ";
const WELSH: &str = "Mae Siân yn cloi'r drws bob nos, ac mae'r allwedd â'i thad-cu â chi. ";

#[divan::bench(args = ["x", "Backspace", "Down", "Left"])]
fn in_paragraphs(bencher: Bencher<'_, '_>, key: &str) {
    press(bencher, &section(6, ENGLISH), key);
}

#[divan::bench(args = ["x", "Down"])]
fn in_one_paragraph(bencher: Bencher<'_, '_>, key: &str) {
    press(bencher, &section(usize::MAX, ENGLISH), key);
}

#[divan::bench(args = ["x", "Down"])]
fn with_accents(bencher: Bencher<'_, '_>, key: &str) {
    press(bencher, &section(6, WELSH), key);
}

/// Everyone whom the palette can find in a service.
fn everyone() -> Vec<Object> {
    let first = ["Aisha", "Tomos", "Siân", "Leo", "Ana", "Zoë", "Kezia", "Eilidh", "Reuben", "Małgorzata"];
    let last = ["Marsh", "Ŵyn", "Okafor", "Mbeki", "Shah", "Prosser", "Bright", "O'Hara", "Fell"];
    let named = |number: usize| format!("{} {}", first[number % first.len()], last[number % last.len()]);
    let key = |number: usize| i64::try_from(number).unwrap();
    let worker = |number| Object {
        which: Which::Worker(WorkerId(key(number))),
        reference: format!("W{number:03}"),
        name: named(number * 7),
        age: None,
    };
    let child = |number| Object {
        which: Which::Child(ChildId(key(number))),
        reference: format!("{}", 40_000 + number),
        name: named(number),
        age: None,
    };
    (0..200).map(worker).chain((0..3_000).map(child)).collect()
}

/// The last letter of what is typed into the palette, and the list of what it finds.
#[divan::bench(args = ["a", "aisha", "over", "oversight 4271", "oversight a", "a b"])]
fn in_the_palette(bencher: Bencher<'_, '_>, typed: &str) {
    let cx = Ctx::new("2026-11-23".parse().unwrap(), Theme::plain(), "footprint.db");
    let mut palette = Palette::new(Vec::new());
    palette.receive(Msg::Objects(everyone()), &cx);
    for c in typed.chars() {
        palette.update(Input::Key(Key::char(c)), &cx);
    }
    let last = Input::Key(Key::char(typed.chars().next_back().unwrap()));
    let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
    bencher.bench_local(|| {
        palette.update("Backspace".parse().map(Input::Key).unwrap(), &cx);
        palette.update(last.clone(), &cx);
        palette.view(buf.area, &mut buf, &cx)
    });
}
