//! The lines of the table: a visited state each; what is folded or cut says so.

use asl_interp::{Execution, StateVisit};

use super::data::{Data, data};
use super::style::Tone;
use super::what::{Iterations, what};
use super::{count, time};

/// A line of the table.
pub(super) enum Line {
    /// A visit of a state.
    Row(Row),
    /// What stands for states that are not shown.
    Remark {
        /// How deep it stands.
        depth: usize,
        text: String,
    },
}

/// One visit of one state.
pub(super) struct Row {
    /// How deep the state stands in Parallels and Maps.
    pub(super) depth: usize,
    /// Since the start.
    pub(super) at: String,
    pub(super) state: String,
    /// The branches and items around it, from the outside: `Orders[3] › Lines[0]`.
    pub(super) inside: String,
    pub(super) kind: &'static str,
    /// What happened: retries, a caught error, the state that came next.
    pub(super) what: String,
    pub(super) tone: Tone,
    /// What it did to the data.
    pub(super) data: Data,
}

/// What a line is made from, before it is known whether it is shown.
enum Entry {
    Visit(usize),
    /// Child executions of the Map at this visit.
    Folded {
        map: usize,
        visits: u64,
    },
}

/// The lines: at most `most` with what is folded, or all of them.
pub(super) fn lines(execution: &Execution, most: Option<usize>) -> Vec<Line> {
    let entries = entries(execution, most.is_some());
    let shown = most.unwrap_or(usize::MAX);
    let view = View::new(execution);
    if entries.len() <= shown {
        return entries.iter().map(|it| view.line(it)).collect();
    }
    let (head, tail) = (shown.div_ceil(2), shown / 2);
    let (head, rest) = entries.split_at(head);
    let (cut, tail) = rest.split_at(rest.len() - tail);
    let remark = Line::Remark {
        depth: 0,
        text: format!(
            "… {} not shown; `--rows all` shows every one …",
            count(cut.len() as u64, "step is", "steps are")
        ),
    };
    let head = head.iter().map(|it| view.line(it));
    let tail = tail.iter().map(|it| view.line(it));
    head.chain(std::iter::once(remark)).chain(tail).collect()
}

fn entries(execution: &Execution, fold: bool) -> Vec<Entry> {
    let states = &execution.states;
    let mut entries = Vec::new();
    let mut folds: Vec<Option<usize>> = vec![None; states.len()];
    for (at, visit) in states.iter().enumerate() {
        if !(fold && visit.in_child) {
            entries.push(Entry::Visit(at));
            continue;
        }
        let Some(map) = outermost(states, visit) else {
            continue;
        };
        if let Some(Entry::Folded { visits, .. }) = folds[map].and_then(|it| entries.get_mut(it)) {
            *visits += 1;
            continue;
        }
        folds[map] = Some(entries.len());
        entries.push(Entry::Folded { map, visits: 1 });
    }
    entries
}

/// The Distributed Map around a visit that is not in a child execution itself.
fn outermost(states: &[StateVisit], visit: &StateVisit) -> Option<usize> {
    let mut at = visit.parent?;
    while states.get(at)?.in_child {
        at = states[at].parent?;
    }
    Some(at)
}

/// An execution, as its lines are made.
struct View<'a> {
    execution: &'a Execution,
    iterations: Iterations<'a>,
}

impl<'a> View<'a> {
    fn new(execution: &'a Execution) -> Self {
        Self {
            execution,
            iterations: Iterations::of(execution),
        }
    }

    fn line(&self, entry: &Entry) -> Line {
        match *entry {
            Entry::Visit(at) => Line::Row(self.row(at)),
            Entry::Folded { map, visits } => Line::Remark {
                depth: ancestors(&self.execution.states, map).len() + 1,
                text: format!(
                    "… {} in child executions; `--rows all` shows them …",
                    count(visits, "step", "steps")
                ),
            },
        }
    }

    fn row(&self, at: usize) -> Row {
        let states = &self.execution.states;
        let visit = &states[at];
        let start = states.first().map_or(visit.entered, |it| it.entered);
        let around = ancestors(states, at);
        let (what, tone) = what(at, visit, &self.iterations);
        Row {
            depth: around.len(),
            at: time(visit.entered.since(start)),
            state: visit.name.to_string(),
            inside: around.join(" › "),
            kind: visit.state_type.name(),
            what,
            tone,
            data: data(visit, at == 0),
        }
    }
}

/// The branches and items around a visit, from the outside: `Orders[3] › Lines[0]`.
pub fn place(execution: &Execution, at: usize) -> String {
    ancestors(&execution.states, at).join(" › ")
}

fn ancestors(states: &[StateVisit], at: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut visit = states.get(at);
    while let Some((inner, parent)) = visit.and_then(|it| Some((it, states.get(it.parent?)?))) {
        let index = inner.index.unwrap_or_default();
        found.push(format!("{}[{index}]", parent.name));
        visit = Some(parent);
    }
    found.reverse();
    found
}
