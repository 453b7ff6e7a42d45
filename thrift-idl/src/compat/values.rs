//! Constants and defaults.

use super::rule::Rule;
use super::types::{Difference, Site};
use super::{Change, Comparison, who};
use crate::program::{ConstId, Field, Program, Requiredness, Value};

impl Comparison<'_> {
    /// Compares the defaults of a field or argument.
    pub(super) fn default(&mut self, site: &Site, before: &Field, now: &Field) {
        // A required field is never left out.
        if before.requiredness == Requiredness::Required || now.requiredness == Requiredness::Required {
            return;
        }
        let default = |program: &Program, field: &Field| -> Option<Vec<u8>> {
            let zero = field.requiredness == Requiredness::Default;
            field.default.as_ref().filter(|value| !(zero && is_zero(value))).map(|value| identity(program, value))
        };
        if default(self.old.program, before) == default(self.new.program, now) {
            return;
        }
        let label = |field: &Field, has: &str, none: &str| match field.default {
            Some(_) => has.to_owned(),
            None => none.to_owned(),
        };
        self.push(
            Change::new(Rule::DefaultChanged, &site.subject, format!("the default of {} changed", site.what))
                .now(now.span, label(now, "has this default", "has no default"))
                .before(before.span, label(before, "had this default", "had no default"))
                .note("each side fills in its own for what the other leaves out")
                .breaks(who::breaks(who::Readers::Both, site.directions)),
        );
    }

    pub(super) fn constants(&mut self, old: ConstId, new: ConstId) {
        let (before, now) = (&self.old.program[old], &self.new.program[new]);
        let subject = self.subject(now.file, &now.name.text);
        let name = &now.name.text;
        let site = Site {
            subject: subject.clone(),
            what: format!("the constant `{name}`"),
            old: before.name.span,
            new: now.name.span,
            directions: Default::default(),
        };
        let retyped = self.difference(&before.ty, &now.ty, &site) != Difference::None;
        let what = match retyped {
            true => "type",
            false if identity(self.old.program, &before.value) != identity(self.new.program, &now.value) => "value",
            false => return,
        };
        self.push(
            Change::new(Rule::ConstantChanged, subject, format!("the {what} of {} changed", site.what))
                .now(now.name.span, "is so now")
                .before(before.name.span, "was so")
                .note("who is compiled against the old version goes on with the old one")
                .breaks(who::CODE),
        );
    }
}

/// Whether a value is what stands for one that is missing anyway.
fn is_zero(value: &Value) -> bool {
    match value {
        Value::Bool(value) => !value,
        Value::Int(number) => *number == 0,
        Value::Double(number) => number.to_bits() == 0,
        Value::String(text) => text.is_empty(),
        Value::Binary(bytes) => bytes.is_empty(),
        Value::Uuid(bytes) => *bytes == [0; 16],
        Value::Enum(_, number) => *number == 0,
        Value::List(values) | Value::Set(values) => values.is_empty(),
        Value::Map(pairs) => pairs.is_empty(),
        Value::Struct(..) => false,
    }
}

/// Bytes that are the same for values that mean the same, in either version: fields go by their ids, enums by their numbers.
fn identity(program: &Program, value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut part = |tag: u8, content: &[u8]| {
        bytes.push(tag);
        bytes.extend((content.len() as u64).to_le_bytes());
        bytes.extend(content);
    };
    let sorted = |mut parts: Vec<Vec<u8>>| {
        parts.sort_unstable();
        parts.concat()
    };
    match value {
        Value::Bool(value) => part(b'b', &[u8::from(*value)]),
        Value::Int(number) => part(b'i', &number.to_le_bytes()),
        Value::Enum(_, number) => part(b'i', &i64::from(*number).to_le_bytes()),
        Value::Double(number) => part(b'd', &number.to_bits().to_le_bytes()),
        Value::String(text) => part(b's', text.as_bytes()),
        Value::Binary(content) => part(b's', content),
        Value::Uuid(content) => part(b'u', content),
        Value::List(values) => {
            part(b'l', &values.iter().map(|value| identity(program, value)).collect::<Vec<_>>().concat());
        }
        // The order of a set, a map or the fields of a struct means nothing.
        Value::Set(values) => part(b'e', &sorted(values.iter().map(|value| identity(program, value)).collect())),
        Value::Map(pairs) => {
            let pair = |(key, value): &(Value, Value)| [identity(program, key), identity(program, value)].concat();
            part(b'm', &sorted(pairs.iter().map(pair).collect()));
        }
        Value::Struct(id, members) => {
            let fields = &program[*id].fields;
            let member = |(at, value): &(usize, Value)| {
                let id = fields.get(*at).map_or(0, |field| field.id);
                [id.to_le_bytes().to_vec(), identity(program, value)].concat()
            };
            part(b't', &sorted(members.iter().map(member).collect()));
        }
    }
    bytes
}
