//! Copying a signed record into the authority's case system, and the ledger of what is there. Not the clipboard: that is
//! the terminal's.

use super::export::LeavesTo;
use super::take_out::{Takes, WrittenAs};
use crate::practice::reference::RecordId;
use crate::workbench::desk::Desk;
use crate::workbench::message::{Msg, ToPaste};
use crate::workbench::refusal::Refusal;
use std::path::PathBuf;

/// A step of copying across, or of taking a document out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyAct {
    /// Lets the record out as plain text for the clipboard; answered by [`Msg::ToPaste`].
    Prepare(RecordId),
    /// It is in: whoever put it there says so; answered by [`Msg::Done`].
    IsIn(RecordId),
    /// Writes a document to a file; answered by [`Msg::Done`].
    TakeOut {
        /// What.
        takes: Takes,
        /// As what.
        written_as: WrittenAs,
        /// Where to, as typed.
        path: String,
    },
}

impl Desk {
    /// Takes a step of copying across, or takes a document out.
    pub fn copy_act(&mut self, act: CopyAct) -> Result<Vec<Msg>, Refusal> {
        match act {
            CopyAct::Prepare(record) => {
                let text = self.text_for_case_system(record)?;
                let child = self.child(self.record(record)?.head.child)?;
                self.let_out(&format!("record {record} as text"), &LeavesTo::Clipboard, text.as_bytes())?;
                let already = self.store.copied_across(record)?.last().map(|one| one.on);
                let to_paste =
                    ToPaste { record, text, system: self.case_system(), called: child.called().to_owned(), already };
                Ok(vec![Msg::ToPaste(Box::new(to_paste))])
            }
            CopyAct::IsIn(record) => {
                let (by, day, system) = (self.by(), self.day, self.case_system());
                self.store.change(&by, |change| change.copy_across(record, day, &system))?;
                let system = if system.is_empty() { "the case system".to_owned() } else { system };
                Ok(vec![Msg::Done(format!("{record} is kept as copied into {system}."))])
            }
            CopyAct::TakeOut { takes, written_as, path } => {
                let path = on_disk(&path);
                let to = LeavesTo::File { path: path.clone(), replaces: false };
                self.take_out(takes, written_as, &to)?;
                Ok(vec![Msg::Done(format!("Written to {}. It is outside the encrypted file now.", path.display()))])
            }
        }
    }

    /// What the policy calls the authority's case system; empty where it does not say.
    pub fn case_system(&self) -> String {
        self.policies.on(self.day).recording_system.clone().unwrap_or_default()
    }
}

/// A path as typed, with the user's own folder for `~`.
pub(in crate::workbench) fn on_disk(typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches(['"', '\'']);
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}
