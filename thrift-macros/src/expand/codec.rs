//! Reading and writing structs and unions: a line a field, around the runtime's readers and writers.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use crate::schema::{Field, Presence, TType, Variant};

impl Emitter<'_> {
    /// Expands to `Wire`, `Encode` and `Decode`:
    /// ```ignore
    /// fn encode_binary(&self, out: &mut Writer) {
    ///     if out.begin_struct() {
    ///         out.field(1, &self.id);
    ///         out.optional_field(2, &self.name);
    ///         out.end_struct();
    ///     }
    /// }
    /// fn decode_binary(input: &mut Reader<'de>) -> Result<Self, ProtocolError> {
    ///     let mut id = Default::default();
    ///     let mut name = None;
    ///     let mut fields = input.begin_struct::<Self>();
    ///     loop {
    ///         match input.next_field(&mut fields) {
    ///             Reader::STOP => break,
    ///             0x80001 => input.read_field(&mut fields, &mut id),
    ///             0xb0002 => input.read_optional_field(&mut fields, &mut name),
    ///             _ => input.skip_field(&mut fields),
    ///         }
    ///     }
    ///     input.end_struct(fields)?;
    ///     Ok(Self { id, name })
    /// }
    /// ```
    pub(super) fn struct_codec(&self, ident: &Ident, fields: &[Field]) -> TokenStream {
        let span = self.cx.span;
        let encode = self.encode_struct(ident, fields);
        let decode = self.decode_struct(ident, fields);
        quote_spanned!(span=> #encode #decode)
    }

    /// `Wire` and `Encode` of a struct.
    fn encode_struct(&self, ident: &Ident, fields: &[Field]) -> TokenStream {
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
        quote_spanned! {span=>
            #derived
            impl #rt::Wire for #ident {}
            #derived
            impl #rt::Encode for #ident {
                fn encode_binary(&self, #out: &mut #rt::binary::Writer) {
                    if #out.begin_struct() {
                        #lines
                        #out.end_struct();
                    }
                }
            }
        }
    }

    /// `Decode` of a struct.
    fn decode_struct(&self, ident: &Ident, fields: &[Field]) -> TokenStream {
        let span = self.cx.span;
        let (input, read) = (self.cx.local("input"), self.cx.local("fields"));
        let (mut starts, mut arms, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for field in fields {
            let name = Ident::new(&format!("field_{}", starts.len() + 1), self.cx.local);
            let (start, method) = match starts_as_default(field) {
                true => (quote_spanned!(span=> ::core::default::Default::default()), quote_spanned!(span=> read_field)),
                false => {
                    (quote_spanned!(span=> ::core::option::Option::None), quote_spanned!(span=> read_optional_field))
                }
            };
            starts.push(quote_spanned!(span=> let mut #name = #start;));
            let key = field_key(field.ty.ttype, field.id, span);
            arms.push(quote_spanned!(span=> #key => #input.#method(&mut #read, &mut #name),));
            let (member, end) = (&field.ident, self.field_end(field, &name));
            ends.push(quote_spanned!(span=> #member: #end,));
        }
        let arms = quote_spanned!(span=> #(#arms)* _ => #input.skip_field(&mut #read),);
        let end = quote_spanned!(span=> Self { #(#ends)* });
        self.impl_decode(ident, &quote_spanned!(span=> #(#starts)*), &arms, &end)
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

    /// Expands to `Wire`, `Encode` and `Decode` of a union: a struct with one field.
    pub(super) fn union_codec(
        &self,
        ident: &Ident,
        (unset, unknown): (&Ident, &Ident),
        variants: &[Variant],
    ) -> TokenStream {
        let span = self.cx.span;
        let (input, out, read) = (self.cx.local("input"), self.cx.local("out"), self.cx.local("fields"));
        let (member, value) = (self.cx.local("member"), self.cx.local("value"));
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
                #key => if let ::core::option::Option::Some(#value) = #input.read_member(&mut #read) {
                    #member = Self::#name(#value);
                },
            }
        });
        let arms = quote_spanned! {span=>
            #(#arms)*
            _ => if let (::core::option::Option::Some(#value), Self::#unset) =
                (#input.read_unknown_member(&mut #read), &#member)
            {
                #member = Self::#unknown(#value);
            },
        };
        let start = quote_spanned!(span=> let mut #member = Self::#unset;);
        let decode = self.impl_decode(ident, &start, &arms, &quote_spanned!(span=> #member));
        quote_spanned!(span=> #encode #decode)
    }

    /// `Decode`: what there is before the first field, the arms that read one, and the value at the end.
    fn impl_decode(&self, ident: &Ident, start: &TokenStream, arms: &TokenStream, end: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let derived = self.derived();
        let (input, read) = (self.cx.local("input"), self.cx.local("fields"));
        quote_spanned! {span=>
            #derived
            impl<'de> #rt::Decode<'de> for #ident {
                fn decode_binary(
                    #input: &mut #rt::binary::Reader<'de>,
                ) -> ::core::result::Result<Self, #rt::ProtocolError> {
                    #start
                    let mut #read = #input.begin_struct::<Self>();
                    loop {
                        match #input.next_field(&mut #read) {
                            #rt::binary::Reader::STOP => break,
                            #arms
                        }
                    }
                    #input.end_struct(#read)?;
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
