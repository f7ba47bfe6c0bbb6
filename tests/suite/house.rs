//! What the house is built from: no network code, licences that can be given away, packages from one source only. The
//! lists are in `deny.toml`, which `cargo deny check licenses bans sources` reads too; this holds to them without it.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Packages that speak to a network, whatever they call it. None may be in the lock file, for any platform.
/// (`mio`, with which the terminal library waits for keys, is looked at on its own.)
const NETWORK: &[&str] = &[
    "actix-web",
    "async-io",
    "async-net",
    "async-std",
    "axum",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "http",
    "httparse",
    "hyper",
    "isahc",
    "libssh2-sys",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "ssh2",
    "tiny_http",
    "tokio",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
    "zmq",
];

fn deny() -> toml::Table {
    include_str!("../../deny.toml").parse().unwrap()
}

fn texts<'t>(table: &'t toml::Table, path: &[&str]) -> Vec<&'t str> {
    let mut value = &table[path[0]];
    for key in &path[1..] {
        value = &value[*key];
    }
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

/// The packages built for this machine, as `cargo metadata` tells, with the features each is built with.
fn packages() -> Vec<(Value, Vec<String>)> {
    let host = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut features = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        let of_node = node["features"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
        features.insert(node["id"].as_str().unwrap().to_owned(), of_node);
    }
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages.filter_map(|one| Some((one.clone(), features.remove(one["id"].as_str()?)?))).collect()
}

/// Whether a licence expression can be satisfied by the allowed licences alone. A slash is an old way to write OR.
fn may_be_used(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "_WITH_");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    either(&words, &mut at, allowed) && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut holds = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= both(words, at, allowed);
    }
    holds
}

fn both(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut holds = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(words, at, allowed);
    }
    holds
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let word = words.get(*at).copied().unwrap_or("");
    *at += 1;
    if word != "(" {
        return allowed.contains(word.replace("_WITH_", " WITH ").as_str());
    }
    let holds = either(words, at, allowed);
    *at += 1;
    holds
}

#[test]
fn every_licence_can_be_given_away() {
    let deny = deny();
    let allowed: BTreeSet<&str> = texts(&deny, &["licenses", "allow"]).into_iter().collect();
    let wrong: Vec<String> = packages()
        .iter()
        .filter(|(package, _)| !may_be_used(package["license"].as_str().unwrap_or(""), &allowed))
        .map(|(package, _)| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(wrong.is_empty(), "not among the licences of deny.toml:\n{}", wrong.join("\n"));
}

#[test]
fn licence_expressions_are_read_as_they_are_meant() {
    let allowed = BTreeSet::from(["MIT", "Apache-2.0 WITH LLVM-exception"]);
    for fine in ["MIT", "GPL-3.0/MIT", "(GPL-3.0 OR MIT) AND MIT", "Apache-2.0 WITH LLVM-exception", "MIT AND (MIT)"] {
        assert!(may_be_used(fine, &allowed), "{fine}");
    }
    for wrong in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR GPL-3.0) AND GPL-3.0", "Apache-2.0", "MIT MIT"] {
        assert!(!may_be_used(wrong, &allowed), "{wrong}");
    }
}

#[test]
fn no_network_code_is_in_the_tree_on_any_platform() {
    let lock: toml::Table = include_str!("../../Cargo.lock").parse().unwrap();
    let names: BTreeSet<&str> =
        lock["package"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(names.contains("rusqlite"), "the lock file was not read");
    let deny = deny();
    let banned = texts(&deny, &["bans", "deny"]);
    assert_eq!(banned, NETWORK, "deny.toml bans the same packages");
    let found: Vec<&&str> = banned.iter().filter(|name| names.contains(**name)).collect();
    assert!(found.is_empty(), "packages that speak to a network: {found:?}");
}

/// The one exception is the terminal library's: it wakes itself through a pair of Unix sockets of its own, for which it
/// builds `mio` with `net`. Nobody else may bring that in.
#[test]
fn only_the_terminal_library_brings_what_could_open_a_socket() {
    for (package, features) in packages() {
        let name = package["name"].as_str().unwrap();
        assert!(name != "rustix" || !features.iter().any(|one| one == "net"), "rustix is built with `net`");
        for dependency in package["dependencies"].as_array().unwrap() {
            let asks_for_net = dependency["features"].as_array().unwrap().iter().any(|one| one == "net");
            if dependency["name"] == "mio" && asks_for_net {
                assert_eq!(name, "signal-hook-mio", "{name} asks for the network feature of mio");
            }
        }
    }
}

/// The program's own source opens no socket either.
#[test]
fn the_source_names_no_socket() {
    for (file, text) in crate::source::files_under("src") {
        for named in crate::source::paths_in(&file, &text) {
            let path: Vec<&str> = named.path.iter().map(String::as_str).collect();
            let socket = path.starts_with(&["std", "net"])
                || path.starts_with(&["std", "os", "unix", "net"])
                || path.starts_with(&["mio", "net"])
                || path.starts_with(&["rustix", "net"]);
            assert!(!socket, "{file}:{}: {}", named.line, path.join("::"));
        }
    }
}

#[test]
fn every_package_comes_from_the_one_registry() {
    let deny = deny();
    let allowed = texts(&deny, &["sources", "allow-registry"]);
    let lock: toml::Table = include_str!("../../Cargo.lock").parse().unwrap();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        match package.get("source").and_then(toml::Value::as_str) {
            None => assert_eq!(name, "footprint", "{name} is not from the registry"),
            Some(source) => {
                let registry = source.strip_prefix("registry+").unwrap_or("");
                assert!(allowed.contains(&registry), "{name} comes from {source}");
            }
        }
    }
}

#[test]
fn one_terminal_library_is_in_the_tree() {
    let lock: toml::Table = include_str!("../../Cargo.lock").parse().unwrap();
    for name in ["crossterm", "ratatui-core", "rusqlite", "libsqlite3-sys"] {
        let count = lock["package"].as_array().unwrap().iter().filter(|one| one["name"].as_str() == Some(name)).count();
        assert_eq!(count, 1, "{name} is there {count} times");
    }
}
