//! The fields of one state: what the state works on, what it hands on, what it assigns.

use asl_lang::{Place, QueryLanguage, StateType};
use asl_model::shapes::{Ground, Shape, StateShapes};
use asl_syntax::ast::{Entry, Mapping, Value};
use asl_syntax::{SyntaxKind, TextRange};
use serde_json::Value as Json;

use super::choice::{Known, Rules};
use super::expr::{Kind, Need, merge};
use super::handlers::is_of_paths;
use super::path::{Leaf, Scope};
use super::template::{expression, path_of, template};
use super::value::{Val, needing};
use super::{Notes, Stop, Why};
use crate::convert::Refused;
use crate::convert::edits::Plan;
use crate::convert::node::Node;

/// Fields for which a path may lead to a text that holds a number; an expression must give a number.
const COUNTS: [&str; 9] = [
    "Seconds",
    "TimeoutSeconds",
    "HeartbeatSeconds",
    "MaxConcurrency",
    "ToleratedFailureCount",
    "ToleratedFailurePercentage",
    "MaxItems",
    "MaxItemsPerBatch",
    "MaxInputBytesPerBatch",
];

/// A state that is being converted.
pub(super) struct State<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) plan: &'a mut Plan,
    pub(super) notes: &'a mut Notes,
    pub(super) stops: Vec<Stop>,
    /// Whether what stands behind an alias may change: all who share it are converted.
    pub(super) all: bool,
    /// What is known of the data at the state, and of its result.
    pub(super) ground: Option<&'a Ground>,
    /// The same for what each item of a Map gets.
    pub(super) items: Option<&'a Ground>,
    pub(super) result: Shape,
    /// What must hold for paths not to fail that nothing may read any more, and where they stand.
    pub(super) waiting: Vec<(Need, TextRange)>,
    /// What must hold for what is written.
    pub(super) used: Vec<Need>,
}

/// A state's object, and what is known of it.
pub(in crate::convert) struct Source<'a> {
    pub(in crate::convert) mapping: &'a Mapping,
    pub(in crate::convert) kind: StateType,
    pub(in crate::convert) shapes: Option<&'a StateShapes>,
}

/// Plans the change of a state of that type; its `QueryLanguage` is the caller's business.
pub(in crate::convert) fn convert_state(
    source: &Source<'_>,
    plan: &mut Plan,
    notes: &mut Notes,
    all: bool,
) -> Result<(), Vec<Refused>> {
    let place = Place::State(source.kind);
    let ground = |it: &StateShapes| it.ground_in(QueryLanguage::JsonPath, place, "InputPath");
    let ground = source.shapes.map(ground);
    let items = |it: &StateShapes| it.ground_in(QueryLanguage::JsonPath, place, "ItemSelector");
    let items = source.shapes.map(items);
    let result = source.shapes.map(|it| it.result().clone());
    let mut state = State {
        mapping: source.mapping,
        plan,
        notes,
        stops: Vec::new(),
        all,
        ground: ground.as_ref(),
        items: items.as_ref(),
        result: result.unwrap_or_default(),
        waiting: Vec::new(),
        used: Vec::new(),
    };
    if let Err(stop) = state.convert(source.kind) {
        state.stops.push(stop);
    }
    if state.stops.is_empty() {
        return Ok(());
    }
    Err(state.stops.into_iter().map(Stop::into_refused).collect())
}

impl<'a> State<'a> {
    fn convert(&mut self, kind: StateType) -> Result<(), Stop> {
        let raw = Val::given("$states.input", &self.input_shape());
        let input = self.select("InputPath", &self.scope(raw.clone()))?;
        let input = self.scope(input);
        match kind {
            StateType::Task | StateType::Parallel => {
                self.arguments(&input, &raw);
                self.numbers(&input);
                self.worked(&raw)?;
            }
            StateType::Map => {
                self.map(&input, &raw);
                self.numbers(&input);
                self.worked(&raw)?;
            }
            StateType::Pass => self.pass(&input, &raw)?,
            StateType::Choice => self.choices(&input, &raw)?,
            StateType::Wait | StateType::Succeed => {
                self.numbers(&input);
                self.handed_on(&input, &raw)?;
            }
            StateType::Fail => self.numbers(&input),
        }
        for field in ["InputPath", "OutputPath", "ResultPath", "ResultSelector"] {
            self.drop(self.mapping, field);
        }
        self.say_unread();
        Ok(())
    }

    fn input_shape(&self) -> Shape {
        self.ground
            .map_or_else(Shape::unknown, |it| it.input().clone())
    }

    /// Where paths begin that see `input` as `$`.
    pub(super) fn scope(&self, input: Val) -> Scope<'a> {
        Scope {
            input,
            ground: self.ground,
        }
    }

    /// `InputPath` or `OutputPath`; null gives an empty object.
    pub(super) fn select(&mut self, field: &str, scope: &Scope<'_>) -> Result<Val, Stop> {
        let Some(value) = self.mapping.value(field) else {
            return Ok(scope.input.clone());
        };
        if Node::read(&value) == Node::Scalar(Json::Null) {
            return Ok(Val::Constant(Node::Map(Vec::new())));
        }
        let path = path_of(&value)?;
        self.notes.at = value.range();
        self.notes.spread(&path);
        let selected = scope.resolve(&path, Leaf::Null);
        let selected = selected.map_err(|why| Stop::at(value.range(), why))?;
        let selected = self.notes.settle(selected);
        self.has_read(&selected);
        Ok(selected)
    }

    /// `Parameters` as `Arguments`; without them the input, where `InputPath` selects it.
    fn arguments(&mut self, input: &Scope<'_>, raw: &Val) {
        if let Some(entry) = self.mapping.get("Parameters") {
            let value = entry.value().map(|it| {
                let value = template(&it, input, self.notes)?;
                let unread = self.unread(&value);
                needing(value, &unread).map_err(|why| Stop::at(it.range(), why))
            });
            self.put(&entry, "Arguments", value);
        } else if input.input != *raw
            && let Some(entry) = self.mapping.get("InputPath")
        {
            self.put(&entry, "Arguments", Some(Ok(input.input.clone())));
        }
        if let Some(entry) = self.mapping.get("Credentials") {
            self.in_place(&entry, "Credentials", input);
        }
    }

    /// What a state with a result hands on and assigns.
    fn worked(&mut self, raw: &Val) -> Result<(), Stop> {
        let result = Val::given("$states.result", &self.result);
        let scope = self.scope(result.clone());
        let selected = match self.mapping.value("ResultSelector") {
            Some(value) => {
                let selected = template(&value, &scope, self.notes)?;
                self.has_read(&selected);
                selected
            }
            None => result.clone(),
        };
        let output = self.output(raw, &selected, self.mapping)?;
        self.put_output(output, &result);
        self.assign(self.mapping, &self.scope(selected));
        self.handlers(raw);
        Ok(())
    }

    fn pass(&mut self, input: &Scope<'_>, raw: &Val) -> Result<(), Stop> {
        let result = match (
            self.mapping.value("Result"),
            self.mapping.value("Parameters"),
        ) {
            (Some(value), _) => Val::Constant(Node::read(&value)),
            (None, Some(value)) => {
                let made = template(&value, input, self.notes)?;
                self.has_read(&made);
                made
            }
            (None, None) => input.input.clone(),
        };
        let output = self.output(raw, &result, self.mapping)?;
        self.put_output(output, raw);
        self.assign(self.mapping, &self.scope(result));
        self.drop(self.mapping, "Result");
        self.drop(self.mapping, "Parameters");
        Ok(())
    }

    /// A state without a result hands its input on.
    fn handed_on(&mut self, input: &Scope<'_>, raw: &Val) -> Result<(), Stop> {
        let output = self.select("OutputPath", input)?;
        self.put_output(output, raw);
        self.assign(self.mapping, input);
        Ok(())
    }

    fn choices(&mut self, input: &Scope<'_>, raw: &Val) -> Result<(), Stop> {
        let output = self.select("OutputPath", input)?;
        let mut known = Known::default();
        // What the paths of the state need is tested first of all.
        let mut before = self.unread(&Val::Array(Vec::new()));
        for (index, rule) in self.objects("Choices")?.into_iter().enumerate() {
            let first = std::mem::take(&mut before);
            let condition = Rules {
                scope: input,
                notes: self.notes,
            }
            .condition(&rule, &known, &first);
            match condition {
                Ok((condition, needs, after)) => {
                    if index == 0 {
                        merge(&mut self.used, &needs);
                    }
                    known = after;
                    self.replace_rule(&rule, condition, (output != *raw).then_some(&output))?;
                }
                Err(stop) => self.stops.push(stop),
            }
            self.assign(&rule, input);
        }
        self.put_output(output, raw);
        self.assign(self.mapping, input);
        Ok(())
    }

    /// The condition in the place of the first field of the rule, the others away.
    fn replace_rule(
        &mut self,
        rule: &Mapping,
        condition: Node,
        output: Option<&Val>,
    ) -> Result<(), Stop> {
        let mut fields = vec![("Condition".to_owned(), condition)];
        if let Some(output) = output {
            let output = output
                .to_node()
                .map_err(|why| Stop::at(rule.range(), why))?;
            fields.push(("Output".to_owned(), output));
        }
        for entry in rule.entries() {
            let key = entry.key().map(|it| it.text()).unwrap_or_default();
            let tests = matches!(key.as_str(), "And" | "Or" | "Not" | "Variable")
                || asl_lang::choice_operator(&key).is_some();
            if tests {
                self.plan.instead(&entry, std::mem::take(&mut fields));
            }
        }
        Ok(())
    }

    /// `Assign` of a state, a rule or a catcher.
    pub(super) fn assign(&mut self, of: &Mapping, scope: &Scope<'_>) {
        if let Some(entry) = of.get("Assign") {
            self.in_place(&entry, "Assign", scope);
        }
    }

    /// A template that keeps its place, if anything in it changes.
    pub(super) fn in_place(&mut self, entry: &Entry, name: &str, scope: &Scope<'_>) {
        let Some(value) = entry.value() else { return };
        let converted = template(&value, scope, self.notes);
        let same = converted
            .as_ref()
            .is_ok_and(|it| it.to_node().is_ok_and(|it| it == Node::read(&value)));
        let renamed = entry.key().is_none_or(|it| !it.is(name));
        if !same || renamed {
            self.put(entry, name, Some(converted));
        }
    }

    /// Fields such as `SecondsPath` become `Seconds`; texts that look like expressions are kept texts.
    fn numbers(&mut self, input: &Scope<'_>) {
        for entry in self.mapping.entries() {
            let key = entry.key().map(|it| it.text()).unwrap_or_default();
            if let Some(name) = counterpart(&key) {
                self.path_field(&entry, name, input);
            }
        }
    }

    /// One field that holds a path, under the name without `Path`.
    pub(super) fn path_field(&mut self, entry: &Entry, name: &str, input: &Scope<'_>) {
        let value = entry.value().map(|it| {
            let value = expression(&it, input, self.notes)?;
            if !COUNTS.contains(&name) {
                return Ok(value);
            }
            let mut expr = value.expr().map_err(|why| Stop::at(it.range(), why))?;
            if !matches!(expr.kind, Kind::Whole | Kind::Text) {
                self.notes
                    .add("A path to true or to 1.0 fails here, JSONata takes it for 1");
                if self.notes.exact {
                    merge(
                        &mut expr.needs,
                        &[Need::IsNot(expr.code.clone(), "boolean")],
                    );
                }
            }
            Ok(Val::Code(expr.to_number()))
        });
        self.put(entry, name, value);
    }

    /// The objects of a list. Behind an alias they may only change together with all others who share them.
    pub(super) fn objects(&self, field: &str) -> Result<Vec<Mapping>, Stop> {
        let Some(value) = self.mapping.value(field) else {
            return Ok(Vec::new());
        };
        let mut tokens = value.syntax().descendants_with_tokens();
        let mut shared = tokens.any(|it| it.kind() == SyntaxKind::ANCHOR);
        let mut follow = |value: Value| match value {
            Value::Alias(alias) => {
                shared = true;
                alias.target()
            }
            other => Some(other),
        };
        let list = follow(value.clone());
        let list = list.as_ref().and_then(Value::as_sequence);
        let items = list.map(|list| list.values().map(|it| follow(it)?.as_mapping().cloned()));
        let items = items.and_then(Iterator::collect::<Option<Vec<Mapping>>>);
        let items = items.ok_or_else(|| Stop::at(value.range(), Why::new(ELSEWHERE)))?;
        if shared && !self.all && items.iter().any(changes) {
            return Err(Stop::at(value.range(), Why::new(SHARED)));
        }
        Ok(items)
    }

    /// Puts a converted value into the place of an entry.
    pub(super) fn put(&mut self, entry: &Entry, name: &str, value: Option<Result<Val, Stop>>) {
        let Some(value) = value else { return };
        let range = entry.range();
        if let Ok(value) = &value {
            merge(&mut self.used, &value.needs());
        }
        let node = value.and_then(|it| it.to_node().map_err(|why| Stop::at(range, why)));
        match node {
            Ok(node) => self.plan.instead(entry, vec![(name.to_owned(), node)]),
            Err(stop) => self.stops.push(stop),
        }
    }

    /// Takes a field away, unless something stands in its place already.
    pub(super) fn drop(&mut self, of: &Mapping, field: &str) {
        if let Some(entry) = of.get(field) {
            self.plan.instead(&entry, Vec::new());
        }
    }
}

/// Why a part is left alone.
pub(super) const ELSEWHERE: &str = "Objects must stand here, and not behind an alias";

/// The same of what other states may use too.
const SHARED: &str = "Several states share this through an alias, and the others stay in JSONPath";

/// Whether a conversion of a handler or a rule would change it.
fn changes(of: &Mapping) -> bool {
    let Node::Map(fields) = Node::read(&Value::Mapping(of.clone())) else {
        return true;
    };
    let mut fields = fields.iter();
    fields.any(|(name, value)| match (name.as_str(), value) {
        ("ErrorEquals", Node::List(names)) => names.iter().any(is_of_paths),
        ("ResultPath" | "Assign" | "Variable" | "And" | "Or" | "Not", _) => true,
        _ => false,
    })
}

/// The name of a field of the state that holds a path, without `Path`.
fn counterpart(field: &str) -> Option<&str> {
    let name = field.strip_suffix("Path")?;
    let own = matches!(
        field,
        "InputPath" | "OutputPath" | "ResultPath" | "ItemsPath"
    );
    (!own).then_some(name)
}
