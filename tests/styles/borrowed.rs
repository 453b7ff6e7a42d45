//! `borrowed = true`

use std::collections::{HashMap, HashSet};

use thrift_rs::{Bytes, OrderedFloat, binary, compact};

pub(crate) mod types {
    thrift_rs::thrift!("../idl/everything.thrift", borrowed = true, allow = [nonpositive_field_id, required_default]);
}

mod named {
    //! Names that the module of borrowed types gives way to, and a visibility that it follows.
    thrift_rs::thrift!(
        idl = r#"
            struct User { 1: string name, 2: Point point, 3: optional User friend (rust.box), 4: Name nick }
            struct Point { 1: i32 x }
            typedef string Name
            service Borrowed { void ping() }
        "#,
        vis = "pub(super)",
        borrowed = true,
        derive = [serde::Serialize]
    );
}

mod several {
    //! Two roots, whose types are in one module, and what they include, in place or by way of `with`.
    thrift_rs::thrift!(
        "orders.thrift",
        "stock.thrift",
        borrowed = true,
        with = ["places.thrift" = crate::borrowed::places]
    );
}

pub(crate) mod places {
    thrift_rs::thrift!("places.thrift");
}

use types::borrowed;

#[test]
fn text_and_binaries_stay_in_the_input() {
    let scalars = types::Scalars { text: "text".into(), raw: Bytes::from_static(b"raw"), ..Default::default() };
    let bytes = binary::to_vec(&scalars).unwrap();
    let decoded: borrowed::Scalars<'_> = binary::from_slice(&bytes).unwrap();
    assert_eq!((decoded.text, decoded.raw), ("text", &b"raw"[..]));
    assert!(bytes.as_ptr_range().contains(&decoded.text.as_ptr()));
    assert!(bytes.as_ptr_range().contains(&decoded.raw.as_ptr()));
    assert_eq!(decoded.to_owned(), scalars);
    assert_eq!(borrowed::Scalars::from(&scalars), decoded);
}

#[test]
fn decoding_allocates_nothing() {
    let scalars = types::Scalars { text: "x".repeat(1000), raw: vec![0; 1000].into(), ..Default::default() };
    let (binary, compact) = (binary::to_vec(&scalars).unwrap(), compact::to_vec(&scalars).unwrap());
    let borrowing = allocation_counter::measure(|| {
        let one: borrowed::Scalars<'_> = binary::from_slice(&binary).unwrap();
        let other: borrowed::Scalars<'_> = compact::from_slice(&compact).unwrap();
        assert_eq!(one.text.len() + other.raw.len(), 2000);
    });
    assert_eq!(borrowing.count_total, 0);
    let owning = allocation_counter::measure(|| {
        binary::from_slice::<types::Scalars>(&binary).unwrap();
    });
    assert_eq!(owning.count_total, 2);
}

#[test]
fn containers_unions_and_recursive_types_go_both_ways() {
    let containers = types::Containers {
        texts: vec!["a".into(), "b".into()],
        counts: HashMap::from([("one".into(), 1)]),
        by_color: HashMap::from([(types::Color::RED, HashSet::from(["rose".into()]))]),
        by_double: HashMap::from([(OrderedFloat(0.5), "half".into())]),
        by_choice: HashMap::from([(types::Choice::Text("warm".into()), 20.0)]),
        blobs: HashSet::from([Bytes::from_static(b"blob")]),
        deep: HashMap::from([(1, HashMap::from([(2, vec!["deep".into()])]))]),
        ..Default::default()
    };
    let bytes = compact::to_vec(&containers).unwrap();
    let decoded: borrowed::Containers<'_> = compact::from_slice(&bytes).unwrap();
    assert_eq!(decoded.by_color[&borrowed::Color::RED], HashSet::from(["rose"]));
    assert_eq!(decoded.by_choice.keys().next(), Some(&borrowed::Choice::Text("warm")));
    assert_eq!(decoded.to_owned(), containers);
    assert_eq!(borrowed::Containers::from(&containers), decoded);
    assert_eq!(compact::from_slice::<types::Containers>(&compact::to_vec(&decoded).unwrap()).unwrap(), containers);

    let many = types::Choice::Many(vec![types::Choice::Self_(Box::new(types::Choice::Text("t".into())))]);
    assert_eq!(borrowed::Choice::from(&many).to_owned(), many);
    let node = types::Node { named: HashMap::from([("n".into(), types::Node::default())]), ..Default::default() };
    assert_eq!(borrowed::Node::from(&node).to_owned(), node);
}

#[test]
fn defaults_are_the_same() {
    assert_eq!(borrowed::Presence::default().to_owned(), types::Presence::default());
    assert_eq!(borrowed::Presence::default().must_text, "required default");
    assert_eq!(borrowed::Choice::default(), borrowed::Choice::Unset);
}

#[test]
fn what_borrows_nothing_is_the_same_type() {
    let point: types::shared::borrowed::Point = types::shared::Point::default();
    let leaf: borrowed::Leaf = types::Leaf { value: 1 };
    assert_eq!((point, leaf.value), (types::shared::Point::default(), 1));
}

#[test]
fn errors_name_the_field() {
    let error = binary::from_slice::<borrowed::Oops<'_>>(&[11, 0, 1, 0, 0, 0, 1, 0xff, 0]).unwrap_err();
    assert_eq!(error.field(), Some(("Oops", "message")));
}

#[test]
fn names_of_the_idl_come_first() {
    let friend = named::borrowed_::User { name: "b", ..Default::default() };
    let user = named::borrowed_::User { name: "a", friend: Some(Box::new(friend)), ..Default::default() };
    let _: named::borrowed_::Name<'_> = user.nick;
    assert_eq!(user.to_owned().friend.map(|friend| friend.name), Some("b".to_owned()));
    let _ = named::borrowed::DESCRIPTOR.name();
}

#[test]
fn files_name_each_others_types() {
    use several::{Order, borrowed, people};
    let article = borrowed::Article { label: "pen" };
    let order = borrowed::Order {
        buyer: people::borrowed::Person { name: "Grace", favourite: Some(article.clone()) },
        articles: vec![article],
        to: places::Place { name: "here".into() },
        ..Default::default()
    };
    let owned: Order = order.to_owned();
    assert_eq!((owned.label.as_str(), owned.buyer.name.as_str()), ("none", "Grace"));
    assert_eq!(borrowed::Order::from(&owned), order);
    assert_eq!(borrowed::Order::default().buyer.name, "Ada");
    assert_eq!(borrowed::Shelf { number: 1 }, several::Shelf { number: 1 });
}
