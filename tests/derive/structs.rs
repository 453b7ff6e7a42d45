//! Structs: names, ids by order, what is not on the wire, boxes.

use thrift_rs::{Described, Thrift, binary, compact};

#[derive(Thrift, Debug, Default, PartialEq)]
#[thrift(ids = order, name = "Person")]
struct ByOrder {
    id: i32,
    /// What they are called.
    ///
    /// In full.
    name: String,
    #[thrift(skip)]
    cached: Option<std::time::Duration>,
    #[thrift(name = "eMail")]
    r#type: Option<String>,
}

#[test]
fn ids_can_be_places_where_that_is_said() {
    let fields: Vec<_> = ByOrder::DESCRIPTOR.fields().iter().map(|field| (field.id(), field.name())).collect();
    assert_eq!(fields, [(1, "id"), (2, "name"), (3, "eMail")]);
    assert_eq!(ByOrder::DESCRIPTOR.name(), "Person");
    assert_eq!(ByOrder::DESCRIPTOR.fields()[1].docs(), "What they are called.\n\nIn full.");
}

#[test]
fn a_skipped_field_is_not_on_the_wire() {
    let cached = Some(std::time::Duration::from_secs(1));
    let person = ByOrder { id: 1, cached, ..Default::default() };
    let bytes = binary::to_vec(&person).unwrap();
    assert_eq!(binary::from_slice::<ByOrder>(&bytes).unwrap(), ByOrder { cached: None, ..person });
}

#[derive(Thrift, Debug, PartialEq)]
struct Empty;

#[test]
fn a_struct_may_have_no_fields() {
    assert_eq!(binary::to_vec(&Empty).unwrap(), [0]);
    assert_eq!(compact::from_slice::<Empty>(&[0]).unwrap(), Empty);
}

#[derive(Thrift, Debug, PartialEq)]
struct Address {
    #[thrift(id = 1, required)]
    street: String,
}

#[derive(Thrift, Debug, PartialEq)]
struct House {
    #[thrift(id = 1, required)]
    address: Box<Address>,
    #[thrift(id = 2)]
    next: Option<Box<House>>,
}

#[test]
fn a_required_box_needs_no_default() {
    let house = |next| House { address: Box::new(Address { street: "Main".into() }), next };
    let house = house(Some(Box::new(house(None))));
    let bytes = compact::to_vec(&house).unwrap();
    assert_eq!(compact::from_slice::<House>(&bytes).unwrap(), house);
    let error = binary::from_slice::<House>(&[0]).unwrap_err().to_string();
    assert!(error.contains("the required field `address` is missing"), "{error}");
}

#[derive(Thrift, Debug, PartialEq)]
#[thrift(exception)]
struct NotFound {
    #[thrift(id = 2)]
    message: String,
}

#[derive(Thrift, Debug, PartialEq)]
#[thrift(exception)]
struct Busy {
    #[thrift(id = 1)]
    seconds: i32,
}

#[test]
fn an_exception_is_an_error() {
    let error: Box<dyn std::error::Error> = Box::new(NotFound { message: "no user 7".into() });
    assert_eq!(error.to_string(), "NotFound: no user 7");
    assert_eq!(Busy { seconds: 3 }.to_string(), "Busy { seconds: 3 }");
}
