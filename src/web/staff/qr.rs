//! QR codes as pictures.

use askama::Template;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code, which scanners need (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// A QR code as a picture: black on white, whatever the colours of the page.
#[derive(Template)]
#[template(path = "staff/code.svg.html")]
pub struct CodePart {
    title: String,
    /// Width and height in modules.
    size: usize,
    /// The dark modules, as runs of each row.
    path: String,
}

/// A picture in a template is SVG made by its own template, which escapes what stands in it.
impl askama::filters::HtmlSafe for CodePart {}

impl CodePart {
    /// A picture of `content`, which `title` names; none for more than a code holds.
    pub fn of(title: String, content: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(content, EcLevel::M).ok()?;
        let width = code.width();
        let path = code
            .to_colors()
            .chunks(width)
            .enumerate()
            .map(|(row, modules)| row_path(modules, row + QUIET_ZONE))
            .collect();
        Some(Self {
            title,
            size: width + 2 * QUIET_ZONE,
            path,
        })
    }
}

/// The dark runs of a row, as rectangles one module high.
fn row_path(modules: &[Color], row: usize) -> String {
    let mut path = String::new();
    let mut column = 0;
    for run in modules.chunk_by(|left, right| left == right) {
        if run.first() == Some(&Color::Dark) {
            let length = run.len();
            path += &format!("M{} {row}h{length}v1h-{length}z", column + QUIET_ZONE);
        }
        column += run.len();
    }
    path
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_picture_holds_every_dark_module_once_and_no_style() {
        let address = "https://feedback.example.org/s/visit";

        let code = CodePart::of("A code".to_owned(), address).unwrap();
        let svg = code.render().unwrap();

        let drawn: usize = code
            .path
            .split('h')
            .skip(1)
            .step_by(2)
            .filter_map(|part| part.split('v').next()?.parse::<usize>().ok())
            .sum();
        let plain = QrCode::with_error_correction_level(address, EcLevel::M).unwrap();
        let dark = plain
            .to_colors()
            .iter()
            .filter(|module| **module == Color::Dark)
            .count();
        assert_eq!(drawn, dark);
        assert!(!svg.contains("style") && svg.contains("#fff") && svg.contains("#000"));
    }
}
