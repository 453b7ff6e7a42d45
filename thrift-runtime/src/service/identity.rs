//! Who a client has shown to be.

use bytes::Bytes;

/// Who a client has shown to be, and what has shown it: the handshakes of its connection, not what it says in a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identity {
    pub(crate) tls: bool,
    pub(crate) certificates: Vec<Bytes>,
    pub(crate) server_name: Option<String>,
    pub(crate) user: Option<String>,
}

impl Identity {
    /// Whether the connection is encrypted by TLS.
    pub fn is_tls(&self) -> bool {
        self.tls
    }

    /// The client's certificate and those behind it, in DER, which TLS has verified; none where the client has shown none.
    pub fn certificates(&self) -> &[Bytes] {
        &self.certificates
    }

    /// The name by which the client asked for the server in its TLS handshake (RFC 6066, section 3).
    pub fn server_name(&self) -> Option<&str> {
        self.server_name.as_deref()
    }

    /// The user that SASL has authenticated.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }
}
