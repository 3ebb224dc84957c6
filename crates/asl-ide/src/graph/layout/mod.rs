//! Where everything stands: a machine in layers, nested machines as boxes in their states.

mod columns;
mod layered;
mod order;
mod rank;
mod route;
mod text;

use super::{Graph, GraphEdgeKind, GraphNodeKind, Point, Rect, Size};
use layered::{Link, Placed};

pub(super) use text::{fit, width};

/// The height of a line of the detail and of a label, and the sizes of letters in pixels.
pub(super) const NAME_SIZE: f32 = 13.0;
pub(super) const SMALL_SIZE: f32 = 11.0;
pub(super) const LABEL_LINE: f32 = 14.0;
/// The icon of a state: its side, and how far it stands from the edges.
pub(super) const ICON: f32 = 24.0;
pub(super) const PADDING: f32 = 10.0;
/// The line of a state that holds machines, above them.
pub(super) const HEADER: f32 = 44.0;
/// The title line of a branch.
pub(super) const TITLE: f32 = 20.0;

const MARK: f32 = 14.0;
const MARGIN: f32 = 24.0;
const GROUP_GAP: f32 = 12.0;
const GROUP_PADDING: f32 = 14.0;
const NARROWEST: f32 = 104.0;
/// Longer names, details and labels are cut.
pub(super) const WIDEST_TEXT: f32 = 220.0;
const LABEL_LINES: usize = 3;

/// Gives everything its place.
pub(super) fn place(mut graph: Graph) -> Graph {
    for edge in &mut graph.edges {
        let left_out = edge.label.len().saturating_sub(LABEL_LINES);
        if left_out > 0 {
            edge.label.truncate(LABEL_LINES - 1);
            edge.label.push(format!("and {} more", left_out + 1));
        }
        for line in &mut edge.label {
            *line = fit(line, SMALL_SIZE, WIDEST_TEXT);
        }
    }
    let mut layout = Layout::of(&graph);
    let size = layout.size(&graph, None);
    layout.put(
        &mut graph,
        None,
        Point {
            x: MARGIN,
            y: MARGIN,
        },
    );
    graph.size = Size {
        width: size.width + 2.0 * MARGIN,
        height: size.height + 2.0 * MARGIN,
    };
    graph
}

/// The machines by their groups: `None` is the outermost one.
struct Layout {
    machines: Vec<Machine>,
    groups_of: Vec<Vec<usize>>,
}

/// One machine on its own, from (0, 0).
#[derive(Default)]
struct Machine {
    nodes: Vec<usize>,
    edges: Vec<usize>,
    placed: Placed,
}

impl Layout {
    fn of(graph: &Graph) -> Self {
        let slot = |group: Option<usize>| group.map_or(0, |it| it + 1);
        let mut machines: Vec<Machine> = Vec::new();
        machines.resize_with(graph.groups.len() + 1, Machine::default);
        let mut groups_of = vec![Vec::new(); graph.nodes.len()];
        for (index, group) in graph.groups.iter().enumerate() {
            groups_of[group.owner].push(index);
        }
        for (index, node) in graph.nodes.iter().enumerate() {
            machines[slot(node.group)].nodes.push(index);
        }
        for (index, edge) in graph.edges.iter().enumerate() {
            machines[slot(graph.nodes[edge.from].group)]
                .edges
                .push(index);
        }
        Self {
            machines,
            groups_of,
        }
    }

    /// Lays a machine and all in it out; answers how large it is.
    fn size(&mut self, graph: &Graph, group: Option<usize>) -> Size {
        let slot = group.map_or(0, |it| it + 1);
        let nodes = std::mem::take(&mut self.machines[slot].nodes);
        let sizes: Vec<_> = nodes.iter().map(|it| self.node_size(graph, *it)).collect();
        let number = |node| nodes.iter().position(|it| *it == node).unwrap_or_default();
        let links = self.machines[slot].edges.iter().map(|it| {
            let edge = &graph.edges[*it];
            Link {
                from: number(edge.from),
                to: number(edge.to),
                label: (!edge.label.is_empty()).then(|| label_size(&edge.label)),
                joins: edge.kind == GraphEdgeKind::Catch,
            }
        });
        let placed = layered::layered(&sizes, &links.collect::<Vec<_>>());
        let size = placed.size;
        self.machines[slot].placed = placed;
        self.machines[slot].nodes = nodes;
        size
    }

    fn node_size(&mut self, graph: &Graph, node: usize) -> Size {
        let made = &graph.nodes[node];
        if !matches!(made.kind, GraphNodeKind::State(_)) {
            return Size {
                width: MARK,
                height: MARK,
            };
        }
        let detail = made.detail.as_deref().unwrap_or_default();
        let name = width(&made.name, NAME_SIZE)
            .max(width(detail, SMALL_SIZE))
            .min(WIDEST_TEXT);
        let mark = if made.retries { 20.0 } else { 0.0 };
        let header = Size {
            width: (name + ICON + 3.0 * PADDING + mark).max(NARROWEST),
            height: HEADER,
        };
        let groups = self.groups_of[node].clone();
        if groups.is_empty() {
            return header;
        }
        let inner: Vec<_> = groups
            .iter()
            .map(|it| self.group_size(graph, *it))
            .collect();
        let gaps = GROUP_GAP * (inner.len() + 1) as f32;
        let across = inner.iter().map(|it| it.width).sum::<f32>() + gaps;
        let tallest = inner.iter().map(|it| it.height).fold(0.0, f32::max);
        Size {
            width: across.max(header.width),
            height: HEADER + tallest + GROUP_GAP,
        }
    }

    fn group_size(&mut self, graph: &Graph, group: usize) -> Size {
        let inner = self.size(graph, Some(group));
        Size {
            width: inner.width.max(40.0) + 2.0 * GROUP_PADDING,
            height: inner.height + 2.0 * GROUP_PADDING + title(graph, group),
        }
    }

    /// Moves a machine to its place in the picture.
    fn put(&self, graph: &mut Graph, group: Option<usize>, at: Point) {
        let machine = &self.machines[group.map_or(0, |it| it + 1)];
        for (node, place) in machine.nodes.iter().zip(&machine.placed.nodes) {
            let corner = at.shifted(Point {
                x: place.x,
                y: place.y,
            });
            graph.nodes[*node].place = Rect {
                x: corner.x,
                y: corner.y,
                ..*place
            };
            self.put_groups(graph, *node);
        }
        for (edge, route) in machine.edges.iter().zip(&machine.placed.routes) {
            let edge = &mut graph.edges[*edge];
            edge.points = route.points.iter().map(|it| it.shifted(at)).collect();
            edge.label_place = route.label.map(|it| it.shifted(at));
            edge.joins = route.joins;
        }
    }

    /// The branches of a state side by side, in the middle of its box.
    fn put_groups(&self, graph: &mut Graph, node: usize) {
        let groups = &self.groups_of[node];
        let place = graph.nodes[node].place;
        let widths = groups.iter().map(|it| {
            let inner = self.machines[it + 1].placed.size.width;
            inner.max(40.0) + 2.0 * GROUP_PADDING
        });
        let widths: Vec<_> = widths.collect();
        let all = widths.iter().sum::<f32>() + GROUP_GAP * widths.len().saturating_sub(1) as f32;
        let mut x = place.x + (place.width - all) / 2.0;
        for (group, width) in groups.iter().zip(widths) {
            let height = place.height - HEADER - GROUP_GAP;
            let y = place.y + HEADER;
            graph.groups[*group].place = Rect {
                x,
                y,
                width,
                height,
            };
            let inner = self.machines[group + 1].placed.size;
            let corner = Point {
                x: x + (width - inner.width) / 2.0,
                y: y + GROUP_PADDING + title(graph, *group),
            };
            self.put(graph, Some(*group), corner);
            x += width + GROUP_GAP;
        }
    }
}

fn title(graph: &Graph, group: usize) -> f32 {
    if graph.groups[group].title.is_empty() {
        0.0
    } else {
        TITLE
    }
}

fn label_size(lines: &[String]) -> Size {
    let widest = lines
        .iter()
        .map(|it| width(it, SMALL_SIZE))
        .fold(0.0, f32::max);
    Size {
        width: widest + 10.0,
        height: LABEL_LINE * lines.len() as f32 + 4.0,
    }
}
