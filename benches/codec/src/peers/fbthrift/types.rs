//! What its generator makes of `codec.thrift`: the loop over fields that expects them in order first.

use std::collections::{BTreeMap, BTreeSet};

use fbthrift::{Deserialize, Field, GetTType, ProtocolReader, ProtocolWriter, Serialize, TType};

/// A struct, its `Serialize` and its `Deserialize`. A field is `id kind name: type`, of which the kind is `plain` or
/// `optional`.
macro_rules! structs {
    ($($name:ident { $($id:literal $kind:ident $field:ident: $type:ty,)* })*) => {$(
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: field!($kind $type),)*
        }

        impl GetTType for $name {
            const TTYPE: TType = TType::Struct;
        }

        impl<P: ProtocolWriter> Serialize<P> for $name {
            #[inline]
            fn write(&self, p: &mut P) {
                p.write_struct_begin(stringify!($name));
                $(write_field!($kind p, self.$field, $type, stringify!($field), $id);)*
                p.write_field_stop();
                p.write_struct_end();
            }
        }

        impl<P: ProtocolReader> Deserialize<P> for $name {
            #[inline]
            fn read(p: &mut P) -> anyhow::Result<Self> {
                static FIELDS: &[Field] = &[$(Field::new(stringify!($field), <$type as GetTType>::TTYPE, $id),)*];
                let mut output = Self::default();
                p.read_struct_begin(|_| ())?;
                let (_, mut fty, mut fid) = p.read_field_begin(|_| (), FIELDS)?;
                let fallback = 'fastpath: {
                    $(
                        if (fty, fid) == (<$type as GetTType>::TTYPE, $id) {
                            output.$field = read_field!($kind p);
                            p.read_field_end()?;
                        } else {
                            break 'fastpath true;
                        }
                        (_, fty, fid) = p.read_field_begin(|_| (), FIELDS)?;
                    )*
                    fty != TType::Stop
                };
                if fallback {
                    loop {
                        match (fty, fid) {
                            (TType::Stop, _) => break,
                            $((<$type as GetTType>::TTYPE, $id) => output.$field = read_field!($kind p),)*
                            (fty, _) => p.skip(fty)?,
                        }
                        p.read_field_end()?;
                        (_, fty, fid) = p.read_field_begin(|_| (), FIELDS)?;
                    }
                }
                p.read_struct_end()?;
                Ok(output)
            }
        }
    )*};
}

macro_rules! field {
    (plain $type:ty) => { $type };
    (optional $type:ty) => { Option<$type> };
}

macro_rules! write_field {
    (plain $p:ident, $value:expr, $type:ty, $name:expr, $id:literal) => {
        $p.write_field_begin($name, <$type as GetTType>::TTYPE, $id);
        Serialize::write(&$value, $p);
        $p.write_field_end();
    };
    (optional $p:ident, $value:expr, $type:ty, $name:expr, $id:literal) => {
        if let Some(some) = &$value {
            $p.write_field_begin($name, <$type as GetTType>::TTYPE, $id);
            Serialize::write(some, $p);
            $p.write_field_end();
        }
    };
}

macro_rules! read_field {
    (plain $p:ident) => {
        Deserialize::read($p)?
    };
    (optional $p:ident) => {
        Some(Deserialize::read($p)?)
    };
}

/// An enum is open, as ours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Level(pub(crate) i32);

impl GetTType for Level {
    const TTYPE: TType = TType::I32;
}

impl<P: ProtocolWriter> Serialize<P> for Level {
    #[inline]
    fn write(&self, p: &mut P) {
        p.write_i32(self.0);
    }
}

impl<P: ProtocolReader> Deserialize<P> for Level {
    #[inline]
    fn read(p: &mut P) -> anyhow::Result<Self> {
        Ok(Self(p.read_i32()?))
    }
}

structs! {
    User {
        1 plain id: i32,
        2 plain name: String,
        3 plain email: String,
    }
    Detail {
        1 plain id: i32,
        2 plain name: String,
        3 plain weight: f64,
    }
    Mixed {
        1 plain active: bool,
        2 plain flags: i8,
        3 plain port: i16,
        4 plain count: i32,
        5 plain created: i64,
        6 plain ratio: f64,
        7 plain name: String,
        8 plain payload: Vec<u8>,
        9 plain level: Level,
        10 plain detail: Detail,
        11 plain numbers: Vec<i32>,
        12 plain tags: Vec<String>,
        13 plain details: Vec<Detail>,
        14 plain counters: BTreeMap<String, i32>,
        15 plain labels: BTreeMap<i32, String>,
        16 plain groups: BTreeSet<String>,
        17 plain seen: BTreeSet<i64>,
        18 optional hidden: bool,
        19 optional note: String,
        20 optional expires: i64,
    }
    Longs {
        1 plain values: Vec<i64>,
    }
    Ints {
        1 plain values: Vec<i32>,
    }
    Doubles {
        1 plain values: Vec<f64>,
    }
    Strings {
        1 plain values: Vec<String>,
    }
    Point {
        1 plain id: i32,
        2 plain at: i64,
        3 plain x: f64,
        4 plain y: f64,
        5 plain z: f64,
        6 plain zone: i16,
        7 plain level: i8,
        8 plain visible: bool,
    }
    Points {
        1 plain points: Vec<Point>,
    }
    Post {
        1 plain id: i64,
        2 plain author: i32,
        3 plain title: String,
        4 plain text: String,
        5 plain votes: Vec<i32>,
        6 plain created: i64,
        7 plain pinned: bool,
    }
    Feed {
        1 plain posts: Vec<Post>,
    }
}
