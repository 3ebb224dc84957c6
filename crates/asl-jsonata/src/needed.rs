//! The parts of `$states` that an expression reads, so that only these are copied for it: the context
//! object holds the execution's whole input, and an expression mostly asks for one name in it.

use serde_json::Value;

use crate::survey::MemberUse;

/// A copy of what an expression reads of a member of `$states`. `uses` are the places where the
/// expression names the member.
pub(crate) fn needed<'u>(
    value: &Value,
    source: &str,
    uses: impl Iterator<Item = &'u MemberUse>,
) -> Value {
    let paths: Vec<Vec<&str>> = uses.map(|used| names_at(source, used.range.end)).collect();
    let paths: Vec<&[&str]> = paths.iter().map(Vec::as_slice).collect();
    copy(value, &paths)
}

/// The parts of a value that the paths lead to; all of it where one of them ends.
fn copy(value: &Value, paths: &[&[&str]]) -> Value {
    let Value::Object(members) = value else {
        return value.clone();
    };
    if paths.iter().any(|path| path.is_empty()) {
        return value.clone();
    }
    let members = members.iter().filter_map(|(name, member)| {
        let below = paths.iter().filter_map(|path| path.split_first());
        let below = below.filter(|(first, _)| *first == name);
        let below: Vec<&[&str]> = below.map(|(_, rest)| rest).collect();
        (!below.is_empty()).then(|| (name.clone(), copy(member, &below)))
    });
    Value::Object(members.collect())
}

/// The plain names that are followed from a place in an expression. Whatever else follows, be it a
/// blank, ends them: then all of what they lead to is read.
fn names_at(source: &str, at: usize) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = source.get(at..).unwrap_or_default();
    while let Some(after) = rest.strip_prefix('.') {
        let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let (name, more) = after.split_at(end.unwrap_or(after.len()));
        let is_name = name.is_ascii() && !name.starts_with(|c: char| c.is_ascii_digit());
        let is_called = more.trim_start().starts_with('(');
        if name.is_empty() || !is_name || is_called {
            break;
        }
        names.push(name);
        rest = more;
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_that_follow() {
        for (source, names) in [
            ("", &[][..]),
            (".Map.Item.Index + 1", &["Map", "Item", "Index"]),
            (".Map.Item[0].Value", &["Map", "Item"]),
            (".Map .Item", &["Map"]),
            (".Map.f(1)", &["Map"]),
            (".Map.*", &["Map"]),
            (".Map.`Item`", &["Map"]),
            (".Map.$f()", &["Map"]),
            (".Mäp", &[]),
            (" .Map", &[]),
            ("[0].Map", &[]),
        ] {
            assert_eq!(names_at(source, 0), names, "{source}");
        }
    }

    #[test]
    fn only_what_is_read_is_copied() {
        let value = json!({ "a": { "b": 1, "c": 2 }, "d": [{ "e": 3, "f": 4 }], "g": 5 });
        let part = |paths: &[&[&str]]| copy(&value, paths);
        assert_eq!(part(&[&["a", "b"]]), json!({ "a": { "b": 1 } }));
        assert_eq!(
            part(&[&["d", "e"], &["g"]]),
            json!({ "d": value["d"], "g": 5 })
        );
        assert_eq!(part(&[&["a", "b"], &["a"]]), json!({ "a": value["a"] }));
        assert_eq!(part(&[&["x"]]), json!({}));
        assert_eq!(part(&[&["a"], &[]]), value);
    }
}
