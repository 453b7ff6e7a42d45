//! Newtypes, which are on the wire what they hold.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{DeriveInput, Fields, Index};

use super::attributes::FieldOptions;
use super::errors::Errors;
use super::structure::{note_parameters, own_generics};
use crate::expand::Emitter;
use crate::schema::Generics;

/// The code for a newtype.
pub(super) fn transparent(
    input: &DeriveInput,
    fields: &Fields,
    emitter: &Emitter<'_>,
    errors: &mut Errors,
) -> TokenStream {
    let (Some(field), 1) = (fields.iter().next(), fields.len()) else {
        errors.push(input.ident.span(), format!("a transparent type has one field, not {}", fields.len()));
        return TokenStream::new();
    };
    if let Some((name, span)) = FieldOptions::parse(&field.attrs, errors).others_than(&[]) {
        errors.push(span, format!("`{name}` means nothing in a transparent type"));
    }
    if let Some(option) = super::types::inside(&field.ty, "Option") {
        errors.push(option.span(), "a transparent type is never absent: put the `Option` around it where it is used");
    }
    let mut generics = own_generics(input);
    note_parameters(&mut generics, &field.ty, true);
    let decoded = match &generics {
        Generics::Own(own) => own.decoded(&field.ty),
        _ => field.ty.to_token_stream(),
    };
    let member = match &field.ident {
        Some(ident) => ident.to_token_stream(),
        None => Index::from(0).to_token_stream(),
    };
    emitter.derived_transparent(&input.ident, &generics, (&member, &field.ty.to_token_stream(), &decoded))
}
