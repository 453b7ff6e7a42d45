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
}

impl Dialect {
    pub(crate) fn parse(transport: &str, protocol: &str) -> Result<Self, Box<dyn Error>> {
        let protocol = match protocol {
            // Whoever writes old-style reads strict as well.
            "binary" | "old-style" => Protocol::Binary,
            "compact" => Protocol::Compact,
            "json" => Protocol::Json,
            other => return Err(format!("unknown protocol `{other}`").into()),
        };
        let (transport, tls) = match transport {
            "unframed" => (Transport::Unframed, None),
            "framed" => (Transport::Framed, None),
            "tls" => (Transport::Unframed, Some(client_tls()?)),
            "tls-framed" => (Transport::Framed, Some(client_tls()?)),
            other => return Err(format!("unknown transport `{other}`").into()),
        };
        Ok(Self { transport, protocol, tls })
    }

    pub(crate) fn of(&self, builder: ChannelBuilder) -> ChannelBuilder {
        let builder = builder.transport(self.transport).protocol(self.protocol);
        match &self.tls {
            Some(tls) => builder.tls(tls.clone()),
            None => builder,
        }
    }
}

/// It says who it is, too.
fn client_tls() -> Result<ClientTls, Box<dyn Error>> {
    let tls = ClientTls::trusting(certificate("ca.pem")?)?;
    Ok(tls.certificate(certificate("client.pem")?, certificate("client.key")?)?)
}
