//! JSON on one line, cut where it gets long, without writing the rest of a large document.

use std::io;

use serde_json::Value;

/// The value in at most `most` characters; dots stand for what is cut.
pub(crate) fn brief(value: &Value, most: usize) -> String {
    // Four bytes hold any character.
    let mut bounded = Bounded {
        bytes: Vec::new(),
        most: most.saturating_mul(4),
    };
    let whole = serde_json::to_writer(&mut bounded, value).is_ok();
    let text = String::from_utf8_lossy(&bounded.bytes);
    if whole && text.chars().count() <= most {
        return text.into_owned();
    }
    cut(&text, most)
}

/// The value as people write JSON, in at most so many lines and characters; dots stand for what is cut.
pub(crate) fn excerpt(value: &Value, lines: usize, most: usize) -> String {
    let mut bounded = Bounded {
        bytes: Vec::new(),
        most: most.saturating_mul(4),
    };
    let whole = serde_json::to_writer_pretty(&mut bounded, value).is_ok();
    let text = String::from_utf8_lossy(&bounded.bytes);
    let shown: Vec<&str> = text.lines().take(lines).collect();
    let cuts_lines = text.lines().nth(lines).is_some();
    let shown = shown.join("\n");
    if shown.chars().count() > most || !whole && !cuts_lines {
        return cut(&shown, most);
    }
    if cuts_lines {
        return shown + "\n…";
    }
    shown
}

/// The text in at most `most` characters; dots stand for what is cut.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    cut(text, most)
}

fn cut(text: &str, most: usize) -> String {
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end_matches('\u{fffd}'))
}

/// Takes so many bytes and refuses the next, which ends the writer.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.most.saturating_sub(self.bytes.len());
        if room == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        let taken = &bytes[..bytes.len().min(room)];
        self.bytes.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{brief, excerpt};
    use serde_json::json;

    #[test]
    fn excerpts_have_so_many_lines() {
        assert_eq!(
            excerpt(&json!({"a": [1]}), 5, 99),
            "{\n  \"a\": [\n    1\n  ]\n}"
        );
        assert_eq!(excerpt(&json!({"a": [1]}), 2, 99), "{\n  \"a\": [\n…");
        assert_eq!(excerpt(&json!("x".repeat(100_000)), 2, 4), "\"xx…");
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(brief(&json!({"a": [1, 2]}), 11), "{\"a\":[1,2]}");
        assert_eq!(brief(&json!({"a": [1, 2]}), 10), "{\"a\":[1,2…");
        assert_eq!(brief(&json!("éééééééééé"), 5), "\"ééé…");
        assert_eq!(brief(&json!("x".repeat(100_000)), 4), "\"xx…");
    }
}
