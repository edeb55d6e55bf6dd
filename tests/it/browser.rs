//! A headless Chromium for tests, driven through chromedriver; knows web pages, nothing of Chorus.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, Cookie, LoggingPrefsLogLevel};

use crate::outside::{PageServer, Program, ScratchDir, skipped, terminate};

/// axe-core 4.14.1 (MPL-2.0, from npm, unchanged).
const AXE: &str = include_str!("axe.min.js");

const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1280,900",
    // A foreign address is asked for, so that `requests` tells of it, but never reached.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

/// One browser with a profile of its own: no cookie, no storage, no history from before. Gone with this value.
pub struct Browser {
    /// The thirtyfour driver, for everything that has no helper here (find, type, press).
    pub driver: WebDriver,
    port: u16,
    chromium: u32,
    // The order matters: the driver stops before its folder goes.
    _chromedriver: Program,
    _profile: ScratchDir,
    script_off: AtomicBool,
    requests: Mutex<Vec<String>>,
}

impl Browser {
    /// Starts chromedriver and Chromium; ask [`skipped`] first.
    pub async fn start() -> Self {
        let profile = ScratchDir::new("browser");
        let (chromedriver, port) = start_chromedriver();
        let mut wishes = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wishes.add_arg(flag).expect("a flag");
        }
        wishes
            .add_arg(&format!("--user-data-dir={}", profile.path().display()))
            .expect("a flag");
        wishes
            .set_logging_prefs("performance", LoggingPrefsLogLevel::All)
            .expect("a log");
        wishes
            .set_logging_prefs("browser", LoggingPrefsLogLevel::All)
            .expect("a log");
        // Behind a proxy the tests meet their own certificate.
        wishes.accept_insecure_certs(true).expect("a wish");
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes)
            .await
            .expect("a Chromium that starts");
        driver
            .set_script_timeout(Duration::from_secs(60))
            .await
            .expect("a time limit");
        let id = driver
            .capabilities()
            .get("goog:processID")
            .and_then(Value::as_u64)
            .expect("Chromium's process id");

        let browser = Self {
            driver,
            port,
            chromium: u32::try_from(id).expect("a process id"),
            _chromedriver: chromedriver,
            _profile: profile,
            script_off: AtomicBool::new(false),
            requests: Mutex::new(Vec::new()),
        };
        // Chromium's own first page has parts of its own: they are no test's business.
        browser.open("about:blank").await;
        browser.requests().await;
        browser.requests.lock().expect("the list of requests").clear();
        browser
    }

    /// Opens an address and waits until it is loaded.
    pub async fn open(&self, url: &str) {
        self.driver.goto(url).await.expect("a page that opens");
    }

    /// Has the session of somebody who signed in elsewhere, from the next page on.
    pub async fn sign_in(&self, app: &crate::app::TestApp, cookie: &str) {
        let (name, value) = cookie.split_once('=').expect("a cookie");
        let cookie = json!({
            "name": name, "value": value, "url": app.origin(), "path": "/",
            "secure": true, "httpOnly": true, "sameSite": "Lax",
        });
        let _ = self.cdp("Network.setCookie", cookie).await;
    }

    /// Has an authenticator for passkeys, whose owner always says yes.
    pub async fn authenticator(&self) {
        let _ = self.cdp("WebAuthn.enable", json!({"enableUI": false})).await;
        let options = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true,
        });
        let _ = self
            .cdp("WebAuthn.addVirtualAuthenticator", json!({ "options": options }))
            .await;
    }

    /// From the next page on, no script of any page runs (the helpers here still work).
    pub async fn without_script(&self) {
        self.script_off.store(true, Ordering::SeqCst);
        self.set_script_off(true).await;
    }

    /// Lays pages out `width` CSS pixels wide, from now on.
    pub async fn at_width(&self, width: u32) {
        let metrics = json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// True if the page is wider than the window, so that it has to be scrolled sideways.
    pub async fn scrolls_sideways(&self) -> bool {
        let script = "const page = document.scrollingElement; return page.scrollWidth > page.clientWidth";
        self.ask(script).await.as_bool().expect("yes or no")
    }

    /// Prefers dark colours, from now on.
    pub async fn dark(&self) {
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
        self.cdp("Emulation.setEmulatedMedia", media).await;
    }

    /// What axe-core finds against WCAG 2.0, 2.1 and 2.2, A and AA, one line an element; empty is good.
    pub async fn axe(&self) -> Vec<String> {
        let run = "const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
            axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(
                found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
                    `${rule.id} (${rule.impact}): ${rule.help} at ${node.target.join(' ')}: ${node.html}`))),
                error => done(['axe did not run: ' + error]))";
        self.allowing_script(async || {
            self.driver.execute(AXE, Vec::new()).await.expect("axe in the page");
            let found = self
                .driver
                .execute_async(run, Vec::new())
                .await
                .expect("axe's findings");
            found.convert().expect("lines")
        })
        .await
    }

    /// Every cookie in the browser, of whatever site.
    pub async fn cookies(&self) -> Vec<Cookie> {
        let mut answer = self.cdp("Storage.getCookies", json!({})).await;
        let cookies = answer["cookies"].take();
        cookies.as_array().expect("a list").iter().map(cookie).collect()
    }

    /// True if the open page's site keeps nothing here: local and session storage, IndexedDB, caches, service workers.
    pub async fn storage_is_empty(&self) -> bool {
        let count = "const done = arguments[arguments.length - 1];
            Promise.all([
                localStorage.length,
                sessionStorage.length,
                indexedDB.databases().then(found => found.length),
                window.caches ? caches.keys().then(found => found.length) : 0,
                navigator.serviceWorker ? navigator.serviceWorker.getRegistrations().then(found => found.length) : 0,
            ]).then(done, error => done(['' + error]))";
        let counts = self
            .allowing_script(async || {
                let answer = self.driver.execute_async(count, Vec::new()).await.expect("counts");
                answer.json().clone()
            })
            .await;
        counts == json!([0, 0, 0, 0, 0])
    }

    /// Every address asked for since the start, in order: pages, redirects, parts, scripts' own requests, web sockets.
    pub async fn requests(&self) -> Vec<String> {
        let log = self.driver.get_log("performance").await.expect("the performance log");
        let mut requests = self.requests.lock().expect("the list of requests");
        for entry in log {
            let event: Value = serde_json::from_str(&entry.message).expect("an event");
            let message = &event["message"];
            let address = match message["method"].as_str() {
                Some("Network.requestWillBeSent") => &message["params"]["request"]["url"],
                Some("Network.webSocketCreated") => &message["params"]["url"],
                _ => continue,
            };
            requests.extend(address.as_str().map(str::to_owned));
        }
        requests.clone()
    }

    /// What the console says since it was last asked: script errors, what the CSP refused, files not found.
    pub async fn console(&self) -> Vec<String> {
        let log = self.driver.browser_log().await.expect("the console");
        log.into_iter()
            .map(|entry| format!("{}: {}", entry.level, entry.message))
            .collect()
    }

    /// Writes what the window shows as a PNG.
    pub async fn screenshot(&self, path: &Path) {
        self.driver.screenshot(path).await.expect("a picture");
    }

    async fn ask(&self, script: &str) -> Value {
        let run = async || {
            self.driver
                .execute(script, Vec::new())
                .await
                .expect("an answer")
                .json()
                .clone()
        };
        self.allowing_script(run).await
    }

    /// The page's own scripts had their moment when it loaded, so lifting the ban starts none of them.
    async fn allowing_script<T>(&self, work: impl AsyncFnOnce() -> T) -> T {
        if !self.script_off.load(Ordering::SeqCst) {
            return work().await;
        }
        self.set_script_off(false).await;
        let result = work().await;
        self.set_script_off(true).await;
        result
    }

    async fn set_script_off(&self, off: bool) {
        self.cdp("Emulation.setScriptExecutionDisabled", json!({"value": off}))
            .await;
    }

    async fn cdp(&self, method: &str, parameters: Value) -> Value {
        self.driver
            .cdp()
            .send_raw(method, parameters)
            .await
            .expect("a devtools command")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // thirtyfour's own way to end a session here blocks until its time limit of two minutes (0.38.1).
        let session = self.driver.session_id().to_string();
        let _ = self.driver.clone().leak();
        if close_session(self.port, &session).is_err() {
            terminate(self.chromium);
        }
    }
}

fn close_session(port: u16, session: &str) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let host = format!("Host: 127.0.0.1:{port}");
    write!(
        stream,
        "DELETE /session/{session} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n"
    )?;
    stream.read_exact(&mut [0; 12])
}

fn start_chromedriver() -> (Program, u16) {
    let mut command = Command::new("chromedriver");
    let mut program = Program::start(command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()));
    let mut lines = BufReader::new(program.child().stdout.take().expect("its words")).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let said = line.strip_prefix("ChromeDriver was started successfully on port ")?;
        said.trim_end_matches('.').parse().ok()
    });
    // Read on, so that the driver never writes into a closed pipe.
    std::thread::spawn(move || lines.for_each(drop));
    (program, port.expect("chromedriver tells its port"))
}

fn cookie(value: &Value) -> Cookie {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let mut cookie = Cookie::new(text("name"), text("value"));
    cookie.set_domain(text("domain"));
    cookie.set_path(text("path"));
    cookie
}

const GOOD_PAGE: &str = "<!doctype html><html lang=en><head><meta name=viewport content='width=device-width'>
    <title>A good page</title><link rel=icon href='data:,'>
    <style>:root { color-scheme: light dark }</style></head>
    <body><main><h1>Hello</h1><p id=told>No script ran.</p>
    <script>document.getElementById('told').textContent = 'A script ran.'</script>
    <noscript><p id=without>Without script.</p></noscript></main></body></html>";

const BAD_PAGE: &str = "<!doctype html><html><head><title>A bad page</title></head>
    <body><img src='http://tracker.example/pixel.png'><p style='color:#999;background:#aaa'>Pale</p>
    <div style='width:2000px'>Wide</div>
    <script>
        document.cookie = 'seen=yes; path=/bad'; localStorage.setItem('seen', 'yes');
        fetch('https://elsewhere.example/count').catch(() => {}); console.error('a bad page spoke');
    </script></body></html>";

#[actix_web::test]
async fn the_browser_finds_nothing_wrong_with_a_good_page() {
    if skipped() {
        return;
    }
    let server = PageServer::start(&[("/good", GOOD_PAGE)]);
    let browser = Browser::start().await;

    browser.open(&server.url("/good")).await;

    assert_eq!(browser.axe().await, Vec::<String>::new());
    assert!(browser.cookies().await.is_empty());
    assert!(browser.storage_is_empty().await);
    assert_eq!(
        browser.requests().await,
        [server.url("/good"), "data:,".to_owned()][..1]
    );
    assert_eq!(browser.console().await, Vec::<String>::new());
    let told = browser.driver.find(By::Id("told")).await.expect("the text");
    assert_eq!(told.text().await.expect("its words"), "A script ran.");
}

#[actix_web::test]
async fn the_browser_sees_every_fault_of_a_bad_page() {
    if skipped() {
        return;
    }
    let server = PageServer::start(&[("/bad", BAD_PAGE)]);
    let browser = Browser::start().await;

    browser.open(&server.url("/bad")).await;

    let axe = browser.axe().await.join("\n");
    assert!(
        axe.contains("image-alt") && axe.contains("color-contrast") && axe.contains("html-has-lang"),
        "{axe}"
    );
    let cookies = browser.cookies().await;
    assert_eq!(
        cookies.iter().map(|cookie| cookie.name.as_str()).collect::<Vec<_>>(),
        ["seen"]
    );
    assert!(!browser.storage_is_empty().await);
    let requests = browser.requests().await;
    assert!(
        requests.contains(&"http://tracker.example/pixel.png".to_owned()),
        "{requests:?}"
    );
    assert!(
        requests.contains(&"https://elsewhere.example/count".to_owned()),
        "{requests:?}"
    );
    let console = browser.console().await.join("\n");
    assert!(console.contains("a bad page spoke"), "{console}");
}

#[actix_web::test]
async fn the_browser_can_be_small_dark_and_without_script() {
    if skipped() {
        return;
    }
    let server = PageServer::start(&[("/good", GOOD_PAGE), ("/bad", BAD_PAGE)]);
    let pictures = ScratchDir::new("pictures");
    let browser = Browser::start().await;

    browser.without_script().await;
    browser.at_width(320).await;
    browser.dark().await;
    browser.open(&server.url("/bad")).await;
    let wide = browser.scrolls_sideways().await;
    browser.open(&server.url("/good")).await;

    assert!(wide && !browser.scrolls_sideways().await);
    let told = browser.driver.find(By::Id("told")).await.expect("the text");
    assert_eq!(told.text().await.expect("its words"), "No script ran.");
    assert!(browser.driver.find(By::Id("without")).await.is_ok());
    assert_eq!(browser.ask("return innerWidth").await, 320);
    assert_eq!(
        browser
            .ask("return matchMedia('(prefers-color-scheme: dark)').matches")
            .await,
        true
    );
    assert_eq!(browser.axe().await, Vec::<String>::new());
    assert!(browser.cookies().await.is_empty() && browser.storage_is_empty().await);
    assert!(
        !browser
            .requests()
            .await
            .contains(&"https://elsewhere.example/count".to_owned())
    );
    let picture = pictures.path().join("page.png");
    browser.screenshot(&picture).await;
    assert!(std::fs::read(&picture).expect("a picture").starts_with(b"\x89PNG"));
}
