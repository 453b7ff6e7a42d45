//! The envelope of a message: `[1,"name",1,0,{…}]`.

use super::form::Typed;
use super::read::Transcoder;
use super::tokens::Tokens;
use super::types::{Descriptors, Types};
use super::{number, text, walk};
use crate::descriptor::Descriptor;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::message::MessageType;

/// The version of the protocol.
const VERSION: i64 = 1;

/// Longest name of a method, in bytes, as in the binary protocol.
const NAME_SIZE: usize = 64 * 1024;

/// What stands in front of arguments and results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageHeader {
    /// The method.
    pub name: String,
    /// Call, reply, exception or oneway.
    pub kind: MessageType,
    /// What a reply repeats from its call.
    pub sequence_id: i32,
}

impl MessageHeader {
    /// Reads a header from the start of a message. Gives it with the offset of the arguments or the result.
    ///
    /// # Errors
    /// No message, or one of another version of the protocol.
    pub fn parse(message: &[u8]) -> Result<(Self, usize), ProtocolError> {
        let mut input = Tokens::new(message);
        input.expect(b'[')?;
        let start = input.clone();
        let version = input.integer()?;
        if version != VERSION {
            let message = format!("the message has the unknown version {version}");
            return Err(start.error(ProtocolErrorKind::BadVersion, message));
        }
        input.expect(b',')?;
        let mut name = Vec::new();
        input.string(NAME_SIZE, &mut name)?;
        let name = String::from_utf8(name).map_err(|_| input.invalid("the name of a method is not UTF-8"))?;
        input.expect(b',')?;
        let start = input.clone();
        // What is no number of a byte is no known type of message.
        let kind = MessageType::parse(u8::try_from(input.integer()?).unwrap_or(0));
        let kind = kind.map_err(|error| error.at(start.offset()))?;
        input.expect(b',')?;
        let start = input.clone();
        let sequence_id = i32::try_from(input.integer()?).map_err(|_| start.out_of_range("i32"))?;
        input.expect(b',')?;
        Ok((Self { name, kind, sequence_id }, input.offset()))
    }

    /// Writes the header; behind it come [arguments or a result](write_body).
    pub fn write(&self, out: &mut Vec<u8>) {
        header(&self.name, self.kind, self.sequence_id, out);
    }
}

/// Writes the header up to its sequence id; behind that comes a comma.
pub(crate) fn begin(name: &str, kind: MessageType, out: &mut Vec<u8>) {
    out.push(b'[');
    number::write(VERSION, out);
    out.push(b',');
    text::write(name.as_bytes(), out);
    out.push(b',');
    number::write(kind as u8, out);
    out.push(b',');
}

/// Writes a whole header.
pub(crate) fn header(name: &str, kind: MessageType, sequence_id: i32, out: &mut Vec<u8>) {
    begin(name, kind, out);
    number::write(sequence_id, out);
    out.push(b',');
}

/// Transcodes arguments or a result, which begin at this offset in a message and are all the rest of it, to the binary
/// protocol, into this buffer.
///
/// # Errors
/// No struct of this description, or more than the limits allow. Offsets count from the start of the message.
pub fn read_body(
    message: &[u8],
    offset: usize,
    descriptor: &'static Descriptor,
    limits: &Limits,
    buffer: Vec<u8>,
) -> Result<Vec<u8>, ProtocolError> {
    read_body_of((Descriptors, descriptor), message, offset, limits, buffer)
}

/// The same of a struct that is described elsewhere.
///
/// # Errors
/// Those of [`read_body`].
pub(crate) fn read_body_of<'s, T: Types<'s>>(
    (types, structure): (T, T::Struct),
    message: &[u8],
    offset: usize,
    limits: &Limits,
    buffer: Vec<u8>,
) -> Result<Vec<u8>, ProtocolError> {
    let mut transcoder = Transcoder::new(types, message, limits, buffer);
    transcoder.message(offset, Some(structure))?;
    Ok(transcoder.into_buffer())
}

/// The same of a struct of which nothing is known.
///
/// # Errors
/// Those of [`read_body`], but for what hangs on types.
#[cfg(feature = "dynamic")]
pub(crate) fn read_any_body(message: &[u8], offset: usize, limits: &Limits) -> Result<Vec<u8>, ProtocolError> {
    let mut transcoder = Transcoder::new(Descriptors, message, limits, Vec::new());
    transcoder.message(offset, None)?;
    Ok(transcoder.into_buffer())
}

/// Writes arguments or a result from the binary protocol, and ends the message.
///
/// # Errors
/// The encoding is no struct of this description.
pub fn write_body(descriptor: &'static Descriptor, encoding: &[u8], out: &mut Vec<u8>) -> Result<(), ProtocolError> {
    write_body_of((Descriptors, descriptor), encoding, out)
}

/// The same of a struct that is described elsewhere.
///
/// # Errors
/// Those of [`write_body`].
pub(crate) fn write_body_of<'s, T: Types<'s>>(
    structure: (T, T::Struct),
    encoding: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), ProtocolError> {
    walk::append_struct::<Typed, T>(structure, encoding, out)?;
    out.push(b']');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binary;
    use crate::descriptor::Described;
    use crate::error::{ApplicationError, ApplicationErrorKind};

    const MESSAGE: &str = r#"[1,"a \"name\"",3,-7,{"1":{"str":"no"},"2":{"i32":6}}]"#;

    fn header() -> MessageHeader {
        MessageHeader { name: "a \"name\"".into(), kind: MessageType::Exception, sequence_id: -7 }
    }

    fn error() -> ApplicationError {
        ApplicationError { kind: ApplicationErrorKind::INTERNAL_ERROR, message: "no".into() }
    }

    fn body(message: &str) -> Result<Vec<u8>, ProtocolError> {
        let (_, offset) = MessageHeader::parse(message.as_bytes())?;
        read_body(message.as_bytes(), offset, ApplicationError::DESCRIPTOR, &Limits::DEFAULT, Vec::new())
    }

    #[test]
    fn what_is_written_is_read() {
        let mut message = Vec::new();
        header().write(&mut message);
        write_body(ApplicationError::DESCRIPTOR, &binary::to_vec(&error()).unwrap(), &mut message).unwrap();
        assert_eq!(String::from_utf8(message).unwrap(), MESSAGE);
        assert_eq!(MessageHeader::parse(MESSAGE.as_bytes()).unwrap(), (header(), 21));
        assert_eq!(body(MESSAGE).unwrap(), binary::to_vec(&error()).unwrap());
    }

    #[test]
    fn white_space_may_be_anywhere() {
        let spaced =
            " [ 1 , \"a \\\"name\\\"\" , 3 , -7 , { \"1\" : { \"str\" : \"no\" } , \"2\" : { \"i32\" : 6 } } ] \n";
        assert_eq!(MessageHeader::parse(spaced.as_bytes()).unwrap().0, header());
        assert_eq!(body(spaced).unwrap(), binary::to_vec(&error()).unwrap());
    }

    #[test]
    fn a_message_that_is_cut_short_is_an_error() {
        for len in 0..MESSAGE.len() {
            let error = body(&MESSAGE[..len]).unwrap_err();
            assert!(error.to_string().starts_with("the text ends early"), "{len}: {error}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_offset() {
        for (message, expected) in [
            (r#"[2,"a",1,0,{}]"#, "the message has the unknown version 2 (at byte 1)"),
            (r#"[1"a",1,0,{}]"#, r#"`,` is expected, not `"a",1,0,{}]` (at byte 2)"#),
            (r#"[1,"a",0,0,{}]"#, "unknown message type 0 (at byte 7)"),
            (r#"[1,"a",257,0,{}]"#, "unknown message type 0 (at byte 7)"),
            (r#"[1,"a",1,2147483648,{}]"#, "a number is out of the range of `i32` (at byte 9)"),
            (r#"[1,"a",1,0,{}"#, "the text ends early (at byte 13)"),
            (r#"[1,"a",1,0,{}]]"#, "1 bytes are left after the value (at byte 14)"),
            (r#"[1,"a",1,0,{},1]"#, "`]` is expected, not `,1]` (at byte 13)"),
            (
                r#"[1,"a",3,0,{"2":{"i32":x}}]"#,
                "an integer is expected, not `x}}]` in `TApplicationException.type` (at byte 23)",
            ),
            (r#"{"1":1}"#, "`[` is expected, not `{\"1\":1}` (at byte 0)"),
        ] {
            assert_eq!(body(message).unwrap_err().to_string(), expected, "{message}");
        }
    }
}
