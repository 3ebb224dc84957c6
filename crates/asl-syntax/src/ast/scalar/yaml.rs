//! Decoding of YAML scalars: plain, quoted and block ones.

use rowan::TextRange;

use super::map::{Decoded, Decoder};
use crate::SyntaxNode;

/// Where the characters of a SCALAR or KEY stand that JSON does not know: without quotes, properties, header.
pub(super) fn content_range(node: &SyntaxNode) -> TextRange {
    node.text_range()
}

/// Decodes a SCALAR or KEY that JSON does not know.
pub(super) fn decode(node: &SyntaxNode) -> Decoded {
    let mut decoder = Decoder::new(node.text_range().len().into());
    decoder.verbatim(&node.text().to_string(), node.text_range().start());
    decoder.finish(node.text_range().end())
}
