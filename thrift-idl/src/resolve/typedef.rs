//! Typedefs: what they stand for in the end.

use super::Resolved;
use crate::diagnostic::{Diagnostic, Rule};
use crate::graph::{Edge, walk};
use crate::program::{Type, TypedefId};
use crate::source::Span;

impl Resolved<'_> {
    pub(super) fn typedefs(&mut self) {
        for index in 0..self.nodes.typedefs.len() {
            let (Some(node), Some(item)) = (self.nodes.typedefs.get(index), self.program.typedefs.get(index)) else {
                continue;
            };
            let target = self.ty(item.file, &node.target);
            if let Some(item) = self.program.typedefs.get_mut(index) {
                item.target = target;
            }
        }
        self.typedef_ends = self.typedef_chains();
    }

    /// A typedef must not stand for itself, neither at once nor in a container:
    /// `typedef list<A> A`.
    ///
    /// The typedef that closes a circle is poisoned, so that every chain has an end: those are the result.
    fn typedef_chains(&mut self) -> Vec<TypedefId> {
        let items = self.program.typedefs.iter().zip(&self.nodes.typedefs);
        let edges: Vec<Vec<Edge>> = items.map(|(item, node)| named_in(&item.target, node.target.span)).collect();
        let found = walk(&edges);
        let name = |id: usize| self.program.typedefs.get(id).map(|item| item.name.text.clone()).unwrap_or_default();
        for circle in &found.circles {
            let message = format!("the typedef `{}` stands for itself", name(circle.start()));
            self.reports.push(circle.label(Diagnostic::new(Rule::TypedefCycle, message), "refers to", name));
        }
        let poison = self.poisoned();
        for id in found.closing {
            if let Some(item) = self.program.typedefs.get_mut(id) {
                item.target = poison.clone();
            }
        }
        let mut ends: Vec<TypedefId> = (0..self.program.typedefs.len()).map(|id| TypedefId(id as u32)).collect();
        for id in found.order {
            if let Some(Type::Typedef(target)) = self.program.typedefs.get(id).map(|item| &item.target) {
                let end = ends.get(target.0 as usize).copied().unwrap_or(*target);
                if let Some(slot) = ends.get_mut(id) {
                    *slot = end;
                }
            }
        }
        ends
    }
}

/// The typedefs that a type names, at any depth.
fn named_in(ty: &Type, span: Span) -> Vec<Edge> {
    match ty {
        Type::Typedef(id) => vec![Edge { to: id.0 as usize, span }],
        Type::List(element) | Type::Set(element) => named_in(element, span),
        Type::Map(key, value) => [named_in(key, span), named_in(value, span)].concat(),
        _ => Vec::new(),
    }
}
