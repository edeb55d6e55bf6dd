//! Signing letters (DKIM), for those whose relay does not.

use base64ct::{Base64, Encoding};
use lettre::{
    Message,
    message::{
        dkim::{
            DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey, dkim_sign,
        },
        header::HeaderName,
    },
};
use pkcs1::RsaPrivateKey;
use pkcs8::{
    PrivateKeyInfo, SecretDocument,
    der::{
        Decode,
        asn1::OctetStringRef,
        pem::{LineEnding, encode_string},
    },
};
use zeroize::Zeroizing;

use super::DkimSettings;

/// Never Content-Type: lettre keeps that of a multipart letter in its body, and the signature would not verify.
const SIGNED: [&str; 8] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Verifiers turn shorter keys away (RFC 8301).
const LEAST_BITS: usize = 1024;

/// `rsaEncryption` and `id-Ed25519`.
const RSA: &str = "1.2.840.113549.1.1.1";
const ED25519: &str = "1.3.101.112";

/// A key and who it speaks for.
pub(super) struct Signer(DkimConfig);

impl Signer {
    /// Reads the key.
    pub(super) fn open(settings: &DkimSettings) -> Result<Self, String> {
        for (name, value) in [("DKIM_DOMAIN", &settings.domain), ("DKIM_SELECTOR", &settings.selector)] {
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
            if value.is_empty() || !value.bytes().all(is_name) {
                return Err(format!("{name} is not a name in ASCII letters, digits, '-' and '.'"));
            }
        }
        // simple headers fold differently when signed and when sent
        let relaxed = DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        let key = read(settings.key_pem.expose())?;
        let headers = SIGNED.map(HeaderName::new_from_ascii_str).to_vec();
        let (selector, domain) = (settings.selector.clone(), settings.domain.clone());
        Ok(Self(DkimConfig::new(selector, domain, key, headers, relaxed)))
    }

    /// Puts a DKIM-Signature over the letter. Its time is the machine's, to the second: lettre asks for no other.
    pub(super) fn sign(&self, message: &mut Message) {
        dkim_sign(message, &self.0);
    }
}

/// lettre reads PKCS #1 and bare Ed25519 seeds; what openssl writes today is PKCS #8.
fn read(pem: &str) -> Result<DkimSigningKey, String> {
    let wrong = || "DKIM_KEY is not an RSA or Ed25519 private key in PEM without a passphrase".to_owned();
    let (label, document) = SecretDocument::from_pem(pem.trim()).map_err(|_| wrong())?;
    match label {
        "RSA PRIVATE KEY" => rsa(document.as_bytes()),
        "PRIVATE KEY" => {
            let key = PrivateKeyInfo::try_from(document.as_bytes()).map_err(|_| wrong())?;
            match key.algorithm.oid.to_string().as_str() {
                RSA => rsa(key.private_key),
                ED25519 => {
                    let seed = OctetStringRef::from_der(key.private_key).map_err(|_| wrong())?;
                    let seed = Zeroizing::new(Base64::encode_string(seed.as_bytes()));
                    DkimSigningKey::new(&seed, DkimSigningAlgorithm::Ed25519).map_err(|_| wrong())
                }
                _ => Err(wrong()),
            }
        }
        _ => Err(wrong()),
    }
}

fn rsa(der: &[u8]) -> Result<DkimSigningKey, String> {
    let wrong = || "DKIM_KEY is not a sound RSA key".to_owned();
    let key = RsaPrivateKey::try_from(der).map_err(|_| wrong())?;
    if key.modulus.as_bytes().len() * 8 < LEAST_BITS {
        return Err(format!("DKIM_KEY has fewer than {LEAST_BITS} bits"));
    }
    let pem = encode_string("RSA PRIVATE KEY", LineEnding::LF, der).map_err(|_| wrong())?;
    DkimSigningKey::new(&Zeroizing::new(pem), DkimSigningAlgorithm::Rsa).map_err(|_| wrong())
}
