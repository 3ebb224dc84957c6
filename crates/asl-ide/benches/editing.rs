//! What a keystroke costs: edit, parse again, lower again, check; and completion, hover and
//! definition, always on a document that has just been edited.
//!
//! `cargo bench -p asl-ide`. The target at 10 kB: 0.2 ms to the diagnostics, 0.1 ms for an answer.

use asl_ide::{
    Analysis, CheckConfig, CompletionConfig, Document, Edit, FilePosition, Format, TextRange,
    TextSize, completions, diagnostics, goto_definition, hover, semantic_tokens,
};
use asl_testing::generate;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

/// A document with a place in its middle where one types.
struct Session {
    document: Document,
    place: TextSize,
    typed: bool,
}

impl Session {
    fn new(bytes: usize, format: Format, place: &str) -> Self {
        let text = match format {
            Format::Json => generate::json(bytes),
            Format::Yaml => generate::yaml(bytes),
        };
        let middle = text.len() / 2;
        let at = text[middle..]
            .find(place)
            .map_or(middle, |it| middle + it + place.len());
        Self::open(&text, format, at)
    }

    /// A machine in JSONata whose states assign and read variables.
    fn with_expressions(bytes: usize) -> Self {
        let text = expressions(bytes);
        let place = "\"Output\": \"{% $upper";
        let middle = text.len() / 2;
        let found = text[middle..].find(place);
        let at = found.map_or(middle, |it| middle + it + place.len());
        Self::open(&text, Format::Json, at)
    }

    fn open(text: &str, format: Format, at: usize) -> Self {
        let mut session = Self {
            document: Document::new(text, format),
            place: TextSize::new(at as u32),
            typed: false,
        };
        session.diagnostics();
        session
    }

    /// Types a letter, or takes it back.
    fn keystroke(&mut self) {
        let length = u32::from(self.typed);
        let insert = if self.typed { "" } else { "x" };
        let edit = Edit {
            range: TextRange::at(self.place, length.into()),
            insert: insert.to_owned(),
        };
        self.typed = !self.typed;
        if self.document.edit(&edit).is_err() {
            unreachable!("the edit lies in the document");
        }
    }

    fn diagnostics(&mut self) -> usize {
        let (analysis, file) = Analysis::single(self.document.clone());
        diagnostics(&analysis, file, &CheckConfig::default()).len()
    }

    fn at(&self) -> (Analysis, FilePosition) {
        let (analysis, file) = Analysis::single(self.document.clone());
        (
            analysis,
            FilePosition {
                file,
                offset: self.place,
            },
        )
    }
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

fn keystroke(bencher: Bencher<'_, '_>, bytes: usize, format: Format, place: &str) {
    let mut session = Session::new(bytes, format, place);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        session.keystroke();
        black_box(session.diagnostics())
    });
}

/// Inside a value: the names and the flow stay.
#[divan::bench(args = SIZES)]
fn keystroke_in_a_value_json(bencher: Bencher<'_, '_>, bytes: usize) {
    keystroke(bencher, bytes, Format::Json, "\"FunctionName\": \"function");
}

/// Inside a state's name: names and flow change.
#[divan::bench(args = SIZES)]
fn keystroke_in_a_name_json(bencher: Bencher<'_, '_>, bytes: usize) {
    keystroke(bencher, bytes, Format::Json, "\n    \"Charge");
}

#[divan::bench(args = SIZES)]
fn keystroke_in_a_value_yaml(bencher: Bencher<'_, '_>, bytes: usize) {
    keystroke(bencher, bytes, Format::Yaml, "FunctionName: \"function");
}

#[divan::bench(args = SIZES)]
fn keystroke_to_the_model_json(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut session = Session::new(bytes, Format::Json, "\"FunctionName\": \"function");
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| session.keystroke());
}

#[divan::bench(args = SIZES)]
fn keystroke_in_a_name_to_the_model_json(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut session = Session::new(bytes, Format::Json, "\n    \"Charge");
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| session.keystroke());
}

#[divan::bench(args = SIZES)]
fn open_json(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = generate::json(bytes);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let (analysis, file) = Analysis::single(Document::new(&text, Format::Json));
        black_box(diagnostics(&analysis, file, &CheckConfig::default()).len())
    });
}

/// Asks after each keystroke; only the question is measured.
fn question(
    bencher: Bencher<'_, '_>,
    bytes: usize,
    place: &str,
    ask: impl Fn(&Analysis, FilePosition) -> usize,
) {
    let mut session = Session::new(bytes, Format::Json, place);
    bencher
        .with_inputs(|| {
            session.keystroke();
            session.at()
        })
        .bench_local_values(|(analysis, at)| black_box(ask(&analysis, at)));
}

#[divan::bench(args = SIZES)]
fn complete_a_state(bencher: Bencher<'_, '_>, bytes: usize) {
    let config = CompletionConfig {
        snippets: true,
        ..CompletionConfig::default()
    };
    question(bencher, bytes, "\"Next\": \"", |analysis, at| {
        completions(analysis, at, &config).len()
    });
}

#[divan::bench(args = SIZES)]
fn complete_a_field(bencher: Bencher<'_, '_>, bytes: usize) {
    let config = CompletionConfig {
        snippets: true,
        ..CompletionConfig::default()
    };
    question(bencher, bytes, "\"ResultPath", |analysis, at| {
        completions(analysis, at, &config).len()
    });
}

#[divan::bench(args = SIZES)]
fn complete_a_path(bencher: Bencher<'_, '_>, bytes: usize) {
    let config = CompletionConfig {
        snippets: true,
        ..CompletionConfig::default()
    };
    question(bencher, bytes, "\"Payload.$\": \"$.or", |analysis, at| {
        completions(analysis, at, &config).len()
    });
}

#[divan::bench(args = SIZES)]
fn complete_a_key_of_states(bencher: Bencher<'_, '_>, bytes: usize) {
    let config = CompletionConfig {
        snippets: true,
        ..CompletionConfig::default()
    };
    question(bencher, bytes, "\n    \"Charge", |analysis, at| {
        completions(analysis, at, &config).len()
    });
}

#[divan::bench(args = SIZES)]
fn hover_a_field(bencher: Bencher<'_, '_>, bytes: usize) {
    question(bencher, bytes, "\"MaxAttempts\": ", |analysis, at| {
        hover(analysis, at).is_some().into()
    });
}

#[divan::bench(args = SIZES)]
fn go_to_a_state(bencher: Bencher<'_, '_>, bytes: usize) {
    question(bencher, bytes, "\"Next\": \"", |analysis, at| {
        goto_definition(analysis, at).is_some().into()
    });
}

#[divan::bench(args = SIZES)]
fn keystroke_in_an_expression(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut session = Session::with_expressions(bytes);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        session.keystroke();
        black_box(session.diagnostics())
    });
}

#[divan::bench(args = SIZES)]
fn completion_in_an_expression(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut session = Session::with_expressions(bytes);
    session.keystroke();
    let (analysis, at) = session.at();
    let config = CompletionConfig {
        snippets: true,
        ..CompletionConfig::default()
    };
    bencher.bench_local(|| black_box(completions(&analysis, at, &config).len()));
}

#[divan::bench(args = SIZES)]
fn colours_after_a_keystroke(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut session = Session::with_expressions(bytes);
    bencher.bench_local(|| {
        session.keystroke();
        let (analysis, at) = session.at();
        black_box(semantic_tokens(&analysis, at.file, None).len())
    });
}
