//! JSON and JSON Lines.

use serde_json::Value;

use super::{Items, Unreadable, text};

/// The members of the array that the whole document is, or of the array or object that a JSON
/// pointer finds in it.
pub(super) fn array(
    content: &[u8],
    pointer: Option<&str>,
    most: usize,
) -> Result<Items, Unreadable> {
    let mut document: Value = serde_json::from_str(&text(content))
        .map_err(|error| Unreadable::new(format!("The JSON file cannot be parsed: {error}")))?;
    let Some(pointer) = pointer else {
        if document.is_array()
            && let Some(items) = Items::of(document, most)
        {
            return Ok(items);
        }
        return Err(not_iterable());
    };
    let found = document.pointer_mut(pointer).map(Value::take);
    let Some(found) = found else {
        let cause = format!("The ItemsPointer '{pointer}' finds nothing in the JSON file.");
        return Err(Unreadable::new(cause));
    };
    Items::of(found, most).ok_or_else(not_iterable)
}

/// Recorded, for an object as the whole document.
fn not_iterable() -> Unreadable {
    Unreadable::new("Attempting to map over non-iterable node.")
}

/// The values of the lines that are not blank.
pub(super) fn lines(content: &[u8], most: usize) -> Result<Vec<Value>, Unreadable> {
    let content = text(content);
    let lines = content.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .take(most)
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|error| {
                let line = index + 1;
                Unreadable::new(format!(
                    "Line {line} of the JSON Lines file cannot be parsed: {error}"
                ))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn items(
        text: &str,
        pointer: Option<&str>,
        most: usize,
    ) -> Result<(Value, Vec<String>), String> {
        let items = array(text.as_bytes(), pointer, most).map_err(|error| error.0)?;
        Ok((Value::Array(items.values), items.keys))
    }

    #[test]
    fn arrays() {
        let plain = |value| Ok((value, Vec::new()));
        assert_eq!(items("[]", None, 9), plain(json!([])));
        assert_eq!(
            items(" [1, {\"a\": 2}, null]\n", None, 9),
            plain(json!([1, { "a": 2 }, null]))
        );
        assert_eq!(items("[1, 2, 3]", None, 2), plain(json!([1, 2])));
        assert_eq!(items("\u{feff}[1]", None, 9), plain(json!([1])));
    }

    #[test]
    fn what_is_no_array() {
        for text in ["{\"Hello\": \"world\"}", "1", "\"[1]\"", "null"] {
            let cause = items(text, None, 9).unwrap_err();
            assert_eq!(cause, "Attempting to map over non-iterable node.", "{text}");
        }
        for text in ["", "[1,", "[1] [2]", "{a: 1}"] {
            let cause = items(text, None, 9).unwrap_err();
            assert!(
                cause.starts_with("The JSON file cannot be parsed"),
                "{text}: {cause}"
            );
        }
    }

    #[test]
    fn pointers() {
        let text = r#"{ "a": { "b/c": [1, 2], "d": { "x": 1, "y": [2] } }, "n": 5 }"#;
        assert_eq!(items(text, Some("/a/b~1c"), 9), Ok((json!([1, 2]), vec![])));
        let members = (json!([1, [2]]), vec!["x".to_owned(), "y".to_owned()]);
        assert_eq!(items(text, Some("/a/d"), 9), Ok(members));
        assert_eq!(
            items(text, Some("/a/d"), 1),
            Ok((json!([1]), vec!["x".to_owned()]))
        );
        assert_eq!(
            items("[[1], [2, 3]]", Some("/1"), 9),
            Ok((json!([2, 3]), vec![]))
        );
        assert!(
            items(text, Some("/n"), 9)
                .unwrap_err()
                .contains("non-iterable")
        );
        assert!(
            items(text, Some("/no"), 9)
                .unwrap_err()
                .contains("finds nothing")
        );
    }

    #[test]
    fn json_lines() {
        let read = |text: &str, most| lines(text.as_bytes(), most).map_err(|error| error.0);
        let two = vec![json!({ "a": 1 }), json!([2])];
        assert_eq!(read("{\"a\":1}\n[2]\n", 9), Ok(two.clone()));
        assert_eq!(read("\u{feff}{\"a\":1}\r\n\r\n  \n[2]", 9), Ok(two));
        assert_eq!(read("1\n2\nbroken", 2), Ok(vec![json!(1), json!(2)]));
        assert_eq!(read("", 9), Ok(vec![]));
        assert!(read("1\n\n{\n}", 9).unwrap_err().starts_with("Line 3 "));
        assert!(read("1 2", 9).is_err());
    }
}
