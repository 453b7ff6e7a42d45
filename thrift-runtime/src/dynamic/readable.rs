//! Values as JSON that people read and write, and as anything else that serde knows.

mod read;
mod write;

use serde::de::DeserializeSeed;

use super::layout::Shape;
use super::validate::ValueError;
use super::value::Value;
use super::value_type::ValueType;

pub(super) use read::StructSeed;
pub use write::TypedValue;

/// A name of ours beside those of the fields, to which it gives way.
fn ours(shape: Shape<'_>, name: &str) -> String {
    let mut name = name.to_owned();
    while shape.named(&name).is_some() {
        name.push('_');
    }
    name
}

/// What a union is of which no member is set.
fn unset(shape: Shape<'_>) -> String {
    ours(shape, "Unset")
}

/// The member of a union that the schema does not know.
fn unknown_member(shape: Shape<'_>) -> String {
    ours(shape, "Unknown")
}

/// The fields of a struct that the schema does not know.
fn unknown_fields(shape: Shape<'_>) -> String {
    ours(shape, "unknown_fields")
}

/// # Readable forms
///
/// For serde, and so in JSON, values look as generated types with `derive = [serde::Serialize, serde::Deserialize]` do:
///
/// | | |
/// |---|---|
/// | struct, exception | an object with the names of the IDL, in its order; an optional field that is not set is left out, or `null` when read, and what else is missing when read has its default |
/// | union | an object of one member; `"Unset"` where none is set, `{"Unknown": …}` where it is not known |
/// | enum | the name, `"RED"`; the number where it has none, which is also read |
/// | integers | numbers, those of 64 bits with all their digits |
/// | `double` | a number; `"NaN"`, `"Infinity"`, `"-Infinity"` |
/// | `uuid` | with hyphens |
/// | list, set | an array |
/// | map | an object: keys that are numbers, bools and enums are in quotes, as `"7"`. Where keys are structs or containers, which no object has as keys, an array of pairs, `[[key, value], …]`, which is read for any map |
/// | `binary` | base64 with padding. Generated types have an array of numbers, `[0, 255]`, which is also read |
///
/// Formats that nobody reads have the bytes of a `binary` and a `uuid` and the numbers of enums, as they are. Those have to say what
/// things are, as CBOR and MessagePack do.
impl ValueType {
    /// A value with its type, to be serialized.
    pub fn typed<'v>(&'v self, value: &'v Value) -> TypedValue<'v> {
        TypedValue::new(self, value)
    }

    /// A value as JSON.
    ///
    /// ```
    /// use thrift_runtime::dynamic::Schema;
    ///
    /// let idl = "enum Kind { GUEST = 0, MEMBER = 1 } struct User { 1: i64 id, 2: Kind kind, 3: map<i32, binary> keys }";
    /// let user = Schema::parse(idl)?.find("User").expect("it is there");
    /// let value = user.from_json_str(r#"{"id": 7, "kind": "MEMBER", "keys": {"1": "AP8="}}"#)?;
    /// assert_eq!(user.to_json_string(&value)?, r#"{"id":7,"kind":"MEMBER","keys":{"1":"AP8="}}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A value of another type.
    pub fn to_json_string(&self, value: &Value) -> Result<String, ValueError> {
        self.validate(value)?;
        serde_json::to_string(&self.typed(value)).map_err(|error| ValueError::new(error.to_string()))
    }

    /// A value from JSON.
    ///
    /// # Errors
    /// Text that is no JSON or no such value, with its line and column; more than 128 levels.
    pub fn from_json_str(&self, json: &str) -> Result<Value, ValueError> {
        let mut input = serde_json::Deserializer::from_str(json);
        let value = self.deserialize(&mut input).and_then(|value| input.end().map(|()| value));
        value.map_err(|error| ValueError::new(error.to_string()))
    }
}
