//! An expression that cannot be read, with carets at the right columns.

use asl_check::Severity;
use asl_interp::evaluate::{Language, Mistake, UNSUPPORTED};
use asl_syntax::{SyntaxError, TextRange, TextSize, pointer};

use super::text::Text;
use crate::output;
use crate::report::human::{self, Finding};
use crate::report::source::Lines;
use crate::status::Status;

/// Shows the first mistake of every string: what follows one is often its consequence.
pub(super) fn show(text: &Text, mistakes: &[Mistake]) -> Status {
    let mut last = None;
    for mistake in mistakes {
        if last != Some(&mistake.pointer) {
            show_one(
                text,
                place(text, mistake),
                &mistake.message,
                help(text, mistake),
            );
        }
        last = Some(&mistake.pointer);
    }
    Status::Unusable
}

/// Shows what is wrong with the JSON or YAML of a template.
pub(super) fn show_syntax(text: &Text, errors: &[SyntaxError]) -> Status {
    match errors.first() {
        None => show_one(text, TextRange::default(), "There is no template", None),
        Some(first) => show_one(text, first.range, &sentence(first.message()), None),
    }
    Status::Unusable
}

/// Messages of syntax errors begin in the middle of a sentence.
fn sentence(message: &str) -> String {
    let mut characters = message.chars();
    let first = characters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}

fn show_one(text: &Text, range: TextRange, message: &str, help: Option<&str>) {
    let name = text.source.name();
    let lines = Lines::new(&name, &text.source.text);
    let finding = Finding {
        severity: Severity::Error,
        code: None,
        message,
        range,
        related: Vec::new(),
        help,
    };
    output::note(&human::render(&lines, &finding, output::colour_of_errors()));
}

/// What may have been meant instead.
fn help(text: &Text, mistake: &Mistake) -> Option<&'static str> {
    if mistake.code == UNSUPPORTED {
        return Some("The data is `$states.input`");
    }
    match text.language {
        Language::JsonPath if text.guessed => {
            Some("Read as a JSONPath; `--language jsonata` reads it as JSONata")
        }
        Language::Jsonata if text.guessed => {
            Some("Read as JSONata; `--language` says what else it is")
        }
        _ => None,
    }
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
