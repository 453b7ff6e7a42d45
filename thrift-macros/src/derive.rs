//! `#[derive(Thrift)]`: types of Rust to the schema that the IDL becomes too, and by the same emitters to code.

pub(crate) mod attributes;
mod compatible;
mod default;
pub(crate) mod docs;
mod enumeration;
mod errors;
mod skeleton;
mod structure;
#[cfg(test)]
mod tests;
mod transparent;
pub(crate) mod types;
mod union;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Data, DataEnum, DeriveInput, Fields};

use crate::expand::{Context, Emitter};
use crate::load;
use attributes::{TypeOptions, VariantOptions};
use compatible::Now;
pub(crate) use errors::Errors;
pub(crate) use structure::Ids;

/// The code for a type; with mistakes their errors, and just enough that they are the only ones.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let options = TypeOptions::parse(&input.attrs, &mut errors);
    let facade = match &options.facade {
        Some(path) => path.to_token_stream(),
        None => quote_spanned!(Span::call_site()=> ::thrift_rs),
    };
    let cx = Context::of_type(facade, input.ident.span()).with_source(load::source(input.ident.span()));
    let emitter = Emitter::of_types(&cx);
    let code = code(input, &options, &emitter, &mut errors);
    match errors.into_compile_errors() {
        None => code,
        Some(messages) => {
            let skeleton = skeleton::skeleton(input, &emitter);
            quote_spanned!(cx.span=> #messages #skeleton)
        }
    }
}

fn code(input: &DeriveInput, options: &TypeOptions, emitter: &Emitter<'_>, errors: &mut Errors) -> TokenStream {
    match &input.data {
        Data::Struct(data) if options.transparent.is_some() => {
            options.refuse_for("a transparent type", &["name", "exception", "ids", "compatible_with"], errors);
            transparent::transparent(input, &data.fields, emitter, errors)
        }
        Data::Struct(data) => structure::structure(input, &data.fields, options, emitter.cx, errors)
            .map(|item| {
                let track = compatible::check(&options.compatible, &Now::Struct(&item), errors);
                with(track, emitter.derived_struct(&item))
            })
            .unwrap_or_default(),
        Data::Enum(data) => {
            options.refuse_for("an enum", &["exception", "transparent"], errors);
            let variants: Vec<VariantOptions> =
                data.variants.iter().map(|variant| VariantOptions::parse(&variant.attrs, errors)).collect();
            match is_union(data, &variants) {
                true => union::union(input, (data, &variants), options, emitter.cx, errors)
                    .map(|item| {
                        let track = compatible::check(&options.compatible, &Now::Union(&item), errors);
                        with(track, emitter.derived_union(&item))
                    })
                    .unwrap_or_default(),
                false => enumeration::enumeration(input, (data, &variants), options, emitter, errors),
            }
        }
        Data::Union(_) => {
            errors.push(input.ident.span(), "a union of Rust says not which member is set\nhelp: make it an `enum`");
            TokenStream::new()
        }
    }
}

fn with(mut track: TokenStream, code: TokenStream) -> TokenStream {
    track.extend(code);
    track
}

/// Whether variants hold values, besides the one for what is not known.
fn is_union(data: &DataEnum, options: &[VariantOptions]) -> bool {
    data.variants.iter().zip(options).any(|(variant, options)| {
        options.unset.is_some() || (options.unknown.is_none() && !matches!(variant.fields, Fields::Unit))
    })
}
