//! Reading structs and unions: a line a field, around the runtime's readers.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use super::encode::{nested_pairs, runs};
use super::type_name::TypeName;
use crate::schema::{Field, Presence, TType, Variant};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// fn decode_fields<I: Input<'de>>(input: &mut I, mut next: u32) -> Result<Self, ProtocolError> {
    ///     let mut field_1 = Default::default();
    ///     let mut field_2 = Default::default();
    ///     let mut field_3 = None;
    ///     while next != 0 {
    ///         let mark = input.mark();
    ///         (next, (field_1, (field_2, ()))) = input.run(next, ((0x80001, field_1), ((0x80002, field_2), ())));
    ///         next = input.optional_field(next, 0xb0003, &mut field_3);
    ///         next = input.end_pass(next, mark);
    ///     }
    ///     input.end_struct::<Self>()?;
    ///     Ok(Self { id: field_1, age: field_2, name: field_3 })
    /// }
    /// ```
    pub(super) fn decode_struct(&self, name: TypeName<'_>, fields: &[&Field], unknown: Option<&Ident>) -> TokenStream {
        let span = self.cx.span;
        let input = self.cx.local("input");
        let mut starts = Vec::new();
        let mut ends = Vec::new();
        for (place, field) in fields.iter().enumerate() {
            let name = self.field_local(place);
            let start = match starts_as_default(field) {
                true => quote_spanned!(span=> ::core::default::Default::default()),
                false => quote_spanned!(span=> ::core::option::Option::None),
            };
            starts.push(quote_spanned!(span=> let mut #name = #start;));
            let (member, end) = (&field.ident, self.field_end(field, &name));
            ends.push(quote_spanned!(span=> #member: #end,));
        }
        let next = self.cx.local("next");
        let mut place = 0;
        let lines = runs(fields).into_iter().map(|run| {
            let read = run.iter().map(|field| {
                place += 1;
                (*field, self.field_local(place - 1))
            });
            let read: Vec<(&Field, Ident)> = read.collect();
            match read.as_slice() {
                [(field, local)] => {
                    let key = field_key(field.ty.ttype, field.id, span);
                    let method = match starts_as_default(field) {
                        true => quote_spanned!(span=> field),
                        false => quote_spanned!(span=> optional_field),
                    };
                    quote_spanned!(span=> #next = #input.#method(#next, #key, &mut #local);)
                }
                read => {
                    let places = nested_pairs(read.iter().map(|(_, local)| quote_spanned!(span=> #local)), span);
                    let pairs = read.iter().map(|(field, local)| {
                        let key = field_key(field.ty.ttype, field.id, span);
                        quote_spanned!(span=> (#key, #local))
                    });
                    let pairs = nested_pairs(pairs, span);
                    quote_spanned!(span=> (#next, #places) = #input.run(#next, #pairs);)
                }
            }
        });
        let mark = self.cx.local("mark");
        let end = match unknown {
            None => quote_spanned!(span=> #next = #input.end_pass(#next, #mark);),
            Some(member) => {
                let strangers = self.cx.local("strangers");
                starts.push(quote_spanned!(span=> let mut #strangers = ::std::vec::Vec::new();));
                ends.push(quote_spanned!(span=> #member: #strangers,));
                quote_spanned!(span=> #next = #input.end_keeping_pass(#next, #mark, &mut #strangers);)
            }
        };
        let lines = quote_spanned!(span=> #(#lines)* #end);
        self.impl_decode(name, &quote_spanned!(span=> #(#starts)*), &lines, &quote_spanned!(span=> Self { #(#ends)* }))
    }

    fn field_local(&self, place: usize) -> Ident {
        self.cx.local(&format!("field_{}", place + 1))
    }

    /// What a field is when all is read.
    fn field_end(&self, field: &Field, name: &Ident) -> TokenStream {
        let span = self.cx.span;
        let otherwise = match &field.presence {
            Presence::Optional(_) => return quote_spanned!(span=> #name),
            Presence::Default(None) if starts_as_default(field) => return quote_spanned!(span=> #name),
            Presence::Default(None) => return quote_spanned!(span=> #name.unwrap_or_default()),
            // Made only where it is missing: a default may allocate.
            Presence::Default(Some(value)) => value.clone(),
            Presence::Required(_) => {
                let (input, idl) = (self.cx.local("input"), &field.idl);
                quote_spanned!(span=> return ::core::result::Result::Err(#input.missing::<Self>(#idl)))
            }
        };
        let value = self.cx.local("value");
        quote_spanned! {span=>
            match #name {
                ::core::option::Option::Some(#value) => #value,
                ::core::option::Option::None => #otherwise,
            }
        }
    }

    /// Expands to the same of a union, of which one member is read, known or not.
    pub(super) fn decode_union(
        &self,
        name: TypeName<'_>,
        (unset, unknown): (&Ident, &Ident),
        variants: &[Variant],
    ) -> TokenStream {
        let span = self.cx.span;
        let (input, next, mark) = (self.cx.local("input"), self.cx.local("next"), self.cx.local("mark"));
        let (member, stranger, value) = (self.cx.local("member"), self.cx.local("stranger"), self.cx.local("value"));
        let start = quote_spanned! {span=>
            let mut #member = ::core::option::Option::None;
            let mut #stranger = ::core::option::Option::None;
        };
        let lines = variants.iter().map(|variant| {
            let (key, name) = (field_key(variant.ty.ttype, variant.id, span), &variant.ident);
            quote_spanned!(span=> #next = #input.member(#next, #key, &mut #member, Self::#name);)
        });
        let lines = quote_spanned! {span=>
            #(#lines)*
            #next = #input.end_union_pass(#next, #mark, &mut #stranger);
        };
        let end = quote_spanned! {span=>
            match (#member, #stranger) {
                (::core::option::Option::Some(#value), _) => #value,
                (::core::option::Option::None, ::core::option::Option::Some(#value)) => Self::#unknown(#value),
                (::core::option::Option::None, ::core::option::Option::None) => Self::#unset,
            }
        };
        self.impl_decode(name, &start, &lines, &end)
    }

    /// `DecodeFields`: what there is before the first field, a pass over the fields, and the value at the end.
    fn impl_decode(
        &self,
        name: TypeName<'_>,
        start: &TokenStream,
        lines: &TokenStream,
        end: &TokenStream,
    ) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (derived, ident) = (self.derived(), name.decoded());
        let (input, next, mark) = (self.cx.local("input"), self.cx.local("next"), self.cx.local("mark"));
        quote_spanned! {span=>
            #derived
            impl<'de> #rt::DecodeFields<'de> for #ident {
                #[inline(always)]
                fn decode_fields<__I: #rt::Input<'de>>(
                    #input: &mut __I,
                    mut #next: ::core::primitive::u32,
                ) -> ::core::result::Result<Self, #rt::ProtocolError> {
                    #start
                    while #next != 0 {
                        let #mark = #input.mark();
                        #lines
                    }
                    #input.end_struct::<Self>()?;
                    ::core::result::Result::Ok(#end)
                }
            }
        }
    }
}

/// Whether a field starts as the default of its type, and is not made only where it is missing.
fn starts_as_default(field: &Field) -> bool {
    matches!(field.presence, Presence::Default(None)) && field.ty.cheap_default
}

/// The header of a field as the runtime's readers give it: `type << 16 | id`.
fn field_key(ttype: TType, id: i16, span: Span) -> Literal {
    let key = (ttype as u32) << 16 | u32::from(id.cast_unsigned());
    // In hexadecimal, so that type and id can be told apart in the expansion.
    let mut literal = format!("0x{key:x}").parse().unwrap_or_else(|_| Literal::u32_unsuffixed(key));
    literal.set_span(span);
    literal
}
