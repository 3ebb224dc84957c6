//! Entries and items of YAML that come, go or change between two others of the same block, which stay.
//!
//! A block may be most of the text, such as the states of a machine. Where nothing is in
//! error, its children before and behind an edit are what they were, and only what stands between is parsed.

use asl_text::{Edit, TextRange, TextSize};
use rowan::{GreenNode, GreenToken, NodeOrToken};

use crate::SyntaxKind::{ENTRY, ITEM};
use crate::builder::Pass;
use crate::reparse::Block;
use crate::{SyntaxNode, yaml};

/// More than this is parsed with the block.
const LONGEST: u32 = 64 * 1024;

type Element = NodeOrToken<GreenNode, GreenToken>;

/// The block after an edit inside of it, and whether a guess may be made there; `block.source` is not read.
pub(crate) fn replaced(block: &Block<'_>, edit: &Edit) -> Option<(GreenNode, bool)> {
    let run = Run::of(block.old, block.edited)?;
    let end = run.behind.end() + TextSize::of(edit.insert.as_str()) - edit.range.len();
    let whole = TextRange::new(run.before.start(), end);
    let source = is_short(whole).then(|| block.text.slice(whole))?;
    let pass = yaml::reparse_run(&Block {
        source: &source,
        ..*block
    })?;
    let children = clean(&pass)?;
    let is_child = |it: &Element| it.as_node().is_some();
    let first = children.iter().position(is_child)?;
    let last = children.iter().rposition(is_child)?;
    let old = block.old.green();
    let same = |index: usize, child: usize| {
        let of_old = old.children().nth(index).and_then(NodeOrToken::into_node);
        of_old == children[child].as_node().map(|it| &**it)
    };
    // The borders are read again, and have to be what they were.
    let stays = first < last && same(run.first, first) && same(run.last, last);
    let new = children.get(first + 1..last)?.iter().cloned();
    let green = stays.then(|| old.splice_children(run.first + 1..run.last, new))?;
    Some((green, pass.flags.guessable))
}

fn is_short(range: TextRange) -> bool {
    range.len() <= TextSize::new(LONGEST)
}

/// The children between which all changes lie: their indices among all, and where they stand.
struct Run {
    first: usize,
    last: usize,
    before: TextRange,
    behind: TextRange,
}

impl Run {
    fn of(block: &SyntaxNode, edited: TextRange) -> Option<Self> {
        let mut at = block.text_range().start();
        let (mut before, mut behind) = (None, None);
        for (index, child) in block.green().children().enumerate() {
            let range = match &child {
                NodeOrToken::Node(it) => TextRange::at(at, it.text_len()),
                NodeOrToken::Token(it) => TextRange::at(at, it.text_len()),
            };
            at = range.end();
            let Some(node) = child.into_node() else {
                continue;
            };
            // What a letter could be added to is no border.
            let (ends, begins) = (range.end() < edited.start(), range.start() > edited.end());
            let is_whole = node.kind() == ENTRY.into() || node.kind() == ITEM.into();
            if ends && is_whole {
                before = Some((index, range));
            } else if begins {
                behind = is_whole.then_some((index, range));
                break;
            }
        }
        let ((first, before), (last, behind)) = (before?, behind?);
        Some(Self {
            first,
            last,
            before,
            behind,
        })
    }
}

/// The children of a block in which nothing is wrong.
fn clean(pass: &Pass) -> Option<Vec<Element>> {
    let is_clean = pass.errors.is_empty() && !pass.flags.looked_ahead;
    let owned = |it: NodeOrToken<&rowan::GreenNodeData, &rowan::GreenTokenData>| match it {
        NodeOrToken::Node(it) => NodeOrToken::Node(it.to_owned()),
        NodeOrToken::Token(it) => NodeOrToken::Token(it.to_owned()),
    };
    is_clean.then(|| pass.green.children().map(owned).collect())
}

#[cfg(test)]
mod tests {
    use asl_text::{Edit, Text, TextRange};

    use crate::{Format, Parse, SyntaxKind, parse, reparse};

    /// The trees before and after an edit, of which the second equals a full parse's.
    fn edited(text: &str, format: Format, range: (u32, u32), insert: &str) -> (Parse, Parse) {
        let old = parse(text, format);
        let edit = Edit {
            range: TextRange::at(range.0.into(), range.1.into()),
            insert: insert.to_owned(),
        };
        let mut after = Text::new(text);
        assert!(after.apply(&edit).is_ok());
        let new = reparse(&old, &after, &edit);
        let full = parse(&after.to_string(), format);
        assert_eq!(new, full, "{insert:?} for {range:?} in {text:?}");
        (old, new)
    }

    /// The address of the last node of that kind.
    fn last(parse: &Parse, kind: SyntaxKind) -> Option<usize> {
        let nodes = parse.syntax().descendants();
        let last = nodes.filter(|it| it.kind() == kind).last()?;
        Some(std::ptr::from_ref(&*last.green()).addr())
    }

    #[test]
    fn what_stands_behind_a_new_item_stays() {
        let json = "[\"a\",\n\"b\",\n\"c\"]";
        let yaml = "- a\n- b: 1\n  c: 2\n- d\n";
        for (text, format, at, insert) in [
            (json, Format::Json, 5, "\n\"x\","),
            (yaml, Format::Yaml, 17, "\n- x"),
            (yaml, Format::Yaml, 17, "\n- y: [1]\n  z: 2"),
        ] {
            let (old, new) = edited(text, format, (at, 0), insert);
            let last = |it| last(it, SyntaxKind::ITEM);
            assert!(
                last(&old).is_some() && last(&old) == last(&new),
                "{insert:?} at {at}"
            );
        }
    }

    #[test]
    fn an_edit_between_items_is_what_a_full_parse_reads() {
        let texts = [
            (
                Format::Json,
                "{\"a\": 1,\n \"b\": [2, \"c\",\n3,{}],\n\"d\": {} , \"e\": null}",
            ),
            (Format::Json, "[1,2 ,\n  [3],\n\"x\", ${Y}, {\"a\": 1}]"),
            (
                Format::Yaml,
                "a: 1\nb:\n- c\n- d: 2\n\n  # e\n- - f\n  - g\nh: |\n  i\nj: 'k'\n",
            ),
            (
                Format::Yaml,
                "- a\n-\n- b: c\n  d:\n    e: f\n- {g: h}\n- >-\n  i\n\n- j\n",
            ),
        ];
        let inserts = [
            "",
            "x",
            ",",
            "\n",
            " ",
            "\"y\": 1,",
            ", \"z\"",
            "\n\"w\",",
            "}",
            "]",
            "{",
            ": ",
            "- ",
            "\n- v",
            "- u\n",
            "\nt: 1",
            "s: 2\n",
            "#",
            "\n  ",
            "  ",
            "|",
            "\"",
            "---\n",
            "&r ",
            ".5",
        ];
        for (format, text) in texts {
            let length = u32::try_from(text.len()).unwrap_or_default();
            for at in 0..=length {
                for insert in inserts {
                    for removed in [0, 1, 5, 9] {
                        if at + removed <= length {
                            edited(text, format, (at, removed), insert);
                        }
                    }
                }
            }
        }
    }
}
