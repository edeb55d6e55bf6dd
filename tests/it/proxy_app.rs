//! The whole program behind the shipped proxy settings.

use crate::app::{TestApp, between};
use crate::outside::skipped;
use crate::proxy::{ProxyGuard, behind_caddy, behind_nginx};

const MARK: &str = "canary-behind-a-proxy";

#[test]
fn a_form_is_answered_behind_the_shipped_proxies_without_a_trace() {
    if skipped() {
        return;
    }
    let app = TestApp::start();
    app.survey("visit");
    let port = app
        .origin()
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
        .expect("a port");

    for proxy in [Some(behind_nginx(port)), behind_caddy(port)].into_iter().flatten() {
        let page = ask(&proxy, "GET", "/s/visit", "");
        let token = between(&page, "name=\"_form\" value=\"", "\"")
            .expect("a form")
            .to_owned();
        let thanks = ask(
            &proxy,
            "POST",
            "/s/visit",
            &format!("_form={token}&overall=4&more={MARK}"),
        );

        assert!(
            page.starts_with("HTTP/1.1 200") && thanks.starts_with("HTTP/1.1 200"),
            "{page}{thanks}"
        );
        assert!(thanks.contains("receipt-code"), "{thanks}");
        assert!(!page.to_ascii_lowercase().contains("set-cookie"), "{page}");
        assert_eq!(proxy.files_with(MARK), Vec::<std::path::PathBuf>::new());
        assert_eq!(proxy.files_with(&token), Vec::<std::path::PathBuf>::new());
    }
}

fn ask(proxy: &ProxyGuard, method: &str, path: &str, body: &str) -> String {
    let request = format!(
        "{method} {path}?{MARK} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nUser-Agent: {MARK}\r\nReferer: https://{MARK}.example/\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    proxy.send(request.as_bytes())
}
