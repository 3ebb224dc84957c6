//! Which layer each node stands in, and which ways lead upwards.

use super::layered::Link;

/// Nodes stand in every other layer; the labels of ways stand between.
const STEP: usize = 2;

pub(super) struct Ranking {
    pub(super) ranks: Vec<usize>,
    pub(super) upward: Vec<bool>,
}

/// Each node stands below all that lead to it, but for ways that close a loop.
pub(super) fn rank(nodes: usize, links: &[Link]) -> Ranking {
    let mut out = vec![Vec::new(); nodes];
    for (at, link) in links.iter().enumerate() {
        out[link.from].push(at);
    }
    let (upward, order) = walk(links, &out);
    let mut ranks = vec![0; nodes];
    let ends = |at: usize| {
        let link = &links[at];
        if upward[at] {
            (link.to, link.from)
        } else {
            (link.from, link.to)
        }
    };
    let mut down = vec![Vec::new(); nodes];
    let mut ways_in = vec![0_usize; nodes];
    for (at, link) in links.iter().enumerate() {
        if link.from != link.to {
            let (top, bottom) = ends(at);
            down[top].push(bottom);
            ways_in[bottom] += 1;
        }
    }
    let entries: Vec<_> = ways_in.iter().map(|it| *it == 0).collect();
    let mut ready: Vec<_> = order.into_iter().rev().filter(|it| entries[*it]).collect();
    while let Some(top) = ready.pop() {
        for bottom in &down[top] {
            ranks[*bottom] = ranks[*bottom].max(ranks[top] + STEP);
            ways_in[*bottom] -= 1;
            if ways_in[*bottom] == 0 {
                ready.push(*bottom);
            }
        }
    }
    // An entry that nothing leads to stands right above what it leads to.
    for node in (1..nodes).filter(|it| entries[*it]) {
        let next = down[node].iter().map(|it| ranks[*it]).min();
        ranks[node] = next.map_or(ranks[node], |it| it.saturating_sub(STEP));
    }
    Ranking { ranks, upward }
}

/// Walks depth first from the first node, then from those not met. Ways back to a node on the walk
/// lead upwards. Answers the nodes in the order in which they were met as well.
fn walk(links: &[Link], out: &[Vec<usize>]) -> (Vec<bool>, Vec<usize>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; out.len()];
    let mut upward = vec![false; links.len()];
    let mut order = Vec::with_capacity(out.len());
    for root in 0..out.len() {
        if seen[root] != Seen::No {
            continue;
        }
        seen[root] = Seen::Open;
        order.push(root);
        let mut stack = vec![(root, 0)];
        while let Some((node, next)) = stack.last_mut() {
            let Some(at) = out[*node].get(*next).copied() else {
                seen[*node] = Seen::Done;
                stack.pop();
                continue;
            };
            *next += 1;
            let to = links[at].to;
            match seen[to] {
                Seen::Open => upward[at] = true,
                Seen::Done => {}
                Seen::No => {
                    seen[to] = Seen::Open;
                    order.push(to);
                    stack.push((to, 0));
                }
            }
        }
    }
    (upward, order)
}
