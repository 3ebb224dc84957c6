//! The files that go with a definition: example inputs, mocks, scenarios.
//!
//! Knows their names; which files there are is known above.

use crate::glob;

/// What stands for the definition's name in a pattern.
pub(super) const NAME: &str = "{name}";

/// What a file is to a definition, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Companion {
    /// An input document: any JSON or YAML that is nothing else of these.
    Input,
    /// Answers of Tasks: `order.mocks.json`, `MockConfigFile.json`.
    Mocks,
    /// Cases with inputs and expectations: `order.asl.test.yaml`.
    Scenario,
}

/// How the files that go with one definition are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companions {
    /// The definition's path, its folder with a slash at its end, and its name without extensions.
    path: String,
    folder: String,
    name: String,
    patterns: Vec<String>,
}

impl Companions {
    /// Of the definition at that path, with the project's patterns for it.
    pub(super) fn new<'p>(path: &str, patterns: impl Iterator<Item = &'p String>) -> Self {
        let (folder, file) = match path.rfind('/') {
            Some(at) => path.split_at(at + 1),
            None => ("", path),
        };
        let name = file.split_once(".asl").map(|it| it.0);
        let name = name.or_else(|| Some(file.rsplit_once('.')?.0));
        let name = name.unwrap_or(file);
        Self {
            path: path.to_owned(),
            folder: folder.to_owned(),
            name: name.to_owned(),
            patterns: patterns.map(|it| it.replace(NAME, name)).collect(),
        }
    }

    /// The project's patterns for this definition, relative to the project's folder.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// The folders in which to look, relative to the project's folder with a slash at their ends,
    /// and whether the folders below belong to them. The project's own folder is empty.
    pub fn folders(&self) -> Vec<(&str, bool)> {
        let mut folders = vec![(self.folder.as_str(), false)];
        for pattern in &self.patterns {
            let fixed = pattern.find(['*', '?']).unwrap_or(pattern.len());
            let folder = pattern[..fixed].rfind('/').map_or(0, |it| it + 1);
            let rest = &pattern[folder..];
            // A pattern without a slash means a name in any folder.
            let is_deep = rest.is_empty()
                || rest.contains("**")
                || rest.contains('/')
                || !pattern.contains('/');
            let folder = pattern[..folder].trim_start_matches("./");
            folders.push((folder.trim_start_matches('/'), is_deep));
        }
        folders.sort_unstable();
        folders.dedup();
        folders
    }

    /// What a file is to the definition; `None` when it does not go with it. The path is relative to
    /// the project's folder, with slashes.
    pub fn kind_of(&self, path: &str) -> Option<Companion> {
        let notation = path.rsplit_once('.')?.1;
        let is_ours = self.patterns.iter().any(|it| glob::matches(it, path));
        let is_read = matches!(notation, "json" | "yaml" | "yml");
        if path == self.path || !is_read || !(is_ours || self.is_beside(path)) {
            return None;
        }
        let file = path.rsplit('/').next().unwrap_or(path);
        let mut words = file.rsplit('.').skip(1);
        match words.next() {
            Some("test") => Some(Companion::Scenario),
            Some(word) if word.to_ascii_lowercase().contains("mock") => Some(Companion::Mocks),
            // Another definition.
            Some("asl") => None,
            _ => Some(Companion::Input),
        }
    }

    /// The files among these that are of that kind, in their order.
    pub fn among<'f>(
        &self,
        kind: Companion,
        files: impl IntoIterator<Item = &'f str>,
    ) -> Vec<&'f str> {
        let files = files.into_iter();
        files.filter(|it| self.kind_of(it) == Some(kind)).collect()
    }

    /// Whether the file stands beside the definition and has its name: `order.input.json`,
    /// `order.Empty.input.json`, `order.mocks.json` and `order.asl.test.yaml` go with `order`.
    fn is_beside(&self, path: &str) -> bool {
        let rest = path.strip_prefix(self.folder.as_str());
        let rest = rest.and_then(|it| it.strip_prefix(self.name.as_str()));
        let Some(rest) = rest.and_then(|it| it.strip_prefix('.')) else {
            return false;
        };
        let mut words = rest.rsplit('.').skip(1);
        let word = words.next();
        !rest.contains('/')
            && word.is_some_and(|it| ["input", "mock", "mocks", "test"].contains(&it))
    }
}

#[cfg(test)]
mod tests {
    use super::{Companion, Companions};

    fn of(path: &str, patterns: &[&str]) -> Companions {
        let patterns: Vec<_> = patterns.iter().map(|it| (*it).to_owned()).collect();
        Companions::new(path, patterns.iter())
    }

    #[test]
    fn files_beside_the_definition_that_have_its_name() {
        let order = of("a/order.asl.json", &[]);
        for (path, kind) in [
            ("a/order.input.json", Some(Companion::Input)),
            ("a/order.Empty.input.yaml", Some(Companion::Input)),
            ("a/order.mocks.json", Some(Companion::Mocks)),
            ("a/order.asl.test.yaml", Some(Companion::Scenario)),
            ("a/order.asl.json", None),
            ("a/order.asl.yaml", None),
            ("a/order.json", None),
            ("a/order.input.txt", None),
            ("a/orders.input.json", None),
            ("a/b/order.input.json", None),
            ("order.input.json", None),
        ] {
            assert_eq!(order.kind_of(path), kind, "{path}");
        }
        assert_eq!(order.folders(), [("a/", false)]);
    }

    #[test]
    fn files_that_the_project_names() {
        let order = of(
            "order.asl.yaml",
            &[
                "events/{name}/*.json",
                "test/**",
                "{name}-*.json",
                "./shared/MockConfigFile.json",
            ],
        );
        for (path, kind) in [
            ("events/order/first.json", Some(Companion::Input)),
            ("events/other/first.json", None),
            ("test/a/b.yaml", Some(Companion::Input)),
            ("test/a/other.asl.json", None),
            ("deep/down/order-1.json", Some(Companion::Input)),
            ("shared/MockConfigFile.json", Some(Companion::Mocks)),
        ] {
            assert_eq!(order.kind_of(path), kind, "{path}");
        }
        let folders = [
            ("", false),
            ("", true),
            ("events/order/", false),
            ("shared/", false),
            ("test/", true),
        ];
        assert_eq!(order.folders(), folders);
        let files = ["test/mocks.json", "test/b.json", "c.json"];
        assert_eq!(order.among(Companion::Input, files), ["test/b.json"]);
        assert_eq!(
            of("x.json", &[]).kind_of("x.input.json"),
            Some(Companion::Input)
        );
    }
}
