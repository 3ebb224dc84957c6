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
    let ways = links.iter().enumerate();
    ways.map(|(at, link)| {
        let chain = &layers.chains[at];
        if chain.is_empty() {
            return round(nodes[link.from], link, &mut rounds[link.from]);
        }
        let mut route = Route::default();
        let (top, bottom) = (nodes[chain[0]], nodes[chain[chain.len() - 1]]);
        let leave = ports.below[at];
        route.points.push(Point {
            x: leave,
            y: top.y + top.height,
        });
        push(
            &mut route.points,
            Point {
                x: leave,
                y: lines.end(layers.slots[chain[0]].layer),
            },
        );
        for slot in &chain[1..chain.len() - 1] {
            let place = middle(*slot);
            let layer = layers.slots[*slot].layer;
            push(
                &mut route.points,
                Point {
                    x: place.x,
                    y: lines.top(layer),
                },
            );
            push(
                &mut route.points,
                Point {
                    x: place.x,
                    y: lines.end(layer),
                },
            );
            if layers.slots[*slot].kind == SlotKind::Label {
                route.label = Some(place);
            }
        }
        let enter = ports.above[at];
        let last = layers.slots[chain[chain.len() - 1]].layer;
        push(
            &mut route.points,
            Point {
                x: enter,
                y: lines.top(last),
            },
        );
        push(
            &mut route.points,
            Point {
                x: enter,
                y: bottom.y,
            },
        );
        if layers.upward[at] {
            route.points.reverse();
        }
        route
    })
    .collect()
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
                leaving[top].push((at, middle(next).x));
                let before = chain[chain.len() - 2];
                entering[chain[chain.len() - 1]].push((at, middle(before).x));
            }
        }
        let links = layers.chains.len();
        Self {
            below: spread(nodes, leaving, links),
            above: spread(nodes, entering, links),
        }
    }
}

/// Gives the ways of each node their places along its edge, in the order of where they go.
fn spread(nodes: &[Rect], ways: Vec<Vec<(usize, f32)>>, links: usize) -> Vec<f32> {
    let mut ports = vec![0.0; links];
    for (node, mut ways) in nodes.iter().zip(ways) {
        ways.sort_by(|left, right| left.1.total_cmp(&right.1));
        let middle = node.x + node.width / 2.0;
        let step = ((node.width - 20.0).max(0.0) / ways.len().max(1) as f32).min(PORTS);
        let first = middle - step * ways.len().saturating_sub(1) as f32 / 2.0;
        for (place, (link, _)) in ways.into_iter().enumerate() {
            ports[link] = first + step * place as f32;
        }
    }
    ports
}
