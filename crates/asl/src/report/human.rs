//! Findings for people: the message, the place in the source with carets, and what to do.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet};
use asl_check::{Diagnostic, Severity};
use asl_text::TextRange;

/// Lines shown above and below the marked ones.
const CONTEXT: usize = 1;

/// A finding longer than this is marked at its first lines only.
const MARKED_LINES: usize = 4;

/// More bytes than this are not shown whole.
const LONG: usize = 2_000;

/// Of a very long line: bytes shown before the beginning of what is marked, and after it.
const BEFORE: usize = 60;
const AFTER: usize = 120;

/// A finding in words of its own: what is wrong where.
pub(crate) struct Finding<'a> {
    /// How bad it is.
    pub(crate) severity: Severity,
    /// The rule, where one found it.
    pub(crate) code: Option<&'a str>,
    /// One sentence without a full stop.
    pub(crate) message: &'a str,
    /// What to mark, in bytes.
    pub(crate) range: TextRange,
    /// Other places that belong to it, with what is there.
    pub(crate) related: Vec<(TextRange, &'a str)>,
    /// What mends it.
    pub(crate) help: Option<&'a str>,
}

impl<'a> From<&'a Diagnostic> for Finding<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        let related = diagnostic.related.iter();
        Self {
            severity: diagnostic.severity,
            code: Some(diagnostic.rule.code),
            message: &diagnostic.message,
            range: diagnostic.range,
            related: related.map(|it| (it.range, &*it.message)).collect(),
            help: diagnostic.fixes.first().map(|fix| &*fix.title),
        }
    }
}

/// The text of a file, with the beginnings of its lines.
pub(crate) struct Lines<'a> {
    name: &'a str,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Reads the lines of a file; `name` is its path for the report.
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            name,
            text,
            starts: std::iter::once(0).chain(after).collect(),
        }
    }

    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// The lines around a range.
    fn excerpt(&self, range: TextRange) -> Excerpt<'a> {
        let end = usize::from(range.end()).min(self.text.len());
        let start = usize::from(range.start()).min(end);
        let first = self.line_of(start);
        let last = self.line_of(end).min(first + MARKED_LINES - 1);
        let end = end.min(self.start(last + 1).max(start));
        let shown = first.saturating_sub(CONTEXT);
        let (from, to) = (self.start(shown), self.start(last + 1 + CONTEXT).max(end));
        if to - from > LONG {
            return self.clipped(first, start..end);
        }
        let source = self.text[from..to].trim_end_matches(['\n', '\r']);
        Excerpt {
            line: shown + 1,
            source: source.into(),
            marked: (start - from).min(source.len())..(end - from).min(source.len()),
        }
    }

    /// A piece of one very long line, as minified files have it.
    fn clipped(&self, line: usize, marked: Range<usize>) -> Excerpt<'a> {
        let (from, to) = (self.start(line), self.start(line + 1));
        let from = self.character(marked.start.saturating_sub(BEFORE).max(from));
        let line_end = from + self.text[from..to].trim_end_matches(['\n', '\r']).len();
        let to = self
            .character((marked.start + AFTER).min(line_end))
            .max(marked.start);
        let source = format!("…{}…", &self.text[from..to]);
        let shift = |offset: usize| (offset.min(to) - from) + '…'.len_utf8();
        Excerpt {
            line: line + 1,
            marked: shift(marked.start)..shift(marked.end),
            source: source.into(),
        }
    }

    /// The beginning of the character that the offset lies in.
    fn character(&self, offset: usize) -> usize {
        (0..=offset)
            .rev()
            .find(|at| self.text.is_char_boundary(*at))
            .unwrap_or(0)
    }

    /// Where a range begins, as the renderer says it of an excerpt and as it should.
    fn places(&self, range: TextRange) -> (String, String) {
        let excerpt = self.excerpt(range);
        let start = usize::from(range.start()).min(self.text.len());
        let line = self.line_of(start);
        let place = |before: &str| {
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            format!("{}:{}:{column}", self.name, line + 1)
        };
        let shown = place(&excerpt.source[..excerpt.marked.start]);
        (shown, place(&self.text[self.start(line)..start]))
    }

    fn snippet(
        &self,
        range: TextRange,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> Element<'a> {
        let excerpt = self.excerpt(range);
        let annotation: Annotation<'a> = kind.span(excerpt.marked);
        let annotation = match label {
            Some(label) => annotation.label(label),
            None => annotation,
        };
        let snippet = Snippet::source(excerpt.source)
            .line_start(excerpt.line)
            .path(self.name);
        Element::from(snippet.annotation(annotation))
    }
}

/// A piece of the source to show.
struct Excerpt<'a> {
    /// The number of its first line, from 1.
    line: usize,
    source: Cow<'a, str>,
    /// What to mark, in bytes of the piece.
    marked: Range<usize>,
}

/// A finding as it is printed, with a line break at its end.
pub(crate) fn render(lines: &Lines<'_>, finding: &Finding<'_>, colour: bool) -> String {
    let level = level(finding.severity);
    let title = level.clone().primary_title(finding.message);
    let title = match finding.code {
        Some(code) => title.id(code),
        None => title,
    };
    let mut group: Group<'_> =
        title.element(lines.snippet(finding.range, AnnotationKind::Primary, None));
    for (range, message) in &finding.related {
        group = group.element(lines.snippet(*range, AnnotationKind::Context, Some(message)));
    }
    if let Some(help) = finding.help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = renderer.render(&[group]);
    // The renderer counts columns in the piece of source that it was given.
    let ranges = finding.related.iter().map(|(range, _)| *range);
    for (shown, meant) in std::iter::once(finding.range)
        .chain(ranges)
        .map(|range| lines.places(range))
    {
        if shown != meant {
            text = text.replacen(&shown, &meant, 1);
        }
    }
    text.push('\n');
    text
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// The last line: `1 error, 2 warnings in 3 files`; nothing where no file could be read.
pub(crate) fn summary(severities: &[Severity], files: usize) -> String {
    if files == 0 {
        return String::new();
    }
    let counts = Severity::ALL.into_iter().filter_map(|severity| {
        let count = severities.iter().filter(|it| **it == severity).count();
        (count > 0).then(|| plural(count, noun(severity)))
    });
    let counts = counts.collect::<Vec<_>>().join(", ");
    let counts = if counts.is_empty() {
        "no problems"
    } else {
        &counts
    };
    format!("{counts} in {}\n", plural(files, ("file", "files")))
}

fn noun(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("error", "errors"),
        Severity::Warning => ("warning", "warnings"),
        Severity::Information => ("note", "notes"),
        Severity::Hint => ("hint", "hints"),
    }
}

/// A number with its noun.
pub(crate) fn plural(count: usize, (one, many): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
