//! The comparison operators and the tests of types.

use asl_lang::{ChoiceOperator, OperandKind};
use serde_json::Value as Json;

use super::known::Known;
use super::{Condition, pattern};
use crate::convert::jsonata::expr::{Expr, Kind, Level, Need, is_only, merge};
use crate::convert::jsonata::{Why, text};
use crate::convert::node::Node;

/// The tests of one variable.
pub(super) struct Test<'a> {
    pub(super) variable: &'a Expr,
    pub(super) known: &'a Known,
}

impl Test<'_> {
    pub(super) fn kind(&self, operator: &str, wanted: bool) -> Result<Condition, Why> {
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
        typed.add(&[Need::Is(code.clone(), kind)]);
        Ok(condition)
    }

    /// Nothing is there where the path fails, whatever the reason.
    fn presence(&self, wanted: bool) -> Condition {
        let code = &self.variable.code;
        let mut there = self.known.clone();
        let (mut tests, mut needs) = (Vec::new(), Vec::new());
        for (index, need) in self.variable.needs.iter().enumerate() {
            // Of null nothing can be read at all.
            if let (0, Need::Is(root, "object")) = (index, need) {
                needs.push(Need::IsNot(root.clone(), "null"));
            }
            match need {
                Need::Is(..) if self.known.has(need) => {}
                Need::Is(..) => tests.push(need.clone()),
                other => needs.push(other.clone()),
            }
        }
        tests.push(Need::There(code.clone()));
        there.add(&tests);
        let written: Vec<String> = tests.iter().map(Need::to_string).collect();
        let (test, level) = (
            written.join(" and "),
            if tests.len() > 1 {
                Level::And
            } else {
                Level::Atom
            },
        );
        let (test, level, yes, no) = if wanted {
            (test, level, there, self.known.clone())
        } else {
            let test = format!("$not({test})");
            (test, Level::Atom, self.known.clone(), there)
        };
        let mut expr = Expr::new(test, level, Kind::Other);
        expr.needs = needs;
        Condition { expr, yes, no }
    }

    pub(super) fn compare(
        &self,
        operator: &ChoiceOperator,
        operand: &Node,
    ) -> Result<Condition, Why> {
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
                (
                    pattern::matches(&self.variable.code, &there, pattern),
                    STRING,
                )
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

    pub(super) fn compare_with(&self, operator: &ChoiceOperator, other: &Expr) -> Condition {
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
        self.typed(test, kind, Some((other, sign)))
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
        let is = |it: &Expr| Need::Is(it.code.clone(), kind);
        condition.yes.add(&[is(self.variable)]);
        if let Some((other, _)) = other {
            condition.yes.add(&[is(other)]);
        }
        condition
    }

    /// The test of the type, unless the type is known.
    fn type_test(&self, of: &Expr, kind: &'static str) -> Option<String> {
        if kind == TIMESTAMP {
            let test = Test {
                variable: of,
                known: self.known,
            };
            return test.is_timestamp();
        }
        let known = match (of.kind, kind) {
            (Kind::Text | Kind::Timestamp, STRING) | (Kind::Whole, NUMBER) => true,
            _ => self.known.is(&of.code, kind) || is_only(&of.shape, kind),
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
            let mut wanted = part.needs.clone();
            merge(&mut wanted, &part.there());
            known.add(&wanted);
            wanted.retain(|it| !self.known.has(it));
            merge(&mut test.needs, &wanted);
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
