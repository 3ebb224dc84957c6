//! Definitions and recordings from outside, in the folder `shared` beside the repository.
//!
//! A test that reads them is an extra, never the only proof: where they are not at hand it says so and passes.

use std::path::{Path, PathBuf};

use crate::binary::repository;

/// A file or folder of theirs; `None`, with a note on stderr, where it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let place = repository().parent()?.join("shared").join(path);
    if !place.exists() {
        eprintln!("note: {} is not here, nothing was tried", place.display());
        return None;
    }
    Some(place)
}

/// All files below a folder of theirs whose names end in one of these, with their texts; none where it is not there.
pub fn shared_files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    shared(folder).map_or_else(Vec::new, |folder| files(&folder, endings))
}

/// All files below a folder whose names end in one of these, with their texts, by path. What is not UTF-8 is left out.
pub fn files(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.to_string_lossy();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending))
                && let Ok(text) = std::fs::read_to_string(&path)
            {
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}
