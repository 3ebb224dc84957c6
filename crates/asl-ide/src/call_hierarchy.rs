//! Which states lead to a state, and where it leads, with the reason for each.

use asl_lang::StateType;
use asl_model::{Model, Nesting, Reference, State, StateId};
use asl_syntax::TextRange;

use crate::names::state_named_at;
use crate::{Analysis, FilePosition, causes};

/// A state in the hierarchy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallHierarchyItem {
    /// The state's name.
    pub name: String,
    /// Its type.
    pub kind: Option<StateType>,
    /// All of it.
    pub range: TextRange,
    /// Its name without quotes; asking about its start asks about this state.
    pub selection_range: TextRange,
}

/// A state before or behind another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transitions {
    /// The other state.
    pub state: CallHierarchyItem,
    /// What leads from one to the other: `Next`, `rule 2: total > 100`, `catches States.ALL`.
    pub causes: Vec<String>,
    /// Where that is written; in the other state for ways in, in this one for ways out.
    pub ranges: Vec<TextRange>,
}

/// # Call hierarchy
///
/// The states that lead to a state, and the states that it leads to, each with the reasons: `Next`, a choice rule with
/// its condition, `Default`, the errors that a catcher takes. The state is that at the cursor, from its name or from any
/// place that names it; else the state around. A Parallel or Map leads to the first state of its machines.
pub fn prepare_call_hierarchy(analysis: &Analysis, at: FilePosition) -> Option<CallHierarchyItem> {
    let model = analysis.document(at.file)?.model();
    state_at(analysis, at).map(|it| item(model.state(it)))
}

/// The states that lead to the one at the cursor, each with the reasons: fields, rules, catchers.
/// A Parallel or Map state leads to the first state of its machines.
pub fn incoming_transitions(analysis: &Analysis, at: FilePosition) -> Option<Vec<Transitions>> {
    let model = analysis.document(at.file)?.model();
    let state = state_at(analysis, at)?;
    let mut found = Found::default();
    for reference in model.references_to(state) {
        let from = match reference.from {
            asl_model::Origin::State(from) => from,
            asl_model::Origin::Machine(machine) => {
                let Some(owner) = model.machine(machine).owner() else {
                    continue;
                };
                let cause = start_of(owner.nesting);
                found.add(model, owner.state, cause, reference.range);
                continue;
            }
        };
        let cause = causes::words(model.state(from), reference.cause);
        found.add(model, from, cause, reference.range);
    }
    Some(found.0.into_iter().map(|it| it.1).collect())
}

/// The states that the one at the cursor leads to, each with the reasons.
pub fn outgoing_transitions(analysis: &Analysis, at: FilePosition) -> Option<Vec<Transitions>> {
    let model = analysis.document(at.file)?.model();
    let state = model.state(state_at(analysis, at)?);
    let mut found = Found::default();
    for reference in state.references() {
        if let Some(to) = model.resolve(&reference) {
            let cause = causes::words(state, reference.cause);
            found.add(model, to, cause, reference.range);
        }
    }
    for machine in state.nested() {
        let machine = model.machine(machine);
        let start: Option<(StateId, Reference<'_>)> = machine
            .start_at()
            .and_then(|it| Some((model.resolve(&it)?, it)));
        if let (Some((to, start)), Some(owner)) = (start, machine.owner()) {
            found.add(model, to, start_of(owner.nesting), start.range);
        }
    }
    Some(found.0.into_iter().map(|it| it.1).collect())
}

fn state_at(analysis: &Analysis, at: FilePosition) -> Option<StateId> {
    let named = state_named_at(analysis, at).map(|it| it.2);
    named.or_else(|| analysis.document(at.file)?.model().state_at(at.offset))
}

fn item(state: &State) -> CallHierarchyItem {
    CallHierarchyItem {
        name: state.name().to_owned(),
        kind: state.kind(),
        range: state.range(),
        selection_range: state.name_range(),
    }
}

/// How a machine in a state begins.
fn start_of(nesting: Nesting) -> String {
    match nesting {
        Nesting::Branch(index) => format!("StartAt of branch {}", index + 1),
        other => format!("StartAt of {}", other.field()),
    }
}

/// States in the order in which they were found, each once.
#[derive(Default)]
struct Found(Vec<(StateId, Transitions)>);

impl Found {
    fn add(&mut self, model: &Model, state: StateId, cause: String, range: TextRange) {
        if let Some((_, known)) = self.0.iter_mut().find(|it| it.0 == state) {
            known.causes.push(cause);
            known.ranges.push(range);
            return;
        }
        let transitions = Transitions {
            state: item(model.state(state)),
            causes: vec![cause],
            ranges: vec![range],
        };
        self.0.push((state, transitions));
    }
}

#[cfg(test)]
mod tests {
    use asl_syntax::Format;
    use asl_testing::fixture::Fixture;
    use expect_test::{Expect, expect};

    use super::{Transitions, incoming_transitions, outgoing_transitions, prepare_call_hierarchy};
    use crate::{Analysis, Document, FilePosition};

    fn check(marked: &str, format: Format, expected: &Expect) {
        let fixture = Fixture::parse(marked);
        let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
        let at = FilePosition {
            file,
            offset: fixture.cursor(),
        };
        let Some(item) = prepare_call_hierarchy(&analysis, at) else {
            return expected.assert_eq("nothing\n");
        };
        let lines = |title: &str, found: Option<Vec<Transitions>>| -> String {
            let line = |it: Transitions| {
                format!("  {title} {} by {}", it.state.name, it.causes.join(" and "))
            };
            let lines: Vec<_> = found.unwrap_or_default().into_iter().map(line).collect();
            lines.iter().flat_map(|it| [it, "\n"]).collect()
        };
        let into = lines("from", incoming_transitions(&analysis, at));
        let out = lines("to", outgoing_transitions(&analysis, at));
        expected.assert_eq(&format!("{}\n{into}{out}", item.name));
    }

    const JSON: &str = r#"{
  "StartAt": "Try",
  "States": {
    "Try": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Catch": [
        { "ErrorEquals": ["A.B", "C"], "Next": "Ch$0oose" },
        { "ErrorEquals": ["States.ALL"], "Next": "Choose" }
      ],
      "Next": "Both"
    },
    "Choose": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.total", "NumericGreaterThan": 5, "Next": "Try" }],
      "Default": "Both"
    },
    "Both": {
      "Type": "Parallel",
      "Branches": [{ "StartAt": "In", "States": { "In": { "Type": "Pass", "End": true } } }],
      "End": true
    }
  }
}"#;

    #[test]
    fn rules_and_catchers_say_why() {
        check(
            JSON,
            Format::Json,
            &expect![[r"
            Choose
              from Try by catches A.B, C and catches States.ALL
              to Try by rule 1: total > 5
              to Both by Default
        "]],
        );
    }

    #[test]
    fn machines_in_states() {
        let text = JSON
            .replace("$0", "")
            .replace("\"Branches\"", "\"Bran$0ches\"");
        check(
            &text,
            Format::Json,
            &expect![[r"
            Both
              from Try by Next
              from Choose by Default
              to In by StartAt of branch 1
        "]],
        );
    }

    #[test]
    fn yaml_that_is_being_written() {
        let text = "StartAt: Each\nStates:\n  Each:\n    Type: Map\n    ItemProcessor:\n      StartAt: $0One\n      States:\n        One: { Type: Pass, Next: Two }\n        Two:\n    Ne";
        check(
            text,
            Format::Yaml,
            &expect![[r"
            One
              from Each by StartAt of ItemProcessor
              to Two by Next
        "]],
        );
    }
}
