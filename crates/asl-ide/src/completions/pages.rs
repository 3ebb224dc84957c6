//! Documentation that is made when somebody looks at it.

/// The documentation of an item, from its `page`.
pub fn completion_page(page: &str) -> Option<String> {
    let _ = page;
    None
}
