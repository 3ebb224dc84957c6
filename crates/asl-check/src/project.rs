//! `asl.toml`: what a project says of all its definitions, and of some of them by their paths.
//!
//! Knows the settings and their meaning; where the file lies and when it is read again is known
//! above. A mistake in it is a finding on it, and everything else in it holds.

use std::collections::BTreeMap;

use asl_lang::WorkflowType;
use asl_text::{TextRange, TextSize};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::findings::Findings;
use crate::glob;
use crate::suggest::nearest;
use crate::table::{INVALID_CONFIGURATION, RULES};
use crate::{CheckConfig, Diagnostic, Group, Level, Rule, Severity, edits};

/// The name of the file.
pub const PROJECT_FILE: &str = "asl.toml";

const TOP: &[&str] = &[
    "exclude",
    "files",
    "ignore",
    "rules",
    "substitutions",
    "workflow-type",
];
const FILES: &[&str] = &["ignore", "paths", "rules", "substitutions", "workflow-type"];

const LEVELS: &str =
    "A rule's level is \"off\", \"error\", \"warning\", \"information\" or \"hint\"";
const WORKFLOWS: &str = "A workflow's type is \"standard\" or \"express\"";

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
}

impl Project {
    /// Reads the text of an `asl.toml`; what cannot be used in it is found and left out.
    pub fn read(text: &str) -> (Self, Vec<Diagnostic>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader::default();
        for error in errors {
            let message = format!("Not valid TOML: {}", one_line(error.message()));
            reader.report(&error.span().unwrap_or(0..0), message);
        }
        let project = reader.project(table.get_ref());
        let mut found = reader.findings.into_list();
        found.sort_by_key(|it| it.range.start());
        (project, found)
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

type Value<'i> = Spanned<DeValue<'i>>;
type Key<'i> = Spanned<DeString<'i>>;

#[derive(Default)]
struct Reader {
    findings: Findings,
}

impl Reader {
    fn project(&mut self, table: &DeTable<'_>) -> Project {
        self.unknown_keys(table, TOP);
        let mut project = Project {
            all: self.section(table),
            ..Project::default()
        };
        if let Some(value) = table.get("exclude") {
            project.exclude = self.strings(value).into_iter().map(|it| it.0).collect();
        }
        for table in self.tables(table.get("files")) {
            self.unknown_keys(table, FILES);
            let paths = table.get("paths").map(|it| self.strings(it));
            let paths = paths.unwrap_or_default().into_iter().map(|it| it.0);
            project.files.push((paths.collect(), self.section(table)));
        }
        project
    }

    fn section(&mut self, table: &DeTable<'_>) -> Section {
        let ignored = table.get("ignore").map(|it| self.ignored(it));
        let levels = table.get("rules").map(|it| self.levels(it));
        let workflow = table.get("workflow-type").and_then(|it| self.workflow(it));
        let substitutions = table.get("substitutions").map(|it| self.values(it));
        let levels = levels.unwrap_or_default().into_iter();
        Section {
            workflow,
            levels: levels.chain(ignored.unwrap_or_default()).collect(),
            substitutions: substitutions.unwrap_or_default(),
        }
    }

    fn ignored(&mut self, value: &Value<'_>) -> Vec<(String, Level)> {
        let codes = self.strings(value).into_iter();
        let known = codes.filter(|(code, range)| self.is_known(code, range));
        known.map(|(code, _)| (code, Level::Off)).collect()
    }

    fn levels(&mut self, value: &Value<'_>) -> Vec<(String, Level)> {
        let Some(table) = self.table(value) else {
            return Vec::new();
        };
        let mut levels = Vec::new();
        for (code, value) in table {
            let name = value.get_ref().as_str().unwrap_or_default();
            let level = Level::from_name(name);
            if level.is_none() {
                let names = Severity::ALL.into_iter().map(Severity::name);
                let names = std::iter::once("off").chain(names);
                self.misspelt(&value.span(), LEVELS, name, names);
            }
            if self.is_known(code.get_ref(), &code.span()) {
                levels.extend(level.map(|it| (code.get_ref().to_string(), it)));
            }
        }
        levels
    }

    /// Whether a rule has the code or a group the name; reports one that neither has.
    fn is_known(&mut self, code: &str, span: &Span) -> bool {
        let groups = || Group::ALL.into_iter().map(Group::name);
        if Rule::find(code).is_some() || groups().any(|it| it == code) {
            return true;
        }
        let names = RULES.iter().map(|it| it.code).chain(groups());
        let message = format!("There is no rule and no group \"{code}\"");
        self.misspelt(span, &message, code, names);
        false
    }

    fn workflow(&mut self, value: &Value<'_>) -> Option<WorkflowType> {
        let name = value.get_ref().as_str().unwrap_or_default();
        let types = [WorkflowType::Standard, WorkflowType::Express];
        let named = types.map(|it| (it, it.name().to_ascii_lowercase()));
        if let Some((workflow, _)) = named.iter().find(|it| it.1 == name) {
            return Some(*workflow);
        }
        let names = named.iter().map(|it| it.1.as_str());
        self.misspelt(&value.span(), WORKFLOWS, name, names);
        None
    }

    fn values(&mut self, value: &Value<'_>) -> BTreeMap<String, String> {
        let Some(table) = self.table(value) else {
            return BTreeMap::new();
        };
        let mut values = BTreeMap::new();
        for (name, value) in table {
            let text = match value.get_ref() {
                DeValue::String(it) => it.to_string(),
                DeValue::Integer(it) => it.to_string(),
                DeValue::Float(it) => it.to_string(),
                DeValue::Boolean(it) => it.to_string(),
                _ => {
                    let message = "A substitution's value is a string, a number or a boolean";
                    self.report(&value.span(), message);
                    continue;
                }
            };
            values.insert(name.get_ref().to_string(), text);
        }
        values
    }

    fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        let is_unknown = |it: &&Key<'_>| !known.contains(&&**it.get_ref());
        for key in table.keys().filter(is_unknown) {
            let message = format!("There is no setting \"{}\" here", key.get_ref());
            self.misspelt(&key.span(), &message, key.get_ref(), known.iter().copied());
        }
    }

    fn strings(&mut self, value: &Value<'_>) -> Vec<(String, Span)> {
        let DeValue::Array(list) = value.get_ref() else {
            self.report(&value.span(), "A list of strings is needed here");
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in list {
            match item.get_ref().as_str() {
                Some(text) => strings.push((text.to_owned(), item.span())),
                None => self.report(&item.span(), "A string is needed here"),
            }
        }
        strings
    }

    fn table<'t, 'i>(&mut self, value: &'t Value<'i>) -> Option<&'t DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.report(&value.span(), "A table is needed here");
        }
        table
    }

    fn tables<'t, 'i>(&mut self, value: Option<&'t Value<'i>>) -> Vec<&'t DeTable<'i>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let DeValue::Array(list) = value.get_ref() else {
            self.report(&value.span(), "A list of tables is needed here: [[files]]");
            return Vec::new();
        };
        list.iter().filter_map(|it| self.table(it)).collect()
    }

    fn misspelt<'c>(
        &mut self,
        span: &Span,
        message: &str,
        name: &str,
        known: impl Iterator<Item = &'c str>,
    ) {
        let range = range(span);
        let Some(meant) = nearest(name, known) else {
            self.findings.report(&INVALID_CONFIGURATION, range, message);
            return;
        };
        let message = format!("{message}; did you mean \"{meant}\"?");
        // A value is marked with its quotes, a key has them only where it needs them.
        let is_quoted = usize::from(range.len()) > name.len();
        let text = if is_quoted {
            format!("\"{meant}\"")
        } else {
            meant.to_owned()
        };
        self.findings
            .report(&INVALID_CONFIGURATION, range, message)
            .fix(
                format!("Change to \"{meant}\""),
                edits::replace(range, text),
            );
    }

    fn report(&mut self, span: &Span, message: impl Into<String>) {
        self.findings
            .report(&INVALID_CONFIGURATION, range(span), message);
    }
}

type Span = std::ops::Range<usize>;

fn range(span: &Span) -> TextRange {
    let offset = |it: usize| TextSize::new(u32::try_from(it).unwrap_or(u32::MAX));
    TextRange::new(offset(span.start), offset(span.end.max(span.start)))
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
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
