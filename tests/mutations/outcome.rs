//! Tries mutants and keeps what went wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Mutex;

use asl_check::{CheckConfig, Diagnostic, check};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_syntax::{Format, parse};

use crate::mutant::{Body, Mark, Mutant, Mutants, Source, changed, range};
use crate::mutators::{ANYWHERE, MUTATORS, Mutator};
use crate::print::print;

/// Both notations.
pub(crate) const FORMATS: [Format; 2] = [Format::Json, Format::Yaml];

/// What came of all mutants.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) tried: usize,
    pub(crate) hit: usize,
    /// The rule and the name of every mutator that broke something.
    pub(crate) used: BTreeSet<String>,
    /// The lines of the list, by rule.
    lines: BTreeMap<String, BTreeSet<String>>,
}

impl Outcome {
    pub(crate) fn summary(&self) -> String {
        let (tried, hit) = (self.tried, self.hit);
        let lines: usize = self.lines.values().map(BTreeSet::len).sum();
        format!("{tried} mutants, {hit} found where they are broken, {lines} lines of misses")
    }

    /// Rule, definition, notation and place of each mutant that was missed or about which more was said.
    pub(crate) fn misses(&self) -> String {
        let mut out = String::new();
        for (rule, lines) in &self.lines {
            let _ = writeln!(out, "{rule}");
            for line in lines {
                let _ = writeln!(out, "  {line}");
            }
        }
        out
    }

    fn join(&mut self, other: Self) {
        self.tried += other.tried;
        self.hit += other.hit;
        self.used.extend(other.used);
        for (rule, lines) in other.lines {
            self.lines.entry(rule).or_default().extend(lines);
        }
    }
}

/// Tries every mutator on every definition, in both notations.
pub(crate) fn try_all(sources: &[Source], places: usize) -> Outcome {
    let open = Mutex::new(sources.iter());
    let done = Mutex::new(Outcome::default());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = open.lock().expect("no thread panics").next();
                    let Some(source) = next else {
                        return;
                    };
                    let outcome = try_source(source, places);
                    done.lock().expect("no thread panics").join(outcome);
                }
            });
        }
    });
    done.into_inner().expect("no thread panics")
}

fn try_source(source: &Source, places: usize) -> Outcome {
    let mut outcome = Outcome::default();
    for format in FORMATS {
        let printed = print(&source.root, format);
        let own = findings(&printed.text, format, source.workflow);
        let own: BTreeSet<&str> = own.iter().map(|it| it.rule.code).collect();
        for mutator in MUTATORS {
            let mut mutants = Mutants {
                source,
                format,
                printed: &printed,
                list: Vec::new(),
            };
            (mutator.make)(source, &mut mutants);
            let list = mutants.list;
            let step = list.len().div_ceil(places).max(1);
            // Each notation has other places of a long list.
            let first = if format == Format::Json { 0 } else { step / 2 };
            for mutant in list.iter().skip(first).step_by(step) {
                try_mutant(source, format, mutator, mutant, &own, &mut outcome);
            }
        }
    }
    outcome
}

fn try_mutant(
    source: &Source,
    format: Format,
    mutator: &Mutator,
    mutant: &Mutant,
    own: &BTreeSet<&str>,
    outcome: &mut Outcome,
) {
    let (text, wanted) = match &mutant.body {
        Body::Changes(changes) => {
            let root = changed(&source.root, changes);
            let printed = print(&root, format);
            let wanted = range(&mutant.mark, &root, &printed, format);
            (printed.text, wanted)
        }
        Body::Text(text) => match &mutant.mark {
            Mark::Bytes(range) | Mark::Among(range) => (text.clone(), range.clone()),
            mark => panic!("{}: a text has no {mark:?}", mutator.name),
        },
    };
    let is_within = matches!(mutant.mark, Mark::Within(_) | Mark::Among(_));
    let found = findings(&text, format, source.workflow);
    let is_it = |it: &&Diagnostic| {
        let at = Range::<usize>::from(it.range);
        let fits = if is_within {
            wanted.start <= at.start && at.end <= wanted.end
        } else {
            at == wanted
        };
        it.rule.code == mutator.rule && fits
    };
    let hit = found.iter().find(is_it);
    let more: Vec<_> = found
        .iter()
        .filter(|it| !mutator.beside.contains(&it.rule.code) && !own.contains(it.rule.code))
        .filter(|it| !ANYWHERE.contains(&it.rule.code) && !it.rule.is_advice())
        .filter(|it| hit.is_none_or(|hit| !std::ptr::eq(hit, *it)))
        .map(|it| format!("{} «{}»", it.rule.code, shown(&text, it)))
        .collect();
    outcome.tried += 1;
    outcome.hit += usize::from(hit.is_some());
    let name = format!("{} {}", mutator.rule, mutator.name);
    outcome.used.insert(name.clone());
    if hit.is_some() && more.is_empty() {
        return;
    }
    let more = more.join(", ");
    let verdict = if hit.is_some() {
        format!("also {more}")
    } else {
        let wanted: String = text[wanted].chars().take(40).collect();
        format!("missed at «{}», but {more}", wanted.escape_debug())
    };
    let line = format!("{} {format:?} {}: {verdict}", source.name, mutant.what);
    outcome.lines.entry(name).or_default().insert(line);
}

fn shown(text: &str, found: &Diagnostic) -> String {
    let marked = &text[Range::<usize>::from(found.range)];
    let marked: String = marked.chars().take(40).collect();
    marked.escape_debug().to_string()
}

/// What the rules say of a text.
pub(crate) fn findings(
    text: &str,
    format: Format,
    workflow: Option<WorkflowType>,
) -> Vec<Diagnostic> {
    let model = Model::lower(&parse(text, format), None);
    check(&model, &CheckConfig::of_workflow(workflow))
}
