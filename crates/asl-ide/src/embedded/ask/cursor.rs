//! Questions about what stands at the cursor.

use asl_check::CheckConfig;
use asl_syntax::{TextRange, TextSize};
use asl_text::Edit;

use super::super::Relocate;
use super::{at_cursor, config_of};
use crate::{
    Analysis, CallHierarchyItem, CodeAction, CompletionConfig, CompletionItem, DocumentHighlight,
    FilePosition, FileRange, FormatConfig, Graph, NavigationTarget, RangeInfo, RenameError,
    SignatureHelp, SourceChange, Transitions,
};

/// What is asked, as if there were no templates.
use crate::{
    call_hierarchy as calls, code_actions as actions, completions as complete,
    document_highlight as highlight, goto_definition as goto, graph as picture, hover as info,
    on_type_formatting as typing, references as uses, rename as renaming,
    signature_help as signature, test_state as test,
};

/// What may be written at the cursor. See [`complete::completions`].
pub fn completions(
    analysis: &Analysis,
    at: FilePosition,
    config: &CompletionConfig,
) -> Vec<CompletionItem> {
    at_cursor(analysis, at, |analysis, at| {
        complete::completions(analysis, at, config)
    })
}

/// What stands at the cursor. See [`info::hover`].
pub fn hover(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<String>> {
    at_cursor(analysis, at, info::hover)
}

/// What the call around the cursor takes. See [`signature::signature_help`].
pub fn signature_help(analysis: &Analysis, at: FilePosition) -> Option<SignatureHelp> {
    at_cursor(analysis, at, signature::signature_help)
}

/// From a name to what it names. See [`goto::goto_definition`].
pub fn goto_definition(
    analysis: &Analysis,
    at: FilePosition,
) -> Option<RangeInfo<Vec<NavigationTarget>>> {
    at_cursor(analysis, at, goto::goto_definition)
}

/// All places that name a state or a variable. See [`uses::references`].
pub fn references(
    analysis: &Analysis,
    at: FilePosition,
    include_declaration: bool,
) -> Option<Vec<FileRange>> {
    at_cursor(analysis, at, |analysis, at| {
        uses::references(analysis, at, include_declaration)
    })
}

/// The same state or variable elsewhere. See [`highlight::document_highlight`].
pub fn document_highlight(analysis: &Analysis, at: FilePosition) -> Vec<DocumentHighlight> {
    at_cursor(analysis, at, highlight::document_highlight)
}

/// Whether something can be renamed here. See [`renaming::prepare_rename`].
pub fn prepare_rename(
    analysis: &Analysis,
    at: FilePosition,
) -> Result<RangeInfo<String>, RenameError> {
    let Some(inside) = analysis.inside(at)? else {
        return renaming::prepare_rename(analysis, at);
    };
    let name = renaming::prepare_rename(&inside.analysis, inside.at)?;
    name.relocate(&inside.way).ok_or_else(not_here)
}

/// Another name for a state or a variable. See [`renaming::rename`].
pub fn rename(
    analysis: &Analysis,
    at: FilePosition,
    new_name: &str,
) -> Result<SourceChange, RenameError> {
    let Some(inside) = analysis.inside(at)? else {
        return renaming::rename(analysis, at, new_name);
    };
    let change = renaming::rename(&inside.analysis, inside.at, new_name)?;
    change.relocate(&inside.way).ok_or_else(not_here)
}

/// What can be done about the code at the cursor. See [`actions::code_actions`].
pub fn code_actions(
    analysis: &Analysis,
    range: FileRange,
    config: &CheckConfig,
) -> Vec<CodeAction> {
    let at = FilePosition {
        file: range.file,
        offset: range.range.start(),
    };
    let Ok(inside) = analysis.inside(at) else {
        return Vec::new();
    };
    let Some(inside) = inside else {
        return actions::code_actions(analysis, range, config);
    };
    let part = inside.way.part;
    let end = part.to_part(range.range.end()).unwrap_or(inside.at.offset);
    let within = FileRange {
        file: range.file,
        range: TextRange::new(inside.at.offset, end.max(inside.at.offset)),
    };
    let found = actions::code_actions(&inside.analysis, within, &config_of(part, config));
    inside.way.all(found)
}

/// The name of the state around a place. See [`test::state_at`].
pub fn state_at(analysis: &Analysis, at: FilePosition) -> Option<String> {
    at_cursor(analysis, at, test::state_at)
}

/// The text after a letter was typed. See [`typing::on_type_formatting`].
pub fn on_type_formatting(
    analysis: &Analysis,
    at: FilePosition,
    typed: char,
    config: &FormatConfig,
) -> Vec<Edit> {
    let Ok(inside) = analysis.inside(at) else {
        return Vec::new();
    };
    let Some(inside) = inside else {
        return typing::on_type_formatting(analysis, at, typed, config);
    };
    let edits = typing::on_type_formatting(&inside.analysis, inside.at, typed, config);
    inside.way.every(edits).unwrap_or_default()
}

/// The state at the cursor. See [`calls::prepare_call_hierarchy`].
pub fn prepare_call_hierarchy(analysis: &Analysis, at: FilePosition) -> Option<CallHierarchyItem> {
    at_cursor(analysis, at, calls::prepare_call_hierarchy)
}

/// The states that lead to the one at the cursor. See [`calls::incoming_transitions`].
pub fn incoming_transitions(analysis: &Analysis, at: FilePosition) -> Option<Vec<Transitions>> {
    at_cursor(analysis, at, calls::incoming_transitions)
}

/// The states that the one at the cursor leads to. See [`calls::outgoing_transitions`].
pub fn outgoing_transitions(analysis: &Analysis, at: FilePosition) -> Option<Vec<Transitions>> {
    at_cursor(analysis, at, calls::outgoing_transitions)
}

/// The picture of the machine at the cursor; in a template outside of all, of the first one. See
/// [`picture::graph`].
pub fn graph(analysis: &Analysis, at: FilePosition) -> Option<Graph> {
    if let Ok(None) = analysis.inside(at) {
        return picture::graph(analysis, at);
    }
    if let Ok(Some(inside)) = analysis.inside(at) {
        return picture::graph(&inside.analysis, inside.at)?.relocate(&inside.way);
    }
    let (part, way) = analysis.parts(at.file).next()?;
    let start = FilePosition {
        offset: TextSize::default(),
        ..at
    };
    picture::graph(&part, start)?.relocate(&way)
}

fn not_here() -> RenameError {
    RenameError("This cannot be written in the text of a template".to_owned())
}
