//! Typedefs: what they stand for in the end.

use super::Resolved;
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{Type, TypedefId};

/// How far the walk along a chain of typedefs has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

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
        self.typedef_cycles();
    }

    /// A typedef must not stand for itself, neither at once nor in a container:
    /// `typedef list<A> A`.
    ///
    /// Finds the end of every chain on the way. The typedef that closes a circle is poisoned.
    fn typedef_cycles(&mut self) {
        let count = self.program.typedefs.len();
        let targets: Vec<Vec<TypedefId>> = self
            .program
            .typedefs
            .iter()
            .map(|item| named_in(&item.target))
            .collect();
        let mut states = vec![State::New; count];
        let mut cycles: Vec<Vec<usize>> = Vec::new();
        // Typedefs whose target leads back, and those at which a circle was reported to start.
        let mut closing = Vec::new();
        let mut reported = vec![false; count];
        for start in 0..count {
            // A stack instead of recursion: chains may be as long as they like.
            let mut path: Vec<(usize, usize)> = vec![(start, 0)];
            while let Some((at, next)) = path.last_mut() {
                let at = *at;
                if *next == 0 {
                    if states.get(at) != Some(&State::New) {
                        path.pop();
                        continue;
                    }
                    set(&mut states, at, State::Open);
                }
                let Some(target) = targets.get(at).and_then(|targets| targets.get(*next)) else {
                    set(&mut states, at, State::Done);
                    path.pop();
                    continue;
                };
                *next += 1;
                let target = target.0 as usize;
                match states.get(target) {
                    Some(State::New) => path.push((target, 0)),
                    Some(State::Open) => {
                        closing.push(at);
                        if reported
                            .get_mut(target)
                            .is_some_and(|seen| !std::mem::replace(seen, true))
                        {
                            let from = path.iter().position(|(step, _)| *step == target).unwrap_or(0);
                            cycles.push(path.iter().skip(from).map(|(step, _)| *step).collect());
                        }
                    }
                    _ => {}
                }
            }
        }
        for circle in &cycles {
            self.report_cycle(circle);
        }
        let poison = self.poisoned();
        for id in closing {
            if let Some(item) = self.program.typedefs.get_mut(id) {
                item.target = poison.clone();
            }
        }
        self.typedef_ends = ends(
            &self
                .program
                .typedefs
                .iter()
                .map(|item| &item.target)
                .collect::<Vec<_>>(),
        );
    }

    fn report_cycle(&self, circle: &[usize]) {
        let names: Vec<_> = circle
            .iter()
            .filter_map(|id| self.program.typedefs.get(*id))
            .map(|item| &item.name)
            .collect();
        let Some(first) = names.first() else { return };
        let mut diagnostic = Diagnostic::new(
            Rule::TypedefCycle,
            format!("the typedef `{}` stands for itself", first.text),
        );
        diagnostic = diagnostic.label(
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
}

fn set(states: &mut [State], at: usize, state: State) {
    if let Some(slot) = states.get_mut(at) {
        *slot = state;
    }
}

/// The typedefs that a type names, at any depth.
fn named_in(ty: &Type) -> Vec<TypedefId> {
    let mut found = Vec::new();
    let mut rest = vec![ty];
    while let Some(ty) = rest.pop() {
        match ty {
            Type::Typedef(id) => found.push(*id),
            Type::List(element) | Type::Set(element) => rest.push(element),
            Type::Map(key, value) => rest.extend([&**key, &**value]),
            _ => {}
        }
    }
    found
}

/// For each typedef, the last one of its chain. There are no circles any more.
fn ends(targets: &[&Type]) -> Vec<TypedefId> {
    let mut ends: Vec<Option<TypedefId>> = vec![None; targets.len()];
    let mut chain = Vec::new();
    for start in 0..targets.len() {
        let mut at = TypedefId(start as u32);
        let end = loop {
            match (ends.get(at.0 as usize), targets.get(at.0 as usize)) {
                (Some(Some(end)), _) => break *end,
                (_, Some(Type::Typedef(next))) => {
                    chain.push(at);
                    at = *next;
                }
                _ => break at,
            }
        };
        chain.push(at);
        for id in chain.drain(..) {
            if let Some(slot) = ends.get_mut(id.0 as usize) {
                *slot = Some(end);
            }
        }
    }
    ends.into_iter()
        .enumerate()
        .map(|(id, end)| end.unwrap_or(TypedefId(id as u32)))
        .collect()
}
