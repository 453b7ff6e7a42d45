//! Which structs and enums the IDL uses in key position, as elements of sets or keys of maps, or within those.

use std::collections::HashSet;

use thrift_idl::program::{EnumId, Program, StructId, Type};

/// The types within key position.
#[derive(Default)]
pub(crate) struct Keys {
    structs: HashSet<StructId>,
    enums: HashSet<EnumId>,
}

impl Keys {
    pub(crate) fn find(program: &Program) -> Self {
        let mut keys = Self::default();
        let mut pending = Vec::new();
        let fields = program.structs.iter().flat_map(|item| &item.fields).map(|field| &field.ty);
        let methods = program.services.iter().flat_map(|service| &service.methods);
        let signatures = methods
            .flat_map(|method| method.args.iter().chain(&method.throws).map(|field| &field.ty).chain(&method.returns));
        let typedefs = program.typedefs.iter().map(|typedef| &typedef.target);
        let consts = program.consts.iter().map(|constant| &constant.ty);
        for ty in fields.chain(signatures).chain(typedefs).chain(consts) {
            key_types(ty, &mut pending);
        }
        while let Some(ty) = pending.pop() {
            match program.resolve(ty) {
                Type::Struct(id) if keys.structs.insert(*id) => {
                    pending.extend(program[*id].fields.iter().map(|field| &field.ty));
                }
                Type::Enum(id) => drop(keys.enums.insert(*id)),
                Type::List(element) | Type::Set(element) => pending.push(element),
                Type::Map(key, value) => pending.extend([&**key, &**value]),
                _ => {}
            }
        }
        keys
    }

    pub(crate) fn has_struct(&self, id: StructId) -> bool {
        self.structs.contains(&id)
    }

    pub(crate) fn has_enum(&self, id: EnumId) -> bool {
        self.enums.contains(&id)
    }
}

/// The types in key position that are written out in this one.
fn key_types<'a>(ty: &'a Type, out: &mut Vec<&'a Type>) {
    match ty {
        Type::Set(element) => out.push(element),
        Type::Map(key, value) => {
            out.push(key);
            key_types(value, out);
        }
        Type::List(element) => key_types(element, out),
        _ => {}
    }
}
