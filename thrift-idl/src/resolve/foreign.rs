//! Types as other languages call them.

/// What Thrift calls a type that it does not have under this name.
pub(super) fn thrift_type(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "boolean" => "bool",
        "char" | "int8" | "int8_t" | "sbyte" | "tinyint" => "i8",
        "int16" | "int16_t" | "short" | "smallint" => "i16",
        "int" | "int32" | "int32_t" | "integer" => "i32",
        "bigint" | "int64" | "int64_t" | "long" => "i64",
        "f64" | "float64" | "real" => "double",
        "str" | "text" | "varchar" => "string",
        "blob" | "bytearray" | "bytes" => "binary",
        "guid" => "uuid",
        _ => return None,
    })
}

/// The smallest type that has room for the values of an unsigned integer of this name. Thrift has none.
pub(super) fn signed(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "u8" | "uint8" | "uint8_t" | "uchar" | "ubyte" => "i16",
        "u16" | "uint16" | "uint16_t" | "ushort" => "i32",
        "u32" | "u64" | "uint" | "uint32" | "uint32_t" | "uint64" | "uint64_t" | "ulong" | "unsigned" => "i64",
        _ => return None,
    })
}

/// What Thrift calls a container that it does not have under this name.
pub(crate) fn thrift_container(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "array" | "sequence" | "vec" | "vector" => "list",
        "dict" | "dictionary" | "hashmap" | "hashtable" => "map",
        "hashset" => "set",
        _ => return None,
    })
}
