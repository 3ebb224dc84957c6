//! The states of a machine in the order in which they are reached.

use asl_model::{MachineId, Model, StateId};
use asl_syntax::{SyntaxKind, SyntaxNode, TextRange};
use asl_text::Edit;

use super::CodeAction;
use super::refactor::{action, entry_of};
use crate::{Document, FileRange};

/// "Sort states by flow" on `States` or `StartAt`: from the start on, each way to its end before the
/// next one; states that nothing leads to stay behind the others.
pub(super) fn sort_states(document: &Document, range: FileRange) -> Option<CodeAction> {
    let edits = edits(document, machine_of_key(document, range)?)?;
    Some(action("Sort states by flow".to_owned(), range, edits))
}

/// The edits that sort the states of a machine; none where they are sorted.
pub(super) fn edits(document: &Document, machine: MachineId) -> Option<Vec<Edit>> {
    let model = document.model();
    let wanted = by_flow(model, machine);
    let present: Vec<_> = model.machine(machine).states().collect();
    if wanted == present {
        return None;
    }
    let text = document.text().to_string();
    let units: Option<Vec<TextRange>> = present
        .iter()
        .map(|it| Some(unit(entry_of(document, model.state(*it))?.syntax(), &text)))
        .collect();
    let units = units?;
    let of = |state: &StateId| {
        present
            .iter()
            .position(|it| it == state)
            .map(|it| units[it])
    };
    let moved = units.iter().zip(&wanted).filter_map(|(slot, state)| {
        let from = of(state)?;
        (from != *slot).then(|| Edit {
            range: *slot,
            insert: text[from].to_owned(),
        })
    });
    Some(moved.collect())
}

/// The machine whose `States` or `StartAt` the selection begins on.
fn machine_of_key(document: &Document, range: FileRange) -> Option<MachineId> {
    let offset = range.range.start();
    let model = document.model();
    let machine = model.machine_at(offset)?;
    let root = document.parse().syntax();
    let token = root
        .token_at_offset(offset)
        .find(|it| !it.kind().is_trivia())?;
    let key = token.parent().filter(|it| it.kind() == SyntaxKind::KEY)?;
    let key = asl_syntax::ast::Key::cast(key)?;
    (key.is("States") || key.is("StartAt")).then_some(machine)
}

/// Depth first along the ways in the text's order, those of errors last.
fn by_flow(model: &Model, machine: MachineId) -> Vec<StateId> {
    let flow = model.flow(machine);
    let mut order = Vec::new();
    let mut stack: Vec<_> = flow.start().into_iter().collect();
    while let Some(state) = stack.pop() {
        if order.contains(&state) {
            continue;
        }
        order.push(state);
        let mut next: Vec<_> = flow.outgoing(state).collect();
        next.sort_by_key(|it| matches!(it.cause, asl_model::Cause::Catch(_)));
        stack.extend(next.iter().rev().map(|it| it.to));
    }
    let rest = model
        .machine(machine)
        .states()
        .filter(|it| !order.contains(it));
    let rest: Vec<_> = rest.collect();
    order.extend(rest);
    order
}

/// An entry with the comments right above it, without the blanks and line breaks behind it.
fn unit(entry: &SyntaxNode, text: &str) -> TextRange {
    let range = entry.text_range();
    let own = text[range].trim_end();
    let end = range.start() + asl_syntax::TextSize::of(own);
    let mut start = range.start();
    let Some(mut token) = entry.first_token() else {
        return TextRange::new(start, end);
    };
    while let Some(before) = crate::tokens::previous(&token) {
        match before.kind() {
            SyntaxKind::COMMENT if stands_alone(&before, text) => {
                start = before.text_range().start();
            }
            kind if kind.is_trivia() && !before.text().contains("\n\n") => {}
            _ => break,
        }
        token = before;
    }
    TextRange::new(start, end)
}

/// Whether nothing but blanks stands before a comment on its line.
fn stands_alone(comment: &asl_syntax::SyntaxToken, text: &str) -> bool {
    let start = usize::from(comment.text_range().start());
    let line = text[..start].rfind('\n').map_or(0, |it| it + 1);
    text[line..start].trim().is_empty()
}
