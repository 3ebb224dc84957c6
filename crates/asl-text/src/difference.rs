//! What changed between two texts.

use text_size::{TextRange, TextSize};

use crate::Edit;

/// Large texts are compared block by block, which is many times faster than byte by byte.
const BLOCK: usize = 512;

impl Edit {
    /// The one edit that makes `new` of `old`; `None` where they are the same.
    pub fn between(old: &str, new: &str) -> Option<Self> {
        let (a, b) = (old.as_bytes(), new.as_bytes());
        let mut start = same_start(a, b);
        if start == a.len() && start == b.len() {
            return None;
        }
        while !old.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = same_end(&a[start..], &b[start..]);
        while !old.is_char_boundary(a.len() - end) {
            end -= 1;
        }
        let at = |it: usize| TextSize::new(u32::try_from(it).unwrap_or(u32::MAX));
        Some(Self {
            range: TextRange::new(at(start), at(a.len() - end)),
            insert: new[start..b.len() - end].to_owned(),
        })
    }
}

/// How many bytes both begin with.
fn same_start(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK));
    let same = blocks.take_while(|(a, b)| a == b).count() * BLOCK;
    let rest = a[same..].iter().zip(&b[same..]);
    same + rest.take_while(|(a, b)| a == b).count()
}

/// How many bytes both end with.
fn same_end(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.rchunks_exact(BLOCK).zip(b.rchunks_exact(BLOCK));
    let same = blocks.take_while(|(a, b)| a == b).count() * BLOCK;
    let rest = (a[..a.len() - same].iter().rev()).zip(b[..b.len() - same].iter().rev());
    same + rest.take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::Edit;
    use crate::Text;

    #[test]
    fn the_edit_makes_one_of_the_other() {
        let texts = ["", "a", "aa", "aba", "äb", "öb", "ä", "a\u{301}b", "aaba"];
        for (old, new) in texts.iter().flat_map(|a| texts.map(|b| (*a, b))) {
            let Some(edit) = Edit::between(old, new) else {
                assert_eq!(old, new);
                continue;
            };
            let mut text = Text::new(old);
            assert_eq!(text.apply(&edit), Ok(()), "{old:?} {new:?}");
            assert_eq!(text.to_string(), new);
        }
    }
}
