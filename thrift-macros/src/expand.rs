//! Schema to Rust.
//!
//! The code is thin: a line or two a field, which call into the runtime. It names only the facade's `__private`, `::core`
//! and `::std`, since an IDL may call its types `Option`, `Result` or `u8`.

mod alias;
mod arguments;
mod assemble;
mod blocking;
mod borrowed;
mod client;
mod codec;
mod comparison;
mod constant;
mod decode;
mod derived;
mod descriptor;
mod dispatch;
mod encode;
mod enumeration;
mod error;
mod exception;
mod iface;
#[cfg(feature = "mock")]
mod mock;
mod processor;
mod replaced;
mod serde;
mod service;
mod structure;
mod type_name;
mod union;
mod written;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::options::{Options, Style};
use crate::schema::{Item, Module, Schema, Source};

/// What every emitter needs to know about the call of the macro.
pub(crate) struct Context {
    /// Where generated items are: at the path literal, with the names of the call site.
    pub(crate) span: Span,
    /// Where invented locals are: nobody else's names can meet them.
    pub(crate) local: Span,
    /// The path of the facade's `__private`.
    pub(crate) runtime: TokenStream,
    /// The path of the facade.
    pub(crate) facade: TokenStream,
    /// The visibility of what expands in place.
    pub(crate) vis: TokenStream,
    /// Which types the user chose.
    pub(crate) style: Style,
    /// Whether services are there on plain threads, too.
    pub(crate) blocking: bool,
    /// Where the user's type or trait is.
    pub(crate) source: Option<Source>,
}

impl Context {
    /// The context of a call with these options, whose literal is at `literal`, through a facade of this path.
    pub(crate) fn new(facade: TokenStream, options: &Options, literal: Span) -> Self {
        let span = Span::call_site().located_at(literal);
        Self {
            span,
            local: Span::mixed_site().located_at(literal),
            runtime: quote_spanned!(span=> #facade::__private),
            facade,
            vis: options.vis.as_ref().map_or_else(|| quote_spanned!(span=> pub), ToTokens::to_token_stream),
            style: options.style.clone(),
            blocking: options.blocking,
            source: None,
        }
    }

    /// The context of a derive for a type whose name is at `at`, through a facade of this path.
    pub(crate) fn of_type(facade: TokenStream, at: Span) -> Self {
        let span = Span::call_site().located_at(at);
        Self {
            span,
            local: Span::mixed_site().located_at(at),
            runtime: quote_spanned!(span=> #facade::__private),
            facade,
            vis: TokenStream::new(),
            style: Style::default(),
            blocking: false,
            source: None,
        }
    }

    /// The same, with this visibility of items.
    pub(crate) fn with_visibility(self, vis: TokenStream) -> Self {
        Self { vis, ..self }
    }

    /// The same for what is there.
    pub(crate) fn with_source(self, source: Option<Source>) -> Self {
        Self { source, ..self }
    }

    /// An invented local or parameter.
    pub(crate) fn local(&self, name: &str) -> Ident {
        Ident::new(name, self.local)
    }
}

/// The code of a schema.
pub(crate) fn expand(schema: &Schema, cx: &Context) -> TokenStream {
    let emitter = Emitter { cx, deprecations: schema.deprecations, doubles: schema.doubles, vis: cx.vis.clone() };
    let mut out = TokenStream::new();
    for module in &schema.modules {
        emitter.module(module, &mut out);
    }
    out
}

/// Writes items down; each kind of item has a file with the methods that do.
pub(crate) struct Emitter<'a> {
    pub(crate) cx: &'a Context,
    deprecations: bool,
    doubles: bool,
    /// The visibility of items.
    pub(crate) vis: TokenStream,
}

impl Emitter<'_> {
    fn module(&self, module: &Module, out: &mut TokenStream) {
        match &module.name {
            None => {
                out.extend(module.items.iter().map(|item| self.item(item)));
                out.extend(module.borrowed.iter().map(|borrowed| self.borrowed_module(borrowed)));
            }
            Some(name) => {
                let span = self.cx.span;
                let docs = module.docs.attributes(span);
                let vis = &self.vis;
                let inner = Emitter { vis: quote_spanned!(span=> pub), ..*self };
                let items = module.items.iter().map(|item| inner.item(item));
                let borrowed = module.borrowed.iter().map(|borrowed| inner.borrowed_module(borrowed));
                quote_spanned!(span=> #docs #vis mod #name { #(#items)* #(#borrowed)* }).to_tokens(out);
            }
        }
    }

    fn item(&self, item: &Item) -> TokenStream {
        match item {
            Item::Struct(item) => self.structure(item),
            Item::Union(item) => self.union(item),
            Item::Enum(item) => self.enumeration(item),
            Item::Alias(item) => self.alias(item),
            Item::Const(item) => self.constant(item),
            Item::Service(item) => self.service(item),
            Item::Replaced(ty) => self.replaced(ty),
        }
    }

    /// `#[automatically_derived]`, and what must be allowed.
    pub(crate) fn derived(&self) -> TokenStream {
        let span = self.cx.span;
        let allow = self.allowances();
        quote_spanned!(span=> #[automatically_derived] #allow)
    }

    /// Allows code of ours to name what the IDL deprecates, and to have a double that is close to π or the like, where
    /// there is such a thing.
    pub(crate) fn allowances(&self) -> TokenStream {
        let span = self.cx.span;
        let deprecated = self.deprecations.then(|| quote_spanned!(span=> #[allow(deprecated)]));
        let doubles = self.doubles.then(|| quote_spanned!(span=> #[allow(clippy::approx_constant)]));
        quote_spanned!(span=> #deprecated #doubles)
    }
}
