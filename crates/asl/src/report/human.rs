//! Findings for people: the message, the place in the source with carets, and what to do.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use asl_check::{Diagnostic, Severity};
use asl_text::TextRange;

use super::source::{Excerpt, Lines};

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
        let related = diagnostic.related.iter().filter(|it| it.file.is_none());
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

/// A place in another file, with what is there.
type Elsewhere<'a> = (&'a Lines<'a>, TextRange, &'a str);

/// What a rule found, with its places in other files: `others`, by their numbers.
pub(crate) fn diagnostic(
    lines: &Lines<'_>,
    found: &Diagnostic,
    others: &[Lines<'_>],
    colour: bool,
) -> String {
    let elsewhere = found.related.iter().filter_map(|it| {
        let at = (it.file? as usize).checked_sub(1)?;
        Some((others.get(at)?, it.range, &*it.message))
    });
    let elsewhere: Vec<_> = elsewhere.collect();
    render_with(lines, &found.into(), &elsewhere, colour)
}

/// A finding as it is printed, with a line break at its end.
pub(crate) fn render(lines: &Lines<'_>, finding: &Finding<'_>, colour: bool) -> String {
    render_with(lines, finding, &[], colour)
}

fn render_with(
    lines: &Lines<'_>,
    finding: &Finding<'_>,
    elsewhere: &[Elsewhere<'_>],
    colour: bool,
) -> String {
    let title = level(finding.severity).primary_title(finding.message);
    let title = match finding.code {
        Some(code) => title.id(code),
        None => title,
    };
    let (mut snippets, mut places) = snippets(lines, finding);
    for (lines, range, message) in elsewhere {
        let excerpt = lines.alone(*range);
        places.push((excerpt.place(lines.name), lines.place(*range)));
        let mark = (*range, AnnotationKind::Context, Some(*message));
        snippets.push(snippet(lines.name, excerpt, &[mark]));
    }
    let mut group = title.elements(snippets);
    if let Some(help) = finding.help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = renderer.render(&[group]);
    for (said, meant) in places.iter().filter(|(said, meant)| said != meant) {
        text = text.replacen(said, meant, 1);
    }
    text.push('\n');
    text
}

/// The places of a finding: in one piece of source where they are close to each other, else each
/// in its own. Beside them, where the renderer will say that each piece is and where it really is.
fn snippets<'a>(
    lines: &Lines<'a>,
    finding: &Finding<'a>,
) -> (Vec<Element<'a>>, Vec<(String, String)>) {
    let primary = (finding.range, AnnotationKind::Primary, None);
    let related = finding.related.iter();
    let related = related.map(|(range, message)| (*range, AnnotationKind::Context, Some(*message)));
    let all: Vec<Mark<'a>> = std::iter::once(primary).chain(related).collect();
    let ranges: Vec<_> = all.iter().map(|(range, ..)| *range).collect();
    let pieces = match lines.together(&ranges) {
        Some(excerpt) => vec![(excerpt, &all[..])],
        None => all
            .chunks(1)
            .map(|one| (lines.alone(one[0].0), one))
            .collect(),
    };
    let places = pieces
        .iter()
        .map(|(excerpt, marks)| (excerpt.place(lines.name), lines.place(marks[0].0)));
    let places = places.collect();
    let snippets = pieces
        .into_iter()
        .map(|(excerpt, marks)| snippet(lines.name, excerpt, marks));
    (snippets.collect(), places)
}

/// What to mark, how, and what to write beside it.
type Mark<'a> = (TextRange, AnnotationKind, Option<&'a str>);

fn snippet<'a>(name: &'a str, excerpt: Excerpt<'a>, marks: &[Mark<'a>]) -> Element<'a> {
    let snippet = Snippet::source(excerpt.source)
        .line_start(excerpt.line)
        .path(name);
    let annotations = marks
        .iter()
        .zip(excerpt.marks)
        .map(|((_, kind, label), mark)| {
            let annotation = kind.span(mark);
            match label {
                Some(label) => annotation.label(*label),
                None => annotation,
            }
        });
    Element::from(snippet.annotations(annotations))
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
