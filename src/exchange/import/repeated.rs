//! Rows of one file that are about the same thing: the same twice is once, and two that disagree are refused.

use super::{BadCell, Read};
use std::collections::HashMap;
use std::hash::Hash;

/// Keeps the first of rows that are the same, and refuses those that share a key but say something else.
/// `column` is where a message points, `shown` what it shows of the key, `same` what makes two rows one.
pub(super) fn settle<T: PartialEq, K: Eq + Hash>(
    read: &mut Read<T>,
    column: &str,
    same: &str,
    key: impl Fn(&T) -> K,
    shown: impl Fn(&T) -> String,
) {
    merge(read, column, same, key, shown, |first, next| first == next);
}

/// As [`settle`], but a later row may add to the first: `join` answers whether the two agree, having added what is new.
pub(super) fn merge<T, K: Eq + Hash>(
    read: &mut Read<T>,
    column: &str,
    same: &str,
    key: impl Fn(&T) -> K,
    shown: impl Fn(&T) -> String,
    join: impl Fn(&mut T, &T) -> bool,
) {
    let mut first_at: HashMap<K, usize> = HashMap::new();
    let mut kept: Vec<(usize, T)> = Vec::new();
    for (number, row) in read.rows.drain(..) {
        let Some(&at) = first_at.get(&key(&row)) else {
            first_at.insert(key(&row), kept.len());
            kept.push((number, row));
            continue;
        };
        let Some((first_number, first)) = kept.get_mut(at) else { continue };
        if !join(first, &row) {
            let expected = format!(
                "no second row with the same {same} that says something else (row {first_number} is the first)"
            );
            read.bad.push(BadCell::new(&read.file, number, column, &shown(&row), expected));
        }
    }
    read.rows = kept;
    read.bad.sort_by_key(|bad| bad.row);
}
