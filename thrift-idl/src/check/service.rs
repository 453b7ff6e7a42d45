//! Services that extend others.

use crate::diagnostic::{Diagnostic, Rule};
use crate::graph::{Edge, walk};
use crate::resolve::Resolved;

/// A service does not extend itself:
/// `service A extends B {}`, `service B extends A {}`
pub(super) fn circles(resolved: &Resolved<'_>) {
    let services = &resolved.program.services;
    let edges = services.iter().zip(&resolved.nodes.services).map(|(item, node)| {
        let base = item.extends.zip(node.extends);
        base.map(|(base, name)| Edge { to: base.0 as usize, span: name.span }).into_iter().collect()
    });
    let name = |id: usize| services.get(id).map(|item| item.name.text.clone()).unwrap_or_default();
    for circle in walk(&edges.collect::<Vec<_>>()).circles {
        let message = format!("the service `{}` extends itself", name(circle.start()));
        resolved.reports.push(circle.label(Diagnostic::new(Rule::ServiceCycle, message), "extends", name));
    }
}
