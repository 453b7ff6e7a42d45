//! Types with parameters and lifetimes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use thrift_rs::{Decode, Described, Encode, Thrift, binary, compact};

#[derive(Thrift, Debug, Clone, PartialEq)]
struct Borrowed<'a> {
    #[thrift(id = 1)]
    name: &'a str,
    #[thrift(id = 2)]
    bytes: &'a [u8],
    #[thrift(id = 3)]
    text: Cow<'a, str>,
    #[thrift(id = 4)]
    blob: Option<Cow<'a, [u8]>>,
    #[thrift(id = 5)]
    names: Vec<&'a str>,
    #[thrift(id = 6)]
    inner: Option<Box<Borrowed<'a>>>,
}

#[derive(Thrift, Debug, PartialEq)]
struct Owned {
    #[thrift(id = 1)]
    name: String,
    #[thrift(id = 2)]
    bytes: Vec<u8>,
    #[thrift(id = 3)]
    text: String,
    #[thrift(id = 4)]
    blob: Option<Vec<u8>>,
    #[thrift(id = 5)]
    names: Vec<String>,
    #[thrift(id = 6)]
    inner: Option<Box<Owned>>,
}

#[test]
fn what_borrows_points_into_the_bytes() {
    let one = Borrowed {
        name: "n",
        bytes: b"b",
        text: "t".into(),
        blob: Some(b"\0".as_slice().into()),
        names: vec!["x", "y"],
        inner: None,
    };
    let two = Borrowed { inner: Some(Box::new(one.clone())), ..one };
    let bytes = binary::to_vec(&two).unwrap();
    let read: Borrowed<'_> = binary::from_slice(&bytes).unwrap();
    assert_eq!(read, two);
    assert!(bytes.as_ptr_range().contains(&read.name.as_ptr()));
    assert!(matches!(read.text, Cow::Borrowed(text) if bytes.as_ptr_range().contains(&text.as_ptr())));
    let owned: Owned = binary::from_slice(&bytes).unwrap();
    assert_eq!(binary::to_vec(&owned).unwrap(), bytes);
}

#[derive(Thrift, Debug, Default, PartialEq)]
struct Page<'a, T, K: Ord = i32, const N: usize = 3>
where
    T: PartialEq,
{
    #[thrift(id = 1)]
    title: Cow<'a, str>,
    #[thrift(id = 2)]
    items: Vec<T>,
    #[thrift(id = 3)]
    first: Option<T>,
    #[thrift(id = 4)]
    one: T,
    #[thrift(id = 5)]
    by_key: BTreeMap<K, T>,
    #[thrift(skip)]
    hidden: std::marker::PhantomData<[u8; N]>,
}

fn round_trip<T: Encode + PartialEq + std::fmt::Debug>(value: &T, check: impl FnOnce(&[u8], &[u8])) {
    check(&binary::to_vec(value).unwrap(), &compact::to_vec(value).unwrap());
}

#[test]
fn parameters_are_whatever_is_on_the_wire() {
    let page = Page::<'_, f64> { title: "p".into(), items: vec![0.5], one: 1.0, ..Default::default() };
    round_trip(&page, |binary, compact| {
        assert_eq!(binary::from_slice::<Page<'_, f64>>(binary).unwrap(), page);
        assert_eq!(compact::from_slice::<Page<'_, f64>>(compact).unwrap(), page);
    });
    let nested =
        Page::<'_, Vec<&str>> { items: vec![vec!["a"]], by_key: [(1, vec!["b"])].into(), ..Default::default() };
    round_trip(&nested, |binary, _| assert_eq!(binary::from_slice::<Page<'_, Vec<&str>>>(binary).unwrap(), nested));
    let types: Vec<String> =
        <Page<'_, f64> as Described>::DESCRIPTOR.fields().iter().map(|field| field.ty().to_string()).collect();
    assert_eq!(types, ["string", "list<double>", "double", "double", "map<i32, double>"]);
}

#[derive(Thrift, Debug, PartialEq)]
enum Either<'a, L, R> {
    #[thrift(id = 1)]
    Left(L),
    #[thrift(id = 2)]
    Right(R),
    #[thrift(id = 3)]
    Text(&'a str),
}

#[derive(Thrift, Debug, PartialEq)]
#[thrift(transparent)]
struct List<T>(Vec<T>);

#[test]
fn unions_and_newtypes_have_parameters_too() {
    let left = Either::<'_, i32, bool>::Left(3);
    let bytes = compact::to_vec(&left).unwrap();
    assert_eq!(compact::from_slice::<Either<'_, i32, bool>>(&bytes).unwrap(), left);
    let list = List(vec![true, false]);
    assert_eq!(compact::to_vec(&list).unwrap(), compact::to_vec(&list.0).unwrap());
    assert_eq!(compact::from_slice::<List<bool>>(&compact::to_vec(&list).unwrap()).unwrap(), list);
}

/// What a function asks for that is generic over such types.
fn decode<'de, T: Decode<'de>>(bytes: &'de [u8]) -> T {
    binary::from_slice(bytes).unwrap()
}

#[test]
fn lifetimes_end_with_the_bytes() {
    let bytes = binary::to_vec(&Either::<'_, i32, i32>::Text("x")).unwrap();
    assert_eq!(decode::<Either<'_, i32, i32>>(&bytes), Either::Text("x"));
}
