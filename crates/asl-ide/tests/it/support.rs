//! From a marked text to a snapshot and a position in it.

use asl_ide::{Analysis, Document, Edit, FileId, FilePosition, FileRange, Format};
use asl_testing::fixture::{self, Fixture};

/// One document with a cursor or a selection.
pub(crate) struct Setup {
    pub(crate) text: String,
    pub(crate) analysis: Analysis,
    pub(crate) file: FileId,
    fixture: Fixture,
}

impl Setup {
    pub(crate) fn new(marked: &str, format: Format) -> Self {
        let fixture = Fixture::parse(marked);
        let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
        Self {
            text: fixture.text.clone(),
            analysis,
            file,
            fixture,
        }
    }

    pub(crate) fn position(&self) -> FilePosition {
        FilePosition {
            file: self.file,
            offset: self.fixture.cursor(),
        }
    }

    pub(crate) fn range(&self) -> FileRange {
        FileRange {
            file: self.file,
            range: self.fixture.range(),
        }
    }

    /// The text after edits.
    pub(crate) fn apply(&self, edits: &[Edit]) -> String {
        let edits = edits.iter().map(|it| (it.range, it.insert.as_str()));
        fixture::apply(&self.text, edits)
    }
}

/// JSON when it begins with a brace or a comment of its kind, else YAML.
pub(crate) fn format_of(marked: &str) -> Format {
    let text = marked.replace("$0", "");
    if text.trim_start().starts_with(['{', '[', '/']) {
        Format::Json
    } else {
        Format::Yaml
    }
}

/// A small machine that many tests use.
pub(crate) const ORDER: &str = r#"
{
  "StartAt": "Check",
  "States": {
    "Check": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Approve" }
      ],
      "Default": "Pack"
    },
    "Approve": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Retry": [{ "ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 2 }],
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Rejected" }],
      "Next": "Pack"
    },
    "Pack": { "Type": "Pass", "Comment": "Puts it into a box", "End": true },
    "Rejected": { "Type": "Fail", "Error": "Rejected" }
  }
}
"#;

/// [`ORDER`] with the cursor behind the first `before`.
pub(crate) fn order_at(before: &str) -> String {
    let at = ORDER.find(before).map_or(0, |it| it + before.len());
    format!("{}$0{}", &ORDER[..at], &ORDER[at..])
}

/// The same machine in YAML.
pub(crate) const ORDER_YAML: &str = r#"
StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - Variable: $.total
        NumericGreaterThan: 100
        Next: Approve
    Default: "Pack"
  Approve:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Next: 'Pack'
  Pack: {Type: Pass, End: true}
"#;

/// [`ORDER_YAML`] with the cursor behind the first `before`.
pub(crate) fn yaml_at(before: &str) -> String {
    let at = ORDER_YAML.find(before).map_or(0, |it| it + before.len());
    format!("{}$0{}", &ORDER_YAML[..at], &ORDER_YAML[at..])
}
