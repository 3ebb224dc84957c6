//! Secrets where others may read them: in the data of the execution, whose history and logs keep it.

use asl_catalog::{Pattern, lookup};
use asl_lang::{SecretAction, StateType, WorkflowType, secret_action};
use asl_model::{Model, State, StateFacts};
use asl_syntax::ast::{Entry, Mapping, Value};
use asl_text::TextRange;

use super::context::reads_of;
use crate::findings::Findings;
use crate::table::{SECRET_IN_HISTORY, TOKEN_IN_LOGS};
use crate::{CheckConfig, edits};

/// The names behind the context object that lead to the token.
const TOKEN: [&str; 2] = ["Task", "Token"];

/// The fields whose value stays in the execution when the Task is done.
const KEPT: [&str; 3] = ["ResultSelector", "Output", "Assign"];

/// Task tokens that are kept or logged.
pub(super) fn tokens(model: &Model, findings: &mut Findings) {
    for state in tasks(model) {
        let logs = called(state).is_some_and(|it| it.is_log);
        for read in reads_of(state) {
            let is_token = read.names.len() == TOKEN.len()
                && read.names.iter().zip(TOKEN).all(|(it, name)| it.0 == name);
            let Some((_, range)) = read.names.last().filter(|_| is_token) else {
                continue;
            };
            let message = match read.field {
                it if KEPT.contains(&it) => {
                    "This keeps the token in the data of the execution, and so in its history and logs; \
                     once the Task is done, nobody needs it"
                }
                "Parameters" | "Arguments" if logs => {
                    "This writes the token into a log: whoever reads it there can answer the Task"
                }
                _ => continue,
            };
            let edits = entry_at(state, *range).map_or_else(Vec::new, |it| edits::remove(&it));
            let edits = edits.into_iter().map(|mut it| {
                it.range += state.base();
                it
            });
            findings
                .report(&TOKEN_IN_LOGS, *range + state.base(), message)
                .maybe("Leave the token out", edits.collect());
        }
    }
}

/// Calls whose response is a secret. The history of an Express workflow is kept by its logs alone, if
/// they have the data.
pub(super) fn secrets(model: &Model, config: &CheckConfig, findings: &mut Findings) {
    if config.workflow == Some(WorkflowType::Express) {
        return;
    }
    for state in tasks(model) {
        let Some(called) = called(state) else {
            continue;
        };
        let Some((action, range)) = called.secret else {
            continue;
        };
        let message = format!(
            "The response with {} stays in the history of the execution, where all may read it who may read that",
            action.holds
        );
        findings.report(&SECRET_IN_HISTORY, range + state.base(), message);
    }
}

fn tasks(model: &Model) -> impl Iterator<Item = &State> {
    let tasks = model.states().iter();
    tasks.filter(|it| it.kind() == Some(StateType::Task))
}

/// What a Task calls, as far as it concerns secrets; found once per version of the state.
struct Called {
    is_log: bool,
    secret: Option<(&'static SecretAction, TextRange)>,
}

struct Kept(Option<Called>);

fn called(state: &State) -> Option<&Called> {
    let kept = state.facts().derived(|it| Kept(of(it)));
    kept.0.as_ref()
}

fn of(facts: &StateFacts) -> Option<Called> {
    let task = facts.mapping()?;
    let resource = task.value("Resource")?;
    let found = lookup(&resource.as_scalar()?.text()).ok()?;
    let (service, action) = (found.action.service().name(), found.action.name());
    let secret = secret_action(service, action).filter(|it| answers_with_it(it, &task));
    Some(Called {
        is_log: (service, action) == ("cloudwatchlogs", "putLogEvents"),
        // Whoever sends a token back says what the response is.
        secret: secret
            .filter(|_| found.pattern == Pattern::RequestResponse)
            .map(|it| (it, resource.range())),
    })
}

fn answers_with_it(action: &SecretAction, task: &Mapping) -> bool {
    let Some(parameter) = action.only_with else {
        return true;
    };
    let mut sent = ["Parameters", "Arguments"].iter();
    let sent = sent.find_map(|it| task.value(it));
    let value = sent.and_then(|it| it.as_mapping()?.value(parameter));
    value.is_some_and(|it| it.as_scalar().is_some_and(|it| it.text() == "true"))
}

/// The entry whose value is the expression at a place of the state.
fn entry_at(state: &State, at: TextRange) -> Option<Entry> {
    let token = state
        .facts()
        .syntax()
        .token_at_offset(at.start())
        .right_biased()?;
    let entry = token.parent_ancestors().find_map(Entry::cast)?;
    let is_alone = matches!(entry.value(), Some(Value::Scalar(_)));
    is_alone.then_some(entry)
}
