//! The lists' rows about one child become one entry: the first open list, by precedence, says how the child stands.

use super::list::{ListRow, Meaning, PRECEDENCE, columns};
use super::oddity::{Oddity, OddityKind};
use super::{AnnexChild, worker_reference};
use crate::practice::child::{Assessment, ChildStatus};
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use std::collections::HashMap;

/// One entry for each child, in the order in which the lists name them.
pub(super) fn merged(rows: &[ListRow], day: NaiveDate) -> Vec<AnnexChild> {
    by_child(rows).into_iter().filter_map(|rows| child(&rows, day)).collect()
}

fn by_child(rows: &[ListRow]) -> Vec<Vec<&ListRow>> {
    let mut places: HashMap<&Reference, usize> = HashMap::new();
    let mut children: Vec<Vec<&ListRow>> = Vec::new();
    for row in rows {
        let place = *places.entry(&row.reference).or_insert(children.len());
        match children.get_mut(place) {
            Some(child) => child.push(row),
            None => children.push(vec![row]),
        }
    }
    children
}

fn child(rows: &[&ListRow], day: NaiveDate) -> Option<AnnexChild> {
    let open = first(rows, |row| row.open(day)).or_else(|| first(rows, |row| !row.ended(day)));
    let deciding = open.or_else(|| first(rows, |_| true))?;
    let (status, status_since) = if open.is_some() {
        (deciding.status(), deciding.start)
    } else {
        (ChildStatus::Closed, rows.iter().filter_map(|row| row.end).filter(|end| *end <= day).max())
    };
    let assessments = || rows.iter().filter(|row| row.list == 4).filter_map(|row| Some((row, row.start?)));
    let assessment = assessments()
        .filter(|(row, _)| !row.ended(day))
        .max_by_key(|(_, start)| *start)
        .map(|(row, start)| Assessment { start, end: sound_end(row) });
    let ended_assessments = assessments()
        .filter(|(row, _)| row.ended(day))
        .filter_map(|(row, start)| Some(Assessment { start, end: Some(sound_end(row)?) }))
        .collect();
    Some(AnnexChild {
        reference: deciding.reference.clone(),
        born_on: rows.iter().find_map(|row| row.born_on),
        team: deciding.team.clone(),
        worker_name: deciding.worker.clone(),
        status,
        status_since,
        assessment,
        ended_assessments,
        ended: open.is_none(),
        list: deciding.list,
        last_visit: rows.iter().filter_map(|row| row.visit).max(),
        last_review: rows.iter().filter_map(|row| row.review).max(),
    })
}

/// The row that decides among those that fit: the first list by precedence, and of one list the latest to begin.
fn first<'a>(rows: &[&'a ListRow], fits: impl Fn(&ListRow) -> bool) -> Option<&'a ListRow> {
    PRECEDENCE.iter().find_map(|list| {
        rows.iter()
            .copied()
            .filter(|row| row.list == *list && fits(row))
            .max_by_key(|row| (row.start, row.end, row.row))
    })
}

fn sound_end(row: &ListRow) -> Option<NaiveDate> {
    row.end.filter(|end| row.start.is_none_or(|start| start <= *end))
}

/// What is odd about a child once the lists are laid side by side.
pub(super) fn oddities(rows: &[ListRow], day: NaiveDate) -> Vec<Oddity> {
    let mut odd = Vec::new();
    for row in rows {
        dates(row, day, &mut odd);
    }
    for rows in by_child(rows) {
        side_by_side(&rows, day, &mut odd);
    }
    odd
}

fn dates(row: &ListRow, day: NaiveDate, odd: &mut Vec<Oddity>) {
    let column = columns(row.list).end.unwrap_or_default();
    let shown = row.end.map(|end| end.to_string()).unwrap_or_default();
    let says_ended = row.meaning == Some(Meaning::Ended);
    if let (Some(start), Some(end)) = (row.start, row.end)
        && end < start
    {
        odd.push(about(row, OddityKind::EndsBeforeStart, column, &shown, "it ends before it starts; taken as ended"));
    }
    match row.end {
        Some(end) if end > day && says_ended => {
            let what = "the closing date is still to come, but the case status says closed; taken as closed";
            odd.push(about(row, OddityKind::ClosureDisagrees, column, &shown, what));
        }
        Some(end) if end > day => {
            odd.push(about(row, OddityKind::EndsLater, column, &shown, "still to come, so taken as open until then"));
        }
        Some(_) if row.list == 6 && matches!(row.meaning, Some(Meaning::Status(_))) => {
            let what = "it has a closing date, but the case status is an open one; taken as closed";
            odd.push(about(row, OddityKind::ClosureDisagrees, column, &shown, what));
        }
        None if row.list == 6 && says_ended => {
            let what = "the case status says closed, but there is no closing date; closed from the day of import";
            odd.push(about(row, OddityKind::ClosureDisagrees, column, &shown, what));
        }
        Some(_) | None => {}
    }
}

fn side_by_side(rows: &[&ListRow], day: NaiveDate, odd: &mut Vec<Oddity>) {
    let Some(deciding) = first(rows, |row| row.open(day)).or_else(|| first(rows, |_| true)) else { return };
    let mut born = rows.iter().filter(|row| row.born_on.is_some());
    match born.next() {
        None => {
            let what = "no list has the date of birth; it stays blank until it is given";
            odd.push(about(deciding, OddityKind::NoBirthDate, super::list::BORN, "", what));
        }
        Some(known) => {
            for other in born.filter(|other| other.born_on != known.born_on) {
                let what = format!("another date than in {}, row {}, which was kept", known.sheet, known.row);
                let shown = other.born_on.map(|day| day.to_string()).unwrap_or_default();
                odd.push(about(other, OddityKind::BirthDatesDiffer, super::list::BORN, &shown, &what));
            }
        }
    }
    if !deciding.open(day) {
        return;
    }
    if deciding.worker.is_none() {
        let what = "the list that says how this child stands names no worker; counted as unallocated";
        odd.push(about(deciding, OddityKind::MissingWorker, super::list::WORKER, "", what));
    }
    for row in rows.iter().filter(|row| row.open(day) && row.list != deciding.list) {
        if let (Some(worker), Some(other)) = (&deciding.worker, &row.worker)
            && worker_reference(worker) != worker_reference(other)
        {
            let what = format!("{}, row {}, names another worker, who was taken", deciding.sheet, deciding.row);
            odd.push(about(row, OddityKind::WorkersDiffer, super::list::WORKER, other, &what));
        }
    }
    let mut assessments: Vec<&&ListRow> = rows.iter().filter(|row| row.list == 4 && row.open(day)).collect();
    assessments.sort_by_key(|row| row.start);
    assessments.pop();
    for row in assessments {
        let what = "a later assessment of the same child is open too; only that one was taken";
        odd.push(about(row, OddityKind::TwoAssessments, columns(4).start.unwrap_or_default(), "", what));
    }
}

fn about(row: &ListRow, kind: OddityKind, column: &str, value: &str, what_was_done: &str) -> Oddity {
    Oddity {
        kind,
        list: row.list,
        sheet: row.sheet.clone(),
        row: row.row,
        child: Some(row.reference.clone()),
        column: column.to_owned(),
        value: crate::exchange::import::shortened(value),
        what_was_done: what_was_done.to_owned(),
    }
}
