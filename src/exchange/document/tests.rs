//! What a document says in each form that it is written in, word for word.

use super::child::ChildFile;
use super::record::Recorded;
use super::{Block, Document, Made, html, json, markdown, text};
use crate::exchange::outgoing::{CONFIDENTIAL, Mark};
use crate::exchange::print::show::Named;
use crate::practice::child::{Child, ChildStatus, StatusChange};
use crate::practice::form_file;
use crate::practice::oversight::{Addendum, Section, Signed, Statement};
use crate::practice::part::Part;
use crate::practice::reference::{ChildId, RecordId, Reference};
use crate::practice::review::tests::{complete_answers, head};
use crate::practice::review::{FindingName, LookedAt};
use chrono::{NaiveDate, NaiveDateTime, Utc};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment() -> NaiveDateTime {
    day("2026-11-22").and_hms_opt(17, 36, 0).unwrap()
}

fn made() -> Made {
    Made {
        mark: Mark {
            who: "Rhian Price".to_owned(),
            at: moment().and_local_timezone(Utc).unwrap(),
            acts: 7,
            hash: "ab12".to_owned(),
        },
        at: moment(),
        team: "North 1".to_owned(),
        day: day("2026-11-20"),
    }
}

fn signed() -> Signed {
    let at = moment().and_local_timezone(Utc).unwrap();
    let addendum = |text: &str, withdraws| Addendum {
        text: text.to_owned(),
        signed_by: "Rhian Price".to_owned(),
        signed_at: at,
        on: day("2026-11-21"),
        withdraws,
    };
    Signed {
        id: RecordId(12),
        form: "oversight".to_owned(),
        head: head(),
        answers: complete_answers(),
        looked_at: Vec::new(),
        statements: vec![
            Statement { key: "regular".to_owned(), met: true, note: String::new() },
            Statement { key: "reflective".to_owned(), met: false, note: "the worker was off sick".to_owned() },
        ],
        signed_by: "Rhian Price".to_owned(),
        signed_at: at,
        imported: false,
        addenda: vec![addendum("The <school> is *St Mark's*.", false), addendum("Signed on the wrong child", true)],
    }
}

fn leo() -> Named {
    Named { reference: Reference::new("C_001").unwrap(), name: "Leo <b>Khan</b>".to_owned() }
}

fn with_record<T>(statements: bool, see: impl FnOnce(&Recorded<'_>) -> T) -> T {
    let (signed, form, child) = (signed(), form_file::oversight(), leo());
    see(&Recorded {
        signed: &signed,
        form: &form,
        child: &child,
        age: Some(7),
        signed_at: moment(),
        addenda_at: &[moment(), moment()],
        reviews_decided_on: None,
        actions: &[],
        statements,
    })
}

#[test]
fn a_record_as_plain_text() {
    with_record(true, |record| insta::assert_snapshot!(text::render(&record.document(), &made())));
}

#[test]
fn what_was_not_answered_and_what_was_left_stand_with_the_record() {
    with_record(true, |record| {
        let mut signed = record.signed.clone();
        signed.looked_at = vec![LookedAt {
            finding: FindingName::LongSentence,
            section: Part::from(Section::Situation),
            excerpt: "He came and".to_owned(),
            left: true,
            why: "his own words".to_owned(),
        }];
        let text = markdown::render(&Recorded { signed: &signed, ..*record }.document(), &made());
        assert_eq!(text.matches("Not answered: ").count(), record.form.statements.len() - 2, "{text}");
        assert!(text.contains("He came and") && text.contains("(his own words)"), "{text}");
        signed.statements.clear();
        signed.imported = true;
        let text = markdown::render(&Recorded { signed: &signed, ..*record }.document(), &made());
        assert!(!text.contains("Not answered"), "history was never asked");
    });
}

#[test]
fn a_record_as_markdown() {
    with_record(true, |record| insta::assert_snapshot!(markdown::render(&record.document(), &made())));
}

#[test]
fn a_record_as_html() {
    with_record(true, |record| insta::assert_snapshot!(html::render(&record.document(), &made())));
}

#[test]
fn a_record_for_the_case_system() {
    with_record(true, |record| insta::assert_snapshot!(record.for_case_system()));
}

#[test]
fn a_childs_document_holds_no_word_about_the_worker() {
    let child = Child {
        id: ChildId(1),
        reference: Reference::new("C_001").unwrap(),
        name: Some("Leo Khan".to_owned()),
        born_on: Some(day("2019-02-03")),
        family: Some("F9".to_owned()),
        statuses: vec![StatusChange { status: ChildStatus::ChildProtection, since: day("2026-06-01") }],
        allocations: Vec::new(),
        assessments: Vec::new(),
    };
    with_record(false, |record| {
        let file = ChildFile {
            notes: &[],
            child: &child,
            day: day("2026-11-20"),
            formerly: &[],
            workers: &[],
            records: std::slice::from_ref(record),
            actions: &[],
            milestones: &[],
            groups: &[],
            drafts: 1,
        };
        let all = [
            text::render(&file.document(), &made()),
            markdown::render(&file.document(), &made()),
            html::render(&file.document(), &made()),
            json("x", &made(), &file.content()),
        ];
        for one in &all {
            assert!(!one.contains("off sick"), "{one}");
            assert!(one.contains("outside the encrypted file"));
        }
        insta::assert_snapshot!(all[0].lines().take(24).collect::<Vec<_>>().join("\n"));
    });
}

#[test]
fn every_form_begins_with_the_notice() {
    let document = Document { title: "A".to_owned(), blocks: Vec::new() };
    let first = |text: String| text.lines().next().unwrap().to_owned();
    for text in [
        text::render(&document, &made()),
        markdown::render(&document, &made()),
        html::render(&document, &made()),
        json("A", &made(), &1),
    ] {
        assert!(first(text).contains(CONFIDENTIAL));
    }
    let read: serde_json::Value = serde_json::from_str(&json("A", &made(), &[1, 2])).unwrap();
    assert_eq!(read["content"][1], 2);
}

fn everywhere(words: &str) -> Document {
    let words = words.to_owned();
    Document {
        title: words.clone(),
        blocks: vec![
            Block::Heading(words.clone()),
            Block::Warning(words.clone()),
            Block::Paragraph(words.clone()),
            Block::Facts(vec![(words.clone(), words.clone())]),
            Block::List(vec![words.clone()]),
            Block::Table { headings: vec![words.clone()], rows: vec![vec![words.clone()]] },
            Block::Picture(vec![words]),
        ],
    }
}

#[test]
fn what_a_writer_typed_is_never_a_sign_of_markdown() {
    let hostile = "# 1. <img src=x onerror=alert(1)> ![a](http://x) [b](y) `c` **d** | ~e~ &amp; $f$";
    let written = markdown::render(&everywhere(hostile), &made());
    // A picture is code: nothing is read in it.
    for line in written.lines().skip(5).filter(|line| !line.starts_with("    ")) {
        let bare = line.replace("\\\\", "");
        for sign in ["<", "[", "`", "&", "~", "$"] {
            let places = bare.match_indices(sign).filter(|(at, _)| !bare[..*at].ends_with('\\'));
            assert_eq!(places.count(), 0, "{sign} in {line}");
        }
    }
    assert!(written.contains("\n\\# 1. \\<img"), "{written}");
}

proptest! {
    #[test]
    fn nothing_written_is_ever_html(words in any::<String>()) {
        let page = html::render(&everywhere(&words), &made());
        let plain = html::render(&everywhere("x"), &made());
        prop_assert_eq!(page.matches('<').count(), plain.matches('<').count()
            // A paragraph stands for each line, and an empty one for none.
            + 2 * crate::exchange::document::lines_of(&words).len() - 2);
        prop_assert!(!page.contains("<script") && !page.contains("src="));
    }
}
