//! Canonical formatting.

mod json;
mod yaml;

use asl_syntax::{Format, Parse, parse};
use asl_text::Edit;

use crate::{Analysis, Document, FileId, FileRange};

/// How to format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatConfig {
    /// Blanks per level.
    pub indent: usize,
}

impl Default for FormatConfig {
    fn default() -> Self {
        Self { indent: 2 }
    }
}

/// # Format
///
/// JSON gets one form: a field per line, two blanks per level, lists of plain values on one line
/// where they fit into 80 columns. Order, comments, placeholders and single blank lines between
/// fields stay. In YAML each level of a block gets its column, blanks at line ends go, one blank follows
/// a colon, and the file ends in one line break; flow collections stay as they are. Only blanks and line breaks change,
/// never what the document means, and nothing where the text is broken. In a template the definitions are formatted
/// and nothing else of it; a definition between quotes stays on its line.
pub fn format(analysis: &Analysis, file: FileId, config: &FormatConfig) -> Vec<Edit> {
    analysis
        .document(file)
        .map_or_else(Vec::new, |it| edits(it, config))
}

/// # Format selection
///
/// The same for what is selected: the edits that touch it. In YAML the columns stay, because a part of a block
/// cannot move alone.
pub fn format_range(analysis: &Analysis, range: FileRange, config: &FormatConfig) -> Vec<Edit> {
    let Some(document) = analysis.document(range.file) else {
        return Vec::new();
    };
    let mut edits = match document.format() {
        Format::Json => edits(document, config),
        Format::Yaml => {
            checked(document, yaml::careful_edits(document.parse())).unwrap_or_default()
        }
    };
    edits.retain(|it| it.range.intersect(range.range).is_some());
    edits
}

/// A text in canonical form.
pub fn format_text(text: &str, format: Format, config: &FormatConfig) -> String {
    let edits = edits(&Document::new(text, format), config);
    applied(text, &edits)
}

/// The edits that bring a document into canonical form, in the order of the text. They are checked:
/// the text after them means the same, or there are none.
fn edits(document: &Document, config: &FormatConfig) -> Vec<Edit> {
    let parse = document.parse();
    let edits = match document.format() {
        Format::Json => checked(document, json::edits(parse, config)),
        Format::Yaml => checked(document, yaml::edits(parse, config))
            .or_else(|| checked(document, yaml::careful_edits(parse))),
    };
    edits.unwrap_or_default()
}

/// The edits, when the text means the same after them.
fn checked(document: &Document, edits: Vec<Edit>) -> Option<Vec<Edit>> {
    (edits.is_empty() || means_the_same(document, &edits)).then_some(edits)
}

fn means_the_same(document: &Document, edits: &[Edit]) -> bool {
    let json = |it: &Parse| it.root().value().map(|it| it.to_json());
    let after = parse(
        &applied(&document.text().to_string(), edits),
        document.format(),
    );
    let before = document.parse();
    json(before) == json(&after) && before.errors().len() == after.errors().len()
}

/// The text after edits that are in its order and do not overlap.
pub(crate) fn applied(text: &str, edits: &[Edit]) -> String {
    let (mut formatted, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        let (start, end) = (
            usize::from(edit.range.start()),
            usize::from(edit.range.end()),
        );
        formatted.push_str(text.get(at..start).unwrap_or_default());
        formatted.push_str(&edit.insert);
        at = end;
    }
    formatted.push_str(text.get(at..).unwrap_or_default());
    formatted
}
