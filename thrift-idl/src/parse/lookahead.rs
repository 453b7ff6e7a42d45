//! What starts at a token, as far as a few tokens tell.

use super::input::Tokens;
use crate::lex::{Kind, Word};

pub(super) fn is_separator(kind: Kind) -> bool {
    matches!(kind, Kind::Symbol(b',' | b';'))
}

/// Whether a definition starts here: a word that opens one, and what comes next bears it out.
pub(super) fn at_definition(input: Tokens<'_>) -> bool {
    let Kind::Word(word) = input.kind() else { return false };
    if !word.opens_definition() {
        return false;
    }
    let (next, then) = (input.peek_at(1).kind, input.peek_at(2).kind);
    let named = matches!(next, Kind::Name | Kind::Word(_));
    match word {
        Word::Include | Word::CppInclude => next == Kind::Literal,
        Word::Namespace => named || next == Kind::Symbol(b'*'),
        Word::Const | Word::Typedef => {
            let typed = matches!(then, Kind::Name | Kind::Symbol(b'<') | Kind::Word(Word::CppType));
            named && (typed || input.peek().first_on_line && then != Kind::Symbol(b'('))
        }
        _ => {
            let opened = matches!(then, Kind::Symbol(b'{') | Kind::Word(Word::Extends | Word::XsdAll));
            named && opened || input.peek().first_on_line && (named || next == Kind::Symbol(b'{'))
        }
    }
}

/// Whether a definition with its name starts here, rather than a word being used as a name.
pub(super) fn at_named_definition(input: Tokens<'_>) -> bool {
    at_definition(input) && input.peek_at(1).kind == Kind::Name
}

/// Whether a method starts here: `void f(`, `i32 f()` or `Type f(1: …`. A field without an id looks alike up to its
/// bracket.
pub(super) fn at_method(input: Tokens<'_>) -> bool {
    let input = match input.kind() {
        Kind::Word(Word::Oneway | Word::Async | Word::Void) => return true,
        Kind::Word(word) if word.starts_type() => input,
        Kind::Name => input,
        _ => return false,
    };
    let mut rest = input.next();
    if rest.is_symbol(b'<') {
        let mut depth = 0;
        for _ in 0..32 {
            match rest.kind() {
                Kind::Symbol(b'<') => depth += 1,
                Kind::Symbol(b'>') => depth -= 1,
                Kind::Name | Kind::Word(_) | Kind::Symbol(b',') => {}
                _ => return false,
            }
            rest = rest.next();
            if depth == 0 {
                break;
            }
        }
    }
    if rest.kind() != Kind::Name || rest.peek_at(1).kind != Kind::Symbol(b'(') {
        return false;
    }
    let (first, second) = (rest.peek_at(2).kind, rest.peek_at(3).kind);
    match first {
        Kind::Symbol(b')') => true,
        Kind::Int => second == Kind::Symbol(b':'),
        Kind::Word(word) => word.starts_type() || matches!(word, Word::Optional | Word::Required),
        Kind::Name => second == Kind::Name,
        _ => false,
    }
}
