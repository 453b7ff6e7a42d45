//! What a server does with many clients, slow ones, and too many.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::thread;
use std::time::{Duration, Instant};

use thrift_rs::Error;
use thrift_rs::blocking::Server;
use thrift_rs_test_blocking::user_service::blocking::Client;

use crate::handler::{serve, servers};
use crate::wire::{Peer, echo, sleep};

#[test]
fn pipelined_requests_are_answered_in_order() {
    for server in servers() {
        let mut peer = Peer::connect(server.address);
        let requests: Vec<u8> = (1..=500).flat_map(|id| echo(id, &format!("text {id}"))).collect();
        peer.write(&requests);
        for id in 1..=500 {
            let reply = peer.read().unwrap();
            assert_eq!((reply.kind, reply.id, reply.text), (2, id, format!("text {id}")));
        }
    }
}

#[test]
fn a_message_may_come_byte_by_byte() {
    for server in servers() {
        let mut peer = Peer::connect(server.address);
        for byte in echo(1, "slow") {
            peer.write(&[byte]);
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(peer.read().unwrap().text, "slow");
    }
}

/// Idle connections, and clients in the middle of a message, are with no worker.
#[test]
fn more_connections_than_workers_are_served() {
    let server = serve(|server| server.workers(2));
    let mut idle: Vec<Peer> = (0..50).map(|_| Peer::connect(server.address)).collect();
    let request = echo(1, "late");
    let (start, end) = request.split_at(request.len() / 2);
    for peer in &mut idle[..25] {
        peer.write(start);
    }
    let client = Client::connect_(server.address).unwrap();
    for _ in 0..10 {
        assert_eq!(client.with_timeout(Duration::from_secs(5)).echo("served".into()).unwrap(), "served");
    }
    for peer in &mut idle[..25] {
        peer.write(end);
        assert_eq!(peer.read().unwrap().text, "late");
    }
    for peer in &mut idle[25..] {
        assert_eq!(peer.ask(&request).text, "late");
    }
}

/// A client that does not read its answers holds no worker either, and is let go of.
#[test]
fn a_client_that_does_not_read_keeps_nobody_waiting() {
    for settings in [(|server| server.workers(1)) as fn(Server) -> Server, Server::thread_per_connection] {
        let server = serve(|server| settings(server).write_timeout(Duration::from_millis(500)));
        let mut deaf = Peer::connect(server.address);
        // Small enough to be taken, while the answers together are more than sockets hold.
        let request = echo(1, &"x".repeat(100_000));
        let writer = deaf.0.try_clone().unwrap();
        let writing = thread::spawn(move || {
            let mut writer = writer;
            // It fails when the server has had enough.
            (0..1000).take_while(|_| writer.write_all(&request).is_ok()).count()
        });
        let client = Client::connect_(server.address).unwrap().with_timeout(Duration::from_secs(5));
        for _ in 0..20 {
            assert_eq!(client.echo("served".into()).unwrap(), "served");
        }
        assert!(writing.join().unwrap() < 1000);
        drop(deaf.0.read(&mut [0; 16]));
    }
}

#[test]
fn what_is_beyond_the_queue_is_told_at_once() {
    let server = serve(|server| server.workers(1).max_queued(1));
    let mut busy = Peer::connect(server.address);
    busy.write(&sleep(1, 600, "busy"));
    thread::sleep(Duration::from_millis(100));
    let mut queued = Peer::connect(server.address);
    queued.write(&echo(2, "queued"));
    thread::sleep(Duration::from_millis(100));
    let client = Client::connect_(server.address).unwrap();
    let start = Instant::now();
    let error = client.echo("too much".into()).unwrap_err();
    assert!(matches!(error, Error::Overloaded), "{error:?}");
    assert!(error.is_retriable());
    // Dropped, and no answer to it comes before the next one.
    client.note("dropped".into()).unwrap();
    assert!(matches!(client.echo("still too much".into()), Err(Error::Overloaded)));
    assert!(start.elapsed() < Duration::from_millis(300));
    assert_eq!(busy.read().unwrap().text, "busy");
    assert_eq!(queued.read().unwrap().text, "queued");
    assert_eq!(client.echo("now".into()).unwrap(), "now");
    assert!(server.users.notes.lock().unwrap().is_empty());
}

#[test]
fn connections_beyond_the_limit_wait_until_others_have_gone() {
    for settings in [(|server| server) as fn(Server) -> Server, Server::thread_per_connection] {
        let server = serve(|server| settings(server).max_connections(2));
        let mut peers = [Peer::connect(server.address), Peer::connect(server.address)];
        for peer in &mut peers {
            assert_eq!(peer.ask(&echo(1, "in")).text, "in");
        }
        let mut late = Peer::connect(server.address);
        late.write(&echo(1, "late"));
        late.0.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        assert!(late.read().is_none());
        drop(peers);
        let mut late = Peer::new(late.0);
        assert_eq!(late.read().unwrap().text, "late");
    }
}

#[test]
fn slow_messages_and_idle_connections_end() {
    for settings in [(|server| server) as fn(Server) -> Server, Server::thread_per_connection] {
        let patience = Duration::from_millis(200);
        let server = serve(|server| settings(server).message_timeout(patience));
        let mut slow = Peer::connect(server.address);
        let start = Instant::now();
        slow.write(&echo(1, "first"));
        slow.write(&echo(2, "second")[..10]);
        assert_eq!(slow.read().unwrap().text, "first");
        assert!(slow.is_closed());
        assert!((150..2000).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
        // An idle one is not waited for to do anything.
        let mut idle = Peer::connect(server.address);
        thread::sleep(2 * patience);
        assert_eq!(idle.ask(&echo(1, "awake")).text, "awake");

        let server = serve(|server| settings(server).idle_timeout(patience));
        let mut idle = Peer::connect(server.address);
        for _ in 0..3 {
            thread::sleep(patience / 2);
            assert_eq!(idle.ask(&echo(1, "awake")).text, "awake");
        }
        let start = Instant::now();
        assert!(idle.is_closed());
        assert!((150..2000).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
    }
}

/// What has arrived is answered, and then every connection ends; nobody is let in any more.
#[test]
fn a_shutdown_drains() {
    for settings in [(|server| server.workers(1)) as fn(Server) -> Server, Server::thread_per_connection] {
        let server = serve(settings);
        let address = server.address;
        let mut idle = Peer::connect(address);
        assert_eq!(idle.ask(&echo(1, "in")).text, "in");
        let mut busy = Peer::connect(address);
        busy.write(&[sleep(1, 300, "busy"), echo(2, "behind")].concat());
        let mut partial = Peer::connect(address);
        partial.write(&echo(3, "never")[..9]);
        thread::sleep(Duration::from_millis(100));
        let start = Instant::now();
        drop(server);
        assert!((100..2000).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
        assert_eq!(busy.read().unwrap().text, "busy");
        assert_eq!(busy.read().unwrap().text, "behind");
        assert!(busy.is_closed());
        assert!(idle.is_closed());
        assert!(partial.is_closed());
        assert!(std::net::TcpStream::connect(address).is_err());
    }
}

#[test]
fn a_shutdown_does_not_wait_for_ever() {
    for settings in [(|server| server.workers(1)) as fn(Server) -> Server, Server::thread_per_connection] {
        let server = serve(|server| settings(server).shutdown_timeout(Duration::from_millis(100)));
        let mut busy = Peer::connect(server.address);
        busy.write(&sleep(1, 1500, "busy"));
        thread::sleep(Duration::from_millis(100));
        let start = Instant::now();
        drop(server);
        assert!(start.elapsed() < Duration::from_millis(1000), "{:?}", start.elapsed());
    }
}

#[test]
fn a_half_closed_connection_gets_its_answers() {
    for server in servers() {
        let mut peer = Peer::connect(server.address);
        peer.write(&[echo(1, "one"), sleep(2, 50, "two")].concat());
        peer.0.shutdown(Shutdown::Write).unwrap();
        assert_eq!(peer.read().unwrap().text, "one");
        assert_eq!(peer.read().unwrap().text, "two");
        assert!(peer.is_closed());
    }
}

#[cfg(unix)]
#[test]
fn unix_sockets_come_and_go_with_their_servers() {
    use thrift_rs_test_blocking::user_service::blocking::Processor;

    let folder = std::env::temp_dir().join(format!("thrift-rs-blocking-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("users.sock");
    for settings in [(|server| server) as fn(Server) -> Server, Server::thread_per_connection] {
        let users = std::sync::Arc::new(crate::handler::Users::default());
        // One that is gone has left its socket there.
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        let server = settings(Server::new(Processor::new(users))).bind_unix(&path).unwrap();
        let again = Server::new(Processor::new(crate::handler::Users::default())).bind_unix(&path).unwrap_err();
        assert!(again.to_string().contains("binding the unix socket"), "{again}");
        let (address, shutdown) = (server.local_addr(), server.shutdown_handle());
        let serving = thread::spawn(|| server.serve());
        let client = Client::connect_(&address).unwrap();
        assert_eq!(client.echo("by a path".into()).unwrap(), "by a path");
        drop(client);
        shutdown.shutdown();
        serving.join().unwrap().unwrap();
        assert!(!path.exists());
    }
    std::fs::remove_dir(folder).unwrap();
}
