//! A picture in the language of Graphviz.

use std::fmt::Write as _;

use asl_lang::StateType;

use super::{Graph, GraphEdgeKind, GraphNode, GraphNodeKind};

/// The whole text.
pub(super) fn write(graph: &Graph) -> String {
    let mut text = "digraph machine {\n".to_owned();
    text.push_str("  compound = true\n");
    text.push_str("  node [shape = box, style = rounded, fontname = Helvetica, fontsize = 12]\n");
    text.push_str("  edge [fontname = Helvetica, fontsize = 10]\n");
    members(graph, None, 1, &mut text);
    for edge in &graph.edges {
        let _ = writeln!(text, "  {}", line(graph, edge));
    }
    text.push_str("}\n");
    text
}

/// A way. Graphviz leads ways to nodes only, so those of a state with machines in it begin and end
/// at a node inside and are cut at the box.
fn line(graph: &Graph, edge: &super::GraphEdge) -> String {
    let mut attributes = Vec::new();
    if !edge.label.is_empty() {
        attributes.push(format!("label = {}", quoted(&edge.label.join("\n"))));
    }
    if edge.kind == GraphEdgeKind::Catch {
        attributes.push("style = dashed, color = firebrick".to_owned());
    }
    if is_holder(graph, edge.from) {
        attributes.push(format!("ltail = cluster_n{}", edge.from));
    }
    if is_holder(graph, edge.to) {
        attributes.push(format!("lhead = cluster_n{}", edge.to));
    }
    let attributes = match attributes.as_slice() {
        [] => String::new(),
        some => format!(" [{}]", some.join(", ")),
    };
    format!("n{} -> n{}{attributes}", edge.from, edge.to)
}

fn members(graph: &Graph, group: Option<usize>, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    for (index, node) in graph.nodes.iter().enumerate() {
        if node.group != group {
            continue;
        }
        if !is_holder(graph, index) {
            let _ = writeln!(text, "{indent}n{index} [{}]", shape(node));
            continue;
        }
        let _ = writeln!(text, "{indent}subgraph cluster_n{index} {{");
        let _ = writeln!(text, "{indent}  label = {}", quoted(&title(node)));
        let _ = writeln!(text, "{indent}  n{index} [shape = point, style = invis]");
        let groups = graph
            .groups
            .iter()
            .enumerate()
            .filter(|it| it.1.owner == index);
        for (group, it) in groups {
            let _ = writeln!(text, "{indent}  subgraph cluster_g{group} {{");
            let _ = writeln!(text, "{indent}    label = {}", quoted(&it.title));
            members(graph, Some(group), depth + 2, text);
            let _ = writeln!(text, "{indent}  }}");
        }
        let _ = writeln!(text, "{indent}}}");
    }
}

fn is_holder(graph: &Graph, node: usize) -> bool {
    graph.groups.iter().any(|it| it.owner == node)
}

fn shape(node: &GraphNode) -> String {
    let words = quoted(&title(node));
    match node.kind {
        GraphNodeKind::Start => {
            "shape = circle, label = \"\", width = 0.2, style = filled".to_owned()
        }
        GraphNodeKind::End => "shape = doublecircle, label = \"\", width = 0.15".to_owned(),
        GraphNodeKind::State(Some(StateType::Choice)) => {
            format!("label = {words}, shape = diamond, style = solid")
        }
        GraphNodeKind::State(Some(StateType::Fail)) => {
            format!("label = {words}, color = firebrick")
        }
        GraphNodeKind::State(_) => format!("label = {words}"),
    }
}

fn title(node: &GraphNode) -> String {
    match &node.detail {
        Some(detail) => format!("{}\n{detail}", node.name),
        None => node.name.clone(),
    }
}

fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{escaped}\"")
}
