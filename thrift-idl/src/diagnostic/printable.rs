//! What of the IDL may stand in a message.

/// A text as part of a line. An IDL may have any character in a string, and so in the path of an include: a line break
/// would end the message, and a control character could have a terminal show another one.
pub(crate) fn printable(text: String) -> String {
    if !text.contains(is_hidden) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match is_hidden(c) {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}

/// Control characters, and those that change the direction of what follows: they could make a line look like another.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
