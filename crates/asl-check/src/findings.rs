//! Where rules put what they find.

use asl_text::{Edit, TextRange};

use crate::{AwsWords, Diagnostic, Fix, Related, Rule, Tag};

/// Collects findings. Ranges are relative to whatever tree the rules were given.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding; what it answers takes fixes, related places and a tag.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        range: TextRange,
        message: impl Into<String>,
    ) -> Finding<'_> {
        let at = self.list.len();
        self.list.push(Diagnostic {
            rule,
            severity: rule.severity,
            message: message.into(),
            range,
            related: Vec::new(),
            fixes: Vec::new(),
            tag: None,
            aws: None,
        });
        Finding(&mut self.list[at])
    }

    /// Takes over what was found before.
    pub(crate) fn push(&mut self, found: Diagnostic) {
        self.list.push(found);
    }

    /// What was found, in the order in which it was found.
    pub(crate) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}

impl FromIterator<Diagnostic> for Findings {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(findings: I) -> Self {
        Self {
            list: findings.into_iter().collect(),
        }
    }
}

/// A finding that is still being written.
pub(crate) struct Finding<'f>(&'f mut Diagnostic);

impl Finding<'_> {
    /// Adds the fix that nearly everybody wants.
    pub(crate) fn fix(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.push(title.into(), edits, true)
    }

    /// Adds a fix that needs a thought before it is applied.
    pub(crate) fn maybe(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.push(title.into(), edits, false)
    }

    /// Adds another place.
    pub(crate) fn related(self, range: TextRange, message: impl Into<String>) -> Self {
        self.0.related.push(Related {
            file: None,
            range,
            message: message.into(),
        });
        self
    }

    /// Says how an editor may show it.
    pub(crate) fn tag(self, tag: Tag) -> Self {
        self.0.tag = Some(tag);
        self
    }

    /// Says it in AWS's words, of the value that stands at `at`.
    pub(crate) fn aws(self, message: impl Into<String>, at: TextRange) -> Self {
        self.0.aws = Some(AwsWords {
            message: message.into(),
            at,
        });
        self
    }

    /// An edit that could not be made gives no fix.
    fn push(self, title: String, edits: Vec<Edit>, preferred: bool) -> Self {
        if !edits.is_empty() {
            self.0.fixes.push(Fix {
                title,
                edits,
                preferred,
            });
        }
        self
    }
}
