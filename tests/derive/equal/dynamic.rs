//! The third in the row: values without any type of Rust.

use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use thrift_rs::dynamic::{Schema, ValueType};
use thrift_rs::{Encode, Protocol, binary, compact, json, simple_json};

use super::{Everything, idl};

#[path = "../../dynamic/build.rs"]
mod build;

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    Schema::from_file(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/derive/equal.thrift")).unwrap()
});

fn find(name: &str) -> ValueType {
    SCHEMA.find(name).unwrap().keeping_unknown()
}

/// What is written of one is read as a value, and written again as the same, in every protocol.
pub(super) fn assert_same<T: Encode>(written: &T) {
    let ty = find(&T::TYPE.to_string());
    for (protocol, bytes) in [
        (Protocol::Binary, binary::to_vec(written).unwrap()),
        (Protocol::Compact, compact::to_vec(written).unwrap()),
        (Protocol::Json, json::to_vec(written).unwrap()),
    ] {
        let value = ty.decode(protocol, &bytes).unwrap();
        ty.validate(&value).unwrap();
        assert_eq!(ty.encode(protocol, &value).unwrap(), bytes);
        assert_eq!(ty.encode_simple_json(&value).unwrap(), simple_json::to_string(written).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// `thrift!`, the derive and values: whatever there is to write, all three write the same.
    #[test]
    fn all_three_write_the_same(choices in vec(any::<u8>(), 0..600)) {
        let ty = find("Everything");
        let built = ty.encode(Protocol::Binary, &build::build(&ty, &choices)).unwrap();
        // In the order of its maps and sets.
        let generated: idl::Everything = binary::from_slice(&built).unwrap();
        // No two NaNs are equal.
        if generated == generated.clone() {
            super::assert_same::<idl::Everything, Everything>(&generated);
        }
    }
}
