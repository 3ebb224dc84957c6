//! Services as they will be written: plain data between the models and the table.

use std::collections::HashMap;

use asl_catalog::{Kind, Number};

/// One service with all its actions and shapes.
pub(crate) struct ServiceDraft {
    pub(crate) name: String,
    pub(crate) prefix: String,
    pub(crate) title: String,
    pub(crate) api: String,
    pub(crate) is_optimized: bool,
    pub(crate) is_documented: bool,
    /// Sorted by name.
    pub(crate) actions: Vec<ActionDraft>,
    pub(crate) shapes: ShapeDrafts,
}

#[derive(Default)]
pub(crate) struct ActionDraft {
    pub(crate) name: String,
    pub(crate) flags: u32,
    pub(crate) request: Option<u32>,
    pub(crate) response: Option<u32>,
    pub(crate) sync_result: Option<u32>,
    pub(crate) sync2_result: Option<u32>,
    pub(crate) operation: Option<String>,
    pub(crate) more_pages: Option<String>,
    pub(crate) errors: Vec<String>,
    /// Paths and values.
    pub(crate) successes: Vec<(String, String)>,
    pub(crate) page_tokens: Vec<String>,
}

/// The shapes of a service. Equal ones without a name stand once.
#[derive(Default)]
pub(crate) struct ShapeDrafts {
    pub(crate) rows: Vec<ShapeDraft>,
    known: HashMap<ShapeDraft, u32>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ShapeDraft {
    pub(crate) kind: Kind,
    pub(crate) name: Option<String>,
    pub(crate) body: Body,
    pub(crate) min: Option<Bound>,
    pub(crate) max: Option<Bound>,
}

/// What a shape consists of; shapes by their numbers.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub(crate) enum Body {
    #[default]
    Nothing,
    Members(Vec<MemberDraft>),
    Element(u32),
    Entries(u32, u32),
    Values(Vec<String>),
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct MemberDraft {
    pub(crate) name: String,
    pub(crate) shape: u32,
    /// Of `asl_catalog::table::flag`.
    pub(crate) flags: u32,
}

/// A bound as digits and how many of them stand behind the point.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Bound {
    pub(crate) decimals: u8,
    pub(crate) mantissa: i64,
}

impl From<Bound> for Number {
    fn from(bound: Bound) -> Self {
        Number {
            mantissa: bound.mantissa,
            decimals: bound.decimals,
        }
    }
}

impl ShapeDraft {
    /// A shape that is nothing but its kind.
    pub(crate) fn plain(kind: Kind) -> Self {
        Self {
            kind,
            name: None,
            body: Body::Nothing,
            min: None,
            max: None,
        }
    }
}

impl ShapeDrafts {
    /// The number of an equal shape, which is added where there is none yet.
    pub(crate) fn share(&mut self, shape: ShapeDraft) -> u32 {
        if let Some(id) = self.known.get(&shape) {
            return *id;
        }
        let id = self.add(shape.clone());
        self.known.insert(shape, id);
        id
    }

    /// A shape of its own: one that may contain itself, so that it is filled later.
    pub(crate) fn add(&mut self, shape: ShapeDraft) -> u32 {
        self.rows.push(shape);
        self.rows.len() as u32 - 1
    }

    /// Fills a shape that was added before its members were known.
    pub(crate) fn fill(&mut self, id: u32, members: Vec<MemberDraft>) {
        self.rows[id as usize].body = Body::Members(members);
    }

    pub(crate) fn forget_name(&mut self, id: u32) {
        self.rows[id as usize].name = None;
    }

    pub(crate) fn members(&self, id: u32) -> &[MemberDraft] {
        match &self.rows[id as usize].body {
            Body::Members(members) => members,
            _ => &[],
        }
    }
}
