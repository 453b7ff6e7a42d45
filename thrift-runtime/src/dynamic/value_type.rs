//! Types of a schema, and what they do with values.

mod find;
mod protocols;

use std::cell::Cell;
use std::fmt;

use thrift_idl::program::Type;

use super::decode::Unknown;
use super::defaults::{Defaults, charge};
use super::schema::Schema;
use super::validate::{Validator, ValueError};
use super::value::{StructValue, Value};
use crate::error::ProtocolError;
use crate::limits::Limits;

/// A type of a [`Schema`]: what is known of a [`Value`] that it does not say itself. Cheap to clone.
///
/// ```
/// use thrift_runtime::dynamic::Schema;
/// use thrift_runtime::Protocol;
///
/// let schema = Schema::parse("struct User { 1: i32 id, 2: string name = '?', 3: optional list<User> friends }")?;
/// let user = schema.find("User").expect("it has been defined");
/// let ada = user.structure([("id", 7.into()), ("name", "Ada".into())])?;
///
/// let bytes = user.encode(Protocol::Compact, &ada)?;
/// let read = user.decode(Protocol::Compact, &bytes)?;
/// assert_eq!(user.get(&read, "name").and_then(|name| name.as_str()), Some("Ada"));
///
/// let error = user.structure([("friends", vec![false].into())]).unwrap_err();
/// assert_eq!(error.to_string(), "`User.friends[0]`: a `User` is expected, not a bool");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct ValueType {
    pub(super) schema: Schema,
    pub(super) ty: Type,
    unknown: Unknown,
}

impl ValueType {
    pub(super) fn new(schema: Schema, ty: Type) -> Self {
        Self { schema, ty, unknown: Unknown::Skipped }
    }

    /// The schema that it is of.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The type as the schema has it.
    pub fn idl(&self) -> &Type {
        &self.ty
    }

    pub(super) fn unknown(&self) -> Unknown {
        self.unknown
    }

    /// The same type, whose structs and exceptions keep the fields that the schema does not know when they are decoded, as the
    /// option `keep_unknown` has it. Others skip them.
    #[must_use]
    pub fn keeping_unknown(self) -> Self {
        Self { unknown: Unknown::Kept, ..self }
    }

    /// The type of lists of this one.
    #[must_use]
    pub fn list(self) -> Self {
        Self { ty: Type::List(Box::new(self.ty)), ..self }
    }

    /// The type of sets of this one.
    #[must_use]
    pub fn set(self) -> Self {
        Self { ty: Type::Set(Box::new(self.ty)), ..self }
    }

    /// What a value is of which nothing is said: zero, empty, or for a struct the defaults of its fields.
    ///
    /// # Errors
    /// Defaults that come to more than [`Limits::allocation`], as those of a few structs that hold each other can.
    pub fn default_value(&self) -> Result<Value, ProtocolError> {
        let budget = Cell::new(Limits::DEFAULT.allocation);
        Defaults::new(self.schema.layouts(), &mut charge(&budget)).zero(&self.ty)
    }

    /// A struct, exception or union with these fields, by their names. What is not among them is missing, which is its default
    /// where it is encoded.
    ///
    /// # Errors
    /// No such type, no such field, a required field that is missing, or a value that does not fit.
    pub fn structure<'n>(&self, fields: impl IntoIterator<Item = (&'n str, Value)>) -> Result<Value, ValueError> {
        let layouts = self.schema.layouts();
        let Type::Struct(id) = layouts.program.resolve(&self.ty) else {
            return Err(ValueError::new(format!("`{self}` is no struct")));
        };
        let shape = layouts.structure(*id);
        let mut value = StructValue::new();
        for (name, field) in fields {
            value.set(shape.expect(name)?.id, field);
        }
        let value = Value::Struct(value);
        self.validate(&value).map(|()| value)
    }

    /// The field of this name of a value of this type.
    pub fn get<'v>(&self, value: &'v Value, field: &str) -> Option<&'v Value> {
        let layouts = self.schema.layouts();
        match (layouts.program.resolve(&self.ty), value) {
            (Type::Struct(id), Value::Struct(fields)) => fields.get(layouts.structure(*id).named(field)?.id),
            _ => None,
        }
    }

    /// The value of this name of an enum.
    pub fn named(&self, name: &str) -> Option<Value> {
        let program = self.schema.program();
        match program.resolve(&self.ty) {
            Type::Enum(id) => {
                let value = program[*id].values.iter().find(|value| value.name.text == name)?;
                Some(Value::Enum(value.number))
            }
            _ => None,
        }
    }

    /// Looks whether a value is one of this type.
    ///
    /// # Errors
    /// If it is not: where, and what is there.
    pub fn validate(&self, value: &Value) -> Result<(), ValueError> {
        let validated = Validator::new(self.schema.layouts()).value(&self.ty, value);
        validated.map_err(|error| error.of(self.to_string()))
    }
}

/// As the IDL writes it: `map<string, User>`.
impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.schema.layouts().type_name(&self.ty))
    }
}

impl fmt::Debug for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
