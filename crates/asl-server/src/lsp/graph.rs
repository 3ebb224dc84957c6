//! `asl/graph`: the picture of a machine with the places of its states in the text.

use asl_ide::{Graph, GraphEdge, GraphEdgeKind, GraphNode, GraphNodeKind, Point, Rect};
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types as lsp;

use super::to_proto;
use crate::snapshot::Snapshot;

/// The request's name.
pub(crate) const GRAPH: &str = "asl/graph";

/// Which machine: that at the position, else the first one of the document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GraphParams {
    pub(crate) text_document: lsp::TextDocumentIdentifier,
    #[serde(default)]
    pub(crate) position: Option<lsp::Position>,
}

/// The picture, and what is where. Lengths are CSS pixels of the picture.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GraphAnswer {
    /// The version of the document that was drawn.
    version: i32,
    width: f32,
    height: f32,
    /// The picture; the state with the number N in `nodes` is the element with `data-node="N"`.
    svg: String,
    /// The state at the position that was asked about.
    at: Option<usize>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    /// `start`, `end` or `state`.
    kind: &'static str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    state_type: Option<&'static str>,
    name: String,
    reachable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<usize>,
    place: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<lsp::Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    selection_range: Option<lsp::Range>,
}

#[derive(Debug, Serialize)]
struct Edge {
    from: usize,
    to: usize,
    /// `flow`, `choice`, `default` or `catch`.
    kind: &'static str,
    label: Vec<String>,
    points: Vec<(f32, f32)>,
}

#[derive(Debug, Serialize)]
struct Group {
    owner: usize,
    title: String,
    place: Place,
}

#[derive(Debug, Serialize)]
struct Place {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

/// The answer to a client.
pub(crate) fn answer(snapshot: &Snapshot, graph: &Graph, at: Option<usize>) -> GraphAnswer {
    let groups = graph.groups.iter().map(|it| Group {
        owner: it.owner,
        title: it.title.clone(),
        place: place(it.place),
    });
    GraphAnswer {
        version: snapshot.version(),
        width: graph.size.width,
        height: graph.size.height,
        svg: graph.to_svg(),
        at,
        nodes: graph.nodes.iter().map(|it| node(snapshot, it)).collect(),
        edges: graph.edges.iter().map(edge).collect(),
        groups: groups.collect(),
    }
}

fn node(snapshot: &Snapshot, node: &GraphNode) -> Node {
    let (kind, state_type) = match node.kind {
        GraphNodeKind::Start => ("start", None),
        GraphNodeKind::End => ("end", None),
        GraphNodeKind::State(state) => ("state", state.map(asl_lang::StateType::name)),
    };
    Node {
        kind,
        state_type,
        name: node.name.clone(),
        reachable: node.reachable,
        group: node.group,
        place: place(node.place),
        range: node.text.map(|it| to_proto::range(snapshot, it.0)),
        selection_range: node.text.map(|it| to_proto::range(snapshot, it.1)),
    }
}

fn edge(edge: &GraphEdge) -> Edge {
    let kind = match edge.kind {
        GraphEdgeKind::Flow => "flow",
        GraphEdgeKind::Choice => "choice",
        GraphEdgeKind::Default => "default",
        GraphEdgeKind::Catch => "catch",
    };
    let point = |it: &Point| (it.x, it.y);
    Edge {
        from: edge.from,
        to: edge.to,
        kind,
        label: edge.label.clone(),
        points: edge.points.iter().map(point).collect(),
    }
}

fn place(rect: Rect) -> Place {
    Place {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
    }
}
