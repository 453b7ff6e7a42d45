//! Names that lead nowhere. Each is reported once for each file, at its first use.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::scope::{Definition, Scope};
use super::{Resolved, foreign};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{FileId, Span};
use crate::suggest::nearest;

/// How many names may be compared with a misspelt one, in all: enough for any real mistake, and no more than that for a
/// file that is all mistakes.
const MAX_COMPARED: usize = 200_000;

/// The diagnostic for the first use of a name, and how many more there are.
type Found = (Diagnostic, usize);

/// The names that were not found.
#[derive(Debug, Default)]
pub(crate) struct Unknown<'s> {
    found: RefCell<HashMap<(FileId, &'s str), Found>>,
    compared: Cell<usize>,
}

impl Unknown<'_> {
    pub(super) fn into_diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        self.found.into_inner().into_values().map(|(diagnostic, more)| match more {
            0 => diagnostic,
            1 => diagnostic.note("it is used once more in this file"),
            more => diagnostic.note(format!("it is used {more} more times in this file")),
        })
    }
}

/// What was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Type,
    Service,
    Value,
}

impl<'s> Resolved<'s> {
    /// Reports that a name is not known.
    pub(crate) fn unknown(&self, file: FileId, name: &'s str, span: Span, wanted: Wanted) {
        if let Some((diagnostic, more)) = self.unknown.found.borrow_mut().get_mut(&(file, name)) {
            *more += 1;
            // Definitions are not resolved in source order: the first use is the one to show.
            if let Some(first) = diagnostic.labels.first_mut().filter(|first| span.start < first.span.start) {
                first.span = span;
            }
            return;
        }
        let diagnostic = self.describe_unknown(file, name, span, wanted);
        self.unknown.found.borrow_mut().insert((file, name), (diagnostic, 0));
    }

    fn describe_unknown(&self, file: FileId, name: &'s str, span: Span, wanted: Wanted) -> Diagnostic {
        let (rule, what) = match wanted {
            Wanted::Type => (Rule::UnknownType, "type"),
            Wanted::Service => (Rule::UnknownService, "service"),
            Wanted::Value => (Rule::UnknownConstant, "constant or enum value"),
        };
        let not_found = || Diagnostic::new(rule, format!("cannot find the {what} `{name}`")).label(span, "not defined");
        let Some(scope) = self.scope(file) else {
            return not_found();
        };
        let compared = self.unknown.compared.get() + scope.prefixes.len() + self.files.sources.files().len();
        self.unknown.compared.set(compared);
        if compared > MAX_COMPARED {
            return not_found();
        }
        if let Some((prefix, last)) = name.rsplit_once('.') {
            return match scope.prefixes.get(prefix) {
                Some(files) => {
                    let path = files.first().map(|file| self.files.sources.file(*file).origin.path.as_str());
                    let scopes = files.iter().filter_map(|file| self.scope(*file));
                    let count = scopes.clone().map(|scope| count(scope, wanted)).sum();
                    let names = scopes.flat_map(|scope| names(scope, wanted));
                    let suggestion = self.nearest(last, count, names).map(|found| format!("{prefix}.{found}"));
                    Diagnostic::new(rule, format!("cannot find the {what} `{name}`"))
                        .label(span, format!("not defined in `{}`", path.unwrap_or_default()))
                        .did_you_mean(suggestion)
                }
                None => self.unknown_prefix(scope, name, span, wanted),
            };
        }
        let diagnostic = not_found();
        if wanted == Wanted::Type {
            match name {
                "float" => {
                    return Diagnostic::new(Rule::NotSupported, "`float` is not supported yet")
                        .label(span, "not supported")
                        .help("write `double`");
                }
                "slist" => return diagnostic.help("write `string`: `slist` is no longer part of Thrift"),
                _ => {}
            }
        }
        // An included file may have it.
        let mut owners: Vec<&str> = Vec::new();
        for (prefix, files) in &scope.prefixes {
            if files.iter().filter_map(|file| self.scope(*file)).any(|scope| has(scope, name, wanted)) {
                owners.push(prefix);
            }
        }
        if let Some(owner) = owners.iter().min() {
            return diagnostic.help(format!("write `{owner}.{name}`: it is defined in an included file"));
        }
        if let Some(signed) = foreign::signed(name).filter(|_| wanted == Wanted::Type) {
            return diagnostic.help(format!("write `{signed}`: Thrift has no unsigned integers"));
        }
        let more: &[&str] = match wanted {
            Wanted::Type => &BASE_TYPES,
            Wanted::Value => &["true", "false"],
            Wanted::Service => &[],
        };
        let candidates = names(scope, wanted).chain(more.iter().copied());
        // A service that extends another is not that one.
        let candidates = candidates.filter(|name| wanted != Wanted::Service || !self.extends_at(scope, name, span));
        let suggestion = self.nearest(name, count(scope, wanted) + more.len(), candidates);
        let foreign = foreign::thrift_type(name).filter(|_| wanted == Wanted::Type);
        diagnostic.did_you_mean(foreign.or(suggestion))
    }

    /// Whether it is the service of that name that extends something at a place.
    fn extends_at(&self, scope: &Scope<'s>, name: &str, place: Span) -> bool {
        let Some(Definition::Service(id)) = scope.types.get(name) else { return false };
        let node = self.nodes.services.get(id.0 as usize);
        node.and_then(|node| node.extends).is_some_and(|base| base.span == place)
    }

    /// The error for a name whose first part is neither an included file nor an enum.
    fn unknown_prefix(&self, scope: &Scope<'s>, name: &str, span: Span, wanted: Wanted) -> Diagnostic {
        let (prefix, last) = name.rsplit_once('.').unwrap_or(("", name));
        let diagnostic =
            Diagnostic::new(Rule::UnknownInclude, format!("cannot find `{prefix}`, which `{name}` is part of"));
        let types = Some(scope).filter(|_| wanted == Wanted::Value);
        let candidates = types.into_iter().flat_map(|scope| names(scope, Wanted::Type));
        let candidates = candidates.chain(scope.prefixes.keys().copied());
        let count = types.map_or(0, |scope| count(scope, Wanted::Type)) + scope.prefixes.len();
        let label = match wanted {
            Wanted::Value => "neither an included file nor an enum",
            _ => "no included file has this name",
        };
        let diagnostic = diagnostic.label(span, label);
        if let Some(found) = self.nearest(prefix, count, candidates) {
            return diagnostic.help(format!("did you mean `{found}.{last}`?"));
        }
        // A file that is loaded but not included here: `a` includes `b`, which includes `c`; `a` names `c.X`.
        let loaded = self.files.sources.files().iter().find(|file| crate::load::stem(&file.name) == prefix);
        match loaded {
            Some(file) => {
                let path = self.files.sources.file(span.file).origin.path.as_str();
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let beside = file.origin.path.strip_prefix(folder).map(|path| path.trim_start_matches('/'));
                diagnostic.help(format!("add `include \"{}\"`", beside.unwrap_or(&file.name)))
            }
            None => diagnostic.help(format!("add `include \"{prefix}.thrift\"`")),
        }
    }

    /// The nearest of some names, of which there are `count` at most, as long as there have not been too many to compare.
    pub(crate) fn nearest<'c>(
        &self,
        name: &str,
        count: usize,
        candidates: impl Iterator<Item = &'c str>,
    ) -> Option<&'c str> {
        self.unknown.compared.set(self.unknown.compared.get().saturating_add(count));
        if self.unknown.compared.get() > MAX_COMPARED {
            return None;
        }
        let mut candidates: Vec<&str> = candidates.collect();
        // Equally near ones must not depend on the order of a hash map.
        candidates.sort_unstable();
        nearest(name, candidates)
    }
}

const BASE_TYPES: [&str; 12] =
    ["bool", "byte", "i8", "i16", "i32", "i64", "double", "string", "binary", "uuid", "list", "map"];

/// The names of a file that could have been meant.
fn names<'s>(scope: &Scope<'s>, wanted: Wanted) -> impl Iterator<Item = &'s str> {
    let is_service = |definition: &Definition| matches!(definition, Definition::Service(_));
    let types = Some(&scope.types).filter(|_| wanted != Wanted::Value).into_iter().flatten();
    let fitting = types.filter(move |(_, found)| is_service(found) == (wanted == Wanted::Service));
    let consts = Some(&scope.consts).filter(|_| wanted == Wanted::Value).into_iter().flatten();
    fitting.map(|(name, _)| *name).chain(consts.map(|(name, _)| *name))
}

/// How many those are at most.
fn count(scope: &Scope<'_>, wanted: Wanted) -> usize {
    if wanted == Wanted::Value { scope.consts.len() } else { scope.types.len() }
}

fn has(scope: &Scope<'_>, name: &str, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Value => scope.consts.contains_key(name),
        _ => scope.types.contains_key(name),
    }
}
