//! Why a call by name has not returned.

use std::fmt;

use crate::dynamic::validate::ValueError;
use crate::dynamic::value::Value;
use crate::dynamic::value_type::ValueType;
use crate::error::Error;

/// Why a call of a [`DynamicClient`](super::DynamicClient) has not returned.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError {
    /// The schema has no such service or method. Nothing has been sent.
    Unknown(String),
    /// The arguments are not those of the method. Nothing has been sent.
    Arguments(ValueError),
    /// An exception that the method declares.
    Exception(Box<Exception>),
    /// Everything that the method does not declare: the connection, the protocol, the peer, a time-out.
    Rpc(Error),
}

impl CallError {
    #[cold]
    pub(super) fn unknown(message: String, nearest: Option<&str>) -> Self {
        Self::Unknown(match nearest {
            Some(name) => format!("{message}: did you mean `{name}`?"),
            None => message,
        })
    }
}

impl From<Error> for CallError {
    fn from(error: Error) -> Self {
        Self::Rpc(error)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(message) => f.write_str(message),
            Self::Arguments(error) => error.fmt(f),
            Self::Exception(exception) => exception.fmt(f),
            Self::Rpc(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unknown(_) | Self::Arguments(_) | Self::Exception(_) => None,
            Self::Rpc(error) => error.source(),
        }
    }
}

/// An exception that a method declares and has thrown. It shows as its type and JSON.
#[derive(Debug, Clone)]
pub struct Exception {
    name: String,
    ty: ValueType,
    value: Value,
}

impl Exception {
    pub(super) fn new(name: &str, ty: ValueType, value: Value) -> Self {
        Self { name: name.to_owned(), ty, value }
    }

    /// What the method calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its type.
    pub fn ty(&self) -> &ValueType {
        &self.ty
    }

    /// What has been thrown.
    pub fn value(&self) -> &Value {
        &self.value
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ty.to_json_string(&self.value) {
            Ok(json) => write!(f, "{} {json}", self.ty),
            Err(_) => fmt::Display::fmt(&self.ty, f),
        }
    }
}

impl std::error::Error for Exception {}
