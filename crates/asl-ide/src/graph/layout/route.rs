//! The points that each way goes through. Between layers ways bend; within a layer they are upright,
//! so that none crosses a node or a label.

use super::super::{Point, Rect};
use super::layered::{Layers, Lines, Link, Route, SlotKind};

/// How far a way from a node to itself goes out at the side.
const LOOP: f32 = 26.0;
/// How far apart ways leave or enter one node, at most.
const PORTS: f32 = 26.0;

/// The ways of all links.
pub(super) fn routes(
    layers: &Layers,
    links: &[Link],
    nodes: &[Rect],
    lines: &Lines,
    middle: impl Fn(usize) -> Point,
) -> Vec<Route> {
    let ports = Ports::new(layers, nodes, &middle);
    let mut rounds = vec![0.0; nodes.len()];
    let mut routes = vec![Route::default(); links.len()];
    // Of those that run together the one from the highest node goes all the way.
    let mut order: Vec<_> = (0..links.len()).collect();
    order.sort_by_key(|it| layers.chains[*it].first().map(|it| layers.slots[*it].layer));
    let mut passed = vec![false; layers.slots.len()];
    for at in order {
        let chain = &layers.chains[at];
        routes[at] = if chain.is_empty() {
            let from = links[at].from;
            round(nodes[from], &links[at], &mut rounds[from])
        } else {
            let through = Through {
                layers,
                nodes,
                lines,
                middle: &middle,
            };
            through.route(chain, (ports.below[at], ports.above[at]), &mut passed)
        };
        if layers.upward[at] {
            routes[at].points.reverse();
        }
    }
    routes
}

/// What a way goes through.
struct Through<'a, M> {
    layers: &'a Layers,
    nodes: &'a [Rect],
    lines: &'a Lines,
    middle: &'a M,
}

impl<M: Fn(usize) -> Point> Through<'_, M> {
    /// From the top to the bottom, or to the slot that another way has passed.
    fn route(&self, chain: &[usize], (leave, enter): (f32, f32), passed: &mut [bool]) -> Route {
        let (layers, lines) = (self.layers, self.lines);
        let mut route = Route::default();
        let (first, last) = (chain[0], chain[chain.len() - 1]);
        let mut to = |x, y| push(&mut route.points, Point { x, y });
        to(leave, self.nodes[first].y + self.nodes[first].height);
        to(leave, lines.end(layers.slots[first].layer));
        for slot in &chain[1..chain.len() - 1] {
            let place = (self.middle)(*slot);
            let layer = layers.slots[*slot].layer;
            to(place.x, lines.top(layer));
            if std::mem::replace(&mut passed[*slot], true) {
                route.joins = true;
                return route;
            }
            to(place.x, lines.end(layer));
            if layers.slots[*slot].kind == SlotKind::Label {
                route.label = Some(place);
            }
        }
        to(enter, lines.top(layers.slots[last].layer));
        to(enter, self.nodes[last].y);
        route
    }
}

fn push(points: &mut Vec<Point>, point: Point) {
    if points.last() != Some(&point) {
        points.push(point);
    }
}

/// The room that a way from a node to itself takes at its side.
pub(super) fn round_width(link: &Link) -> f32 {
    LOOP + link.label.map_or(0.0, |it| it.width)
}

/// Out below at the right, around and in again from above; the next one goes around this one.
fn round(node: Rect, link: &Link, taken: &mut f32) -> Route {
    let right = node.x + node.width;
    let inside = right - 18.0;
    let middle = node.y + node.height / 2.0;
    let outside = right + *taken;
    *taken += round_width(link);
    Route {
        points: vec![
            Point {
                x: inside,
                y: node.y + node.height,
            },
            Point {
                x: outside + 18.0,
                y: middle,
            },
            Point {
                x: inside,
                y: node.y,
            },
        ],
        joins: false,
        label: link.label.map(|it| Point {
            x: outside + LOOP + it.width / 2.0,
            y: middle,
        }),
    }
}

/// Where ways leave and enter nodes, by link.
struct Ports {
    below: Vec<f32>,
    above: Vec<f32>,
}

impl Ports {
    fn new(layers: &Layers, nodes: &[Rect], middle: &impl Fn(usize) -> Point) -> Self {
        let mut leaving = vec![Vec::new(); nodes.len()];
        let mut entering = vec![Vec::new(); nodes.len()];
        for (at, chain) in layers.chains.iter().enumerate() {
            if let [top, next, ..] = chain[..] {
                leaving[top].push((at, next, middle(next).x));
                let before = chain[chain.len() - 2];
                entering[chain[chain.len() - 1]].push((at, before, middle(before).x));
            }
        }
        let links = layers.chains.len();
        Self {
            below: spread(layers, nodes, leaving, links),
            above: spread(layers, nodes, entering, links),
        }
    }
}

/// A way by its number, with the slot next to the node and where that stands.
type Way = (usize, usize, f32);

/// Gives the ways of each node their places along its edge, in the order of where they go. Those that run together have
/// one.
fn spread(layers: &Layers, nodes: &[Rect], ways: Vec<Vec<Way>>, links: usize) -> Vec<f32> {
    let mut ports = vec![0.0; links];
    for (node, mut ways) in nodes.iter().zip(ways) {
        ways.sort_by(|left, right| left.2.total_cmp(&right.2));
        let together = |left: &Way, right: &Way| {
            left.1 == right.1 && layers.slots[left.1].kind == SlotKind::Bend
        };
        let count = ways.chunk_by(together).count();
        let middle = node.x + node.width / 2.0;
        let step = ((node.width - 20.0).max(0.0) / count.max(1) as f32).min(PORTS);
        let first = middle - step * count.saturating_sub(1) as f32 / 2.0;
        for (place, ways) in ways.chunk_by(together).enumerate() {
            for (link, ..) in ways {
                ports[*link] = first + step * place as f32;
            }
        }
    }
    ports
}
