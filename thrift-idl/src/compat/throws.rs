//! Exceptions that methods declare.
//!
//! One is known by its type, where that is thrown once, and by its name elsewhere.

use std::collections::{HashMap, HashSet};

use super::fates::{Fate, fates};
use super::methods::Pair;
use super::reach::Directions;
use super::rule::Rule;
use super::types::Site;
use super::{Change, Comparison, who};
use crate::program::{Field, Program, StructId, Type};

impl Comparison<'_> {
    pub(super) fn throws(&mut self, pair: Pair<'_>, subject: &str) {
        let (before, now) = (&pair.before.throws, &pair.now.throws);
        let (old, new) = (self.old.program, self.new.program);
        let (once_before, once_now) = (once(old, before), once(new, now));
        // The exceptions of both, by the id that the old version has.
        let mut both: HashMap<i16, StructId> = HashMap::new();
        for field in before {
            let partner = thrown(old, field).filter(|id| once_before.contains(id));
            let partner = partner.and_then(|id| self.partners.of_struct(id)).filter(|id| once_now.contains(id));
            both.extend(partner.map(|id| (field.id, id)));
        }
        let known: HashSet<StructId> = both.values().copied().collect();
        let fates = fates(
            before,
            now,
            |field| Known::new(both.get(&field.id).copied(), field),
            |field| Known::new(thrown(new, field).filter(|id| known.contains(id)), field),
        );
        for fate in fates {
            match fate {
                Fate::Kept(before, now) | Fate::Replaced(before, now) => {
                    self.exception_kept(pair, (before, now), subject)
                }
                Fate::Moved(before, now) => {
                    let site = self.exception(pair, (before, now), subject);
                    self.id_changed(Rule::ExceptionIdChanged, &site, (before, now));
                }
                Fate::Removed(before) => self.exception_removed(pair, before, subject),
                Fate::Added(now) => self.exception_added(pair, now, subject),
            }
        }
    }

    fn exception(&self, pair: Pair<'_>, (before, now): (&Field, &Field), subject: &str) -> Site {
        Site {
            subject: format!("{subject}.{}", now.name.text),
            what: format!("the exception `{}` of `{}`", now.name.text, pair.now.name.text),
            old: before.span,
            new: now.span,
            directions: Directions::RESULT,
        }
    }

    fn exception_kept(&mut self, pair: Pair<'_>, (before, now): (&Field, &Field), subject: &str) {
        let site = self.exception(pair, (before, now), subject);
        let (old, new) = (thrown(self.old.program, before), thrown(self.new.program, now));
        // Another exception, and not the same one by another name.
        let partner = old.and_then(|old| self.partners.of_struct(old));
        if partner.is_none() || partner == new {
            return self.types_differ(&before.ty, &now.ty, Rule::ExceptionTypeChanged, &site);
        }
        let name = |program: &Program, ty: &Type| crate::write::type_name(program, ty);
        let (was, is) = (name(self.old.program, &before.ty), name(self.new.program, &now.ty));
        self.push(
            Change::new(
                Rule::ExceptionTypeChanged,
                &site.subject,
                format!("the exception with the id {} of `{}` was `{was}`, and is `{is}`", now.id, pair.now.name.text),
            )
            .now(now.span, format!("is `{is}`"))
            .before(before.span, format!("was `{was}`"))
            .note("a client takes one for the other")
            .breaks(who::BOTH)
            .help(format!("keep `{}`, and give `{is}` an id of its own", self.written(before.span))),
        );
    }

    fn exception_removed(&mut self, pair: Pair<'_>, before: &Field, subject: &str) {
        let name = &pair.now.name.text;
        let message = format!("`{name}` no longer throws `{}`", crate::write::type_name(self.old.program, &before.ty));
        let (rule, note) = match pair.now.returns {
            None => (
                Rule::ExceptionRemovedFromVoid,
                "new clients take it, thrown by an old server, for success: the answer has nothing else in it",
            ),
            Some(_) => (Rule::ExceptionRemoved, "new clients find no result where an old server throws it"),
        };
        self.push(
            Change::new(rule, format!("{subject}.{}", before.name.text), message)
                .now(pair.now.name.span, "does not throw it")
                .before(before.span, "thrown here")
                .note(note)
                .breaks(who::NEW_CLIENTS)
                .help(format!("keep `{}`", self.written(before.span))),
        );
    }

    fn exception_added(&mut self, pair: Pair<'_>, now: &Field, subject: &str) {
        let name = &pair.now.name.text;
        let message = format!("`{name}` throws `{}`, too", crate::write::type_name(self.new.program, &now.ty));
        let (rule, note) = match pair.before.returns {
            None => (Rule::ExceptionAddedToVoid, "old clients take it for success: the answer has nothing else in it"),
            Some(_) => (Rule::ExceptionAdded, "old clients find no result where a new server throws it"),
        };
        let change = Change::new(rule, format!("{subject}.{}", now.name.text), message)
            .now(now.span, "old clients do not know it")
            .before(pair.before.name.span, "does not throw it")
            .note(note)
            .breaks(who::OLD_CLIENTS);
        self.push(match rule {
            Rule::ExceptionAddedToVoid => change.help("add a method that throws it, beside the old one"),
            _ => change,
        });
    }
}

/// By what an exception of a method is known.
#[derive(PartialEq, Eq, Hash)]
enum Known<'a> {
    Type(StructId),
    Name(&'a str),
}

impl<'a> Known<'a> {
    fn new(ty: Option<StructId>, field: &'a Field) -> Self {
        ty.map_or(Known::Name(&field.name.text), Known::Type)
    }
}

fn thrown(program: &Program, field: &Field) -> Option<StructId> {
    match program.resolve(&field.ty) {
        Type::Struct(id) => Some(*id),
        _ => None,
    }
}

/// The types that these fields have once.
fn once(program: &Program, fields: &[Field]) -> HashSet<StructId> {
    let mut counts = HashMap::new();
    for id in fields.iter().filter_map(|field| thrown(program, field)) {
        *counts.entry(id).or_insert(0) += 1;
    }
    counts.into_iter().filter(|(_, count)| *count == 1).map(|(id, _)| id).collect()
}
