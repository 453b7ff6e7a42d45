//! IDL names as Rust names: casing, then keywords.

use proc_macro2::{Ident, Span};

/// `getUserByID` to `get_user_by_id`: fields, arguments, methods and modules.
pub(crate) fn snake_case(name: &str) -> String {
    join(name, '_', |word| word.to_lowercase())
}

/// `darkRed` to `DARK_RED`: constants and values of enums. A name without lower case stays as it is.
pub(crate) fn screaming_snake_case(name: &str) -> String {
    if !name.contains(char::is_lowercase) {
        return name.to_owned();
    }
    join(name, '_', |word| word.to_uppercase())
}

/// `user_info` to `UserInfo`: types and variants. A name that is in camel case already stays as it is (`TUserID`), and
/// underscores at either end stay.
pub(crate) fn camel_case(name: &str) -> String {
    let (head, inner, tail) = trim_underscores(name);
    let mut out = head.to_owned();
    for part in inner.split(['_', '.', '-']) {
        let mut chars = part.chars();
        // `v1_2` must not become the `V12` that `v12` is.
        if out.ends_with(|c: char| c.is_ascii_digit()) && part.starts_with(|c: char| c.is_ascii_digit()) {
            out.push('_');
        }
        out.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(chars.as_str());
    }
    out.push_str(tail);
    if out.starts_with(|c: char| c.is_ascii_digit()) { format!("_{out}") } else { out }
}

/// A name without the underscores at either end, and those.
fn trim_underscores(name: &str) -> (&str, &str, &str) {
    let inner = name.trim_start_matches('_');
    let (head, inner) = name.split_at(name.len() - inner.len());
    let (inner, tail) = inner.split_at(inner.trim_end_matches('_').len());
    (head, inner, tail)
}

/// The words of a name, each put through `case`, with a separator between them. Underscores at either end stay.
fn join(name: &str, separator: char, case: impl Fn(&str) -> String) -> String {
    let (head, inner, tail) = trim_underscores(name);
    let mut out = head.to_owned();
    for (n, word) in words(inner).into_iter().enumerate() {
        if n > 0 {
            out.push(separator);
        }
        out.push_str(&case(word));
    }
    out.push_str(tail);
    out
}

/// `HTTPServer2Name_x` in words: `HTTP`, `Server2`, `Name`, `x`.
fn words(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    for n in 0..bytes.len() {
        let here = bytes.get(n).copied().unwrap_or_default();
        let before = n.checked_sub(1).and_then(|n| bytes.get(n)).copied().unwrap_or_default();
        let after = bytes.get(n + 1).copied().unwrap_or_default();
        if matches!(here, b'_' | b'.' | b'-') {
            words.extend(name.get(start..n).filter(|word| !word.is_empty()));
            start = n + 1;
        } else if here.is_ascii_uppercase() && n > start && (!before.is_ascii_uppercase() || after.is_ascii_lowercase())
        {
            words.extend(name.get(start..n).filter(|word| !word.is_empty()));
            start = n;
        }
    }
    words.extend(name.get(start..).filter(|word| !word.is_empty()));
    words
}

/// An identifier of this name, raw where the name is a keyword of any edition.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    let name = escape(name);
    if is_keyword(&name) { Ident::new_raw(&name, span) } else { Ident::new(&name, span) }
}

/// A name that can be an identifier, if need be a raw one: with a trailing `_` for the few keywords that can not be raw, and
/// with `_` for what no identifier has, since a file may be called anything (`1+1.thrift`).
pub(crate) fn escape(name: &str) -> String {
    let valid = |c| if unicode_ident::is_xid_continue(c) { c } else { '_' };
    let mut name: String = name.chars().map(valid).collect();
    if !name.starts_with(|c| c == '_' || unicode_ident::is_xid_start(c)) {
        name.insert(0, '_');
    }
    if matches!(name.as_str(), "self" | "Self" | "super" | "crate" | "_") {
        name.push('_');
    }
    name
}

/// Whether this can be a name in Rust: an identifier, or a keyword, which [`ident`] escapes.
pub(crate) fn is_identifier(text: &str) -> bool {
    use syn::ext::IdentExt;
    use syn::parse::Parser;
    text != "_" && Ident::parse_any.parse_str(text).is_ok_and(|ident| ident == text)
}

/// Strict and reserved keywords of all editions (The Rust Reference, "Keywords").
fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_become_snake_case() {
        for (idl, rust) in [
            ("id", "id"),
            ("getUser", "get_user"),
            ("getUserByID", "get_user_by_id"),
            ("HTTPServer2Name_x", "http_server2_name_x"),
            ("md5Hash", "md5_hash"),
            ("_private", "_private"),
            ("already_snake", "already_snake"),
            ("trailing_", "trailing_"),
            ("double__under", "double_under"),
            ("X", "x"),
            ("my-file.v1", "my_file_v1"),
            ("_", "_"),
        ] {
            assert_eq!(snake_case(idl), rust, "{idl}");
        }
    }

    #[test]
    fn types_become_camel_case_unless_they_are() {
        for (idl, rust) in [
            ("User", "User"),
            ("TUserID", "TUserID"),
            ("user_info", "UserInfo"),
            ("u8", "U8"),
            ("v1_2", "V1_2"),
            ("TUser_Info", "TUserInfo"),
            ("USER", "USER"),
            ("_", "_"),
            ("_Any", "_Any"),
            ("any_", "Any_"),
        ] {
            assert_eq!(camel_case(idl), rust, "{idl}");
        }
    }

    #[test]
    fn constants_become_screaming_snake_case_unless_they_are() {
        for (idl, rust) in
            [("RED", "RED"), ("darkRed", "DARK_RED"), ("E2E", "E2E"), ("a1", "A1"), ("Max_Size", "MAX_SIZE")]
        {
            assert_eq!(screaming_snake_case(idl), rust, "{idl}");
        }
    }

    #[test]
    fn keywords_are_escaped_after_casing() {
        for (name, rust) in
            [("type", "r#type"), ("self", "self_"), ("Self", "Self_"), ("crate", "crate_"), ("id", "id")]
        {
            assert_eq!(ident(name, Span::call_site()).to_string(), rust);
        }
    }

    #[test]
    fn any_file_name_becomes_an_identifier() {
        for (name, rust) in [("1+1", "_1_1"), ("", "__"), ("a b", "a_b"), ("ünï", "ünï"), ("²", "__"), ("A.B", "A_B")]
        {
            assert_eq!(escape(name), rust, "{name}");
            assert_eq!(ident(name, Span::call_site()).to_string(), rust, "{name}");
        }
    }
}
