//! Places in a text: the beginning, the middle and the end of each word.

use asl_ide::{Analysis, Document, Edit, FileId, Format, SourceChange, TextSize};
use asl_testing::fixture;

/// The offsets at which words begin and end, and one inside of each.
pub(crate) fn places(text: &str) -> Vec<TextSize> {
    let mut places = vec![0, text.len()];
    let mut start = 0;
    let mut before = None;
    for (offset, letter) in text.char_indices() {
        let kind = kind(letter);
        if before != Some(kind) {
            places.push(offset);
            let middle = usize::midpoint(start, offset);
            places.extend(Some(middle).filter(|it| text.is_char_boundary(*it)));
            start = offset;
        }
        before = Some(kind);
    }
    places.sort_unstable();
    places.dedup();
    let size = |it| TextSize::try_from(it).expect("a small text");
    places.into_iter().map(size).collect()
}

/// Letters of one kind make a word.
fn kind(letter: char) -> u8 {
    match letter {
        it if it.is_alphanumeric() => 0,
        it if it.is_whitespace() => 1,
        _ => 2,
    }
}

/// A snapshot of one text.
pub(crate) fn open(text: &str, format: Format) -> (Analysis, FileId) {
    Analysis::single(Document::new(text, format))
}

/// The edits of a change of one document.
pub(crate) fn edits(change: &SourceChange) -> Vec<Edit> {
    let edits = change.edits.iter().flat_map(|it| it.1.clone());
    edits.collect()
}

/// The text after edits that lie in it and do not overlap; else what is wrong with them.
pub(crate) fn applied(text: &str, edits: &[Edit]) -> Result<String, String> {
    let mut end = 0;
    for edit in edits {
        let (start, stop) = (edit.range.start().into(), edit.range.end().into());
        if start < end {
            return Err(format!("edits overlap or are not in order: {edits:?}"));
        }
        if text.get(start..stop).is_none() {
            return Err(format!("{edit:?} lies not in the text"));
        }
        end = stop;
    }
    let edits = edits.iter().map(|it| (it.range, it.insert.as_str()));
    Ok(fixture::apply(text, edits))
}
