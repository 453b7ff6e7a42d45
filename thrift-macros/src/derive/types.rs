//! Types of Rust as far as a derive sees them: by their names.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericArgument, Path, PathArguments, Type as Rust, TypePath};

use super::errors::Errors;
use crate::expand::Context;
use crate::schema::{Adapter, Shape, TType, Type, WireType};

/// A type whose values go over the wire as they are.
///
/// Of numbers and bools the name says all; everything else says itself what it is on the wire, by its traits.
pub(crate) fn plain(ty: &Rust, cx: &Context, errors: &mut Errors) -> Type {
    if let Some((name, instead)) = foreign(ty) {
        errors.push(ty.span(), format!("Thrift has no `{name}`\nhelp: use {instead}, or an adapter: `with = …`"));
        return broken(cx);
    }
    let (span, rt) = (cx.span, &cx.runtime);
    match number(ty) {
        Some((ttype, name)) => {
            let name = proc_macro2::Ident::new(name, span);
            let described = quote_spanned!(span=> #rt::Type::#name);
            Type {
                tokens: ty.to_token_stream(),
                described,
                ttype: WireType::Known(ttype),
                shape: Shape::Value,
                fixed: true,
                text: false,
            }
        }
        None => opaque(ty.to_token_stream(), &ty.to_token_stream(), cx),
    }
}

/// A type that goes over the wire as an adapter says; and the adapter, as code that reads sees it.
pub(super) fn adapted(ty: &Rust, path: &Path, decoded: TokenStream, cx: &Context) -> (Type, Adapter) {
    let (span, rt) = (cx.span, &cx.runtime);
    let wire = |ty: &TokenStream| quote_spanned!(span=> <#path as #rt::Adapter<#ty>>::Wire);
    let tokens = ty.to_token_stream();
    (opaque(tokens.clone(), &wire(&tokens), cx), Adapter { path: path.to_token_stream(), wire: wire(&decoded) })
}

/// A type in place of one that is a mistake.
pub(crate) fn broken(cx: &Context) -> Type {
    let (span, rt) = (cx.span, &cx.runtime);
    let tokens = quote_spanned!(span=> #rt::Broken);
    opaque(tokens.clone(), &tokens, cx)
}

fn opaque(tokens: TokenStream, wire: &TokenStream, cx: &Context) -> Type {
    let (span, rt) = (cx.span, &cx.runtime);
    let described = quote_spanned!(span=> <#wire as #rt::Wire>::TYPE);
    Type { tokens, described, ttype: WireType::Opaque, shape: Shape::Value, fixed: false, text: false }
}

/// A number or bool, which nobody gives another name.
fn number(ty: &Rust) -> Option<(TType, &'static str)> {
    let Rust::Path(TypePath { qself: None, path, .. }) = ty else {
        return None;
    };
    Some(match path.get_ident()?.to_string().as_str() {
        "bool" => (TType::Bool, "Bool"),
        "i8" => (TType::I8, "I8"),
        "i16" => (TType::I16, "I16"),
        "i32" => (TType::I32, "I32"),
        "i64" => (TType::I64, "I64"),
        "f64" => (TType::Double, "Double"),
        _ => return None,
    })
}

/// A type of Rust that Thrift does not have, and what to use instead.
fn foreign(ty: &Rust) -> Option<(String, &'static str)> {
    let Rust::Path(TypePath { qself: None, path, .. }) = ty else {
        return None;
    };
    let name = path.get_ident()?.to_string();
    let instead = match name.as_str() {
        "u8" => "`i8`",
        "u16" => "`i32`",
        "u32" | "u64" | "u128" | "i128" | "usize" | "isize" => "`i64`",
        "f32" => "`f64`",
        "char" => "`String`",
        _ => return None,
    };
    Some((name, instead))
}

/// The `T` of an `Option<T>`, or of another type of this name with one parameter.
pub(crate) fn inside<'t>(ty: &'t Rust, name: &str) -> Option<&'t Rust> {
    let Rust::Path(TypePath { qself: None, path, .. }) = ty else {
        return None;
    };
    let last = path.segments.last().filter(|last| last.ident == name)?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) if arguments.args.len() == 1 => match arguments.args.first()? {
            GenericArgument::Type(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// Whether this is one of the types that have a default, whatever is in them, and a cheap one.
pub(super) fn has_default(ty: &Rust) -> bool {
    const NAMES: [&str; 11] = [
        "String",
        "SharedString",
        "Bytes",
        "Uuid",
        "Vec",
        "HashMap",
        "HashSet",
        "BTreeMap",
        "BTreeSet",
        "VecMap",
        "VecSet",
    ];
    let Rust::Path(TypePath { path, .. }) = ty else {
        return false;
    };
    path.segments.last().is_some_and(|last| NAMES.iter().any(|name| last.ident == name)) || number(ty).is_some()
}
