//! `thrift-rs`, in each build of its types.

use thrift_rs::{Bytes, Decode, DecodeOwned, Encode, ProtocolError, binary, compact, json};

use crate::codec::Codec;

/// The build with default options.
pub(crate) mod owned {
    thrift_rs::thrift!("idl/codec.thrift", vis = "pub(crate)", derive = [serde::Serialize, serde::Deserialize]);
}

/// The build whose strings are cheap to clone.
pub(crate) mod shared {
    thrift_rs::thrift!("idl/codec.thrift", vis = "pub(crate)", strings = shared);
}

/// The metadata of Parquet files, with default options and borrowed.
pub(crate) mod parquet {
    thrift_rs::thrift!("idl/parquet.thrift", vis = "pub(crate)", allow = [required_default], borrowed = true);
}

/// The same without what the types of `compact-thrift-parquet` leave out.
pub(crate) mod parquet_part {
    thrift_rs::thrift!("idl/parquet_part.thrift", vis = "pub(crate)", allow = [required_default], borrowed = true);
}

/// The build whose strings and binaries stay in the message, and whose maps are lists of entries: for who reads once, and looks
/// nothing up.
pub(crate) mod borrowed {
    mod types {
        thrift_rs::thrift!("idl/codec.thrift", borrowed = true, maps = vec);
    }

    pub(crate) type User = types::borrowed::User<'static>;
    pub(crate) type Mixed = types::borrowed::Mixed<'static>;
    pub(crate) type Strings = types::borrowed::Strings<'static>;
    pub(crate) type Feed = types::borrowed::Feed<'static>;
    pub(crate) use types::borrowed::{Doubles, Ints, Longs, Points};
}

macro_rules! codec {
    ($name:ident, $bound:path, $input:ty, $take:expr, $decode:path, $append:path) => {
        pub(crate) struct $name;

        impl<T: Encode + $bound> Codec<T> for $name {
            type Input = $input;
            type Buffer = Vec<u8>;
            type Error = ProtocolError;

            fn input(bytes: &'static [u8]) -> $input {
                $take(bytes)
            }

            fn decode(input: &$input) -> Result<T, ProtocolError> {
                $decode(input)
            }

            fn encode(value: &T, buffer: &mut Vec<u8>) -> Result<(), ProtocolError> {
                buffer.clear();
                $append(buffer, value)
            }

            fn bytes(buffer: &Vec<u8>) -> &[u8] {
                buffer
            }
        }
    };
}

codec!(Binary, Decode<'static>, &'static [u8], |bytes| bytes, binary::from_slice, binary::append_to);
codec!(Compact, Decode<'static>, &'static [u8], |bytes| bytes, compact::from_slice, compact::append_to);
codec!(Json, DecodeOwned, &'static [u8], |bytes| bytes, json::from_slice, json::append_to);
// Not `from_static`, which would spare them the counting of references that a received message has.
codec!(SharedBinary, DecodeOwned, Bytes, Bytes::copy_from_slice, binary::from_bytes, binary::append_to);
codec!(SharedCompact, DecodeOwned, Bytes, Bytes::copy_from_slice, compact::from_bytes, compact::append_to);
