//! How long a long draft takes to be read through before signing: 20,000 characters, six brothers and sisters with five
//! records each. It must stay under 50 ms.

use chrono::NaiveDate;
use footprint::practice::answer::{Answer, Answers};
use footprint::practice::oversight::field;
use footprint::practice::reference::RecordId;
use footprint::practice::review::{Earlier, Finding, OpenAction, Setting, WordLists, worth_a_look};

fn main() {
    divan::main();
}

/// Sentences that differ from each other, and name neither voice nor what protects, so that every list is searched to its
/// end.
fn prose(seed: usize, characters: usize) -> String {
    const WHO: [&str; 6] =
        ["The landlord", "The surgery", "The clinic", "The office", "The council", "The bus company"];
    const WHAT: [&str; 7] = ["wrote about", "closed", "counted", "moved", "delayed", "looked over", "listed"];
    const WHICH: [&str; 8] =
        ["the stairs", "the rent", "the forms", "the windows", "the meter", "the lease", "the bins", "the roof"];
    let mut text = String::new();
    let mut number = seed;
    while text.len() < characters {
        number = number.wrapping_mul(31).wrapping_add(7);
        let (who, what, which) = (WHO[number % 6], WHAT[number / 6 % 7], WHICH[number / 42 % 8]);
        text.push_str(&format!(
            "{who} {what} {which} again in week {}, and the file number was {number}. ",
            number % 52
        ));
        number %= 100_000;
    }
    text
}

fn answers(seed: usize, characters: usize) -> Answers {
    let part = characters / 5;
    [field::SITUATION, field::IMPACT, field::DECISION, field::ACTIONS, field::REVIEW]
        .into_iter()
        .enumerate()
        .map(|(number, key)| (key.to_owned(), Answer::Text(prose(seed + number * 1_000, part))))
        .collect()
}

#[divan::bench]
fn a_long_draft_in_a_large_family(bencher: divan::Bencher<'_, '_>) {
    let lists = WordLists::shipped();
    let draft = answers(1, 20_000);
    let records: Vec<Answers> = (0..30).map(|number| answers(number * 17 + 3, 4_000)).collect();
    let day = NaiveDate::default();
    let siblings: Vec<Earlier<'_>> = records
        .iter()
        .map(|answers| Earlier { record: RecordId(1), called: "Megan Rees", decided_on: day, answers })
        .collect();
    let open =
        vec![OpenAction { reference: "A1", action: "Ask the neighbour about Sunday", owner: "Ben", due_on: day }];
    let setting = Setting {
        name: Some("Tomos Rees"),
        reference: "C1",
        previous: siblings.first().copied(),
        siblings,
        open,
        ..Setting::default()
    };
    bencher.bench(|| -> Vec<Finding> { worth_a_look(&draft, &setting, &lists) });
}

#[divan::bench]
fn the_word_lists_that_come_with_the_program() -> WordLists {
    WordLists::shipped()
}
