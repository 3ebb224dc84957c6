//! The valid definitions: those of `tests/corpus`, and those beside this file that show what the others do not.

use std::path::{Path, PathBuf};

use asl_lang::WorkflowType;
use asl_syntax::Format;
use asl_testing::{binary, outside};
use serde_json::Value;

use crate::mutant::Source;
use crate::node::Node;

/// The definition of `tests/corpus` that is deployed as Express workflow. Those beside this file say it in their names.
const EXPRESS: [&str; 2] = ["sensor-readings", ".express."];

/// All of them, by name.
pub(crate) fn all() -> Vec<Source> {
    let tests = binary::repository().join("tests");
    let mut sources = Vec::new();
    for folder in ["corpus", "mutations/definitions"] {
        let endings = [".asl.json", ".asl.yaml"];
        let files = outside::files(&tests.join(folder), &endings).into_iter();
        let valid = files.filter(|it| !name(&it.0).contains("broken"));
        sources.extend(valid.map(|(path, text)| source(&path, &text)));
    }
    sources
}

fn source(path: &Path, text: &str) -> Source {
    let name = name(path);
    let is_express = EXPRESS.iter().any(|it| name.contains(it));
    let workflow = is_express.then_some(WorkflowType::Express);
    Source::new(&name, Node::read(text, format_of(path)), workflow)
}

fn name(path: &Path) -> String {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
    name.unwrap_or_default()
}

fn format_of(path: &Path) -> Format {
    let is_yaml = path.to_string_lossy().ends_with(".yaml");
    if is_yaml { Format::Yaml } else { Format::Json }
}

/// The definitions that AWS takes among those that an index lists.
pub(crate) fn outside(indices: &[(PathBuf, String)]) -> Vec<Source> {
    let mut sources = Vec::new();
    for (index, text) in indices {
        let folder = index.parent().expect("an index lies in a folder");
        let index: Value = serde_json::from_str(text).expect("the index is JSON");
        for file in index["files"].as_array().into_iter().flatten() {
            let is_valid = file["kind"] == "definition" && file["expectation"] == "accept";
            let path = folder.join(file["path"].as_str().unwrap_or_default());
            let text = std::fs::read_to_string(&path);
            let (true, Ok(text)) = (is_valid, text) else {
                continue;
            };
            if asl_syntax::parse(&text, format_of(&path))
                .errors()
                .is_empty()
            {
                sources.push(source(&path, &text));
            }
        }
    }
    sources
}
