//! Mistakes in the notation, made in the text.

use asl_syntax::Format;

use crate::mutant::{Change, Mark, Mutants, Source};
use crate::node::{Node, Path};

/// The entries of objects.
fn entries(source: &Source) -> Vec<Path> {
    let mut paths = source.root.paths();
    paths.retain(|it| {
        let (_, parent) = it.split_last().expect("not the root");
        matches!(source.root.at(parent), Node::Map(_))
    });
    paths
}

/// The line of a byte and the next, in which a mistake there may be noticed.
fn lines_at(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let mut ends = text[at..].match_indices('\n').map(|it| at + it.0);
    let end = ends.nth(1).unwrap_or(text.len());
    start..end
}

fn cut(out: &mut Mutants<'_>, at: &[usize], range: std::ops::Range<usize>) {
    let mut text = out.printed.text.clone();
    text.replace_range(range.clone(), "");
    let lines = lines_at(&text, range.start.min(text.len()));
    out.splice(at, range, "", Mark::Among(lines));
}

pub(super) fn no_colon(source: &Source, out: &mut Mutants<'_>) {
    for path in entries(source) {
        let is_nested = !matches!(source.root.at(&path), Node::Text(_) | Node::Raw(_));
        let (_, parent) = path.split_last().expect("not the root");
        let value = &out.printed.text[out.printed.spans(&path).value.clone()];
        // A text that is alone, or has a colon of its own, is valid YAML.
        let is_valid = source.root.at(parent).entries().len() == 1 || value.contains(": ");
        if out.format == Format::Yaml && (is_nested || is_valid) {
            continue;
        }
        let from = out.printed.spans(&path).key.end;
        let colon = out.printed.text[from..]
            .find(':')
            .expect("a key has a colon");
        cut(out, &path, from + colon..from + colon + 1);
    }
}

/// YAML's `Next:Ship`, beside other keys.
pub(super) fn no_blank(source: &Source, out: &mut Mutants<'_>) {
    for path in entries(source) {
        let (_, parent) = path.split_last().expect("not the root");
        let spans = out.printed.spans(&path);
        let (colon, value) = (spans.key.end, spans.value.clone());
        let text = &out.printed.text;
        let is_plain = text[value.clone()].starts_with(char::is_alphanumeric);
        let is_glued = colon + 2 == value.start && text[colon..].starts_with(": ");
        let is_alone = source.root.at(parent).entries().len() == 1;
        if out.format == Format::Yaml
            && is_plain
            && is_glued
            && !is_alone
            && !text[value].contains(": ")
        {
            out.splice(
                &path,
                colon + 1..colon + 2,
                "",
                Mark::Bytes(colon..colon + 1),
            );
        }
    }
}

pub(super) fn no_comma(source: &Source, out: &mut Mutants<'_>) {
    if out.format == Format::Yaml {
        return;
    }
    for path in source.root.paths() {
        let end = out.printed.spans(&path).value.end;
        if out.printed.text[end..].starts_with(',') {
            cut(out, &path, end..end + 1);
        }
    }
}

pub(super) fn no_quote(source: &Source, out: &mut Mutants<'_>) {
    for path in source.root.paths() {
        let end = out.printed.spans(&path).value.end;
        let is_text = matches!(source.root.at(&path), Node::Text(_));
        let is_quoted = out.printed.text[..end].ends_with(['"', '\'']);
        let is_block = out.printed.text[out.printed.spans(&path).value.start..].starts_with('|');
        let has_both =
            out.printed.text[out.printed.spans(&path).value.start..].starts_with(['"', '\'']);
        if is_text && is_quoted && has_both && !is_block {
            cut(out, &path, end - 1..end);
        }
    }
}

/// In YAML a key without a value has the value null.
pub(super) fn no_value(source: &Source, out: &mut Mutants<'_>) {
    if out.format == Format::Yaml {
        return;
    }
    for path in entries(source) {
        let value = out.printed.spans(&path).value.clone();
        if matches!(source.root.at(&path), Node::Text(_) | Node::Raw(_)) {
            cut(out, &path, value);
        }
    }
}

/// What is missing may be noticed anywhere behind.
pub(super) fn no_bracket(source: &Source, out: &mut Mutants<'_>) {
    if out.format == Format::Yaml {
        return;
    }
    for path in source.root.paths() {
        let value = out.printed.spans(&path).value.clone();
        if matches!(source.root.at(&path), Node::Map(_) | Node::List(_)) {
            let all = value.start..out.printed.text.len() - 1;
            out.splice(&path, value.end - 1..value.end, "", Mark::Among(all));
        }
    }
}

pub(super) fn trailing_comma(source: &Source, out: &mut Mutants<'_>) {
    if out.format == Format::Yaml {
        return;
    }
    for path in source.root.paths() {
        let end = out.printed.spans(&path).value.end;
        let rest = out.printed.text[end..].trim_start();
        if rest.starts_with(['}', ']']) {
            out.splice(&path, end..end, ",", Mark::Bytes(end..end + 1));
        }
    }
}

pub(super) fn comment(source: &Source, out: &mut Mutants<'_>) {
    if out.format == Format::Yaml {
        return;
    }
    for (at, path) in source.root.paths().into_iter().enumerate() {
        let start = out.printed.spans(&path).value.start;
        let comment = ["/* why */", "// why\n"][at % 2];
        let end = start + comment.trim_end().len();
        out.splice(&path, start..start, comment, Mark::Bytes(start..end));
    }
}

pub(super) fn complex_key(source: &Source, out: &mut Mutants<'_>) {
    if out.format == Format::Json {
        return;
    }
    for path in entries(source) {
        let spans = out.printed.spans(&path).clone();
        let line = &out.printed.text[..spans.key.start];
        let column = spans.key.start - line.rfind('\n').map_or(0, |it| it + 1);
        let is_plain = matches!(source.root.at(&path), Node::Raw(_));
        if is_plain && line.ends_with(' ') {
            let blank = " ".repeat(column);
            let with = format!("? [a, b]\n{blank}: 1\n{blank}");
            let range = spans.key.start..spans.key.start;
            let mark = Mark::Bytes(spans.key.start + 2..spans.key.start + 8);
            out.splice(&path, range, &with, mark);
        }
    }
}

pub(super) fn duplicate_key(source: &Source, out: &mut Mutants<'_>) {
    for path in entries(source) {
        let (_, parent) = path.split_last().expect("not the root");
        let key = source.key(&path).to_owned();
        // The same name twice is a finding of its own.
        if source.states().any(|it| it.path == path) {
            continue;
        }
        let (change, again) = source.add(parent, &key, source.root.at(&path).clone());
        out.push(&path, vec![change], Mark::Key(again));
    }
}

pub(super) fn content_after(_: &Source, out: &mut Mutants<'_>) {
    let end = out.printed.text.len();
    let (more, start) = match out.format {
        Format::Json => ("{ \"more\": 1 }\n", end),
        Format::Yaml => ("---\nmore: 1\n", end + 4),
    };
    let mark = Mark::Among(start..end + more.len());
    out.splice(&[], end..end, more, mark);
}

/// An entry that no language has, for the mutators of other files.
pub(super) fn add(
    source: &Source,
    object: &[usize],
    key: &str,
    value: Node,
) -> (Vec<Change>, Mark) {
    let (change, path) = source.add(object, key, value);
    (vec![change], Mark::Key(path))
}
