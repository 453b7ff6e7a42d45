//! Selectors: `User`, `User.email`, `UserService.getUser`, `shared.Point`, `shared.Point.x`, `shared.thrift`.

use std::collections::HashMap;

use syn::LitStr;
use thrift_idl::program::{ConstId, EnumId, Item, Meta, Name, Program, ServiceId, StructId, TypedefId};
use thrift_idl::source::{FileId, Span};

use crate::options::did_you_mean;

/// What a selector can name. Members are by their place in the item.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    File(FileId),
    Struct(StructId),
    Field(StructId, usize),
    Enum(EnumId),
    EnumValue(EnumId, usize),
    Typedef(TypedefId),
    Const(ConstId),
    Service(ServiceId),
    Method(ServiceId, usize),
}

impl Target {
    pub(crate) fn is_type(self) -> bool {
        matches!(self, Self::Struct(_) | Self::Enum(_) | Self::Typedef(_))
    }

    /// What carries its annotations. A file has nothing that does.
    pub(crate) fn meta(self, program: &mut Program) -> Option<(Span, &mut Meta)> {
        match self {
            Self::File(_) => None,
            Self::Struct(id) => program.structs.get_mut(id.0 as usize).map(|item| (item.name.span, &mut item.meta)),
            Self::Field(id, n) => {
                let field = program.structs.get_mut(id.0 as usize)?.fields.get_mut(n)?;
                Some((field.name.span, &mut field.meta))
            }
            Self::Enum(id) => program.enums.get_mut(id.0 as usize).map(|item| (item.name.span, &mut item.meta)),
            Self::EnumValue(id, n) => {
                let value = program.enums.get_mut(id.0 as usize)?.values.get_mut(n)?;
                Some((value.name.span, &mut value.meta))
            }
            Self::Typedef(id) => program.typedefs.get_mut(id.0 as usize).map(|item| (item.name.span, &mut item.meta)),
            Self::Const(id) => program.consts.get_mut(id.0 as usize).map(|item| (item.name.span, &mut item.meta)),
            Self::Service(id) => program.services.get_mut(id.0 as usize).map(|item| (item.name.span, &mut item.meta)),
            Self::Method(id, n) => {
                let method = program.services.get_mut(id.0 as usize)?.methods.get_mut(n)?;
                Some((method.name.span, &mut method.meta))
            }
        }
    }
}

/// Everything that a selector can name. Of two things of one name, as an include and a struct may have, the first counts.
pub(crate) struct Index(HashMap<String, Target>);

impl Index {
    pub(crate) fn new(program: &Program) -> Self {
        let mut index = Self(HashMap::new());
        let files = || (0..program.files.len() as u32).map(FileId);
        // What the roots define goes by its own name first.
        for id in files().filter(|id| program.roots.contains(id)) {
            index.items(program, id, "");
        }
        for id in files() {
            let file = &program[id];
            index.add(format!("{}.thrift", file.name), Target::File(id));
            index.items(program, id, &format!("{}.", file.name));
        }
        for include in program.files.iter().flat_map(|file| &file.includes) {
            index.add(include.path.clone(), Target::File(include.file));
        }
        index
    }

    /// What this selector names.
    pub(crate) fn find(&self, selector: &LitStr) -> syn::Result<Target> {
        let text = selector.value();
        self.0.get(&text).copied().ok_or_else(|| {
            // In order, so that two equally near ones give the same message each time.
            let mut names: Vec<&str> = self.0.keys().map(String::as_str).collect();
            names.sort_unstable();
            let help = did_you_mean(&text, names);
            syn::Error::new(selector.span(), format!("`{text}` names nothing in the IDL{help}"))
        })
    }

    fn add(&mut self, name: String, target: Target) {
        self.0.entry(name).or_insert(target);
    }

    fn items(&mut self, program: &Program, id: FileId, prefix: &str) {
        for item in &program[id].items {
            let (name, target) = match *item {
                Item::Struct(id) => (&program[id].name, Target::Struct(id)),
                Item::Enum(id) => (&program[id].name, Target::Enum(id)),
                Item::Typedef(id) => (&program[id].name, Target::Typedef(id)),
                Item::Const(id) => (&program[id].name, Target::Const(id)),
                Item::Service(id) => (&program[id].name, Target::Service(id)),
            };
            let name = format!("{prefix}{}", name.text);
            self.members(program, *item, &name);
            self.add(name, target);
        }
    }

    fn members(&mut self, program: &Program, item: Item, owner: &str) {
        let mut add = |n: usize, name: &Name, target: &dyn Fn(usize) -> Target| {
            self.add(format!("{owner}.{}", name.text), target(n));
        };
        match item {
            Item::Struct(id) => {
                for (n, field) in program[id].fields.iter().enumerate() {
                    add(n, &field.name, &|n| Target::Field(id, n));
                }
            }
            Item::Enum(id) => {
                for (n, value) in program[id].values.iter().enumerate() {
                    add(n, &value.name, &|n| Target::EnumValue(id, n));
                }
            }
            Item::Service(id) => {
                for (n, method) in program[id].methods.iter().enumerate() {
                    add(n, &method.name, &|n| Target::Method(id, n));
                }
            }
            Item::Typedef(_) | Item::Const(_) => {}
        }
    }
}

/// Calls `visit` for all that carries annotations.
pub(crate) fn for_each_meta<'a>(program: &'a Program, mut visit: impl FnMut(&'a Meta)) {
    for item in &program.structs {
        visit(&item.meta);
        item.fields.iter().for_each(|field| visit(&field.meta));
    }
    for item in &program.enums {
        visit(&item.meta);
        item.values.iter().for_each(|value| visit(&value.meta));
    }
    program.typedefs.iter().for_each(|item| visit(&item.meta));
    program.consts.iter().for_each(|item| visit(&item.meta));
    for item in &program.services {
        visit(&item.meta);
        for method in &item.methods {
            visit(&method.meta);
            method.args.iter().chain(&method.throws).for_each(|field| visit(&field.meta));
        }
    }
}
