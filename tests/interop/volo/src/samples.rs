//! The samples of `echo.thrift`: `rust/contract/echoes.rs` of our side has the same.

use pilota::{AHashMap, AHashSet, Bytes, FastStr};

use crate::types::{Choice, Color, Point, Sample, Tree};

pub(crate) const HOSTILE: &str =
    "\"quoted\" \\back/slash\\ \u{1}\u{1f}\u{8}\u{c}\n\r\t\u{7f} é \u{2028}\u{2029} 😀 \u{10ffff} </script> {[:,]}";
pub(crate) const LONG: usize = 128 * 1024;

pub(crate) fn samples() -> Vec<(&'static str, Sample)> {
    vec![("empty", empty()), ("lowest", lowest()), ("full", full())]
}

pub(crate) fn every_byte(length: usize) -> Bytes {
    (0..=u8::MAX).cycle().take(length).collect()
}

fn empty() -> Sample {
    Sample { color: Color::RED, tree: leaf(0), ..Sample::default() }
}

fn lowest() -> Sample {
    let extremes = Sample { tiny: i8::MIN, small: i16::MIN, medium: i32::MIN, large: i64::MIN, ..empty() };
    Sample { real: -0.0, maybe: Some(0), far: Some(FastStr::empty()), ..extremes }
}

fn full() -> Sample {
    let points: AHashMap<FastStr, Point> =
        [("one".into(), Point { x: 1, y: i32::MAX }), ("".into(), Point { x: i32::MIN, y: 0 })].into_iter().collect();
    Sample {
        truth: true,
        tiny: i8::MAX,
        small: i16::MAX,
        medium: i32::MAX,
        large: i64::MAX,
        real: -f64::MAX,
        text: HOSTILE.into(),
        raw: every_byte(LONG),
        color: Color::LAST,
        bools: vec![true, false, true],
        colors: vec![Color::GREEN, Color::RED],
        numbers: AHashSet::from_iter([i32::MIN, 0, i32::MAX]),
        counts: [("".into(), i64::MIN), (HOSTILE.into(), 1)].into_iter().collect(),
        nested: [(-1, vec![]), (7, vec![AHashMap::default(), points])].into_iter().collect(),
        choices: vec![
            Choice::Number(0),
            Choice::Text(FastStr::empty()),
            Choice::Point(Point { x: -1, y: 1 }),
            Choice::Names(vec!["one".into(), "two".into()]),
        ],
        tree: Tree { value: 1, children: vec![leaf(2), Tree { value: 3, children: vec![leaf(4)] }] },
        maybe: Some(i32::MIN),
        far: Some("far".into()),
    }
}

fn leaf(value: i32) -> Tree {
    Tree { value, children: vec![] }
}
