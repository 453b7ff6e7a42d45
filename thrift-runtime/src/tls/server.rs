//! The server's side.

use std::fmt;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use tokio_rustls::TlsAcceptor;

use super::rustls::ServerConfig;
use super::rustls::server::WebPkiClientVerifier;

use crate::error::{Result, TransportError};
use crate::service::Identity;
use crate::stream::AnyIo;

use super::{pem, provider, unusable};

/// The certificate that a server shows, and whether clients have to show one. For [`Server::tls`](crate::Server::tls).
///
/// ```no_run
/// # fn example(processor: impl thrift_runtime::Process) -> Result<(), Box<dyn std::error::Error>> {
/// use thrift_runtime::Server;
/// use thrift_runtime::tls::ServerTls;
///
/// let tls = ServerTls::new(std::fs::read("server.pem")?, std::fs::read("server.key")?)?
///     .require_client_certificates(std::fs::read("clients-ca.pem")?)?;
/// let server = Server::new(processor).tls(tls);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ServerTls {
    config: Arc<ServerConfig>,
    /// Whether it does without nobody's certificate.
    mutual: bool,
}

impl ServerTls {
    /// Shows this certificate, with those that lead from it to a root behind it, all in PEM, and its private key (PKCS #8,
    /// PKCS #1 or SEC 1).
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where they can not be read, or do not belong together.
    pub fn new(certificates: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> Result<Self> {
        let identity = pem::identity(certificates.as_ref(), key.as_ref())?;
        let config = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let config = config.map_err(|error| unusable("setting TLS up", error))?;
        Ok(Self::from_config(config.with_no_client_auth().with_cert_resolver(identity)))
    }

    /// A configuration of rustls as it is.
    pub fn from_config(config: impl Into<Arc<ServerConfig>>) -> Self {
        Self { config: config.into(), mutual: false }
    }

    /// Serves nobody without a certificate that one of these roots, in PEM, has signed; and nobody without TLS, where
    /// there are no certificates.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the roots can not be read.
    pub fn require_client_certificates(self, roots: impl AsRef<[u8]>) -> Result<Self> {
        Ok(Self { mutual: true, ..self.verifying(roots.as_ref(), Anonymous::Refused)? })
    }

    /// Asks clients for a certificate that one of these roots, in PEM, has signed, and serves those that have none, too.
    /// [`Request::identity`](crate::Request::identity) tells.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where the roots can not be read.
    pub fn ask_for_client_certificates(self, roots: impl AsRef<[u8]>) -> Result<Self> {
        Ok(self.verifying(roots.as_ref(), Anonymous::Served)?)
    }

    fn verifying(self, roots: &[u8], anonymous: Anonymous) -> Result<Self, TransportError> {
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(pem::roots(roots)?), provider());
        let verifier = match anonymous {
            Anonymous::Refused => verifier,
            Anonymous::Served => verifier.allow_unauthenticated(),
        };
        let verifier = verifier.build().map_err(|error| unusable("using root certificates", error))?;
        let config = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let config = config.map_err(|error| unusable("setting TLS up", error))?;
        let certificates = Arc::clone(&self.config.cert_resolver);
        let config = config.with_client_cert_verifier(verifier).with_cert_resolver(certificates);
        Ok(Self { config: Arc::new(config), ..self })
    }

    pub(crate) fn is_mutual(&self) -> bool {
        self.mutual
    }

    /// Does the handshake with a client. Gives what is within, and who the client is.
    pub(crate) async fn accept<'s>(&self, io: AnyIo<'s>) -> io::Result<(AnyIo<'s>, Identity)> {
        let stream = TlsAcceptor::from(Arc::clone(&self.config)).accept(io).await?;
        let (_, connection) = stream.get_ref();
        let certificates = connection.peer_certificates().unwrap_or_default();
        let identity = Identity {
            tls: true,
            certificates: certificates.iter().map(|certificate| Bytes::copy_from_slice(certificate)).collect(),
            server_name: connection.server_name().map(str::to_owned),
            user: None,
        };
        Ok((Box::new(stream), identity))
    }
}

/// What becomes of clients without a certificate.
#[derive(Debug, Clone, Copy)]
enum Anonymous {
    Refused,
    Served,
}

impl fmt::Debug for ServerTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerTls").field("mutual", &self.mutual).finish_non_exhaustive()
    }
}
