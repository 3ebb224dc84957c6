//! Writes the state that a transition leads to.

use asl_model::{Model, Origin, Reference};
use asl_syntax::{Format, TextRange, TextSize};
use asl_text::{Edit, Encoding};

use super::{CodeAction, CodeActionKind};
use crate::tokens::is_flow;
use crate::{Document, FileRange, SourceChange, quote};

/// "Create state" for the missing state that is named in the range.
pub(super) fn create_state(document: &Document, range: FileRange) -> Option<CodeAction> {
    let model = document.model();
    let reference = model.reference_at(range.range.start())?;
    let exists = model.resolve(&reference).is_some();
    if exists || reference.is_placeholder() || reference.target.trim().is_empty() {
        return None;
    }
    let edit = match neighbour(model, &reference) {
        Some((offset, column, flow)) => behind(document, &reference, offset, column, flow),
        None => first(document, &reference)?,
    };
    Some(CodeAction {
        title: format!("Create state \"{}\"", reference.target),
        kind: CodeActionKind::QuickFix,
        change: SourceChange {
            edits: vec![(range.file, vec![edit])],
        },
        diagnostic: None,
        file: None,
        preferred: false,
    })
}

/// The end of the state behind which the new one goes, and the column of its name: the one that
/// leads to it, or the machine's last one.
fn neighbour(model: &Model, reference: &Reference<'_>) -> Option<(TextSize, TextSize, bool)> {
    let state = match reference.from {
        Origin::State(it) => model.state(it),
        Origin::Machine(it) => model.states_of(it).last()?,
    };
    let mapping = model.machine(state.machine()).states_range()?;
    let node = model.parse().syntax().covering_element(mapping);
    let node = node.as_node().cloned().or_else(|| node.parent())?;
    Some((
        state.range().end(),
        state.base(),
        is_flow(&node, model.parse().format()),
    ))
}

fn behind(
    document: &Document,
    reference: &Reference<'_>,
    end: TextSize,
    name: TextSize,
    flow: bool,
) -> Edit {
    let column = |it| document.text().position(it, Encoding::Utf32).character as usize;
    let indent = " ".repeat(column(name));
    let text = match (document.format(), flow) {
        (Format::Json, _) => format!(",\n{indent}{}", json_state(reference.target, &indent)),
        (Format::Yaml, true) => {
            format!(
                ", {}: {{Type: Pass, End: true}}",
                quote::yaml(reference.target, None, true)
            )
        }
        (Format::Yaml, false) => {
            let name = quote::yaml(reference.target, None, false);
            let state = format!("{indent}{name}:\n{indent}  Type: Pass\n{indent}  End: true");
            if column(end) == 0 {
                format!("{state}\n")
            } else {
                format!("\n{state}")
            }
        }
    };
    Edit {
        range: TextRange::empty(end),
        insert: text,
    }
}

/// The first state of a machine whose `States` is `{}`.
fn first(document: &Document, reference: &Reference<'_>) -> Option<Edit> {
    let range = document.model().machine(reference.machine).states_range()?;
    if document.text().slice(range).trim() != "{}" {
        return None;
    }
    let line = document.text().position(range.start(), Encoding::Utf8).line;
    let start = asl_text::Position { line, character: 0 };
    let start = document.text().offset(start, Encoding::Utf8);
    let text = document.text().slice(TextRange::new(start, range.start()));
    let outer = &text[..text.len() - text.trim_start().len()];
    let indent = format!("{outer}  ");
    let insert = match document.format() {
        Format::Json => format!(
            "{{\n{indent}{}\n{outer}}}",
            json_state(reference.target, &indent)
        ),
        Format::Yaml => {
            format!(
                "{{{}: {{Type: Pass, End: true}}}}",
                quote::yaml(reference.target, None, true)
            )
        }
    };
    Some(Edit { range, insert })
}

fn json_state(name: &str, indent: &str) -> String {
    let name = quote::json(name);
    format!("{name}: {{\n{indent}  \"Type\": \"Pass\",\n{indent}  \"End\": true\n{indent}}}")
}
