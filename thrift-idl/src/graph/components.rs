//! Things that refer to each other, in circles of any length.

use super::Edge;

const NEW: usize = usize::MAX;

/// The strongly connected component of each thing, by a number: two things have the same one if each leads to the other.
///
/// Tarjan's algorithm, on a stack of its own: chains may be as long as they like.
pub(crate) fn components(edges: &[Vec<Edge>]) -> Vec<usize> {
    let mut search = Search {
        index: vec![NEW; edges.len()],
        low: vec![NEW; edges.len()],
        component: vec![NEW; edges.len()],
        open: Vec::new(),
        visits: 0,
    };
    let mut path: Vec<(usize, usize)> = Vec::new();
    for start in 0..edges.len() {
        if get(&search.index, start) == NEW {
            search.enter(start);
            path.push((start, 0));
        }
        while let Some((at, next)) = path.last_mut() {
            let at = *at;
            let Some(edge) = edges.get(at).and_then(|edges| edges.get(*next)) else {
                path.pop();
                if let Some((parent, _)) = path.last() {
                    search.lower(*parent, get(&search.low, at));
                }
                search.leave(at);
                continue;
            };
            *next += 1;
            if get(&search.index, edge.to) == NEW && edge.to < edges.len() {
                search.enter(edge.to);
                path.push((edge.to, 0));
            } else if get(&search.component, edge.to) == NEW {
                search.lower(at, get(&search.index, edge.to));
            }
        }
    }
    search.component
}

struct Search {
    /// When each thing was reached.
    index: Vec<usize>,
    /// The earliest thing that each one leads back to.
    low: Vec<usize>,
    component: Vec<usize>,
    /// Things whose component is not known yet, in the order in which they were reached.
    open: Vec<usize>,
    visits: usize,
}

impl Search {
    fn enter(&mut self, at: usize) {
        set(&mut self.index, at, self.visits);
        set(&mut self.low, at, self.visits);
        self.visits += 1;
        self.open.push(at);
    }

    fn lower(&mut self, at: usize, low: usize) {
        let low = low.min(get(&self.low, at));
        set(&mut self.low, at, low);
    }

    /// Ends the component that was reached first at `at`, if there is one.
    fn leave(&mut self, at: usize) {
        if get(&self.low, at) != get(&self.index, at) {
            return;
        }
        while let Some(member) = self.open.pop() {
            set(&mut self.component, member, at);
            if member == at {
                break;
            }
        }
    }
}

fn get(numbers: &[usize], at: usize) -> usize {
    numbers.get(at).copied().unwrap_or(NEW)
}

fn set(numbers: &mut [usize], at: usize, number: usize) {
    if let Some(slot) = numbers.get_mut(at) {
        *slot = number;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, tests::graph};
    use super::components;
    use crate::source::{FileId, Span};

    #[test]
    fn things_on_one_circle_are_one_component() {
        let found = components(&graph(&[(0, 1), (1, 2), (2, 1), (2, 3), (3, 3), (4, 0)], 5));
        assert_eq!(found[1], found[2]);
        let mut different = vec![found[0], found[1], found[3], found[4]];
        different.sort_unstable();
        different.dedup();
        assert_eq!(different.len(), 4);
    }

    #[test]
    fn long_circles_take_no_stack() {
        let span = Span { file: FileId(0), start: 0, end: 0 };
        let count = 100_000;
        let edges: Vec<Vec<Edge>> = (0..count).map(|at| vec![Edge { to: (at + 1) % count, span }]).collect();
        let found = components(&edges);
        assert!(found.iter().all(|component| *component == found[0]));
    }
}
