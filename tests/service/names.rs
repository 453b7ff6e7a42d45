//! Names that are ours, too, and traits that few see.

use thrift_rs::{Server, Thrift};

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
struct Client {
    #[thrift(id = 1)]
    id: i32,
}

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
struct Argument {
    #[thrift(id = 1)]
    id: i32,
}

#[thrift_rs::service]
trait Hidden {
    async fn connect(&self, channel: self::Client, request: Argument) -> thrift_rs::Result<self::Client>;
    async fn new(&self, handler: i32, end: i32) -> thrift_rs::Result<i32>;
    async fn with_timeout(&self) -> thrift_rs::Result<()>;
}

struct Handler;

impl Hidden for Handler {
    async fn connect(&self, channel: Client, request: Argument) -> thrift_rs::Result<Client> {
        Ok(Client { id: channel.id + request.id })
    }

    async fn new(&self, handler: i32, end: i32) -> thrift_rs::Result<i32> {
        Ok(handler - end)
    }

    async fn with_timeout(&self) -> thrift_rs::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn names_of_ours_give_way() {
    let client = hidden::Client::new_(Server::new(hidden::Processor::new(Handler)).in_memory());
    assert_eq!(client.connect(Client { id: 1 }, Argument { id: 2 }).await.unwrap(), Client { id: 3 });
    assert_eq!(client.new(3, 1).await.unwrap(), 2);
    client.with_timeout_(std::time::Duration::from_secs(5)).with_timeout().await.unwrap();
}
