//! Definitions on disk: which files are meant, and what is in them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use asl_model::host::parse_definition;
use asl_model::{DocumentKind, classify, format_of, is_definition_name};
use asl_syntax::{Format, Parse};
use serde_json::Value;

use crate::status::Failure;

/// A file that was read.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The path as the user gave it, or as it was found below a folder that the user gave.
    pub(crate) path: PathBuf,
    /// The whole text.
    pub(crate) text: String,
    /// Its notation.
    pub(crate) format: Format,
}

impl Source {
    /// A text under a path; a name that does not say which notation it is leaves it to how the text begins.
    pub(crate) fn new(path: PathBuf, text: String) -> Self {
        let by_name = format_of(&path.to_string_lossy(), None, &text);
        let format = by_name.or_else(|| format_of("x.asl", None, &text));
        Self {
            path,
            text,
            format: format.unwrap_or(Format::Json),
        }
    }

    /// The tree; refuses JSON and YAML that is no definition. A broken text may be anything, and its
    /// errors are what the user has to know first.
    pub(crate) fn parse(&self) -> Result<Parse, Failure> {
        let parse = parse_definition(&self.text, self.format);
        let name = self.name();
        if parse.errors().is_empty() && classify(&name, None, &parse) == DocumentKind::Other {
            return Err(Failure::new(format!(
                "{name}: not a state machine definition"
            )));
        }
        Ok(parse)
    }

    /// The path for reports.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The files that the arguments mean, in their order: a file is itself, a folder stands for the
/// definitions below it, by their names, without what git ignores. A folder that cannot be opened
/// takes its place among them as a failure and does not keep the others.
pub(crate) fn find(arguments: &[PathBuf]) -> Result<Vec<Result<PathBuf, Failure>>, Failure> {
    find_named(arguments, is_definition_name)
}

/// The same with other names than those of definitions.
pub(crate) fn find_named(
    arguments: &[PathBuf],
    is_wanted: fn(&str) -> bool,
) -> Result<Vec<Result<PathBuf, Failure>>, Failure> {
    let mut found: Vec<Result<PathBuf, Failure>> = Vec::new();
    for argument in arguments {
        if argument.is_dir() {
            found.extend(below(argument, is_wanted));
        } else {
            found.push(Ok(argument.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| path.as_ref().map_or(true, |path| seen.insert(path.clone())));
    if found.is_empty() {
        return Err(nothing_found());
    }
    Ok(found)
}

/// What is said where folders hold no definition.
pub(crate) fn nothing_found() -> Failure {
    Failure::new("no definitions found (*.asl, *.asl.json, *.asl.yaml, *.asl.yml)")
}

fn below(
    folder: &Path,
    is_wanted: fn(&str) -> bool,
) -> impl Iterator<Item = Result<PathBuf, Failure>> {
    let walk = ignore::WalkBuilder::new(folder)
        .sort_by_file_path(Ord::cmp)
        .build();
    walk.filter_map(move |entry| match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let is_wanted = is_wanted(&entry.file_name().to_string_lossy());
            (is_file && is_wanted).then(|| Ok(plain(entry.path()).to_owned()))
        }
        Err(error) => Some(Err(unreadable(&error))),
    })
}

/// `asl check .` speaks of `orders.asl.json`, as the user does.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// The walker's own words would say the path twice.
fn unreadable(error: &ignore::Error) -> Failure {
    match error {
        ignore::Error::WithDepth { err, .. } => unreadable(err),
        ignore::Error::WithPath { path, err } => {
            let path = plain(path).display();
            match err.io_error() {
                Some(error) => Failure::new(format!("{path}: {}", error.kind())),
                None => Failure::new(format!("{path}: {err}")),
            }
        }
        other => Failure::new(other.to_string()),
    }
}

/// Reads a definition.
pub(crate) fn read(path: &Path) -> Result<Source, Failure> {
    Ok(Source::new(path.to_owned(), read_text(path)?))
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

pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| cannot_open(path, &error))?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("{}: the file is not UTF-8", path.display())))
}

/// Why a file cannot be opened or read.
pub(crate) fn cannot_open(path: &Path, error: &io::Error) -> Failure {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        // Windows refuses to open a folder as it refuses a file without permission.
        _ if path.is_dir() => "a folder, where one file is needed".to_owned(),
        io::ErrorKind::PermissionDenied => error.kind().to_string(),
        _ => error.to_string(),
    };
    Failure::new(format!("{}: {why}", path.display()))
}
