//! Where two trees differ, found by what they share.
//!
//! What an edit did not touch is the same green node before and after, so the way to what it touched is
//! as long as the tree is deep, however long the text is.

use rowan::{GreenNodeData, GreenTokenData, NodeOrToken, TextRange, TextSize};

use crate::Parse;

/// What stands in the place of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// In the old text.
    pub old: TextRange,
    /// In the new text; it starts where the old range does.
    pub new: TextRange,
}

type Child<'a> = NodeOrToken<&'a GreenNodeData, &'a GreenTokenData>;

impl Parse {
    /// The smallest stretch of whole tokens that both trees do not share; `None` where they share all. A
    /// tree of a full parse shares nothing with one before: the stretch is all of it then.
    pub fn difference(&self, old: &Self) -> Option<Difference> {
        let (mut a, mut b): (&GreenNodeData, &GreenNodeData) = (old.green(), self.green());
        let mut start = TextSize::new(0);
        if std::ptr::eq(a, b) {
            return None;
        }
        loop {
            let (before, after): (Vec<Child<'_>>, Vec<Child<'_>>) =
                (a.children().collect(), b.children().collect());
            let pairs = before.iter().zip(&after);
            let first = pairs.take_while(|(a, b)| is_same(a, b)).count();
            let pairs = before[first..]
                .iter()
                .rev()
                .zip(after[first..].iter().rev());
            let last = pairs.take_while(|(a, b)| is_same(a, b)).count();
            let (one, other) = (
                &before[first..before.len() - last],
                &after[first..after.len() - last],
            );
            start += length(&before[..first]);
            if let ([NodeOrToken::Node(one)], [NodeOrToken::Node(other)]) = (one, other) {
                (a, b) = (one, other);
                continue;
            }
            let differ = !one.is_empty() || !other.is_empty();
            return differ.then(|| Difference {
                old: TextRange::at(start, length(one)),
                new: TextRange::at(start, length(other)),
            });
        }
    }

    /// The tokens that a range touches, as one text, with their range. Costs what they do, not what the
    /// document does.
    pub fn tokens_around(&self, range: TextRange) -> (TextRange, String) {
        let mut text = String::new();
        let mut start = None;
        let root: Child<'_> = NodeOrToken::Node(self.green());
        let mut around = vec![(root, TextSize::new(0))];
        while let Some((element, at)) = around.pop() {
            match element {
                NodeOrToken::Token(it) => {
                    start.get_or_insert(at);
                    text.push_str(it.text());
                }
                NodeOrToken::Node(node) => {
                    let from = around.len();
                    let mut at = at;
                    for child in node.children() {
                        let place = TextRange::at(at, size(&child));
                        if place.start() <= range.end() && range.start() <= place.end() {
                            around.push((child, at));
                        }
                        at = place.end();
                    }
                    around[from..].reverse();
                }
            }
        }
        let start = start.unwrap_or_default();
        (TextRange::at(start, TextSize::of(text.as_str())), text)
    }
}

fn is_same(a: &Child<'_>, b: &Child<'_>) -> bool {
    match (a, b) {
        (NodeOrToken::Node(a), NodeOrToken::Node(b)) => std::ptr::eq(*a, *b),
        (NodeOrToken::Token(a), NodeOrToken::Token(b)) => std::ptr::eq(*a, *b) || a == b,
        _ => false,
    }
}

fn size(child: &Child<'_>) -> TextSize {
    match child {
        NodeOrToken::Node(it) => it.text_len(),
        NodeOrToken::Token(it) => it.text_len(),
    }
}

fn length(children: &[Child<'_>]) -> TextSize {
    children.iter().map(size).sum()
}

#[cfg(test)]
mod tests {
    use asl_text::{Edit, Text, TextRange};

    use crate::{Format, parse, reparse};

    #[test]
    fn an_edit_is_where_the_trees_differ() {
        let before = r#"{"a": {"b": "c", "d": 1}, "e": [2, 3]}"#;
        let old = parse(before, Format::Json);
        assert_eq!(old.difference(&old), None);
        for (range, insert) in [((13, 14), "xy"), ((7, 17), ""), ((23, 23), ", \"f\": 2")] {
            let (start, end) = range;
            let edit = Edit {
                range: TextRange::new(start.into(), end.into()),
                insert: insert.to_owned(),
            };
            let mut text = Text::new(before);
            assert_eq!(text.apply(&edit), Ok(()));
            let new = reparse(&old, &text, &edit);
            let Some(found) = new.difference(&old) else {
                unreachable!("the texts differ");
            };
            let after = text.to_string();
            let again = [
                &before[..usize::from(found.old.start())],
                &after[std::ops::Range::<usize>::from(found.new)],
                &before[usize::from(found.old.end())..],
            ];
            assert_eq!(again.concat(), after);
            assert!(u32::from(found.old.len()) < 20, "{found:?}");
            let (range, text) = new.tokens_around(found.new);
            assert!(range.contains_range(found.new));
            assert_eq!(text, &after[std::ops::Range::<usize>::from(range)]);
        }
    }
}
