//! What sets the forms of JSON apart; [`walk`](super::walk) has what they share.

use super::{number, tag, text};
use crate::ttype::TType;

/// How structs and containers are written.
pub(crate) trait Form {
    /// Whether the elements of a list have something in front of them, so that there is a comma before the first.
    const HEADED: bool;
    /// What ends a struct that has fields, the last field with it.
    const STRUCT_END: &'static [u8];
    /// What ends a map.
    const MAP_END: &'static [u8];
    /// Whether structs and containers can be keys. Else a map of them is a list of pairs.
    const ANY_KEY: bool;

    /// Begins a field, up to its value, and with it the struct, or ends the field before. Its name is known where the IDL knows it.
    fn begin_field(place: Place, field: (i16, TType), name: Option<&str>, out: &mut Vec<u8>);

    /// Begins a list or set, up to its first element.
    fn begin_list(element: TType, len: usize, out: &mut Vec<u8>);

    /// Begins a map, up to its first key.
    fn begin_map(key: TType, value: TType, len: usize, out: &mut Vec<u8>);
}

/// The place of a field in its struct.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    First,
    Next,
}

/// TJSONProtocol: field ids as keys, and each type spelt out.
#[derive(Debug)]
pub(crate) enum Typed {}

impl Form for Typed {
    const HEADED: bool = true;
    const STRUCT_END: &'static [u8] = b"}}";
    const MAP_END: &'static [u8] = b"}]";
    // No JSON, but the format.
    const ANY_KEY: bool = true;

    /// `{"1":{"i32":`, or `},"1":{"i32":`
    #[inline]
    fn begin_field(place: Place, (id, ttype): (i16, TType), _: Option<&str>, out: &mut Vec<u8>) {
        let [a, b, c, d, e] = *tag::key(ttype);
        let unused = usize::from(e == 0);
        // Pieces of fixed sizes, of which what is too much is taken back, spare a call for each copy.
        match (place, u8::try_from(id)) {
            (Place::First, Ok(id @ 0..10)) => {
                out.extend_from_slice(&[b'{', b'"', b'0' + id, b'"', b':', b'{', b'"', a, b, c, d, e]);
            }
            (Place::Next, Ok(id @ 0..10)) => {
                out.extend_from_slice(&[b'}', b',', b'"', b'0' + id, b'"', b':', b'{', b'"', a, b, c, d, e]);
            }
            _ => {
                out.extend_from_slice(if matches!(place, Place::First) { b"{\"" } else { b"},\"" });
                number::write(id, out);
                out.extend_from_slice(&[b'"', b':', b'{', b'"', a, b, c, d, e]);
            }
        }
        out.truncate(out.len() - unused);
    }

    /// `["i32",2`
    fn begin_list(element: TType, len: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(b"[\"");
        out.extend_from_slice(tag::name(element).as_bytes());
        out.extend_from_slice(b"\",");
        number::write(len as i64, out);
    }

    /// `["str","i32",2,{`
    fn begin_map(key: TType, value: TType, len: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(b"[\"");
        out.extend_from_slice(tag::name(key).as_bytes());
        out.extend_from_slice(b"\",\"");
        out.extend_from_slice(tag::name(value).as_bytes());
        out.extend_from_slice(b"\",");
        number::write(len as i64, out);
        out.extend_from_slice(b",{");
    }
}

/// TSimpleJSONProtocol: field names as keys, and no types.
#[derive(Debug)]
pub(crate) enum Simple {}

impl Form for Simple {
    const HEADED: bool = false;
    const STRUCT_END: &'static [u8] = b"}";
    const MAP_END: &'static [u8] = b"}";
    const ANY_KEY: bool = false;

    /// `{"name":`, or `,"name":`; `"1"` of a field that the IDL does not know.
    fn begin_field(place: Place, (id, _): (i16, TType), name: Option<&str>, out: &mut Vec<u8>) {
        out.push(if matches!(place, Place::First) { b'{' } else { b',' });
        match name {
            Some(name) => text::write(name.as_bytes(), out),
            None => {
                out.push(b'"');
                number::write(id, out);
                out.push(b'"');
            }
        }
        out.push(b':');
    }

    fn begin_list(_: TType, _: usize, out: &mut Vec<u8>) {
        out.push(b'[');
    }

    fn begin_map(_: TType, _: TType, _: usize, out: &mut Vec<u8>) {
        out.push(b'{');
    }
}
