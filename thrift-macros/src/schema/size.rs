//! How large a value of a type is, roughly: enough to decide which exceptions an error holds in a box.

use thrift_idl::program::{Program, Requiredness, StructKind, Type};

use crate::options::{Strings, Style};

/// Largest exception, in bytes, that an error enum holds inline. The enum then stays within 64 bytes, half of what clippy's
/// `result_large_err` allows, so that a method error fits into another enum of the user's.
pub(crate) const INLINE: usize = 56;

/// An upper bound of the size of a value of this type on a 64-bit target; stops counting beyond [`INLINE`].
pub(crate) fn estimate(program: &Program, style: &Style, ty: &Type) -> usize {
    bounded(program, style, ty, INLINE)
}

fn bounded(program: &Program, style: &Style, ty: &Type, limit: usize) -> usize {
    match program.resolve(ty) {
        Type::String if style.strings == Strings::Shared => 32,
        Type::Bool | Type::I8 => 1,
        Type::I16 => 2,
        Type::I32 | Type::Enum(_) => 4,
        Type::I64 | Type::Double => 8,
        Type::String | Type::List(_) => 24,
        Type::Binary => 32,
        Type::Uuid => 16,
        Type::Set(_) | Type::Map(..) => 48,
        Type::Typedef(_) => 0,
        Type::Struct(id) if program[*id].kind == StructKind::Union => limit + 1,
        Type::Struct(id) => {
            let mut size = if style.keep_unknown { 24usize } else { 0 };
            for field in &program[*id].fields {
                // A cycle ends here too: each level takes at least a byte of what is left.
                if size >= limit {
                    return limit + 1;
                }
                size += 1 + bounded(program, style, &field.ty, limit - size - 1);
                size += if field.requiredness == Requiredness::Optional { 8 } else { 0 };
            }
            size.next_multiple_of(8)
        }
    }
}
