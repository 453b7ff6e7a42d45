//! Responses as they are written.

#[cfg(feature = "json")]
mod json;

use crate::binary::Version;
use crate::framing::{About, Packing};
use crate::message::{Form, MessageType};
use crate::metadata::Metadata;
use crate::{binary, compact, transcode};

use super::Request;
use super::response::Body;
use super::served::ROOM;

impl Request {
    /// What a header says about a response of this kind.
    #[inline]
    pub(super) fn about<'m>(&'m self, kind: MessageType, metadata: &'m Metadata) -> About<'m> {
        let protocol = self.form().protocol();
        About { method: self.method(), kind, sequence_id: self.sequence_id(), protocol, metadata }
    }

    /// Puts what stands in front of a result into the room before that. Gives where the message begins then; `None` where it
    /// is more than there is room for.
    pub(super) fn prepend_to(&self, result: &mut [u8], packing: Packing) -> Option<usize> {
        let (kind, sequence_id) = (MessageType::Reply, self.sequence_id());
        let Form::Binary(version @ Version::Strict) = self.form() else {
            return None;
        };
        let header = binary::MessageHeader { name: self.method(), kind, sequence_id, version };
        let start = header.write_before(result.get_mut(..ROOM)?)?;
        packing.prepend(result, start)
    }

    /// Appends a response about which this is said, with this body, which is in the binary protocol, as the request was written.
    pub(super) fn append_reply(&self, about: &About<'_>, body: &Body, out: &mut Vec<u8>) {
        let About { method: name, kind, sequence_id, .. } = *about;
        #[cfg(feature = "json")]
        if self.form() == Form::Json {
            return self.append_json(kind, body, out);
        }
        let body = body.bytes();
        match self.form() {
            Form::Binary(version) => {
                let mut writer = binary::Writer::with_buffer(std::mem::take(out));
                binary::MessageHeader { name, kind, sequence_id, version }.write(&mut writer);
                // A header has no errors.
                let _ = writer.give_back(out);
                out.extend_from_slice(body);
            }
            Form::Compact => {
                let start = out.len();
                compact::MessageHeader { name, kind, sequence_id }.write(out);
                if let Err(error) = transcode::to_compact(body, out) {
                    // What a processor of the user's own has made.
                    tracing::warn!(method = name, %error, "a response is malformed");
                    out.truncate(start);
                    compact::MessageHeader { name, kind: MessageType::Exception, sequence_id }.write(out);
                    out.push(0);
                }
            }
            #[cfg(feature = "json")]
            Form::Json => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Waker};

    use super::*;
    use crate::framing::{Decoder, Transport};
    use crate::limits::Limits;
    use crate::output::Output;

    /// A request of the method of this name.
    fn request(name: &str, version: Version) -> Request {
        let mut call = binary::Writer::new();
        binary::MessageHeader { name, kind: MessageType::Call, sequence_id: 7, version }.write(&mut call);
        let mut decoder = Decoder::new(Transport::Unframed, &Limits::DEFAULT);
        decoder.push(&[&call.finish().unwrap(), &b"\0"[..]].concat());
        Request::new(decoder.next().unwrap().unwrap(), Limits::DEFAULT, 1000)
    }

    #[test]
    fn what_a_response_had_does_not_come_with_the_next_one() {
        let mut response = request("echo", Version::Strict).ended(Ok(Ok(vec![0; ROOM + 1])));
        response.metadata_mut().insert("key", "value").unwrap();
        let answered = response.send(&mut Output::default(), Transport::Framed.into());
        let response = answered.silence();
        assert!(response.metadata().is_empty());
    }

    #[test]
    fn a_result_is_the_same_message_with_and_without_a_copy() {
        let names = ["", "echo", &"n".repeat(ROOM - 16), &"n".repeat(ROOM - 15), &"n".repeat(ROOM)];
        for (name, version) in names.iter().flat_map(|name| [(name, Version::Strict), (name, Version::Old)]) {
            for transport in [Transport::Framed, Transport::Unframed, Transport::Header, Transport::TtHeader] {
                let respond = || request(name, version).ended(Ok(Ok([&[0; ROOM][..], b"result"].concat())));
                let mut copied = Vec::new();
                respond().append_to(&mut copied, transport.into());
                let (mut output, mut written) = (Output::default(), Vec::new());
                respond().send(&mut output, transport.into());
                respond().send(&mut output, transport.into());
                let cx = &mut Context::from_waker(Waker::noop());
                assert!(output.poll_write(Pin::new(&mut written).get_mut(), cx).is_ready());
                assert_eq!(written, copied.repeat(2), "{transport:?} {version:?} {name}");
                assert_eq!(output.written(), written.len() as u64);
            }
        }
    }
}
