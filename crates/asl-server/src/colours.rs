//! The colours that a client has, so that after an edit only what is different is sent.

use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use tower_lsp::lsp_types as lsp;

/// The last colours of each document, by the number that they were sent with.
#[derive(Debug, Default)]
pub(crate) struct Colours {
    last: DashMap<lsp::Url, (String, Vec<lsp::SemanticToken>)>,
    next: AtomicU64,
}

impl Colours {
    /// Colours as a whole, with the number that the client will name them by.
    pub(crate) fn whole(&self, uri: &lsp::Url, tokens: lsp::SemanticTokens) -> lsp::SemanticTokens {
        let id = self.next.fetch_add(1, Ordering::Relaxed).to_string();
        self.last
            .insert(uri.clone(), (id.clone(), tokens.data.clone()));
        lsp::SemanticTokens {
            result_id: Some(id),
            ..tokens
        }
    }

    /// What is different from the colours of that number; all of them when those are not known any more.
    pub(crate) fn changed(
        &self,
        uri: &lsp::Url,
        previous: &str,
        tokens: lsp::SemanticTokens,
    ) -> lsp::SemanticTokensFullDeltaResult {
        let known = self.last.get(uri).map(|it| it.value().clone());
        let new = self.whole(uri, tokens);
        match known.filter(|it| it.0 == previous) {
            None => new.into(),
            Some((_, old)) => lsp::SemanticTokensDelta {
                result_id: new.result_id,
                edits: difference(&old, &new.data),
            }
            .into(),
        }
    }

    /// The client has closed the document.
    pub(crate) fn forget(&self, uri: &lsp::Url) {
        self.last.remove(uri);
    }
}

/// The middle that is different, as one edit; nothing where nothing is.
fn difference(
    old: &[lsp::SemanticToken],
    new: &[lsp::SemanticToken],
) -> Vec<lsp::SemanticTokensEdit> {
    const NUMBERS: usize = 5;
    let same = |pairs: &mut dyn Iterator<Item = (&lsp::SemanticToken, &lsp::SemanticToken)>| {
        pairs.take_while(|(old, new)| old == new).count()
    };
    let before = same(&mut old.iter().zip(new));
    let (old, new) = (&old[before..], &new[before..]);
    let behind = same(&mut old.iter().rev().zip(new.iter().rev()));
    let (gone, come) = (old.len() - behind, &new[..new.len() - behind]);
    if gone == 0 && come.is_empty() {
        return Vec::new();
    }
    let count = |tokens: usize| u32::try_from(tokens * NUMBERS).unwrap_or(u32::MAX);
    vec![lsp::SemanticTokensEdit {
        start: count(before),
        delete_count: count(gone),
        data: (!come.is_empty()).then(|| come.to_vec()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(numbers: &[u32]) -> Vec<lsp::SemanticToken> {
        let token = |it: &u32| lsp::SemanticToken {
            delta_line: *it,
            delta_start: 1,
            length: 1,
            token_type: 0,
            token_modifiers_bitset: 0,
        };
        numbers.iter().map(token).collect()
    }

    fn applied(
        old: &[lsp::SemanticToken],
        edits: &[lsp::SemanticTokensEdit],
    ) -> Vec<lsp::SemanticToken> {
        let mut all = old.to_vec();
        for edit in edits {
            let start = edit.start as usize / 5;
            let end = start + edit.delete_count as usize / 5;
            all.splice(start..end, edit.data.clone().unwrap_or_default());
        }
        all
    }

    /// Every list of up to four numbers.
    fn lists() -> Vec<Vec<u32>> {
        let mut all = vec![Vec::new()];
        let mut longest = all.clone();
        for _ in 0..4 {
            let longer = longest.iter().flat_map(|list| {
                (0..3).map(move |number| list.iter().copied().chain([number]).collect())
            });
            longest = longer.collect();
            all.extend(longest.iter().cloned());
        }
        all
    }

    #[test]
    fn what_is_different_makes_the_new_from_the_old() {
        for old in lists() {
            for new in lists() {
                let (old, new) = (tokens(&old), tokens(&new));
                let edits = difference(&old, &new);
                assert_eq!(edits.is_empty(), old == new);
                assert_eq!(applied(&old, &edits), new);
            }
        }
    }
}
