//! `review`: what the page before signing would say of a draft.

use super::failure::Failure;
use super::format::{self, TextFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::clean;
use crate::exchange::print::review::{as_json, as_text};
use crate::practice::oversight_form;
use crate::practice::reference::DraftId;
use crate::workbench::desk::Desk;
use clap::Args;

/// Say what must be put right in a draft before it can be signed, and what is worth a look
///
/// Every finding has a name that never changes; the manual page says what each means.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint review D3\n  footprint review D3 --format json")]
pub(super) struct Review {
    /// The draft (D3), or a child who has only one
    #[arg(value_name = "REF", value_parser = format::reference())]
    reference: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: TextFormat,
}

impl Review {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let desk = setting.desk()?;
        let draft = desk.draft(draft_under(&desk, &self.reference)?)?;
        let findings = desk.findings(&draft)?;
        out.print(&match self.format {
            TextFormat::Text => {
                let form = desk.configuration().form_of(&draft.form, &draft.answers).map_err(Failure::from)?;
                as_text(&draft.id.to_string(), &findings, &form)
            }
            TextFormat::Json => as_json(&findings),
        })
    }
}

/// The draft that a reference means: a child's reference comes first, for it is the user's own.
fn draft_under(desk: &Desk, reference: &str) -> Result<DraftId, Failure> {
    let shown = clean::line(reference);
    let Ok(child) = desk.find_child(reference) else {
        return reference
            .parse()
            .map_err(|_| Failure::said(format!("there is no draft {shown}; `footprint drafts` lists them all")));
    };
    let of_child: Vec<DraftId> =
        // A lens on its own is asked for by its own reference.
        desk.drafts()?
            .into_iter()
            .filter(|(draft, _)| draft.head.child == child && draft.form == oversight_form::NAME)
            .map(|(draft, _)| draft.id)
            .collect();
    match of_child.as_slice() {
        [only] => Ok(*only),
        [] => Err(Failure::said(format!("there is no draft on {shown}; `footprint drafts` lists them all"))),
        several => {
            let names: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Failure::said(format!("{shown} has several drafts; name one of {}", names.join(", "))))
        }
    }
}
