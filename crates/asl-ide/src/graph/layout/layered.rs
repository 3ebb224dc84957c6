//! One machine in layers: ranks, order within a rank, columns, ways. After Sugiyama, Tagawa and
//! Toda, "Methods for Visual Understanding of Hierarchical System Structures".

use rustc_hash::FxHashMap;

use super::super::{Point, Rect, Size};
use super::{columns, order, rank, route};

/// A way to be drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The size of what stands on it.
    pub(super) label: Option<Size>,
    /// It runs together with others of this sort that lead to the same node.
    pub(super) joins: bool,
}

/// A machine with its places, from (0, 0).
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub(super) size: Size,
    pub(super) nodes: Vec<Rect>,
    pub(super) routes: Vec<Route>,
}

/// Where a way goes, from its first node to its second.
#[derive(Debug, Default, Clone)]
pub(super) struct Route {
    pub(super) points: Vec<Point>,
    pub(super) label: Option<Point>,
    /// It ends where another way to the same node passes.
    pub(super) joins: bool,
}

/// Everything that takes room in a layer.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) kind: SlotKind,
    pub(super) size: Size,
    pub(super) layer: usize,
    pub(super) above: Vec<usize>,
    pub(super) below: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotKind {
    /// A node of the machine.
    Node,
    /// Where a way passes a layer.
    Bend,
    /// Where a way passes and bears its label.
    Label,
}

/// The slots, and the ways as chains of them. The first slots are the nodes.
#[derive(Debug)]
pub(super) struct Layers {
    pub(super) slots: Vec<Slot>,
    /// The slots of each layer from left to right.
    pub(super) rows: Vec<Vec<usize>>,
    /// The place of each slot in its row.
    pub(super) places: Vec<usize>,
    /// For each link its slots from top to bottom; empty for a way from a node to itself.
    pub(super) chains: Vec<Vec<usize>>,
    /// Which links lead upwards.
    pub(super) upward: Vec<bool>,
}

/// Ways that would need more slots than this go straight from node to node, whatever they cross: a
/// picture of thousands of states that all lead to one is beyond reading, but it has to come.
const MOST_SLOTS: usize = 60_000;

/// Lays out nodes of these sizes; the first node is the start.
pub(super) fn layered(sizes: &[Size], links: &[Link]) -> Placed {
    if sizes.is_empty() {
        return Placed::default();
    }
    let mut layers = Layers::new(sizes, links);
    order::order(&mut layers);
    let columns = columns::columns(&layers);
    let lines = Lines::new(&layers, &columns);
    let left = left_edge(&layers, &columns);
    let middle = |slot: usize| Point {
        x: columns[slot] - left,
        // Side by side things begin at the same height, so that a tall neighbour keeps none away
        // from what leads to it.
        y: lines.top(layers.slots[slot].layer) + layers.slots[slot].size.height / 2.0,
    };
    let nodes = sizes.iter().enumerate();
    let nodes: Vec<_> = nodes
        .map(|(it, size)| Rect::around(middle(it), *size))
        .collect();
    let right = (0..layers.slots.len()).map(|it| middle(it).x + layers.slots[it].size.width / 2.0);
    let size = Size {
        width: right.fold(0.0, f32::max),
        height: lines.bottom(),
    };
    let routes = route::routes(&layers, links, &nodes, &lines, middle);
    Placed {
        size,
        nodes,
        routes,
    }
}

fn left_edge(layers: &Layers, columns: &[f32]) -> f32 {
    let edges = layers.slots.iter().zip(columns);
    edges
        .map(|(slot, x)| x - slot.size.width / 2.0)
        .fold(f32::INFINITY, f32::min)
}

/// The slots in which ways to a node run together, by that node and the layer.
type Trunks = FxHashMap<(usize, usize), usize>;

impl Layers {
    /// Notes where the slots of a row stand, after they were ordered.
    pub(super) fn note_places(&mut self, row: usize) {
        for (place, slot) in self.rows[row].iter().enumerate() {
            self.places[*slot] = place;
        }
    }

    fn new(sizes: &[Size], links: &[Link]) -> Self {
        let ranking = rank::rank(sizes.len(), links);
        let slots = sizes.iter().zip(&ranking.ranks).map(|(size, layer)| Slot {
            kind: SlotKind::Node,
            size: *size,
            layer: *layer,
            above: Vec::new(),
            below: Vec::new(),
        });
        let mut layers = Self {
            slots: slots.collect(),
            rows: Vec::new(),
            places: Vec::new(),
            chains: Vec::new(),
            upward: ranking.upward,
        };
        let mut trunks = Trunks::default();
        for (at, link) in links.iter().enumerate() {
            let chain = layers.chain(link, layers.upward[at], &mut trunks);
            layers.chains.push(chain);
        }
        let height = layers
            .slots
            .iter()
            .map(|it| it.layer + 1)
            .max()
            .unwrap_or(0);
        layers.rows = vec![Vec::new(); height];
        layers.places = vec![0; layers.slots.len()];
        layers
    }

    /// The slots of a way, with new ones for the layers that it passes.
    fn chain(&mut self, link: &Link, upward: bool, trunks: &mut Trunks) -> Vec<usize> {
        if link.from == link.to {
            // It goes out and in at the right side; the node keeps its middle.
            self.slots[link.from].size.width += 2.0 * route::round_width(link);
            return Vec::new();
        }
        let (top, bottom) = if upward {
            (link.to, link.from)
        } else {
            (link.from, link.to)
        };
        let (first, last) = (self.slots[top].layer, self.slots[bottom].layer);
        // The label stands near the node that is left.
        let labelled = if upward { last - 1 } else { first + 1 };
        if self.slots.len() + (last - first) > MOST_SLOTS {
            return vec![top, bottom];
        }
        let mut chain = vec![top];
        for layer in first + 1..last {
            let label = link.label.filter(|_| layer == labelled);
            let shared = (bottom, layer);
            let joins = link.joins && !upward && label.is_none();
            if let Some(slot) = trunks.get(&shared).filter(|_| joins) {
                chain.push(*slot);
                continue;
            }
            if joins {
                trunks.insert(shared, self.slots.len());
            }
            self.slots.push(Slot {
                kind: if label.is_some() {
                    SlotKind::Label
                } else {
                    SlotKind::Bend
                },
                size: label.unwrap_or_default(),
                layer,
                above: Vec::new(),
                below: Vec::new(),
            });
            chain.push(self.slots.len() - 1);
        }
        chain.push(bottom);
        for pair in chain.windows(2) {
            // What runs together counts once, but two nodes may have several ways.
            let bends = self.slots[pair[0]].kind == SlotKind::Bend;
            if bends && self.slots[pair[0]].below.contains(&pair[1]) {
                continue;
            }
            self.slots[pair[0]].below.push(pair[1]);
            self.slots[pair[1]].above.push(pair[0]);
        }
        chain
    }
}

/// Where the layers stand, from top to bottom.
pub(super) struct Lines(Vec<(f32, f32)>);

impl Lines {
    const GAP: f32 = 18.0;

    fn new(layers: &Layers, columns: &[f32]) -> Self {
        let mut lines = Vec::with_capacity(layers.rows.len());
        let mut y = 0.0;
        for row in &layers.rows {
            let height = row
                .iter()
                .map(|it| layers.slots[*it].size.height)
                .fold(0.0, f32::max);
            lines.push((y, height));
            // Ways that go far to the side need more room to bend in.
            let bends = row.iter().flat_map(|from| {
                let below = layers.slots[*from].below.iter();
                below.map(|to| (columns[*from] - columns[*to]).abs())
            });
            let farthest = bends.fold(0.0, f32::max);
            y += height + Self::GAP + (farthest * 0.06).min(24.0);
        }
        Self(lines)
    }

    pub(super) fn top(&self, layer: usize) -> f32 {
        self.0.get(layer).map_or(0.0, |it| it.0)
    }

    pub(super) fn end(&self, layer: usize) -> f32 {
        self.0.get(layer).map_or(0.0, |it| it.0 + it.1)
    }

    fn bottom(&self) -> f32 {
        self.end(self.0.len().saturating_sub(1))
    }
}
