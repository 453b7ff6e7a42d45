//! How Rust holds what the IDL describes, where there is a choice.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, Path, Result};

use super::did_you_mean;

/// The options that choose between types, and what there is beside them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Style {
    pub(crate) strings: Strings,
    pub(crate) binary: Binary,
    pub(crate) maps: Maps,
    /// The protocols that types speak; all of them where none is named.
    pub(crate) protocols: Vec<Ident>,
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

/// What a `binary` is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Binary {
    /// `Bytes`
    #[default]
    Bytes,
    /// `Vec<u8>`
    Vec,
}

impl Binary {
    pub(super) const CHOICES: &[(&str, Self)] = &[("bytes", Self::Bytes), ("vec", Self::Vec)];
}

/// What maps and sets are.
#[derive(Debug, Clone, Default)]
pub(crate) enum Maps {
    /// `HashMap`, `HashSet`
    #[default]
    Hash,
    /// `BTreeMap`, `BTreeSet`
    BTree,
    /// `VecMap`, `VecSet`
    Vec,
    /// `Map` and `Set` of the module with this path.
    Module(TokenStream),
}

impl Maps {
    const CHOICES: [(&str, Self); 3] = [("hash", Self::Hash), ("btree", Self::BTree), ("vec", Self::Vec)];

    /// A choice, or the path of a module.
    pub(super) fn parse(option: &str, input: ParseStream<'_>) -> Result<Self> {
        match input.fork().parse::<Path>() {
            Ok(path) if path.leading_colon.is_some() || path.segments.len() > 1 => {
                from_root(&path)?;
                Ok(Self::Module(input.parse::<Path>()?.to_token_stream()))
            }
            _ => choice(option, &Self::CHOICES, input),
        }
    }
}

/// A path means the same in every module, of which there is one for each included file.
pub(crate) fn from_root(path: &Path) -> Result<()> {
    match path.leading_colon.is_some() || path.segments.first().is_some_and(|first| first.ident == "crate") {
        true => Ok(()),
        false => Err(Error::new_spanned(path, "expected a path that starts with `crate` or `::`")),
    }
}

/// The protocols that there are.
const PROTOCOLS: [&str; 2] = ["binary", "compact"];

/// `[binary, compact]`, at least one of them.
pub(super) fn protocols(input: ParseStream<'_>) -> Result<Vec<Ident>> {
    let listed = || PROTOCOLS.map(|name| format!("`{name}`")).join(", ");
    let span = input.span();
    let found: Vec<Ident> = super::value::list(input)?;
    if found.is_empty() {
        return Err(Error::new(span, format!("types speak at least one protocol\nthe protocols are {}", listed())));
    }
    for name in &found {
        let text = name.to_string();
        if !PROTOCOLS.contains(&text.as_str()) {
            let help = did_you_mean(&text, PROTOCOLS);
            let message = format!("unknown protocol `{text}`{help}\nthe protocols are {}", listed());
            return Err(Error::new(name.span(), message));
        }
    }
    let is_again = |(n, name): (usize, &Ident)| found.iter().take(n).any(|before| before == name);
    if let Some((_, again)) = found.iter().enumerate().find(|place| is_again(*place)) {
        return Err(Error::new(again.span(), format!("the protocol `{again}` is named twice")));
    }
    Ok(found)
}

/// The choices of an option that is on or off.
pub(super) const SWITCH: &[(&str, bool)] = &[("false", false), ("true", true)];

/// The one of these choices that stands here, as the value of `option`.
pub(super) fn choice<T: Clone>(option: &str, choices: &[(&str, T)], input: ParseStream<'_>) -> Result<T> {
    let names = || choices.iter().map(|(name, _)| *name);
    let listed = || {
        let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    let value = Ident::parse_any(input)
        .map_err(|error| Error::new(error.span(), format!("expected a value of `{option}`: one of {}", listed())))?;
    let name = value.to_string();
    match choices.iter().find(|(choice, _)| *choice == name) {
        Some((_, choice)) => Ok(choice.clone()),
        None => {
            let help = did_you_mean(&name, names());
            let message = format!("`{name}` is no value of `{option}`{help}\nthe values are {}", listed());
            Err(Error::new(value.span(), message))
        }
    }
}
