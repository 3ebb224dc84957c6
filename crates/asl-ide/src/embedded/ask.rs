//! Every question of the editor, asked about a document that may hold definitions.
//!
//! A definition answers for itself. In a template the definition at the cursor answers, or all of
//! them one after the other where the question is about the whole document.

use asl_check::CheckConfig;
use asl_interp::Worker;
use asl_scenario::test_state::Answer;
use asl_syntax::{TextRange, TextSize};
use asl_text::Edit;

use super::{Part, Relocate, Way};
use crate::{
    Analysis, CodeAction, CompletionConfig, CompletionItem, Diagnostic, DocumentHighlight,
    DocumentSymbol, FileId, FilePosition, FileRange, FoldingRange, FormatConfig, NavigationTarget,
    RangeInfo, RenameError, SemanticToken, SignatureHelp, SimulateError, SimulateRequest,
    Simulation, SourceChange, SymbolKind, TestStateError, TestStateRequest,
};

/// What is asked, as if there were no templates.
use crate::{
    code_actions as actions, completions as complete, diagnostics as check,
    document_highlight as highlight, document_symbols as outline, folding_ranges as fold,
    format as canonical, goto_definition as goto, hover as info, references as uses,
    rename as renaming, selection_ranges as select, semantic_tokens as colours,
    signature_help as signature, simulate as run, test_state as test,
};

/// What is wrong with the definitions of the document. See [`check::diagnostics`].
pub fn diagnostics(analysis: &Analysis, file: FileId, config: &CheckConfig) -> Vec<Diagnostic> {
    everywhere(analysis, file, |analysis, part| {
        let config = part.map_or_else(|| config.clone(), |it| config_of(it, config));
        check::diagnostics(analysis, file, &config)
    })
}

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

/// The outline; in a template, the outline of each state machine. See [`outline::document_symbols`].
pub fn document_symbols(analysis: &Analysis, file: FileId) -> Vec<DocumentSymbol> {
    if !analysis.is_host(file) {
        return outline::document_symbols(analysis, file);
    }
    let symbol = |(part, way): (Analysis, Way<'_>)| {
        let resource = way.part.resource();
        let name_range = resource.name_range + way.part.base();
        let children = way.all(outline::document_symbols(&part, file));
        DocumentSymbol {
            name: resource.name.to_string(),
            detail: resource.kind.as_deref().map(str::to_owned),
            kind: SymbolKind::Machine,
            range: children
                .iter()
                .fold(name_range, |all, it| all.cover(it.range)),
            selection_range: name_range,
            children,
        }
    };
    analysis.parts(file).map(symbol).collect()
}

/// What can be folded away: in a template the objects of all of it. See [`fold::folding_ranges`].
pub fn folding_ranges(analysis: &Analysis, file: FileId) -> Vec<FoldingRange> {
    let mut ranges = fold::folding_ranges(analysis, file);
    let texts = analysis
        .parts(file)
        .filter(|(_, way)| !way.part.is_object());
    for (part, way) in texts {
        ranges.extend(way.all(fold::folding_ranges(&part, file)));
    }
    ranges.sort_by_key(|it| (it.range.start(), std::cmp::Reverse(it.range.end())));
    ranges
}

/// What "expand selection" selects next: from a text in a template on to what stands around it. See
/// [`select::selection_ranges`].
pub fn selection_ranges(
    analysis: &Analysis,
    file: FileId,
    offsets: &[TextSize],
) -> Vec<Vec<TextRange>> {
    let mut chains = select::selection_ranges(analysis, file, offsets);
    for (offset, chain) in offsets.iter().zip(&mut chains) {
        let at = FilePosition {
            file,
            offset: *offset,
        };
        let inside = analysis.inside(at).ok().flatten();
        let Some(inside) = inside.filter(|it| !it.way.part.is_object()) else {
            continue;
        };
        let inner = select::selection_ranges(&inside.analysis, file, &[inside.at.offset]);
        let mut inner = inside.way.all(inner.into_iter().flatten().collect());
        let widest = inner.last().copied().unwrap_or_default();
        chain.retain(|it| it.contains_range(widest) && *it != widest);
        inner.append(chain);
        *chain = inner;
    }
    chains
}

/// Colours inside strings. See [`colours::semantic_tokens`].
pub fn semantic_tokens(
    analysis: &Analysis,
    file: FileId,
    range: Option<TextRange>,
) -> Vec<SemanticToken> {
    let touched = |it: &SemanticToken| range.is_none_or(|all| all.intersect(it.range).is_some());
    let mut tokens = everywhere(analysis, file, |analysis, part| {
        let wanted = range.filter(|_| part.is_none());
        if part.is_some_and(|it| range.is_some_and(|all| all.intersect(it.range()).is_none())) {
            return Vec::new();
        }
        colours::semantic_tokens(analysis, file, wanted)
    });
    if analysis.is_host(file) {
        tokens.retain(touched);
    }
    tokens
}

/// Canonical formatting of the definitions. See [`canonical::format()`].
pub fn format(analysis: &Analysis, file: FileId, config: &FormatConfig) -> Vec<Edit> {
    if !analysis.is_host(file) {
        return canonical::format(analysis, file, config);
    }
    let parts = analysis.parts(file);
    parts.filter_map(|(_, way)| way.formatted(config)).collect()
}

/// The edits of [`format()`] that touch the range. See [`canonical::format_range`].
pub fn format_range(analysis: &Analysis, range: FileRange, config: &FormatConfig) -> Vec<Edit> {
    if !analysis.is_host(range.file) {
        return canonical::format_range(analysis, range, config);
    }
    let mut edits = format(analysis, range.file, config);
    edits.retain(|it| it.range.intersect(range.range).is_some());
    edits
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

/// Runs the definition; in a template the first one. See [`run::simulate_with`].
pub fn simulate_with(
    analysis: &Analysis,
    file: FileId,
    request: SimulateRequest,
    others: &mut dyn Worker,
) -> Result<Simulation, SimulateError> {
    let Some((part, way)) = analysis.parts(file).next() else {
        return run::simulate_with(analysis, file, request, others);
    };
    let simulated = run::simulate_with(&part, file, request, others);
    simulated.map_err(|error| error.placed_by(way.host, |it| way.part.to_host_range(it)))
}

/// Tests one state; in a template that at the offset, or one of the first definition. See
/// [`test::test_state_with`].
pub fn test_state_with(
    analysis: &Analysis,
    file: FileId,
    mut request: TestStateRequest,
    worker: &mut dyn Worker,
) -> Result<Answer, TestStateError> {
    let at = request.offset.map(|offset| FilePosition { file, offset });
    let inside = at.and_then(|it| analysis.inside(it).ok().flatten());
    let (part, way) = match inside {
        Some(inside) => {
            request.offset = Some(inside.at.offset);
            (inside.analysis, inside.way)
        }
        None => match analysis.parts(file).next() {
            Some(first) => first,
            None => return test::test_state_with(analysis, file, request, worker),
        },
    };
    let placed = |it: SimulateError| it.placed_by(way.host, |it| way.part.to_host_range(it));
    let tested = test::test_state_with(&part, file, request, worker);
    tested.map_err(|error| match error {
        TestStateError::Broken(refusal, error) => TestStateError::Broken(refusal, placed(error)),
        TestStateError::Unusable(error) => TestStateError::Unusable(placed(error)),
        refused @ TestStateError::Refused(_) => refused,
    })
}

/// A definition at the cursor, as if it stood alone.
pub(super) struct Inside<'a> {
    pub(super) analysis: Analysis,
    pub(super) at: FilePosition,
    pub(super) way: Way<'a>,
}

/// The cursor stands in a template, but in none of its definitions.
pub(super) struct Outside;

impl From<Outside> for RenameError {
    fn from(_: Outside) -> Self {
        RenameError("There is nothing to rename here".to_owned())
    }
}

impl Analysis {
    /// Whether the document is a template.
    pub(super) fn is_host(&self, file: FileId) -> bool {
        self.document(file).is_some_and(|it| it.host().is_some())
    }

    /// The definitions of a template, each as if it stood alone.
    pub(super) fn parts(&self, file: FileId) -> impl Iterator<Item = (Analysis, Way<'_>)> {
        let host = self.document(file);
        let parts = host.into_iter().flat_map(move |host| {
            let way = move |part| Way { host, file, part };
            host.parts().iter().map(way)
        });
        parts.map(move |way| (self.of_part(file, way.part), way))
    }

    /// The definition at a place of a template; `None` in a document that is no template.
    pub(super) fn inside(&self, at: FilePosition) -> Result<Option<Inside<'_>>, Outside> {
        let Some(host) = self.document(at.file).filter(|it| it.host().is_some()) else {
            return Ok(None);
        };
        let holds = |it: &&Part| it.holds(host.text(), at.offset);
        let part = host.parts().iter().find(holds).ok_or(Outside)?;
        let offset = part.to_part(at.offset).ok_or(Outside)?;
        Ok(Some(Inside {
            analysis: self.of_part(at.file, part),
            at: FilePosition { offset, ..at },
            way: Way {
                host,
                file: at.file,
                part,
            },
        }))
    }
}

/// Asks the definition at the cursor.
fn at_cursor<T: Relocate + Default>(
    analysis: &Analysis,
    at: FilePosition,
    ask: impl FnOnce(&Analysis, FilePosition) -> T,
) -> T {
    match analysis.inside(at) {
        Ok(None) => ask(analysis, at),
        Ok(Some(inside)) => {
            let answer = ask(&inside.analysis, inside.at);
            answer.relocate(&inside.way).unwrap_or_default()
        }
        Err(Outside) => T::default(),
    }
}

/// Asks all definitions of the document.
fn everywhere<T: Relocate>(
    analysis: &Analysis,
    file: FileId,
    ask: impl Fn(&Analysis, Option<&Part>) -> Vec<T>,
) -> Vec<T> {
    if !analysis.is_host(file) {
        return ask(analysis, None);
    }
    let parts = analysis.parts(file);
    parts
        .flat_map(|(part, way)| way.all(ask(&part, Some(way.part))))
        .collect()
}

/// The template's word on the workflow's type holds.
fn config_of(part: &Part, config: &CheckConfig) -> CheckConfig {
    let mut config = config.clone();
    config.workflow = part.workflow().or(config.workflow);
    config
}

fn not_here() -> RenameError {
    RenameError("This cannot be written in the text of a template".to_owned())
}
