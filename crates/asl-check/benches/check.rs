//! How long the rules take: on a document that was just opened, and after an edit of one state.

use asl_check::{CheckConfig, Diagnostic, check};
use asl_model::Model;
use asl_syntax::{Format, Parse, parse, reparse};
use asl_testing::generate;
use asl_text::{Edit, Text, TextRange, TextSize};
use divan::Bencher;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

/// Nothing is known yet: every state is looked at.
#[divan::bench(args = SIZES)]
fn opened(bencher: Bencher, bytes: usize) {
    let parse = parse(&generate::json(bytes), Format::Json);
    bencher
        .with_inputs(|| Model::lower(&parse, None))
        .bench_values(|model| run(&model));
}

/// One letter was typed into the target of a transition in the middle.
#[divan::bench(args = SIZES)]
fn edited(bencher: Bencher, bytes: usize) {
    let (old, new) = edit(&generate::json(bytes));
    let before = Model::lower(&old, None);
    run(&before);
    bencher
        .with_inputs(|| Model::lower(&new, Some(&before)))
        .bench_values(|model| run(&model));
}

/// The states' facts carry everything: what is left is what needs the whole document.
#[divan::bench(args = SIZES)]
fn unchanged(bencher: Bencher, bytes: usize) {
    let model = Model::lower(&parse(&generate::json(bytes), Format::Json), None);
    bencher.bench(|| run(&model));
}

fn run(model: &Model) -> Vec<Diagnostic> {
    check(model, &CheckConfig::default())
}

fn edit(text: &str) -> (Parse, Parse) {
    let old = parse(text, Format::Json);
    let middle = text.len() / 2;
    let at = text[middle..]
        .find("\"Next\": \"")
        .map_or(middle, |it| middle + it);
    let edit = Edit {
        range: TextRange::empty(TextSize::new(at as u32 + 10)),
        insert: "X".to_owned(),
    };
    let mut after = Text::new(text);
    // The place was found in the text, so the edit lies in it.
    let _ = after.apply(&edit);
    let new = reparse(&old, &after, &edit);
    (old, new)
}
