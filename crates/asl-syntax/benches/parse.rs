//! How long a full parse takes, and parsing again after a key press; `cargo dev bench parse`.

use asl_syntax::{Format, Parse, parse, reparse};
use asl_testing::generate;
use asl_text::{Edit, Text, TextRange, TextSize};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: &[usize] = &[10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

fn document(format: Format, size: usize) -> String {
    match format {
        Format::Json => generate::json(size),
        Format::Yaml => generate::yaml(size),
    }
}

fn full(bencher: Bencher, format: Format, size: usize) {
    let text = document(format, size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| parse(black_box(&text), format));
}

#[divan::bench(args = SIZES)]
fn full_json(bencher: Bencher, size: usize) {
    full(bencher, Format::Json, size);
}

#[divan::bench(args = SIZES)]
fn full_yaml(bencher: Bencher, size: usize) {
    full(bencher, Format::Yaml, size);
}

/// A document, and the same with `insert` behind a needle in its middle.
fn edited(format: Format, size: usize, needle: &str, insert: &str) -> (Parse, Text, Edit) {
    let source = document(format, size);
    let middle = source.len() / 2;
    let at = source[middle..]
        .find(needle)
        .map_or(middle, |it| middle + it + needle.len());
    let edit = Edit {
        range: TextRange::empty(TextSize::new(at as u32)),
        insert: insert.to_owned(),
    };
    let mut text = Text::new(&source);
    // The offset is a character's border, so that the edit cannot fail.
    let _ = text.apply(&edit);
    (parse(&source, format), text, edit)
}

fn again(bencher: Bencher, format: Format, size: usize, needle: &str, insert: &str) {
    let (old, text, edit) = edited(format, size, needle, insert);
    bencher.bench_local(|| reparse(black_box(&old), &text, &edit));
}

#[divan::bench(args = SIZES)]
fn key_press_in_json(bencher: Bencher, size: usize) {
    again(bencher, Format::Json, size, "\"Next\": \"", "x");
}

#[divan::bench(args = SIZES)]
fn key_press_in_yaml(bencher: Bencher, size: usize) {
    again(bencher, Format::Yaml, size, "Next: ", "x");
}

#[divan::bench(args = SIZES)]
fn quote_typed_in_json(bencher: Bencher, size: usize) {
    again(bencher, Format::Json, size, "\"Next\": \"", "\"");
}

#[divan::bench(args = SIZES)]
fn half_a_key_typed_in_yaml(bencher: Bencher, size: usize) {
    again(bencher, Format::Yaml, size, "Next: Ship", "\n      Ne");
}

#[divan::bench(args = SIZES)]
fn brace_typed_in_json(bencher: Bencher, size: usize) {
    again(bencher, Format::Json, size, "\"Next\": ", "{");
}
