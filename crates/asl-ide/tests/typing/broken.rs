//! Every feature answers on texts that are cut off or garbled, with places that lie in the text.

use asl_ide::{
    Analysis, CheckConfig, ConvertPart, Document, FilePosition, FileRange, Format, FormatConfig,
    InlayHintsConfig, ON_TYPE_LETTERS, TextRange, TextSize,
};
use proptest::prelude::*;

use crate::corpus;
use crate::editor::offered;

/// Asks everything about a document that can be asked at an offset of it.
fn ask_at(analysis: &Analysis, at: FilePosition, whole: TextRange) {
    let lies_in = |it: TextRange| assert!(whole.contains_range(it), "{it:?} in {whole:?}");
    let point = FileRange {
        file: at.file,
        range: TextRange::empty(at.offset),
    };
    for snippets in [true, false] {
        for item in offered(analysis, at.file, at.offset.into(), snippets) {
            lies_in(item.edit.range);
            item.additional.iter().for_each(|it| lies_in(it.range));
            item.page.as_deref().and_then(asl_ide::completion_page);
        }
    }
    if let Some(it) = asl_ide::hover(analysis, at) {
        lies_in(it.range);
    }
    if let Some(it) = asl_ide::goto_definition(analysis, at) {
        lies_in(it.range);
    }
    let references = asl_ide::references(analysis, at, true).unwrap_or_default();
    for it in &references {
        lies_in(it.range);
    }
    let marked = asl_ide::document_highlight(analysis, at);
    for it in &marked {
        lies_in(it.range);
    }
    if let Ok(it) = asl_ide::prepare_rename(analysis, at) {
        lies_in(it.range);
    }
    if let Ok(change) = asl_ide::rename(analysis, at, "Another name") {
        let edits = change.edits.iter().flat_map(|it| &it.1);
        edits.for_each(|it| lies_in(it.range));
    }
    let chains = asl_ide::selection_ranges(analysis, at.file, &[at.offset]);
    chains.concat().into_iter().for_each(lies_in);
    for letter in ON_TYPE_LETTERS {
        let edits = asl_ide::on_type_formatting(analysis, at, letter, &FormatConfig::default());
        for it in &edits {
            lies_in(it.range);
        }
    }
    for action in asl_ide::code_actions(analysis, point, &CheckConfig::default()) {
        let edits = action.change.edits.iter().flat_map(|it| &it.1);
        edits.for_each(|it| lies_in(it.range));
    }
    asl_ide::signature_help(analysis, at);
    asl_ide::state_at(analysis, at);
    asl_ide::prepare_call_hierarchy(analysis, at);
    asl_ide::incoming_transitions(analysis, at);
    asl_ide::outgoing_transitions(analysis, at);
    if let Some(graph) = asl_ide::graph(analysis, at) {
        graph.to_svg();
        graph.to_mermaid();
        graph.to_dot();
    }
}

/// Asks everything that can be asked about a whole document.
fn ask_of(analysis: &Analysis, range: FileRange) {
    let file = range.file;
    let lies_in = |it: TextRange| assert!(range.range.contains_range(it), "{it:?} in {range:?}");
    let found = asl_ide::diagnostics(analysis, file, &CheckConfig::default());
    for it in &found {
        lies_in(it.range);
    }
    asl_ide::document_symbols(analysis, file);
    asl_ide::folding_ranges(analysis, file);
    let tokens = asl_ide::semantic_tokens(analysis, file, None);
    for it in &tokens {
        lies_in(it.range);
    }
    asl_ide::inlay_hints(analysis, range, &InlayHintsConfig::default());
    asl_ide::code_lens(analysis, file, &[]);
    asl_ide::document_links(analysis, file);
    let config = FormatConfig::default();
    let edits = [
        asl_ide::format(analysis, file, &config),
        asl_ide::format_range(analysis, range, &config),
    ];
    edits.iter().flatten().for_each(|it| lies_in(it.range));
    let _ = asl_ide::convert_notation(analysis, file, &config);
    let _ = asl_ide::convert_to_jsonata(analysis, file, ConvertPart::Machine);
}

fn ask(text: &str, format: Format, offset: usize) {
    let (analysis, file) = Analysis::single(Document::new(text, format));
    let range = TextRange::up_to(TextSize::of(text));
    ask_of(&analysis, FileRange { file, range });
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let offset = TextSize::new(offset as u32);
    ask_at(&analysis, FilePosition { file, offset }, range);
}

/// What comes in where something is taken out.
const GARBAGE: &str = r#"["'{}\[\]:, \n$%&*|>.(#é-]{0,6}"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_feature_answers(
        file in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        length in 0_usize..200,
        garbage in GARBAGE,
        is_cut: bool,
        beside in 0_usize..40,
    ) {
        let all = corpus::all();
        let definition = file.get(&all);
        let (text, format) = (&definition.text, definition.format);
        let floor = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let from = floor(place.index(text.len()));
        let to = if is_cut { text.len() } else { floor((from + length).min(text.len())) };
        let broken = [&text[..from], &garbage, &text[to..]].concat();
        let at = from + garbage.len();
        ask(&broken, format, at);
        ask(&broken, format, (at + beside).saturating_sub(20));
    }
}
