//! Paths as the user wrote them, from within the module of the service, which is one deeper.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;

use crate::names;

/// The same tokens one module deeper: `self::User` and `super::User` lead where they led.
pub(super) fn deeper(tokens: impl ToTokens) -> TokenStream {
    let mut before = [None, None];
    let mut out = TokenStream::new();
    for token in tokens.into_token_stream() {
        let starts = before != [Some(':'), Some(':')];
        match &token {
            TokenTree::Ident(name) if starts && name == "self" => out.extend([super_at(name)]),
            TokenTree::Ident(name) if starts && name == "super" => {
                let span = name.span();
                out.extend(quote_spanned!(span=> super::super));
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), deeper(group.stream()));
                inner.set_span(group.span());
                out.extend([TokenTree::from(inner)]);
            }
            other => out.extend([other.clone()]),
        }
        let this = match &token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        before = [before[1], this];
    }
    out
}

fn super_at(name: &Ident) -> TokenTree {
    Ident::new("super", name.span()).into()
}

/// The path of the module of a service, of whose trait this is the path, from within another such module.
pub(super) fn module(path: &Path, span: Span) -> TokenStream {
    let count = path.segments.len();
    let segments = path.segments.iter().enumerate().map(|(place, segment)| match place + 1 == count {
        true => module_name(&segment.ident),
        false => segment.ident.clone(),
    });
    let start = &path.leading_colon;
    let tokens = quote_spanned!(span=> #start #(#segments)::*);
    let first = path.segments.first().map(|first| first.ident.to_string()).unwrap_or_default();
    match (start, first.as_str()) {
        (Some(_), _) | (None, "crate") => tokens,
        (None, "self" | "super") => deeper(tokens),
        // It starts among the user's items, which from there are above.
        (None, _) => quote_spanned!(span=> super::#tokens),
    }
}

/// `user_service`, of `UserService`.
pub(super) fn module_name(ident: &Ident) -> Ident {
    names::ident(&names::snake_case(&ident.unraw().to_string()), ident.span())
}
