//! Choice rules.

use asl_lang::{ChoiceOperator, OperandKind, choice_operator};
use serde_json::Value;

use super::fields::Fields;
use super::jsonata::Within;
use super::{Compiler, Names};
use crate::machine::CompileError;
use crate::program::choice::{Comparison, Family, Operand, Rule, Test, Wildcards};
use crate::program::{Branching, Condition, Exit, Kind};

/// Compiles a JSONPath rule, or one within a rule, that stands in no state.
pub(crate) fn compile_rule(rule: &Value) -> Result<Rule, Vec<CompileError>> {
    let mut compiler = Compiler::default();
    let fields = compiler.object(rule, String::new(), "A choice rule");
    let compiled = fields.and_then(|it| compiler.rule(&it));
    compiled.ok_or(compiler.errors)
}

impl Compiler {
    pub(super) fn choice(&mut self, fields: &Fields<'_>, names: &Names<'_>) -> Option<Kind> {
        let default = if fields.has("Default") {
            Some(self.target(fields, "Default", names)?)
        } else {
            None
        };
        let mut rules = Vec::new();
        let choices = self.objects(fields, "Choices", "A choice");
        for (index, choice) in choices.into_iter().enumerate() {
            let Some(choice) = choice else { continue };
            let prefix = format!("Choices[{index}]/");
            let condition = self.condition(&choice, &prefix);
            let next = self.target(&choice, "Next", names);
            let exit = self.choice_exit(&choice, &prefix);
            if let (Some(condition), Some(next)) = (condition, next) {
                rules.push(Branching {
                    condition,
                    next,
                    exit,
                });
            }
        }
        Some(Kind::Choice { rules, default })
    }

    fn choice_exit(&mut self, choice: &Fields<'_>, prefix: &str) -> Exit {
        if self.is_jsonata() {
            return Exit::Jsonata(self.shape(choice, Within::at(prefix)));
        }
        Exit::JsonPath {
            assign: self.template(choice, "Assign"),
        }
    }

    /// `Condition`, or a rule of comparison operators.
    fn condition(&mut self, choice: &Fields<'_>, prefix: &str) -> Option<Condition> {
        if !self.is_jsonata() {
            return self.rule(choice).map(Condition::Rule);
        }
        if self.has_query(choice, "Condition") {
            let query = self.query(choice, "Condition", Within::at(prefix));
            return query.map(Condition::Query);
        }
        let literal = choice.get("Condition").and_then(Value::as_bool);
        if literal.is_none() {
            self.error(
                choice.pointer(),
                "The field 'Condition' is missing or is neither an expression nor true or false",
            );
        }
        literal.map(Condition::Literal)
    }

    fn rule(&mut self, fields: &Fields<'_>) -> Option<Rule> {
        if fields.has("And") {
            return self.rules(fields, "And").map(Rule::And);
        }
        if fields.has("Or") {
            return self.rules(fields, "Or").map(Rule::Or);
        }
        if let Some(negated) = fields.object("Not") {
            return self.rule(&negated).map(|rule| Rule::Not(Box::new(rule)));
        }
        let mut names = fields.map.keys();
        let Some(operator) = names.find_map(|name| choice_operator(name)) else {
            self.error(
                fields.pointer(),
                "A choice rule needs a comparison operator",
            );
            return None;
        };
        if !fields.has("Variable") {
            self.error(fields.pointer(), "The field 'Variable' is missing");
            return None;
        }
        let variable = self.path(fields, "Variable")?;
        let test = self.test(fields, operator)?;
        Some(Rule::Test { variable, test })
    }

    fn rules(&mut self, fields: &Fields<'_>, field: &str) -> Option<Vec<Rule>> {
        let rules = self.objects(fields, field, "A choice rule").into_iter();
        // Every rule is looked at, so that all their mistakes are told.
        let rules: Vec<Option<Rule>> = rules.map(|rule| self.rule(&rule?)).collect();
        rules.into_iter().collect()
    }

    fn test(&mut self, fields: &Fields<'_>, operator: &ChoiceOperator) -> Option<Test> {
        let family = match operator.operand {
            OperandKind::TypeTest => return self.type_test(fields, operator.name),
            OperandKind::Pattern => return self.pattern(fields, operator.name),
            OperandKind::String => Family::String,
            OperandKind::Number => Family::Numeric,
            OperandKind::Bool => Family::Boolean,
            OperandKind::Timestamp => Family::Timestamp,
        };
        let operand = if operator.is_path {
            Operand::Path(self.path(fields, operator.name)?)
        } else {
            self.operand(fields, operator.name, family)?
        };
        Some(Test::Compare {
            family,
            comparison: comparison(operator)?,
            operand,
        })
    }

    fn type_test(&mut self, fields: &Fields<'_>, name: &str) -> Option<Test> {
        let Some(wanted) = fields.get(name).and_then(Value::as_bool) else {
            self.error(fields.pointer_to(name), "Must be true or false");
            return None;
        };
        Test::is(name.strip_prefix("Is")?, wanted)
    }

    fn pattern(&mut self, fields: &Fields<'_>, name: &str) -> Option<Test> {
        let Some(pattern) = fields.text(name) else {
            self.error(fields.pointer_to(name), "Must be a string");
            return None;
        };
        Some(Test::Matches(Wildcards::compile(pattern)))
    }

    fn operand(&mut self, fields: &Fields<'_>, name: &str, family: Family) -> Option<Operand> {
        let operand = fields
            .get(name)
            .and_then(|value| Operand::literal(family, value));
        if operand.is_none() {
            let message = format!("Must be {}", family.description());
            self.error(fields.pointer_to(name), message);
        }
        operand
    }
}

/// What an operator asks, which is how its name ends.
fn comparison(operator: &ChoiceOperator) -> Option<Comparison> {
    let name = operator.name;
    let name = name.strip_suffix("Path").unwrap_or(name);
    let endings = [
        ("LessThanEquals", Comparison::LessOrEqual),
        ("GreaterThanEquals", Comparison::GreaterOrEqual),
        ("LessThan", Comparison::Less),
        ("GreaterThan", Comparison::Greater),
        ("Equals", Comparison::Equal),
    ];
    let mut found = endings.into_iter().filter(|(end, _)| name.ends_with(end));
    found.next().map(|(_, comparison)| comparison)
}
