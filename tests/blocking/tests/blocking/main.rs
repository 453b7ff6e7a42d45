//! Services on plain threads: what the macro makes of them, over real sockets.
#![cfg(test)]

mod both_sides;
mod calls;
mod client;
mod handler;
mod hostile;
mod reflection;
mod server;
mod wire;
mod written;
