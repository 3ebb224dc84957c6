//! A place where the layers above keep what they derived from a state's green node.

use std::any::Any;
use std::fmt;
use std::sync::OnceLock;

/// One value per type, each made at most once and kept as long as the state's green node.
///
/// A list that only grows: reading takes no lock, and a reference into it stays good.
#[derive(Default)]
pub(crate) struct Derived(OnceLock<Box<Slot>>);

struct Slot {
    value: Box<dyn Any + Send + Sync>,
    next: Derived,
}

impl Derived {
    /// The value of type `T`, made by `init` when there is none yet.
    ///
    /// `init` runs outside of every lock, so it may derive other values. When two threads race,
    /// both make the value and one of them is kept.
    pub(crate) fn get_or_init<T: Any + Send + Sync>(&self, init: impl FnOnce() -> T) -> &T {
        if let Some(value) = self.get() {
            return value;
        }
        let mut spare = Some(Slot::new(init()));
        let mut at = self;
        loop {
            let slot =
                at.0.get_or_init(|| Box::new(spare.take().unwrap_or_else(|| Slot::new(()))));
            if let Some(value) = slot.value.downcast_ref() {
                return value;
            }
            at = &slot.next;
        }
    }

    fn get<T: Any>(&self) -> Option<&T> {
        let mut at = self;
        loop {
            let slot = at.0.get()?;
            if let Some(value) = slot.value.downcast_ref() {
                return Some(value);
            }
            at = &slot.next;
        }
    }
}

impl Slot {
    fn new(value: impl Any + Send + Sync) -> Self {
        Self {
            value: Box::new(value),
            next: Derived::default(),
        }
    }
}

impl fmt::Debug for Derived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Derived")
    }
}

#[cfg(test)]
mod tests {
    use super::Derived;

    #[test]
    fn one_value_per_type_made_once() {
        let derived = Derived::default();
        assert_eq!(derived.get_or_init(|| 1_u32), &1);
        assert_eq!(derived.get_or_init(|| "two"), &"two");
        assert_eq!(derived.get_or_init(|| 3_u32), &1);
        assert_eq!(derived.get_or_init(|| "four"), &"two");
    }

    #[test]
    fn a_value_may_be_derived_from_another() {
        let derived = Derived::default();
        let text: &String = derived.get_or_init(|| derived.get_or_init(|| 7_u32).to_string());
        assert_eq!(text, "7");
    }
}
