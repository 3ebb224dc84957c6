//! What is offered where a call is written: resources, parameters, values and errors, and the text
//! after one is chosen.

mod chosen_parameters;
mod chosen_resources;
mod errors;
mod hover;
mod parameters;
mod resources;
mod search;

use asl_ide::CompletionConfig;
use expect_test::Expect;

use crate::support::{Setup, chosen, drawn, format_of, offered_as};

/// The first items of a list.
const SHOWN: usize = 10;

fn with_snippets() -> CompletionConfig {
    CompletionConfig {
        snippets: true,
        workflow: None,
    }
}

fn list_as(marked: &str, config: &CompletionConfig, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    expect.assert_eq(&drawn(&offered_as(&setup, config), SHOWN));
}

fn list(marked: &str, expect: &Expect) {
    list_as(marked, &with_snippets(), expect);
}

/// The text after an item was chosen, its places to fill in as the editor gets them.
fn choose_as(marked: &str, label: &str, config: &CompletionConfig, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    expect.assert_eq(&chosen(&setup, &offered_as(&setup, config), label));
}

fn choose(marked: &str, label: &str, expect: &Expect) {
    choose_as(marked, label, &with_snippets(), expect);
}

/// A JSON machine with one Task, of which these are the fields, each on its line.
fn task(fields: &str) -> String {
    let fields = fields.replace('\n', "\n      ");
    format!(
        "{{\n  \"StartAt\": \"T\",\n  \"States\": {{\n    \"T\": {{\n      \"Type\": \"Task\",\n      {fields}\n    }}\n  }}\n}}\n"
    )
}

/// The same in YAML.
fn yaml_task(fields: &str) -> String {
    let fields = fields.replace('\n', "\n    ");
    format!("StartAt: T\nStates:\n  T:\n    Type: Task\n    {fields}\n    End: true\n")
}

fn json_resource(typed: &str) -> String {
    task(&format!("\"Resource\": \"{typed}$0\",\n\"End\": true"))
}

fn yaml_resource(typed: &str) -> String {
    yaml_task(&format!("Resource: {typed}$0"))
}

/// The label that comes first.
fn first(marked: &str) -> String {
    let setup = Setup::new(marked, format_of(marked));
    let items = offered_as(&setup, &with_snippets());
    items.first().map_or(String::new(), |it| it.label.clone())
}

/// A Task in JSON that calls something with these parameters.
fn given(resource: &str, parameters: &str) -> String {
    task(&format!(
        "\"Resource\": \"arn:aws:states:::{resource}\",\n\"Parameters\": {parameters},\n\"End\": true"
    ))
}

/// The same in YAML.
fn yaml_given(resource: &str, parameters: &str) -> String {
    yaml_task(&format!(
        "Resource: arn:aws:states:::{resource}\nParameters:{parameters}"
    ))
}

/// The same in JSONata.
fn yaml_arguments(resource: &str, arguments: &str) -> String {
    yaml_task(&format!(
        "QueryLanguage: JSONata\nResource: arn:aws:states:::{resource}\nArguments:{arguments}"
    ))
}
