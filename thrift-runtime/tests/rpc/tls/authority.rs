//! Certificates.

use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use thrift_runtime::tls::{ClientTls, ServerTls};

/// Who signs certificates.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: String,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        /// By which one authority is told from another.
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let mut params = CertificateParams::default();
        let name = format!("authority {}", NUMBER.fetch_add(1, Ordering::Relaxed));
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), root }
    }

    /// A certificate for this name, and its key, in PEM.
    pub(crate) fn certificate(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.issuer).unwrap().pem(), key.serialize_pem())
    }

    pub(crate) fn roots(&self) -> &str {
        &self.root
    }

    /// A server of this name.
    pub(crate) fn server(&self, name: &str) -> ServerTls {
        let (certificate, key) = self.certificate(name);
        ServerTls::new(certificate, key).unwrap()
    }

    /// A client that trusts this authority.
    pub(crate) fn client(&self) -> ClientTls {
        ClientTls::trusting(&self.root).unwrap()
    }
}
