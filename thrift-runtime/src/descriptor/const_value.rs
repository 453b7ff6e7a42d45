//! Values that the IDL writes down.

use crate::error::ProtocolError;
use crate::unknown::WireValue;

/// A value that the IDL writes down, as a `const` can have it: the default of a field, whose type says what it is a value of.
///
/// ```
/// use thrift_runtime::{ConstValue, FieldDescriptor, Type};
///
/// static TAGS: FieldDescriptor = FieldDescriptor::new(3, "tags", Type::List(&Type::String))
///     .with_default(&ConstValue::List(&[ConstValue::String("new")]));
/// assert!(matches!(TAGS.default(), Some(ConstValue::List([ConstValue::String("new")]))));
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum ConstValue {
    /// Of `bool`.
    Bool(bool),
    /// Of `i8`, `i16`, `i32` or `i64`.
    Int(i64),
    /// Of `double`.
    Double(f64),
    /// Of `string`.
    String(&'static str),
    /// Of `binary`.
    Binary(&'static [u8]),
    /// Of `uuid`, in RFC 9562 byte order.
    Uuid([u8; 16]),
    /// Of an enum, by its number.
    Enum(i32),
    /// Of a list.
    List(&'static [ConstValue]),
    /// Of a set.
    Set(&'static [ConstValue]),
    /// Of a map: keys and values.
    Map(&'static [(ConstValue, ConstValue)]),
    /// Of a struct or union: the fields that are given, by their ids. The others have their own defaults.
    Struct(&'static [(i16, ConstValue)]),
    /// What an expression of Rust gives that is no literal, as `#[thrift(default = …)]` takes it: evaluated when it is asked for.
    Computed(fn() -> Result<WireValue, ProtocolError>),
}
