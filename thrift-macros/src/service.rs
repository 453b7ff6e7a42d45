//! `#[service]`: traits of Rust to the schema that the IDL's services become too, and by the same emitters to code.

mod build;
mod options;
mod parse;
mod paths;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::derive::Errors;
use crate::expand::{Context, Emitter};
use crate::load;
use crate::schema::Side;
use options::ServiceOptions;
use parse::Trait;

/// The code for a trait; with mistakes their errors, and the trait as it stands, so that they are the only ones.
pub(crate) fn service(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = ServiceOptions::parse(options, &mut errors);
    let parsed: Trait = match syn::parse2(item) {
        Ok(parsed) => parsed,
        Err(error) => return error.to_compile_error(),
    };
    let facade = match &options.facade {
        Some(path) => path.to_token_stream(),
        None => quote_spanned!(Span::call_site()=> ::thrift_rs),
    };
    let cx = Context::of_type(facade, parsed.ident.span())
        .with_visibility(parsed.vis.to_token_stream())
        .with_source(load::source(parsed.ident.span()));
    let service = build::service(&parsed, &options, &cx, &mut errors);
    let side = parsed.methods.first().map_or(Side::Async, |method| method.side);
    let code = Emitter::of_types(&cx).written_service(&service, side, &parsed.ident);
    match errors.into_compile_errors() {
        None => code,
        Some(messages) => quote_spanned!(cx.span=> #messages #code),
    }
}
