//! What the shipped policies say, and what a file with mistakes is told.

use super::*;
use crate::practice::child::ChildStatus;
use crate::practice::policy::{Interval, NonWorkingDay, Source};
use crate::practice::retention::{Class, CountedFrom};
use crate::practice::session::SessionKind;
use proptest::prelude::*;
use rstest::rstest;

fn shipped_one(name: &str) -> Policy {
    let text = shipped().iter().find(|(one, _)| *one == name).unwrap().1;
    read(name, text).unwrap_or_else(|mistakes| {
        panic!("{name}: {}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

fn default_text() -> &'static str {
    shipped()[0].1
}

/// The mistakes of the default policy with one piece of text put in the place of another.
fn told(from: &str, to: &str) -> Vec<String> {
    assert!(default_text().contains(from), "{from}");
    read("own", &default_text().replacen(from, to, 1))
        .unwrap_err()
        .iter()
        .map(|mistake| format!("{}: {}", mistake.line, mistake.what))
        .collect()
}

fn line_of(part: &str) -> usize {
    default_text().lines().position(|line| line.contains(part)).unwrap() + 1
}

#[rstest]
#[case("practice-fundamentals", &[1, 8, 20, 40], Some("Liquid Logic, Forms"), None)]
#[case("barnet", &[], Some("LCS"), Some(2019))]
#[case("herefordshire", &[10, 20], Some("MOSAIC"), Some(2023))]
#[case("wandsworth", &[], None, Some(2021))]
#[case("city-of-london", &[], Some("Mosaic"), Some(2021))]
#[case("national-employer-standards", &[], None, None)]
fn a_shipped_policy_has_what_its_document_says(
    #[case] name: &str,
    #[case] checkpoints: &[u16],
    #[case] system: Option<&str>,
    #[case] year: Option<u16>,
) {
    let policy = shipped_one(name);
    assert_eq!(shipped_policy(name), Some(policy.clone()));
    assert_eq!(policy.checkpoints.value, checkpoints);
    assert_eq!(policy.recording_system.as_deref(), system);
    assert_eq!(policy.year, year);
    assert_eq!(policy.assessment_limit.value, 45);
    assert_eq!(policy.standing.value, Interval::Months(1));
    for enhanced in [&policy.return_to_work, &policy.role_change, &policy.personal] {
        assert_eq!(enhanced.value, Interval::Days(14));
        assert!(enhanced.source.words().starts_with("Barnet practice standards"), "{}", enhanced.source.words());
    }
    assert_eq!(policy.counted_kinds.value, [SessionKind::OneToOne]);
    assert_eq!((policy.notice.value, policy.tolerance.value, policy.absence_grace.value), (7, 0, 0));
    assert_eq!(policy.non_working_day.value, NonWorkingDay::Next);
    for (status, months) in [
        (ChildStatus::ChildProtection, Some(1)),
        (ChildStatus::PreProceedings, Some(1)),
        (ChildStatus::Proceedings, Some(1)),
        (ChildStatus::ChildInNeed, Some(2)),
        (ChildStatus::InCare, Some(2)),
        (ChildStatus::Contact, Some(3)),
        (ChildStatus::EarlyHelp, Some(3)),
        (ChildStatus::CareLeaver, Some(3)),
        (ChildStatus::PrivateFostering, Some(3)),
        (ChildStatus::Assessment, None),
        (ChildStatus::Closed, None),
    ] {
        let interval = policy.oversight_interval(status);
        assert_eq!(interval.map(|one| one.value), months.map(Interval::Months), "{name} {status:?}");
        assert!(interval.is_none_or(|one| one.source == Source::Local));
    }
    assert!(policy.stated_under("write_up_within_working_days").map(|one| one.value).eq([5]));
}

#[test]
fn the_default_is_shipped_first_and_reviews_of_the_asye_keep_their_order() {
    assert_eq!(shipped()[0].0, DEFAULT);
    assert_eq!(shipped().len(), 6);
    assert!(shipped_one(DEFAULT).stated_under("asye_review_months").map(|one| one.value).eq([3, 6, 12]));
    assert_eq!(shipped_policy("nowhere"), None);
}

#[test]
fn the_asye_is_fortnightly_but_for_the_national_standards_which_stage_it() {
    for (name, _) in shipped() {
        let stages: Vec<_> = shipped_one(name).asye.value.iter().map(|stage| (stage.interval, stage.until)).collect();
        if *name == "national-employer-standards" {
            let expected = [
                (Interval::Days(7), Some(Interval::Days(42))),
                (Interval::Days(14), Some(Interval::Months(6))),
                (Interval::Months(1), None),
            ];
            assert_eq!(stages, expected);
        } else {
            assert_eq!(stages, [(Interval::Days(14), None)], "{name}");
        }
    }
}

#[test]
fn who_says_so_is_the_document_where_it_speaks_and_the_brief_where_it_is_silent() {
    let cited = |name: &str| (shipped_one(name).standing.source.words(), shipped_one(name).asye.source.words());
    let brief = "Footprint's own rule, where the policy is silent".to_owned();
    assert_eq!(cited("practice-fundamentals"), (brief.clone(), brief.clone()));
    let barnet = "Barnet practice standards (version 2, March 2019), supervision".to_owned();
    assert_eq!(cited("barnet"), (brief.clone(), barnet));
    let city = "City of London quality assurance framework (May 2021), supervision".to_owned();
    assert_eq!(cited("city-of-london"), (city, brief));
}

#[test]
fn barnet_has_its_milestones_and_the_city_its_calendar() {
    let barnet = shipped_one("barnet");
    for status in [
        ChildStatus::Contact,
        ChildStatus::Assessment,
        ChildStatus::ChildInNeed,
        ChildStatus::ChildProtection,
        ChildStatus::PreProceedings,
        ChildStatus::InCare,
        ChildStatus::CareLeaver,
        ChildStatus::PrivateFostering,
    ] {
        assert!(barnet.milestones.iter().any(|one| one.statuses.contains(&status)), "{status:?}");
    }
    let city = shipped_one("city-of-london");
    for month in 1..=12 {
        assert!(city.calendar.iter().filter(|item| item.months.contains(&month)).count() >= 4, "month {month}");
    }
    assert!(shipped().iter().all(|(name, _)| !shipped_one(name).expectations.is_empty()));
    let group = city.calendar.iter().find(|item| item.what.starts_with("Group supervision")).unwrap();
    assert_eq!(group.months, [6, 7, 8, 9, 10, 11]);
}

#[rstest]
#[case("standing = {", "standng = {", &["standng", "has no rule \"standing\""])]
#[case("notice = { days = 7", "notice = { days = 700", &["\"days\" is out of range: 700"])]
#[case("notice = { days = 7", "notice = { days = \"7\"", &["\"days\" is a text"])]
#[case("notice = { days = 7", "notice = { days = 7.5", &["\"days\" is a number with a point"])]
#[case("notice = { days = 7", "notice = { days = -7", &["out of range: -7"])]
#[case("notice = { days = 7", "notice = { day = 7", &["\"day\" is not known in the rule \"notice\"; did you mean \"days\"?", "does not say \"days\""])]
#[case("child_in_need = {", "child_in_ned = {", &["\"child_in_ned\" is not known in [oversight]; did you mean \"child_in_need\"?"])]
#[case("child_in_need = {", "closed = {", &["\"closed\" is not known in [oversight]"])]
#[case("[1, 8, 20, 40]", "[1, 20, 8, 40]", &["out of order at 8"])]
#[case("[1, 8, 20, 40]", "[1, 1]", &["out of order at 1"])]
#[case("[1, 8, 20, 40]", "[0]", &["out of range: 0"])]
#[case("kinds = [\"one_to_one\"]", "kinds = [\"one_to_one\", \"groop\"]", &["\"groop\" is not known in \"kinds\"; did you mean \"group\"?"])]
#[case("kinds = [\"one_to_one\"]", "kinds = []", &["no kind of session counts"])]
#[case("move = \"next\"", "move = \"sideways\"", &["\"sideways\" is not known in \"move\""])]
#[case("fundamentals: assessments", "fundmentals: assessments", &["\"fundmentals\" is not known in [documents]; did you mean \"fundamentals\"?"])]
#[case("move = \"next\", source = \"local\"", "move = \"next\"", &["\"non_working_day\" does not say where it comes from"])]
#[case("every = \"1 month\", source = \"brief\"", "every = \"often\", source = \"brief\"", &["\"every\" is no length of time: \"often\""])]
#[case("title = ", "titel = ", &["\"title\" is missing", "did you mean \"title\"?"])]
#[case("[oversight]", "[oversigth]", &["\"oversigth\" is not known in a policy; did you mean \"oversight\"?", "the section [oversight] is missing"])]
#[case("[retention]", "[retension]", &["\"retension\" is not known in a policy; did you mean \"retention\"?"])]
#[case("workers_file = { keep = \"7 years\"", "workers_file = { keep = \"700 years\"", &["\"keep\" is no length of time: \"700 years\""])]
#[case("workers_file = { keep", "workers_file = { years", &["\"years\" is not known in the rule \"workers_file\"", "\"workers_file\" does not say \"keep\""])]
#[case("from = \"leaving\"", "from = \"birth\"", &["\"birth\" is not known in \"from\""])]
#[case("from = \"leaving\", source = \"local\"", "from = \"leaving\"", &["\"workers_file\" does not say where it comes from"])]
#[case("unsorted_line = {", "unsorted_lines = {", &["did you mean \"unsorted_line\"?"])]
#[case("standing = { every = \"1 month\", source = \"brief\" }", "standing = \"1 month\"", &["\"standing\" is a text"])]
#[case("asye = { every = \"2 weeks\"", "asye = { stages = [{ every = \"1 week\" }, { every = \"2 weeks\" }]", &["this stage does not say \"until\""])]
#[case("asye = { every = \"2 weeks\"", "asye = { stages = [{ every = \"1 week\", until = \"6 weeks\" }, { every = \"2 weeks\", until = \"1 month\" }, { every = \"1 month\" }]", &["ends no later than the one before"])]
fn each_mistake_is_told_in_its_place(#[case] from: &str, #[case] to: &str, #[case] parts: &[&str]) {
    let told = told(from, to);
    assert_eq!(told.len(), parts.len(), "{told:#?}");
    for part in parts {
        assert!(told.iter().any(|one| one.contains(part)), "{part} in {told:#?}");
    }
}

#[test]
fn a_mistake_has_its_line_and_all_are_told_at_once() {
    let text = default_text()
        .replace("notice = { days = 7", "notice = { days = 700")
        .replace("every = \"3 months\"", "every = \"3 moons\"")
        .replace("tolerance = {", "tolerence = {");
    let mistakes = read("own", &text).unwrap_err();
    let lines: Vec<_> = mistakes.iter().map(|one| one.line).collect();
    assert!(lines.is_sorted());
    for part in ["notice =", "tolerance =", "contact =", "early_help =", "care_leaver =", "private_fostering ="] {
        assert!(lines.contains(&line_of(part)), "{part}: {mistakes:#?}");
    }
    let notice = mistakes.iter().find(|one| one.line == line_of("notice =")).unwrap();
    assert_eq!((notice.column, notice.expected.as_str()), (19, "a whole number from 0 to 90"));
}

#[rstest]
#[case::no_such_meeting(
    "before = \"conference\"",
    "before = \"converence\"",
    "no milestone has the key \"converence\" to come before"
)]
#[case::no_lead("lead = \"3 days\"\n", "", "\"lead\" with \"before\"")]
#[case::no_lead_but_another_way("lead = \"3 days\"", "every = \"1 month\"", "says by when in two ways")]
#[case::no_length("lead = \"3 days\"", "lead = \"early\"", "\"lead\" is no length of time")]
#[case::two_ways("lead = \"3 days\"", "lead = \"3 days\"\nevery = \"1 month\"", "says by when in two ways")]
fn what_prepares_a_meeting_names_it_and_how_long_before(#[case] from: &str, #[case] to: &str, #[case] part: &str) {
    let (_, barnet) = shipped().iter().find(|(name, _)| *name == "barnet").unwrap();
    assert!(barnet.contains(from), "{from} stands in the file");
    let told = read("own", &barnet.replacen(from, to, 1)).unwrap_err();
    let [only] = told.as_slice() else { panic!("{told:#?}") };
    assert!(only.what.contains(part), "{}", only.what);
}

#[test]
fn what_is_not_toml_is_told_alone_with_its_line() {
    let told = told("notice = {", "notice {");
    assert!(told[0].starts_with(&format!("{}: this cannot be read", line_of("notice ="))), "{told:?}");
}

#[test]
fn an_empty_file_is_told_what_it_lacks() {
    let told: Vec<_> = read("own", "").unwrap_err().into_iter().map(|one| one.what).collect();
    assert_eq!(
        told,
        [
            "\"authority\" is missing",
            "\"title\" is missing",
            "the section [assessment] is missing",
            "the section [oversight] is missing",
            "the section [supervision] is missing",
        ]
    );
}

#[test]
fn a_policy_can_say_what_other_authorities_publish() {
    let text = default_text()
        .replacen("every = \"1 month\"", "every = \"28 days\"", 1)
        .replace("absence_grace = { working_days = 0", "absence_grace = { working_days = 5")
        .replace("kinds = [\"one_to_one\"]", "kinds = [\"one_to_one\", \"group\"]")
        .replace("[numbers]", "[numbers]\nsessions_per_year = { value = 10, source = \"local\" }")
        .replace("[3, 6, 12]", "[3, 6, 9, 12]")
        .replace("workers_file = { keep = \"7 years\"", "workers_file = { keep = \"25 years\"")
        .replace("early_help = { keep = \"6 years\", from = \"closing\"", "early_help = { keep = \"30 months\"")
        .replace("contact = { keep = \"6 years\", from = \"closing\", source = \"local\" }\n", "")
        .replace("move = \"next\"", "move = \"keep\"");
    let policy = read("own", &text).unwrap();
    assert_eq!(policy.standing.value, Interval::Days(28));
    assert_eq!(policy.absence_grace.value, 5);
    assert!(policy.counts(SessionKind::Group) && !policy.counts(SessionKind::Joint));
    assert!(policy.stated_under("asye_review_months").map(|one| one.value).eq([3, 6, 9, 12]));
    assert_eq!(policy.non_working_day.value, NonWorkingDay::Keep);
    let kept = |class| policy.kept(class).map(|rule| (rule.value.length, rule.value.from));
    assert_eq!(kept(Class::WorkersFile), Some((Interval::Months(300), CountedFrom::Leaving)));
    assert_eq!(kept(Class::Child(ChildStatus::EarlyHelp)), Some((Interval::Months(30), CountedFrom::Closing)));
    assert_eq!(kept(Class::Child(ChildStatus::Contact)), None, "left out, it is kept without an end");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_a_mistake_lies_within_the_text(cut in 0_usize..4000, noise in "\\PC{0,20}") {
        let text: String = default_text().chars().take(cut).chain(noise.chars()).collect();
        if let Err(mistakes) = read("own", &text) {
            prop_assert!(!mistakes.is_empty());
            prop_assert!(mistakes.iter().all(|one| one.line >= 1 && one.line <= text.lines().count() + 1));
        }
    }
}
