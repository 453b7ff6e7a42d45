//! Responses as they are written.

#[cfg(feature = "json")]
mod json;

use crate::framing::About;
use crate::message::{Form, MessageType};
use crate::metadata::Metadata;
use crate::{binary, compact, transcode};

use super::Request;
use super::response::Body;

impl Request {
    /// What a header says about a response of this kind.
    #[inline]
    pub(super) fn about<'m>(&'m self, kind: MessageType, metadata: &'m Metadata) -> About<'m> {
        let protocol = self.form().protocol();
        About { method: self.method(), kind, sequence_id: self.sequence_id(), protocol, metadata }
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
                (*out, _) = writer.into_parts();
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
