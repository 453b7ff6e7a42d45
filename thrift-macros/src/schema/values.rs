//! Constants and defaults as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use quote::quote_spanned;
use thrift_idl::program::{EnumId, Field, Requiredness, StructId, StructKind, Type as Idl, Value};

use super::build::Builder;
use super::naming;
use super::paths::Place;
use super::steer;
use super::types::Position;
use crate::options::{Binary, Strings};

impl Builder<'_> {
    /// A value as an expression of its type's Rust type.
    pub(crate) fn value(&self, place: Place, value: &Value, ty: &Idl, position: Position) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let borrows = self.borrows(place, ty);
        let place = if borrows { place } else { place.owned() };
        match (value, self.program.resolve(ty)) {
            (Value::String(text), _) if borrows => quote_spanned!(span=> #text),
            (Value::Binary(bytes), _) if borrows => {
                let bytes = Literal::byte_string(bytes);
                quote_spanned!(span=> &#bytes[..])
            }
            (Value::String(text), _) => match self.cx.style.strings {
                Strings::Owned => quote_spanned!(span=> ::std::borrow::ToOwned::to_owned(#text)),
                Strings::Shared => quote_spanned!(span=> #rt::SharedString::from_static(#text)),
            },
            (Value::Binary(bytes), _) => {
                let bytes = Literal::byte_string(bytes);
                match self.cx.style.binary {
                    Binary::Bytes => quote_spanned!(span=> #rt::Bytes::from_static(#bytes)),
                    Binary::Vec => quote_spanned!(span=> ::std::borrow::ToOwned::to_owned(&#bytes[..])),
                }
            }
            (Value::Double(_), _) if position == Position::Key => {
                let value = self.scalar(place, value);
                quote_spanned!(span=> #rt::OrderedFloat(#value))
            }
            (Value::List(elements), Idl::List(ty)) => {
                let elements = elements.iter().map(|element| self.value(place, element, ty, position));
                quote_spanned!(span=> ::std::vec![#(#elements),*])
            }
            (Value::Set(elements), Idl::Set(ty)) => {
                let elements = elements.iter().map(|element| self.value(place, element, ty, Position::Key));
                quote_spanned!(span=> ::core::iter::Iterator::collect(::core::iter::IntoIterator::into_iter([#(#elements),*])))
            }
            (Value::Map(entries), Idl::Map(k, v)) => {
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) =
                        (self.value(place, key, k, Position::Key), self.value(place, value, v, position));
                    quote_spanned!(span=> (#key, #value))
                });
                quote_spanned!(span=> ::core::iter::Iterator::collect(::core::iter::IntoIterator::into_iter([#(#entries),*])))
            }
            (Value::Struct(id, members), _) => match self.program[*id].kind {
                StructKind::Union => self.union_value(place, *id, members),
                StructKind::Struct | StructKind::Exception => self.struct_value(place, *id, members),
            },
            _ => self.scalar(place, value),
        }
    }

    /// A number, bool, enum value or UUID: an expression that a `const` can have.
    pub(crate) fn scalar(&self, place: Place, value: &Value) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        match value {
            Value::Uuid(bytes) => {
                let digits = spanned(Literal::u128_unsuffixed(u128::from_be_bytes(*bytes)), span);
                quote_spanned!(span=> #rt::Uuid::from_u128(#digits))
            }
            Value::Enum(id, number) => self.enum_value(place, *id, *number),
            _ => self.plain(value),
        }
    }

    /// A number or bool.
    pub(crate) fn plain(&self, value: &Value) -> TokenStream {
        let span = self.cx.span;
        match value {
            Value::Bool(value) => quote_spanned!(span=> #value),
            Value::Int(value) => {
                let digits = spanned(Literal::u64_unsuffixed(value.unsigned_abs()), span);
                if *value < 0 { quote_spanned!(span=> -#digits) } else { quote_spanned!(span=> #digits) }
            }
            Value::Double(value) if value.is_finite() => {
                let digits = spanned(Literal::f64_unsuffixed(value.abs()), span);
                if value.is_sign_negative() { quote_spanned!(span=> -#digits) } else { quote_spanned!(span=> #digits) }
            }
            Value::Double(value) => {
                let sign = value.is_sign_negative().then(|| quote_spanned!(span=> -));
                quote_spanned!(span=> #sign ::core::primitive::f64::INFINITY)
            }
            // Everything else is handled by its type; a value of another kind does not pass the checks.
            _ => quote_spanned!(span=> ::core::default::Default::default()),
        }
    }

    fn enum_value(&self, place: Place, id: EnumId, number: i32) -> TokenStream {
        let span = self.cx.span;
        let item = &self.program[id];
        let path = self.tokens(place, &Idl::Enum(id), Position::Value);
        match item.values.iter().find(|value| value.number == number) {
            Some(value) => {
                let name = naming::constant_ident(&value.name, &value.meta, span);
                quote_spanned!(span=> #path::#name)
            }
            None => {
                let number = self.scalar(place, &Value::Int(number.into()));
                quote_spanned!(span=> #path(#number))
            }
        }
    }

    fn struct_value(&self, place: Place, id: StructId, members: &[(usize, Value)]) -> TokenStream {
        let span = self.cx.span;
        let item = &self.program[id];
        let path = self.struct_path(place, id);
        let fields = members.iter().filter_map(|(index, value)| {
            let field = item.fields.get(*index)?;
            let name = naming::value_ident(&field.name, &field.meta, span);
            let tokens = self.member_value(place, Some(id), field, value);
            let optional = match field.requiredness {
                Requiredness::Required => false,
                Requiredness::Default => self.on_cycle(Some(id), field),
                Requiredness::Optional => true,
            };
            Some(match optional {
                true => quote_spanned!(span=> #name: ::core::option::Option::Some(#tokens),),
                false => quote_spanned!(span=> #name: #tokens,),
            })
        });
        let rest = (members.len() < item.fields.len() || self.cx.style.keep_unknown)
            .then(|| quote_spanned!(span=> ..::core::default::Default::default()));
        quote_spanned!(span=> #path { #(#fields)* #rest })
    }

    fn union_value(&self, place: Place, id: StructId, members: &[(usize, Value)]) -> TokenStream {
        let span = self.cx.span;
        let item = &self.program[id];
        let path = self.struct_path(place, id);
        let member = members.first().and_then(|(index, value)| Some((item.fields.get(*index)?, value)));
        let Some((field, value)) = member else {
            return match self.borrows(place, &Idl::Struct(id)) {
                true => quote_spanned!(span=> ::core::default::Default::default()),
                false => quote_spanned!(span=> <#path as ::core::default::Default>::default()),
            };
        };
        let name = naming::type_ident(&field.name, &field.meta, span);
        let tokens = self.member_value(place, Some(id), field, value);
        quote_spanned!(span=> #path::#name(#tokens))
    }

    /// A value of a field, member or argument: in its `Box`, and of the user's type where it has one.
    pub(crate) fn member_value(
        &self,
        place: Place,
        owner: Option<StructId>,
        field: &Field,
        value: &Value,
    ) -> TokenStream {
        let span = self.cx.span;
        let replaced = steer::replacement(&field.meta).is_some();
        let place = if replaced { place.owned() } else { place };
        let mut tokens = self.value(place, value, &field.ty, Position::Value);
        if replaced || owner.is_some_and(|owner| self.small_list(place, owner, field).is_some()) {
            tokens = quote_spanned!(span=> ::core::convert::Into::into(#tokens));
        }
        match self.on_cycle(owner, field) || steer::is_boxed(&field.meta) {
            true => quote_spanned!(span=> ::std::boxed::Box::new(#tokens)),
            false => tokens,
        }
    }
}

fn spanned(mut literal: Literal, span: proc_macro2::Span) -> Literal {
    literal.set_span(span);
    literal
}
