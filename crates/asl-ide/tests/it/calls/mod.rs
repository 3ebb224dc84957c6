//! What is offered where a call is written: resources, parameters, values and errors, and the text
//! after one is chosen.

mod errors;
mod hover;
mod parameters;
mod resources;

use asl_ide::{CompletionConfig, CompletionItem, completions};
use expect_test::Expect;

use crate::support::{Setup, format_of};

/// The first items of a list.
const SHOWN: usize = 10;

pub(super) fn offered(setup: &Setup, config: &CompletionConfig) -> Vec<CompletionItem> {
    let mut items = completions(&setup.analysis, setup.position(), config);
    items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
    items
}

pub(super) fn with_snippets() -> CompletionConfig {
    CompletionConfig {
        snippets: true,
        workflow: None,
    }
}

pub(super) fn list_as(marked: &str, config: &CompletionConfig, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let items = offered(&setup, config);
    let mut drawn = String::new();
    for item in items.iter().take(SHOWN) {
        let detail = item.detail.as_deref().unwrap_or("-");
        drawn.push_str(&[&item.label, "  (", detail, ")\n"].concat());
    }
    drawn.push_str(&[&items.len().to_string(), " in all\n"].concat());
    expect.assert_eq(&drawn);
}

pub(super) fn list(marked: &str, expect: &Expect) {
    list_as(marked, &with_snippets(), expect);
}

/// The text after an item was chosen, its places to fill in as the editor gets them.
pub(super) fn choose_as(marked: &str, label: &str, config: &CompletionConfig, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let items = offered(&setup, config);
    let after = |it: &CompletionItem| {
        let mut edits = it.additional.clone();
        let mut edit = it.edit.clone();
        let line = setup.text[..usize::from(edit.range.start())].lines().last();
        let line = line.unwrap_or_default();
        let blanks = &line[..line.len() - line.trim_start().len()];
        let insert = edit.insert.replace('\n', &["\n", blanks].concat());
        edit.insert = insert.replace("\\}", "}").replace("\\$", "$");
        edits.push(edit);
        setup.apply(&edits)
    };
    let item = items.iter().find(|it| it.label == label);
    expect.assert_eq(&item.map_or("no such item".to_owned(), after));
}

pub(super) fn choose(marked: &str, label: &str, expect: &Expect) {
    choose_as(marked, label, &with_snippets(), expect);
}

/// A JSON machine with one Task, of which these are the fields, each on its line.
pub(super) fn task(fields: &str) -> String {
    let fields = fields.replace('\n', "\n      ");
    format!(
        "{{\n  \"StartAt\": \"T\",\n  \"States\": {{\n    \"T\": {{\n      \"Type\": \"Task\",\n      {fields}\n    }}\n  }}\n}}\n"
    )
}

/// The same in YAML.
pub(super) fn yaml_task(fields: &str) -> String {
    let fields = fields.replace('\n', "\n    ");
    format!("StartAt: T\nStates:\n  T:\n    Type: Task\n    {fields}\n    End: true\n")
}

pub(super) fn json_resource(typed: &str) -> String {
    task(&format!("\"Resource\": \"{typed}$0\",\n\"End\": true"))
}

pub(super) fn yaml_resource(typed: &str) -> String {
    yaml_task(&format!("Resource: {typed}$0"))
}

/// The label that comes first.
pub(super) fn first(marked: &str) -> String {
    let setup = Setup::new(marked, format_of(marked));
    let items = offered(&setup, &with_snippets());
    items.first().map_or(String::new(), |it| it.label.clone())
}
