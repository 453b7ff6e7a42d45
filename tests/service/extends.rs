//! Services that extend others.

use thrift_rs::Server;

mod base {
    use thrift_rs::Thrift;

    #[derive(Thrift, Debug, Default)]
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

    #[thrift_rs::service(name = "root")]
    pub trait Root {
        #[thrift(throws(Tired = 1))]
        async fn name(&self, asked: bool) -> Result<Name, root::NameError>;
    }

    pub mod middle {
        #[thrift_rs::service]
        pub trait Middle: super::Root {
            async fn half(&self, of: self::Number) -> thrift_rs::Result<self::Number>;
        }

        pub type Number = i32;
    }
}

#[thrift_rs::service]
trait Leaf: base::middle::Middle + Send {
    async fn double(&self, of: base::middle::Number) -> thrift_rs::Result<i32>;
}

struct Handler;

impl base::Root for Handler {
    async fn name(&self, asked: bool) -> Result<base::Name, base::root::NameError> {
        match asked {
            true => Ok(base::Name { text: "leaf".into() }),
            false => Err(base::Tired { message: "nobody asked".into() }.into()),
        }
    }
}

impl base::middle::Middle for Handler {
    async fn half(&self, of: i32) -> thrift_rs::Result<i32> {
        Ok(of / 2)
    }
}

impl Leaf for Handler {
    async fn double(&self, of: i32) -> thrift_rs::Result<i32> {
        Ok(of * 2)
    }
}

async fn all(service: &impl Leaf) -> (String, i32, i32) {
    let name = service.name(true).await.unwrap().text;
    (name, service.half(4).await.unwrap(), service.double(4).await.unwrap())
}

#[tokio::test]
async fn a_client_calls_what_its_service_inherits() {
    let channel = Server::new(leaf::Processor::new(Handler)).in_memory();
    let client = leaf::Client::new(channel.clone());
    assert_eq!(all(&client).await, ("leaf".to_owned(), 2, 8));
    assert!(matches!(client.name(false).await, Err(base::root::NameError::Tired(_))));
    assert_eq!(client.half(6).await.unwrap(), 3);
    // Older clients know the service that it extends.
    assert_eq!(base::root::Client::new(channel).name(true).await.unwrap().text, "leaf");
    assert_eq!(leaf::DESCRIPTOR.extends().and_then(|base| base.extends()).map(|root| root.name()), Some("root"));
}
