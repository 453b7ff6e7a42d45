//! POSTs there and back, one at a time on a connection, as plain as hyper has it: HTTP/1.1, kept alive.

use std::convert::Infallible;

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::SendRequest;
use hyper::header::{self, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, client, server};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::connect;
use crate::Result;
use crate::client::Job;
use crate::crew::{Caller, Crew};
use crate::frame::Frame;
use crate::server::ready;
use crate::values::Stamp;

/// Sends bodies back as they come.
pub(crate) async fn serve() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    ready(listener.local_addr()?);
    loop {
        let (io, _) = listener.accept().await?;
        io.set_nodelay(true)?;
        let echo = |request: Request<Incoming>| async { Ok::<_, Infallible>(Response::new(request.into_body())) };
        tokio::spawn(server::conn::http1::Builder::new().serve_connection(TokioIo::new(io), service_fn(echo)));
    }
}

pub(crate) async fn man(job: &Job, crew: &mut Crew) -> Result<()> {
    let frame = Frame::new(job.case)?;
    let host = HeaderValue::from_str(&job.address.to_string())?;
    for _ in 0..job.callers {
        let io = TokioIo::new(connect(job.address).await?);
        let (sender, connection) = client::conn::http1::handshake(io).await?;
        tokio::spawn(connection);
        crew.add(Http { sender, host: host.clone(), frame: frame.clone() });
    }
    Ok(())
}

struct Http {
    sender: SendRequest<Full<Bytes>>,
    host: HeaderValue,
    frame: Frame,
}

impl Caller for Http {
    async fn call(&mut self, stamp: Stamp) -> Result<()> {
        self.sender.ready().await?;
        let body = Full::new(Bytes::copy_from_slice(self.frame.of(stamp)));
        let request = Request::post("/").header(header::HOST, self.host.clone()).body(body)?;
        let mut body = self.sender.send_request(request).await?.into_body();
        let mut reply = BytesMut::new();
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame?.into_data() {
                reply.extend_from_slice(&data);
            }
        }
        self.frame.check(&reply, stamp)
    }
}
