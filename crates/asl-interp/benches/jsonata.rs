//! JSONata states per second with the full history and trace, on one core, beside jsonata-js on node:
//! the same states on the same data, one after the other, from the medians of 21 runs each.
//!
//! The peer is `node/peer.mjs`, which knows the few states that the cases are made of and keeps
//! nothing; npm installs it below the target folder. Where there is no node or no npm its columns
//! say so. Both must come to the same output.
#![expect(clippy::expect_used, reason = "a benchmark may panic")]
#![expect(clippy::print_stdout, reason = "a benchmark prints")]
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark measures time and starts its peer"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use asl_interp::{Machine, RunOptions, TaskAnswer, TaskCall, Worker};
use serde_json::{Map, Value, json};

/// The runs of a case, here and by the peer.
const RUNS: usize = 21;

struct Nobody;

impl Worker for Nobody {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(Value::Null)
    }
}

/// A machine, its input, and how many states are counted.
struct Case {
    name: &'static str,
    definition: Value,
    input: Value,
    states: u32,
}

fn main() {
    // Cargo's test runner starts benchmarks too, without asking them to measure.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    println!("states per second, from the medians of {RUNS} runs");
    println!("{:<52}{:>12}{:>14}{:>8}", "", "asl", "jsonata-js", "ratio");
    let peer = Peer::install();
    let cases = [
        small_inputs(),
        every_state("100 KB, $filter in every state", OPEN),
        every_state("100 KB, $map in every state", PRICES),
        every_second_state(),
    ];
    for case in cases {
        let (output, seconds) = ours(&case);
        let rate = f64::from(case.states) / seconds;
        let beside = match &peer {
            Ok(peer) => {
                let (theirs, seconds) = peer.run(&case);
                assert_eq!(theirs, output, "{}: two outputs", case.name);
                let theirs = f64::from(case.states) / seconds;
                format!("{theirs:>14.0}{:>8.1}", rate / theirs)
            }
            Err(missing) => format!("{missing:>14}"),
        };
        println!("{:<52}{rate:>12.0}{beside}", case.name);
    }
}

/// The output and the median of the seconds.
fn ours(case: &Case) -> (Value, f64) {
    let machine = Machine::compile(&case.definition).expect("the definition compiles");
    let options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    let mut output = None;
    let run = |_| {
        let input = case.input.clone();
        let start = Instant::now();
        let execution = asl_interp::run(&machine, input, &mut Nobody, &options);
        let seconds = start.elapsed().as_secs_f64();
        assert_eq!(execution.error, None);
        output = execution.output;
        seconds
    };
    let seconds = (0..RUNS).map(run).collect();
    let output = output.expect("it succeeds");
    (Value::clone(&output), median(seconds))
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

/// The folder in which jsonata-js is installed.
struct Peer(PathBuf);

impl Peer {
    /// Installs what the lock file names, or says what is missing for that.
    fn install() -> Result<Self, &'static str> {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/node");
        let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("jsonata-peer");
        std::fs::create_dir_all(&to).map_err(|_| "no folder")?;
        for file in ["package.json", "package-lock.json", "peer.mjs"] {
            std::fs::copy(from.join(file), to.join(file)).map_err(|_| "no folder")?;
        }
        let node = Command::new("node").arg("--version").output();
        if !node.is_ok_and(|node| node.status.success()) {
            return Err("no node");
        }
        if to.join("node_modules/jsonata").exists() {
            return Ok(Self(to));
        }
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        let npm = npm.current_dir(&to).output().map_err(|_| "no npm")?;
        if npm.status.success() {
            Ok(Self(to))
        } else {
            Err("npm ci failed")
        }
    }

    /// The output and the median of the seconds.
    fn run(&self, case: &Case) -> (Value, f64) {
        let mut node = Command::new("node");
        let node = node.arg("peer.mjs").current_dir(&self.0);
        let node = node.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut node = node.spawn().expect("node starts");
        let task = json!({ "definition": case.definition, "input": case.input, "runs": RUNS });
        let mut stdin = node.stdin.take().expect("it reads");
        stdin
            .write_all(task.to_string().as_bytes())
            .expect("it reads");
        drop(stdin);
        let answer = node.wait_with_output().expect("node ends").stdout;
        let answer: Value = serde_json::from_slice(&answer).expect("it answers");
        let seconds = answer["seconds"].as_array().into_iter().flatten();
        let seconds = seconds.filter_map(Value::as_f64).collect();
        (answer["output"].clone(), median(seconds))
    }
}

/// Counts to the end in a loop of two states.
fn small_inputs() -> Case {
    const ROUNDS: u32 = 2_000;
    Case {
        name: "small inputs",
        definition: json!({ "QueryLanguage": "JSONata", "StartAt": "Count", "States": {
            "Count": {
                "Type": "Pass",
                "Output": { "n": "{% $states.input.n + 1 %}", "end": "{% $states.input.end %}" },
                "Next": "Done?",
            },
            "Done?": {
                "Type": "Choice",
                "Choices": [{ "Condition": "{% $states.input.n = $states.input.end %}", "Next": "Done" }],
                "Default": "Count",
            },
            "Done": { "Type": "Succeed" },
        } }),
        input: json!({ "n": 0, "end": ROUNDS }),
        states: 2 * ROUNDS,
    }
}

const OPEN: &str = "{% $count($filter($states.input.items, function($i) { $i.open })) %}";
const PRICES: &str = "{% $sum($map($states.input.items, function($i) { $i.price * $i.qty })) %}";
const TOTAL: &str = "{% $sum($map($filter($states.input.items, function($i) { $i.open }), function($i) { $i.price * $i.qty })) %}";

fn every_second_state() -> Case {
    const ROUNDS: u32 = 50;
    Case {
        name: "100 KB, $filter and $map in every second state",
        definition: json!({ "QueryLanguage": "JSONata", "StartAt": "Begin", "States": {
            "Begin": { "Type": "Pass", "Assign": { "n": 0 }, "Next": "Total" },
            "Total": {
                "Type": "Pass",
                "Assign": { "total": TOTAL, "n": "{% $n + 1 %}" },
                "Next": "Done?",
            },
            "Done?": {
                "Type": "Choice",
                "Choices": [{ "Condition": format!("{{% $n = {ROUNDS} %}}"), "Next": "Done" }],
                "Default": "Total",
            },
            "Done": { "Type": "Succeed", "Output": "{% $total %}" },
        } }),
        input: items(),
        states: 2 * ROUNDS,
    }
}

/// Every state goes over all the items once.
fn every_state(name: &'static str, expression: &str) -> Case {
    const STATES: u32 = 50;
    let total = |index: u32| {
        let next = format!("S{}", index + 1);
        let state = json!({ "Type": "Pass", "Assign": { "total": expression }, "Next": next });
        (format!("S{index}"), state)
    };
    let mut states: Map<String, Value> = (0..STATES).map(total).collect();
    let last = json!({ "Type": "Succeed", "Output": "{% $total %}" });
    states.insert(format!("S{STATES}"), last);
    Case {
        name,
        definition: json!({ "QueryLanguage": "JSONata", "StartAt": "S0", "States": states }),
        input: items(),
        states: STATES,
    }
}

/// 100 KB of items.
fn items() -> Value {
    let item = |id: u32| json!({ "id": id, "sku": format!("item number {id} in the warehouse"), "price": 2.5, "qty": id % 7, "open": id.is_multiple_of(2), "tags": ["a", "b"] });
    let items: Vec<Value> = (0..960).map(item).collect();
    json!({ "items": items })
}
