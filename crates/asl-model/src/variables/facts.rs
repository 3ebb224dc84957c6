//! The variables that one state sets and reads, whatever stands around it.

use std::hash::BuildHasher as _;
use std::sync::OnceLock;

use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::reserved::{STATES_VARIABLE, TEMPLATE_SUFFIX};
use asl_lang::{QueryLanguage, StateType};
use asl_path::path::{Path, Root};
use asl_syntax::ast::{Entry, Key, Mapping, Value};
use asl_syntax::{TextRange, TextSize};

use rustc_hash::FxBuildHasher;

use crate::expressions::{Code, Expression};
use crate::{State, StateFacts};

/// Whose `Assign` sets a variable: on the ways that it names, the variable is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setter {
    /// The state's own.
    State,
    /// That of a choice rule, from 0.
    Rule(usize),
    /// That of a catcher, from 0.
    Catcher(usize),
}

/// The name of a variable in a state. Ranges are relative to the state's entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableFact {
    /// The name without the dollar sign.
    pub name: String,
    /// Where the name stands, without the dollar sign and without `.$`.
    pub range: TextRange,
    /// Who sets it; nothing where it is read.
    pub set_by: Option<Setter>,
    /// JSONata has a function of that name, which is meant unless a variable has it too.
    pub is_function: bool,
    /// The expression asks whether it has a value, or decides something by it: without one it fails
    /// nothing there.
    pub is_guarded: bool,
    /// It is called. No variable holds a function, so a function is meant.
    pub is_called: bool,
}

/// What one state does with variables.
#[derive(Debug, Default)]
pub struct VariableFacts {
    /// Every variable that is set or read, in the text's order.
    pub all: Vec<VariableFact>,
    /// `Assign`s that name their variables only when the machine runs.
    pub unknown: Vec<Setter>,
    /// What is assigned by whom, as a number: the same for the same.
    pub(super) outline: u64,
}

#[derive(Debug, Default)]
struct Kept {
    json_path: OnceLock<VariableFacts>,
    jsonata: OnceLock<VariableFacts>,
}

impl State {
    /// The variables that it sets and reads itself.
    pub fn variables(&self) -> &VariableFacts {
        self.facts().variables(self.query_language())
    }
}

impl StateFacts {
    /// The variables that it sets and reads when that query language is in force.
    pub fn variables(&self, language: QueryLanguage) -> &VariableFacts {
        let kept = self.derived(|_| Kept::default());
        let slot = match language {
            QueryLanguage::JsonPath => &kept.json_path,
            QueryLanguage::Jsonata => &kept.jsonata,
        };
        slot.get_or_init(|| {
            let mut facts = VariableFacts::default();
            facts.assigned(self, language);
            for expression in self.expressions(language) {
                facts.read(expression);
            }
            facts.all.sort_by_key(|it| it.range.start());
            facts.outline = facts.outline();
            facts
        })
    }
}

impl VariableFacts {
    fn outline(&self) -> u64 {
        let set = self.all.iter().filter(|it| it.set_by.is_some());
        let set: Vec<_> = set.map(|it| (&it.name, it.set_by)).collect();
        FxBuildHasher.hash_one((set, &self.unknown))
    }

    fn assigned(&mut self, facts: &StateFacts, language: QueryLanguage) {
        let Some(mapping) = facts.mapping() else {
            return;
        };
        self.assign(&mapping, Setter::State, language);
        let of_state = |kind| facts.kind() == Some(kind);
        if of_state(StateType::Choice) {
            self.assign_each(&mapping, "Choices", Setter::Rule, language);
        } else {
            self.assign_each(&mapping, "Catch", Setter::Catcher, language);
        }
    }

    fn assign_each(
        &mut self,
        mapping: &Mapping,
        field: &str,
        setter: fn(usize) -> Setter,
        language: QueryLanguage,
    ) {
        let Some(Value::Sequence(list)) = mapping.value(field) else {
            return;
        };
        for (index, item) in list.values().enumerate() {
            if let Value::Mapping(it) = item {
                self.assign(&it, setter(index), language);
            }
        }
    }

    fn assign(&mut self, holder: &Mapping, setter: Setter, language: QueryLanguage) {
        match holder.value("Assign") {
            Some(Value::Mapping(it)) => {
                let keys = it.entries().filter_map(|entry: Entry| entry.key());
                self.all.extend(keys.map(|key| set(&key, setter, language)));
            }
            Some(Value::Missing(_)) | None => {}
            Some(_) => self.unknown.push(setter),
        }
    }

    fn read(&mut self, expression: &Expression) {
        let jsonata = matches!(expression.code(), Code::Jsonata(_));
        let mut guarded = Vec::new();
        if let Code::Jsonata(tree) = expression.code() {
            guards(&tree.root, &mut guarded);
        }
        let mut note = |name: &str, start: usize, is_called: bool| {
            let range = expression.place_of(start..start + name.len());
            self.all.push(VariableFact {
                name: name.to_owned(),
                range,
                set_by: None,
                is_function: jsonata && asl_jsonata::function(name).is_some(),
                is_guarded: guarded.contains(&name),
                is_called,
            });
        };
        let mut path = |path: &Path| {
            if let Root::Variable(name) = &path.root {
                // Behind the dollar sign.
                note(name, usize::from(path.root_range.start()) + 1, false);
            }
        };
        match expression.code() {
            Code::Path(parsed) => path(&parsed.value),
            Code::Intrinsic(parsed) => parsed.value.paths().for_each(path),
            Code::Jsonata(tree) => {
                let text = expression.text();
                for it in asl_jsonata::syntax::occurrences(tree) {
                    let own = it.made.is_some() || it.name == STATES_VARIABLE;
                    // A part of the name, or all of it, is filled in by a deployment.
                    let name = text.get(it.range.clone()).unwrap_or_default();
                    let placeholder = name.contains("${");
                    if !own && !placeholder {
                        note(&it.name, it.range.start + 1, it.called);
                    }
                }
            }
        }
    }
}

/// The variables that `$exists` is asked about and that conditions are made of.
fn guards<'t>(node: &'t Node, names: &mut Vec<&'t str>) {
    match &node.kind {
        NodeKind::Call {
            function,
            arguments,
            ..
        } if matches!(&function.kind, NodeKind::Variable(name) if name == "exists") => {
            for argument in arguments {
                variables(argument, names);
            }
        }
        NodeKind::Condition(nodes) => {
            if let Some(condition) = nodes.first() {
                variables(condition, names);
            }
        }
        _ => {}
    }
    for child in node.children() {
        guards(child, names);
    }
}

fn variables<'t>(node: &'t Node, names: &mut Vec<&'t str>) {
    if let NodeKind::Variable(name) = &node.kind {
        names.push(name);
    }
    node.children()
        .into_iter()
        .for_each(|it| variables(it, names));
}

fn set(key: &Key, setter: Setter, language: QueryLanguage) -> VariableFact {
    let decoded = key.decoded();
    let name = match language {
        QueryLanguage::JsonPath => decoded.text.strip_suffix(TEMPLATE_SUFFIX),
        QueryLanguage::Jsonata => None,
    };
    let name = name.unwrap_or(&decoded.text);
    let end = TextSize::of(name);
    VariableFact {
        name: name.to_owned(),
        range: decoded.map.to_source_range(TextRange::up_to(end)),
        set_by: Some(setter),
        is_function: false,
        is_guarded: false,
        is_called: false,
    }
}
