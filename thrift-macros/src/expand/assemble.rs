//! Reading structs and unions that have nothing to start from: types of the user's whose fields have no default.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use super::type_name::{Ask, Head, TypeName};
use crate::schema::{Adapter, Field, Presence, Struct};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// fn assemble_fields<I: Input<'de>>(input: &mut I, mut next: u32) -> Result<Self, ProtocolError> {
    ///     let mut field_1 = None;
    ///     let mut field_2 = None;
    ///     while next != 0 {
    ///         let mark = input.mark();
    ///         next = input.optional_field(next, optional_header(1, &field_1), &mut field_1);
    ///         next = input.optional_field(next, optional_header(2, &field_2), &mut field_2);
    ///         next = input.end_pass(next, mark);
    ///     }
    ///     input.end_struct::<Self>()?;
    ///     Ok(Self {
    ///         kind: match field_1 {
    ///             Some(value) => value,
    ///             None => return Err(input.missing::<Self>("kind")),
    ///         },
    ///         length: match field_2 {
    ///             Some(value) => input.adapted::<Self, Milliseconds, _>("length", value)?,
    ///             None => Default::default(),
    ///         },
    ///     })
    /// }
    /// ```
    pub(super) fn assemble_struct(&self, item: &Struct, fields: &[&Field]) -> TokenStream {
        let span = self.cx.span;
        let (input, next, mark) = (self.cx.local("input"), self.cx.local("next"), self.cx.local("mark"));
        let kept = self.cx.local("kept");
        let read: Vec<(&Field, Ident)> =
            fields.iter().copied().zip((1..).map(|place: usize| self.cx.local(&format!("field_{place}")))).collect();
        let before = read.iter().map(|(field, local)| {
            let ty = field
                .adapter
                .as_ref()
                .map(|Adapter { wire, .. }| quote_spanned!(span=> : ::core::option::Option<#wire>));
            quote_spanned!(span=> let mut #local #ty = ::core::option::Option::None;)
        });
        let lines = read.iter().map(|(field, local)| {
            let place = quote_spanned!(span=> &#local);
            let key = self.field_key(&field.ty, field.id, &Presence::Optional(None), &place);
            quote_spanned!(span=> #next = #input.optional_field(#next, #key, &mut #local);)
        });
        let values = read.iter().map(|(field, local)| self.assembled(field, local));
        let (skipped, unknown) = (&item.skipped, item.unknown.as_slice());
        let (keep, end) = match unknown {
            [] => (None, quote_spanned!(span=> #next = #input.end_pass(#next, #mark);)),
            _ => (
                Some(quote_spanned!(span=> let mut #kept = ::std::vec::Vec::new();)),
                quote_spanned!(span=> #next = #input.end_keeping_pass(#next, #mark, &mut #kept);),
            ),
        };
        self.impl_assemble(
            TypeName::of_struct(item, span),
            &quote_spanned!(span=> #(#before)* #keep),
            &quote_spanned!(span=> #(#lines)* #end),
            &quote_spanned! {span=>
                Self {
                    #(#values)*
                    #(#unknown: #kept,)*
                    #(#skipped: ::core::default::Default::default(),)*
                }
            },
        )
    }

    /// `name: …,` of what has been read into a local.
    fn assembled(&self, field: &Field, local: &Ident) -> TokenStream {
        let span = self.cx.span;
        let (input, value, member, idl) = (self.cx.local("input"), self.cx.local("value"), &field.ident, &field.idl);
        let made = match &field.adapter {
            Some(Adapter { path, .. }) => quote_spanned!(span=> #input.adapted::<Self, #path, _>(#idl, #value)?),
            None => quote_spanned!(span=> #value),
        };
        let (some, none) = match &field.presence {
            Presence::Optional(_) if field.adapter.is_none() => return quote_spanned!(span=> #member: #local,),
            Presence::Optional(_) => (
                quote_spanned!(span=> ::core::option::Option::Some(#made)),
                quote_spanned!(span=> ::core::option::Option::None),
            ),
            Presence::Required(_) => (made, self.missing(field)),
            Presence::Default(Some(value)) => (made, value.clone()),
            Presence::Default(None) => (made, quote_spanned!(span=> ::core::default::Default::default())),
        };
        quote_spanned! {span=>
            #member: match #local {
                ::core::option::Option::Some(#value) => #some,
                ::core::option::Option::None => #none,
            },
        }
    }

    /// `AssembleFields`, of what stands in front of the passes over the fields, in each of them, and the value at the end.
    pub(super) fn impl_assemble(
        &self,
        name: TypeName<'_>,
        before: &TokenStream,
        lines: &TokenStream,
        value: &TokenStream,
    ) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let derived = self.derived();
        let Head { generics, ty, bounds } = name.head(Ask::Decode, rt);
        let (input, next, mark) = (self.cx.local("input"), self.cx.local("next"), self.cx.local("mark"));
        quote_spanned! {span=>
            #derived
            impl #generics #rt::AssembleFields<'de> for #ty #bounds {
                #[inline(always)]
                fn assemble_fields<__I: #rt::Input<'de>>(
                    #input: &mut __I,
                    mut #next: ::core::primitive::u32,
                ) -> ::core::result::Result<Self, #rt::ProtocolError> {
                    #before
                    while #next != 0 {
                        let #mark = #input.mark();
                        #lines
                    }
                    #input.end_struct::<Self>()?;
                    ::core::result::Result::Ok(#value)
                }
            }
        }
    }
}
