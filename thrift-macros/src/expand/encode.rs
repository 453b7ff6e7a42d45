//! Writing structs and unions: a line a field, around the runtime's writers.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use super::type_name::{Ask, Head, TypeName};
use crate::schema::{Adapter, Field, Presence, TType, Union, WireType};

/// Most bytes of a run that is read at once.
const RUN: usize = 128;

/// Most fields of a run that is written at once.
const PIECES: usize = 16;

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// fn encode_fields<O: Output>(&self, out: &mut O) {
    ///     out.run(((1, self.id), ((2, &self.name), ((3, self.age), ()))));
    ///     out.field(4, &self.tags);
    ///     out.optional_field(5, &self.address);
    /// }
    /// ```
    /// or, where one run is all:
    /// ```ignore
    /// const IS_RUN: bool = true;
    /// fn run(&self) -> impl IntoRun {
    ///     ((1, self.id), ((2, &self.name), ()))
    /// }
    /// ```
    pub(super) fn encode_struct(&self, name: TypeName<'_>, fields: &[&Field], unknown: Option<&Ident>) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let runs = pieces(fields);
        if let ([run], None) = (&*runs, unknown)
            && is_run(run)
        {
            let pairs = self.run_of(run);
            return self.impl_encode(
                name,
                &quote_spanned! {span=>
                    const IS_RUN: ::core::primitive::bool = true;
                    #[inline(always)]
                    fn run(&self) -> impl #rt::IntoRun {
                        #pairs
                    }
                },
            );
        }
        let out = self.cx.local("out");
        let lines = runs.into_iter().map(|run| match run {
            [field] if !is_run(run) => self.encode_field(field),
            run => {
                let pairs = self.run_of(run);
                quote_spanned!(span=> #out.run(#pairs);)
            }
        });
        let unknown = unknown.map(|unknown| quote_spanned!(span=> #out.unknown_fields(&self.#unknown);));
        self.impl_encode_fields(name, &quote_spanned!(span=> #(#lines)* #unknown))
    }

    /// The id and the value of each of these fields: `((1, self.id), ((2, &self.name), ()))`
    fn run_of(&self, fields: &[&Field]) -> TokenStream {
        let span = self.cx.span;
        let pairs = fields.iter().map(|field| {
            let (id, name) = (integer(field.id, span), &field.ident);
            // Numbers are handed over by value.
            let borrow = (!field.ty.fixed).then(|| quote_spanned!(span=> &));
            quote_spanned!(span=> (#id, #borrow self.#name))
        });
        nested_pairs(pairs, span)
    }

    fn encode_field(&self, field: &Field) -> TokenStream {
        let span = self.cx.span;
        let out = self.cx.local("out");
        let (id, name) = (integer(field.id, span), &field.ident);
        if let Some(Adapter { path, .. }) = &field.adapter {
            return match field.presence {
                Presence::Optional(_) => {
                    quote_spanned!(span=> #out.optional_adapted_field::<#path, _>(#id, &self.#name);)
                }
                _ => quote_spanned!(span=> #out.adapted_field::<#path, _>(#id, &self.#name);),
            };
        }
        match field.presence {
            Presence::Optional(_) => quote_spanned!(span=> #out.optional_field(#id, &self.#name);),
            _ => quote_spanned!(span=> #out.field(#id, &self.#name);),
        }
    }

    /// Expands to the same of a union: a struct with one field, or none.
    pub(super) fn encode_union(&self, item: &Union) -> TokenStream {
        let span = self.cx.span;
        let (out, value) = (self.cx.local("out"), self.cx.local("value"));
        let (unset, unknown) = (item.unset.as_slice(), item.unknown.as_slice());
        let writes = item.variants.iter().map(|variant| {
            let (id, name) = (integer(variant.id, span), &variant.ident);
            quote_spanned!(span=> Self::#name(#value) => #out.field(#id, #value),)
        });
        self.impl_encode_fields(
            TypeName::of_union(item, span),
            &quote_spanned! {span=>
                match self {
                    #(Self::#unset => {})*
                    #(Self::#unknown(#value) => #value.encode(#out),)*
                    #(#writes)*
                }
            },
        )
    }

    /// `EncodeFields` by these lines for the fields.
    fn impl_encode_fields(&self, name: TypeName<'_>, lines: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let out = self.cx.local("out");
        self.impl_encode(
            name,
            &quote_spanned! {span=>
                fn encode_fields<__O: #rt::Output>(&self, #out: &mut __O) {
                    #lines
                }
            },
        )
    }

    /// `EncodeFields` with these items.
    fn impl_encode(&self, name: TypeName<'_>, items: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let derived = self.derived();
        let Head { generics, ty, bounds } = name.head(Ask::Encode, rt);
        quote_spanned! {span=>
            #derived
            impl #generics #rt::EncodeFields for #ty #bounds {
                #items
            }
        }
    }
}

/// The fields in runs to write: numbers, strings and binaries that follow each other; every other field is one of its own.
fn pieces<'s, 'f>(fields: &'s [&'f Field]) -> Vec<&'s [&'f Field]> {
    let mut len = 0;
    let chunks = fields.chunk_by(|one, other| {
        len += 1;
        let together = is_piece(one) && is_piece(other) && len < PIECES;
        if !together {
            len = 0;
        }
        together
    });
    chunks.collect()
}

/// Whether these fields are written at once.
fn is_run(fields: &[&Field]) -> bool {
    fields.iter().all(|field| is_piece(field))
}

fn is_piece(field: &Field) -> bool {
    field.ty.fixed || field.ty.text
}

/// The fields in runs to read: those of fixed size that are always written and follow each other; every other field is one of its own.
pub(super) fn runs<'s, 'f>(fields: &'s [&'f Field]) -> Vec<&'s [&'f Field]> {
    let mut size = 0;
    let chunks = fields.chunk_by(|one, other| {
        size += size_in_run(one);
        let fits = size + size_in_run(other) <= RUN;
        let together = is_in_run(one) && is_in_run(other) && fits;
        if !together {
            size = 0;
        }
        together
    });
    chunks.collect()
}

pub(super) fn is_in_run(field: &Field) -> bool {
    field.ty.fixed && !matches!(field.presence, Presence::Optional(_))
}

/// Bytes of a field of fixed size with its header, at most.
fn size_in_run(field: &Field) -> usize {
    3 + if field.ty.ttype == WireType::Known(TType::Uuid) { 16 } else { 8 }
}

/// `(a, (b, ()))`
pub(super) fn nested_pairs(items: impl DoubleEndedIterator<Item = TokenStream>, span: Span) -> TokenStream {
    items.rev().fold(quote_spanned!(span=> ()), |rest, item| quote_spanned!(span=> (#item, #rest)))
}

/// An integer, with its sign as a token of its own.
pub(super) fn integer(value: impl Into<i64>, span: Span) -> TokenStream {
    let value = value.into();
    let mut digits = Literal::u64_unsuffixed(value.unsigned_abs());
    digits.set_span(span);
    if value < 0 { quote_spanned!(span=> -#digits) } else { quote_spanned!(span=> #digits) }
}
