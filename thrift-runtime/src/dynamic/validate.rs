//! Whether a value is one of its type, and where it is not.

use std::fmt;

use thrift_idl::program::Type;

use super::layout::{Layouts, Presence, Shape};
use super::value::{StructValue, Value};

/// Where a value does not fit its type, and what is there: `` `User.friends[3].name`: a string is expected, not a bool ``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    message: String,
    /// From the innermost place to the outermost.
    path: Vec<Step>,
}

/// A step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// The type that it starts from.
    Root(String),
    Field(String),
    Element(usize),
    Key(usize),
    /// The value of an entry, by its key where that is short.
    Entry(String),
}

/// Steps of a path that are shown, from either end.
const SHOWN: usize = 16;

impl ValueError {
    #[cold]
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), path: Vec::new() }
    }

    #[cold]
    fn within(mut self, step: Step) -> Self {
        self.path.push(step);
        self
    }

    /// The same within a value of a type of this name.
    #[cold]
    pub(super) fn of(self, name: String) -> Self {
        self.within(Step::Root(name))
    }

    #[cold]
    pub(super) fn in_field(self, name: &str) -> Self {
        self.within(Step::Field(name.to_owned()))
    }

    /// Where it is: `User.friends[3].name`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for (place, step) in self.path.iter().rev().enumerate() {
            if place == SHOWN && self.path.len() > 2 * SHOWN {
                path.push_str(" … ");
            }
            if place < SHOWN || place + SHOWN >= self.path.len() {
                path.push_str(&step.to_string());
            }
        }
        path
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(name) => f.write_str(name),
            Self::Field(name) => write!(f, ".{name}"),
            Self::Element(place) => write!(f, "[{place}]"),
            Self::Key(place) => write!(f, "[key {place}]"),
            Self::Entry(key) => write!(f, "[{key}]"),
        }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.is_empty() {
            true => f.write_str(&self.message),
            false => write!(f, "`{}`: {}", self.path(), self.message),
        }
    }
}

impl std::error::Error for ValueError {}

type Result<T = (), E = ValueError> = std::result::Result<T, E>;

/// Looks whether values fit their types.
pub(super) struct Validator<'s> {
    schema: &'s Layouts,
    /// Structs and containers that may still be entered.
    depth: u32,
}

/// Structs and containers within each other, of values that somebody has built.
const DEPTH: u32 = 512;

impl<'s> Validator<'s> {
    pub(super) fn new(schema: &'s Layouts) -> Self {
        Self { schema, depth: DEPTH }
    }

    pub(super) fn value(&mut self, ty: &'s Type, value: &Value) -> Result {
        match (self.schema.program.resolve(ty), value) {
            (Type::I8, Value::Int(value)) => in_range::<i8>(*value, "i8"),
            (Type::I16, Value::Int(value)) => in_range::<i16>(*value, "i16"),
            (Type::I32, Value::Int(value)) => in_range::<i32>(*value, "i32"),
            (Type::Bool, Value::Bool(_))
            | (Type::I64, Value::Int(_))
            | (Type::Double, Value::Double(_))
            | (Type::String, Value::String(_))
            | (Type::Binary, Value::Binary(_))
            | (Type::Uuid, Value::Uuid(_))
            | (Type::Enum(_), Value::Enum(_)) => Ok(()),
            (Type::List(ty), Value::List(elements)) | (Type::Set(ty), Value::Set(elements)) => self.deeper(|this| {
                elements.iter().enumerate().try_for_each(|(place, element)| {
                    this.value(ty, element).map_err(|error| error.within(Step::Element(place)))
                })
            }),
            (Type::Map(k, v), Value::Map(entries)) => self.deeper(|this| {
                entries.iter().enumerate().try_for_each(|(place, (key, value))| {
                    this.value(k, key).map_err(|error| error.within(Step::Key(place)))?;
                    this.value(v, value).map_err(|error| error.within(Step::Entry(shown(key, place))))
                })
            }),
            (Type::Struct(id), Value::Struct(fields)) => self.structure(self.schema.structure(*id), fields),
            (ty, value) => Err(ValueError::new(mismatch(self.schema, ty, value))),
        }
    }

    pub(super) fn structure(&mut self, shape: Shape<'s>, value: &StructValue) -> Result {
        self.deeper(|this| {
            for (id, value) in value.iter() {
                match shape.find(id) {
                    Some((field, _)) => {
                        this.value(&field.ty, value).map_err(|error| error.in_field(&field.name.text))?;
                    }
                    None => return Err(ValueError::new(format!("`{}` has no field with the id {id}", shape.name))),
                }
            }
            if shape.is_union() && value.len() + value.unknown_fields().len() > 1 {
                return Err(ValueError::new("a union has more than one member set"));
            }
            let missing = shape
                .by_id()
                .find(|(field, presence)| *presence == Presence::Required && value.get(field.id).is_none());
            match missing {
                Some((field, _)) => {
                    Err(ValueError::new(format!("the required field `{}` is missing", field.name.text)))
                }
                None => Ok(()),
            }
        })
    }

    fn deeper(&mut self, validate: impl FnOnce(&mut Self) -> Result) -> Result {
        self.depth = self.depth.checked_sub(1).ok_or_else(|| ValueError::new("the value is nested too deeply"))?;
        let validated = validate(self);
        self.depth += 1;
        validated
    }
}

fn in_range<T: TryFrom<i64>>(value: i64, name: &str) -> Result {
    match T::try_from(value) {
        Ok(_) => Ok(()),
        Err(_) => Err(ValueError::new(format!("{value} is out of the range of `{name}`"))),
    }
}

/// A key in the path to its value; else which entry it is.
fn shown(key: &Value, place: usize) -> String {
    /// Bytes of a text that is shown.
    const LONGEST: usize = 32;
    match key {
        Value::Bool(key) => key.to_string(),
        Value::Int(key) => key.to_string(),
        Value::Enum(key) => key.to_string(),
        Value::Double(key) => key.to_string(),
        Value::String(key) if key.len() <= LONGEST => format!("{key:?}"),
        Value::Uuid(key) => key.to_string(),
        _ => format!("value {place}"),
    }
}

/// What is expected, and what is there.
#[cold]
pub(super) fn mismatch(schema: &Layouts, ty: &Type, value: &Value) -> String {
    format!("{} is expected, not {}", expected(schema, ty), kind(value))
}

pub(super) fn expected(schema: &Layouts, ty: &Type) -> String {
    match ty {
        Type::List(_) | Type::Set(_) | Type::Map(..) => format!("a `{}`", schema.type_name(ty)),
        Type::Struct(id) => format!("a `{}`", schema.program[*id].name.text),
        Type::Enum(id) => format!("a value of `{}`", schema.program[*id].name.text),
        Type::Bool => "a bool".to_owned(),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => "an integer".to_owned(),
        Type::Double => "a double".to_owned(),
        Type::String => "a string".to_owned(),
        Type::Binary => "a binary".to_owned(),
        Type::Uuid => "a uuid".to_owned(),
        Type::Typedef(_) => "a value".to_owned(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "a bool",
        Value::Int(_) => "an integer",
        Value::Double(_) => "a double",
        Value::String(_) => "a string",
        Value::Binary(_) => "a binary",
        Value::Uuid(_) => "a uuid",
        Value::Enum(_) => "a value of an enum",
        Value::List(_) => "a list",
        Value::Set(_) => "a set",
        Value::Map(_) => "a map",
        Value::Struct(_) => "a struct",
    }
}
