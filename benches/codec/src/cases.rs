//! What is encoded and decoded, and by whom.

use crate::Result;
use crate::contender::{Contenders, decode};
use crate::data::{self, SCRIPTS, Text, varint_widths};
use crate::generated;
use crate::messages::Messages;
use crate::peers::ours::{borrowed, owned, shared};
use crate::peers::{apache, copies, fbthrift, ours, pilota};

/// A value, and all who encode and decode it.
pub(crate) struct Case {
    /// What is in the value, as far as the figures hang on it.
    pub(crate) about: String,
    pub(crate) contenders: Contenders,
}

/// All who take a type of `codec.thrift` through a protocol. A further build of ours, or a further protocol, is a line here
/// and a [`Codec`](crate::codec::Codec) in `peers/ours.rs`.
macro_rules! case {
    ($type:ident, $value:expr, $about:expr) => {{
        let messages = Messages::of::<generated::apache::$type>($value)?;
        let mut all = Contenders::default();

        let binary = messages.binary();
        all.add::<ours::Binary, owned::$type>("thrift-rs", binary);
        all.add::<ours::SharedBinary, shared::$type>("thrift-rs shared", binary);
        all.add::<ours::BorrowedBinary, borrowed::$type>("thrift-rs borrowed", binary);
        all.add::<apache::Binary, generated::apache::$type>("thrift", binary);
        all.add::<pilota::Binary, generated::pilota::$type>("pilota", binary);
        all.add::<pilota::BinaryUnsafe, generated::pilota::$type>("pilota unsafe", binary);
        all.add::<fbthrift::Binary, fbthrift::types::$type>("fbthrift", binary);
        copies::add::<ours::Binary, owned::$type>(&mut all, binary);

        let compact = messages.compact();
        all.add::<ours::Compact, owned::$type>("thrift-rs", compact);
        all.add::<ours::SharedCompact, shared::$type>("thrift-rs shared", compact);
        all.add::<ours::BorrowedCompact, borrowed::$type>("thrift-rs borrowed", compact);
        all.add::<apache::Compact, generated::apache::$type>("thrift", compact);
        let value = decode::<pilota::Binary, generated::pilota::$type>(binary);
        all.add_encoder::<pilota::Compact, _>("pilota", compact, value);
        all.add_decoder::<pilota::Compact, generated::pilota::$type>("pilota", compact);
        all.add::<fbthrift::Compact, fbthrift::types::$type>("fbthrift", compact);
        copies::add::<apache::Compact, generated::apache::$type>(&mut all, compact);

        Ok(Case { about: $about.into(), contenders: all })
    }};
}

/// Makes a case when its turn has come: the values are large.
type Make = fn() -> Result<Case>;

/// By name, in the order of the table.
pub(crate) const CASES: [(&str, Make); 12] = [
    ("user", || case!(User, data::user(), "an id and two ASCII strings")),
    ("user-unicode", || case!(User, data::user_unicode(), "an id and two strings that are mostly Cyrillic")),
    ("mixed", || case!(Mixed, data::mixed(), "20 fields of every kind, one of them absent")),
    ("list-i64", || {
        let longs = data::longs(10_000);
        let widths = varint_widths(longs.values.iter().copied());
        case!(Longs, longs, format!("10,000 of every width alike, of both signs: {widths}"))
    }),
    ("list-i64-1000", || case!(Longs, data::longs(1_000), "the first 1,000 of them")),
    ("list-i32", || {
        let ints = data::ints();
        let widths = varint_widths(ints.values.iter().map(|&int| int.into()));
        case!(Ints, ints, format!("10,000 of 0 to 2^20, all alike: {widths}"))
    }),
    ("list-i32-widths", || {
        let ints = data::ints_of_any_width();
        let widths = varint_widths(ints.values.iter().map(|&int| int.into()));
        case!(Ints, ints, format!("10,000 of every width alike, of both signs: {widths}"))
    }),
    ("list-double", || case!(Doubles, data::doubles(), "10,000 of 0 to 1,000")),
    ("list-string", || case!(Strings, data::strings(Text::Ascii), "10,000 of 32 bytes, ASCII")),
    ("list-string-unicode", || {
        let scripts = SCRIPTS.map(|(script, _)| script).join(", ");
        case!(Strings, data::strings(Text::Unicode), format!("10,000 of 32 bytes, each one of {scripts}"))
    }),
    ("list-struct", || {
        case!(Feed, data::feed(), "6,700 structs of 3 numbers, 2 ASCII strings, a bool and a short list")
    }),
    ("points", || case!(Points, data::points(), "100 structs of 8 fixed-size fields")),
];
