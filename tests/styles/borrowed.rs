//! `borrowed = true`

use std::collections::{HashMap, HashSet};

use thrift_rs::{Bytes, OrderedFloat, SmallVec, binary, compact};

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

mod lists {
    //! Fields that are lists of this and that.
    thrift_rs::thrift!(
        idl = r#"
            enum Color { RED, GREEN }
            typedef list<i16> Steps
            typedef i64 Id
            struct Span { 1: i32 from, 2: i32 to }
            struct Wide { 1: i64 a, 2: i64 b, 3: i64 c, 4: i64 d }
            struct Tag { 1: string name }
            struct Lists {
                1: string name
                2: list<i32> votes = [1, 2]
                3: optional list<Id> seen
                4: Steps steps
                5: list<string> words = ["a"]
                6: list<binary> blobs
                7: list<Color> colors
                8: list<Span> spans
                9: list<Wide> wide
                10: list<Tag> tags
                11: list<list<i32>> nested
            }
            union Choice { 1: string text, 2: list<double> numbers }
        "#,
        borrowed = true
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
fn short_lists_of_small_elements_are_not_allocated() {
    let lists = lists::Lists {
        name: "n".into(),
        votes: (0..8).collect(),
        seen: Some(vec![1, 2, 3, 4]),
        steps: (0..16).collect(),
        words: vec!["one".into(), "two".into()],
        blobs: vec![Bytes::from_static(b"blob"); 2],
        colors: vec![lists::Color::GREEN; 8],
        spans: vec![lists::Span { from: 1, to: 2 }; 2],
        ..Default::default()
    };
    let (binary, compact) = (binary::to_vec(&lists).unwrap(), compact::to_vec(&lists).unwrap());
    let decode = || {
        let one: lists::borrowed::Lists<'_> = binary::from_slice(&binary).unwrap();
        let other: lists::borrowed::Lists<'_> = compact::from_slice(&compact).unwrap();
        assert_eq!(one, other);
    };
    assert_eq!(allocation_counter::measure(decode).count_total, 0);
    let choice = binary::to_vec(&lists::Choice::Numbers(vec![0.5; 4])).unwrap();
    let decode = || assert!(binary::from_slice::<lists::borrowed::Choice<'_>>(&choice).is_ok());
    assert_eq!(allocation_counter::measure(decode).count_total, 0);
}

#[test]
fn lists_of_every_length_go_both_ways() {
    for len in 0..40 {
        let number = |n| n as i32 - 7;
        let lists = lists::Lists {
            votes: (0..len).map(number).collect(),
            seen: Some((0..len).map(|n| i64::from(number(n)) << 30).collect()),
            steps: (0..len).map(|n| n as i16).collect(),
            words: (0..len).map(|n| n.to_string()).collect(),
            blobs: (0..len).map(|n| n.to_string().into()).collect(),
            colors: (0..len).map(|n| lists::Color(number(n))).collect(),
            spans: (0..len).map(|n| lists::Span { from: number(n), to: 0 }).collect(),
            wide: (0..len).map(|n| lists::Wide { a: n as i64, ..Default::default() }).collect(),
            tags: (0..len).map(|n| lists::Tag { name: n.to_string() }).collect(),
            nested: vec![(0..len).map(number).collect(); len],
            ..Default::default()
        };
        let (binary, compact) = (binary::to_vec(&lists).unwrap(), compact::to_vec(&lists).unwrap());
        let decoded: lists::borrowed::Lists<'_> = binary::from_slice(&binary).unwrap();
        assert_eq!(compact::from_slice::<lists::borrowed::Lists<'_>>(&compact).unwrap(), decoded);
        assert_eq!(decoded.to_owned(), lists);
        assert_eq!(lists::borrowed::Lists::from(&lists), decoded);
        assert_eq!(binary::to_vec(&decoded).unwrap(), binary);
        assert_eq!(compact::to_vec(&decoded).unwrap(), compact);
    }
}

#[test]
fn what_a_list_claims_to_have_is_not_allocated() {
    // 2^30 numbers, of which there are two.
    let bytes = [15, 0, 2, 8, 0x40, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0];
    let decode = || assert!(binary::from_slice::<lists::borrowed::Lists<'_>>(&bytes).is_err());
    assert!(allocation_counter::measure(decode).bytes_total < 4096);
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
    let defaults = lists::borrowed::Lists::default();
    let _: (&SmallVec<[i32; 8]>, &SmallVec<[&str; 2]>) = (&defaults.votes, &defaults.words);
    assert_eq!((&defaults.votes[..], &defaults.words[..]), (&[1, 2][..], &["a"][..]));
    assert_eq!(defaults.to_owned(), lists::Lists::default());
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
