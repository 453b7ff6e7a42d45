//! How Rust holds what the IDL describes, where there is a choice.

use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, Result};

use super::did_you_mean;

/// The options that choose between types, and what there is beside them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Style {
    pub(crate) strings: Strings,
    /// Whether there are types that borrow beside those that own.
    pub(crate) borrowed: bool,
    /// Whether structs keep the fields that the IDL does not know.
    pub(crate) keep_unknown: bool,
}

/// What a `string` is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Strings {
    /// `String`
    #[default]
    Owned,
    /// `SharedString`
    Shared,
}

impl Strings {
    pub(super) const CHOICES: &[(&str, Self)] = &[("owned", Self::Owned), ("shared", Self::Shared)];
}

/// The choices of an option that is on or off.
pub(super) const SWITCH: &[(&str, bool)] = &[("false", false), ("true", true)];

/// The one of these choices that stands here, as the value of `option`.
pub(super) fn choice<T: Copy>(option: &str, choices: &[(&str, T)], input: ParseStream<'_>) -> Result<T> {
    let names = || choices.iter().map(|(name, _)| *name);
    let listed = || {
        let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    let value = Ident::parse_any(input)
        .map_err(|error| Error::new(error.span(), format!("expected a value of `{option}`: one of {}", listed())))?;
    let name = value.to_string();
    match choices.iter().find(|(choice, _)| *choice == name) {
        Some((_, choice)) => Ok(*choice),
        None => {
            let help = did_you_mean(&name, names());
            let message = format!("`{name}` is no value of `{option}`{help}\nthe values are {}", listed());
            Err(Error::new(value.span(), message))
        }
    }
}
