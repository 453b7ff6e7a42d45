//! Files must not include one another in a circle: `a.thrift` includes `b.thrift`, which includes `a.thrift`.

use super::Files;
use crate::diagnostic::{Diagnostic, Rule};
use crate::graph::{Edge, walk};

/// Reports the circles.
pub(super) fn check(files: &mut Files) {
    let edges = files.includes.iter().map(|includes| {
        let found = includes.iter().filter_map(|include| Some((include.file?, include.span)));
        found.map(|(file, span)| Edge { to: file.0 as usize, span }).collect()
    });
    let edges: Vec<Vec<Edge>> = edges.collect();
    let name = |file: usize| files.sources.files().get(file).map_or("", |file| &file.origin.path).to_owned();
    for circle in walk(&edges).circles {
        let message = format!("the file `{}` includes itself", name(circle.start()));
        files.diagnostics.push(circle.label(Diagnostic::new(Rule::IncludeCycle, message), "includes", name));
    }
}
