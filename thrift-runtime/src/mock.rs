//! Services for tests, of which the test says what they answer.

use std::collections::VecDeque;
use std::fmt;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};

use crate::error::Error;
use crate::sync::lock;

/// A method of a mock: what it answers, and with which arguments it was called. Clones are the same method.
///
/// `A` is the argument, or a tuple of them; `()` where there are none. Before anything is said of what it answers, a call fails
/// with an error that says so.
///
/// ```
/// # use thrift_runtime::{Error, MockMethod};
/// # async fn example(get_user: MockMethod<i32, String, Error>) {
/// get_user.returns("Ada".to_owned());
/// get_user.answers(|id| Ok(format!("user {id}")));
/// get_user.returns_once("Grace".to_owned());
/// assert_eq!(get_user.call(7).await.unwrap(), "Grace");
/// assert_eq!(get_user.call(8).await.unwrap(), "user 8");
/// assert_eq!(get_user.calls(), [7, 8]);
/// # }
/// ```
pub struct MockMethod<A, T, E>(Arc<Mutex<State<A, T, E>>>);

type Answer<A, T, E> = Box<dyn FnMut(A) -> Result<T, E> + Send>;

struct State<A, T, E> {
    name: &'static str,
    /// For one call each.
    next: VecDeque<Result<T, E>>,
    /// For all the others.
    always: Option<Answer<A, T, E>>,
    calls: Vec<A>,
}

impl<A, T, E> MockMethod<A, T, E> {
    #[doc(hidden)]
    pub fn new(name: &'static str) -> Self {
        Self(Arc::new(Mutex::new(State { name, next: VecDeque::new(), always: None, calls: Vec::new() })))
    }

    /// Answers each call with this value.
    pub fn returns(&self, value: T) -> &Self
    where
        T: Clone + Send + 'static,
    {
        self.answers(move |_| Ok(value.clone()))
    }

    /// Answers one call with this value: after those to which that has been said before, and before all others.
    pub fn returns_once(&self, value: T) -> &Self {
        lock(&self.0).next.push_back(Ok(value));
        self
    }

    /// Answers each call with what this makes of the arguments.
    pub fn answers(&self, answer: impl FnMut(A) -> Result<T, E> + Send + 'static) -> &Self {
        lock(&self.0).always = Some(Box::new(answer));
        self
    }

    /// Answers each call with this exception, or another error of the method.
    pub fn throws(&self, error: impl Into<E> + Clone + Send + 'static) -> &Self {
        self.answers(move |_| Err(error.clone().into()))
    }

    /// Answers one call with this exception or error, as [`returns_once`](Self::returns_once) does with a value.
    pub fn throws_once(&self, error: impl Into<E>) -> &Self {
        lock(&self.0).next.push_back(Err(error.into()));
        self
    }

    /// The arguments of all calls so far, in their order.
    pub fn calls(&self) -> Vec<A>
    where
        A: Clone,
    {
        lock(&self.0).calls.clone()
    }

    /// Forgets the calls so far, and what to answer.
    pub fn reset(&self) {
        let state = &mut *lock(&self.0);
        state.next.clear();
        state.always = None;
        state.calls.clear();
    }
}

impl<A: Clone, T, E: From<Error>> MockMethod<A, T, E> {
    /// Calls the method.
    pub fn call(&self, args: A) -> Ready<Result<T, E>> {
        let state = &mut *lock(&self.0);
        state.calls.push(args.clone());
        ready(match (state.next.pop_front(), &mut state.always) {
            (Some(outcome), _) => outcome,
            (None, Some(answer)) => answer(args),
            (None, None) => {
                let message = format!("the mock of `{}` was called, and nobody has said what it answers", state.name);
                Err(Error::handler(message).into())
            }
        })
    }
}

impl<A, T, E> Clone for MockMethod<A, T, E> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<A: fmt::Debug, T, E> fmt::Debug for MockMethod<A, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = lock(&self.0);
        f.debug_struct("MockMethod").field("name", &state.name).field("calls", &state.calls).finish_non_exhaustive()
    }
}
