//! Documentation that is made when somebody looks at it: what an item names is looked up again.

use crate::hover;

const RESOURCE: &str = "resource ";
const SERVICE: &str = "service ";
const PARAMETER: &str = "parameter ";

/// The documentation of a completion item, from its `page`: markdown about a resource, a service or
/// a parameter of a call. `None` for what this program never gave out.
pub fn completion_page(page: &str) -> Option<String> {
    if let Some(resource) = page.strip_prefix(RESOURCE) {
        return hover::of_resource(resource);
    }
    if let Some(label) = page.strip_prefix(SERVICE) {
        return hover::of_service(label);
    }
    let (resource, path) = page.strip_prefix(PARAMETER)?.split_once(' ')?;
    hover::of_parameter(resource, &path.split('/').collect::<Vec<_>>())
}

/// The page of a resource.
pub(super) fn of_resource(resource: &str) -> String {
    format!("{RESOURCE}{resource}")
}

/// The page of a service, by its label.
pub(super) fn of_service(label: &str) -> String {
    format!("{SERVICE}{label}")
}

/// The page of a parameter, by the names that lead to it.
pub(super) fn of_parameter(resource: &str, path: &[String]) -> String {
    format!("{PARAMETER}{resource} {}", path.join("/"))
}
