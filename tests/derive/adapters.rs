//! Types of other crates, by way of an adapter.

use std::net::IpAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use thrift_rs::{Adapter, Described, Milliseconds, Thrift, binary, compact, json};

/// An address as text.
struct Text;

impl Adapter<IpAddr> for Text {
    type Wire = String;
    type Error = std::net::AddrParseError;

    fn to_wire(value: &IpAddr) -> Result<String, Self::Error> {
        Ok(value.to_string())
    }

    fn from_wire(wire: String) -> Result<IpAddr, Self::Error> {
        wire.parse()
    }
}

/// A list of what another adapter adapts.
struct Each<A>(A);

impl<A: Adapter<T>, T> Adapter<Vec<T>> for Each<A> {
    type Wire = Vec<A::Wire>;
    type Error = A::Error;

    fn to_wire(value: &Vec<T>) -> Result<Self::Wire, A::Error> {
        value.iter().map(A::to_wire).collect()
    }

    fn from_wire(wire: Self::Wire) -> Result<Vec<T>, A::Error> {
        wire.into_iter().map(A::from_wire).collect()
    }
}

#[derive(Thrift, Debug, PartialEq)]
struct Session<'a> {
    #[thrift(id = 1, with = Milliseconds)]
    length: Duration,
    #[thrift(id = 2, required, with = Milliseconds)]
    start: SystemTime,
    #[thrift(id = 3, with = Milliseconds)]
    end: Option<SystemTime>,
    #[thrift(id = 4, with = Text, default = IpAddr::from([127, 0, 0, 1]))]
    host: IpAddr,
    #[thrift(id = 5, with = Each<Text>)]
    others: Vec<IpAddr>,
    #[thrift(id = 6)]
    name: &'a str,
}

fn session() -> Session<'static> {
    Session {
        length: Duration::from_millis(1500),
        start: UNIX_EPOCH + Duration::from_secs(1),
        end: Some(UNIX_EPOCH - Duration::from_millis(1)),
        host: [10, 0, 0, 1].into(),
        others: vec![[10, 0, 0, 2].into()],
        name: "s",
    }
}

#[test]
fn an_adapter_goes_between_a_field_and_the_wire() {
    let bytes = binary::to_vec(&session()).unwrap();
    assert_eq!(binary::from_slice::<Session<'_>>(&bytes).unwrap(), session());
    let bytes = compact::to_vec(&session()).unwrap();
    assert_eq!(compact::from_slice::<Session<'_>>(&bytes).unwrap(), session());
    let text = String::from_utf8(json::to_vec(&session()).unwrap()).unwrap();
    let expected = r#"{"1":{"i64":1500},"2":{"i64":1000},"3":{"i64":-1},"4":{"str":"10.0.0.1"},"5":{"lst":["str",1,"10.0.0.2"]},"6":{"str":"s"}}"#;
    assert_eq!(text, expected);
    let types: Vec<String> = Session::DESCRIPTOR.fields().iter().map(|field| field.ty().to_string()).collect();
    assert_eq!(types, ["i64", "i64", "i64", "string", "list<string>", "string"]);
}

#[test]
fn a_missing_field_is_as_without_an_adapter() {
    let bytes = [10, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let read: Session<'_> = binary::from_slice(&bytes).unwrap();
    assert_eq!((read.length, read.end, read.host), (Duration::ZERO, None, IpAddr::from([127, 0, 0, 1])));
    let error = binary::from_slice::<Session<'_>>(&[0]).unwrap_err().to_string();
    assert!(error.contains("the required field `start` is missing in `Session`"), "{error}");
}

#[test]
fn what_can_not_be_converted_is_an_error_both_ways() {
    let error = binary::to_vec(&Session { length: Duration::MAX, ..session() }).unwrap_err().to_string();
    assert_eq!(error, "the field with the id 1: the time has more milliseconds than an `i64` holds");
    let bytes = [10, 0, 1, 255, 255, 255, 255, 255, 255, 255, 255, 10, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let error = binary::from_slice::<Session<'_>>(&bytes).unwrap_err().to_string();
    assert_eq!(error, "the field `length` can not be understood: -1 ms is no duration in `Session` (at byte 23)");
}

/// A struct that has no default.
#[derive(Thrift, Debug, PartialEq)]
struct Strict {
    #[thrift(id = 1, required)]
    kind: Kind,
    #[thrift(id = 2, default = Kind::Special)]
    other: Kind,
}

#[derive(Thrift, Debug, PartialEq)]
enum Kind {
    Usual,
    Special,
}

#[test]
fn only_what_may_be_missing_needs_a_default() {
    let read: Strict = binary::from_slice(&[8, 0, 1, 0, 0, 0, 0, 0]).unwrap();
    assert_eq!(read, Strict { kind: Kind::Usual, other: Kind::Special });
}
