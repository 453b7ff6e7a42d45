//! What the binary protocol has in front of values, for the scanner.

use super::{LIST_HEADER, MAP_HEADER};
use crate::error::ProtocolError;
use crate::scan::{Field, Format, Found, unknown_type};
use crate::ttype::TType;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// The binary protocol.
#[derive(Debug)]
pub(crate) struct Binary;

impl Format for Binary {
    fn field(input: &[u8], _: i16) -> Found<(Field, i16)> {
        match *input {
            [0, ..] => Ok(Some(((Field::Stop, 0), 1))),
            [number, high, low, ..] => match TType::from_u8(number) {
                Some(ttype) => Ok(Some(((Field::Value(ttype), i16::from_be_bytes([high, low])), 3))),
                None => Err(unknown_type(number)),
            },
            _ => Ok(None),
        }
    }

    fn length(input: &[u8]) -> Found<i32> {
        Ok(input.first_chunk().map(|length| (i32::from_be_bytes(*length), length.len())))
    }

    fn list(input: &[u8]) -> Found<(u8, i32)> {
        let header = input.first_chunk::<LIST_HEADER>();
        Ok(header.map(|[element, length @ ..]| ((*element, i32::from_be_bytes(*length)), LIST_HEADER)))
    }

    fn map(input: &[u8]) -> Found<(u8, u8, i32)> {
        let header = input.first_chunk::<MAP_HEADER>();
        Ok(header.map(|[key, value, length @ ..]| ((*key, *value, i32::from_be_bytes(*length)), MAP_HEADER)))
    }

    fn ttype(number: u8) -> Option<TType> {
        TType::from_u8(number)
    }

    fn fixed_size(ttype: TType) -> Option<usize> {
        Some(match ttype {
            TType::Bool | TType::I8 => 1,
            TType::I16 => 2,
            TType::I32 => 4,
            TType::I64 | TType::Double => 8,
            TType::Uuid => 16,
            TType::Stop | TType::String | TType::Struct | TType::Map | TType::Set | TType::List => return None,
        })
    }

    fn are_bytes(_: TType, _: &[u8]) -> bool {
        false
    }

    /// Every integer has a fixed size.
    fn number(_: TType, _: &[u8]) -> Result<Option<usize>> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binary::Scanner;
    use crate::error::ProtocolErrorKind;
    use crate::limits::Limits;

    fn scanner(ttype: TType) -> Scanner {
        let limits = Limits { string_size: 1000, container_size: 1000, ..Limits::DEFAULT };
        Scanner::value(ttype, &limits)
    }

    /// `{1: "ab", 2: [[1, 2]], 3: {"k": 7}}`
    const STRUCT: &[u8] = &[
        11, 0, 1, 0, 0, 0, 2, b'a', b'b', // 1: "ab"
        15, 0, 2, 15, 0, 0, 0, 1, 3, 0, 0, 0, 2, 1, 2, // 2: [[1, 2]]
        13, 0, 3, 11, 8, 0, 0, 0, 1, 0, 0, 0, 1, b'k', 0, 0, 0, 7, // 3: {"k": 7}
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

    #[test]
    fn depth_is_bounded_without_recursion() {
        let deep: Vec<u8> = [12, 0, 1].repeat(1_000_000);
        let error = scanner(TType::Struct).scan(&deep).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);
    }

    #[test]
    fn lengths_are_checked() {
        let negative = scanner(TType::String).scan(&[0xff, 0xff, 0xff, 0xff]).unwrap_err();
        assert_eq!(negative.kind(), ProtocolErrorKind::NegativeSize);
        let large = scanner(TType::List).scan(&[15, 0x7f, 0xff, 0xff, 0xff]).unwrap_err();
        assert_eq!(large.kind(), ProtocolErrorKind::SizeLimit);
    }

    #[test]
    fn an_empty_container_may_name_no_type() {
        assert_eq!(scanner(TType::Map).scan(&[0, 0, 0, 0, 0, 0]).unwrap(), Some(6));
        assert!(scanner(TType::Map).scan(&[0, 0, 0, 0, 0, 1]).is_err());
    }
}
