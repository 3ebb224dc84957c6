//! Positions and edits against a model that counts naively in a string.

use asl_text::{Edit, Encoding, Position, Range, Text, TextRange, TextSize};
use proptest::prelude::*;
use proptest::sample::Index;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Where each line starts and where its text ends.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let len = match &bytes[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        if len > 0 {
            lines.push((start, at));
            start = at + len;
        }
        at += len.max(1);
    }
    lines.push((start, text.len()));
    lines
}

fn width(char: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => char.len_utf8(),
        Encoding::Utf16 => char.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

fn model_position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let lines = lines(text);
    let line = lines
        .iter()
        .rposition(|it| it.0 <= offset)
        .unwrap_or_default();
    let (start, end) = lines[line];
    let mut character = 0;
    for (at, char) in text[start..end].char_indices() {
        if start + at + char.len_utf8() > offset {
            break;
        }
        character += width(char, encoding);
    }
    Position {
        line: line as u32,
        character: character as u32,
    }
}

fn model_offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let lines = lines(text);
    let Some((start, end)) = lines.get(position.line as usize) else {
        return text.len();
    };
    let mut left = position.character as usize;
    for (at, char) in text[*start..*end].char_indices() {
        if left < width(char, encoding) {
            return start + at;
        }
        left -= width(char, encoding);
    }
    *end
}

fn size(offset: usize) -> TextSize {
    TextSize::new(offset as u32)
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "é",
        "\u{2028}",
        "\u{2029}",
        "\u{85}",
        "\u{b}",
        "\u{c}",
        "\u{1F600}",
        "\n",
        "\r",
        "\r\n",
        "x y",
        "",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn positions_are_those_of_the_model(text in text()) {
        let rope = Text::new(&text);
        prop_assert_eq!(rope.line_count() as usize, lines(&text).len());
        for encoding in ENCODINGS {
            for offset in 0..text.len() + 3 {
                let wanted = model_position(&text, offset.min(text.len()), encoding);
                prop_assert_eq!(rope.position(size(offset), encoding), wanted, "offset {}", offset);
                prop_assert_eq!(rope.line(size(offset)), wanted.line);
            }
        }
    }

    #[test]
    fn offsets_are_those_of_the_model(text in text(), line in 0..12_u32, character in 0..30_u32) {
        let rope = Text::new(&text);
        for encoding in ENCODINGS {
            let position = Position { line, character };
            let offset = rope.offset(position, encoding);
            prop_assert_eq!(usize::from(offset), model_offset(&text, position, encoding));
            // Back and forth ends where it began.
            prop_assert_eq!(rope.offset(rope.position(offset, encoding), encoding), offset);
        }
    }

    #[test]
    fn edits_are_those_of_a_string(
        text in text(),
        edits in prop::collection::vec((any::<Index>(), any::<Index>(), self::text()), 1..6),
    ) {
        let mut model = text;
        let mut rope = Text::new(&model);
        for (first, second, insert) in edits {
            let (a, b) = (first.index(model.len() + 1), second.index(model.len() + 1));
            let range = a.min(b)..a.max(b);
            let edit = Edit { range: TextRange::new(size(range.start), size(range.end)), insert };
            let whole = model.is_char_boundary(range.start) && model.is_char_boundary(range.end);
            let slice = rope.slice(edit.range);
            prop_assert_eq!(rope.apply(&edit).is_ok(), whole);
            if whole {
                prop_assert_eq!(slice, &model[range.clone()]);
                model.replace_range(range, &edit.insert);
            }
            prop_assert_eq!(rope.to_string(), model.as_str());
            prop_assert_eq!(usize::from(rope.len()), model.len());
        }
    }
}

#[test]
fn only_cr_and_lf_end_a_line() {
    let text = Text::new("a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f\rg\nh\r\ni");
    assert_eq!(text.line_count(), 4);
}

#[test]
fn the_middle_of_a_surrogate_pair_is_its_start() {
    let text = Text::new("a\u{1F600}b");
    let position = |character| Position { line: 0, character };
    assert_eq!(text.offset(position(1), Encoding::Utf16), size(1));
    assert_eq!(text.offset(position(2), Encoding::Utf16), size(1));
    assert_eq!(text.offset(position(3), Encoding::Utf16), size(5));
}

#[test]
fn positions_beyond_an_end_are_that_end() {
    let text = Text::new("ab\r\nc");
    let at = |line, character| text.offset(Position { line, character }, Encoding::Utf16);
    assert_eq!(at(0, 99), size(2));
    assert_eq!(at(1, 99), size(5));
    assert_eq!(at(9, 0), size(5));
    assert_eq!(at(u32::MAX, u32::MAX), size(5));
}

#[test]
fn swapped_positions_are_put_right() {
    let text = Text::new("abc");
    let position = |character| Position { line: 0, character };
    let range = Range {
        start: position(2),
        end: position(1),
    };
    let range = text.text_range(range, Encoding::Utf16);
    assert_eq!(range, TextRange::new(size(1), size(2)));
    let back = text.range(range, Encoding::Utf16);
    assert_eq!((back.start, back.end), (position(1), position(2)));
}

#[test]
fn an_edit_outside_or_through_a_character_is_refused() {
    let mut text = Text::new("é");
    for (start, end) in [(0, 9), (1, 2), (3, 3)] {
        let edit = Edit {
            range: TextRange::new(size(start), size(end)),
            insert: String::new(),
        };
        assert!(text.apply(&edit).is_err());
    }
    assert_eq!(text.to_string(), "é");
}

#[test]
fn a_line_longer_than_a_piece_of_the_rope() {
    let text = format!(
        "x\r\n{}\r\n{}",
        "aé\u{1F600}".repeat(1_500),
        "b\n".repeat(2_000)
    );
    let rope = Text::new(&text);
    for encoding in ENCODINGS {
        for offset in (0..text.len())
            .step_by(37)
            .chain(text.len() - 3..=text.len())
        {
            let wanted = model_position(&text, offset, encoding);
            assert_eq!(
                rope.position(size(offset), encoding),
                wanted,
                "offset {offset}"
            );
        }
    }
}
