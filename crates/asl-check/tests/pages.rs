//! The page of a rule is its documentation and its test.
//!
//! In each page the wrong example raises exactly that rule where its lines of `^` mark it, the
//! right one raises nothing at all, and every fix offered for the wrong one mends a finding.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "pages and their index are files; the test writes what is generated"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use asl_check::{
    CheckConfig, Diagnostic, Fix, Group, Project, RULES, Rule, check, check_template, explain,
    index,
};
use asl_lang::WorkflowType;
use asl_model::{DocumentKind, Model, classify};
use asl_syntax::{Format, parse};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

/// What an example is: a definition, or the settings of a project.
#[derive(Clone, Copy)]
enum Kind {
    Definition(Format),
    Project,
}

/// What the rules say of an example. Better practice is left out on the pages of other rules, whose
/// examples are as short as they can be.
fn findings(rule: &Rule, text: &str, kind: Kind) -> Vec<Diagnostic> {
    let mut found = all_findings(text, kind);
    found.retain(|it| it.rule == rule || !it.rule.is_advice());
    found
}

fn all_findings(text: &str, kind: Kind) -> Vec<Diagnostic> {
    match kind {
        Kind::Definition(format) => {
            let (parse, config) = (parse(text, format), config(text));
            match classify("", None, &parse) {
                DocumentKind::Host => check_template(&parse, &config),
                _ => check(&Model::lower(&parse, None), &config),
            }
        }
        Kind::Project => Project::read(text).1,
    }
}

/// An example whose comment says that it is of an Express workflow is checked as one.
fn config(text: &str) -> CheckConfig {
    let is_express = text.contains("Express workflow");
    CheckConfig::of_workflow(is_express.then_some(WorkflowType::Express))
}

struct Example {
    heading: String,
    kind: Kind,
    text: String,
    /// Where lines of `^` stand: start and length in the text without them.
    marks: Vec<(usize, usize)>,
}

/// The fenced blocks of a page with the heading before each.
fn examples(page: &str) -> Vec<Example> {
    let (mut heading, mut list) = (String::new(), Vec::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix("## ") {
            text.clone_into(&mut heading);
        }
        let kind = match line {
            "```json" => Kind::Definition(Format::Json),
            "```yaml" => Kind::Definition(Format::Yaml),
            "```toml" => Kind::Project,
            _ => continue,
        };
        let block: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
        list.push(example(&heading, kind, &block));
    }
    list
}

fn example(heading: &str, kind: Kind, block: &[&str]) -> Example {
    let (mut text, mut marks, mut line_start) = (String::new(), Vec::new(), 0);
    for line in block {
        let is_marks = line.contains('^') && line.chars().all(|it| matches!(it, ' ' | '^'));
        if !is_marks {
            line_start = text.len();
            text.push_str(line);
            text.push('\n');
            continue;
        }
        let mut at = 0;
        for part in line.split_inclusive(' ') {
            let length = part.trim_end().len();
            if length > 0 {
                marks.push((line_start + at, length));
            }
            at += part.len();
        }
    }
    Example {
        heading: heading.to_owned(),
        kind,
        text: written_out(&text),
        marks,
    }
}

/// `«x × 5»` stands for `xxxxx`, behind the marks of its line.
fn written_out(text: &str) -> String {
    let Some((before, rest)) = text.split_once('«') else {
        return text.to_owned();
    };
    let (short, after) = rest.split_once('»').unwrap();
    let (part, times) = short.split_once(" × ").unwrap();
    let long = part.repeat(times.parse().unwrap());
    format!("{before}{long}{}", written_out(after))
}

fn render(text: &str, found: &[Diagnostic]) -> String {
    found.iter().fold(String::new(), |mut out, it| {
        let (start, end) = (usize::from(it.range.start()), usize::from(it.range.end()));
        let _ = writeln!(
            out,
            "{start}..{end} {} «{}» {}",
            it.rule.code,
            &text[start..end],
            it.message
        );
        out
    })
}

fn apply(text: &str, fix: &Fix) -> String {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|it| std::cmp::Reverse(it.range.start()));
    edits.iter().fold(text.to_owned(), |mut text, edit| {
        text.replace_range(std::ops::Range::<usize>::from(edit.range), &edit.insert);
        text
    })
}

fn wrong_raises_the_rule_where_marked(rule: &Rule, example: &Example) {
    let found = findings(rule, &example.text, example.kind);
    let shown = render(&example.text, &found);
    let code = rule.code;
    assert!(!example.marks.is_empty(), "{code}: nothing is marked");
    assert!(
        found.iter().all(|it| it.rule == rule),
        "{code}: the wrong example raises other rules:\n{shown}"
    );
    let places: Vec<_> = found
        .iter()
        .map(|it| {
            (
                usize::from(it.range.start()),
                usize::from(it.range.len()).max(1),
            )
        })
        .collect();
    assert_eq!(places, example.marks, "{code}: marks differ:\n{shown}");
}

/// Applies the first fix again and again until none is left, and every other fix once.
fn fixes_mend(rule: &Rule, example: &Example) -> usize {
    let mut text = example.text.clone();
    let mut count = 0;
    loop {
        let found = findings(rule, &text, example.kind);
        let Some(at) = found.iter().find(|it| !it.fixes.is_empty()) else {
            assert!(
                count == 0 || found.iter().all(|it| it.rule != rule),
                "{}: left after the fixes:\n{}\nin\n{text}",
                rule.code,
                render(&text, &found)
            );
            return count;
        };
        for fix in &at.fixes {
            count += 1;
            mends(rule, fix, &text, example.kind, found.len());
        }
        text = apply(&text, &at.fixes[0]);
        assert!(count < 20, "{}: fixes never end", rule.code);
    }
}

fn mends(rule: &Rule, fix: &Fix, text: &str, kind: Kind, before: usize) {
    let fixed = apply(text, fix);
    let left = findings(rule, &fixed, kind);
    let is_same = |it: &&Diagnostic| it.rule == rule;
    let has_syntax_error = left
        .iter()
        .any(|it| it.rule.group == Group::Syntax && it.rule != rule);
    assert!(
        left.iter().filter(is_same).count() < before && !has_syntax_error,
        "{}: \"{}\" does not mend:\n{fixed}\n{}",
        rule.code,
        fix.title,
        render(&fixed, &left)
    );
}

#[test]
fn every_page_holds() {
    let mut failures = Vec::new();
    for rule in RULES {
        let held = std::panic::catch_unwind(|| page_holds(rule));
        if let Err(panic) = held {
            let text = panic.downcast_ref::<String>().cloned();
            failures.push(text.unwrap_or_else(|| format!("{}: panicked", rule.code)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The examples of a page: as they stand, those in JSON as YAML too, and all with placeholders
/// around them.
fn variants(rule: &Rule) -> Vec<Example> {
    let mut list = examples(rule.page);
    let notations = rule.notations();
    if notations.yaml {
        let read = list.iter().filter_map(|it| it.as_yaml(rule));
        list.extend(read.collect::<Vec<_>>());
    }
    if notations.template {
        let deployed = list.iter().filter_map(Example::as_template);
        list.extend(deployed.collect::<Vec<_>>());
    }
    list
}

impl Example {
    /// The same text read as YAML. Mistakes in the notation itself are others there.
    fn as_yaml(&self, rule: &Rule) -> Option<Self> {
        let is_json = matches!(self.kind, Kind::Definition(Format::Json));
        (is_json && rule.group != Group::Syntax).then(|| Self {
            heading: self.heading.clone(),
            kind: Kind::Definition(Format::Yaml),
            text: self.text.clone(),
            marks: self.marks.clone(),
        })
    }

    /// The same definition with placeholders in a text and in the place of a number; nothing where
    /// the definition has the field already, or is no object.
    fn as_template(&self) -> Option<Self> {
        let Kind::Definition(format) = self.kind else {
            return None;
        };
        let (at, more) = match (format, self.text.strip_prefix('{')) {
            (Format::Json, Some(_)) => (
                1,
                r#" "Version": "${Version}", "TimeoutSeconds": ${Limit},"#,
            ),
            // Between brackets YAML wants quotes.
            (Format::Yaml, Some(_)) => (
                1,
                r#" "Version": "${Version}", "TimeoutSeconds": "${Limit}","#,
            ),
            (Format::Yaml, None) => (0, "Version: ${Version}\nTimeoutSeconds: ${Limit}\n"),
            (Format::Json, None) => return None,
        };
        let is_free = ["Version", "\n  \"TimeoutSeconds\"", "\nTimeoutSeconds"];
        if is_free.iter().any(|it| self.text.contains(it)) {
            return None;
        }
        let moved = |start: usize| {
            if start < at {
                start
            } else {
                start + more.len()
            }
        };
        let marks = self.marks.iter().map(|it| (moved(it.0), it.1));
        Some(Self {
            heading: self.heading.clone(),
            kind: self.kind,
            text: format!("{}{more}{}", &self.text[..at], &self.text[at..]),
            marks: marks.collect(),
        })
    }
}

fn page_holds(rule: &Rule) {
    let examples = variants(rule);
    let mut fixes = 0;
    for example in &examples {
        match example.heading.as_str() {
            "Wrong" => {
                wrong_raises_the_rule_where_marked(rule, example);
                fixes += fixes_mend(rule, example);
            }
            "Right" => {
                let found = findings(rule, &example.text, example.kind);
                let shown = render(&example.text, &found);
                assert!(found.is_empty(), "{}: right is wrong:\n{shown}", rule.code);
            }
            other => panic!("{}: unknown heading {other}", rule.code),
        }
    }
    let headings: Vec<_> = examples.iter().map(|it| it.heading.as_str()).collect();
    let pairs = headings.chunks(2).all(|it| it == ["Wrong", "Right"]);
    assert!(
        pairs && !headings.is_empty(),
        "{}: no pairs of examples",
        rule.code
    );
    assert_eq!(
        fixes > 0,
        rule.fixable,
        "{}: the table and the fixes differ",
        rule.code
    );
}

/// The head of each page and the index come from the table; this test writes them and then fails.
#[test]
fn generated_parts_are_up_to_date() {
    let mut stale = Vec::new();
    for rule in RULES {
        let path = folder().join(format!("{}.md", rule.code));
        write_if_stale(&path, &with_head(rule), &mut stale);
    }
    write_if_stale(&folder().join("README.md"), &index(), &mut stale);
    assert!(stale.is_empty(), "written anew, run again: {stale:?}");
}

fn write_if_stale(path: &Path, wanted: &str, stale: &mut Vec<PathBuf>) {
    let there = std::fs::read_to_string(path).unwrap_or_default();
    if there.replace("\r\n", "\n") != wanted {
        std::fs::write(path, wanted).unwrap();
        stale.push(path.to_owned());
    }
}

/// The page with its head: the code, the summary and a line of facts.
fn with_head(rule: &Rule) -> String {
    let facts_line = |it: &&str| it.starts_with("*Severity ");
    let body = match rule.page.lines().find(facts_line) {
        Some(line) => rule.page.split_once(line).map_or("", |it| it.1),
        None => rule.page.split_once('\n').map_or("", |it| it.1),
    };
    let aws = rule
        .aws
        .map_or(String::new(), |it| format!(" · AWS says `{it}`"));
    let fix = if rule.fixable {
        " · has a quick fix"
    } else {
        ""
    };
    format!(
        "# {}\n\n{}\n\n*Severity {} · group {}{aws}{fix}*\n\n{}\n",
        rule.code,
        rule.summary,
        rule.severity,
        rule.group.name(),
        body.trim()
    )
}

#[test]
fn codes_are_stable_names() {
    let mut codes: Vec<_> = RULES.iter().map(|it| it.code).collect();
    let is_name = |it: &&str| it.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    assert!(codes.iter().all(is_name));
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
    assert!(explain("unreachable-state").is_some_and(|it| it.starts_with("# unreachable-state")));
    assert_eq!(explain("no-such-rule"), None);
}
