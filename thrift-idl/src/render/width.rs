//! How wide characters are on a terminal, and what is shown for those that would spoil the picture.

use crate::diagnostic::is_hidden;

/// How a tab is shown.
const TAB: &str = "    ";

/// Adds a character as it is shown.
pub(super) fn push(c: char, out: &mut String) {
    match c {
        '\t' => out.push_str(TAB),
        c if is_hidden(c) => out.push('\u{FFFD}'),
        c => out.push(c),
    }
}

/// How many columns a text takes as it is shown.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    match c {
        '\t' => TAB.len(),
        ' '..='~' => 1,
        c if is_hidden(c) => 1,
        // Combining marks, joiners and variation selectors.
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' => 0,
        // East Asian wide characters and emoji.
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F64F}'
        | '\u{1F680}'..='\u{1F6FF}'
        | '\u{1F900}'..='\u{1F9FF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}
