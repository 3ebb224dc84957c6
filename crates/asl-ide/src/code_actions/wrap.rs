//! States into a Parallel, a Map or an execution of their own.

use asl_lang::QueryLanguage;
use asl_model::{Cause, Origin, Reference, State, StateId};
use asl_syntax::{SyntaxKind, TextRange};
use serde_json::json;

use super::refactor::{Target, action, first_of_result, free_name, lead_to, node};
use super::{CodeAction, CodeActionKind, NewFile};
use crate::convert::{self, Node, Plan};
use crate::{Document, FileRange};

/// "Move into a Parallel", "into a Map" and "into an execution of their own" on the name of a state or on
/// the states that are selected, when one way leads in and all ways out lead to one place: a new
/// state takes their place, and they become the machine in it.
pub(super) fn wrap(document: &Document, range: FileRange) -> Vec<CodeAction> {
    let Some(run) = Run::selected(document, range) else {
        return Vec::new();
    };
    let wrapped = [
        run.state("Parallel", Run::parallel),
        run.state("Map", Run::map),
    ];
    let wrapped = wrapped.into_iter().flatten();
    let moved = wrapped.map(|(title, edits)| action(title, range, edits));
    let all = moved.chain(run.execution(range));
    let extract = |it| CodeAction {
        kind: CodeActionKind::Extract,
        ..it
    };
    all.map(extract).collect()
}

/// What starts an execution, waits for its end and answers its output as JSON (AWS's developer guide, "Start workflow
/// executions from a Task state").
const START_EXECUTION: &str = "arn:aws:states:::states:startExecution.sync:2";

/// States that hang together.
struct Run<'a> {
    document: &'a Document,
    states: Vec<Target<'a>>,
    /// The one that is entered from outside.
    first: &'a State,
    /// Where all ways out lead.
    exit: Exit,
}

/// Where states lead that hang together.
#[derive(Debug, Clone, PartialEq)]
enum Exit {
    /// To this state.
    Next(String),
    /// Nowhere: the machine ends.
    End,
}

impl Exit {
    /// Whether the value of a `Next` names it.
    fn is(&self, value: &Node) -> bool {
        match (self, value) {
            (Self::Next(name), Node::Scalar(value)) => value.as_str() == Some(name),
            _ => false,
        }
    }
}

impl<'a> Run<'a> {
    /// The states whose entries the selection touches, or the one on whose name the cursor stands.
    fn selected(document: &'a Document, range: FileRange) -> Option<Self> {
        let model = document.model();
        let machine = model.machine_at(range.range.start())?;
        let states: Vec<StateId> = if range.range.is_empty() {
            vec![Target::named(document, range)?.state.id()]
        } else {
            let touched = model.states_of(machine).iter();
            let touched = touched.filter(|it| overlap(it.range(), range.range));
            touched.map(State::id).collect()
        };
        let targets: Option<Vec<_>> = states.iter().map(|it| Target::of(document, *it)).collect();
        let targets = targets.filter(|it| !it.is_empty())?;
        // States that are written anew would lose them.
        let has_comment = |it: &Target<'_>| {
            let mut inside = it.entry.syntax().descendants_with_tokens();
            inside.any(|it| it.kind() == SyntaxKind::COMMENT)
        };
        if targets
            .iter()
            .any(|it| has_comment(it) || leads_by_alias(it))
        {
            return None;
        }
        let first = Self::entrance(document, &targets)?;
        let exit = Self::exit(&targets)?;
        Some(Self {
            document,
            states: targets,
            first,
            exit,
        })
    }

    /// The only state of them that something outside leads to.
    fn entrance(document: &'a Document, targets: &[Target<'a>]) -> Option<&'a State> {
        let model = document.model();
        let inside = |from: Origin| match from {
            Origin::State(state) => targets.iter().any(|it| it.state.id() == state),
            Origin::Machine(_) => false,
        };
        let mut entered = targets.iter().filter(|it| {
            let mut ways = model.references_to(it.state.id());
            ways.any(|way| !inside(way.from))
        });
        let first = entered.next()?.state;
        entered.next().is_none().then_some(first)
    }

    /// Where all ways out lead. `None` when they lead to several places, or when what is known inside
    /// would be missing outside: variables of a branch end with it.
    fn exit(targets: &[Target<'a>]) -> Option<Exit> {
        let assigns = |it: &Target<'_>| {
            it.state
                .variables()
                .all
                .iter()
                .any(|it| it.set_by.is_some())
        };
        if targets.iter().any(assigns) {
            return None;
        }
        let is_inside = |name: &str| targets.iter().any(|it| it.state.name() == name);
        let mut exits: Vec<Exit> = Vec::new();
        for target in targets {
            let kind = target.state.kind()?;
            let ways = target.state.references();
            let out = ways.filter(|it| !is_inside(it.target));
            for way in out {
                // A rule or catcher cannot end a machine.
                if way.cause != Cause::Next || way.is_placeholder() {
                    return None;
                }
                exits.push(Exit::Next(way.target.to_owned()));
            }
            // Inside, a Succeed state would end the branch only; a Fail state fails what is around as well.
            let ends = target.state.facts().is_end() && kind != asl_lang::StateType::Fail;
            if kind == asl_lang::StateType::Succeed {
                return None;
            }
            if ends {
                exits.push(Exit::End);
            }
        }
        let (first, rest) = exits.split_first()?;
        rest.iter().all(|it| it == first).then(|| first.clone())
    }

    /// The edits that put a state with a machine in the place of the run.
    fn state(
        &self,
        kind: &str,
        holder: fn(&Self, Node) -> Vec<(String, Node)>,
    ) -> Option<(String, Vec<asl_text::Edit>)> {
        let model = self.document.model();
        let name = free_name(model, &format!("{kind} of {}", self.first.name()));
        let mut fields = vec![("Type".to_owned(), Node::text(kind))];
        fields.extend(holder(self, self.machine()?));
        let edits = self.replaced(&name, fields)?;
        Some((format!("Move {} into a {kind}", self.words()), edits))
    }

    /// The states as a machine of their own.
    fn machine(&self) -> Option<Node> {
        Some(Node::Map(vec![
            ("StartAt".to_owned(), Node::text(self.first.name())),
            ("States".to_owned(), self.inner()?),
        ]))
    }

    /// The query language of the state that takes their place, which names none.
    fn language(&self) -> QueryLanguage {
        let model = self.document.model();
        model.machine(self.first.machine()).query_language()
    }

    /// Which states, in a few words.
    fn words(&self) -> String {
        match self.states.as_slice() {
            [one] => format!("\"{}\"", one.state.name()),
            several => format!("{} states", several.len()),
        }
    }

    /// A Task that starts an execution and waits for it, and the file with its definition.
    fn execution(&self, range: FileRange) -> Option<CodeAction> {
        let model = self.document.model();
        let language = self.language();
        let name = free_name(model, &format!("Execution of {}", self.first.name()));
        let words = self
            .first
            .name()
            .split(|it: char| !it.is_ascii_alphanumeric());
        let mut words: Vec<_> = words.filter(|it| !it.is_empty()).collect();
        if words.is_empty() {
            words.push("Nested");
        }
        let machine = format!("${{{}StateMachineArn}}", words.concat());
        let fields = node(&match language {
            QueryLanguage::JsonPath => json!({
                "Type": "Task",
                "Resource": START_EXECUTION,
                "Parameters": { "StateMachineArn": machine, "Input.$": "$" },
                "OutputPath": "$.Output",
            }),
            QueryLanguage::Jsonata => json!({
                "Type": "Task",
                "Resource": START_EXECUTION,
                "Arguments": { "StateMachineArn": machine, "Input": "{% $states.input %}" },
                "Output": "{% $states.result.Output %}",
            }),
        });
        let (Node::Map(fields), Node::Map(mut definition)) = (fields, self.machine()?) else {
            return None;
        };
        if language == QueryLanguage::Jsonata {
            let field = ("QueryLanguage".to_owned(), Node::text(language.name()));
            definition.insert(0, field);
        }
        let edits = self.replaced(&name, fields)?;
        let title = format!("Move {} into an execution of their own", self.words());
        let title = if self.states.len() == 1 {
            title.replace("their", "its")
        } else {
            title
        };
        Some(CodeAction {
            file: Some(NewFile {
                name: words.join("-").to_lowercase(),
                format: self.document.format(),
                text: convert::written(&Node::Map(definition), self.document.format()),
            }),
            ..action(title, range, edits)
        })
    }

    /// The edits that put one state with these fields in the place of the run.
    fn replaced(&self, name: &str, mut fields: Vec<(String, Node)>) -> Option<Vec<asl_text::Edit>> {
        fields.push(match &self.exit {
            Exit::Next(next) => ("Next".to_owned(), Node::text(next.clone())),
            Exit::End => ("End".to_owned(), node(&json!(true))),
        });
        let mut plan = Plan::default();
        let (first, rest) = self.states.split_first()?;
        plan.instead(&first.entry, vec![(name.to_owned(), Node::Map(fields))]);
        for target in rest {
            plan.instead(&target.entry, Vec::new());
        }
        let text = self.document.text().to_string();
        let mut edits = plan.edits(&text, self.document.format());
        let lead = self.ways_in().map(|it| lead_to(&it, self.document, name));
        edits.extend(lead);
        Some(edits)
    }

    /// The ways into the run from outside.
    fn ways_in(&self) -> impl Iterator<Item = Reference<'a>> {
        let model = self.document.model();
        let ways = model.references_to(self.first.id());
        let inside: Vec<_> = self.states.iter().map(|it| it.state.id()).collect();
        ways.filter(move |way| match way.from {
            Origin::State(from) => !inside.contains(&from),
            Origin::Machine(_) => true,
        })
    }

    /// The states as they are in the new machine: the way out is its end.
    fn inner(&self) -> Option<Node> {
        let mut states = Vec::new();
        for target in &self.states {
            let Node::Map(mut fields) = Node::read(&target.entry.value()?) else {
                return None;
            };
            for field in &mut fields {
                let leaves = field.0 == "Next" && self.exit.is(&field.1);
                if leaves {
                    *field = ("End".to_owned(), node(&json!(true)));
                }
            }
            states.push((target.state.name().to_owned(), Node::Map(fields)));
        }
        Some(Node::Map(states))
    }

    fn parallel(&self, machine: Node) -> Vec<(String, Node)> {
        vec![
            ("Branches".to_owned(), Node::List(vec![machine])),
            first_of_result(self.language()),
        ]
    }

    /// Every item of the input goes through the states, and the outputs are the output.
    fn map(&self, machine: Node) -> Vec<(String, Node)> {
        let items = match self.language() {
            QueryLanguage::JsonPath => ("ItemsPath", "$"),
            QueryLanguage::Jsonata => ("Items", "{% $states.input %}"),
        };
        vec![
            (items.0.to_owned(), Node::text(items.1)),
            ("ItemProcessor".to_owned(), machine),
        ]
    }
}

/// Whether a state may be left by ways that are written at an anchor elsewhere.
fn leads_by_alias(target: &Target<'_>) -> bool {
    let ways = ["Catch", "Choices"]
        .iter()
        .filter_map(|it| target.fields.get(it));
    let mut nodes = ways.flat_map(|it| it.syntax().descendants().collect::<Vec<_>>());
    target.state.facts().is_open() || nodes.any(|it| it.kind() == SyntaxKind::ALIAS)
}

fn overlap(a: TextRange, b: TextRange) -> bool {
    a.intersect(b).is_some_and(|it| !it.is_empty())
}
