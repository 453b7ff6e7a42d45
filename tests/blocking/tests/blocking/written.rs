//! Services from traits of Rust, on plain threads.

#![allow(unreachable_pub, reason = "as libraries have it")]

use std::thread;

use thrift_rs::blocking::{Channel, Server};
use thrift_rs::{Error, Thrift};

mod base {
    use thrift_rs::Thrift;

    #[derive(Thrift, Debug, Default, PartialEq)]
    #[thrift(exception)]
    pub struct Tired {
        #[thrift(id = 1)]
        pub message: String,
    }

    #[derive(Thrift, Debug, Default, PartialEq)]
    pub struct Name {
        #[thrift(id = 1)]
        pub text: String,
    }

    /// Both sides.
    #[thrift_rs::service(blocking = true)]
    pub trait Root {
        #[thrift(throws(Tired = 1))]
        async fn name(&self, asked: bool) -> Result<Name, root::NameError>;
    }

    pub mod middle {
        /// The trait is that of plain threads.
        #[thrift_rs::service]
        pub trait Middle: super::Root {
            fn half(&self, of: self::Number) -> thrift_rs::Result<self::Number>;
        }

        pub type Number = i32;
    }
}

#[derive(Thrift, Debug, Default, PartialEq)]
pub struct Pair {
    #[thrift(id = 1)]
    left: i32,
    #[thrift(id = 2)]
    right: i32,
}

#[derive(Thrift, Debug, Default, PartialEq)]
#[thrift(exception)]
pub struct Odd {
    #[thrift(id = 1)]
    number: i32,
}

#[thrift_rs::service]
trait Leaf: base::middle::Middle + Send {
    /// Splits an even number.
    #[thrift(throws(Odd = 1))]
    fn split(&self, number: i32) -> Result<Pair, leaf::SplitError>;

    #[thrift(oneway)]
    fn note(&self, line: Option<String>) -> thrift_rs::Result<()>;

    fn fail(&self) -> thrift_rs::Result<self::Pair>;
}

struct Handler;

impl base::root::blocking::Iface for Handler {
    fn name(&self, asked: bool) -> Result<base::Name, base::root::NameError> {
        match asked {
            true => Ok(base::Name { text: "leaf".into() }),
            false => Err(base::Tired { message: "nobody asked".into() }.into()),
        }
    }
}

impl base::middle::Middle for Handler {
    fn half(&self, of: i32) -> thrift_rs::Result<i32> {
        Ok(of / 2)
    }
}

impl Leaf for Handler {
    fn split(&self, number: i32) -> Result<Pair, leaf::SplitError> {
        match number % 2 {
            0 => Ok(Pair { left: number / 2, right: number / 2 }),
            _ => Err(Odd { number }.into()),
        }
    }

    fn note(&self, _: Option<String>) -> thrift_rs::Result<()> {
        Ok(())
    }

    fn fail(&self) -> thrift_rs::Result<Pair> {
        Err(Error::handler("by design"))
    }
}

/// The address of a server, which stops with the process.
fn serve() -> std::net::SocketAddr {
    let server = Server::new(leaf::blocking::Processor::new(Handler)).bind("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    thread::spawn(move || server.serve());
    address
}

/// What is written against the trait runs on a client and on a handler alike.
fn all(service: &impl Leaf) {
    assert_eq!(service.split(6).unwrap(), Pair { left: 3, right: 3 });
    assert!(matches!(service.split(7), Err(leaf::SplitError::Odd(Odd { number: 7 }))));
    assert_eq!(service.half(4).unwrap(), 2);
    assert_eq!(service.name(true).unwrap().text, "leaf");
    assert!(matches!(service.name(false), Err(base::root::NameError::Tired(_))));
    service.note(Some("line".into())).unwrap();
    service.fail().unwrap_err();
}

#[test]
fn a_trait_without_async_is_a_service_on_plain_threads() {
    all(&Handler);
    let client = leaf::blocking::Client::connect(serve()).unwrap();
    all(&client);
    assert_eq!(client.half(6).unwrap(), 3);
    assert!(client.fail().unwrap_err().to_string().contains("by design"));
    // Older clients know the service that it extends.
    let channel = Channel::connect(serve()).unwrap();
    assert_eq!(base::root::blocking::Client::new(channel).name(true).unwrap().text, "leaf");
}

#[tokio::test]
async fn it_has_an_async_side_too() {
    let channel = thrift_rs::Channel::connect(serve()).await.unwrap();
    let client = leaf::Client::new(channel);
    assert_eq!(client.split(6).await.unwrap(), Pair { left: 3, right: 3 });
    assert!(matches!(client.split(7).await, Err(leaf::SplitError::Odd(_))));
    assert_eq!(client.name(true).await.unwrap().text, "leaf");
    let processor = leaf::blocking::Processor::new(Handler);
    let client = leaf::Client::new(thrift_rs::Server::new(processor).in_memory());
    assert_eq!(client.half(8).await.unwrap(), 4);
}

/// A trait of `async fn`s keeps its name.
struct Quick;

impl base::Root for Quick {
    async fn name(&self, _: bool) -> Result<base::Name, base::root::NameError> {
        Ok(base::Name { text: "quick".into() })
    }
}

#[tokio::test]
async fn a_trait_of_async_fns_may_have_both_sides() {
    let server = thrift_rs::Server::new(base::root::Processor::new(Quick)).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr();
    tokio::spawn(server.serve());
    let name = tokio::task::spawn_blocking(move || {
        base::root::blocking::Client::connect(address).unwrap().name(true).unwrap().text
    });
    assert_eq!(name.await.unwrap(), "quick");
}
