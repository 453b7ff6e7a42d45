//! The bytes of a derived type are those of the IDL's, in every protocol.

#[cfg(feature = "dynamic")]
mod dynamic;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use thrift_rs::{Bytes, DecodeOwned, Encode, Thrift, UnknownField, Uuid, binary, compact, json, simple_json};

mod idl {
    thrift_rs::thrift!("equal.thrift", maps = btree, keep_unknown = true);
}

#[derive(Thrift, Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(i32)]
enum Color {
    #[default]
    #[thrift(name = "RED")]
    Red = 1,
    #[thrift(name = "GREEN")]
    Green,
    #[thrift(name = "DARK_BLUE", value = -7)]
    DarkBlue,
    #[thrift(unknown)]
    Other(i32),
}

impl Color {
    fn number(self) -> i32 {
        match self {
            Self::Red => 1,
            Self::Green => 2,
            Self::DarkBlue => -7,
            Self::Other(number) => number,
        }
    }
}

/// By their numbers, as those of the IDL are: a derived order is that of the variants.
impl Ord for Color {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number().cmp(&other.number())
    }
}

impl PartialOrd for Color {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
enum Shape {
    #[default]
    #[thrift(unset)]
    Unset,
    #[thrift(id = 1, name = "square")]
    Square(i32),
    #[thrift(id = 2, name = "name")]
    Name(String),
    #[thrift(id = 40, name = "point")]
    Point(Point),
    #[thrift(unknown)]
    Unknown(UnknownField),
}

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
struct Point {
    // Not in the order of ids: they are written by ids.
    #[thrift(id = 2, default = 7)]
    y: i32,
    #[thrift(id = 1, required)]
    x: i32,
    #[thrift(unknown)]
    unknown: Vec<UnknownField>,
}

#[derive(Thrift, Debug, Clone, Copy, Default, PartialEq)]
#[thrift(transparent)]
struct Stamp(i64);

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
#[thrift(transparent)]
struct Flag {
    on: bool,
}

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
struct Everything {
    #[thrift(id = 1)]
    flag: Flag,
    #[thrift(id = 2)]
    tiny: i8,
    #[thrift(id = 3)]
    small: i16,
    #[thrift(id = 4)]
    medium: i32,
    #[thrift(id = 5)]
    large: i64,
    #[thrift(id = 6)]
    number: f64,
    #[thrift(id = 7)]
    text: Arc<String>,
    #[thrift(id = 8)]
    blob: Bytes,
    #[thrift(id = 9)]
    id: Uuid,
    #[thrift(id = 10)]
    names: Vec<String>,
    #[thrift(id = 11)]
    numbers: BTreeSet<i32>,
    #[thrift(id = 12)]
    table: BTreeMap<String, Vec<i64>>,
    #[thrift(id = 13)]
    color: Color,
    #[thrift(id = 14)]
    shape: Shape,
    #[thrift(id = 15)]
    point: Point,
    #[thrift(id = 16, optional)]
    inner: Option<Box<Everything>>,
    #[thrift(id = 17)]
    maybe: Option<Flag>,
    #[thrift(id = 18)]
    perhaps: Option<i32>,
    #[thrift(id = 19)]
    word: Option<String>,
    #[thrift(id = 21, required)]
    must: i64,
    #[thrift(id = 40)]
    points: Vec<Point>,
    #[thrift(id = 41)]
    flags: Vec<Flag>,
    #[thrift(id = 42)]
    shapes: BTreeMap<Color, Shape>,
    #[thrift(id = 300)]
    stamp: Stamp,
    #[thrift(unknown)]
    unknown_fields: Vec<UnknownField>,
}

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
#[thrift(exception)]
struct Lost {
    #[thrift(id = 1)]
    message: String,
    #[thrift(id = 2)]
    color: Color,
}

/// What is written of one is read as the other, and written again as the same, in every protocol.
fn assert_same<A, B>(a: &A)
where
    A: Encode + DecodeOwned + PartialEq + std::fmt::Debug,
    B: Encode + DecodeOwned + PartialEq + std::fmt::Debug,
{
    let bytes = binary::to_vec(a).unwrap();
    let b: B = binary::from_slice(&bytes).unwrap();
    assert_eq!(binary::to_vec(&b).unwrap(), bytes);
    assert_eq!(binary::from_slice::<A>(&bytes).unwrap(), *a);
    let bytes = compact::to_vec(a).unwrap();
    assert_eq!(compact::from_slice::<B>(&bytes).unwrap(), b);
    assert_eq!(compact::to_vec(&b).unwrap(), bytes);
    let text = json::to_vec(a).unwrap();
    assert_eq!(json::to_vec(&b).unwrap(), text);
    assert_eq!(json::from_slice::<B>(&text).unwrap(), b);
    assert_eq!(simple_json::to_vec(a).unwrap(), simple_json::to_vec(&b).unwrap());
    #[cfg(feature = "dynamic")]
    dynamic::assert_same(a);
}

fn full(depth: u8) -> idl::Everything {
    idl::Everything {
        flag: true,
        tiny: -8,
        small: i16::MIN,
        medium: i32::MAX,
        large: i64::MIN,
        number: -0.5,
        text: "naïve".into(),
        blob: Bytes::from_static(b"\0\xff"),
        id: Uuid::from_u128(7),
        names: vec!["a".into(), String::new()],
        numbers: [1, -1].into(),
        table: [("x".to_owned(), vec![1, 2])].into(),
        color: idl::Color::DARK_BLUE,
        shape: idl::Shape::Point(idl::Point { x: 1, y: 2, ..Default::default() }),
        point: idl::Point { x: 3, ..Default::default() },
        inner: depth.checked_sub(1).map(|depth| full(depth).into()),
        maybe: Some(false),
        perhaps: Some(-1),
        word: Some("w".into()),
        must: 5,
        points: vec![idl::Point::default(); 3],
        flags: vec![true, false],
        shapes: [(idl::Color::RED, idl::Shape::Unset), (idl::Color(99), idl::Shape::Square(4))].into(),
        stamp: 1,
        ..Default::default()
    }
}

#[test]
fn a_derived_type_has_the_bytes_of_the_idls() {
    assert_same::<idl::Everything, Everything>(&full(2));
    assert_same::<idl::Everything, Everything>(&idl::Everything::default());
    assert_same::<idl::Lost, Lost>(&idl::Lost { message: "gone".into(), color: idl::Color(3), ..Default::default() });
}

#[test]
fn a_derived_type_is_described_as_the_idls() {
    use thrift_rs::{Described, Descriptor};
    fn shown(descriptor: &Descriptor) -> Vec<(i16, &str, String, String)> {
        let fields = descriptor.fields().iter();
        fields
            .map(|field| (field.id(), field.name(), field.ty().to_string(), format!("{:?}", field.requiredness())))
            .collect()
    }
    let sorted = |descriptor| {
        let mut fields = shown(descriptor);
        fields.sort();
        fields
    };
    assert_eq!(shown(Everything::DESCRIPTOR), shown(idl::Everything::DESCRIPTOR));
    assert_eq!(sorted(Point::DESCRIPTOR), sorted(idl::Point::DESCRIPTOR));
    assert_eq!(shown(Shape::DESCRIPTOR), shown(idl::Shape::DESCRIPTOR));
    assert_eq!(format!("{:?}", Color::DESCRIPTOR.values()), format!("{:?}", idl::Color::DESCRIPTOR.values()));
    assert!(matches!(Lost::DESCRIPTOR.kind(), thrift_rs::Kind::Exception(_)));
}

#[test]
fn a_missing_field_has_its_default_and_an_unknown_one_is_kept() {
    let bytes = [8, 0, 1, 0, 0, 0, 1, 3, 0, 9, 5, 0];
    let point: Point = binary::from_slice(&bytes).unwrap();
    assert_eq!((point.x, point.y, point.unknown.len()), (1, 7, 1));
    assert_eq!(binary::to_vec(&point).unwrap().len(), bytes.len() + 7);
    let error = binary::from_slice::<Point>(&[0]).unwrap_err().to_string();
    assert!(error.contains("the required field `x` is missing"), "{error}");
}

#[test]
fn hash_maps_too() {
    #[derive(Thrift, Default)]
    struct Table {
        #[thrift(id = 1)]
        entries: HashMap<i32, String>,
    }
    let table = Table { entries: [(1, "one".to_owned())].into() };
    let bytes = binary::to_vec(&table).unwrap();
    assert_eq!(binary::from_slice::<Table>(&bytes).unwrap().entries, table.entries);
}
