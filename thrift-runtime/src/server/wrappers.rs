//! What a server takes messages out of, besides streams of messages.

use crate::framing::Wrapper;
use crate::service::Identity;
use crate::stream::sasl::Authenticator;

/// What a server takes messages out of, and what it insists on.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrappers {
    pub(super) sasl: Option<Authenticator>,
    #[cfg(feature = "tls")]
    pub(super) tls: Option<crate::tls::ServerTls>,
    #[cfg(feature = "tls")]
    pub(super) tls_only: bool,
    /// Of pages whose scripts may send requests over HTTP.
    #[cfg(feature = "http")]
    pub(super) origins: Vec<String>,
}

impl Wrappers {
    /// Whether there is anything without which a client is not served.
    pub(super) fn is_any_required(&self) -> bool {
        self.required(None).is_some()
    }

    /// Whether what is required may come within this.
    pub(super) fn leads_to(&self, wrapper: Wrapper, required: Wrapper) -> bool {
        wrapper == required || (required == Wrapper::Sasl && wrapper == Wrapper::Tls)
    }

    /// Without what a client that has shown this much is not served.
    pub(super) fn required(&self, identity: Option<&Identity>) -> Option<Wrapper> {
        #[cfg(feature = "tls")]
        if self.tls_only && !identity.is_some_and(Identity::is_tls) {
            return Some(Wrapper::Tls);
        }
        (self.sasl.is_some() && identity.and_then(Identity::user).is_none()).then_some(Wrapper::Sasl)
    }
}
