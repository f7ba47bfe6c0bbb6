//! `drafts`: what has been written and not signed.

use super::failure::Failure;
use super::format::TextFormat;
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::answers;
use crate::exchange::print::drafts::{DraftOf, as_json, as_text};
use crate::practice::oversight_form;
use clap::Args;

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
                let form = desk.configuration().form(oversight_form::NAME)?;
                let case = desk.configuration().form(oversight_form::CASE)?;
                let wide = oversight_form::with_case(form.clone(), case, false);
                out.print(&as_text(&drafts, |draft| {
                    let only = draft.answers.iter().all(|(key, _)| form.field(key).is_some());
                    answers::as_text(if only { &form } else { &wide }, &draft.answers)
                }))
            }
            TextFormat::Json => out.print(&as_json(&drafts)),
        }
    }
}
