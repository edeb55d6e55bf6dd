//! `chorus scrub`: JSON lines in, JSON lines without identifiers out. Never prints what it could not read.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::privacy::scrub::{Keep, Scrubbed, scrub};

/// A line to scrub; other fields are ignored.
#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    text: String,
    #[serde(default)]
    lang: String,
}

#[derive(Serialize)]
struct ScrubbedLine<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    text: &'s str,
    found: Vec<Value>,
}

/// Scrubs `{"id"?,"text","lang"?}` a line into `{"id"?,"text","found":[{"kind","start","end"}]}` a line, offsets in
/// code points of the text that came. A line that cannot be read becomes `{"error"}`; an empty one is passed over.
/// Fails only where reading or writing fails.
pub fn run(mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut number = 0;
    while input.read_until(b'\n', &mut bytes)? > 0 {
        number += 1;
        if !bytes.trim_ascii().is_empty() {
            match serde_json::from_slice::<Line>(&bytes) {
                Ok(line) => write_scrubbed(&mut output, line)?,
                // The parser's own words may quote the line.
                Err(_) => writeln!(
                    output,
                    "{}",
                    json!({"error": format!("line {number} is not an object with a text")})
                )?,
            }
        }
        bytes.clear();
    }
    output.flush()
}

fn write_scrubbed(output: &mut impl Write, line: Line) -> io::Result<()> {
    let scrubbed = scrub(&line.text, &line.lang, &Keep::default());
    let shown = ScrubbedLine {
        id: line.id,
        text: scrubbed.text(),
        found: places(&scrubbed),
    };
    serde_json::to_writer(&mut *output, &shown)?;
    writeln!(output)
}

fn places(scrubbed: &Scrubbed) -> Vec<Value> {
    let place = |found: &crate::privacy::scrub::Found| json!({"kind": found.kind.name(), "start": found.start, "end": found.end});
    scrubbed.found().iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_answered_and_an_unreadable_one_is_not_quoted() {
        let input =
            "{\"id\":7,\"text\":\"中 a@b.com\",\"lang\":\"zh\"}\n\n{\"text\":5,\"secret\":1}\n{\"text\":\"ok\"}";
        let mut output = Vec::new();

        run(input.as_bytes(), &mut output).expect("memory does not fail");

        assert_eq!(
            String::from_utf8(output).expect("JSON is text"),
            concat!(
                "{\"id\":7,\"text\":\"中 [email]\",\"found\":[{\"kind\":\"email\",\"start\":2,\"end\":9}]}\n",
                "{\"error\":\"line 3 is not an object with a text\"}\n",
                "{\"text\":\"ok\",\"found\":[]}\n",
            )
        );
    }
}
