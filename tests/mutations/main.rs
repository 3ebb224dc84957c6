//! Breaks valid definitions in every way that a rule is about: the rule must fire, where the definition is broken,
//! and nothing else may be said.
//!
//! `mutators` is the table: for each rule at least one function that finds all places of a definition where it can be
//! broken so. Every mutant is looked at in JSON and in YAML. What a rule misses, or what is said besides, is listed in
//! `misses.txt`, which should have no line (`UPDATE_EXPECT=1` writes it).

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a definition of ours that cannot be read is a failed test; the figures are for who looks"
)]

mod definitions;
mod mutant;
mod mutators;
mod node;
mod outcome;
mod print;
mod spots;

use std::collections::BTreeSet;

use asl_check::RULES;
use asl_testing::outside;
use expect_test::expect_file;

use mutators::{MUTATORS, WITHOUT};
use outcome::{Outcome, try_all};

/// How many places of one definition a mutator breaks, evenly spread over those that there are.
const PLACES: usize = 2;

/// How many definitions from outside are broken, unless `ASL_OUTSIDE` says how many.
const OUTSIDE: usize = 25;

#[test]
fn every_rule_fires_where_a_definition_is_broken() {
    let sources = definitions::all();
    let outcome = try_all(&sources, PLACES);
    eprintln!("{}", outcome.summary());
    assert!(outcome.tried > 2_000, "{}", outcome.summary());
    for mutator in MUTATORS {
        let name = format!("{} {}", mutator.rule, mutator.name);
        assert!(outcome.used.contains(&name), "{name} broke nothing");
    }
    expect_file!["misses.txt"].assert_eq(&outcome.misses());
}

#[test]
fn every_rule_has_a_mutator_or_a_reason() {
    let with: BTreeSet<&str> = MUTATORS.iter().map(|it| it.rule).collect();
    let without: BTreeSet<&str> = WITHOUT.iter().map(|it| it.0).collect();
    let known: BTreeSet<&str> = RULES.iter().map(|it| it.code).collect();
    let both: BTreeSet<&str> = with.union(&without).copied().collect();
    assert_eq!(both, known);
    assert_eq!(with.intersection(&without).count(), 0);
}

#[test]
fn valid_definitions_raise_nothing_in_either_notation() {
    let mut wrong = Vec::new();
    for source in definitions::all() {
        for format in outcome::FORMATS {
            let printed = print::print(&source.root, format);
            let found = outcome::findings(&printed.text, format, source.workflow);
            // Valid definitions need not follow all advice.
            let found = found
                .iter()
                .filter(|it| !it.rule.is_advice())
                .map(|it| format!("{}: {}", it.rule.code, it.message));
            wrong.extend(found.map(|it| format!("{} in {format:?}: {it}", source.name)));
            if node::Node::read(&printed.text, format) != source.root {
                wrong.push(format!("{} in {format:?} is read as another", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An extra: the same mutators on definitions from outside, some of which have warnings of their own. Of all those
/// that there are, one mutant in three thousand is missed, and rightly: a Choice whose rules leave nothing over needs no
/// `Default`, an expression that asks whether a variable exists may read it without a value, and of a service that is
/// gone no parameter is known. What is said besides is listed.
#[test]
fn definitions_from_outside() {
    let mut sources = definitions::outside(&outside::shared_files("corpus", &["index.json"]));
    let many = std::env::var("ASL_OUTSIDE").ok();
    let many = many.and_then(|it| it.parse().ok()).unwrap_or(OUTSIDE);
    let step = sources.len().div_ceil(many).max(1);
    sources = sources.into_iter().step_by(step).collect();
    if sources.is_empty() {
        return;
    }
    let outcome: Outcome = try_all(&sources, 1);
    eprintln!("from outside: {}", outcome.summary());
    eprintln!("{}", outcome.misses());
    let missed = outcome.tried - outcome.hit;
    assert!(missed * 1_000 <= outcome.tried, "{}", outcome.summary());
}
