//! Every machine of the corpus before and after its conversion.

use asl_ide::{ConvertPart, Format, format_of};
use asl_interp::Worker;
use serde_json::Value;

use crate::equal::{Answers, Verdict, compare, compile, converted, options, value};
use crate::inputs::{Random, Wanted};

/// How many inputs are made for a machine.
const INPUTS: u64 = 40;

#[derive(Default, Debug)]
struct Count {
    machines: usize,
    refused: usize,
    runs: usize,
    equal: usize,
    both_fail: usize,
    caught: usize,
    lenient: usize,
    different: usize,
}

fn files(folder: &std::path::Path) -> Vec<(String, String)> {
    asl_testing::outside::files(folder, &[".json", ".yaml", ".yml"])
        .into_iter()
        .filter(|(path, _)| {
            let name = path.to_string_lossy();
            !name.contains(".input.") && !name.contains(".mocks.") && !name.contains(".s3.")
        })
        .map(|(path, text)| (path.to_string_lossy().into_owned(), text))
        .collect()
}

/// Tries generated inputs on both forms of a machine; shows what differs.
fn try_machine(name: &str, text: &str, format: Format, count: &mut Count, shown: &mut Vec<String>) {
    let Ok(before) = compile(text, format) else {
        return;
    };
    let after = match converted(text, format, ConvertPart::Machine) {
        Ok(it) => it,
        Err(refused) => {
            count.refused += 1;
            for it in refused.iter().take(4) {
                let place: String = text[it.range].chars().take(60).collect();
                println!(
                    "refused {name}: {} — {}",
                    it.reason,
                    place.replace('\n', " ")
                );
            }
            return;
        }
    };
    count.machines += 1;
    let after_machine = match compile(&after, format) {
        Ok(it) => it,
        Err(error) => {
            count.different += 1;
            return shown.push(format!("{name}: does not compile: {error}"));
        }
    };
    let wanted: &'static Wanted = Box::leak(Box::new(Wanted::of(&value(text, format))));
    let mut told = 0;
    for seed in 0..INPUTS {
        let input: Value = wanted.value(&mut Random::new(seed));
        let worker = || Box::new(Answers { wanted, seed }) as Box<dyn Worker>;
        count.runs += 1;
        match compare(&before, &after_machine, &input, &worker, &options()) {
            Verdict::Equal => count.equal += 1,
            Verdict::BothFail => count.both_fail += 1,
            Verdict::Caught => count.caught += 1,
            Verdict::Lenient(_) => count.lenient += 1,
            Verdict::Different(what) => {
                count.different += 1;
                told += 1;
                if told == 1 {
                    shown.push(format!("{name} ({seed}) {what}\n  input {input}"));
                }
            }
        }
    }
}

#[test]
fn our_own_machines_do_the_same() {
    let folder = asl_testing::binary::repository().join("tests/corpus");
    let (mut count, mut shown) = (Count::default(), Vec::new());
    for (name, text) in files(&folder) {
        let Some(format) = format_of(&name, None, &text) else {
            continue;
        };
        try_machine(&name, &text, format, &mut count, &mut shown);
    }
    println!("{count:?}");
    for it in &shown {
        println!("{it}");
    }
}

#[test]
fn machines_from_outside_do_the_same() {
    let (mut count, mut shown) = (Count::default(), Vec::new());
    for folder in ["corpus/real", "corpus/valid"] {
        for (path, text) in asl_testing::outside::shared_files(folder, &[".json", ".yaml", ".yml"])
        {
            let name = path.to_string_lossy().into_owned();
            let Some(format) = format_of(&name, None, &text) else {
                continue;
            };
            try_machine(&name, &text, format, &mut count, &mut shown);
        }
    }
    println!("{count:?}");
    for it in &shown {
        println!("{it}");
    }
}
