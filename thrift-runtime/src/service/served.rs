//! A method, as a processor serves it.

use std::fmt;
use std::pin::Pin;

use crate::binary::Writer;
use crate::codec::Output;
use crate::context::Term;
use crate::descriptor::MethodDescriptor;
use crate::error::{Error, ProtocolError};
use crate::method::{Arguments, Returned, Thrown, decode_arguments, encode_outcome};
use crate::size_hint::SizeHint;
use crate::spare;

use super::{Request, ResponseFuture};

/// Bytes in front of a result, where there is room for what stands before it in its message: it can be sent from where it is.
pub(super) const ROOM: usize = 64;

/// A handler's result, encoded where there is one.
pub type Handled = Result<Result<Vec<u8>, ProtocolError>, Error>;

/// A handler at work.
pub type Handling = Pin<Box<dyn Future<Output = Handled> + Send>>;

/// Makes the handler work on arguments. A trait of its own, since a closure behind `dyn Fn` brings code for `FnMut` and
/// `FnOnce` along, for every method.
pub trait Handle<A, T, E> {
    /// Makes the handler work on these arguments, and what it gave end so.
    fn handle(&self, args: A, end: End<T, E>) -> Handling;
}

impl<A, T, E, F: Fn(A, End<T, E>) -> Handling> Handle<A, T, E> for F {
    #[inline]
    fn handle(&self, args: A, end: End<T, E>) -> Handling {
        self(args, end)
    }
}

/// Encodes what a handler gave.
pub type End<T, E> = fn(Result<T, E>) -> Handled;

/// A method, as a processor serves it: how its arguments are read, and what its handler gave is written.
///
/// All of it is behind a pointer, so that the code is in the crate that holds the IDL, and not in each that has a handler.
pub struct ServedMethod<A, T, E> {
    descriptor: &'static MethodDescriptor,
    run: fn(&'static MethodDescriptor, Request, &dyn Handle<A, T, E>) -> ResponseFuture,
}

impl<A: Arguments, T: Returned, E: Thrown> ServedMethod<A, T, E> {
    /// The method that this describes.
    pub const fn new(descriptor: &'static MethodDescriptor) -> Self {
        Self { descriptor, run }
    }
}

impl<A, T, E> ServedMethod<A, T, E> {
    /// A closure of this method.
    #[inline]
    pub fn handle<F: Fn(A, End<T, E>) -> Handling>(&self, handle: F) -> F {
        handle
    }

    /// Decodes the arguments, and lets `handle` make the handler work on them.
    ///
    /// Arguments that can not be decoded are answered with `PROTOCOL_ERROR`. An error that the method does not declare is
    /// answered with `INTERNAL_ERROR` and the error's text; so is a panic, without its text. A oneway request is not
    /// answered, whatever happens, also where the client asks for an answer to what it takes for a call; an error goes to
    /// the log.
    pub fn run(&self, request: Request, handle: &dyn Handle<A, T, E>) -> ResponseFuture {
        (self.run)(self.descriptor, request, handle)
    }
}

impl<A, T, E> fmt::Debug for ServedMethod<A, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ServedMethod").field(&self.descriptor.name()).finish()
    }
}

fn run<A: Arguments, T: Returned, E: Thrown>(
    descriptor: &'static MethodDescriptor,
    mut request: Request,
    handle: &dyn Handle<A, T, E>,
) -> ResponseFuture {
    request.found(descriptor);
    // It may have waited in layers.
    if request.is_expired() {
        return request.expired().into();
    }
    match decode_arguments(descriptor.args(), request.body()) {
        Ok(args) => {
            request.release();
            ResponseFuture::handler(handle.handle(args, encode), Term::new(request))
        }
        Err(error) => request.undecodable(&error).into(),
    }
}

fn encode<T: Returned, E: Thrown>(outcome: Result<T, E>) -> Handled {
    let mut out = Writer::new();
    begin(&mut out);
    let written = encode_outcome(outcome, &mut out);
    end(out, written)
}

thread_local! {
    static SIZE: SizeHint = const { SizeHint::new() };
}

/// Not in line: there is a copy of that for each method.
#[inline(never)]
fn begin(out: &mut Writer) {
    *out = Writer::with_buffer(spare::take());
    out.reserve(SIZE.with(SizeHint::capacity));
    out.append(&[0; ROOM]);
    // A new writer has room for one level.
    let _ = out.begin_struct();
}

#[inline(never)]
fn end(mut out: Writer, written: Result<(), Error>) -> Handled {
    out.end_struct();
    written?;
    let finished = out.finish();
    if let Ok(bytes) = &finished {
        SIZE.with(|hint| hint.note(bytes.len()));
    }
    Ok(finished)
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;
    use crate::binary::{MessageHeader, Version};
    use crate::codec::Output;
    use crate::descriptor::{FieldDescriptor, Type};
    use crate::framing::{Decoder, Transport};
    use crate::limits::Limits;
    use crate::message::MessageType;

    static METHOD: MethodDescriptor = MethodDescriptor::new(
        "a_name_that_is_too_long_to_be_held_in_place",
        ("args", &[FieldDescriptor::new(1, "text", Type::String)]),
        ("result", &[FieldDescriptor::new(0, "success", Type::I32)]),
    );
    static SERVED: ServedMethod<(String, ()), i32, Error> = ServedMethod::new(&METHOD);

    #[test]
    fn a_handler_at_work_does_not_keep_the_bytes_of_a_large_request() {
        let mut out = Writer::new();
        let (name, kind, version) = (METHOD.name(), MessageType::Call, Version::Strict);
        MessageHeader { name, kind, sequence_id: 7, version }.write(&mut out);
        out.field(1, &"x".repeat(100 * 1024));
        out.end_struct();
        let mut decoder = Decoder::new(Transport::Unframed, &Limits::DEFAULT);
        decoder.push(&out.finish().unwrap());
        let message = decoder.next().unwrap().unwrap();
        drop(decoder);
        let bytes = message.body_bytes().unwrap();
        let request = Request::new(message, Limits::DEFAULT, Limits::DEFAULT.message_size);
        let handled = SERVED.run(request, &SERVED.handle(|_, _| Box::pin(pending())));
        assert_eq!(format!("{handled:?}"), "ResponseFuture(running)");
        assert!(bytes.is_unique());
    }
}
