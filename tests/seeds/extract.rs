//! State machines out of Markdown.

use asl_testing::outside::{files, shared};
use serde_json::Value;

/// One definition of a guide.
pub(crate) struct Block {
    /// The guide's number and the line of the block: `003-92`.
    pub(crate) name: String,
    /// The definition.
    pub(crate) definition: Value,
}

/// The definitions of all guides, or `None` (with a note) where the guides do not lie beside the repository.
pub(crate) fn blocks() -> Option<Vec<Block>> {
    let folder = shared("seeds")?;
    let mut found = Vec::new();
    for (path, text) in files(&folder, &[""]) {
        let number = path
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()[..3]
            .to_owned();
        let definitions = fenced(&text)
            .into_iter()
            .filter_map(|(line, body)| machine(&number, line, &body));
        found.extend(definitions);
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Some(found)
}

/// The bodies of the fenced blocks in JSON, with their lines.
fn fenced(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(language) = line.trim().strip_prefix("```") else {
            continue;
        };
        let body: Vec<&str> = lines
            .by_ref()
            .map(|it| it.1)
            .take_while(|it| !it.trim().starts_with("```"))
            .collect();
        if matches!(language, "json" | "") {
            found.push((number + 1, body.join("\n")));
        }
    }
    found
}

fn machine(guide: &str, line: usize, body: &str) -> Option<Block> {
    let definition: Value = serde_json::from_str(body).ok()?;
    let name = format!("{guide}-{line}");
    definition
        .get("StartAt")
        .is_some()
        .then_some(Block { name, definition })
}
