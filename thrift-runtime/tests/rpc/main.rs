//! Calls over sockets and in memory, between our client, our server, and bytes written by hand.
#![cfg(test)]

mod batches;
mod calls;
mod client;
mod connections;
mod context;
mod dialects;
mod headers;
mod hostile;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "json")]
mod json;
mod layers;
mod limits;
mod listeners;
mod lone;
mod multiplexed;
mod odd_input;
mod order;
mod ordered;
mod patience;
mod reconnect;
mod reflection;
mod retries;
mod sasl;
mod server;
mod service;
mod shutdown;
#[cfg(feature = "tls")]
mod tls;
mod tracing;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod unix_client;
mod wire;
#[cfg(feature = "zlib")]
mod zlib;
