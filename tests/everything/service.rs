use std::sync::{Arc, Mutex};
use std::time::Duration;

use everything::{ChoiceError, FailsError, Iface, ScalarsError, VariantsError};
use thrift_rs::{ApplicationErrorKind, Channel, Error, Protocol, ResultExt, Server};

use super::*;

#[derive(Default)]
struct Handler {
    notes: Mutex<Vec<String>>,
}

impl shared::root::Iface for Handler {
    async fn root(&self, at: shared::Point) -> Result<String, shared::root::RootError> {
        if at.x < 0 {
            return Err(shared::Away { since: at.x }.into());
        }
        Ok(format!("{at:?}"))
    }
}

impl base::Iface for Handler {
    async fn ping(&self) -> thrift_rs::Result<()> {
        Ok(())
    }

    async fn add(&self, a: i32, b: i32) -> thrift_rs::Result<i32> {
        a.checked_add(b).ok_or("overflow").undeclared()
    }
}

impl Iface for Handler {
    async fn scalars(&self, value: Scalars) -> Result<Scalars, ScalarsError> {
        if value.text == "oops" {
            return Err(Oops { message: "oops".into(), code: 7 }.into());
        }
        Ok(value)
    }

    async fn containers(&self, value: Containers) -> thrift_rs::Result<Containers> {
        Ok(value)
    }

    async fn choice(&self, value: Choice) -> Result<Choice, ChoiceError> {
        let oops = |code| Oops { message: String::new(), code };
        match value {
            Choice::Number(1) => Err(ChoiceError::First(oops(1))),
            Choice::Number(2) => Err(ChoiceError::Second(oops(2))),
            Choice::Number(3) => Err(Large { a: "large".into(), ..Large::default() }.into()),
            other => Ok(other),
        }
    }

    async fn notify(&self, text: String) -> thrift_rs::Result<()> {
        self.notes.lock().unwrap().push(text);
        Ok(())
    }

    async fn fails(&self, how: i32) -> Result<(), FailsError> {
        match how {
            0 => Ok(()),
            1 => Err(Bare {}.into()),
            2 => panic!("as asked"),
            _ => {
                tokio::task::yield_now().await;
                panic!("as asked, later")
            }
        }
    }

    async fn defaults(&self, a: i32, b: String) -> thrift_rs::Result<String> {
        Ok(format!("{a} {b}"))
    }

    async fn color(&self, color: Color) -> thrift_rs::Result<Color> {
        Ok(color)
    }

    async fn variants(&self) -> Result<(), VariantsError> {
        // Named by their types: that their fields differ in case alone is no matter.
        Err(VariantsError::Bare(Bare {}))
    }

    async fn points(&self) -> thrift_rs::Result<Vec<shared::Point>> {
        Ok(vec![shared::Point::default(); 3])
    }
}

/// A client over memory, and the handler that it calls.
fn connect() -> (everything::Client, Arc<Handler>) {
    connect_by(Protocol::Binary)
}

/// The same in this protocol.
fn connect_by(protocol: Protocol) -> (everything::Client, Arc<Handler>) {
    let handler = Arc::new(Handler::default());
    let server = Server::new(everything::Processor::new(Arc::clone(&handler)));
    let (here, there) = tokio::io::duplex(1 << 16);
    tokio::spawn(async move { server.serve_connection(there).await });
    (everything::Client::new(Channel::builder("memory").protocol(protocol).over(here)), handler)
}

const PROTOCOLS: &[Protocol] = &[
    Protocol::Binary,
    Protocol::Compact,
    #[cfg(feature = "json")]
    Protocol::Json,
];

/// Code against the trait runs on whatever implements it.
async fn sum(service: impl base::Iface) -> i32 {
    service.add(20, 22).await.unwrap()
}

#[tokio::test]
async fn client_handler_and_pointers_are_all_the_service() {
    let (client, handler) = connect();
    assert_eq!(sum(&client).await, 42);
    assert_eq!(sum(&handler).await, 42);
    assert_eq!(sum(Box::new(client.clone())).await, 42);
    assert_eq!(sum(client).await, 42);
}

#[tokio::test]
async fn inherited_methods_reach_their_handler() {
    let (client, _) = connect();
    client.ping().await.unwrap();
    assert_eq!(client.root(shared::Point { x: 1, y: 2.0 }).await.unwrap(), "Point { x: 1, y: 2.0 }");
    let error = client.root(shared::Point { x: -4, y: 0.0 }).await.unwrap_err();
    assert!(matches!(error, shared::root::RootError::Away(shared::Away { since: -4 })));
}

#[tokio::test]
async fn declared_exceptions_arrive_as_what_they_are() {
    for protocol in PROTOCOLS {
        let (client, _) = connect_by(*protocol);
        let oops = client.scalars(Scalars { text: "oops".into(), ..Scalars::default() }).await.unwrap_err();
        assert!(matches!(&oops, ScalarsError::Oops(Oops { code: 7, .. })));
        assert_eq!(oops.to_string(), "Oops: oops");
        assert!(matches!(client.choice(Choice::Number(1)).await, Err(ChoiceError::First(_))));
        assert!(matches!(client.choice(Choice::Number(2)).await, Err(ChoiceError::Second(_))));
        let large = client.choice(Choice::Number(3)).await;
        assert!(matches!(large, Err(ChoiceError::Large(large)) if large.a == "large"));
        assert_eq!(client.choice(Choice::Number(4)).await.unwrap(), Choice::Number(4));
        client.fails(0).await.unwrap();
        assert!(matches!(client.fails(1).await, Err(FailsError::Bare(Bare {}))));
    }
}

#[tokio::test]
async fn values_come_back_as_they_went_in_each_protocol() {
    for protocol in PROTOCOLS {
        let (client, _) = connect_by(*protocol);
        for value in [Scalars::default(), types::scalars()] {
            assert_eq!(client.scalars(value.clone()).await.unwrap(), value);
        }
        for value in [Containers::default(), types::containers()] {
            assert_eq!(client.containers(value.clone()).await.unwrap(), value);
        }
    }
}

#[tokio::test]
async fn other_errors_and_panics_are_internal_errors_and_the_connection_lives_on() {
    let (client, _) = connect();
    for how in [2, 3] {
        match client.fails(how).await {
            Err(FailsError::Rpc(Error::Application(error))) => {
                assert_eq!(error.kind, ApplicationErrorKind::INTERNAL_ERROR);
                assert_eq!(error.message, "the handler of `fails` panicked");
            }
            other => panic!("{other:?}"),
        }
    }
    match client.add(i32::MAX, 1).await {
        Err(Error::Application(error)) => assert_eq!(error.message, "internal error in `add`: overflow"),
        other => panic!("{other:?}"),
    }
    client.ping().await.unwrap();
}

#[tokio::test]
async fn oneway_calls_return_and_run() {
    let (client, handler) = connect();
    client.notify("one".into()).await.unwrap();
    client.notify("two".into()).await.unwrap();
    client.ping().await.unwrap();
    assert_eq!(*handler.notes.lock().unwrap(), ["one", "two"]);
}

#[tokio::test]
async fn many_calls_share_a_connection() {
    let (client, _) = connect();
    let calls: Vec<_> = (0..200)
        .map(|n| {
            let client = client.clone();
            tokio::spawn(async move { client.add(n, 1000).await.unwrap() - n })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), 1000);
    }
}

/// What a method gives borrows neither the client nor anything else.
#[tokio::test]
async fn a_call_outlives_its_client_and_can_be_spawned() {
    let calls = {
        let (client, _) = connect();
        [client.add(1, 2), client.add(3, 4)].map(tokio::spawn)
    };
    for (call, sum) in calls.into_iter().zip([3, 7]) {
        assert_eq!(call.await.unwrap().unwrap(), sum);
    }
}

#[tokio::test]
async fn a_time_out_is_an_error_and_the_next_call_gets_its_own_answer() {
    struct Slow;
    impl base::Iface for Slow {
        async fn ping(&self) -> thrift_rs::Result<()> {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Ok(())
        }
        async fn add(&self, a: i32, b: i32) -> thrift_rs::Result<i32> {
            Ok(a + b)
        }
    }
    impl shared::root::Iface for Slow {
        async fn root(&self, _: shared::Point) -> Result<String, shared::root::RootError> {
            Ok(String::new())
        }
    }
    let (here, there) = tokio::io::duplex(1 << 16);
    tokio::spawn(async move { Server::new(base::Processor::new(Slow)).serve_connection(there).await });
    let client = base::Client::new(Channel::from_stream(here));
    let error = client.with_timeout(Duration::from_millis(20)).ping().await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)) && !error.is_retriable());
    assert_eq!(client.add(1, 2).await.unwrap(), 3);
}

#[test]
fn method_errors_are_small() {
    assert!(size_of::<ChoiceError>() <= 64);
    assert!(size_of::<ScalarsError>() <= 64);
    assert!(size_of::<Error>() <= 64);
}
