//! What a channel sends beside its requests.

use tokio::time::Instant;

use crate::context::inherited;
use crate::error::ProtocolError;
use crate::metadata::Metadata;

/// What a channel sends beside its requests, where its dialect carries it.
#[derive(Debug, Clone, Default)]
pub(super) struct Baggage {
    own: Metadata,
    /// Keys of the metadata of the request at hand that are sent on.
    forward: Vec<String>,
    /// What was wrong with a pair: calls fail with it.
    broken: Option<ProtocolError>,
}

impl Baggage {
    pub(super) fn insert(&mut self, key: String, value: String) {
        if let Err(error) = self.own.insert(key, value) {
            self.broken.get_or_insert(error);
        }
    }

    pub(super) fn forward<K: Into<String>>(&mut self, keys: impl IntoIterator<Item = K>) {
        self.forward = keys.into_iter().map(Into::into).collect();
    }

    /// The deadline that a call which begins here inherits, and what a channel with this sends beside its request, which has
    /// `metadata` already.
    #[inline]
    pub(super) fn beside(
        baggage: Option<&Self>,
        metadata: Metadata,
    ) -> (Option<Instant>, Result<Metadata, ProtocolError>) {
        match baggage {
            None => (inherited(|deadline, _| deadline).flatten(), Ok(metadata)),
            Some(baggage) => baggage.beside_others(metadata),
        }
    }

    fn beside_others(&self, mut metadata: Metadata) -> (Option<Instant>, Result<Metadata, ProtocolError>) {
        let mut add = |received: &Metadata| self.add_to(&mut metadata, received);
        let inherited = inherited(|deadline, received| (deadline, add(received)));
        let (deadline, added) = inherited.unwrap_or_else(|| (None, add(&Metadata::new())));
        (deadline, added.map(|()| metadata))
    }

    /// Adds it to what a request has already, which comes first; `received` came with the request at hand.
    fn add_to(&self, metadata: &mut Metadata, received: &Metadata) -> Result<(), ProtocolError> {
        if let Some(error) = &self.broken {
            return Err(error.clone());
        }
        if metadata.is_empty() {
            // Most often, there is no more to it.
            *metadata = self.own.clone();
        }
        let forwarded = received.iter().filter(|(key, _)| self.forwards(key));
        for (key, value) in self.own.iter().chain(forwarded) {
            if metadata.get(key).is_none() {
                metadata.insert(key, value)?;
            }
        }
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty() && self.forward.is_empty() && self.broken.is_none()
    }

    fn forwards(&self, key: &str) -> bool {
        self.forward.iter().any(|known| match known.strip_suffix('*') {
            None => known.eq_ignore_ascii_case(key),
            Some(start) => key.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_received_is_sent_on_by_name_or_by_its_start() {
        let mut received = Metadata::new();
        for key in ["trace", "Trace-Id", "rpc-persist-user", "RPC-PERSIST-", "rpc-persis", "secret", "own"] {
            received.insert(key, "received").unwrap();
        }
        let mut baggage = Baggage::default();
        baggage.forward(["TRACE", "rpc-persist-*", "own"]);
        baggage.insert("own".to_owned(), "own".to_owned());
        let mut sent = Metadata::new();
        baggage.add_to(&mut sent, &received).unwrap();
        let sent: Vec<_> = sent.iter().collect();
        let expected =
            [("own", "own"), ("trace", "received"), ("rpc-persist-user", "received"), ("RPC-PERSIST-", "received")];
        assert_eq!(sent, expected);
    }
}
