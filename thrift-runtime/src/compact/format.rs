//! What the compact protocol has in front of values, for the scanner.

use super::ttype::{self, FALSE, TRUE};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::scan::{Field, Format, Found, unknown_type};
use crate::ttype::TType;
use crate::varint::{self, Malformed};

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// The compact protocol.
#[derive(Debug)]
pub(crate) struct Compact;

/// The upper half of a list's header where the number of elements follows.
const LONG: u8 = 0xf;

/// An integer at the start of `input`, where it has all arrived.
#[inline(always)]
fn integer(input: &[u8], bits: u32) -> Found<u64> {
    match input {
        // Most are of one byte.
        [byte @ ..0x80, ..] => Ok(Some(((*byte).into(), 1))),
        input => long_integer(input, bits),
    }
}

#[inline(never)]
fn long_integer(input: &[u8], bits: u32) -> Found<u64> {
    match varint::parse(input, bits) {
        Ok(found) => Ok(Some(found)),
        Err(Malformed::EndsEarly) => Ok(None),
        Err(Malformed::TooLong) => Err(too_long()),
    }
}

/// An integer of 16 bits at the start of `input`, where it has all arrived.
fn short(input: &[u8]) -> Found<i16> {
    let Some((value, size)) = integer(input, u32::BITS)? else {
        return Ok(None);
    };
    match i16::try_from(varint::unzigzag32(value as u32)) {
        Ok(value) => Ok(Some((value, size))),
        Err(_) => Err(ProtocolError::new(ProtocolErrorKind::InvalidData, OUT_OF_RANGE)),
    }
}

/// What is wrong with an integer of 16 bits that does not fit into them.
pub(super) const OUT_OF_RANGE: &str = "an i16 is beyond 16 bits";

/// The error of a difference to the last id that leads beyond the ids.
#[cold]
pub(super) fn bad_id() -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::InvalidData, "the id of a field is beyond 16 bits")
}

/// The error of an element that is neither true nor false.
#[cold]
pub(super) fn bad_bool(byte: u8) -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::InvalidData, format!("a bool is {byte}"))
}

/// The error of an integer that is longer than its type.
#[cold]
pub(super) fn too_long() -> ProtocolError {
    ProtocolError::new(ProtocolErrorKind::InvalidData, "an integer is longer than its type")
}

impl Format for Compact {
    fn field(input: &[u8], last: i16) -> Found<(Field, i16)> {
        let [byte, rest @ ..] = input else {
            return Ok(None);
        };
        let (id, size) = match byte >> 4 {
            _ if *byte == 0 => return Ok(Some(((Field::Stop, 0), 1))),
            0 => match short(rest)? {
                Some((id, size)) => (id, 1 + size),
                None => return Ok(None),
            },
            delta => (last.checked_add(delta.into()).ok_or_else(bad_id)?, 1),
        };
        let field = match ttype::of_nibble(*byte) {
            TType::Stop => return Err(unknown_type(byte & 0xf)),
            TType::Bool => Field::Whole,
            ttype => Field::Value(ttype),
        };
        Ok(Some(((field, id), size)))
    }

    #[inline]
    fn length(input: &[u8]) -> Found<i32> {
        Ok(integer(input, u32::BITS)?.map(|(length, size)| ((length as u32).cast_signed(), size)))
    }

    #[inline]
    fn list(input: &[u8]) -> Found<(u8, i32)> {
        let [byte, rest @ ..] = input else {
            return Ok(None);
        };
        Ok(match byte >> 4 {
            LONG => Self::length(rest)?.map(|(len, size)| ((byte & 0xf, len), 1 + size)),
            len => Some(((byte & 0xf, len.into()), 1)),
        })
    }

    fn map(input: &[u8]) -> Found<(u8, u8, i32)> {
        Ok(match Self::length(input)? {
            Some((0, size)) => Some(((0, 0, 0), size)),
            Some((len, size)) => input.get(size).map(|types| ((types >> 4, types & 0xf, len), size + 1)),
            None => None,
        })
    }

    #[inline]
    fn ttype(number: u8) -> Option<TType> {
        Some(ttype::of_nibble(number)).filter(|ttype| *ttype != TType::Stop)
    }

    #[inline]
    fn fixed_size(ttype: TType) -> Option<usize> {
        match ttype {
            TType::I8 => Some(1),
            TType::Double => Some(8),
            TType::Uuid => Some(16),
            _ => None,
        }
    }

    #[inline]
    fn are_bytes(ttype: TType, bytes: &[u8]) -> bool {
        matches!(ttype, TType::I16 | TType::I32 | TType::I64) && bytes.iter().fold(0, |all, byte| all | byte) < 0x80
    }

    fn number(ttype: TType, input: &[u8]) -> Result<Option<usize>> {
        Ok(match ttype {
            TType::Bool => match input {
                [] => None,
                [0 | TRUE | FALSE, ..] => Some(1),
                [byte, ..] => return Err(bad_bool(*byte)),
            },
            TType::I16 => short(input)?.map(|(_, size)| size),
            TType::I32 => integer(input, u32::BITS)?.map(|(_, size)| size),
            _ => integer(input, u64::BITS)?.map(|(_, size)| size),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::scan::{self, Scanner};

    fn scanner(ttype: TType) -> Scanner<Compact> {
        let limits = Limits { string_size: 1000, container_size: 1000, ..Limits::DEFAULT };
        Scanner::value(ttype, &limits)
    }

    /// `{1: "ab", 2: [[1, 2]], 3: {"k": 7}, 4: true, 300: -1, 301: 0.0}`
    const STRUCT: &[u8] = &[
        0x18, 2, b'a', b'b', // 1: "ab"
        0x19, 0x19, 0x25, 2, 4, // 2: [[1, 2]]
        0x1b, 1, 0x85, 1, b'k', 14,   // 3: {"k": 7}
        0x11, // 4: true
        0x06, 0xd8, 0x04, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, // 300: i64::MIN
        0x17, 0, 0, 0, 0, 0, 0, 0, 0, // 301: 0.0
        0,
    ];

    #[test]
    fn finds_the_end_however_the_bytes_are_cut() {
        let mut stream = STRUCT.to_vec();
        stream.extend(b"next");
        for step in 1..=stream.len() {
            let mut scanner = scanner(TType::Struct);
            let mut end = None;
            for n in (0..=stream.len()).step_by(step).chain([stream.len()]) {
                end = scanner.scan(&stream[..n]).unwrap();
                assert_eq!(end.is_some(), n >= STRUCT.len(), "{n} bytes in steps of {step}");
                if end.is_some() {
                    break;
                }
            }
            assert_eq!(end, Some(STRUCT.len()));
        }
    }

    /// What is stepped over at once is what a scanner finds step by step, or is left to it.
    #[test]
    fn the_quick_way_over_a_value_ends_where_the_scanner_does() {
        let (depth, container_size, string_size) = (64, 20, 200);
        let limits = Limits { depth, container_size, string_size, ..Limits::DEFAULT };
        let long = [&[0xac, 1][..], &[b'x'; 172]].concat();
        let too_long = [&[0xc9, 1][..], &[b'x'; 201]].concat();
        let too_many = [&[0xf5, 21][..], &[0; 21]].concat();
        for (ttype, bytes, is_flat) in [
            (TType::String, &[2, b'a', b'b'][..], true),
            (TType::String, &long, true),
            (TType::String, &too_long, false),
            (TType::I32, &[0x80, 0x80, 1], true),
            (TType::List, &[0x09], true),
            (TType::List, &[0x35, 0, 0x80, 1, 2], true),
            (TType::List, &[0x38, 1, b'a', 0, 2, b'b', b'c'], true),
            (TType::List, &too_many, false),
            (TType::Set, &[0x31, 0, 1, 2], true),
            (TType::Set, &[0x31, 0, 1, 3], false),
            (TType::List, &[0x19, 0x15, 2], false),
            (TType::Struct, &[0x15, 2, 0], false),
        ] {
            for end in 0..=bytes.len() {
                let scanned = Scanner::<Compact>::value(ttype, &limits).scan(&bytes[..end]);
                let flat = scan::flat::<Compact>(ttype, &bytes[..end], depth, container_size, string_size);
                assert!(flat.is_none() || matches!(scanned, Ok(len) if len == flat), "{bytes:?} up to {end}");
                assert_eq!(flat.is_some(), is_flat && end == bytes.len(), "{bytes:?} up to {end}");
            }
        }
    }

    /// Bytes one by one: quadratic work would take minutes.
    #[test]
    fn the_work_is_linear_in_the_bytes() {
        let mut stream = [0x15, 2].repeat(15_000);
        stream.extend([0xf9, 0xf5, 0xc0, 0x84, 0x3d].iter().chain(&vec![1; 1_000_000]).chain(&[0]));
        let mut scanner = Scanner::<Compact>::value(TType::Struct, &Limits::DEFAULT);
        let end = (0..=stream.len()).find_map(|n| scanner.scan(&stream[..n]).unwrap());
        assert_eq!(end, Some(stream.len()));
    }

    #[test]
    fn depth_is_bounded_without_recursion() {
        let error = scanner(TType::Struct).scan(&vec![0x1c; 1_000_000]).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);
    }

    #[test]
    fn lengths_are_checked() {
        for (bytes, kind) in [
            (&[0xff, 0xff, 0xff, 0xff, 0x0f][..], ProtocolErrorKind::NegativeSize),
            (&[0xff, 0xff, 0xff, 0xff, 0x07], ProtocolErrorKind::SizeLimit),
            (&[0xff, 0xff, 0xff, 0xff, 0x1f], ProtocolErrorKind::InvalidData),
            (&[0x80, 0x80, 0x80, 0x80, 0x80], ProtocolErrorKind::InvalidData),
        ] {
            assert_eq!(scanner(TType::String).scan(bytes).unwrap_err().kind(), kind, "{bytes:?}");
        }
    }

    /// What is skipped is looked at as closely as what is read.
    #[test]
    fn integers_and_ids_keep_to_their_types() {
        for (ttype, bytes) in [
            (TType::I16, &[0x80, 0x80, 4][..]),                                       // 32,768
            (TType::I32, &[0x80, 0x80, 0x80, 0x80, 0x80, 0]),                         // six bytes
            (TType::I64, &[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 2]), // 65 bits
            (TType::List, &[0x31, 1, 2, 3]),                                          // true, false, neither
            (TType::Struct, &[0x05, 0x80, 0x80, 4, 0, 0]),                            // the id 32,768
            (TType::Struct, &[0x05, 0xfe, 0xff, 3, 0, 0x15, 0, 0]),                   // one behind the id 32,767
        ] {
            assert_eq!(scanner(ttype).scan(bytes).unwrap_err().kind(), ProtocolErrorKind::InvalidData, "{bytes:?}");
        }
        let last = [0x05, 0xfc, 0xff, 3, 0, 0x15, 0, 0];
        assert_eq!(scanner(TType::Struct).scan(&last).unwrap(), Some(last.len()));
    }

    #[test]
    fn an_empty_map_is_one_byte_and_an_empty_list_may_name_no_type() {
        assert_eq!(scanner(TType::Map).scan(&[0, 7]).unwrap(), Some(1));
        assert_eq!(scanner(TType::List).scan(&[0x0f]).unwrap(), Some(1));
        assert!(scanner(TType::List).scan(&[0x1f]).is_err());
        assert!(scanner(TType::Struct).scan(&[0x1e]).is_err());
    }
}
