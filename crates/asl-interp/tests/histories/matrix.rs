//! The matrix of data-flow fields and situations: a file of rows, each with what comes of it.
//!
//! A row is a state, an input if it is not the one of the `input` line above, and after `=>` what AWS
//! is taken to answer. Every state is entered after one that assigned the variables of the `variables`
//! line. A row that begins with `?` is a choice rule for the variable `$.x`; its answer says of every
//! value of the `values` line whether the rule holds. `UPDATE_EXPECT=1` writes the answers anew; what
//! changes is to be judged by its source.

use asl_interp::{Machine, RunOptions, Status};
use expect_test::expect_file;
use serde_json::{Value, json};

use crate::support::{Script, run};

#[test]
fn every_field_in_every_situation() {
    let rows = include_str!("matrix.rows");
    let mut setting = Setting::default();
    let answered: Vec<String> = rows.lines().map(|line| setting.answer(line)).collect();
    expect_file!["matrix.rows"].assert_eq(&(answered.join("\n") + "\n"));
}

/// What the rows below a line have in common.
#[derive(Default)]
struct Setting {
    input: Value,
    variables: Value,
    values: Vec<Value>,
}

impl Setting {
    /// The line with its answer, or as it is when it asks for none.
    fn answer(&mut self, line: &str) -> String {
        if let Some(input) = line.strip_prefix("input ") {
            self.input = parse(input);
        } else if let Some(variables) = line.strip_prefix("variables ") {
            self.variables = parse(variables);
        } else if let Some(values) = line.strip_prefix("values ") {
            self.values = serde_json::from_str(values).unwrap();
        } else if let Some(rule) = line.strip_prefix("? ") {
            let rule = rule.split(" => ").next().unwrap_or(rule);
            return format!("? {rule} => {}", self.verdicts(parse(rule)));
        } else if line.starts_with('{') {
            let row = line.split(" => ").next().unwrap_or(line);
            let (state, input) = match row.split_once("} on ") {
                Some((state, input)) => (parse(&format!("{state}}}")), parse(input)),
                None => (parse(row), self.input.clone()),
            };
            return format!("{row} => {}", self.outcome(state, &input));
        }
        line.to_owned()
    }

    /// A digit per value: 1 where the rule holds.
    fn verdicts(&self, mut rule: Value) -> String {
        rule["Variable"] = json!("$.x");
        rule["Next"] = json!("Yes");
        let state = json!({ "Type": "Choice", "Choices": [rule], "Default": "No" });
        let verdict = |value: &Value| {
            let outcome = self.outcome(state.clone(), &json!({ "x": value }));
            if outcome == r#""yes""# { "1" } else { "0" }
        };
        self.values.iter().map(verdict).collect()
    }

    fn outcome(&self, mut state: Value, input: &Value) -> String {
        let kind = state["Type"].as_str().unwrap_or_default().to_owned();
        if !["Choice", "Succeed", "Fail"].contains(&kind.as_str()) {
            // What it assigned shows in the next state.
            let next = if state.get("Assign").is_some() {
                ("Next", json!("Seen"))
            } else {
                ("End", json!(true))
            };
            state[next.0] = next.1;
        }
        let definition = json!({ "StartAt": "Before", "States": {
            "Before": { "Type": "Pass", "Assign": self.variables, "Next": "S" },
            "S": state,
            "Seen": { "Type": "Pass", "Parameters": { "new.$": "$new", "output.$": "$" }, "End": true },
            "Yes": { "Type": "Pass", "Result": "yes", "End": true },
            "No": { "Type": "Pass", "Result": "no", "End": true },
        } });
        if let Err(errors) = Machine::compile(&definition) {
            return format!("refused: {}", errors[0].message);
        }
        let execution = run(
            &definition,
            input.clone(),
            Script::default(),
            &RunOptions::default(),
        );
        if execution.status == Status::Succeeded {
            return execution.output.unwrap_or_default().to_string();
        }
        let cause = execution.cause.as_deref().unwrap_or("-");
        let error = execution.error.as_deref().unwrap_or("-");
        format!("{error}: {}", shortened(cause))
    }
}

/// The cause without the sentence that names the state, which every row would have, and without the
/// data that it repeats.
fn shortened(cause: &str) -> String {
    let named = "An error occurred while executing the state 'S' (entered at the event id #4). ";
    let cause = cause.strip_prefix(named).map_or_else(
        || format!("(without the state's name) {cause}"),
        str::to_owned,
    );
    match cause.split_once("in the input '{") {
        Some((before, _)) => format!("{before}in the input '…'"),
        None => cause,
    }
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect(text)
}
