//! What every object of a definition is, found by the tables of the language alone.

use asl_lang::{Field, Place, QueryLanguage, StateType, ValueKind};

use crate::node::{Node, Path};

/// One object of a definition.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    pub(crate) path: Path,
    pub(crate) place: Place,
    /// The query language in force.
    pub(crate) language: QueryLanguage,
}

/// A field that is there.
#[derive(Debug, Clone)]
pub(crate) struct Present<'s> {
    pub(crate) spot: &'s Spot,
    pub(crate) field: &'static Field,
    /// Where its value stands.
    pub(crate) path: Path,
}

/// Every object that is a place of the language, parents first.
pub(crate) fn spots(root: &Node) -> Vec<Spot> {
    let language = language_of(root).unwrap_or_default();
    let mut found = Vec::new();
    let walk = Walk { root: language };
    walk.visit(root, Place::Machine, language, &mut Vec::new(), &mut found);
    found
}

/// States of nested machines are in the language of the whole, not in that of the state around.
struct Walk {
    root: QueryLanguage,
}

impl Spot {
    /// The type of the state that the object is.
    pub(crate) fn state(&self) -> Option<StateType> {
        match self.place {
            Place::State(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether it has states.
    pub(crate) fn is_machine(&self) -> bool {
        matches!(
            self.place,
            Place::Machine | Place::Processor | Place::Branch
        )
    }

    /// The path of one of its entries.
    pub(crate) fn entry(&self, index: usize) -> Path {
        let mut path = self.path.clone();
        path.push(index);
        path
    }

    /// The fields of the language in force that it has.
    pub(crate) fn fields<'s>(&'s self, root: &Node) -> Vec<Present<'s>> {
        let entries = root.at(&self.path).entries().iter().enumerate();
        let known = entries.filter_map(|(at, (key, _))| {
            let field = asl_lang::field(self.place, key)?;
            let is_known = field.languages.contains(self.language);
            is_known.then(|| Present {
                spot: self,
                field,
                path: self.entry(at),
            })
        });
        known.collect()
    }
}

fn language_of(node: &Node) -> Option<QueryLanguage> {
    QueryLanguage::from_name(node.text_of("QueryLanguage")?)
}

impl Walk {
    fn visit(
        &self,
        node: &Node,
        place: Place,
        language: QueryLanguage,
        here: &mut Path,
        found: &mut Vec<Spot>,
    ) {
        found.push(Spot {
            path: here.clone(),
            place,
            language,
        });
        for (at, (key, value)) in node.entries().iter().enumerate() {
            let Some(field) = asl_lang::field(place, key) else {
                continue;
            };
            here.push(at);
            match field.value {
                ValueKind::Mapping(place) => self.visit(value, place, language, here, found),
                ValueKind::Sequence { of, .. } => {
                    for (at, item) in value.items().iter().enumerate() {
                        here.push(at);
                        self.visit(item, of, language, here, found);
                        here.pop();
                    }
                }
                ValueKind::States => self.states(value, here, found),
                _ => {}
            }
            here.pop();
        }
    }

    fn states(&self, node: &Node, here: &mut Path, found: &mut Vec<Spot>) {
        for (at, (_, state)) in node.entries().iter().enumerate() {
            let kind = state.text_of("Type").and_then(StateType::from_name);
            let Some(kind) = kind else {
                continue;
            };
            here.push(at);
            let language = language_of(state).unwrap_or(self.root);
            self.visit(state, Place::State(kind), language, here, found);
            here.pop();
        }
    }
}
