//! A request as a processor sees it.

mod written;

use std::mem;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::binary::Reader;
use crate::context::{Seed, Source};
use crate::deadline;
use crate::descriptor::MethodDescriptor;
use crate::error::{ApplicationError, ApplicationErrorKind};
use crate::framing::{Decoder, Malformed, Message};
use crate::limits::Limits;
use crate::message::{Form, MessageType, Name};
use crate::metadata::Metadata;
use crate::shared_string::SharedString;

use super::response::Answer;
use super::{Head, Identity, Response, ResponseFuture, SEPARATOR};

/// A request: a method's name, and its arguments, still encoded. Cheap to clone.
///
/// In a box, since it goes through many hands.
#[derive(Debug, Clone)]
pub struct Request(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    message: Message,
    /// The bytes of the message, where a client has written them and nobody else has looked at them.
    written: Vec<u8>,
    limits: Limits,
    /// Bytes that the response may have.
    response_limit: usize,
    /// None where it has come through no connection.
    source: Option<Arc<Source>>,
    deadline: Option<Instant>,
    /// What the client calls; a server finds out by the name.
    method: Option<&'static MethodDescriptor>,
    /// Once there is one, the request is the rest of a [`Response`].
    answer: Answer,
}

/// Where a request has come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    /// The client's address.
    pub(crate) peer: Option<SocketAddr>,
    /// What handshakes have shown.
    pub(crate) identity: Option<Arc<Identity>>,
}

impl Request {
    /// A request that has arrived.
    pub(crate) fn new(mut message: Message, limits: Limits, response_limit: usize) -> Self {
        let deadline = deadline::take(message.metadata_mut());
        let (written, source, method, answer) = (Vec::new(), None, None, Answer::NONE);
        Self(Box::new(Parts { message, written, limits, response_limit, source, deadline, method, answer }))
    }

    /// Another request, which arrives through the same connection, in place of this one, which is answered. False when it has
    /// not all arrived.
    #[inline]
    pub(crate) fn arrives(&mut self, decoder: &mut Decoder) -> Result<bool, Malformed> {
        if !decoder.next_into(&mut self.0.message)? {
            return Ok(false);
        }
        self.0.deadline = deadline::take(self.0.message.metadata_mut());
        self.0.method = None;
        Ok(true)
    }

    /// Keeps nothing of what has arrived: it is answered, and only its place is wanted.
    #[inline]
    pub(crate) fn vacate(&mut self) {
        self.0.message.forget_name();
    }

    pub(super) fn answer(&self) -> &Answer {
        &self.0.answer
    }

    pub(super) fn answer_mut(&mut self) -> &mut Answer {
        &mut self.0.answer
    }

    /// The connection that it has come through.
    pub(crate) fn source(&self) -> Option<&Arc<Source>> {
        self.0.source.as_ref()
    }

    /// The same request, through this connection.
    pub(crate) fn of_source(mut self, source: Arc<Source>) -> Self {
        self.0.source = Some(source);
        self
    }

    /// The client's address, where it has come over TCP.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.0.source.as_ref()?.origin.peer
    }

    /// Who the client has shown to be, in a handshake of TLS or SASL; `None` where its connection began without.
    pub fn identity(&self) -> Option<&Identity> {
        self.0.source.as_ref()?.origin.identity.as_deref()
    }

    /// Until when its caller waits for the response, if that is known.
    pub fn deadline(&self) -> Option<std::time::Instant> {
        self.0.deadline.map(Into::into)
    }

    /// Sets or lifts the [deadline](Self::deadline). A channel never waits longer than its own time-out says.
    pub fn set_deadline(&mut self, deadline: Option<std::time::Instant>) {
        self.0.deadline = deadline.map(Into::into);
    }

    /// The deadline, as the clock of tokio has it.
    pub(crate) fn due(&self) -> Option<Instant> {
        self.0.deadline
    }

    /// The same request, which has this long from now on, if not less.
    pub(crate) fn within(mut self, timeout: Option<Duration>) -> Self {
        if let Some(timeout) = timeout {
            self.0.deadline = deadline::earlier(self.0.deadline, Instant::now().checked_add(timeout));
        }
        self
    }

    /// Whether nobody waits for the response any more.
    #[inline]
    pub(crate) fn is_expired(&self) -> bool {
        self.0.deadline.is_some_and(has_passed)
    }

    /// What its context is made of, once its method is known.
    pub(crate) fn seed(&self) -> Option<Seed> {
        let Parts { message, source, deadline, method, .. } = &*self.0;
        let protocol = self.form().protocol();
        let (source, metadata) = (source.clone(), message.metadata().clone());
        Some(Seed { method: (*method)?, source, protocol, metadata, deadline: *deadline })
    }

    /// What a client calls.
    pub(crate) fn called(&self) -> Option<&'static MethodDescriptor> {
        self.0.method
    }

    /// Sets until when its caller waits, if it does not wait for ever.
    pub(crate) fn set_due(&mut self, deadline: Option<Instant>) {
        self.0.deadline = deadline;
    }

    /// Name of the method in the IDL.
    #[inline]
    pub fn method(&self) -> &str {
        self.0.message.name()
    }

    /// [`Call`](MessageType::Call) or [`Oneway`](MessageType::Oneway), as the client meant it.
    pub fn kind(&self) -> MessageType {
        self.0.message.envelope().kind
    }

    /// What the client tells its calls apart by; the response repeats it.
    pub fn sequence_id(&self) -> i32 {
        self.0.message.envelope().sequence_id
    }

    /// What came beside the message, or is to be sent beside it; nothing where the dialect does not carry it.
    pub fn metadata(&self) -> &Metadata {
        self.0.message.metadata()
    }

    /// The same, to change: what a layer of a channel changes is sent, where the dialect carries it.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        self.0.message.metadata_mut()
    }

    /// Bytes of the whole message.
    pub(crate) fn size(&self) -> usize {
        self.0.message.size()
    }

    /// What its answer repeats of it.
    #[inline(always)]
    pub(crate) fn head(&self) -> Head {
        Head::new(&self.0.message, self.0.response_limit)
    }

    /// Whether there is no answer to it: also where the client asks for one to what it takes for a call.
    pub(super) fn is_oneway(&self) -> bool {
        self.kind() == MessageType::Oneway || self.0.method.is_some_and(MethodDescriptor::is_oneway)
    }

    /// Bytes that the response may have.
    pub(super) fn response_limit(&self) -> usize {
        self.0.response_limit
    }

    /// How it was written, and how its response is.
    pub(super) fn form(&self) -> Form {
        self.0.message.envelope().form
    }

    /// This is its method. The arguments are in the binary protocol from here on.
    #[inline]
    pub(super) fn found(&mut self, method: &'static MethodDescriptor) {
        self.settle();
        self.0.method = Some(method);
        #[cfg(feature = "json")]
        self.0.message.describe(method.args(), &self.0.limits);
    }

    /// Lets go of its arguments.
    #[inline]
    pub(super) fn release(&mut self) {
        self.0.message.release();
    }

    /// A reader of the arguments.
    #[inline]
    pub(super) fn body(&self) -> Reader<'_> {
        self.0.message.body(&self.0.limits)
    }

    /// The same request of a method of this name.
    pub(crate) fn renamed(&self, name: &str) -> Self {
        let mut request = self.clone();
        request.settle();
        // What is malformed stays so, whatever its name.
        let message = request.0.message.body_bytes().map(|body| Message::of_body(name, self.kind(), body));
        #[cfg(feature = "json")]
        let message = self.0.message.text().map(|text| Message::of_text(name, self.kind(), &text)).map_or(message, Ok);
        if let Ok(message) = message {
            request.0.message = message.with_metadata(self.metadata().clone());
        }
        request
    }

    /// The same request of the method whose name begins this many bytes further.
    pub(super) fn without_prefix(mut self, bytes: usize) -> Self {
        self.settle();
        self.0.message.cut_name(bytes);
        self
    }

    /// Its message, of which it keeps what a response repeats.
    pub(crate) fn take_message(&mut self) -> Message {
        self.settle();
        let kept = Message::without_body(self.0.message.kept_envelope());
        mem::replace(&mut self.0.message, kept)
    }

    /// The name of the method without that of its service, as a reply has it.
    pub(crate) fn bare_name(&self) -> Name {
        if let Some(method) = self.0.method {
            return Name::Known(method.name());
        }
        Name::Read(match self.method().rsplit_once(SEPARATOR) {
            None => self.0.message.shared_name(),
            Some((_, name)) => SharedString::from(name),
        })
    }

    /// Answers that the service has no such method.
    pub fn unknown_method(self, service: &'static str) -> ResponseFuture {
        let message = format!("`{service}` has no method `{}`", self.method());
        self.refuse(ApplicationError::new(ApplicationErrorKind::UNKNOWN_METHOD, message))
    }

    /// Answers with this error, without running anything.
    pub fn refuse(self, error: ApplicationError) -> ResponseFuture {
        Response::refusal(&self, error).into()
    }
}

/// Not in line, since most requests have no deadline.
#[inline(never)]
fn has_passed(deadline: Instant) -> bool {
    deadline <= Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Presence;
    use crate::framing::Transport;

    #[test]
    fn an_answered_request_keeps_no_memory_that_others_came_in() {
        let mut out = crate::binary::Writer::new();
        let (name, kind) = ("a_name_that_is_too_long_to_be_held_in_place", crate::message::MessageType::Call);
        crate::binary::MessageHeader { name, kind, sequence_id: 7, version: crate::binary::Version::Strict }
            .write(&mut out);
        out.append(&[0]);
        let mut decoder = Decoder::new(Transport::Unframed, &Limits::DEFAULT);
        decoder.push(&out.finish().unwrap());
        let mut presence = Presence::new(Origin::default(), Transport::Unframed);
        let mut request = presence.next_request(&mut decoder, &Limits::DEFAULT).unwrap().unwrap();
        drop(decoder);
        let bytes = request.0.message.body_bytes().unwrap();
        request.release();
        assert!(!bytes.is_unique(), "of its name");
        presence.answered(request);
        assert!(bytes.is_unique());
    }
}
