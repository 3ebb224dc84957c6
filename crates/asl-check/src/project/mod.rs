//! `asl.toml`: what a project says of all its definitions, and of some of them by their paths.
//!
//! Knows the settings and their meaning; where the file lies and when it is read again is known
//! above. A mistake in it is a finding on it, and everything else in it holds.

mod companions;
mod reader;

use std::collections::BTreeMap;

use asl_lang::WorkflowType;

pub use companions::{Companion, Companions};

use crate::glob;
use crate::{CheckConfig, Diagnostic, Level};

/// The name of the file.
pub const PROJECT_FILE: &str = "asl.toml";

/// The settings of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Project {
    exclude: Vec<String>,
    all: Section,
    files: Vec<(Vec<String>, Section)>,
}

/// Settings of some definitions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Section {
    workflow: Option<WorkflowType>,
    levels: Vec<(String, Level)>,
    substitutions: BTreeMap<String, String>,
    scenarios: Vec<String>,
}

impl Project {
    /// Reads the text of an `asl.toml`; what cannot be used in it is found and left out.
    pub fn read(text: &str) -> (Self, Vec<Diagnostic>) {
        reader::read(text)
    }

    /// What holds for a definition, by its path relative to the file's folder, with slashes.
    ///
    /// Later tables win over earlier ones, and all of them over what is said of all definitions.
    pub fn config_for(&self, path: &str) -> CheckConfig {
        let mut config = CheckConfig::default();
        self.all.put_into(&mut config);
        for (paths, section) in &self.files {
            if paths.iter().any(|it| glob::matches(it, path)) {
                section.put_into(&mut config);
            }
        }
        config
    }

    /// The files that go with a definition, by its path relative to the file's folder, with slashes:
    /// inputs, mocks and scenarios.
    ///
    /// Those of later tables come on top of those of earlier ones, and of what is said of all
    /// definitions. Files beside the definition that have its name belong to it in any case.
    pub fn companions_of(&self, path: &str) -> Companions {
        let some = self.files.iter();
        let some = some.filter(|(paths, _)| paths.iter().any(|it| glob::matches(it, path)));
        let sections = std::iter::once(&self.all).chain(some.map(|it| &it.1));
        Companions::new(path, sections.flat_map(|it| &it.scenarios))
    }

    /// Whether nothing is to be said of the file at that path.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.iter().any(|it| glob::matches(it, path))
    }
}

impl Section {
    fn put_into(&self, config: &mut CheckConfig) {
        config.workflow = self.workflow.or(config.workflow);
        for (code, level) in &self.levels {
            config.set(code, *level);
        }
        let values = self.substitutions.iter();
        let values = values.map(|(name, value)| (name.clone(), value.clone()));
        config.substitutions.extend(values);
    }
}

#[cfg(test)]
mod tests {
    use super::Project;
    use crate::table::{ENDLESS_LOOP, UNREACHABLE_STATE};
    use crate::{CheckConfig, Severity};
    use asl_lang::WorkflowType;

    const TEXT: &str = r#"
workflow-type = "standard"
exclude = ["generated/**"]
rules = { flow = "warning", endless-loop = "error" }
substitutions = { Table = "orders", Retries = 3 }

[[files]]
paths = ["express/*.asl.json"]
workflow-type = "express"
ignore = ["endless-loop"]
substitutions = { Table = "fast" }
"#;

    fn config(path: &str) -> CheckConfig {
        let (project, found) = Project::read(TEXT);
        assert_eq!(found, []);
        project.config_for(path)
    }

    #[test]
    fn what_is_said_of_all_holds_for_all() {
        let config = config("a/b.asl.json");
        assert_eq!(config.workflow, Some(WorkflowType::Standard));
        assert_eq!(config.severity(&UNREACHABLE_STATE), Some(Severity::Warning));
        assert_eq!(config.severity(&ENDLESS_LOOP), Some(Severity::Error));
        assert_eq!(config.substitutions["Table"], "orders");
        assert_eq!(config.substitutions["Retries"], "3");
    }

    #[test]
    fn what_is_said_of_some_wins() {
        let config = config("express/b.asl.json");
        assert_eq!(config.workflow, Some(WorkflowType::Express));
        assert_eq!(config.severity(&ENDLESS_LOOP), None);
        assert_eq!(config.substitutions["Table"], "fast");
        assert_eq!(config.substitutions["Retries"], "3");
    }

    #[test]
    fn companions_of_all_and_of_some() {
        let (project, _) = Project::read(
            "scenarios = [\"all/{name}.json\"]\n[[files]]\npaths = [\"a/*\"]\nscenarios = [\"a/in/*.json\"]",
        );
        let of = |path| project.companions_of(path).patterns().to_vec();
        assert_eq!(of("a/x.asl.json"), ["all/x.json", "a/in/*.json"]);
        assert_eq!(of("b/y.asl.yaml"), ["all/y.json"]);
    }

    #[test]
    fn files_can_be_left_out() {
        let (project, _) = Project::read(TEXT);
        assert!(project.excludes("generated/a/b.asl.json"));
        assert!(!project.excludes("a/generated.asl.json"));
    }

    #[test]
    fn a_mistake_does_not_keep_the_rest() {
        let (project, found) =
            Project::read("workflow-type = \"fast\"\nignore = [\"endless-loop\"]\n");
        assert_eq!(found.len(), 1);
        assert_eq!(project.config_for("a").severity(&ENDLESS_LOOP), None);
        let (_, found) = Project::read("rules = {\nexclude = 1\n= 2");
        assert!(!found.is_empty());
    }
}
