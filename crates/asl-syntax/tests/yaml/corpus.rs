//! Every YAML file of a folder of real definitions and templates, where there is one.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "these tests read files, and say what they leave out"
)]

use crate::judge::{agree, judged};
use std::path::{Path, PathBuf};

/// The YAML files below `folder`.
fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path
            .extension()
            .is_some_and(|it| it == "yaml" || it == "yml")
        {
            found.push(path);
        }
    }
}

/// The path and the text of every real file; empty, with a note, where there are none.
pub(crate) fn real_files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let mut files = Vec::new();
    yaml_files(&folder, &mut files);
    if files.is_empty() {
        eprintln!("skipped: no real files in {}", folder.display());
    }
    files.sort();
    files
        .into_iter()
        .filter_map(|it| {
            Some((
                it.strip_prefix(&folder).ok()?.display().to_string(),
                std::fs::read_to_string(&it).ok()?,
            ))
        })
        .collect()
}

#[test]
fn real_files_read_like_the_judge_reads_them() {
    let (mut refused, mut wrong) = (Vec::new(), Vec::new());
    let files = real_files();
    for (path, text) in &files {
        match judged(text) {
            Ok(_) => wrong.extend(agree(path, text).err()),
            Err(error) => refused.push(format!("{path}: {error}")),
        }
    }
    eprintln!(
        "{} files; the judge refuses {}:\n{}",
        files.len(),
        refused.len(),
        refused.join("\n")
    );
    assert!(
        wrong.is_empty(),
        "{} files:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
