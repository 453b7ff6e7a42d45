//! Values of the wire as text: fields on lines of their own, containers of numbers and text on one.

use std::fmt::{self, Formatter};

use crate::ttype::TType;
use crate::unknown::{UnknownField, WireValue};

/// Bytes that are shown of those that are no text.
const BYTES: usize = 64;

/// A struct as a tree, anything else behind its type: `i32 7`, `map<string, i32> {"a": 1}`.
impl fmt::Display for WireValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        typed(self, 0, f)
    }
}

fn typed(value: &WireValue, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
    match value {
        WireValue::Struct(_) => {}
        WireValue::List(element, _) => write!(f, "list<{element}> ")?,
        WireValue::Set(element, _) => write!(f, "set<{element}> ")?,
        WireValue::Map(key, value, _) => write!(f, "map<{key}, {value}> ")?,
        scalar => write!(f, "{} ", scalar.ttype())?,
    }
    bare(value, depth, f)
}

/// A value whose type has been said.
fn bare(value: &WireValue, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
    match value {
        WireValue::Bool(value) => write!(f, "{value}"),
        WireValue::I8(value) => write!(f, "{value}"),
        WireValue::I16(value) => write!(f, "{value}"),
        WireValue::I32(value) => write!(f, "{value}"),
        WireValue::I64(value) => write!(f, "{value}"),
        WireValue::Double(value) => write!(f, "{:?}", value.0),
        WireValue::Uuid(id) => write!(f, "{id}"),
        WireValue::String(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => write!(f, "{text:?}"),
            Err(_) => binary(bytes, f),
        },
        WireValue::List(ttype, elements) | WireValue::Set(ttype, elements) => {
            let parts = elements.iter().map(|element| move |depth, f: &mut Formatter<'_>| part(element, depth, f));
            all(['[', ']'], is_nested(*ttype), depth, parts, f)
        }
        WireValue::Map(key, value, entries) => {
            let parts = entries.iter().map(|(key, value)| {
                move |depth, f: &mut Formatter<'_>| {
                    part(key, depth, f)?;
                    f.write_str(": ")?;
                    part(value, depth, f)
                }
            });
            all(['{', '}'], is_nested(*key) || is_nested(*value), depth, parts, f)
        }
        WireValue::Struct(fields) => {
            let parts = fields.iter().map(|UnknownField { id, value }| {
                move |depth, f: &mut Formatter<'_>| {
                    write!(f, "{id}: ")?;
                    typed(value, depth, f)
                }
            });
            all(['{', '}'], !fields.is_empty(), depth, parts, f)
        }
    }
}

/// An element, a key or a value: the types of its own parts are to be said.
fn part(value: &WireValue, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
    match value.ttype() {
        TType::List | TType::Set | TType::Map => typed(value, depth, f),
        _ => bare(value, depth, f),
    }
}

fn is_nested(ttype: TType) -> bool {
    matches!(ttype, TType::Struct | TType::List | TType::Set | TType::Map)
}

/// Parts in brackets: with a comma between them, or each on a line of its own.
fn all<P: Fn(usize, &mut Formatter<'_>) -> fmt::Result>(
    [open, close]: [char; 2],
    on_lines: bool,
    depth: usize,
    parts: impl ExactSizeIterator<Item = P>,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    let on_lines = on_lines && parts.len() > 0;
    write!(f, "{open}")?;
    for (place, part) in parts.enumerate() {
        match (on_lines, place) {
            (true, _) => write!(f, "\n{:width$}", "", width = 2 * (depth + 1))?,
            (false, 0) => {}
            (false, _) => f.write_str(", ")?,
        }
        part(depth + 1, f)?;
    }
    if on_lines {
        write!(f, "\n{:width$}", "", width = 2 * depth)?;
    }
    write!(f, "{close}")
}

/// `0x00ff`, and how many there are, where there are many.
fn binary(bytes: &[u8], f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str("0x")?;
    bytes.iter().take(BYTES).try_for_each(|byte| write!(f, "{byte:02x}"))?;
    match bytes.len() {
        ..=BYTES => Ok(()),
        len => write!(f, "… ({len} bytes)"),
    }
}
