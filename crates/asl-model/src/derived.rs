//! A place where the layers above keep what they derived from a state's green node.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::OnceLock;

/// How many values stand next to each other. All states of a document are asked for theirs at every
/// keystroke, so what counts is how much memory has to be looked at on the way to one.
const NEAR: usize = 6;

/// One value per type, each made at most once and kept as long as the state's green node.
///
/// A list that only grows: reading takes no lock, and a reference into it stays good.
#[derive(Default)]
pub(crate) struct Derived {
    near: [OnceLock<Slot>; NEAR],
    far: OnceLock<Box<Derived>>,
}

struct Slot {
    of: TypeId,
    value: Box<dyn Any + Send + Sync>,
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
            for place in &at.near {
                let slot = place.get_or_init(|| spare.take().unwrap_or_else(|| Slot::new(())));
                if let Some(value) = slot.get() {
                    return value;
                }
            }
            at = at.far.get_or_init(Box::default);
        }
    }

    fn get<T: Any>(&self) -> Option<&T> {
        let mut at = self;
        loop {
            for place in &at.near {
                if let Some(value) = place.get()?.get() {
                    return Some(value);
                }
            }
            at = at.far.get()?;
        }
    }
}

impl Slot {
    fn new<T: Any + Send + Sync>(value: T) -> Self {
        Self {
            of: TypeId::of::<T>(),
            value: Box::new(value),
        }
    }

    fn get<T: Any>(&self) -> Option<&T> {
        (self.of == TypeId::of::<T>()).then(|| self.value.downcast_ref())?
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
    fn there_is_room_for_any_number() {
        let derived = Derived::default();
        macro_rules! keep {
            ($($kind:ty),*) => { $(assert_eq!(derived.get_or_init(|| 1 as $kind), &(1 as $kind));)* };
        }
        keep!(
            u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize
        );
        assert_eq!(derived.get_or_init(|| 2_u8), &1);
        assert_eq!(derived.get_or_init(|| 2_isize), &1);
    }

    #[test]
    fn a_value_may_be_derived_from_another() {
        let derived = Derived::default();
        let text: &String = derived.get_or_init(|| derived.get_or_init(|| 7_u32).to_string());
        assert_eq!(text, "7");
    }
}
