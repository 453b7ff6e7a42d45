//! Calls over sockets and in memory, between our client, our server, and bytes written by hand.
#![cfg(test)]

mod calls;
mod service;
