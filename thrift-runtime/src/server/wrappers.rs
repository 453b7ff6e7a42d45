//! What a server takes messages out of, besides streams of messages.

use crate::framing::Wrapper;
use crate::service::Identity;

/// What a server takes messages out of, and what it insists on.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrappers {
    #[cfg(feature = "tls")]
    pub(super) tls: Option<crate::tls::ServerTls>,
    #[cfg(feature = "tls")]
    pub(super) tls_only: bool,
}

impl Wrappers {
    /// Whether there is anything without which a client is not served.
    pub(super) fn is_any_required(&self) -> bool {
        self.required(None).is_some()
    }

    /// Without what a client that has shown this much is not served.
    pub(super) fn required(&self, identity: Option<&Identity>) -> Option<Wrapper> {
        #[cfg(feature = "tls")]
        if self.tls_only && !identity.is_some_and(Identity::is_tls) {
            return Some(Wrapper::Tls);
        }
        let _ = identity;
        None
    }
}
