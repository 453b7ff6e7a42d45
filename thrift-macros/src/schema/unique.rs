//! Names that are different in the IDL and the same in Rust.
//!
//! `1: i32 userId, 2: i32 user_id` are both `user_id`. The first keeps the name; the others are taken out of the program,
//! so that what is left can be expanded beside the error. Types and services that go lose their names, so that what refers
//! to them does not mean the first.

use std::collections::HashMap;

use thrift_idl::program::{Field, Item, Method, Name, Program, ServiceId};
use thrift_idl::source::{FileId, Span};
use thrift_idl::{Diagnostic, Rule};

use super::naming;
use super::paths::Paths;
use super::steer;
use crate::names;

/// Takes what has a taken name out of the program, with an error for each.
pub(crate) fn retain_unique(program: &mut Program, paths: &Paths) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    items(program, paths, &mut errors);
    for item in &mut program.structs {
        let kind = item.kind;
        fields(&mut item.fields, |field| naming::field_name(kind, field), &mut errors);
    }
    for item in &mut program.enums {
        let mut scope = Scope::new(&mut errors);
        item.values.retain(|value| scope.takes(naming::constant_name(&value.name, &value.meta), &value.name));
    }
    for id in (0..program.services.len() as u32).map(ServiceId) {
        methods(program, id, &mut errors);
    }
    errors
}

/// The names of one scope, and who has them.
struct Scope<'e> {
    owners: HashMap<String, (String, Span)>,
    errors: &'e mut Vec<Diagnostic>,
}

impl<'e> Scope<'e> {
    fn new(errors: &'e mut Vec<Diagnostic>) -> Self {
        Self { owners: HashMap::new(), errors }
    }

    /// Whether this name was free.
    fn takes(&mut self, rust: String, name: &Name) -> bool {
        let rust = names::escape(&rust);
        let Some((first, span)) = self.owners.get(&rust) else {
            self.owners.insert(rust, (name.text.clone(), name.span));
            return true;
        };
        let (message, label) = if *first == name.text {
            (format!("`{first}` would be defined twice in one Rust module"), String::from("again here"))
        } else {
            let message = format!("`{first}` and `{}` are both `{rust}` in Rust", name.text);
            (message, format!("becomes `{rust}` too"))
        };
        let error = Diagnostic::new(Rule::RustNameCollision, message)
            .label(name.span, label)
            .label(*span, format!("becomes `{rust}`"))
            .help("give one of them another name, or another one in Rust: `rename`, or `(rust.name = \"…\")`");
        self.errors.push(error);
        false
    }
}

/// Types, modules and constants. The items of all roots share one module; those of each included file have their own,
/// which stands among the items of the roots.
fn items(program: &mut Program, paths: &Paths, errors: &mut Vec<Diagnostic>) {
    let (roots, included): (Vec<FileId>, Vec<FileId>) =
        files(program, paths).partition(|id| program.roots.contains(id));
    let (mut types, mut values) = (Vec::new(), Vec::new());
    let mut in_roots = Scope::new(&mut types);
    for id in &included {
        if let Some(name) = module_name(program, *id) {
            let rust = paths.module(*id).map_or_else(|| name.text.clone(), ToString::to_string);
            in_roots.takes(rust, &name);
        }
    }
    let mut values_in_roots = Scope::new(&mut values);
    let mut kept: Vec<(FileId, Vec<Item>)> = Vec::new();
    for id in roots {
        kept.push((id, unique_items(program, id, &mut in_roots, &mut values_in_roots)));
    }
    for id in included {
        let (mut types, mut values) = (Vec::new(), Vec::new());
        kept.push((id, unique_items(program, id, &mut Scope::new(&mut types), &mut Scope::new(&mut values))));
        errors.extend(types.into_iter().chain(values));
    }
    errors.extend(types.into_iter().chain(values));
    for (id, items) in kept {
        let Some(file) = program.files.get_mut(id.0 as usize) else {
            continue;
        };
        let all = std::mem::replace(&mut file.items, items.clone());
        let mut kept = items.into_iter().peekable();
        for item in all {
            // Both are in one order.
            if kept.next_if_eq(&item).is_some() {
                continue;
            }
            forget_name(program, item);
        }
    }
}

/// The files that expand.
fn files(program: &Program, paths: &Paths) -> impl Iterator<Item = FileId> {
    (0..program.files.len() as u32).map(FileId).filter(|id| paths.expands(*id))
}

fn forget_name(program: &mut Program, item: Item) {
    let name = match item {
        Item::Struct(id) => program.structs.get_mut(id.0 as usize).map(|item| &mut item.name),
        Item::Enum(id) => program.enums.get_mut(id.0 as usize).map(|item| &mut item.name),
        Item::Typedef(id) => program.typedefs.get_mut(id.0 as usize).map(|item| &mut item.name),
        Item::Service(id) => program.services.get_mut(id.0 as usize).map(|item| &mut item.name),
        Item::Const(_) => None,
    };
    if let Some(name) = name {
        name.text.clear();
    }
}

/// The name of an included file, at the first `include` of it.
fn module_name(program: &Program, id: FileId) -> Option<Name> {
    let mut includes = program.files.iter().flat_map(|file| &file.includes);
    let include = includes.find(|include| include.file == id)?;
    Some(Name { text: program[id].name.clone(), span: include.span })
}

fn unique_items(program: &Program, id: FileId, types: &mut Scope<'_>, values: &mut Scope<'_>) -> Vec<Item> {
    let unique = |item: &Item| match item {
        _ if steer::is_replaced(program, *item) => true,
        Item::Struct(id) => types.takes(naming::type_name(&program[*id].name, &program[*id].meta), &program[*id].name),
        Item::Typedef(id) => types.takes(naming::type_name(&program[*id].name, &program[*id].meta), &program[*id].name),
        Item::Service(id) => {
            types.takes(naming::value_name(&program[*id].name, &program[*id].meta), &program[*id].name)
        }
        Item::Const(id) => {
            values.takes(naming::constant_name(&program[*id].name, &program[*id].meta), &program[*id].name)
        }
        // A tuple struct is a type and, as its constructor, a value.
        Item::Enum(id) => {
            let rust = naming::type_name(&program[*id].name, &program[*id].meta);
            types.takes(rust.clone(), &program[*id].name) && values.takes(rust, &program[*id].name)
        }
    };
    program[id].items.iter().copied().filter(unique).collect()
}

fn fields(fields: &mut Vec<Field>, rust: impl Fn(&Field) -> String, errors: &mut Vec<Diagnostic>) {
    let mut scope = Scope::new(errors);
    fields.retain(|field| scope.takes(rust(field), &field.name));
}

/// Methods, which a `Client` has beside the inherited ones.
fn methods(program: &mut Program, id: ServiceId, errors: &mut Vec<Diagnostic>) {
    let mut scope = Scope::new(errors);
    for base in super::ancestors(program, id) {
        for method in &program[base].methods {
            let rust = names::escape(&naming::value_name(&method.name, &method.meta));
            scope.owners.insert(rust, (method.name.text.clone(), method.name.span));
        }
    }
    let Some(service) = program.services.get_mut(id.0 as usize) else {
        return;
    };
    service.methods.retain(|method| scope.takes(naming::value_name(&method.name, &method.meta), &method.name));
    // `getURL` and `get_u_r_l` are two methods, whose types on the wire would be one.
    let mut types = Scope::new(errors);
    service.methods.retain(|method| types.takes(naming::prefix(&method.name, &method.meta), &method.name));
    let methods = std::mem::take(&mut service.methods);
    let unique = |mut method: Method| {
        fields(&mut method.args, |field| naming::value_name(&field.name, &field.meta), errors);
        let mut variants = naming::throw_names(program, &method.throws).into_iter();
        let mut scope = Scope::new(errors);
        method.throws.retain(|field| scope.takes(variants.next().unwrap_or_default(), &field.name));
        method
    };
    let methods = methods.into_iter().map(unique).collect();
    if let Some(service) = program.services.get_mut(id.0 as usize) {
        service.methods = methods;
    }
}
