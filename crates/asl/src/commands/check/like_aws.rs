//! `asl check --like-aws`: what AWS's `ValidateStateMachineDefinition` would answer.

use asl_check::{AwsDiagnostic, like_aws};
use asl_ide::{FileId, state_machine, state_machines};
use asl_server::Surroundings;
use serde_json::{Value, json};

use super::Arguments;
use super::files::{self, Candidate};
use crate::definition::{Chosen, Opened};
use crate::output;
use crate::status::{Failure, Status};

/// What AWS lists at most unless it is asked for fewer.
const MOST: usize = 100;

/// Prints one answer for one definition, and a list of answers with their files for several.
pub(super) fn run(
    arguments: &Arguments,
    found: Vec<Result<Candidate, Failure>>,
) -> Result<Status, Failure> {
    let (mut answers, mut status) = (Vec::<(String, Value)>::new(), Status::Fine);
    let around = Surroundings::default();
    for candidate in found {
        match candidate.and_then(|it| all_of(arguments, &it, &around)) {
            Ok((name, all)) => {
                for answer in all {
                    match answer {
                        Ok(answer) => {
                            if answer["result"] != "OK" {
                                status = status.max(Status::Failed);
                            }
                            answers.push((name.clone(), answer));
                        }
                        Err(failure) => {
                            status = Status::Unusable;
                            output::complain(&failure.to_string());
                        }
                    }
                }
            }
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

/// What came of the state machines of a file.
type Answers = Vec<Result<Value, Failure>>;

/// The answers for a file: one for a definition, one for each state machine of a template.
fn all_of(
    arguments: &Arguments,
    candidate: &Candidate,
    around: &Surroundings,
) -> Result<(String, Answers), Failure> {
    let Some(source) = files::read(candidate)? else {
        return Ok((String::new(), Vec::new()));
    };
    let (name, opened) = (source.name(), Opened::of(source, around));
    let machines = match &arguments.state_machine {
        Some(name) => vec![state_machine(&opened.analysis, FileId(0), Some(name))],
        None => state_machines(&opened.analysis, FileId(0)),
    };
    let answers = machines.into_iter().map(|machine| {
        let mut chosen = opened.chosen(machine)?;
        if chosen.machine.file == FileId(0) {
            chosen.config = candidate.config.clone();
        }
        Ok(answer(arguments, &chosen))
    });
    Ok((name, answers.collect()))
}

fn answer(arguments: &Arguments, chosen: &Chosen) -> Value {
    let mut config = chosen.check_config();
    config.workflow = arguments.workflow.map(Into::into).or(config.workflow);
    let found = like_aws(chosen.machine.document.model(), &config);
    let shown: Vec<_> = found.iter().take(MOST).map(diagnostic).collect();
    let mut answer = json!({
        "result": if found.is_empty() { "OK" } else { "FAIL" },
        "diagnostics": shown,
        "truncated": found.len() > MOST,
    });
    // AWS is asked for one definition, and has no word for which.
    if let Some(name) = &chosen.machine.name {
        answer["stateMachine"] = name.as_str().into();
    }
    answer
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
