//! Which definition of the new version is which of the old one.
//!
//! Roots belong together in their order, other files by their names, definitions by their names in files that belong
//! together. What is not found there may have moved to another file.

use std::collections::{HashMap, HashSet};

use crate::program::{EnumId, Item, Name, Program, ServiceId, StructId, Type, TypedefId};
use crate::source::FileId;

/// For what the old version has, by its ids, what the new one has.
pub(super) struct Partners {
    pub(super) files: Vec<Option<FileId>>,
    structs: Vec<Option<StructId>>,
    enums: Vec<Option<EnumId>>,
    typedefs: Vec<Option<TypedefId>>,
    services: Vec<Option<ServiceId>>,
    /// Definitions of one name. They need not be of one kind.
    pub(super) pairs: Vec<(Item, Item)>,
    /// Definitions of the old version whose names are gone.
    pub(super) gone: Vec<Item>,
}

/// The name of a definition, and its file.
pub(super) fn name_of(program: &Program, item: Item) -> (&Name, FileId) {
    match item {
        Item::Struct(id) => (&program[id].name, program[id].file),
        Item::Enum(id) => (&program[id].name, program[id].file),
        Item::Typedef(id) => (&program[id].name, program[id].file),
        Item::Const(id) => (&program[id].name, program[id].file),
        Item::Service(id) => (&program[id].name, program[id].file),
    }
}

/// Constants have names of their own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Const,
    Other,
}

fn key(program: &Program, item: Item) -> (Kind, &str) {
    let kind = if matches!(item, Item::Const(_)) { Kind::Const } else { Kind::Other };
    (kind, &name_of(program, item).0.text)
}

fn items(program: &Program) -> impl Iterator<Item = (FileId, Item)> {
    let files = program.files.iter().enumerate();
    files.flat_map(|(at, file)| file.items.iter().map(move |item| (FileId(at as u32), *item)))
}

impl Partners {
    pub(super) fn new(old: &Program, new: &Program) -> Self {
        let mut partners = Self {
            files: files(old, new),
            structs: vec![None; old.structs.len()],
            enums: vec![None; old.enums.len()],
            typedefs: vec![None; old.typedefs.len()],
            services: vec![None; old.services.len()],
            pairs: Vec::new(),
            gone: Vec::new(),
        };
        partners.definitions(old, new);
        partners.by_kind(old, new);
        partners
    }

    fn definitions(&mut self, old: &Program, new: &Program) {
        let mut places = HashMap::new();
        let mut anywhere: HashMap<(Kind, &str), Vec<(FileId, Item)>> = HashMap::new();
        for (file, item) in items(new) {
            let key = key(new, item);
            places.entry((file, key)).or_insert(item);
            anywhere.entry(key).or_default().push((file, item));
        }
        let mut taken = HashSet::new();
        let mut missing = Vec::new();
        for (file, item) in items(old) {
            let key = key(old, item);
            let place = self.files.get(file.0 as usize).copied().flatten().map(|file| (file, key));
            match place.and_then(|place| Some((place, places.get(&place)?))) {
                Some((place, partner)) => {
                    taken.insert(place);
                    self.pairs.push((item, *partner));
                }
                None => missing.push((key, item)),
            }
        }
        for (key, item) in missing {
            let free = anywhere.get(&key).into_iter().flatten().filter(|(file, _)| !taken.contains(&(*file, key)));
            // One of two could be the wrong one.
            match free.collect::<Vec<_>>().as_slice() {
                [(_, partner)] => self.pairs.push((item, *partner)),
                _ => self.gone.push(item),
            }
        }
    }

    fn by_kind(&mut self, old: &Program, new: &Program) {
        for (before, now) in &self.pairs {
            match (before, now) {
                (Item::Struct(a), Item::Struct(b)) => put(&mut self.structs, a.0, *b),
                (Item::Enum(a), Item::Enum(b)) => put(&mut self.enums, a.0, *b),
                (Item::Typedef(a), Item::Typedef(b)) => put(&mut self.typedefs, a.0, *b),
                (Item::Service(a), Item::Service(b)) => put(&mut self.services, a.0, *b),
                _ => {}
            }
        }
        // What is renamed may leave its old name as a typedef, or have had its new one as a typedef already.
        for (before, now) in &self.pairs {
            let (Some(before), Some(now)) = (as_type(*before), as_type(*now)) else { continue };
            match (old.resolve(&before), new.resolve(&now)) {
                (Type::Struct(a), Type::Struct(b)) => put(&mut self.structs, a.0, *b),
                (Type::Enum(a), Type::Enum(b)) => put(&mut self.enums, a.0, *b),
                _ => {}
            }
        }
    }

    pub(super) fn of_struct(&self, old: StructId) -> Option<StructId> {
        self.structs.get(old.0 as usize).copied().flatten()
    }

    pub(super) fn of_enum(&self, old: EnumId) -> Option<EnumId> {
        self.enums.get(old.0 as usize).copied().flatten()
    }

    pub(super) fn of_typedef(&self, old: TypedefId) -> Option<TypedefId> {
        self.typedefs.get(old.0 as usize).copied().flatten()
    }

    pub(super) fn of_service(&self, old: ServiceId) -> Option<ServiceId> {
        self.services.get(old.0 as usize).copied().flatten()
    }
}

/// The type that a definition is.
pub(super) fn as_type(item: Item) -> Option<Type> {
    match item {
        Item::Struct(id) => Some(Type::Struct(id)),
        Item::Enum(id) => Some(Type::Enum(id)),
        Item::Typedef(id) => Some(Type::Typedef(id)),
        Item::Const(_) | Item::Service(_) => None,
    }
}

/// Notes a partner where there is none.
fn put<T>(partners: &mut [Option<T>], old: u32, new: T) {
    if let Some(slot @ None) = partners.get_mut(old as usize) {
        *slot = Some(new);
    }
}

fn files(old: &Program, new: &Program) -> Vec<Option<FileId>> {
    let mut found = vec![None; old.files.len()];
    let mut taken = HashSet::new();
    if old.roots.len() == new.roots.len() {
        for (before, now) in old.roots.iter().zip(&new.roots) {
            put(&mut found, before.0, *now);
            taken.insert(*now);
        }
    }
    let mut by_name: HashMap<&str, Vec<FileId>> = HashMap::new();
    for (at, file) in new.files.iter().enumerate().rev() {
        let id = FileId(at as u32);
        if !taken.contains(&id) {
            by_name.entry(&file.name).or_default().push(id);
        }
    }
    for (slot, file) in found.iter_mut().zip(&old.files).filter(|(slot, _)| slot.is_none()) {
        *slot = by_name.get_mut(file.name.as_str()).and_then(Vec::pop);
    }
    found
}
