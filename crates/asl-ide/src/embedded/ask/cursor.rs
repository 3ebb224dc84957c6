//! Questions about what stands at the cursor.

use asl_check::CheckConfig;
use asl_syntax::{TextRange, TextSize};
use asl_text::Edit;

use super::super::{Part, Relocate, alone, around};
use super::{at_cursor, config_of, config_of_file};
use crate::{
    Analysis, CallHierarchyItem, CodeAction, CompletionConfig, CompletionItem, DocumentHighlight,
    FilePosition, FileRange, FormatConfig, Graph, HoverConfig, NavigationTarget, RangeInfo,
    RenameError, SignatureHelp, SourceChange, Transitions, rehearsal,
};

/// What may be written at the cursor. See [`alone::completions`].
pub fn completions(
    analysis: &Analysis,
    at: FilePosition,
    config: &CompletionConfig,
) -> Vec<CompletionItem> {
    around::completions(analysis, at).unwrap_or_else(|| {
        at_cursor(analysis, at, |analysis, at| {
            alone::completions(analysis, at, config)
        })
    })
}

/// What stands at the cursor. See [`alone::hover`].
pub fn hover(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<String>> {
    around::hover(analysis, at).or_else(|| at_cursor(analysis, at, alone::hover))
}

/// The same, with the values that expressions have in an example of an execution.
pub fn hover_with(
    analysis: &Analysis,
    at: FilePosition,
    config: &HoverConfig,
) -> Option<RangeInfo<String>> {
    let rehearse = || rehearsal::at(analysis, at, config);
    let with_value = |analysis: &Analysis, at| crate::hover::hover_with(analysis, at, &rehearse);
    around::hover(analysis, at).or_else(|| at_cursor(analysis, at, with_value))
}

/// What the call around the cursor takes. See [`alone::signature_help`].
pub fn signature_help(analysis: &Analysis, at: FilePosition) -> Option<SignatureHelp> {
    at_cursor(analysis, at, alone::signature_help)
}

/// From a name to what it names. See [`alone::goto_definition`].
pub fn goto_definition(
    analysis: &Analysis,
    at: FilePosition,
) -> Option<RangeInfo<Vec<NavigationTarget>>> {
    let around = around::goto_definition(analysis, at);
    around.or_else(|| at_cursor(analysis, at, alone::goto_definition))
}

/// All places that name a state or a variable. See [`alone::references`].
pub fn references(
    analysis: &Analysis,
    at: FilePosition,
    include_declaration: bool,
) -> Option<Vec<FileRange>> {
    at_cursor(analysis, at, |analysis, at| {
        alone::references(analysis, at, include_declaration)
    })
}

/// The same state or variable elsewhere. See [`alone::document_highlight`].
pub fn document_highlight(analysis: &Analysis, at: FilePosition) -> Vec<DocumentHighlight> {
    at_cursor(analysis, at, alone::document_highlight)
}

/// Whether something can be renamed here. See [`alone::prepare_rename`].
pub fn prepare_rename(
    analysis: &Analysis,
    at: FilePosition,
) -> Result<RangeInfo<String>, RenameError> {
    let Some(inside) = analysis.inside(at)? else {
        return alone::prepare_rename(analysis, at);
    };
    let name = alone::prepare_rename(&inside.analysis, inside.at)?;
    name.relocate(&inside.way).ok_or_else(not_here)
}

/// Another name for a state or a variable. See [`alone::rename`].
pub fn rename(
    analysis: &Analysis,
    at: FilePosition,
    new_name: &str,
) -> Result<SourceChange, RenameError> {
    let Some(inside) = analysis.inside(at)? else {
        return alone::rename(analysis, at, new_name);
    };
    let change = alone::rename(&inside.analysis, inside.at, new_name)?;
    change.relocate(&inside.way).ok_or_else(not_here)
}

/// What can be done about the code at the cursor. See [`alone::code_actions`].
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
        let config = config_of_file(analysis, range.file, config);
        return alone::code_actions(analysis, range, &config);
    };
    let part = inside.way.part;
    let end = part.to_part(range.range.end()).unwrap_or(inside.at.offset);
    let within = FileRange {
        file: range.file,
        range: TextRange::new(inside.at.offset, end.max(inside.at.offset)),
    };
    let found = alone::code_actions(&inside.analysis, within, &config_of(&inside.way, config));
    let stays = |it: &CodeAction| keeps_notation(part, it);
    inside.way.all(found.into_iter().filter(stays).collect())
}

/// Whether the definition stays JSON or YAML after the action: the template around it asks for that.
fn keeps_notation(part: &Part, action: &CodeAction) -> bool {
    let text = part.document().text().to_string();
    let start = text.len() - text.trim_start().len();
    let is_json = text[start..].starts_with('{');
    let edits = action.change.edits.iter().flat_map(|it| &it.1);
    let mut whole = edits.filter(|it| {
        usize::from(it.range.start()) <= start && usize::from(it.range.len()) > text.len() / 2
    });
    whole.all(|it| it.insert.trim_start().starts_with('{') == is_json)
}

/// The name of the state around a place. See [`alone::state_at`].
pub fn state_at(analysis: &Analysis, at: FilePosition) -> Option<String> {
    at_cursor(analysis, at, alone::state_at)
}

/// The text after a letter was typed. See [`alone::on_type_formatting`].
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
        return alone::on_type_formatting(analysis, at, typed, config);
    };
    let edits = alone::on_type_formatting(&inside.analysis, inside.at, typed, config);
    inside.way.every(edits).unwrap_or_default()
}

/// The state at the cursor. See [`alone::prepare_call_hierarchy`].
pub fn prepare_call_hierarchy(analysis: &Analysis, at: FilePosition) -> Option<CallHierarchyItem> {
    at_cursor(analysis, at, alone::prepare_call_hierarchy)
}

/// The states that lead to the one at the cursor. See [`alone::incoming_transitions`].
pub fn incoming_transitions(analysis: &Analysis, at: FilePosition) -> Option<Vec<Transitions>> {
    at_cursor(analysis, at, alone::incoming_transitions)
}

/// The states that the one at the cursor leads to. See [`alone::outgoing_transitions`].
pub fn outgoing_transitions(analysis: &Analysis, at: FilePosition) -> Option<Vec<Transitions>> {
    at_cursor(analysis, at, alone::outgoing_transitions)
}

/// The picture of the machine at the cursor; in a template outside of all, of the first one. See
/// [`alone::graph`].
pub fn graph(analysis: &Analysis, at: FilePosition) -> Option<Graph> {
    if let Ok(None) = analysis.inside(at) {
        return alone::graph(analysis, at);
    }
    if let Ok(Some(inside)) = analysis.inside(at) {
        return alone::graph(&inside.analysis, inside.at)?.relocate(&inside.way);
    }
    let (part, way) = analysis.parts(at.file).next()?;
    let start = FilePosition {
        offset: TextSize::default(),
        ..at
    };
    alone::graph(&part, start)?.relocate(&way)
}

fn not_here() -> RenameError {
    RenameError(
        "A part of this is made by a function of the template, such as !GetAtt or !Ref, and can only be changed there"
            .to_owned(),
    )
}
