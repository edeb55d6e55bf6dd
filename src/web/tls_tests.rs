//! What whoever runs the server is told about a certificate that does not serve. The keys below were made
//! for these tests and protect nothing.

use std::{error::Error, fs};

use super::*;

const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUUwbQPdESMj893IbwZJTwkGD9uqYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTIzMDYyMFoYDzIxMjYxMDI4
MjMwNjIwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQwFZLZ89x4Ab/oU9T8O3rsVm/CTVmXU9QvJvBdlUXMjbPvGVJZJLJR
jGn/i9TJAsfoSjby0wNDrt5Gkfam3yI/o2kwZzAdBgNVHQ4EFgQU4G/Nd1PpQGd9
WE5b6YZCGdYjYtEwHwYDVR0jBBgwFoAU4G/Nd1PpQGd9WE5b6YZCGdYjYtEwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAKOVMr4qvwx+hUqDH44geaE8Oe2nr1un/GXXeywamcr2AiEA+vbLf3Oe
KhvbxAF2D3szZ51ny6Vo3sodE4UjkLHVwoU=
-----END CERTIFICATE-----";

const ITS_KEY: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiErZKcBX6u4wc/rz
z8BQ9+aj6Wv7nKpTu0TCsd6kYpWhRANCAAQwFZLZ89x4Ab/oU9T8O3rsVm/CTVmX
U9QvJvBdlUXMjbPvGVJZJLJRjGn/i9TJAsfoSjby0wNDrt5Gkfam3yI/
-----END PRIVATE KEY-----";

const ANOTHER_KEY: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHalVr4GnMomcMi1j
dC/v/M9jEjX2WMzA0kL2UZkToAWhRANCAATgAe0w/h/nOsGjskwP0ZCX07H9s5CT
nz+z7fkYFy/ILqrxX1MOP3XGoje3U4qcG6vDRMeh4dmCLbjlsLbh/Grt
-----END PRIVATE KEY-----";

fn configure(test: &str, certificate: Option<&str>, key: Option<&str>) -> Result<ServerConfig, TlsProblem> {
    let folder = std::env::temp_dir().join(format!("chorus-tls-{}-{test}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let paths = [("cert.pem", certificate), ("key.pem", key)].map(|(name, text)| {
        let path = folder.join(name);
        if let Some(text) = text {
            fs::write(&path, text).unwrap();
        }
        path
    });
    let outcome = server_config(&paths[0], &paths[1]);
    fs::remove_dir_all(&folder).unwrap();
    outcome
}

#[test]
fn a_certificate_and_its_key_serve() {
    assert!(configure("good", Some(CERTIFICATE), Some(ITS_KEY)).is_ok());
}

#[test]
fn a_missing_file_is_named() {
    let problem = configure("missing", Some(CERTIFICATE), None).unwrap_err();

    assert!(problem.to_string().starts_with("cannot read ") && problem.to_string().ends_with("key.pem"));
    assert!(problem.source().is_some());
}

#[test]
fn files_in_the_wrong_order_are_noticed() {
    let problem = configure("swapped", Some(ITS_KEY), Some(CERTIFICATE)).unwrap_err();

    assert!(
        problem.to_string().contains("cert.pem holds no certificate"),
        "{problem}"
    );
}

#[test]
fn a_file_without_a_key_is_named() {
    let problem = configure("no-key", Some(CERTIFICATE), Some("hello")).unwrap_err();

    assert!(
        problem.to_string().contains("key.pem holds no private key"),
        "{problem}"
    );
}

#[test]
fn the_key_of_another_certificate_is_refused() {
    let problem = configure("other", Some(CERTIFICATE), Some(ANOTHER_KEY)).unwrap_err();

    assert!(matches!(problem, TlsProblem::DoNotFit(_)), "{problem}");
}
