//! What a connection holds while it waits.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use thrift_runtime::{Channel, Error, MethodDescriptor, Process, Request, ResponseFuture, Server};
use tokio::runtime::{Builder, Runtime};

use crate::allocator::count;

/// Most bytes that a connection may hold, all that tokio has for it included.
const MOST: isize = 4096;

/// The operating system lets a process have a thousand files, with both ends of each connection.
const CONNECTIONS: usize = 200;

/// A service without methods.
struct Nothing;

impl Process for Nothing {
    fn process(&self, request: Request) -> ResponseFuture {
        request.unknown_method("Nothing")
    }
}

/// A server, in this thread, of which the allocator counts what it holds.
pub(crate) struct Served {
    runtime: Runtime,
    pub(crate) address: SocketAddr,
}

impl Served {
    pub(crate) fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        let server = runtime.block_on(Server::new(Nothing).bind("127.0.0.1:0")).unwrap();
        let address = server.local_addr();
        runtime.spawn(server.serve());
        Self { runtime, address }
    }

    /// Lets the server work until it has nothing to do, and for this long afterwards.
    pub(crate) fn run(&self, time: Duration) {
        self.runtime.block_on(async { tokio::time::sleep(time).await });
    }

    /// Connects, and makes so many calls, one after the other, each of so many bytes.
    fn clients(&self, calls: usize, size: usize) -> Vec<TcpStream> {
        let mut clients = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            clients.push(TcpStream::connect(self.address).unwrap());
            // Lets it in, before the backlog is full.
            self.run(Duration::from_millis(1));
        }
        let mut call = b"\x80\x01\0\x01\0\0\0\x04call\0\0\0\x07\x0b\0\x01".to_vec();
        call.extend((size as u32).to_be_bytes());
        call.resize(call.len() + size, b'x');
        call.push(0);
        for _ in 0..calls {
            for client in &mut clients {
                client.write_all(&call).unwrap();
            }
            self.run(Duration::from_millis(10));
            for client in &mut clients {
                client.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                assert_eq!(client.read(&mut [0; 1000]).unwrap(), 61);
            }
        }
        clients
    }
}

/// Bytes that each connection holds which has made so many calls of this size, after this time.
fn held(calls: usize, size: usize, time: Duration) -> isize {
    let served = Served::new();
    // Whatever is made once is made.
    drop(served.clients(3, size));
    served.run(Duration::from_secs(10));
    let (clients, counted) = count(|| {
        let clients = served.clients(calls, size);
        served.run(time);
        clients
    });
    drop(clients);
    counted.now / CONNECTIONS as isize
}

#[test]
fn a_connection_that_waits_holds_little() {
    for (calls, size) in [(0, 0), (1, 10), (10, 10), (10, 1000), (3, 20_000)] {
        let bytes = held(calls, size, Duration::from_secs(10));
        println!("{bytes} after {calls} calls of {size}");
        assert!(bytes <= MOST, "{bytes} bytes after {calls} calls of {size}");
    }
}

/// Small calls take no buffer, not even for a moment.
#[test]
fn a_connection_that_says_little_holds_little_at_once() {
    let bytes = held(10, 100, Duration::ZERO);
    println!("{bytes}");
    assert!(bytes <= MOST, "{bytes} bytes");
}

/// A method that the service does not have.
static METHOD: MethodDescriptor = MethodDescriptor::new("call", ("args", &[]), ("result", &[]));

/// The other end, of which a program may have as many.
#[test]
fn a_channel_that_waits_holds_little() {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let server = Server::new(Nothing).bind("127.0.0.1:0").await.unwrap();
            tell.send(server.local_addr()).unwrap();
            server.serve().await.unwrap();
        });
    });
    let address = told.recv().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let connect = async |channels: usize| {
        let mut all = Vec::with_capacity(channels);
        for _ in 0..channels {
            let channel = Channel::connect(address).await.unwrap();
            let answer: Result<(), Error> = channel.call(&METHOD, ()).await;
            assert!(matches!(answer, Err(Error::Application(_))), "{answer:?}");
            all.push(channel);
        }
        all
    };
    // Whatever is made once is made.
    drop(runtime.block_on(connect(3)));
    let (channels, counted) = count(|| runtime.block_on(connect(CONNECTIONS)));
    drop(channels);
    let bytes = counted.now / CONNECTIONS as isize;
    println!("{bytes}");
    assert!(bytes <= MOST, "{bytes} bytes");
}
