//! Calls, and what they come to.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use thrift_rs::blocking::{Channel, Multiplexed, Server};
use thrift_rs::{ApplicationErrorKind, Error, Protocol, Transport};
use thrift_rs_test_blocking::base::{Away, Point, base};
use thrift_rs_test_blocking::other::other;
use thrift_rs_test_blocking::user_service::{self, GetUserError, blocking};
use thrift_rs_test_blocking::{Locked, NotFound, User};

use crate::handler::{Users, serve, servers};

fn name_of(users: &impl blocking::Iface) -> String {
    users.get_user(9).expect("a user").name
}

/// Code against the trait runs on whatever implements it, behind `dyn` too.
#[test]
fn handler_client_and_pointers_are_all_the_service() {
    for server in servers() {
        let client = blocking::Client::connect_(server.address).unwrap();
        assert_eq!(name_of(&client), "user 9");
        assert_eq!(name_of(&Box::new(&client)), "user 9");
        assert_eq!(name_of(&server.users), "user 9");
        let anyone: Arc<dyn blocking::Iface> = Arc::new(client);
        assert_eq!(name_of(&anyone), "user 9");
        let nested = blocking::Processor::new(anyone);
        assert_eq!(format!("{nested:?}"), "Processor(UserService)");
    }
}

#[test]
fn exceptions_are_those_of_the_async_side_and_other_errors_arrive_as_what_they_are() {
    for server in servers() {
        let client = blocking::Client::connect_(server.address).unwrap();
        let error: user_service::GetUserError = client.get_user(1).unwrap_err();
        assert!(matches!(error, GetUserError::NotFound(NotFound { message }) if message == "one"));
        let Err(GetUserError::Locked(locked)) = client.get_user(2) else { panic!("not locked") };
        assert_eq!(*locked, Locked { until: 7, ..Locked::default() });
        let application = |error| match error {
            Error::Application(error) => (error.kind, error.message),
            other => panic!("{other:?}"),
        };
        let Err(GetUserError::Rpc(error)) = client.get_user(3) else { panic!("no error") };
        let internal = ApplicationErrorKind::INTERNAL_ERROR;
        assert_eq!(application(error), (internal, "internal error in `getUser`: three".into()));
        assert_eq!(application(client.fail(1).unwrap_err()), (internal, "the handler of `fail` panicked".into()));
        assert_eq!(client.get_user(7).unwrap(), User { id: 7, name: "user 7".into() });
    }
}

#[test]
fn arguments_go_by_their_names_and_defaults_and_inherited_methods_reach_their_handler() {
    for server in servers() {
        let client = blocking::Client::connect_(server.address).unwrap();
        let found = client.find("a".into(), 2, "b".into()).unwrap();
        assert_eq!(found, [0, 1].map(|id| User { id, name: "ab".into() }));
        client.rename("new".into(), 5).unwrap();
        assert_eq!(*server.users.notes.lock().unwrap(), ["5 new"]);
        client.ping().unwrap();
        assert_eq!(client.r#move(Point { x: 1 }).unwrap(), Point { x: 2 });
        let away = base::blocking::Client::connect(server.address).unwrap().r#move(Point { x: -1 }).unwrap_err();
        assert!(matches!(away, base::MoveError::Away(Away { r#where: Point { x: -1 } })));
        #[allow(deprecated)]
        let kind = client.connect(3).unwrap();
        assert_eq!(kind, 3);
    }
}

#[test]
fn oneway_and_unknown_methods_leave_the_connection_to_the_next_call() {
    for server in servers() {
        let channel = Channel::connect(server.address).unwrap();
        let client = blocking::Client::new(channel.clone());
        client.note("first".into()).unwrap();
        assert_eq!(client.echo("after".into()).unwrap(), "after");
        assert_eq!(*server.users.notes.lock().unwrap(), ["first"]);
        let error = other::blocking::Client::new(channel).twice(2).unwrap_err();
        let Error::Application(error) = error else { panic!("{error:?}") };
        assert_eq!(error.kind, ApplicationErrorKind::UNKNOWN_METHOD);
        assert_eq!(error.message, "`Base` has no method `twice`");
        assert_eq!(client.echo("after that".into()).unwrap(), "after that");
    }
}

#[test]
fn every_dialect_is_answered_in_kind() {
    #[cfg_attr(not(feature = "json"), allow(unused_mut, reason = "there is no third one"))]
    let mut protocols = vec![Protocol::Binary, Protocol::Compact];
    #[cfg(feature = "json")]
    protocols.push(Protocol::Json);
    for server in servers() {
        for transport in [Transport::Unframed, Transport::Framed, Transport::Header, Transport::TtHeader] {
            for &protocol in &protocols {
                #[cfg(feature = "json")]
                if protocol == Protocol::Json && matches!(transport, Transport::Header | Transport::TtHeader) {
                    continue;
                }
                let channel = Channel::builder(server.address).transport(transport).protocol(protocol);
                let client = blocking::Client::new(channel.connect().unwrap());
                let text = "long".repeat(50_000);
                assert_eq!(client.echo(text.clone()).unwrap(), text, "{transport:?} {protocol:?}");
                client.note("once".into()).unwrap();
                assert!(matches!(client.get_user(1), Err(GetUserError::NotFound(_))));
            }
        }
    }
}

#[test]
fn a_handler_knows_its_request() {
    for server in servers() {
        let channel = Channel::builder(server.address).transport(Transport::Framed).connect().unwrap();
        let text = blocking::Client::new(channel).echo("who calls?".into()).unwrap();
        assert!(
            text.starts_with("UserService.echo of Some(127.0.0.1:") && text.ends_with(" in Some(Framed)"),
            "{text}"
        );
    }
    assert!(thrift_rs::Context::current().is_empty());
}

struct Twice;

impl other::blocking::Iface for Twice {
    fn twice(&self, number: i32) -> thrift_rs::Result<i32> {
        Ok(2 * number)
    }
}

#[test]
fn several_services_share_a_port() {
    let services = Multiplexed::new()
        .service("UserService", blocking::Processor::new(Users::default()))
        .service("Other", other::blocking::Processor::new(Twice));
    let server = Server::new(services).workers(1).bind("127.0.0.1:0").unwrap();
    let (address, shutdown) = (server.local_addr(), server.shutdown_handle());
    let serving = thread::spawn(|| server.serve());
    let channel = Channel::connect(address).unwrap();
    let users = blocking::Client::new(channel.multiplexed("UserService"));
    assert_eq!(users.get_user(4).unwrap().name, "user 4");
    let others = other::blocking::Client::new(channel.multiplexed("Other"));
    assert_eq!(others.twice(4).unwrap(), 8);
    for (name, message) in [
        (channel.clone(), "`twice` was called without"),
        (channel.multiplexed("No"), "there is no service for `No:twice`"),
    ] {
        let error = other::blocking::Client::new(name).twice(4).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }
    drop((channel, users, others));
    shutdown.shutdown();
    serving.join().unwrap().unwrap();
}

/// Threads send and receive for each other over one connection; each gets its own answer.
#[test]
fn many_threads_share_a_connection() {
    for server in servers() {
        let client = blocking::Client::connect_(server.address).unwrap();
        thread::scope(|scope| {
            for thread in 0..8 {
                let client = &client;
                scope.spawn(move || {
                    for call in 0..200 {
                        let text = format!("{thread} {call}");
                        if call % 7 == 0 {
                            client.note(text.clone()).unwrap();
                        }
                        assert_eq!(client.echo(text.clone()).unwrap(), text);
                    }
                });
            }
        });
        assert_eq!(server.users.notes.lock().unwrap().len(), 8 * 29);
    }
}

#[test]
fn a_late_answer_reaches_nobody_and_the_connection_lives_on() {
    for server in servers() {
        let client = blocking::Client::connect_(server.address).unwrap();
        let start = Instant::now();
        let error = client.with_timeout(Duration::from_millis(50)).sleep(200, "late".into()).unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
        assert!(!error.is_retriable());
        assert!((50..150).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
        // Behind the late one, on the same connection.
        assert_eq!(client.sleep(1, "next".into()).unwrap(), "next");
        assert!(start.elapsed() >= Duration::from_millis(200));
    }
}

#[test]
fn a_client_that_is_deep_in_calls_uses_more_connections_where_it_may() {
    let server = serve(|server| server.workers(4));
    let channel = Channel::builder(server.address).connections(4).connect().unwrap();
    let client = blocking::Client::new(channel);
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.sleep(200, "side by side".into()).unwrap());
        }
    });
    assert!(start.elapsed() < Duration::from_millis(600), "{:?}", start.elapsed());
}
