//! Every feature answers at every offset of every half-written document, without a panic and with
//! ranges that lie in the text.

use asl_ide::{
    Analysis, CheckConfig, CompletionConfig, Document, Edit, FilePosition, FileRange, Format,
    FormatConfig, TextRange, TextSize, code_actions, completions, diagnostics, document_highlight,
    document_symbols, folding_ranges, format, format_range, goto_definition, hover, prepare_rename,
    references, rename, selection_ranges,
};
use proptest::prelude::*;

use crate::support::{ORDER, ORDER_YAML};

fn everything_at(analysis: &Analysis, at: FilePosition, length: TextSize) {
    let whole = TextRange::up_to(length);
    let lies_in = |it: TextRange| assert!(whole.contains_range(it), "{it:?} in {whole:?}");
    let edits_lie_in = |it: &[Edit]| it.iter().for_each(|it| lies_in(it.range));
    for snippets in [true, false] {
        for item in completions(
            analysis,
            at,
            &CompletionConfig {
                snippets,
                ..CompletionConfig::default()
            },
        ) {
            assert!(
                item.edit.range.contains_inclusive(at.offset),
                "{item:?} at {at:?}"
            );
            lies_in(item.edit.range);
            edits_lie_in(&item.additional);
        }
    }
    if let Some(it) = hover(analysis, at) {
        lies_in(it.range);
    }
    if let Some(it) = goto_definition(analysis, at) {
        lies_in(it.range);
    }
    references(analysis, at, true)
        .iter()
        .flatten()
        .for_each(|it| lies_in(it.range));
    for it in document_highlight(analysis, at) {
        lies_in(it.range);
    }
    let _ = prepare_rename(analysis, at);
    for (_, edits) in rename(analysis, at, "Another name")
        .map(|it| it.edits)
        .unwrap_or_default()
    {
        edits_lie_in(&edits);
    }
    selection_ranges(analysis, at.file, &[at.offset])
        .concat()
        .into_iter()
        .for_each(lies_in);
    // Checks the whole document each time, so not at every place.
    if u32::from(at.offset) % 7 != 0 {
        return;
    }
    let range = FileRange {
        file: at.file,
        range: TextRange::empty(at.offset),
    };
    for action in code_actions(analysis, range, &CheckConfig::default()) {
        action
            .change
            .edits
            .iter()
            .for_each(|it| edits_lie_in(&it.1));
    }
}

fn everything(text: &str, format_: Format, offsets: impl IntoIterator<Item = usize>) {
    let (analysis, file) = Analysis::single(Document::new(text, format_));
    let length = TextSize::of(text);
    for offset in offsets.into_iter().filter(|it| text.is_char_boundary(*it)) {
        let offset = TextSize::new(offset as u32);
        everything_at(&analysis, FilePosition { file, offset }, length);
    }
}

/// The features that speak of a whole document.
fn everything_of(text: &str, format_: Format) {
    let (analysis, file) = Analysis::single(Document::new(text, format_));
    let length = TextSize::of(text);
    diagnostics(&analysis, file, &CheckConfig::default());
    document_symbols(&analysis, file);
    folding_ranges(&analysis, file);
    format(&analysis, file, &FormatConfig::default());
    let range = TextRange::up_to(length);
    format_range(
        &analysis,
        FileRange { file, range },
        &FormatConfig::default(),
    );
}

#[test]
fn every_beginning_of_a_document_at_its_end() {
    for (text, format) in [(ORDER, Format::Json), (ORDER_YAML, Format::Yaml)] {
        for end in 0..=text.len() {
            everything(&text[..end], format, [end]);
            if end % 6 == 0 {
                everything_of(&text[..end], format);
            }
        }
    }
}

#[test]
fn every_offset_of_a_whole_document() {
    everything(ORDER, Format::Json, 0..=ORDER.len());
    everything(ORDER_YAML, Format::Yaml, 0..=ORDER_YAML.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_feature_on_cut_texts(from in 0_usize..700, length in 0_usize..60, insert in "[\"{}\\[\\]:, \n$é-]{0,4}") {
        for (text, format) in [(ORDER, Format::Json), (ORDER_YAML, Format::Yaml)] {
            let from = from % text.len();
            let to = (from + length).min(text.len());
            let broken = [&text[..from], &insert, &text[to..]].concat();
            everything(&broken, format, from.saturating_sub(10)..(from + 20).min(broken.len()));
        }
    }
}
