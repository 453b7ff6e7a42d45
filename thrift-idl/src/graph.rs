//! Walks over things that refer to one another: files, typedefs, constants, services, structs.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

mod components;

pub(crate) use components::components;

/// A reference from one thing to another, by index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) to: usize,
    /// Where it is written.
    pub(crate) span: Span,
}

/// What a walk over all things finds.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// All things, each after those that it refers to, but for circles.
    pub(crate) order: Vec<usize>,
    /// The circles, one for each thing that the walk came back to.
    pub(crate) circles: Vec<Circle>,
    /// Every thing with a reference that closes a circle: without those references there is none.
    pub(crate) closing: Vec<usize>,
}

/// References that lead back to where they start. A long circle is kept without its middle.
#[derive(Debug)]
pub(crate) struct Circle {
    steps: Vec<(usize, Edge)>,
}

/// How many references of a circle are shown.
const SHOWN: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the path, at this depth.
    Open(usize),
    Done,
}

/// Walks along all references. `edges` holds those of each thing.
///
/// Depth first, on a stack of its own: chains may be as long as they like.
pub(crate) fn walk(edges: &[Vec<Edge>]) -> Walk {
    let mut found = Walk { order: Vec::with_capacity(edges.len()), ..Walk::default() };
    let mut states = vec![State::New; edges.len()];
    let mut reported = vec![false; edges.len()];
    let mut path: Vec<(usize, usize)> = Vec::new();
    for start in 0..edges.len() {
        if states.get(start) == Some(&State::New) {
            set(&mut states, start, State::Open(0));
            path.push((start, 0));
        }
        while let Some((at, next)) = path.last_mut() {
            let at = *at;
            let Some(edge) = edges.get(at).and_then(|edges| edges.get(*next)) else {
                set(&mut states, at, State::Done);
                found.order.push(at);
                path.pop();
                continue;
            };
            *next += 1;
            match states.get(edge.to) {
                Some(State::New) => {
                    set(&mut states, edge.to, State::Open(path.len()));
                    path.push((edge.to, 0));
                }
                Some(State::Open(depth)) => {
                    found.closing.push(at);
                    if let Some(seen @ false) = reported.get_mut(edge.to) {
                        *seen = true;
                        found.circles.push(circle(path.get(*depth..).unwrap_or_default(), edges));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn set(states: &mut [State], at: usize, state: State) {
    if let Some(slot) = states.get_mut(at) {
        *slot = state;
    }
}

/// The circle that the last thing of a path closes with its first.
fn circle(path: &[(usize, usize)], edges: &[Vec<Edge>]) -> Circle {
    let taken = |(at, next): &(usize, usize)| {
        let edge = edges.get(*at)?.get(next.checked_sub(1)?)?;
        Some((*at, *edge))
    };
    let first = path.iter().take(SHOWN - 1);
    let last = path.last().filter(|_| path.len() >= SHOWN);
    Circle { steps: first.chain(last).filter_map(taken).collect() }
}

impl Circle {
    /// The thing that it starts and ends with.
    pub(crate) fn start(&self) -> usize {
        self.steps.first().map_or(0, |(at, _)| *at)
    }

    /// Labels every reference along it, such as `` `a` extends `b` ``.
    pub(crate) fn label(&self, mut diagnostic: Diagnostic, verb: &str, name: impl Fn(usize) -> String) -> Diagnostic {
        if let [(_, edge)] = self.steps.as_slice() {
            return diagnostic.label(edge.span, format!("{verb} itself"));
        }
        for (from, edge) in &self.steps {
            diagnostic = diagnostic.label(edge.span, format!("`{}` {verb} `{}`", name(*from), name(edge.to)));
        }
        diagnostic
    }
}

#[cfg(test)]
mod tests {
    use super::{Edge, walk};
    use crate::source::{FileId, Span};

    pub(super) fn graph(edges: &[(usize, usize)], count: usize) -> Vec<Vec<Edge>> {
        let span = Span { file: FileId(0), start: 0, end: 0 };
        let of = |at: usize| edges.iter().filter(move |(from, _)| *from == at).map(|(_, to)| Edge { to: *to, span });
        (0..count).map(|at| of(at).collect()).collect()
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        let found = walk(&graph(&[(0, 1), (1, 2), (0, 2)], 3));
        assert_eq!(found.order, [2, 1, 0]);
        assert!(found.circles.is_empty() && found.closing.is_empty());
    }

    #[test]
    fn circles_start_where_the_walk_came_back_to() {
        let found = walk(&graph(&[(0, 1), (1, 2), (2, 1), (3, 3)], 4));
        assert_eq!(found.circles.iter().map(super::Circle::start).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(found.closing, [2, 3]);
    }

    #[test]
    fn long_chains_and_many_circles_are_no_trouble() {
        let span = Span { file: FileId(0), start: 0, end: 0 };
        let count = 100_000;
        let mut edges: Vec<Vec<Edge>> = (1..count).map(|to| vec![Edge { to, span }]).collect();
        edges.push((0..count).map(|to| Edge { to, span }).collect());
        assert_eq!(walk(&edges).circles.len(), count);
    }
}
