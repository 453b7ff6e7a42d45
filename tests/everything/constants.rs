use std::collections::{HashMap, HashSet};

use thrift_rs::{Bytes, Uuid};

use super::*;

#[test]
fn scalars_are_consts() {
    const SUM: i32 = LIMIT + 1;
    assert_eq!(SUM, 17);
    assert_eq!(MIN_LONG, i64::MIN);
    const { assert!(YES) };
    assert_eq!(TINY, -1e-300);
    assert_eq!(GREETING, "say \"hi\"\n");
    assert_eq!(ID, Uuid::parse_str("00112233-4455-6677-8899-aabbccddeeff").unwrap());
    assert_eq!(FAVOURITE, Color::DARK_GREEN);
}

#[test]
fn the_rest_is_made_when_first_read() {
    assert_eq!(*RAW, Bytes::from_static(b"raw"));
    assert_eq!(*PRIMES, [2, 3, 5]);
    assert_eq!(*WORDS, HashSet::from(["a".to_owned(), "b".to_owned()]));
    assert_eq!(PALETTES["cold"], [Color::BLUE, Color::DARK_GREEN]);
    assert_eq!(*ORIGIN, shared::Point { x: 0, y: 0.5 });
    assert_eq!(*CHOSEN, Choice::Point(shared::Point { x: 1, y: 0.0 }));
    assert_eq!(*NAMED_POINTS, HashMap::from([(shared::Point { x: 1, y: 0.0 }, "one".to_owned())]));
    assert!(EMPTY.is_empty());
}

#[test]
fn enums_are_open() {
    assert_eq!(Color::RED.0, 1);
    assert_eq!(Color::BLUE.0, 6);
    assert_eq!(Color::ALIAS, Color::RED);
    assert_eq!(format!("{} {:?}", Color::DARK_GREEN, Color::NEGATIVE), "darkGreen NEGATIVE");
    assert_eq!(format!("{} {:?}", Color(77), Color(77)), "77 Color(77)");
    assert_eq!("darkGreen".parse(), Ok(Color::DARK_GREEN));
    assert_eq!("77".parse(), Ok(Color(77)));
    assert_eq!("PINK".parse::<Color>().unwrap_err().to_string(), "`Color` has no value `PINK`");
    assert_round_trip(&Color(77));
}
