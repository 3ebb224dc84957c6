//! Machines before and after their conversion, on inputs made from what they read.
//!
//! Well-formed inputs have texts and numbers where the definition reads members: there everything is the same. Wild ones
//! have arrays, objects and null anywhere, on which a path fails where JSONata goes on; what differs beside that must be
//! said in a note.

use std::path::Path;

use asl_ide::{Analysis, ConvertPart, Document, Format, convert_to_jsonata, format_of};
use asl_interp::Worker;
use serde_json::Value;

use crate::equal::{Answers, Verdict, compare, compile, options, value};
use crate::inputs::{Random, Wanted};

/// How many inputs of each sort are made for a machine of ours, and for one from outside.
const INPUTS: u64 = 20;
const FEW_INPUTS: u64 = 5;

#[derive(Default, Debug)]
struct Count {
    converted: usize,
    refused: usize,
    runs: usize,
    equal: usize,
    both_fail: usize,
    caught: usize,
    lenient: usize,
    noted: usize,
}

/// All machines of some files.
#[derive(Default)]
struct Trial {
    /// How many inputs of each sort are made for a machine.
    inputs: u64,
    /// By well-formed and wild inputs.
    counts: [Count; 2],
    /// What is different without a note.
    different: Vec<String>,
    /// Why machines were refused.
    refused: Vec<String>,
}

impl Trial {
    fn files(&mut self, folder: &Path) {
        for (path, text) in asl_testing::outside::files(folder, &[".json", ".yaml", ".yml"]) {
            let name = path.to_string_lossy();
            let data = [".input.", ".mocks.", ".s3."]
                .iter()
                .any(|it| name.contains(it));
            if let (false, Some(format)) = (data, format_of(&name, None, &text)) {
                self.machine(&name, &text, format);
            }
        }
    }

    fn machine(&mut self, name: &str, text: &str, format: Format) {
        let Ok(before) = compile(text, format) else {
            return;
        };
        let (analysis, file) = Analysis::single(Document::new(text, format));
        let conversion = match convert_to_jsonata(&analysis, file, ConvertPart::Machine) {
            Ok(it) => it,
            Err(refused) => {
                self.counts.iter_mut().for_each(|it| it.refused += 1);
                return self.refused.extend(refused.into_iter().map(|it| it.reason));
            }
        };
        let after = conversion.text(text);
        let after =
            compile(&after, format).unwrap_or_else(|error| panic!("{name}: {error}\n{after}"));
        for (wild, count) in self.counts.iter_mut().enumerate() {
            count.converted += 1;
            let wanted = Wanted::of(&value(text, format), wild == 1);
            for seed in 0..self.inputs {
                let input: Value = wanted.value(&mut Random::new(seed));
                let worker = || {
                    Box::new(Answers {
                        wanted: &wanted,
                        seed,
                    }) as Box<dyn Worker + '_>
                };
                count.runs += 1;
                match compare(&before, &after, &input, &worker, &options()) {
                    Verdict::Equal => count.equal += 1,
                    Verdict::BothFail => count.both_fail += 1,
                    Verdict::Caught => count.caught += 1,
                    Verdict::Lenient => count.lenient += 1,
                    Verdict::Different(_) if wild == 1 => count.noted += 1,
                    Verdict::Different(_) if !conversion.notes.is_empty() => count.noted += 1,
                    Verdict::Different(what) => {
                        self.different
                            .push(format!("{name} ({seed}) {what}\n  input {input}"));
                    }
                }
            }
        }
    }

    fn show(&mut self) {
        eprintln!(
            "well-formed: {:?}\nwild: {:?}",
            self.counts[0], self.counts[1]
        );
        self.refused.sort();
        for reasons in self.refused.chunk_by(|a, b| a == b) {
            eprintln!("refused {} times: {}", reasons.len(), reasons[0]);
        }
    }
}

#[test]
fn our_own_machines_do_the_same() {
    let mut trial = Trial {
        inputs: INPUTS,
        ..Trial::default()
    };
    trial.files(&asl_testing::binary::repository().join("tests/corpus"));
    trial.show();
    assert!(trial.counts[0].converted >= 8, "{:?}", trial.counts);
    assert_eq!(trial.counts[0].lenient, 0);
    assert!(trial.different.is_empty(), "{}", trial.different.join("\n"));
}

#[test]
fn machines_from_outside_do_the_same() {
    let mut trial = Trial {
        inputs: FEW_INPUTS,
        ..Trial::default()
    };
    for folder in ["corpus/real", "corpus/valid"] {
        if let Some(folder) = asl_testing::outside::shared(folder) {
            trial.files(&folder);
        }
    }
    trial.show();
    // JSONata finds a name in the items of an array, where `IsPresent` finds nothing: that is not said in a note, since
    // hardly any data has arrays where the definition has objects.
    let (different, most) = (&trial.different, trial.counts[0].runs / 100);
    assert!(
        different.len() <= most,
        "{} differ\n{}",
        different.len(),
        different.join("\n")
    );
}
