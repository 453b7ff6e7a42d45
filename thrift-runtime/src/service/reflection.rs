//! A server that says what it serves.

use std::fmt;
use std::sync::Arc;

use crate::descriptor::{FieldDescriptor, MethodDescriptor, Type};
use crate::error::Error;

use super::{End, Handle, Handling, Process, Request, ResponseFuture, SEPARATOR, ServedMethod};

/// The IDL of a server, for tools that ask for it: they need no file, only an address. Nobody is told unless you say so.
///
/// What they call is a method like any other, in any language, of the service [`Reflection::IDL`]:
///
/// ```text
/// service ThriftReflection {
///   string thrift_reflection_idl()
/// }
/// ```
///
/// ```no_run
/// # async fn example(users: impl thrift_runtime::Process) -> thrift_runtime::Result<()> {
/// use thrift_runtime::{Reflection, Server};
///
/// let reflection = Reflection::new("service UserService { string name(1: i32 id) }");
/// Server::new(reflection.around(users)).listen("127.0.0.1:9090").await
/// # }
/// ```
///
/// The text may be a file of yours, by `include_str!`; with the feature `dynamic`, `Reflection::of_service` writes it from a
/// service's descriptor, and `Schema::reflection` from any schema.
///
/// It is a processor by itself, for [`Multiplexed`](crate::Multiplexed), under the name [`Reflection::SERVICE`], and
/// [around](Self::around) another it answers this one method and leaves it all others.
#[derive(Clone)]
pub struct Reflection(Arc<String>);

/// The method, on its own, since a server may be asked for it by a client of any of its services.
static METHOD: MethodDescriptor = MethodDescriptor::new(
    Reflection::METHOD,
    ("thrift_reflection_idl_args", &[]),
    ("thrift_reflection_idl_result", &[FieldDescriptor::optional(0, "success", Type::String)]),
)
.of_service(Reflection::SERVICE);

static SERVED: ServedMethod<(), Arc<String>, Error> = ServedMethod::new(&METHOD);

impl Reflection {
    /// The service, as its clients read it.
    pub const IDL: &'static str = "service ThriftReflection {\n  string thrift_reflection_idl()\n}\n";
    /// The name of the service.
    pub const SERVICE: &'static str = "ThriftReflection";
    /// The name of its method. Behind [`around`](Self::around), a method of the same name is never called.
    pub const METHOD: &'static str = "thrift_reflection_idl";

    /// The one that answers with this text.
    pub fn new(idl: impl Into<String>) -> Self {
        Self(Arc::new(idl.into()))
    }

    /// The text that it answers with.
    pub fn idl(&self) -> &str {
        &self.0
    }

    /// Answers for itself, and lets `process` answer all else: a processor, or [`Multiplexed`](crate::Multiplexed) ones.
    pub fn around<P>(self, process: P) -> Reflected<P> {
        Reflected { reflection: self, process }
    }

    /// Whether a request is for it, with how many bytes of the method's name are that of the service.
    fn is_asked(request: &Request) -> Option<usize> {
        match request.method().split_once(SEPARATOR) {
            None if request.method() == Self::METHOD => Some(0),
            Some((Self::SERVICE, Self::METHOD)) => Some(Self::SERVICE.len() + SEPARATOR.len_utf8()),
            _ => None,
        }
    }

    fn answer(&self, request: Request) -> ResponseFuture {
        SERVED.run(request, self)
    }
}

impl Handle<(), Arc<String>, Error> for Reflection {
    fn handle(&self, (): (), end: End<Arc<String>, Error>) -> Handling {
        let idl = self.0.clone();
        Box::pin(async move { end(Ok(idl)) })
    }
}

impl Process for Reflection {
    fn process(&self, request: Request) -> ResponseFuture {
        match Self::is_asked(&request) {
            Some(prefix) => self.answer(request.without_prefix(prefix)),
            None => request.unknown_method(Self::SERVICE),
        }
    }
}

impl fmt::Debug for Reflection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reflection").field(&self.0).finish()
    }
}

/// A processor that also says what it serves, by [`Reflection::around`].
#[derive(Debug, Clone)]
pub struct Reflected<P> {
    reflection: Reflection,
    process: P,
}

impl<P: Process> Process for Reflected<P> {
    fn process(&self, request: Request) -> ResponseFuture {
        match Reflection::is_asked(&request) {
            Some(prefix) => self.reflection.answer(request.without_prefix(prefix)),
            None => self.process.process(request),
        }
    }
}

#[cfg(feature = "blocking")]
mod blocking {
    use super::{Reflected, Reflection, SERVED};
    use crate::service::blocking::{Process, unknown_method};
    use crate::service::{Request, Response};

    impl Reflection {
        fn answer_now(&self, request: Request) -> Response {
            SERVED.run_now(request, self)
        }
    }

    impl Process for Reflection {
        fn process(&self, request: Request) -> Response {
            match Self::is_asked(&request) {
                Some(prefix) => self.answer_now(request.without_prefix(prefix)),
                None => unknown_method(request, Self::SERVICE),
            }
        }
    }

    impl<P: Process> Process for Reflected<P> {
        fn process(&self, request: Request) -> Response {
            match Reflection::is_asked(&request) {
                Some(prefix) => self.reflection.answer_now(request.without_prefix(prefix)),
                None => self.process.process(request),
            }
        }
    }
}
