//! The samples: `python/contract_samples.py` has the same.

use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::hash::Hash;

use thrift_rs::{Bytes, OrderedFloat};

use crate::{
    Choice, Color, Containers, Defaults, Everything, Keys, ListKeys, OddKeys, Point, Scalars, StructKeys, Tree,
};

/// Text that is hard on writers and readers of JSON.
pub const HOSTILE: &str =
    "\"quoted\" \\back/slash\\ \u{1}\u{1f}\u{8}\u{c}\n\r\t\u{7f} é \u{2028}\u{2029} 😀 \u{10ffff} </script> {[:,]}";

/// Bytes of a long text.
pub const LONG: usize = 128 * 1024;

/// A type that there are samples of.
pub trait Sampled: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// Samples by name.
    fn samples() -> Vec<(&'static str, Self)>;

    /// Whether both are the same on the wire.
    fn alike(&self, other: &Self) -> bool {
        self == other
    }
}

fn every_byte() -> Bytes {
    (0..=u8::MAX).collect::<Vec<u8>>().into()
}

fn map<K: Eq + Hash, V, const N: usize>(entries: [(K, V); N]) -> HashMap<K, V> {
    HashMap::from(entries)
}

impl Sampled for Scalars {
    fn samples() -> Vec<(&'static str, Self)> {
        let real = |real| Self { real, ..Self::default() };
        let text = |text: &str| Self { text: text.into(), ..Self::default() };
        let raw = |raw| Self { raw, ..Self::default() };
        vec![
            ("zeros and empty", Self::default()),
            (
                "lowest",
                Self {
                    truth: true,
                    tiny: i8::MIN,
                    small: i16::MIN,
                    medium: i32::MIN,
                    large: i64::MIN,
                    ..real(f64::MIN)
                },
            ),
            (
                "highest",
                Self {
                    truth: true,
                    tiny: i8::MAX,
                    small: i16::MAX,
                    medium: i32::MAX,
                    large: i64::MAX,
                    color: Color::LAST,
                    ..real(f64::MAX)
                },
            ),
            ("beyond double", Self { large: (1 << 53) + 1, ..real(0.1) }),
            ("tiny reals", real(5e-324)),
            ("negative zero", real(-0.0)),
            ("nan", real(f64::NAN)),
            ("infinity", real(f64::INFINITY)),
            ("negative infinity", real(f64::NEG_INFINITY)),
            ("hostile text", text(HOSTILE)),
            ("nul", text("a\0b")),
            ("every byte", raw(every_byte())),
            ("one byte", raw(Bytes::from_static(b"\xff"))),
            ("two bytes", raw(Bytes::from_static(b"\xff\xfe"))),
            ("long", Self { text: "é".repeat(LONG / 2), ..raw(every_byte().repeat(LONG / 256).into()) }),
        ]
    }

    fn alike(&self, other: &Self) -> bool {
        let of = |scalars: &Self| {
            let real = if scalars.real.is_nan() { f64::NAN } else { scalars.real };
            (real.to_bits(), Self { real: 0.0, ..scalars.clone() })
        };
        of(self) == of(other)
    }
}

impl Sampled for Containers {
    fn alike(&self, other: &Self) -> bool {
        let of = |containers: &Self| {
            let reals: Vec<OrderedFloat<f64>> = containers.reals.iter().copied().map(OrderedFloat).collect();
            (reals, Self { reals: vec![], ..containers.clone() })
        };
        of(self) == of(other)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            bools: vec![true, false, true],
            bytes: vec![i8::MIN, i8::MAX, 0],
            shorts: vec![i16::MIN, i16::MAX, 0],
            ints: vec![i32::MIN, i32::MAX, 0],
            longs: vec![i64::MIN, i64::MAX, 0],
            reals: vec![0.1, -1e300],
            texts: vec!["".into(), HOSTILE.into()],
            blobs: vec![Bytes::new(), every_byte()],
            colors: vec![Color::GREEN, Color::LAST],
            points: vec![Point { x: 1, y: -1 }, Point { x: 0, y: 0 }],
            matrix: vec![vec![], vec![1], vec![2, 3]],
            numbers: HashSet::from([-1, 0, i32::MAX]),
            words: HashSet::from(["".into(), "a".into(), HOSTILE.into()]),
            counts: map([("".into(), 0), (HOSTILE.into(), -1)]),
            nested: map([("a".into(), vec![map([]), map([("b".into(), 1 << 40)])]), ("c".into(), vec![])]),
            choices: vec![Choice::Number(1), Choice::Text(HOSTILE.into()), Choice::Names(vec![])],
        };
        let many = Self {
            bools: (0..1000).map(|number| number % 3 == 0).collect(),
            ints: (-10_000..10_000).collect(),
            longs: (-1000..1000).map(|number| number << 40).collect(),
            counts: (0..1000).map(|number| (number.to_string(), number)).collect(),
            points: (0..1000).map(|number| Point { x: number, y: -number }).collect(),
            ..Self::default()
        };
        let not_finite = Self { reals: vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY], ..Self::default() };
        vec![("empty", Self::default()), ("full", full), ("not finite", not_finite), ("many", many)]
    }
}

impl Sampled for Keys {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            by_byte: map([(i8::MIN, "low".into()), (i8::MAX, "high".into())]),
            by_short: map([(i16::MIN, "low".into()), (i16::MAX, "high".into())]),
            by_int: map([(i32::MIN, "low".into()), (0, "".into()), (i32::MAX, "high".into())]),
            by_text: map([("".into(), "empty".into()), (HOSTILE.into(), "hostile".into())]),
            by_color: map([(Color::GREEN, "green".into()), (Color::LAST, "last".into())]),
        };
        vec![("empty", Self::default()), ("full", full)]
    }
}

impl Sampled for OddKeys {
    fn samples() -> Vec<(&'static str, Self)> {
        let small = Self {
            by_long: map([(7, "seven".into())]),
            by_real: map([(OrderedFloat(1.5), "real".into())]),
            ..Self::default()
        };
        let extremes = Self {
            by_bool: map([(true, "yes".into()), (false, "no".into())]),
            by_long: map([(i64::MIN, "low".into()), (i64::MAX, "high".into())]),
            by_real: map([(OrderedFloat(0.1), "tenth".into()), (OrderedFloat(-1e300), "".into())]),
        };
        let infinite = Self { by_real: map([(OrderedFloat(f64::INFINITY), "infinity".into())]), ..Self::default() };
        vec![("small", small), ("extremes", extremes), ("infinite", infinite)]
    }
}

impl Sampled for StructKeys {
    fn samples() -> Vec<(&'static str, Self)> {
        let points = [Point { x: 1, y: 2 }, Point { x: -1, y: i32::MAX }];
        let [one, other] = points.clone();
        let full =
            Self { by_point: map([(one, "one".into()), (other, "other".into())]), points: HashSet::from(points) };
        vec![("empty", Self::default()), ("full", full)]
    }
}

impl Sampled for ListKeys {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self { by_list: map([(vec![], "none".into()), (vec![1, 2], "two".into())]) };
        vec![("empty", Self::default()), ("full", full)]
    }
}

impl Sampled for Choice {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("number", Self::Number(0)),
            ("text", Self::Text(HOSTILE.into())),
            ("point", Self::Point(Point { x: 1, y: 2 })),
            ("names", Self::Names(vec!["".into(), "a".into()])),
        ]
    }
}

impl Sampled for Tree {
    fn samples() -> Vec<(&'static str, Self)> {
        let leaf = |value| Self { value, children: vec![] };
        let deep = (1..20).fold(leaf(0), |child, value| Self { value, children: vec![child] });
        vec![("leaf", leaf(1)), ("deep", deep), ("wide", Self { value: -1, children: (0..100).map(leaf).collect() })]
    }
}

impl Sampled for Defaults {
    fn samples() -> Vec<(&'static str, Self)> {
        let set = Self {
            number: 0,
            text: "".into(),
            numbers: vec![],
            color: Color::RED,
            always: "".into(),
            maybe: Some(0),
            perhaps: Some("".into()),
            names: Some(vec![]),
        };
        vec![("untouched", untouched_defaults()), ("set", set), ("other", other_defaults())]
    }
}

fn untouched_defaults() -> Defaults {
    Defaults { always: "there".into(), ..Defaults::default() }
}

fn other_defaults() -> Defaults {
    Defaults { maybe: Some(-1), perhaps: Some("mine".into()), names: Some(vec!["a".into()]), ..untouched_defaults() }
}

impl Sampled for Everything {
    /// Maps and sets have one element, so that there is one way to write it.
    fn samples() -> Vec<(&'static str, Self)> {
        let scalars = Scalars {
            truth: true,
            tiny: i8::MIN,
            small: i16::MAX,
            medium: i32::MIN,
            large: i64::MAX,
            real: 0.1,
            text: HOSTILE.into(),
            raw: every_byte(),
            color: Color::GREEN,
        };
        let containers = Containers {
            bools: vec![true, false],
            bytes: vec![-1, 1],
            shorts: vec![-300, 300],
            ints: vec![-70_000, 70_000],
            longs: vec![-(1 << 40), 1 << 40],
            reals: vec![1.5, -1e300],
            texts: vec!["".into(), "日本語".into()],
            blobs: vec![Bytes::new(), Bytes::from_static(b"\xff")],
            colors: vec![Color::LAST],
            points: vec![Point { x: 1, y: -1 }],
            matrix: vec![vec![], vec![1, 2]],
            numbers: HashSet::from([7]),
            words: HashSet::from(["seven".into()]),
            counts: map([("seven".into(), 7)]),
            nested: map([("a".into(), vec![map([]), map([("b".into(), 1 << 40)])])]),
            choices: vec![Choice::Number(1), Choice::Names(vec!["a".into(), "b".into()])],
        };
        let keys = Keys {
            by_byte: map([(i8::MIN, "low".into())]),
            by_short: map([(i16::MIN, "low".into())]),
            by_int: map([(i32::MAX, "high".into())]),
            by_text: map([(HOSTILE.into(), "hostile".into())]),
            by_color: map([(Color::GREEN, "green".into())]),
        };
        let odd_keys = OddKeys {
            by_bool: map([(false, "no".into())]),
            by_long: map([(i64::MIN, "low".into())]),
            by_real: map([(OrderedFloat(1.5), "real".into())]),
        };
        let struct_keys = StructKeys {
            by_point: map([(Point { x: 1, y: 2 }, "one".into())]),
            points: HashSet::from([Point { x: -1, y: -2 }]),
        };
        let list_keys = ListKeys { by_list: map([(vec![1, 2], "two".into())]) };
        let leaf = |value| Tree { value, children: vec![] };
        let plain = Self {
            scalars,
            containers,
            keys,
            tree: Tree { value: 1, children: vec![leaf(2), leaf(3)] },
            choice: Choice::Point(Point { x: -1, y: 0 }),
            defaults: other_defaults(),
            ..Self::default()
        };
        vec![
            ("plain", plain.clone()),
            ("with odd keys", Self { odd_keys: Some(odd_keys), ..plain.clone() }),
            ("with struct keys", Self { struct_keys: Some(struct_keys), ..plain.clone() }),
            ("with list keys", Self { list_keys: Some(list_keys), ..plain }),
        ]
    }
}
