//! Walks over the screens of a worker's own file from a string of keys, over the real workbench: the page before a session,
//! the session, a child's page, signing, sharing and the worker's answer; and what cannot be, said where it was typed.

use crate::ui::made_up_tests::{Bench, opened, walk};
use crate::ui::testing::Harness;
use crate::ui::today::Today;
use rstest::rstest;

fn today((width, height): (u16, u16)) -> Harness<Bench> {
    let mut cx = opened();
    cx.size = ratatui::layout::Size { width, height };
    walk(Today::default(), cx, (width, height)).0
}

/// The page before supervision with Kezia.
fn brief(size: (u16, u16)) -> Harness<Bench> {
    let mut harness = today(size);
    harness.press(":supervision kezia<enter>");
    harness
}

/// A session that is held and signed, in the reader.
fn signed(size: (u16, u16)) -> Harness<Bench> {
    let mut harness = brief(size);
    harness.press("sWe talked the week through.<tab>The visits wear her down.<tab>2<c-g>");
    harness.press("<tab>75<enter>").press("<c-g>Sy");
    harness
}

/// The screen without the times of the real clock: when it was saved, and signed.
fn steady(harness: &Harness<Bench>) -> String {
    let text = harness.text();
    let cut = |line: &str| {
        let at = [" saved ", "Signed by Ruth Adeyemi,"].iter().find_map(|words| line.find(words));
        at.unwrap_or(line.len())
    };
    text.lines().map(|line| line.get(..cut(line)).unwrap_or(line).trim_end()).collect::<Vec<_>>().join("\n")
}

/// What is on the screen with every run of spaces and lines as one space, so that a sentence reads as one.
fn told(harness: &Harness<Bench>) -> String {
    harness.text().replace(['│', '┃', '─'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(harness: &Harness<Bench>, words: &str) {
    // A refusal is shown as a sentence of its own, with a capital.
    let found = told(harness).to_lowercase().contains(&words.to_lowercase());
    assert!(found, "{words:?} is not on\n{}", harness.text());
}

#[rstest]
#[case((80, 24))]
#[case((140, 45))]
fn how_each_screen_looks(#[case] size: (u16, u16)) {
    let width = size.0;
    let mut harness = brief(size);
    insta::assert_snapshot!(format!("brief_{width}"), steady(&harness));
    harness.press("sWe talked the week through.<tab>The visits wear her down.<tab>2");
    insta::assert_snapshot!(format!("session_{width}"), steady(&harness));
    harness.press("<f4>");
    insta::assert_snapshot!(format!("children_{width}"), steady(&harness));
    harness.press("<enter>");
    insta::assert_snapshot!(format!("case_{width}"), steady(&harness));
    let mut harness = signed(size);
    insta::assert_snapshot!(format!("reader_{width}"), steady(&harness));
    harness.press("S<enter>a<right><right>");
    insta::assert_snapshot!(format!("disputing_{width}"), steady(&harness));
}

/// An agreement says what it lacks, each in its place, and Enter goes there; it is signed when nothing is lacking.
#[rstest]
#[case((60, 16))]
#[case((80, 24))]
fn what_a_form_still_lacks_is_listed_before_signing_and_each_leads_to_its_place(#[case] size: (u16, u16)) {
    let mut harness = today(size);
    harness.press(":open kezia<enter>f1Wednesdays at ten.<c-g>");
    insta::assert_snapshot!(format!("lacking_{}", size.0), steady(&harness));
    harness.press("S");
    says(&harness, "5 things must be put right first");
    harness.press("<down><enter>Two children, and a doubt.<c-g>");
    says(&harness, "4 things first");
    assert!(!told(&harness).contains("3 What each of us brings"), "{}", harness.text());
    for words in ["Phones off.", "I write, she reads.", "Between us, within the law.", "The head of service helps."] {
        harness.press("<enter>").press(words).press("<c-g>");
    }
    says(&harness, "Nothing has to be put right, and no part is left empty.");
    harness.press("S");
    says(&harness, "Sign this record?");
    harness.press("n<esc><c-g>Sy");
    says(&harness, "not shared");
}

#[test]
fn a_session_goes_from_its_page_to_the_readers_agreed_by_keys() {
    let mut harness = signed((80, 24));
    says(&harness, "not shared");
    // Nobody agrees to what they have not read: the key says so and nothing opens.
    harness.press("a");
    says(&harness, "it has not been shared yet");
    harness.press("S<enter>");
    says(&harness, "shared, not agreed");
    harness.press("a<right><tab>I would add the court day.<enter>");
    says(&harness, "who says: I would add the court day.");
    assert!(harness.text().contains("agreed"), "{}", harness.text());
}

#[test]
fn a_dispute_is_kept_with_how_it_is_to_be_settled_and_then_settled() {
    let mut harness = signed((100, 30));
    harness.press("S<enter>a<right><right><tab>That is not what I said.<enter>");
    says(&harness, "Say how it is to be settled");
    says(&harness, "That is not what I said.");
    harness.press("We read it together on Friday.<enter>");
    says(&harness, "Disputed by the worker on 23 November 2026, who says: That is not what I said.");
    says(&harness, "To be settled: We read it together on Friday.");
    harness.press("tThe second paragraph is put right in an addition.<enter>");
    says(&harness, "Settled on 23 November 2026");
    says(&harness, "disputed, settled");
}

/// What was said of a booking stands in the box that says it was held, and in the one that puts it right.
#[test]
fn how_and_where_a_session_is_to_be_is_typed_once() {
    let mut harness = today((100, 30));
    harness.press(":open kezia<enter>btoday 10am<tab><tab>90<tab><right><tab>the small room<enter>H");
    for words in ["Minutes 90", "in person", "the small room"] {
        says(&harness, words);
    }
    harness.press("<tab><tab><tab><tab><tab><right><enter>");
    says(&harness, "Held on Mon 23 Nov, 90 minutes");
    harness.press("<enter><tab><tab><tab><tab>room two<enter><enter>");
    for words in ["Put supervision right", "in person", "room two", "< yes >"] {
        says(&harness, words);
    }
}

#[test]
fn what_is_left_is_kept_and_gone_on_with_and_a_page_left_untouched_is_no_litter() {
    let mut harness = brief((80, 24));
    harness.press("s<esc>");
    says(&harness, "before supervision");
    harness.press("sShe asked for more time.<esc>");
    says(&harness, "is kept in the worker's own file");
    harness.press("<esc>").press(":supervision kezia<enter>");
    says(&harness, "supervision, begun");
    harness.press("s");
    says(&harness, "She asked for more time.");
}

#[test]
fn what_was_promised_is_closed_from_the_form_and_told_beside_it() {
    let mut harness = brief((100, 30));
    says(&harness, "Book the course on drift");
    harness.press("s<f5>x");
    harness.press("She has a place.<enter>");
    says(&harness, "She has a place.");
    harness.press("<esc><f2><f2>");
    says(&harness, "done 23 Nov");
}

#[test]
fn a_child_with_another_worker_may_be_thought_about_and_it_is_said() {
    let mut harness = brief((100, 30));
    harness.press("s<f4>+grace<enter>");
    says(&harness, "Grace Adeyemi-Thompson, 16, child protection");
    harness.press("<esc>");
    says(&harness, "another worker's child");
    harness.press("+nobody of that name<enter>");
    says(&harness, "nobody of that name");
    says(&harness, "no child of that name");
}

/// Each is refused where it was typed, with what is wrong, and what was typed stays.
#[rstest]
#[case::in_the_future("Htomorrow<tab>60<enter>", "tomorrow", "still to come")]
#[case::before_joining("H6 jan 2024<tab>60<enter>", "6 jan 2024", "the worker joined on 6 January 2025")]
#[case::of_no_length("Htoday<tab>0<enter>", "today", "a session lasts 1 to 480 minutes; 0 cannot be right")]
#[case::of_ten_hours("Htoday<tab>10 hours<enter>", "10 hours", "a session lasts 1 to 480 minutes; 600 cannot be right")]
#[case::twice_on_a_day(":open kezia<enter>H<tab>60<enter>H<tab>45<enter>", "45", "is there already")]
#[case::booked_in_the_past("b20/11<enter>", "20/11", "is past; book today or a later day")]
fn a_session_that_cannot_be_is_refused_and_stays_as_typed(#[case] keys: &str, #[case] typed: &str, #[case] why: &str) {
    let mut harness = brief((100, 30));
    harness.press(keys);
    says(&harness, why);
    says(&harness, typed);
}

#[test]
fn a_series_over_christmas_and_leave_says_what_moves_and_what_is_left_out_before_it_is_booked() {
    let mut harness = today((100, 30));
    harness.press(":open kezia<enter>").press(":series<enter>27/11");
    says(&harness, "Off closed days: 25 Dec to 29 Dec");
    harness.press("<enter>");
    says(&harness, "6 booked");
    harness.press(":series<enter>20/11<enter>");
    says(&harness, "is past; begin today or later");
    says(&harness, "20/11");
}

/// Leave over the second of six, and a series over the last day of the worker's.
#[test]
fn a_series_over_an_absence_leaves_those_days_out_and_says_so() {
    let mut harness = today((100, 30));
    harness.press(":open kezia<enter>L<tab>7/12<tab>15/12<enter>");
    says(&harness, "Kept: away 7 to 15 December 2026");
    harness.press(":series<enter>27/11");
    says(&harness, "Left out, away or gone then: 11 Dec");
    harness.press("<enter>");
    says(&harness, "5 booked");
    // The cursor stands on the one that comes next, and the box names it before it is called off.
    harness.press("<esc>:open kezia<enter>x");
    says(&harness, "The session planned for Fri 27 Nov");
}

/// The dates of an ASYE, of closer supervision and of the steps of a record, each refused where it was typed.
#[rstest]
#[case::asye_ends_before_it_begins(
    "A1 mar 2026<tab>1 feb 2026<enter>",
    "1 feb 2026",
    "it would end on 1 February 2026, before it begins on 1 March 2026"
)]
#[case::asye_before_the_team("A1 jan 2023<tab>1 jan 2024<enter>", "1 jan 2024", "not in the team at any time of it")]
#[case::less_often_than_the_policy(
    "C<right><right><tab>complex work<tab>45<tab>today<tab>+60d<enter>",
    "complex work",
    "and 45 days would be longer"
)]
fn a_period_that_cannot_be_is_refused_and_stays_as_typed(#[case] keys: &str, #[case] typed: &str, #[case] why: &str) {
    let mut harness = today((100, 30));
    harness.press(":open kezia<enter>").press(keys);
    says(&harness, why);
    says(&harness, typed);
}

#[rstest]
#[case::shared_before_held("S20/11<enter>", "20/11", "before the day it is about, 23 November 2026")]
#[case::shared_tomorrow("Stomorrow<enter>", "tomorrow", "24 November 2026 is still to come")]
#[case::agreed_before_it_was_held(
    "S<enter>a<tab>20/11<enter>",
    "20/11",
    "before the day it is about, 23 November 2026"
)]
fn a_step_on_a_day_on_which_it_cannot_have_been_is_refused(#[case] keys: &str, #[case] typed: &str, #[case] why: &str) {
    let mut harness = signed((100, 30));
    harness.press(keys);
    says(&harness, why);
    says(&harness, typed);
}

/// Held and written up on Friday, shared today: nobody agreed to it on the days between.
#[test]
fn a_record_is_not_agreed_on_a_day_before_it_was_shared() {
    let mut harness = brief((100, 30));
    harness.press("H20/11<tab>60<enter>").press(":supervision kezia<enter>");
    harness.press("sWe talked it through.<tab>She is well.<tab>2<c-g>").press("Sy");
    says(&harness, "not shared");
    harness.press("S<enter>a<tab>21/11<enter>");
    says(&harness, "it was shared on 23 November 2026; give that day or a later one");
    says(&harness, "21/11");
}

#[test]
fn the_team_is_handed_over_by_keys_shown_on_every_row_and_taken_back() {
    let mut harness = today((100, 30));
    harness.press(":hand the team over<enter>today<tab>20/11<tab>Ruth Okafor<enter>");
    says(&harness, "before it begins");
    says(&harness, "20/11");
    harness.press("<c-u>").press("4/12<tab><tab>Ben Doyle: Siân<enter>");
    says(&harness, "Handed over to Ruth Okafor until 4 Dec; Ben Doyle with Siân");
    says(&harness, "Ruth covers");
    harness.press("2");
    says(&harness, "Siân covers");
    harness.press("1:take the team back<enter>");
    assert!(!told(&harness).contains("covers"), "{}", harness.text());
}

#[test]
fn group_supervision_is_entered_by_keys_and_noted_on_the_childs_page() {
    let mut harness = today((100, 30));
    harness.press(":group<enter>kezia<enter>");
    says(&harness, "two workers at least");
    harness.press(", ben<tab><tab><tab><tab>4711: the lock came up again<enter>");
    says(&harness, "2 came");
    harness.press(":open 4711<enter>");
    says(&harness, "the lock came up again");
}

/// A copy goes out after the record is signed: each is dated then, and the record itself stays as it was.
#[test]
fn the_copies_of_an_observation_are_dated_after_it_was_signed() {
    let mut harness = today((80, 24));
    harness.press(":open kezia<enter>f2A home visit.<tab>Both were asked.<tab>Whose kitchen it is.<tab>");
    harness.press("She knelt.<tab>She lost the thread.<tab>She found him again.<tab>That a silence is short.<c-g>Sy");
    says(&harness, "No day yet: copy given to the worker, copy given to the line manager, quality lead told");
    harness.press("C<right><tab>tomorrow<enter>");
    says(&harness, "24 November 2026 is still to come");
    harness.press("<c-u>today<enter>");
    says(&harness, "Copy given to the line manager on 23 November 2026, says Ruth Adeyemi.");
    says(&harness, "No day yet: copy given to the worker, quality lead told");
    harness.press("C<enter>C<enter>C");
    says(&harness, "each copy and the notice has its day");
    assert!(!told(&harness).contains("No day yet"), "{}", harness.text());
}

/// Why a date is late tells also how to put it right where the session was held all the same.
#[test]
fn a_session_held_and_never_entered_is_entered_from_the_why_of_what_is_late() {
    let mut harness = today((80, 24));
    harness.press(":why kezia<enter>");
    says(&harness, "days late");
    says(&harness, "H enters a session on the day it was held.");
    harness.press("H19/11<tab>60<enter>");
    says(&harness, "Held on Thu 19 Nov, 60 minutes");
    harness.press(":why kezia<enter>");
    assert!(!told(&harness).contains("never entered"), "{}", harness.text());
}

/// One sentence, below the field it is about, and the cursor there.
#[test]
fn what_is_wrong_in_a_box_is_said_once_at_its_field() {
    let mut harness = today((100, 30));
    harness.press(":group<enter>kezia, ben, zoe<tab><tab><tab><tab>4711: the lock<enter>");
    says(&harness, "The third name is nobody in the team; check it.");
    harness.press("!");
    says(&harness, "kezia, ben, zoe!");
    assert!(!told(&harness).contains("third name"), "{}", harness.text());
    harness.press("<esc>:open kezia<enter>Hlast wendsday<tab><tab><enter>");
    assert_eq!(told(&harness).matches("was not understood").count(), 1, "{}", harness.text());
    harness.press("!");
    says(&harness, "last wendsday!");
    harness.press("<c-u>1/12<tab>60<enter>");
    assert_eq!(told(&harness).matches("still to come").count(), 1, "{}", harness.text());
}

/// What was entered of a meeting is read again from the session of anyone who came, and what shifted stands nowhere else.
#[test]
fn a_meeting_of_a_group_is_read_again_with_what_shifted() {
    let mut harness = today((80, 24));
    harness.press(":group<enter>kezia, ben<tab><tab><tab><tab>4711: the lock came up again");
    harness.press("<tab>reflecting team<tab>Ben sees his part in the row<enter>");
    harness.press(":open ben<enter><enter>");
    for words in
        ["Came: Ben Doyle, Kezia", "Model: reflecting team", "What shifted: Ben sees his part in the row", "Siân"]
    {
        says(&harness, words);
    }
    harness.press("<enter>");
    says(&harness, "reflecting team: the lock came up");
    assert!(!told(&harness).contains("his part in the row"), "{}", harness.text());
}

#[test]
fn a_record_of_a_workers_file_is_reached_by_its_name_from_anywhere() {
    let mut harness = signed((100, 30));
    harness.press("<esc><esc>").press(":p1<enter>");
    says(&harness, "Supervision, P1 of 23 November 2026");
    harness.press("<esc>").press("/wear her down");
    harness.press("<enter>");
    says(&harness, "Supervision, P1 of 23 November 2026");
}

#[test]
fn today_leads_straight_to_the_page_of_the_next_session() {
    let mut harness = today((100, 30));
    harness.press("S");
    says(&harness, "no session is booked");
    harness.press(":book ben<enter>tue 10am<enter>").press("S");
    says(&harness, "Ben Doyle: before supervision");
}

/// What was begun for a child in the session is named by the signed record, and Enter goes there until it is signed; the
/// record opens again from the session in the worker's page.
#[test]
fn the_signed_record_leads_to_the_childs_page_and_the_session_leads_to_the_record() {
    let mut harness = brief((80, 24));
    harness.press("sWe talked the week through.<tab>The visits wear her down.<tab>2");
    says(&harness, "when it was held (F6)");
    harness.press("<f4><enter>Her mother asked.<esc><c-g><tab>75<enter><c-g>Sy");
    says(&harness, "Begun in this session and not signed yet: ");
    says(&harness, "is not signed yet");
    harness.press("e");
    says(&harness, "Export P1");
    harness.press("<esc><enter>");
    says(&harness, "Her mother asked.");
    harness.press("<esc>");
    says(&harness, "Begun in this session and not signed yet: ");
    harness.press("<esc>v<enter>");
    says(&harness, "P1 of ");
    harness.press("<esc>W");
    says(&harness, "Put supervision right");
}
