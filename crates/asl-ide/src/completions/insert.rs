//! Text to insert, with the places where the cursor goes.

use std::fmt::Write as _;

/// Text with holes; a snippet where the client understands them.
#[derive(Debug, Clone, Default)]
pub(super) struct Insert {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Part {
    Text(String),
    /// A place to fill in, with what stands there at first.
    Hole(String),
    /// What stands in the hole further up that has this in it at first.
    Same(String),
}

impl Insert {
    /// Text without holes.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self {
            parts: vec![Part::Text(text.into())],
        }
    }

    pub(super) fn push(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Text(text.into()));
    }

    pub(super) fn hole(&mut self, default: impl Into<String>) {
        self.parts.push(Part::Hole(default.into()));
    }

    /// The same text as in a hole further up.
    pub(super) fn same(&mut self, default: impl Into<String>) {
        self.parts.push(Part::Same(default.into()));
    }

    pub(super) fn append(&mut self, other: Insert) {
        self.parts.extend(other.parts);
    }

    /// Every line but the first moves right by `blanks`.
    pub(super) fn indented(mut self, blanks: usize) -> Self {
        let line = ["\n", &" ".repeat(blanks)].concat();
        for part in &mut self.parts {
            if let Part::Text(text) = part {
                *text = text.replace('\n', &line);
            }
        }
        self
    }

    /// Every level of two blanks becomes one of `step`.
    pub(super) fn stepped(mut self, step: &str) -> Self {
        if step == "  " {
            return self;
        }
        for part in &mut self.parts {
            if let Part::Text(text) = part {
                *text = stepped(text, step);
            }
        }
        self
    }

    pub(super) fn has_holes(&self) -> bool {
        self.parts.iter().any(|it| matches!(it, Part::Hole(_)))
    }

    /// In the syntax of snippets: the last hole is where the cursor ends.
    pub(super) fn snippet(&self) -> String {
        let holes = self
            .parts
            .iter()
            .filter(|it| matches!(it, Part::Hole(_)))
            .count();
        let (mut text, mut number) = (String::new(), 0);
        let mut named: Vec<(&str, usize)> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Text(it) => text.push_str(&escaped(it)),
                Part::Hole(default) => {
                    number += 1;
                    let number = if number == holes { 0 } else { number };
                    named.push((default, number));
                    if default.is_empty() {
                        let _ = write!(text, "${number}");
                    } else {
                        let _ = write!(text, "${{{number}:{}}}", escaped(default));
                    }
                }
                Part::Same(default) => match named.iter().rfind(|it| it.0 == default) {
                    Some((_, number)) => {
                        let _ = write!(text, "${number}");
                    }
                    None => text.push_str(&escaped(default)),
                },
            }
        }
        text
    }

    /// Without holes, for clients that do not know snippets.
    pub(super) fn plain(&self) -> String {
        let text = |it: &Part| match it {
            Part::Text(it) | Part::Hole(it) | Part::Same(it) => it.clone(),
        };
        self.parts.iter().map(text).collect()
    }
}

fn stepped(text: &str, step: &str) -> String {
    let mut lines = text.split('\n');
    let mut stepped = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let rest = line.trim_start_matches(' ');
        stepped.push('\n');
        stepped.push_str(&step.repeat((line.len() - rest.len()) / 2));
        stepped.push_str(rest);
    }
    stepped
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '$' | '}' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::Insert;

    #[test]
    fn snippets_number_their_holes_and_end_in_the_last() {
        let mut insert = Insert::text("{a} ");
        insert.hole("x}");
        insert.push(" ");
        insert.hole("");
        assert_eq!(insert.snippet(), r"{a\} ${1:x\}} $0");
        assert_eq!(insert.plain(), "{a} x} ");
    }
}
