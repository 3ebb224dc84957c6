//! Machines made at random from every field and function that a conversion knows, on inputs of every form.
//!
//! Each is converted readably and exactly, every other one as YAML; a run that differs must differ first in a state that
//! has a note.

use asl_ide::{Analysis, Document, Format, FormatConfig, convert_notation};
use serde_json::{Map, Value, json};

use crate::corpus::Trial;
use crate::inputs::Random;

/// How many machines are made, and how many inputs of each sort for one of them.
const MACHINES: u64 = 150;
const INPUTS: u64 = 6;

const NAMES: [&str; 10] = [
    "a", "b", "c", "list", "n", "text", "and", "my id", "é", "it\"s",
];

/// Makes a machine.
struct Maker {
    random: Random,
    /// Variables that have a value.
    variables: Vec<&'static str>,
    /// Whether `$$.Map.Item` is there.
    in_map: bool,
}

impl Maker {
    fn one_in(&mut self, count: usize) -> bool {
        self.random.below(count) == 0
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.random.below(from.len())].clone()
    }

    fn name(&mut self) -> String {
        let name = self.pick(&NAMES);
        let plain = name.chars().all(char::is_alphanumeric);
        if plain {
            format!(".{name}")
        } else {
            format!("['{name}']")
        }
    }

    fn reference(&mut self) -> String {
        let steps = 1 + self.random.below(2);
        (0..steps).fold("$".to_owned(), |path, _| path + &self.name())
    }

    fn path(&mut self) -> String {
        let mut path = match self.random.below(12) {
            0 => "$$.Execution.Input".to_owned(),
            1 if self.in_map => "$$.Map.Item.Value".to_owned(),
            2 if !self.variables.is_empty() => {
                let variables = self.variables.clone();
                format!("${}", self.pick(&variables))
            }
            3 => {
                return self
                    .pick(&["$", "$$.Execution.Name", "$$.State.Name"])
                    .to_owned();
            }
            _ => "$".to_owned(),
        };
        for _ in 0..=self.random.below(3) {
            path.push_str(&self.name());
        }
        let more = match self.random.below(24) {
            0 | 1 => "[0]",
            2 => "[1].a",
            3 => "[*]",
            4 => "[*].b",
            5 => "[0:2]",
            6 => "[?(@.n > 1)].a",
            7 => "..a",
            8 => "['a','b']",
            9 => "[(@.length-1)]",
            10 => "[?(@.text == 'x')]",
            11 => "[1:]",
            12 => "[-1]",
            _ => "",
        };
        path + more
    }

    fn argument(&mut self) -> String {
        match self.random.below(6) {
            0 => self.pick(&["'x'", "'it\\'s'", "'é, \"b\"'"]).to_owned(),
            1 => self.random.below(5).to_string(),
            2 => self.pick(&["true", "null", "2.5"]).to_owned(),
            3 if self.one_in(3) => self.function(),
            _ => self.path(),
        }
    }

    fn function(&mut self) -> String {
        let (one, two) = (self.argument(), self.argument());
        let path = self.path();
        match self.random.below(20) {
            0 | 1 => format!("States.Format('{{}} of \\'{{}}\\'', {one}, {two})"),
            2 => format!("States.Format('{{}}', {one})"),
            3 => format!("States.Format({path}, {one})"),
            4 => format!("States.Array({one}, {two})"),
            5 => format!("States.ArrayPartition({path}, {})", self.random.below(4)),
            6 => format!("States.ArrayContains({path}, {one})"),
            7 => format!("States.ArrayRange(0, {path}, 2)"),
            8 => format!("States.ArrayGetItem({path}, {})", self.random.below(3)),
            9 => format!("States.ArrayGetItem({path}, {two})"),
            10 => format!("States.ArrayLength({path})"),
            11 => format!("States.ArrayUnique({path})"),
            12 => format!("States.Base64Encode({path})"),
            13 => format!("States.Hash({path}, 'SHA-256')"),
            14 => format!("States.JsonMerge({path}, {}, false)", self.path()),
            15 => format!("States.StringToJson({path})"),
            16 => format!("States.JsonToString({path})"),
            17 => format!("States.MathAdd({path}, {})", self.random.below(9)),
            18 => format!("States.MathRandom(0, 16, {})", self.random.below(99)),
            _ => format!(
                "States.StringSplit({path}, {})",
                self.pick(&["','", "' .'", "'[]-^'"])
            ),
        }
    }

    fn constant(&mut self) -> Value {
        self.pick(&[
            json!(1),
            json!("text"),
            json!("${Table}"),
            json!("{% $x %}"),
            json!(null),
            json!([1, [2]]),
            json!({}),
            json!({ "k": "it's \"q\"", "l": 1.5 }),
            json!(true),
        ])
    }

    fn template(&mut self, depth: usize) -> Value {
        let mut members = Map::new();
        for _ in 0..=self.random.below(3) {
            let name = self.pick(&NAMES);
            match self.random.below(8) {
                0 | 1 => members.insert(name.to_owned(), self.constant()),
                2 if depth < 2 => members.insert(name.to_owned(), self.template(depth + 1)),
                3 if depth < 2 => {
                    members.insert(name.to_owned(), json!([self.template(depth + 1)]))
                }
                4 | 5 => members.insert(format!("{name}.$"), json!(self.function())),
                _ => members.insert(format!("{name}.$"), json!(self.path())),
            };
            // A name once with and once without the suffix is a mistake.
            if members.contains_key(name) {
                members.remove(&format!("{name}.$"));
            }
        }
        Value::Object(members)
    }

    fn maybe(
        &mut self,
        state: &mut Value,
        field: &str,
        chance: usize,
        make: fn(&mut Self) -> Value,
    ) {
        if self.one_in(chance) {
            state[field] = make(self);
        }
    }

    fn assign(&mut self, of: &mut Value) {
        if self.one_in(5) {
            let value = self.path();
            of["Assign"] = json!({ "v.$": value, "w": 1 });
        }
    }

    fn shaping(&mut self, state: &mut Value, result: bool) {
        self.maybe(state, "InputPath", 10, |it| json!(it.path()));
        self.maybe(state, "OutputPath", 12, |it| json!(it.path()));
        if result && !self.one_in(6) {
            state["ResultPath"] = match self.random.below(10) {
                0 => json!("$"),
                1 => Value::Null,
                2 | 3 => json!(self.reference()),
                _ => json!("$.made.here"),
            };
        }
    }

    fn handlers(&mut self, state: &mut Value) {
        if self.one_in(4) {
            let errors = self.pick(&[
                "States.ALL",
                "Custom",
                "States.TaskFailed",
                "States.IntrinsicFailure",
            ]);
            state["Retry"] = json!([{ "ErrorEquals": [errors], "MaxAttempts": 1 }]);
        }
        if self.one_in(3) {
            let errors = self.pick(&["States.ALL", "Custom", "States.TaskFailed"]);
            let mut catcher = json!({ "ErrorEquals": [errors], "Next": "Handler" });
            self.maybe(&mut catcher, "ResultPath", 2, |it| json!(it.reference()));
            if self.one_in(3) {
                catcher["Assign"] = json!({ "v.$": "$.Cause" });
            }
            state["Catch"] = json!([catcher]);
        }
    }

    fn rule(&mut self, depth: usize) -> Value {
        if depth < 2 && self.one_in(4) {
            let rules: Vec<Value> = (0..=self.random.below(2))
                .map(|_| self.rule(depth + 1))
                .collect();
            return match self.random.below(3) {
                0 => json!({ "And": rules }),
                1 => json!({ "Or": rules }),
                _ => json!({ "Not": rules[0] }),
            };
        }
        let operators: Vec<_> = asl_lang::CHOICE_OPERATORS.iter().collect();
        let operator = self.pick(&operators);
        let operand = if operator.is_path {
            json!(self.path())
        } else {
            match operator.operand {
                asl_lang::OperandKind::TypeTest => json!(self.one_in(2)),
                asl_lang::OperandKind::Bool => json!(true),
                asl_lang::OperandKind::Number => self.pick(&[json!(1), json!(2.5), json!(0)]),
                asl_lang::OperandKind::Timestamp => json!("2026-03-14T01:59:00Z"),
                asl_lang::OperandKind::Pattern => self.pick(&[
                    json!("te*"),
                    json!("*,*"),
                    json!("a\\*b"),
                    json!("*"),
                    json!("x"),
                ]),
                asl_lang::OperandKind::String => {
                    self.pick(&[json!("text"), json!("it's"), json!("")])
                }
            }
        };
        json!({ "Variable": self.path(), operator.name: operand })
    }

    fn inner(&mut self) -> Value {
        let mut state = match self.random.below(3) {
            0 => json!({ "Type": "Task", "Resource": FUNCTION }),
            _ => json!({ "Type": "Pass" }),
        };
        self.maybe(&mut state, "Parameters", 2, |it| it.template(0));
        self.shaping(&mut state, true);
        state["End"] = json!(true);
        json!({ "StartAt": "In", "States": { "In": state } })
    }

    fn state(&mut self, next: &str) -> Value {
        let mut state = match self.random.below(9) {
            0 | 1 => {
                let mut it = json!({ "Type": "Pass" });
                match self.random.below(3) {
                    0 => it["Result"] = self.constant(),
                    _ => it["Parameters"] = self.template(0),
                }
                self.shaping(&mut it, true);
                it
            }
            2 | 3 => {
                let mut it = json!({ "Type": "Task", "Resource": FUNCTION });
                self.maybe(&mut it, "Parameters", 2, |it| it.template(0));
                self.maybe(&mut it, "ResultSelector", 2, |it| it.template(0));
                self.maybe(&mut it, "TimeoutSecondsPath", 6, |it| json!(it.reference()));
                self.shaping(&mut it, true);
                self.handlers(&mut it);
                it
            }
            4 => {
                let field = self.pick(&["SecondsPath", "TimestampPath"]);
                let mut it = json!({ "Type": "Wait", field: self.reference() });
                self.shaping(&mut it, false);
                it
            }
            5 => return self.choice(next),
            6 | 7 => self.map(),
            _ => {
                let mut it =
                    json!({ "Type": "Parallel", "Branches": [self.inner(), self.inner()] });
                it["Branches"][1]["StartAt"] = json!("Other");
                let state = it["Branches"][1]["States"]["In"].take();
                it["Branches"][1]["States"] = json!({ "Other": state });
                self.maybe(&mut it, "Parameters", 3, |it| it.template(0));
                self.maybe(
                    &mut it,
                    "ResultSelector",
                    3,
                    |it| json!({ "one.$": "$[0]", "two.$": it.path() }),
                );
                self.shaping(&mut it, true);
                self.handlers(&mut it);
                it
            }
        };
        self.assign(&mut state);
        state["Next"] = json!(next);
        state
    }

    fn map(&mut self) -> Value {
        let mut it = json!({ "Type": "Map" });
        self.maybe(&mut it, "ItemsPath", 1, |it| json!(it.reference()));
        self.maybe(&mut it, "MaxConcurrencyPath", 5, |it| json!(it.reference()));
        self.in_map = true;
        it["ItemProcessor"] = self.inner();
        self.maybe(&mut it, "ItemSelector", 2, |it| it.template(0));
        self.in_map = false;
        if self.one_in(4) {
            it["ItemProcessor"]["ProcessorConfig"] =
                json!({ "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" });
            self.maybe(&mut it, "ToleratedFailureCountPath", 3, |it| {
                json!(it.reference())
            });
            self.maybe(
                &mut it,
                "ItemBatcher",
                2,
                |it| json!({ "MaxItemsPerBatch": 2, "BatchInput": it.template(1) }),
            );
        }
        self.maybe(
            &mut it,
            "ResultSelector",
            4,
            |it| json!({ "all.$": "$", "one.$": it.path() }),
        );
        self.shaping(&mut it, true);
        self.handlers(&mut it);
        it
    }

    fn choice(&mut self, next: &str) -> Value {
        let mut rules = Vec::new();
        for _ in 0..=self.random.below(3) {
            let mut rule = self.rule(0);
            rule["Next"] = json!(self.pick(&[next, "Done"]));
            self.assign(&mut rule);
            rules.push(rule);
        }
        let mut state = json!({ "Type": "Choice", "Choices": rules, "Default": next });
        self.shaping(&mut state, false);
        state
    }

    fn machine(&mut self) -> Value {
        let count = 1 + self.random.below(3);
        let mut states = Map::new();
        states.insert("Begin".to_owned(), json!({ "Type": "Pass", "Assign": { "v": { "a": [1], "n": 2 }, "w": { "b.$": "$$.Execution.Input", "list": ["x"] } }, "Next": "S0" }));
        self.variables = vec!["v", "w"];
        for index in 0..count {
            let next = if index + 1 < count {
                format!("S{}", index + 1)
            } else {
                "Done".to_owned()
            };
            let state = self.state(&next);
            states.insert(format!("S{index}"), state);
        }
        let mut done = json!({ "Type": "Succeed" });
        self.shaping(&mut done, false);
        states.insert("Done".to_owned(), done);
        let handler = self.template(0);
        states.insert(
            "Handler".to_owned(),
            json!({ "Type": "Pass", "Parameters": handler, "Next": "Failed" }),
        );
        let (error, cause) = (self.reference(), self.function());
        states.insert(
            "Failed".to_owned(),
            json!({ "Type": "Fail", "ErrorPath": error, "CausePath": cause }),
        );
        json!({ "StartAt": "Begin", "States": states })
    }
}

/// A machine; the same for the same number.
pub(crate) fn machine(seed: u64) -> Value {
    let mut maker = Maker {
        random: Random::new(seed + 1),
        variables: Vec::new(),
        in_map: false,
    };
    maker.machine()
}

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:f";

#[test]
fn machines_made_at_random_do_the_same() {
    let mut trial = Trial {
        inputs: INPUTS,
        ..Trial::default()
    };
    for seed in 0..MACHINES {
        let definition = machine(seed);
        let mut text = format!("{definition:#}");
        let mut format = Format::Json;
        if seed % 2 == 1 {
            let (analysis, file) = Analysis::single(Document::new(&text, format));
            let converted = convert_notation(&analysis, file, &FormatConfig { indent: 2 });
            text = converted.expect("it is whole").text(&text);
            format = Format::Yaml;
        }
        trial.machine(&format!("machine {seed}"), &text, format);
    }
    trial.check();
    assert!(trial.counts[0][0].converted > 100, "{:?}", trial.counts);
}
