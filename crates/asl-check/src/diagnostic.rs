//! What a rule finds: a message at a range, with ways to mend it.

use asl_text::{Edit, TextRange};

use crate::{Rule, Severity};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it; its code and page.
    pub rule: &'static Rule,
    /// The rule's severity, or what the configuration made of it.
    pub severity: Severity,
    /// One sentence for a person, without a full stop at its end.
    pub message: String,
    /// What to mark, in bytes of the document. Empty for something missing.
    pub range: TextRange,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Ways to mend it; the preferred one first.
    pub fixes: Vec<Fix>,
    /// How an editor may show the range.
    pub tag: Option<Tag>,
    /// What AWS says of it, where that is known.
    pub aws: Option<AwsWords>,
}

/// A finding in the words of AWS's own validation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwsWords {
    /// The message without the place.
    pub message: String,
    /// The value that AWS names as the place, in bytes of the document.
    pub at: TextRange,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Which other document it is in, by the number that whoever gave the documents gave it; `None` in the
    /// document of the finding.
    pub file: Option<u32>,
    /// Where, in bytes of that document.
    pub range: TextRange,
    /// What is there.
    pub message: String,
}

impl Related {
    /// The same where the document of the finding is a part of another one.
    #[must_use]
    pub fn moved(self, within: impl FnOnce(TextRange) -> TextRange) -> Self {
        match self.file {
            Some(_) => self,
            None => Self {
                range: within(self.range),
                ..self
            },
        }
    }
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: `Change to "Next"`.
    pub title: String,
    /// Edits of the document that the model was made from; they do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it is what nearly everybody wants; safe to apply without asking.
    pub preferred: bool,
}

/// How an editor may show a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Has no effect: greyed out.
    Unnecessary,
    /// Replaced by something newer: struck through.
    Deprecated,
}
