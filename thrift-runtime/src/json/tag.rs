//! The names of wire types in JSON.

use crate::ttype::TType;

/// The name of a wire type. An empty container of a peer's may have elements of no type; any name will do for them.
pub(super) fn name(ttype: TType) -> &'static str {
    match ttype {
        TType::Bool => "tf",
        TType::I8 => "i8",
        TType::I16 => "i16",
        TType::I32 => "i32",
        TType::I64 => "i64",
        TType::Double => "dbl",
        TType::String | TType::Stop => "str",
        TType::Struct => "rec",
        TType::Map => "map",
        TType::Set => "set",
        TType::List => "lst",
        TType::Uuid => "uid",
    }
}

/// The name of a wire type as a key: with the quote behind it and a colon, and a zero behind a short one.
#[inline]
pub(super) fn key(ttype: TType) -> &'static [u8; 5] {
    match ttype {
        TType::Bool => b"tf\":\0",
        TType::I8 => b"i8\":\0",
        TType::I16 => b"i16\":",
        TType::I32 => b"i32\":",
        TType::I64 => b"i64\":",
        TType::Double => b"dbl\":",
        TType::String | TType::Stop => b"str\":",
        TType::Struct => b"rec\":",
        TType::Map => b"map\":",
        TType::Set => b"set\":",
        TType::List => b"lst\":",
        TType::Uuid => b"uid\":",
    }
}

/// The wire type with this name.
#[inline]
pub(super) fn parse(name: &[u8]) -> Option<TType> {
    Some(match name {
        b"tf" => TType::Bool,
        b"i8" => TType::I8,
        b"i16" => TType::I16,
        b"i32" => TType::I32,
        b"i64" => TType::I64,
        b"dbl" => TType::Double,
        b"str" => TType::String,
        b"rec" => TType::Struct,
        b"map" => TType::Map,
        b"set" => TType::Set,
        b"lst" => TType::List,
        b"uid" => TType::Uuid,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_name_of_its_own() {
        for ttype in (1..=u8::MAX).filter_map(TType::from_u8) {
            assert_eq!(parse(name(ttype).as_bytes()), Some(ttype));
            assert_eq!(
                key(ttype).trim_ascii_end().split(|byte| *byte == 0).next(),
                Some(format!("{}\":", name(ttype)).as_bytes())
            );
        }
    }
}
