//! Types, with their typedefs resolved.

use super::reach::Directions;
use super::rule::Rule;
use super::{Change, Comparison, who};
use crate::program::{EnumId, StructId, Type};
use crate::source::Span;
use crate::write::{resolved_type_name, type_name};

/// How two types differ; the worst comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    /// In nothing that is said here: structs and enums are compared on their own.
    None,
    /// An enum is an `i32` on the wire.
    EnumInteger,
    /// A `binary` is a `string` on the wire.
    StringBinary,
    /// On the wire, in the elements of a container.
    Within,
    /// On the wire.
    Wire,
}

impl Difference {
    /// The difference of containers whose elements differ so.
    fn within(self) -> Self {
        self.min(Self::Within)
    }
}

/// What becomes of a `binary` in JSON.
pub(super) const BASE64: &str = "JSON has a `binary` as base64, and a `string` as it is";

/// Where a type is used, in both versions.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// What uses it, for selectors.
    pub(super) subject: String,
    /// What uses it, as ``the field `name` of struct `User` ``.
    pub(super) what: String,
    pub(super) old: Span,
    pub(super) new: Span,
    pub(super) directions: Directions,
}

/// How many structs and enums that do not share a name are compared with each other, at most. Two circles of fields could
/// bring each struct of the one together with each of the other.
const MAX_STRANGERS: usize = 10_000;

impl Comparison<'_> {
    /// Compares two types. Structs and enums that meet here for the first time are put off.
    pub(super) fn difference(&mut self, old: &Type, new: &Type, site: &Site) -> Difference {
        if let (Type::Typedef(a), Type::Typedef(b)) = (old, new)
            && self.partners.of_typedef(*a) == Some(*b)
        {
            // Where they differ, that is said of the typedef.
            return Difference::None;
        }
        let (before, now) = (self.old.program.resolve(old), self.new.program.resolve(new));
        match (before, now) {
            (Type::List(a), Type::List(b)) | (Type::Set(a), Type::Set(b)) => self.difference(a, b, site).within(),
            (Type::Map(a, b), Type::Map(c, d)) => self.difference(a, c, site).max(self.difference(b, d, site)).within(),
            (Type::Struct(a), Type::Struct(b)) => self.structs_meet(*a, *b, site),
            (Type::Enum(a), Type::Enum(b)) => self.enums_meet(*a, *b, site),
            (Type::Struct(id), _) if self.old.program[*id].name.text.is_empty() => Difference::None,
            (_, Type::Struct(id)) if self.new.program[*id].name.text.is_empty() => Difference::None,
            (Type::String, Type::Binary) | (Type::Binary, Type::String) => Difference::StringBinary,
            (Type::Enum(_), Type::I32) | (Type::I32, Type::Enum(_)) => Difference::EnumInteger,
            (a, b) if a == b => Difference::None,
            _ => Difference::Wire,
        }
    }

    fn structs_meet(&mut self, old: StructId, new: StructId, site: &Site) -> Difference {
        let (before, now) = (&self.old.program[old].name, &self.new.program[new].name);
        // The poison of a partial program, about which enough was said.
        let known = before.text.is_empty() || now.text.is_empty() || self.partners.of_struct(old) == Some(new);
        if known || !self.seen_structs.insert((old, new)) {
            return Difference::None;
        }
        if self.seen_structs.len() > MAX_STRANGERS {
            self.too_many();
            return Difference::None;
        }
        self.type_renamed(&before.text, &now.text, site);
        self.pending.push((old, new));
        Difference::None
    }

    fn enums_meet(&mut self, old: EnumId, new: EnumId, site: &Site) -> Difference {
        if self.partners.of_enum(old) == Some(new) || !self.seen_enums.insert((old, new)) {
            return Difference::None;
        }
        if self.seen_enums.len() > MAX_STRANGERS {
            self.too_many();
            return Difference::None;
        }
        let (before, now) = (&self.old.program[old].name.text, &self.new.program[new].name.text);
        self.type_renamed(before, now, site);
        self.enums(old, new);
        Difference::None
    }

    fn type_renamed(&mut self, before: &str, now: &str, site: &Site) {
        let message = format!("the type of {} is called `{now}`, and was called `{before}`", site.what);
        self.push(
            Change::new(Rule::TypeRenamed, &site.subject, message)
                .now(site.new, format!("is `{now}`"))
                .before(site.old, format!("was `{before}`"))
                .breaks(who::CODE),
        );
    }

    /// Says how the types of something differ: by `rule` if they do on the wire.
    pub(super) fn types_differ(&mut self, old: &Type, new: &Type, rule: Rule, site: &Site) {
        let difference = self.difference(old, new, site);
        let (rule, consequence) = match difference {
            Difference::None => return,
            Difference::EnumInteger => (Rule::EnumIntegerChanged, None),
            Difference::StringBinary => (Rule::StringBinaryChanged, Some(BASE64)),
            Difference::Within => (rule, Some("readers skip elements that are not of their type, or misread them")),
            Difference::Wire if rule == Rule::ReturnTypeChanged => {
                (rule, Some("a client finds no result, since one of another type is skipped"))
            }
            Difference::Wire => (rule, Some("readers skip what is not of their type, and go on without it")),
        };
        let whom = match difference {
            Difference::EnumInteger => who::CODE.to_owned(),
            Difference::StringBinary => who::JSON.to_owned(),
            _ => who::breaks(who::Readers::Both, site.directions),
        };
        let (before, now) = self.names_of(old, new);
        let message = format!("the type of {} changed from `{before}` to `{now}`", site.what);
        let behind = |name: &str, resolved: String| match name == resolved {
            true => format!("`{name}`"),
            false => format!("`{name}`, that is `{resolved}`"),
        };
        let change = Change::new(rule, &site.subject, message)
            .now(site.new, format!("is {}", behind(&now, resolved_type_name(self.new.program, new))))
            .before(site.old, format!("was {}", behind(&before, resolved_type_name(self.old.program, old))))
            .follows(consequence, whom);
        let kept = match rule {
            Rule::FieldTypeChanged => {
                format!("keep `{}`, and add a field with an id of its own", self.written(site.old))
            }
            Rule::ArgumentTypeChanged => {
                format!("keep `{}`, and add an argument with an id of its own", self.written(site.old))
            }
            Rule::ReturnTypeChanged => "keep the method, and add another one beside it".to_owned(),
            _ => format!("keep `{before}`"),
        };
        self.push(change.help(kept));
    }

    /// Both types by their names, or where those are the same by what is behind them.
    fn names_of(&self, old: &Type, new: &Type) -> (String, String) {
        let (before, now) = (type_name(self.old.program, old), type_name(self.new.program, new));
        match before == now {
            true => (resolved_type_name(self.old.program, old), resolved_type_name(self.new.program, new)),
            false => (before, now),
        }
    }
}
