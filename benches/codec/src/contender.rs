//! What takes part in the race, once it is known to do what the others do.

use std::any::Any;
use std::error::Error;
use std::hint::black_box;
use std::panic::{self, AssertUnwindSafe};
use std::time::Duration;

use crate::Result;
use crate::allocations;
use crate::clock::time;
use crate::codec::Codec;
use crate::messages::Message;
use crate::peer::Peer;
use crate::protocol::{Op, Protocol};

/// Something that is done many times over.
pub(crate) struct Contender {
    pub(crate) peer: Peer,
    pub(crate) protocol: Protocol,
    pub(crate) op: Op,
    /// The length of the message.
    pub(crate) bytes: usize,
    /// Whether it runs in this process, where allocations and instructions can be counted.
    pub(crate) here: bool,
    pub(crate) run: Run,
}

/// Does it as often as it is told; says how long that took.
pub(crate) type Run = Box<dyn FnMut(u64) -> Result<Duration>>;

/// The contenders of a case, and why others are none.
#[derive(Default)]
pub(crate) struct Contenders {
    pub(crate) list: Vec<Contender>,
    pub(crate) left_out: Vec<String>,
}

impl Contenders {
    /// An implementation in one protocol, both ways.
    pub(crate) fn add<C, T>(&mut self, peer: Peer, message: Message<'_>)
    where
        C: Codec<T, Input: 'static, Buffer: 'static>,
        T: 'static,
    {
        self.add_encoder::<C, T>(peer, message, decode::<C, T>(message));
        self.add_decoder::<C, T>(peer, message);
    }

    /// One way: the value has to become bytes that mean what the message does, also in a buffer that was used before.
    pub(crate) fn add_encoder<C, T>(&mut self, peer: Peer, message: Message<'_>, value: Result<T>)
    where
        C: Codec<T, Buffer: 'static>,
        T: 'static,
    {
        let mut buffer = C::Buffer::default();
        let checked = value.and_then(|value| {
            checked(|| {
                for _ in 0..2 {
                    C::encode(&value, &mut buffer).map_err(Into::into)?;
                    message.check(C::bytes(&buffer))?;
                }
                Ok(())
            })?;
            Ok(value)
        });
        let value = match checked {
            Ok(value) => value,
            Err(error) => return self.leave_out(peer, message, Op::Encode, &*error),
        };
        self.push(peer, message, Op::Encode, move |times| {
            Ok(time(times, || {
                let result = C::encode(black_box(&value), &mut buffer);
                black_box((&result, &mut buffer));
            }))
        });
    }

    /// The other way: the value that the message becomes has to become bytes again that mean the same.
    pub(crate) fn add_decoder<C, T>(&mut self, peer: Peer, message: Message<'_>)
    where
        C: Codec<T, Input: 'static>,
    {
        let input = C::input(message.bytes);
        let check = checked(|| {
            let mut buffer = C::Buffer::default();
            C::encode(&C::decode(&input).map_err(Into::into)?, &mut buffer).map_err(Into::into)?;
            message.check(C::bytes(&buffer))
        });
        if let Err(error) = check {
            return self.leave_out(peer, message, Op::Decode, &*error);
        }
        self.push(peer, message, Op::Decode, move |times| {
            Ok(time(times, || {
                let result = C::decode(black_box(&input));
                black_box(&result);
            }))
        });
    }

    /// What was checked already.
    pub(crate) fn push(
        &mut self,
        peer: Peer,
        message: Message<'_>,
        op: Op,
        run: impl FnMut(u64) -> Result<Duration> + 'static,
    ) {
        let Message { protocol, bytes, .. } = message;
        self.list.push(Contender { peer, protocol, op, bytes: bytes.len(), here: true, run: Box::new(run) });
    }

    pub(crate) fn leave_out(&mut self, peer: Peer, message: Message<'_>, op: Op, why: &dyn Error) {
        self.left_out.push(format!("{peer}, {} {op}: {why}", message.protocol));
    }
}

/// The value that an implementation makes of the message.
pub(crate) fn decode<C: Codec<T>, T>(message: Message<'_>) -> Result<T> {
    allocations::tidy();
    checked(|| C::decode(&C::input(message.bytes)).map_err(Into::into))
}

/// With a panic as an error, which is not printed.
fn checked<T>(check: impl FnOnce() -> Result<T>) -> Result<T> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| ()));
    let result = panic::catch_unwind(AssertUnwindSafe(check));
    panic::set_hook(hook);
    result.unwrap_or_else(|payload| Err(format!("it panics: {}", text(&*payload)).into()))
}

fn text(payload: &(dyn Any + Send)) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or(payload.downcast_ref::<&str>().copied()).unwrap_or("for no reason")
}
