//! Inside the strings of JSONPath states: intrinsic functions, context paths, variables.

use asl_syntax::{SyntaxToken, TextSize};

use super::word_at;
use crate::{RangeInfo, words};

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
