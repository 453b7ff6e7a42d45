//! What goes over the wire for a type that Thrift does not have.

mod milliseconds;

use std::fmt;

use crate::codec::{DecodeOwned, Encode};

pub use milliseconds::Milliseconds;

/// What makes of a `T` the value that goes over the wire, and back: for types of other crates, with
/// `#[thrift(id = 1, with = path)]` at a field.
///
/// ```
/// # use thrift_runtime::Adapter;
/// /// An address as text.
/// struct Text;
///
/// impl Adapter<std::net::IpAddr> for Text {
///     type Wire = String;
///     type Error = std::net::AddrParseError;
///
///     fn to_wire(value: &std::net::IpAddr) -> Result<String, Self::Error> {
///         Ok(value.to_string())
///     }
///
///     fn from_wire(wire: String) -> Result<std::net::IpAddr, Self::Error> {
///         wire.parse()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not adapt `{T}`",
    note = "the type that `with` names implements `Adapter` of the type of the field"
)]
pub trait Adapter<T> {
    /// What goes over the wire.
    type Wire: Encode + DecodeOwned;
    /// Why a value can not be converted.
    type Error: fmt::Display;

    /// What goes over the wire for this value.
    ///
    /// # Errors
    /// A value for which there is nothing. It makes encoding fail, with the kind
    /// [`InvalidData`](crate::ProtocolErrorKind::InvalidData).
    fn to_wire(value: &T) -> Result<Self::Wire, Self::Error>;

    /// The value for which this came over the wire.
    ///
    /// # Errors
    /// What stands for no value. It makes decoding fail, with the name of the field.
    fn from_wire(wire: Self::Wire) -> Result<T, Self::Error>;
}
