//! Which request the thread at hand works on.

use std::cell::RefCell;
use std::mem;
use std::sync::Arc;

use tokio::time::Instant;

use crate::descriptor::MethodDescriptor;
use crate::message::Protocol;
use crate::metadata::Metadata;
use crate::service::Request;

use super::{Context, Source};

thread_local! {
    /// That of the handler that is being polled.
    static CURRENT: Current = const { Current { request: RefCell::new(None), context: RefCell::new(Context(None)) } };
}

/// The thread's scope, in two parts: a scope is entered just after it was written, in two parts as well, and one load of both
/// would wait until they have arrived.
struct Current {
    request: RefCell<Option<Request>>,
    context: RefCell<Context>,
}

/// What a [`Context`] is made of once somebody asks for it: most handlers do not, and it takes memory.
#[derive(Debug)]
pub(crate) struct Seed {
    pub(crate) method: &'static MethodDescriptor,
    pub(crate) source: Option<Arc<Source>>,
    pub(crate) protocol: Protocol,
    pub(crate) metadata: Metadata,
    pub(crate) deadline: Option<Instant>,
}

/// A request, and its context once somebody has asked for it; or a context alone, or nothing.
#[derive(Debug, Default)]
struct Scope {
    request: Option<Request>,
    context: Context,
}

impl Scope {
    /// Makes this the thread's scope for as long as `work` takes.
    #[inline(always)]
    fn enter<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.swap();
        let left = Leave(self);
        let result = work();
        drop(left);
        result
    }

    fn swap(&mut self) {
        // Where the thread is at its end, there is no scope any more.
        let _ = CURRENT.try_with(|current| {
            mem::swap(&mut *current.request.borrow_mut(), &mut self.request);
            mem::swap(&mut *current.context.borrow_mut(), &mut self.context);
        });
    }
}

/// Puts the thread's scope back, also where there is a panic.
struct Leave<'a>(&'a mut Scope);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.0.swap();
    }
}

/// The context at hand; an empty one where there is none.
pub(super) fn current() -> Context {
    let context = CURRENT.try_with(|current| {
        let mut context = current.context.borrow_mut();
        if context.is_empty()
            && let Some(seed) = current.request.borrow().as_ref().and_then(Request::seed)
        {
            *context = Context::new(seed);
        }
        context.clone()
    });
    context.unwrap_or_default()
}

/// Looks at the deadline and the metadata of the request at hand, without making a context of them. None where there is none.
pub(crate) fn inherited<R>(look: impl FnOnce(Option<Instant>, &Metadata) -> R) -> Option<R> {
    let looked = CURRENT.try_with(|current| match &*current.request.borrow() {
        Some(request) => Some(look(request.due(), request.metadata())),
        None => current.context.borrow().seed().map(|seed| look(seed.deadline, &seed.metadata)),
    });
    looked.unwrap_or_default()
}

/// Runs `work` in this context.
pub(super) fn enter<R>(context: &Context, work: impl FnOnce() -> R) -> R {
    Scope { request: None, context: context.clone() }.enter(work)
}

/// A handler's work on its request. Dropped before its [end](Self::end), it cancels the request's context.
#[derive(Debug)]
pub(crate) struct Term(Scope);

impl Term {
    pub(crate) fn new(request: Request) -> Self {
        Self(Scope { request: Some(request), context: Context::default() })
    }

    /// One step of the work: what runs meanwhile finds the request's context.
    #[inline]
    pub(crate) fn enter<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.0.enter(work)
    }

    /// Gives the request, and what goes back beside its response; once.
    #[inline]
    pub(crate) fn end(&mut self) -> Option<(Request, Metadata)> {
        let Scope { request, context } = mem::take(&mut self.0);
        Some((request?, context.end()))
    }
}

impl Drop for Term {
    #[inline]
    fn drop(&mut self) {
        self.0.context.cancel();
    }
}
