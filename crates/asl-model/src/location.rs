//! The source map: from an offset to the machine, state and field that it stands in, and back to JSON pointers.

use asl_lang::{Place, QueryLanguage, ValueKind};
use asl_syntax::pointer::{escape, unescape};
use asl_syntax::{SyntaxKind, SyntaxNode, TextRange, TextSize, ast};

use crate::{MachineId, Model, Nesting, Origin, StateId};

/// Where an offset stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The innermost state or machine around it.
    pub holder: Origin,
    /// The way down from the holder's mapping: `[Key("Retry"), Index(0), Key("MaxAttempts")]`.
    pub steps: Vec<Step>,
}

/// One step down.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the value of that key.
    Key(String),
    /// Into that item, from 0.
    Index(usize),
}

impl Model {
    /// The innermost state or machine at an offset and the way down from it; `None` outside of every machine.
    pub fn location(&self, offset: TextSize) -> Option<Location> {
        let machine = self.machine_at(offset)?;
        let Some(state) = self.state_at(offset) else {
            let steps = steps(
                &self.parse().syntax(),
                offset,
                self.machine(machine).range(),
            );
            return Some(Location {
                holder: Origin::Machine(machine),
                steps,
            });
        };
        let state = self.state(state);
        let root = state.facts().syntax();
        let (holder, around) = if state.machine() == machine {
            (
                Origin::State(state.id()),
                state.facts().value_range().unwrap_or_default(),
            )
        } else {
            (
                Origin::Machine(machine),
                self.machine(machine).facts().range(),
            )
        };
        Some(Location {
            holder,
            steps: steps(&root, offset - state.base(), around),
        })
    }

    /// The JSON pointer of a state: `/States/Outer/Branches/0/States/Inner`.
    pub fn state_pointer(&self, state: StateId) -> String {
        let state = self.state(state);
        let mut pointer = self.machine_pointer(state.machine());
        pointer.push_str("/States/");
        pointer.push_str(&escape(state.name()));
        pointer
    }

    /// The JSON pointer of a machine; empty for the document's own.
    pub fn machine_pointer(&self, machine: MachineId) -> String {
        let Some(owner) = self.machine(machine).owner() else {
            return String::new();
        };
        let mut pointer = self.state_pointer(owner.state);
        pointer.push('/');
        pointer.push_str(owner.nesting.field());
        if let Nesting::Branch(index) = owner.nesting {
            pointer.push('/');
            pointer.push_str(&index.to_string());
        }
        pointer
    }

    /// The JSON pointer of a location.
    pub fn pointer(&self, location: &Location) -> String {
        let mut pointer = match location.holder {
            Origin::Machine(it) => self.machine_pointer(it),
            Origin::State(it) => self.state_pointer(it),
        };
        for step in &location.steps {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&escape(key)),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    /// The state that a JSON pointer names or leads into.
    pub fn state_of_pointer(&self, pointer: &str) -> Option<StateId> {
        let mut parts = pointer.split('/').skip(1).map(unescape);
        let mut machine = self.roots().first().copied()?;
        let mut found = None;
        while let Some(part) = parts.next() {
            if part == "States" {
                let Some(state) = parts.next().and_then(|it| self.resolve_name(machine, &it))
                else {
                    break;
                };
                found = Some(state);
                continue;
            }
            let nesting = match part.as_str() {
                "Branches" => parts.next()?.parse().ok().map(Nesting::Branch),
                "ItemProcessor" => Some(Nesting::ItemProcessor),
                "Iterator" => Some(Nesting::Iterator),
                _ => None,
            };
            let nested = found.and_then(|state| {
                let is_it =
                    |it: &MachineId| self.machine(*it).owner().map(|it| it.nesting) == nesting;
                self.state(state).nested().find(is_it)
            });
            match nested {
                Some(inner) if nesting.is_some() => machine = inner,
                _ => break,
            }
        }
        found
    }

    /// The kind of object that stands at the end of `steps` below a holder, when it is one that the
    /// language knows fields of; `None` in free JSON, in lists, and in a state of unknown type.
    pub fn place(&self, holder: Origin, steps: &[Step]) -> Option<Place> {
        let mut place = self.holder_place(holder)?;
        let mut steps = steps.iter();
        while let Some(step) = steps.next() {
            let Step::Key(key) = step else { return None };
            place = match asl_lang::field(place, key)?.value {
                ValueKind::Mapping(of) => of,
                ValueKind::Sequence { of, .. } => {
                    steps.next()?;
                    of
                }
                _ => return None,
            };
        }
        Some(place)
    }

    /// The kind of object that a state or machine is.
    pub fn holder_place(&self, holder: Origin) -> Option<Place> {
        match holder {
            Origin::State(it) => self.state(it).kind().map(Place::State),
            Origin::Machine(it) => Some(match self.machine(it).owner().map(|it| it.nesting) {
                None => Place::Machine,
                Some(Nesting::Branch(_)) => Place::Branch,
                Some(Nesting::ItemProcessor | Nesting::Iterator) => Place::Processor,
            }),
        }
    }

    /// The query language in force in a state or, for states that name none, in a machine.
    pub fn language_of(&self, holder: Origin) -> QueryLanguage {
        match holder {
            Origin::State(it) => self.state(it).query_language(),
            Origin::Machine(it) => self.machine(it).query_language(),
        }
    }
}

/// The steps from the mapping that covers `around` down to the innermost node at `offset`.
fn steps(root: &SyntaxNode, offset: TextSize, around: TextRange) -> Vec<Step> {
    if !root.text_range().contains_inclusive(offset) {
        return Vec::new();
    }
    let element = root.covering_element(TextRange::empty(offset));
    let mut steps: Vec<_> = element
        .ancestors()
        .take_while(|it| it.text_range() != around || it.kind() != SyntaxKind::MAPPING)
        .filter(|it| around.contains_range(it.text_range()))
        .filter_map(step)
        .collect();
    steps.reverse();
    steps
}

fn step(node: SyntaxNode) -> Option<Step> {
    match node.kind() {
        SyntaxKind::ENTRY => Some(Step::Key(ast::Entry::cast(node)?.key()?.text())),
        SyntaxKind::ITEM => Some(Step::Index(ast::Item::cast(node)?.index())),
        _ => None,
    }
}
