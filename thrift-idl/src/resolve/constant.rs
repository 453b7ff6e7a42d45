//! Constants and defaults: in an order in which each is known before it is used.

use super::Resolved;
use super::name::Named;
use super::reference::Folded;
use super::scope::Lookup;
use crate::ast::{Field, Value, ValueKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::graph::{Edge, walk};
use crate::program::{self, ConstId, Type};
use crate::source::FileId;

impl<'s> Resolved<'s> {
    /// Folds all constants. A constant must not refer to itself: `const i32 A = B`, `const i32 B = A`.
    pub(super) fn constants(&mut self) {
        for index in 0..self.nodes.consts.len() {
            let (Some(node), Some(item)) = (self.nodes.consts.get(index), self.program.consts.get(index)) else {
                continue;
            };
            let ty = self.ty(item.file, &node.ty);
            if let Some(item) = self.program.consts.get_mut(index) {
                item.ty = ty;
            }
        }
        let items = self.nodes.consts.iter().zip(&self.program.consts);
        let edges = items.map(|(node, item)| {
            let mut found = Vec::new();
            self.references(item.file, &node.value, &mut found);
            found
        });
        let found = walk(&edges.collect::<Vec<_>>());
        let name = |id: usize| self.program.consts.get(id).map(|item| item.name.text.clone()).unwrap_or_default();
        for circle in &found.circles {
            let message = format!("the value of `{}` depends on itself", name(circle.start()));
            self.reports.push(circle.label(Diagnostic::new(Rule::ConstantCycle, message), "refers to", name));
        }
        // A constant that closes a circle refers to one that has no value yet, and so gets none.
        self.folded = vec![None; self.nodes.consts.len()];
        for id in found.order {
            self.fold_constant(ConstId(id as u32));
        }
    }

    /// The constants that a value names.
    fn references(&self, file: FileId, value: &Value<'s>, found: &mut Vec<Edge>) {
        match &value.kind {
            ValueKind::Name(name) => {
                if let Lookup::Found(Named::Const(id)) = self.find_value(file, name) {
                    found.push(Edge { to: id.0 as usize, span: value.span });
                }
            }
            ValueKind::List(values) => values.iter().for_each(|value| self.references(file, value, found)),
            ValueKind::Map(pairs) => pairs.iter().for_each(|(key, value)| {
                self.references(file, key, found);
                self.references(file, value, found);
            }),
            ValueKind::Struct(_, fields) => fields.iter().for_each(|(_, value)| self.references(file, value, found)),
            ValueKind::Int(_) | ValueKind::Double(_) | ValueKind::Literal(_) | ValueKind::Bytes(_) | ValueKind::Bad => {
            }
        }
    }

    fn fold_constant(&mut self, id: ConstId) {
        let Some(node) = self.nodes.consts.get(id.0 as usize) else {
            return;
        };
        let item = &self.program[id];
        let Some(value) = self.fold_declared(item.file, &node.value, &item.ty, node.ty.span) else {
            return;
        };
        let size = Folded::of(&value);
        if let Some(item) = self.program.consts.get_mut(id.0 as usize) {
            item.value = value;
        }
        if let Some(slot) = self.folded.get_mut(id.0 as usize) {
            *slot = Some(size);
        }
    }

    /// Folds the defaults of all fields and arguments.
    pub(super) fn defaults(&mut self) {
        let mut values: Vec<(usize, usize, program::Value)> = Vec::new();
        for (index, node) in self.nodes.structs.iter().enumerate() {
            let Some(item) = self.program.structs.get(index) else {
                continue;
            };
            for (at, field) in node.fields.iter().enumerate() {
                let ty = item.fields.get(at).map(|field| &field.ty);
                values.extend(self.default(item.file, field, ty).map(|value| (index, at, value)));
            }
        }
        for (index, at, value) in values {
            let field = self.program.structs.get_mut(index).and_then(|item| item.fields.get_mut(at));
            if let Some(field) = field {
                field.default = Some(value);
            }
        }
        self.argument_defaults();
    }

    fn argument_defaults(&mut self) {
        let mut values = Vec::new();
        for (index, node) in self.nodes.services.iter().enumerate() {
            let Some(item) = self.program.services.get(index) else {
                continue;
            };
            for (number, (method, made)) in node.methods.iter().zip(&item.methods).enumerate() {
                for (at, field) in method.args.iter().enumerate() {
                    let ty = made.args.get(at).map(|field| &field.ty);
                    values.extend(self.default(item.file, field, ty).map(|value| (index, number, at, value)));
                }
            }
        }
        for (index, number, at, value) in values {
            let method = self.program.services.get_mut(index).and_then(|item| item.methods.get_mut(number));
            if let Some(field) = method.and_then(|method| method.args.get_mut(at)) {
                field.default = Some(value);
            }
        }
    }

    fn default(&self, file: FileId, field: &Field<'s>, ty: Option<&Type>) -> Option<program::Value> {
        self.fold_declared(file, field.default.as_ref()?, ty?, field.ty.span)
    }
}
