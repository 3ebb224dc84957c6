//! A command line as its words.

/// A program and its arguments; there is always a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words(Vec<String>);

impl Words {
    /// Blanks separate words, single and double quotes hold them together. Nothing else has a
    /// meaning, so that backslashes stay what they are in paths on Windows.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut quote = None;
        for char in text.chars() {
            match (quote, char) {
                (Some(open), _) if char == open => quote = None,
                (None, '"' | '\'') => {
                    quote = Some(char);
                    word.get_or_insert_default();
                }
                (None, _) if char.is_whitespace() => words.extend(word.take()),
                _ => word.get_or_insert_default().push(char),
            }
        }
        if let Some(open) = quote {
            return Err(format!("the closing {open} is missing"));
        }
        words.extend(word);
        if words.first().is_none_or(String::is_empty) {
            return Err("a program is needed".to_owned());
        }
        Ok(Self(words))
    }

    pub(super) fn program(&self) -> &str {
        &self.0[0]
    }

    pub(super) fn arguments(&self) -> &[String] {
        &self.0[1..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_separate_and_quotes_hold_together() {
        let rows: [(&str, &[&str]); 6] = [
            ("node", &["node"]),
            ("  python3  worker.py\t-v ", &["python3", "worker.py", "-v"]),
            (
                r"'C:\Program Files\node.exe' w.js",
                &[r"C:\Program Files\node.exe", "w.js"],
            ),
            (
                r#"sh -c 'echo "{}" | cat'"#,
                &["sh", "-c", r#"echo "{}" | cat"#],
            ),
            (r#"a --x="b c"d"#, &["a", "--x=b cd"]),
            ("a '' b", &["a", "", "b"]),
        ];
        for (text, words) in rows {
            assert_eq!(Words::parse(text).unwrap().0, words, "{text}");
        }
    }

    #[test]
    fn what_is_no_command() {
        for text in ["", "  ", "''", "a 'b", "a \"b'"] {
            assert!(Words::parse(text).is_err(), "{text}");
        }
    }
}
