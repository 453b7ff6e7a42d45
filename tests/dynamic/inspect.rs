//! Bytes of which nobody has a schema.

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use thrift_rs::dynamic::{inspect, inspect_message, inspect_with};
use thrift_rs::{Limits, MessageType, Protocol, ProtocolErrorKind, WireValue};

use super::build::build;
use super::{PROTOCOLS, find};

#[test]
fn a_struct_shows_as_a_tree() {
    let ty = find("Containers");
    let json = r#"{
        "ints": [1, -2], "texts": ["a", "\u0000\""], "counts": {"x": 1}, "matrix": [[0.5], []],
        "points": [{"x": 1}], "by_double": {"NaN": "n"}, "bools": [true], "ids": ["00000000-0000-0000-0000-000000000001"]
    }"#;
    let value = ty.from_json_str(json).unwrap();
    let shown = inspect(Protocol::Binary, &ty.encode(Protocol::Binary, &value).unwrap()).unwrap().to_string();
    let expected = r#"{
  1: list<i32> [1, -2]
  2: list<string> ["a", "\0\""]
  3: set<i64> []
  4: map<string, i32> {"x": 1}
  5: list<list> [
    list<double> [0.5]
    list<double> []
  ]
  6: map<i32, set> {}
  7: list<struct> []
  8: map<double, string> {NaN: "n"}
  9: set<list> []
  10: map<map, map> {}
  11: set<struct> [
    {
      1: i32 1
      2: double 0.0
    }
  ]
"#;
    assert!(shown.starts_with(expected), "{shown}");
    let bytes = [11, 0, 1, 0, 0, 0, 2, 0xff, 0, 12, 0, 2, 0, 0];
    assert_eq!(inspect(Protocol::Binary, &bytes).unwrap().to_string(), "{\n  1: string 0xff00\n  2: {}\n}");
}

#[test]
fn messages_show_with_what_they_are_about() {
    let binary = b"\x80\x01\x00\x01\x00\x00\x00\x03add\x00\x00\x00\x07\x08\x00\x01\x00\x00\x00\x05\x00";
    let compact = b"\x82\x21\x07\x03add\x15\x0a\x00";
    let json = br#"[1,"add",1,7,{"1":{"i32":5}}]"#;
    for (protocol, bytes) in PROTOCOLS.into_iter().zip([&binary[..], compact, json]) {
        let message = inspect_message(protocol, bytes).unwrap();
        assert_eq!((message.kind, message.sequence_id), (MessageType::Call, 7));
        assert_eq!(message.to_string(), "call add, sequence id 7: {\n  1: i32 5\n}");
        for len in 0..bytes.len() {
            assert!(inspect_message(protocol, &bytes[..len]).is_err());
        }
        assert!(inspect_message(protocol, &[bytes, b"x"].concat()).is_err());
    }
}

#[test]
fn limits_are_kept() {
    let deep = [12, 0, 1].repeat(100_000);
    assert_eq!(inspect(Protocol::Binary, &deep).unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
    let deep = "{\"1\":{\"rec\":".repeat(100_000);
    assert_eq!(inspect(Protocol::Json, deep.as_bytes()).unwrap_err().kind(), ProtocolErrorKind::DepthLimit);
    let mut limits = Limits::DEFAULT;
    limits.string_size = 1;
    let error = inspect_with(Protocol::Compact, &[0x18, 2, b'a', b'b', 0], &limits).unwrap_err();
    assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_encoded_is_seen(choices in vec(any::<u8>(), 0..300), bytes in vec(any::<u8>(), 0..64)) {
        for name in ["Scalars", "Containers", "Node", "Choice"] {
            let ty = find(name);
            for protocol in PROTOCOLS {
                let encoded = ty.encode(protocol, &build(&ty, &choices)).unwrap();
                let seen = inspect(protocol, &encoded).unwrap();
                assert!(matches!(seen, WireValue::Struct(_)));
                assert!(seen.to_string().starts_with('{'));
            }
        }
        for protocol in PROTOCOLS {
            let _ = (inspect(protocol, &bytes).map(|value| value.to_string()), inspect_message(protocol, &bytes));
        }
    }
}
