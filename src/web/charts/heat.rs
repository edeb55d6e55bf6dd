//! Heat tables: numbers in cells whose shade repeats them. Without the shades nothing is lost.

use askama::Template;

/// How many shades the style sheet has.
const SHADES: [&str; 10] = [
    "heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5", "heat-6", "heat-7", "heat-8", "heat-9",
];

/// A table of figures with intervals. In a template: `{{ table }}`.
#[derive(Template)]
#[template(path = "parts/heat.html")]
pub struct HeatTable {
    /// Unique in the page.
    pub id: String,
    /// What is shown, and what the shades mean.
    pub caption: String,
    /// The heads of all columns, that of the names first.
    pub head: Vec<String>,
    /// The rows, in one part or in several with names of their own.
    pub groups: Vec<HeatGroup>,
}

/// Rows that belong together.
pub struct HeatGroup {
    /// What they have in common; may be empty.
    pub name: String,
    /// From top to bottom.
    pub rows: Vec<HeatRow>,
}

/// One row.
pub struct HeatRow {
    /// Whom or what it is about.
    pub name: String,
    /// Where more about it stands; may be empty.
    pub href: String,
    /// What its figures are; may be empty.
    pub note: String,
    /// One cell a column, that of the names apart.
    pub fields: Vec<HeatCell>,
}

/// One cell.
#[derive(Default)]
pub struct HeatCell {
    /// The figure, formatted.
    pub text: String,
    /// Its 95 % interval; may be empty.
    pub interval: String,
    /// The class of its shade; may be empty.
    pub shade: &'static str,
}

/// A table in a template is HTML made by its own template, which escapes what stands in it.
impl askama::filters::HtmlSafe for HeatTable {}

impl HeatCell {
    /// A cell without an interval and without a shade.
    pub fn plain(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

/// The class of the shade for a share from 0 to 1; nothing for what is not a number.
pub fn shade(share: f64) -> &'static str {
    if share.is_nan() {
        return "";
    }
    let step = (share.clamp(0.0, 1.0) * SHADES.len() as f64) as usize;
    SHADES[step.min(SHADES.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_more_is_a_shade_more() {
        assert_eq!(
            [0.0, 0.09, 0.1, 0.55, 0.99, 1.0].map(shade),
            ["heat-0", "heat-0", "heat-1", "heat-5", "heat-9", "heat-9"]
        );
        assert_eq!([-0.2, 1.7, f64::NAN].map(shade), ["heat-0", "heat-9", ""]);
    }

    #[test]
    fn names_are_heads_numbers_are_cells_and_every_text_is_escaped() {
        let cell = HeatCell {
            text: "44%".to_owned(),
            interval: "35–53%".to_owned(),
            shade: shade(0.44),
        };
        let table = HeatTable {
            id: "q1".to_owned(),
            caption: "Shares".to_owned(),
            head: vec!["Group".to_owned(), "<yes>".to_owned()],
            groups: vec![HeatGroup {
                name: "Friendly".to_owned(),
                rows: vec![HeatRow {
                    name: "North & West".to_owned(),
                    href: String::new(),
                    note: "Mean".to_owned(),
                    fields: vec![cell],
                }],
            }],
        };

        let html = table.render().unwrap();

        assert!(
            html.contains("<caption id=\"q1\"><span>Shares</span></caption>"),
            "{html}"
        );
        assert!(html.contains("<th scope=\"col\">&#60;yes&#62;</th>"), "{html}");
        assert!(
            html.contains("<th scope=\"row\">North &#38; West <small>Mean</small></th>"),
            "{html}"
        );
        assert!(
            html.contains("<td class=\"heat-4\">44% <small>35–53%</small></td>"),
            "{html}"
        );
        assert!(
            html.contains("scope=\"rowgroup\">Friendly</th>") && html.contains("tabindex=\"0\""),
            "{html}"
        );
    }
}
