//! Enums whose variants hold values: unions.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DataEnum, DeriveInput, Fields, Variant as RustVariant};

use super::attributes::{TypeOptions, VariantOptions};
use super::docs::docs;
use super::errors::Errors;
use super::structure::{Ids, note_parameters, own_generics};
use super::types;
use crate::expand::Context;
use crate::schema::{Comparison, Union, Variant};

/// The schema of a union, where it has one.
pub(super) fn union(
    input: &DeriveInput,
    (data, parsed): (&DataEnum, &[VariantOptions]),
    options: &TypeOptions,
    cx: &Context,
    errors: &mut Errors,
) -> Option<Union> {
    let mut ids = Ids::of(parsed.iter().filter_map(|options| options.id), options);
    let mut generics = own_generics(input);
    let (mut variants, mut unset, mut unknown) = (Vec::new(), None, None);
    for (variant, options) in data.variants.iter().zip(parsed) {
        if let Some((_, span)) = options.value {
            errors.push(span, "a member of a union has an `id`, and no `value`");
        }
        if let Some((_, discriminant)) = &variant.discriminant {
            errors.push(
                discriminant.span(),
                "a member of a union has an id, and no number\nhelp: write `#[thrift(id = …)]`",
            );
        }
        if let Some(span) = options.unset {
            if !matches!(variant.fields, Fields::Unit) || options.id.is_some() || options.unknown.is_some() {
                errors.push(span, "the variant for no member holds nothing, and has no id");
            }
            if unset.replace(variant.ident.clone()).is_some() {
                errors.push(span, "there is a second variant for no member");
            }
            continue;
        }
        let Some(ty) = held(variant) else {
            let help = match &variant.fields {
                Fields::Unit => "a variant for no member at all is `#[thrift(unset)]`",
                _ => "put the fields into a struct of their own",
            };
            errors.push(variant.ident.span(), format!("a member of a union holds one value\nhelp: {help}"));
            continue;
        };
        if let Some(span) = options.unknown {
            if options.id.is_some() {
                errors.push(span, "the variant for unknown members has no id");
            }
            if unknown.replace(variant.ident.clone()).is_some() {
                errors.push(span, "there is a second variant for unknown members");
            }
            continue;
        }
        note_parameters(&mut generics, ty, true);
        let id = ids.next(&variant.ident, (options.id, options.broken || options.value.is_some()), errors);
        variants.extend(id.map(|id| Variant {
            id,
            idl: options.name.as_ref().map_or_else(|| variant.ident.unraw().to_string(), syn::LitStr::value),
            ident: variant.ident.clone(),
            docs: docs(&variant.attrs),
            ty: types::plain(ty, cx, errors),
            default: None,
        }));
    }
    if variants.is_empty() && unset.is_none() {
        errors.push(input.ident.span(), format!("the union `{}` has no member", input.ident.to_token_stream()));
    }
    Some(Union {
        idl: options.name.as_ref().map_or_else(|| input.ident.unraw().to_string(), syn::LitStr::value),
        ident: input.ident.clone(),
        docs: docs(&input.attrs).with_source(cx.source.clone()),
        comparison: Comparison::Partial,
        derives: Vec::new(),
        unset,
        unknown,
        variants,
        borrowed: None,
        generics,
    })
}

/// The type of the one value that a variant holds.
fn held(variant: &RustVariant) -> Option<&syn::Type> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
        _ => None,
    }
}
