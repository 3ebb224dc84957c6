//! What is said of the services that real workflows call: nothing but what is listed here, with the reason.

use std::collections::BTreeSet;

use asl_check::{CheckConfig, Diagnostic, Group, check};
use asl_model::Model;
use asl_syntax::{Format, parse};
use asl_testing::outside::shared_files;

/// The rule, a part of the finding's file and message, and why it is right.
const LISTED: &[(&str, &str, &str)] = &[
    (
        "retired-service",
        "lookoutvision",
        "the service has ended, the sample has stayed",
    ),
    (
        "unknown-resource",
        "dynamodb\" has no action \"query",
        "AWS refuses it, and a recording says so",
    ),
    (
        "impossible-error",
        "Glue.AWSGlueException",
        "the base class of the optimised integration's errors, on a task of the AWS SDK's",
    ),
    (
        "missing-task-token",
        "no_token_parameter",
        "it was recorded to show that the task times out",
    ),
    (
        "invalid-arn",
        "ChristopheBougere+asl-validator",
        "accounts of ten digits in fixtures",
    ),
    (
        "missing-parameter",
        "succeed-with-comment-in-catcher",
        "a linter's fixture about comments, whose call is given nothing: AWS refuses that",
    ),
    (
        "missing-parameter",
        "Test-functions-1",
        "a linter's fixture about functions of templates, whose call is given nothing",
    ),
];

const ENDINGS: &[&str] = &[".json", ".yaml", ".yml"];

/// The findings about what Tasks call, and about its errors.
fn findings(text: &str, format: Format) -> Vec<Diagnostic> {
    let model = Model::lower(&parse(text, format), None);
    let mut found = check(&model, &CheckConfig::default());
    let codes = ["impossible-error", "wrong-error-prefix"];
    found.retain(|it| it.rule.group == Group::Integrations || codes.contains(&it.rule.code));
    found
}

#[test]
fn real_workflows_call_what_there_is() {
    let mut unlisted = BTreeSet::new();
    for folder in ["corpus/real", "corpus/valid", "cases/recorded", "seeds"] {
        for (path, text) in shared_files(folder, ENDINGS) {
            let is_json = path.extension().is_some_and(|it| it == "json");
            let format = if is_json { Format::Json } else { Format::Yaml };
            for found in findings(&text, format) {
                let code = found.rule.code;
                let line = format!("{}: {code}: {}", path.display(), found.message);
                let mut listed = LISTED.iter();
                if !listed.any(|(rule, part, _)| *rule == code && line.contains(part)) {
                    unlisted.insert(line);
                }
            }
        }
    }
    assert!(unlisted.is_empty(), "{unlisted:#?}");
}
