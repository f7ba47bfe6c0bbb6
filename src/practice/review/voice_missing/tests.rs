//! Short texts in which the child is heard, or is not.

use crate::practice::review::worth_tests::found_at;
use rstest::rstest;

#[rstest]
#[case::said("He said the nights are worse.", true)]
#[case::told("Leo told Kezia that he is scared.", true)]
#[case::drew("He drew his house without a door.", true)]
#[case::baby("The baby settles when picked up.", true)]
#[case::quoted("\"I keep my shoes on,\" he told Priya.", true)]
#[case::seen("Kezia watched him line up his cars.", true)]
#[case::letter("A letter from Leo to the judge says so.", true)]
#[case::adult_speaks("Mum said the nights are worse.", false)]
#[case::adult_pronoun("Dad came in. He said the nights are worse.", false)]
#[case::adult_of_child("His teacher says he is a happy boy.", false)]
#[case::adult_settles("Mum says he settles well.", false)]
#[case::elsewhere("Leo's voice is captured elsewhere.", false)]
#[case::to_be_asked("Kezia will ask Leo what he wants.", false)]
#[case::adult_quotation("Mum said \"I cannot cope with my son\".", false)]
#[case::told_to_child("Mum told Leo that they are moving.", false)]
#[case::conjoined("Leo took Kezia to his room and told her about the dog.", true)]
#[case::may_come("By secondary he may have stopped asking for help.", false)]
#[case::stays_on_a_plan("Leo stays on a child protection plan.", false)]
#[case::goes_to_school("Leo goes to the same school.", false)]
#[case::nothing("The home is cold and there is worry about neglect.", false)]
fn a_child_is_heard_or_is_not(#[case] text: &str, #[case] heard: bool) {
    assert_eq!(found_at("voice_missing", "Leo Marsh", "impact", text).is_empty(), heard);
}

/// Names that are ordinary words, names in parts, and names with accents: the one who speaks is the child.
#[rstest]
#[case::will("Will Turner", "Will told Kezia \"I sleep in my school jumper\".", true)]
#[case::will_asks("Will Turner", "On Tuesday Will asked Kezia when he can go home.", true)]
#[case::will_hides("Will Turner", "Kezia went in and Will hid behind the sofa.", true)]
#[case::will_draws("Will Turner", "Will sat with Kezia and drew his house without a door.", true)]
#[case::watched("Will Turner", "Kezia watched Will line up his cars.", true)]
#[case::will_is_asked("Will Turner", "Kezia will ask Will what he wants.", false)]
#[case::will_is_to_be("Will Turner", "Will will be asked what he wants.", false)]
#[case::will_is_spoken_of("Will Turner", "Mum said Will sleeps well.", false)]
#[case::a_plan("Will Turner", "Will stays on a child in need plan.", false)]
#[case::may("May Price", "May told her teacher that nights are loud.", true)]
#[case::drew("Drew Price", "Drew told his teacher that nights are loud.", true)]
#[case::drew_is_named("Drew Price", "Mum and Drew live at the flat.", false)]
#[case::mark("Mark Bell", "Mark says his dad shouts.", true)]
#[case::hope("Hope Adeyemi", "Hope wants to live with her nan.", true)]
#[case::grace("Grace Okafor", "Grace whispered that she is hungry.", true)]
#[case::grace_of_rent("Grace Okafor", "Mum told the landlord that she needs a week's grace.", false)]
#[case::summer("Summer Jones", "Summer drew a house with nobody in it.", true)]
#[case::summer_of_the_year("Summer Jones", "In the summer mum said things were better.", false)]
#[case::hyphen("Anna-Maria Nowak", "Anna-Maria told Kezia \"I sleep in my school jumper\".", true)]
#[case::hyphen_apart("Anna-Maria Nowak", "Anna Maria told Kezia that nights are loud.", true)]
#[case::two_words("Anna Maria Nowak", "Anna Maria told Kezia that nights are loud.", true)]
#[case::mum_of_hyphen("Anna-Maria Nowak", "Mum told Anna-Maria that they are moving.", false)]
#[case::full_name("Leo Marsh", "Leo Marsh told Kezia that nights are loud.", true)]
#[case::another_marsh("Leo Marsh", "Lisa Marsh told Kezia that nights are loud.", false)]
#[case::welsh("Siân Parry-Hughes", "Siân Parry-Hughes told Kezia that nights are loud.", true)]
#[case::welsh_plain("Siân Parry-Hughes", "Sian told Kezia that nights are loud.", true)]
#[case::welsh_letters("Llŷr ap Gwilym", "Llŷr ap Gwilym said he is cold.", true)]
#[case::polish("Łukasz Wiśniewski", "Łukasz Wiśniewski said he is cold.", true)]
#[case::polish_plain("Łukasz Wiśniewski", "Lukasz said he is cold.", true)]
#[case::apostrophe("D'Andre Cole", "D'Andre told Kezia that nights are loud.", true)]
#[case::listed("MARSH, Leo", "Leo Marsh told Kezia that nights are loud.", true)]
#[case::no_name_yet("", "C1 told Kezia that nights are loud.", true)]
#[case::no_name_and_not_heard("", "C1 has a worker. Mum told Kezia that nights are loud.", false)]
fn a_child_of_any_name_is_heard(#[case] name: &str, #[case] text: &str, #[case] heard: bool) {
    assert_eq!(found_at("voice_missing", name, "impact", text).is_empty(), heard);
}
