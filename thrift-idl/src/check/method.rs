//! Methods.

use std::collections::HashMap;

use crate::ast::Method;
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{Answer, ServiceId};
use crate::resolve::Resolved;
use crate::source::Span;

/// A `oneway` method throws nothing and returns nothing, since nothing comes back:
/// `oneway void f() throws (1: E e)`, `oneway i32 f()`
pub(super) fn oneway(resolved: &Resolved<'_>, method: &Method<'_>) {
    if method.answer != Answer::Oneway {
        return;
    }
    let name = method.name.text;
    if let Some((span, fields)) = &method.throws
        && !fields.is_empty()
    {
        resolved.reports.push(
            Diagnostic::new(Rule::OnewayThrows, format!("the oneway method `{name}` throws exceptions"))
                .label(*span, "nothing comes back from a oneway method")
                .help("remove `oneway` or `throws (…)`"),
        );
    }
    if let Some(ty) = &method.returns {
        resolved.reports.push(
            Diagnostic::new(Rule::OnewayReturn, format!("the oneway method `{name}` returns a value"))
                .label(ty.span, "read as `void`: nothing comes back from a oneway method")
                .help("write `oneway void`"),
        );
    }
}

/// A step of the walk over services and those that extend them.
enum Step {
    Enter(ServiceId),
    Leave(ServiceId),
}

/// A method name is used once in a service and all that it extends:
/// `service A { void f() }`, `service B extends A { void f() }`
pub(super) fn names(resolved: &Resolved<'_>) {
    let services = &resolved.program.services;
    let mut extended_by: Vec<Vec<ServiceId>> = vec![Vec::new(); services.len()];
    let mut steps = Vec::new();
    for (at, service) in services.iter().enumerate() {
        let id = ServiceId(at as u32);
        match service.extends.and_then(|base| extended_by.get_mut(base.0 as usize)) {
            Some(list) => list.push(id),
            None => steps.push(Step::Enter(id)),
        }
    }
    // From every service without a base to those that extend it, with the methods known on the way there. Services of a
    // circle are not reached.
    let mut known: HashMap<&str, (ServiceId, Span)> = HashMap::new();
    while let Some(step) = steps.pop() {
        let (Step::Enter(id) | Step::Leave(id)) = step;
        let Some(service) = services.get(id.0 as usize) else {
            continue;
        };
        for method in &service.methods {
            let name = &method.name;
            match (&step, known.get(name.text.as_str())) {
                (Step::Enter(_), None) => {
                    known.insert(&name.text, (id, name.span));
                }
                (Step::Enter(_), Some((owner, first))) => {
                    let (message, label) = match *owner == id {
                        true => (
                            format!("the method `{}` is defined twice in service `{}`", name.text, service.name.text),
                            "first defined here".to_owned(),
                        ),
                        false => (
                            format!(
                                "the method `{}` of service `{}` is inherited already",
                                name.text, service.name.text
                            ),
                            format!("defined here in service `{}`", resolved.program[*owner].name.text),
                        ),
                    };
                    resolved.reports.push(
                        Diagnostic::new(Rule::DuplicateMethod, message)
                            .label(name.span, "defined again here")
                            .label(*first, label),
                    );
                }
                (Step::Leave(_), Some((owner, _))) if *owner == id => {
                    known.remove(name.text.as_str());
                }
                (Step::Leave(_), _) => {}
            }
        }
        if let Step::Enter(_) = step {
            steps.push(Step::Leave(id));
            let derived = extended_by.get(id.0 as usize).into_iter().flatten();
            steps.extend(derived.map(|id| Step::Enter(*id)));
        }
    }
}
