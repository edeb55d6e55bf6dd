//! Marked things of a respondent that must be nowhere afterwards, and how to send them along.

use reqwest::blocking::RequestBuilder;

use crate::find::Finder;

/// What must be nowhere afterwards. Each is unlike everything else in the world.
pub struct Canaries {
    marks: Vec<String>,
}

impl Canaries {
    pub fn new() -> Self {
        let run = format!("{:016x}", rand::random::<u64>());
        let digits: String = (0..7).map(|_| char::from(b'0' + rand::random::<u8>() % 10)).collect();
        let address = format!("203.0.113.{}", 10 + rand::random::<u8>() % 200);
        let marks = [
            "agent", "referrer", "query", "cookie", "path", "mail", "host", "password", "word",
        ];
        let mut marks: Vec<String> = marks.iter().map(|name| format!("{name}{run}")).collect();
        marks.extend([address, format!("39347{digits}"), format!("2001:db8:{}::77", &run[..4])]);
        Self { marks }
    }

    pub fn mark(&self, name: &str) -> &str {
        self.marks.iter().find(|mark| mark.starts_with(name)).expect("a mark")
    }

    pub fn address(&self) -> &str {
        self.mark("203.0.113.")
    }

    /// A comment with everything the scrubber knows how to take out.
    pub fn comment(&self) -> String {
        let (mail, host, phone) = (self.mark("mail"), self.mark("host"), self.mark("39347"));
        format!(
            "Write to {mail}@{host}.example or https://{host}.example/{mail} or +{phone} or {} please.",
            self.address()
        )
    }

    /// Dresses a request up as a browser that says too much.
    pub fn dress(&self, request: RequestBuilder) -> RequestBuilder {
        request
            .header("User-Agent", format!("Mozilla/5.0 {}", self.mark("agent")))
            .header(
                "Referer",
                format!("https://{}.example/{}", self.mark("referrer"), self.mark("query")),
            )
            .header(
                "X-Forwarded-For",
                format!("{}, {}", self.address(), self.mark("2001:db8")),
            )
            .header("Forwarded", format!("for={}", self.address()))
            .header("X-Real-IP", self.address())
            .header("Cookie", format!("__Host-session={}", self.mark("cookie")))
    }

    /// As they are, in the wide letters some formats use, and in hexadecimal digits.
    pub fn finder(&self) -> Finder {
        let wide = |mark: &String| mark.bytes().flat_map(|letter| [letter, 0]).collect();
        let hex = |mark: &String| {
            mark.bytes()
                .flat_map(|letter| format!("{letter:02x}").into_bytes())
                .collect()
        };
        let plain = |mark: &String| mark.clone().into_bytes();
        Finder::new(self.marks.iter().flat_map(|mark| [plain(mark), wide(mark), hex(mark)]))
    }
}
