//! Definitions that are changed and run: those that are hard to write, ours, and from outside.

use asl_ide::Format;
use serde_json::{Value, json};

use crate::machines::{running, written};

/// A definition with what it runs on.
pub(crate) struct Definition {
    pub(crate) name: String,
    pub(crate) format: Format,
    pub(crate) text: String,
    pub(crate) input: Value,
}

/// All that are small enough to be changed in every way.
pub(crate) fn all() -> Vec<Definition> {
    let mut all = Vec::new();
    for (name, value, input) in running() {
        all.extend([Format::Json, Format::Yaml].map(|format| Definition {
            name: format!("{name} ({format:?})"),
            format,
            text: written(&value, format),
            input: input.clone(),
        }));
    }
    let folder = asl_testing::binary::repository().join("tests/corpus");
    let inputs = asl_testing::outside::files(&folder, &[".input.json"]);
    let ours = asl_testing::outside::files(&folder, &[".asl.json", ".asl.yaml"]);
    for (path, text) in ours {
        let name = path.to_string_lossy().into_owned();
        let input = format!(
            "{}.input.json",
            name.split(".asl.").next().unwrap_or_default()
        );
        let input = inputs.iter().find(|it| it.0.to_string_lossy() == input);
        all.extend(read(name, text, input.map_or("", |it| &it.1)));
    }
    let outside = asl_testing::outside::shared_files("corpus/valid", &[".json", ".yaml"]);
    for (path, text) in outside
        .into_iter()
        .filter(|it| it.1.len() < 5_000)
        .step_by(7)
    {
        all.extend(read(path.to_string_lossy().into_owned(), text, ""));
    }
    all
}

fn read(name: String, text: String, input: &str) -> Option<Definition> {
    let format = asl_ide::format_of(&name, None, &text)?;
    Some(Definition {
        name,
        format,
        text,
        input: serde_json::from_str(input).unwrap_or_else(|_| json!({ "a": 1, "items": [1, 2] })),
    })
}
