//! Bar charts: words as text that wraps and is read aloud, bars as small pictures, and the same as a table.

pub mod heat;
pub mod small;

use askama::Template;

use crate::text::Words;

/// Horizontal bars of shares of one whole, with intervals if there are any. In a template: `{{ chart }}`.
///
/// All text stands in HTML, so it wraps on a phone and grows with the reader's letters; each bar is a
/// picture of its own without any style in it, so that a strict content security policy holds, and with
/// its own colours, so that it can be copied out of the page.
#[derive(Template)]
#[template(path = "parts/bars.svg.html")]
pub struct BarChart {
    /// The language of the words around the bars; bars begin where its lines begin.
    pub words: Words,
    /// Unique in the page: the ids of the parts begin with it.
    pub id: String,
    /// What is shown, as a heading of the figure.
    pub title: String,
    /// One sentence under the title, such as how many answered; may be empty.
    pub description: String,
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// Whether the bars begin at the right.
    pub rtl: bool,
}

/// One bar.
pub struct Bar {
    /// Whose share it is, whole: nothing is cut off.
    pub label: String,
    /// The count, already formatted.
    pub value_text: String,
    /// 0 to 1.
    pub share: f64,
    /// The lower end of the 95 % interval, 0 to 1.
    pub low: Option<f64>,
    /// The upper end of it.
    pub high: Option<f64>,
}

/// A chart in a template is HTML made by its own template, which escapes what stands in it.
impl askama::filters::HtmlSafe for BarChart {}

impl BarChart {
    fn has_intervals(&self) -> bool {
        self.bars.iter().any(|bar| bar.interval().is_some())
    }

    fn lines(&self) -> Vec<BarLine<'_>> {
        self.bars.iter().map(|bar| self.line(bar)).collect()
    }

    fn line<'a>(&self, bar: &'a Bar) -> BarLine<'a> {
        let share = within(bar.share);
        let across = |share: f64| percent_of_width(if self.rtl { 1.0 - share } else { share });
        BarLine {
            label: &bar.label,
            count: &bar.value_text,
            share: self.words.percent(bar.share, 0),
            start: across(if self.rtl { share } else { 0.0 }),
            width: percent_of_width(share),
            whisker: bar.interval().map(|(low, high)| Whisker {
                low: across(low),
                high: across(high),
                text: self.words.percent_range(low, high, 0),
            }),
        }
    }
}

impl Bar {
    fn interval(&self) -> Option<(f64, f64)> {
        Some((within(self.low?), within(self.high?)))
    }
}

struct BarLine<'a> {
    label: &'a str,
    count: &'a str,
    share: String,
    start: String,
    width: String,
    whisker: Option<Whisker>,
}

struct Whisker {
    low: String,
    high: String,
    text: String,
}

/// A share that fits the picture; what is not a number has no bar.
fn within(share: f64) -> f64 {
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}

fn percent_of_width(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(rtl: bool) -> String {
        let bar = |label: &str, share, interval: Option<(f64, f64)>| Bar {
            label: label.to_owned(),
            value_text: "52".to_owned(),
            share,
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
        };
        let chart = BarChart {
            words: Words::for_tag("en"),
            id: "q1".to_owned(),
            title: "How was it?".to_owned(),
            description: "118 people answered.".to_owned(),
            bars: vec![
                bar("Good & <fast>", 0.4407, Some((0.35, 0.53))),
                bar("Beyond", 1.7, None),
                bar("Nothing", f64::NAN, None),
            ],
            rtl,
        };
        chart.render().unwrap()
    }

    #[test]
    fn a_bar_and_its_interval_are_drawn_to_scale() {
        let html = chart(false);

        assert!(
            html.contains(r#"<rect class="bar" x="0.00%" y="15%" width="44.07%""#),
            "{html}"
        );
        assert!(html.contains(r#"x1="35.00%""#) && html.contains(r#"x2="53.00%""#));
    }

    #[test]
    fn bars_begin_where_lines_begin() {
        let html = chart(true);

        assert!(
            html.contains(r#"<rect class="bar" x="55.93%" y="15%" width="44.07%""#),
            "{html}"
        );
        assert!(html.contains(r#"x1="65.00%""#) && html.contains(r#"x2="47.00%""#));
    }

    #[test]
    fn everything_in_the_picture_can_be_read() {
        let html = chart(false);

        assert!(html.contains(r#"role="img""#) && html.contains("95% interval: \u{2068}35–53%\u{2069}"));
        assert!(
            html.contains("<th scope=\"row\">Good &#38; &#60;fast&#62;</th>"),
            "{html}"
        );
        assert!(html.contains("<td>35–53%</td>"));
    }

    #[test]
    fn impossible_shares_stay_inside_the_picture_and_no_style_is_inline() {
        let html = chart(false);

        assert!(html.contains(r#"width="100.00%""#) && html.contains(r#"width="0.00%""#));
        assert!(!html.contains("style=") && !html.contains("NaN"));
    }
}
