//! Fields of objects replaced by others, as edits that keep all else and the document's own style.

use asl_lang::reserved::JSONATA_OPEN;
use asl_syntax::ast::{Entry, Mapping};
use asl_syntax::{Format, SyntaxKind, SyntaxNode, TextRange, TextSize};
use asl_text::Edit;
use rustc_hash::{FxHashMap, FxHashSet};

use super::node::Node;
use super::{json, yaml};

/// New fields.
type Fields = Vec<(String, Node)>;

/// What is to change.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    changes: Vec<Change>,
    /// Where in the list the change of an entry is.
    places: FxHashMap<SyntaxNode, usize>,
}

#[derive(Debug)]
struct Change {
    entry: Entry,
    /// Whether the entry itself stays, the new fields behind it (or before it).
    keep: Option<Side>,
    fields: Fields,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

impl Plan {
    /// Puts fields into the place of an entry; none take it away. What was planned for the entry before comes first, and
    /// a field that is planned twice stands once: what several states share is planned for each of them.
    pub(crate) fn instead(&mut self, entry: &Entry, fields: Fields) {
        let Some(change) = self.change_mut(entry) else {
            return self.add(entry, None, fields);
        };
        for field in fields {
            if change.fields.iter().all(|it| it.0 != field.0) {
                change.fields.push(field);
            }
        }
    }

    /// Puts a field behind an entry, or before it.
    pub(crate) fn beside(&mut self, entry: &Entry, behind: bool, field: (String, Node)) {
        let keep = Some(if behind { Side::Behind } else { Side::Before });
        match self.change_mut(entry) {
            Some(change) if behind => change.fields.push(field),
            Some(change) => change.fields.insert(0, field),
            None => self.add(entry, keep, vec![field]),
        }
    }

    fn add(&mut self, entry: &Entry, keep: Option<Side>, fields: Fields) {
        let place = self.changes.len();
        self.places.insert(entry.syntax().clone(), place);
        self.changes.push(Change {
            entry: entry.clone(),
            keep,
            fields,
        });
    }

    fn change(&self, entry: &Entry) -> Option<&Change> {
        self.changes.get(*self.places.get(entry.syntax())?)
    }

    fn change_mut(&mut self, entry: &Entry) -> Option<&mut Change> {
        self.changes.get_mut(*self.places.get(entry.syntax())?)
    }

    /// Whether a new expression calls the function of that name.
    pub(crate) fn calls(&self, function: &str) -> bool {
        let call = format!("${function}(");
        let fields = self.changes.iter().flat_map(|it| &it.fields);
        fields.into_iter().any(|(_, value)| calls(value, &call))
    }

    /// The edits, in the order of the text.
    pub(crate) fn edits(&self, text: &str, format: Format) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut done = FxHashSet::default();
        for change in &self.changes {
            let Some(mapping) = change.entry.syntax().parent().and_then(Mapping::cast) else {
                continue;
            };
            if done.insert(mapping.syntax().clone()) {
                edits.extend(self.of_mapping(&mapping, text, format));
            }
        }
        edits.sort_by_key(|it| it.range.start());
        edits
    }

    fn of_mapping(&self, mapping: &Mapping, text: &str, format: Format) -> Vec<Edit> {
        let entries: Vec<Entry> = mapping.entries().collect();
        let change = |entry: &Entry| self.change(entry);
        let goes = |entry: &Entry| {
            change(entry).is_some_and(|it| it.keep.is_none() && it.fields.is_empty())
        };
        let style = Style::of(mapping, text, format);
        let mut edits = Vec::new();
        let mut at = 0;
        while let Some(entry) = entries.get(at) {
            if goes(entry) {
                let end = entries[at..].iter().position(|it| !goes(it));
                let end = end.map_or(entries.len(), |it| at + it);
                edits.push(Edit {
                    range: gone(&entries, at, end, text, &style),
                    insert: String::new(),
                });
                at = end;
                continue;
            }
            if let Some(change) = change(entry) {
                edits.push(style.rewrite(change, text));
            }
            at += 1;
        }
        edits
    }
}

fn calls(value: &Node, call: &str) -> bool {
    match value {
        Node::Scalar(it) => it
            .as_str()
            .is_some_and(|it| it.starts_with(JSONATA_OPEN) && it.contains(call)),
        Node::Placeholder(_) => false,
        Node::Map(members) => members.iter().any(|it| calls(&it.1, call)),
        Node::List(items) => items.iter().any(|it| calls(it, call)),
    }
}

/// What to delete so that the entries from `start` to `end` are gone, with their commas or lines.
fn gone(entries: &[Entry], start: usize, end: usize, text: &str, style: &Style) -> TextRange {
    let first = entries[start].range().start();
    let last = content(&entries[end - 1], text).end();
    let line = text[..usize::from(first)]
        .rfind('\n')
        .map_or(0, |it| it + 1);
    let alone = text[line..usize::from(first)].trim().is_empty();
    if style.is_block() && alone {
        let after = text[usize::from(last)..]
            .find('\n')
            .map_or(text.len(), |it| usize::from(last) + it + 1);
        return TextRange::new(size(line), size(after));
    }
    match (
        entries.get(end),
        start.checked_sub(1).and_then(|it| entries.get(it)),
    ) {
        (Some(next), _) => TextRange::new(first, next.range().start()),
        (None, Some(previous)) => TextRange::new(content(previous, text).end(), last),
        (None, None) => TextRange::new(first, last),
    }
}

/// Where an entry stands without the blanks and line breaks that end it.
fn content(entry: &Entry, text: &str) -> TextRange {
    let range = entry.range();
    let own = &text[range];
    TextRange::at(range.start(), TextSize::of(own.trim_end()))
}

/// How the fields of an object are written.
struct Style {
    format: Format,
    /// The blanks before each field, where each has a line of its own.
    lines: Option<String>,
    flow: bool,
    /// Blanks per level.
    unit: usize,
    newline: &'static str,
}

impl Style {
    fn of(mapping: &Mapping, text: &str, format: Format) -> Self {
        let flow = mapping
            .syntax()
            .first_token()
            .is_some_and(|it| it.kind() == SyntaxKind::L_BRACE);
        let start = |it: &Entry| usize::from(it.range().start());
        let on_own_line = |it: &Entry| {
            let line = text[..start(it)].rfind('\n').map_or(0, |it| it + 1);
            text[line..start(it)].trim().is_empty()
        };
        let lines = if flow {
            let own = mapping.entries().all(|it| on_own_line(&it));
            let first = mapping.entries().next().filter(|_| own);
            first.map(|it| " ".repeat(column(text, start(&it))))
        } else {
            mapping
                .entries()
                .next()
                .map(|it| " ".repeat(column(text, start(&it))))
        };
        Self {
            format,
            lines,
            flow,
            unit: unit(mapping, text),
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
        }
    }

    fn is_block(&self) -> bool {
        !self.flow
    }

    fn rewrite(&self, change: &Change, text: &str) -> Edit {
        let range = content(&change.entry, text);
        let written: Vec<String> = change
            .fields
            .iter()
            .map(|(name, it)| self.field(name, it))
            .collect();
        let gap = match (&self.lines, self.flow) {
            (Some(indent), true) => format!(",{}{indent}", self.newline),
            (Some(indent), false) => format!("{}{indent}", self.newline),
            (None, _) => ", ".to_owned(),
        };
        let written = written.join(&gap);
        match change.keep {
            None => Edit {
                range,
                insert: written,
            },
            Some(Side::Behind) => Edit {
                range: TextRange::empty(range.end()),
                insert: format!("{gap}{written}"),
            },
            Some(Side::Before) => Edit {
                range: TextRange::empty(range.start()),
                insert: format!("{written}{gap}"),
            },
        }
    }

    fn field(&self, name: &str, value: &Node) -> String {
        let indent = self.lines.as_deref().unwrap_or_default();
        let text = match (self.format, self.flow) {
            (Format::Yaml, false) => yaml::field(name, value, indent.len(), self.unit),
            (Format::Yaml, true) => format!("{}: {}", yaml::flow_name(name), yaml::flow(value)),
            (Format::Json, _) if self.lines.is_some() => {
                json::field(name, value, indent.len(), self.unit)
            }
            (Format::Json, _) => json::inline_field(name, value),
        };
        if self.newline == "\n" {
            text
        } else {
            text.replace('\n', self.newline)
        }
    }
}

/// How many more blanks the fields of an object have than what holds it; two where that cannot be told. What stands in a
/// list says nothing of it, what stands around the list does.
fn unit(mapping: &Mapping, text: &str) -> usize {
    let around = mapping.syntax().ancestors().filter_map(Mapping::cast);
    let mut around = around.filter_map(|it| {
        let entry = it.syntax().parent().and_then(Entry::cast)?;
        let inner = column(text, usize::from(it.entries().next()?.range().start()));
        inner.checked_sub(column(text, usize::from(entry.range().start())))
    });
    around.find(|it| (1..=8).contains(it)).unwrap_or(2)
}

fn column(text: &str, offset: usize) -> usize {
    let line = text[..offset].rfind('\n').map_or(0, |it| it + 1);
    text[line..offset].chars().count()
}

fn size(offset: usize) -> TextSize {
    TextSize::try_from(offset).unwrap_or_default()
}
