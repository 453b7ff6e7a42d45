//! Looking names up: `X`, `file.X`, `Enum.VALUE`, `file.Enum.VALUE`.

use super::Resolved;
use super::scope::{Definition, Lookup, Scope};
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{ConstId, EnumId, Type};
use crate::source::{FileId, Span};

/// What the name of a value means.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named {
    Const(ConstId),
    /// A value of an enum, by number.
    EnumValue(EnumId, i32),
    /// An enum is known, but not this value of it.
    NoSuchValue(EnumId),
}

impl<'s> Resolved<'s> {
    pub(crate) fn scope(&self, file: FileId) -> Option<&Scope<'s>> {
        self.scopes.get(file.0 as usize)
    }

    /// The files that `prefix` stands for in `file`: those that it includes under that name, or itself.
    fn files_of(&self, file: FileId, prefix: &str) -> Lookup<&[FileId]> {
        let Some(scope) = self.scope(file) else {
            return Lookup::Missing;
        };
        match scope.prefixes.get(prefix) {
            Some(files) => Lookup::Found(files),
            None => scope.absent_prefix(prefix),
        }
    }

    /// Looks for something that may be qualified with the name of a file. `find` looks in one scope.
    fn qualified<T>(&self, file: FileId, name: &str, find: impl Fn(&Scope<'s>, &str) -> Option<T>) -> Lookup<T> {
        let Some(scope) = self.scope(file) else {
            return Lookup::Missing;
        };
        let Some((prefix, last)) = name.rsplit_once('.') else {
            return find(scope, name).map_or_else(|| scope.absent(name), Lookup::Found);
        };
        match self.files_of(file, prefix) {
            Lookup::Found(files) => {
                let mut missing = Lookup::Missing;
                for scope in files.iter().filter_map(|file| self.scope(*file)) {
                    match find(scope, last).map_or_else(|| scope.absent(last), Lookup::Found) {
                        Lookup::Missing => {}
                        other @ Lookup::Found(_) => return other,
                        Lookup::Lost => missing = Lookup::Lost,
                    }
                }
                missing
            }
            Lookup::Lost => Lookup::Lost,
            Lookup::Missing if prefix == scope.stem => {
                find(scope, last).map_or_else(|| scope.absent(last), Lookup::Found)
            }
            Lookup::Missing => Lookup::Missing,
        }
    }

    /// A type or service.
    pub(crate) fn find_definition(&self, file: FileId, name: &str) -> Lookup<Definition> {
        self.qualified(file, name, |scope, name| scope.types.get(name).copied())
    }

    /// A constant or enum value.
    pub(crate) fn find_value(&self, file: FileId, name: &str) -> Lookup<Named> {
        let constant = self.qualified(file, name, |scope, name| scope.consts.get(name).copied());
        if let Lookup::Found(id) = constant {
            return Lookup::Found(Named::Const(id));
        }
        let Some((head, last)) = name.rsplit_once('.') else {
            return match constant {
                Lookup::Lost => Lookup::Lost,
                _ => Lookup::Missing,
            };
        };
        match self.find_definition(file, head) {
            Lookup::Found(definition) => match self.enum_of(definition) {
                Some(id) => match self.number_of(id, last) {
                    Some(number) => Lookup::Found(Named::EnumValue(id, number)),
                    None if self.is_damaged(id) => Lookup::Lost,
                    None => Lookup::Found(Named::NoSuchValue(id)),
                },
                None => Lookup::Missing,
            },
            Lookup::Lost => Lookup::Lost,
            Lookup::Missing => match constant {
                Lookup::Lost => Lookup::Lost,
                _ => Lookup::Missing,
            },
        }
    }

    /// The enum that a definition is, or is a typedef of.
    fn enum_of(&self, definition: Definition) -> Option<EnumId> {
        match definition {
            Definition::Enum(id) => Some(id),
            Definition::Typedef(id) => match self.behind(&Type::Typedef(id)) {
                Type::Enum(id) => Some(*id),
                _ => None,
            },
            Definition::Struct(_) | Definition::Service(_) => None,
        }
    }

    /// The number of a value of an enum.
    pub(crate) fn number_of(&self, id: EnumId, name: &str) -> Option<i32> {
        let names = self.enum_numbers.get(id.0 as usize)?;
        names.get(name).copied()
    }

    /// Whether some values of an enum could not be read.
    pub(crate) fn is_damaged(&self, id: EnumId) -> bool {
        self.nodes.enums.get(id.0 as usize).is_none_or(|node| node.damaged)
    }

    /// Warns if a name is qualified with the name of its own file.
    pub(crate) fn warn_self_qualified(&self, file: FileId, name: &str, span: Span) {
        let Some(scope) = self.scope(file) else { return };
        let Some(rest) = name.strip_prefix(scope.stem).and_then(|rest| rest.strip_prefix('.')) else {
            return;
        };
        let own = |name: &str| scope.types.contains_key(name) || scope.consts.contains_key(name);
        let head = rest.split('.').next().unwrap_or(rest);
        if !scope.prefixes.contains_key(scope.stem) && !own(scope.stem) && own(head) {
            self.reports.push(
                Diagnostic::new(Rule::SelfQualified, format!("`{name}` names its own file"))
                    .label(span, "other compilers do not find it")
                    .help(format!("write `{rest}`")),
            );
        }
    }
}
