//! A value as written into a [`Value`] of the type that it is declared with.

use super::Resolved;
use super::uuid::parse_uuid;
use crate::ast::{self, ValueKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::program::{EnumId, Type, Value};
use crate::source::{FileId, Span};

/// What a value is folded for.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    pub(super) file: FileId,
    /// The type that the whole value is declared with, and where that is written.
    pub(super) declared: (&'t Type, Span),
    /// How deep in the whole value this one is.
    pub(super) depth: usize,
}

impl Place<'_> {
    pub(super) fn deeper(self) -> Self {
        Place { depth: self.depth + 1, ..self }
    }
}

impl<'s> Resolved<'s> {
    /// Folds the value of a constant or field whose type is written at `declared`.
    pub(super) fn fold_declared(
        &self,
        file: FileId,
        value: &ast::Value<'s>,
        ty: &Type,
        declared: Span,
    ) -> Option<Value> {
        self.fold(value, ty, Place { file, declared: (ty, declared), depth: 0 })
    }

    /// Folds a value to a type. `None` if there is an error, which has been reported.
    pub(super) fn fold(&self, value: &ast::Value<'s>, ty: &Type, place: Place<'_>) -> Option<Value> {
        let target = self.behind(ty);
        if *target == self.poisoned() {
            return None;
        }
        match (&value.kind, target) {
            (ValueKind::Bad, _) => None,
            (ValueKind::Name(name), _) => self.fold_name(name, value.span, ty, place),
            (ValueKind::Int(number), Type::Bool) => {
                if !matches!(number, 0 | 1) {
                    self.reports.push(
                        Diagnostic::new(Rule::BoolNumber, format!("the number {number} is used as a `bool`"))
                            .label(value.span, "read as `true`")
                            .help("write `true`"),
                    );
                }
                Some(Value::Bool(*number != 0))
            }
            (ValueKind::Int(number), Type::I8 | Type::I16 | Type::I32 | Type::I64) => {
                self.in_range(*number, target, value.span)
            }
            (ValueKind::Int(number), Type::Double) => Some(Value::Double(*number as f64)),
            (ValueKind::Int(number), Type::Enum(id)) => self.enum_number(*id, *number, value.span),
            (ValueKind::Double(number), Type::Double) => Some(Value::Double(*number)),
            (ValueKind::Literal(text), Type::String) => Some(Value::String(text.to_string())),
            (ValueKind::Literal(text), Type::Binary) => Some(Value::Binary(text.as_bytes().to_vec())),
            (ValueKind::Bytes(bytes), Type::Binary) => Some(Value::Binary(bytes.clone())),
            (ValueKind::Literal(text), Type::Uuid) => {
                let uuid = parse_uuid(text);
                if uuid.is_none() {
                    self.reports.push(
                        Diagnostic::new(Rule::TypeMismatch, "this string is not a UUID")
                            .label(value.span, "not a UUID")
                            .help("write it like `\"00112233-4455-6677-8899-aabbccddeeff\"`"),
                    );
                }
                uuid.map(Value::Uuid)
            }
            (ValueKind::List(values), Type::List(element)) => self.fold_all(values, element, place).map(Value::List),
            (ValueKind::List(values), Type::Set(element)) => {
                let folded = self.fold_all(values, element, place)?;
                Some(Value::Set(self.without_duplicates(values, folded)))
            }
            // Apache's compiler takes either pair of brackets for nothing.
            (ValueKind::Map(pairs), Type::List(_)) if pairs.is_empty() => Some(Value::List(Vec::new())),
            (ValueKind::Map(pairs), Type::Set(_)) if pairs.is_empty() => Some(Value::Set(Vec::new())),
            (ValueKind::List(values), Type::Map(..)) if values.is_empty() => Some(Value::Map(Vec::new())),
            (ValueKind::Map(pairs), Type::Map(key, element)) => self.fold_map(pairs, key, element, place),
            (ValueKind::Map(pairs), Type::Struct(id)) => self.fold_struct(*id, pairs, value.span, place),
            (ValueKind::Struct(name, fields), Type::Struct(id)) => {
                self.fold_named(*id, *name, fields, value.span, place)
            }
            (kind, _) => {
                self.mismatch(value.span, describe(kind), ty, place);
                None
            }
        }
    }

    /// Folds the elements of a list. All errors are found, not just the first.
    fn fold_all(&self, values: &[ast::Value<'s>], ty: &Type, place: Place<'_>) -> Option<Vec<Value>> {
        let mut folded = Vec::with_capacity(values.len());
        for value in values {
            folded.extend(self.fold(value, ty, place.deeper()));
        }
        Some(folded).filter(|folded| folded.len() == values.len())
    }

    fn fold_map(
        &self,
        pairs: &[(ast::Value<'s>, ast::Value<'s>)],
        key: &Type,
        element: &Type,
        place: Place<'_>,
    ) -> Option<Value> {
        let mut folded = Vec::with_capacity(pairs.len());
        for (name, value) in pairs {
            let name = self.fold(name, key, place.deeper());
            let value = self.fold(value, element, place.deeper());
            folded.extend(name.zip(value));
        }
        if folded.len() != pairs.len() {
            return None;
        }
        Some(Value::Map(self.with_last_of_each_key(pairs, folded)))
    }

    pub(super) fn in_range(&self, number: i64, ty: &Type, span: Span) -> Option<Value> {
        let (name, min, max) = match ty {
            Type::I8 => ("i8", i64::from(i8::MIN), i64::from(i8::MAX)),
            Type::I16 => ("i16", i64::from(i16::MIN), i64::from(i16::MAX)),
            Type::I32 => ("i32", i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => ("i64", i64::MIN, i64::MAX),
        };
        if (min..=max).contains(&number) {
            return Some(Value::Int(number));
        }
        self.reports.push(
            Diagnostic::new(Rule::IntegerOutOfRange, format!("the number {number} does not fit `{name}`"))
                .label(span, format!("outside of {min} to {max}")),
        );
        None
    }

    /// An enum may be given by a number, if that is the number of one of its values.
    pub(super) fn enum_number(&self, id: EnumId, number: i64, span: Span) -> Option<Value> {
        let item = &self.program[id];
        let known = self.has_number(id, number);
        if let Some(number) = known {
            return Some(Value::Enum(id, number));
        }
        if !self.is_damaged(id) {
            let name = &item.name;
            self.reports.push(
                Diagnostic::new(
                    Rule::UnnamedEnumNumber,
                    format!("`{}` has no value with the number {number}", name.text),
                )
                .label(span, "no value has this number")
                .label(name.span, "defined here"),
            );
        }
        None
    }

    fn has_number(&self, id: EnumId, number: i64) -> Option<i32> {
        let number = i32::try_from(number).ok()?;
        let numbers = self.enum_sets.get(id.0 as usize)?;
        numbers.contains(&number).then_some(number)
    }

    pub(super) fn mismatch(&self, span: Span, found: &str, ty: &Type, place: Place<'_>) {
        self.reports.push(self.wrong_type(span, found, ty, place));
    }

    pub(super) fn wrong_type(&self, span: Span, found: &str, ty: &Type, place: Place<'_>) -> Diagnostic {
        let wanted = self.type_name(ty);
        let (declared, at) = place.declared;
        let because = match std::ptr::eq(declared, ty) || place.depth == 0 {
            true => "declared with this type".to_owned(),
            false => format!("declared as `{}`", self.type_name(declared)),
        };
        Diagnostic::new(Rule::TypeMismatch, format!("expected `{wanted}`, found {found}"))
            .label(span, format!("expected `{wanted}`"))
            .label(at, because)
    }

    /// How a type is written.
    pub(crate) fn type_name(&self, ty: &Type) -> String {
        match ty {
            Type::Bool => "bool".to_owned(),
            Type::I8 => "i8".to_owned(),
            Type::I16 => "i16".to_owned(),
            Type::I32 => "i32".to_owned(),
            Type::I64 => "i64".to_owned(),
            Type::Double => "double".to_owned(),
            Type::String => "string".to_owned(),
            Type::Binary => "binary".to_owned(),
            Type::Uuid => "uuid".to_owned(),
            Type::List(element) => format!("list<{}>", self.type_name(element)),
            Type::Set(element) => format!("set<{}>", self.type_name(element)),
            Type::Map(key, value) => format!("map<{}, {}>", self.type_name(key), self.type_name(value)),
            Type::Struct(id) => self.program[*id].name.text.clone(),
            Type::Enum(id) => self.program[*id].name.text.clone(),
            Type::Typedef(id) => self.program[*id].name.text.clone(),
        }
    }
}

/// What a value is called in messages.
fn describe(kind: &ValueKind<'_>) -> &'static str {
    match kind {
        ValueKind::Int(_) => "an integer",
        ValueKind::Double(_) => "a number with a fraction",
        ValueKind::Literal(_) => "a string",
        ValueKind::Bytes(_) => "a string that is not UTF-8",
        ValueKind::Name(_) => "a name",
        ValueKind::List(_) => "a list",
        ValueKind::Map(_) => "a map",
        ValueKind::Struct(..) => "a struct",
        ValueKind::Bad => "nothing",
    }
}
