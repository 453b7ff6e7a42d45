//! What a value comes to is what a generated type comes to, in every protocol.

use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use thrift_rs::{DecodeOwned, Encode, Limits, simple_json};

use super::build::build;
use super::{PROTOCOLS, decode, encode, find, for_each_type};

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_are_written_as_generated_types_are(choices in vec(any::<u8>(), 0..400)) {
        for_each_type!(assert_same &choices);
    }
}

fn assert_same<T: Encode + DecodeOwned + Debug>(name: &str, choices: &[u8]) {
    let ty = find(name);
    let value = build(&ty, choices);
    ty.validate(&value).unwrap();
    for protocol in PROTOCOLS {
        let bytes = ty.encode(protocol, &value).unwrap();
        let generated: T = decode(protocol, &bytes, &Limits::DEFAULT).unwrap();
        let again = encode(protocol, &generated).unwrap();
        assert_eq!(again, bytes, "{protocol:?}, {name}, {value:?}");
        let read = ty.decode(protocol, &bytes).unwrap();
        assert_eq!(ty.encode(protocol, &read).unwrap(), bytes, "{protocol:?}, {name}");
        assert_eq!(ty.encode_simple_json(&value).unwrap(), simple_json::to_string(&generated).unwrap());
    }
}

#[test]
fn defaults_are_those_of_generated_types() {
    fn assert_default<T: Encode + Default>(name: &str) {
        let ty = find(name);
        for protocol in PROTOCOLS {
            let bytes = ty.encode(protocol, &ty.default_value().unwrap()).unwrap();
            assert_eq!(bytes, encode(protocol, &T::default()).unwrap(), "{name}");
        }
    }
    for_each_type!(assert_default);
}

#[test]
fn what_is_missing_is_made_up_on_either_way() {
    let ty = find("Presence");
    let value = ty.structure([("must", 1.into()), ("must_text", "x".into())]).unwrap();
    let read = ty.decode(PROTOCOLS[0], &ty.encode(PROTOCOLS[0], &value).unwrap()).unwrap();
    assert_eq!(ty.get(&read, "plain_text").and_then(|text| text.as_str()), Some("plain default"));
    assert_eq!(ty.get(&read, "numbers"), Some(&vec![1, 2, 3].into()));
    assert_eq!((ty.get(&read, "may_text"), ty.get(&read, "point")), (None, None));
}
