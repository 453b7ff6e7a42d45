//! Which structs can derive `Eq`, `Hash` and `Ord`.

use thrift_idl::program::{Field, Program, StructId, Type};

use super::Comparison;
use super::keys::Keys;
use super::steer;
use crate::options::Maps;

/// The comparison of each struct.
pub(crate) struct Comparisons {
    structs: Vec<Comparison>,
    /// What maps and sets have, as far as it does not hang on what is in them.
    maps: Comparison,
}

impl Comparisons {
    /// Starts from all that could be, and takes away what a field lacks until nothing changes: so types on a cycle keep
    /// what each of them has.
    pub(crate) fn find(program: &Program, keys: &Keys, maps: &Maps) -> Self {
        let ids = || (0..program.structs.len() as u32).map(StructId);
        let mut users: Vec<Vec<StructId>> = vec![Vec::new(); program.structs.len()];
        for id in ids() {
            for field in &program[id].fields {
                for_structs(program, &field.ty, &mut |used| {
                    if let Some(users) = users.get_mut(used.0 as usize) {
                        users.push(id);
                    }
                });
            }
        }
        let start = |id| match keys.has_struct(id) {
            true => Comparison::Key,
            // Nothing is known of a type of the user's but what every field needs.
            false if steer::replacement(&program[id].meta).is_some() => Comparison::Partial,
            false => Comparison::Full,
        };
        let maps = match maps {
            // Hash sets and hash maps compare, but have neither order nor hash; and no more is asked of the user's own.
            Maps::Hash | Maps::Module(_) => Comparison::Eq,
            Maps::BTree | Maps::Vec => Comparison::Full,
        };
        let mut found = Self { structs: ids().map(start).collect(), maps };
        let mut pending: Vec<StructId> = ids().collect();
        while let Some(id) = pending.pop() {
            let before = found.of(id);
            if before == Comparison::Key {
                continue;
            }
            let fields = program[id].fields.iter().map(|field| found.of_field(program, field));
            let after = fields.fold(before, weaker);
            if after != before {
                if let Some(slot) = found.structs.get_mut(id.0 as usize) {
                    *slot = after;
                }
                pending.extend(users.get(id.0 as usize).into_iter().flatten().copied());
            }
        }
        found
    }

    pub(crate) fn of(&self, id: StructId) -> Comparison {
        self.structs.get(id.0 as usize).copied().unwrap_or(Comparison::Partial)
    }

    fn of_field(&self, program: &Program, field: &Field) -> Comparison {
        match steer::replacement(&field.meta) {
            Some(_) => Comparison::Partial,
            None => self.of_type(program, &field.ty),
        }
    }

    fn of_type(&self, program: &Program, ty: &Type) -> Comparison {
        match program.resolve(ty) {
            Type::Double => Comparison::Partial,
            Type::Struct(id) => self.of(*id),
            Type::List(element) => self.of_type(program, element),
            // Keys have everything.
            Type::Set(_) => self.maps,
            Type::Map(_, value) => weaker(self.maps, self.of_type(program, value)),
            _ => Comparison::Full,
        }
    }
}

/// What a type has whose parts have these. A key type has everything.
fn weaker(a: Comparison, b: Comparison) -> Comparison {
    match (a, b) {
        (Comparison::Partial, _) | (_, Comparison::Partial) => Comparison::Partial,
        (Comparison::Eq, _) | (_, Comparison::Eq) => Comparison::Eq,
        _ => Comparison::Full,
    }
}

/// Calls `found` for each struct in this type.
fn for_structs(program: &Program, ty: &Type, found: &mut impl FnMut(StructId)) {
    match program.resolve(ty) {
        Type::Struct(id) => found(*id),
        Type::List(element) | Type::Set(element) => for_structs(program, element, found),
        Type::Map(key, value) => {
            for_structs(program, key, found);
            for_structs(program, value, found);
        }
        _ => {}
    }
}
