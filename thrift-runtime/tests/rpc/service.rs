//! A service as the macro writes it, by hand.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use thrift_runtime::{
    BoundServer, Channel, Decode, Encode, Error, Process, ProtocolError, Request, ResponseFuture, Result, Server,
    StructInfo, TType, Wire, binary,
};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::wire::SOON;

/// Arguments of every method: `1: string text, 2: i32 number`.
#[derive(Debug, Default)]
pub(crate) struct Args {
    pub(crate) text: String,
    pub(crate) number: i32,
}

/// Result of every method: `0: string`.
#[derive(Debug, Default)]
pub(crate) struct Text(pub(crate) Option<String>);

pub(crate) fn args(text: &str) -> Args {
    Args { text: text.to_owned(), number: 0 }
}

impl Wire for Args {
    const TTYPE: TType = TType::Struct;
    const MIN_BINARY: usize = 1;
}

impl Encode for Args {
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.structure(|out| {
            out.field(1, &self.text);
            out.field(2, &self.number);
        });
    }
}

impl<'de> Decode<'de> for Args {
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        const INFO: StructInfo = StructInfo { name: "Args", fields: &[(1, "text"), (2, "number")] };
        let mut args = Self::default();
        input.structure(&INFO, |input, header| {
            loop {
                *header = input.field_header()?;
                match *header {
                    binary::Reader::STOP => return Ok(args),
                    0x0b_0001 => args.text = Decode::decode_binary(input)?,
                    0x08_0002 => args.number = Decode::decode_binary(input)?,
                    other => input.skip_field(other)?,
                }
            }
        })
    }
}

impl Wire for Text {
    const TTYPE: TType = TType::Struct;
    const MIN_BINARY: usize = 1;
}

impl Encode for Text {
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.structure(|out| out.optional_field(0, &self.0));
    }
}

impl<'de> Decode<'de> for Text {
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        const INFO: StructInfo = StructInfo { name: "Text", fields: &[(0, "success")] };
        let mut text = None;
        input.structure(&INFO, |input, header| {
            loop {
                *header = input.field_header()?;
                match *header {
                    binary::Reader::STOP => return Ok(Self(text)),
                    0x0b_0000 => text = Some(Decode::decode_binary(input)?),
                    other => input.skip_field(other)?,
                }
            }
        })
    }
}

/// The processor, and what its handlers leave behind.
#[derive(Clone)]
pub(crate) struct Processor(pub(crate) Arc<State>);

pub(crate) struct State {
    /// Runs of `note`, and of every other method's body to its end.
    pub(crate) notes: AtomicUsize,
    /// `gate` takes one permit for each call.
    pub(crate) gate: Semaphore,
}

impl Default for Processor {
    fn default() -> Self {
        Self(Arc::new(State { notes: AtomicUsize::new(0), gate: Semaphore::new(0) }))
    }
}

impl Processor {
    pub(crate) fn notes(&self) -> usize {
        self.0.notes.load(Ordering::SeqCst)
    }

    /// Waits until there have been this many notes.
    pub(crate) async fn noted(&self, notes: usize) {
        let noted = async {
            while self.notes() < notes {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(SOON, noted).await.expect("notes in time");
    }

    pub(crate) fn open(&self, calls: usize) {
        self.0.gate.add_permits(calls);
    }

    pub(crate) async fn bind(&self) -> BoundServer {
        Server::new(self.clone()).bind("127.0.0.1:0").await.unwrap()
    }

    /// Serves for the rest of the test. Gives the address.
    pub(crate) async fn serve(&self) -> String {
        let server = self.bind().await;
        let address = server.local_addr().to_string();
        tokio::spawn(server.serve());
        address
    }
}

impl Process for Processor {
    fn process(&self, request: Request) -> ResponseFuture {
        let state = Arc::clone(&self.0);
        match request.method() {
            "echo" => request.run(|args: Args| async move { Ok(Text(Some(args.text))) }),
            "nothing" => request.run(|_: Args| async { Ok(Text(None)) }),
            "wait" => request.run(|args: Args| async move {
                tokio::time::sleep(Duration::from_millis(args.number as u64)).await;
                Ok(Text(Some(args.text)))
            }),
            "gate" => request.run(|args: Args| async move {
                state.gate.acquire().await.unwrap().forget();
                state.notes.fetch_add(1, Ordering::SeqCst);
                Ok(Text(Some(args.text)))
            }),
            "large" => request.run(|args: Args| async move { Ok(Text(Some("x".repeat(args.number as usize)))) }),
            "fail" => request.run(|args: Args| async move { Err::<Text, _>(Error::handler(args.text)) }),
            "overload" => request.run(|_: Args| async move { Err::<Text, _>(Error::Overloaded) }),
            "panic" => request.run(|_: Args| async move { nothing_but_panic() }),
            "panic_later" => request.run(|_: Args| async move {
                tokio::task::yield_now().await;
                nothing_but_panic()
            }),
            "panic_on_drop" => request.run(|args: Args| Bomb(Some(args.text))),
            "panic_outside" => panic!("secret"),
            "note" => request.run_oneway(|args: Args| async move {
                tokio::time::sleep(Duration::from_millis(args.number as u64)).await;
                state.notes.fetch_add(1, Ordering::SeqCst);
                Ok(())
            }),
            "note_and_fail" => request.run_oneway(|args: Args| async move {
                state.notes.fetch_add(1, Ordering::SeqCst);
                Err(Error::handler(args.text))
            }),
            _ => request.unknown_method("Tests"),
        }
    }
}

/// A handler's future that does its work, and panics when it is dropped.
struct Bomb(Option<String>);

impl Future for Bomb {
    type Output = Result<Text>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Ok(Text(self.0.take())))
    }
}

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("secret");
    }
}

fn nothing_but_panic() -> Result<Text> {
    panic!("secret")
}

/// Calls a method whose result is a text.
pub(crate) async fn call(channel: &Channel, method: &'static str, args: &Args) -> Result<String> {
    let reply = timeout(SOON, channel.call(method, args)).await.expect("a result in time")?;
    reply.decode::<Text>()?.0.ok_or_else(|| reply.missing_result())
}
