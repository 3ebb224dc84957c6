//! How fast the paths, functions and templates are that an execution evaluates at every state.

#![expect(clippy::expect_used, reason = "a benchmark on a broken path is none")]

use asl_path::Scope;
use asl_path::path::{self, Path};
use asl_path::template::Template;
use divan::{Bencher, black_box};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

struct Data(Value);

impl Scope for Data {
    fn input(&self) -> &Value {
        &self.0
    }
    fn context(&self) -> &Value {
        &self.0
    }
    fn variable(&self, _: &str) -> Option<&Value> {
        None
    }
    fn random(&self) -> u64 {
        0
    }
    fn uuid(&self) -> String {
        String::new()
    }
}

fn data() -> Data {
    let lines: Vec<Value> = (0..100)
        .map(|n| json!({ "sku": format!("s{n}"), "qty": n }))
        .collect();
    Data(json!({ "order": { "id": 7, "lines": lines } }))
}

fn compiled(text: &str) -> Path {
    path::parse(text).into_result().expect("a path")
}

#[divan::bench(args = ["$.order.id", "$.order.lines[7].sku", "$.order.lines[*].sku", "$..sku", "$.order.lines[?(@.qty > 90)]"])]
fn evaluate(bencher: Bencher<'_, '_>, text: &str) {
    let (path, data) = (compiled(text), data());
    bencher.bench_local(|| {
        path::evaluate(black_box(&path), black_box(&data.0)).map(|value| value.is_null())
    });
}

#[divan::bench(args = ["$.order.lines[7].sku", "$.order.lines[?(@.qty > 90 && @.sku != 'x')].sku"])]
fn parse(text: &str) -> bool {
    path::parse(black_box(text)).errors.is_empty()
}

#[divan::bench]
fn template(bencher: Bencher<'_, '_>) {
    let source = json!({
        "id.$": "$.order.id",
        "text.$": "States.Format('{}: {}', $.order.id, $.order.lines[0].sku)",
        "constant": { "a": [1, 2, 3] }
    });
    let template = Template::compile(&source).expect("a template");
    let data = data();
    bencher.bench_local(|| template.evaluate(black_box(&data)));
}
