//! One call over HTTP.

use std::error::Error as _;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use bytes::{Bytes, BytesMut};
use hyper::body::Incoming;
use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::client::calls::check;
use crate::client::request::Outgoing;
use crate::error::{Error, ProtocolError, ProtocolErrorKind, Result, Sent, TransportError};
use crate::framing::{Decoder, Message, Transport};
use crate::http::{self, Collected, Whole};
use crate::message::{MessageType, Name};

use super::{Http, Progress};

/// Whom servers see in their logs.
const USER_AGENT: HeaderValue = HeaderValue::from_static(concat!("thrift-rs/", env!("CARGO_PKG_VERSION")));

/// Sends a request, and reads its reply; none to a oneway request.
pub(super) async fn exchange(
    http: Arc<Http>,
    progress: Arc<Progress>,
    method: Name,
    kind: MessageType,
    mut outgoing: Outgoing,
) -> Result<Option<Message>> {
    let mut request = request(&http, &outgoing)?;
    loop {
        let mut lent = http.connections.lend(&http.settings).await?;
        progress.connected.store(true, Ordering::Relaxed);
        if let Err(error) = lent.sender.ready().await {
            // It has been closed, and nothing was sent.
            match lent.used && http.settings.reconnects {
                true => continue,
                false => return Err(lost(&http, error, Sent::No)),
            }
        }
        // As late as can be.
        outgoing.note_time_left();
        http::append(outgoing.metadata(), request.headers_mut())?;
        progress.sent.store(true, Ordering::Relaxed);
        let mut error = match lent.sender.try_send_request(request).await {
            Ok(response) => {
                let reply = read(&http, &method, kind, response).await?;
                http.connections.give_back(lent);
                return Ok(reply);
            }
            Err(error) => error,
        };
        match error.take_message() {
            // It comes back where nothing of it was sent.
            Some(unsent) if lent.used && http.settings.reconnects => {
                progress.sent.store(false, Ordering::Relaxed);
                request = unsent;
            }
            Some(_) => return Err(lost(&http, error.into_error(), Sent::No)),
            None => return Err(lost(&http, error.into_error(), Sent::Maybe)),
        }
    }
}

fn request(http: &Http, outgoing: &Outgoing) -> Result<Request<Whole>> {
    let settings = &http.settings;
    let mut body = Vec::with_capacity(outgoing.bytes().len());
    body.extend_from_slice(outgoing.bytes());
    let mut request = Request::new(Whole::from(Bytes::from(body)));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = settings.path.clone();
    let headers = request.headers_mut();
    headers.insert(header::HOST, settings.address.authority());
    headers.insert(header::CONTENT_TYPE, http::CONTENT_TYPE);
    headers.insert(header::ACCEPT, http::CONTENT_TYPE);
    headers.insert(header::USER_AGENT, USER_AGENT);
    http::append(outgoing.metadata(), headers)?;
    Ok(request)
}

/// The reply in a response.
async fn read(http: &Http, method: &Name, kind: MessageType, response: Response<Incoming>) -> Result<Option<Message>> {
    let settings = &http.settings;
    let (head, body) = response.into_parts();
    let limit = settings.limits.message_size;
    let body = http::collect(body, limit).await;
    if head.status != StatusCode::OK {
        return Err(refused(http, head.status, &body));
    }
    let body = match body {
        Collected::Whole(body) => body,
        Collected::TooLarge => {
            let message = format!("the reply has more than {limit} bytes, which is the limit");
            return Err(ProtocolError::new(ProtocolErrorKind::SizeLimit, message).into());
        }
        Collected::Broken(error) => return Err(lost(http, error, Sent::Maybe)),
    };
    if kind == MessageType::Oneway {
        return Ok(None);
    }
    let message = message(http, body)?;
    check(method.as_str(), &message)?;
    let metadata = http::metadata(&head.headers)?;
    Ok(Some(if metadata.is_empty() { message } else { message.with_metadata(metadata) }))
}

fn message(http: &Http, body: BytesMut) -> Result<Message, ProtocolError> {
    let broken = |message: &'static str| ProtocolError::new(ProtocolErrorKind::InvalidData, message);
    let mut decoder = Decoder::new(Transport::Http, &http.settings.limits).with_bytes(body);
    match decoder.next() {
        Ok(Some(message)) if decoder.is_empty() => Ok(message),
        Ok(Some(_)) => Err(broken("there are bytes behind the reply")),
        Ok(None) => Err(broken("the response ends within its reply")),
        Err(malformed) => Err(malformed.error),
    }
}

/// The error of a response that is no reply. What a server or a proxy writes for people is shown as far as it is short.
fn refused(http: &Http, status: StatusCode, body: &Collected) -> Error {
    const SHOWN: usize = 200;
    let said = match body {
        Collected::Whole(body) => {
            String::from_utf8_lossy(body.get(..SHOWN).unwrap_or(body)).trim().escape_debug().to_string()
        }
        Collected::TooLarge | Collected::Broken(_) => String::new(),
    };
    let said = if said.is_empty() { said } else { format!(": `{said}`") };
    let source = io::Error::other(format!("the answer is HTTP {status}, not 200{said}"));
    TransportError::new(format!("calling {} over HTTP", http.settings.address), source, Sent::Maybe).into()
}

/// The error of a call whose connection is gone.
fn lost(http: &Http, error: hyper::Error, sent: Sent) -> Error {
    let address = &http.settings.address;
    let action = match sent {
        Sent::No => format!("the connection to {address} was lost before the request was sent"),
        Sent::Maybe => format!("the connection to {address} was lost before the reply came"),
    };
    // What the operating system says tells more.
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>()).map(crate::error::same_io_error);
    TransportError::new(action, source.unwrap_or_else(|| io::Error::other(error)), sent).into()
}
