//! Reading structs and unions: a line a field, around the runtime's readers.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::Emitter;
use super::encode::{integer, is_in_run, nested_pairs, runs};
use super::type_name::{Ask, Head, TypeName};
use crate::schema::{Field, Presence, Shape, Struct, TType, Type, Union, Variant, WireType};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// fn start() -> Self {
    ///     Self { id: Default::default(), age: Default::default(), name: None, address: DecodeFields::start() }
    /// }
    ///
    /// fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, mut next: u32) -> Result<(), ProtocolError> {
    ///     let mut field_1 = None;
    ///     let mut field_2 = Default::default();
    ///     let mut seen_4 = false;
    ///     while next != 0 {
    ///         let mark = input.mark();
    ///         (next, (field_1, (field_2, ()))) = input.run(next, ((0x80001, field_1), ((0x80002, field_2), ())));
    ///         next = input.optional_field(next, 0xb0003, &mut self.name);
    ///         next = input.gap(next, 3, 6);
    ///         next = input.struct_field(next, 0xc0006, &mut self.address, &mut seen_4);
    ///         next = input.end_pass_behind(next, mark, 6);
    ///     }
    ///     input.end_struct::<Self>()?;
    ///     self.id = match field_1 {
    ///         Some(value) => value,
    ///         None => return Err(input.missing::<Self>("id")),
    ///     };
    ///     self.age = field_2;
    ///     if !seen_4 {
    ///         self.address = Default::default();
    ///     }
    ///     Ok(())
    /// }
    /// ```
    /// Numbers go by locals, so that they stay in registers; what is larger is read where it belongs.
    pub(super) fn decode_struct(&self, item: &Struct, fields: &[&Field]) -> TokenStream {
        let span = self.cx.span;
        let unknown = item.unknown.as_ref();
        let (input, next, mark) = (self.cx.local("input"), self.cx.local("next"), self.cx.local("mark"));
        let starts = fields.iter().map(|field| {
            let (member, start) = (&field.ident, self.start(field));
            quote_spanned!(span=> #member: #start,)
        });
        let (kept, skipped) = (unknown.iter(), &item.skipped);
        let start = quote_spanned! {span=>
            Self {
                #(#starts)*
                #(#kept: ::std::vec::Vec::new(),)*
                #(#skipped: ::core::default::Default::default(),)*
            }
        };
        let (mut place, mut last) = (0, 0);
        // A run skips what is between its fields.
        let parts = runs(fields)
            .into_iter()
            .flat_map(|run| run.chunk_by(|one, other| unknown.is_none() || one.id.checked_add(1) == Some(other.id)));
        let readings = parts.map(|run| {
            let first = place + 1;
            place += run.len();
            let mut reading = match run {
                [field] if !is_in_run(field) => self.read_in_place(field, first),
                run => self.read_numbers(run, first),
            };
            if let (None, [field, ..]) = (unknown, run) {
                let line = reading.line;
                let gap = self.gap(last, field.id);
                reading.line = quote_spanned!(span=> #gap #line);
            }
            last = run.last().map_or(last, |field| field.id);
            reading
        });
        let readings: Vec<Reading> = readings.collect();
        let before = readings.iter().map(|reading| &reading.before);
        let lines = readings.iter().map(|reading| &reading.line);
        let after = readings.iter().map(|reading| &reading.after);
        let end = match unknown {
            None if last > 0 => {
                let last = Literal::i16_unsuffixed(last);
                quote_spanned!(span=> #next = #input.end_pass_behind(#next, #mark, #last);)
            }
            None => quote_spanned!(span=> #next = #input.end_pass(#next, #mark);),
            Some(member) => {
                quote_spanned!(span=> #next = #input.end_keeping_pass(#next, #mark, &mut self.#member);)
            }
        };
        let lines = quote_spanned!(span=> #(#lines)* #end);
        self.impl_decode(
            TypeName::of_struct(item, span),
            &start,
            self.decode_short(item, fields),
            &Reading {
                before: quote_spanned!(span=> #(#before)*),
                line: lines,
                after: quote_spanned!(span=> #(#after)*),
            },
        )
    }

    /// Expands to, of a struct of up to three integers:
    /// ```ignore
    /// fn decode_short<I: Input<'de>>(input: &mut I) -> Option<Self> {
    ///     let (field_1, (field_2, ())) = input.short_run(((0x80001, None), ((0x80002, None), ())))?;
    ///     Some(Self { x: field_1?, y: field_2? })
    /// }
    /// ```
    fn decode_short(&self, item: &Struct, fields: &[&Field]) -> Option<TokenStream> {
        let is_short = |field: &&Field| {
            use TType::{I8, I16, I32, I64};
            is_in_run(field) && matches!(field.ty.ttype, WireType::Known(I8 | I16 | I32 | I64))
        };
        let is_plain = item.unknown.is_none() && item.skipped.is_empty();
        if !(is_plain && (1..=3).contains(&fields.len()) && fields.iter().all(is_short)) {
            return None;
        }
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let input = self.cx.local("input");
        let local = |place: usize| self.cx.local(&format!("field_{place}"));
        let places = nested_pairs((0..fields.len()).map(|place| local(place).into_token_stream()), span);
        let pairs = fields.iter().map(|field| {
            let key = self.key_of(field);
            quote_spanned!(span=> (#key, ::core::option::Option::None))
        });
        let pairs = nested_pairs(pairs, span);
        let members = fields.iter().enumerate().map(|(place, field)| {
            let (member, local) = (&field.ident, local(place));
            quote_spanned!(span=> #member: #local?,)
        });
        Some(quote_spanned! {span=>
            #[inline(always)]
            fn decode_short<__I: #rt::Input<'de>>(#input: &mut __I) -> ::core::option::Option<Self> {
                let #places = #input.short_run(#pairs)?;
                ::core::option::Option::Some(Self { #(#members)* })
            }
        })
    }

    /// Skips what is between fields with these ids, where no field is. Expands to nothing where there can be none.
    fn gap(&self, after: i16, before: i16) -> Option<TokenStream> {
        let span = self.cx.span;
        let (input, next) = (self.cx.local("input"), self.cx.local("next"));
        let is_gap = after >= 0 && before.checked_sub(after)? > 1;
        let (after, before) = (Literal::i16_unsuffixed(after), Literal::i16_unsuffixed(before));
        is_gap.then(|| quote_spanned!(span=> #next = #input.gap(#next, #after, #before);))
    }

    /// What a field is before it is read.
    fn start(&self, field: &Field) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        match (&field.presence, field.ty.shape) {
            (Presence::Optional(_), _) => quote_spanned!(span=> ::core::option::Option::None),
            (_, Shape::Value) => quote_spanned!(span=> ::core::default::Default::default()),
            (_, Shape::Struct) => quote_spanned!(span=> #rt::DecodeFields::start()),
            (_, Shape::BoxedStruct) => quote_spanned!(span=> ::std::boxed::Box::new(#rt::DecodeFields::start())),
        }
    }

    /// Reads a field where it belongs.
    fn read_in_place(&self, field: &Field, place: usize) -> Reading {
        let span = self.cx.span;
        let (input, next, seen) =
            (self.cx.local("input"), self.cx.local("next"), self.cx.local(&format!("seen_{place}")));
        let member = &field.ident;
        let key = self.key_of(field);
        let line = match (&field.presence, field.ty.shape) {
            (Presence::Optional(_), _) => {
                quote_spanned!(span=> #next = #input.optional_field(#next, #key, &mut self.#member);)
            }
            (Presence::Default(None), Shape::Value) => {
                quote_spanned!(span=> #next = #input.field(#next, #key, &mut self.#member);)
            }
            (_, Shape::Value) => quote_spanned! {span=>
                #seen |= #next == #key;
                #next = #input.field(#next, #key, &mut self.#member);
            },
            (_, Shape::Struct) => {
                quote_spanned!(span=> #next = #input.struct_field(#next, #key, &mut self.#member, &mut #seen);)
            }
            (_, Shape::BoxedStruct) => {
                quote_spanned!(span=> #next = #input.boxed_field(#next, #key, &mut self.#member, &mut #seen);)
            }
        };
        let missing = match (&field.presence, field.ty.shape) {
            (Presence::Optional(_), _) | (Presence::Default(None), Shape::Value) => {
                return Reading { line, ..Reading::default() };
            }
            (Presence::Default(None), Shape::BoxedStruct) => {
                quote_spanned!(span=> *self.#member = ::core::default::Default::default();)
            }
            (Presence::Default(None), _) => quote_spanned!(span=> self.#member = ::core::default::Default::default();),
            // Made only where it is missing: a default may allocate.
            (Presence::Default(Some(value)), _) => quote_spanned!(span=> self.#member = #value;),
            (Presence::Required(_), _) => {
                let error = self.missing(field);
                quote_spanned!(span=> #error;)
            }
        };
        Reading {
            before: quote_spanned!(span=> let mut #seen = false;),
            line,
            after: quote_spanned!(span=> if !#seen { #missing }),
        }
    }

    /// Reads fields of a fixed size, which are always there, or made where they are missing.
    fn read_numbers(&self, run: &[&Field], first: usize) -> Reading {
        let span = self.cx.span;
        let (input, next) = (self.cx.local("input"), self.cx.local("next"));
        let local = |place: usize| self.cx.local(&format!("field_{place}"));
        let read: Vec<(&Field, Ident)> = run.iter().copied().zip((first..).map(local)).collect();
        let before = read.iter().map(|(field, local)| {
            let start = match field.presence {
                Presence::Default(None) => quote_spanned!(span=> ::core::default::Default::default()),
                _ => quote_spanned!(span=> ::core::option::Option::None),
            };
            quote_spanned!(span=> let mut #local = #start;)
        });
        let line = match read.as_slice() {
            [(field, local)] => {
                let key = self.key_of(field);
                let method = match field.presence {
                    Presence::Default(None) => quote_spanned!(span=> field),
                    _ => quote_spanned!(span=> optional_field),
                };
                quote_spanned!(span=> #next = #input.#method(#next, #key, &mut #local);)
            }
            read => {
                let places = nested_pairs(read.iter().map(|(_, local)| quote_spanned!(span=> #local)), span);
                let pairs = read.iter().map(|(field, local)| {
                    let key = self.key_of(field);
                    quote_spanned!(span=> (#key, #local))
                });
                let pairs = nested_pairs(pairs, span);
                quote_spanned!(span=> (#next, #places) = #input.run(#next, #pairs);)
            }
        };
        let after = read.iter().map(|(field, local)| {
            let member = &field.ident;
            let otherwise = match &field.presence {
                Presence::Default(None) | Presence::Optional(_) => return quote_spanned!(span=> self.#member = #local;),
                Presence::Default(Some(value)) => value.clone(),
                Presence::Required(_) => self.missing(field),
            };
            let value = self.cx.local("value");
            quote_spanned! {span=>
                self.#member = match #local {
                    ::core::option::Option::Some(#value) => #value,
                    ::core::option::Option::None => #otherwise,
                };
            }
        });
        Reading { before: quote_spanned!(span=> #(#before)*), line, after: quote_spanned!(span=> #(#after)*) }
    }

    /// The header of a field as the runtime's readers give it. `place` is what it is read to, for a type that only the compiler
    /// knows.
    pub(super) fn field_key(&self, ty: &Type, id: i16, presence: &Presence, place: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let number = integer(id, span);
        match (ty.ttype, presence) {
            (WireType::Known(ttype), _) => known_key(ttype, id, span).into_token_stream(),
            (WireType::Opaque, Presence::Optional(_)) => quote_spanned!(span=> #rt::optional_header(#number, #place)),
            (WireType::Opaque, _) => quote_spanned!(span=> #rt::header(#number, #place)),
        }
    }

    /// The header of a field that is read where it belongs.
    fn key_of(&self, field: &Field) -> TokenStream {
        let member = &field.ident;
        let place = quote_spanned!(self.cx.span=> &self.#member);
        self.field_key(&field.ty, field.id, &field.presence, &place)
    }

    /// The header of a member of a union.
    fn member_key(&self, variant: &Variant) -> TokenStream {
        let span = self.cx.span;
        let (rt, id, name) = (&self.cx.runtime, integer(variant.id, span), &variant.ident);
        match variant.ty.ttype {
            WireType::Known(ttype) => known_key(ttype, variant.id, span).into_token_stream(),
            WireType::Opaque => quote_spanned!(span=> #rt::member_header(#id, Self::#name)),
        }
    }

    /// Ends with the error of a required field that is missing.
    pub(super) fn missing(&self, field: &Field) -> TokenStream {
        let span = self.cx.span;
        let (input, idl) = (self.cx.local("input"), &field.idl);
        quote_spanned!(span=> return ::core::result::Result::Err(#input.missing::<Self>(#idl)))
    }

    /// Expands to the same of a union, of which one member is read, known or not.
    pub(super) fn decode_union(&self, item: &Union) -> TokenStream {
        let span = self.cx.span;
        let (unset, unknown) = (item.unset.as_ref(), item.unknown.as_ref());
        let (input, next, mark) = (self.cx.local("input"), self.cx.local("next"), self.cx.local("mark"));
        let (member, stranger, value) = (self.cx.local("member"), self.cx.local("stranger"), self.cx.local("value"));
        let before = quote_spanned! {span=>
            let mut #member = ::core::option::Option::None;
            let mut #stranger = ::core::option::Option::None;
        };
        let lines = item.variants.iter().map(|variant| {
            let (key, name) = (self.member_key(variant), &variant.ident);
            quote_spanned!(span=> #next = #input.member(#next, #key, &mut #member, Self::#name);)
        });
        let line = quote_spanned! {span=>
            #(#lines)*
            #next = #input.end_union_pass(#next, #mark, &mut #stranger);
        };
        let strange = match unknown {
            Some(unknown) => quote_spanned!(span=> Self::#unknown(#value)),
            None => quote_spanned! {span=>
                return ::core::result::Result::Err(#input.unknown_member::<Self>(#value.id))
            },
        };
        let none = match unset {
            Some(unset) => quote_spanned!(span=> Self::#unset),
            None => quote_spanned!(span=> return ::core::result::Result::Err(#input.no_member::<Self>())),
        };
        let read = quote_spanned! {span=>
            match (#member, #stranger) {
                (::core::option::Option::Some(#value), _) => #value,
                (::core::option::Option::None, ::core::option::Option::Some(#value)) => #strange,
                (::core::option::Option::None, ::core::option::Option::None) => #none,
            }
        };
        let name = TypeName::of_union(item, span);
        match unset {
            Some(unset) => {
                let start = quote_spanned!(span=> Self::#unset);
                let after = quote_spanned!(span=> *self = #read;);
                self.impl_decode(name, &start, None, &Reading { before, line, after })
            }
            None => self.impl_assemble(name, &before, &line, &read),
        }
    }

    /// `DecodeFields`: what a value starts as, and the reading of its fields.
    fn impl_decode(
        &self,
        name: TypeName<'_>,
        start: &TokenStream,
        short: Option<TokenStream>,
        reading: &Reading,
    ) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let derived = self.derived();
        let Head { generics, ty, bounds } = name.head(Ask::Decode, rt);
        let (input, next, mark) = (self.cx.local("input"), self.cx.local("next"), self.cx.local("mark"));
        let Reading { before, line, after } = reading;
        quote_spanned! {span=>
            #derived
            impl #generics #rt::DecodeFields<'de> for #ty #bounds {
                #[inline(always)]
                fn start() -> Self {
                    #start
                }
                #short
                #[inline(always)]
                fn decode_fields<__I: #rt::Input<'de>>(
                    &mut self,
                    #input: &mut __I,
                    mut #next: ::core::primitive::u32,
                ) -> ::core::result::Result<(), #rt::ProtocolError> {
                    #before
                    while #next != 0 {
                        let #mark = #input.mark();
                        #line
                    }
                    #input.end_struct::<Self>()?;
                    #after
                    ::core::result::Result::Ok(())
                }
            }
        }
    }
}

/// A header that is known: `type << 16 | id`.
fn known_key(ttype: TType, id: i16, span: Span) -> Literal {
    let key = (ttype as u32) << 16 | u32::from(id.cast_unsigned());
    // In hexadecimal, so that type and id can be told apart in the expansion.
    let mut literal = format!("0x{key:x}").parse().unwrap_or_else(|_| Literal::u32_unsuffixed(key));
    literal.set_span(span);
    literal
}

/// What reads fields.
#[derive(Default)]
struct Reading {
    /// In front of the first pass over the fields.
    before: TokenStream,
    /// In each pass.
    line: TokenStream,
    /// When all is read.
    after: TokenStream,
}
