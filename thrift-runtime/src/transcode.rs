//! Values from one protocol to another, by what the bytes say themselves.
//!
//! Services are compiled for the binary protocol alone: a message in another is transcoded on arrival, and its answer when it
//! leaves. That takes a small part of what a call takes, and no code for each method.

use crate::codec::{Input, Output, STOP};
use crate::cursor::field_id;
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::ttype::TType;
use crate::{binary, compact};

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// Appends a struct of our own making, which is in the binary protocol, in the compact one.
///
/// # Errors
/// None for what a writer has made. What was appended by then is good for nothing.
pub(crate) fn to_compact(body: &[u8], out: &mut Vec<u8>) -> Result<()> {
    /// It is there already, and what is made of it is smaller.
    const LIMITS: Limits = Limits {
        string_size: usize::MAX,
        container_size: usize::MAX,
        allocation: usize::MAX,
        depth: u32::MAX,
        ..Limits::DEFAULT
    };
    let mut writer = compact::Writer::with_buffer(std::mem::take(out));
    let copied = structure(&mut binary::Reader::new(body, &LIMITS), &mut writer);
    copied.and(writer.give_back(out).map_or(Ok(()), Err))
}

/// Copies a struct, as deep as the reader goes.
///
/// # Errors
/// Bytes that are no struct, or more than the limits allow. What `out` has by then is good for nothing.
pub(crate) fn structure<'de, I: Input<'de>, O: Output>(input: &mut I, out: &mut O) -> Result<()> {
    out.sink().lift_depth();
    fields(input, out)
}

fn fields<'de, I: Input<'de>, O: Output>(input: &mut I, out: &mut O) -> Result<()> {
    input.cursor().enter_kept()?;
    if out.begin_struct() {
        let mut header = input.header(STOP)?;
        while header != STOP {
            field(header, input, out)?;
            header = input.header(header)?;
        }
        out.end_struct();
    }
    input.cursor().leave_kept();
    Ok(())
}

fn field<'de, I: Input<'de>, O: Output>(header: u32, input: &mut I, out: &mut O) -> Result<()> {
    let id = field_id(header);
    match input.cursor().field_type(header)? {
        TType::Bool => {
            out.bool_field(id, input.field_value()?);
            Ok(())
        }
        ttype => {
            let mut copied = Ok(());
            out.field_of(ttype, id, |out| copied = value(ttype, input, out));
            copied
        }
    }
}

fn value<'de, I: Input<'de>, O: Output>(ttype: TType, input: &mut I, out: &mut O) -> Result<()> {
    match ttype {
        TType::Bool => out.value(&input.value::<bool>()?),
        TType::I8 => out.value(&input.value::<i8>()?),
        TType::I16 => out.value(&input.value::<i16>()?),
        TType::I32 => out.value(&input.value::<i32>()?),
        TType::I64 => out.value(&input.value::<i64>()?),
        TType::Double => out.value(&input.value::<f64>()?),
        TType::Uuid => out.value(&input.value::<uuid::Uuid>()?),
        TType::String => out.bytes(input.bytes()?),
        TType::List | TType::Set => return list(input, out),
        TType::Map => return map(input, out),
        TType::Struct | TType::Stop => return fields(input, out),
    }
    Ok(())
}

fn list<'de, I: Input<'de>, O: Output>(input: &mut I, out: &mut O) -> Result<()> {
    let (ttype, len) = input.list_header()?;
    begin(len, input)?;
    let mut copied = Ok(());
    out.list(ttype, len, |out| copied = elements(ttype, len, input, out));
    copied?;
    input.cursor().leave_kept();
    Ok(())
}

fn elements<'de, I: Input<'de>, O: Output>(ttype: TType, len: usize, input: &mut I, out: &mut O) -> Result<()> {
    match ttype {
        // In one go.
        TType::I8 => out.elements(&input.elements::<i8>(len)?),
        TType::I16 => out.elements(&input.elements::<i16>(len)?),
        TType::I32 => out.elements(&input.elements::<i32>(len)?),
        TType::I64 => out.elements(&input.elements::<i64>(len)?),
        TType::Double => out.elements(&input.elements::<f64>(len)?),
        _ => {
            for _ in 0..len {
                value(ttype, input, out)?;
            }
        }
    }
    Ok(())
}

fn map<'de, I: Input<'de>, O: Output>(input: &mut I, out: &mut O) -> Result<()> {
    let (key, element, len) = input.map_header()?;
    begin(len.saturating_mul(2), input)?;
    let mut copied = Ok(());
    out.map(key, element, len, |out| {
        copied = (0..len).try_for_each(|_| {
            value(key, input, out)?;
            value(element, input, out)
        });
    });
    copied?;
    input.cursor().leave_kept();
    Ok(())
}

/// Goes into a container of this many values, each of which takes a byte or more.
fn begin<'de, I: Input<'de>>(len: usize, input: &mut I) -> Result<()> {
    let cursor = input.cursor();
    cursor.check_elements(len, 1, 0)?;
    cursor.enter_kept()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::unknown::{UnknownField, WireValue};
    use crate::{binary, compact};

    /// A field of every type, in containers and out of them.
    fn everything() -> Vec<UnknownField> {
        let scalars = [
            WireValue::Bool(true),
            WireValue::Bool(false),
            WireValue::I8(-3),
            WireValue::I16(-300),
            WireValue::I32(70_000),
            WireValue::I64(i64::MIN),
            WireValue::Double(0.5.into()),
            WireValue::String(bytes::Bytes::from_static(b"not \xff text")),
            WireValue::Uuid(uuid::Uuid::from_u128(7)),
        ];
        let mut values = scalars.to_vec();
        for scalar in &scalars {
            let ttype = scalar.ttype();
            values.push(WireValue::List(ttype, vec![scalar.clone(); 70]));
            values.push(WireValue::Set(ttype, vec![scalar.clone()]));
            values.push(WireValue::Map(ttype, TType::I32, vec![(scalar.clone(), WireValue::I32(1))]));
        }
        values.push(WireValue::List(TType::String, Vec::new()));
        values.push(WireValue::Struct(vec![UnknownField { id: -7, value: WireValue::Bool(true) }]));
        let inner = WireValue::List(TType::I64, vec![WireValue::I64(-1); 3]);
        values.push(WireValue::List(TType::List, vec![inner.clone(), inner]));
        values.into_iter().zip((1..).step_by(9)).map(|(value, id)| UnknownField { id, value }).collect()
    }

    fn encode<O: Output>(fields: &[UnknownField], out: &mut O) {
        assert!(out.begin_struct());
        out.unknown_fields(fields);
        out.end_struct();
    }

    #[test]
    fn whatever_is_on_the_wire_comes_through_both_ways() {
        let (mut in_binary, mut in_compact) = (binary::Writer::new(), compact::Writer::new());
        encode(&everything(), &mut in_binary);
        encode(&everything(), &mut in_compact);
        let (in_binary, in_compact) = (in_binary.finish().unwrap(), in_compact.finish().unwrap());
        let (mut to_binary, mut to_compact) = (binary::Writer::new(), compact::Writer::new());
        structure(&mut compact::Reader::new(&in_compact, &Limits::DEFAULT), &mut to_binary).unwrap();
        structure(&mut binary::Reader::new(&in_binary, &Limits::DEFAULT), &mut to_compact).unwrap();
        assert_eq!(to_binary.finish().unwrap(), in_binary);
        assert_eq!(to_compact.finish().unwrap(), in_compact);
    }

    /// A writer's own limit, that of values in memory, is not that of the reader.
    #[test]
    fn the_limits_say_how_deep_it_goes() {
        let limits = Limits { depth: 200, ..Limits::DEFAULT };
        let deep = [vec![0x1c; 150], vec![0; 151]].concat();
        let mut out = binary::Writer::new();
        structure(&mut compact::Reader::new(&deep, &limits), &mut out).unwrap();
        let mut back = b"before".to_vec();
        to_compact(&out.finish().unwrap(), &mut back).unwrap();
        assert_eq!(back.strip_prefix(b"before"), Some(&*deep));
        let deeper = [vec![0x1c; 10_000], vec![0; 10_001]].concat();
        let limits = Limits { depth: u32::MAX, ..Limits::DEFAULT };
        assert!(structure(&mut compact::Reader::new(&deeper, &limits), &mut binary::Writer::new()).is_err());
    }

    #[test]
    fn depth_and_claims_are_bounded() {
        let deep = [vec![0x1c; 65], vec![0; 65]].concat();
        let error = structure(&mut compact::Reader::new(&deep, &Limits::DEFAULT), &mut binary::Writer::new());
        assert_eq!(error.unwrap_err().kind(), crate::ProtocolErrorKind::DepthLimit);
        let claim = [0x19, 0xf6, 0xff, 0xff, 0xff, 0x07];
        assert!(structure(&mut compact::Reader::new(&claim, &Limits::DEFAULT), &mut binary::Writer::new()).is_err());
    }
}
