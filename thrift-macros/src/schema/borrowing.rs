//! Which structs hold text or binaries somewhere, so that a borrowed form of them has a lifetime.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use thrift_idl::program::{Field, Item, Program, StructId, Type};
use thrift_idl::source::FileId;

use super::paths::Paths;
use super::{mend, naming, steer};

/// The structs that borrow, and the modules of borrowed types. Empty where the user wants none.
#[derive(Default)]
pub(crate) struct Borrowing {
    /// Whether each struct borrows.
    structs: Vec<bool>,
    /// The module beside the items of each file that expands.
    modules: HashMap<FileId, Ident>,
}

impl Borrowing {
    pub(crate) fn find(program: &Program, paths: &Paths, span: Span) -> Self {
        let mut found = Self { structs: vec![false; program.structs.len()], modules: HashMap::new() };
        // Whoever holds one that borrows borrows, until nothing changes.
        let mut changes = true;
        while std::mem::take(&mut changes) {
            for n in 0..program.structs.len() {
                if found.comes_to_hold(program, paths, n)
                    && let Some(borrows) = found.structs.get_mut(n)
                {
                    (*borrows, changes) = (true, true);
                }
            }
        }
        let files = || (0..program.files.len() as u32).map(FileId).filter(|id| paths.expands(*id));
        let in_roots: Vec<String> = {
            let roots = files().filter(|id| program.roots.contains(id)).flat_map(|id| names(program, id));
            roots.chain(files().filter_map(|id| paths.module(id)).map(ToString::to_string)).collect()
        };
        for id in files() {
            let taken = if program.roots.contains(&id) { in_roots.clone() } else { names(program, id) };
            let mut name = String::from("borrowed");
            while taken.contains(&name) {
                name.push('_');
            }
            found.modules.insert(id, Ident::new(&name, span));
        }
        found
    }

    /// Whether a struct that is not known to borrow does.
    fn comes_to_hold(&self, program: &Program, paths: &Paths, n: usize) -> bool {
        let Some(item) = program.structs.get(n) else {
            return false;
        };
        self.structs.get(n) == Some(&false)
            && paths.expands(item.file)
            && steer::replacement(&item.meta).is_none()
            && !mend::is_unknown(&item.name)
            && item.fields.iter().any(|field| self.field(program, field))
    }

    /// The module of borrowed types beside the items of this file.
    pub(crate) fn module(&self, file: FileId) -> Option<&Ident> {
        self.modules.get(&file)
    }

    /// Whether this struct borrows.
    pub(crate) fn structure(&self, id: StructId) -> bool {
        self.structs.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether this field does: one of a type of the user's owns what it holds.
    pub(crate) fn field(&self, program: &Program, field: &Field) -> bool {
        steer::replacement(&field.meta).is_none() && self.ty(program, &field.ty)
    }

    /// Whether a value of this type borrows.
    pub(crate) fn ty(&self, program: &Program, ty: &Type) -> bool {
        match ty {
            Type::String | Type::Binary => true,
            Type::Struct(id) => self.structure(*id),
            Type::List(element) | Type::Set(element) => self.ty(program, element),
            Type::Map(key, value) => self.ty(program, key) || self.ty(program, value),
            Type::Typedef(id) => {
                let item = &program[*id];
                steer::replacement(&item.meta).is_none() && self.ty(program, &item.target)
            }
            _ => false,
        }
    }
}

/// The names of types and modules that the items of this file have.
fn names(program: &Program, file: FileId) -> Vec<String> {
    let name = |item: &Item| match item {
        Item::Struct(id) => naming::type_name(&program[*id].name, &program[*id].meta),
        Item::Enum(id) => naming::type_name(&program[*id].name, &program[*id].meta),
        Item::Typedef(id) => naming::type_name(&program[*id].name, &program[*id].meta),
        Item::Service(id) => naming::value_name(&program[*id].name, &program[*id].meta),
        Item::Const(_) => String::new(),
    };
    program[file].items.iter().map(name).collect()
}
