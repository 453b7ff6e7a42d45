//! Metadata in headers.

use hyper::header::{HeaderMap, HeaderName, HeaderValue};

use crate::Metadata;
use crate::error::{ProtocolError, ProtocolErrorKind};

/// Headers that HTTP itself understands, which are no metadata in either direction: a proxy may set or drop them, and one of
/// ours would change what the others mean.
const OWN: &[&str] = &[
    "accept",
    "accept-encoding",
    "accept-language",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "vary",
];

/// The families of such.
const OWN_PREFIXES: &[&str] = &["access-control-", "proxy-", "sec-"];

fn is_own(name: &str) -> bool {
    OWN.binary_search(&name).is_ok() || OWN_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// The metadata in headers: all that is not HTTP's own, by its name in lower case. Values that are not UTF-8 are left out;
/// of several with one name the last counts.
///
/// # Errors
/// Where there is too much of it.
pub(crate) fn metadata(headers: &HeaderMap) -> Result<Metadata, ProtocolError> {
    let mut metadata = Metadata::new();
    for (name, value) in headers {
        if !is_own(name.as_str())
            && let Ok(value) = std::str::from_utf8(value.as_bytes())
        {
            metadata.insert(name.as_str(), value)?;
        }
    }
    Ok(metadata)
}

/// Adds metadata to headers.
///
/// # Errors
/// A key or a value that no header can have, such as one with a line break in it, or a key that is HTTP's own. Nothing is
/// sent then: a line break would begin a header of somebody else's choice.
pub(crate) fn append(metadata: &Metadata, headers: &mut HeaderMap) -> Result<(), ProtocolError> {
    for (key, value) in metadata.iter() {
        let failed = |why| {
            let message = format!("the metadata `{}` can not be a header of HTTP: {why}", key.escape_debug());
            ProtocolError::new(ProtocolErrorKind::InvalidData, message)
        };
        let name = HeaderName::from_bytes(key.as_bytes()).map_err(|_| failed("its key is no name of one"))?;
        if is_own(name.as_str()) {
            return Err(failed("HTTP has a meaning of its own for it"));
        }
        let value = HeaderValue::from_str(value).or_else(|_| HeaderValue::from_bytes(value.as_bytes()));
        headers.insert(name, value.map_err(|_| failed("its value has characters that end a line"))?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(OWN.is_sorted());
    }

    #[test]
    fn metadata_comes_back_out_of_headers() {
        let mut sent = Metadata::new();
        for (key, value) in [("x-tenant", "acme"), ("Trace-Id", "a b"), ("city", "Zürich"), ("empty", "")] {
            sent.insert(key, value).unwrap();
        }
        let mut headers = HeaderMap::new();
        append(&sent, &mut headers).unwrap();
        headers.insert("content-length", HeaderValue::from_static("7"));
        headers.insert("sec-fetch-site", HeaderValue::from_static("none"));
        let got = metadata(&headers).unwrap();
        assert_eq!(got.len(), sent.len());
        assert!(sent.iter().all(|(key, value)| got.get(key) == Some(value)));
    }

    #[test]
    fn what_would_be_another_header_is_an_error() {
        for (key, value) in [
            ("x-a", "1\r\nx-b: 2"),
            ("x-a", "1\n"),
            ("x-a", "\0"),
            ("x-a\r\nx-b", "1"),
            ("x a", "1"),
            ("", "1"),
            ("é", "1"),
            ("Content-Length", "1"),
            ("transfer-encoding", "chunked"),
            ("proxy-authorization", "1"),
        ] {
            let mut metadata = Metadata::new();
            metadata.insert(key, value).unwrap();
            let mut headers = HeaderMap::new();
            assert!(append(&metadata, &mut headers).is_err(), "{key:?}: {value:?}");
        }
    }
}
