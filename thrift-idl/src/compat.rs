//! What a new version of a program breaks for peers that still speak an old one.
//!
//! ```
//! use thrift_idl::compat::{Policy, Rule, Version, compare};
//! use thrift_idl::{MemoryLoader, load};
//!
//! let one = load(&["a"], &mut MemoryLoader::new().file("a", "struct User {\n  1: i32 id\n  2: string name\n}"));
//! let two = load(&["a"], &mut MemoryLoader::new().file("a", "struct User {\n  1: i64 id\n  3: i8 age\n}"));
//! let changes = compare(Version::of(&one).unwrap(), Version::of(&two).unwrap());
//! let rules: Vec<Rule> = changes.iter().map(|change| change.rule).collect();
//! assert_eq!(rules, [Rule::FieldRemoved, Rule::FieldTypeChanged]);
//! assert_eq!(Policy::default().judge(&changes).breaks.len(), 2);
//! assert_eq!(
//!     changes[1].render(&one.sources, &two.sources),
//!     "\
//! the type of the field `id` of struct `User` changed from `i32` to `i64`
//!  --> a:2:3
//!   |
//! 2 |   1: i64 id
//!   |   ^^^^^^^^^ is `i64`
//!   |
//!  ::: a:2:3
//!   |
//! 2 |   1: i32 id
//!   |   --------- was `i32`
//!   |
//!   = note: readers skip what is not of their type, and go on without it
//!   = note: breaks readers of what the other version writes, old and new
//!   = help: keep `1: i32 id`, and add a field with an id of its own"
//! );
//! ```
//!
//! Definitions belong together by their names, and what uses them by what is behind typedefs: a typedef in place of its type is no
//! change, one that stands for another type is. Fields, arguments and exceptions belong together by their ids, methods by their
//! names, in all that a service extends. A struct in the place of another one is compared with it, field by field.
//!
//! A [`Rule`] says who is concerned, its [`Category`], and how much, its [`Weight`]; a [`Policy`] which changes are let through.

use std::collections::HashSet;

mod arguments;
mod change;
mod definitions;
mod enums;
mod fates;
mod fields;
mod methods;
mod partners;
mod policy;
mod reach;
mod reserved;
mod rule;
mod services;
mod structs;
mod throws;
mod types;
mod values;
mod who;

pub use change::Change;
pub use policy::{Allowance, Policy, Verdict};
pub use rule::{Category, Rule, Weight};

use crate::Loaded;
use crate::program::{EnumId, Program, StructId};
use crate::source::{FileId, SourceMap, Span};
use partners::Partners;
use reach::{Directions, Reach};

/// A version of a program, and what it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The program.
    pub program: &'a Program,
    /// The files that its spans lead to.
    pub sources: &'a SourceMap,
}

impl<'a> Version<'a> {
    /// The version that was loaded, if it has no errors.
    pub fn of(loaded: &'a Loaded) -> Option<Version<'a>> {
        Some(Version { program: loaded.program.as_ref()?, sources: &loaded.sources })
    }
}

/// How many changes are found. Who has more compares programs that have nothing to do with each other.
const MAX_CHANGES: usize = 1000;

/// All that changed from an old version to a new one and breaks a rule, in the order of the new one; what is only in the old
/// one comes last.
///
/// It takes time and memory in proportion to both programs. Partial programs are compared as far as they are known.
pub fn compare(old: Version<'_>, new: Version<'_>) -> Vec<Change> {
    let mut comparison = Comparison {
        old,
        new,
        partners: Partners::new(old.program, new.program),
        old_reach: reach::reach(old.program),
        new_reach: reach::reach(new.program),
        seen_structs: HashSet::new(),
        seen_enums: HashSet::new(),
        pending: Vec::new(),
        steps: 0,
        changes: Vec::new(),
        overflow: false,
    };
    comparison.run();
    let mut changes = comparison.changes;
    let place = |change: &Change| {
        let first = change.new.first().map(|label| (label.span.file, label.span.start));
        (first.is_none(), first, change.old.first().map(|label| (label.span.file, label.span.start)))
    };
    changes.sort_by_key(place);
    changes
}

struct Comparison<'a> {
    old: Version<'a>,
    new: Version<'a>,
    partners: Partners,
    old_reach: Reach,
    new_reach: Reach,
    /// Structs and enums of different names that met in the type of a field.
    seen_structs: HashSet<(StructId, StructId)>,
    seen_enums: HashSet<(EnumId, EnumId)>,
    /// Structs that are to be compared.
    pending: Vec<(StructId, StructId)>,
    /// How many services were looked at for what they extend.
    steps: usize,
    changes: Vec<Change>,
    /// Whether something was not compared.
    overflow: bool,
}

impl Comparison<'_> {
    fn run(&mut self) {
        self.files();
        for (before, now) in std::mem::take(&mut self.partners.pairs) {
            if self.is_full() {
                break;
            }
            self.definitions(before, now);
        }
        for item in std::mem::take(&mut self.partners.gone) {
            self.gone(item);
        }
        // A list that grows instead of recursion: structs may hold each other as deep as they like.
        while let Some((old, new)) = self.pending.pop() {
            if self.is_full() {
                break;
            }
            self.structs(old, new);
        }
        if self.overflow {
            let message = "the versions differ in too many places to compare them all";
            let change = Change::new(Rule::TooManyChanges, "", message);
            self.changes.push(change.help("compare versions of one program"));
        }
    }

    fn push(&mut self, change: Change) {
        if !self.is_full() {
            self.changes.push(change);
        }
    }

    /// Whether there are as many changes as are looked for. Whoever asks has more to say, and leaves it.
    fn is_full(&mut self) -> bool {
        self.overflow |= self.changes.len() >= MAX_CHANGES;
        self.changes.len() >= MAX_CHANGES
    }

    fn too_many(&mut self) {
        self.overflow = true;
    }

    /// How selectors name a definition of the new version.
    fn subject(&self, file: FileId, name: &str) -> String {
        subject(self.new.program, file, name)
    }

    fn old_subject(&self, file: FileId, name: &str) -> String {
        subject(self.old.program, file, name)
    }

    /// The ways that values of a struct travel, in either version.
    fn directions(&self, old: StructId, new: StructId) -> Directions {
        self.old_reach.of_struct(old).or(self.new_reach.of_struct(new))
    }

    /// What the old version has at a place, as something that can be typed.
    fn written(&self, span: Span) -> String {
        let file = self.old.sources.files().get(span.file.0 as usize);
        let text = file.map(|file| file.slice(span)).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn subject(program: &Program, file: FileId, name: &str) -> String {
    match program.roots.contains(&file) {
        true => name.to_owned(),
        false => {
            format!("{}.{name}", program.files.get(file.0 as usize).map(|file| file.name.as_str()).unwrap_or_default())
        }
    }
}
