//! TLS without a proxy: the certificate and its key, read once at the start. A renewed one needs a restart.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{
        CertificateDer, PrivateKeyDer,
        pem::{self, PemObject},
    },
};

/// Why TLS cannot start, in words for whoever runs the server. No part of a key is ever in them.
#[derive(Debug)]
pub enum TlsProblem {
    /// The file is missing or may not be read.
    CannotRead(PathBuf, std::io::Error),
    /// The file holds no certificate.
    NoCertificate(PathBuf),
    /// The file holds no private key, or one behind a password.
    NoKey(PathBuf),
    /// The two do not belong together, or are of a kind that rustls does not take.
    DoNotFit(rustls::Error),
}

impl fmt::Display for TlsProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CannotRead(path, _) => write!(formatter, "cannot read {}", path.display()),
            Self::NoCertificate(path) => write!(
                formatter,
                "{} holds no certificate; it should begin with -----BEGIN CERTIFICATE-----",
                path.display()
            ),
            Self::NoKey(path) => write!(
                formatter,
                "{} holds no private key without a password; it should begin with -----BEGIN PRIVATE KEY-----",
                path.display()
            ),
            Self::DoNotFit(_) => formatter.write_str("the TLS certificate and the TLS key do not fit together"),
        }
    }
}

impl std::error::Error for TlsProblem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::CannotRead(_, cause) => Some(cause),
            Self::DoNotFit(cause) => Some(cause),
            Self::NoCertificate(_) | Self::NoKey(_) => None,
        }
    }
}

/// What `HttpServer::bind_rustls_0_23` takes: TLS 1.2 and 1.3, no client certificates. `cert` is a PEM file
/// with the certificate and those between it and the root; `key` a PEM file with its private key.
pub fn server_config(cert: &Path, key: &Path) -> Result<ServerConfig, TlsProblem> {
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|problem| from_pem(problem, cert, TlsProblem::NoCertificate))?;
    if chain.is_empty() {
        return Err(TlsProblem::NoCertificate(cert.to_owned()));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|problem| from_pem(problem, key, TlsProblem::NoKey))?;
    ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, secret))
        .map_err(TlsProblem::DoNotFit)
}

fn from_pem(problem: pem::Error, path: &Path, otherwise: fn(PathBuf) -> TlsProblem) -> TlsProblem {
    match problem {
        pem::Error::Io(cause) => TlsProblem::CannotRead(path.to_owned(), cause),
        _ => otherwise(path.to_owned()),
    }
}

#[cfg(test)]
#[path = "tls_tests.rs"]
mod tests;
