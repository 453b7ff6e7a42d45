//! Values out of bytes: each byte is a choice.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use libfuzzer_sys::arbitrary::Unstructured;
use thrift_rs::{Bytes, OrderedFloat, TType, UnknownField, Uuid, WireValue};

use crate::everything::*;

/// Structs within each other: lists and maps around them included, well within the depth that may be written.
const DEPTH: u32 = 8;
/// Elements and entries of one value, all in all.
const ELEMENTS: usize = 1000;
/// Lengths at which something changes: compact's short header ends at 14, blocks of numbers have 64.
const LENGTHS: [usize; 16] = [0, 0, 0, 1, 1, 1, 2, 2, 3, 5, 14, 15, 16, 63, 64, 130];

/// A value that can be built.
pub trait Build: Sized {
    /// By these choices; without any, the plainest.
    fn build(choices: &mut Choices<'_>) -> Self;
}

/// What is left to choose.
#[derive(Debug)]
pub struct Choices<'c> {
    bytes: Unstructured<'c>,
    /// Structs that may still be built inside of each other.
    depth: u32,
    /// Elements that may still be built.
    elements: usize,
}

impl<'c> Choices<'c> {
    /// By these bytes.
    pub fn new(bytes: &'c [u8]) -> Self {
        Self { bytes: Unstructured::new(bytes), depth: DEPTH, elements: ELEMENTS }
    }

    /// A value.
    pub fn build<T: Build>(&mut self) -> T {
        T::build(self)
    }

    fn byte(&mut self) -> u8 {
        self.bytes.arbitrary().unwrap_or_default()
    }

    fn integer(&mut self) -> i64 {
        // As many of small ones as of large ones.
        let bits = self.byte() % 64;
        self.bytes.arbitrary::<i64>().unwrap_or_default() >> (63 - bits)
    }

    fn length(&mut self) -> usize {
        if self.depth == 0 {
            return 0;
        }
        let length = LENGTHS[usize::from(self.byte()) % LENGTHS.len()].min(self.elements);
        self.elements -= length;
        length
    }

    fn many<T: Build, C: FromIterator<T>>(&mut self) -> C {
        (0..self.length()).map(|_| self.build()).collect()
    }

    fn bytes(&mut self) -> Vec<u8> {
        let length = LENGTHS[usize::from(self.byte()) % LENGTHS.len()];
        (0..length).map(|_| self.byte()).collect()
    }

    /// What is one level deeper.
    fn within<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        let built = build(self);
        self.depth = depth;
        built
    }
}

macro_rules! build {
    ($($type:ty: |$choices:ident| $build:expr;)*) => {$(
        impl Build for $type {
            fn build($choices: &mut Choices<'_>) -> Self {
                $build
            }
        }
    )*};
}

build! {
    bool: |choices| choices.byte() % 2 == 1;
    i8: |choices| choices.byte() as i8;
    i16: |choices| choices.integer() as i16;
    i32: |choices| choices.integer() as i32;
    i64: |choices| choices.integer();
    f64: |choices| choices.bytes.arbitrary().unwrap_or_default();
    OrderedFloat<f64>: |choices| OrderedFloat(choices.build());
    String: |choices| String::from_utf8_lossy(&choices.bytes()).into_owned();
    Bytes: |choices| choices.bytes().into();
    Uuid: |choices| Uuid::from_u128(choices.bytes.arbitrary().unwrap_or_default());
    Color: |choices| Color(choices.build());
}

impl<T: Build> Build for Box<T> {
    fn build(choices: &mut Choices<'_>) -> Self {
        Self::new(choices.build())
    }
}

impl<T: Build> Build for Option<T> {
    fn build(choices: &mut Choices<'_>) -> Self {
        (choices.depth > 0 && choices.build()).then(|| choices.build())
    }
}

impl<A: Build, B: Build> Build for (A, B) {
    fn build(choices: &mut Choices<'_>) -> Self {
        (choices.build(), choices.build())
    }
}

macro_rules! collections {
    ($([$($bounds:tt)*] $type:ty;)*) => {$(
        impl<$($bounds)*> Build for $type {
            fn build(choices: &mut Choices<'_>) -> Self {
                choices.many()
            }
        }
    )*};
}

collections! {
    [T: Build] Vec<T>;
    [T: Build + Eq + Hash] HashSet<T>;
    [T: Build + Ord] BTreeSet<T>;
    [K: Build + Eq + Hash, V: Build] HashMap<K, V>;
    [K: Build + Ord, V: Build] BTreeMap<K, V>;
}

macro_rules! structs {
    ($($type:path { $($field:ident)* })*) => {$(
        impl Build for $type {
            fn build(choices: &mut Choices<'_>) -> Self {
                choices.within(|_choices| Self { $($field: _choices.build()),* })
            }
        }
    )*};
}

structs! {
    Scalars { truth tiny small medium large real text raw id color when }
    Containers {
        ints texts longs counts matrix by_color scalars by_double double_lists by_map points by_choice temperatures paths
        bools bytes shorts ids blobs deep
    }
    Presence {
        must may plain must_text may_text plain_text numbers point color negative far
    }
    Node { value next children plain named }
    Husband { wife }
    Wife { husband name }
    Leaf { value }
    Branch { left right }
    Large { a b c message }
    Empty { }
    shared::Point { x y }
    deep_er_v1::Deep { point }
}

build! {
    Choice: |choices| choices.within(|choices| match choices.byte() % 7 {
        0 => Self::Unset,
        1 => Self::Number(choices.build()),
        2 => Self::Text(choices.build()),
        3 => Self::Point(choices.build()),
        4 => Self::Many(choices.build()),
        5 if choices.depth > 0 => Self::Self_(choices.build()),
        _ => Self::Unknown(choices.build()),
    });
    Tree: |choices| choices.within(|choices| match choices.byte() % 4 {
        0 => Self::Unset,
        1 => Self::Leaf(choices.build()),
        2 => Self::Branch(choices.build()),
        _ => Self::Unknown(choices.build()),
    });
    // None of the ids of the unions above.
    UnknownField: |choices| Self { id: choices.build::<i16>() | 0x100, value: choices.build() };
    WireValue: |choices| {
        let ttype = wire_type(choices);
        wire_value(ttype, choices)
    };
}

fn wire_type(choices: &mut Choices<'_>) -> TType {
    const TYPES: [TType; 12] = [
        TType::Bool,
        TType::I8,
        TType::I16,
        TType::I32,
        TType::I64,
        TType::Double,
        TType::String,
        TType::Uuid,
        TType::List,
        TType::Set,
        TType::Map,
        TType::Struct,
    ];
    TYPES[usize::from(choices.byte()) % TYPES.len()]
}

fn wire_value(ttype: TType, choices: &mut Choices<'_>) -> WireValue {
    match ttype {
        TType::Bool => WireValue::Bool(choices.build()),
        TType::I8 => WireValue::I8(choices.build()),
        TType::I16 => WireValue::I16(choices.build()),
        TType::I32 => WireValue::I32(choices.build()),
        TType::I64 => WireValue::I64(choices.build()),
        TType::Double => WireValue::Double(choices.build()),
        TType::String => WireValue::String(choices.build()),
        TType::Uuid => WireValue::Uuid(choices.build()),
        TType::List | TType::Set => choices.within(|choices| {
            let (element, len) = (wire_type(choices), choices.length());
            let elements = (0..len).map(|_| wire_value(element, choices)).collect();
            match ttype {
                TType::List => WireValue::List(element, elements),
                _ => WireValue::Set(element, elements),
            }
        }),
        TType::Map => choices.within(|choices| {
            let (key, value) = (wire_type(choices), wire_type(choices));
            match choices.length() {
                // Of an empty map, compact does not say the types.
                0 => WireValue::Map(TType::Stop, TType::Stop, Vec::new()),
                len => {
                    let entries = (0..len).map(|_| (wire_value(key, choices), wire_value(value, choices)));
                    WireValue::Map(key, value, entries.collect())
                }
            }
        }),
        TType::Struct | TType::Stop => choices.within(|choices| {
            let fields = (0..choices.length()).map(|_| choices.build());
            WireValue::Struct(fields.collect())
        }),
    }
}
