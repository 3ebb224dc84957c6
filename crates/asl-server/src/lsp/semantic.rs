//! Semantic tokens in the protocol's form: numbers relative to the token before.

use asl_ide::{SemanticKind, SemanticToken};
use tower_lsp::lsp_types as lsp;

use super::to_proto::position;
use crate::snapshot::Snapshot;

/// The types of tokens, in the order of [`SemanticKind::ALL`].
pub(crate) fn legend() -> lsp::SemanticTokensLegend {
    lsp::SemanticTokensLegend {
        token_types: SemanticKind::ALL.into_iter().map(token_type).collect(),
        token_modifiers: Vec::new(),
    }
}

fn token_type(kind: SemanticKind) -> lsp::SemanticTokenType {
    match kind {
        SemanticKind::Variable => lsp::SemanticTokenType::VARIABLE,
        SemanticKind::Local => lsp::SemanticTokenType::PARAMETER,
        SemanticKind::Property => lsp::SemanticTokenType::PROPERTY,
        SemanticKind::Function => lsp::SemanticTokenType::FUNCTION,
        SemanticKind::String => lsp::SemanticTokenType::STRING,
        SemanticKind::Number => lsp::SemanticTokenType::NUMBER,
        SemanticKind::Keyword => lsp::SemanticTokenType::KEYWORD,
        SemanticKind::Operator => lsp::SemanticTokenType::OPERATOR,
        SemanticKind::Regexp => lsp::SemanticTokenType::REGEXP,
        SemanticKind::Comment => lsp::SemanticTokenType::COMMENT,
        SemanticKind::Placeholder => lsp::SemanticTokenType::MACRO,
    }
}

/// The tokens, each relative to the one before; they stand in the text's order.
pub(crate) fn tokens(snapshot: &Snapshot, found: &[SemanticToken]) -> lsp::SemanticTokens {
    let mut data = Vec::with_capacity(found.len());
    let mut last = lsp::Position::default();
    for token in found {
        let start = position(snapshot, token.range.start());
        let end = position(snapshot, token.range.end());
        let same_line = start.line == last.line;
        data.push(lsp::SemanticToken {
            delta_line: start.line - last.line,
            delta_start: if same_line {
                start.character - last.character
            } else {
                start.character
            },
            length: end.character - start.character,
            token_type: number(token.kind),
            token_modifiers_bitset: 0,
        });
        last = start;
    }
    lsp::SemanticTokens {
        result_id: None,
        data,
    }
}

fn number(kind: SemanticKind) -> u32 {
    let at = SemanticKind::ALL.iter().position(|it| *it == kind);
    at.map_or(0, |it| u32::try_from(it).unwrap_or_default())
}
