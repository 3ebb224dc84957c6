//! Definitions on disk: which files are meant, and what is in them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use asl_model::{format_of, is_definition_name};
use asl_syntax::Format;
use serde_json::Value;

use crate::status::Failure;

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path as the user gave it, or as it was found below a folder that the user gave.
    pub(crate) path: PathBuf,
    /// The whole text.
    pub(crate) text: String,
    /// Its notation.
    pub(crate) format: Format,
}

impl Source {
    /// The path for reports.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The files that the arguments mean, in their order: a file is itself, a folder stands for the
/// definitions below it, by their names, without what git ignores.
pub(crate) fn find(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found: Vec<PathBuf> = Vec::new();
    for argument in arguments {
        if argument.is_dir() {
            found.extend(below(argument)?);
        } else {
            found.push(argument.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| seen.insert(path.clone()));
    if found.is_empty() {
        return Err(Failure::new(
            "no definitions found (*.asl, *.asl.json, *.asl.yaml, *.asl.yml)",
        ));
    }
    Ok(found)
}

fn below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new(folder)
        .sort_by_file_path(Ord::cmp)
        .build()
    {
        let entry = entry.map_err(|error| Failure::new(error.to_string()))?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && is_definition_name(&entry.file_name().to_string_lossy()) {
            // `asl check .` speaks of `orders.asl.json`, as the user does.
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
            found.push(path.to_owned());
        }
    }
    Ok(found)
}

/// Reads a definition.
pub(crate) fn read(path: &Path) -> Result<Source, Failure> {
    let text = read_text(path)?;
    Ok(Source {
        format: format(path, &text),
        path: path.to_owned(),
        text,
    })
}

/// The notation by name; a name that says nothing leaves it to how the text begins.
fn format(path: &Path, text: &str) -> Format {
    let name = path.to_string_lossy();
    let by_name = format_of(&name, None, text).or_else(|| format_of("x.asl", None, text));
    by_name.unwrap_or(Format::Json)
}

/// Reads a JSON document; `-` is standard input.
pub(crate) fn read_json(path: &Path) -> Result<Value, Failure> {
    let (name, text) = if path == Path::new("-") {
        ("standard input".to_owned(), read_standard_input()?)
    } else {
        (path.display().to_string(), read_text(path)?)
    };
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str(text).map_err(|error| Failure::new(format!("{name} is not JSON: {error}")))
}

/// Everything on standard input.
pub(crate) fn read_standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
    String::from_utf8(bytes).map_err(|_| Failure::new("standard input is not UTF-8"))
}

fn read_text(path: &Path) -> Result<String, Failure> {
    let cannot = |why: &dyn std::fmt::Display| Failure::new(format!("{}: {why}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => cannot(&"no such file"),
        _ => cannot(&error),
    })?;
    String::from_utf8(bytes).map_err(|_| cannot(&"the file is not UTF-8"))
}
