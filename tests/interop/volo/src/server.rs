//! The server: it gives back what comes.

use metainfo::{Backward, Forward, METAINFO};
use tokio::net::TcpListener;
use volo::net::incoming::DefaultIncoming;
use volo_thrift::ServerError;
use volo_thrift::codec::default::DefaultMakeCodec;

use crate::Outcome;
use crate::types::{Blob, Echo, EchoServer, Order, User};

struct Handler;

impl Echo for Handler {
    async fn echo_user(&self, value: User) -> Result<User, ServerError> {
        metadata_goes_back();
        Ok(value)
    }

    async fn echo_blob(&self, value: Blob) -> Result<Blob, ServerError> {
        Ok(value)
    }

    async fn echo_order(&self, value: Order) -> Result<Order, ServerError> {
        Ok(value)
    }
}

/// What came beside the call, goes back beside the answer.
fn metadata_goes_back() {
    METAINFO.with(|metainfo| {
        let metainfo = &mut *metainfo.borrow_mut();
        let (persistent, transient) = (metainfo.get_all_persistents(), metainfo.get_all_upstreams());
        let pairs = persistent.into_iter().chain(transient).flatten();
        let pairs: Vec<_> = pairs.map(|(key, value)| (key.clone(), value.clone())).collect();
        for (key, value) in pairs {
            metainfo.set_backward_transient(key, value);
        }
    });
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
