//! What a keystroke in a definition inside of a template costs: edit, parse again, find the
//! definition again, check it; and a completion, always on a template that has just been edited.
//!
//! `cargo bench -p asl-ide --bench templates`. The target at 1 MB: 5 ms, and 2 ms for an answer.

use asl_ide::{
    Analysis, CheckConfig, CompletionConfig, Document, Edit, FilePosition, Format, TextRange,
    TextSize, completions, diagnostics,
};
use asl_testing::generate;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

/// How many definitions, and how they stand in the template.
#[derive(Debug, Clone, Copy)]
enum Form {
    OneObject,
    OneText,
    ManyObjects,
    ManyTexts,
}

const FORMS: [Form; 4] = [
    Form::OneObject,
    Form::OneText,
    Form::ManyObjects,
    Form::ManyTexts,
];

fn indented(text: &str) -> String {
    let lines = text.lines();
    lines.flat_map(|it| ["        ", it, "\n"]).collect()
}

fn template(form: Form, bytes: usize) -> String {
    let is_text = matches!(form, Form::OneText | Form::ManyTexts);
    let is_one = matches!(form, Form::OneObject | Form::OneText);
    let count = if is_one { 1 } else { (bytes / 10_000).max(1) };
    let mut out = "Resources:\n".to_owned();
    for index in 0..count {
        let (kind, field, definition) = if is_text {
            let json = generate::json(bytes / count);
            ("StepFunctions", "DefinitionString: |", indented(&json))
        } else {
            let yaml = generate::yaml(bytes / count);
            ("Serverless", "Definition:", indented(&yaml))
        };
        let head = format!("  M{index}:\n    Type: AWS::{kind}::StateMachine\n    Properties:\n");
        out.extend([head, format!("      {field}\n"), definition]);
    }
    out
}

struct Session {
    document: Document,
    place: TextSize,
    typed: bool,
}

impl Session {
    fn new(form: Form, bytes: usize) -> Self {
        let text = template(form, bytes);
        let middle = text.len() / 2;
        // In the name of a function, between quotes in every form.
        let at = text[middle..].find("function-");
        let at = middle + at.map_or(0, |it| it + 4);
        let mut session = Self {
            document: Document::new(&text, Format::Yaml),
            place: TextSize::new(at as u32),
            typed: false,
        };
        session.diagnostics();
        session
    }

    fn keystroke(&mut self) {
        let length = u32::from(self.typed);
        let edit = Edit {
            range: TextRange::at(self.place, length.into()),
            insert: if self.typed { "" } else { "x" }.to_owned(),
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
}

#[divan::bench(args = FORMS, consts = SIZES)]
fn keystroke<const BYTES: usize>(bencher: Bencher<'_, '_>, form: Form) {
    let mut session = Session::new(form, BYTES);
    bencher.bench_local(|| {
        session.keystroke();
        black_box(session.diagnostics())
    });
}

#[divan::bench(args = FORMS, consts = SIZES)]
fn completion<const BYTES: usize>(bencher: Bencher<'_, '_>, form: Form) {
    let mut session = Session::new(form, BYTES);
    bencher.bench_local(|| {
        session.keystroke();
        let (analysis, file) = Analysis::single(session.document.clone());
        let at = FilePosition {
            file,
            offset: session.place,
        };
        black_box(completions(&analysis, at, &CompletionConfig::default()).len())
    });
}
