//! Enums whose variants hold nothing: enums of Thrift.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DataEnum, DeriveInput, Expr, ExprLit, ExprUnary, Fields, Lit, UnOp};

use super::attributes::{TypeOptions, VariantOptions};
use super::compatible::{self, Now};
use super::docs::docs;
use super::errors::Errors;
use crate::expand::Emitter;
use crate::schema::{Enum, EnumValue};

/// The code for an enum.
pub(super) fn enumeration(
    input: &DeriveInput,
    (data, parsed): (&DataEnum, &[VariantOptions]),
    options: &TypeOptions,
    emitter: &Emitter<'_>,
    errors: &mut Errors,
) -> TokenStream {
    options.refuse_for("an enum", &["ids"], errors);
    if !input.generics.params.is_empty() {
        errors.push(input.generics.span(), "an enum of Thrift has no parameters");
    }
    let (mut values, mut unknown): (Vec<(EnumValue, Span)>, Option<Ident>) = (Vec::new(), None);
    // As in Rust and in Thrift.
    let mut next = 0i64;
    for (variant, options) in data.variants.iter().zip(parsed) {
        if let Some((_, span)) = options.id {
            errors.push(span, "a value of an enum has a number, and no `id`\nhelp: write `value`");
        }
        if let Some(span) = options.unknown {
            let holds_number = matches!(&variant.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1);
            if !holds_number || options.value.is_some() {
                errors.push(span, "the variant for unknown numbers holds the number, as in `Unknown(i32)`");
            }
            if unknown.replace(variant.ident.clone()).is_some() {
                errors.push(span, "there is a second variant for unknown numbers");
            }
            continue;
        }
        let said = match (options.value, &variant.discriminant) {
            (Some((_, span)), Some(_)) => {
                errors.push(span, "the variant has two numbers\nhelp: leave out one of them");
                None
            }
            (Some((number, _)), None) => Some(i64::from(number)),
            (None, Some((_, discriminant))) => {
                let number = literal(discriminant);
                if number.is_none() {
                    let message =
                        "the number is not written out\nhelp: write it in digits, here or as `#[thrift(value = 1)]`";
                    errors.push(discriminant.span(), message);
                }
                number
            }
            (None, None) => None,
        };
        let number = said.unwrap_or(next);
        next = number.saturating_add(1);
        let span = variant.ident.span();
        let Ok(number) = i32::try_from(number) else {
            errors.push(span, format!("{number} is not within the 32 bits of a value"));
            continue;
        };
        if let Some((_, first)) = values.iter().find(|(value, _)| value.number == number) {
            errors.conflict(span, format!("the number {number} is used twice"), *first);
            continue;
        }
        let value = EnumValue {
            idl: options.name.as_ref().map_or_else(|| variant.ident.unraw().to_string(), syn::LitStr::value),
            ident: variant.ident.clone(),
            docs: docs(&variant.attrs),
            number,
        };
        values.push((value, span));
    }
    if values.is_empty() {
        errors.push(input.ident.span(), format!("the enum `{}` has no value", input.ident));
    }
    let item = Enum {
        idl: options.name.as_ref().map_or_else(|| input.ident.unraw().to_string(), syn::LitStr::value),
        ident: input.ident.clone(),
        docs: docs(&input.attrs).with_source(emitter.cx.source.clone()),
        key: false,
        derives: Vec::new(),
        values: values.into_iter().map(|(value, _)| value).collect(),
    };
    let mut code = compatible::check(&options.compatible, &Now::Enum(&item), errors);
    code.extend(emitter.derived_enum(&item, unknown.as_ref()));
    code
}

/// The number that an expression is, with or without a sign.
fn literal(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(digits), .. }) => digits.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => literal(expr).and_then(i64::checked_neg),
        _ => None,
    }
}
