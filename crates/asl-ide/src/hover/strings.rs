//! Inside strings: intrinsic functions and context paths.

use asl_syntax::{SyntaxToken, TextSize};

use super::word_at;
use crate::{Document, RangeInfo, words};

/// The page of the function or context path at an offset of a dynamic string.
pub(super) fn page(token: &SyntaxToken, offset: TextSize) -> Option<RangeInfo<String>> {
    let (range, word) = word_at(token, offset)?;
    if let Some(function) = asl_lang::intrinsic(&word) {
        return Some(RangeInfo {
            range,
            info: words::intrinsic(function),
        });
    }
    let at = usize::from(offset.clamp(range.start(), range.end()) - range.start());
    context(&word, at).map(|info| RangeInfo { range, info })
}

/// What JSONata calls `$$`.
const ROOT: &str = "$states.context";

/// The page of a context path in a JSONata expression.
pub(super) fn jsonata(
    document: &Document,
    token: &SyntaxToken,
    offset: TextSize,
) -> Option<RangeInfo<String>> {
    let state = document.model().state(document.model().state_at(offset)?);
    if state.query_language() != asl_lang::QueryLanguage::Jsonata {
        return None;
    }
    let (range, word) = word_at(token, offset)?;
    let rest = word.strip_prefix(ROOT)?;
    let at = usize::from(offset.clamp(range.start(), range.end()) - range.start());
    let info = context(&format!("$${rest}"), (at + 2).saturating_sub(ROOT.len()))?;
    Some(RangeInfo { range, info })
}

/// The page of `$$.Execution.Id`, or of the part of it up to the name at `at`.
fn context(path: &str, at: usize) -> Option<String> {
    if !path.starts_with("$$") {
        return None;
    }
    let end = path.get(at..)?.find('.').map_or(path.len(), |it| at + it);
    let mut part = &path[..end];
    loop {
        if let Some(known) = asl_lang::context_path(part) {
            return Some(words::context(known));
        }
        part = &part[..part.rfind('.')?];
    }
}
