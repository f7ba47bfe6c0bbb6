//! A policy as plain lines of text: every rule, its value in words, and who says so. Holds no rule of its own.

use super::asye::REVIEWS;
use super::date_words::month_name;
use super::due::wanted::{APPRAISAL, MID_YEAR, OBSERVED, RENEWAL};
use super::measures::{AGREE, WRITE_UP};
use super::policy::{Cited, NonWorkingDay, Policy, Source, Stage, Stated};
use super::retention::{Class, length_words};
use super::session::SessionKind;
use crate::practice::sentence::capital;
use std::fmt::Write as _;

/// The whole policy, a rule to a line, under headings; ends with a line break. Reads well aloud: no columns.
pub fn render(policy: &Policy) -> String {
    let mut page = Page(String::new());
    page.plain(&policy.title);
    page.plain(&match policy.year {
        Some(year) => format!("{}, {year}", policy.authority),
        None => policy.authority.clone(),
    });
    if let Some(system) = &policy.recording_system {
        page.plain(&format!("Recorded in: {system}"));
    }
    if !policy.approach.is_empty() {
        page.plain(&format!("Practice approach: {}", policy.approach.join(", ")));
    }
    supervision(&mut page, policy);
    assessment(&mut page, policy);
    page.heading("Regular oversight of a child");
    for (status, interval) in &policy.oversight {
        page.cited(&capital(status.words()), interval, |one| one.words());
    }
    if policy.oversight.is_empty() {
        page.plain("  None");
    }
    stated(&mut page, policy);
    retention(&mut page, policy);
    if !policy.expectations.is_empty() {
        page.heading("Also asked for");
        for one in &policy.expectations {
            page.rule(&capital(&one.about), &one.what, &one.source);
        }
    }
    if !policy.milestones.is_empty() {
        page.heading("Milestones");
        for one in &policy.milestones {
            let statuses: Vec<_> = one.statuses.iter().map(|status| status.words()).collect();
            page.rule(&capital(&statuses.join(", ")), &format!("{}: {}", one.what, one.when), &one.source);
        }
    }
    if !policy.calendar.is_empty() {
        page.heading("Quality calendar");
        for one in &policy.calendar {
            page.rule(&months(&one.months), &one.what, &one.source);
        }
    }
    page.0
}

fn supervision(page: &mut Page, policy: &Policy) {
    page.heading("Supervision");
    page.cited("Everyone", &policy.standing, |one| one.words());
    page.cited("In the ASYE", &policy.asye, |stages| staged(stages));
    page.cited("After a return to work", &policy.return_to_work, |one| one.words());
    page.cited("After a major change of role", &policy.role_change, |one| one.words());
    page.cited("In a personal period that names no other", &policy.personal, |one| one.words());
    page.cited("Counted", &policy.counted_kinds, |kinds| kind_words(kinds));
    page.cited("To rebook after an absence", &policy.absence_grace, |grace| match grace {
        0 => "the first working day back".to_owned(),
        grace => format!("{} more, after the first day back", counted(*grace, "working day")),
    });
    page.cited("A due date on a day off", &policy.non_working_day, |what| {
        match what {
            NonWorkingDay::Next => "moves to the next working day",
            NonWorkingDay::Previous => "moves to the working day before",
            NonWorkingDay::Keep => "stays where it is",
        }
        .to_owned()
    });
    page.cited("Due soon", &policy.notice, |days| match days {
        0 => "never; on the day it is due today".to_owned(),
        days => format!("from {} before", counted(*days, "day")),
    });
    page.cited("Still on time", &policy.tolerance, |days| match days {
        0 => "to the due date and no later".to_owned(),
        days => format!("up to {} after the due date", counted(*days, "day")),
    });
}

fn assessment(page: &mut Page, policy: &Policy) {
    page.heading("Assessments");
    page.cited("A manager looks", &policy.checkpoints, |days| match days.as_slice() {
        [] => "on no numbered day".to_owned(),
        [day] => format!("on working day {day}"),
        days => format!("on working days {}", listed(&days.iter().map(u16::to_string).collect::<Vec<_>>())),
    });
    page.cited("Ends", &policy.assessment_limit, |days| format!("within {}", counted(*days, "working day")));
}

/// The numbers: those that date something in a worker's own file as sentences, then the others.
fn stated(page: &mut Page, policy: &Policy) {
    // Numbers under one key are one rule: reviews at 3, 6 and 12 months.
    let rules =
        || policy.stated.chunk_by(|one, next| one.key == next.key).filter_map(|same| Some((same.first()?, same)));
    if rules().any(|(_, same)| dated(same).is_some()) {
        page.heading("Workers' own files");
    }
    for (first, same) in rules() {
        if let Some((label, words)) = dated(same) {
            // An authority that says it better than the program would is read in its own words.
            let own = if first.own_words { format!(" (in its own words: {})", first.what) } else { String::new() };
            page.rule(label, &format!("{words}{own}"), &first.source);
        }
    }
    if rules().any(|(_, same)| dated(same).is_none()) {
        page.heading("Numbers");
    }
    for (first, same) in rules().filter(|(_, same)| dated(same).is_none()) {
        let values: Vec<_> = same.iter().map(|one| one.value.to_string()).collect();
        page.rule(&capital(&first.what), &listed(&values), &first.source);
    }
}

/// How long each class is kept, then what no figure can change: that nothing goes by itself, and that the trail stays.
fn retention(page: &mut Page, policy: &Policy) {
    page.heading("How long it is kept");
    for (class, rule) in &policy.retention {
        page.cited(&kept_label(*class), rule, |keep| keep.words());
    }
    if policy.retention.iter().any(|(class, _)| matches!(class, Class::Child(_))) {
        page.plain("  A child's file goes by whichever of the child's statuses keeps it longest.");
    }
    let without: Vec<_> = Class::all().filter(|class| policy.kept(*class).is_none()).map(Class::words).collect();
    if !without.is_empty() {
        page.plain(&format!("  Without an end: {}.", listed(&without)));
    }
    if policy.retention.iter().any(|(_, rule)| rule.source == Source::Local) {
        page.plain("  A local setting has no document behind it: your authority's retention schedule decides.");
    }
    page.plain(
        "  Nothing goes by itself. What has been kept this long is listed, and a person removes it or puts it on hold.",
    );
    page.plain("  The trail, and in it what left the file and where it went, stays as long as the file does.");
}

fn kept_label(class: Class) -> String {
    match class {
        Class::Child(_) => format!("A child's file, {}", class.words()),
        Class::WorkersFile | Class::UnfinishedDraft | Class::UnsortedLine => capital(&class.words()),
    }
}

/// What numbers under one key date in a worker's own file, as people say it; `None` where they date nothing there.
fn dated(same: &[Stated]) -> Option<(&'static str, String)> {
    let first = same.first()?;
    let every = || format!("every {}", counted(first.value, "month"));
    Some(match first.key.as_str() {
        WRITE_UP => ("A supervision record", format!("written up and shared within {}", working_days(first.value))),
        AGREE => ("A record that was shared", format!("agreed with the worker within {}", working_days(first.value))),
        RENEWAL => ("The supervision agreement", format!("renewed {}", every())),
        REVIEWS => {
            let months: Vec<_> = same.iter().map(|one| one.value.to_string()).collect();
            let unit = if months == ["1"] { "month" } else { "months" };
            ("The ASYE", format!("reviewed {} {unit} after it begins", listed(&months)))
        }
        OBSERVED => {
            let often = match first.value {
                0 => "no set number of times".to_owned(),
                1 => "once a year".to_owned(),
                2 => "twice a year".to_owned(),
                many => format!("{many} times a year"),
            };
            ("Practice", format!("observed {often}"))
        }
        APPRAISAL => ("The appraisal", every()),
        MID_YEAR => ("The mid-year review", format!("{} after the appraisal", counted(first.value, "month"))),
        _ => return None,
    })
}

fn working_days(count: u16) -> String {
    counted(count, "working day")
}

struct Page(String);

impl Page {
    fn plain(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        self.0.push('\n');
        self.plain(heading);
    }

    fn rule(&mut self, label: &str, value: &str, source: &Source) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "  {label}: {value}. Source: {}.", source.words());
    }

    fn cited<T>(&mut self, label: &str, rule: &Cited<T>, words: impl Fn(&T) -> String) {
        self.rule(label, &words(&rule.value), &rule.source);
    }
}

fn staged(stages: &[Stage]) -> String {
    let stages: Vec<_> = stages
        .iter()
        .map(|stage| match stage.until {
            Some(until) => format!("{} until {} in", stage.interval.words(), length_words(until)),
            None => stage.interval.words(),
        })
        .collect();
    stages.join(", then ")
}

fn counted(count: u16, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

fn kind_words(kinds: &[SessionKind]) -> String {
    listed(&kinds.iter().map(|kind| kind.words().to_owned()).collect::<Vec<_>>()) + " sessions"
}

/// `a`, `a and b`, `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn months(months: &[u8]) -> String {
    if months.len() == 12 {
        return "Every month".to_owned();
    }
    let name = |month: &u8| month_name(u32::from(*month)).to_owned();
    match months {
        [first, .., last]
            if months.len() > 2 && months.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b)) =>
        {
            format!("{} to {}", name(first), name(last))
        }
        months => listed(&months.iter().map(name).collect::<Vec<_>>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::policy_file::{shipped, shipped_policy};

    #[test]
    fn the_staged_policy_reads_as_a_colleague_would_say_it() {
        insta::assert_snapshot!(render(&shipped_policy("national-employer-standards").unwrap()));
    }

    #[test]
    fn every_rule_of_every_shipped_policy_has_its_line_and_its_source() {
        for (name, _) in shipped() {
            let policy = shipped_policy(name).unwrap();
            let text = render(&policy);
            let rules = 10
                + 2
                + policy.oversight.len()
                + policy.retention.len()
                + policy.stated.chunk_by(|one, next| one.key == next.key).count()
                + policy.expectations.len()
                + policy.milestones.len()
                + policy.calendar.len();
            assert_eq!(text.matches(". Source: ").count(), rules, "{name}");
            assert!(text.lines().all(|line| line == line.trim_end()), "{name}");
        }
    }

    #[test]
    fn what_dates_a_workers_file_is_said_in_words_and_the_other_numbers_after_it() {
        let mut policy = shipped_policy("practice-fundamentals").unwrap();
        let stated = |key: &str, value| Stated {
            key: key.to_owned(),
            what: "months".to_owned(),
            own_words: false,
            value,
            source: Source::Local,
        };
        policy.stated = vec![stated(AGREE, 1), stated(OBSERVED, 1), stated(MID_YEAR, 6)];
        let text = render(&policy);
        assert!(
            text.contains("\n  A record that was shared: agreed with the worker within 1 working day. Source"),
            "{text}"
        );
        assert!(text.contains("\n  Practice: observed once a year. Source"), "{text}");
        assert!(text.contains("\n  The mid-year review: 6 months after the appraisal. Source"), "{text}");
        assert!(!text.contains("\nNumbers\n"), "a heading with nothing under it: {text}");
        assert!(!text.contains("own words"), "{text}");
        let own = |one: Stated| Stated { own_words: true, what: "signed and in her hands".to_owned(), ..one };
        policy.stated =
            [WRITE_UP, AGREE, RENEWAL, REVIEWS, OBSERVED, APPRAISAL, MID_YEAR].map(|key| own(stated(key, 3))).to_vec();
        let text = render(&policy);
        let shared = "written up and shared within 3 working days (in its own words: signed and in her hands). Source";
        assert!(text.contains(shared), "{text}");
        assert_eq!(text.matches("(in its own words: signed and in her hands)").count(), 7, "{text}");
        policy.stated = vec![stated("minimum_minutes", 60)];
        let text = render(&policy);
        assert!(text.contains("\nNumbers\n") && !text.contains("own files"), "{text}");
    }

    #[test]
    fn how_long_each_class_is_kept_is_said_with_what_no_figure_changes() {
        let mut policy = shipped_policy("practice-fundamentals").unwrap();
        let text = render(&policy);
        let (_, kept) = text.split_once("\nHow long it is kept\n").unwrap();
        assert!(kept.contains("\n  A child's file, in care: 75 years from birth. Source: local setting.\n"), "{kept}");
        assert!(
            kept.contains("\n  An unfinished draft: 1 year from the last change. Source: local setting.\n"),
            "{kept}"
        );
        assert!(kept.contains("your authority's retention schedule decides") && !kept.contains("Without"), "{kept}");
        assert!(kept.contains("Nothing goes by itself.") && kept.contains("The trail"), "{kept}");
        policy.retention.retain(|(class, _)| *class == Class::WorkersFile);
        let text = render(&policy);
        assert!(text.contains("Without an end: contact, early help, assessment"), "{text}");
        assert!(!text.contains("keeps it longest"), "{text}");
    }

    #[test]
    fn months_in_a_row_are_told_as_a_stretch() {
        assert_eq!(months(&[6, 7, 8, 9, 10, 11]), "June to November");
        assert_eq!(months(&[3, 4]), "March and April");
        assert_eq!(months(&[1, 4, 7, 10]), "January, April, July and October");
        assert_eq!(months(&(1..=12).collect::<Vec<_>>()), "Every month");
        assert_eq!(months(&[0, 13]), " and ", "a month that does not exist has no name and stops nothing");
    }
}
