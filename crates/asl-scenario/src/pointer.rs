//! Places in a JSON document, as JSON pointers (RFC 6901).

/// The place of a member of the object at `pointer`.
pub(crate) fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
