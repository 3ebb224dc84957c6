//! Every action that is offered, taken: the document can be read as before, has no new errors, and the machine does
//! the same where the action says so.

use std::collections::BTreeMap;

use asl_ide::{CheckConfig, CodeAction, CodeActionKind, FileRange, TextRange, TextSize};

use crate::definitions::{Definition, all};
use crate::runs::{Outcome, errors, mistakes, outcome};
use crate::words::{applied, edits, open};

/// What an action promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Promise {
    /// The machine does the same, whatever fails.
    Same,
    /// It does while nothing fails.
    WhileNothingFails,
    /// Nothing but a text without new errors.
    Sound,
}

fn promise(action: &CodeAction) -> Promise {
    let begins = |it: &str| action.title.starts_with(it);
    match action.kind {
        CodeActionKind::QuickFix => Promise::Sound,
        _ if begins("Insert a state") || begins("Sort") || begins("Catch") => Promise::Same,
        _ if begins("Change \"Iterator\"") || action.title.ends_with("a Parallel") => Promise::Same,
        _ if begins("Retry") => Promise::WhileNothingFails,
        _ => Promise::Sound,
    }
}

/// Where actions are asked for: at each state, at each name that leads to one, at `States`, and from state to state.
fn selections(of: &Definition) -> Vec<TextRange> {
    let (analysis, file) = open(&of.text, of.format);
    let document = analysis.document(file).expect("it is open");
    let model = document.model();
    let one = TextSize::new(1);
    let mut all = Vec::new();
    for machine in model.machines() {
        let states = model.states_of(machine.id());
        for (index, state) in states.iter().enumerate() {
            all.push(TextRange::empty(state.key_range().start() + one));
            for last in states.iter().skip(index + 1).take(3) {
                if last.range().end() > state.range().start() + one {
                    let end = last.key_range().end();
                    all.push(TextRange::new(state.range().start() + one, end));
                }
            }
            let ways = state.references();
            all.extend(ways.map(|it| TextRange::empty(it.range.start())));
        }
    }
    for word in ["States", "StartAt"] {
        for (start, _) in of.text.match_indices(word) {
            let start = TextSize::try_from(start).expect("a small text");
            all.push(TextRange::empty(start + one));
        }
    }
    all
}

/// What was found out about a definition before anything was done to it.
struct Before<'d> {
    of: &'d Definition,
    mistakes: usize,
    errors: Vec<String>,
    ran: [Option<Outcome>; 2],
}

impl<'d> Before<'d> {
    fn new(of: &'d Definition) -> Self {
        Self {
            of,
            mistakes: mistakes(&of.text, of.format),
            errors: errors(&of.text, of.format),
            ran: [false, true].map(|fails| outcome(&of.text, of.format, &of.input, fails)),
        }
    }

    /// What is wrong with the document after an action.
    fn taken(&self, action: &CodeAction) -> Result<(), String> {
        let of = self.of;
        let after = applied(&of.text, &edits(&action.change))?;
        if action.kind == CodeActionKind::Notation {
            return Ok(());
        }
        let shown = |what: &str| Err(format!("{what}\n{after}"));
        if mistakes(&after, of.format) > self.mistakes {
            return shown("it cannot be read");
        }
        // A quick fix mends one thing and may show another.
        if self.errors.is_empty() && action.kind != CodeActionKind::QuickFix {
            let mut new = errors(&after, of.format);
            if let Some(file) = &action.file {
                new.extend(errors(&file.text, file.format));
            }
            if !new.is_empty() {
                return shown(&format!("{new:?}"));
            }
        }
        let runs: &[bool] = match promise(action) {
            Promise::Same => &[false, true],
            Promise::WhileNothingFails => &[false],
            Promise::Sound => &[],
        };
        for fails in runs {
            let ran = &self.ran[usize::from(*fails)];
            let again = outcome(&after, of.format, &of.input, *fails);
            // Of branches that both fail another one may be the first.
            let both_fail = [ran, &again]
                .iter()
                .all(|it| it.as_ref().is_some_and(Outcome::is_failure));
            if *ran != again && !both_fail {
                return shown(&format!("{ran:?}\n  then {again:?}"));
            }
        }
        Ok(())
    }
}

#[test]
fn all_that_is_offered() {
    let mut wrong = Vec::new();
    let mut counts = BTreeMap::<String, usize>::new();
    for of in all() {
        let (analysis, file) = open(&of.text, of.format);
        let (before, mut done) = (Before::new(&of), Vec::new());
        for range in selections(&of) {
            let found = asl_ide::code_actions(
                &analysis,
                FileRange { file, range },
                &CheckConfig::default(),
            );
            for action in found {
                let first = action.title.split(['"', '1', '2', '3', '4']).next();
                *counts
                    .entry(first.unwrap_or_default().to_owned())
                    .or_default() += 1;
                if done.contains(&action.change) {
                    continue;
                }
                done.push(action.change.clone());
                if let Err(reason) = before.taken(&action) {
                    wrong.push(format!("{}: {}: {reason}", of.name, action.title));
                }
            }
        }
    }
    let all: usize = counts.values().sum();
    assert!(counts.len() > 12 && all > 500, "{counts:#?}");
    wrong.sort();
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{} times\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
