//! Questions about the whole document.

use asl_check::CheckConfig;
use asl_syntax::{TextRange, TextSize};
use asl_text::Edit;

use super::super::{Way, alone, around};
use super::{config_of, config_of_file, everywhere};
use crate::{
    Analysis, CodeLens, Diagnostic, DocumentLink, DocumentSymbol, FileId, FilePosition, FileRange,
    FoldingRange, FormatConfig, InlayHint, InlayHintsConfig, SemanticToken, SymbolKind,
};

/// What is wrong with the definitions of the document. See [`alone::diagnostics`].
pub fn diagnostics(analysis: &Analysis, file: FileId, config: &CheckConfig) -> Vec<Diagnostic> {
    if !analysis.is_host(file) {
        let config = config_of_file(analysis, file, config);
        let mut found = alone::diagnostics(analysis, file, &config);
        found.extend(around::of_file(analysis, file, &config));
        found.sort_by_key(|it| (it.range.start(), it.range.end()));
        return found;
    }
    let mut found = around::of_template(analysis, file, config);
    for (part, way) in analysis.parts(file) {
        let config = config_of(&way, config);
        let find = || alone::diagnostics(&part, file, &config);
        let inside = way.part.findings().with(&config, find);
        found.extend(way.all(inside.to_vec()));
        found.extend(around::of_part(&way, &config));
    }
    found.sort_by_key(|it| (it.range.start(), it.range.end()));
    found
}

/// The outline; in a template, the outline of each state machine. See [`alone::document_symbols`].
pub fn document_symbols(analysis: &Analysis, file: FileId) -> Vec<DocumentSymbol> {
    if !analysis.is_host(file) {
        return alone::document_symbols(analysis, file);
    }
    let symbol = |(part, way): (Analysis, Way<'_>)| {
        let resource = way.part.resource();
        let name_range = resource.name_range + way.part.base();
        let children = way.all(alone::document_symbols(&part, file));
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

/// What can be folded away: in a template the objects of all of it. See [`alone::folding_ranges`].
pub fn folding_ranges(analysis: &Analysis, file: FileId) -> Vec<FoldingRange> {
    let mut ranges = alone::folding_ranges(analysis, file);
    let texts = analysis
        .parts(file)
        .filter(|(_, way)| !way.part.is_object());
    for (part, way) in texts {
        ranges.extend(way.all(alone::folding_ranges(&part, file)));
    }
    ranges.sort_by_key(|it| (it.range.start(), std::cmp::Reverse(it.range.end())));
    ranges
}

/// What "expand selection" selects next: from a text in a template on to what stands around it. See
/// [`alone::selection_ranges`].
pub fn selection_ranges(
    analysis: &Analysis,
    file: FileId,
    offsets: &[TextSize],
) -> Vec<Vec<TextRange>> {
    let mut chains = alone::selection_ranges(analysis, file, offsets);
    for (offset, chain) in offsets.iter().zip(&mut chains) {
        let at = FilePosition {
            file,
            offset: *offset,
        };
        let Some(inside) = analysis.inside(at).ok().flatten() else {
            continue;
        };
        let inner = alone::selection_ranges(&inside.analysis, file, &[inside.at.offset]);
        let mut inner = inside.way.all(inner.into_iter().flatten().collect());
        // Within an escape the letter has no place of its own.
        inner.retain(|it| it.contains_inclusive(*offset));
        // A definition that is an object begins with the object.
        inner.dedup();
        let widest = inner.last().copied().unwrap_or_default();
        chain.retain(|it| it.contains_range(widest) && *it != widest);
        inner.append(chain);
        *chain = inner;
    }
    chains
}

/// Colours inside strings. See [`alone::semantic_tokens`].
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
        alone::semantic_tokens(analysis, file, wanted)
    });
    if analysis.is_host(file) {
        tokens.retain(touched);
    }
    tokens
}

/// Canonical formatting of the definitions. See [`alone::format()`].
pub fn format(analysis: &Analysis, file: FileId, config: &FormatConfig) -> Vec<Edit> {
    if !analysis.is_host(file) {
        return alone::format(analysis, file, config);
    }
    let parts = analysis.parts(file);
    parts.filter_map(|(_, way)| way.formatted(config)).collect()
}

/// The edits of [`format()`] that touch the range. See [`alone::format_range`].
pub fn format_range(analysis: &Analysis, range: FileRange, config: &FormatConfig) -> Vec<Edit> {
    if !analysis.is_host(range.file) {
        return alone::format_range(analysis, range, config);
    }
    let mut edits = format(analysis, range.file, config);
    edits.retain(|it| it.range.intersect(range.range).is_some());
    edits
}

/// What is said above machines and states. See [`alone::code_lens`].
pub fn code_lens(analysis: &Analysis, file: FileId, cases: &[String]) -> Vec<CodeLens> {
    everywhere(analysis, file, |analysis, _| {
        alone::code_lens(analysis, file, cases)
    })
}

/// Links to pages. See [`alone::document_links`].
pub fn document_links(analysis: &Analysis, file: FileId) -> Vec<DocumentLink> {
    everywhere(analysis, file, |analysis, _| {
        alone::document_links(analysis, file)
    })
}

/// Words behind the text. See [`alone::inlay_hints`].
pub fn inlay_hints(
    analysis: &Analysis,
    within: FileRange,
    config: &InlayHintsConfig,
) -> Vec<InlayHint> {
    let host = analysis.document(within.file);
    let mut found = everywhere(analysis, within.file, |analysis, part| {
        let Some(part) = part else {
            let mut found = alone::inlay_hints(analysis, within, config);
            if config.substitutions {
                found.extend(around::hints_in_file(analysis, within.file, &config.values));
            }
            return found;
        };
        if part.range().intersect(within.range).is_none() {
            return Vec::new();
        }
        let all = FileRange {
            range: TextRange::up_to(part.document().text().len()),
            ..within
        };
        let mut found = alone::inlay_hints(analysis, all, config);
        if let Some(host) = host.filter(|_| config.substitutions) {
            let file = within.file;
            found.extend(around::hints_in_part(host, file, part, &config.values));
        }
        found
    });
    found.retain(|it| within.range.contains_inclusive(it.offset));
    found
}
