//! Constants and defaults: in an order in which each is known before it is used.

use super::Resolved;
use super::fold::Folded;
use super::name::Named;
use super::scope::Lookup;
use crate::ast::{Field, Value, ValueKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{self, ConstId, Type};
use crate::source::FileId;

/// How far the walk along references between constants has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// A constant on the walk: the constants that it refers to, and how many of them are dealt with.
struct Step {
    id: ConstId,
    refers_to: Vec<ConstId>,
    next: usize,
}

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
        self.folded = vec![None; self.nodes.consts.len()];
        let mut states = vec![State::New; self.nodes.consts.len()];
        for start in 0..self.nodes.consts.len() {
            // A stack instead of recursion: chains may be as long as they like.
            let mut path = Vec::new();
            self.enter(ConstId(start as u32), &mut states, &mut path);
            while let Some(step) = path.last_mut() {
                let Some(target) = step.refers_to.get(step.next).copied() else {
                    let id = step.id;
                    path.pop();
                    if states.get(id.0 as usize) == Some(&State::Open) {
                        self.fold_constant(id);
                        set(&mut states, id, State::Done);
                    }
                    continue;
                };
                step.next += 1;
                if states.get(target.0 as usize) == Some(&State::Open) {
                    let from = path.iter().position(|step| step.id == target).unwrap_or(0);
                    let circle: Vec<ConstId> = path.iter().skip(from).map(|step| step.id).collect();
                    self.report_circle(&circle);
                    for id in circle {
                        // It has no value, and has been reported.
                        set(&mut states, id, State::Done);
                    }
                } else {
                    self.enter(target, &mut states, &mut path);
                }
            }
        }
    }

    fn enter(&self, id: ConstId, states: &mut [State], path: &mut Vec<Step>) {
        if states.get(id.0 as usize) != Some(&State::New) {
            return;
        }
        set(states, id, State::Open);
        let Some(node) = self.nodes.consts.get(id.0 as usize) else {
            return;
        };
        let mut refers_to = Vec::new();
        self.references(self.program[id].file, &node.value, &mut refers_to);
        path.push(Step { id, refers_to, next: 0 });
    }

    /// The constants that a value names.
    fn references(&self, file: FileId, value: &Value<'s>, found: &mut Vec<ConstId>) {
        match &value.kind {
            ValueKind::Name(name) => {
                if let Lookup::Found(Named::Const(id)) = self.find_value(file, name) {
                    found.push(id);
                }
            }
            ValueKind::List(values) => values.iter().for_each(|value| self.references(file, value, found)),
            ValueKind::Map(pairs) => pairs.iter().for_each(|(key, value)| {
                self.references(file, key, found);
                self.references(file, value, found);
            }),
            ValueKind::Struct(_, fields) => fields.iter().for_each(|(_, value)| self.references(file, value, found)),
            ValueKind::Int(_) | ValueKind::Double(_) | ValueKind::Literal(_) | ValueKind::Bad => {}
        }
    }

    fn report_circle(&self, circle: &[ConstId]) {
        let names: Vec<_> = circle.iter().map(|id| &self.program[*id].name).collect();
        let Some(first) = names.first() else { return };
        let mut diagnostic = Diagnostic::new(
            Rule::ConstantCycle,
            format!("the value of `{}` depends on itself", first.text),
        )
        .label(
            first.span,
            if names.len() == 1 {
                "refers to itself"
            } else {
                "starts a circle"
            },
        );
        for pair in names.windows(2).take(8) {
            if let [from, to] = pair {
                diagnostic = diagnostic.label(to.span, format!("`{}` refers to this", from.text));
            }
        }
        self.reports.push(diagnostic);
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
            let field = self
                .program
                .structs
                .get_mut(index)
                .and_then(|item| item.fields.get_mut(at));
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
                    values.extend(
                        self.default(item.file, field, ty)
                            .map(|value| (index, number, at, value)),
                    );
                }
            }
        }
        for (index, number, at, value) in values {
            let method = self
                .program
                .services
                .get_mut(index)
                .and_then(|item| item.methods.get_mut(number));
            if let Some(field) = method.and_then(|method| method.args.get_mut(at)) {
                field.default = Some(value);
            }
        }
    }

    fn default(&self, file: FileId, field: &Field<'s>, ty: Option<&Type>) -> Option<program::Value> {
        self.fold_declared(file, field.default.as_ref()?, ty?, field.ty.span)
    }
}

fn set(states: &mut [State], id: ConstId, state: State) {
    if let Some(slot) = states.get_mut(id.0 as usize) {
        *slot = state;
    }
}
