//! Regular expressions of filters, compiled once with their path.

use std::fmt;

use regex::{Regex, RegexBuilder};

/// `/expression/` or `/expression/i`.
#[derive(Clone)]
pub struct Pattern {
    text: String,
    ignore_case: bool,
    /// None when it is Java's and cannot be read here.
    regex: Option<Regex>,
}

impl Pattern {
    /// The pattern that stands between slashes, and whether the `i` flag follows them.
    pub(super) fn new(text: &str, ignore_case: bool) -> Self {
        let whole = format!(r"\A(?:{text})\z");
        let regex = RegexBuilder::new(&whole)
            .case_insensitive(ignore_case)
            .build()
            .ok();
        Self {
            text: text.to_owned(),
            ignore_case,
            regex,
        }
    }

    /// What stands between the slashes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether all of the text matches; none when that cannot be said, for Java's regular expressions
    /// can do more than ours.
    pub fn matches(&self, text: &str) -> Option<bool> {
        self.regex.as_ref().map(|regex| regex.is_match(text))
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.ignore_case == other.ignore_case
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "/{}/{}",
            self.text,
            if self.ignore_case { "i" } else { "" }
        )
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
