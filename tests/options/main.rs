//! Options of the macro, and the annotations in the IDL that do the same.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use thrift_rs::{Decode, Descriptor, Encode, Kind, ProtocolError, Type, Wire, binary};

/// A type of the user's in place of an `i64`.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Millis(i64);

impl From<i64> for Millis {
    fn from(millis: i64) -> Self {
        Self(millis)
    }
}

impl Wire for Millis {
    const TYPE: Type = Type::I64;
    const MIN_BINARY: usize = i64::MIN_BINARY;
}

impl Encode for Millis {
    fn encode_binary(&self, out: &mut binary::Writer) {
        self.0.encode_binary(out);
    }
}

impl<'de> Decode<'de> for Millis {
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        i64::decode_binary(input).map(Self)
    }
}

mod geometry {
    thrift_rs::thrift!("geo.thrift");
}

mod plain {
    thrift_rs::thrift!(
        "shop.thrift",
        vis = "pub(crate)",
        derive = [serde::Serialize],
        attributes = ["Item" = "#[serde(rename_all = \"UPPERCASE\")]", "Item.place" = "#[serde(skip)]"],
        rename = ["Item.name" = "title", "Shop" = "store", "Shop.find" = "search", "geo.thrift" = "places"],
        with = ["Marked" = crate::Replaced],
        allow = [required_default],
    );
}

mod with_a_module {
    thrift_rs::thrift!("shop.thrift", with = ["geo.thrift" = crate::geometry]);
}

/// What stands in place of `Marked`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Replaced {
    user: i32,
    user_id: i32,
    item: Option<Box<plain::Item>>,
    millis: Millis,
}

impl Wire for Replaced {
    const TYPE: Type = Type::Struct(|| &REPLACED);
}

static REPLACED: Descriptor = Descriptor::new("Marked", Kind::Struct(&[]));

#[test]
fn a_type_of_ones_own_stands_in_for_another() {
    assert_eq!((plain::MARKED.user, plain::MARKED.user_id, plain::MARKED.millis), (1, 0, Millis(7)));
    assert_eq!(plain::MARKED.item.as_deref().map(|item| item.title.as_str()), Some("n"));
}

#[test]
fn items_are_derived_renamed_and_given_attributes() {
    let item =
        plain::Item { title: "pen".into(), place: plain::places::Point { x: 1, y: 2 }, level: plain::Level::LOW };
    assert_eq!(serde_json::to_string(&item).unwrap(), r#"{"TITLE":"pen","LEVEL":"LOW"}"#);
    fn served<H: plain::store::Iface>(handler: &H) -> impl Future + '_ {
        handler.search(plain::places::Point::default())
    }
    let _ = served::<plain::store::Client>;
}

#[test]
fn names_on_the_wire_stay_those_of_the_idl() {
    let error = binary::from_slice::<plain::Item>(&[11, 0, 1, 0, 0]).unwrap_err();
    assert_eq!(error.field(), Some(("Item", "name")));
}

#[test]
fn a_module_of_ones_own_stands_in_for_an_include() {
    let point: geometry::Point = with_a_module::Item::default().place;
    assert_eq!(point, geometry::Point::default());
    assert_eq!(*with_a_module::HOME, geometry::Point { x: 1, y: 2 });
}

#[test]
fn annotations_steer_as_options_do() {
    use with_a_module::{Item, Labelled, MARKED};
    let item = Item { name: "n".into(), ..Item::default() };
    let marked = Labelled { user: 1, user_id: 0, item: Some(Box::new(item)), millis: Millis(7) };
    assert_eq!(*MARKED, marked);
    assert_eq!(Labelled::default().millis, Millis(5));
    assert_eq!(binary::from_slice::<Labelled>(&binary::to_vec(&marked).unwrap()).unwrap(), marked);
    assert!(marked > Labelled::default());
}
