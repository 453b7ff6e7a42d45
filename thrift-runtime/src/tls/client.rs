//! The client's side.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::sync::Arc;

use tokio_rustls::TlsConnector;

use super::rustls::pki_types::ServerName;
use super::rustls::{ClientConfig, RootCertStore};

use crate::error::{Result, TransportError};
use crate::stream::{AnyIo, Io};

use super::{pem, provider, unusable};

/// Which servers a client trusts, and the certificate that it shows. For
/// [`ChannelBuilder::tls`](crate::ChannelBuilder::tls).
///
/// The name or IP address that the client connects to has to be in the server's certificate (RFC 9525);
/// [`server_name`](Self::server_name) sets another.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use thrift_runtime::Channel;
/// use thrift_runtime::tls::ClientTls;
///
/// let tls = ClientTls::trusting(std::fs::read("ca.pem")?)?
///     .certificate(std::fs::read("client.pem")?, std::fs::read("client.key")?)?;
/// let channel = Channel::builder("users.example.org:9090").tls(tls).connect().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ClientTls {
    config: Arc<ClientConfig>,
    /// In place of what is connected to.
    name: Option<ServerName<'static>>,
}

impl ClientTls {
    /// Trusts whom the operating system trusts, and so those whom its administrator has added.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where there is no root certificate to be found.
    pub fn new() -> Result<Self> {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        let (added, _) = roots.add_parsable_certificates(found.certs);
        if added == 0 {
            let why = found.errors.first().map_or("there are none".to_owned(), ToString::to_string);
            return Err(unusable("loading the operating system's root certificates", why).into());
        }
        Ok(Self::with_roots(roots)?)
    }

    /// Trusts these root certificates, in PEM, and nobody else.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where they can not be read.
    pub fn trusting(roots: impl AsRef<[u8]>) -> Result<Self> {
        Ok(Self::with_roots(pem::roots(roots.as_ref())?)?)
    }

    fn with_roots(roots: RootCertStore) -> Result<Self, TransportError> {
        let config = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let config = config.map_err(|error| unusable("setting TLS up", error))?;
        Ok(Self::from_config(config.with_root_certificates(roots).with_no_client_auth()))
    }

    /// A configuration of rustls as it is.
    pub fn from_config(config: impl Into<Arc<ClientConfig>>) -> Self {
        Self { config: config.into(), name: None }
    }

    /// Shows this certificate to servers that ask for one, with those behind it, in PEM, and its private key.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where they can not be read, or do not belong together.
    pub fn certificate(self, certificates: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> Result<Self> {
        let mut config = Arc::unwrap_or_clone(self.config);
        config.client_auth_cert_resolver = pem::identity(certificates.as_ref(), key.as_ref())?;
        Ok(Self { config: Arc::new(config), ..self })
    }

    /// Asks for the server by this name or IP address, which has to be in its certificate, whatever the address that is
    /// connected to. At a unix socket there is no other name.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), where it is neither a name of DNS nor an IP address.
    pub fn server_name(self, name: impl Into<String>) -> Result<Self> {
        let name = ServerName::try_from(name.into());
        let name = name.map_err(|error| unusable("setting the name of a server", error))?;
        Ok(Self { name: Some(name), ..self })
    }

    /// Does the handshake with a server at this host. Gives what is within.
    pub(crate) async fn connect(
        &self,
        host: Option<Cow<'_, str>>,
        io: impl Io + 'static,
    ) -> io::Result<AnyIo<'static>> {
        let name = match (&self.name, host) {
            (Some(name), _) => name.clone(),
            (None, Some(host)) => ServerName::try_from(host.into_owned())
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?,
            (None, None) => {
                let why = "there is no name to look for in its certificate: set `ClientTls::server_name`";
                return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
            }
        };
        let stream = TlsConnector::from(Arc::clone(&self.config)).connect(name, io).await?;
        Ok(Box::new(stream))
    }
}

impl fmt::Debug for ClientTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientTls").field("server_name", &self.name).finish_non_exhaustive()
    }
}
