//! Which request the thread at hand works on.

use std::cell::RefCell;
use std::mem;
use std::sync::Arc;

use tokio::time::Instant;

use crate::descriptor::MethodDescriptor;
use crate::message::Protocol;
use crate::metadata::Metadata;

use super::{Context, Source};

thread_local! {
    /// That of the handler that is being polled.
    static CURRENT: RefCell<Scope> = const { RefCell::new(Scope::None) };
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

#[derive(Debug, Default)]
enum Scope {
    #[default]
    None,
    Seed(Seed),
    Made(Context),
}

impl Scope {
    /// Makes this the thread's scope for as long as `work` takes.
    fn enter<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.swap();
        let left = Leave(self);
        let result = work();
        drop(left);
        result
    }

    fn swap(&mut self) {
        // Where the thread is at its end, there is no scope any more.
        let _ = CURRENT.try_with(|current| mem::swap(&mut *current.borrow_mut(), self));
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
        let current = &mut *current.borrow_mut();
        if let Scope::Seed(_) = current
            && let Scope::Seed(seed) = mem::take(current)
        {
            *current = Scope::Made(Context::new(seed));
        }
        match current {
            Scope::Made(context) => context.clone(),
            Scope::None | Scope::Seed(_) => Context::default(),
        }
    });
    context.unwrap_or_default()
}

/// Looks at the deadline and the metadata of the request at hand, without making a context of them. None where there is none.
pub(crate) fn inherited<R>(look: impl FnOnce(Option<Instant>, &Metadata) -> R) -> Option<R> {
    let looked = CURRENT.try_with(|current| match &*current.borrow() {
        Scope::None => None,
        Scope::Seed(seed) => Some(look(seed.deadline, &seed.metadata)),
        Scope::Made(context) => context.seed().map(|seed| look(seed.deadline, &seed.metadata)),
    });
    looked.unwrap_or_default()
}

/// Runs `work` in this context.
pub(super) fn enter<R>(context: &Context, work: impl FnOnce() -> R) -> R {
    Scope::Made(context.clone()).enter(work)
}

/// A handler's work on its request. Dropped before its [end](Self::end), it cancels the request's context.
#[derive(Debug)]
pub(crate) struct Term(Scope);

impl Term {
    pub(crate) fn new(seed: Seed) -> Self {
        Self(Scope::Seed(seed))
    }

    /// One step of the work: what runs meanwhile finds the request's context.
    pub(crate) fn enter<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.0.enter(work)
    }

    /// Gives what goes back beside the response.
    pub(crate) fn end(mut self) -> Metadata {
        match mem::take(&mut self.0) {
            Scope::Made(context) => context.end(),
            Scope::None | Scope::Seed(_) => Metadata::new(),
        }
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        if let Scope::Made(context) = &self.0 {
            context.cancel();
        }
    }
}
