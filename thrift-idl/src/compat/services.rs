//! Services, flattened: what one inherits is its own.

use std::collections::{HashMap, HashSet};

use super::methods::Pair;
use super::rule::Rule;
use super::{Change, Comparison, who};
use crate::program::{Field, Method, Program, ServiceId};
use crate::write::type_name;

/// How many services are looked at, over all, to find out what services inherit. Each step of a long chain that is not that
/// of the other version has to be gone again for each service at its end.
const MAX_STEPS: usize = 1 << 16;

impl<'a> Comparison<'a> {
    pub(super) fn services(&mut self, old: ServiceId, new: ServiceId) {
        let (before, now) = (&self.old.program[old], &self.new.program[new]);
        let subject = self.subject(now.file, &now.name.text);
        let what = format!("service `{}`", now.name.text);
        self.rust_annotations((&before.meta, before.name.span), (&now.meta, now.name.span), &what, &subject);
        let same_base = match (before.extends, now.extends) {
            (None, None) => true,
            (Some(base), Some(partner)) => self.partners.of_service(base) == Some(partner),
            _ => false,
        };
        // What both inherit from services that are the same is compared there.
        let methods: Vec<&Method> = match same_base {
            true => before.methods.iter().collect(),
            false => {
                self.extends_changed(old, new, &subject);
                self.inherited(old, new)
            }
        };
        let mut found: HashMap<&str, &Method> = named(&now.methods).collect();
        if methods.iter().any(|method| !found.contains_key(method.name.text.as_str())) {
            for base in self.chain(self.new.program, new) {
                for (name, method) in named(&self.new.program[base].methods) {
                    found.entry(name).or_insert(method);
                }
            }
        }
        let (kept, gone): (Vec<&Method>, Vec<&Method>) =
            methods.into_iter().partition(|method| found.contains_key(method.name.text.as_str()));
        for before in kept {
            if let Some(now) = found.get(before.name.text.as_str()) {
                self.methods(Pair { before, now }, &subject);
            }
        }
        self.methods_gone(&gone, old, new, &subject);
    }

    /// The methods of a service, and what it inherits from services that the new version of it does not extend.
    fn inherited(&mut self, old: ServiceId, new: ServiceId) -> Vec<&'a Method> {
        let (before, now) = (self.chain(self.old.program, old), self.chain(self.new.program, new));
        let now: HashSet<ServiceId> = now.into_iter().collect();
        let program = self.old.program;
        let alone = |id: &ServiceId| {
            let partner = self.partners.of_service(*id);
            *id == old || !partner.is_some_and(|partner| now.contains(&partner))
        };
        before.into_iter().take_while(alone).flat_map(|id| &program[id].methods).collect()
    }

    /// A service and all that it extends.
    fn chain(&mut self, program: &Program, start: ServiceId) -> Vec<ServiceId> {
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        let mut next = Some(start);
        while let Some(id) = next.filter(|id| seen.insert(*id)) {
            if self.steps >= MAX_STEPS {
                self.too_many();
                break;
            }
            self.steps += 1;
            found.push(id);
            next = program.services.get(id.0 as usize).and_then(|service| service.extends);
        }
        found
    }

    fn extends_changed(&mut self, old: ServiceId, new: ServiceId, subject: &str) {
        let (before, now) = (&self.old.program[old], &self.new.program[new]);
        let extends = |program: &Program, base: Option<ServiceId>| match base {
            Some(base) => format!("extends `{}`", program[base].name.text),
            None => "extends nothing".to_owned(),
        };
        let (was, is) = (extends(self.old.program, before.extends), extends(self.new.program, now.extends));
        self.push(
            Change::new(Rule::ExtendsChanged, subject, format!("the service `{}` {is}", now.name.text))
                .now(now.name.span, is)
                .before(before.name.span, was)
                .note("in Rust, a service that is extended is a supertrait")
                .breaks(who::CODE),
        );
    }

    fn methods_gone(&mut self, gone: &[&Method], old: ServiceId, new: ServiceId, subject: &str) {
        if gone.is_empty() {
            return;
        }
        let (before, now) = (&self.old.program[old], &self.new.program[new]);
        let known: HashSet<&str> = named(&before.methods).map(|(name, _)| name).collect();
        // A method that looks the same is the same by another name, if there is one such.
        let mut alike: HashMap<String, Vec<&Method>> = HashMap::new();
        for method in now.methods.iter().filter(|method| !known.contains(method.name.text.as_str())) {
            alike.entry(signature(self.new.program, method)).or_default().push(method);
        }
        for method in gone {
            if self.is_full() {
                return;
            }
            let name = &method.name.text;
            let same = alike.remove(&signature(self.old.program, method)).unwrap_or_default();
            let change = match same.as_slice() {
                [renamed] => {
                    let is = &renamed.name.text;
                    let message = format!("the method `{name}` of service `{}` is called `{is}` now", now.name.text);
                    Change::new(Rule::MethodRenamed, format!("{subject}.{name}"), message)
                        .now(renamed.name.span, format!("is `{is}`"))
                        .before(method.name.span, format!("was `{name}`"))
                        .note("a method is called by its name: each side does not know that of the other")
                        .breaks(who::BOTH)
                        .help(format!("keep `{name}` beside `{is}`, or write `(rust.name = \"{is}\")` for Rust alone"))
                }
                _ => {
                    let message = format!("the method `{name}` of service `{}` is gone", now.name.text);
                    Change::new(Rule::MethodRemoved, format!("{subject}.{name}"), message)
                        .now(now.name.span, "not here, nor in what it extends")
                        .before(method.name.span, "was here")
                        .note("old clients that call it get an `UNKNOWN_METHOD`")
                        .breaks(who::OLD_CLIENTS)
                        .help("keep the method, and have it fail, until nobody calls it")
                }
            };
            self.push(change);
        }
    }
}

fn named(methods: &[Method]) -> impl Iterator<Item = (&str, &Method)> {
    methods.iter().map(|method| (method.name.text.as_str(), method))
}

/// What two methods have in common that differ in their names alone.
fn signature(program: &Program, method: &Method) -> String {
    let returns = method.returns.as_ref().map(|ty| type_name(program, ty)).unwrap_or_default();
    let list = |fields: &[Field]| -> Vec<String> {
        fields
            .iter()
            .map(|field| format!("{}:{} {}", field.id, type_name(program, &field.ty), field.name.text))
            .collect()
    };
    format!("{:?} {returns} {:?} {:?}", method.answer, list(&method.args), list(&method.throws))
}
