//! The texts of Apache's Python library, and ours of the same values: see `golden.py`.

use std::collections::{HashMap, HashSet};

use thrift_rs::{Bytes, OrderedFloat, Uuid, json, simple_json};

use super::*;

const HOSTILE: &str = "\"quoted\" \\back/slash\\ \u{1}\u{1f}\u{8}\u{c}\n\r\t\u{7f} é \u{2028} 😀 </script>";
const ID: Uuid = Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff);

/// A value, and how it is compared: no two NaNs are equal.
struct Golden {
    name: &'static str,
    text: Vec<u8>,
    simple: Vec<u8>,
    /// Whether a text says the same value.
    reads: Box<dyn Fn(&str) -> bool>,
}

fn golden<T: Encode + DecodeOwned + Debug + 'static>(name: &'static str, value: T) -> Golden {
    Golden {
        name,
        text: json::to_vec(&value).unwrap(),
        simple: simple_json::to_vec(&value).unwrap(),
        reads: Box::new(move |text| format!("{:?}", read::<T>(text).unwrap()) == format!("{value:?}")),
    }
}

fn values() -> Vec<Golden> {
    let lowest = Scalars {
        truth: true,
        tiny: i8::MIN,
        small: i16::MIN,
        medium: i32::MIN,
        large: i64::MIN,
        real: 5e-324,
        text: HOSTILE.into(),
        raw: (0..=u8::MAX).collect::<Vec<u8>>().into(),
        id: ID,
        color: Color::NEGATIVE,
        when: -1,
    };
    let highest = Scalars {
        truth: true,
        tiny: i8::MAX,
        small: i16::MAX,
        medium: i32::MAX,
        large: i64::MAX,
        real: f64::MAX,
        text: "日本語".into(),
        raw: Bytes::from_static(&[0xff, 0xfe]),
        id: Uuid::max(),
        color: Color(99),
        when: i64::MAX,
    };
    let full = Containers {
        ints: vec![1, -1],
        texts: vec!["".into(), HOSTILE.into()],
        longs: HashSet::from([i64::MIN]),
        counts: HashMap::from([(HOSTILE.into(), 7)]),
        matrix: vec![vec![], vec![0.1, -0.0]],
        by_color: HashMap::from([(Color::DARK_GREEN, HashSet::from(["a".into()]))]),
        by_double: HashMap::from([(OrderedFloat(1.5), "x".into())]),
        bools: vec![true, false],
        bytes: vec![-128, 127],
        shorts: vec![-1, 1],
        ids: vec![ID],
        blobs: HashSet::from([Bytes::from_static(b"\0")]),
        ..Containers::default()
    };
    let nan_key =
        Containers { by_double: HashMap::from([(OrderedFloat(f64::INFINITY), "x".into())]), ..Containers::default() };
    vec![
        golden("zeros", Scalars::default()),
        golden("lowest", lowest),
        golden("highest", highest),
        golden("empty", Containers::default()),
        golden("full", full),
        golden("nan", shared::Point { x: 1, y: f64::NAN }),
        golden("infinity", shared::Point { x: 2, y: f64::INFINITY }),
        golden("negative_infinity", shared::Point { x: 3, y: f64::NEG_INFINITY }),
        golden("nan_key", nan_key),
    ]
}

#[test]
fn what_python_writes_is_read() {
    let lines: Vec<Vec<&str>> = include_str!("python.tsv").lines().map(|line| line.split('\t').collect()).collect();
    let values = values();
    assert_eq!(lines.len(), values.len());
    for (value, line) in values.iter().zip(lines) {
        let [name, text, _] = line[..] else { panic!("{line:?}") };
        assert_eq!(value.name, name);
        assert!((value.reads)(text), "{name}: {text}");
    }
}

/// Python reads the texts of `ours.tsv`, as `golden.py` has checked.
#[test]
fn what_we_write_is_what_python_has_read() {
    let lines = values().into_iter().map(|value| {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        [value.name, &text(value.text), &text(value.simple)].join("\t") + "\n"
    });
    let ours: String = lines.collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/json/ours.tsv");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &ours).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), ours);
}

#[test]
fn what_we_write_is_read() {
    for value in values() {
        assert!((value.reads)(std::str::from_utf8(&value.text).unwrap()), "{}", value.name);
    }
}
