//! What was odd in a workbook, as lines for a person: what is alike is said once, and every row of it still named. Not the
//! reading of the workbook.

use crate::exchange::annex_a::Oddity;

/// From so many on, rows of which the same is said stand together.
const TOGETHER: usize = 3;

/// The lines. Rows alike stand together where the first of them stood.
pub(super) fn odd_lines(oddities: &[&Oddity]) -> Vec<String> {
    let mut groups: Vec<Vec<&Oddity>> = Vec::new();
    for oddity in oddities {
        let alike = |group: &&mut Vec<&Oddity>| {
            group.first().is_some_and(|one| {
                (one.kind, &one.column, said(one)) == (oddity.kind, &oddity.column, said(oddity)) && one.row > 0
            })
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(oddity),
            None => groups.push(vec![oddity]),
        }
    }
    let lines = groups.into_iter().flat_map(|group| {
        if group.len() < TOGETHER { group.iter().map(ToString::to_string).collect() } else { together(&group) }
    });
    lines.collect()
}

fn said(oddity: &Oddity) -> &str {
    oddity.kind.said_once().unwrap_or(&oddity.what_was_done)
}

/// One sentence with the count, then a line to each list: `List 3: row 10 “Priya Thomas” (child 4711), row 11 ...`.
fn together(group: &[&Oddity]) -> Vec<String> {
    let Some(first) = group.first() else { return Vec::new() };
    let what = match (first.kind.said_once(), first.column.as_str()) {
        (Some(said), _) => format!(" {said}"),
        (None, "") => format!(": {}", first.what_was_done),
        (None, column) => format!(", {column}: {}", first.what_was_done),
    };
    let mut lines = vec![format!("{} rows{what}:", group.len())];
    for (place, oddity) in group.iter().enumerate() {
        let value = if oddity.value.is_empty() { String::new() } else { format!(" \u{201c}{}\u{201d}", oddity.value) };
        let child = oddity.child.as_ref().map(|child| format!(" (child {child})")).unwrap_or_default();
        let words = format!("row {}{value}{child}", oddity.row);
        let same_list =
            place.checked_sub(1).and_then(|before| group.get(before)).is_some_and(|one| one.list == oddity.list);
        match lines.last_mut().filter(|_| same_list) {
            Some(line) => {
                line.push_str(", ");
                line.push_str(&words);
            }
            None => lines.push(format!("  {}: {words}", oddity.sheet)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::annex_a::OddityKind;
    use crate::practice::reference::Reference;

    fn odd(kind: OddityKind, list: u8, row: usize, value: &str, what: &str) -> Oddity {
        Oddity {
            kind,
            list,
            sheet: format!("List {list}"),
            row,
            child: Reference::new(&format!("C{row}")),
            column: "Allocated Worker".to_owned(),
            value: value.to_owned(),
            what_was_done: what.to_owned(),
        }
    }

    #[test]
    fn rows_alike_are_said_once_and_every_one_is_named() {
        let differ = |list, row, worker: &str| {
            odd(OddityKind::WorkersDiffer, list, row, worker, &format!("List 8, row {row}, names another worker"))
        };
        let all = [
            differ(3, 10, "Priya Thomas"),
            odd(OddityKind::EndsLater, 3, 11, "2027-01-02", "still to come"),
            differ(3, 12, "Femi Baker"),
            odd(OddityKind::EndsLater, 4, 2, "2027-01-09", "still to come"),
            differ(5, 2, "Priya Thomas"),
        ];
        let lines = odd_lines(&all.iter().collect::<Vec<_>>());
        insta::assert_snapshot!(lines.join("\n"), @r"
        3 rows name another worker than the list by which the child stands; that list's worker was taken:
          List 3: row 10 “Priya Thomas” (child C10), row 12 “Femi Baker” (child C12)
          List 5: row 2 “Priya Thomas” (child C2)
        List 3, row 11, Allocated Worker “2027-01-02”: still to come
        List 4, row 2, Allocated Worker “2027-01-09”: still to come
        ");
        for one in &all {
            let (value, row) = (one.value.as_str(), format!("row {}", one.row));
            assert!(lines.iter().any(|line| line.contains(value) && line.contains(&row)), "{one} is nowhere");
        }
    }
}
