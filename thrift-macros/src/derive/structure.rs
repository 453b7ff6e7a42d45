//! Structs and exceptions.

use proc_macro2::{Ident, Span};
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DeriveInput, Field as RustField, Fields, Type as Rust};

use super::attributes::{FieldOptions, TypeOptions};
use super::default::Defaulted;
use super::docs::docs;
use super::errors::Errors;
use super::types::{self, inside};
use crate::expand::Context;
use crate::schema::{Comparison, Field, Generics, OwnGenerics, Presence, Reading, Struct, mentions};

/// The schema of a struct, where it has one.
pub(super) fn structure(
    input: &DeriveInput,
    fields: &Fields,
    options: &TypeOptions,
    cx: &Context,
    errors: &mut Errors,
) -> Option<Struct> {
    if let Fields::Unnamed(fields) = fields {
        let help = match fields.unnamed.len() {
            1 => "name the field, or write `#[thrift(transparent)]` for a type that is on the wire what it holds",
            _ => "name them",
        };
        errors.push(fields.span(), format!("fields of a Thrift struct have names\nhelp: {help}"));
        return None;
    }
    if let Some(span) = options.exception
        && !input.generics.params.is_empty()
    {
        errors.push(span, "an exception has no parameters: whoever catches it knows one type");
    }
    let parsed: Vec<(&RustField, FieldOptions)> =
        fields.iter().map(|field| (field, FieldOptions::parse(&field.attrs, errors))).collect();
    let (ids, generics) = (Ids::new(&parsed, options), own_generics(input));
    let mut reader = Reader { cx, ids, generics, reading: Reading::InPlace, errors };
    let (mut found, mut skipped, mut unknown) = (Vec::new(), Vec::new(), None);
    for (field, options) in &parsed {
        let Some(ident) = &field.ident else {
            continue;
        };
        if let Some(span) = options.skip {
            reader.refuse_others(options, "skip", span);
            skipped.push(ident.clone());
        } else if let Some(span) = options.unknown {
            reader.refuse_others(options, "unknown", span);
            if unknown.replace(ident.clone()).is_some() {
                reader.errors.push(span, "there is a second field for what is not known");
            }
        } else {
            found.extend(reader.field(field, ident, options));
        }
    }
    let message = found.iter().find(|field| field.idl == "message" && !matches!(field.presence, Presence::Optional(_)));
    let text = |field: &&Field| field.ty.tokens.to_string() == "String";
    Some(Struct {
        idl: options.name.as_ref().map_or_else(|| input.ident.unraw().to_string(), syn::LitStr::value),
        ident: input.ident.clone(),
        docs: docs(&input.attrs).with_source(cx.source.clone()),
        comparison: Comparison::Partial,
        derives: Vec::new(),
        exception: options.exception.map(|_| message.filter(text).map(|field| field.ident.clone())),
        generics: reader.generics,
        fields: found,
        unknown,
        skipped,
        reading: reader.reading,
        borrowed: None,
    })
}

/// The parameters of a type, of whose fields nothing is known yet.
pub(super) fn own_generics(input: &DeriveInput) -> Generics {
    match input.generics.params.is_empty() {
        true => Generics::None,
        false => Generics::Own(OwnGenerics::new(&input.generics)),
    }
}

/// Notes what the type of a field asks of the parameters.
pub(super) fn note_parameters(generics: &mut Generics, ty: &Rust, has_default: bool) {
    let Generics::Own(own) = generics else {
        return;
    };
    let tokens = ty.to_token_stream();
    let used: Vec<Ident> = own.types.iter().filter(|param| mentions(&tokens, param)).cloned().collect();
    if used.is_empty() {
        return;
    }
    if !has_default && !types::has_default(ty) {
        own.with_default.push(tokens);
    }
    let new = used.into_iter().filter(|param| !own.on_wire.contains(param)).collect::<Vec<_>>();
    own.on_wire.extend(new);
}

/// What reads the fields of a struct.
struct Reader<'a> {
    cx: &'a Context,
    ids: Ids,
    generics: Generics,
    reading: Reading,
    errors: &'a mut Errors,
}

impl Reader<'_> {
    fn field(&mut self, field: &RustField, ident: &Ident, options: &FieldOptions) -> Option<Field> {
        let inner = inside(&field.ty, "Option");
        let presence = self.presence(options, inner.is_some(), field);
        let ty = inner.unwrap_or(&field.ty);
        let id = self.ids.next(ident, (options.id, options.broken), self.errors);
        let has_other = inner.is_some() || !matches!(presence, Presence::Default(None));
        note_parameters(&mut self.generics, ty, has_other);
        if options.with.is_some() || (has_other && inner.is_none() && !types::has_default(ty)) {
            // Nothing may be asked of its type that it could be before it is read.
            self.reading = Reading::Assembled;
        }
        let default = options.default.as_ref().map(|(value, _)| {
            let has_parameters = self.generics.mentioned_in(ty) || self.generics.mentioned_in(value);
            let adapter = options.with.as_ref();
            Defaulted { value, ty, adapter, has_parameters }.described(self.cx)
        });
        let (ty, adapter) = match &options.with {
            Some(path) => {
                let decoded = match &self.generics {
                    Generics::Own(own) => own.decoded(ty),
                    _ => ty.to_token_stream(),
                };
                let (ty, adapter) = types::adapted(ty, path, decoded, self.cx);
                (ty, Some(adapter))
            }
            None => (types::plain(ty, self.cx, self.errors), None),
        };
        Some(Field {
            id: id?,
            idl: options.name.as_ref().map_or_else(|| ident.unraw().to_string(), syn::LitStr::value),
            ident: ident.clone(),
            docs: docs(&field.attrs),
            presence,
            ty,
            adapter,
            default,
        })
    }

    fn presence(&mut self, options: &FieldOptions, is_option: bool, field: &RustField) -> Presence {
        let default = options.default.as_ref().map(|(value, _)| {
            let span = self.cx.span;
            quote_spanned!(span=> #value)
        });
        if let Some(required) = options.required {
            let mut refuse = |what: &str| self.errors.push(required, format!("a `required` field {what}"));
            if options.optional.is_some() {
                refuse("is not `optional`");
            } else if is_option {
                refuse("is always there: its type is no `Option`");
            } else if options.default.is_some() {
                refuse("has no default: its absence is an error");
            }
            return Presence::Required(None);
        }
        if let Some(optional) = options.optional
            && !is_option
        {
            let ty = &field.ty;
            let ty = quote::quote!(#ty);
            self.errors.push(optional, format!("an `optional` field is an `Option`\nhelp: write `Option<{ty}>`"));
        }
        if !is_option && options.optional.is_none() {
            return Presence::Default(default);
        }
        if let Some((_, span)) = &options.default {
            let message = "an optional field that is missing is `None`\nhelp: give it a value in `impl Default`";
            self.errors.push(*span, message);
        }
        Presence::Optional(None)
    }

    fn refuse_others(&mut self, options: &FieldOptions, name: &str, at: Span) {
        if options.others_than(&[name]).is_some() {
            self.errors.push(at, format!("`{name}` goes with no other option"));
        }
    }
}

/// Gives fields, or members of a union, their ids.
pub(crate) struct Ids {
    in_order: bool,
    used: Vec<(i16, Span)>,
    /// One that is free, for who has forgotten it.
    free: i16,
}

impl Ids {
    fn new(fields: &[(&RustField, FieldOptions)], options: &TypeOptions) -> Self {
        Self::of(fields.iter().filter_map(|(_, options)| options.id), options)
    }

    /// Of the arguments of a method.
    pub(crate) fn of_arguments(given: impl Iterator<Item = (i16, Span)>, in_order: bool) -> Self {
        Self { in_order, ..Self::of(given, &TypeOptions::default()) }
    }

    /// Of parts some of which have ids.
    pub(super) fn of(given: impl Iterator<Item = (i16, Span)>, options: &TypeOptions) -> Self {
        let greatest = given.map(|(id, _)| id).max().unwrap_or(0).max(0);
        Self { in_order: options.ids_in_order.is_some(), used: Vec::new(), free: greatest.saturating_add(1) }
    }

    /// The id of the next part.
    pub(crate) fn next(
        &mut self,
        part: &Ident,
        (given, broken): (Option<(i16, Span)>, bool),
        errors: &mut Errors,
    ) -> Option<i16> {
        match (given, self.in_order) {
            // Who has been told of one mistake need not be told of what it leads to.
            (None, false) if broken => None,
            (Some((_, span)), true) => {
                errors.push(
                    span,
                    "with `ids = order` the place of a field is its id\nhelp: leave out the one or the other",
                );
                None
            }
            (Some((id, span)), false) => {
                if let Some((_, first)) = self.used.iter().find(|(used, _)| *used == id) {
                    errors.conflict(span, format!("the id {id} is used twice"), *first);
                    return None;
                }
                self.used.push((id, span));
                Some(id)
            }
            (None, true) => {
                let id = i16::try_from(self.used.len() + 1).ok();
                self.used.extend(id.map(|id| (id, part.span())));
                if id.is_none() {
                    errors.push(part.span(), "there are no more than 32767 ids");
                }
                id
            }
            (None, false) => {
                let free = self.free;
                let message = format!(
                    "`{part}` has no id\nhelp: write `#[thrift(id = {free})]`; it is what peers know it by, so it stays for ever"
                );
                errors.push(part.span(), message);
                self.free = free.saturating_add(1);
                None
            }
        }
    }
}
