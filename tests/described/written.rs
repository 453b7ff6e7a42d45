//! A schema of Rust that has everything.

#![allow(dead_code, reason = "not all of it is called")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use thrift_rs::{Bytes, Milliseconds, Thrift, Uuid};

/// What light does.
#[derive(Thrift, Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Color {
    #[default]
    Red = 1,
    /// Like grass.
    #[thrift(name = "GREEN")]
    Green = -5,
}

#[derive(Thrift, Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    #[default]
    Small,
    Large,
    #[thrift(unknown)]
    Other(i32),
}

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
pub struct Point {
    #[thrift(id = 1, required)]
    pub x: i32,
    #[thrift(id = 2, default = 7)]
    pub y: i32,
}

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
pub enum Shape {
    #[default]
    #[thrift(unset)]
    Unset,
    #[thrift(id = 1, name = "square")]
    Square(i32),
    /// By name.
    #[thrift(id = 2, name = "name")]
    Name(String),
    #[thrift(id = 40, name = "both")]
    Both(Vec<Shape>),
}

/// Raised where nobody is.
///
/// In *two* paragraphs: `a */ b`.
#[derive(Thrift, Debug, Clone, Default, PartialEq)]
#[thrift(exception)]
pub struct Lost {
    #[thrift(id = 1)]
    pub message: String,
}

#[derive(Thrift, Debug, Clone, Copy, Default, PartialEq)]
#[thrift(transparent)]
pub struct Stamp(pub i64);

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
#[thrift(name = "PageOfPoints")]
pub struct Page<T: Clone + Default + std::fmt::Debug> {
    #[thrift(id = 1)]
    pub items: Vec<T>,
}

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
pub struct Everything {
    #[thrift(id = 1, default = true)]
    pub flag: bool,
    #[thrift(id = 2, default = -1)]
    pub tiny: i8,
    #[thrift(id = 3)]
    pub small: i16,
    #[thrift(id = 4)]
    pub medium: i32,
    #[thrift(id = 5, default = Stamp(9))]
    pub large: Stamp,
    #[thrift(id = 6, default = -0.25)]
    pub number: f64,
    #[thrift(id = 7, default = "say \"hi\"\n".to_owned())]
    pub text: String,
    #[thrift(id = 8, default = Bytes::from_static(b"a\xff"))]
    pub blob: Bytes,
    #[thrift(id = 9, default = Uuid::from_u128(7))]
    pub id: Uuid,
    #[thrift(id = 10)]
    pub names: Vec<String>,
    #[thrift(id = 11, default = BTreeSet::from([3, 1]))]
    pub numbers: BTreeSet<i32>,
    /// Of lists.
    #[thrift(id = 12, default = BTreeMap::from([("b".to_owned(), vec![1]), ("a".to_owned(), vec![])]))]
    pub table: BTreeMap<String, Vec<i64>>,
    #[thrift(id = 13, default = Color::Green)]
    pub color: Color,
    #[thrift(id = 14, default = Shape::Name("none".into()))]
    pub shape: Shape,
    #[thrift(id = 15, default = Point { x: 1, y: 2 })]
    pub point: Point,
    #[thrift(id = 16)]
    pub inner: Option<Box<Everything>>,
    #[thrift(id = 17, required, name = "theSize")]
    pub size: Size,
    #[thrift(id = 18, with = Milliseconds, default = Duration::from_secs(3))]
    pub delay: Duration,
    #[thrift(id = 300)]
    pub pages: BTreeMap<Color, Page<Point>>,
}

/// What every service has.
#[thrift_rs::service]
pub trait Base {
    async fn ping(&self) -> thrift_rs::Result<()>;
}

/// Draws.
#[thrift_rs::service]
pub trait Drawing: Base {
    /// Draws it all.
    #[thrift(name = "drawAll", throws(Lost = 1))]
    async fn draw_all(
        &self,
        value: Everything,
        #[thrift(required)] size: i32,
        note: Option<String>,
    ) -> Result<Shape, drawing::DrawAllError>;
    #[thrift(oneway)]
    async fn forget(&self, shape: Shape) -> thrift_rs::Result<()>;
}

/// Values that have all there is.
pub fn samples() -> Vec<Everything> {
    let point = |x| Point { x, y: -x };
    let full = Everything {
        flag: true,
        tiny: -8,
        small: 300,
        medium: -70_000,
        large: Stamp(1 << 40),
        number: 0.5,
        text: "é".to_owned(),
        blob: Bytes::from_static(&[0, 255]),
        id: Uuid::from_u128(1 << 100),
        names: vec!["a".into(), String::new()],
        numbers: BTreeSet::from([-1, 5]),
        table: BTreeMap::from([("k".into(), vec![1, -1])]),
        color: Color::Green,
        shape: Shape::Both(vec![Shape::Square(3), Shape::Name("n".into())]),
        point: point(4),
        inner: Some(Box::default()),
        size: Size::Large,
        delay: Duration::from_millis(1500),
        pages: BTreeMap::from([(Color::Red, Page { items: vec![point(1), point(2)] })]),
    };
    vec![full, Everything::default()]
}
