//! What ten thousand idle connections take of a server's memory, as the operating system sees it:
//!
//! ```sh
//! ulimit -n 16384 && cargo test --release -p thrift-runtime --test idle -- --ignored --nocapture
//! ```
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use thrift_runtime::{Process, Request, ResponseFuture, Server};

const CONNECTIONS: usize = 10_000;

/// Most bytes for each.
const MOST: usize = 4096;

/// Longer than it takes a connection to find that it is idle.
const REST: Duration = Duration::from_secs(6);

/// A service without methods.
struct Nothing;

impl Process for Nothing {
    fn process(&self, request: Request) -> ResponseFuture {
        request.unknown_method("Nothing")
    }
}

/// The server, in a process of its own. It says where it is, and serves until it is killed.
#[test]
#[ignore = "the other test runs it"]
fn server() {
    if env::var_os("IDLE_SERVER").is_none() {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let server = Server::new(Nothing).bind("127.0.0.1:0").await.unwrap();
        println!("\nlistening on {}", server.local_addr());
        server.serve().await.unwrap();
    });
}

struct Running {
    child: Child,
    address: String,
    _stdout: BufReader<ChildStdout>,
}

impl Running {
    fn start() -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "server", "--ignored", "--nocapture"])
            .env("IDLE_SERVER", "1")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert_ne!(stdout.read_line(&mut line).unwrap(), 0, "the server has ended");
            if let Some(address) = line.trim().strip_prefix("listening on ") {
                break address.to_owned();
            }
        };
        Self { child, address, _stdout: stdout }
    }

    /// Bytes of memory that the process has.
    fn memory(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).expect("as many open files as `ulimit -n 16384` allows")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn call(client: &mut TcpStream) {
    client.write_all(b"\x80\x01\0\x01\0\0\0\x04call\0\0\0\x07\0").unwrap();
    assert_ne!(client.read(&mut [0; 100]).unwrap(), 0);
}

/// Bytes for each connection that has made so many calls.
fn each(calls: usize) -> usize {
    let server = Running::start();
    call(&mut server.connect());
    thread::sleep(REST);
    let before = server.memory();
    let mut clients: Vec<_> = (0..CONNECTIONS).map(|_| server.connect()).collect();
    for _ in 0..calls {
        clients.iter_mut().for_each(call);
    }
    thread::sleep(REST);
    (server.memory() - before) / CONNECTIONS
}

#[test]
#[ignore = "it takes minutes, and more files than a process usually may have"]
fn ten_thousand_idle_connections_take_little() {
    for calls in [0, 1, 5] {
        let bytes = each(calls);
        println!("{bytes} bytes each, {CONNECTIONS} connections after {calls} calls");
        if calls < 2 {
            assert!(bytes <= MOST, "{bytes} bytes after {calls} calls");
        }
    }
}
