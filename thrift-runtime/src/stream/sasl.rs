//! SASL in front of messages (Thrift's `thrift-sasl-spec`), with the mechanism PLAIN (RFC 4616): a name and a password, in
//! the clear, as Hive and Impala take them.

mod frame;
mod plain;

use std::fmt;
use std::io;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};

use crate::layer::{BoxError, BoxFuture};

use frame::{Frame, Status};
pub use plain::Credentials;

/// The one mechanism.
const PLAIN: &str = "PLAIN";

/// Most bytes of a mechanism's name.
const MECHANISM: usize = 20;

/// Most bytes of what else is said: a name and a password, or what is wrong with them.
const RESPONSE: usize = 16 * 1024;

/// Says whether credentials are somebody's.
#[derive(Clone)]
pub(crate) struct Authenticator(Arc<dyn Fn(Credentials) -> BoxFuture<Result<(), BoxError>> + Send + Sync>);

impl Authenticator {
    pub(crate) fn new<F, Fut, E>(authenticate: F) -> Self
    where
        F: Fn(Credentials) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self(Arc::new(move |credentials| {
            let verdict = authenticate(credentials);
            Box::pin(async { verdict.await.map_err(Into::into) })
        }))
    }

    /// Does the handshake with a client. Gives as whom it acts. Why it is refused is the log's business; it learns that it
    /// is.
    pub(crate) async fn accept(&self, io: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> io::Result<String> {
        let start = Frame::read(io, MECHANISM).await?;
        if start.status != Status::Start {
            return refuse(io, Status::Error, "a handshake begins with its mechanism").await;
        }
        if start.payload != PLAIN.as_bytes() {
            return refuse(io, Status::Bad, "the mechanism is not known; PLAIN is").await;
        }
        let response = Frame::read(io, RESPONSE).await?;
        if !matches!(response.status, Status::Ok | Status::Complete) {
            return refuse(io, Status::Error, "a name and a password are to come now").await;
        }
        let Some(credentials) = Credentials::parse(&response.payload) else {
            return refuse(io, Status::Bad, "these are no name and password").await;
        };
        let user = credentials.acting_user().to_owned();
        if let Err(error) = (self.0)(credentials).await {
            tracing::warn!(user, %error, "a client is not who it says");
            return refuse(io, Status::Bad, "authentication failed").await;
        }
        Frame::new(Status::Complete, "").write(io).await?;
        Ok(user)
    }
}

impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authenticator")
    }
}

async fn refuse<T>(io: &mut (impl AsyncWrite + Unpin), status: Status, why: &'static str) -> io::Result<T> {
    Frame::new(status, why).write(io).await?;
    io.shutdown().await?;
    Err(io::Error::new(io::ErrorKind::PermissionDenied, why))
}

/// Does the handshake with a server.
pub(crate) async fn connect(
    credentials: &Credentials,
    io: &mut (impl AsyncRead + AsyncWrite + Unpin),
) -> io::Result<()> {
    /// A server may say that it goes on before it says that it is done.
    const ROUNDS: usize = 4;
    Frame::new(Status::Start, PLAIN).write(io).await?;
    Frame::new(Status::Ok, credentials.to_bytes()).write(io).await?;
    for _ in 0..ROUNDS {
        let answer = Frame::read(io, RESPONSE).await?;
        match answer.status {
            Status::Complete => return Ok(()),
            Status::Ok => {}
            Status::Bad | Status::Error | Status::Start => {
                let why = format!("the server refuses: `{}`", answer.payload.escape_ascii());
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
            }
        }
    }
    Err(io::Error::new(io::ErrorKind::InvalidData, "the server does not come to an end"))
}
