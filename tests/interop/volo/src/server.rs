//! The server: it gives back what comes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use metainfo::{Backward, Forward, METAINFO};
use pilota::{Bytes, FastStr};
use tokio::net::TcpListener;
use volo::net::incoming::DefaultIncoming;
use volo_thrift::codec::default::DefaultMakeCodec;
use volo_thrift::{ApplicationException, ApplicationExceptionKind, MaybeException, ServerError};

use crate::Outcome;
use crate::types::{Busy, Choice, Echo, EchoFailException, EchoServer, Failure, Refused, Sample};

#[derive(Default)]
struct Handler {
    notes: Mutex<HashMap<FastStr, i32>>,
}

impl Echo for Handler {
    async fn ping(&self) -> Result<(), ServerError> {
        Ok(())
    }

    async fn sample(&self, value: Sample) -> Result<Sample, ServerError> {
        Ok(value)
    }

    async fn text(&self, value: FastStr) -> Result<FastStr, ServerError> {
        metadata_goes_back();
        Ok(value)
    }

    async fn raw(&self, value: Bytes) -> Result<Bytes, ServerError> {
        Ok(value)
    }

    async fn fail(&self, how: Failure) -> Result<MaybeException<i32, EchoFailException>, ServerError> {
        match how {
            Failure::REFUSED => {
                let refused = Refused { reason: "refused".into(), detail: Some(Choice::Text("no".into())) };
                Ok(MaybeException::Exception(EchoFailException::Refused(refused)))
            }
            Failure::BUSY => Ok(MaybeException::Exception(EchoFailException::Busy(Busy { retry_after: 1 << 40 }))),
            Failure::UNDECLARED => {
                Err(ApplicationException::new(ApplicationExceptionKind::INTERNAL_ERROR, "undeclared").into())
            }
            _ => Ok(MaybeException::Ok(7)),
        }
    }

    async fn note(&self, text: FastStr) -> Result<(), ServerError> {
        *self.notes.lock().unwrap_or_else(PoisonError::into_inner).entry(text).or_default() += 1;
        Ok(())
    }

    async fn notes(&self, text: FastStr) -> Result<i32, ServerError> {
        Ok(self.notes.lock().unwrap_or_else(PoisonError::into_inner).get(&text).copied().unwrap_or_default())
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
    run(listener, transport).await
}

pub(crate) async fn run(listener: TcpListener, transport: &str) -> Outcome {
    let (server, incoming) = (EchoServer::new(Handler::default()), DefaultIncoming::from(listener));
    match transport {
        "unframed" => server.make_codec(DefaultMakeCodec::buffered()).run(incoming).await,
        "framed" => server.make_codec(DefaultMakeCodec::framed()).run(incoming).await,
        "ttheader" => server.make_codec(DefaultMakeCodec::ttheader_framed()).run(incoming).await,
        other => Err(format!("unknown transport `{other}`").into()),
    }
}
