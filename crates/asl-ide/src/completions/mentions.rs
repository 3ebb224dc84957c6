//! The paths and names that the text of one state mentions, kept with its facts.

use asl_catalog::Shape;
use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::reserved::{STATES_VARIABLE, TEMPLATE_SUFFIX};
use asl_lang::{Place, QueryLanguage, StateType, ValueKind};
use asl_model::{Code, Expression, StateFacts};
use asl_path::path::{self, Path, Root, StepKind};
use asl_syntax::ast::{Entry, Mapping, Scalar, Sequence, Value};
use rustc_hash::FxHashSet;

use crate::call;

/// What a state mentions.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Every path, in the order of the expressions.
    pub(super) paths: Vec<Mention>,
    /// The names that the state gives to data by itself: keys of what it builds and sends. The names
    /// in its paths are not repeated here.
    pub(super) keys: Vec<Box<str>>,
}

/// A path to data.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) origin: Origin,
    pub(super) steps: Vec<Step>,
    /// The expression that it stands in: its language and its place among those of this language.
    pub(super) by: (QueryLanguage, usize),
}

/// What a path begins at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// What reaches the state.
    Input,
    /// What the state's work gave.
    Result,
    Context,
    /// A variable, of the document or of an expression.
    Variable(Box<str>),
    /// Something that no other path begins at.
    Unknown,
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Name(Box<str>),
    /// Members of a list, in JSONPath: JSONata finds its way through lists by itself.
    Items,
}

impl Step {
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            Self::Items => None,
        }
    }
}

/// What a state mentions; gathered on the first question.
pub(super) fn of(facts: &StateFacts) -> &Mentions {
    facts.derived(gather)
}

/// The steps of a path in JSONPath.
pub(super) fn steps(steps: &[path::Step]) -> Vec<Step> {
    let step = |it: &path::Step| match &it.kind {
        StepKind::Names(names) => Step::Name(names.first().map_or("", |it| &it.text).into()),
        _ => Step::Items,
    };
    steps.iter().map(step).collect()
}

/// What a path in a field begins at.
pub(super) fn origin(expression: &Expression, root: &Root) -> Origin {
    match root {
        Root::Input => match (expression.place, expression.field) {
            (_, "ResultSelector") => Origin::Result,
            (Place::State(kind), "Assign") if has_result(kind) => Origin::Result,
            (Place::Catcher, "Assign") => Origin::Unknown,
            _ => Origin::Input,
        },
        Root::Context => Origin::Context,
        Root::Variable(name) => Origin::Variable(name.as_str().into()),
        Root::Current => Origin::Unknown,
    }
}

/// The same in JSONata, where `names` follow a variable; with the names that are left.
pub(super) fn origin_of_variable<'n, N: AsRef<str>>(
    variable: &str,
    names: &'n [N],
) -> (Origin, &'n [N]) {
    if variable != STATES_VARIABLE {
        let is_named = !variable.is_empty() && variable != "$";
        let named = is_named.then(|| Origin::Variable(variable.into()));
        return (named.unwrap_or(Origin::Unknown), names);
    }
    let Some((first, rest)) = names.split_first() else {
        return (Origin::Unknown, names);
    };
    let origin = match first.as_ref() {
        "input" => Origin::Input,
        "result" => Origin::Result,
        "context" => Origin::Context,
        _ => Origin::Unknown,
    };
    (origin, rest)
}

fn has_result(kind: StateType) -> bool {
    matches!(
        kind,
        StateType::Task | StateType::Pass | StateType::Parallel | StateType::Map
    )
}

fn gather(facts: &StateFacts) -> Mentions {
    let mut found = Mentions::default();
    for language in [QueryLanguage::JsonPath, QueryLanguage::Jsonata] {
        let expressions = facts.expressions(language).iter();
        for (index, expression) in expressions.enumerate() {
            found.expression(expression, (language, index));
        }
    }
    if let (Some(kind), Some(mapping)) = (facts.kind(), facts.mapping()) {
        found.object(&mapping, Place::State(kind));
        found.placed(&mapping, kind, facts.expressions(QueryLanguage::JsonPath));
    }
    let mut seen = FxHashSet::default();
    found.keys.retain(|it| seen.insert(it.clone()));
    found
}

impl Mentions {
    fn expression(&mut self, expression: &Expression, by: (QueryLanguage, usize)) {
        let mut path = |path: &Path| {
            self.paths.push(Mention {
                origin: origin(expression, &path.root),
                steps: steps(&path.steps),
                by,
            });
        };
        match expression.code() {
            Code::Path(parsed) => path(&parsed.value),
            Code::Intrinsic(parsed) => parsed.value.paths().for_each(path),
            Code::Jsonata(tree) => self.node(&tree.root, by),
        }
    }

    fn node(&mut self, node: &Node, by: (QueryLanguage, usize)) {
        match &node.kind {
            NodeKind::Path(nodes) => self.path(nodes, by),
            NodeKind::Object(pairs) => {
                let keys = pairs.iter().filter_map(|it| match &it.0.kind {
                    NodeKind::Text(text) => Some(text.as_str().into()),
                    _ => None,
                });
                self.keys.extend(keys);
            }
            _ => {}
        }
        for child in node.children() {
            self.node(child, by);
        }
    }

    fn path(&mut self, nodes: &[Node], by: (QueryLanguage, usize)) {
        let (variable, rest) = match nodes.split_first() {
            Some((
                Node {
                    kind: NodeKind::Variable(name),
                    ..
                },
                rest,
            )) => (name.as_str(), rest),
            _ => ("", nodes),
        };
        let names = rest.iter().map_while(|it| match &it.kind {
            NodeKind::Name(name) => Some(name.as_str()),
            _ => None,
        });
        let names: Vec<_> = names.collect();
        let (origin, names) = origin_of_variable(variable, &names);
        let step = |it: &&str| Step::Name((*it).into());
        self.paths.push(Mention {
            origin,
            steps: names.iter().map(step).collect(),
            by,
        });
    }

    /// The keys of the templates in a state, a rule, a catcher; not those of nested machines.
    fn object(&mut self, mapping: &Mapping, place: Place) {
        for entry in mapping.entries() {
            let Some((key, value)) = key_and_value(&entry) else {
                continue;
            };
            match asl_lang::field(place, &key).map(|it| it.value) {
                Some(ValueKind::Template | ValueKind::Assignments) => {
                    self.template(&value, sent(mapping, &key));
                }
                Some(ValueKind::Mapping(of)) if of != Place::Processor => {
                    if let Value::Mapping(it) = &value {
                        self.object(it, of);
                    }
                }
                Some(ValueKind::Sequence { of, .. }) if of != Place::Branch => {
                    let items = value.as_sequence().into_iter().flat_map(Sequence::values);
                    for item in items.filter_map(|it| it.as_mapping().cloned()) {
                        self.object(&item, of);
                    }
                }
                _ => {}
            }
        }
    }

    /// The members of what a state or a catcher puts at its `ResultPath`.
    fn placed(&mut self, state: &Mapping, kind: StateType, expressions: &[Expression]) {
        let selected = ["ResultSelector", "Result", "Parameters"];
        let is_pass = kind == StateType::Pass;
        let selected = &selected[..if is_pass { 3 } else { 1 }];
        let selected = selected.iter().find_map(|it| state.value(it));
        let selected = selected.as_ref().and_then(Value::as_mapping);
        let keys = selected.into_iter().flat_map(Mapping::entries);
        let keys = keys.filter_map(|it| Some(it.key()?.text()));
        let keys: Vec<_> = keys.map(|it| Box::from(plain(&it))).collect();
        let paths = expressions.iter().enumerate();
        for (index, it) in paths.filter(|it| it.1.field == "ResultPath") {
            let of_error: [Box<str>; 2] = ["Error".into(), "Cause".into()];
            let names = match it.place {
                Place::Catcher => &of_error[..],
                _ => &keys,
            };
            let Code::Path(parsed) = it.code() else {
                continue;
            };
            for name in names {
                let mut steps = steps(&parsed.value.steps);
                steps.push(Step::Name(name.clone()));
                self.paths.push(Mention {
                    origin: Origin::Input,
                    steps,
                    by: (QueryLanguage::JsonPath, index),
                });
            }
        }
    }

    /// What a call names itself is not its caller's name for anything.
    fn template(&mut self, value: &Value, shape: Option<Shape<'static>>) {
        match value {
            Value::Mapping(mapping) => {
                for (key, value) in mapping.entries().filter_map(|it| key_and_value(&it)) {
                    let plain = plain(&key);
                    let member = shape.and_then(|it| it.member(plain));
                    if member.is_none() {
                        self.keys.push(plain.into());
                    }
                    self.template(&value, member.map(|it| it.shape));
                }
            }
            Value::Sequence(list) => {
                let element = shape.and_then(Shape::element);
                list.values().for_each(|it| self.template(&it, element));
            }
            _ => {}
        }
    }
}

/// A key of a template without the mark of a path.
fn plain(key: &str) -> &str {
    key.strip_suffix(TEMPLATE_SUFFIX).unwrap_or(key)
}

fn key_and_value(entry: &Entry) -> Option<(String, Value)> {
    Some((entry.key()?.text(), entry.value()?))
}

/// What a Task's call takes in a field of it.
fn sent(state: &Mapping, field: &str) -> Option<Shape<'static>> {
    let is_sent = matches!(field, "Parameters" | "Arguments");
    let resource = state.value("Resource").filter(|_| is_sent)?;
    let resource = resource.as_scalar().map(Scalar::text)?;
    call::called(&resource)?.action.request()
}
