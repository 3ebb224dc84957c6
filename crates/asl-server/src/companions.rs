//! The files that go with a definition, as they are on the disk: example inputs, mocks, scenarios.

use std::path::{Path, PathBuf};

use asl_check::{Companion, Companions};

/// Folders below folders are looked at this far down.
const DEEPEST: usize = 12;
/// No more files than this are looked at: a pattern for everything must not read a whole disk.
const MOST: usize = 5_000;

/// The files that go with a definition and what they are to it, by their names. `project` is the
/// folder to which the definition's path and the patterns are relative. Reads folders, no files.
pub fn companions(project: &Path, of: &Companions) -> Vec<(PathBuf, Companion)> {
    let mut search = Search {
        project,
        of,
        found: Vec::new(),
        left: MOST,
    };
    for (folder, is_deep) in of.folders() {
        let depth = if is_deep { DEEPEST } else { 0 };
        search.folder(&project.join(folder), depth);
    }
    search.found.sort();
    search.found.dedup();
    search.found
}

struct Search<'a> {
    project: &'a Path,
    of: &'a Companions,
    found: Vec<(PathBuf, Companion)>,
    left: usize,
}

impl Search<'_> {
    /// What cannot be read holds nothing; links to folders are not followed, they may lead back.
    fn folder(&mut self, folder: &Path, depth: usize) {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        for entry in entries.filter_map(Result::ok) {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            let (path, name) = (entry.path(), entry.file_name());
            let is_hidden = name.to_string_lossy().starts_with('.');
            let is_folder = entry.file_type().is_ok_and(|it| it.is_dir());
            if is_folder && depth > 0 && !is_hidden && name != "node_modules" {
                self.folder(&path, depth - 1);
            } else if !is_folder {
                self.file(path);
            }
        }
    }

    fn file(&mut self, path: PathBuf) {
        let relative = path.strip_prefix(self.project).unwrap_or(&path);
        let relative = relative.to_string_lossy().replace('\\', "/");
        if let Some(kind) = self.of.kind_of(&relative) {
            self.found.push((path, kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use asl_check::{Companion, Project};

    use super::companions;

    #[test]
    fn files_are_found_where_the_project_says() {
        let folder = tempfile::TempDir::new().expect("a folder");
        for name in [
            "a/order.asl.json",
            "a/order.input.json",
            "a/order.mocks.json",
            "a/other.input.json",
            "a/below/order.input.json",
            "events/order/deep/1.json",
            "events/order/.git/2.json",
            "events/other/3.json",
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, "{}").expect("written");
        }
        let (project, _) = Project::read("scenarios = [\"events/{name}/**\", \"none/*.json\"]");
        let found = companions(folder.path(), &project.companions_of("a/order.asl.json"));
        let found = found.into_iter().map(|(path, kind)| {
            let path = path.strip_prefix(folder.path()).expect("inside");
            (path.to_string_lossy().replace('\\', "/"), kind)
        });
        let expected = [
            ("a/order.input.json", Companion::Input),
            ("a/order.mocks.json", Companion::Mocks),
            ("events/order/deep/1.json", Companion::Input),
        ];
        let expected = expected.map(|(path, kind)| (path.to_owned(), kind));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
