//! A place where the layers above keep what they made from a whole version of a document, so that
//! the version after it can start from there.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// One value, shared by a version of a document and those that follow it.
///
/// Whoever takes it must know by the value itself what it was made from: it may be of an older
/// version, or of a newer one that another thread works on.
#[derive(Clone, Default)]
pub(crate) struct Scratch(Arc<Mutex<Option<Arc<dyn Any + Send + Sync>>>>);

impl Scratch {
    /// The value that was kept last, when it is of that type.
    pub(crate) fn last<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()?.downcast().ok()
    }

    /// Keeps a value instead of the one before.
    pub(crate) fn keep<T: Any + Send + Sync>(&self, value: Arc<T>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }
}

impl fmt::Debug for Scratch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scratch")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Scratch;

    #[test]
    fn versions_share_the_last_value() {
        let (first, wrong) = (Scratch::default(), None::<Arc<u8>>);
        let second = first.clone();
        assert_eq!(first.last::<u32>(), None);
        first.keep(Arc::new(1_u32));
        assert_eq!(second.last::<u32>(), Some(Arc::new(1)));
        assert_eq!(second.last(), wrong);
        second.keep(Arc::new(2_u32));
        assert_eq!(first.last::<u32>(), Some(Arc::new(2)));
    }
}
