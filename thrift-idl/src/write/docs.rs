//! Doc comments.

use std::fmt::Write;

/// Writes a doc comment, which reads back as the same text.
pub(super) fn docs(docs: Option<&str>, indent: &str, out: &mut String) {
    let Some(text) = docs else { return };
    // Only text that was no comment before has one's end in it.
    let text = text.replace("*/", "* /");
    let mut lines = text.lines();
    match (lines.next(), lines.next()) {
        (Some(line), None) => {
            let _ = writeln!(out, "{indent}/** {} */", line.trim());
        }
        _ => {
            let _ = writeln!(out, "{indent}/**");
            for line in text.lines() {
                let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
            }
            let _ = writeln!(out, "{indent} */");
        }
    }
}
