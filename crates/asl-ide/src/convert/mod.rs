//! The same definition written otherwise: JSON ⇄ YAML, JSONPath → JSONata.
//!
//! What cannot be converted so that it means the same is refused with its place, and then nothing changes.

mod edits;
mod json;
mod jsonata;
mod node;
mod notation;
mod query_language;
mod yaml;

pub(crate) use edits::Plan;
pub(crate) use node::Node;

use asl_syntax::{Format, SyntaxError, TextRange, TextSize};
use asl_text::Edit;

use crate::{Analysis, Document, FileId, FormatConfig};

/// A value as a document of its own.
pub(crate) fn written(value: &Node, format: Format) -> String {
    let unit = FormatConfig::default().indent;
    match format {
        Format::Json => json::document(value, unit),
        Format::Yaml => yaml::document(value, unit, &yaml::Comments::default()),
    }
}

/// What to convert to JSONata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConvertPart<'a> {
    /// The whole machine with the states inside of its states, or nothing.
    Machine,
    /// Every state that can be converted; the machine stays in JSONPath.
    EachState,
    /// The state whose name or content is at the offset.
    At(TextSize),
    /// The state of that name.
    Named(&'a str),
}

/// What a conversion makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The edits of the document, in the order of the text.
    pub edits: Vec<Edit>,
    /// The notation of the document after them.
    pub format: Format,
    /// How many states were converted; none where only the notation was.
    pub states: usize,
    /// What the user should know of it, in the order of the text.
    pub notes: Vec<Note>,
    /// What stays as it is, where the rest was asked for anyway.
    pub kept: Vec<Refused>,
}

/// Something that a conversion cannot take over exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where it stands.
    pub range: TextRange,
    /// One sentence without a full stop.
    pub text: String,
}

/// Why a part cannot be converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The part.
    pub range: TextRange,
    /// One sentence without a full stop.
    pub reason: String,
}

impl Refused {
    fn new(range: TextRange, reason: impl Into<String>) -> Self {
        Self {
            range,
            reason: reason.into(),
        }
    }

    /// A mistake in the syntax, whose message is the middle of a sentence.
    fn broken(error: &SyntaxError) -> Self {
        let mut letters = error.message().chars();
        let first: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        Self::new(error.range, first + letters.as_str())
    }
}

/// # Convert to the other notation
///
/// JSON becomes YAML and YAML JSON: the same data in the same order. YAML is written in blocks, with quotes only where
/// some reader would need them, and long texts and texts of several lines as block scalars. Comments of JSON become
/// YAML's; JSON has none, so YAML's go. Anchors, aliases and merge keys become what they stand for.
pub fn convert_notation(
    analysis: &Analysis,
    file: FileId,
    config: &FormatConfig,
) -> Result<Conversion, Vec<Refused>> {
    let Some(document) = analysis.document(file) else {
        return Err(Vec::new());
    };
    let (insert, notes) = notation::convert(document, config.indent)?;
    let range = document.parse().syntax().text_range();
    let conversion = Conversion {
        edits: vec![Edit { range, insert }],
        format: match document.format() {
            Format::Json => Format::Yaml,
            Format::Yaml => Format::Json,
        },
        states: 0,
        notes,
        kept: Vec::new(),
    };
    conversion.keeping_all_of(document)
}

/// # Convert to JSONata
///
/// A state or the whole machine from JSONPath to JSONata: paths, payload templates, intrinsic functions and choice
/// rules become `Arguments`, `Output`, `Assign`, `Items` and `Condition`. The state does the same with the same data, and
/// fails where it failed; what cannot be said exactly in JSONata is refused with its place. Nothing but the fields that
/// change is touched.
pub fn convert_to_jsonata(
    analysis: &Analysis,
    file: FileId,
    part: ConvertPart<'_>,
) -> Result<Conversion, Vec<Refused>> {
    to_jsonata(analysis, file, part, false)
}

/// The same with expressions that test the form of the data wherever a path would, so that they fail where it failed: less
/// to read past in the notes, more in the expressions.
pub fn convert_to_jsonata_exactly(
    analysis: &Analysis,
    file: FileId,
    part: ConvertPart<'_>,
) -> Result<Conversion, Vec<Refused>> {
    to_jsonata(analysis, file, part, true)
}

fn to_jsonata(
    analysis: &Analysis,
    file: FileId,
    part: ConvertPart<'_>,
    exact: bool,
) -> Result<Conversion, Vec<Refused>> {
    let Some(document) = analysis.document(file) else {
        return Err(Vec::new());
    };
    query_language::convert(document, part, exact)?.keeping_all_of(document)
}

impl Conversion {
    /// The same where nothing goes that only the text has.
    fn keeping_all_of(self, document: &Document) -> Result<Self, Vec<Refused>> {
        let lost = self.edits.iter().find(|it| document.hides(it.range));
        match lost.map(|it| it.range) {
            Some(range) => Err(vec![Refused::new(
                range,
                "Directives and calls of Terraform stand here, which would be lost",
            )]),
            None => Ok(self),
        }
    }

    /// The document's text after the conversion; `before` is what it was.
    pub fn text(&self, before: &str) -> String {
        crate::format::applied(before, &self.edits)
    }
}
