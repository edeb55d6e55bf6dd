//! Small multiples: one little bar chart a group, all on one scale and in one order, to compare shapes at a glance.

use askama::Template;

use super::{percent_of_width, within};
use crate::text::Words;

/// Little charts side by side. In a template: `{{ charts }}`.
///
/// Labels and shares stand beside the bars as text, so the pictures themselves need no words.
#[derive(Template)]
#[template(path = "parts/small.svg.html")]
pub struct SmallMultiples {
    /// The language of the words around the bars; bars begin where its lines begin.
    pub words: Words,
    /// What all of them show, for whoever cannot see that they belong together.
    pub name: String,
    /// From first to last.
    pub charts: Vec<SmallChart>,
}

/// One little chart.
pub struct SmallChart {
    /// Whom it is about.
    pub name: String,
    /// How many they are.
    pub about: String,
    /// Labels with shares from 0 to 1, the same labels in every chart.
    pub bars: Vec<(String, f64)>,
}

/// Charts in a template are HTML made by their own template, which escapes what stands in it.
impl askama::filters::HtmlSafe for SmallMultiples {}

struct SmallLine<'a> {
    label: &'a str,
    share: String,
    start: String,
    width: String,
}

impl SmallMultiples {
    fn lines<'a>(&self, chart: &'a SmallChart) -> Vec<SmallLine<'a>> {
        let longest = self.longest();
        let line = |(label, share): &'a (String, f64)| {
            let width = within(share / longest);
            SmallLine {
                label,
                share: self.words.percent(*share, 0),
                start: percent_of_width(if self.words.dir() == "rtl" { 1.0 - width } else { 0.0 }),
                width: percent_of_width(width),
            }
        };
        chart.bars.iter().map(line).collect()
    }

    /// The longest bar of all charts fills its place.
    fn longest(&self) -> f64 {
        let shares = self
            .charts
            .iter()
            .flat_map(|chart| &chart.bars)
            .map(|(_, share)| *share);
        shares.fold(f64::MIN_POSITIVE, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_charts_have_one_scale() {
        let chart = |name: &str, share| SmallChart {
            name: name.to_owned(),
            about: "41 answered".to_owned(),
            bars: vec![("Yes".to_owned(), share), ("No".to_owned(), 0.0)],
        };
        let charts = SmallMultiples {
            words: Words::for_tag("en"),
            name: "How was it?".to_owned(),
            charts: vec![chart("North", 0.4), chart("<South>", 0.2)],
        };

        let html = charts.render().unwrap();

        assert!(
            html.contains("width=\"100.00%\"") && html.contains("width=\"50.00%\""),
            "{html}"
        );
        assert!(html.contains("aria-label=\"How was it?\"") && html.contains("&#60;South&#62;"));
        assert!(html.contains("<b>40%</b>") && html.contains("<b>20%</b>") && !html.contains("style="));
    }
}
