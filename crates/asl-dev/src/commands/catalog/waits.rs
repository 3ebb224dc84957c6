//! What an API's waiters and paginators say: when something is done, and where pages go on.

use serde_json::Value;

use super::model::{Paginators, Waiters};

/// How wanted a status is, for operations with several waiters: what most callers wait for first.
const WANTED: &[&str] = &[
    "succeeded",
    "success",
    "completed",
    "complete",
    "active",
    "available",
    "running",
    "ready",
    "ok",
    "enabled",
    "stable",
    "deployed",
    "finished",
    "issued",
    "inservice",
    "in_service",
    "created",
    "stopped",
];

/// Paths and values that say that what was waited for is there, the most wanted first.
pub(crate) fn successes(
    waiters: &Waiters,
    operation: &str,
    rename: fn(&str) -> String,
) -> Vec<(String, String)> {
    let waiters = waiters.waiters.values();
    let acceptors = waiters
        .filter(|waiter| waiter.operation == operation)
        .flat_map(|waiter| &waiter.acceptors)
        .filter(|it| it.state == "success" && it.matcher.starts_with("path"));
    let mut found = Vec::new();
    for acceptor in acceptors {
        let Value::String(value) = &acceptor.expected else {
            continue;
        };
        let Some(path) = path(&acceptor.argument, rename) else {
            continue;
        };
        let success = (path, value.clone());
        if !found.contains(&success) {
            found.push(success);
        }
    }
    found.sort_by_key(|(_, value)| wanted(value));
    found
}

fn wanted(value: &str) -> usize {
    let value = value.to_lowercase();
    let at = WANTED.iter().position(|it| *it == value);
    at.unwrap_or(WANTED.len())
}

/// Where the response has the token of the next page.
pub(crate) fn page_tokens(
    paginators: &Paginators,
    operation: &str,
    rename: fn(&str) -> String,
) -> Vec<String> {
    let Some(paginator) = paginators.pagination.get(operation) else {
        return Vec::new();
    };
    let tokens = match &paginator.output_token {
        Value::Array(tokens) => tokens.as_slice(),
        token => std::slice::from_ref(token),
    };
    let texts = tokens.iter().filter_map(Value::as_str);
    // `NextMarker || Contents[-1].Key`: the first is the token, the second stands in for it.
    let firsts = texts.filter_map(|text| text.split(" || ").next());
    firsts.filter_map(|token| path(token, rename)).collect()
}

/// Where the response says whether there are more pages.
pub(crate) fn more_pages(
    paginators: &Paginators,
    operation: &str,
    rename: fn(&str) -> String,
) -> Option<String> {
    let more = paginators
        .pagination
        .get(operation)?
        .more_results
        .as_ref()?;
    path(more, rename)
}

/// A JMESPath of names and whole lists, `Reservations[].State`, as names with dots; `None` for
/// filters, functions and single elements.
fn path(text: &str, rename: fn(&str) -> String) -> Option<String> {
    let names = text.split('.').map(|step| {
        let name = step.strip_suffix("[]").unwrap_or(step);
        let is_name = name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '_');
        (is_name && !name.is_empty()).then(|| rename(name))
    });
    let names: Option<Vec<_>> = names.collect();
    Some(names?.join("."))
}

#[cfg(test)]
mod tests {
    use asl_catalog::names::member;

    use super::path;

    #[test]
    fn paths_of_names_and_lists_are_read() {
        let cases = [
            ("Table.TableStatus", Some("Table.TableStatus")),
            (
                "Reservations[].Instances[].State.Name",
                Some("Reservations.Instances.State.Name"),
            ),
            ("cluster.status", Some("Cluster.Status")),
            (
                "DBInstances[].DBInstanceStatus",
                Some("DbInstances.DbInstanceStatus"),
            ),
            ("length(items) == `0`", None),
            ("Jobs[-1].JobId", None),
            ("A.*.B", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(path(text, member).as_deref(), wanted, "{text}");
        }
    }
}
