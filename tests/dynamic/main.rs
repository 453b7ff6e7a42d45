//! Values without generated code, beside generated types: the same bytes, the same errors, the same limits.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

/// With maps and sets that keep their entries as they come, as values do.
mod generated {
    #![allow(dead_code, reason = "not all types are read")]

    thrift_rs::thrift!("../idl/everything.thrift", allow = [nonpositive_field_id, required_default], maps = vec);
}

mod build;
mod client;
mod equal;
mod hostile;
mod inspect;
mod readable;
mod values;

use std::path::Path;
use std::sync::LazyLock;

use thrift_rs::dynamic::{Schema, ValueType};
use thrift_rs::{Encode, Protocol, ProtocolError, binary, compact, json};

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    Schema::from_file(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/idl/everything.thrift")).unwrap()
});

const PROTOCOLS: [Protocol; 3] = [Protocol::Binary, Protocol::Compact, Protocol::Json];

fn find(name: &str) -> ValueType {
    SCHEMA.find(name).unwrap_or_else(|| panic!("there is no type `{name}`"))
}

fn encode<T: Encode>(protocol: Protocol, value: &T) -> Result<Vec<u8>, ProtocolError> {
    match protocol {
        Protocol::Binary => binary::to_vec(value),
        Protocol::Compact => compact::to_vec(value),
        Protocol::Json => json::to_vec(value),
        _ => panic!("a protocol that this test does not know"),
    }
}

fn decode<T: thrift_rs::DecodeOwned>(
    protocol: Protocol,
    bytes: &[u8],
    limits: &thrift_rs::Limits,
) -> Result<T, ProtocolError> {
    match protocol {
        Protocol::Binary => binary::from_slice_with(bytes, limits),
        Protocol::Compact => compact::from_slice_with(bytes, limits),
        Protocol::Json => json::from_slice_with(bytes, limits),
        _ => panic!("a protocol that this test does not know"),
    }
}

/// Runs something for each type that has an equal among the generated ones.
macro_rules! for_each_type {
    ($run:ident $($argument:expr),*) => {
        $run::<crate::generated::Scalars>("Scalars" $(, $argument)*);
        $run::<crate::generated::Containers>("Containers" $(, $argument)*);
        $run::<crate::generated::Presence>("Presence" $(, $argument)*);
        $run::<crate::generated::Node>("Node" $(, $argument)*);
        $run::<crate::generated::Husband>("Husband" $(, $argument)*);
        $run::<crate::generated::Choice>("Choice" $(, $argument)*);
        $run::<crate::generated::Tree>("Tree" $(, $argument)*);
        $run::<crate::generated::Large>("Large" $(, $argument)*);
        $run::<crate::generated::Empty>("Empty" $(, $argument)*);
        $run::<crate::generated::deep_er_v1::Deep>("deep-er.v1.Deep" $(, $argument)*);
        $run::<crate::generated::Counts>("Counts" $(, $argument)*);
        $run::<crate::generated::Path>("Path" $(, $argument)*);
        $run::<crate::generated::Color>("Color" $(, $argument)*);
    };
}

use for_each_type;
