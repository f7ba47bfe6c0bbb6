//! `search`: where words stand, in records, drafts, actions and names.

use super::failure::Failure;
use super::format::ListFormat;
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::search::{FoundRow, as_csv, as_json, as_table};
use clap::Args;

/// Find words in signed records, drafts, actions and names
///
/// Every word must be there; the last may be the beginning of one.
#[derive(Args)]
#[command(after_help = "Examples:\n  footprint search jobcentre\n  footprint search \"no food\" --format json")]
pub(super) struct Search {
    /// The words
    #[arg(required = true)]
    words: Vec<String>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Search {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let words = self.words.join(" ");
        if !words.contains(char::is_alphanumeric) {
            return Err(Failure::WrongArguments("there is no word to look for; give one at least".to_owned()));
        }
        let for_people = self.format == ListFormat::Table;
        let rows: Vec<FoundRow> = setting
            .desk()?
            .search(&words)?
            .into_iter()
            .map(|found| FoundRow {
                reference: found.hit.reference,
                kind: if for_people { found.hit.kind.words() } else { found.hit.kind.code() }.to_owned(),
                subject: found.subject.map(|subject| subject.to_string()),
                date: found.hit.date,
                section: found.hit.section,
                excerpt: found.hit.excerpt,
            })
            .collect();
        out.print(&match self.format {
            ListFormat::Table => as_table(&words, &rows, setting.layout()),
            ListFormat::Json => as_json(&rows),
            ListFormat::Csv => as_csv(&rows),
        })
    }
}
