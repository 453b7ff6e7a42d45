//! Which structs hold each other by value, in circles: what is on one can be left out, or there would be no end to it.

use crate::graph::{Edge, components};
use crate::program::{Program, StructId, Type};

/// The circles of structs that hold each other by value.
#[derive(Debug, Clone)]
pub struct Cycles(Vec<usize>);

impl Cycles {
    /// Those of a program.
    pub fn find(program: &Program) -> Self {
        let edges = program.structs.iter().map(|item| {
            let held = item.fields.iter().filter_map(|field| match program.resolve(&field.ty) {
                Type::Struct(id) => Some(Edge { to: id.0 as usize, span: field.span }),
                _ => None,
            });
            held.collect()
        });
        Self(components(&edges.collect::<Vec<_>>()))
    }

    /// Whether a field of `owner` with this type lies on one.
    pub fn contains(&self, program: &Program, owner: StructId, ty: &Type) -> bool {
        let component = |id: StructId| self.0.get(id.0 as usize);
        match program.resolve(ty) {
            Type::Struct(target) => component(owner) == component(*target),
            _ => false,
        }
    }
}
