//! A machine before and after its conversion, run on the same input with the same answers.

use asl_ide::Format;
use asl_interp::{
    Execution, Guard, Keep, Machine, RunOptions, StateVisit, TaskAnswer, TaskCall, TaskOutcome,
    Worker,
};
use asl_model::shapes::Shape;
use serde_json::{Map, Number, Value, json};

use crate::inputs::{Random, Wanted};

/// Errors that paths, templates and functions fail with; JSONata fails with another one.
const OF_PATHS: [&str; 3] = [
    "States.Runtime",
    "States.IntrinsicFailure",
    "States.ReferencePathConflict",
];

/// How two executions stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// Status, output or error, what every state gets, makes and calls, and the way through the states are the same.
    Equal,
    /// Both fail at the same state: paths with one error, JSONata with another.
    BothFail,
    /// Anything else: the state where it begins, and what it is.
    Different { state: String, what: String },
}

/// The definition of a text.
pub(crate) fn value(text: &str, format: Format) -> Value {
    let value = asl_syntax::parse(text, format).root().value();
    value.expect("a definition has a value").to_json()
}

pub(crate) fn compile(text: &str, format: Format) -> Result<Machine, String> {
    Machine::compile(&value(text, format)).map_err(|it| format!("{it:?}"))
}

/// Runs both machines with the same answers.
pub(crate) fn compare(
    before: &Machine,
    after: &Machine,
    input: &Value,
    wanted: &Wanted,
    seed: u64,
) -> Verdict {
    let run = |machine: &Machine| {
        let mut worker = Answers {
            wanted,
            seed,
            calls: Vec::new(),
        };
        let execution = asl_interp::run(machine, input.clone(), &mut worker, &options());
        (execution, worker.calls)
    };
    let ((one, calls), (two, other_calls)) = (run(before), run(after));
    judge(&one, &two, &calls, &other_calls)
}

/// Options for short runs that keep the way through the states.
fn options() -> RunOptions {
    RunOptions {
        keep: Keep {
            trace: true,
            ..Keep::NOTHING
        },
        guard: Guard {
            steps: 3_000,
            ..Guard::default()
        },
        ..RunOptions::default()
    }
}

fn judge(before: &Execution, after: &Execution, calls: &[Call], others: &[Call]) -> Verdict {
    let visits = (before.states.as_slice(), after.states.as_slice());
    if let (Some(state), _) | (None, Some(state)) = (
        first_difference(visits.0, visits.1),
        called_otherwise(calls, others),
    ) {
        let what = format!("{}\n  {}", shown(before), shown(after));
        return Verdict::Different { state, what };
    }
    let result = |it: &Execution| {
        (
            it.status,
            it.output.as_ref().map(|it| plain(it)),
            kind(it.error.as_deref()).map(str::to_owned),
        )
    };
    if result(before) != result(after) {
        let state = before
            .states
            .last()
            .map_or_else(String::new, |it| it.name.to_string());
        let what = format!("result {}\n  {}", shown(before), shown(after));
        return Verdict::Different { state, what };
    }
    if before.error == after.error {
        return Verdict::Equal;
    }
    Verdict::BothFail
}

/// A call of a Task: the state, and what the service gets.
type Call = (String, Value);

/// The first state that calls with other parameters, or not at all.
fn called_otherwise(one: &[Call], two: &[Call]) -> Option<String> {
    let pairs = one.iter().zip(two);
    let mut different = pairs.filter(|(one, two)| one != two);
    let longer = if one.len() > two.len() { one } else { two };
    let rest = longer.get(one.len().min(two.len()));
    different
        .next()
        .map(|it| it.0)
        .or(rest)
        .map(|it| it.0.clone())
}

/// The error's name; those of paths and of JSONata are one.
fn kind(error: Option<&str>) -> Option<&str> {
    error.map(|it| if OF_PATHS.contains(&it) { QUERY } else { it })
}

const QUERY: &str = "States.QueryEvaluationError";

/// The state where the ways of two executions part or their data does: of a state and the states inside of it the inner.
fn first_difference(one: &[StateVisit], two: &[StateVisit]) -> Option<String> {
    let pairs: Vec<(&StateVisit, &StateVisit)> = one.iter().zip(two).collect();
    let same_way = |it: &&(&StateVisit, &StateVisit)| {
        it.0.name == it.1.name && it.0.parent == it.1.parent && it.0.index == it.1.index
    };
    let way: Vec<_> = pairs.iter().take_while(same_way).collect();
    let differs: Vec<usize> = (0..way.len())
        .filter(|at| seen(way[*at].0) != seen(way[*at].1))
        .collect();
    let inner = |at: &usize| {
        let mut below = differs.iter().map(|it| way[*it].0.parent);
        !below.any(|it| it == Some(*at))
    };
    // A path that fails ends all branches, wherever their states are.
    let ended = |at: &usize| {
        let error = way[*at].0.error.as_ref();
        error.is_some_and(|it| it.0.as_deref().is_some_and(|it| OF_PATHS.contains(&it)))
    };
    let first = differs.iter().copied().find(inner);
    let in_branch = first.is_some_and(|it| way[it].0.parent.is_some());
    let of_path = differs.iter().copied().find(|it| inner(it) && ended(it));
    if let Some(at) = of_path.filter(|_| in_branch).or(first) {
        // What the first state inside of another gets is made by that one.
        let (one, two) = way[at];
        let outer = one
            .parent
            .filter(|_| plain(&one.input) != plain(&two.input));
        let at = outer.unwrap_or(at);
        return Some(way[at].0.name.to_string());
    }
    if way.len() == one.len() && way.len() == two.len() {
        return None;
    }
    let last = way.last().map(|it| it.0.name.to_string());
    Some(last.unwrap_or_default())
}

/// What counts of a visit.
fn seen(it: &StateVisit) -> impl PartialEq + use<> {
    let data = |it: &Option<std::sync::Arc<Value>>| it.as_ref().map(|it| plain(it));
    let error = it
        .error
        .as_ref()
        .map(|it| kind(it.0.as_deref()).map(str::to_owned));
    let assigned: Vec<(String, Value)> = it
        .assigned
        .iter()
        .map(|it| (it.0.to_string(), plain(&it.1)))
        .collect();
    (
        (plain(&it.input), data(&it.output), it.entered, error),
        (
            assigned,
            it.chosen,
            it.caught_by,
            it.retries.len(),
            it.next.clone(),
        ),
    )
}

fn shown(execution: &Execution) -> String {
    let way: Vec<String> = execution
        .states
        .iter()
        .map(|it| it.name.to_string())
        .collect();
    format!("{} after {}", execution.result_to_json(), way.join(" "))
}

/// A text without the identifiers in it, which are made anew in every run.
fn without_ids(text: &str) -> String {
    let is_id = |part: &str| {
        let at = |(index, c): (usize, char)| match index {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        };
        part.len() == 36 && part.chars().enumerate().all(at)
    };
    let (mut out, mut rest) = (String::new(), text);
    while let Some(c) = rest.chars().next() {
        if rest.get(..36).is_some_and(is_id) {
            out.push_str("(id)");
            rest = &rest[36..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Whether an error is one of paths or of JSONata.
fn of_paths(members: &Map<String, Value>) -> bool {
    let error = members.get("Error").and_then(Value::as_str);
    members.contains_key("Cause") && error.is_some_and(|it| it == QUERY || OF_PATHS.contains(&it))
}

/// JSONata's numbers are doubles: 1.0 is 1.
pub(crate) fn plain(value: &Value) -> Value {
    match value {
        Value::Number(it) => {
            let number = it.as_f64().and_then(Number::from_f64);
            Value::Number(number.expect("every number is finite"))
        }
        Value::String(it) => Value::String(without_ids(it)),
        Value::Array(items) => items.iter().map(plain).collect(),
        // What failed in a tolerated iteration.
        Value::Object(members) if of_paths(members) => json!({ "Error": QUERY }),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| (name.clone(), plain(value));
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}

/// Answers every Task from what the definition reads: the same call gets the same answer.
struct Answers<'a> {
    wanted: &'a Wanted,
    seed: u64,
    calls: Vec<Call>,
}

impl Worker for Answers<'_> {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        self.calls
            .push((task.state.to_owned(), plain(task.parameters)));
        let mut random = Random::new(self.seed);
        for byte in task.state.bytes() {
            random.stir(u64::from(byte));
        }
        random.stir(u64::from(task.invocation));
        if random.below(10) == 0 {
            let names = ["States.TaskFailed", "Lambda.ServiceException", "Custom"];
            let error = names[random.below(3)].to_owned();
            return TaskAnswer::new(TaskOutcome::Failure {
                error: Some(error),
                cause: Some("{\"message\": \"no\"}".to_owned()),
            });
        }
        let mut answer = self.wanted.value(&mut random);
        // Services answer as AWS describes them.
        let shape = asl_scenario::conformance::result_shape(task.resource).map(Shape::service);
        if let (Some(shape), Value::Object(members)) = (shape, &mut answer) {
            members.retain(|name, value| shape.member(name).shape.contains(value));
        }
        TaskAnswer::success(answer)
    }
}
