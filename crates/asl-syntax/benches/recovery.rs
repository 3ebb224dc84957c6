//! How much of a document survives an edit that breaks it; `cargo dev bench recovery [FOLDER…]`.
//!
//! For every kind of edit, twelve random ones are made in every file, each on the whole file. A row is the share of
//! key paths (`/States/A/Next`) that are still in the tree after the edit. Without arguments the files are those of
//! `tests/corpus`, generated ones and, where that is at hand, `../shared/corpus`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a development tool that reads files and reports"
)]

#[path = "recovery/edits.rs"]
mod edits;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use asl_syntax::{Format, SyntaxKind, parse, pointer};
use asl_testing::generate;
use asl_testing::outside::files;
use edits::{Edits, Random};

const EDITS_PER_FILE: usize = 12;

fn main() {
    let folders: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    for format in [Format::Json, Format::Yaml] {
        let files = sources(&folders, format);
        println!("{format:?}, {} files", files.len());
        for edits in edits::of(format) {
            report(&files, format, edits);
        }
    }
}

fn report(files: &[String], format: Format, edits: &Edits) {
    let (mut kept, mut all, mut made) = (0, 0, 0);
    let mut worst = (1.0, String::new());
    for text in files {
        let before = key_paths(text, format);
        let mut random = Random::new(text);
        for _ in 0..EDITS_PER_FILE {
            let Some(after) = (edits.make)(text, &mut random) else {
                continue;
            };
            let found = common(&before, &key_paths(&after, format));
            let total = before.values().sum::<usize>();
            kept += found;
            all += total;
            made += 1;
            let share = ratio(found, total);
            if share < worst.0 {
                worst = (share, after);
            }
        }
    }
    let kept = 100.0 * ratio(kept, all);
    let goal = if kept < edits.goal {
        "  BELOW GOAL"
    } else {
        ""
    };
    println!(
        "  {:<34} {made:>6} edits, kept {kept:>6.2} %{goal}",
        edits.name
    );
    if let Some(folder) = std::env::var_os("ASL_RECOVERY_WORST") {
        let name = edits.name.replace(|it: char| !it.is_alphanumeric(), "_");
        let path = Path::new(&folder).join(format!("{format:?}-{name}"));
        // A courtesy to whoever asked for it; the report stands without.
        let _ = std::fs::write(path, worst.1);
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// How often each key path occurs.
fn key_paths(text: &str, format: Format) -> HashMap<String, usize> {
    let mut paths = HashMap::new();
    for node in parse(text, format).syntax().descendants() {
        if node.kind() == SyntaxKind::ENTRY {
            *paths.entry(pointer::of(&node)).or_default() += 1;
        }
    }
    paths
}

fn common(before: &HashMap<String, usize>, after: &HashMap<String, usize>) -> usize {
    let found = |path: &String| after.get(path).copied().unwrap_or_default();
    before
        .iter()
        .map(|(path, count)| found(path).min(*count))
        .sum()
}

fn sources(folders: &[PathBuf], format: Format) -> Vec<String> {
    let endings: &[&str] = match format {
        Format::Json => &[".json"],
        Format::Yaml => &[".yaml", ".yml"],
    };
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let default = [root.join("tests/corpus"), root.join("../shared/corpus")];
    let mut texts: Vec<String> = if folders.is_empty() {
        let own = [2_000, 10_000, 40_000].map(|size| match format {
            Format::Json => generate::json(size),
            Format::Yaml => generate::yaml(size),
        });
        texts_in(&default, endings).chain(own).collect()
    } else {
        texts_in(folders, endings).collect()
    };
    // Only of a sound document can one say what an edit breaks.
    texts.retain(|it| !it.contains('\r') && parse(it, format).errors().is_empty());
    texts
}

fn texts_in(folders: &[PathBuf], endings: &[&str]) -> impl Iterator<Item = String> {
    let files = folders.iter().flat_map(|it| files(it, endings));
    files.map(|(_, text)| text)
}
