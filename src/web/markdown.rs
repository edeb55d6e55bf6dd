//! Markdown that people of the organisation write, as HTML that can do no harm: no script, no picture, no style, no markup
//! of their own; links only to pages and to mail.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The most of a text that is read, in bytes; what comes after it is left out.
pub const MOST: usize = 64 * 1024;
/// Quotes and lists inside each other; what is nested more deeply stands on the last level.
const DEEPEST: usize = 12;

/// What may be in the result. Pictures are no part of it, so no page asks anybody else for anything.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let mut cleaner = Builder::empty();
    cleaner
        .tags(tags.into())
        .generic_attributes([].into())
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(["https", "http", "mailto"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"));
    cleaner
});

/// A text as HTML.
pub struct MarkdownPart {
    html: String,
}

impl MarkdownPart {
    /// Draws a text. Its highest headings become h2, below the page's own.
    pub fn of(markdown: &str) -> Self {
        Self::below(1, markdown)
    }

    /// Draws a text that stands below a heading of this level.
    pub fn below(level: usize, markdown: &str) -> Self {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, tamed(level, markdown).into_iter());
        Self {
            html: CLEANER.clean(&html).to_string(),
        }
    }
}

impl std::fmt::Display for MarkdownPart {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.html)
    }
}

/// A text in a template is HTML that the cleaner let through.
impl askama::filters::HtmlSafe for MarkdownPart {}

/// The parts of a text, with markup as the letters it was typed in, without pictures, and nested no more deeply than
/// the cleaner, whose work grows with the depth, can take.
fn tamed(below: usize, markdown: &str) -> Vec<Event<'_>> {
    let (mut depth, mut left_out) = (0, 0);
    let mut kept = Vec::new();
    for event in Parser::new_ext(start_of(markdown), Options::ENABLE_TABLES) {
        let event = match event {
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            // what is said of a picture stays
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => continue,
            other => other,
        };
        match event {
            Event::Start(_) if depth == DEEPEST => left_out += 1,
            Event::End(_) if left_out > 0 => left_out -= 1,
            Event::Start(_) => {
                depth += 1;
                kept.push(event);
            }
            Event::End(_) => {
                depth -= 1;
                kept.push(event);
            }
            _ => kept.push(event),
        }
    }
    sink(below, &mut kept);
    kept
}

fn sink(below: usize, events: &mut [Event<'_>]) {
    let highest = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    });
    let highest = highest.min().unwrap_or(1);
    let lower =
        |level: HeadingLevel| HeadingLevel::try_from(level as usize - highest + below + 1).unwrap_or(HeadingLevel::H6);
    for event in events {
        match event {
            Event::Start(Tag::Heading { level, .. }) | Event::End(TagEnd::Heading(level)) => *level = lower(*level),
            _ => {}
        }
    }
}

fn start_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        MarkdownPart::of(markdown).to_string()
    }

    #[test]
    fn headings_lists_emphasis_links_and_tables_are_drawn() {
        let text = "# One\n\ntwo **three** *four* `five`\n\n## Six\n\n1. [seven](https://example.org/a?b=c)\n2. [eight](/privacy)\n\n- [nine](mailto:dpo@example.org)\n\n| a | b |\n|--:|---|\n| c | d |\n";

        let drawn = html(text);

        for part in [
            "<h2>One</h2>",
            "<strong>three</strong> <em>four</em> <code>five</code>",
            "<h3>Six</h3>",
            "<a href=\"https://example.org/a?b=c\" rel=\"noopener noreferrer\">seven</a>",
            "<a href=\"/privacy\" rel=\"noopener noreferrer\">eight</a>",
            "<a href=\"mailto:dpo@example.org\" rel=\"noopener noreferrer\">nine</a>",
            "<th>a</th>",
            "<td>d</td>",
        ] {
            assert!(drawn.contains(part), "{part} is not in {drawn}");
        }
    }

    #[test]
    fn the_highest_heading_of_a_text_stands_below_that_of_the_page() {
        assert_eq!(html("### a\n\n#### b\n\n###### c").matches("<h2>a").count(), 1);
        assert!(html("### a\n\n#### b").contains("<h3>b</h3>"));
        assert!(html("# a\n\n###### b").contains("<h6>b</h6>"));
        assert!(!html("# a").contains("<h1"));
        let deeper = MarkdownPart::below(3, "# a\n\n## b\n\n##### c").to_string();
        assert!(deeper.contains("<h4>a</h4>") && deeper.contains("<h5>b</h5>") && deeper.contains("<h6>c</h6>"));
    }

    #[test]
    fn nothing_that_is_typed_runs_or_asks_another_machine() {
        let attacks = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <b onclick=alert(1)>b</b>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](<javascript:alert(1)>)",
            "[x](vbscript:x)",
            "[x](data:text/html,<script>alert(1)</script>)",
            "<javascript:alert(1)>",
            "![x](https://evil.example/pixel.png)",
            "![x](data:image/svg+xml;base64,PHN2Zz4=)",
            "[x]: javascript:alert(1)\n\n[x]",
            "[x](https://example.org \"title\\\" onmouseover=alert(1)\")",
            "[x](https://example.org/\" onmouseover=\"alert(1))",
            "<style>*{display:none}</style>",
            "<svg/onload=alert(1)>",
            "<math><mtext></p><style><img src onerror=alert(1)>",
            "<a href='&#x6A;avascript:alert(1)'>x</a>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<form action=https://evil.example><input name=password>",
            "<base href=https://evil.example>",
            "```html onload=alert(1)\n<script>alert(1)</script>\n```",
            "<!-- --><script>alert(1)</script><!-- -->",
            "# <script>alert(1)</script> {#id .class onclick=x}",
            "| <script> |\n|---|\n| <img onerror=x> |",
            "\u{0}<script\u{0}>alert(1)</script>",
        ];

        for attack in attacks {
            let drawn = html(attack);
            let tags: String = drawn
                .split('<')
                .skip(1)
                .filter_map(|rest| rest.split('>').next())
                .collect::<Vec<_>>()
                .join("\n")
                .to_lowercase();
            for word in [
                "script", "onerror", "onclick", "onload", "onmouse", "style", "data:", "src", "form", "base", "img",
                "svg",
            ] {
                assert!(!tags.contains(word), "{attack} gives {drawn}");
            }
        }
    }

    #[test]
    fn markup_is_shown_as_it_was_typed() {
        assert!(html("a <b>c</b>").contains("a &lt;b&gt;c&lt;/b&gt;"));
        assert!(html("<div>\nx\n</div>").contains("&lt;div&gt;"));
        assert!(html("![a cat](x.png)").contains("a cat"));
    }

    #[test]
    fn texts_made_to_take_long_are_drawn_at_once() {
        let deep = |piece: &str| piece.repeat(2 * MOST / piece.len());
        let began = std::time::Instant::now();

        for piece in [
            ">", "> - ", "- ", "1. ", "*a ", "**a", "_", "[", "[a](", "![", "`", "<", "<a", "<div>", "&", "\\", "|",
            "|-", "a|\n-|\n", "# ", "[a]: x\n", "<!--", "]]>", "a\n- ", "*a_ ", "\t", "漢",
        ] {
            let drawn = html(&deep(piece));
            assert!(drawn.len() < 60 * MOST, "{piece}: {}", drawn.len());
        }

        assert!(
            began.elapsed() < std::time::Duration::from_secs(20),
            "{:?}",
            began.elapsed()
        );
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_between_letters() {
        let drawn = html(&"漢".repeat(MOST));

        assert_eq!(drawn.matches('漢').count(), MOST / 3);
    }
}
