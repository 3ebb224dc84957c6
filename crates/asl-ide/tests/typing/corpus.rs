//! Definitions to be typed.

use std::path::{Path, PathBuf};

use asl_check::{Companion, Project};
use asl_ide::{Document, Format};
use asl_testing::binary::repository;
use asl_testing::outside;
use serde_json::Value;

/// A definition with what an editor finds beside it.
pub(crate) struct Definition {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) format: Format,
    /// Examples of what its executions begin with.
    inputs: Vec<Value>,
}

impl Definition {
    /// A document with some text of it.
    pub(crate) fn document(&self, text: &str) -> Document {
        Document::new(text, self.format).with_examples(&self.inputs)
    }
}

/// One of the definitions that the project's tests use.
pub(crate) fn own(name: &str) -> String {
    let path = repository().join("tests/corpus").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// All of them that are whole, by name.
pub(crate) fn all() -> Vec<Definition> {
    let files = outside::files(
        &repository().join("tests/corpus"),
        &[".asl.json", ".asl.yaml"],
    );
    let files = files.into_iter().map(|(path, text)| read(&path, text));
    files.filter(|it| !it.name.contains("broken")).collect()
}

/// A definition at a path, by its name's ending.
pub(crate) fn read(path: &Path, text: String) -> Definition {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let format = if name.ends_with("json") {
        Format::Json
    } else {
        Format::Yaml
    };
    Definition {
        inputs: inputs(path),
        name,
        text,
        format,
    }
}

/// The inputs beside a definition, as a server finds them.
fn inputs(path: &Path) -> Vec<Value> {
    let companions = Project::default().companions_of(&path.to_string_lossy());
    let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let mut files: Vec<_> = files.map(|it| it.unwrap().path()).collect();
    files.sort();
    let of_input =
        |it: &&PathBuf| companions.kind_of(&it.to_string_lossy()) == Some(Companion::Input);
    let texts = files.iter().filter(of_input).map(std::fs::read_to_string);
    let values = texts.map(|it| serde_json::from_str(&it.unwrap()));
    values.map(Result::unwrap).collect()
}
