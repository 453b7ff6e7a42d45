//! Certificates and keys out of PEM (RFC 7468).

use std::sync::Arc;

use super::rustls::RootCertStore;
use super::rustls::pki_types::pem::PemObject;
use super::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use super::rustls::sign::{CertifiedKey, SingleCertAndKey};

use crate::error::TransportError;

use super::{provider, unusable};

/// A certificate with those behind it, and its key.
pub(super) fn identity(certificates: &[u8], key: &[u8]) -> Result<Arc<SingleCertAndKey>, TransportError> {
    let chain = read(certificates)?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|error| unusable("reading a private key", error))?;
    let certified = CertifiedKey::from_der(chain, key, &provider());
    let certified = certified.map_err(|error| unusable("using a certificate with its key", error))?;
    Ok(Arc::new(certified.into()))
}

/// Certificates to trust, and whatever they have signed.
pub(super) fn roots(certificates: &[u8]) -> Result<RootCertStore, TransportError> {
    let mut roots = RootCertStore::empty();
    for certificate in read(certificates)? {
        roots.add(certificate).map_err(|error| unusable("reading root certificates", error))?;
    }
    Ok(roots)
}

/// At least one certificate.
fn read(certificates: &[u8]) -> Result<Vec<CertificateDer<'static>>, TransportError> {
    let failed = |error| unusable("reading certificates", error);
    let read: Vec<_> = CertificateDer::pem_slice_iter(certificates).collect::<Result<_, _>>().map_err(failed)?;
    match read.is_empty() {
        true => Err(unusable("reading certificates", "there is no `-----BEGIN CERTIFICATE-----`")),
        false => Ok(read),
    }
}
