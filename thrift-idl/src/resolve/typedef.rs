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
        self.bounded(&found.order);
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

impl Resolved<'_> {
    /// A typedef does not stand for a type of more than [`MAX_PARTS`] parts: of
    /// `typedef map<A, A> B`, `typedef map<B, B> C` and so on, each doubles the one before.
    ///
    /// The first that does is reported; it and those that it makes too large are poisoned.
    fn bounded(&mut self, order: &[usize]) {
        let poison = self.poisoned();
        let mut parts = vec![1; self.program.typedefs.len()];
        for id in order {
            let Some(item) = self.program.typedefs.get_mut(*id) else { continue };
            let own = parts_of(&item.target, &parts);
            if let Some(slot) = parts.get_mut(*id) {
                *slot = own;
            }
            if own <= MAX_PARTS {
                continue;
            }
            let mut within = named_in(&item.target, item.name.span).into_iter().filter_map(|edge| parts.get(edge.to));
            if within.all(|parts| *parts <= MAX_PARTS) {
                let message = format!("`{}` stands for a type of more than {MAX_PARTS} parts", item.name.text);
                let diagnostic = Diagnostic::new(Rule::NestedTooDeep, message);
                self.reports.push(diagnostic.label(item.name.span, "too large, with all that it stands for"));
            }
            item.target = poison.clone();
        }
    }
}

/// Most parts of the type that a typedef stands for. Real ones have a handful; who expands them walks all.
const MAX_PARTS: usize = 1000;

/// How many types a type is made of, given those of each typedef.
fn parts_of(ty: &Type, typedefs: &[usize]) -> usize {
    match ty {
        Type::Typedef(id) => typedefs.get(id.0 as usize).copied().unwrap_or(1),
        Type::List(element) | Type::Set(element) => parts_of(element, typedefs).saturating_add(1),
        Type::Map(key, value) => parts_of(key, typedefs).saturating_add(parts_of(value, typedefs)).saturating_add(1),
        _ => 1,
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
