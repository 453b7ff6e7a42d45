//! Who sends what: types that clients send, and those that servers do.

use crate::program::{EnumId, Field, Program, StructId, Type};

/// In which direction values of a type travel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Directions {
    /// From client to server, as part of an argument.
    pub(super) to_server: bool,
    /// From server to client, as part of a result or exception.
    pub(super) to_client: bool,
}

impl Directions {
    pub(super) const ARGUMENTS: Self = Self { to_server: true, to_client: false };
    pub(super) const RESULT: Self = Self { to_server: false, to_client: true };

    pub(super) fn or(self, other: Self) -> Self {
        Self { to_server: self.to_server || other.to_server, to_client: self.to_client || other.to_client }
    }
}

/// The directions of all types of a program.
pub(super) struct Reach {
    structs: Vec<Directions>,
    enums: Vec<Directions>,
}

impl Reach {
    pub(super) fn of_struct(&self, id: StructId) -> Directions {
        self.structs.get(id.0 as usize).copied().unwrap_or_default()
    }

    pub(super) fn of_enum(&self, id: EnumId) -> Directions {
        self.enums.get(id.0 as usize).copied().unwrap_or_default()
    }
}

/// Finds them out.
pub(super) fn reach(program: &Program) -> Reach {
    let nowhere = |count| vec![Directions::default(); count];
    let found = Reach { structs: nowhere(program.structs.len()), enums: nowhere(program.enums.len()) };
    let mut walk = Walk { program, found, open: Vec::new() };
    for method in program.services.iter().flat_map(|service| &service.methods) {
        method.args.iter().for_each(|field| walk.ty(&field.ty, Directions::ARGUMENTS));
        method.throws.iter().for_each(|field| walk.ty(&field.ty, Directions::RESULT));
        method.returns.iter().for_each(|ty| walk.ty(ty, Directions::RESULT));
    }
    // Each struct is looked into at most once for each direction that is new to it.
    while let Some((id, directions)) = walk.open.pop() {
        let fields: &[Field] =
            program.structs.get(id.0 as usize).map(|item| item.fields.as_slice()).unwrap_or_default();
        fields.iter().for_each(|field| walk.ty(&field.ty, directions));
    }
    walk.found
}

struct Walk<'p> {
    program: &'p Program,
    found: Reach,
    open: Vec<(StructId, Directions)>,
}

impl Walk<'_> {
    fn ty(&mut self, ty: &Type, directions: Directions) {
        match self.program.resolve(ty) {
            Type::List(element) | Type::Set(element) => self.ty(element, directions),
            Type::Map(key, value) => {
                self.ty(key, directions);
                self.ty(value, directions);
            }
            Type::Struct(id) => {
                let Some(known) = self.found.structs.get_mut(id.0 as usize) else { return };
                let all = known.or(directions);
                if all != *known {
                    *known = all;
                    self.open.push((*id, all));
                }
            }
            Type::Enum(id) => {
                if let Some(known) = self.found.enums.get_mut(id.0 as usize) {
                    *known = known.or(directions);
                }
            }
            _ => {}
        }
    }
}
