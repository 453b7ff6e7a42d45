//! What a file can name: its own definitions, and those of the files that it includes.

use std::collections::{HashMap, HashSet};

use crate::ast;
use crate::load::{Files, stem};
use crate::program::{ConstId, EnumId, ServiceId, StructId, TypedefId};
use crate::source::FileId;
use crate::suggest::nearest;

/// A definition that shares its name with no other type or service of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Definition {
    Struct(StructId),
    Enum(EnumId),
    Typedef(TypedefId),
    Service(ServiceId),
}

/// The result of looking for a name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lookup<T> {
    Found(T),
    /// It may be defined in a part of a file that could not be read.
    Lost,
    Missing,
}

/// With how many files that were not found a prefix is compared.
const MAX_LOST: usize = 20;

/// The names of a file.
#[derive(Debug)]
pub(crate) struct Scope<'s> {
    /// The name of the file itself.
    pub(crate) stem: &'s str,
    pub(crate) types: HashMap<&'s str, Definition>,
    pub(crate) consts: HashMap<&'s str, ConstId>,
    /// The files behind each prefix: more than one if their names are the same.
    pub(crate) prefixes: HashMap<&'s str, Vec<FileId>>,
    /// Prefixes of files that were not found.
    lost: HashSet<&'s str>,
    incomplete: bool,
}

impl<'s> Scope<'s> {
    pub(super) fn new(id: FileId, ast: &'s ast::File<'s>, files: &'s Files) -> Scope<'s> {
        let mut lost = HashSet::new();
        let mut prefixes: HashMap<&str, Vec<FileId>> = HashMap::new();
        for include in &ast.includes {
            let Some(target) = files.included(id, include.path.span) else {
                // It was not found, which is error enough.
                lost.insert(include.alias.map_or_else(|| stem(&include.path.text), |alias| alias.text));
                continue;
            };
            let name = stem(&files.sources.file(target).name);
            for prefix in [Some(name), include.alias.map(|alias| alias.text)].into_iter().flatten() {
                let targets = prefixes.entry(prefix).or_default();
                if !targets.contains(&target) {
                    targets.push(target);
                }
            }
        }
        Scope {
            stem: stem(&files.sources.file(id).name),
            types: HashMap::with_capacity(ast.definitions.len()),
            consts: HashMap::new(),
            prefixes,
            lost,
            incomplete: ast.incomplete,
        }
    }

    /// What to say of a prefix that is not here: the path of a file that was not found may be what is misspelt.
    pub(super) fn absent_prefix<T>(&self, prefix: &str) -> Lookup<T> {
        let misspelt = self.lost.len() <= MAX_LOST && nearest(prefix, self.lost.iter().copied()).is_some();
        if misspelt { Lookup::Lost } else { self.absent(prefix) }
    }

    /// What to say of a name that is not here.
    pub(crate) fn absent<T>(&self, name: &str) -> Lookup<T> {
        match self.incomplete || self.lost.contains(name) {
            true => Lookup::Lost,
            false => Lookup::Missing,
        }
    }
}
