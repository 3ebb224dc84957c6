//! From the parser's events to a green tree.
//!
//! Short words that stand on every line (indentation, colons, field names) are shared. What is longer is not looked
//! up, and nodes never are: the lookup costs more than it saves.

use rowan::{GreenNode, GreenToken, NodeOrToken};

use super::cursor::{Event, Parser};
use crate::builder::{Flags, Pass, range};
use crate::{SyntaxError, SyntaxErrorKind, SyntaxKind};

/// Tokens up to this length are shared.
const SHORT: usize = 24;
/// Places for shared tokens.
const PLACES: usize = 1 << 10;

type Element = NodeOrToken<GreenNode, GreenToken>;

/// Builds the tree of a pass that has ended.
pub(super) fn finish(parser: &Parser<'_>) -> Pass {
    let unclosed = parser.faults.iter().any(|it| is_unclosed(it.kind));
    let flags = Flags {
        guessable: unclosed || parser.guessable,
        // What is not closed was looked for up to the end of the text.
        looked_ahead: unclosed || parser.guess && parser.guessable,
    };
    let errors = parser.faults.iter().map(|fault| {
        let error = SyntaxError::new(fault.kind, range(fault.start, fault.end));
        match fault.opener {
            Some(opener) => error.with_related(range(opener, opener + 1)),
            None => error,
        }
    });
    Pass {
        green: green(&parser.events, parser.text),
        errors: errors.collect(),
        flags,
    }
}

/// Whether something is not closed: how far it reaches depends on what stands behind it.
fn is_unclosed(kind: SyntaxErrorKind) -> bool {
    matches!(
        kind,
        SyntaxErrorKind::UnterminatedString
            | SyntaxErrorKind::MissingBrace
            | SyntaxErrorKind::MissingBracket
    )
}

fn green(events: &[Event], text: &str) -> GreenNode {
    let mut tokens = Tokens::new();
    let mut open: Vec<(SyntaxKind, usize)> = Vec::new();
    let mut elements: Vec<Element> = Vec::new();
    let mut at = 0;
    for event in events {
        match *event {
            Event::Open(kind) => open.push((kind, elements.len())),
            Event::Token(kind, length) => {
                let end = at + length as usize;
                elements.push(tokens.get(kind, &text[at..end]).into());
                at = end;
            }
            Event::Close => {
                let (kind, first) = open.pop().unwrap_or((SyntaxKind::STREAM, 0));
                let node = GreenNode::new(kind.into(), elements.drain(first..));
                elements.push(node.into());
            }
        }
    }
    match elements.pop() {
        Some(NodeOrToken::Node(stream)) => stream,
        _ => GreenNode::new(SyntaxKind::STREAM.into(), []),
    }
}

/// The shared tokens, each at the place that its text hashes to.
struct Tokens {
    places: Vec<Option<GreenToken>>,
}

impl Tokens {
    fn new() -> Self {
        Self {
            places: vec![None; PLACES],
        }
    }

    fn get(&mut self, kind: SyntaxKind, text: &str) -> GreenToken {
        if text.len() > SHORT {
            return GreenToken::new(kind.into(), text);
        }
        let place = &mut self.places[hash(kind, text) % PLACES];
        match place {
            Some(token) if token.kind() == kind.into() && token.text() == text => token.clone(),
            _ => {
                let token = GreenToken::new(kind.into(), text);
                *place = Some(token.clone());
                token
            }
        }
    }
}

/// FNV-1a, which is quick on short words.
fn hash(kind: SyntaxKind, text: &str) -> usize {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ kind as u64;
    let hash = text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    (hash ^ (hash >> 32)) as usize
}
