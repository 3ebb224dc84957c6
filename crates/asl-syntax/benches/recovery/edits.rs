//! The edits: what people leave behind while they type.

use asl_syntax::{Format, NodeOrToken, SyntaxKind, SyntaxNode, TextSize, parse};

/// One kind of edit.
pub(crate) struct Edits {
    /// Its name in the report.
    pub(crate) name: &'static str,
    /// The share of key paths, in percent, that should be kept.
    pub(crate) goal: f64,
    /// The text after a random edit of this kind, if it can be made.
    pub(crate) make: fn(&str, &mut Random) -> Option<String>,
}

/// The edits for a format.
pub(crate) fn of(format: Format) -> &'static [Edits] {
    match format {
        Format::Json => JSON,
        Format::Yaml => YAML,
    }
}

const JSON: &[Edits] = &[
    edits("`\"Ne` typed on its own line", 99.0, |text, random| {
        before_key(text, Format::Json, random, "\"Ne\n")
    }),
    edits("`\"Ne` typed before a key", 99.0, |text, random| {
        before_key(text, Format::Json, random, "\"Ne")
    }),
    edits(
        "`\"Next\": ` typed on its own line",
        99.0,
        |text, random| before_key(text, Format::Json, random, "\"Next\": \n"),
    ),
    edits("`\"Next\": ` typed before a key", 99.0, |text, random| {
        before_key(text, Format::Json, random, "\"Next\": ")
    }),
    edits("a quote cut", 99.0, |text, random| {
        let quotes = token_ends(text, &[SyntaxKind::DOUBLE_QUOTED]);
        cut(text, &quotes, random)
    }),
    edits("a comma cut", 99.0, |text, random| {
        cut(text, &tokens(text, SyntaxKind::COMMA), random)
    }),
    edits("a `}` cut", 99.0, |text, random| {
        cut(text, &tokens(text, SyntaxKind::R_BRACE), random)
    }),
    edits("a `]` cut", 99.0, |text, random| {
        cut(text, &tokens(text, SyntaxKind::R_BRACKET), random)
    }),
    edits("a colon cut", 99.0, |text, random| {
        cut(text, &tokens(text, SyntaxKind::COLON), random)
    }),
    edits("`Ne` typed on its own line", 99.0, |text, random| {
        before_key(text, Format::Json, random, "Ne\n")
    }),
    edits("a line cut behind its colon", 99.0, |text, random| {
        let colons = tokens(text, SyntaxKind::COLON);
        let colon = *random.choose(&colons)? + 1;
        let end = text[colon..].find('\n')? + colon;
        if text[colon..end].contains(['{', '[', '}', ']']) {
            return None;
        }
        Some(format!("{}{}", &text[..colon], &text[end..]))
    }),
];

const YAML: &[Edits] = &[
    edits("half a key before a key", 98.0, |text, random| {
        before_key(text, Format::Yaml, random, "Ne\n")
    }),
    edits("`Next: ` before a key", 98.0, |text, random| {
        before_key(text, Format::Yaml, random, "Next: \n")
    }),
    edits("one space of indent cut", 98.0, |text, random| {
        cut(
            text,
            &line_places(text, |line| line.starts_with("  ").then_some(0)),
            random,
        )
    }),
    edits("one space of indent added", 98.0, |text, random| {
        let places = line_places(text, |line| line.starts_with("  ").then_some(0));
        let at = *random.choose(&places)?;
        Some(format!("{} {}", &text[..at], &text[at..]))
    }),
    edits("`: x` appended", 98.0, |text, random| {
        let ends = line_places(text, |line| (!line.trim().is_empty()).then_some(line.len()));
        let at = *random.choose(&ends)?;
        Some(format!("{}: x{}", &text[..at], &text[at..]))
    }),
    edits("a quote cut", 98.0, |text, random| {
        let kinds = [SyntaxKind::DOUBLE_QUOTED, SyntaxKind::SINGLE_QUOTED];
        let tree = parse(text, Format::Yaml).syntax();
        cut(text, &ends(&tree, &kinds), random)
    }),
    edits("a colon cut", 98.0, |text, random| {
        let tree = parse(text, Format::Yaml).syntax();
        cut(text, &starts(&tree, SyntaxKind::COLON), random)
    }),
    edits("a quote typed before a value", 98.0, |text, random| {
        let tree = parse(text, Format::Yaml).syntax();
        let at = *random.choose(&starts(&tree, SyntaxKind::PLAIN))?;
        Some(format!("{}\"{}", &text[..at], &text[at..]))
    }),
];

const fn edits(
    name: &'static str,
    goal: f64,
    make: fn(&str, &mut Random) -> Option<String>,
) -> Edits {
    Edits { name, goal, make }
}

/// Inserts `typed` before a random entry; an entry on its own line keeps its indentation behind a line end.
fn before_key(text: &str, format: Format, random: &mut Random, typed: &str) -> Option<String> {
    let tree = parse(text, format).syntax();
    let entries: Vec<usize> = tree
        .descendants()
        .filter(|it| it.kind() == SyntaxKind::ENTRY)
        .map(|it| it.text_range().start().into())
        .filter(|at| !typed.ends_with('\n') || text[line_start(text, *at)..*at].trim().is_empty())
        .collect();
    let at = *random.choose(&entries)?;
    let indent = if typed.ends_with('\n') {
        &text[line_start(text, at)..at]
    } else {
        ""
    };
    Some(format!("{}{typed}{indent}{}", &text[..at], &text[at..]))
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |it| it + 1)
}

/// Takes one byte away at one of these offsets.
fn cut(text: &str, places: &[usize], random: &mut Random) -> Option<String> {
    let at = *random.choose(places)?;
    Some(format!("{}{}", &text[..at], &text[at + 1..]))
}

fn tokens(text: &str, kind: SyntaxKind) -> Vec<usize> {
    starts(&parse(text, Format::Json).syntax(), kind)
}

fn token_ends(text: &str, kinds: &[SyntaxKind]) -> Vec<usize> {
    ends(&parse(text, Format::Json).syntax(), kinds)
}

/// Where tokens of this kind start.
fn starts(tree: &SyntaxNode, kind: SyntaxKind) -> Vec<usize> {
    let tokens = tree
        .descendants_with_tokens()
        .filter_map(NodeOrToken::into_token);
    let of_kind = tokens.filter(|it| it.kind() == kind);
    of_kind.map(|it| it.text_range().start().into()).collect()
}

/// The first and the last byte of the tokens of these kinds.
fn ends(tree: &SyntaxNode, kinds: &[SyntaxKind]) -> Vec<usize> {
    let tokens = tree
        .descendants_with_tokens()
        .filter_map(NodeOrToken::into_token);
    let ranges = tokens
        .filter(|it| kinds.contains(&it.kind()))
        .map(|it| it.text_range());
    ranges
        .flat_map(|it| [it.start(), it.end() - TextSize::new(1)])
        .map(usize::from)
        .collect()
}

/// One offset per line that has one.
fn line_places(text: &str, place: impl Fn(&str) -> Option<usize>) -> Vec<usize> {
    let mut start = 0;
    let mut places = Vec::new();
    for line in text.split('\n') {
        places.extend(place(line).map(|it| start + it));
        start += line.len() + 1;
    }
    places
}

/// The same numbers for the same text, every time.
pub(crate) struct Random(u64);

impl Random {
    /// Numbers that depend on `text` alone.
    pub(crate) fn new(text: &str) -> Self {
        let hash = |seed: u64, byte: u8| (seed ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, hash))
    }

    /// One of `items`.
    pub(crate) fn choose<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let index = (self.0 >> 33) as usize % items.len().max(1);
        items.get(index)
    }
}
