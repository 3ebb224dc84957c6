//! An expression that cannot be read, with carets at the right columns.

use asl_check::Severity;
use asl_interp::evaluate::Mistake;
use asl_syntax::{SyntaxError, TextRange, TextSize, pointer};

use super::text::Text;
use crate::output;
use crate::report::human::{self, Finding};
use crate::report::source::Lines;
use crate::status::Status;

/// More mistakes than these say nothing new.
const MOST: usize = 5;

/// Shows the mistakes of an expression.
pub(super) fn show(text: &Text, mistakes: &[Mistake]) -> Status {
    let found = mistakes
        .iter()
        .map(|it| (place(text, it), it.message.as_str()));
    show_all(text, found)
}

/// Shows what is wrong with the JSON or YAML of a template.
pub(super) fn show_syntax(text: &Text, errors: &[SyntaxError]) -> Status {
    if errors.is_empty() {
        return show_all(
            text,
            std::iter::once((TextRange::default(), "There is no template")),
        );
    }
    show_all(text, errors.iter().map(|it| (it.range, it.kind.message())))
}

fn show_all<'a>(text: &Text, found: impl Iterator<Item = (TextRange, &'a str)>) -> Status {
    let name = text.source.name();
    let lines = Lines::new(&name, &text.source.text);
    let help = text.guessed.then(|| {
        let language = text.language.name();
        format!("Taken for {language} by how it begins; `--language` says what else it is")
    });
    for (range, message) in found.take(MOST) {
        let finding = Finding {
            severity: Severity::Error,
            code: None,
            message,
            range,
            related: Vec::new(),
            help: help.as_deref(),
        };
        output::note(&human::render(&lines, &finding, output::colour_of_errors()));
    }
    Status::Unusable
}

/// The bytes of the whole text that a mistake is about.
fn place(text: &Text, mistake: &Mistake) -> TextRange {
    let Some(pointer) = &mistake.pointer else {
        return range(mistake.range.start, mistake.range.end);
    };
    let root = text.tree.as_ref().map(asl_syntax::Parse::root);
    let Some(value) = root.and_then(|root| pointer::resolve(&root, pointer)) else {
        return TextRange::default();
    };
    match value.as_scalar() {
        Some(scalar) if !mistake.range.is_empty() || mistake.range.start > 0 => {
            let inner = range(mistake.range.start, mistake.range.end);
            scalar.decoded().map.to_source_range(inner)
        }
        _ => value.range(),
    }
}

fn range(start: usize, end: usize) -> TextRange {
    let size = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    TextRange::new(size(start), size(end.max(start)))
}
