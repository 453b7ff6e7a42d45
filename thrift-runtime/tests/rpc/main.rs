//! Calls over sockets and in memory, between our client, our server, and bytes written by hand.
#![cfg(test)]

mod batches;
mod calls;
mod client;
mod connections;
mod dialects;
mod hostile;
mod order;
mod ordered;
mod reconnect;
mod retries;
mod server;
mod service;
mod shutdown;
mod unix;
mod wire;
