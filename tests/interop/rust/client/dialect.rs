//! What to speak.

use std::error::Error;

use interop_contract::certificate;
use thrift_rs::tls::ClientTls;
use thrift_rs::{ChannelBuilder, Protocol, Transport};

/// A transport, and a protocol in it.
#[derive(Debug, Clone)]
pub(crate) struct Dialect {
    transport: Transport,
    protocol: Protocol,
    tls: Option<ClientTls>,
    is_compressed: bool,
}

impl Dialect {
    pub(crate) fn parse(name: &str, protocol: &str) -> Result<Self, Box<dyn Error>> {
        let protocol = match protocol {
            // Whoever writes old-style reads strict as well.
            "binary" | "old-style" => Protocol::Binary,
            "compact" => Protocol::Compact,
            "json" => Protocol::Json,
            other => return Err(format!("unknown protocol `{other}`").into()),
        };
        let (transport, tls) = match name {
            "unframed" => (Transport::Unframed, None),
            "framed" => (Transport::Framed, None),
            "header" | "header-zlib" => (Transport::Header, None),
            "http" => (Transport::Http, None),
            "zlib" => (Transport::Zlib, None),
            "ttheader" => (Transport::TtHeader, None),
            "tls" => (Transport::Unframed, Some(client_tls()?)),
            "tls-framed" => (Transport::Framed, Some(client_tls()?)),
            other => return Err(format!("unknown transport `{other}`").into()),
        };
        Ok(Self { transport, protocol, tls, is_compressed: name == "header-zlib" })
    }

    /// Whether something goes beside a call.
    pub(crate) fn has_metadata(&self) -> bool {
        matches!(self.transport, Transport::Header | Transport::TtHeader)
    }

    /// Whether one connection is enough for all calls: behind an answer over HTTP, some close it.
    pub(crate) fn has_lasting_connections(&self) -> bool {
        self.transport != Transport::Http
    }

    pub(crate) fn of(&self, builder: ChannelBuilder) -> thrift_rs::Result<ChannelBuilder> {
        let builder = builder.transport(self.transport).protocol(self.protocol).compressed(self.is_compressed);
        let builder = builder.http_path("/service")?;
        Ok(match &self.tls {
            Some(tls) => builder.tls(tls.clone()),
            None => builder,
        })
    }
}

/// It says who it is, too.
fn client_tls() -> Result<ClientTls, Box<dyn Error>> {
    let tls = ClientTls::trusting(certificate("ca.pem")?)?;
    Ok(tls.certificate(certificate("client.pem")?, certificate("client.key")?)?)
}
