//! Reads `asl.toml`, and says what in it cannot be used, where it stands.

use std::collections::BTreeMap;

use asl_lang::WorkflowType;
use asl_text::{TextRange, TextSize};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::companions::NAME;
use super::{Project, Section};
use crate::findings::Findings;
use crate::suggest::nearest;
use crate::table::{INVALID_CONFIGURATION, RULES};
use crate::{Diagnostic, Group, Level, Rule, Severity, edits};

const TOP: &[&str] = &[
    "exclude",
    "files",
    "ignore",
    "rules",
    "scenarios",
    "substitutions",
    "workflow-type",
];
const FILES: &[&str] = &[
    "ignore",
    "paths",
    "rules",
    "scenarios",
    "substitutions",
    "workflow-type",
];

const LEVELS: &str =
    "A rule's level is \"off\", \"error\", \"warning\", \"information\" or \"hint\"";
const WORKFLOWS: &str = "A workflow's type is \"standard\" or \"express\"";

/// Reads the text; the findings stand in its order.
pub(super) fn read(text: &str) -> (Project, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::default();
    let project = reader.project(table.get_ref());
    // One slip often breaks a text in several ways; the first says it best, and what follows may be
    // read as something else.
    if let Some(error) = errors.first() {
        let span = error.span().unwrap_or(0..0);
        let found = std::mem::take(&mut reader.findings).into_list();
        let before = found
            .into_iter()
            .filter(|it| it.range.end() <= range(&span).start());
        reader.findings = before.collect();
        let message = format!("Not valid TOML: {}", one_line(error.message()));
        reader.report(&span, message);
    }
    let mut found = reader.findings.into_list();
    found.sort_by_key(|it| it.range.start());
    (project, found)
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
        for (table, span) in self.tables(table.get("files")) {
            let has_slip = self.unknown_keys(table, FILES);
            let Some(paths) = table.get("paths") else {
                // A key that nobody knows is likely the missing one.
                if !has_slip {
                    let message = "These settings are for no files: \"paths\" is missing";
                    self.report(&span, message);
                }
                continue;
            };
            let paths = self.strings(paths).into_iter().map(|it| it.0);
            project.files.push((paths.collect(), self.section(table)));
        }
        project
    }

    fn section(&mut self, table: &DeTable<'_>) -> Section {
        let ignored = table.get("ignore").map(|it| self.ignored(it));
        let levels = table.get("rules").map(|it| self.levels(it));
        let workflow = table.get("workflow-type").and_then(|it| self.workflow(it));
        let substitutions = table.get("substitutions").map(|it| self.values(it));
        let scenarios = table.get("scenarios").map(|it| self.scenarios(it));
        let levels = levels.unwrap_or_default().into_iter();
        Section {
            scenarios: scenarios.unwrap_or_default(),
            workflow,
            levels: levels.chain(ignored.unwrap_or_default()).collect(),
            substitutions: substitutions.unwrap_or_default(),
        }
    }

    /// Patterns of files, in which `{name}` stands for the definition's.
    fn scenarios(&mut self, value: &Value<'_>) -> Vec<String> {
        let patterns = self.strings(value);
        for (pattern, span) in &patterns {
            if pattern.replace(NAME, "").contains(['{', '}']) {
                let message = format!("Only {NAME}, the definition's name, may stand in braces");
                self.report(span, message);
            }
        }
        patterns.into_iter().map(|it| it.0).collect()
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
            if !self.is_known(code.get_ref(), &code.span()) {
                continue;
            }
            let name = value.get_ref().as_str().unwrap_or_default();
            let level = Level::from_name(name);
            if level.is_none() {
                let names = Severity::ALL.into_iter().map(Severity::name);
                let names = std::iter::once(Level::OFF).chain(names);
                self.misspelt(&value.span(), LEVELS, name, names);
            }
            levels.extend(level.map(|it| (code.get_ref().to_string(), it)));
        }
        levels
    }

    /// Whether a rule has the code or a group the name; reports one that neither has.
    fn is_known(&mut self, code: &str, span: &Span) -> bool {
        let groups = || Group::ALL.into_iter().map(Group::name);
        if Rule::find(code).is_some() || groups().any(|it| it == code) {
            return true;
        }
        if TOP.contains(&code) {
            let message = format!("\"{code}\" belongs above the first table");
            self.report(span, message);
            return false;
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

    /// Reports keys that are no settings; answers whether there are any.
    fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[&str]) -> bool {
        let is_unknown = |it: &&Key<'_>| !known.contains(&&**it.get_ref());
        for key in table.keys().filter(is_unknown) {
            let message = format!("There is no setting \"{}\" here", key.get_ref());
            self.misspelt(&key.span(), &message, key.get_ref(), known.iter().copied());
        }
        table.keys().any(|it| is_unknown(&it))
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

    fn tables<'t, 'i>(&mut self, value: Option<&'t Value<'i>>) -> Vec<(&'t DeTable<'i>, Span)> {
        let Some(value) = value else {
            return Vec::new();
        };
        let DeValue::Array(list) = value.get_ref() else {
            self.report(&value.span(), "A list of tables is needed here: [[files]]");
            return Vec::new();
        };
        let tables = list.iter();
        tables
            .filter_map(|it| Some((self.table(it)?, it.span())))
            .collect()
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
