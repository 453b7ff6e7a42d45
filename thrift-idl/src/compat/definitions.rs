//! Files, and what they define.

use std::collections::BTreeMap;

use super::partners::{as_type, name_of};
use super::rule::Rule;
use super::types::{BASE64, Difference, Site};
use super::who::{self, Readers};
use super::{Change, Comparison};
use crate::program::{Include, Item, Namespace, Program};
use crate::source::{FileId, Span};
use crate::write::{resolved_type_name, type_name};

impl Comparison<'_> {
    /// Compares what has one name in both versions.
    pub(super) fn definitions(&mut self, before: Item, now: Item) {
        self.moved(before, now);
        match (before, now) {
            (Item::Struct(old), Item::Struct(new)) => self.pending.push((old, new)),
            (Item::Enum(old), Item::Enum(new)) => self.enums(old, new),
            (Item::Const(old), Item::Const(new)) => self.constants(old, new),
            (Item::Service(old), Item::Service(new)) => self.services(old, new),
            _ => self.named_types(before, now),
        }
    }

    /// A definition in another file is another path for code.
    fn moved(&mut self, before: Item, now: Item) {
        let ((old_name, old_file), (new_name, new_file)) =
            (name_of(self.old.program, before), name_of(self.new.program, now));
        let partner = self.partners.files.get(old_file.0 as usize).copied().flatten();
        if partner == Some(new_file) {
            return;
        }
        let message = format!("`{}` is in another file now", new_name.text);
        self.push(
            Change::new(Rule::DefinitionMoved, self.subject(new_file, &new_name.text), message)
                .now(new_name.span, "is here")
                .before(old_name.span, "was here")
                .breaks(who::CODE)
                .help(format!("leave a `typedef` to `{}` in the old file", new_name.text)),
        );
    }

    /// Compares types that are typedefs, or not of one kind.
    fn named_types(&mut self, before: Item, now: Item) {
        let ((old_name, _), (new_name, new_file)) = (name_of(self.old.program, before), name_of(self.new.program, now));
        let subject = self.subject(new_file, &new_name.text);
        let what = format!("`{}`", new_name.text);
        let site = Site {
            subject: subject.clone(),
            what: what.clone(),
            old: old_name.span,
            new: new_name.span,
            directions: Default::default(),
        };
        let (rule, was, is) = match (before, now) {
            (Item::Typedef(old), Item::Typedef(new)) => {
                let (old_meta, new_meta) = (&self.old.program[old].meta, &self.new.program[new].meta);
                self.rust_annotations((old_meta, old_name.span), (new_meta, new_name.span), &what, &subject);
                let (old, new) = (&self.old.program[old].target, &self.new.program[new].target);
                let rule = match self.difference(old, new, &site) {
                    Difference::None => return,
                    Difference::EnumInteger => Rule::EnumIntegerChanged,
                    Difference::StringBinary => Rule::StringBinaryChanged,
                    Difference::Within | Difference::Wire => Rule::TypedefRetargeted,
                };
                let (mut was, mut is) = (type_name(self.old.program, old), type_name(self.new.program, new));
                if was == is {
                    was = resolved_type_name(self.old.program, old);
                    is = resolved_type_name(self.new.program, new);
                }
                (rule, format!("a typedef to `{was}`"), format!("a typedef to `{is}`"))
            }
            _ => {
                let types = as_type(before).zip(as_type(now));
                let rule = match types.map(|(old, new)| self.difference(&old, &new, &site)) {
                    Some(Difference::None) => return,
                    Some(Difference::EnumInteger) => Rule::EnumIntegerChanged,
                    _ => Rule::DefinitionKindChanged,
                };
                (rule, kind(self.old.program, before), kind(self.new.program, now))
            }
        };
        let (consequence, whom) = match rule {
            Rule::EnumIntegerChanged => (None, who::CODE.to_owned()),
            Rule::StringBinaryChanged => (Some(BASE64), who::JSON.to_owned()),
            _ => (
                Some("readers of what has this type skip the other one, and go on without it"),
                who::breaks(Readers::Both, site.directions),
            ),
        };
        let change = Change::new(rule, subject, format!("{what} was {was}, and is {is}"))
            .now(new_name.span, format!("is {is}"))
            .before(old_name.span, format!("was {was}"))
            .follows(consequence, whom);
        self.push(change.help("keep it, and give what is new another name"));
    }

    /// Says of what is gone that it is.
    pub(super) fn gone(&mut self, item: Item) {
        let (name, file) = name_of(self.old.program, item);
        let subject = self.old_subject(file, &name.text);
        let text = &name.text;
        let change = match item {
            Item::Service(_) => Change::new(Rule::ServiceRemoved, subject, format!("the service `{text}` is gone"))
                .before(name.span, "was here")
                .note("old clients that call it get an `UNKNOWN_METHOD`")
                .breaks(who::OLD_CLIENTS)
                .help("keep the service, and have its methods fail, until nobody calls them"),
            Item::Const(_) => Change::new(Rule::ConstantRemoved, subject, format!("the constant `{text}` is gone"))
                .before(name.span, "was here")
                .breaks(who::CODE),
            _ => Change::new(Rule::TypeRemoved, subject, format!("the type `{text}` is gone"))
                .before(name.span, "was here")
                .breaks(who::CODE),
        };
        let home = self.partners.files.get(file.0 as usize).copied().flatten();
        let change = match home.and_then(|file| self.first_name(file)) {
            Some(span) => change.now(span, "nowhere in this file"),
            None => change,
        };
        self.push(change);
    }

    /// The first name that a file of the new version defines.
    fn first_name(&self, file: FileId) -> Option<Span> {
        let item = self.new.program.files.get(file.0 as usize)?.items.first()?;
        Some(name_of(self.new.program, *item).0.span)
    }

    pub(super) fn files(&mut self) {
        let old = self.old.program;
        for (at, before) in old.files.iter().enumerate() {
            let id = FileId(at as u32);
            match self.partners.files.get(at).copied().flatten() {
                Some(partner) => self.namespaces(&before.namespaces, partner),
                None => {
                    let includes = old.files.iter().flat_map(|file| &file.includes);
                    let Some(Include { span, path, .. }) = includes.into_iter().find(|include| include.file == id)
                    else {
                        continue;
                    };
                    let change =
                        Change::new(Rule::FileRemoved, &before.name, format!("`{path}` is no longer included"))
                            .before(*span, "was included here")
                            .breaks(who::CODE);
                    self.push(change);
                }
            }
        }
    }

    fn namespaces(&mut self, before: &[Namespace], partner: FileId) {
        let Some(file) = self.new.program.files.get(partner.0 as usize) else { return };
        let (before, now) = (by_scope(before), by_scope(&file.namespaces));
        for was in before.values() {
            let is = now.get(was.scope.as_str());
            if is.is_some_and(|is| is.name == was.name) {
                continue;
            }
            let message = match is {
                Some(is) => format!("the namespace for `{}` was `{}`, and is `{}`", was.scope, was.name, is.name),
                None => format!("the namespace for `{}` is gone", was.scope),
            };
            let mut change = Change::new(Rule::NamespaceChanged, &file.name, message);
            if let Some(span) = is.map(|is| is.span).or_else(|| self.first_name(partner)) {
                change = change.now(span, if is.is_some() { "is this" } else { "nowhere in this file" });
            }
            self.push(change.before(was.span, "was this").breaks(who::CODE));
        }
    }
}

/// The namespaces by their languages. The last one of a language counts.
fn by_scope(namespaces: &[Namespace]) -> BTreeMap<&str, &Namespace> {
    namespaces.iter().map(|namespace| (namespace.scope.as_str(), namespace)).collect()
}

/// What a definition is, with its article.
fn kind(program: &Program, item: Item) -> String {
    match item {
        Item::Struct(id) => match super::structs::keyword(program[id].kind) {
            "exception" => "an exception".to_owned(),
            keyword => format!("a {keyword}"),
        },
        Item::Enum(_) => "an enum".to_owned(),
        Item::Typedef(id) => format!("a typedef to `{}`", type_name(program, &program[id].target)),
        Item::Const(_) => "a constant".to_owned(),
        Item::Service(_) => "a service".to_owned(),
    }
}
