//! One machine: what is known at each state, followed along all ways until nothing changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use asl_lang::QueryLanguage;

use super::ground::Entry;
use super::kept::{Kept, answers, state_shapes};
use super::shape::Shape;
use super::transfer::StateShapes;
use crate::MachineFacts;
use crate::graph::Edges;

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
        kept: vec![None; facts.states().len()],
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
    /// What is kept for each state that was come to.
    kept: Vec<Option<&'a Kept>>,
}

fn kept_of<'a>(all: &mut [Option<&'a Kept>], facts: &'a MachineFacts, state: usize) -> &'a Kept {
    all[state].get_or_insert_with(|| Kept::of(&facts.states()[state].facts))
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
            let facts = &self.facts.states()[state].facts;
            let kept = kept_of(&mut self.kept, self.facts, state);
            let shapes = kept.shapes(facts, self.language, &entry);
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
        let levels = match self.visits[state] {
            visits if visits >= LIMIT => Some(0),
            visits if visits >= PATIENCE => Some(LEVELS),
            _ => None,
        };
        let kept = kept_of(&mut self.kept, self.facts, state);
        let joined = kept.joined(known, news, levels);
        let is_news = joined.is_some();
        if is_news {
            self.entries[state] = joined;
        }
        is_news
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
