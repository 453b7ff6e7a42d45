//! What comes beside answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use thrift_rs::{Channel, Response};
use tower::util::MapResponseLayer;

/// The pairs beside the last answer of a channel.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beside(Arc<Mutex<HashMap<String, String>>>);

impl Beside {
    /// The channel, and those of the pairs beside its answers whose keys begin with `prefix`.
    pub(crate) fn answers_of(channel: Channel, prefix: &'static str) -> (Channel, Self) {
        let beside = Self::default();
        let seen = beside.clone();
        let channel = channel.layer(MapResponseLayer::new(move |response: Response| {
            let pairs = response.metadata().iter().filter(|(key, _)| key.starts_with(prefix));
            *seen.0.lock().unwrap_or_else(PoisonError::into_inner) = owned(pairs);
            response
        }));
        (channel, beside)
    }

    pub(crate) fn pairs(&self) -> HashMap<String, String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

pub(crate) fn owned<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> HashMap<String, String> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
