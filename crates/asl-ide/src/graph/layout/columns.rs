//! How far to the right each slot stands. After Brandes and Köpf, "Fast and Simple Horizontal
//! Coordinate Assignment": long ways are straight, nodes stand in the middle of their neighbours.

use rustc_hash::FxHashSet;

use super::layered::{Layers, SlotKind};

const BETWEEN_NODES: f32 = 36.0;
const BETWEEN_WAYS: f32 = 18.0;

/// The middle of each slot.
pub(super) fn columns(layers: &Layers) -> Vec<f32> {
    let conflicts = conflicts(layers);
    let mut four = Vec::with_capacity(4);
    for upwards in [false, true] {
        for from_right in [false, true] {
            let view = View::new(layers, upwards, from_right);
            let mut columns = view.compact(&view.align(&conflicts));
            if from_right {
                for x in &mut columns {
                    *x = -*x;
                }
            }
            four.push(columns);
        }
    }
    balance(layers, &mut four)
}

/// Moves the four to the narrowest of them and takes the middle for each slot.
fn balance(layers: &Layers, four: &mut [Vec<f32>]) -> Vec<f32> {
    let extent = |columns: &[f32]| {
        let edges = layers.slots.iter().zip(columns);
        edges.fold(
            (f32::INFINITY, f32::NEG_INFINITY),
            |(left, right), (slot, x)| {
                let half = slot.size.width / 2.0;
                (left.min(x - half), right.max(x + half))
            },
        )
    };
    let extents: Vec<_> = four.iter().map(|it| extent(it)).collect();
    let width = |it: &(f32, f32)| it.1 - it.0;
    let narrowest = extents
        .iter()
        .min_by(|left, right| width(left).total_cmp(&width(right)));
    let (left, right) = narrowest.copied().unwrap_or_default();
    for (at, columns) in four.iter_mut().enumerate() {
        let from_right = at % 2 == 1;
        let by = if from_right {
            right - extents[at].1
        } else {
            left - extents[at].0
        };
        for x in columns {
            *x += by;
        }
    }
    (0..layers.slots.len())
        .map(|slot| {
            let mut places: Vec<_> = four.iter().map(|it| it[slot]).collect();
            places.sort_by(f32::total_cmp);
            f32::midpoint(places[1], places[2])
        })
        .collect()
}

/// Ways that cross a long way where it passes a layer: the long way stays straight.
fn conflicts(layers: &Layers) -> FxHashSet<(usize, usize)> {
    let inner = |slot: usize| layers.slots[slot].kind != SlotKind::Node;
    let mut found = FxHashSet::default();
    for pair in layers.rows.windows(2) {
        let places = &layers.places;
        let straight = |slot: usize| {
            let mut above = layers.slots[slot].above.iter();
            above
                .find(|it| inner(slot) && inner(**it))
                .map(|it| places[*it])
        };
        let (mut low, mut begin) = (0, 0);
        for at in 0..pair[1].len() {
            let next = straight(pair[1][at]);
            let is_last = at + 1 == pair[1].len();
            if next.is_none() && !is_last {
                continue;
            }
            let high = next.unwrap_or_else(|| pair[0].len().saturating_sub(1));
            for slot in &pair[1][begin..=at] {
                for above in &layers.slots[*slot].above {
                    let crosses = places[*above] < low || places[*above] > high;
                    if crosses && !(inner(*slot) && inner(*above)) {
                        found.insert((*above, *slot));
                    }
                }
            }
            begin = at + 1;
            low = high;
        }
    }
    found
}

/// The layers seen from one of the four corners.
struct View<'a> {
    layers: &'a Layers,
    rows: Vec<Vec<usize>>,
    places: Vec<usize>,
    upwards: bool,
}

/// Slots in blocks that stand above each other: each slot's block is named by one of its slots.
struct Blocks(Vec<usize>);

impl<'a> View<'a> {
    fn new(layers: &'a Layers, upwards: bool, from_right: bool) -> Self {
        let mut rows = layers.rows.clone();
        if upwards {
            rows.reverse();
        }
        if from_right {
            for row in &mut rows {
                row.reverse();
            }
        }
        let mut places = vec![0; layers.slots.len()];
        for row in &rows {
            row.iter()
                .enumerate()
                .for_each(|(place, slot)| places[*slot] = place);
        }
        Self {
            layers,
            rows,
            places,
            upwards,
        }
    }

    /// Aligns every slot with a median neighbour in the row before.
    fn align(&self, conflicts: &FxHashSet<(usize, usize)>) -> Blocks {
        let slots = self.layers.slots.len();
        let mut root: Vec<_> = (0..slots).collect();
        let mut taken = vec![false; slots];
        for row in &self.rows {
            let mut free_from = 0;
            for slot in row {
                let near = self.near(*slot);
                let Some(last) = near.len().checked_sub(1) else {
                    continue;
                };
                for other in near[last / 2..=last.div_ceil(2)].iter().copied() {
                    let pair = if self.upwards {
                        (*slot, other)
                    } else {
                        (other, *slot)
                    };
                    let is_free = root[*slot] == *slot
                        && !taken[other]
                        && self.places[other] >= free_from
                        && !conflicts.contains(&pair);
                    if is_free {
                        root[*slot] = root[other];
                        taken[other] = true;
                        free_from = self.places[other] + 1;
                    }
                }
            }
        }
        Blocks(root)
    }

    fn near(&self, slot: usize) -> Vec<usize> {
        let slot = &self.layers.slots[slot];
        let mut near = if self.upwards {
            slot.below.clone()
        } else {
            slot.above.clone()
        };
        // What ways run together in stands straight; they come to it.
        let is_bend = |it: &usize| self.layers.slots[*it].kind == SlotKind::Bend;
        if slot.kind == SlotKind::Bend && near.iter().any(is_bend) {
            near.retain(is_bend);
        }
        near.sort_by_key(|it| self.places[*it]);
        near
    }

    /// Pushes the blocks together: first all to the left, then each as far right as it may go
    /// without moving others.
    fn compact(&self, blocks: &Blocks) -> Vec<f32> {
        let slots = self.layers.slots.len();
        let mut after: Vec<Vec<(usize, f32)>> = vec![Vec::new(); slots];
        let mut before = vec![0_usize; slots];
        for pair in self.rows.iter().flat_map(|it| it.windows(2)) {
            let (left, right) = (blocks.0[pair[0]], blocks.0[pair[1]]);
            after[left].push((right, self.distance(pair[0], pair[1])));
            before[right] += 1;
        }
        let mut x = vec![0.0_f32; slots];
        let roots = (0..slots).filter(|it| blocks.0[*it] == *it && before[*it] == 0);
        let mut ready: Vec<_> = roots.collect();
        let mut order = Vec::with_capacity(slots);
        while let Some(block) = ready.pop() {
            order.push(block);
            for (next, distance) in &after[block] {
                x[*next] = x[*next].max(x[block] + distance);
                before[*next] -= 1;
                if before[*next] == 0 {
                    ready.push(*next);
                }
            }
        }
        for block in order.into_iter().rev() {
            let room = after[block]
                .iter()
                .map(|(next, distance)| x[*next] - distance);
            let most = room.fold(f32::INFINITY, f32::min);
            if most.is_finite() {
                x[block] = x[block].max(most);
            }
        }
        (0..slots).map(|it| x[blocks.0[it]]).collect()
    }

    fn distance(&self, left: usize, right: usize) -> f32 {
        let (left, right) = (&self.layers.slots[left], &self.layers.slots[right]);
        let nodes = left.kind == SlotKind::Node && right.kind == SlotKind::Node;
        let gap = if nodes { BETWEEN_NODES } else { BETWEEN_WAYS };
        f32::midpoint(left.size.width, right.size.width) + gap
    }
}
