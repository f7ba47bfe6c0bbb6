//! What each form of a worker's own file must hold before it is signed: what practice asks for, and nothing beyond it.

use super::*;
use crate::practice::answer::{Answer, PlannedAction};
use crate::practice::form::FieldKind;
use crate::practice::form_file::shipped_form;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn head(form: WorkerForm) -> WorkerHead {
    WorkerHead { form, worker: WorkerId(1), session: None, day: day("2026-11-23") }
}

/// Something in a field, of the kind it takes.
fn something(kind: &FieldKind) -> Answer {
    match kind {
        FieldKind::Text | FieldKind::Line => Answer::Text("As we said.".to_owned()),
        FieldKind::Lines => Answer::Lines(vec!["As we said.".to_owned()]),
        FieldKind::Choice(options) => Answer::Choice(options[0].code.clone()),
        FieldKind::Tags(options) => Answer::Tags(vec![options[0].code.clone()]),
        FieldKind::Scale(_) => Answer::Step(3),
        FieldKind::Day => Answer::Day(day("2027-11-23")),
        FieldKind::Actions => Answer::Actions(vec![PlannedAction {
            change_needed: String::new(),
            action: "Sit in on two sessions".to_owned(),
            owner: "Priya Shah".to_owned(),
            due_on: Some(day("2026-12-18")),
        }]),
    }
}

/// How often, how long and where; interruptions and cancelling; what each brings; recording; confidentiality; disagreement;
/// renewal. Of what is watched: beforehand, on the day and afterwards, but for the copies, which go out later. Of an
/// appraisal: which it is, and what the sessions of the year show. Of a plan: goals, by when, and how it will show.
#[rstest]
#[case(WorkerForm::Supervision, &["wellbeing"])]
#[case(WorkerForm::Agreement, &["meeting", "keeping", "bringing", "writing", "trust", "differing", "renew_on"])]
#[case(
    WorkerForm::Observation,
    &["before", "permission", "power", "seen", "own_view", "feedback_given", "learned"]
)]
#[case(WorkerForm::Appraisal, &["which_appraisal", "year"])]
#[case(WorkerForm::DevelopmentPlan, &["goals", "agreed_actions", "showing"])]
fn a_form_is_signed_when_it_holds_what_practice_asks_for(#[case] which: WorkerForm, #[case] musts: &[&str]) {
    let form = shipped_form(which.code()).unwrap();
    let fields = || form.sections.iter().flat_map(|section| &section.fields);
    let mut answers = Answers::default();
    for field in fields().filter(|field| musts.contains(&field.key.as_str())) {
        answers.set(&field.key, something(&field.kind));
    }
    assert!(ready(&draft(which, answers.clone()), &form, day("2026-11-23")).is_ok(), "no more than practice asks for");
    for must in musts {
        let mut without = answers.clone();
        without.clear(must);
        assert!(ready(&draft(which, without), &form, day("2026-11-23")).is_err());
    }
}

fn draft(form: WorkerForm, answers: Answers) -> WorkerDraft {
    let saved_at = day("2026-11-23").and_hms_opt(9, 0, 0).unwrap().and_utc();
    WorkerDraft { id: WorkerRecordId(1), head: head(form), answers, saved_at }
}
