//! An absences file against the absences that are kept.

use super::report::{Changed, Entry, Sort};
use super::{ImportError, Run};
use crate::exchange::import::Read;
use crate::exchange::import::absences::AbsenceRow;
use crate::practice::worker::{Absence, AbsenceKind};

pub(super) fn import(run: &mut Run<'_, '_>, read: &Read<AbsenceRow>) -> Result<(), ImportError> {
    run.take(read);
    for (number, row) in &read.rows {
        let Some(id) = run.worker(*number, "worker", row.worker.as_str())? else { continue };
        let known = run.workers.get(&id).and_then(|worker| worker.absences.iter().find(|one| one.from == row.from));
        let before = known.copied();
        let after = Absence {
            kind: row.kind.or(before.map(|one| one.kind)).unwrap_or(AbsenceKind::Other),
            from: row.from,
            until: row.until.or(before.and_then(|one| one.until)),
        };
        let entry = Entry { sort: Sort::Absence, reference: format!("{} {}", row.worker, row.from) };
        match before {
            Some(before) if before == after => {
                run.report.unchanged += 1;
                continue;
            }
            Some(before) => {
                if before.kind != after.kind {
                    let (from, to) = (Some(before.kind.code().to_owned()), Some(after.kind.code().to_owned()));
                    run.report.changed.push(Changed { entry: entry.clone(), field: "kind", from, to });
                }
                if before.until != after.until {
                    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
                    let (from, to) = (day(before.until), day(after.until));
                    run.report.changed.push(Changed { entry, field: "to", from, to });
                }
            }
            None => run.report.new.push(entry),
        }
        run.change.set_absence(id, &after)?;
    }
    Ok(())
}
