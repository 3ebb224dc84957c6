//! What is read at a place: by a step of a path or a name in JSONata.

use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::reserved::STATES_VARIABLE;
use asl_lang::{Place, StateType};
use asl_model::{Expression, Model, State};
use asl_path::path::{Path, Root, StepKind};
use asl_syntax::{TextRange, TextSize};

use super::{Data, Point, Step, reads_in};

/// A member that is read.
#[derive(Debug, Clone)]
pub(super) struct Read {
    /// Its name in the text.
    pub(super) range: TextRange,
    pub(super) data: Data,
}

impl Read {
    /// Whether it reads something in what another one reads, further on in the same path.
    pub(super) fn is_below(&self, other: &Self) -> bool {
        let (own, others) = (&self.data, &other.data);
        let behind = self.range.start().checked_sub(other.range.end());
        own.state == others.state
            && own.point == others.point
            && own.steps.len() > others.steps.len()
            && own.steps.starts_with(&others.steps)
            && behind.is_some_and(|it| it < PATH_LENGTH)
    }
}

/// No path is longer; another one that begins the same way is likely to stand elsewhere.
const PATH_LENGTH: TextSize = TextSize::new(100);

/// The member that is read at an offset.
pub(super) fn at(model: &Model, offset: TextSize) -> Option<Read> {
    let state = model.state(model.state_at(offset)?);
    let (expression, _) = state.expression_at(offset)?;
    let reads = reads_in(state, expression).into_iter();
    let mut here = reads.filter(|it| it.range.contains_inclusive(offset));
    here.next()
}

/// The members that a path goes through.
pub(super) fn of_path(state: &State, expression: &Expression, path: &Path) -> Vec<Read> {
    let Some(point) = point_of(state, expression).filter(|_| path.root == Root::Input) else {
        return Vec::new();
    };
    let mut reads = Vec::new();
    let mut steps: Vec<Step> = Vec::new();
    for step in &path.steps {
        match &step.kind {
            StepKind::Names(names) => {
                let [name] = names.as_slice() else { break };
                steps.push(Some(name.text.clone()));
                let range = usize::from(name.range.start())..usize::from(name.range.end());
                reads.push(Read {
                    range: state.to_document(expression.place_of(range)),
                    data: Data {
                        state: state.id(),
                        point,
                        steps: steps.clone(),
                    },
                });
            }
            StepKind::Descend | StepKind::Missing => break,
            // Any of a list; a filter and an index select elements too.
            _ => steps.push(None),
        }
    }
    reads
}

/// The members of `$states.input` and `$states.result` that an expression names.
pub(super) fn of_jsonata(state: &State, expression: &Expression, node: &Node) -> Vec<Read> {
    let mut reads: Vec<_> = node
        .children()
        .into_iter()
        .flat_map(|it| of_jsonata(state, expression, it))
        .collect();
    if let NodeKind::Path(nodes) = &node.kind
        && let Some((point, names)) = root_of(nodes)
    {
        let mut steps = Vec::new();
        for node in names {
            let NodeKind::Name(name) = &node.kind else {
                break;
            };
            steps.push(Some(name.clone()));
            let end = node.range.end.min(node.range.start + name.len());
            reads.push(Read {
                range: state.to_document(expression.place_of(node.range.start..end)),
                data: Data {
                    state: state.id(),
                    point,
                    steps: steps.clone(),
                },
            });
        }
    }
    reads
}

/// The data that a path of JSONata begins with, and the names behind.
pub(super) fn root_of(nodes: &[Node]) -> Option<(Point, &[Node])> {
    let [variable, member, names @ ..] = nodes else {
        return None;
    };
    let is_states = matches!(&variable.kind, NodeKind::Variable(it) if it == STATES_VARIABLE);
    let NodeKind::Name(member) = &member.kind else {
        return None;
    };
    let point = match member.as_str() {
        "input" => Point::Input,
        "result" => Point::Result,
        _ => return None,
    };
    is_states.then_some((point, names))
}

/// Which data `$` is in the field that an expression of paths is in; none where something is written, or where `$` is
/// what a service failed with.
pub(super) fn point_of(state: &State, expression: &Expression) -> Option<Point> {
    let has_result = matches!(
        state.kind()?,
        StateType::Task | StateType::Map | StateType::Parallel
    );
    match (expression.place, expression.field) {
        (_, "ResultPath") | (Place::Catcher, _) => None,
        (Place::State(_), "InputPath") => Some(Point::Input),
        (Place::State(_), "OutputPath") => Some(Point::Placed),
        (Place::State(_), "ResultSelector") => Some(Point::Result),
        (Place::State(_), "Assign") if has_result => Some(Point::Selected),
        _ => Some(Point::Effective),
    }
}
