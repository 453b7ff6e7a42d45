//! A request as a processor sees it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "json")]
use bytes::Bytes;
use tokio::time::Instant;

use crate::binary::Reader;
use crate::context::{Seed, Source};
use crate::deadline;
use crate::descriptor::MethodDescriptor;
use crate::error::{ApplicationError, ApplicationErrorKind};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::{MessageType, Name};
use crate::metadata::Metadata;
use crate::shared_string::SharedString;

use super::{Head, Identity, Response, ResponseFuture, SEPARATOR};

/// A request: a method's name, and its arguments, still encoded. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Request {
    message: Message,
    limits: Limits,
    /// Bytes that the response may have.
    response_limit: usize,
    /// None where it has come through no connection.
    source: Option<Arc<Source>>,
    deadline: Option<Instant>,
    /// What the client calls; a server finds out by the name.
    method: Option<&'static MethodDescriptor>,
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
        Self { message, limits, response_limit, source: None, deadline, method: None }
    }

    /// The same request, through this connection.
    pub(crate) fn of_source(self, source: Arc<Source>) -> Self {
        Self { source: Some(source), ..self }
    }

    /// The client's address, where it has come over TCP.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.source.as_ref()?.origin.peer
    }

    /// Who the client has shown to be, in a handshake of TLS or SASL; `None` where its connection began without.
    pub fn identity(&self) -> Option<&Identity> {
        self.source.as_ref()?.origin.identity.as_deref()
    }

    /// Until when its caller waits for the response, if that is known.
    pub fn deadline(&self) -> Option<std::time::Instant> {
        self.deadline.map(Into::into)
    }

    /// Sets or lifts the [deadline](Self::deadline). A channel never waits longer than its own time-out says.
    pub fn set_deadline(&mut self, deadline: Option<std::time::Instant>) {
        self.deadline = deadline.map(Into::into);
    }

    /// The deadline, as the clock of tokio has it.
    pub(crate) fn due(&self) -> Option<Instant> {
        self.deadline
    }

    /// The same request, which has this long from now on, if not less.
    pub(crate) fn within(self, timeout: Option<Duration>) -> Self {
        match timeout {
            None => self,
            Some(timeout) => {
                let deadline = deadline::earlier(self.deadline, Instant::now().checked_add(timeout));
                Self { deadline, ..self }
            }
        }
    }

    /// Whether nobody waits for the response any more.
    pub(crate) fn is_expired(&self) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= Instant::now())
    }

    /// What its context is made of, where this is the method.
    pub(super) fn seed(self, method: &'static MethodDescriptor) -> Seed {
        let (protocol, metadata) = self.message.beside();
        Seed { method, source: self.source, protocol, metadata, deadline: self.deadline }
    }

    /// A client's request of this method, which the server knows by this name: a whole message in the binary protocol.
    pub(crate) fn of_client(method: &'static MethodDescriptor, name: &str, message: Vec<u8>, limits: Limits) -> Self {
        let message = Message::of_binary(name, method.kind(), message.into());
        Self { method: Some(method), ..Self::new(message, limits, limits.message_size) }
    }

    /// What a client calls.
    pub(crate) fn called(&self) -> Option<&'static MethodDescriptor> {
        self.method
    }

    /// Sets until when its caller waits, if it does not wait for ever.
    pub(crate) fn set_due(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
    }

    /// Name of the method in the IDL.
    pub fn method(&self) -> &str {
        self.message.name()
    }

    /// [`Call`](MessageType::Call) or [`Oneway`](MessageType::Oneway), as the client meant it.
    pub fn kind(&self) -> MessageType {
        self.message.envelope().kind
    }

    /// What the client tells its calls apart by; the response repeats it.
    pub fn sequence_id(&self) -> i32 {
        self.message.envelope().sequence_id
    }

    /// What came beside the message, or is to be sent beside it; nothing where the dialect does not carry it.
    pub fn metadata(&self) -> &Metadata {
        self.message.metadata()
    }

    /// The same, to change: what a layer of a channel changes is sent, where the dialect carries it.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        self.message.metadata_mut()
    }

    /// Bytes of the whole message.
    pub(crate) fn size(&self) -> usize {
        self.message.size()
    }

    pub(crate) fn head(&self) -> Head {
        Head::new(&self.message, self.response_limit).of_method(self.method)
    }

    /// What a response repeats, where this is the method.
    pub(super) fn head_of(&self, method: &'static MethodDescriptor) -> Head {
        let head = self.head().of_method(Some(method));
        match method.is_oneway() {
            true => head.oneway(),
            false => head,
        }
    }

    /// The arguments in the binary protocol, if they are not, where this is the method.
    #[inline]
    pub(super) fn describe(&mut self, method: &'static MethodDescriptor) {
        #[cfg(feature = "json")]
        self.message.describe(method.args(), &self.limits);
        #[cfg(not(feature = "json"))]
        let _ = method;
    }

    /// The arguments, where they are in JSON, with the end of the message.
    #[cfg(feature = "json")]
    pub(crate) fn text(&self) -> Option<Bytes> {
        self.message.text()
    }

    /// A reader of the arguments.
    pub(super) fn body(&self) -> Reader<'_> {
        self.message.body(&self.limits)
    }

    /// The same request of a method of this name.
    pub(crate) fn renamed(&self, name: &str) -> Self {
        let mut request = self.clone();
        // What is malformed stays so, whatever its name.
        let message = self.message.body_bytes().map(|body| Message::of_body(name, self.kind(), body));
        #[cfg(feature = "json")]
        let message = self.text().map(|text| Message::of_text(name, self.kind(), &text)).map_or(message, Ok);
        if let Ok(message) = message {
            request.message = message.with_metadata(self.metadata().clone());
        }
        request
    }

    /// The same request of the method whose name begins this many bytes further.
    pub(super) fn without_prefix(mut self, bytes: usize) -> Self {
        self.message.cut_name(bytes);
        self
    }

    /// The message of a request that is not needed any more.
    pub(crate) fn into_message(self) -> Message {
        self.message
    }

    /// The name of the method, to keep.
    pub(crate) fn shared_name(&self) -> SharedString {
        self.message.shared_name()
    }

    /// The name of the method without that of its service, as a reply has it.
    pub(crate) fn bare_name(&self) -> Name {
        if let Some(method) = self.method {
            return Name::Known(method.name());
        }
        Name::Read(match self.method().rsplit_once(SEPARATOR) {
            None => self.message.shared_name(),
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
