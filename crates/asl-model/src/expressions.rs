//! The expressions in the strings of a state: paths, intrinsic functions, JSONata.
//!
//! Found with the tables of the language in hand and kept with the state's facts, so that a
//! keystroke looks for them in one state. Ranges are relative to the state's entry.

use std::ops::Range;
use std::sync::OnceLock;

use asl_jsonata::syntax::Tree;
use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN, TEMPLATE_SUFFIX};
use asl_lang::{Field, Place, QueryLanguage, ValueKind, choice_operator, field};
use asl_path::{Parsed, StringKind, intrinsic, path, string_kind};
use asl_syntax::ast::{Decoded, Entry, Mapping, Scalar, ScalarValue, Value};
use asl_syntax::{TextRange, TextSize};

use crate::{State, StateFacts};

/// An expression in a string of a state.
#[derive(Debug)]
pub struct Expression {
    /// The object that the field belongs to.
    pub place: Place,
    /// The field of that object that the expression is in: `Output`, `Variable`, an operator.
    pub field: &'static str,
    /// Which retrier, catcher or rule the object is, where it is one of several, from 0.
    pub index: Option<usize>,
    /// The key of the variable that takes its value, for what stands in `Assign`.
    pub assigns: Option<String>,
    decoded: Decoded,
    source: Range<usize>,
    /// The string is closed by `%}`, as JSONata has to be.
    pub is_closed: bool,
    language: QueryLanguage,
    code: OnceLock<Code>,
}

/// An expression, parsed.
#[derive(Debug)]
pub enum Code {
    /// A path.
    Path(Parsed<path::Path>),
    /// A call of an intrinsic function.
    Intrinsic(Parsed<intrinsic::Expr>),
    /// JSONata.
    Jsonata(Tree),
}

impl Expression {
    /// The characters of the expression, without `{%` and `%}`.
    pub fn text(&self) -> &str {
        self.decoded
            .text
            .get(self.source.clone())
            .unwrap_or_default()
    }

    /// JSONPath for paths and intrinsic functions.
    pub fn language(&self) -> QueryLanguage {
        self.language
    }

    /// The expression, parsed at the first question.
    pub fn code(&self) -> &Code {
        self.code.get_or_init(|| match self.language {
            QueryLanguage::Jsonata => Code::Jsonata(asl_jsonata::syntax::parse(self.text())),
            QueryLanguage::JsonPath if string_kind(self.text()) == StringKind::Intrinsic => {
                Code::Intrinsic(intrinsic::parse(self.text()))
            }
            QueryLanguage::JsonPath => Code::Path(path::parse(self.text())),
        })
    }

    /// Where some bytes of the expression stand, relative to the state's entry.
    pub fn place_of(&self, range: Range<usize>) -> TextRange {
        let start = self.source.start;
        let [from, to] =
            [start + range.start, start + range.end].map(|at| TextSize::new(at as u32));
        self.decoded.map.to_source_range(TextRange::new(from, to))
    }

    /// Where the whole expression stands, relative to the state's entry.
    pub fn range(&self) -> TextRange {
        self.place_of(0..self.source.len())
    }

    /// The byte of the expression at an offset relative to the state's entry; its ends count.
    pub fn offset_in(&self, offset: TextSize) -> Option<usize> {
        let range = self.range();
        if !range.contains_inclusive(offset) {
            return None;
        }
        let at = usize::from(self.decoded.map.to_decoded(offset));
        let at = at.checked_sub(self.source.start)?;
        (at <= self.source.len()).then_some(at)
    }
}

/// Both query languages have a list of their own: which one is in force may be said outside.
#[derive(Debug, Default)]
struct Expressions {
    json_path: OnceLock<Vec<Expression>>,
    jsonata: OnceLock<Vec<Expression>>,
}

impl State {
    /// The expressions in its strings, in the text's order; those of nested machines are not among
    /// them. Ranges are relative to [`State::base`].
    pub fn expressions(&self) -> &[Expression] {
        self.facts.expressions(self.query_language)
    }

    /// The expression that holds an offset of the document.
    pub fn expression_at(&self, offset: TextSize) -> Option<(&Expression, usize)> {
        let offset = offset.checked_sub(self.base)?;
        let found = |it| Expression::offset_in(it, offset).map(|at| (it, at));
        self.expressions().iter().find_map(found)
    }
}

impl StateFacts {
    /// The expressions in its strings when that query language is in force.
    pub fn expressions(&self, language: QueryLanguage) -> &[Expression] {
        let kept = self.derived(|_| Expressions::default());
        let slot = match language {
            QueryLanguage::JsonPath => &kept.json_path,
            QueryLanguage::Jsonata => &kept.jsonata,
        };
        slot.get_or_init(|| {
            let mut finder = Finder {
                language,
                found: Vec::new(),
            };
            if let (Some(kind), Some(mapping)) = (self.kind(), self.mapping()) {
                finder.object(&mapping, Place::State(kind), None);
            }
            finder.found
        })
    }
}

struct Finder {
    language: QueryLanguage,
    found: Vec<Expression>,
}

/// Where a string stands.
#[derive(Clone)]
struct Spot {
    place: Place,
    field: &'static str,
    index: Option<usize>,
    assigns: Option<String>,
}

impl Finder {
    fn object(&mut self, mapping: &Mapping, place: Place, index: Option<usize>) {
        for entry in mapping.entries() {
            let (Some(key), Some(value)) = (entry.key(), entry.value()) else {
                continue;
            };
            let name = key.text();
            let spot = |field| Spot {
                place,
                field,
                index,
                assigns: None,
            };
            if let Some(field) = field(place, &name) {
                self.field(field, &value, spot(field.name), index);
                continue;
            }
            // What follows is in JSONPath alone.
            if self.language == QueryLanguage::Jsonata {
                continue;
            }
            let is_rule = matches!(place, Place::ChoiceRule | Place::NestedRule);
            if let Some(operator) = choice_operator(&name).filter(|it| is_rule && it.is_path) {
                self.path(&value, spot(operator.name));
                continue;
            }
            let dynamic = name
                .strip_suffix(TEMPLATE_SUFFIX)
                .and_then(|it| asl_lang::field(place, it));
            if let Some(field) = dynamic.filter(|_| place == Place::Credentials) {
                self.path(&value, spot(field.name));
            }
        }
    }

    fn field(&mut self, field: &'static Field, value: &Value, spot: Spot, index: Option<usize>) {
        if !field.languages.contains(self.language) {
            return;
        }
        match (field.value, value) {
            (ValueKind::Mapping(place), Value::Mapping(it)) => {
                self.object(it, place, None);
            }
            (ValueKind::Sequence { of, .. }, Value::Sequence(list)) => {
                for (at, item) in list.values().enumerate() {
                    if let Value::Mapping(it) = item {
                        // Rules within a rule count as that rule.
                        let index = if of == Place::NestedRule {
                            index
                        } else {
                            Some(at)
                        };
                        self.object(&it, of, index);
                    }
                }
            }
            (ValueKind::Assignments, Value::Mapping(it)) => self.assignments(it, &spot),
            (ValueKind::Template | ValueKind::Assignments, _) => self.template(value, &spot),
            _ if self.language == QueryLanguage::Jsonata && field.jsonata => {
                self.template(value, &spot);
            }
            (ValueKind::Path { .. } | ValueKind::ReferencePath { .. } | ValueKind::Variable, _) => {
                self.path(value, spot);
            }
            (ValueKind::Condition, _) => self.template(value, &spot),
            _ => {}
        }
    }

    fn assignments(&mut self, mapping: &Mapping, spot: &Spot) {
        for entry in mapping.entries() {
            let Some(key) = entry.key() else { continue };
            let name = key.text();
            let name = match self.language {
                QueryLanguage::JsonPath => name.strip_suffix(TEMPLATE_SUFFIX).unwrap_or(&name),
                QueryLanguage::Jsonata => &name,
            };
            let spot = Spot {
                assigns: Some(name.to_owned()),
                ..spot.clone()
            };
            self.member(&entry, &spot);
        }
    }

    fn template(&mut self, value: &Value, spot: &Spot) {
        match value {
            Value::Mapping(it) => it.entries().for_each(|entry| self.member(&entry, spot)),
            Value::Sequence(it) => it.values().for_each(|item| self.template(&item, spot)),
            Value::Scalar(it) if self.language == QueryLanguage::Jsonata => self.jsonata(it, spot),
            Value::Scalar(_) | Value::Alias(_) | Value::Missing(_) => {}
        }
    }

    fn member(&mut self, entry: &Entry, spot: &Spot) {
        let Some(value) = entry.value() else { return };
        let dynamic = entry
            .key()
            .is_some_and(|key| key.text().ends_with(TEMPLATE_SUFFIX));
        if self.language == QueryLanguage::JsonPath && dynamic {
            self.path(&value, spot.clone());
        } else {
            self.template(&value, spot);
        }
    }

    fn path(&mut self, value: &Value, spot: Spot) {
        let Value::Scalar(scalar) = value else { return };
        if !matches!(scalar.value(), ScalarValue::String(_)) {
            return;
        }
        let decoded = scalar.decoded();
        let source = 0..decoded.text.len();
        self.push(decoded, source, true, spot);
    }

    fn jsonata(&mut self, scalar: &Scalar, spot: &Spot) {
        let decoded = scalar.decoded();
        let Some(rest) = decoded.text.strip_prefix(JSONATA_OPEN) else {
            return;
        };
        let closed = rest.strip_suffix(JSONATA_CLOSE);
        let start = JSONATA_OPEN.len();
        let source = start..start + closed.unwrap_or(rest).len();
        let is_closed = closed.is_some();
        self.push(decoded, source, is_closed, spot.clone());
    }

    fn push(&mut self, decoded: Decoded, source: Range<usize>, is_closed: bool, spot: Spot) {
        self.found.push(Expression {
            place: spot.place,
            field: spot.field,
            index: spot.index,
            assigns: spot.assigns,
            decoded,
            source,
            is_closed,
            language: self.language,
            code: OnceLock::new(),
        });
    }
}
