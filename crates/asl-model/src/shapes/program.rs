//! What a state does with data, read from its text once and kept with its facts.

use std::sync::Arc;

use asl_lang::reserved::{JSONATA_OPEN, TEMPLATE_SUFFIX};
use asl_lang::{QueryLanguage, StateType};
use asl_path::reference::ReferencePath;
use asl_syntax::TextRange;
use asl_syntax::ast::{Mapping, Scalar, ScalarValue, Value};

use super::condition::Condition;
use super::shape::{Member, Shape};
use crate::{Expression, StateFacts};

/// The data-flow steps of a state in either query language. Expressions are named by their place in
/// the state's list of them.
#[derive(Debug, Default)]
pub(super) struct Program {
    pub(super) kind: Option<StateType>,
    /// Parts of the state come from elsewhere, so nothing is known of what it does.
    pub(super) is_open: bool,
    /// Where it leads stands elsewhere too.
    pub(super) leads_anywhere: bool,
    /// `InputPath`.
    pub(super) input: Option<Template>,
    /// `Parameters` or `Arguments`.
    pub(super) arguments: Option<Template>,
    /// `Result` of a Pass.
    pub(super) result: Option<Shape>,
    /// What the Task's resource answers.
    pub(super) response: Shape,
    /// `ResultSelector`.
    pub(super) selector: Option<Template>,
    /// `OutputPath`, or `Output` of JSONata.
    pub(super) exit: Exit,
    pub(super) output_path: Option<Template>,
    /// `Choices`.
    pub(super) rules: Vec<Exit>,
    /// `Catch`.
    pub(super) catchers: Vec<Exit>,
    pub(super) map: MapSteps,
    /// Expressions of other fields, which read the state's input.
    pub(super) others: Vec<usize>,
}

/// What a Map does with its items.
#[derive(Debug, Default)]
pub(super) struct MapSteps {
    /// `ItemsPath` or `Items`.
    pub(super) items: Option<Template>,
    /// `ItemSelector`, or `Parameters` of older Maps.
    pub(super) selector: Option<Template>,
    /// The items come from elsewhere: `ItemReader`.
    pub(super) is_read: bool,
    /// `ItemBatcher`.
    pub(super) is_batched: bool,
    /// Failed items are tolerated, or the results are written elsewhere.
    pub(super) is_partial: bool,
}

/// How a way leaves a state: that of the state itself, of a choice rule or of a catcher.
#[derive(Debug, Default)]
pub(super) struct Exit {
    /// When the rule is taken.
    pub(super) condition: Option<Condition>,
    /// `ResultPath`.
    pub(super) target: Target,
    /// `Assign`.
    pub(super) assign: Option<Template>,
    /// `Output` of JSONata.
    pub(super) output: Option<Template>,
}

/// `ResultPath`.
#[derive(Debug, Default)]
pub(super) enum Target {
    #[default]
    Whole,
    /// `null`.
    Discard,
    At(ReferencePath),
    /// It cannot be understood.
    Unknown,
}

/// A value that is written out but for the expressions in it.
#[derive(Debug)]
pub(super) enum Template {
    Constant(Shape),
    Object(Vec<(Arc<str>, Template)>),
    Array(Vec<Template>),
    /// An expression, by its place in the state's list.
    Expression(usize),
}

impl Program {
    /// Reads a state in a query language.
    pub(super) fn of(facts: &StateFacts, language: QueryLanguage) -> Self {
        let expressions = facts.expressions(language);
        let mut reader = Reader {
            language,
            expressions,
            used: vec![false; expressions.len()],
            leads_anywhere: false,
        };
        let mut program = Self {
            kind: facts.kind(),
            is_open: facts.is_open() || facts.kind().is_none(),
            ..Self::default()
        };
        if let Some(mapping) = facts.mapping() {
            reader.state(&mapping, &mut program);
        }
        program.leads_anywhere |= program.is_open || reader.leads_anywhere;
        let unused = expressions.iter().zip(&reader.used).enumerate();
        // A result path is written to.
        let unused = unused.filter(|(_, (it, used))| !**used && it.field != RESULT_PATH);
        program.others = unused.map(|it| it.0).collect();
        program
    }
}

/// Reads the fields of one state.
pub(super) struct Reader<'a> {
    pub(super) language: QueryLanguage,
    expressions: &'a [Expression],
    /// The expressions that a step has taken.
    used: Vec<bool>,
    leads_anywhere: bool,
}

const RESULT_PATH: &str = "ResultPath";

impl Reader<'_> {
    fn state(&mut self, mapping: &Mapping, program: &mut Program) {
        for entry in mapping.entries() {
            let (Some(key), Some(value)) = (entry.key(), entry.value()) else {
                continue;
            };
            match key.text().as_str() {
                "InputPath" => program.input = Some(self.selection(&value)),
                "OutputPath" => program.output_path = Some(self.selection(&value)),
                "Parameters" | "Arguments" => program.arguments = Some(self.template(&value)),
                "ResultSelector" => program.selector = Some(self.template(&value)),
                "Result" => program.result = Some(literal(&value)),
                "Resource" => program.response = response(&value),
                "Choices" => program.rules = self.exits(&value, true),
                "Catch" => program.catchers = self.exits(&value, false),
                "ItemsPath" | "Items" => program.map.items = Some(self.items(&value)),
                "ItemSelector" => program.map.selector = Some(self.template(&value)),
                "ItemReader" => program.map.is_read = true,
                "ItemBatcher" => program.map.is_batched = true,
                "Next" | "Default" | "End" => self.leads_anywhere |= is_elsewhere(&value),
                "ResultWriter" => program.map.is_partial = true,
                name if name.starts_with("ToleratedFailure") => program.map.is_partial = true,
                name => self.exit_field(name, &value, &mut program.exit),
            }
        }
        if program.kind == Some(StateType::Map) && program.map.selector.is_none() {
            program.map.selector = program.arguments.take();
        }
    }

    /// The fields that states, choice rules and catchers share.
    fn exit_field(&mut self, name: &str, value: &Value, exit: &mut Exit) {
        match name {
            RESULT_PATH => exit.target = target(value),
            "Assign" => exit.assign = Some(self.template(value)),
            "Output" => exit.output = Some(self.template(value)),
            _ => {}
        }
    }

    fn exits(&mut self, value: &Value, are_rules: bool) -> Vec<Exit> {
        self.leads_anywhere |= is_elsewhere(value);
        let Value::Sequence(list) = value else {
            return Vec::new();
        };
        let exit = |item: Value| {
            let mut exit = Exit::default();
            self.leads_anywhere |= is_elsewhere(&item);
            if let Value::Mapping(mapping) = &item {
                if are_rules {
                    exit.condition = Some(Condition::of(mapping, self));
                }
                for entry in mapping.entries() {
                    if let (Some(key), Some(value)) = (entry.key(), entry.value()) {
                        self.exit_field(&key.text(), &value, &mut exit);
                    }
                }
            }
            exit
        };
        list.values().map(exit).collect()
    }

    /// `InputPath` and `OutputPath`, where null is an empty object.
    fn selection(&mut self, value: &Value) -> Template {
        let is_null = |it: &Scalar| matches!(it.value(), ScalarValue::Null);
        match value {
            Value::Scalar(it) if is_null(it) => Template::Constant(Shape::object([], None)),
            Value::Scalar(it) => self.expression(it).unwrap_or_default(),
            _ => Template::default(),
        }
    }

    fn items(&mut self, value: &Value) -> Template {
        match (self.language, value) {
            (QueryLanguage::JsonPath, Value::Scalar(it)) => self.expression(it).unwrap_or_default(),
            (QueryLanguage::JsonPath, _) => Template::default(),
            (QueryLanguage::Jsonata, _) => self.template(value),
        }
    }

    /// A payload template.
    pub(super) fn template(&mut self, value: &Value) -> Template {
        match value {
            Value::Mapping(it) => self.object(it),
            Value::Sequence(it) => {
                Template::array(it.values().map(|it| self.template(&it)).collect())
            }
            Value::Scalar(it) => {
                let is_expression = self.language == QueryLanguage::Jsonata
                    && it.decoded().text.starts_with(JSONATA_OPEN);
                if is_expression {
                    return self.expression(it).unwrap_or_default();
                }
                Template::Constant(literal(value))
            }
            Value::Alias(_) | Value::Missing(_) => Template::default(),
        }
    }

    fn object(&mut self, mapping: &Mapping) -> Template {
        let mut members = Vec::new();
        for entry in mapping.entries() {
            let key = entry.key().map(|it| it.text()).unwrap_or_default();
            let is_path = self.language == QueryLanguage::JsonPath;
            let dynamic = key.strip_suffix(TEMPLATE_SUFFIX).filter(|_| is_path);
            if key == "<<" || is_placeholder(&key) {
                return Template::default();
            }
            let value = match (entry.value(), dynamic) {
                (Some(Value::Scalar(it)), Some(_)) => self.expression(&it).unwrap_or_default(),
                (Some(value), None) => self.template(&value),
                _ => Template::default(),
            };
            members.push((Arc::from(dynamic.unwrap_or(&key)), value));
        }
        Template::object(members)
    }

    /// The expression that a string holds.
    pub(super) fn expression(&mut self, scalar: &Scalar) -> Option<Template> {
        self.index(scalar.range()).map(Template::Expression)
    }

    /// The place of the expression within a range in the list, which is in the text's order.
    pub(super) fn index(&mut self, range: TextRange) -> Option<usize> {
        let after = |it: &Expression| it.range().start() < range.start();
        let index = self.expressions.partition_point(after);
        let found = self.expressions.get(index)?;
        if !range.contains_range(found.range()) || is_placeholder(found.text()) {
            return None;
        }
        *self.used.get_mut(index)? = true;
        Some(index)
    }
}

impl Default for Template {
    /// Unknown.
    fn default() -> Self {
        Self::Constant(Shape::unknown())
    }
}

impl Template {
    fn array(items: Vec<Self>) -> Self {
        let constants = items.iter().map(Self::constant).collect::<Option<Vec<_>>>();
        match constants {
            Some(shapes) => Self::Constant(Shape::array_of(shapes.into_iter())),
            None => Self::Array(items),
        }
    }

    fn object(members: Vec<(Arc<str>, Self)>) -> Self {
        let constant = |(name, value): &(Arc<str>, Self)| {
            let shape = value.constant()?;
            Some(Member::required(name, shape))
        };
        match members.iter().map(constant).collect::<Option<Vec<_>>>() {
            Some(members) => Self::Constant(Shape::object(members, None)),
            None => Self::Object(members),
        }
    }

    /// The value where nothing is to be filled in.
    fn constant(&self) -> Option<Shape> {
        match self {
            Self::Constant(shape) => Some(shape.clone()),
            Self::Object(_) | Self::Array(_) | Self::Expression(_) => None,
        }
    }
}

/// Whether a value, or a part of a mapping, stands at another place of the document.
fn is_elsewhere(value: &Value) -> bool {
    match value {
        Value::Alias(_) => true,
        Value::Mapping(it) => it.entries().any(|it| {
            let is_merged = it.key().is_some_and(|key| key.is("<<"));
            is_merged || matches!(it.value(), Some(Value::Alias(_)))
        }),
        _ => false,
    }
}

/// Whether a deployment still fills in a part of a text.
pub(super) fn is_placeholder(text: &str) -> bool {
    text.contains("${")
}

/// A value that is taken as it is written.
pub(super) fn literal(value: &Value) -> Shape {
    match value {
        Value::Mapping(it) => {
            let mut members = Vec::new();
            for entry in it.entries() {
                let key = entry.key().map(|it| it.text()).unwrap_or_default();
                let (Some(value), false) = (entry.value(), key == "<<" || is_placeholder(&key))
                else {
                    return Shape::unknown();
                };
                members.push(Member::required(&key, literal(&value)));
            }
            Shape::object(members, None)
        }
        Value::Sequence(it) => {
            let items: Vec<Shape> = it.values().map(|it| literal(&it)).collect();
            Shape::array_of(items.into_iter())
        }
        Value::Scalar(it) if is_placeholder(&it.decoded().text) => Shape::unknown(),
        Value::Scalar(_) => Shape::from_value(&value.to_json()),
        Value::Alias(_) | Value::Missing(_) => Shape::unknown(),
    }
}

fn target(value: &Value) -> Target {
    let Value::Scalar(scalar) = value else {
        return Target::Unknown;
    };
    match scalar.value() {
        ScalarValue::Null => Target::Discard,
        ScalarValue::String(text) if !is_placeholder(&text) => match ReferencePath::parse(&text) {
            Ok(path) if path.steps().is_empty() => Target::Whole,
            Ok(path) => Target::At(path),
            Err(_) => Target::Unknown,
        },
        _ => Target::Unknown,
    }
}

/// What a Task gets from its resource.
fn response(value: &Value) -> Shape {
    let Value::Scalar(scalar) = value else {
        return Shape::unknown();
    };
    let resource = scalar.decoded().text;
    let known = asl_catalog::lookup(&resource).ok();
    let result = known.and_then(|it| it.action.result(it.pattern));
    result.map_or_else(Shape::unknown, Shape::service)
}
