//! Where data was made: back along the ways that lead to a state, through what each state does with it.

use std::collections::HashSet;

use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::{QueryLanguage, StateType};
use asl_model::{Cause, Code, Model, Nesting, State};
use asl_path::path::{Path, Root, StepKind};
use asl_path::reference::{ReferencePath, ReferenceStep};
use asl_syntax::TextRange;
use asl_syntax::ast::{Entry, Mapping, ScalarValue, Value};

use super::read::root_of;
use super::{Data, Made, Point, Step};

/// So many places are looked at for one member; what lies behind is not found.
pub(super) const PATIENCE: usize = 2_000;

/// The places that make some data; as many are looked at as there is patience left for.
pub(super) fn places(model: &Model, wanted: &Data, patience: &mut usize) -> Vec<Made> {
    let mut search = Search {
        model,
        open: vec![wanted.clone()],
        seen: HashSet::new(),
        found: Vec::new(),
        patience: PATIENCE.min(*patience),
    };
    search.go();
    *patience = patience.saturating_sub(search.seen.len());
    let mut found = search.found;
    found.sort_by_key(|it| (it.range.start(), it.full_range.start()));
    found.dedup();
    found
}

struct Search<'a> {
    model: &'a Model,
    open: Vec<Data>,
    seen: HashSet<Data>,
    found: Vec<Made>,
    patience: usize,
}

impl Search<'_> {
    fn go(&mut self) {
        while let Some(data) = self.open.pop() {
            // What the whole of an input is was made in too many places to name one.
            if data.steps.is_empty()
                || self.seen.len() >= self.patience
                || !self.seen.insert(data.clone())
            {
                continue;
            }
            let state = self.model.state(data.state);
            if data.point == Point::Input {
                self.ways_in(state, &data.steps);
            } else if let Some(fields) = state.facts().mapping() {
                self.back(&data, &fields);
            }
        }
    }

    /// One step back.
    fn back(&mut self, data: &Data, fields: &Mapping) {
        let state = self.model.state(data.state);
        let is_path = state.query_language() == QueryLanguage::JsonPath;
        match data.point {
            Point::Input => {}
            Point::Effective if is_path => self.through(data, fields, "InputPath", Point::Input),
            Point::Effective => self.push(data, Point::Input, data.steps.clone()),
            Point::Result => self.result(data, fields),
            Point::Selected => match fields.get("ResultSelector") {
                Some(entry) => self.template(data, &entry, Point::Result),
                None => self.push(data, Point::Result, data.steps.clone()),
            },
            Point::Placed => self.placed(data, fields, Point::Selected),
            Point::Output(Cause::Catch(index)) => self.caught(data, fields, index),
            Point::Output(_) if is_path => self.through(data, fields, "OutputPath", Point::Placed),
            Point::Output(cause) => self.output(data, fields, cause),
        }
    }

    fn push(&mut self, data: &Data, point: Point, steps: Vec<Step>) {
        self.open.push(Data {
            state: data.state,
            point,
            steps,
        });
    }

    /// From what a state gets to what the states before it hand on, or to the state around.
    fn ways_in(&mut self, state: &State, steps: &[Step]) {
        let flow = self.model.flow(state.machine());
        for way in flow.incoming(state.id()) {
            let Some(from) = way.from else {
                self.around(state, steps);
                continue;
            };
            self.open.push(Data {
                state: from,
                point: Point::Output(way.cause),
                steps: steps.to_vec(),
            });
        }
    }

    /// From the input of a nested machine to what the state around it gives each item or branch.
    fn around(&mut self, state: &State, steps: &[Step]) {
        let Some(owner) = self.model.machine(state.machine()).owner() else {
            return;
        };
        let outer = self.model.state(owner.state);
        let Some(fields) = outer.facts().mapping() else {
            return;
        };
        let data = Data {
            state: owner.state,
            point: Point::Effective,
            steps: steps.to_vec(),
        };
        let is_map = !matches!(owner.nesting, Nesting::Branch(_));
        let templates = ["ItemSelector", "Parameters", "Arguments"];
        if let Some(entry) = templates.iter().find_map(|it| fields.get(it)) {
            return self.template(&data, &entry, Point::Effective);
        }
        if !is_map {
            return self.open.push(data);
        }
        let element = [None].into_iter().chain(steps.iter().cloned()).collect();
        if let Some(items) = fields.get("Items") {
            let data = Data {
                steps: element,
                ..data
            };
            return self.template(&data, &items, Point::Effective);
        }
        let data = Data {
            steps: element,
            ..data
        };
        self.through(&data, &fields, "ItemsPath", Point::Effective);
    }

    /// Through a field with a path: what it leads to is read instead.
    fn through(&mut self, data: &Data, fields: &Mapping, field: &str, point: Point) {
        let text = match fields.value(field) {
            None => return self.push(data, point, data.steps.clone()),
            Some(value) => text_of(&value),
        };
        let path = text.map(|it| asl_path::path::parse(&it).value);
        if let Some(before) = path.as_ref().and_then(steps_of) {
            let steps = before.into_iter().chain(data.steps.iter().cloned());
            self.push(data, point, steps.collect());
        }
    }

    /// Through a `ResultPath`: the result stands there, all else is the input.
    fn placed(&mut self, data: &Data, fields: &Mapping, result: Point) {
        let kind = self.model.state(data.state).kind();
        let has_result = kind
            .is_some_and(|it| asl_lang::field(asl_lang::Place::State(it), "ResultPath").is_some());
        if !has_result {
            return self.push(data, Point::Effective, data.steps.clone());
        }
        let Some(entry) = fields.get("ResultPath") else {
            return self.push(data, result, data.steps.clone());
        };
        match written(data, &entry) {
            // A Pass writes out what is in its result.
            Written::Here(rest) if !rest.is_empty() && kind == Some(StateType::Pass) => {
                self.push(data, result, rest);
            }
            Written::Here(_) => self.make(data, &entry),
            Written::Below => {
                self.make(data, &entry);
                self.push(data, Point::Input, data.steps.clone());
            }
            Written::Elsewhere => self.push(data, Point::Input, data.steps.clone()),
            Written::Unknown => {}
        }
    }

    /// The work of a state.
    fn result(&mut self, data: &Data, fields: &Mapping) {
        let kind = self.model.state(data.state).kind();
        if kind != Some(StateType::Pass) {
            let work = ["Resource", "Branches", "ItemProcessor", "Iterator"];
            if let Some(entry) = work.iter().find_map(|it| fields.get(it)) {
                self.make(data, &entry);
            }
            return;
        }
        match ["Result", "Parameters"]
            .iter()
            .find_map(|it| fields.get(it))
        {
            Some(entry) => self.template(data, &entry, Point::Effective),
            None => self.push(data, Point::Effective, data.steps.clone()),
        }
    }

    /// What a catcher hands on.
    fn caught(&mut self, data: &Data, fields: &Mapping, index: usize) {
        let Some(Value::Sequence(catchers)) = fields.value("Catch") else {
            return;
        };
        let catcher = catchers.values().nth(index);
        let Some(Value::Mapping(catcher)) = catcher else {
            return;
        };
        if let Some(output) = catcher.get("Output") {
            return self.template(data, &output, Point::Input);
        }
        let names = catcher.get("ErrorEquals");
        match (catcher.get("ResultPath"), names) {
            (Some(entry), _) => match written(data, &entry) {
                Written::Here(_) => self.make(data, &entry),
                Written::Below | Written::Elsewhere => {
                    self.push(data, Point::Input, data.steps.clone());
                }
                Written::Unknown => {}
            },
            (None, Some(entry)) => self.make(data, &entry),
            _ => {}
        }
    }

    /// `Output` of JSONata: that of the rule that was taken, else the state's.
    fn output(&mut self, data: &Data, fields: &Mapping, cause: Cause) {
        let rule = match (cause, fields.value("Choices")) {
            (Cause::Choice(index), Some(Value::Sequence(rules))) => rules.values().nth(index),
            _ => None,
        };
        let own = rule.and_then(|it| it.as_mapping()?.get("Output"));
        if let Some(output) = own.or_else(|| fields.get("Output")) {
            return self.template(data, &output, Point::Input);
        }
        let works = matches!(
            self.model.state(data.state).kind(),
            Some(StateType::Task | StateType::Map | StateType::Parallel)
        );
        let point = if works { Point::Result } else { Point::Input };
        self.push(data, point, data.steps.clone());
    }

    /// Into a value that is written out: the key of the member, or where its expression reads.
    fn template(&mut self, data: &Data, entry: &Entry, ground: Point) {
        if let Some(value) = entry.value()
            && !self.descend(data, &value, &data.steps, ground)
        {
            self.make(data, entry);
        }
    }

    /// Whether something was found in a value, or is to be looked for elsewhere.
    fn descend(&mut self, data: &Data, value: &Value, steps: &[Step], ground: Point) -> bool {
        match (value, steps) {
            (Value::Mapping(members), [Some(name), rest @ ..]) => {
                let dynamic = format!("{name}{}", asl_lang::reserved::TEMPLATE_SUFFIX);
                let Some(entry) = members.get(name).or_else(|| members.get(&dynamic)) else {
                    // It has no such member, and nothing else gives it one.
                    return true;
                };
                let inner = entry.value().filter(|_| !rest.is_empty());
                if !inner.is_some_and(|it| self.descend(data, &it, rest, ground)) {
                    self.make(data, &entry);
                }
                true
            }
            (Value::Sequence(items), [None, rest @ ..]) => {
                let mut found = false;
                for item in items.values() {
                    found |= self.descend(data, &item, rest, ground);
                }
                found
            }
            (Value::Scalar(_), [_, ..]) => self.expression(data, value.range(), steps, ground),
            _ => false,
        }
    }

    /// Whether the expression in a text is a place in other data.
    fn expression(&mut self, data: &Data, text: TextRange, steps: &[Step], ground: Point) -> bool {
        let state = self.model.state(data.state);
        let mut expressions = state.expressions().iter();
        // A constant has no members.
        let Some(expression) = expressions.find(|it| text.contains_range(it.range())) else {
            return true;
        };
        match expression.code() {
            Code::Path(parsed) if parsed.value.root == Root::Input => {
                let Some(before) = steps_of(&parsed.value) else {
                    return false;
                };
                let all = before.into_iter().chain(steps.iter().cloned());
                self.push(data, ground, all.collect());
                true
            }
            Code::Jsonata(tree) => self.jsonata(data, &tree.root, steps),
            _ => false,
        }
    }

    /// Whether JSONata answers a place in other data, or makes an object of such.
    fn jsonata(&mut self, data: &Data, node: &Node, steps: &[Step]) -> bool {
        match &node.kind {
            NodeKind::Path(nodes) => {
                let Some((point, names)) = root_of(nodes) else {
                    return false;
                };
                let names = names.iter().map(|it| match &it.kind {
                    NodeKind::Name(name) if it.attached.is_empty() => Some(Some(name.clone())),
                    _ => None,
                });
                let Some(before) = names.collect::<Option<Vec<Step>>>() else {
                    return false;
                };
                let all = before.into_iter().chain(steps.iter().cloned());
                self.push(data, point, all.collect());
                true
            }
            NodeKind::Object(pairs) => {
                let [Some(name), rest @ ..] = steps else {
                    return false;
                };
                let named =
                    |it: &&(Node, Node)| matches!(&it.0.kind, NodeKind::Text(text) if text == name);
                // It has no such member, and nothing else gives it one.
                let Some((key, value)) = pairs.iter().find(named) else {
                    return true;
                };
                let is_followed = !rest.is_empty() && self.jsonata(data, value, rest);
                is_followed || self.make_in(data, name, Some(key))
            }
            _ => false,
        }
    }

    /// Notes the key of an object in JSONata.
    fn make_in(&mut self, data: &Data, name: &str, key: Option<&Node>) -> bool {
        let state = self.model.state(data.state);
        let held = |it: &&asl_model::Expression| matches!((it.code(), key), (Code::Jsonata(tree), Some(key)) if holds(&tree.root, key));
        let Some((expression, key)) = state.expressions().iter().find(held).zip(key) else {
            return false;
        };
        let range = state.to_document(expression.place_of(key.range.clone()));
        self.found.push(Made {
            name: name.to_owned(),
            range,
            full_range: range,
        });
        true
    }

    /// Notes a field.
    fn make(&mut self, data: &Data, entry: &Entry) {
        let state = self.model.state(data.state);
        let Some(key) = entry.key() else {
            return;
        };
        let value = entry.value().filter(|it| it.as_scalar().is_some());
        let is_field = matches!(key.text().as_str(), "ResultPath" | "Resource");
        // A path says where; of all else the key is the name.
        let focus = match value.filter(|_| is_field) {
            Some(Value::Scalar(it)) => it.content_range(),
            _ => key.content_range(),
        };
        self.found.push(Made {
            name: key.text(),
            range: state.to_document(focus),
            full_range: state.to_document(entry.range()),
        });
    }
}

/// Where a `ResultPath` writes, seen from what is wanted.
enum Written {
    /// It makes it, or what it is in; the rest of the way leads into the result.
    Here(Vec<Step>),
    /// It changes a part of it.
    Below,
    /// Something else.
    Elsewhere,
    /// Nobody can say.
    Unknown,
}

/// Where a `ResultPath` writes, seen from what is wanted.
fn written(data: &Data, entry: &Entry) -> Written {
    let Some(Value::Scalar(scalar)) = entry.value() else {
        return Written::Unknown;
    };
    let text = match scalar.value() {
        ScalarValue::Null => return Written::Elsewhere,
        ScalarValue::String(text) => text,
        _ => return Written::Unknown,
    };
    let Ok(path) = ReferencePath::parse(&text) else {
        return Written::Unknown;
    };
    let steps: Vec<Step> = path.steps().iter().map(step_of).collect();
    match data.steps.strip_prefix(steps.as_slice()) {
        Some(rest) => Written::Here(rest.to_vec()),
        None if steps.starts_with(&data.steps) => Written::Below,
        None => Written::Elsewhere,
    }
}

fn holds(node: &Node, wanted: &Node) -> bool {
    std::ptr::eq(node, wanted) || node.children().into_iter().any(|it| holds(it, wanted))
}

fn text_of(value: &Value) -> Option<String> {
    match value.as_scalar()?.value() {
        ScalarValue::String(text) => Some(text),
        _ => None,
    }
}

fn step_of(step: &ReferenceStep) -> Step {
    match step {
        ReferenceStep::Name(name) => Some(name.clone()),
        ReferenceStep::Index(_) => None,
    }
}

/// The way that a path goes from the input; `None` when it goes several.
fn steps_of(path: &Path) -> Option<Vec<Step>> {
    let steps = path.steps.iter().map(|it| match &it.kind {
        StepKind::Names(names) => match names.as_slice() {
            [name] => Some(Some(name.text.clone())),
            _ => None,
        },
        StepKind::Indices(_) | StepKind::Wildcard | StepKind::Slice { .. } => Some(None),
        _ => None,
    });
    let steps: Option<Vec<_>> = steps.collect();
    steps.filter(|_| path.root == Root::Input)
}
