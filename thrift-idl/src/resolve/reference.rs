//! Values that are names: of other constants, and of enum values.

use super::Resolved;
use super::fold::Place;
use super::name::Named;
use super::scope::Lookup;
use super::unknown::Wanted;
use crate::diagnostic::{Diagnostic, Rule};
use crate::parse::MAX_DEPTH;
use crate::program::{ConstId, EnumId, Type, Value};
use crate::source::{FileId, Span};

/// How much the references to constants may add to values, in elements and bytes of strings. Constants that refer to
/// constants grow exponentially; no real program comes near.
const MAX_COPIED: usize = 1 << 21;

/// How big a folded value is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folded {
    /// Elements and bytes of strings.
    size: usize,
    /// Levels of nesting.
    depth: usize,
}

impl Folded {
    pub(super) fn of(value: &Value) -> Folded {
        let inner = |values: &mut dyn Iterator<Item = &Value>| {
            let start = Folded { size: 1, depth: 0 };
            values.map(Folded::of).fold(start, |sum, next| Folded {
                size: sum.size.saturating_add(next.size),
                depth: sum.depth.max(next.depth + 1),
            })
        };
        match value {
            Value::List(values) | Value::Set(values) => inner(&mut values.iter()),
            Value::Map(pairs) => inner(&mut pairs.iter().flat_map(|(key, value)| [key, value])),
            Value::Struct(_, fields) => inner(&mut fields.iter().map(|(_, value)| value)),
            Value::String(text) => Folded { size: 1 + text.len(), depth: 0 },
            Value::Binary(bytes) => Folded { size: 1 + bytes.len(), depth: 0 },
            _ => Folded { size: 1, depth: 0 },
        }
    }
}

impl<'s> Resolved<'s> {
    /// The value that a name stands for, as one of a type.
    pub(super) fn fold_name(&self, name: &'s str, span: Span, ty: &Type, place: Place<'_>) -> Option<Value> {
        let target = self.behind(ty);
        match self.find_value(place.file, name) {
            Lookup::Found(Named::Const(id)) => {
                self.warn_self_qualified(place.file, name, span);
                self.copy(id, name, span, ty, place)
            }
            Lookup::Found(Named::EnumValue(id, number)) => {
                self.warn_self_qualified(place.file, name, span);
                match target {
                    Type::Enum(wanted) if *wanted == id => Some(Value::Enum(id, number)),
                    Type::I8 | Type::I16 | Type::I32 | Type::I64 => self.in_range(i64::from(number), target, span),
                    Type::Double => Some(Value::Double(f64::from(number))),
                    _ => {
                        self.mismatch(span, &format!("a value of `{}`", self.program[id].name.text), ty, place);
                        None
                    }
                }
            }
            Lookup::Found(Named::NoSuchValue(id)) => {
                self.no_such_value(id, name, span);
                None
            }
            Lookup::Lost => None,
            Lookup::Missing => self.fold_unknown_name(name, span, target, place),
        }
    }

    /// A value of an enum without the name of the enum is taken where that enum is wanted.
    fn fold_unknown_name(&self, name: &'s str, span: Span, target: &Type, place: Place<'_>) -> Option<Value> {
        if let Type::Enum(id) = target
            && let item = &self.program[*id]
            && let (head, last) = name.rsplit_once('.').unwrap_or((&item.name.text, name))
            && head == item.name.text
        {
            if let Some(number) = self.number_of(*id, last) {
                let what = if name == last { "its enum" } else { "the file of its enum" };
                self.reports.push(
                    Diagnostic::new(Rule::UnqualifiedEnumValue, format!("`{name}` is named without {what}"))
                        .label(span, "other compilers may not find it")
                        .help(format!("write `{}`", self.qualify(place.file, *id, last))),
                );
                return Some(Value::Enum(*id, number));
            }
            if self.is_damaged(*id) {
                return None;
            }
            let near = self.nearest_value(*id, last);
            if let Some(near) = near {
                self.reports.push(
                    Diagnostic::new(Rule::UnknownConstant, format!("`{}` has no value `{last}`", item.name.text))
                        .label(span, "not defined")
                        .help(format!("did you mean `{}`?", self.qualify(place.file, *id, near))),
                );
                return None;
            }
        }
        self.unknown(place.file, name, span, Wanted::Value);
        None
    }

    /// How an enum value is written in a file.
    fn qualify(&self, file: FileId, id: EnumId, value: &str) -> String {
        let item = &self.program[id];
        let name = &item.name.text;
        if item.file == file {
            return format!("{name}.{value}");
        }
        let prefix = self.scope(item.file).map_or("", |scope| scope.stem);
        format!("{prefix}.{name}.{value}")
    }

    fn no_such_value(&self, id: EnumId, name: &str, span: Span) {
        let item = &self.program[id];
        let (head, last) = name.rsplit_once('.').unwrap_or(("", name));
        let near = self.nearest_value(id, last);
        self.reports.push(
            Diagnostic::new(Rule::UnknownConstant, format!("`{}` has no value `{last}`", item.name.text))
                .label(span, "not defined")
                .label(item.name.span, "the enum is defined here")
                .did_you_mean(near.map(|near| format!("{head}.{near}"))),
        );
    }

    /// The name of a value of an enum that is probably meant.
    fn nearest_value(&self, id: EnumId, name: &str) -> Option<&str> {
        let values = &self.program[id].values;
        self.nearest(name, values.len(), values.iter().map(|value| value.name.text.as_str()))
    }

    /// The value of another constant, coerced to a type.
    fn copy(&self, id: ConstId, name: &str, span: Span, ty: &Type, place: Place<'_>) -> Option<Value> {
        // Without a value there was an error, or the two refer to each other.
        let size = (*self.folded.get(id.0 as usize)?)?;
        let copied = self.copied.get().saturating_add(size.size);
        if copied > MAX_COPIED {
            // One error will do: all that follow are too big as well.
            if self.copied.replace(usize::MAX) != usize::MAX {
                self.reports.push(
                    Diagnostic::new(Rule::ConstantTooBig, "the constants of this program are too big")
                        .label(span, format!("with `{name}`, they have more than {MAX_COPIED} elements")),
                );
            }
            return None;
        }
        self.copied.set(copied);
        if place.depth + size.depth > MAX_DEPTH {
            self.reports.push(
                Diagnostic::new(Rule::NestedTooDeep, format!("values are nested more than {MAX_DEPTH} deep"))
                    .label(span, format!("too deep with the value of `{name}`")),
            );
            return None;
        }
        let item = &self.program[id];
        let coerced = self.coerce(&item.value, ty, span);
        if coerced.is_none() && *self.behind(&item.ty) != self.poisoned() {
            self.reports.push(
                self.wrong_type(span, &format!("`{name}`, which is of type `{}`", self.type_name(&item.ty)), ty, place)
                    .label(item.name.span, format!("`{}` is defined here", item.name.text)),
            );
        }
        coerced.flatten()
    }
}
