//! Whom a relay's certificate may come from: the machine's authorities, and one of ours.

use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};

/// TLS with `host`, or a sentence on what is wrong with the authority.
pub(super) fn trust(host: &str, ca_pem: Option<&[u8]>) -> Result<TlsParameters, String> {
    let mut tls = TlsParameters::builder(host.to_owned()).certificate_store(CertificateStore::Default);
    if let Some(pem) = ca_pem {
        if !is_authority(pem) {
            return Err("MAIL_CA is not a certificate in PEM".to_owned());
        }
        let authority = Certificate::from_pem(pem).map_err(|_| "MAIL_CA is not a certificate in PEM".to_owned())?;
        tls = tls.add_root_certificate(authority);
    }
    tls.build().map_err(|_| "TLS for SMTP_URL cannot be set up".to_owned())
}

/// True if there is a certificate and rustls can read all of them; lettre takes a text without any in silence.
fn is_authority(pem: &[u8]) -> bool {
    let mut roots = RootCertStore::empty();
    CertificateDer::pem_slice_iter(pem).all(|found| found.is_ok_and(|found| roots.add(found).is_ok()))
        && !roots.is_empty()
}
