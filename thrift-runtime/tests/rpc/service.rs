//! A service as the macro writes it, by hand.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use thrift_runtime::private::{Handling, Returned, ServedMethod};
use thrift_runtime::{
    BoundServer, CallFuture, Channel, DecodeFields, Described, Descriptor, EncodeFields, Error, FieldDescriptor, Input,
    MethodDescriptor, Output, Process, ProtocolError, Request, ResponseFuture, Result, Server, Type,
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

impl Described for Args {
    const DESCRIPTOR: &'static Descriptor = ECHO.args();
}

thrift_runtime::struct_codec!(Args);

impl EncodeFields for Args {
    fn encode_fields<O: Output>(&self, out: &mut O) {
        out.field(1, &self.text);
        out.field(2, &self.number);
    }
}

impl<'de> DecodeFields<'de> for Args {
    fn start() -> Self {
        Self::default()
    }

    fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, mut next: u32) -> Result<(), ProtocolError> {
        while next != 0 {
            let mark = input.mark();
            next = input.field(next, 0x0b_0001, &mut self.text);
            next = input.field(next, 0x08_0002, &mut self.number);
            next = input.end_pass(next, mark);
        }
        input.end_struct::<Self>()
    }
}

/// The same as the runtime takes them.
type Pairs = (String, (i32, ()));

pub(crate) fn args(text: &str) -> Args {
    Args { text: text.to_owned(), number: 0 }
}

/// Result of every method that has one, on the wire: `0: string`.
pub(crate) struct Text(pub(crate) Option<String>);

impl Described for Text {
    const DESCRIPTOR: &'static Descriptor = ECHO.result();
}

thrift_runtime::struct_codec!(Text);

impl EncodeFields for Text {
    fn encode_fields<O: Output>(&self, out: &mut O) {
        out.optional_field(0, &self.0);
    }
}

impl<'de> DecodeFields<'de> for Text {
    fn start() -> Self {
        Self(None)
    }

    fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, mut next: u32) -> Result<(), ProtocolError> {
        while next != 0 {
            let mark = input.mark();
            next = input.optional_field(next, 0x0b_0000, &mut self.0);
            next = input.end_pass(next, mark);
        }
        input.end_struct::<Self>()
    }
}

macro_rules! methods {
    ($($method:ident = $name:literal $(.$oneway:ident())?;)*) => {
        $(pub(crate) static $method: MethodDescriptor = MethodDescriptor::new(
            $name,
            ("Args", &[FieldDescriptor::new(1, "text", Type::String), FieldDescriptor::new(2, "number", Type::I32)]),
            ("Text", &[FieldDescriptor::optional(0, "success", Type::String)]),
        ).of_service("Tests")$(.$oneway())?;)*

        fn method(name: &str) -> &'static MethodDescriptor {
            match name {
                $($name => &$method,)*
                _ => panic!("there is no method `{name}`"),
            }
        }
    };
}

methods! {
    ECHO = "echo";
    FAIL = "fail";
    GATE = "gate";
    IDENTITY = "identity";
    LARGE = "large";
    MISSING = "missing";
    NOTE = "note".oneway();
    NOTE_AND_FAIL = "note_and_fail".oneway();
    NOTHING = "nothing";
    OVERLOAD = "overload";
    PANIC = "panic";
    PANIC_LATER = "panic_later";
    PANIC_ON_DROP = "panic_on_drop";
    PANIC_OUTSIDE = "panic_outside";
    WAIT = "wait";
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
            "echo" => text(&ECHO, request, |args| async move { Ok(args.text) }),
            "identity" => {
                let identity = match request.identity() {
                    None => "nobody".to_owned(),
                    Some(identity) => {
                        let tls = if identity.is_tls() { "tls" } else { "plain" };
                        let name = identity.server_name().or(identity.user()).unwrap_or_default();
                        format!("{tls} {name} {} certificates", identity.certificates().len())
                    }
                };
                text(&IDENTITY, request, move |_| {
                    let identity = identity.clone();
                    async move { Ok(identity) }
                })
            }
            "nothing" => run::<(), _>(&NOTHING, request, |_| async { Ok(()) }),
            "wait" => text(&WAIT, request, |args| async move {
                tokio::time::sleep(Duration::from_millis(args.number as u64)).await;
                Ok(args.text)
            }),
            "gate" => text(&GATE, request, move |args| {
                let state = Arc::clone(&state);
                async move {
                    state.gate.acquire().await.unwrap().forget();
                    state.notes.fetch_add(1, Ordering::SeqCst);
                    Ok(args.text)
                }
            }),
            "large" => text(&LARGE, request, |args| async move { Ok("x".repeat(args.number as usize)) }),
            "fail" => text(&FAIL, request, |args| async move { Err(Error::handler(args.text)) }),
            "overload" => text(&OVERLOAD, request, |_| async move { Err(Error::Overloaded) }),
            "panic" => text(&PANIC, request, |_| async move { nothing_but_panic() }),
            "panic_later" => text(&PANIC_LATER, request, |_| async move {
                tokio::task::yield_now().await;
                nothing_but_panic()
            }),
            "panic_on_drop" => text(&PANIC_ON_DROP, request, |args| Bomb(Some(args.text))),
            "panic_outside" => panic!("secret"),
            "note" => run::<(), _>(&NOTE, request, move |args| {
                let state = Arc::clone(&state);
                async move {
                    tokio::time::sleep(Duration::from_millis(args.number as u64)).await;
                    state.notes.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                }
            }),
            "note_and_fail" => run::<(), _>(&NOTE_AND_FAIL, request, move |args| {
                let state = Arc::clone(&state);
                async move {
                    state.notes.fetch_add(1, Ordering::SeqCst);
                    Err(Error::handler(args.text))
                }
            }),
            _ => request.unknown_method("Tests"),
        }
    }
}

/// Runs a method that returns a text.
pub(crate) fn text<Fut: Future<Output = Result<String>> + Send + 'static>(
    method: &'static MethodDescriptor,
    request: Request,
    body: impl Fn(Args) -> Fut,
) -> ResponseFuture {
    run(method, request, body)
}

fn run<T: Returned + 'static, Fut: Future<Output = Result<T>> + Send + 'static>(
    method: &'static MethodDescriptor,
    request: Request,
    body: impl Fn(Args) -> Fut,
) -> ResponseFuture {
    let method = ServedMethod::<Pairs, T, Error>::new(method);
    method.run(
        request,
        &method.handle(|(text, (number, ())), end| -> Handling {
            let result = body(Args { text, number });
            Box::pin(async move { end(result.await) })
        }),
    )
}

/// A handler's future that does its work, and panics when it is dropped.
struct Bomb(Option<String>);

impl Future for Bomb {
    type Output = Result<String>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Ok(self.0.take().unwrap_or_default()))
    }
}

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("secret");
    }
}

fn nothing_but_panic() -> Result<String> {
    panic!("secret")
}

/// Calls a method whose result is a text.
pub(crate) async fn call(channel: &Channel, method: &'static str, args: &Args) -> Result<String> {
    timeout(SOON, begin(channel, method, args)).await.expect("a result in time")
}

/// Begins to call a method whose result is a text.
pub(crate) fn begin(channel: &Channel, name: &str, args: &Args) -> CallFuture<String> {
    channel.call(method(name), (args.text.clone(), (args.number, ())))
}

/// Begins to send the oneway request `note`.
pub(crate) fn send_note(channel: &Channel, args: &Args) -> CallFuture<()> {
    channel.call(&NOTE, (args.text.clone(), (args.number, ())))
}
