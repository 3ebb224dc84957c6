//! Reads a path as Jayway 2.0.0 does, and says where what stands.
//!
//! The engine is laxer than it looks: a dot before a bracket, a name right after a bracket, and
//! nearly any character in a name are legal; a blank outside brackets is not. What the engine refuses
//! is an error here, and after an error reading goes on, so that the rest still has its steps.

use text_size::{TextRange, TextSize};

use super::bracket;
use super::{Name, Path, Root, Step, StepKind};
use crate::{Parsed, PathError};

/// Reads a path, with the range of every part; goes on after an error. Blanks around it are legal.
pub fn parse(text: &str) -> Parsed<Path> {
    let mut reader = Reader::new(text);
    let path = reader.path(0, text.len(), Roots::State);
    Parsed {
        value: path,
        errors: reader.into_errors(),
    }
}

/// Reads a path that is a part of a longer text; ranges count from the start of the whole text.
pub(crate) fn parse_within(
    text: &str,
    start: usize,
    end: usize,
    errors: &mut Vec<PathError>,
) -> Path {
    let mut reader = Reader::new(text);
    let path = reader.path(start, end, Roots::State);
    errors.extend(reader.into_errors());
    path
}

/// Whether a variable's name may start with this character.
pub fn is_variable_start(first: char) -> bool {
    first == '_' || first.is_alphabetic()
}

/// Whether a variable can have that name. AWS takes the characters that Unicode calls `ID_Start` and
/// `ID_Continue` ("Passing data between states with variables"); of those beyond ASCII none is
/// refused here that may be among them.
pub fn is_variable_name(name: &str) -> bool {
    // `Other_ID_Start`: no letters, but such as may begin a name.
    let other_start = |it| matches!(it, '\u{1885}' | '\u{1886}' | '℘' | '℮' | '゛' | '゜');
    let starts = |it| is_variable_start(it) || other_start(it);
    let mut characters = name.chars();
    characters.next().is_some_and(starts)
        && characters.all(|it| it == '_' || it.is_alphanumeric() || !it.is_ascii())
}

/// Which roots a path may have where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Roots {
    /// `$`, `$$` and `$name`.
    State,
    /// `@` and `$`, in a filter.
    Filter,
}

/// The whole text and what was found wrong with it; positions are byte offsets into it.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    /// Whether a path of a filter is being read, in which no further filter can stand.
    pub(super) in_filter: bool,
    errors: Vec<PathError>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            in_filter: false,
            errors: Vec::new(),
        }
    }

    fn into_errors(mut self) -> Vec<PathError> {
        self.errors.sort_by_key(|error| error.range.start());
        self.errors
    }

    pub(super) fn error(&mut self, start: usize, end: usize, message: impl Into<String>) {
        self.errors.push(PathError {
            range: range(start, end),
            message: message.into(),
        });
    }

    /// The path between two offsets, blanks around it left out.
    pub(super) fn path(&mut self, start: usize, end: usize, roots: Roots) -> Path {
        let (start, end) = trim(self.text, start, end);
        let (root, after) = self.root(start, end, roots);
        let mut path = Path {
            root,
            root_range: range(start, after),
            steps: Vec::new(),
            range: range(start, end),
        };
        let mut at = after;
        while at < end {
            at = self.step(at, end, &mut path.steps);
        }
        if matches!(
            path.steps.last(),
            Some(Step {
                kind: StepKind::Descend,
                ..
            })
        ) {
            self.error(end - 2, end, "A path cannot end with '..'");
            path.steps.push(Step {
                kind: StepKind::Missing,
                range: range(end, end),
            });
        }
        path
    }

    fn root(&mut self, start: usize, end: usize, roots: Roots) -> (Root, usize) {
        let text = &self.text[start..end];
        let (root, length) = match roots {
            Roots::State if text.starts_with("$$") => (Root::Context, 2),
            Roots::State => root_of_state(text),
            Roots::Filter if text.starts_with('@') => (Root::Current, 1),
            Roots::Filter => (Root::Input, usize::from(text.starts_with('$'))),
        };
        let after = start + length;
        if length == 0 {
            self.error(
                start,
                first_end(self.text, start, end),
                "A path starts with '$'",
            );
        } else if !text[length..].is_empty() && !text[length..].starts_with(['.', '[']) {
            self.error(
                after,
                first_end(self.text, after, end),
                "Expected '.' or '[' here",
            );
        }
        (root, after)
    }

    /// Reads one step at `at` and answers where the next begins; always moves on.
    fn step(&mut self, at: usize, end: usize, steps: &mut Vec<Step>) -> usize {
        match self.text.as_bytes()[at] {
            b' ' => self.blank(at, end),
            b'[' => bracket::read(self, at, at, end, steps),
            b'.' => self.dot(at, end, steps),
            b'*' => {
                steps.push(Step {
                    kind: StepKind::Wildcard,
                    range: range(at, at + 1),
                });
                at + 1
            }
            b'$' => {
                self.error(at, at + 1, "'$' can only start a path or follow a dot");
                at + 1
            }
            _ => self.name(at, at, end, steps),
        }
    }

    fn blank(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let length = rest.len() - rest.trim_start_matches(' ').len();
        self.error(
            at,
            at + length,
            "A blank cannot stand here; a name with blanks is written ['like this']",
        );
        at + length
    }

    fn dot(&mut self, at: usize, end: usize, steps: &mut Vec<Step>) -> usize {
        let after = at + 1;
        match self.text[after..end].bytes().next() {
            Some(b'.') => {
                steps.push(Step {
                    kind: StepKind::Descend,
                    range: range(at, at + 2),
                });
                at + 2
            }
            Some(b'[') => bracket::read(self, at, after, end, steps),
            None | Some(b' ') => {
                self.error(at, after, "A name is missing after the dot");
                steps.push(Step {
                    kind: StepKind::Missing,
                    range: range(at, after),
                });
                after
            }
            Some(_) => self.name(at, after, end, steps),
        }
    }

    /// A name without quotes from `at`; the step begins at `start`, with the dot.
    fn name(&mut self, start: usize, at: usize, end: usize, steps: &mut Vec<Step>) -> usize {
        let length = self.text[at..end].find(['.', '[', ' ']).unwrap_or(end - at);
        let stop = at + length;
        let kind = match &self.text[at..stop] {
            "*" => StepKind::Wildcard,
            text => StepKind::Names(names_as_the_engine_sees(text, at)),
        };
        steps.push(Step {
            kind,
            range: range(start, stop),
        });
        stop
    }
}

/// The engine turns `.name` into `['name']` before it looks at names, so a bracket or a quote in the
/// name ends it early: `$.a]` has no name at all and selects `{}`.
fn names_as_the_engine_sees(text: &str, at: usize) -> Vec<Name> {
    match text.find(['\'', ']']) {
        None => vec![Name {
            text: text.to_owned(),
            range: range(at, at + text.len()),
            quoted: false,
        }],
        Some(quote) if text[quote..].starts_with('\'') => {
            let name = text[..quote].to_owned();
            vec![Name {
                text: name,
                range: range(at, at + quote),
                quoted: false,
            }]
        }
        Some(_) => Vec::new(),
    }
}

fn root_of_state(text: &str) -> (Root, usize) {
    let Some(rest) = text.strip_prefix('$') else {
        return (Root::Input, 0);
    };
    let length = rest
        .find(|c: char| !(c == '_' || c.is_alphanumeric()))
        .unwrap_or(rest.len());
    if rest.starts_with(is_variable_start) {
        return (Root::Variable(rest[..length].to_owned()), 1 + length);
    }
    (Root::Input, 1)
}

/// The engine trims as Java does: everything up to and including the blank.
pub(super) fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let inner = &text[start..end];
    let left = inner.trim_start_matches(|c| c <= ' ');
    let from = end - left.len();
    (from, from + left.trim_end_matches(|c| c <= ' ').len())
}

pub(crate) fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(offset(start), offset(end))
}

/// Paths are far below four gigabytes; a longer text saturates rather than panics.
fn offset(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}

/// The end of the character at `at`, or `at` when there is none.
pub(super) fn first_end(text: &str, at: usize, end: usize) -> usize {
    at + text[at..end].chars().next().map_or(0, char::len_utf8)
}
