//! Makes the certificates of a run: `interop-certificates DIRECTORY`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = PathBuf::from(std::env::args().nth(1).ok_or("usage: interop-certificates DIRECTORY")?);
    fs::create_dir_all(&directory)?;
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "interop tests");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    fs::write(directory.join("ca.pem"), params.self_signed(&key)?.pem())?;
    let issuer = Issuer::new(params, key);
    // Apache's Python servers hold the name of a client's certificate against its address.
    for (name, subject) in
        [("server", vec!["localhost".to_owned(), "127.0.0.1".to_owned()]), ("client", vec!["127.0.0.1".to_owned()])]
    {
        let key = KeyPair::generate()?;
        let certificate = CertificateParams::new(subject)?.signed_by(&key, &issuer)?.pem();
        fs::write(directory.join(name).with_extension("pem"), &certificate)?;
        fs::write(directory.join(name).with_extension("key"), key.serialize_pem())?;
        // Some take both in one file.
        fs::write(directory.join(format!("{name}-and-key.pem")), certificate + &key.serialize_pem())?;
    }
    Ok(())
}
