//! What stands in the file once the passphrase is known, page by page: decrypted here by hand, as SQLCipher 4 writes it, so
//! that what no table shows any more (free pages, the slack of used ones, the log beside the file) is looked at too. Not a
//! reader of tables: that is SQLite's.

use sha2::{Digest as _, Sha512};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

const PAGE: usize = 4096;
/// At the end of every page: its initialisation vector, then its authentication code.
const RESERVE: usize = 80;
const SALT: usize = 16;
const ROUNDS: usize = 256_000;

/// Every page of a file and of the log beside it, decrypted, one after the other.
pub(crate) fn decrypted(file: &Path, passphrase: &str) -> Vec<u8> {
    let bytes = std::fs::read(file).unwrap();
    let aes = Aes::new(&derived(passphrase.as_bytes(), &bytes[..SALT]));
    let mut all = Vec::new();
    for (number, page) in bytes.chunks_exact(PAGE).enumerate() {
        aes.page(page, if number == 0 { SALT } else { 0 }, &mut all);
    }
    assert_eq!(all[..2], [0x10, 0], "the first page was not decrypted");
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    let log = std::fs::read(log).unwrap_or_default();
    for frame in log.get(32..).unwrap_or_default().chunks_exact(24 + PAGE) {
        let first = frame[..4] == [0, 0, 0, 1];
        aes.page(&frame[24..], if first { SALT } else { 0 }, &mut all);
    }
    all
}

/// Whether words stand anywhere among bytes, in whatever case.
pub(crate) fn holds(bytes: &[u8], words: &str) -> bool {
    let words = words.as_bytes();
    let Some(first) = words.first() else { return false };
    let (low, high) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    bytes.windows(words.len()).any(|part| (part[0] == low || part[0] == high) && part.eq_ignore_ascii_case(words))
}

/// The key by PBKDF2 with HMAC and SHA-512; derived once for each salt, which copies of a file share.
fn derived(passphrase: &[u8], salt: &[u8]) -> [u8; 32] {
    type Known = Mutex<HashMap<(Vec<u8>, Vec<u8>), [u8; 32]>>;
    static KNOWN: LazyLock<Known> = LazyLock::new(Known::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry((passphrase.to_owned(), salt.to_owned())).or_insert_with(|| {
        assert!(passphrase.len() <= 128);
        let keyed = |pad: u8| {
            let mut block = [pad; 128];
            block.iter_mut().zip(passphrase).for_each(|(byte, key)| *byte ^= key);
            Sha512::new().chain_update(block)
        };
        let (inner, outer) = (keyed(0x36), keyed(0x5c));
        let code =
            |message: &[u8]| outer.clone().chain_update(inner.clone().chain_update(message).finalize()).finalize();
        let mut last = code(&[salt, &[0, 0, 0, 1]].concat());
        let mut key = last;
        for _ in 1..ROUNDS {
            last = code(&last);
            key.iter_mut().zip(last).for_each(|(byte, more)| *byte ^= more);
        }
        key[..32].try_into().unwrap()
    })
}

/// AES with a key of 256 bits, to decrypt only.
struct Aes {
    keys: [[u8; 16]; 15],
    unboxed: [u8; 256],
    /// Each byte times 9, 11, 13 and 14 in the field that AES reckons in.
    times: [[u8; 256]; 4],
}

fn doubled(byte: u8) -> u8 {
    (byte << 1) ^ if byte & 0x80 == 0 { 0 } else { 0x1b }
}

fn times(mut byte: u8, mut by: u8) -> u8 {
    let mut sum = 0;
    while by > 0 {
        if by & 1 == 1 {
            sum ^= byte;
        }
        byte = doubled(byte);
        by >>= 1;
    }
    sum
}

fn boxes() -> ([u8; 256], [u8; 256]) {
    let (mut boxed, mut unboxed) = ([0; 256], [0; 256]);
    for byte in 0..=255_u8 {
        let inverse = (1..=255_u8).find(|other| times(byte, *other) == 1).unwrap_or(0);
        let value = (0..5).fold(0x63, |sum, turn| sum ^ inverse.rotate_left(turn));
        boxed[usize::from(byte)] = value;
        unboxed[usize::from(value)] = byte;
    }
    (boxed, unboxed)
}

impl Aes {
    fn new(key: &[u8; 32]) -> Self {
        let (boxed, unboxed) = boxes();
        let mut words: Vec<[u8; 4]> = key.chunks_exact(4).map(|word| word.try_into().unwrap()).collect();
        let mut round = 1_u8;
        for number in 8..60 {
            let mut word = words[number - 1];
            if number % 8 == 0 {
                word.rotate_left(1);
            }
            if number % 4 == 0 {
                word = word.map(|byte| boxed[usize::from(byte)]);
            }
            if number % 8 == 0 {
                word[0] ^= round;
                round = doubled(round);
            }
            for (byte, before) in word.iter_mut().zip(words[number - 8]) {
                *byte ^= before;
            }
            words.push(word);
        }
        let mut keys = [[0; 16]; 15];
        for (key, four) in keys.iter_mut().zip(words.chunks_exact(4)) {
            key.copy_from_slice(&four.concat());
        }
        let mut all = [[0; 256]; 4];
        for (table, by) in all.iter_mut().zip([9, 11, 13, 14]) {
            for byte in 0..=255_u8 {
                table[usize::from(byte)] = times(byte, by);
            }
        }
        Self { keys, unboxed, times: all }
    }

    fn block(&self, mut state: [u8; 16]) -> [u8; 16] {
        let add = |state: &mut [u8; 16], key: &[u8; 16]| state.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        add(&mut state, &self.keys[14]);
        for round in (0..14).rev() {
            let mut turned = [0; 16];
            for (place, byte) in state.iter().enumerate() {
                let (row, column) = (place % 4, place / 4);
                turned[(column + row) % 4 * 4 + row] = self.unboxed[usize::from(*byte)];
            }
            state = turned;
            add(&mut state, &self.keys[round]);
            if round > 0 {
                for column in state.chunks_exact_mut(4) {
                    let old = [column[0], column[1], column[2], column[3]].map(usize::from);
                    let [nine, eleven, thirteen, fourteen] = &self.times;
                    for row in 0..4 {
                        let at = |more: usize| old[(row + more) % 4];
                        column[row] = fourteen[at(0)] ^ eleven[at(1)] ^ thirteen[at(2)] ^ nine[at(3)];
                    }
                }
            }
        }
        state
    }

    /// One page, chained block by block; its first bytes may be the file's salt.
    fn page(&self, page: &[u8], from: usize, into: &mut Vec<u8>) {
        let mut before: [u8; 16] = page[PAGE - RESERVE..][..16].try_into().unwrap();
        for block in page[from..PAGE - RESERVE].chunks_exact(16) {
            let block: [u8; 16] = block.try_into().unwrap();
            into.extend(self.block(block).iter().zip(before).map(|(byte, before)| byte ^ before));
            before = block;
        }
    }
}
