//! What a state does each time that a loop comes round to it: what it changes, what it asks for, and
//! whether it counts or looks at a clock.

use std::sync::OnceLock;

use asl_jsonata::CHANGING;
use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN, STATES_VARIABLE};
use asl_lang::{
    CONTEXT_PATHS, ContextType, OperandKind, Place, QueryLanguage, StateType, choice_operator,
    field,
};
use asl_model::{Code, Expression, State, StateFacts};
use asl_path::intrinsic::{Expr, ExprKind};
use asl_path::path::{self, Path, Root, Step, StepKind};
use asl_syntax::ast::{Mapping, ScalarValue, Value};
use asl_text::TextRange;

use crate::literal::is_placeholder;

/// Operators of JSONata that make numbers of numbers, or compare them.
const ARITHMETIC: [&str; 8] = ["+", "-", "*", "/", "<", "<=", ">", ">="];

/// Intrinsic functions that make numbers of numbers, or are another one each time.
const COUNTING: [&str; 2] = ["States.MathAdd", "States.MathRandom"];

/// What a state does each time that it is run, in ranges relative to it.
pub(super) struct Turn {
    /// What it changes; `None` where that may be anything.
    pub(super) changes: Option<Vec<Datum>>,
    /// What the rules of a Choice ask for; `None` where that may be anything, or differs each time.
    pub(super) asks: Option<Vec<Asked>>,
    /// It counts, compares numbers or looks at a clock.
    pub(super) is_paced: bool,
}

/// Something that a rule of a Choice asks for.
pub(super) struct Asked {
    pub(super) datum: Datum,
    /// As a person writes it.
    pub(super) text: String,
    /// The expression that asks.
    pub(super) range: TextRange,
}

/// A part of the data.
pub(super) enum Datum {
    /// What the names lead to from the state's input, and everything in it.
    Input(Vec<String>),
    /// A variable.
    Variable(String),
}

impl Datum {
    /// The state's input as a whole.
    const ALL: Self = Self::Input(Vec::new());

    /// Whether a change of the one may be a change of the other.
    pub(super) fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Input(a), Self::Input(b)) => a.iter().zip(b).all(|(a, b)| a == b),
            (Self::Variable(a), Self::Variable(b)) => a == b,
            _ => false,
        }
    }

    /// What a path reads or writes at most; `None` for the context object.
    fn of(path: &Path) -> Option<Self> {
        // A filter reads more than stands before it.
        if path
            .steps
            .iter()
            .any(|it| matches!(it.kind, StepKind::Filter(_)))
        {
            return None;
        }
        let names = path.steps.iter().map_while(|step| match &step.kind {
            StepKind::Names(names) => match names.as_slice() {
                [name] => Some(name.text.clone()),
                _ => None,
            },
            _ => None,
        });
        match &path.root {
            Root::Input => Some(Self::Input(names.collect())),
            Root::Variable(name) => Some(Self::Variable(name.clone())),
            Root::Context | Root::Current => None,
        }
    }

    fn in_jsonata(&self) -> String {
        match self {
            Self::Input(_) => "$states.input".to_owned(),
            Self::Variable(name) => format!("${name}"),
        }
    }
}

/// Found once per version of a state, in either query language.
#[derive(Default)]
struct Turns {
    json_path: OnceLock<Turn>,
    jsonata: OnceLock<Turn>,
}

/// What the state does, in the query language that is in force.
pub(super) fn turn_of(state: &State) -> &Turn {
    let (facts, language) = (state.facts(), state.query_language());
    let kept = facts.derived(|_| Turns::default());
    let slot = match language {
        QueryLanguage::JsonPath => &kept.json_path,
        QueryLanguage::Jsonata => &kept.jsonata,
    };
    slot.get_or_init(|| Turn {
        changes: changes(facts, language),
        asks: asks(facts, language),
        is_paced: is_paced(facts, language),
    })
}

/// What a state hands on otherwise than it took it.
fn changes(facts: &StateFacts, language: QueryLanguage) -> Option<Vec<Datum>> {
    let (mapping, kind) = (facts.mapping()?, facts.kind()?);
    let variables = facts.variables(language);
    if !variables.unknown.is_empty() {
        return None;
    }
    let set = variables.all.iter().filter(|it| it.set_by.is_some());
    let mut changed: Vec<Datum> = Vec::new();
    for name in set.map(|it| &it.name) {
        if is_placeholder(name) {
            return None;
        }
        changed.push(Datum::Variable(name.clone()));
    }
    changed.extend(match language {
        QueryLanguage::JsonPath => json_path_output(&mapping, kind),
        QueryLanguage::Jsonata => jsonata_output(&mapping, kind),
    });
    Some(changed)
}

/// What a state in JSONPath makes of its input.
fn json_path_output(state: &Mapping, kind: StateType) -> Option<Datum> {
    let result = state.value("ResultPath");
    let narrows = |field| {
        let whole = |it: &Value| it.as_scalar().is_some_and(|it| it.text() == "$");
        state.value(field).is_some_and(|it| !whole(&it))
    };
    if narrows("OutputPath") || (result.is_none() && narrows("InputPath")) {
        return Some(Datum::ALL);
    }
    let has_result = match kind {
        StateType::Task | StateType::Map | StateType::Parallel => true,
        StateType::Pass => ["Result", "Parameters", "ResultPath"]
            .iter()
            .any(|it| state.get(it).is_some()),
        _ => false,
    };
    if !has_result {
        return None;
    }
    match result {
        Some(Value::Scalar(it)) if it.value() == ScalarValue::Null => None,
        Some(Value::Scalar(it)) if !is_placeholder(&it.text()) => {
            let path = path::parse(&it.text());
            let is_one = |it: &Step| match &it.kind {
                StepKind::Names(names) => names.len() == 1,
                StepKind::Indices(indices) => indices.len() == 1,
                _ => false,
            };
            let is_clear = path.errors.is_empty() && path.value.steps.iter().all(is_one);
            Datum::of(&path.value)
                .filter(|_| is_clear)
                .or(Some(Datum::ALL))
        }
        _ => Some(Datum::ALL),
    }
}

/// What a state in JSONata makes of its input.
fn jsonata_output(state: &Mapping, kind: StateType) -> Option<Datum> {
    let input = format!("{JSONATA_OPEN}$states.input{JSONATA_CLOSE}");
    let keeps = |holder: &Mapping| match holder.value("Output") {
        None => matches!(kind, StateType::Pass | StateType::Wait | StateType::Choice),
        Some(Value::Scalar(it)) => it.text().replace(' ', "") == input,
        Some(_) => false,
    };
    let rules = match state.value("Choices") {
        Some(Value::Sequence(rules)) => rules.values().collect(),
        _ => Vec::new(),
    };
    let is_kept = keeps(state) && rules.iter().all(|it| it.as_mapping().is_some_and(keeps));
    (!is_kept).then_some(Datum::ALL)
}

/// What the rules of a Choice read; `None` where it cannot be told.
fn asks(facts: &StateFacts, language: QueryLanguage) -> Option<Vec<Asked>> {
    if facts.kind() != Some(StateType::Choice) {
        return None;
    }
    if !facts
        .mapping()?
        .value("Choices")
        .is_some_and(|it| are_whole(&it, Place::ChoiceRule))
    {
        return None;
    }
    let mut asked = Vec::new();
    let is_rule = |it: &&Expression| {
        matches!(it.place, Place::ChoiceRule | Place::NestedRule)
            && !["Assign", "Output"].contains(&it.field)
    };
    for expression in facts.expressions(language).iter().filter(is_rule) {
        if is_placeholder(expression.text()) {
            return None;
        }
        let data = match expression.code() {
            Code::Path(parsed) if parsed.errors.is_empty() => vec![Datum::of(&parsed.value)?],
            Code::Path(_) | Code::Intrinsic(_) => return None,
            Code::Jsonata(_) => jsonata_reads(expression)?,
        };
        asked.extend(data.into_iter().map(|datum| Asked {
            text: match &expression.code() {
                Code::Jsonata(_) => datum.in_jsonata(),
                _ => expression.text().to_owned(),
            },
            range: expression.range(),
            datum,
        }));
    }
    Some(asked)
}

/// Whether all rules of a list ask what they are meant to ask: there are some, and each has fields that
/// it may have, one of them a question.
fn are_whole(rules: &Value, place: Place) -> bool {
    let Value::Sequence(rules) = rules else {
        return false;
    };
    let mut rules = rules.values().peekable();
    rules.peek().is_some() && rules.all(|it| it.as_mapping().is_some_and(|it| is_whole(it, place)))
}

fn is_whole(rule: &Mapping, place: Place) -> bool {
    let keys: Vec<String> = rule
        .entries()
        .filter_map(|it| Some(it.key()?.text()))
        .collect();
    let is_known = |it: &String| field(place, it).is_some() || choice_operator(it).is_some();
    let compares = keys.iter().any(|it| choice_operator(it).is_some());
    let nested = ["And", "Or"].iter().filter_map(|it| rule.value(it));
    let mut nested = nested.peekable();
    let not = rule.value("Not");
    let asks = (rule.get("Variable").is_some() && compares)
        || rule.get("Condition").is_some()
        || nested.peek().is_some()
        || not.is_some();
    asks && keys.iter().all(is_known)
        && nested.all(|it| are_whole(&it, Place::NestedRule))
        && not.is_none_or(|it| {
            it.as_mapping()
                .is_some_and(|it| is_whole(it, Place::NestedRule))
        })
}

fn jsonata_reads(expression: &Expression) -> Option<Vec<Datum>> {
    let compiled = asl_jsonata::Expression::compile(expression.text()).ok()?;
    let is_input = |name: &str| name == asl_jsonata::StatesMember::Input.name();
    let is_fixed = !compiled.uses_whole_states()
        && compiled
            .states_members()
            .iter()
            .all(|it| is_input(&it.name));
    let names = compiled.variables();
    if !is_fixed || names.iter().any(|it| CHANGING.contains(&&*it.name)) {
        return None;
    }
    let mut data: Vec<Datum> = Vec::new();
    if !compiled.states_members().is_empty() {
        data.push(Datum::ALL);
    }
    // Functions are among them; nothing assigns those.
    let is_variable = |name: &str| asl_jsonata::function(name).is_none() && name != STATES_VARIABLE;
    let names = names.iter().filter(|it| is_variable(&it.name));
    data.extend(names.map(|it| Datum::Variable(it.name.clone())));
    Some(data)
}

/// Whether a state counts, compares numbers or times, or looks at a clock.
fn is_paced(facts: &StateFacts, language: QueryLanguage) -> bool {
    let rules = facts.mapping().and_then(|it| it.value("Choices"));
    if language == QueryLanguage::JsonPath && rules.is_some_and(|it| compares_numbers(&it)) {
        return true;
    }
    facts.expressions(language).iter().any(|it| match it.code() {
        Code::Path(parsed) => is_clock(&parsed.value),
        Code::Intrinsic(parsed) => {
            let counts = |it: &&Expr| matches!(&it.kind, ExprKind::Call(it) if COUNTING.contains(&&*it.name));
            let parts = parsed.value.descendants();
            parts.iter().any(counts) || parsed.value.paths().any(is_clock)
        }
        Code::Jsonata(tree) => is_paced_jsonata(&tree.root),
    })
}

fn compares_numbers(value: &Value) -> bool {
    let is_number = |name: &str| {
        let operand = choice_operator(name).map(|it| it.operand);
        matches!(operand, Some(OperandKind::Number | OperandKind::Timestamp))
    };
    match value {
        Value::Mapping(it) => it.entries().any(|it| {
            it.key().is_some_and(|key| is_number(&key.text()))
                || it.value().is_some_and(|it| compares_numbers(&it))
        }),
        Value::Sequence(it) => it.values().any(|it| compares_numbers(&it)),
        _ => false,
    }
}

/// A number or a time of the context object.
fn is_clock(path: &Path) -> bool {
    let last = path.steps.last().map(|it| &it.kind);
    let name = match last {
        Some(StepKind::Names(names)) => names.last(),
        _ => None,
    };
    path.root == Root::Context && name.is_none_or(|it| is_clock_name(&it.text))
}

fn is_clock_name(name: &str) -> bool {
    CONTEXT_PATHS.iter().any(|it| {
        let is_clock = matches!(it.kind, ContextType::Number | ContextType::Timestamp);
        is_clock && it.path.rsplit('.').next() == Some(name)
    })
}

fn is_paced_jsonata(node: &Node) -> bool {
    let here = match &node.kind {
        NodeKind::Binary { operator, .. } => ARITHMETIC.contains(operator),
        NodeKind::Variable(name) => CHANGING.contains(&&**name),
        NodeKind::Name(name) => is_clock_name(name),
        _ => false,
    };
    here || node.children().into_iter().any(is_paced_jsonata)
}
