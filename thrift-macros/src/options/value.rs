//! Values of options.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Result, Token, bracketed};

/// `"selector" = value`
pub(crate) struct Entry<T> {
    pub(crate) selector: LitStr,
    pub(crate) value: T,
}

impl<T: Parse> Parse for Entry<T> {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let selector = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self { selector, value: input.parse()? })
    }
}

/// `[a, b]`
pub(super) fn list<T: Parse>(input: ParseStream<'_>) -> Result<Vec<T>> {
    let items;
    bracketed!(items in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&items)?.into_iter().collect())
}

/// `["User" = "#[non_exhaustive]"]`: attributes are no expressions, so they stand in quotes.
pub(super) fn attributes(input: ParseStream<'_>) -> Result<Vec<Entry<TokenStream>>> {
    let entries: Vec<Entry<LitStr>> = list(input)?;
    let parse = |entry: Entry<LitStr>| {
        entry.value.parse_with(Attribute::parse_outer)?;
        Ok(Entry { selector: entry.selector, value: entry.value.parse()? })
    };
    entries.into_iter().map(parse).collect()
}
