//! Which fields need a `Box`: those on a cycle of structs that hold each other by value.

use thrift_idl::program::{Program, StructId, Type};

/// The strongly connected component of each struct, in the graph of fields held by value.
pub(crate) struct Cycles(Vec<u32>);

impl Cycles {
    /// Whether a field of `owner` with this type lies on a cycle.
    pub(crate) fn contains(&self, program: &Program, owner: StructId, ty: &Type) -> bool {
        match program.resolve(ty) {
            Type::Struct(target) => self.component(owner) == self.component(*target),
            _ => false,
        }
    }

    fn component(&self, id: StructId) -> Option<u32> {
        self.0.get(id.0 as usize).copied()
    }

    /// Tarjan's algorithm, with a stack of its own: an IDL may chain more structs than a thread's stack would take.
    pub(crate) fn find(program: &Program) -> Self {
        const NEW: u32 = u32::MAX;
        let len = program.structs.len();
        let targets: Vec<Vec<usize>> = (0..len).map(|n| held_by_value(program, n)).collect();
        let (mut index, mut low, mut component) = (vec![NEW; len], vec![NEW; len], vec![NEW; len]);
        let (mut open, mut visits) = (Vec::new(), 0);
        for root in 0..len {
            if index[root] != NEW {
                continue;
            }
            let mut path = vec![(root, 0)];
            while let Some((node, edge)) = path.last_mut() {
                let node = *node;
                if *edge == 0 && index[node] == NEW {
                    (index[node], low[node]) = (visits, visits);
                    visits += 1;
                    open.push(node);
                }
                if let Some(&target) = targets[node].get(*edge) {
                    *edge += 1;
                    if index[target] == NEW {
                        path.push((target, 0));
                    } else if component[target] == NEW {
                        low[node] = low[node].min(index[target]);
                    }
                    continue;
                }
                path.pop();
                if let Some((parent, _)) = path.last() {
                    low[*parent] = low[*parent].min(low[node]);
                }
                if low[node] == index[node] {
                    while let Some(member) = open.pop() {
                        component[member] = node as u32;
                        if member == node {
                            break;
                        }
                    }
                }
            }
        }
        Self(component)
    }
}

/// The structs that this one's fields hold by value.
fn held_by_value(program: &Program, n: usize) -> Vec<usize> {
    let fields = program.structs.get(n).map(|item| item.fields.as_slice()).unwrap_or_default();
    fields
        .iter()
        .filter_map(|field| match program.resolve(&field.ty) {
            Type::Struct(target) => Some(target.0 as usize),
            _ => None,
        })
        .collect()
}
