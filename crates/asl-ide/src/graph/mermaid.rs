//! A picture as a Mermaid flowchart.

use std::fmt::Write as _;

use asl_lang::StateType;

use super::{Graph, GraphEdgeKind, GraphNode, GraphNodeKind};

/// The whole text, from `flowchart TD` on.
pub(super) fn write(graph: &Graph) -> String {
    let mut text = "flowchart TD\n".to_owned();
    members(graph, None, 1, &mut text);
    for edge in &graph.edges {
        let arrow = if edge.kind == GraphEdgeKind::Catch {
            "-.->"
        } else {
            "-->"
        };
        let label = if edge.label.is_empty() {
            String::new()
        } else {
            format!("|{}|", quoted(&edge.label.join("\n")))
        };
        let _ = writeln!(text, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    text
}

/// The nodes of one machine; a state that holds machines is a subgraph of subgraphs.
fn members(graph: &Graph, group: Option<usize>, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    for (index, node) in graph.nodes.iter().enumerate() {
        if node.group != group {
            continue;
        }
        let inner: Vec<_> = (0..graph.groups.len())
            .filter(|it| graph.groups[*it].owner == index)
            .collect();
        if inner.is_empty() {
            let _ = writeln!(text, "{indent}n{index}{}", shape(node));
            continue;
        }
        let _ = writeln!(text, "{indent}subgraph n{index} [{}]", quoted(&title(node)));
        for group in inner {
            match graph.groups[group].title.as_str() {
                "" => members(graph, Some(group), depth + 1, text),
                title => {
                    let _ = writeln!(text, "{indent}  subgraph g{group} [{}]", quoted(title));
                    members(graph, Some(group), depth + 2, text);
                    let _ = writeln!(text, "{indent}  end");
                }
            }
        }
        let _ = writeln!(text, "{indent}end");
    }
}

fn shape(node: &GraphNode) -> String {
    let words = quoted(&title(node));
    match node.kind {
        GraphNodeKind::Start => "((\" \"))".to_owned(),
        GraphNodeKind::End => "(((\" \")))".to_owned(),
        GraphNodeKind::State(Some(StateType::Choice)) => format!("{{{words}}}"),
        GraphNodeKind::State(Some(StateType::Succeed | StateType::Fail)) => format!("([{words}])"),
        GraphNodeKind::State(Some(StateType::Wait)) => format!("({words})"),
        GraphNodeKind::State(_) => format!("[{words}]"),
    }
}

fn title(node: &GraphNode) -> String {
    match &node.detail {
        Some(detail) => format!("{}\n{detail}", node.name),
        None => node.name.clone(),
    }
}

/// A text in quotes; signs that Mermaid or HTML would read are written as entities.
fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("#quot;"),
            '#' => quoted.push_str("#35;"),
            '<' => quoted.push_str("#lt;"),
            '>' => quoted.push_str("#gt;"),
            '&' => quoted.push_str("#amp;"),
            '`' => quoted.push_str("#96;"),
            '\n' => quoted.push_str("<br>"),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
