//! Importing from the screen: look at what a file would change, then do it. Not the reading of files: that is
//! [`crate::workbench::import`].

use super::copy::on_disk;
use crate::workbench::desk::Desk;
use crate::workbench::import::{ImportError, Kind, Report, Request, import, rehearse};
use crate::workbench::message::{ImportPlan, Msg};
use crate::workbench::refusal::Refusal;
use std::path::Path;

/// A step of importing.
#[derive(Clone, PartialEq, Eq)]
pub enum ImportAct {
    /// Says what the file would change, and writes nothing; answered by [`Msg::ImportPlan`].
    Look {
        /// What sort of file.
        kind: Kind,
        /// Where it lies, as typed.
        path: String,
    },
    /// Imports it. Only after a look and a yes; answered by [`Msg::Done`].
    Apply {
        /// What sort of file.
        kind: Kind,
        /// Where it lies, as typed.
        path: String,
    },
}

impl Desk {
    /// Takes a step of importing.
    pub fn import_act(&mut self, act: ImportAct) -> Result<Vec<Msg>, Refusal> {
        match act {
            ImportAct::Look { kind, path } => {
                let report = self.with_file(kind, &path, rehearse)?;
                Ok(vec![Msg::ImportPlan(Box::new(plan(kind, path, &report)))])
            }
            ImportAct::Apply { kind, path } => {
                let report = self.with_file(kind, &path, import)?;
                Ok(vec![Msg::Done(said(&report))])
            }
        }
    }

    fn with_file(
        &mut self,
        kind: Kind,
        typed: &str,
        work: impl FnOnce(&mut crate::store::Store, &crate::store::By, &Request<'_>) -> Result<Report, ImportError>,
    ) -> Result<Report, Refusal> {
        let path = on_disk(typed);
        let bytes = read(&path)?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let by = self.by();
        let request = Request {
            kind,
            file: &file,
            bytes: &bytes,
            sheet: None,
            team: None,
            as_drafts: false,
            skip_bad_rows: false,
            as_of: self.day,
        };
        work(&mut self.store, &by, &request).map_err(|error| match error {
            // Its own sentence speaks of an option of the command line.
            ImportError::Rows(report) => Refusal::NotPossible(format!(
                "nothing was imported, because {} cannot be read; put them right in the file and try again",
                counted(report.bad_rows(), "row")
            )),
            other => Refusal::NotPossible(other.to_string()),
        })
    }
}

/// A path as typed: without quotation marks around it, and `~` for the user's own folder.
#[expect(clippy::disallowed_methods, reason = "the file that the user named to be imported")]
fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(path).map_err(|error| Refusal::Unreadable { file: path.to_owned(), why: error.kind() })
}

fn plan(kind: Kind, path: String, report: &Report) -> ImportPlan {
    ImportPlan {
        kind,
        path,
        lines: report.to_text().lines().map(str::to_owned).collect(),
        bad_rows: report.bad_rows(),
        changes_nothing: report.changes_nothing(),
    }
}

fn said(report: &Report) -> String {
    let mut changed: Vec<_> = report.changed.iter().map(|one| &one.entry).collect();
    changed.sort();
    changed.dedup();
    format!("Imported: {} new, {} changed, {} as before.", report.new.len(), changed.len(), report.unchanged)
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::workbench::configuration::Configuration;

    fn desk() -> Desk {
        let day = "2026-11-23".parse().unwrap();
        Desk::of(Store::in_memory().unwrap(), day, Configuration::default()).unwrap()
    }

    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn a_look_writes_nothing_and_what_follows_does_what_it_said() {
        let mut desk = desk();
        let file = file("reference,name,role,joined_on\nW1,Zoë Ŵyn,social_worker,2026-01-05\n");
        let path = format!(" \"{}\" ", file.path().display());
        let looked = desk.import_act(ImportAct::Look { kind: Kind::Workers, path: path.clone() }).unwrap();
        let [Msg::ImportPlan(plan)] = &looked[..] else { panic!("no plan") };
        assert_eq!((plan.bad_rows, plan.changes_nothing), (0, false));
        assert!(plan.lines.iter().any(|line| line.contains("1 new (worker)")), "{:?}", plan.lines);
        assert!(desk.store().workers().unwrap().is_empty());
        let done = desk.import_act(ImportAct::Apply { kind: Kind::Workers, path }).unwrap();
        assert!(matches!(&done[..], [Msg::Done(words)] if words == "Imported: 1 new, 0 changed, 0 as before."));
        assert_eq!(desk.store().workers().unwrap().len(), 1);
    }

    #[test]
    fn a_bad_row_is_seen_in_the_look_and_stops_the_import() {
        let mut desk = desk();
        let file = file("reference,name,role,joined_on\nW1,Zoë Ŵyn,astronaut,2026-01-05\n");
        let path = file.path().display().to_string();
        let looked = desk.import_act(ImportAct::Look { kind: Kind::Workers, path: path.clone() }).unwrap();
        assert!(matches!(&looked[..], [Msg::ImportPlan(plan)] if plan.bad_rows == 1));
        assert!(desk.import_act(ImportAct::Apply { kind: Kind::Workers, path }).is_err());
        assert!(desk.store().workers().unwrap().is_empty());
    }

    #[test]
    fn a_file_that_is_not_there_is_said_to_be_so() {
        let act = ImportAct::Look { kind: Kind::Children, path: "/nowhere/children.csv".to_owned() };
        assert!(matches!(desk().import_act(act), Err(Refusal::Unreadable { .. })));
    }
}
