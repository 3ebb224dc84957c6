//! What happened in a state, in words: retries, items, an error, where it went on.

use asl_interp::{Execution, MapRun, StateVisit};
use asl_lang::StateType;
use rustc_hash::FxHashMap;

use super::map_runs::{mishaps, with_parts};
use super::style::Tone;
use super::{count, time};

/// How the iterations of every Map ended, by the Map's visit.
#[derive(Default)]
pub(super) struct Iterations<'a> {
    inline: FxHashMap<usize, FxHashMap<usize, Outcome>>,
    /// The last run of every Distributed Map.
    runs: FxHashMap<usize, &'a MapRun>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Succeeded,
    Failed,
    /// It was cut off.
    Open,
}

impl<'a> Iterations<'a> {
    pub(super) fn of(execution: &'a Execution) -> Self {
        let mut found = Self::default();
        let states = &execution.states;
        for visit in states {
            let (Some(parent), Some(index)) = (visit.parent, visit.index) else {
                continue;
            };
            if states
                .get(parent)
                .is_some_and(|it| it.state_type == StateType::Map)
            {
                let map = found.inline.entry(parent).or_default();
                map.insert(index, outcome(visit));
            }
        }
        let runs = execution.map_runs.iter();
        let runs = runs.filter_map(|run| Some((run.visit?, run)));
        found.runs = runs.collect();
        found
    }

    /// `3 items`, `3 items: 1 failed, 1 cut off`; nothing for a visit that is no Map.
    fn words(&self, at: usize, visit: &StateVisit) -> Option<String> {
        if visit.state_type != StateType::Map {
            return None;
        }
        if let Some(run) = self.runs.get(&at) {
            return Some(run_words(run));
        }
        let iterations = self.inline.get(&at);
        let number = |wanted| {
            let all = iterations.into_iter().flat_map(FxHashMap::values);
            all.filter(|it| **it == wanted).count() as u64
        };
        let begun = iterations.map_or(0, FxHashMap::len);
        let total = visit.map.as_ref().map_or(begun, |map| map.count.max(begun));
        let (failed, open) = (number(Outcome::Failed), number(Outcome::Open));
        let never = (total - begun) as u64;
        let parts = [(failed, "failed"), (open, "cut off"), (never, "not begun")];
        Some(with_parts(count(total as u64, "item", "items"), &parts))
    }
}

/// `1,000 items in 100 executions: 3 failed`.
fn run_words(run: &MapRun) -> String {
    let items = count(run.items.total(), "item", "items");
    let executions = count(run.executions.total(), "execution", "executions");
    with_parts(format!("{items} in {executions}"), &mishaps(&run.items))
}

fn outcome(visit: &StateVisit) -> Outcome {
    match &visit.error {
        Some(_) if visit.caught_by.is_none() => Outcome::Failed,
        _ if visit.exited_event.is_some() => Outcome::Succeeded,
        _ => Outcome::Open,
    }
}

/// The words for one visit, and how they are meant.
pub(super) fn what(at: usize, visit: &StateVisit, iterations: &Iterations<'_>) -> (String, Tone) {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(iterations.words(at, visit));
    parts.extend(retries(visit));
    parts.extend(tokens(visit));
    let mut tone = if visit.retries.is_empty() {
        Tone::Plain
    } else {
        Tone::Mended
    };
    if let Some((error, _)) = &visit.error {
        let error = error.as_deref().unwrap_or("an error without a name");
        let caught = visit.caught_by.is_some();
        tone = if caught { Tone::Mended } else { Tone::Bad };
        let how = if caught { "caught" } else { "failed with" };
        parts.push(format!("{how} {error}"));
    }
    if let Some(rule) = visit.chosen {
        parts.push(format!("choice {}", rule + 1));
    }
    match &visit.next {
        Some(next) => parts.push(format!("→ {next}")),
        None if visit.exited_event.is_some() => parts.push("end".to_owned()),
        None if visit.error.is_none() => {
            tone = Tone::Bad;
            parts.push("cut off".to_owned());
        }
        None => {}
    }
    (parts.join("; "), tone)
}

/// `Busy: again after 2 s, 4 s`, for every error that was retried.
fn retries(visit: &StateVisit) -> Vec<String> {
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    for retry in &visit.retries {
        let delay = time(retry.delay);
        match found.last_mut() {
            Some((error, delays)) if *error == retry.error => delays.push(delay),
            _ => found.push((&retry.error, vec![delay])),
        }
    }
    let words = |(error, delays): (&str, Vec<String>)| {
        const SHOWN: usize = 5;
        let more = delays.len().saturating_sub(SHOWN);
        let shown = delays[..delays.len() - more].join(", ");
        let more = match more {
            0 => String::new(),
            more => format!(" and {more} times more"),
        };
        format!("{error}: again after {shown}{more}")
    };
    found.into_iter().map(words).collect()
}

/// Tokens that somebody answered otherwise than with a result, which says itself.
fn tokens(visit: &StateVisit) -> Option<String> {
    let last = visit.tokens.last()?;
    (last.answer != "success").then(|| format!("token: {}", last.answer))
}
