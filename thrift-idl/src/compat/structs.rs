//! Structs, unions and exceptions.

use std::collections::HashSet;

use super::reserved::reserved;
use super::rule::Rule;
use super::who::{self, Readers};
use super::{Change, Comparison};
use crate::program::{Annotation, Meta, Struct, StructId, StructKind};

/// The words of an exception on how it is to be treated.
const CLASSES: [&str; 6] = ["safe", "transient", "stateful", "permanent", "client", "server"];

/// What steers the expansion to Rust in a way that code notices.
const RUST: [&str; 2] = ["rust.type", "rust.name"];

impl Comparison<'_> {
    pub(super) fn structs(&mut self, old: StructId, new: StructId) {
        let (before, now) = (&self.old.program[old], &self.new.program[new]);
        let subject = self.subject(now.file, &now.name.text);
        self.struct_kind(old, new, &subject);
        self.reserved_ids(before, now, &subject);
        self.exception_class(before, now, &subject);
        let place = format!("{} `{}`", keyword(now.kind), now.name.text);
        self.rust_annotations((&before.meta, before.name.span), (&now.meta, now.name.span), &place, &subject);
        self.fields(old, new, &subject);
    }

    fn struct_kind(&mut self, old: StructId, new: StructId, subject: &str) {
        let (before, now) = (&self.old.program[old], &self.new.program[new]);
        if before.kind == now.kind {
            return;
        }
        let union = [before.kind, now.kind].contains(&StructKind::Union);
        let (rule, consequence, whom) = match union {
            true => (
                Rule::StructKindChanged,
                Some("a union is one field or none, a struct has all of its fields"),
                who::breaks(Readers::Both, self.directions(old, new)),
            ),
            false => (Rule::ExceptionKindChanged, None, who::CODE.to_owned()),
        };
        let (was, is) = (keyword(before.kind), keyword(now.kind));
        let message = format!("the {was} `{}` became {}", before.name.text, with_article(is));
        self.push(
            Change::new(rule, subject, message)
                .now(now.name.span, format!("is {}", with_article(is)))
                .before(before.name.span, format!("was {}", with_article(was)))
                .follows(consequence, whom)
                .help(format!("keep the word `{was}`, and give what is new another name")),
        );
    }

    fn reserved_ids(&mut self, before: &Struct, now: &Struct, subject: &str) {
        let ids = reserved(&before.meta);
        let kept = reserved(&now.meta);
        let used: HashSet<i16> = now.fields.iter().map(|field| field.id).collect();
        let lost: Vec<i16> = ids.ids().filter(|id| !kept.contains(*id) && !used.contains(id)).collect();
        if lost.is_empty() {
            return;
        }
        let lost = listed(&lost);
        let message = format!("{} `{}` no longer reserves {lost}", keyword(now.kind), now.name.text);
        self.push(
            Change::new(Rule::ReservedIdRemoved, subject, message)
                .now(kept.span.unwrap_or(now.name.span), "not reserved here")
                .before(ids.span.unwrap_or(before.name.span), "reserved here")
                .note("a field that gets such an id meets values of the one that had it once")
                .help(format!("reserve {lost} as well")),
        );
    }

    fn exception_class(&mut self, before: &Struct, now: &Struct, subject: &str) {
        let classes = |item: &Struct| -> Vec<&'static str> {
            let has = |class: &&str| item.meta.annotations.iter().any(|note| note.key.text == **class);
            CLASSES.iter().filter(|class| item.kind == StructKind::Exception && has(class)).copied().collect()
        };
        let (was, is) = (classes(before), classes(now));
        if was == is || before.kind != now.kind {
            return;
        }
        let shown = |verb: &str, classes: &[&str]| match classes {
            [] => "no word on how to treat it".to_owned(),
            classes => format!("{verb} `{}`", classes.join(" ")),
        };
        let message = format!("the exception `{}` is to be treated in another way", now.name.text);
        self.push(
            Change::new(Rule::ExceptionClassChanged, subject, message)
                .now(now.name.span, shown("is", &is))
                .before(before.name.span, shown("was", &was))
                .note("clients go by these words when they decide whether to call again")
                .breaks(who::OLD_CLIENTS),
        );
    }

    /// Compares what steers the expansion to Rust: of the part of the program at these places, in words and for selectors.
    pub(super) fn rust_annotations(
        &mut self,
        (before, old): (&Meta, crate::Span),
        (now, new): (&Meta, crate::Span),
        what: &str,
        subject: &str,
    ) {
        for key in RUST {
            let value = |meta: &Meta| {
                let found = meta.annotations.iter().rfind(|note: &&Annotation| note.key.text == key);
                found.map(|note| (note.value.as_ref().map(|value| value.text.clone()), note.key.span))
            };
            let (was, is) = (value(before), value(now));
            if was.as_ref().map(|(text, _)| text) == is.as_ref().map(|(text, _)| text) {
                continue;
            }
            self.push(
                Change::new(Rule::RustAnnotationChanged, subject, format!("the annotation `{key}` of {what} changed"))
                    .now(is.map_or(new, |(_, span)| span), "it is so here")
                    .before(was.map_or(old, |(_, span)| span), "it was so here")
                    .breaks(who::CODE),
            );
        }
    }
}

/// The word that opens the definition.
pub(super) fn keyword(kind: StructKind) -> &'static str {
    match kind {
        StructKind::Struct => "struct",
        StructKind::Union => "union",
        StructKind::Exception => "exception",
    }
}

fn with_article(keyword: &str) -> String {
    let article = if keyword == "exception" { "an" } else { "a" };
    format!("{article} {keyword}")
}

/// How many reserved ids are listed.
const SHOWN: usize = 5;

/// `3`, or `3, 4 and 7 more`.
fn listed(ids: &[i16]) -> String {
    let shown: Vec<String> = ids.iter().take(SHOWN).map(i16::to_string).collect();
    match ids.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
