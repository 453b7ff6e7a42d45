//! Values without types of Rust.

use bytes::Bytes;
use ordered_float::OrderedFloat;
use uuid::Uuid;

use crate::unknown::UnknownField;

/// A value of any type of an IDL. What it is on the wire, and what its parts are called, a [`ValueType`](super::ValueType) says.
///
/// ```
/// use thrift_runtime::dynamic::{StructValue, Value};
///
/// let user: Value = StructValue::new().with(1, 7).with(2, "Ada").into();
/// assert_eq!(user.field(2).and_then(Value::as_str), Some("Ada"));
/// ```
///
/// Sets and maps are in the order in which they were read, which is that in which they are written; two of them are equal where
/// their order is, too, to which [`sort`](Self::sort) brings them. Nothing is left out: an entry of the same key as another is
/// there as well.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Of `bool`.
    Bool(bool),
    /// Of `i8`, `i16`, `i32` or `i64`.
    Int(i64),
    /// Of `double`.
    Double(OrderedFloat<f64>),
    /// Of `string`.
    String(String),
    /// Of `binary`.
    Binary(Bytes),
    /// Of `uuid`.
    Uuid(Uuid),
    /// Of an enum, by its number.
    Enum(i32),
    /// Of a list.
    List(Vec<Value>),
    /// Of a set.
    Set(Vec<Value>),
    /// Of a map.
    Map(Vec<(Value, Value)>),
    /// Of a struct, an exception or a union.
    Struct(StructValue),
}

impl Value {
    /// The value of a `bool`.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of an integer, or the number of an enum.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            Self::Enum(number) => Some(i64::from(*number)),
            _ => None,
        }
    }

    /// The value of a `double`.
    pub fn as_double(&self) -> Option<f64> {
        match self {
            Self::Double(value) => Some(value.0),
            _ => None,
        }
    }

    /// The value of a `string`.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list or set.
    pub fn elements(&self) -> Option<&[Value]> {
        match self {
            Self::List(elements) | Self::Set(elements) => Some(elements),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn entries(&self) -> Option<&[(Value, Value)]> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The fields of a struct, an exception or a union.
    pub fn as_struct(&self) -> Option<&StructValue> {
        match self {
            Self::Struct(fields) => Some(fields),
            _ => None,
        }
    }

    /// The field of a struct, an exception or a union with this id.
    pub fn field(&self, id: i16) -> Option<&Value> {
        self.as_struct()?.get(id)
    }

    /// Brings sets and maps, and those in them, into order, so that two that have the same entries are equal.
    pub fn sort(&mut self) {
        match self {
            Self::List(elements) => elements.iter_mut().for_each(Self::sort),
            Self::Set(elements) => {
                elements.iter_mut().for_each(Self::sort);
                elements.sort_unstable();
            }
            Self::Map(entries) => {
                for (key, value) in &mut *entries {
                    key.sort();
                    value.sort();
                }
                // Of entries with the same key the last one counts, which therefore stays the last.
                entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            }
            Self::Struct(fields) => fields.fields.iter_mut().for_each(|(_, value)| value.sort()),
            _ => {}
        }
    }
}

macro_rules! from {
    ($($type:ty => $value:ident $(by $by:expr)?;)*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$value($($by)?(value.into()))
            }
        }
    )*};
}

from! {
    bool => Bool;
    i8 => Int;
    i16 => Int;
    i32 => Int;
    i64 => Int;
    f64 => Double;
    &str => String;
    String => String;
    Bytes => Binary;
    Uuid => Uuid;
    StructValue => Struct;
}

/// A list.
impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(elements: Vec<T>) -> Self {
        Self::List(elements.into_iter().map(Into::into).collect())
    }
}

/// The fields of a struct, an exception or a union, by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StructValue {
    /// By ascending id, each once.
    fields: Vec<(i16, Value)>,
    unknown: Vec<UnknownField>,
}

impl StructValue {
    /// One without fields.
    pub const fn new() -> Self {
        Self { fields: Vec::new(), unknown: Vec::new() }
    }

    /// The same with this field.
    #[must_use]
    pub fn with(mut self, id: i16, value: impl Into<Value>) -> Self {
        self.set(id, value);
        self
    }

    /// Sets a field. Gives what it was before.
    pub fn set(&mut self, id: i16, value: impl Into<Value>) -> Option<Value> {
        let value = value.into();
        match self.place(id) {
            Ok(place) => self.fields.get_mut(place).map(|(_, old)| std::mem::replace(old, value)),
            Err(place) => {
                self.fields.insert(place, (id, value));
                None
            }
        }
    }

    /// The value of a field.
    pub fn get(&self, id: i16) -> Option<&Value> {
        let (_, value) = self.fields.get(self.place(id).ok()?)?;
        Some(value)
    }

    /// The value of a field, to change.
    pub fn get_mut(&mut self, id: i16) -> Option<&mut Value> {
        let place = self.place(id).ok()?;
        let (_, value) = self.fields.get_mut(place)?;
        Some(value)
    }

    /// Takes a field out. Gives what it was.
    pub fn remove(&mut self, id: i16) -> Option<Value> {
        let place = self.place(id).ok()?;
        Some(self.fields.remove(place).1)
    }

    /// How many fields are set.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether no field is set.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The fields, by ascending id.
    pub fn iter(&self) -> impl Iterator<Item = (i16, &Value)> {
        self.fields.iter().map(|(id, value)| (*id, value))
    }

    /// Fields that the schema does not know, which are written again: those of a
    /// [`ValueType::keeping_unknown`](super::ValueType::keeping_unknown), and the member of a union.
    pub fn unknown_fields(&self) -> &[UnknownField] {
        &self.unknown
    }

    /// The same, to change.
    pub fn unknown_fields_mut(&mut self) -> &mut Vec<UnknownField> {
        &mut self.unknown
    }

    fn place(&self, id: i16) -> Result<usize, usize> {
        self.fields.binary_search_by_key(&id, |(id, _)| *id)
    }
}

/// Of several fields with the same id the last one counts.
impl FromIterator<(i16, Value)> for StructValue {
    fn from_iter<I: IntoIterator<Item = (i16, Value)>>(fields: I) -> Self {
        let mut value = Self::new();
        value.extend(fields);
        value
    }
}

impl Extend<(i16, Value)> for StructValue {
    fn extend<I: IntoIterator<Item = (i16, Value)>>(&mut self, fields: I) {
        self.fields.extend(fields);
        // Not one after the other into their places: a peer may send them in any order, and many of them.
        if !self.fields.is_sorted_by(|(one, _), (other, _)| one < other) {
            self.fields.sort_by_key(|(id, _)| *id);
            self.fields.dedup_by(|(later, value), (id, kept)| {
                let same = later == id;
                if same {
                    std::mem::swap(value, kept);
                }
                same
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_in_order_and_the_last_of_two_counts() {
        let mut value: StructValue =
            [(3, 1.into()), (-1, "a".into()), (3, 2.into()), (3, 3.into())].into_iter().collect();
        assert_eq!(value, StructValue::new().with(-1, "a").with(3, 3));
        assert_eq!(value.iter().map(|(id, _)| id).collect::<Vec<_>>(), [-1, 3]);
        assert_eq!((value.set(3, 4), value.set(7, true)), (Some(3.into()), None));
        assert_eq!((value.remove(-1), value.remove(-1), value.len()), (Some("a".into()), None, 2));
        if let Some(value) = value.get_mut(7) {
            *value = 0.5.into();
        }
        assert_eq!(value.get(7).and_then(Value::as_double), Some(0.5));
    }

    #[test]
    fn sets_and_maps_in_order_are_equal() {
        let set = |numbers: [i64; 3]| Value::Set(numbers.map(Value::Int).into());
        let map = |[one, other]: [[i64; 3]; 2]| {
            Value::List(vec![Value::Map(vec![(set(one), 1.into()), (set(other), 2.into()), (set(one), 3.into())])])
        };
        let (mut a, mut b) = (map([[3, 1, 2], [5, 4, 6]]), map([[1, 2, 3], [6, 5, 4]]));
        assert_ne!(a, b);
        a.sort();
        b.sort();
        assert_eq!(a, b);
    }

    /// What a byte on the wire entitles to has to be enough for the smallest of values.
    #[test]
    fn a_value_is_small() {
        assert!(size_of::<(i16, Value)>() <= crate::Limits::BUDGET_PER_BYTE);
    }
}
