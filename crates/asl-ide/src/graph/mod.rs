//! The picture of a machine: what is in it, where it stands, and how it is written down.
//!
//! [`Graph`] is plain data with positions in the text, so that a view can follow the cursor. The
//! three writers (SVG, Mermaid, DOT) read it and nothing else.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of lines and boxes are far below what a pixel's number can tell apart"
)]

mod build;
mod dot;
mod geometry;
mod layout;
mod mermaid;
mod svg;
#[cfg(test)]
mod tests;
mod words;

use asl_lang::StateType;
use asl_model::MachineId;
use asl_syntax::TextRange;

pub use geometry::{Point, Rect, Size};

use crate::{Analysis, FilePosition};

/// A machine drawn: boxes with their places, and the ways between them.
///
/// All lengths are CSS pixels from the upper left corner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// How large the picture is.
    pub size: Size,
    /// The nodes; a node's place in the list is its number. Holders stand before what they hold.
    pub nodes: Vec<GraphNode>,
    /// The boxes of nested machines, holders before what they hold.
    pub groups: Vec<GraphGroup>,
    /// The ways, each between two nodes of one machine.
    pub edges: Vec<GraphEdge>,
}

/// A state, or where a machine begins or ends.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphNode {
    /// What it is.
    pub kind: GraphNodeKind,
    /// The state's name; empty for a beginning and an end.
    pub name: String,
    /// What it does, in a few words: `lambda:invoke`, `5 s`.
    pub detail: Option<String>,
    /// The state's comment.
    pub comment: Option<String>,
    /// Whether its errors are retried.
    pub retries: bool,
    /// Whether a way leads here from the start of its machine.
    pub reachable: bool,
    /// The group that it stands in; `None` in the outermost machine.
    pub group: Option<usize>,
    /// Where it stands in the picture.
    pub place: Rect,
    /// The state in the text: the whole entry, and its name without quotes.
    pub text: Option<(TextRange, TextRange)>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GraphNodeKind {
    /// Where a machine begins.
    Start,
    /// Where a machine ends.
    End,
    /// A state; `None` while its type is unknown.
    State(Option<StateType>),
}

/// The box of a nested machine.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphGroup {
    /// The state that holds the machine.
    pub owner: usize,
    /// `Branch 1`; empty for the machine of a Map, which is alone in its state.
    pub title: String,
    /// Where it stands in the picture.
    pub place: Rect,
}

/// A way from one node to another.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphEdge {
    /// The node that is left.
    pub from: usize,
    /// The node that is entered.
    pub to: usize,
    /// Why the way is taken.
    pub kind: GraphEdgeKind,
    /// Lines of text on it: a rule's condition, the errors that a catcher takes.
    pub label: Vec<String>,
    /// Where the label's middle stands.
    pub label_place: Option<Point>,
    /// The points that it goes through. Between two points above each other the way is straight,
    /// else it is a curve that leaves and arrives upright.
    pub points: Vec<Point>,
    /// Its last point is where it joins another way to the same node, which alone goes on and has an arrow.
    pub joins: bool,
}

/// Why a way is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GraphEdgeKind {
    /// From the start, by `Next`, or to the end.
    Flow,
    /// By a rule of a Choice state.
    Choice,
    /// By the `Default` of a Choice state.
    Default,
    /// By a catcher.
    Catch,
}

impl Graph {
    /// The innermost state that stands at an offset of the text.
    pub fn node_at(&self, offset: asl_syntax::TextSize) -> Option<usize> {
        let holds = |it: &GraphNode| {
            it.text
                .is_some_and(|text| text.0.contains_inclusive(offset))
        };
        self.nodes.iter().rposition(holds)
    }

    /// The picture as SVG, which follows the light or dark theme of whoever shows it.
    pub fn to_svg(&self) -> String {
        svg::write(self)
    }

    /// The same as a Mermaid flowchart; Mermaid finds places of its own.
    pub fn to_mermaid(&self) -> String {
        mermaid::write(self)
    }

    /// The same in Graphviz' language; Graphviz finds places of its own.
    pub fn to_dot(&self) -> String {
        dot::write(self)
    }
}

/// # Graph
///
/// A picture of the machine at the cursor: states in layers from the start to the end, the
/// machines in Parallel and Map states as boxes in boxes, the conditions of Choice rules on their
/// ways, and the ways that errors take dashed. States that nothing leads to are drawn pale.
pub fn graph(analysis: &Analysis, at: FilePosition) -> Option<Graph> {
    let model = analysis.document(at.file)?.model();
    let around = |it: &&MachineId| model.machine(**it).range().contains_inclusive(at.offset);
    let roots = model.roots();
    let root = roots.iter().find(around).or(roots.first())?;
    let graph = build::build(model, *root);
    // Any object could be a machine without states.
    (!graph.nodes.is_empty()).then(|| layout::place(graph))
}
