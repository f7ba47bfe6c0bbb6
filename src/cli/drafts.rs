//! `drafts`: what has been written and not signed.

use super::failure::Failure;
use super::format::TextFormat;
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::answers;
use crate::exchange::print::drafts::{DraftOf, as_json, as_text};
use clap::Args;
use std::collections::BTreeMap;

/// List every draft that is not signed, with its text
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint drafts\n  footprint drafts --format json")]
pub(super) struct Drafts {
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: TextFormat,
}

impl Drafts {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let desk = setting.desk()?;
        let drafts = desk.drafts()?;
        let drafts: Vec<DraftOf<'_>> = drafts
            .iter()
            .map(|(draft, child)| DraftOf { draft, reference: &child.reference, name: child.called() })
            .collect();
        match self.format {
            TextFormat::Text => {
                let mut told = Vec::new();
                for one in &drafts {
                    let form = desk.configuration().form_of(&one.draft.form, &one.draft.answers)?;
                    told.push((one.draft.id, answers::as_text(&form, &one.draft.answers)));
                }
                let told: BTreeMap<_, _> = told.into_iter().collect();
                out.print(&as_text(&drafts, |draft| told.get(&draft.id).cloned().unwrap_or_default()))
            }
            TextFormat::Json => out.print(&as_json(&drafts)),
        }
    }
}
