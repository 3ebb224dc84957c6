//! What an edit costs that changes the ways through a machine or its variables, to the diagnostics: names and ways
//! are worked out again, and the data follows other ways.
//!
//! `cargo bench -p asl-ide --bench graph`. The target at 1 MB: 5 ms.

use asl_ide::{Analysis, CheckConfig, Document, Edit, Format, TextRange, TextSize, diagnostics};
use asl_testing::generate;
use divan::{Bencher, black_box};

const SIZES: [usize; 2] = [100_000, 1_000_000];

fn main() {
    divan::main();
}

fn found(document: &Document) -> usize {
    let (analysis, file) = Analysis::single(document.clone());
    diagnostics(&analysis, file, &CheckConfig::default()).len()
}

/// A chain of states of about that many bytes.
fn expressions(bytes: usize) -> String {
    let mut text =
        "{\n  \"QueryLanguage\": \"JSONata\",\n  \"StartAt\": \"S0\",\n  \"States\": {\n"
            .to_owned();
    let mut index = 0;
    while text.len() < bytes {
        let before = index / 2;
        let state = format!(
            r#"    "S{index}": {{
      "Type": "Pass",
      "Assign": {{ "v{index}": "{{% $exists($states.input.n) ? $states.input.n + {index} : 0 %}}" }},
      "Output": "{{% $uppercase($states.input.name) & $string($v{before}) & $sum([$v{before}, 1]) %}}",
      "Next": "S{}"
    }},
"#,
            index + 1
        );
        text += &state;
        index += 1;
    }
    text + &format!("    \"S{index}\": {{ \"Type\": \"Succeed\" }}\n  }}\n}}\n")
}

/// An edit and its opposite, in turns.
fn toggle(bencher: Bencher<'_, '_>, text: &str, at: usize, old: &str, new: &str) {
    let mut document = Document::new(text, Format::Json);
    found(&document);
    let place = TextSize::new(at as u32);
    let mut is_new = false;
    bencher.bench_local(|| {
        let (from, to) = if is_new { (new, old) } else { (old, new) };
        let edit = Edit {
            range: TextRange::at(place, TextSize::of(from)),
            insert: to.to_owned(),
        };
        is_new = !is_new;
        if document.edit(&edit).is_err() {
            unreachable!("the edit lies in the document");
        }
        black_box(found(&document))
    });
}

/// The start of a machine is another state.
#[divan::bench(args = SIZES)]
fn start_at(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = generate::json(bytes);
    let at = text.find("\"StartAt\": \"").map_or(0, |it| it + 12);
    toggle(bencher, &text, at, &generate::name(0), &generate::name(9));
}

/// A state near the start leads elsewhere.
#[divan::bench(args = SIZES)]
fn next(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = generate::json(bytes);
    let from = text.find("\"Wait 7\": {").unwrap_or(0);
    let at = text[from..]
        .find("\"Next\": \"")
        .map_or(0, |it| from + it + 9);
    toggle(bencher, &text, at, &generate::name(8), &generate::name(9));
}

/// A state in the middle leads elsewhere.
#[divan::bench(args = SIZES)]
fn next_in_the_middle(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = generate::json(bytes);
    let middle = text.len() / 2;
    let from = text[middle..]
        .find("\n    \"Wait ")
        .map_or(0, |it| middle + it);
    let number: String = text[from + 11..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let number: usize = number.parse().unwrap_or(0);
    let at = text[from..]
        .find("\"Next\": \"")
        .map_or(0, |it| from + it + 9);
    toggle(
        bencher,
        &text,
        at,
        &generate::name(number + 1),
        &generate::name(number + 2),
    );
}

/// A state is added near the start, and deleted again.
#[divan::bench(args = SIZES)]
fn state(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = generate::json(bytes);
    let at = text.find("\n    \"Wait 7\": {").map_or(0, |it| it + 1);
    let state = "    \"New\": {\n      \"Type\": \"Pass\",\n      \"Next\": \"Wait 7\"\n    },\n";
    toggle(bencher, &text, at, "", state);
}

/// A state near the start is deleted, and added again.
#[divan::bench(args = SIZES)]
fn state_goes(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = generate::json(bytes);
    let at = text.find("\n    \"Wait 7\": {").map_or(0, |it| it + 1);
    let end = text[at..].find("\n    },\n").map_or(at, |it| at + it + 8);
    toggle(bencher, &text, at, &text[at..end], "");
}

/// A variable that is assigned early is called otherwise.
#[divan::bench(args = SIZES)]
fn variable(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = expressions(bytes);
    let at = text.find("\"v3\": ").map_or(0, |it| it + 1);
    toggle(bencher, &text, at, "v3", "w3");
}

/// What an early state hands on is something else, in JSONata.
#[divan::bench(args = SIZES)]
fn next_with_expressions(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = expressions(bytes);
    let from = text.find("\"S3\": {").unwrap_or(0);
    let at = text[from..]
        .find("\"Next\": \"")
        .map_or(0, |it| from + it + 9);
    toggle(bencher, &text, at, "S4", "S5");
}

/// A name in a state's output near the start, which all states behind it see.
#[divan::bench(args = SIZES)]
fn shape(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = generate::json(bytes);
    let at = text
        .find("\"ResultPath\": \"$.result\"")
        .map_or(0, |it| it + 17);
    toggle(bencher, &text, at, "result", "results");
}
