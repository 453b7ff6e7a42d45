//! Calls over sockets and in memory, between our client, our server, and bytes written by hand.
#![cfg(test)]

mod batches;
mod calls;
mod client;
mod dialects;
mod hostile;
mod odd_input;
mod order;
mod server;
mod service;
mod shutdown;
mod wire;
