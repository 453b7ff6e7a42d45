//! Every text that a diagnostic can have is in an expected rendering.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

/// Texts that no test renders, each with the reason.
const UNSEEN: &[(&str, &str)] = &[
    ("is longer than", "a file of more than a gigabyte"),
    ("something else", "what nom's own combinators would report, of which there are none"),
];

/// All files below a folder that end so.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.to_string_lossy().ends_with(end) {
                found.push(entry);
            }
        }
    }
    found.sort();
    found
}

/// The strings of Rust code, without those of comments and tests.
fn strings(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    // Characters would open strings that are none.
    let code = lines.join("\n").replace("'\"'", "").replace("'\\''", "").replace("b\"", "\"");
    let mut found = Vec::new();
    let mut rest = code.as_str();
    while let Some((_, string)) = rest.split_once('"') {
        let mut text = String::new();
        let mut chars = string.char_indices();
        let mut end = string.len();
        while let Some((at, c)) = chars.next() {
            match (c, chars.clone().next()) {
                ('"', _) => {
                    end = at + 1;
                    break;
                }
                ('\\', Some((_, c))) => {
                    chars.next();
                    text.push(c);
                }
                _ => text.push(c),
            }
        }
        found.push(text);
        rest = &string[end..];
    }
    found
}

/// What stands between the placeholders of a format string.
fn pieces(text: &str) -> Vec<String> {
    let text = text.replace("{{", "\0").replace("}}", "\u{1}");
    let pieces = text.split('{').enumerate().map(|(index, part)| match index {
        0 => part,
        _ => part.split_once('}').map_or("", |(_, rest)| rest),
    });
    pieces.map(|piece| piece.replace('\0', "{").replace('\u{1}', "}").trim().to_owned()).collect()
}

#[test]
fn every_text_is_in_a_rendering() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen: String =
        files(&root.join("tests"), ".stderr").iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    seen += &std::fs::read_to_string(root.join("tests/api.rs")).unwrap();
    let mut unseen = Vec::new();
    // What writes IDL has its texts, not messages.
    let writes_idl = |path: &PathBuf| path.starts_with(root.join("src/write")) || path.ends_with("src/write.rs");
    for path in files(&root.join("src"), ".rs").into_iter().filter(|path| !writes_idl(path)) {
        for text in strings(&std::fs::read_to_string(&path).unwrap()) {
            let listed = UNSEEN.iter().any(|(part, _)| text.contains(part));
            // One word is a name of something, not a message.
            if text.trim().contains(' ') && !listed && !pieces(&text).iter().all(|piece| seen.contains(piece.as_str()))
            {
                unseen.push(format!("{}: {text:?}", path.strip_prefix(root).unwrap().display()));
            }
        }
    }
    assert!(unseen.is_empty(), "no expected rendering has\n{}", unseen.join("\n"));
}
