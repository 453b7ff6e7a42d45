//! The values that are encoded: the same in every run.

mod random;
mod text;
mod widths;

use std::iter;

use crate::peers::ours::owned::{Detail, Doubles, Feed, Ints, Level, Longs, Mixed, Point, Points, Post, Strings, User};

use random::Random;
pub(crate) use text::{SCRIPTS, Text};
pub(crate) use widths::varint_widths;

pub(crate) fn user() -> User {
    User { id: 123_456, name: "Ada Lovelace".into(), email: "ada.lovelace@example.com".into() }
}

/// Of the same size.
pub(crate) fn user_unicode() -> User {
    User { id: 123_456, name: "Лавлей".into(), email: "ада@лавлейс.example".into() }
}

pub(crate) fn mixed() -> Mixed {
    let random = &mut Random::new(20);
    Mixed {
        active: true,
        flags: 0x55,
        port: 9090,
        count: 1_000_000,
        created: MILLISECONDS,
        ratio: 0.75,
        name: Text::Ascii.of(24, random),
        payload: random.bytes(128).into(),
        level: Level::MIDDLE,
        detail: detail(random),
        numbers: iter::repeat_with(|| random.below(10_000) as i32).take(24).collect(),
        tags: iter::repeat_with(|| Text::Ascii.of(10, random)).take(8).collect(),
        details: iter::repeat_with(|| detail(random)).take(6).collect(),
        counters: iter::repeat_with(|| (Text::Ascii.of(12, random), random.below(1_000) as i32)).take(8).collect(),
        labels: iter::repeat_with(|| (random.below(1_000) as i32, Text::Ascii.of(12, random))).take(8).collect(),
        groups: iter::repeat_with(|| Text::Ascii.of(12, random)).take(6).collect(),
        seen: iter::repeat_with(|| random.below(1 << 40) as i64).take(8).collect(),
        hidden: Some(false),
        note: Some(Text::Ascii.of(48, random)),
        expires: None,
    }
}

fn detail(random: &mut Random) -> Detail {
    Detail { id: random.below(100_000) as i32, name: Text::Ascii.of(16, random), weight: random.unit() }
}

/// Of every width alike, positive and negative.
pub(crate) fn longs(number: usize) -> Longs {
    let random = &mut Random::new(64);
    Longs { values: iter::repeat_with(|| random.of_any_width(64)).take(number).collect() }
}

/// Below 2²⁰, all alike, as ids are.
pub(crate) fn ints() -> Ints {
    let random = &mut Random::new(32);
    Ints { values: iter::repeat_with(|| random.below(1 << 20) as i32).take(10_000).collect() }
}

/// Of every width alike, positive and negative.
pub(crate) fn ints_of_any_width() -> Ints {
    let random = &mut Random::new(33);
    Ints { values: iter::repeat_with(|| random.of_any_width(32) as i32).take(10_000).collect() }
}

pub(crate) fn doubles() -> Doubles {
    let random = &mut Random::new(7);
    Doubles { values: iter::repeat_with(|| random.unit() * 1_000.0).take(10_000).collect() }
}

/// Of 32 bytes each.
pub(crate) fn strings(text: Text) -> Strings {
    let random = &mut Random::new(11);
    Strings { values: iter::repeat_with(|| text.of(32, random)).take(10_000).collect() }
}

pub(crate) fn points() -> Points {
    let random = &mut Random::new(8);
    let point = |id| Point {
        id,
        at: MILLISECONDS + random.below(1 << 30) as i64,
        x: random.unit(),
        y: random.unit(),
        z: random.unit(),
        zone: random.below(1 << 14) as i16,
        level: random.below(100) as i8,
        visible: random.below(2) == 0,
    };
    Points { points: (0..100).map(point).collect() }
}

/// A megabyte.
pub(crate) fn feed() -> Feed {
    let random = &mut Random::new(15);
    let post = |id| Post {
        id,
        author: random.below(1 << 20) as i32,
        title: text_of(8..=32, random),
        text: text_of(32..=96, random),
        votes: (0..random.below(8)).map(|_| random.below(1 << 10) as i32).collect(),
        created: MILLISECONDS + random.below(1 << 30) as i64,
        pinned: random.below(8) == 0,
    };
    Feed { posts: (0..6_700).map(post).collect() }
}

fn text_of(lengths: std::ops::RangeInclusive<u64>, random: &mut Random) -> String {
    let length = lengths.start() + random.below(lengths.end() - lengths.start() + 1);
    Text::Ascii.of(length as usize, random)
}

/// A time, since 1970.
const MILLISECONDS: i64 = 1_700_000_000_000;
