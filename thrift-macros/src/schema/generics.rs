//! The parameters of types.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{ConstParam, GenericParam, TypeParam};

/// The parameters of a type.
#[derive(Default)]
pub(crate) enum Generics {
    /// None, as the types of the IDL have it.
    #[default]
    None,
    /// The lifetime `'a`, of a type of the IDL that borrows from what it is decoded from.
    Borrowed,
    /// Those of a type of the user's.
    Own(Own),
}

/// The parameters of a type of the user's.
pub(crate) struct Own {
    pub(crate) lifetimes: Vec<Ident>,
    pub(crate) types: Vec<Ident>,
    /// Lifetimes as they are declared, without what the type says by default.
    pub(crate) lifetime_params: Vec<TokenStream>,
    /// Types and constants, the same.
    pub(crate) other_params: Vec<TokenStream>,
    /// `<'a, T>`
    pub(crate) arguments: TokenStream,
    /// The bounds behind `where`.
    pub(crate) bounds: Vec<TokenStream>,
    /// Parameters that fields have in their types, and which must be on the wire themselves.
    pub(crate) on_wire: Vec<Ident>,
    /// Types with parameters in them that must have a default, since a field may be missing.
    pub(crate) with_default: Vec<TokenStream>,
}

impl Own {
    /// Those of this type, of whose fields nothing is known yet.
    pub(crate) fn new(generics: &syn::Generics) -> Self {
        let (_, arguments, clause) = generics.split_for_impl();
        let others = generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(TypeParam { ident, bounds, .. }) => Some(quote!(#ident: #bounds)),
            GenericParam::Const(ConstParam { ident, ty, .. }) => Some(quote!(const #ident: #ty)),
            GenericParam::Lifetime(_) => None,
        });
        Self {
            lifetimes: generics.lifetimes().map(|param| param.lifetime.ident.clone()).collect(),
            types: generics.type_params().map(|param| param.ident.clone()).collect(),
            lifetime_params: generics.lifetimes().map(ToTokens::to_token_stream).collect(),
            other_params: others.collect(),
            arguments: arguments.to_token_stream(),
            bounds: clause.iter().flat_map(|clause| &clause.predicates).map(ToTokens::to_token_stream).collect(),
            on_wire: Vec::new(),
            with_default: Vec::new(),
        }
    }

    /// The same tokens for a type that borrows from what it is decoded from, which lives for `'de`.
    pub(crate) fn decoded(&self, tokens: impl ToTokens) -> TokenStream {
        rename(tokens.into_token_stream(), &self.lifetimes)
    }
}

impl Generics {
    /// Whether a parameter that is a type is in these tokens.
    pub(crate) fn mentioned_in(&self, tokens: impl ToTokens) -> bool {
        let tokens = tokens.into_token_stream();
        matches!(self, Self::Own(own) if own.types.iter().any(|param| mentions(&tokens, param)))
    }
}

/// Whether this name is in these tokens.
pub(crate) fn mentions(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// Names each of these lifetimes `'de`.
fn rename(tokens: TokenStream, lifetimes: &[Ident]) -> TokenStream {
    let mut is_lifetime = false;
    let renamed = tokens.into_iter().map(|token| {
        let after_quote = std::mem::take(&mut is_lifetime);
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                is_lifetime = true;
                punct.into()
            }
            TokenTree::Ident(name) if after_quote && lifetimes.contains(&name) => Ident::new("de", name.span()).into(),
            TokenTree::Group(group) => {
                let mut renamed = proc_macro2::Group::new(group.delimiter(), rename(group.stream(), lifetimes));
                renamed.set_span(group.span());
                renamed.into()
            }
            token => token,
        }
    });
    renamed.collect()
}
