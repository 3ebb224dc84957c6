//! The order of slots within each layer: as few ways as possible cross.

use super::layered::Layers;

const SWEEPS: usize = 12;

/// Orders every row: first as a walk from the start meets the slots, then by medians of their
/// neighbours, down and up; the best order found stays.
pub(super) fn order(layers: &mut Layers) {
    first(layers);
    let mut best = (crossings(layers), layers.rows.clone());
    for sweep in 0..SWEEPS {
        if best.0 == 0 {
            break;
        }
        sort(layers, sweep % 2 == 0);
        swap(layers);
        let crossings = crossings(layers);
        if crossings < best.0 {
            best = (crossings, layers.rows.clone());
        }
    }
    layers.rows = best.1;
    note_all(layers);
}

fn first(layers: &mut Layers) {
    let mut seen = vec![false; layers.slots.len()];
    for root in 0..layers.slots.len() {
        let mut stack = vec![root];
        while let Some(slot) = stack.pop() {
            if std::mem::replace(&mut seen[slot], true) {
                continue;
            }
            layers.rows[layers.slots[slot].layer].push(slot);
            stack.extend(layers.slots[slot].below.iter().rev());
        }
    }
    note_all(layers);
}

fn note_all(layers: &mut Layers) {
    (0..layers.rows.len()).for_each(|row| layers.note_places(row));
}

fn sort(layers: &mut Layers, downwards: bool) {
    let rows = layers.rows.len();
    for step in 1..rows {
        let row = if downwards { step } else { rows - 1 - step };
        let median_of = |slot: usize| {
            let slot = &layers.slots[slot];
            let near = if downwards { &slot.above } else { &slot.below };
            median(near.iter().map(|it| layers.places[*it]).collect())
        };
        let slots = layers.rows[row].iter();
        let mut keyed: Vec<_> = slots.map(|slot| (median_of(*slot), *slot)).collect();
        settle(&mut keyed);
        layers.rows[row] = keyed.into_iter().map(|it| it.1).collect();
        layers.note_places(row);
    }
}

/// Sorts by the medians; slots without neighbours stay where they are.
fn settle(keyed: &mut [(Option<f32>, usize)]) {
    let free: Vec<_> = (0..keyed.len())
        .filter(|it| keyed[*it].0.is_some())
        .collect();
    let mut sorted: Vec<_> = free.iter().map(|it| keyed[*it]).collect();
    sorted.sort_by(|left, right| {
        left.0
            .partial_cmp(&right.0)
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    for (place, value) in free.into_iter().zip(sorted) {
        keyed[place] = value;
    }
}

fn median(mut places: Vec<usize>) -> Option<f32> {
    places.sort_unstable();
    let middle = places.len() / 2;
    match places.len() {
        0 => None,
        length if length % 2 == 1 => Some(places[middle] as f32),
        _ => Some(f32::midpoint(
            places[middle - 1] as f32,
            places[middle] as f32,
        )),
    }
}

/// Swaps neighbours while that takes crossings away.
fn swap(layers: &mut Layers) {
    for row in 0..layers.rows.len() {
        for _ in 0..layers.rows[row].len().min(8) {
            let mut better = false;
            for at in 1..layers.rows[row].len() {
                let (left, right) = (layers.rows[row][at - 1], layers.rows[row][at]);
                let cost = |left: usize, right: usize| {
                    let (left, right) = (&layers.slots[left], &layers.slots[right]);
                    between(&left.above, &right.above, &layers.places)
                        + between(&left.below, &right.below, &layers.places)
                };
                if cost(right, left) < cost(left, right) {
                    layers.rows[row].swap(at - 1, at);
                    better = true;
                }
            }
            if !better {
                break;
            }
        }
        layers.note_places(row);
    }
}

/// How often the ways of two neighbours cross.
fn between(left: &[usize], right: &[usize], places: &[usize]) -> usize {
    let pairs = left
        .iter()
        .flat_map(|it| right.iter().map(|other| (*it, *other)));
    pairs
        .filter(|(it, other)| places[*it] > places[*other])
        .count()
}

fn crossings(layers: &Layers) -> usize {
    (1..layers.rows.len())
        .map(|row| crossings_above(layers, row))
        .sum()
}

/// How many pairs of ways between a row and the one above it cross: the inversions of their ends.
fn crossings_above(layers: &Layers, row: usize) -> usize {
    let places = &layers.places;
    let mut counted = vec![0_usize; layers.rows[row].len() + 1];
    let mut crossings = 0;
    let mut ways = 0;
    for slot in &layers.rows[row - 1] {
        let mut ends: Vec<_> = layers.slots[*slot]
            .below
            .iter()
            .map(|it| places[*it])
            .collect();
        ends.sort_unstable();
        for end in &ends {
            crossings += ways - sum(&counted, *end);
        }
        for end in ends {
            add(&mut counted, end);
            ways += 1;
        }
    }
    crossings
}

/// How many ends up to a place were counted, in a Fenwick tree.
fn sum(tree: &[usize], place: usize) -> usize {
    let mut at = place + 1;
    let mut total = 0;
    while at > 0 {
        total += tree[at];
        at &= at - 1;
    }
    total
}

fn add(tree: &mut [usize], place: usize) {
    let mut at = place + 1;
    while at < tree.len() {
        tree[at] += 1;
        at += at & at.wrapping_neg();
    }
}
