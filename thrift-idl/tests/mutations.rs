//! Good files with one token wrong: never a panic, and one mistake is one error, where the mistake is. Those that are still
//! good read back as they were.

mod support;

use std::path::Path;

use support::rewritten::assert_round_trip;
use support::sound::assert_sound;

use thrift_idl::{Loaded, MemoryLoader, Severity, load};

/// How many mutations are made of each file.
const ROUNDS: usize = 1500;

/// A generator of numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// The byte ranges of the tokens of a file, comments left out.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let length = match bytes[at] {
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'#' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            b'/' if rest.starts_with("//") => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            b'/' => {
                at += rest.find("*/").map_or(rest.len(), |end| end + 2);
                continue;
            }
            quote @ (b'"' | b'\'') => {
                let mut end = 1;
                while rest.as_bytes().get(end).is_some_and(|byte| *byte != quote) {
                    end += if rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
                }
                (end + 1).min(rest.len())
            }
            b if b.is_ascii_alphanumeric() || b == b'_' => {
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len())
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        found.push((at, at + length));
        at += length;
    }
    found
}

fn check(file: &str, text: impl Into<Vec<u8>>) -> Loaded {
    let shared = "enum Color { RED, GREEN }";
    let mut loader = MemoryLoader::new().file(file, text).file("inc/shared.thrift", shared);
    let loaded = load(&[file], &mut loader);
    for diagnostic in &loaded.diagnostics {
        diagnostic.render(&loaded.sources);
    }
    let failed = loaded.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    assert_eq!(failed, loaded.program.is_none());
    loaded.program.iter().for_each(assert_sound);
    if loaded.program.is_some() {
        assert_round_trip(file, &loaded, &mut loader);
    }
    loaded
}

/// A token with a letter less, or with two letters in each other's place.
fn misspelt(token: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = token.chars().collect();
    let at = random.below(letters.len());
    match random.below(2) {
        0 if letters.len() > 1 => drop(letters.remove(at)),
        _ => letters.swap(at, (at + 1).min(token.chars().count() - 1)),
    }
    letters.into_iter().collect()
}

/// A mutation: what it is called, the new text, and the byte where it differs.
fn mutate(text: &str, tokens: &[(usize, usize)], random: &mut Random) -> (&'static str, String, usize) {
    let index = random.below(tokens.len());
    let (start, end) = tokens[index];
    let other = tokens[random.below(tokens.len())];
    let other = &text[other.0..other.1];
    let (before, token, after) = (&text[..start], &text[start..end], &text[end..]);
    match random.below(6) {
        0 => ("delete", format!("{before}{after}"), start),
        1 => ("duplicate", format!("{before}{token} {token}{after}"), start),
        2 => ("replace", format!("{before}{other}{after}"), start),
        3 => {
            let (next, last) = tokens.get(index + 1).copied().unwrap_or((end, end));
            let (between, next) = (&text[end..next], &text[next..last]);
            ("swap", format!("{before}{next}{between}{token}{}", &text[last..]), start)
        }
        4 => ("misspell", format!("{before}{}{after}", misspelt(token, random)), start),
        _ => ("insert", format!("{before}{other} {token}{after}"), start),
    }
}

#[test]
fn one_wrong_token_is_one_error() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut bad, mut one, mut nearby) = (0, 0, 0);
    for file in ["grammar.thrift", "library.thrift"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ok").join(file);
        let text = std::fs::read_to_string(path).unwrap();
        let tokens = tokens(&text);
        for _ in 0..ROUNDS {
            let (kind, mutated, at) = mutate(&text, &tokens, &mut random);
            let loaded = check(file, mutated.as_str());
            let errors: Vec<_> = loaded.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
            let Some(first) = errors.first() else { continue };
            bad += 1;
            let line = |at: usize| mutated[..at].matches('\n').count() as u32 + 1;
            let near = first.primary().is_some_and(|span| loaded.sources.position(span).0.abs_diff(line(at)) <= 1);
            one += usize::from(errors.len() == 1);
            nearby += usize::from(errors.len() == 1 && near);
            if std::env::var_os("SHOW").is_some() && !(errors.len() == 1 && near) {
                let number = line(at) as usize;
                println!("===== {kind} at {number}: {}", mutated.lines().nth(number - 1).unwrap_or_default());
                for error in &errors {
                    println!("{}\n", error.render(&loaded.sources));
                }
            }
        }
    }
    let share = |part: usize| 100.0 * part as f64 / bad as f64;
    println!(
        "{bad} files with one wrong token: {:.1} % have one error, {:.1} % within a line of it",
        share(one),
        share(nearby)
    );
    assert!(share(nearby) >= 95.0);
}

#[test]
fn many_wrong_tokens_are_no_panic() {
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ok/grammar.thrift");
    let original = std::fs::read_to_string(path).unwrap();
    for _ in 0..300 {
        let mut text = original.clone();
        for _ in 0..1 + random.below(30) {
            let tokens = tokens(&text);
            if !tokens.is_empty() {
                text = mutate(&text, &tokens, &mut random).1;
            }
        }
        check("grammar.thrift", text);
    }
}

#[test]
fn any_bytes_are_no_panic() {
    let mut random = Random(0xA076_1D64_78BD_642F);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ok/library.thrift");
    let original = std::fs::read(path).unwrap();
    for _ in 0..500 {
        let mut bytes = original.clone();
        for _ in 0..1 + random.below(20) {
            let at = random.below(bytes.len());
            match random.below(3) {
                0 => bytes[at] = random.below(256) as u8,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, b"{}()<>[]\"'\\/*#,;:=.@\n\xF0"[random.below(22)]),
            }
        }
        check("a.thrift", bytes);
    }
}
