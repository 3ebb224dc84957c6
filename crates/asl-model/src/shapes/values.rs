//! The values of variables by name, shared between the states that they are handed on to.
//!
//! A machine may assign thousands of variables, one in each state, and every state has its own view of
//! them all. So the map is a tree by the bits of the names' hashes, of which a state that assigns one
//! makes anew only the way to it; where two views share a part, they are not compared in it.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::Shape;

/// How many ways lead on from a node.
const WIDTH: usize = 16;
/// How many bits of the hash decide on one.
const BITS: u32 = 4;

/// The values of variables. One that is not among them has a value that nothing is known of.
#[derive(Debug, Clone, Default)]
pub(super) struct Values(Option<Arc<Node>>);

#[derive(Debug, Clone)]
enum Node {
    /// The variables whose names have that hash: one, mostly.
    Leaf(u64, Vec<(Arc<str>, Shape)>),
    /// The sum of the names' hashes, and the ways on.
    Branch(u64, Box<Slots>),
}

type Slots = [Option<Arc<Node>>; WIDTH];

/// What becomes of a value that both sides have.
type Combine<'c> = &'c dyn Fn(&Shape, &Shape) -> Shape;

impl Values {
    pub(super) fn get(&self, name: &str) -> Option<&Shape> {
        let hash = hash(name);
        let (mut node, mut rest) = (self.0.as_deref()?, hash);
        loop {
            match node {
                Node::Leaf(own, entries) => {
                    let mut entries = entries.iter().filter(|_| *own == hash);
                    return entries.find(|it| &*it.0 == name).map(|it| &it.1);
                }
                Node::Branch(_, slots) => {
                    node = slots[slot(rest)].as_deref()?;
                    rest >>= BITS;
                }
            }
        }
    }

    pub(super) fn set(&mut self, name: &str, shape: Shape) {
        let leaf = Node::Leaf(hash(name), vec![(name.into(), shape)]);
        let new = Some(Arc::new(leaf));
        self.0 = merged(self.0.as_ref(), new.as_ref(), 0, &|_, new| new.clone());
    }

    /// A variable that only one of both has is read where it has a value, or the state fails.
    pub(super) fn join(&self, other: &Self) -> Self {
        Self(merged(self.0.as_ref(), other.0.as_ref(), 0, &|a, b| {
            a.join(b)
        }))
    }

    /// Whether both are the same in memory.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        same_node(self.0.as_ref(), other.0.as_ref())
    }

    pub(super) fn map(&self, change: &dyn Fn(&Shape) -> Shape) -> Self {
        Self(self.0.as_deref().map(|it| Arc::new(it.map(change))))
    }

    /// What `Assign` makes of them.
    pub(super) fn assigned(&self, values: &Shape) -> Self {
        let kinds = values.kinds();
        let object = kinds.as_ref().and_then(|it| it.object.as_ref());
        let Some(object) = object.filter(|it| it.is_closed()) else {
            return self.map(&|_| Shape::unknown());
        };
        let mut all = self.clone();
        for member in &object.members {
            let before = self.get(&member.name).filter(|_| !member.required);
            let shape = before.map_or_else(|| member.shape.clone(), |it| it.join(&member.shape));
            all.set(&member.name, shape);
        }
        all
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        same(self.0.as_ref(), other.0.as_ref())
    }
}

impl Node {
    fn map(&self, change: &dyn Fn(&Shape) -> Shape) -> Self {
        match self {
            Self::Leaf(hash, entries) => {
                let entries = entries.iter();
                let entries = entries.map(|(name, shape)| (Arc::clone(name), change(shape)));
                Self::Leaf(*hash, entries.collect())
            }
            Self::Branch(sum, slots) => {
                let mut changed = Slots::default();
                for (slot, node) in changed.iter_mut().zip(slots.iter()) {
                    *slot = node.as_deref().map(|it| Arc::new(it.map(change)));
                }
                Self::Branch(*sum, Box::new(changed))
            }
        }
    }

    /// The sum of the hashes of all names.
    fn sum(&self) -> u64 {
        match self {
            Self::Leaf(hash, entries) => hash.wrapping_mul(entries.len() as u64),
            Self::Branch(sum, _) => *sum,
        }
    }

    /// The node as one that ways lead on from.
    fn slots(self: &Arc<Self>, depth: u32) -> Slots {
        match &**self {
            Self::Branch(_, slots) => Slots::clone(slots),
            Self::Leaf(hash, _) => {
                let mut slots = Slots::default();
                slots[slot(hash >> (depth * BITS))] = Some(Arc::clone(self));
                slots
            }
        }
    }
}

/// What is in either, or in both combined.
fn merged(
    a: Option<&Arc<Node>>,
    b: Option<&Arc<Node>>,
    depth: u32,
    combine: Combine<'_>,
) -> Option<Arc<Node>> {
    let (Some(a), Some(b)) = (a, b) else {
        return a.or(b).cloned();
    };
    if Arc::ptr_eq(a, b) {
        return Some(Arc::clone(a));
    }
    if let (Node::Leaf(hash, own), Node::Leaf(other, others)) = (&**a, &**b)
        && hash == other
    {
        return Some(entries(a, *hash, own, others, combine));
    }
    let (own, others) = (a.slots(depth), b.slots(depth));
    let mut all = Slots::default();
    let mut is_same = matches!(**a, Node::Branch(..));
    for ((slot, own), other) in all.iter_mut().zip(&own).zip(&others) {
        *slot = merged(own.as_ref(), other.as_ref(), depth + 1, combine);
        is_same &= same_node(slot.as_ref(), own.as_ref());
    }
    // What is no news is the same in memory too.
    if is_same {
        return Some(Arc::clone(a));
    }
    let sums = all.iter().flatten().map(|it| it.sum());
    let sum = sums.fold(0, u64::wrapping_add);
    Some(Arc::new(Node::Branch(sum, Box::new(all))))
}

fn entries(
    a: &Arc<Node>,
    hash: u64,
    own: &[(Arc<str>, Shape)],
    others: &[(Arc<str>, Shape)],
    combine: Combine<'_>,
) -> Arc<Node> {
    let mut all = own.to_vec();
    for (name, shape) in others {
        match all.iter_mut().find(|it| it.0 == *name) {
            Some(known) => known.1 = combine(&known.1, shape),
            None => all.push((Arc::clone(name), shape.clone())),
        }
    }
    if all == own {
        return Arc::clone(a);
    }
    Arc::new(Node::Leaf(hash, all))
}

fn same_node(a: Option<&Arc<Node>>, b: Option<&Arc<Node>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// Where the names are the same, so are the ways to them.
fn same(a: Option<&Arc<Node>>, b: Option<&Arc<Node>>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return a.is_none() && b.is_none();
    };
    if Arc::ptr_eq(a, b) {
        return true;
    }
    match (&**a, &**b) {
        (Node::Leaf(_, own), Node::Leaf(_, others)) => own == others,
        (Node::Branch(sum, own), Node::Branch(other, others)) if sum == other => {
            let mut both = own.iter().zip(others.iter());
            both.all(|(a, b)| same(a.as_ref(), b.as_ref()))
        }
        _ => false,
    }
}

fn slot(hash: u64) -> usize {
    (hash % WIDTH as u64) as usize
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(index: usize) -> String {
        format!("v{index}")
    }

    #[test]
    fn every_name_has_its_own_value() {
        let mut values = Values::default();
        let mut before = Vec::new();
        for index in 0..1_000 {
            before.push(values.clone());
            values.set(&name(index), Shape::text(&name(index)));
        }
        for (index, before) in before.iter().enumerate() {
            let known = values.get(&name(index));
            assert_eq!(known, Some(&Shape::text(&name(index))));
            assert_eq!(before.get(&name(index)), None);
        }
        assert_eq!(values.get("w"), None);
    }

    #[test]
    fn a_join_has_what_either_has() {
        let (mut a, mut b) = (Values::default(), Values::default());
        for index in 0..40 {
            let side = if index % 3 == 0 { &mut a } else { &mut b };
            side.set(&name(index), Shape::number());
        }
        a.set("both", Shape::number());
        b.set("both", Shape::string());
        let joined = a.join(&b);
        assert_eq!(joined, b.join(&a).join(&joined));
        assert!((0..40).all(|it| joined.get(&name(it)) == Some(&Shape::number())));
        let both = Shape::number().join(&Shape::string());
        assert_eq!(joined.get("both"), Some(&both));
        let again = joined.join(&a);
        assert!(
            same_node(again.0.as_ref(), joined.0.as_ref()),
            "no news is the same"
        );
    }
}
