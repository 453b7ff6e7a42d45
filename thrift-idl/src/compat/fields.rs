//! Fields of structs, unions and exceptions.

use super::fates::{Fate, fates};
use super::reserved::{Reserved, reserved};
use super::rule::Rule;
use super::structs::keyword;
use super::types::{Difference, Site};
use super::who::{self, Readers};
use super::{Change, Comparison};
use crate::program::{Field, Requiredness, Struct, StructId, StructKind};

/// A struct in both versions, whose fields are compared.
struct Owner<'a> {
    before: &'a Struct,
    now: &'a Struct,
    reserved: Reserved,
    /// For selectors.
    subject: &'a str,
    directions: super::reach::Directions,
}

impl Owner<'_> {
    /// Such as ``struct `User` ``.
    fn place(&self) -> String {
        format!("{} `{}`", keyword(self.now.kind), self.now.name.text)
    }

    fn site(&self, before: &Field, now: &Field) -> Site {
        Site {
            subject: self.field(now),
            what: format!("the field `{}` of {}", now.name.text, self.place()),
            old: before.span,
            new: now.span,
            directions: self.directions,
        }
    }

    fn field(&self, field: &Field) -> String {
        format!("{}.{}", self.subject, field.name.text)
    }

    fn is_union(&self) -> bool {
        self.now.kind == StructKind::Union
    }
}

impl Comparison<'_> {
    pub(super) fn fields(&mut self, old: StructId, new: StructId, subject: &str) {
        let (old_program, new_program) = (self.old.program, self.new.program);
        let (before, now) = (&old_program[old], &new_program[new]);
        let directions = self.directions(old, new);
        let owner = Owner { before, now, reserved: reserved(&before.meta), subject, directions };
        let last = before.fields.iter().map(|field| field.id).max().unwrap_or(0);
        for fate in fates(&before.fields, &now.fields, |field| field.name.text.as_str(), |field| &field.name.text) {
            match fate {
                Fate::Kept(before, now) => self.field_kept(&owner, before, now),
                Fate::Replaced(before, now) => self.field_replaced(&owner, before, now),
                Fate::Moved(before, now) => {
                    self.id_changed(Rule::FieldIdChanged, &owner.site(before, now), (before, now))
                }
                Fate::Removed(before) => self.field_removed(&owner, before),
                Fate::Added(now) => self.field_added(&owner, now, last),
            }
        }
    }

    fn field_kept(&mut self, owner: &Owner<'_>, before: &Field, now: &Field) {
        let site = owner.site(before, now);
        self.types_differ(&before.ty, &now.ty, Rule::FieldTypeChanged, &site);
        if !owner.is_union() && owner.before.kind != StructKind::Union {
            self.requiredness(owner, before, now);
        }
        self.default(&site, before, now);
        let what = site.what.clone();
        self.rust_annotations((&before.meta, before.name.span), (&now.meta, now.name.span), &what, &site.subject);
    }

    /// The id has another name. With another type, it is another field.
    fn field_replaced(&mut self, owner: &Owner<'_>, before: &Field, now: &Field) {
        let site = owner.site(before, now);
        if self.difference(&before.ty, &now.ty, &site) == Difference::Wire {
            let message = format!(
                "the id {} of {} was that of `{}`, and is that of `{}`",
                now.id,
                owner.place(),
                before.name.text,
                now.name.text
            );
            self.push(
                Change::new(Rule::FieldIdReused, &site.subject, message)
                    .now(now.span, "another field has the id now")
                    .before(before.span, "had the id")
                    .note("readers skip what is not of their type, and go on without it")
                    .breaks(who::breaks(Readers::Both, owner.directions))
                    .help(format!("keep `{}`, and give `{}` an id of its own", before.name.text, now.name.text)),
            );
            return;
        }
        let message =
            format!("the field `{}` of {} is called `{}` now", before.name.text, owner.place(), now.name.text);
        self.push(
            Change::new(Rule::FieldRenamed, &site.subject, message)
                .now(now.name.span, format!("is `{}`", now.name.text))
                .before(before.name.span, format!("was `{}`", before.name.text))
                .breaks(who::NAMES)
                .help(format!("keep the name, and write `(rust.name = \"{}\")` for Rust alone", now.name.text)),
        );
        self.field_kept(owner, before, now);
    }

    /// Says that the id of a field, argument or exception changed: by `rule`, or because it goes by its place.
    pub(super) fn id_changed(&mut self, rule: Rule, site: &Site, (before, now): (&Field, &Field)) {
        let implicit = before.id < 0 && now.id < 0;
        let rule = if implicit { Rule::ImplicitIdShifted } else { rule };
        let message = format!("the id of {} changed from {} to {}", site.what, before.id, now.id);
        let change = Change::new(rule, &site.subject, message)
            .now(site.new, format!("has the id {}", now.id))
            .before(site.old, format!("had the id {}", before.id))
            .note("readers look for it under the id that they know, and go on without it")
            .breaks(who::breaks(Readers::Both, site.directions));
        self.push(match implicit {
            true => change.help("it is counted, since no id is written: keep those without one in their order"),
            false if before.id > 0 => change.help(format!("write `{}:`", before.id)),
            false => change.help("leave the id out, as before"),
        });
    }

    fn requiredness(&mut self, owner: &Owner<'_>, before: &Field, now: &Field) {
        use Requiredness::{Default, Optional, Required};
        let (rule, consequence, whom, help) = match (before.requiredness, now.requiredness) {
            (Required, Required) | (Optional, Optional) | (Default, Default) => return,
            (_, Required) => (
                Rule::FieldBecameRequired,
                Some("new readers refuse a value without it, and old writers may leave it out"),
                who::breaks(Readers::New, owner.directions),
                "remove `required`",
            ),
            (Required, _) => (
                Rule::FieldNoLongerRequired,
                Some("old readers refuse a value without it, and new writers may leave it out"),
                who::breaks(Readers::Old, owner.directions),
                "write `required` as before",
            ),
            (Default, Optional) => (Rule::FieldBecameOptional, None, who::CODE.to_owned(), "remove `optional`"),
            (Optional, Default) => {
                (Rule::FieldNoLongerOptional, None, who::CODE.to_owned(), "write `optional` as before")
            }
        };
        let site = owner.site(before, now);
        let (was, is) = (word(before.requiredness), word(now.requiredness));
        self.push(
            Change::new(rule, &site.subject, format!("{} was {was}, and is {is}", site.what))
                .now(now.span, format!("is {is}"))
                .before(before.span, format!("was {was}"))
                .follows(consequence, whom)
                .help(help),
        );
    }

    fn field_removed(&mut self, owner: &Owner<'_>, before: &Field) {
        let (name, place) = (&before.name.text, owner.place());
        let (rule, kind, consequence, readers) = match before.requiredness {
            _ if owner.is_union() => (
                Rule::UnionMemberRemoved,
                "member",
                Some("new readers of a union with this member find none"),
                Readers::New,
            ),
            Requiredness::Required => (
                Rule::RequiredFieldRemoved,
                "required field",
                Some("old readers refuse a value without it"),
                Readers::Old,
            ),
            Requiredness::Default => (
                Rule::FieldRemoved,
                "field",
                Some("old readers go on with the default, or the zero of its type, where there always was a value"),
                Readers::Old,
            ),
            Requiredness::Optional => (Rule::OptionalFieldRemoved, "optional field", None, Readers::Old),
        };
        let whom = match rule {
            Rule::OptionalFieldRemoved => who::CODE.to_owned(),
            _ => who::breaks(readers, owner.directions),
        };
        let change = Change::new(rule, owner.field(before), format!("the {kind} `{name}` of {place} is gone"))
            .now(owner.now.name.span, "not here")
            .before(before.span, "was here")
            .follows(consequence, whom);
        let help = match rule {
            Rule::OptionalFieldRemoved => {
                format!(
                    "reserve its id, so that no other field gets it: `(reserved = \"{}\")` after the `}}`",
                    before.id
                )
            }
            _ => format!("keep `{}`", self.written(before.span)),
        };
        self.push(change.help(help));
    }

    fn field_added(&mut self, owner: &Owner<'_>, now: &Field, last: i16) {
        let (name, place) = (&now.name.text, owner.place());
        let home = owner.before.name.span;
        if owner.reserved.contains(now.id) {
            let message = format!("the id {} of the field `{name}` of {place} is reserved", now.id);
            self.push(
                Change::new(Rule::FieldIdReused, owner.field(now), message)
                    .now(now.span, "another field had the id")
                    .before(owner.reserved.span.unwrap_or(home), "reserved here")
                    .breaks(who::breaks(Readers::Both, owner.directions))
                    .help("give it an id that no field had before"),
            );
        }
        let change = if owner.is_union() {
            let message = format!("{place} has a further member, `{name}`");
            Change::new(Rule::UnionMemberAdded, owner.field(now), message)
                .now(now.span, "old readers do not know it")
                .before(home, "not here")
                .note("old readers of a union with this member find none, and some refuse it")
                .breaks(who::breaks(Readers::Old, owner.directions))
        } else if now.requiredness == Requiredness::Required {
            let message = format!("{place} has a further required field, `{name}`");
            Change::new(Rule::RequiredFieldAdded, owner.field(now), message)
                .now(now.span, "old writers do not know it")
                .before(home, "not here")
                .note("new readers refuse a value without it")
                .breaks(who::breaks(Readers::New, owner.directions))
                .help("write `optional` in place of `required`")
        } else if now.id > 0 && now.id < last {
            let message = format!("the id {} of the new field `{name}` of {place} is in a gap", now.id);
            Change::new(Rule::FieldAddedInGap, owner.field(now), message)
                .now(now.span, format!("ids up to {last} are in use"))
                .before(home, "not here")
                .note("a field of long ago may have had the id")
                .help(match last.checked_add(1) {
                    Some(next) => format!("use the next free id, `{next}:`"),
                    None => "reserve ids that are not to be used again".to_owned(),
                })
        } else {
            return;
        };
        self.push(change);
    }
}

fn word(requiredness: Requiredness) -> &'static str {
    match requiredness {
        Requiredness::Required => "required",
        Requiredness::Optional => "optional",
        Requiredness::Default => "neither `required` nor `optional`",
    }
}
