//! The digest of what is written: SHA-256 over values, each with its length, so that no two lists of values read alike.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A digest being made.
#[derive(Clone)]
pub(super) struct Seal(Sha256);

impl Seal {
    /// A digest of one kind of thing; the kind is part of it.
    pub(super) fn of(kind: &str) -> Self {
        Self(Sha256::new()).text(kind)
    }

    /// Adds text.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.push(Some(text));
        self
    }

    /// Adds bytes.
    pub(super) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds text that may be missing: missing is not the same as empty.
    pub(super) fn maybe(mut self, text: Option<&str>) -> Self {
        self.push(text);
        self
    }

    /// Adds a whole number.
    pub(super) fn number(self, number: i64) -> Self {
        self.text(&number.to_string())
    }

    /// Adds a whole number that may be missing.
    pub(super) fn maybe_number(self, number: Option<i64>) -> Self {
        self.maybe(number.map(|number| number.to_string()).as_deref())
    }

    /// Adds a day.
    pub(super) fn day(self, day: NaiveDate) -> Self {
        self.text(&day.to_string())
    }

    /// Adds a day that may be missing.
    pub(super) fn maybe_day(self, day: Option<NaiveDate>) -> Self {
        self.maybe(day.map(|day| day.to_string()).as_deref())
    }

    /// Adds text in place, for loops.
    pub(super) fn push(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.0.update((text.len() as u64).to_be_bytes());
            self.0.update(text.as_bytes());
        } else {
            self.0.update(u64::MAX.to_be_bytes());
        }
    }

    /// The digest, as 64 hexadecimal digits.
    pub(super) fn finish(self) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_do_not_run_into_each_other() {
        let one = Seal::of("x").text("ab").text("c").finish();
        assert_ne!(one, Seal::of("x").text("a").text("bc").finish());
        assert_ne!(Seal::of("x").maybe(None).finish(), Seal::of("x").maybe(Some("")).finish());
        assert_eq!(one, Seal::of("x").text("ab").maybe(Some("c")).finish());
        assert_eq!(one.len(), 64);
    }
}
