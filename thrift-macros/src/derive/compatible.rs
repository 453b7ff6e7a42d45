//! `#[thrift(compatible_with = "…")]`: a type of Rust against the version that peers still speak.
//!
//! A derive sees one type, and those of its fields by their names. So what is compared is the old version with itself, but that
//! the type of this name is as it is written here. Other types of that version are taken for what they were: each has an
//! attribute of its own. What a name does not tell, an alias or a type that the old version does not have, is taken for the
//! same, too; `Schema::breaks` of the runtime sees through it.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{GenericArgument, PathArguments, Type as Rust, TypePath};
use thrift_idl::compat::{Change, Rule, Version, compare};
use thrift_idl::program::{
    EnumId, EnumValue, Field, Item, Meta, Name, Program, Requiredness, StructId, StructKind, Type,
};
use thrift_idl::suggest::nearest;
use thrift_idl::{FileId, SourceMap, Span as Place};

use super::Errors;
use crate::load;
use crate::options::Compatible;
use crate::report::{allowable, errors_of, tracked, unused};
use crate::schema::{Enum, Field as Written, Presence, Struct, Union};

/// A type as it is written now.
pub(super) enum Now<'a> {
    Struct(&'a Struct),
    Union(&'a Union),
    Enum(&'a Enum),
}

impl Now<'_> {
    fn name(&self) -> (&str, &Ident) {
        match self {
            Self::Struct(item) => (&item.idl, &item.ident),
            Self::Union(item) => (&item.idl, &item.ident),
            Self::Enum(item) => (&item.idl, &item.ident),
        }
    }

    /// What it is in the IDL; where another kind of struct has its name, they are compared.
    fn word(&self) -> &'static str {
        match self {
            Self::Struct(item) if item.exception.is_some() => "exception",
            Self::Struct(_) => "struct",
            Self::Union(_) => "union",
            Self::Enum(_) => "enum",
        }
    }

    /// Its parts by their names in Thrift.
    fn parts(&self) -> Vec<(&str, &Ident)> {
        match self {
            Self::Struct(item) => item.fields.iter().map(|field| (field.idl.as_str(), &field.ident)).collect(),
            Self::Union(item) => item.variants.iter().map(|part| (part.idl.as_str(), &part.ident)).collect(),
            Self::Enum(item) => item.values.iter().map(|value| (value.idl.as_str(), &value.ident)).collect(),
        }
    }
}

/// Notes what breaks peers of the old version. Gives what makes cargo build again when its files change.
pub(super) fn check(options: &Compatible, now: &Now<'_>, errors: &mut Errors) -> TokenStream {
    let Some(source) = &options.with else {
        return TokenStream::new();
    };
    let literal = source.literal().span();
    let (old, package) = load::version(source);
    let track = tracked(old.sources.files(), &package, literal);
    let Some(before) = Version::of(&old) else {
        errors_of(&old).for_each(|text| errors.push(literal, text));
        return track;
    };
    let mut program = before.program.clone();
    if let Err(message) = replace(&mut program, now) {
        errors.push(literal, message);
        return track;
    }
    let changes = compare(before, Version { program: &program, sources: before.sources });
    let policy = options.policy();
    let verdict = policy.judge(&changes);
    for change in &verdict.breaks {
        errors.push(place(now, change), shown(change, before.sources).render(before.sources, before.sources));
    }
    for allowed in &options.allowed {
        if verdict.unused.iter().any(|unused| **unused == allowed.allowance) {
            errors.push(allowed.span, unused(&allowed.allowance, &changes));
        }
    }
    track
}

/// The change with its place in the old version alone, since the compiler shows the one in this; and with what to write in Rust.
fn shown(change: &Change, sources: &SourceMap) -> Change {
    let mut change = Change { new: Vec::new(), ..allowable(change) };
    if matches!(change.rule, Rule::FieldRenamed | Rule::EnumValueRenamed)
        && let Some(label) = change.old.first()
        && let Some(file) = sources.files().get(label.span.file.0 as usize)
        && let Some(help) = change.help.first_mut()
    {
        *help = format!("keep the name in Thrift: `#[thrift(name = \"{}\")]`", file.slice(label.span));
    }
    change
}

/// Where a change is in Rust: at the part that it is about, where that is still there.
fn place(now: &Now<'_>, change: &Change) -> Span {
    let (name, ident) = now.name();
    let part = change.subject.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
    let part = part.and_then(|part| now.parts().into_iter().find(|(name, _)| *name == part));
    part.map_or(ident, |(_, ident)| ident).span()
}

/// Puts the type in the place of the one with its name.
fn replace(program: &mut Program, now: &Now<'_>) -> Result<(), String> {
    let (name, _) = now.name();
    let of_root = |file: FileId| program.roots.contains(&file);
    match now {
        Now::Enum(item) => {
            let found = program.enums.iter_mut().find(|old| old.name.text == name && program.roots.contains(&old.file));
            let Some(old) = found else { return Err(missing(program, name, now.word())) };
            old.values = item.values.iter().map(|value| self::value(&value.idl, value.number)).collect();
        }
        Now::Struct(_) | Now::Union(_) => {
            let found = program.structs.iter().position(|old| old.name.text == name && of_root(old.file));
            let Some(place) = found else { return Err(missing(program, name, now.word())) };
            let old = program.structs.get(place).map(|old| old.fields.clone()).unwrap_or_default();
            let field = |id, parts| field(program, old.iter().find(|field| field.id == id), parts);
            let (kind, fields) = match now {
                Now::Struct(item) => {
                    let kind = if item.exception.is_some() { StructKind::Exception } else { StructKind::Struct };
                    (kind, item.fields.iter().map(|written| field(written.id, Parts::of_field(written))).collect())
                }
                Now::Union(item) => {
                    let member = |part: &crate::schema::Variant| Parts {
                        id: part.id,
                        name: part.idl.clone(),
                        requiredness: Requiredness::Optional,
                        ty: syn::parse2(part.ty.tokens.clone()).ok(),
                        has_default: false,
                    };
                    (StructKind::Union, item.variants.iter().map(|part| field(part.id, member(part))).collect())
                }
                Now::Enum(_) => return Ok(()),
            };
            let fields: Vec<Field> = fields;
            if let Some(old) = program.structs.get_mut(place) {
                (old.kind, old.fields) = (kind, fields);
            }
        }
    }
    Ok(())
}

fn missing(program: &Program, name: &str, what: &str) -> String {
    let names = |item: &Item| match item {
        Item::Struct(id) => Some(program[*id].name.text.as_str()),
        Item::Enum(id) => Some(program[*id].name.text.as_str()),
        _ => None,
    };
    let items = program.roots.iter().flat_map(|root| &program[*root].items).filter_map(names);
    let all: Vec<&str> = items.collect();
    let help = match nearest(name, all.iter().copied()) {
        _ if all.contains(&name) => format!("`{name}` is something else there"),
        Some(near) => format!("did you mean `{near}`? write `name = \"{near}\"`"),
        None => "a type that is new needs no `compatible_with`".to_owned(),
    };
    format!("that version has no {what} `{name}`\nhelp: {help}")
}

fn value(name: &str, number: i32) -> EnumValue {
    EnumValue { name: Name::nowhere(name), number, meta: Meta::default() }
}

/// What is known of a field.
struct Parts {
    id: i16,
    name: String,
    requiredness: Requiredness,
    /// None where its name tells nothing.
    ty: Option<Rust>,
    has_default: bool,
}

impl Parts {
    fn of_field(field: &Written) -> Self {
        Self {
            id: field.id,
            name: field.idl.clone(),
            requiredness: match field.presence {
                Presence::Required(_) => Requiredness::Required,
                Presence::Default(_) => Requiredness::Default,
                Presence::Optional(_) => Requiredness::Optional,
            },
            // What goes over the wire for an adapter's type, only the adapter knows.
            ty: match field.adapter {
                Some(_) => None,
                None => syn::parse2(field.ty.tokens.clone()).ok(),
            },
            has_default: field.default.is_some(),
        }
    }
}

fn field(program: &Program, old: Option<&Field>, parts: Parts) -> Field {
    let was = old.map(|old| &old.ty);
    // Of an expression of Rust nobody knows the value here, nor of what `impl Default` says.
    let keeps = parts.has_default || parts.requiredness == Requiredness::Optional;
    Field {
        id: parts.id,
        name: Name::nowhere(&parts.name),
        requiredness: parts.requiredness,
        ty: parts.ty.and_then(|ty| idl_type(program, &ty, was)).or(was.cloned()).unwrap_or(Type::Binary),
        default: old.filter(|_| keeps).and_then(|old| old.default.clone()),
        meta: old.map(|old| old.meta.clone()).unwrap_or_default(),
        span: Place::NOWHERE,
    }
}

/// The type that this one is by its name; `was` is what stood in its place.
fn idl_type(program: &Program, ty: &Rust, was: Option<&Type>) -> Option<Type> {
    let (name, inner) = match ty {
        Rust::Reference(reference) => return idl_type(program, &reference.elem, was),
        Rust::Paren(paren) => return idl_type(program, &paren.elem, was),
        Rust::Group(group) => return idl_type(program, &group.elem, was),
        Rust::Slice(_) => return Some(Type::Binary),
        Rust::Path(TypePath { qself: None, path, .. }) => {
            let last = path.segments.last()?;
            (last.ident.to_string(), types_in(&last.arguments))
        }
        _ => return None,
    };
    let was = was.map(|was| program.resolve(was));
    // Of a part that tells nothing, what it was; where there was nothing, anything.
    let part = |place: usize, was: Option<&Type>| {
        let known = inner.get(place).and_then(|inner| idl_type(program, inner, was));
        Box::new(known.or(was.cloned()).unwrap_or(Type::Binary))
    };
    let element = |was: Option<&Type>| match was {
        Some(Type::List(element) | Type::Set(element)) => part(0, Some(element)),
        _ => part(0, None),
    };
    Some(match name.as_str() {
        "Box" | "Arc" | "Cow" | "Option" | "OrderedFloat" => {
            return inner.first().and_then(|inner| idl_type(program, inner, was));
        }
        "bool" => Type::Bool,
        "i8" => Type::I8,
        "i16" => Type::I16,
        "i32" => Type::I32,
        "i64" => Type::I64,
        "f64" => Type::Double,
        "String" | "SharedString" | "str" => Type::String,
        "Bytes" => Type::Binary,
        "Uuid" => Type::Uuid,
        "Vec" => Type::List(element(was)),
        "HashSet" | "BTreeSet" | "VecSet" => Type::Set(element(was)),
        "HashMap" | "BTreeMap" | "VecMap" => match was {
            Some(Type::Map(key, value)) => Type::Map(part(0, Some(key)), part(1, Some(value))),
            _ => Type::Map(part(0, None), part(1, None)),
        },
        name => return named(program, name),
    })
}

/// The struct or enum of the old version with this name.
fn named(program: &Program, name: &str) -> Option<Type> {
    let place = |place: usize| u32::try_from(place).ok();
    let structs = program.structs.iter().position(|item| item.name.text == name).and_then(place);
    let enums = program.enums.iter().position(|item| item.name.text == name).and_then(place);
    structs.map(|id| Type::Struct(StructId(id))).or(enums.map(|id| Type::Enum(EnumId(id))))
}

fn types_in(arguments: &PathArguments) -> Vec<&Rust> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return Vec::new();
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}
