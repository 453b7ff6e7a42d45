//! Requests in JSON.

use std::mem;

use crate::binary;
use crate::descriptor::MethodDescriptor;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::json::message;
use crate::message::{MessageType, Protocol};
use crate::metadata::Metadata;

use super::Outgoing;

/// Most characters of a sequence id beyond the one of 0.
const ROOM: usize = 10;

impl Outgoing {
    /// Writes it anew in JSON, as a request of this method.
    ///
    /// # Errors
    /// It is not known which it is.
    pub(super) fn translate_to_json(&mut self, method: Option<&'static MethodDescriptor>) -> Result<(), ProtocolError> {
        let Some((header, _)) = binary::MessageHeader::parse(self.bytes())? else {
            return Ok(());
        };
        let Some(method) = method else {
            let message = "what comes from elsewhere in another protocol than JSON has to be passed on so, since its types \
                           are not known here";
            return Err(ProtocolError::new(ProtocolErrorKind::NotImplemented, message));
        };
        let mut outgoing = Self::json(header.name, header.kind);
        message::write_body(method.args(), self.body(), &mut outgoing.bytes)?;
        *self = Self { metadata: mem::take(&mut self.metadata), deadline: self.deadline, ..outgoing };
        Ok(())
    }

    /// A request with arguments in JSON, with the end of the message.
    pub(super) fn of_text(name: &str, kind: MessageType, text: &[u8]) -> Self {
        let mut outgoing = Self::json(name, kind);
        outgoing.bytes.extend_from_slice(text);
        outgoing
    }

    /// The start of a message, up to its arguments.
    fn json(name: &str, kind: MessageType) -> Self {
        let mut bytes = vec![0; ROOM];
        message::begin(name, kind, &mut bytes);
        bytes.push(b'0');
        let sequence_id = bytes.len();
        bytes.push(b',');
        Self { bytes, protocol: Protocol::Json, start: ROOM, sequence_id, metadata: Metadata::new(), deadline: None }
    }

    /// Moves the head to where it ends with this id.
    pub(super) fn set_json_id(&mut self, id: i32) {
        let head = self.bytes.get(self.start..self.sequence_id).unwrap_or_default();
        let old = head.iter().rev().take_while(|byte| **byte != b',').count();
        let len = head.len() - old;
        let id = id.to_string();
        let Some(start) = self.sequence_id.checked_sub(len + id.len()) else {
            return;
        };
        self.bytes.copy_within(self.start..self.start + len, start);
        self.start = start;
        for (place, byte) in self.bytes.iter_mut().skip(start + len).zip(id.bytes()) {
            *place = byte;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_id_can_be_set_and_set_again() {
        let mut request = Outgoing::of_text("a, \"b\"", MessageType::Call, b"{}]");
        assert_eq!(request.bytes(), br#"[1,"a, \"b\"",1,0,{}]"#);
        for id in [7, i32::MIN, -1, 123_456, i32::MAX, 0] {
            request.set_sequence_id(id);
            let expected = format!(r#"[1,"a, \"b\"",1,{id},{{}}]"#);
            assert_eq!(String::from_utf8_lossy(request.bytes()), expected);
        }
    }
}
