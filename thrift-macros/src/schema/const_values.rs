//! Defaults as descriptors have them.

use proc_macro2::{Literal, TokenStream};
use quote::quote_spanned;
use thrift_idl::program::Value;

use super::build::Builder;

impl Builder<'_> {
    /// `ConstValue::List(&[ConstValue::Int(1), …])`
    pub(crate) fn const_value(&self, value: &Value) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let const_value = quote_spanned!(span=> #rt::ConstValue);
        match value {
            Value::Bool(_) | Value::Int(_) | Value::Double(_) => {
                let scalar = self.plain(value);
                let variant = match value {
                    Value::Bool(_) => quote_spanned!(span=> Bool),
                    Value::Int(_) => quote_spanned!(span=> Int),
                    _ => quote_spanned!(span=> Double),
                };
                quote_spanned!(span=> #const_value::#variant(#scalar))
            }
            Value::String(text) => quote_spanned!(span=> #const_value::String(#text)),
            Value::Binary(bytes) => {
                let bytes = Literal::byte_string(bytes);
                quote_spanned!(span=> #const_value::Binary(#bytes))
            }
            Value::Uuid(bytes) => quote_spanned!(span=> #const_value::Uuid([#(#bytes),*])),
            Value::Enum(_, number) => {
                let number = self.plain(&Value::Int((*number).into()));
                quote_spanned!(span=> #const_value::Enum(#number))
            }
            Value::List(elements) => {
                let elements = elements.iter().map(|element| self.const_value(element));
                quote_spanned!(span=> #const_value::List(&[#(#elements),*]))
            }
            Value::Set(elements) => {
                let elements = elements.iter().map(|element| self.const_value(element));
                quote_spanned!(span=> #const_value::Set(&[#(#elements),*]))
            }
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) = (self.const_value(key), self.const_value(value));
                    quote_spanned!(span=> (#key, #value))
                });
                quote_spanned!(span=> #const_value::Map(&[#(#entries),*]))
            }
            Value::Struct(id, members) => {
                let fields = &self.program[*id].fields;
                let members = members.iter().filter_map(|(index, value)| {
                    let id = self.plain(&Value::Int(fields.get(*index)?.id.into()));
                    let value = self.const_value(value);
                    Some(quote_spanned!(span=> (#id, #value)))
                });
                quote_spanned!(span=> #const_value::Struct(&[#(#members),*]))
            }
        }
    }
}
