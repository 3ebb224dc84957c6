//! The members of `$states`, the variable that JSONata states have without assigning it.

use crate::{Place, StateType};

/// A member of `$states`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatesMember {
    /// `input`, `result`, …
    pub name: &'static str,
    /// One to three sentences of markdown.
    pub doc: &'static str,
    /// Where it can be read.
    pub readable: Readable,
}

/// Where a member of `$states` can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readable {
    /// In every field.
    Everywhere,
    /// In `Output` and `Assign` of a state that does work: Task, Parallel, Map.
    AfterWork,
    /// In `Output` and `Assign` of a catcher.
    InCatcher,
}

/// Every member, in the order in which it is offered. Source: the page "Transforming data with
/// JSONata in Step Functions" of the developer guide; AWS refuses `$states.errorOutput` outside of a
/// catcher's fields (reported).
pub static STATES_MEMBERS: [StatesMember; 4] = [
    StatesMember {
        name: "input",
        doc: "The state's input, as it was when the state was entered.",
        readable: Readable::Everywhere,
    },
    StatesMember {
        name: "result",
        doc: "What the state's work gave: the response of the task, the outputs of the branches or iterations.",
        readable: Readable::AfterWork,
    },
    StatesMember {
        name: "errorOutput",
        doc: "The error that the catcher takes: an object with `Error` and `Cause`.",
        readable: Readable::InCatcher,
    },
    StatesMember {
        name: "context",
        doc: "The context object: facts about the execution, the state machine, the state, the task and the item of a Map.",
        readable: Readable::Everywhere,
    },
];

impl StatesMember {
    /// Whether it can be read in that field of that place.
    pub fn is_readable(&self, place: Place, field: &str) -> bool {
        let shapes = matches!(field, "Output" | "Assign");
        match self.readable {
            Readable::Everywhere => true,
            Readable::AfterWork => shapes && works(place),
            Readable::InCatcher => shapes && place == Place::Catcher,
        }
    }
}

/// The member of that exact name.
pub fn states_member(name: &str) -> Option<&'static StatesMember> {
    STATES_MEMBERS.iter().find(|member| member.name == name)
}

const fn works(place: Place) -> bool {
    matches!(
        place,
        Place::State(StateType::Task | StateType::Parallel | StateType::Map)
    )
}
