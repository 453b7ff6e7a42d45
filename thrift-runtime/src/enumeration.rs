//! Names of enum values: for `Debug`, `Display` and `FromStr`.

mod serde;

use std::fmt;

use crate::descriptor::{Described, Descriptor, ValueDescriptor};

/// `RED`, or `Color(7)` for a number without a name.
#[doc(hidden)]
pub fn debug<E: Described>(number: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match name(E::DESCRIPTOR, number) {
        Some(name) => f.write_str(name),
        None => write!(f, "{}({number})", E::DESCRIPTOR.name()),
    }
}

/// `RED`, or `7` for a number without a name.
#[doc(hidden)]
pub fn display<E: Described>(number: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match name(E::DESCRIPTOR, number) {
        Some(name) => f.pad(name),
        None => fmt::Display::fmt(&number, f),
    }
}

/// The number of a name; a number in digits stands for itself, so that what `Display` shows can be read.
#[doc(hidden)]
pub fn parse<E: Described>(text: &str) -> Result<i32, UnknownEnumValue> {
    let named = E::DESCRIPTOR.values().iter().find(|value| value.name() == text).map(ValueDescriptor::number);
    named
        .or_else(|| text.parse().ok())
        .ok_or_else(|| UnknownEnumValue { name: E::DESCRIPTOR.name(), text: text.chars().take(SHOWN).collect() })
}

/// Characters of a mistaken name that its error shows.
const SHOWN: usize = 64;

/// The name of a number, if it has one.
#[doc(hidden)]
pub fn name_of<E: Described>(number: i32) -> Option<&'static str> {
    name(E::DESCRIPTOR, number)
}

/// Of two names for one number the first.
fn name(descriptor: &Descriptor, number: i32) -> Option<&'static str> {
    descriptor.values().iter().find(|value| value.number() == number).map(ValueDescriptor::name)
}

/// A text that names no value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEnumValue {
    name: &'static str,
    text: String,
}

impl fmt::Display for UnknownEnumValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` has no value `{}`", self.name, self.text)
    }
}

impl std::error::Error for UnknownEnumValue {}
