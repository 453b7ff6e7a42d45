//! What stands in for the code of a type with mistakes.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use super::structure::own_generics;
use crate::expand::Emitter;

/// Enough that whoever uses the type is not told of its mistakes again.
pub(super) fn skeleton(input: &DeriveInput, emitter: &Emitter<'_>) -> TokenStream {
    emitter.derived_skeleton(&input.ident, &own_generics(input))
}
