//! The commands as scripts meet them: the real program, real encrypted files, nothing stood in for.

mod bad_rows;
mod damage;
mod diary;
mod endings;
mod exports;
mod files;
mod imports;
mod measures;
#[cfg(unix)]
mod permissions;
mod reads;
mod references;
mod strangers;
mod team_seven;
mod written_measures;

use crate::office::{Ended, Office, PASSPHRASE, case};
