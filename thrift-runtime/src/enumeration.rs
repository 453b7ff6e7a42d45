//! Names of enum values: for `Debug`, `Display` and `FromStr`.

use std::fmt;

/// An enum of the IDL. Open: a number that the IDL does not name is a value like any other.
pub trait Enumeration {
    /// Its name in the IDL.
    const NAME: &'static str;
    /// Its numbers and their names, in the order of the IDL. Of two names for one number the first is shown.
    const VALUES: &'static [(i32, &'static str)];
}

/// `RED`, or `Color(7)` for a number without a name.
#[doc(hidden)]
pub fn debug<E: Enumeration>(number: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match name(E::VALUES, number) {
        Some(name) => f.write_str(name),
        None => write!(f, "{}({number})", E::NAME),
    }
}

/// `RED`, or `7` for a number without a name.
#[doc(hidden)]
pub fn display<E: Enumeration>(number: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match name(E::VALUES, number) {
        Some(name) => f.pad(name),
        None => fmt::Display::fmt(&number, f),
    }
}

/// The number of a name; a number in digits stands for itself, so that what `Display` shows can be read.
#[doc(hidden)]
pub fn parse<E: Enumeration>(text: &str) -> Result<i32, UnknownEnumValue> {
    let named = E::VALUES.iter().find(|(_, name)| *name == text).map(|(number, _)| *number);
    named
        .or_else(|| text.parse().ok())
        .ok_or_else(|| UnknownEnumValue { name: E::NAME, text: text.chars().take(SHOWN).collect() })
}

/// Characters of a mistaken name that its error shows.
const SHOWN: usize = 64;

fn name(values: &'static [(i32, &'static str)], number: i32) -> Option<&'static str> {
    values.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
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
