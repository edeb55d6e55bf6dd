//! Settings: flags or the environment with the prefix `CHORUS_`; everything wrong is told at once, in plain words.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::keys::{KeyPlace, KeySource};
use crate::mail::{DkimSettings, MailSettings, Post, Veiled};
use crate::web::client_address::TrustedProxies;

/// The key file where none is set.
const KEY_FILE: &str = "chorus-keys/key";
/// The sender of mails that never leave this machine.
const NOBODY: &str = "chorus@localhost.localdomain";

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
    /// The key that wraps all others [default: chorus-keys/key]; made when there is none
    #[arg(long, env = "CHORUS_KEY_FILE", global = true)]
    pub key_file: Option<PathBuf>,
    /// A program with its arguments that prints the wrapping key instead, one a line, such as "vault-get chorus"; run without a shell
    #[arg(long, env = "CHORUS_KEY_COMMAND", hide_env_values = true, global = true)]
    pub key_command: Option<String>,
    /// A credential of systemd that holds the wrapping key instead: its name below $CREDENTIALS_DIRECTORY
    #[arg(long, env = "CHORUS_KEY_CREDENTIAL", global = true)]
    pub key_credential: Option<String>,
    /// Folder of the survey keys, outside the database and its backups [default: the folder of KEY_FILE]
    #[arg(long, env = "CHORUS_KEY_FOLDER", global = true)]
    pub key_folder: Option<PathBuf>,
    /// Where systemd puts credentials; set by it
    #[arg(long, env = "CREDENTIALS_DIRECTORY", hide = true, global = true)]
    pub credentials_directory: Option<PathBuf>,
    /// Certificate chain (PEM) for HTTPS without a proxy
    #[arg(long, env = "CHORUS_TLS_CERT", global = true)]
    pub tls_cert: Option<PathBuf>,
    /// Private key (PEM) of the certificate
    #[arg(long, env = "CHORUS_TLS_KEY", global = true)]
    pub tls_key: Option<PathBuf>,
    /// Addresses or networks, separated by commas, of the proxies whose X-Forwarded-For is believed
    #[arg(long, env = "CHORUS_TRUSTED_PROXY", global = true)]
    pub trusted_proxy: Option<String>,
    /// The relay for mail: smtps://user:password@host or smtp://host (STARTTLS; ?tls=none gives it up). Without it mails stay in a folder
    #[arg(long, env = "CHORUS_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,
    /// A file that holds the address of the relay, so that its password stands in no command line
    #[arg(long, env = "CHORUS_SMTP_URL_FILE", global = true)]
    pub smtp_url_file: Option<PathBuf>,
    /// The sender of mails, such as "Feedback <feedback@example.org>"
    #[arg(long, env = "CHORUS_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// Mails a minute; 0 sends as fast as it goes
    #[arg(long, env = "CHORUS_MAIL_RATE", default_value_t = 300, global = true)]
    pub mail_rate: u32,
    /// One more authority (PEM) that may vouch for the relay
    #[arg(long, env = "CHORUS_MAIL_CA", global = true)]
    pub mail_ca: Option<PathBuf>,
    /// Domain that signs mails (DKIM); leave it to the relay where that signs
    #[arg(long, env = "CHORUS_DKIM_DOMAIN", global = true)]
    pub dkim_domain: Option<String>,
    /// Name of the key below _domainkey
    #[arg(long, env = "CHORUS_DKIM_SELECTOR", global = true)]
    pub dkim_selector: Option<String>,
    /// The private key (PEM: RSA or Ed25519) that signs mails
    #[arg(long, env = "CHORUS_DKIM_KEY", global = true)]
    pub dkim_key: Option<PathBuf>,
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
    /// Where the wrapping key comes from, and the folder of what it wraps.
    pub keys: KeyPlace,
    /// Certificate and key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// The proxies that are believed.
    pub trusted_proxies: TrustedProxies,
    /// Where mails go.
    pub mail: MailSettings,
    /// Mails a minute; 0 for as fast as it goes.
    pub mail_rate: u32,
    /// The folder for notes of what was handed over and is not in the database yet.
    pub mail_notes: PathBuf,
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
        let keys = self.keys(&mut wrong);
        let mail = self.mail(&mut wrong);
        match (listen, wrong.is_empty()) {
            (Ok(listen), true) => Ok(Config {
                database_url,
                listen,
                public_url,
                keys,
                tls,
                trusted_proxies,
                mail,
                mail_rate: self.mail_rate,
                mail_notes: self.data_dir.clone(),
            }),
            _ => Err(wrong),
        }
    }

    fn keys(&self, wrong: &mut Vec<String>) -> KeyPlace {
        let file = self.key_file.clone().unwrap_or_else(|| PathBuf::from(KEY_FILE));
        let mut place = KeyPlace::beside(&file);
        if let Some(folder) = &self.key_folder {
            place.folder.clone_from(folder);
        }
        let given = [
            ("KEY_FILE", self.key_file.is_some()),
            ("KEY_COMMAND", self.key_command.is_some()),
            ("KEY_CREDENTIAL", self.key_credential.is_some()),
        ];
        let given: Vec<&str> = given
            .into_iter()
            .filter_map(|(name, is_given)| is_given.then_some(name))
            .collect();
        if given.len() > 1 {
            wrong.push(format!("{}: give only one of them", given.join(" and ")));
        }
        if let Some(command) = &self.key_command {
            let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
            if words.is_empty() {
                wrong.push("KEY_COMMAND is empty: it is a program and its arguments".to_owned());
            }
            place.source = KeySource::Command(words);
        }
        if let Some(name) = &self.key_credential {
            let is_a_name = !name.is_empty() && !name.contains('/') && !name.starts_with('.');
            match &self.credentials_directory {
                Some(folder) if is_a_name => place.source = KeySource::Credential(folder.join(name)),
                Some(_) => wrong.push(format!(
                    "KEY_CREDENTIAL \"{name}\" is not the name of a credential, such as chorus-key"
                )),
                None => wrong.push(
                    "KEY_CREDENTIAL needs $CREDENTIALS_DIRECTORY, which systemd sets with LoadCredential=".to_owned(),
                ),
            }
        }
        let is_file = matches!(place.source, KeySource::File(_));
        let credentials = self.credentials_directory.as_ref();
        if is_file && credentials.is_some_and(|folder| file.starts_with(folder)) {
            wrong.push(
                "KEY_FILE is a credential, which nobody can write: name it with KEY_CREDENTIAL instead".to_owned(),
            );
        }
        for (name, path) in [
            ("KEY_FILE", is_file.then_some(&file)),
            ("KEY_FOLDER", self.key_folder.as_ref()),
        ] {
            if path.is_some_and(|path| path.starts_with(&self.data_dir)) {
                wrong.push(format!(
                    "{name} may not stand in DATA_DIR: a copy of the data would hold its keys"
                ));
            }
        }
        place
    }

    fn mail(&self, wrong: &mut Vec<String>) -> MailSettings {
        let mut file = |name: &str, path: &PathBuf| match std::fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                wrong.push(format!("{name} {}: {error}", path.display()));
                None
            }
        };
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim().to_owned();
        let url_file = self.smtp_url_file.as_ref().and_then(|path| file("SMTP_URL_FILE", path));
        let ca_pem = self.mail_ca.as_ref().and_then(|path| file("MAIL_CA", path));
        let key = self.dkim_key.as_ref().and_then(|path| file("DKIM_KEY", path)).map(text);
        if self.smtp_url.is_some() && self.smtp_url_file.is_some() {
            wrong.push("SMTP_URL and SMTP_URL_FILE: give only one of them".to_owned());
        }
        let smtp_url = self.smtp_url.clone().or_else(|| url_file.map(text));
        let dkim = match (&self.dkim_domain, &self.dkim_selector, key) {
            (Some(domain), Some(selector), Some(key)) => Some(DkimSettings {
                domain: domain.clone(),
                selector: selector.clone(),
                key_pem: Veiled::new(key),
            }),
            (None, None, None) => None,
            _ => {
                wrong.push("DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY go together: one of them is missing".to_owned());
                None
            }
        };
        if smtp_url.is_some() && self.mail_from.is_none() {
            wrong.push("MAIL_FROM is missing: with SMTP_URL mails need a sender".to_owned());
        }
        if smtp_url.is_some() && self.public_url.is_none() {
            wrong.push(
                "PUBLIC_URL is missing: with SMTP_URL mails have links, and people open them elsewhere".to_owned(),
            );
        }
        let settings = MailSettings {
            smtp_url: smtp_url.map(Veiled::new),
            from: self.mail_from.clone().unwrap_or_else(|| NOBODY.to_owned()),
            folder: self.data_dir.join("mail"),
            dkim,
            ca_pem,
        };
        if let Err(problem) = Post::open(&settings) {
            wrong.push(problem);
        }
        settings
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
            key_file: Some("data/key".into()),
            key_command: Some("vault-get chorus".to_owned()),
            key_credential: Some("key".to_owned()),
            key_folder: Some("data/keys".into()),
            credentials_directory: None,
            tls_cert: Some("cert.pem".into()),
            tls_key: None,
            trusted_proxy: Some("proxy".to_owned()),
            smtp_url: Some("carrier-pigeon://somewhere".to_owned()),
            smtp_url_file: None,
            mail_from: None,
            mail_rate: 0,
            mail_ca: None,
            dkim_domain: Some("example.org".to_owned()),
            dkim_selector: None,
            dkim_key: None,
        };

        let wrong = settings.check().unwrap_err().join("\n");

        for name in [
            "DATABASE_URL_FILE",
            "LISTEN",
            "PUBLIC_URL",
            "TLS_KEY",
            "TRUSTED_PROXY",
            "KEY_FILE and KEY_COMMAND and KEY_CREDENTIAL: give only one",
            "KEY_CREDENTIAL needs",
            "KEY_FOLDER may not",
            "SMTP_URL",
            "MAIL_FROM",
            "DKIM_KEY",
        ] {
            assert!(wrong.contains(name), "{name} in {wrong}");
        }
    }
}
