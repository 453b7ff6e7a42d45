//! The connections of a channel.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::client::settings::Settings;

use super::connection::Connection;

/// What the clones of a channel share: its connections.
#[derive(Debug)]
pub(super) struct Pool {
    first: Connection,
    others: Box<[Connection]>,
    /// Counts calls, so that connections that stand alike take turns.
    turn: AtomicUsize,
}

impl Pool {
    /// Without a connection yet.
    pub(super) fn new(settings: Settings) -> Self {
        let settings = Arc::new(settings);
        let connection = || Connection::new(Arc::clone(&settings));
        Self {
            first: connection(),
            others: (1..settings.connections()).map(|_| connection()).collect(),
            turn: AtomicUsize::new(0),
        }
    }

    pub(super) fn settings(&self) -> &Settings {
        self.first.settings()
    }

    pub(super) fn first(&self) -> &Connection {
        &self.first
    }

    fn get(&self, number: usize) -> &Connection {
        match number.checked_sub(1).and_then(|number| self.others.get(number)) {
            Some(other) => other,
            None => &self.first,
        }
    }

    /// The connection for the next call.
    pub(super) fn choose(&self) -> &Connection {
        if self.others.is_empty() {
            return &self.first;
        }
        let connections = self.others.len() + 1;
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let numbers = (0..connections).map(|number| turn.wrapping_add(number) % connections);
        let best = numbers.min_by_key(|&number| self.get(number).rank());
        self.get(best.unwrap_or_default())
    }
}
