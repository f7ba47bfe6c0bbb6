//! The rules of a policy file, section by section, and the bounds of each (`practice/due-dates.md`, `practice/policies.md`).

use super::reading::{Entry, Reading, Section};
use super::{milestones, numbers, retention};
use crate::practice::child::ChildStatus;
use crate::practice::policy::{CalendarItem, Cited, Expectation, Interval, NonWorkingDay, Policy, Stage};
use crate::practice::session::SessionKind;
use std::ops::{Range, RangeInclusive};
use toml::de::{DeTable, DeValue};

const TOP: &[&str] = &[
    "title",
    "authority",
    "year",
    "recording_system",
    "approach",
    "documents",
    "supervision",
    "assessment",
    "oversight",
    "numbers",
    "retention",
    "milestones",
    "calendar",
    "expectations",
];

const SUPERVISION: &[&str] = &[
    "standing",
    "asye",
    "return_to_work",
    "role_change",
    "personal",
    "counted_kinds",
    "absence_grace",
    "non_working_day",
    "notice",
    "tolerance",
];

/// The whole policy; `None` where a mistake left a hole, each mistake being noted.
pub(super) fn policy(reading: &mut Reading<'_>, name: &str, root: &DeTable<'_>) -> Option<Policy> {
    reading.only(root, "a policy", TOP);
    reading.know_documents(root);
    let title = needed_text(reading, root, "title");
    let authority = needed_text(reading, root, "authority");
    let year = root.get("year").map(|value| reading.number(value, "year", &(1989..=2100)));
    let recording_system = root.get("recording_system").map(|value| reading.text(value, "recording_system"));
    let approach = approach(reading, root);
    let supervision = supervision(reading, root);
    let assessment = assessment(reading, root);
    let oversight = oversight(reading, root);
    let stated = numbers::stated(reading, root);
    let kept = retention::retention(reading, root);
    let milestones = milestones::all(reading, root);
    let calendar = each(reading, root, "calendar", calendar_item);
    let expectations = each(reading, root, "expectations", expectation);
    let (supervision, (checkpoints, assessment_limit)) = (supervision?, assessment?);
    Some(Policy {
        name: name.to_owned(),
        title: title?,
        authority: authority?,
        year: year.flatten(),
        recording_system: recording_system.flatten(),
        standing: supervision.standing,
        asye: supervision.asye,
        return_to_work: supervision.return_to_work,
        role_change: supervision.role_change,
        personal: supervision.personal,
        counted_kinds: supervision.counted_kinds,
        absence_grace: supervision.absence_grace,
        non_working_day: supervision.non_working_day,
        notice: supervision.notice,
        tolerance: supervision.tolerance,
        checkpoints,
        assessment_limit,
        oversight: oversight?,
        stated: stated?,
        retention: kept?,
        milestones: milestones?,
        calendar: calendar?,
        expectations: expectations?,
        approach: approach?,
    })
}

fn needed_text(reading: &mut Reading<'_>, table: &DeTable<'_>, name: &str) -> Option<String> {
    let Some(value) = table.get(name) else {
        reading.wrong(&(0..0), format!("\"{name}\" is missing"), format!("{name} = \"…\" at the top of the file"));
        return None;
    };
    reading.text(value, name)
}

fn approach(reading: &mut Reading<'_>, root: &DeTable<'_>) -> Option<Vec<String>> {
    let Some(value) = root.get("approach") else { return Some(Vec::new()) };
    let entries = reading.list(value, "approach")?;
    let texts: Vec<_> = entries.iter().map(|entry| reading.text(entry, "approach")).collect();
    texts.into_iter().collect()
}

struct Supervision {
    standing: Cited<Interval>,
    asye: Cited<Vec<Stage>>,
    return_to_work: Cited<Interval>,
    role_change: Cited<Interval>,
    personal: Cited<Interval>,
    counted_kinds: Cited<Vec<SessionKind>>,
    absence_grace: Cited<u16>,
    non_working_day: Cited<NonWorkingDay>,
    notice: Cited<u16>,
    tolerance: Cited<u16>,
}

fn supervision(reading: &mut Reading<'_>, root: &DeTable<'_>) -> Option<Supervision> {
    let section = reading.section(root, "supervision", "how often workers are supervised")?;
    reading.only(section.table(), "[supervision]", SUPERVISION);
    let standing = every(reading, &section, "standing");
    let asye =
        reading.rule(&section, "asye", "asye = { every = \"2 weeks\", source = \"…\" }", |reading, table, span| {
            stages(reading, table, span)
        });
    let return_to_work = every(reading, &section, "return_to_work");
    let role_change = every(reading, &section, "role_change");
    let personal = every(reading, &section, "personal");
    let counted_kinds = reading.rule(
        &section,
        "counted_kinds",
        "counted_kinds = { kinds = [\"one_to_one\"], source = \"…\" }",
        counted_kinds,
    );
    let absence_grace = count(reading, &section, "absence_grace", "working_days", 0..=60);
    let non_working_day = reading.rule(
        &section,
        "non_working_day",
        "non_working_day = { move = \"next\", source = \"…\" }",
        |reading, table, span| {
            let value = reading.part(table, span, "non_working_day", "move", "move = \"next\"")?;
            reading.code(value, "move", &["next", "previous", "keep"], |code| match code {
                "next" => Some(NonWorkingDay::Next),
                "previous" => Some(NonWorkingDay::Previous),
                "keep" => Some(NonWorkingDay::Keep),
                _ => None,
            })
        },
    );
    let notice = count(reading, &section, "notice", "days", 0..=90);
    let tolerance = count(reading, &section, "tolerance", "days", 0..=60);
    Some(Supervision {
        standing: standing?,
        asye: asye?,
        return_to_work: return_to_work?,
        role_change: role_change?,
        personal: personal?,
        counted_kinds: counted_kinds?,
        absence_grace: absence_grace?,
        non_working_day: non_working_day?,
        notice: notice?,
        tolerance: tolerance?,
    })
}

fn every(reading: &mut Reading<'_>, section: &Section<'_, '_>, key: &str) -> Option<Cited<Interval>> {
    reading.rule(
        section,
        key,
        &format!("{key} = {{ every = \"1 month\", source = \"…\" }}"),
        |reading, table, span| {
            let value = reading.part(table, span, key, "every", "every = \"1 month\"")?;
            reading.interval(value, "every")
        },
    )
}

fn count(
    reading: &mut Reading<'_>,
    section: &Section<'_, '_>,
    key: &str,
    part: &str,
    range: RangeInclusive<u16>,
) -> Option<Cited<u16>> {
    let example = format!("{key} = {{ {part} = {}, source = \"…\" }}", range.start());
    reading.rule(section, key, &example, |reading, table, span| {
        let value = reading.part(table, span, key, part, &example)?;
        reading.number(value, part, &range)
    })
}

fn counted_kinds(reading: &mut Reading<'_>, table: &DeTable<'_>, span: &Range<usize>) -> Option<Vec<SessionKind>> {
    let value = reading.part(table, span, "counted_kinds", "kinds", "kinds = [\"one_to_one\"]")?;
    let entries = reading.list(value, "kinds")?;
    let codes: Vec<&str> = SessionKind::ALL.iter().map(|kind| kind.code()).collect();
    if entries.is_empty() {
        reading.wrong(&value.span(), "no kind of session counts, so nothing could ever be held", codes.join(", "));
        return None;
    }
    let kinds: Vec<_> =
        entries.iter().map(|entry| reading.code(entry, "kinds", &codes, SessionKind::from_code)).collect();
    kinds.into_iter().collect()
}

/// The ASYE: `every`, or a list of `stages`, each of which but the last says until when it runs.
fn stages(reading: &mut Reading<'_>, table: &DeTable<'_>, span: &Range<usize>) -> Option<Vec<Stage>> {
    reading.only(table, "the rule \"asye\"", &["every", "stages", "source"]);
    let example =
        "every = \"2 weeks\", or stages = [{ every = \"1 week\", until = \"6 weeks\" }, { every = \"1 month\" }]";
    let entries = match (table.get("every"), table.get("stages")) {
        (Some(every), None) => return Some(vec![Stage { until: None, interval: reading.interval(every, "every")? }]),
        (None, Some(stages)) => reading.list(stages, "stages")?,
        (Some(_), Some(_)) => {
            reading.wrong(span, "\"asye\" has both \"every\" and \"stages\"", example);
            return None;
        }
        (None, None) => {
            reading.wrong(span, "\"asye\" does not say how often", example);
            return None;
        }
    };
    if entries.is_empty() {
        reading.wrong(span, "\"asye\" has no stage", example);
        return None;
    }
    let mut stages: Vec<Stage> = Vec::new();
    let mut good = true;
    for (index, entry) in entries.iter().enumerate() {
        let last = index + 1 == entries.len();
        let Some(stage) = stage(reading, entry, last) else {
            good = false;
            continue;
        };
        let longest = stages.iter().filter_map(|one| one.until).map(Interval::about_days).max().unwrap_or(0);
        if stage.until.is_some_and(|until| until.about_days() <= longest) {
            reading.wrong(&entry.span(), "this stage ends no later than the one before it", "stages in order of time");
            good = false;
        }
        stages.push(stage);
    }
    good.then_some(stages)
}

fn stage(reading: &mut Reading<'_>, entry: &Entry<'_>, last: bool) -> Option<Stage> {
    let table = reading.table(entry, &entry.span(), "stages")?;
    reading.only(table, "a stage", &["every", "until"]);
    let until = table.get("until");
    if last && until.is_some() {
        reading.wrong(&entry.span(), "the last stage has an end", "no \"until\": it runs to the end of the ASYE");
    }
    if !last && until.is_none() {
        reading.wrong(&entry.span(), "this stage does not say \"until\" when it runs", "until = \"6 weeks\"");
    }
    let until_read = until.map(|value| reading.interval(value, "until"));
    let Some(every) = table.get("every") else {
        reading.wrong(&entry.span(), "this stage does not say \"every\"", "every = \"1 week\"");
        return None;
    };
    let interval = reading.interval(every, "every")?;
    match until_read {
        None => Some(Stage { until: None, interval }),
        Some(until) => Some(Stage { until: Some(until?), interval }),
    }
}

fn assessment(reading: &mut Reading<'_>, root: &DeTable<'_>) -> Option<(Cited<Vec<u16>>, Cited<u16>)> {
    let section = reading.section(root, "assessment", "checkpoints and the limit of an assessment")?;
    reading.only(section.table(), "[assessment]", &["checkpoints", "limit"]);
    let example = "checkpoints = { working_days = [1, 8, 20, 40], source = \"…\" }, or [] for none";
    let checkpoints = reading.rule(&section, "checkpoints", example, |reading, table, span| {
        let value = reading.part(table, span, "checkpoints", "working_days", example)?;
        reading.ascending(value, "working_days", &(1..=260))
    });
    let limit =
        reading.rule(&section, "limit", "limit = { working_days = 45, source = \"…\" }", |reading, table, span| {
            let value = reading.part(table, span, "limit", "working_days", "working_days = 45")?;
            reading.number(value, "working_days", &(1..=260))
        });
    Some((checkpoints?, limit?))
}

fn oversight(reading: &mut Reading<'_>, root: &DeTable<'_>) -> Option<Vec<(ChildStatus, Cited<Interval>)>> {
    let section = reading.section(root, "oversight", "how often a child of each status has a manager's footprint")?;
    let open: Vec<_> = ChildStatus::ALL.iter().copied().filter(|status| *status != ChildStatus::Closed).collect();
    let codes: Vec<&str> = open.iter().map(|status| status.code()).collect();
    reading.only(section.table(), "[oversight]", &codes);
    let mut all = Vec::new();
    let mut good = true;
    for status in open.into_iter().filter(|status| section.table().contains_key(status.code())) {
        match every(reading, &section, status.code()) {
            Some(interval) => all.push((status, interval)),
            None => good = false,
        }
    }
    good.then_some(all)
}

/// Every table of a list of tables, which may be missing.
pub(super) fn each<T>(
    reading: &mut Reading<'_>,
    root: &DeTable<'_>,
    name: &str,
    read: impl Fn(&mut Reading<'_>, &DeTable<'_>, &Range<usize>) -> Option<T>,
) -> Option<Vec<T>> {
    let Some(value) = root.get(name) else { return Some(Vec::new()) };
    let entries = reading.list(value, name)?;
    let all: Vec<_> = entries
        .iter()
        .map(|entry| {
            let table = reading.table(entry, &entry.span(), name)?;
            read(reading, table, &entry.span())
        })
        .collect();
    all.into_iter().collect()
}

fn calendar_item(reading: &mut Reading<'_>, table: &DeTable<'_>, span: &Range<usize>) -> Option<CalendarItem> {
    reading.only(table, "an item of the calendar", &["months", "what", "source"]);
    let source = reading.source(table, span, "calendar");
    let what = part_text(reading, table, span, "what");
    let example = "months = [3, 9], or months = \"every\"";
    let months = match table.get("months") {
        None => {
            reading.wrong(span, "this item does not say in which \"months\"", example);
            return None;
        }
        Some(value) if matches!(value.get_ref(), DeValue::String(text) if text == "every") => (1..=12).collect(),
        Some(value) => {
            let months = reading.ascending(value, "months", &(1..=12))?;
            if months.is_empty() {
                reading.wrong(&value.span(), "this item is for no month", example);
                return None;
            }
            months
        }
    };
    let months = months.into_iter().filter_map(|month| u8::try_from(month).ok()).collect();
    Some(CalendarItem { months, what: what?, source: source? })
}

fn expectation(reading: &mut Reading<'_>, table: &DeTable<'_>, span: &Range<usize>) -> Option<Expectation> {
    reading.only(table, "an expectation", &["about", "what", "source"]);
    let source = reading.source(table, span, "expectations");
    let about = part_text(reading, table, span, "about");
    let what = part_text(reading, table, span, "what");
    Some(Expectation { about: about?, what: what?, source: source? })
}

pub(super) fn part_text(
    reading: &mut Reading<'_>,
    table: &DeTable<'_>,
    span: &Range<usize>,
    name: &str,
) -> Option<String> {
    let Some(value) = table.get(name) else {
        reading.wrong(span, format!("\"{name}\" is missing here"), format!("{name} = \"…\""));
        return None;
    };
    reading.text(value, name)
}
