//! From a marked text to a snapshot and a position in it.

use asl_ide::{
    Analysis, CompletionConfig, CompletionItem, Document, Edit, FileId, FilePosition, FileRange,
    Format, completions,
};
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

/// What is offered at the cursor, in the order of the list.
pub(crate) fn offered_as(setup: &Setup, config: &CompletionConfig) -> Vec<CompletionItem> {
    let mut items = completions(&setup.analysis, setup.position(), config);
    items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
    items
}

/// The same for a client that may understand snippets.
pub(crate) fn offered(setup: &Setup, snippets: bool) -> Vec<CompletionItem> {
    let config = CompletionConfig {
        snippets,
        ..CompletionConfig::default()
    };
    offered_as(setup, &config)
}

/// The first items of a list, and how many there are.
pub(crate) fn drawn(items: &[CompletionItem], shown: usize) -> String {
    let line =
        |it: &CompletionItem| format!("{}  ({})\n", it.label, it.detail.as_deref().unwrap_or("-"));
    let first: String = items.iter().take(shown).map(line).collect();
    format!("{first}{} in all\n", items.len())
}

/// The text after an item is chosen, as an editor makes it: the lines of a snippet are indented like the one
/// that it begins on. What is to be filled in stays visible.
pub(crate) fn chosen(setup: &Setup, items: &[CompletionItem], label: &str) -> String {
    let Some(item) = items.iter().find(|it| it.label == label) else {
        return "no such item".to_owned();
    };
    let mut edits = item.additional.clone();
    let mut edit = item.edit.clone();
    let line = setup.text[..usize::from(edit.range.start())].lines().last();
    let line = line.unwrap_or_default();
    let blanks = &line[..line.len() - line.trim_start().len()];
    let insert = edit.insert.replace('\n', &["\n", blanks].concat());
    edit.insert = insert.replace("\\}", "}").replace("\\$", "$");
    edits.push(edit);
    setup.apply(&edits)
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
      "Parameters": { "FunctionName": "approve" },
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
    Parameters: {FunctionName: approve}
    Next: 'Pack'
  Pack: {Type: Pass, End: true}
"#;

/// [`ORDER_YAML`] with the cursor behind the first `before`.
pub(crate) fn yaml_at(before: &str) -> String {
    let at = ORDER_YAML.find(before).map_or(0, |it| it + before.len());
    format!("{}$0{}", &ORDER_YAML[..at], &ORDER_YAML[at..])
}
