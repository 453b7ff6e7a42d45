//! A resolved program as a schema.

mod borrowed;
mod service;

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use thrift_idl::Cycles;
use thrift_idl::program::{
    Const as IdlConst, ConstId, Enum as IdlEnum, EnumId, Field as IdlField, Item as IdlItem, Meta, Name, Program,
    Requiredness, ServiceId, StructId, StructKind, Type as Idl, TypedefId, Value,
};
use thrift_idl::source::FileId;

use super::borrowing::Borrowing;
use super::keys::Keys;
use super::naming;
use super::paths::{Paths, Place, Scope};
use super::steer;
use super::traits::Comparisons;
use super::types::Position;
use super::{
    Alias, Const, Enum, EnumValue, Field, Generics, Item, Module, Presence, Reading, Schema, Shape, Sources, Storage,
    Struct, Type, Union, Variant,
};
use crate::docs::Docs;
use crate::expand::Context;
use crate::idl_text;

/// Builds the schema of a program.
pub(crate) struct Builder<'a> {
    pub(crate) cx: &'a Context,
    pub(crate) program: &'a Program,
    pub(crate) paths: Paths,
    sources: Option<&'a Sources<'a>>,
    pub(crate) cycles: Cycles,
    pub(crate) borrowing: Borrowing,
    keys: Keys,
    comparisons: Comparisons,
}

impl Schema {
    /// The schema of a checked program.
    pub(crate) fn of_program(program: &Program, paths: Paths, sources: Option<&Sources<'_>>, cx: &Context) -> Self {
        let keys = Keys::find(program);
        let builder = Builder {
            cx,
            program,
            borrowing: match cx.style.borrowed {
                true => Borrowing::find(program, &paths, cx.span),
                false => Borrowing::default(),
            },
            paths,
            sources,
            cycles: Cycles::find(program),
            comparisons: Comparisons::find(program, &keys, &cx.style.maps),
            keys,
        };
        let modules: Vec<Module> = (0..program.files.len() as u32)
            .map(FileId)
            .filter(|id| builder.paths.expands(*id))
            .map(|id| builder.module(id))
            .collect();
        let items = || modules.iter().flat_map(|module| &module.items);
        Self { deprecations: items().any(is_deprecated), doubles: has_doubles(program), modules }
    }
}

impl Builder<'_> {
    fn module(&self, id: FileId) -> Module {
        let file = &self.program[id];
        let place = Place { file: id, scope: Scope::Items };
        Module {
            name: self.paths.module(id).cloned(),
            docs: Docs::new(file.docs.as_deref(), || format!("{}.thrift", file.name)),
            items: file.items.iter().map(|item| self.item(place, *item)).collect(),
            borrowed: self.borrowed_module(id),
        }
    }

    fn item(&self, place: Place, item: IdlItem) -> Item {
        match item {
            _ if steer::is_replaced(self.program, item) => Item::Replaced(self.replaced(place, item)),
            IdlItem::Struct(id) => match self.program[id].kind {
                StructKind::Union => Item::Union(self.union(place, id)),
                StructKind::Struct | StructKind::Exception => Item::Struct(self.structure(place, id)),
            },
            IdlItem::Enum(id) => Item::Enum(self.enumeration(id)),
            IdlItem::Typedef(id) => Item::Alias(self.alias(place, id)),
            IdlItem::Const(id) => Item::Const(self.constant(place, id)),
            IdlItem::Service(id) => Item::Service(self.service(id)),
        }
    }

    fn replaced(&self, place: Place, item: IdlItem) -> Type {
        match item {
            IdlItem::Enum(id) => self.ty(place, &Idl::Enum(id)),
            IdlItem::Typedef(id) => self.ty(place, &Idl::Typedef(id)),
            IdlItem::Struct(StructId(n)) | IdlItem::Const(ConstId(n)) | IdlItem::Service(ServiceId(n)) => {
                self.ty(place, &Idl::Struct(StructId(n)))
            }
        }
    }

    pub(crate) fn docs(&self, meta: &Meta, line: impl FnOnce() -> String) -> Docs {
        let mut docs = Docs::new(meta.docs.as_deref(), line)
            .with_attributes(steer::attribute_tokens(meta))
            .with_annotations(steer::others(meta));
        if let Some(annotation) = meta.annotations.iter().find(|annotation| annotation.key.text == "deprecated") {
            docs.deprecated(annotation.value.as_ref().map(|value| value.text.as_str()));
        }
        docs
    }

    pub(crate) fn idl<'a, T>(&'a self, file: FileId, part: &'a T) -> idl_text::Idl<'a, T> {
        idl_text::Idl::new(self.program, file, part)
    }

    /// The docs of a type or service, whose descriptor says where it is.
    pub(crate) fn docs_at(&self, name: &Name, meta: &Meta, line: impl FnOnce() -> String) -> Docs {
        self.docs(meta, line).with_source(self.sources.and_then(|sources| sources.of(name.span)))
    }

    fn type_ident(&self, name: &Name, meta: &Meta) -> Ident {
        naming::type_ident(name, meta, self.cx.span)
    }

    fn structure(&self, place: Place, id: StructId) -> Struct {
        let item = &self.program[id];
        let fields = || item.fields.iter();
        let message =
            |field: &&IdlField| field.name.text == "message" && *self.program.resolve(&field.ty) == Idl::String;
        let message = fields().find(message).filter(|field| field.requiredness != Requiredness::Optional);
        Struct {
            idl: item.name.text.clone(),
            ident: self.type_ident(&item.name, &item.meta),
            docs: self.docs_at(&item.name, &item.meta, || self.idl(item.file, item).to_string()),
            comparison: self.comparisons.of(id),
            derives: steer::derives(&item.meta),
            exception: (item.kind == StructKind::Exception)
                .then(|| message.map(|field| naming::value_ident(&field.name, &field.meta, self.cx.span))),
            fields: fields().map(|field| self.field(place, Some(id), field)).collect(),
            unknown: self.cx.style.keep_unknown.then(|| {
                let taken: Vec<String> = fields().map(|field| naming::value_name(&field.name, &field.meta)).collect();
                self.ours("unknown_fields", |name| taken.iter().any(|taken| taken == name))
            }),
            skipped: Vec::new(),
            reading: Reading::InPlace,
            borrowed: None,
            generics: Generics::None,
        }
    }

    /// A field of a struct, or without an owner an argument.
    pub(crate) fn field(&self, place: Place, owner: Option<StructId>, field: &IdlField) -> Field {
        let default = field.default.as_ref().map(|value| self.member_value(place, owner, field, value));
        Field {
            id: field.id,
            idl: field.name.text.clone(),
            ident: naming::value_ident(&field.name, &field.meta, self.cx.span),
            docs: self.docs(&field.meta, || self.idl(place.file, field).to_string()),
            presence: match field.requiredness {
                Requiredness::Required => Presence::Required(default),
                // Without a value no struct on the cycle could ever be made.
                Requiredness::Default if self.on_cycle(owner, field) => Presence::Optional(default),
                Requiredness::Default => Presence::Default(default),
                Requiredness::Optional => Presence::Optional(default),
            },
            ty: self.member_type(place, owner, field),
            adapter: None,
            default: self.default(field),
        }
    }

    /// The default of a field, as its descriptor has it.
    fn default(&self, field: &IdlField) -> Option<TokenStream> {
        field.default.as_ref().map(|value| self.const_value(value))
    }

    /// Whether a field lies on a cycle of structs that hold each other by value.
    pub(crate) fn on_cycle(&self, owner: Option<StructId>, field: &IdlField) -> bool {
        owner.is_some_and(|owner| self.cycles.contains(self.program, owner, &field.ty))
    }

    /// The type of a field of a struct, a member of a union or an argument, with the `Box` and the user's type.
    fn member_type(&self, place: Place, owner: Option<StructId>, field: &IdlField) -> Type {
        let ty = self.ty(place, &field.ty);
        let ty = match steer::replacement(&field.meta) {
            Some(tokens) => Type { tokens, shape: Shape::Value, fixed: false, text: false, ..ty },
            None => match owner.and_then(|owner| self.small_list(place, owner, field)) {
                Some(tokens) => Type { tokens, ..ty },
                None => ty,
            },
        };
        if self.on_cycle(owner, field) || steer::is_boxed(&field.meta) { self.boxed(ty) } else { ty }
    }

    fn union(&self, place: Place, id: StructId) -> Union {
        let item = &self.program[id];
        let variants: Vec<Variant> = item
            .fields
            .iter()
            .map(|field| Variant {
                id: field.id,
                idl: field.name.text.clone(),
                ident: self.type_ident(&field.name, &field.meta),
                docs: self.docs(&field.meta, || self.idl(item.file, field).to_string()),
                ty: self.member_type(place, Some(id), field),
                default: self.default(field),
            })
            .collect();
        let taken = |name: &str| variants.iter().any(|variant| variant.ident == name);
        Union {
            idl: item.name.text.clone(),
            ident: self.type_ident(&item.name, &item.meta),
            docs: self.docs_at(&item.name, &item.meta, || self.idl(item.file, item).to_string()),
            comparison: self.comparisons.of(id),
            derives: steer::derives(&item.meta),
            unset: Some(self.ours("Unset", taken)),
            unknown: Some(self.ours("Unknown", taken)),
            variants,
            borrowed: None,
            generics: Generics::None,
        }
    }

    /// A name of ours, with underscores behind it until the IDL has no such name.
    pub(crate) fn ours(&self, name: &str, taken: impl Fn(&str) -> bool) -> Ident {
        let mut name = name.to_owned();
        while taken(&name) {
            name.push('_');
        }
        Ident::new(&name, self.cx.span)
    }

    fn enumeration(&self, id: EnumId) -> Enum {
        let item: &IdlEnum = &self.program[id];
        let values = item.values.iter().map(|value| EnumValue {
            idl: value.name.text.clone(),
            ident: naming::constant_ident(&value.name, &value.meta, self.cx.span),
            docs: self.docs(&value.meta, || format!("{} = {}", value.name.text, value.number)),
            number: value.number,
        });
        Enum {
            idl: item.name.text.clone(),
            ident: self.type_ident(&item.name, &item.meta),
            docs: self.docs_at(&item.name, &item.meta, || format!("enum {}", item.name.text)),
            key: self.keys.has_enum(id),
            derives: steer::derives(&item.meta),
            values: values.collect(),
        }
    }

    fn alias(&self, place: Place, id: TypedefId) -> Alias {
        let item = &self.program[id];
        Alias {
            ident: self.type_ident(&item.name, &item.meta),
            docs: self.docs(&item.meta, || format!("typedef {} {}", self.idl(item.file, &item.target), item.name.text)),
            ty: self.tokens(place, &item.target, Position::Value),
            borrows: self.borrows(place, &Idl::Typedef(id)),
        }
    }

    fn constant(&self, place: Place, id: ConstId) -> Const {
        let item: &IdlConst = &self.program[id];
        let span = self.cx.span;
        let ident = naming::constant_ident(&item.name, &item.meta, span);
        let docs = self.docs(&item.meta, || format!("const {} {}", self.idl(item.file, &item.ty), item.name.text));
        let ty = self.tokens(place, &item.ty, Position::Value);
        match &item.value {
            Value::String(text) => Const {
                docs: docs.paragraph(&format!("Read it as `{ident}`, a `&'static str`.")),
                ident,
                ty: quote_spanned!(span=> &'static ::core::primitive::str),
                value: quote_spanned!(span=> #text),
                storage: Storage::Const,
            },
            Value::Bool(_) | Value::Int(_) | Value::Double(_) | Value::Uuid(_) | Value::Enum(..) => Const {
                docs: docs.paragraph(&format!("Read it as `{ident}`.")),
                ident,
                value: self.scalar(place, &item.value),
                ty,
                storage: Storage::Const,
            },
            _ => Const {
                docs: docs.paragraph(&format!(
                    "Made when first read. Read it as `&*{ident}`, or call its methods as `{ident}.…`."
                )),
                ident,
                value: self.value(place, &item.value, &item.ty, Position::Value),
                ty,
                storage: Storage::Lazy,
            },
        }
    }
}

/// Whether code of ours that names this item or its parts would be warned about a deprecation.
fn is_deprecated(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.docs.is_deprecated() || item.fields.iter().any(|field| field.docs.is_deprecated()),
        Item::Union(item) => item.docs.is_deprecated() || item.variants.iter().any(|part| part.docs.is_deprecated()),
        Item::Enum(item) => item.docs.is_deprecated() || item.values.iter().any(|value| value.docs.is_deprecated()),
        Item::Alias(item) => item.docs.is_deprecated(),
        Item::Const(item) => item.docs.is_deprecated(),
        Item::Replaced(_) => false,
        Item::Service(item) => item.docs.is_deprecated() || item.methods.iter().any(|part| part.docs.is_deprecated()),
    }
}

/// Whether any constant or default has a double in it.
fn has_doubles(program: &Program) -> bool {
    let structs = program.structs.iter().flat_map(|item| &item.fields);
    let args = program.services.iter().flat_map(|service| &service.methods).flat_map(|method| &method.args);
    let defaults = structs.chain(args).filter_map(|field| field.default.as_ref());
    defaults.chain(program.consts.iter().map(|constant| &constant.value)).any(has_double)
}

fn has_double(value: &Value) -> bool {
    match value {
        Value::Double(_) => true,
        Value::List(elements) | Value::Set(elements) => elements.iter().any(has_double),
        Value::Map(entries) => entries.iter().any(|(key, value)| has_double(key) || has_double(value)),
        Value::Struct(_, members) => members.iter().any(|(_, value)| has_double(value)),
        _ => false,
    }
}
