//! `asl check --like-aws`: what AWS's `ValidateStateMachineDefinition` would answer.

use asl_check::{AwsDiagnostic, like_aws};
use asl_model::Model;
use serde_json::{Value, json};

use super::Arguments;
use super::files::{self, Candidate};
use crate::output;
use crate::status::{Failure, Status};

/// What AWS lists at most unless it is asked for fewer.
const MOST: usize = 100;

/// Prints one answer for one file, and a list of answers with their files for several.
pub(super) fn run(
    arguments: &Arguments,
    found: Vec<Result<Candidate, Failure>>,
) -> Result<Status, Failure> {
    let (mut answers, mut status) = (Vec::new(), Status::Fine);
    for candidate in found {
        match candidate.and_then(|it| answer(arguments, &it)) {
            Ok(Some((name, answer))) => {
                if answer["result"] != "OK" {
                    status = status.max(Status::Failed);
                }
                answers.push((name, answer));
            }
            Ok(None) => {}
            Err(failure) => {
                status = Status::Unusable;
                output::complain(&failure.to_string());
            }
        }
    }
    if let [(_, answer)] = answers.as_slice() {
        output::print(&format!("{answer:#}\n"))?;
        return Ok(status);
    }
    let all = answers.into_iter().map(|(name, mut answer)| {
        answer["file"] = name.into();
        answer
    });
    output::print(&format!("{:#}\n", all.collect::<Value>()))?;
    Ok(status)
}

fn answer(
    arguments: &Arguments,
    candidate: &Candidate,
) -> Result<Option<(String, Value)>, Failure> {
    let Some(source) = files::read(candidate)? else {
        return Ok(None);
    };
    let mut config = candidate.config.clone();
    config.workflow = arguments.workflow.map(Into::into).or(config.workflow);
    let parse = asl_syntax::parse(&source.text, source.format);
    let found = like_aws(&Model::lower(&parse, None), &config);
    let shown: Vec<_> = found.iter().take(MOST).map(diagnostic).collect();
    let answer = json!({
        "result": if found.is_empty() { "OK" } else { "FAIL" },
        "diagnostics": shown,
        "truncated": found.len() > MOST,
    });
    Ok(Some((source.name(), answer)))
}

fn diagnostic(found: &AwsDiagnostic) -> Value {
    let mut shown = json!({
        "severity": "ERROR",
        "code": found.code,
        "message": found.message,
    });
    if let Some(location) = &found.location {
        shown["location"] = location.as_str().into();
    }
    shown
}
