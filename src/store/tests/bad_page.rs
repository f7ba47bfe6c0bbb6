//! A bad page that holds nothing but a part of one long text: whatever it reads as, the opening knows afterwards.

#![expect(clippy::disallowed_methods, reason = "a test damages its own file")]

use super::by;
use crate::store::{PolicyInForce, Settings, Store};
use secrecy::SecretString;
use std::fs;

#[test]
fn a_bad_page_of_a_long_text_is_known_once_it_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("footprint.db");
    let passphrase = SecretString::from("a passphrase of some length");
    let policy = PolicyInForce { from: None, name: "long".to_owned(), text: "# Every word counts.\n".repeat(900) };
    let made = Store::create_with(&file, &passphrase, &Settings::default(), &by(), |change| change.use_policy(&policy));
    let pages: Vec<usize> = made
        .unwrap()
        .conn
        .prepare("SELECT pageno FROM dbstat WHERE name = 'policy_in_force' AND pagetype = 'overflow' ORDER BY path")
        .unwrap()
        .query_map([], |row| row.get::<_, i64>(0))
        .unwrap()
        .map(|page| usize::try_from(page.unwrap()).unwrap())
        .collect();
    assert!(pages.len() > 2, "{pages:?}");
    let whole = fs::read(&file).unwrap();
    let mut read_as_if_whole = 0;
    for page in pages {
        let mut damaged = whole.clone();
        damaged[(page - 1) * 4096 + 50] ^= 4;
        fs::write(&file, damaged).unwrap();
        let store = Store::look(&file, &passphrase).unwrap();
        store.still_reads().unwrap();
        if let Ok(policies) = store.policies() {
            assert_ne!(policies[0].text, policy.text);
            read_as_if_whole += 1;
        }
        assert!(store.still_reads().is_err(), "page {page} was read, and nothing is known of it");
    }
    assert_eq!(read_as_if_whole, 1, "that the last page of a text reads as zeros is why there is this question at all");
}
