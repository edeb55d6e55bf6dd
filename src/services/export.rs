//! Releases as documents to take away: what was published, nothing else.

use crate::domain::release::Release;

/// One JSON document with every release in order.
pub fn json(releases: &[Release]) -> String {
    let mut text = serde_json::json!({ "releases": releases }).to_string();
    text.push('\n');
    text
}

/// One release as a JSON document.
pub fn one(release: &Release) -> String {
    let mut text = serde_json::json!(release).to_string();
    text.push('\n');
    text
}

/// One line a table and value.
pub fn csv(releases: &[Release]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "release",
        "period",
        "published_on",
        "question",
        "by",
        "block",
        "n",
        "no_answer",
        "value",
        "count",
    ];
    // writing to memory cannot fail
    let _ = writer.write_record(head);
    for release in releases {
        for table in &release.tables {
            for (value, count) in &table.counts.0 {
                let _ = writer.write_record([
                    release.release.to_string(),
                    release.period.clone(),
                    release.published_on.to_string(),
                    table.question.clone(),
                    table.by.clone().unwrap_or_default(),
                    table.block.join(" "),
                    table.n.to_string(),
                    table.no_answer.to_string(),
                    value.clone(),
                    count.to_string(),
                ]);
            }
        }
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}
