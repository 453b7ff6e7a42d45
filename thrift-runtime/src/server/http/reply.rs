//! What goes back over HTTP.

use bytes::Bytes;
use hyper::header::{self, HeaderValue};
use hyper::{Response, StatusCode};

use crate::http::{self, Whole};
use crate::service;

/// A response of HTTP.
pub(super) type Reply = Response<Whole>;

/// A message.
pub(super) fn message(response: &service::Response, bytes: Vec<u8>) -> Reply {
    let mut reply = Response::new(Bytes::from(bytes).into());
    reply.headers_mut().insert(header::CONTENT_TYPE, http::CONTENT_TYPE);
    if let Err(error) = http::append(response.metadata(), reply.headers_mut()) {
        // The answer counts for more than what goes beside it.
        tracing::warn!(%error, "metadata of a response is left out");
    }
    reply
}

/// What a oneway request is answered with.
pub(super) fn nothing() -> Reply {
    let mut reply = Response::new(Whole::default());
    reply.headers_mut().insert(header::CONTENT_TYPE, http::CONTENT_TYPE);
    reply
}

/// What no service has seen.
pub(super) fn refusal(status: StatusCode, why: impl Into<String>) -> Reply {
    let why = why.into();
    tracing::debug!(%status, why, "a request over HTTP is refused");
    let mut reply = Response::new(Bytes::from(why + "\n").into());
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    reply
}

/// The answer to a browser's question whether it may send a request from elsewhere, which it may.
pub(super) fn preflight(asked: Option<&HeaderValue>) -> Reply {
    let mut reply = Response::new(Whole::default());
    *reply.status_mut() = StatusCode::NO_CONTENT;
    let headers = reply.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
    if let Some(asked) = asked {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
    }
    reply
}

/// Lets pages of this origin read the reply.
pub(super) fn allow(reply: &mut Reply, origin: HeaderValue) {
    let headers = reply.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
}
