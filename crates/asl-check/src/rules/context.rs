//! Reads of the context object, in both query languages: what it does not have, what it has
//! elsewhere only, and Tasks that wait for a token that they give to nobody.

use std::sync::OnceLock;

use asl_catalog::Pattern;
use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::reserved::{STATES_VARIABLE, TEMPLATE_SUFFIX};
use asl_lang::{
    Availability, CONTEXT_PATHS, ContextPath, ContextType, QueryLanguage, StateType, context_path,
};
use asl_model::{Code, Expression, Model, Nesting, State, StateFacts};
use asl_path::path::{Path, Root, StepKind};
use asl_syntax::ast::Value;
use asl_text::TextRange;

use crate::edits;
use crate::findings::Findings;
use crate::literal::{is_expression, is_open_key, is_placeholder};
use crate::suggest::nearest;
use crate::table::{MISSING_TASK_TOKEN, UNKNOWN_CONTEXT_PATH};

/// The context object in a path, and the member of `$states` that it is.
const ROOT: &str = "$$";
const MEMBER: &str = "context";

/// Reads of what the context object certainly does not have where they stand.
pub(super) fn context(model: &Model, findings: &mut Findings) {
    for state in model.states() {
        for read in reads_of(state) {
            judge(model, state, read, findings);
        }
    }
}

/// One read: the names behind the context object, with where they stand in the state.
pub(super) struct Read {
    pub(super) field: &'static str,
    pub(super) names: Vec<(String, TextRange)>,
}

/// Read once per version of a state, in either query language.
#[derive(Default)]
struct Reads {
    json_path: OnceLock<Vec<Read>>,
    jsonata: OnceLock<Vec<Read>>,
}

/// The reads of a state; ranges are relative to it.
pub(super) fn reads_of(state: &State) -> &[Read] {
    let (facts, language) = (state.facts(), state.query_language());
    let kept = facts.derived(|_| Reads::default());
    let slot = match language {
        QueryLanguage::JsonPath => &kept.json_path,
        QueryLanguage::Jsonata => &kept.jsonata,
    };
    slot.get_or_init(|| gather(facts, language))
}

fn gather(facts: &StateFacts, language: QueryLanguage) -> Vec<Read> {
    let mut reads = Vec::new();
    for expression in facts.expressions(language) {
        // What is filled in later may be a part of the names.
        if is_placeholder(expression.text()) {
            continue;
        }
        match expression.code() {
            Code::Path(parsed) => reads.extend(of_path(expression, &parsed.value)),
            Code::Intrinsic(parsed) => {
                let paths = parsed.value.paths();
                reads.extend(paths.filter_map(|it| of_path(expression, it)));
            }
            Code::Jsonata(tree) => of_jsonata(expression, &tree.root, &mut reads),
        }
    }
    reads
}

fn of_path(expression: &Expression, path: &Path) -> Option<Read> {
    if path.root != Root::Context {
        return None;
    }
    let names = path.steps.iter().map_while(|step| match &step.kind {
        StepKind::Names(names) => match names.as_slice() {
            [name] => {
                let range = usize::from(name.range.start())..usize::from(name.range.end());
                Some((name.text.clone(), expression.place_of(range)))
            }
            _ => None,
        },
        _ => None,
    });
    Some(Read {
        field: expression.field,
        names: names.collect(),
    })
}

fn of_jsonata(expression: &Expression, node: &Node, reads: &mut Vec<Read>) {
    let is_states =
        |it: &Node| matches!(&it.kind, NodeKind::Variable(name) if name == STATES_VARIABLE);
    let whole = || Read {
        field: expression.field,
        names: Vec::new(),
    };
    if is_states(node) {
        reads.push(whole());
    }
    let NodeKind::Path(steps) = &node.kind else {
        for child in node.children() {
            of_jsonata(expression, child, reads);
        }
        return;
    };
    let mut rest = steps.as_slice();
    if let [first, after @ ..] = rest
        && is_states(first)
        && first.attached.is_empty()
    {
        rest = after;
        match after.first().map(|it| &it.kind) {
            Some(NodeKind::Name(name)) if name == MEMBER => {
                reads.push(Read {
                    names: names(expression, after),
                    ..whole()
                });
            }
            // Another member; what is no name may be any of them.
            Some(NodeKind::Name(_)) => {}
            _ => reads.push(whole()),
        }
    }
    for step in rest {
        of_jsonata(expression, step, reads);
    }
}

/// The names behind `context`, as far as they are all that is asked.
fn names(expression: &Expression, steps: &[Node]) -> Vec<(String, TextRange)> {
    let mut names = Vec::new();
    for pair in steps.windows(2) {
        let [before, step] = pair else { break };
        let NodeKind::Name(name) = &step.kind else {
            break;
        };
        if !before.attached.is_empty() {
            break;
        }
        let start = step.range.start;
        let is_quoted = expression.text()[start..].starts_with('`');
        let length = name.len() + if is_quoted { 2 } else { 0 };
        let range = expression.place_of(start..start + length);
        names.push((name.clone(), range));
    }
    names
}

fn judge(model: &Model, state: &State, read: &Read, findings: &mut Findings) {
    let mut known: Option<&'static ContextPath> = None;
    let mut place = ROOT.to_owned();
    for (name, range) in &read.names {
        let below = format!("{place}.{name}");
        let Some(found) = context_path(&below) else {
            let is_closed = known.is_none_or(|it| it.kind == ContextType::Object);
            if is_closed {
                unknown(&place, name, *range + state.base(), findings);
            }
            return;
        };
        (place, known) = (below, Some(found));
        let message = match found.available {
            Availability::MapIteration | Availability::MapObject
                if !is_of_item(model, state, read) =>
            {
                format!("There is no \"{name}\" here: this is no iteration of a Map")
            }
            Availability::TaskToken if !may_have_token(state) => {
                format!(
                    "There is no \"{name}\" here: only a Task whose resource ends in \"{}\" has a token",
                    Pattern::WaitForTaskToken.suffix()
                )
            }
            _ => continue,
        };
        findings.report(&UNKNOWN_CONTEXT_PATH, *range + state.base(), message);
        return;
    }
}

fn unknown(place: &str, name: &str, range: TextRange, findings: &mut Findings) {
    let below = CONTEXT_PATHS.iter().filter_map(|it| {
        let rest = it.path.strip_prefix(place)?.strip_prefix('.')?;
        (!rest.contains('.')).then_some(rest)
    });
    let known: Vec<_> = below.collect();
    let object = match place {
        ROOT => "The context object".to_owned(),
        _ => format!("\"{}\" of the context object", &place[ROOT.len() + 1..]),
    };
    let Some(meant) = nearest(name, known.iter().copied()) else {
        let message = format!("{object} has no \"{name}\"; it has {}", known.join(", "));
        findings.report(&UNKNOWN_CONTEXT_PATH, range, message);
        return;
    };
    let message = format!("{object} has no \"{name}\"; did you mean \"{meant}\"?");
    findings.report(&UNKNOWN_CONTEXT_PATH, range, message).fix(
        format!("Change to \"{meant}\""),
        edits::replace(range, meant),
    );
}

/// Whether there is an item: inside of a Map at any depth, and in what a Map makes of each item.
fn is_of_item(model: &Model, state: &State, read: &Read) -> bool {
    if state.kind() == Some(StateType::Map) && ["ItemSelector", "Parameters"].contains(&read.field)
    {
        return true;
    }
    let mut machine = model.machine(state.machine());
    while let Some(owner) = machine.owner() {
        if !matches!(owner.nesting, Nesting::Branch(_)) {
            return true;
        }
        machine = model.machine(model.state(owner.state).machine());
    }
    false
}

/// Whether the state waits for a token, or may do so. Tasks that wait for a job may have one, too: it
/// is not recorded, but a published sample sends theirs.
fn may_have_token(state: &State) -> bool {
    if state.kind() != Some(StateType::Task) {
        return state.kind().is_none();
    }
    let resource = state.facts().mapping().and_then(|it| it.value("Resource"));
    match resource {
        Some(Value::Scalar(it)) => {
            let text = it.text();
            let waits = Pattern::ALL
                .into_iter()
                .filter(|it| !it.suffix().is_empty());
            waits.map(Pattern::suffix).any(|it| text.ends_with(it))
                || is_placeholder(&text)
                || is_expression(&text)
                // What is no ARN has been said to be none.
                || !text.starts_with("arn:")
        }
        _ => true,
    }
}

/// Tasks that wait for an answer to a token that nobody can know.
pub(super) fn tokens(model: &Model, findings: &mut Findings) {
    let tasks = model.states().iter();
    for state in tasks.filter(|it| it.kind() == Some(StateType::Task)) {
        let Some(range) = state.facts().derived(|it| Waits(waits_at(it))).0 else {
            continue;
        };
        // The whole context object holds the token, too.
        let gives = |it: &Read| it.names.first().is_none_or(|it| it.0 == "Task");
        if reads_of(state).iter().any(gives) {
            continue;
        }
        let token = match state.query_language() {
            QueryLanguage::JsonPath => "$$.Task.Token",
            QueryLanguage::Jsonata => "$states.context.Task.Token",
        };
        let message = format!(
            "This waits for an answer to a token that nobody is given: {token} is not among what is sent"
        );
        findings.report(&MISSING_TASK_TOKEN, range + state.base(), message);
    }
}

/// Where a Task says that it waits for a token, when all that it sends is written out.
struct Waits(Option<TextRange>);

fn waits_at(facts: &StateFacts) -> Option<TextRange> {
    let mapping = facts.mapping()?;
    let resource = mapping.value("Resource")?;
    let is_waiting = resource
        .as_scalar()?
        .text()
        .ends_with(Pattern::WaitForTaskToken.suffix());
    if !is_waiting {
        return None;
    }
    // Where nothing is said of what is sent, more than the token is missing.
    let mut sent = ["Parameters", "Arguments"].iter();
    let sent = sent.find_map(|it| mapping.value(it))?;
    (!may_hold_token(&sent, "")).then(|| resource.range())
}

/// The parameters that carry a message, of the actions that can wait for a token.
const MESSAGES: [&str; 9] = [
    "Payload",
    "MessageBody",
    "Message",
    "Input",
    "Overrides",
    "Entries",
    "Detail",
    "RequestBody",
    "Body",
];

/// Whether something in a value that is sent is filled in later and may bring the token along: an
/// expression, a key, or a whole message. What is filled into an address, a name or a text is
/// constant when the Task runs, and the token is not.
fn may_hold_token(value: &Value, key: &str) -> bool {
    match value {
        Value::Mapping(it) => it.entries().any(|it| {
            let key = it.key().map(|it| it.text()).unwrap_or_default();
            is_open_key(&key) || it.value().is_some_and(|it| may_hold_token(&it, &key))
        }),
        Value::Sequence(it) => it.values().any(|it| may_hold_token(&it, key)),
        Value::Scalar(it) => {
            let text = it.text();
            let is_evaluated = key.ends_with(TEMPLATE_SUFFIX) || is_expression(&text);
            let is_whole = text.starts_with("${") && text.ends_with('}');
            let is_message = is_whole && (key.is_empty() || MESSAGES.contains(&key));
            is_placeholder(&text) && (is_evaluated || is_message)
        }
        Value::Alias(_) => true,
        Value::Missing(_) => false,
    }
}
