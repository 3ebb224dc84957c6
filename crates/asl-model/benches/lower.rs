//! What lowering costs: from nothing, after a keystroke, and after a full parse of the same text.

use asl_model::Model;
use asl_syntax::{Format, parse};
use asl_testing::generate;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn from_nothing(bencher: Bencher<'_, '_>, bytes: usize) {
    let parsed = parse(&generate::json(bytes), Format::Json);
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| black_box(Model::lower(&parsed, None)));
}

#[divan::bench(args = SIZES)]
fn of_the_same_tree(bencher: Bencher<'_, '_>, bytes: usize) {
    let parsed = parse(&generate::json(bytes), Format::Json);
    let before = Model::lower(&parsed, None);
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| black_box(Model::lower(&parsed, Some(&before))));
}

#[divan::bench(args = SIZES)]
fn of_another_tree_of_the_same_text(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = generate::json(bytes);
    let before = Model::lower(&parse(&text, Format::Json), None);
    let parsed = parse(&text, Format::Json);
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| black_box(Model::lower(&parsed, Some(&before))));
}

/// The first question about names and flow after an edit that changed them.
#[divan::bench(args = SIZES)]
fn names_and_flow(bencher: Bencher<'_, '_>, bytes: usize) {
    let parsed = parse(&generate::json(bytes), Format::Json);
    bencher
        .with_inputs(|| Model::lower(&parsed, None))
        .bench_local_values(|model| {
            let reached = model.machines().iter().map(|it| {
                let flow = model.flow(it.id());
                it.states().filter(|it| flow.reachable(*it)).count()
            });
            black_box(reached.sum::<usize>() + model.states_named("Pack 3").len())
        });
}
