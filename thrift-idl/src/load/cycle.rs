//! Files must not include one another in a circle: `a.thrift` includes `b.thrift`, which includes `a.thrift`.

use super::{Edge, Files};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::FileId;

/// Where the walk stands: a file, and which of its includes comes next.
struct Step {
    file: FileId,
    next: usize,
}

/// Reports every include that leads back to a file on the way to it.
pub(super) fn check(files: &mut Files) {
    let mut done = vec![false; files.includes.len()];
    let mut open = vec![false; files.includes.len()];
    let mut found = Vec::new();
    for start in 0..files.includes.len() {
        let mut path = vec![Step {
            file: FileId(start as u32),
            next: 0,
        }];
        while let Some(step) = path.last_mut() {
            let file = step.file.0 as usize;
            if step.next == 0 {
                if done.get(file).copied().unwrap_or(true) {
                    path.pop();
                    continue;
                }
                mark(&mut open, file, true);
            }
            let Some(edge) = files.includes.get(file).and_then(|edges| edges.get(step.next)) else {
                mark(&mut open, file, false);
                mark(&mut done, file, true);
                path.pop();
                continue;
            };
            step.next += 1;
            match edge.file {
                Some(target) if open.get(target.0 as usize).copied().unwrap_or(false) => {
                    found.push(cycle(files, &path, target, *edge));
                }
                Some(target) if !done.get(target.0 as usize).copied().unwrap_or(true) => {
                    path.push(Step { file: target, next: 0 });
                }
                _ => {}
            }
        }
    }
    files.diagnostics.append(&mut found);
}

fn mark(marks: &mut [bool], at: usize, value: bool) {
    if let Some(mark) = marks.get_mut(at) {
        *mark = value;
    }
}

/// How many of the files of a circle are named.
const SHOWN: usize = 8;

/// The error for `edge`, which leads from the end of `path` back to `target` on it.
fn cycle(files: &Files, path: &[Step], target: FileId, edge: Edge) -> Diagnostic {
    let start = path.iter().position(|step| step.file == target).unwrap_or(0);
    let steps = path.get(start..).unwrap_or_default();
    let name = |file: FileId| files.sources.file(file).origin.path.as_str();
    let mut diagnostic = match steps {
        [_] => Diagnostic::new(Rule::IncludeCycle, format!("`{}` includes itself", name(target))),
        _ => Diagnostic::new(Rule::IncludeCycle, "these files include one another in a circle"),
    };
    diagnostic = diagnostic.label(edge.span, format!("includes `{}` again", name(target)));
    if steps.len() > 1 {
        let mut chain: Vec<String> = steps
            .iter()
            .take(SHOWN)
            .map(|step| format!("`{}`", name(step.file)))
            .collect();
        if steps.len() > SHOWN {
            chain.push("…".to_owned());
        }
        chain.push(format!("`{}`", name(target)));
        diagnostic = diagnostic.note(chain.join(" includes "));
        // The include of each step that leads to the next one.
        for step in steps.iter().take(SHOWN).rev().skip(1).rev() {
            let taken = files
                .includes
                .get(step.file.0 as usize)
                .and_then(|edges| edges.get(step.next.wrapping_sub(1)));
            if let Some(taken) = taken {
                let to = taken.file.map(name).unwrap_or_default();
                diagnostic = diagnostic.label(taken.span, format!("includes `{to}`"));
            }
        }
    }
    diagnostic
}
