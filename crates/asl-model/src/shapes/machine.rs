//! One machine: what is known at each state, followed along all ways until nothing changes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use asl_lang::QueryLanguage;

use super::ground::Entry;
use super::program::Program;
use super::shape::Shape;
use super::transfer::{self, Languages, StateShapes};
use crate::graph::Edges;
use crate::{MachineFacts, StateFacts};

/// After so many visits of a state in a loop, deep parts of its data are unknown.
const PATIENCE: u32 = 4;
/// How deep its data is known then.
const LEVELS: u8 = 3;
/// After so many nothing is known.
const LIMIT: u32 = 12;

/// What is known at each state of a machine.
#[derive(Debug, Clone, Default)]
pub(super) struct MachineShapes {
    /// By the state's place in the machine.
    pub(super) states: Vec<Arc<StateShapes>>,
    /// The places of those in which something is looked for in vain.
    pub(super) troubled: Vec<u32>,
    output: Shape,
    /// What all this was worked out from.
    made_of: Option<(Arc<MachineFacts>, Entry)>,
}

impl MachineShapes {
    /// What comes out of the machine; unknown where it has no end.
    pub(super) fn output(&self) -> Shape {
        self.output.clone()
    }

    /// What is known of another version of the machine, if control goes through it as before and
    /// all that changed states hand on is what they handed on before.
    pub(super) fn updated(&self, facts: &Arc<MachineFacts>, entry: &Entry) -> Option<Self> {
        let (before, known) = self.made_of.as_ref()?;
        let is_same = facts.query_language() == before.query_language()
            && facts.states().len() == before.states().len()
            && known == entry
            && leads_as(facts, before);
        if !is_same {
            return None;
        }
        let language = facts.query_language().unwrap_or(QueryLanguage::JsonPath);
        let mut updated = self.clone();
        updated.made_of = Some((Arc::clone(facts), entry.clone()));
        let both = facts.states().iter().zip(before.states()).enumerate();
        for (index, (now, before)) in both {
            if Arc::ptr_eq(&now.facts, &before.facts) {
                continue;
            }
            if now.facts.is_end() != before.facts.is_end() {
                return None;
            }
            let slot = updated.states.get_mut(index)?;
            // In a loop it was gone through with less as well: all of that has to be the same.
            let same = |it: &Arc<StateShapes>| {
                state_shapes(&now.facts, language, &it.entry).hands_on_as(it)
            };
            let shapes = state_shapes(&now.facts, language, &slot.entry);
            if !shapes.hands_on_as(slot) || !answers(&before.facts, language).iter().all(same) {
                return None;
            }
            *slot = shapes;
            updated.mark(index);
        }
        Some(updated)
    }

    /// Notes whether something is looked for in vain in a state.
    fn mark(&mut self, index: usize) {
        let is_troubled = self.states.get(index).is_some_and(|it| it.is_troubled());
        let number = index as u32;
        match (self.troubled.binary_search(&number), is_troubled) {
            (Ok(at), false) => {
                self.troubled.remove(at);
            }
            (Err(at), true) => self.troubled.insert(at, number),
            _ => {}
        }
    }
}

/// Whether control goes through both in the same way. While a name is being typed it does, after
/// the first letter of it.
fn leads_as(facts: &MachineFacts, before: &MachineFacts) -> bool {
    Arc::ptr_eq(&facts.graph, &before.graph)
        || (facts.graph.edges(facts)).leads_as(before.graph.edges(before))
}

/// Works out a machine. `outer` is the query language where it names none.
pub(super) fn machine(
    facts: &Arc<MachineFacts>,
    outer: QueryLanguage,
    entry: &Entry,
) -> MachineShapes {
    let edges = facts.graph.edges(facts);
    let mut walk = Walk {
        facts,
        language: facts.query_language().unwrap_or(outer),
        edges,
        entries: vec![None; facts.states().len()],
        visits: vec![0; facts.states().len()],
        done: vec![None; facts.states().len()],
    };
    if let Some(start) = edges.start {
        walk.follow(start, entry);
    }
    walk.finish(entry)
}

struct Walk<'a> {
    facts: &'a Arc<MachineFacts>,
    language: QueryLanguage,
    edges: &'a Edges,
    entries: Vec<Option<Entry>>,
    visits: Vec<u32>,
    done: Vec<Option<Arc<StateShapes>>>,
}

impl Walk<'_> {
    fn follow(&mut self, start: u32, entry: &Entry) {
        // In an order in which what leads to a state comes before it, loops aside, so that each
        // state outside of loops is worked out once.
        let order = &self.edges.order;
        let mut open = BTreeSet::from([order[start as usize]]);
        self.entries[start as usize] = Some(entry.clone());
        while let Some(next) = open.pop_first() {
            let state = self.edges.by_order[next as usize] as usize;
            let Some(entry) = self.entries[state].clone() else {
                continue;
            };
            self.visits[state] += 1;
            let shapes = state_shapes(&self.facts.states()[state].facts, self.language, &entry);
            for edge in self.edges.outgoing(state as u32) {
                if let Some(after) = shapes.after(edge.cause)
                    && self.enter(edge.to as usize, after)
                {
                    open.insert(order[edge.to as usize]);
                }
            }
            if let Some(after) = shapes.anywhere() {
                for (to, number) in order.iter().enumerate() {
                    if self.enter(to, &after) {
                        open.insert(*number);
                    }
                }
            }
            self.done[state] = Some(shapes);
        }
    }

    /// Adds what is known at the end of a way to what is known of a state; whether that is news.
    fn enter(&mut self, state: usize, news: &Entry) -> bool {
        if news.input.is_never() {
            return false;
        }
        let Some(known) = &self.entries[state] else {
            self.entries[state] = Some(news.clone());
            return true;
        };
        let mut joined = known.join(news);
        match self.visits[state] {
            visits if visits >= LIMIT => joined = joined.cut(0),
            visits if visits >= PATIENCE => joined = joined.cut(LEVELS),
            _ => {}
        }
        if joined == *known {
            return false;
        }
        self.entries[state] = Some(joined);
        true
    }

    fn finish(self, entry: &Entry) -> MachineShapes {
        let unknown = Entry {
            input: Shape::unknown(),
            ..Entry::default()
        };
        let unknown = Entry {
            around: Arc::clone(&entry.around),
            ..unknown
        };
        let mut output = Shape::never();
        let states = self.facts.states().iter().zip(self.done);
        let states = states.map(|(placed, done)| {
            if let Some(done) = &done
                && placed.facts.is_end()
                && let Some(after) = done.after(crate::Cause::Next)
            {
                output = output.join(&after.input);
            }
            // What no way leads to is looked at without knowing anything.
            done.unwrap_or_else(|| state_shapes(&placed.facts, self.language, &unknown))
        });
        let states: Vec<_> = states.collect();
        if output.is_never() {
            output = Shape::unknown();
        }
        let troubled = (0..).zip(&states).filter(|(_, it)| it.is_troubled());
        MachineShapes {
            troubled: troubled.map(|it| it.0).collect(),
            states,
            output,
            made_of: Some((Arc::clone(self.facts), entry.clone())),
        }
    }
}

/// How many answers are kept for a state: as many as a loop is mostly gone through.
const KEPT: usize = 4;

/// What was worked out for a state, kept as long as its text is the same.
#[derive(Debug, Default)]
struct Kept {
    programs: [std::sync::OnceLock<Program>; 2],
    answers: Mutex<Vec<(Languages, Arc<StateShapes>)>>,
}

/// What was worked out for a state in a machine of that language.
fn answers(facts: &StateFacts, machine: QueryLanguage) -> Vec<Arc<StateShapes>> {
    let kept = facts.derived(|_| Kept::default());
    let Ok(answers) = kept.answers.lock() else {
        return Vec::new();
    };
    let of_language = answers.iter().filter(|it| it.0.machine == machine);
    of_language.map(|it| Arc::clone(&it.1)).collect()
}

/// The shapes of a state that is entered with something; those of the same entry are kept.
fn state_shapes(facts: &StateFacts, machine: QueryLanguage, entry: &Entry) -> Arc<StateShapes> {
    let languages = Languages {
        state: facts.query_language().unwrap_or(machine),
        machine,
    };
    let kept = facts.derived(|_| Kept::default());
    if let Ok(answers) = kept.answers.lock() {
        let same = |it: &&(Languages, Arc<StateShapes>)| it.0 == languages && it.1.entry == *entry;
        if let Some((_, known)) = answers.iter().rev().find(same) {
            return Arc::clone(known);
        }
    }
    let slot = usize::from(languages.state == QueryLanguage::Jsonata);
    let program = kept.programs[slot].get_or_init(|| Program::of(facts, languages.state));
    let shapes = Arc::new(transfer::state(facts, program, languages, entry));
    if let Ok(mut answers) = kept.answers.lock() {
        if answers.len() >= KEPT {
            answers.remove(0);
        }
        answers.push((languages, Arc::clone(&shapes)));
    }
    shapes
}
