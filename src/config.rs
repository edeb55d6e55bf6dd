//! Settings: flags or the environment with the prefix `CHORUS_`; everything wrong is told at once, in plain words.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::web::client_address::TrustedProxies;

/// The settings of every command.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// Where the database is: sqlite://FILE or postgres://…
    #[arg(long, env = "CHORUS_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// A file that holds the database URL, so that its password stands in no command line
    #[arg(long, env = "CHORUS_DATABASE_URL_FILE", global = true)]
    pub database_url_file: Option<PathBuf>,
    /// Address and port the server listens on
    #[arg(long, env = "CHORUS_LISTEN", default_value = "127.0.0.1:8080", global = true)]
    pub listen: String,
    /// What visitors type, such as `https://feedback.example.org`
    #[arg(long, env = "CHORUS_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// Folder of the embedded database
    #[arg(long, env = "CHORUS_DATA_DIR", default_value = "chorus-data", global = true)]
    pub data_dir: PathBuf,
    /// The master key; the survey keys stand in its folder, outside the database and its backups
    #[arg(long, env = "CHORUS_KEY_FILE", default_value = "chorus-keys/key", global = true)]
    pub key_file: PathBuf,
    /// Certificate chain (PEM) for HTTPS without a proxy
    #[arg(long, env = "CHORUS_TLS_CERT", global = true)]
    pub tls_cert: Option<PathBuf>,
    /// Private key (PEM) of the certificate
    #[arg(long, env = "CHORUS_TLS_KEY", global = true)]
    pub tls_key: Option<PathBuf>,
    /// Addresses or networks, separated by commas, of the proxies whose X-Forwarded-For is believed
    #[arg(long, env = "CHORUS_TRUSTED_PROXY", global = true)]
    pub trusted_proxy: Option<String>,
}

/// Checked settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the database is.
    pub database_url: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// What visitors type; `None` means the address it listens on.
    pub public_url: Option<String>,
    /// The master key.
    pub key_file: PathBuf,
    /// Certificate and key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// The proxies that are believed.
    pub trusted_proxies: TrustedProxies,
}

impl Settings {
    /// Checks everything; gives every mistake at once.
    pub fn check(&self) -> Result<Config, Vec<String>> {
        let mut wrong = Vec::new();
        let database_url = self.database_url(&mut wrong);
        let listen = self.listen.parse::<SocketAddr>().map_err(|_| {
            wrong.push(format!(
                "LISTEN \"{}\" is not an address and a port such as 127.0.0.1:8080",
                self.listen
            ));
        });
        let public_url = self.public_url.as_ref().map(|url| url.trim_end_matches('/').to_owned());
        if let Some(url) = public_url.as_ref().filter(|url| !is_origin(url)) {
            wrong.push(format!(
                "PUBLIC_URL \"{url}\" is not of the form https://feedback.example.org"
            ));
        }
        let tls = match (&self.tls_cert, &self.tls_key) {
            (Some(cert), Some(key)) => Some((cert.clone(), key.clone())),
            (None, None) => None,
            _ => {
                wrong.push("TLS_CERT and TLS_KEY go together: one of them is missing".to_owned());
                None
            }
        };
        let trusted_proxies = self
            .trusted_proxy
            .as_deref()
            .unwrap_or("")
            .parse()
            .unwrap_or_else(|problem| {
                wrong.push(format!("TRUSTED_PROXY: {problem}"));
                TrustedProxies::default()
            });
        if self.key_file.starts_with(&self.data_dir) {
            wrong.push("KEY_FILE may not stand in DATA_DIR: a copy of the data would hold its keys".to_owned());
        }
        match (listen, wrong.is_empty()) {
            (Ok(listen), true) => Ok(Config {
                database_url,
                listen,
                public_url,
                key_file: self.key_file.clone(),
                tls,
                trusted_proxies,
            }),
            _ => Err(wrong),
        }
    }

    fn database_url(&self, wrong: &mut Vec<String>) -> String {
        match (&self.database_url, &self.database_url_file) {
            (Some(_), Some(_)) => {
                wrong.push("DATABASE_URL and DATABASE_URL_FILE: give only one of them".to_owned());
                String::new()
            }
            (Some(url), None) => url.clone(),
            (None, Some(file)) => match std::fs::read_to_string(file) {
                Ok(url) => url.trim().to_owned(),
                Err(error) => {
                    wrong.push(format!("DATABASE_URL_FILE {}: {error}", file.display()));
                    String::new()
                }
            },
            (None, None) => format!("sqlite://{}", self.data_dir.join("chorus.db").display()),
        }
    }
}

fn is_origin(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return false;
    };
    !rest.is_empty()
        && rest
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '[' | ']'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_wrong_setting_is_told_at_once() {
        let settings = Settings {
            database_url: None,
            database_url_file: Some("/nowhere/url".into()),
            listen: "everywhere".to_owned(),
            public_url: Some("feedback.example".to_owned()),
            data_dir: "data".into(),
            key_file: "data/key".into(),
            tls_cert: Some("cert.pem".into()),
            tls_key: None,
            trusted_proxy: Some("proxy".to_owned()),
        };

        let wrong = settings.check().unwrap_err().join("\n");

        for name in [
            "DATABASE_URL_FILE",
            "LISTEN",
            "PUBLIC_URL",
            "TLS_KEY",
            "TRUSTED_PROXY",
            "KEY_FILE",
        ] {
            assert!(wrong.contains(name), "{name} in {wrong}");
        }
    }
}
