//! Importing from the screen: look at what a file would change, then do it. Not the reading of files: that is
//! [`crate::workbench::import`].

use super::copy::on_disk;
use crate::exchange::sheet::Book;
use crate::workbench::desk::Desk;
use crate::workbench::given;
use crate::workbench::import::{ImportError, Kind, Report, Request, import, rehearse};
use crate::workbench::message::{ImportPlan, Msg};
use crate::workbench::refusal::Refusal;

/// A file to be imported, and how.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportAsked {
    /// What sort of file.
    pub kind: Kind,
    /// Where it lies, as typed.
    pub path: String,
    /// The sheet of a workbook, if not its first.
    pub sheet: Option<String>,
    /// Annex A: only the children of this team.
    pub team: Option<String>,
    /// Oversight: make drafts, not signed history.
    pub as_drafts: bool,
    /// Import the good rows even if some are bad.
    pub skip_bad_rows: bool,
}

impl ImportAsked {
    /// A file as it is at first: its first sheet, every team, and nothing where a row is bad.
    pub const fn new(kind: Kind, path: String) -> Self {
        Self { kind, path, sheet: None, team: None, as_drafts: false, skip_bad_rows: false }
    }
}

/// A step of importing.
#[derive(Clone, PartialEq, Eq)]
pub enum ImportAct {
    /// Says what the file would change, and writes nothing; answered by [`Msg::ImportPlan`].
    Look(ImportAsked),
    /// Imports it. Only after a look and a yes; answered by [`Msg::Imported`].
    Apply(ImportAsked),
}

impl ImportAct {
    /// Whether it writes.
    pub const fn writes(&self) -> bool {
        matches!(self, Self::Apply(_))
    }
}

impl Desk {
    /// Takes a step of importing. Takes as long as reading the file and comparing it with what is kept.
    pub fn import_act(&mut self, act: ImportAct) -> Result<Vec<Msg>, Refusal> {
        match act {
            ImportAct::Look(asked) => {
                let file = File::read(&asked.path)?;
                let sheets = sheets(&asked, &file);
                let plan = match self.with_file(&asked, &file, rehearse) {
                    Ok(report) => plan(asked, sheets, &report),
                    // Another sheet of the same workbook may be the one that is meant.
                    Err(refusal) if sheets.len() > 1 => no_plan(asked, sheets, &refusal),
                    Err(refusal) => return Err(refusal),
                };
                Ok(vec![Msg::ImportPlan(Box::new(plan))])
            }
            ImportAct::Apply(asked) => {
                let file = File::read(&asked.path)?;
                let report = self.with_file(&asked, &file, import)?;
                Ok(vec![Msg::Imported(said(&report))])
            }
        }
    }

    fn with_file(
        &mut self,
        asked: &ImportAsked,
        file: &File,
        work: impl FnOnce(&mut crate::store::Store, &crate::store::By, &Request<'_>) -> Result<Report, ImportError>,
    ) -> Result<Report, Refusal> {
        let by = self.by();
        let request = Request {
            kind: asked.kind,
            file: &file.name,
            bytes: &file.bytes,
            sheet: asked.sheet.as_deref(),
            team: asked.team.as_deref(),
            as_drafts: asked.as_drafts,
            skip_bad_rows: asked.skip_bad_rows,
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

/// What lies at a path, with the name it goes by in messages.
struct File {
    name: String,
    bytes: Vec<u8>,
}

impl File {
    fn read(typed: &str) -> Result<Self, Refusal> {
        let path = on_disk(typed);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, bytes: given::bytes(&path)? })
    }
}

/// The sheets that can be chosen from; none for a CSV file, and for the inspection workbook, of which all are read.
fn sheets(asked: &ImportAsked, file: &File) -> Vec<String> {
    match asked.kind {
        Kind::AnnexA => Vec::new(),
        _ => Book::open(&file.name, &file.bytes).map(|book| book.names()).unwrap_or_default(),
    }
}

fn plan(asked: ImportAsked, sheets: Vec<String>, report: &Report) -> ImportPlan {
    ImportPlan {
        asked,
        cannot: None,
        lines: report.to_text().lines().map(str::to_owned).collect(),
        bad_rows: report.bad_rows(),
        changes_nothing: report.changes_nothing(),
        all_new: report.changed.is_empty() && report.unchanged == 0,
        sheets,
        teams: report.teams.clone(),
    }
}

fn no_plan(asked: ImportAsked, sheets: Vec<String>, refusal: &Refusal) -> ImportPlan {
    ImportPlan {
        asked,
        cannot: Some(refusal.to_string()),
        lines: Vec::new(),
        bad_rows: 0,
        changes_nothing: true,
        all_new: false,
        sheets,
        teams: Vec::new(),
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
        let looked = desk.import_act(ImportAct::Look(ImportAsked::new(Kind::Workers, path.clone()))).unwrap();
        let [Msg::ImportPlan(plan)] = &looked[..] else { panic!("no plan") };
        assert_eq!((plan.bad_rows, plan.changes_nothing), (0, false));
        assert!(plan.lines.iter().any(|line| line.contains("1 new (worker)")), "{:?}", plan.lines);
        assert!(desk.store().workers().unwrap().is_empty());
        let done = desk.import_act(ImportAct::Apply(ImportAsked::new(Kind::Workers, path))).unwrap();
        assert!(matches!(&done[..], [Msg::Imported(words)] if words == "Imported: 1 new, 0 changed, 0 as before."));
        assert_eq!(desk.store().workers().unwrap().len(), 1);
    }

    #[test]
    fn a_bad_row_is_seen_in_the_look_and_stops_the_import() {
        let mut desk = desk();
        let file = file("reference,name,role,joined_on\nW1,Zoë Ŵyn,astronaut,2026-01-05\n");
        let path = file.path().display().to_string();
        let looked = desk.import_act(ImportAct::Look(ImportAsked::new(Kind::Workers, path.clone()))).unwrap();
        assert!(matches!(&looked[..], [Msg::ImportPlan(plan)] if plan.bad_rows == 1));
        assert!(desk.import_act(ImportAct::Apply(ImportAsked::new(Kind::Workers, path))).is_err());
        assert!(desk.store().workers().unwrap().is_empty());
    }

    #[test]
    fn a_file_that_is_not_there_is_said_to_be_so() {
        let act = ImportAct::Look(ImportAsked::new(Kind::Children, "/nowhere/children.csv".to_owned()));
        assert!(matches!(desk().import_act(act), Err(Refusal::Unreadable { .. })));
    }
}
