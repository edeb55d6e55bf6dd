//! Who may see, change, store and delete each kind of data: the program's table and `docs/DATA.md` say the same.

use chorus::domain::data_access::{Doing, Who, who_may};
use chorus::domain::inventory::DataKind;

use crate::house::text_of;

fn in_words(who: &[Who]) -> String {
    let names: Vec<&str> = who
        .iter()
        .flat_map(|one| match one {
            Who::May(permission) => permission.roles().iter().map(|role| role.name()).collect(),
            other => vec![other.name()],
        })
        .collect();
    match names.is_empty() {
        true => "nobody".to_owned(),
        false => names.join(", "),
    }
}

fn line(kind: DataKind) -> String {
    let parts = Doing::ALL.map(|doing| format!("{}: {}", doing.name(), in_words(who_may(kind, doing))));
    format!("**May.** {}.", parts.join("; "))
}

#[test]
fn the_document_says_of_each_kind_who_may() {
    let document = text_of("docs/DATA.md");
    for &kind in DataKind::ALL {
        let head = format!("### `{}`\n", kind.name());
        let (_, part) = document.split_once(&head).unwrap_or_else(|| panic!("{}", kind.name()));
        let part = part.split("\n### ").next().unwrap_or_default();
        assert!(part.contains(&line(kind)), "{}: {}", kind.name(), line(kind));
    }
}
