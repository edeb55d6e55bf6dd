//! What the blocks of a segment are called.

use super::labels::Labels;
use crate::domain::release::{LEFT_OUT, Table};
use crate::domain::survey::Question;

/// A block of more values than this may be called "all others".
const NAMED: usize = 3;

/// The names of blocks, and a sentence that says what "all others" stands for.
pub struct Names {
    /// One a block, in their order.
    pub blocks: Vec<String>,
    /// The sentence; none where every value is named.
    pub others: Option<String>,
}

impl Names {
    /// The names of the blocks of `segment` that these tables are about.
    pub fn of(labels: &Labels, segment: &Question, tables: &[Table]) -> Self {
        let mut others = None;
        let blocks = tables.iter().map(|table| {
            let (left_out, chosen): (Vec<&String>, Vec<&String>) =
                table.block.iter().partition(|value| *value == LEFT_OUT);
            let chosen: Vec<String> = chosen.iter().map(|value| labels.value(segment, value)).collect();
            let mut names = if is_all_others(tables, table) {
                let all = listed(labels, &chosen);
                others = Some(labels.words.with_one("staff-breakdown-others-are", "values", all));
                vec![labels.words.t("staff-breakdown-others")]
            } else {
                chosen
            };
            names.extend(left_out.iter().map(|_| labels.words.t("staff-breakdown-left-out")));
            listed(labels, &names)
        });
        let blocks = blocks.collect();
        Self { blocks, others }
    }
}

/// Whether a block is best called by what it is not: every other block is one value, and it holds too many to name.
fn is_all_others(tables: &[Table], table: &Table) -> bool {
    let chosen = table.block.iter().filter(|value| *value != LEFT_OUT).count();
    let others = tables.iter().filter(|other| other.block != table.block);
    chosen > NAMED && others.into_iter().all(|other| other.block.len() == 1)
}

/// Names one after the other, as the reader's language lists them.
pub fn listed(labels: &Labels, names: &[String]) -> String {
    labels.words.list(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::release::Counts;
    use crate::domain::survey::Survey;
    use crate::text::Words;

    fn names(tag: &str, blocks: &[&[&str]]) -> (Vec<String>, Option<String>) {
        let options: Vec<_> = ["north", "south", "west", "east", "centre", "coast"]
            .map(|key| serde_json::json!({"key": key, "text": {"en": key.to_uppercase(), "pt": format!("{key} (pt)")}}))
            .into();
        let text = |words: &str| serde_json::json!({"en": words, "pt": words});
        let survey = Survey::from_json(
            &serde_json::json!({
                "chorus": 1, "slug": "s", "languages": ["en", "pt"], "title": text("T"), "purpose": text("P"), "segments": ["region"],
                "questions": [{"key": "region", "kind": "choice", "text": text("Where?"), "options": options, "why": text("W")}]
            })
            .to_string(),
        )
        .unwrap();
        let table = |block: &&[&str]| Table {
            question: "overall".to_owned(),
            by: Some("region".to_owned()),
            block: block.iter().map(ToString::to_string).collect(),
            n: 20,
            no_answer: 0,
            counts: Counts::default(),
        };
        let tables: Vec<Table> = blocks.iter().map(table).collect();
        let labels = Labels::new(Words::for_tag(tag), &survey);
        let names = Names::of(&labels, survey.question("region").unwrap(), &tables);
        let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
        (names.blocks, names.others.map(plain))
    }

    #[test]
    fn values_are_named_in_the_language_of_the_reader() {
        let blocks: [&[&str]; 2] = [&["north", "west"], &["south", "east", "centre", "coast"]];

        assert_eq!(names("en", &blocks).0, ["NORTH, WEST", "SOUTH, EAST, CENTRE, COAST"]);
        assert_eq!(names("pt", &blocks).0[0], "north (pt), west (pt)");
        assert_eq!(names("zh", &blocks).0[0], "NORTH、WEST");
    }

    #[test]
    fn all_others_are_more_than_three_values_beside_single_ones() {
        let (blocks, others) = names("en", &[&["north"], &["south"], &["west", "east", "centre", "coast"]]);

        assert_eq!(blocks, ["NORTH", "SOUTH", "All others"]);
        assert_eq!(others.as_deref(), Some("All others: WEST, EAST, CENTRE, COAST."));
        let named: [&[&str]; 4] = [&["north"], &["south"], &["west"], &["east", "centre", "coast"]];
        assert_eq!(names("en", &named).0[3], "EAST, CENTRE, COAST");
        assert_eq!(names("en", &named).1, None);
    }

    #[test]
    fn whoever_left_it_out_is_named_even_among_all_others() {
        let alone: [&[&str]; 2] = [&["north", "south", "west", "east", "centre", "coast"], &["none"]];
        let pooled: [&[&str]; 2] = [&["north"], &["south", "west", "east", "centre", "coast", "none"]];

        assert_eq!(names("en", &alone).0, ["All others", "Left it out"]);
        assert_eq!(names("en", &pooled).0, ["NORTH", "All others, Left it out"]);
    }
}
