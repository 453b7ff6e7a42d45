//! What steers the expansion: the `rust.*` annotations of the IDL.
//!
//! The options of the macro that name a part of the IDL become such annotations, so that there is one mechanism for both.

mod selector;

use std::collections::HashMap;

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::{Attribute, Path, Token};
use thrift_idl::program::{Annotation, Item, Meta, Name, Program};
use thrift_idl::source::{FileId, Span};
use thrift_idl::{Diagnostic, Rule};

use crate::names;
use crate::options::{Options, did_you_mean, from_root};
use selector::{Index, Target};

/// The name in Rust.
const NAME: &str = "rust.name";
/// What to derive besides; on structs, unions and enums.
const DERIVE: &str = "rust.derive";
/// Attributes, as in `#[non_exhaustive]`; on types, their fields and values, and constants.
const ATTRIBUTES: &str = "rust.attributes";
/// A type of the user's in place of this one; on types and fields.
const TYPE: &str = "rust.type";
/// Puts the field into a `Box`.
const BOX: &str = "rust.box";

/// All of them, for the error that lists them.
const KEYS: [&str; 5] = [NAME, DERIVE, ATTRIBUTES, TYPE, BOX];

/// Modules in place of included files.
#[derive(Default)]
pub(crate) struct Files {
    /// The user's module for a file that is not expanded.
    pub(crate) with: HashMap<FileId, TokenStream>,
    /// The name of a file's module.
    pub(crate) rename: HashMap<FileId, String>,
}

/// The annotations that steer nothing, keys and values. The value of one without a value is `1`, as Apache's compiler has
/// it.
pub(crate) fn others(meta: &Meta) -> Vec<(String, String)> {
    let others = meta.annotations.iter().filter(|annotation| !annotation.key.text.starts_with("rust."));
    let value = |annotation: &Annotation| annotation.value.as_ref().map_or("1", |value| &value.text).to_owned();
    others.map(|annotation| (annotation.key.text.clone(), value(annotation))).collect()
}

/// Writes the options into the program.
///
/// # Errors
/// A selector that names nothing, or what its option does not apply to.
pub(crate) fn apply(options: &Options, program: &mut Program) -> syn::Result<Files> {
    let mut files = Files::default();
    if !options.derive.is_empty() {
        derive_all(&options.derive, program);
    }
    let entries = options.attributes.len() + options.rename.len() + options.with.len();
    if entries == 0 {
        return Ok(files);
    }
    let index = Index::new(program);
    for entry in &options.attributes {
        let target = index.find(&entry.selector)?;
        annotate(program, target, ATTRIBUTES, entry.value.to_string());
    }
    for entry in &options.rename {
        if !names::is_identifier(&entry.value.value()) {
            return Err(syn::Error::new(entry.value.span(), "expected an identifier, as in `\"user\"`"));
        }
        match index.find(&entry.selector)? {
            Target::File(id) => drop(files.rename.insert(id, entry.value.value())),
            target => annotate(program, target, NAME, entry.value.value()),
        }
    }
    for entry in &options.with {
        let path = &entry.value;
        from_root(path)?;
        let path = quote::quote!(#path);
        match index.find(&entry.selector)? {
            Target::File(id) if program.roots.contains(&id) => {
                let message = "only an included file can be replaced: this one is what the macro expands";
                return Err(syn::Error::new(entry.selector.span(), message));
            }
            Target::File(id) => drop(files.with.insert(id, path)),
            target if target.is_type() => annotate(program, target, TYPE, path.to_string()),
            _ => return Err(syn::Error::new(entry.selector.span(), "only files and types can be replaced")),
        }
    }
    Ok(files)
}

fn derive_all(paths: &[Path], program: &mut Program) {
    let text = quote::quote!(#(#paths),*).to_string();
    let structs = program.structs.iter_mut().map(|item| (item.name.span, &mut item.meta));
    let enums = program.enums.iter_mut().map(|item| (item.name.span, &mut item.meta));
    for (span, meta) in structs.chain(enums) {
        meta.annotations.push(annotation(span, DERIVE, text.clone()));
    }
}

fn annotate(program: &mut Program, target: Target, key: &str, value: String) {
    if let Some((span, meta)) = target.meta(program) {
        meta.annotations.push(annotation(span, key, value));
    }
}

fn annotation(span: Span, key: &str, value: String) -> Annotation {
    Annotation { key: Name { text: key.to_owned(), span }, value: Some(Name { text: value, span }) }
}

/// The errors of all `rust.*` annotations: unknown ones, and values that are no Rust.
pub(crate) fn check(program: &Program) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    selector::for_each_meta(program, |meta| {
        for annotation in meta.annotations.iter().filter(|annotation| annotation.key.text.starts_with("rust.")) {
            errors.extend(check_one(annotation));
        }
    });
    errors.sort_by_key(|error| error.primary().map(|span| (span.file, span.start)));
    errors
}

fn check_one(annotation: &Annotation) -> Option<Diagnostic> {
    let key = annotation.key.text.as_str();
    let text = annotation.value.as_ref().map(|value| value.text.as_str()).unwrap_or_default();
    let (fits, expected) = match key {
        NAME => (names::is_identifier(text), "an identifier, as in `user`"),
        DERIVE => (paths(text).is_some(), "paths, as in `serde::Serialize, Hash`"),
        ATTRIBUTES => (attributes(text).is_some(), "attributes, as in `#[non_exhaustive]`"),
        TYPE => (syn::parse_str::<syn::Type>(text).is_ok(), "a type, as in `::geo::Point`"),
        BOX => return None,
        _ => {
            let message = format!("unknown annotation `{key}`{}", did_you_mean(key, KEYS));
            let keys = KEYS.map(|key| format!("`{key}`")).join(", ");
            let error = Diagnostic::new(Rule::RustAnnotation, message).label(annotation.key.span, "not known");
            return Some(error.help(format!("the annotations for Rust are {keys}")));
        }
    };
    let span = annotation.value.as_ref().map_or(annotation.key.span, |value| value.span);
    let message = format!("the value of `{key}` is not Rust");
    (!fits).then(|| Diagnostic::new(Rule::RustAnnotation, message).label(span, format!("expected {expected}")))
}

fn values<'a>(meta: &'a Meta, key: &str) -> impl DoubleEndedIterator<Item = &'a str> {
    let found = meta.annotations.iter().filter(move |annotation| annotation.key.text == key);
    found.filter_map(|annotation| annotation.value.as_ref().map(|value| value.text.as_str()))
}

/// The name in Rust, where one is given; the option's wins over the IDL's.
pub(crate) fn name(meta: &Meta) -> Option<String> {
    if meta.annotations.is_empty() {
        return None;
    }
    values(meta, NAME).rfind(|name| names::is_identifier(name)).map(str::to_owned)
}

/// The type of the user's in place of this one.
pub(crate) fn replacement(meta: &Meta) -> Option<TokenStream> {
    values(meta, TYPE).next_back().and_then(|text| text.parse().ok())
}

/// Whether a type of the user's stands in place of this item.
pub(crate) fn is_replaced(program: &Program, item: Item) -> bool {
    let meta = match item {
        Item::Struct(id) => &program[id].meta,
        Item::Enum(id) => &program[id].meta,
        Item::Typedef(id) => &program[id].meta,
        Item::Const(_) | Item::Service(_) => return false,
    };
    replacement(meta).is_some()
}

/// Whether the field is to be boxed.
pub(crate) fn is_boxed(meta: &Meta) -> bool {
    meta.annotations.iter().any(|annotation| annotation.key.text == BOX)
}

/// What to derive besides.
pub(crate) fn derives(meta: &Meta) -> Vec<Path> {
    values(meta, DERIVE).filter_map(paths).flatten().collect()
}

/// Attributes.
pub(crate) fn attribute_tokens(meta: &Meta) -> TokenStream {
    let attributes = values(meta, ATTRIBUTES).filter_map(attributes).flatten();
    quote::quote!(#(#attributes)*)
}

fn paths(text: &str) -> Option<Vec<Path>> {
    use syn::parse::Parser;
    let paths = Punctuated::<Path, Token![,]>::parse_terminated.parse_str(text).ok()?;
    Some(paths.into_iter().collect())
}

fn attributes(text: &str) -> Option<Vec<Attribute>> {
    use syn::parse::Parser;
    Attribute::parse_outer.parse_str(text).ok()
}
