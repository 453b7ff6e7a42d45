//! The server: it gives back what comes.

use tokio::net::TcpListener;
use volo::net::incoming::DefaultIncoming;
use volo_thrift::ServerError;
use volo_thrift::codec::default::DefaultMakeCodec;

use crate::Outcome;
use crate::types::{Blob, Echo, EchoServer, Order, User};

struct Handler;

impl Echo for Handler {
    async fn echo_user(&self, value: User) -> Result<User, ServerError> {
        Ok(value)
    }

    async fn echo_blob(&self, value: Blob) -> Result<Blob, ServerError> {
        Ok(value)
    }

    async fn echo_order(&self, value: Order) -> Result<Order, ServerError> {
        Ok(value)
    }
}

pub(crate) async fn serve(transport: &str) -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    let (server, incoming) = (EchoServer::new(Handler), DefaultIncoming::from(listener));
    match transport {
        "unframed" => server.make_codec(DefaultMakeCodec::buffered()).run(incoming).await,
        "framed" => server.make_codec(DefaultMakeCodec::framed()).run(incoming).await,
        "ttheader" => server.make_codec(DefaultMakeCodec::ttheader_framed()).run(incoming).await,
        other => Err(format!("unknown transport `{other}`").into()),
    }
}
