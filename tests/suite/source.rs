//! Reads Rust source far enough to know which paths it names: comments, strings and characters are told apart from code,
//! `use` trees are unfolded, and `self` and `super` are resolved against the module that they stand in.

use std::path::{Path, PathBuf};

/// A word, sign or string of the source, with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) line: usize,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word(String),
    /// `::`
    Path,
    Sign(char),
    Text(String),
}

/// A path that a file names, resolved: `crate::practice::form` is `["crate", "practice", "form"]`, one from another
/// package keeps its own first word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) line: usize,
    pub(crate) path: Vec<String>,
    /// Whether it stands in a `pub use`, `pub(crate) use` and the like.
    pub(crate) reexported: bool,
    /// Whether it is built for tests only: it stands in something marked `#[cfg(test)]`, or in a file of tests.
    pub(crate) tested: bool,
}

/// Every Rust file under a folder of the package, sorted, as its path from the package and its text.
pub(crate) fn files_under(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((from_root(&path, root), text));
            }
        }
    }
    found.sort();
    found
}

fn from_root(path: &Path, root: &Path) -> String {
    let parts: PathBuf = path.strip_prefix(root).unwrap().components().collect();
    parts.to_str().unwrap().replace('\\', "/")
}

/// The module that a file of `src` is, without `crate`: `src/ui/widget/mod.rs` is `["ui", "widget"]`.
pub(crate) fn module_of(file: &str) -> Vec<String> {
    let inner = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut parts: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        parts.pop();
    }
    parts
}

/// Splits source into tokens; comments are left out.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let (start, here) = (at, line);
        let next = |ahead: usize| chars.get(start + ahead).copied().unwrap_or('\0');
        let kind = match chars[at] {
            '/' if next(1) == '/' => {
                at = end_of_line(&chars, at);
                None
            }
            '/' if next(1) == '*' => {
                at = end_of_block_comment(&chars, at);
                None
            }
            '"' => {
                at = end_of_string(&chars, at + 1);
                Some(Kind::Text(chars[start + 1..at - 1].iter().collect()))
            }
            'r' | 'b' | 'c' if raw_or_byte_string(&chars, at).is_some() => {
                let (open, end) = raw_or_byte_string(&chars, at).unwrap_or((at, at + 1));
                at = end;
                Some(Kind::Text(chars[open..end].iter().collect::<String>().trim_end_matches(['"', '#']).to_owned()))
            }
            '\'' => {
                at = end_of_character_or_lifetime(&chars, at);
                None
            }
            ':' if next(1) == ':' => {
                at += 2;
                Some(Kind::Path)
            }
            c if c.is_alphanumeric() || c == '_' => {
                while at < chars.len() && (chars[at].is_alphanumeric() || chars[at] == '_') {
                    at += 1;
                }
                Some(Kind::Word(chars[start..at].iter().collect()))
            }
            c => {
                at += 1;
                (!c.is_whitespace()).then_some(Kind::Sign(c))
            }
        };
        at = at.min(chars.len());
        line += chars[start..at].iter().filter(|c| **c == '\n').count();
        tokens.extend(kind.map(|kind| Token { line: here, kind }));
    }
    tokens
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |length| at + length)
}

fn end_of_block_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn end_of_string(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// `r"…"`, `r#"…"#`, `b"…"`, `br"…"`, `c"…"`: where the text begins, and where the whole ends.
fn raw_or_byte_string(chars: &[char], at: usize) -> Option<(usize, usize)> {
    let letters = chars[at..].iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let prefix: String = chars[at..at + letters].iter().collect();
    let hashes = chars[at + letters..].iter().take_while(|c| **c == '#').count();
    let open = at + letters + hashes;
    if !["r", "b", "br", "c", "cr"].contains(&prefix.as_str()) || chars.get(open) != Some(&'"') {
        return None;
    }
    if !prefix.ends_with('r') {
        return (hashes == 0).then(|| (open + 1, end_of_string(chars, open + 1)));
    }
    let mut end = open + 1;
    while end < chars.len() {
        if chars[end] == '"' && chars[end + 1..].iter().take_while(|c| **c == '#').count() >= hashes {
            return Some((open + 1, end + 1 + hashes));
        }
        end += 1;
    }
    Some((open + 1, chars.len()))
}

fn end_of_character_or_lifetime(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        let from = at + 3;
        return chars.iter().skip(from).position(|c| *c == '\'').map_or(chars.len(), |length| from + length + 1);
    }
    if chars.get(at + 2) == Some(&'\'') { at + 3 } else { at + 1 }
}

/// Every path that a file names, in `use` and in the middle of code.
pub(crate) fn paths_in(file: &str, text: &str) -> Vec<Named> {
    let tests = file.ends_with("tests.rs") || text.contains("#![cfg(test)]");
    let file = module_of(file);
    let open = vec![(None, tests)];
    Reader { tokens: tokens(text), at: 0, open, marked: false, file, named: Vec::new() }.read()
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    /// Braces open here: the module that each opens, if it does, and whether what is inside is for tests only.
    open: Vec<(Option<String>, bool)>,
    /// Whether a `#[cfg(test)]` was read and what it marks has not begun.
    marked: bool,
    file: Vec<String>,
    named: Vec<Named>,
}

impl Reader {
    fn read(mut self) -> Vec<Named> {
        while let Some(token) = self.tokens.get(self.at).cloned() {
            match &token.kind {
                Kind::Sign('{') => {
                    let module = (self.word(-2) == Some("mod")).then(|| self.word(-1).map(str::to_owned)).flatten();
                    let tested = self.marked || self.tested();
                    self.open.push((module, tested));
                    self.marked = false;
                }
                Kind::Sign('}') => {
                    self.open.pop();
                }
                Kind::Sign(';') => self.marked = false,
                Kind::Sign('#') if self.marks_a_test() => self.marked = true,
                // `use<'a>` after a type says what it captures, and names no path.
                Kind::Word(word) if word == "use" && self.kind(1) != Some(&Kind::Sign('<')) => {
                    let public = self.word(-1) == Some("pub") || self.kind(-1) == Some(&Kind::Sign(')'));
                    self.at += 1;
                    self.use_tree(&[], public);
                    continue;
                }
                // The first word of a path in the middle of code.
                Kind::Word(_) if self.kind(1) == Some(&Kind::Path) && self.kind(-1) != Some(&Kind::Path) => {
                    self.plain_path(token.line);
                    continue;
                }
                Kind::Word(_) | Kind::Path | Kind::Sign(_) | Kind::Text(_) => {}
            }
            self.at += 1;
        }
        self.named
    }

    fn marks_a_test(&self) -> bool {
        let sign = |ahead, sign| self.kind(ahead) == Some(&Kind::Sign(sign));
        sign(1, '[') && self.word(2) == Some("cfg") && sign(3, '(') && self.word(4) == Some("test") && sign(5, ')')
    }

    fn tested(&self) -> bool {
        self.open.last().is_some_and(|(_, tested)| *tested)
    }

    fn kind(&self, ahead: isize) -> Option<&Kind> {
        self.tokens.get(self.at.checked_add_signed(ahead)?).map(|token| &token.kind)
    }

    fn word(&self, ahead: isize) -> Option<&str> {
        match self.kind(ahead) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn plain_path(&mut self, line: usize) {
        let mut path = Vec::new();
        while let Some(word) = self.word(0).map(str::to_owned) {
            path.push(word);
            self.at += 1;
            if self.kind(0) != Some(&Kind::Path) {
                break;
            }
            self.at += 1;
        }
        self.name(line, &path, false);
    }

    /// One branch of a `use` tree, from its first word to the `,`, `}` or `;` after it.
    fn use_tree(&mut self, before: &[String], public: bool) {
        let mut path = before.to_vec();
        let mut line = self.tokens.get(self.at).map_or(0, |token| token.line);
        let mut unfolded = false;
        while let Some(token) = self.tokens.get(self.at).cloned() {
            match token.kind {
                Kind::Word(word) if word == "as" => self.at += 1,
                Kind::Word(word) => {
                    path.push(word);
                    line = token.line;
                }
                Kind::Sign('*') => path.push("*".to_owned()),
                Kind::Sign('{') => {
                    self.at += 1;
                    while !matches!(self.kind(0), Some(Kind::Sign('}' | ';')) | None) {
                        self.use_tree(&path, public);
                        if self.kind(0) == Some(&Kind::Sign(',')) {
                            self.at += 1;
                        }
                    }
                    unfolded = true;
                }
                Kind::Sign(',' | '}' | ';') => break,
                Kind::Path | Kind::Sign(_) | Kind::Text(_) => {}
            }
            self.at += 1;
        }
        if !unfolded {
            self.name(line, &path, public);
        }
    }

    fn name(&mut self, line: usize, path: &[String], reexported: bool) {
        let here = || self.file.iter().chain(self.open.iter().filter_map(|(name, _)| name.as_ref())).cloned();
        let supers = path.iter().take_while(|word| *word == "super").count();
        let first = path.first().map(String::as_str);
        let path = if supers > 0 || first == Some("self") {
            let mut whole: Vec<String> = std::iter::once("crate".to_owned()).chain(here()).collect();
            let skipped = if supers > 0 { supers } else { 1 };
            let inner: Vec<String> = path[skipped..].to_vec();
            // `self::super::x` is `super::x`.
            let more = inner.iter().take_while(|word| *word == "super").count();
            whole.truncate(whole.len().saturating_sub(supers + more).max(1));
            whole.into_iter().chain(inner.into_iter().skip(more)).collect()
        } else {
            path.to_vec()
        };
        if !path.is_empty() {
            let tested = self.marked || self.tested();
            self.named.push(Named { line, path, reexported, tested });
        }
    }
}

#[test]
fn comments_strings_and_lifetimes_are_not_code() {
    let text = r##"
        // crate::store::a
        /* crate::store::b /* nested */ crate::store::c */
        let s = "crate::store::d \" crate::store::e"; let r = r#"crate::store::"f"#; let b = b"\"crate::store::g";
        fn f<'a>(c: char) -> &'a str { if c == '"' || c == '\'' || c == '\u{1F600}' { crate::practice::x() } }
    "##;
    let paths: Vec<String> = paths_in("src/ui/mod.rs", text).iter().map(|named| named.path.join("::")).collect();
    assert_eq!(paths, ["crate::practice::x"]);
}

#[test]
fn use_trees_unfold_and_relative_paths_are_resolved() {
    let text = "
        use crate::{practice::{form::Form, self}, store as kept};
        pub use super::super::workbench::{effect::*, Msg};
        use self::inner::Thing;
        mod inner { use super::super::place; fn f() { super::g(); self::h(); $crate::store::open(); } }
        fn captured<'a>() -> impl Iterator<Item = u8> + use<'a> { let a = 1; let b = { 2 }; }
        fn after() { super::last::<crate::exchange::Csv>(); a::b(); }
    ";
    let paths: Vec<String> = paths_in("src/ui/page/today.rs", text)
        .iter()
        .map(|named| format!("{}{}", if named.reexported { "pub " } else { "" }, named.path.join("::")))
        .collect();
    assert_eq!(
        paths,
        [
            "crate::practice::form::Form",
            "crate::practice::self",
            "crate::store",
            "pub crate::ui::workbench::effect::*",
            "pub crate::ui::workbench::Msg",
            "crate::ui::page::today::inner::Thing",
            "crate::ui::page::place",
            "crate::ui::page::today::g",
            "crate::ui::page::today::inner::h",
            "crate::store::open",
            "crate::ui::page::last",
            "crate::exchange::Csv",
            "a::b",
        ]
    );
}

#[test]
fn what_is_built_for_tests_only_is_marked() {
    let text = "
        use a::one;
        #[cfg(test)] use a::two;
        fn f() { a::three(); }
        #[cfg(test)] #[path = \"x.rs\"] mod elsewhere;
        #[cfg(test)] mod tests { fn f() { a::four(); } }
        fn g() { a::five(); }
    ";
    let tested = |file: &str| paths_in(file, text).iter().map(|named| named.tested).collect::<Vec<_>>();
    assert_eq!(tested("src/ui/mod.rs"), [false, true, false, true, false]);
    assert_eq!(tested("src/ui/today_tests.rs"), [true; 5]);
}
