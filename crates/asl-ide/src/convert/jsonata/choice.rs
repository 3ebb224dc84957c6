//! Choice rules as conditions: `Variable` and `StringEquals` are `{% $states.input.status = 'ready' %}`.
//!
//! A rule fails where its variable is missing, and a comparison with a value of another type is false; in JSONata it is
//! the other way round. So a condition tests first that the variable is there, unless an earlier test has done so, and
//! of what type it is, unless the comparison is `=`, which no other type passes.

use asl_lang::{ChoiceOperator, OperandKind, choice_operator};
use asl_syntax::ast::{Mapping, Value};
use serde_json::Value as Json;

use super::expr::{Expr, Kind, Level, leads_through, merge};
use super::path::{Leaf, Scope};
use super::{Notes, Stop, Why, text};
use crate::convert::node::Node;

/// What is known where a test is made: paths that lead somewhere, and the types of what is there.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Known {
    present: Vec<String>,
    typed: Vec<(String, &'static str)>,
}

impl Known {
    fn has(&self, code: &str) -> bool {
        self.present.iter().any(|it| leads_through(it, code))
    }

    fn is(&self, code: &str, kind: &str) -> bool {
        self.typed.iter().any(|(it, of)| it == code && *of == kind)
    }

    fn and(&self, other: &Known) -> Known {
        let mut both = self.clone();
        merge(&mut both.present, &other.present);
        both.typed.extend(other.typed.iter().cloned());
        both
    }

    /// What both know.
    fn common(&self, other: &Known) -> Known {
        let mut present: Vec<String> = self
            .present
            .iter()
            .filter(|it| other.has(it))
            .cloned()
            .collect();
        let more: Vec<String> = other
            .present
            .iter()
            .filter(|it| self.has(it))
            .cloned()
            .collect();
        merge(&mut present, &more);
        let typed = self
            .typed
            .iter()
            .filter(|it| other.typed.contains(it))
            .cloned()
            .collect();
        Known { present, typed }
    }
}

/// A condition while it is made.
struct Condition {
    expr: Expr,
    /// What is known after it held, and after it did not.
    yes: Known,
    no: Known,
}

/// Converts rules one after the other.
pub(super) struct Rules<'a> {
    pub(super) scope: &'a Scope,
    pub(super) notes: &'a mut Notes,
}

impl Rules<'_> {
    /// The `Condition` of a rule, and what the next rule knows.
    pub(super) fn condition(
        &mut self,
        rule: &Mapping,
        known: &Known,
    ) -> Result<(Node, Known), Stop> {
        let condition = self.rule(rule, known)?;
        let code = format!("{{% {} %}}", condition.expr.guarded());
        Ok((Node::text(code), condition.no))
    }

    fn rule(&mut self, rule: &Mapping, known: &Known) -> Result<Condition, Stop> {
        for (name, is_and) in [("And", true), ("Or", false)] {
            if let Some(value) = rule.value(name) {
                return self.all(&value, is_and, known);
            }
        }
        if let Some(value) = rule.value("Not") {
            let Value::Mapping(inner) = &value else {
                return Err(Stop::at(
                    value.range(),
                    Why::new("A rule must be an object"),
                ));
            };
            let inner = self.rule(inner, known)?;
            let mut expr = Expr::new(
                format!("$not({})", inner.expr.code),
                Level::Atom,
                Kind::Other,
            );
            expr.needs = inner.expr.needs;
            return Ok(Condition {
                expr,
                yes: inner.no,
                no: inner.yes,
            });
        }
        self.test(rule, known)
    }

    /// `And` or `Or`: each rule is looked at only if those before it left the answer open.
    fn all(&mut self, rules: &Value, is_and: bool, known: &Known) -> Result<Condition, Stop> {
        let level = if is_and { Level::And } else { Level::Or };
        let mut codes = Vec::new();
        let mut whole = Expr::new("", level, Kind::Other);
        // What is known where the rules go on, and what where one of them has decided.
        let (mut open, mut decided): (Known, Option<Known>) = (known.clone(), None);
        let items: Vec<Value> = rules
            .as_sequence()
            .map_or_else(Vec::new, |it| it.values().collect());
        for (index, item) in items.iter().enumerate() {
            let Value::Mapping(item) = item else {
                return Err(Stop::at(item.range(), Why::new("A rule must be an object")));
            };
            let part = self.rule(item, &open)?;
            if index == 0 {
                merge(&mut whole.needs, &part.expr.needs);
            }
            let rest: Vec<String> = part
                .expr
                .needs
                .iter()
                .filter(|it| !whole.needs.contains(it))
                .cloned()
                .collect();
            codes.push(or_error(&part.expr, &rest, level));
            let (goes_on, decides) = if is_and {
                (part.yes, part.no)
            } else {
                (part.no, part.yes)
            };
            let decides = open.and(&decides);
            decided = Some(decided.map_or_else(|| decides.clone(), |it| it.common(&decides)));
            open = open.and(&goes_on);
        }
        if codes.is_empty() {
            return Err(Stop::at(rules.range(), Why::new("There is no rule here")));
        }
        if codes.len() == 1 {
            whole.level = Level::Condition;
        }
        whole.code = codes.join(if is_and { " and " } else { " or " });
        let decided = decided.unwrap_or_default();
        let (yes, no) = if is_and {
            (open, decided)
        } else {
            (decided, open)
        };
        Ok(Condition {
            expr: whole,
            yes,
            no,
        })
    }

    fn test(&mut self, rule: &Mapping, known: &Known) -> Result<Condition, Stop> {
        let operators = rule.entries().filter_map(|entry| {
            let operator = choice_operator(&entry.key()?.text())?;
            Some((operator, entry.value()?))
        });
        let Some((operator, operand)) = operators.into_iter().next() else {
            return Err(Stop::at(
                rule.range(),
                Why::new("The rule has no comparison operator"),
            ));
        };
        let Some(variable) = rule.value("Variable") else {
            return Err(Stop::at(rule.range(), Why::new("The rule has no variable")));
        };
        let variable = self.path(&variable)?;
        let test = Test {
            variable: &variable,
            known,
        };
        let stop = |why| Stop::at(operand.range(), why);
        if operator.operand == OperandKind::TypeTest {
            let wanted = Node::read(&operand).to_json().as_bool();
            let wanted =
                wanted.ok_or_else(|| stop(Why::new("The operator takes true or false")))?;
            return test.kind(operator.name, wanted).map_err(stop);
        }
        if operator.is_path {
            let other = self.path(&operand)?;
            return test.compare_with(operator, &other).map_err(stop);
        }
        test.compare(operator, &Node::read(&operand)).map_err(stop)
    }

    fn path(&mut self, value: &Value) -> Result<Expr, Stop> {
        let path = super::template::path_of(value)?;
        let stop = |why| Stop::at(value.range(), why);
        self.notes.at = value.range();
        self.notes.spread(&path);
        self.scope
            .resolve(&path, Leaf::Missing)
            .and_then(|it| it.into_expr())
            .map_err(stop)
    }
}

/// A part of `and` or `or` that fails where something is missing that it alone needs.
fn or_error(expr: &Expr, needs: &[String], level: Level) -> String {
    if needs.is_empty() {
        return expr.at(level);
    }
    let tests: Vec<String> = needs.iter().map(|it| format!("$exists({it})")).collect();
    let message = text::text(&format!("{} is missing", needs.join(" or ")));
    format!(
        "({} ? {} : $error({message}))",
        tests.join(" and "),
        expr.at(Level::Or)
    )
}

/// The tests of one variable.
struct Test<'a> {
    variable: &'a Expr,
    known: &'a Known,
}

impl Test<'_> {
    fn kind(&self, operator: &str, wanted: bool) -> Result<Condition, Why> {
        let code = &self.variable.code;
        if operator == "IsPresent" {
            return Ok(self.presence(wanted));
        }
        let there = self.variable.at(Level::Sum);
        let (test, kind) = match operator {
            "IsNull" => {
                let sign = if wanted { "=" } else { "!=" };
                (
                    Expr::new(
                        format!("{there} {sign} null"),
                        Level::Comparison,
                        Kind::Other,
                    ),
                    "null",
                )
            }
            "IsTimestamp" => {
                let test = self.is_timestamp().unwrap_or_else(|| "true".to_owned());
                let (test, level) = if wanted {
                    (test, Level::And)
                } else {
                    (format!("$not({test})"), Level::Atom)
                };
                (Expr::new(test, level, Kind::Other), TIMESTAMP)
            }
            _ => {
                let kind = match operator {
                    "IsNumeric" => NUMBER,
                    "IsString" => STRING,
                    "IsBoolean" => "boolean",
                    _ => return Err(Why::new(format!("{operator} is no operator"))),
                };
                let sign = if wanted { "=" } else { "!=" };
                let test = format!("$type({code}) {sign} '{kind}'");
                (Expr::new(test, Level::Comparison, Kind::Other), kind)
            }
        };
        let mut condition = self.done(test, None);
        let typed = if wanted {
            &mut condition.yes
        } else {
            &mut condition.no
        };
        typed.typed.push((code.clone(), kind));
        Ok(condition)
    }

    fn presence(&self, wanted: bool) -> Condition {
        let code = &self.variable.code;
        let mut there = self.known.clone();
        merge(&mut there.present, std::slice::from_ref(code));
        let test = format!("$exists({code})");
        let (test, yes, no) = if wanted {
            (test, there, self.known.clone())
        } else {
            (format!("$not({test})"), self.known.clone(), there)
        };
        let mut expr = Expr::new(test, Level::Atom, Kind::Other);
        expr.needs.extend(self.variable.needs.iter().cloned());
        Condition { expr, yes, no }
    }

    fn compare(&self, operator: &ChoiceOperator, operand: &Node) -> Result<Condition, Why> {
        let there = self.variable.at(Level::Sum);
        let sign = sign(operator.name);
        let literal = text::constant(operand).ok_or_else(|| {
            Why::new("JSONata cannot hold a whole number as large as this exactly")
        })?;
        let (test, kind) = match operator.operand {
            OperandKind::Pattern => {
                let Node::Scalar(Json::String(pattern)) = operand else {
                    return Err(Why::new("The operator takes a text"));
                };
                (matches(&self.variable.code, &there, pattern), STRING)
            }
            OperandKind::Timestamp => {
                let moment = format!("$toMillis({literal})");
                (
                    format!("$toMillis({}) {sign} {moment}", self.variable.code),
                    TIMESTAMP,
                )
            }
            _ if sign == "=" => {
                let test = Expr::new(
                    format!("{there} = {literal}"),
                    Level::Comparison,
                    Kind::Other,
                );
                return Ok(self.done(test, None));
            }
            OperandKind::String => (format!("{there} {sign} {literal}"), STRING),
            OperandKind::Number => (format!("{there} {sign} {literal}"), NUMBER),
            _ => (format!("{there} {sign} {literal}"), "boolean"),
        };
        Ok(self.typed(test, kind, None))
    }

    fn compare_with(&self, operator: &ChoiceOperator, other: &Expr) -> Result<Condition, Why> {
        let (one, two) = (self.variable.at(Level::Sum), other.at(Level::Sum));
        let sign = sign(operator.name);
        let (test, kind) = match operator.operand {
            OperandKind::Timestamp => (
                format!(
                    "$toMillis({}) {sign} $toMillis({})",
                    self.variable.code, other.code
                ),
                TIMESTAMP,
            ),
            OperandKind::Number => (format!("{one} {sign} {two}"), NUMBER),
            OperandKind::String => (format!("{one} {sign} {two}"), STRING),
            _ => (format!("{one} {sign} {two}"), "boolean"),
        };
        Ok(self.typed(test, kind, Some((other, sign))))
    }

    /// A test that needs values of one type.
    fn typed(&self, test: String, kind: &'static str, other: Option<(&Expr, &str)>) -> Condition {
        let mut tests = Vec::new();
        tests.extend(self.type_test(self.variable, kind));
        if let Some((other, sign)) = other
            && (sign != "=" || kind == TIMESTAMP)
        {
            let test = Test {
                variable: other,
                known: self.known,
            };
            tests.extend(test.type_test(other, kind));
        }
        tests.push(test);
        let level = if tests.len() == 1 {
            Level::Comparison
        } else {
            Level::And
        };
        let expr = Expr::new(tests.join(" and "), level, Kind::Other);
        let mut condition = self.done(expr, other.map(|it| it.0));
        condition.yes.typed.push((self.variable.code.clone(), kind));
        if let Some((other, _)) = other {
            condition.yes.typed.push((other.code.clone(), kind));
        }
        condition
    }

    /// The test of the type, unless the type is known.
    fn type_test(&self, of: &Expr, kind: &str) -> Option<String> {
        if kind == TIMESTAMP {
            let test = Test {
                variable: of,
                known: self.known,
            };
            return test.is_timestamp();
        }
        let known = match (of.kind, kind) {
            (Kind::Text | Kind::Timestamp, STRING) | (Kind::Whole, NUMBER) => true,
            _ => self.known.is(&of.code, kind),
        };
        (!known).then(|| format!("$type({}) = '{kind}'", of.code))
    }

    fn is_timestamp(&self) -> Option<String> {
        let code = &self.variable.code;
        if self.variable.kind == Kind::Timestamp || self.known.is(code, TIMESTAMP) {
            return None;
        }
        let text = self.type_test(self.variable, STRING);
        let form = format!("$contains({code}, {TIMESTAMP_FORM})");
        Some(text.map_or_else(|| form.clone(), |text| format!("{text} and {form}")))
    }

    /// The test, with what must be there for it.
    fn done(&self, mut test: Expr, other: Option<&Expr>) -> Condition {
        let mut known = self.known.clone();
        for part in [Some(self.variable), other].into_iter().flatten() {
            let missing = part.absent.iter().chain(&part.needs);
            let missing: Vec<String> = missing.filter(|it| !self.known.has(it)).cloned().collect();
            merge(&mut test.needs, &missing);
            merge(&mut known.present, &part.absent);
            merge(&mut known.present, &part.needs);
        }
        Condition {
            expr: test,
            yes: known.clone(),
            no: known,
        }
    }
}

const STRING: &str = "string";
const NUMBER: &str = "number";
const TIMESTAMP: &str = "timestamp";

/// What Step Functions takes for a timestamp, as far as a pattern can say it.
const TIMESTAMP_FORM: &str = r"/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/";

/// The operator of JSONata, by the ending of the operator's name.
fn sign(operator: &str) -> &'static str {
    let name = operator.strip_suffix("Path").unwrap_or(operator);
    let endings = [
        ("GreaterThanEquals", ">="),
        ("LessThanEquals", "<="),
        ("GreaterThan", ">"),
        ("LessThan", "<"),
    ];
    let found = endings.iter().find(|(ending, _)| name.ends_with(ending));
    found.map_or("=", |(_, sign)| sign)
}

/// `StringMatches`: a pattern without stars is a comparison, stars at the ends need no letters of the expression.
fn matches(code: &str, there: &str, pattern: &str) -> String {
    let pieces = pieces(pattern);
    let [first, middle @ .., last] = pieces.as_slice() else {
        return format!("{there} = {}", text::text(&pieces.concat()));
    };
    let mut expression = String::from("/");
    if !first.is_empty() {
        expression.push('^');
        expression.push_str(&text::pattern(first));
    }
    let filled: Vec<&String> = middle.iter().filter(|it| !it.is_empty()).collect();
    let open = first.is_empty();
    for (index, piece) in filled.iter().enumerate() {
        if index > 0 || !open {
            expression.push_str("[\\s\\S]*");
        }
        expression.push_str(&text::pattern(piece));
    }
    if !last.is_empty() {
        if !(open && filled.is_empty()) {
            expression.push_str("[\\s\\S]*");
        }
        expression.push_str(&text::pattern(last));
        expression.push('$');
    }
    if expression.len() == 1 {
        return "true".to_owned();
    }
    format!("$contains({code}, {expression}/)")
}

/// The texts between the stars; `\*` is a star and `\\` a backslash.
fn pieces(pattern: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut characters = pattern.chars();
    while let Some(c) = characters.next() {
        let c = match c {
            '*' => {
                pieces.push(String::new());
                continue;
            }
            '\\' => characters.next().unwrap_or('\\'),
            other => other,
        };
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}
