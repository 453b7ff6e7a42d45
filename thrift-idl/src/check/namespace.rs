//! Namespaces.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{File, Item, Name};
use crate::resolve::Resolved;

/// A name that an included file of the same namespaces defines is not defined again, since both become one name in
/// other languages:
/// `namespace java a` and `struct X {}` in two files
pub(super) fn shared(resolved: &Resolved<'_>) {
    let program = &resolved.program;
    let namespaces: Vec<BTreeMap<&str, &str>> = program.files.iter().map(namespaces).collect();
    for (file, own) in program.files.iter().zip(&namespaces) {
        let same = file.includes.iter().filter(|include| namespaces.get(include.file.0 as usize) == Some(own));
        let same: Vec<&File> = same.map(|include| &program[include.file]).collect();
        if own.is_empty() || same.is_empty() {
            continue;
        }
        let names: HashMap<&str, &Name> = names(resolved, file).map(|name| (name.text.as_str(), name)).collect();
        for other in same {
            for theirs in self::names(resolved, other) {
                let Some(ours) = names.get(theirs.text.as_str()).filter(|ours| ours.span != theirs.span) else {
                    continue;
                };
                let message = format!("`{}` is defined by two files of one namespace", ours.text);
                resolved.reports.push(
                    Diagnostic::new(Rule::SharedNamespace, message)
                        .label(ours.span, "other languages have one name for both")
                        .label(theirs.span, "defined here, too"),
                );
            }
        }
    }
}

fn namespaces(file: &File) -> BTreeMap<&str, &str> {
    file.namespaces.iter().map(|namespace| (namespace.scope.as_str(), namespace.name.as_str())).collect()
}

/// The types and services that a file defines.
fn names<'a>(resolved: &'a Resolved<'_>, file: &'a File) -> impl Iterator<Item = &'a Name> {
    let program = &resolved.program;
    file.items.iter().filter_map(move |item| match item {
        Item::Struct(id) => Some(&program[*id].name),
        Item::Enum(id) => Some(&program[*id].name),
        Item::Typedef(id) => Some(&program[*id].name),
        Item::Service(id) => Some(&program[*id].name),
        Item::Const(_) => None,
    })
}
