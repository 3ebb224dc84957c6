//! What was worked out for a state, kept with its facts as long as its text is the same.
//!
//! After an edit the data is mostly followed along the same ways as before with the same in hand: the same in memory,
//! since what is kept answers with what it answered before. So what is looked for is found without looking into it.

use std::sync::{Arc, Mutex, OnceLock};

use asl_lang::QueryLanguage;

use super::ground::Entry;
use super::program::Program;
use super::transfer::{self, Languages, StateShapes};
use crate::StateFacts;

/// How many answers are kept for a state: as many as a loop is mostly gone through, before an edit and after it.
const ANSWERS: usize = 4;

/// How many joins: one less than there are ways to most states, as often as they are gone.
const JOINS: usize = 8;

#[derive(Debug, Default)]
pub(super) struct Kept {
    programs: [OnceLock<Program>; 2],
    answers: Mutex<Vec<(Languages, Arc<StateShapes>)>>,
    joins: Mutex<Vec<Join>>,
}

/// What was known of a state, what came to be known, and what both are together.
#[derive(Debug)]
struct Join {
    known: Entry,
    news: Entry,
    levels: Option<u8>,
    /// Nothing where the news were none.
    joined: Option<Entry>,
}

impl Kept {
    /// What is kept for a state.
    pub(super) fn of(facts: &StateFacts) -> &Self {
        facts.derived(|_| Self::default())
    }

    fn answer(&self, is_it: impl Fn(&Entry) -> bool, of: Languages) -> Option<Arc<StateShapes>> {
        let answers = self.answers.lock().ok()?;
        let mut answers = answers.iter().rev();
        let found = answers.find(|it| it.0 == of && is_it(&it.1.entry));
        found.map(|it| Arc::clone(&it.1))
    }

    /// What is known of the state with the news of another way to it, `levels` deep; nothing where that is what is
    /// known already.
    pub(super) fn joined(&self, known: &Entry, news: &Entry, levels: Option<u8>) -> Option<Entry> {
        if let Ok(joins) = self.joins.lock() {
            let is_it = |it: &&Join| {
                it.levels == levels && it.news.is_same(news) && it.known.is_same(known)
            };
            if let Some(found) = joins.iter().rev().find(is_it) {
                return found.joined.clone();
            }
        }
        let mut all = known.join(news);
        if let Some(levels) = levels {
            all = all.cut(levels);
        }
        let joined = (all != *known).then_some(all);
        if let Ok(mut joins) = self.joins.lock() {
            let join = Join {
                known: known.clone(),
                news: news.clone(),
                levels,
                joined: joined.clone(),
            };
            push(&mut joins, JOINS, join);
        }
        joined
    }

    /// The shapes of the state when it is entered with something; those of the same entry are kept.
    pub(super) fn shapes(
        &self,
        facts: &StateFacts,
        machine: QueryLanguage,
        entry: &Entry,
    ) -> Arc<StateShapes> {
        let languages = Languages {
            state: facts.query_language().unwrap_or(machine),
            machine,
        };
        let known = self.answer(|it| it.is_same(entry), languages);
        if let Some(known) = known.or_else(|| self.answer(|it| it == entry, languages)) {
            return known;
        }
        let slot = usize::from(languages.state == QueryLanguage::Jsonata);
        let program = self.programs[slot].get_or_init(|| Program::of(facts, languages.state));
        let shapes = Arc::new(transfer::state(facts, program, languages, entry));
        if let Ok(mut answers) = self.answers.lock() {
            push(&mut answers, ANSWERS, (languages, Arc::clone(&shapes)));
        }
        shapes
    }
}

/// What was worked out for a state in a machine of that language.
pub(super) fn answers(facts: &StateFacts, machine: QueryLanguage) -> Vec<Arc<StateShapes>> {
    let Ok(answers) = Kept::of(facts).answers.lock() else {
        return Vec::new();
    };
    let of_language = answers.iter().filter(|it| it.0.machine == machine);
    of_language.map(|it| Arc::clone(&it.1)).collect()
}

/// The shapes of a state that is entered with something.
pub(super) fn state_shapes(
    facts: &StateFacts,
    machine: QueryLanguage,
    entry: &Entry,
) -> Arc<StateShapes> {
    Kept::of(facts).shapes(facts, machine, entry)
}

/// Puts a value behind the others, in place of the oldest where they are too many.
fn push<T>(values: &mut Vec<T>, most: usize, value: T) {
    if values.len() >= most {
        values.remove(0);
    }
    values.push(value);
}
