//! Values in the engine's own form, kept while they are in use: states hand the same payload on
//! and on, and it need not be turned into that form for every expression.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use jlens_core::Document;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::interrupt::Interrupt;
use crate::scope::StatesMember;

/// The values that the last evaluations were given. Each is held, so that its address stays its
/// own.
#[derive(Default)]
pub struct Session {
    /// The one that was used last comes first.
    recent: RefCell<Vec<(Key, Rc<Document>)>>,
    interrupt: Option<Interrupt>,
}

/// What a document was made of.
#[derive(PartialEq, Eq)]
enum Key {
    Value(Address),
    States(Vec<(StatesMember, Address)>),
}

/// A shared value, known by where it is.
struct Address(Arc<Value>);

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Address {}

impl Session {
    const MOST: usize = 6;

    /// A session that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same session, whose evaluations fail soon after the flag is set.
    pub fn interrupted_by(mut self, interrupt: &Interrupt) -> Self {
        self.interrupt = Some(interrupt.clone());
        self
    }

    pub(crate) fn interrupt(&self) -> Option<&Interrupt> {
        self.interrupt.as_ref()
    }

    /// A value, in the engine's form.
    pub(crate) fn value(&self, value: &Arc<Value>) -> Option<Rc<Document>> {
        self.find(Key::Value(Address(Arc::clone(value))))
    }

    /// `$states` with these members.
    pub(crate) fn states(&self, members: &[(StatesMember, &Arc<Value>)]) -> Option<Rc<Document>> {
        let members = members
            .iter()
            .map(|(member, value)| (*member, Address(Arc::clone(value))));
        self.find(Key::States(members.collect()))
    }

    fn find(&self, key: Key) -> Option<Rc<Document>> {
        let mut recent = self.recent.borrow_mut();
        if let Some(at) = recent.iter().position(|(known, _)| *known == key) {
            recent[..=at].rotate_right(1);
            return recent.first().map(|(_, document)| Rc::clone(document));
        }
        let document = Rc::new(Document::from_serialize(&key).ok()?);
        recent.truncate(Self::MOST - 1);
        recent.insert(0, (key, Rc::clone(&document)));
        Some(document)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.0.serialize(serializer),
            Self::States(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (member, value) in members {
                    map.serialize_entry(member.name(), &*value.0)?;
                }
                map.end()
            }
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = self.recent.borrow().len();
        f.debug_struct("Session")
            .field("held", &held)
            .finish_non_exhaustive()
    }
}
