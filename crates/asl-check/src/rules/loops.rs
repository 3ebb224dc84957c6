//! Loops with a way out that is never taken, and loops that nothing limits. The loops of a machine
//! are kept with its graph.

use asl_lang::{StateType, WorkflowType, limits};
use asl_model::{Cause, Machine, Model, State, StateId};
use asl_text::TextRange;

use super::express::has_express_children;
use super::practice::has_timeout;
use super::turns::{Asked, Datum, Turn, turn_of};
use crate::CheckConfig;
use crate::findings::Findings;
use crate::table::{STUCK_LOOP, UNBOUNDED_LOOP};

/// How many places a message names.
const NAMED: usize = 3;

/// Loops whose way out depends on what they never change.
pub(super) fn stuck_loops(model: &Model, machine: &Machine, findings: &mut Findings) {
    let flow = model.flow(machine.id());
    // What leads only into loops without a way out is another rule's.
    let loops = flow.loops();
    for group in loops.filter(|it| flow.can_end(it[0])) {
        if let Some(stuck) = Loop::of(model, &group).and_then(|it| it.stuck()) {
            stuck.report(findings);
        }
    }
}

/// Loops that wait for something without a limit.
pub(super) fn unbounded_loops(model: &Model, config: &CheckConfig, findings: &mut Findings) {
    if config.workflow == Some(WorkflowType::Express) || has_timeout(model) {
        return;
    }
    for machine in model.machines() {
        let flow = model.flow(machine.id());
        let mut loops = flow.loops().filter(|it| flow.can_end(it[0])).peekable();
        if loops.peek().is_none() || is_in_express_child(model, machine) {
            continue;
        }
        for group in loops {
            let Some(around) = Loop::of(model, &group) else {
                continue;
            };
            if around.is_waiting() && !around.is_limited() && around.stuck().is_none() {
                around.report(findings);
            }
        }
    }
}

/// Whether an execution of five minutes is around the machine.
fn is_in_express_child(model: &Model, machine: &Machine) -> bool {
    let mut owner = machine.owner();
    while let Some(state) = owner.map(|it| model.state(it.state)) {
        if has_express_children(state) {
            return true;
        }
        owner = model.machine(state.machine()).owner();
    }
    false
}

/// A loop that only Choice states lead out of.
struct Loop<'a> {
    states: Vec<&'a State>,
    /// The Choice states that lead out, in the text's order; there is one at least.
    exits: Vec<&'a State>,
    /// The last way back to the first state, in the text's order.
    back: Option<TextRange>,
    /// Every state leads to one of the others only.
    is_simple: bool,
}

/// A loop in which one Choice decides the same each time.
struct Stuck<'a> {
    exit: &'a State,
    asked: Vec<&'a Asked>,
    back: Option<TextRange>,
}

impl<'a> Loop<'a> {
    /// `None` where anything but a Choice leads out: a catcher, the end, a name that no state has.
    fn of(model: &'a Model, group: &[StateId]) -> Option<Self> {
        let states: Vec<&State> = group.iter().map(|it| model.state(*it)).collect();
        let (mut exits, mut back, mut is_simple) = (Vec::new(), None, true);
        for state in &states {
            if state.facts().is_open() || state.facts().is_end() {
                return None;
            }
            let (mut leads_out, mut inside) = (false, 0);
            for reference in state.references() {
                if matches!(reference.cause, Cause::Catch(_)) {
                    return None;
                }
                let target = model.resolve(&reference)?;
                // Groups are in the order of the states.
                let is_inside = group.binary_search(&target).is_ok();
                leads_out |= !is_inside;
                inside += usize::from(is_inside);
                if group.first() == Some(&target) {
                    back = Some(reference.range);
                }
            }
            is_simple &= inside == 1;
            if leads_out {
                exits.push(*state);
            }
        }
        let is_choice = |it: &&State| it.kind() == Some(StateType::Choice);
        let is_asking = !exits.is_empty() && exits.iter().all(is_choice);
        is_asking.then_some(Self {
            states,
            exits,
            back,
            is_simple,
        })
    }

    /// Whether the ways out are decided by what nothing in the loop changes.
    fn stuck(&self) -> Option<Stuck<'a>> {
        let turns: Vec<&Turn> = self.states.iter().map(|it| turn_of(it)).collect();
        let changed: Option<Vec<&Vec<Datum>>> =
            turns.iter().map(|it| it.changes.as_ref()).collect();
        let changed = changed?;
        let changed = || changed.iter().flat_map(|it| it.iter());
        let is_fixed = |state: &&State| {
            let asked = turn_of(state).asks.as_ref();
            asked.is_some_and(|list| {
                let is_changed = |it: &Asked| changed().any(|other| it.datum.meets(other));
                !list.is_empty() && !list.iter().any(is_changed)
            })
        };
        // Other Choice states may lead past one of several ways out at first and not later.
        let deciding: Vec<&State> = match self.exits.as_slice() {
            [_] => self.exits.clone(),
            _ => self.choices().collect(),
        };
        if !deciding.iter().all(is_fixed) {
            return None;
        }
        let exit = *self.exits.first()?;
        let asked = turn_of(exit).asks.as_ref()?;
        Some(Stuck {
            exit,
            asked: asked.iter().collect(),
            back: self.back,
        })
    }

    /// How often a loop without side ways goes round before an event is one too many for the history.
    fn most_rounds(&self) -> Option<u32> {
        if !self.is_simple {
            return None;
        }
        let events = self
            .states
            .iter()
            .map(|it| Some(limits::least_events(it.kind()?)));
        let events: u32 = events.sum::<Option<u32>>()?;
        limits::HISTORY_EVENTS.checked_div(events)
    }

    fn choices(&self) -> impl Iterator<Item = &'a State> {
        let states = self.states.iter().copied();
        states.filter(|it| it.kind() == Some(StateType::Choice))
    }

    /// Whether it asks again and again with a pause.
    fn is_waiting(&self) -> bool {
        let has = |kind| self.states.iter().any(|it| it.kind() == Some(kind));
        has(StateType::Wait) && has(StateType::Task)
    }

    /// Whether something in it counts, compares numbers or looks at a clock.
    fn is_limited(&self) -> bool {
        self.states.iter().any(|it| turn_of(it).is_paced)
    }

    fn report(&self, findings: &mut Findings) {
        let Some(exit) = self.exits.first() else {
            return;
        };
        let mut message = "Nothing limits this loop: no \"TimeoutSeconds\" of the definition, \
             nothing in the loop that counts or looks at the time"
            .to_owned();
        if let Some(rounds) = self.most_rounds() {
            message = format!("{message}; the history is full after {rounds} rounds");
        }
        let finding = findings.report(&UNBOUNDED_LOOP, exit.name_range(), message);
        if let Some(back) = self.back {
            finding.related(back, "The loop begins again here");
        }
    }
}

impl Stuck<'_> {
    fn report(&self, findings: &mut Findings) {
        let mut texts: Vec<&str> = self.asked.iter().map(|it| it.text.as_str()).collect();
        texts.dedup();
        let Some(first) = self.asked.first() else {
            return;
        };
        let what = if texts.len() <= NAMED {
            texts.join(", ")
        } else {
            "what this Choice asks for".to_owned()
        };
        let message =
            format!("Nothing in this loop changes {what}: once it has not led out, it never will");
        let finding = findings.report(&STUCK_LOOP, first.range + self.exit.base(), message);
        if let Some(back) = self.back {
            finding.related(back, "The loop begins again here");
        }
    }
}
