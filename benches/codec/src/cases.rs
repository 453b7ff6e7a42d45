//! What is encoded and decoded.

use crate::Result;
use crate::contender::Contenders;
use crate::data::{self, SCRIPTS, Text, varint_widths};
use crate::footer;
use crate::peers::cpp::Cpp;
use crate::race::race;

/// A value, and all who encode and decode it.
pub(crate) struct Case {
    /// What is in the value, as far as the figures hang on it.
    pub(crate) about: String,
    pub(crate) contenders: Contenders,
}

/// Makes a case when its turn has come, since the values are large; with the C++ program, if there is one.
type Make = fn(Option<&Cpp>) -> Result<Case>;

/// By name, in the order of the table.
pub(crate) const CASES: [(&str, Make); 16] = [
    ("user", |cpp| race!(cpp, User, data::user(), "an id and two ASCII strings")),
    ("user-unicode", |cpp| race!(cpp, User, data::user_unicode(), "an id and two strings that are mostly Cyrillic")),
    ("mixed", |cpp| race!(cpp, Mixed, data::mixed(), "20 fields of every kind, one of them absent")),
    ("list-i64", |cpp| {
        let longs = data::longs(10_000);
        let widths = varint_widths(longs.values.iter().copied());
        race!(cpp, Longs, longs, format!("10,000 of every width alike, of both signs: {widths}"))
    }),
    ("list-i64-1000", |cpp| race!(cpp, Longs, data::longs(1_000), "the first 1,000 of them")),
    ("list-i32", |cpp| {
        let ints = data::ints();
        let widths = varint_widths(ints.values.iter().map(|&int| int.into()));
        race!(cpp, Ints, ints, format!("10,000 of 0 to 2^20, all alike: {widths}"))
    }),
    ("list-i32-widths", |cpp| {
        let ints = data::ints_of_any_width();
        let widths = varint_widths(ints.values.iter().map(|&int| int.into()));
        race!(cpp, Ints, ints, format!("10,000 of every width alike, of both signs: {widths}"))
    }),
    ("list-double", |cpp| race!(cpp, Doubles, data::doubles(), "10,000 of 0 to 1,000")),
    ("list-string", |cpp| race!(cpp, Strings, data::strings(Text::Ascii), "10,000 of 32 bytes, ASCII")),
    ("list-string-unicode", |cpp| {
        let scripts = SCRIPTS.map(|(script, _)| script).join(", ");
        race!(cpp, Strings, data::strings(Text::Unicode), format!("10,000 of 32 bytes, each one of {scripts}"))
    }),
    ("list-struct", |cpp| {
        race!(cpp, Feed, data::feed(), "6,700 structs of 3 numbers, 2 ASCII strings, a bool and a short list")
    }),
    ("points", |cpp| race!(cpp, Points, data::points(), "100 structs of 8 fixed-size fields")),
    ("parquet-narrow", |cpp| footer::race(cpp, footer::NARROW)),
    ("parquet-wide", |cpp| footer::race(cpp, footer::WIDE)),
    ("parquet-narrow-part", |_| footer::race_for_part(footer::NARROW)),
    ("parquet-wide-part", |_| footer::race_for_part(footer::WIDE)),
];
