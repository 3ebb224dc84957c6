//! Machines before and after their conversion, on inputs made from what they read.
//!
//! Well-formed inputs have texts and numbers where the definition reads members. Wild ones have arrays, objects and null
//! anywhere. A run that differs must differ first in a state that has a note; an exact conversion has hardly any.

use std::path::Path;

use asl_ide::{
    Analysis, Conversion, ConvertPart, Document, Format, convert_to_jsonata,
    convert_to_jsonata_exactly, format_of,
};
use serde_json::Value;

use crate::equal::{Verdict, compare, compile, value};
use crate::inputs::{Random, Wanted};

/// How many inputs of each sort are made for a machine of ours, and for one from outside.
const INPUTS: u64 = 20;
const FEW_INPUTS: u64 = 5;

#[derive(Default, Debug)]
pub(crate) struct Count {
    pub(crate) converted: usize,
    pub(crate) refused: usize,
    pub(crate) notes: usize,
    pub(crate) runs: usize,
    pub(crate) equal: usize,
    pub(crate) both_fail: usize,
    pub(crate) noted: usize,
}

/// All machines of some files.
#[derive(Default)]
pub(crate) struct Trial {
    /// How many inputs of each sort are made for a machine.
    pub(crate) inputs: u64,
    /// Of the readable and the exact conversion, by well-formed and wild inputs.
    pub(crate) counts: [[Count; 2]; 2],
    /// What is different without a note.
    pub(crate) different: Vec<String>,
    /// What exact conversions say of runs that differ.
    pub(crate) unavoidable: Vec<String>,
    /// Why machines were refused.
    pub(crate) refused: Vec<String>,
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

    pub(crate) fn machine(&mut self, name: &str, text: &str, format: Format) {
        let Ok(before) = compile(text, format) else {
            return;
        };
        let (analysis, file) = Analysis::single(Document::new(text, format));
        let part = ConvertPart::Machine;
        let conversions = [
            convert_to_jsonata(&analysis, file, part),
            convert_to_jsonata_exactly(&analysis, file, part),
        ];
        for (exact, conversion) in conversions.into_iter().enumerate() {
            let conversion = match conversion {
                Ok(it) => it,
                Err(refused) => {
                    self.counts[exact].iter_mut().for_each(|it| it.refused += 1);
                    if exact == 0 {
                        self.refused.extend(refused.into_iter().map(|it| it.reason));
                    }
                    continue;
                }
            };
            let written = conversion.text(text);
            let after = match compile(&written, format) {
                Ok(it) => it,
                Err(error) => {
                    self.different.push(format!("{name}: {error}\n  {written}"));
                    continue;
                }
            };
            for wild in [false, true] {
                let count = &mut self.counts[exact][usize::from(wild)];
                count.converted += 1;
                count.notes += conversion.notes.len();
                let wanted = Wanted::of(&value(text, format), wild);
                for seed in 0..self.inputs {
                    let mut input: Value = wanted.value(&mut Random::new(seed));
                    if wild {
                        input = unlike(input, seed);
                    }
                    count.runs += 1;
                    match compare(&before, &after, &input, &wanted, seed) {
                        Verdict::Equal => count.equal += 1,
                        Verdict::BothFail => count.both_fail += 1,
                        Verdict::Different { state, what } => {
                            let notes = notes_at(&analysis, &conversion, &state);
                            if notes.is_empty() {
                                let mode = ["readable", "exact"][exact];
                                let (one, two) = (value(text, format), value(&written, format));
                                self.different.push(format!(
                                    "{mode}: {name} ({seed}) at {state}\n  {}\n  {}\n  {what}\n  input {input}",
                                    definition(&one, &state), definition(&two, &state)
                                ));
                            } else {
                                count.noted += 1;
                                if exact == 1 {
                                    self.unavoidable.push(notes.join(" / "));
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn show(&mut self) {
        for (mode, counts) in ["readable", "exact"].iter().zip(&self.counts) {
            eprintln!(
                "{mode}: well-formed {:?}\n    wild {:?}",
                counts[0], counts[1]
            );
        }
        for list in [&mut self.refused, &mut self.unavoidable] {
            list.sort();
            for same in list.chunk_by(|a, b| a == b) {
                eprintln!("{} times: {}", same.len(), same[0]);
            }
        }
    }

    /// Nothing differs where no note is.
    pub(crate) fn check(&mut self) {
        self.show();
        assert!(
            self.different.is_empty(),
            "{} differ\n{}",
            self.different.len(),
            self.different.join("\n")
        );
    }
}

/// The definition of a state, wherever it is.
fn definition(of: &Value, state: &str) -> Value {
    let own = of.get("States").and_then(|it| it.get(state));
    let inner = || match of {
        Value::Object(members) => members
            .values()
            .map(|it| definition(it, state))
            .find(|it| !it.is_null()),
        Value::Array(items) => items
            .iter()
            .map(|it| definition(it, state))
            .find(|it| !it.is_null()),
        _ => None,
    };
    own.cloned().or_else(inner).unwrap_or_default()
}

/// Now and then an input is no object at all.
fn unlike(input: Value, seed: u64) -> Value {
    match seed % 8 {
        3 => Value::Array(vec![input]),
        5 => Value::Null,
        _ => input,
    }
}

/// What the notes say that stand in a state, not in a state inside of it.
fn notes_at(analysis: &Analysis, conversion: &Conversion, state: &str) -> Vec<String> {
    let document = analysis.document(asl_ide::FileId(0));
    let model = document.expect("there is one").model();
    let here = conversion.notes.iter().filter(|it| {
        let at = model.state_at(it.range.start());
        at.is_some_and(|it| model.state(it).name() == state)
    });
    here.map(|it| it.text.clone()).collect()
}

#[test]
fn our_own_machines_do_the_same() {
    let mut trial = Trial {
        inputs: INPUTS,
        ..Trial::default()
    };
    trial.files(&asl_testing::binary::repository().join("tests/corpus"));
    trial.check();
    assert!(trial.counts[0][0].converted >= 8, "{:?}", trial.counts);
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
    trial.check();
}
