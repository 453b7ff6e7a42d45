//! Reading and writing structs and unions: a line a field, around the runtime's readers and writers.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Field, Presence, TType, Variant};

impl Emitter<'_> {
    /// Expands to `Wire`, `Encode` and `Decode`:
    /// ```ignore
    /// fn encode_binary(&self, out: &mut Writer) {
    ///     out.structure(|out| {
    ///         out.field(1, &self.id);
    ///         out.optional_field(2, &self.name);
    ///     });
    /// }
    /// fn decode_binary(input: &mut Reader<'de>) -> Result<Self, ProtocolError> {
    ///     input.structure(Self::DESCRIPTOR, |input, header| {
    ///         let mut id = Default::default();
    ///         let mut name = None;
    ///         loop {
    ///             *header = input.field_header()?;
    ///             match *header {
    ///                 0x0 => break,
    ///                 0x80001 => id = Decode::decode_binary(input)?,
    ///                 0xb0002 => name = Some(Decode::decode_binary(input)?),
    ///                 _ => input.skip_field(*header)?,
    ///             }
    ///         }
    ///         Ok(Self { id, name })
    ///     })
    /// }
    /// ```
    pub(super) fn struct_codec(&self, ident: &Ident, fields: &[Field]) -> TokenStream {
        let span = self.cx.span;
        let encode = self.encode_struct(ident, fields);
        let decode = self.decode_struct(ident, fields);
        quote_spanned!(span=> #encode #decode)
    }

    /// `Wire` and `Encode` of a struct.
    pub(super) fn encode_struct(&self, ident: &Ident, fields: &[Field]) -> TokenStream {
        let span = self.cx.span;
        let out = self.cx.local("out");
        // Ascending ids, as Apache's writers have them: that is the layout that readers expect.
        let mut ordered: Vec<&Field> = fields.iter().collect();
        ordered.sort_by_key(|field| field.id);
        let lines = ordered.into_iter().map(|field| {
            let (id, name) = (integer(field.id, span), &field.ident);
            match field.presence {
                Presence::Optional(_) => quote_spanned!(span=> #out.optional_field(#id, &self.#name);),
                Presence::Required(_) | Presence::Default(_) => quote_spanned!(span=> #out.field(#id, &self.#name);),
            }
        });
        self.impl_encode(ident, &quote_spanned!(span=> #(#lines)*))
    }

    /// `Wire`, and `Encode` around these lines.
    fn impl_encode(&self, ident: &Ident, lines: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let derived = self.derived();
        let out = self.cx.local("out");
        let param =
            if lines.is_empty() { quote_spanned!(span=> |_| {}) } else { quote_spanned!(span=> |#out| { #lines }) };
        quote_spanned! {span=>
            #derived
            impl #rt::Wire for #ident {}
            #derived
            impl #rt::Encode for #ident {
                fn encode_binary(&self, #out: &mut #rt::binary::Writer) {
                    #out.structure(#param);
                }
            }
        }
    }

    /// `Decode` of a struct.
    pub(super) fn decode_struct(&self, ident: &Ident, fields: &[Field]) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (input, header) = (self.cx.local("input"), self.cx.local("header"));
        let read = quote_spanned!(span=> #rt::Decode::decode_binary(#input)?);
        let (mut starts, mut arms, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for field in fields {
            let name = Ident::new(&format!("field_{}", starts.len() + 1), self.cx.local);
            let (start, wrapped, end) = self.field_start(field, &name);
            starts.push(quote_spanned!(span=> let mut #name = #start;));
            let key = field_key(field.ty.ttype, field.id, span);
            let value = if wrapped { quote_spanned!(span=> ::core::option::Option::Some(#read)) } else { read.clone() };
            arms.push(quote_spanned!(span=> #key => #name = #value,));
            let member = &field.ident;
            ends.push(quote_spanned!(span=> #member: #end,));
        }
        self.impl_decode(
            ident,
            &quote_spanned! {span=>
                #(#starts)*
                loop {
                    *#header = #input.field_header()?;
                    match *#header {
                        #rt::binary::Reader::STOP => break,
                        #(#arms)*
                        _ => #input.skip_field(*#header)?,
                    }
                }
                ::core::result::Result::Ok(Self { #(#ends)* })
            },
        )
    }

    /// How a field starts before it is read, whether what is read is wrapped in `Some`, and what it is at the end.
    fn field_start(&self, field: &Field, name: &Ident) -> (TokenStream, bool, TokenStream) {
        let span = self.cx.span;
        let none = || quote_spanned!(span=> ::core::option::Option::None);
        match &field.presence {
            Presence::Optional(_) => (none(), true, quote_spanned!(span=> #name)),
            Presence::Required(_) => {
                let input = self.cx.local("input");
                let idl = &field.idl;
                let end = quote_spanned!(span=> #name.ok_or_else(|| #input.missing(#idl))?);
                (none(), true, end)
            }
            Presence::Default(None) if field.ty.cheap_default => {
                (quote_spanned!(span=> ::core::default::Default::default()), false, quote_spanned!(span=> #name))
            }
            Presence::Default(None) => (none(), true, quote_spanned!(span=> #name.unwrap_or_default())),
            // Made only where it is missing: a default may allocate.
            Presence::Default(Some(value)) => (none(), true, quote_spanned!(span=> #name.unwrap_or_else(|| #value))),
        }
    }

    /// Expands to `Wire`, `Encode` and `Decode` of a union: a struct with one field.
    pub(super) fn union_codec(
        &self,
        ident: &Ident,
        (unset, unknown): (&Ident, &Ident),
        variants: &[Variant],
    ) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (input, header, out) = (self.cx.local("input"), self.cx.local("header"), self.cx.local("out"));
        let (member, member_set) = (self.cx.local("member"), self.cx.local("member_set"));
        let value = self.cx.local("value");
        let writes = variants.iter().map(|variant| {
            let (id, name) = (integer(variant.id, span), &variant.ident);
            quote_spanned!(span=> Self::#name(#value) => #out.field(#id, #value),)
        });
        let encode = self.impl_encode(
            ident,
            &quote_spanned! {span=>
                match self {
                    Self::#unset => {}
                    Self::#unknown(#value) => #value.encode_binary(#out),
                    #(#writes)*
                }
            },
        );
        let arms = variants.iter().map(|variant| {
            let (key, name) = (field_key(variant.ty.ttype, variant.id, span), &variant.ident);
            quote_spanned! {span=>
                #key => {
                    #input.one_member(&mut #member_set)?;
                    #member = Self::#name(#rt::Decode::decode_binary(#input)?);
                }
            }
        });
        let decode = self.impl_decode(
            ident,
            &quote_spanned! {span=>
                let mut #member = Self::#unset;
                let mut #member_set = false;
                loop {
                    *#header = #input.field_header()?;
                    match *#header {
                        #rt::binary::Reader::STOP => return ::core::result::Result::Ok(#member),
                        #(#arms)*
                        _ => {
                            let #value = #rt::UnknownField::decode_binary(*#header, #input)?;
                            if let Self::#unset = #member {
                                #member = Self::#unknown(#value);
                            }
                        }
                    }
                }
            },
        );
        quote_spanned!(span=> #encode #decode)
    }

    /// `Decode` around this body.
    fn impl_decode(&self, ident: &Ident, body: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let derived = self.derived();
        let (input, header) = (self.cx.local("input"), self.cx.local("header"));
        quote_spanned! {span=>
            #derived
            impl<'de> #rt::Decode<'de> for #ident {
                fn decode_binary(
                    #input: &mut #rt::binary::Reader<'de>,
                ) -> ::core::result::Result<Self, #rt::ProtocolError> {
                    #input.structure(<Self as #rt::Described>::DESCRIPTOR, |#input, #header| { #body })
                }
            }
        }
    }
}

/// The header of a field as the runtime's reader gives it: `type << 16 | id`.
fn field_key(ttype: TType, id: i16, span: Span) -> Literal {
    let key = (ttype as u32) << 16 | u32::from(id.cast_unsigned());
    // In hexadecimal, so that type and id can be told apart in the expansion.
    let mut literal = format!("0x{key:x}").parse().unwrap_or_else(|_| Literal::u32_unsuffixed(key));
    literal.set_span(span);
    literal
}

/// An integer, with its sign as a token of its own.
pub(super) fn integer(value: impl Into<i64>, span: Span) -> TokenStream {
    let value = value.into();
    let mut digits = Literal::u64_unsuffixed(value.unsigned_abs());
    digits.set_span(span);
    if value < 0 { quote_spanned!(span=> -#digits) } else { quote_spanned!(span=> #digits) }
}
