//! A JSONata expression while it is made: its text, how tightly it binds, and what must be there for it to mean
//! what the path meant.
//!
//! Where data is missing a path fails, while JSONata goes on with nothing. An expression that is nothing by itself then
//! (`absent`) needs no care: Step Functions refuses nothing as a value. One that would hide it (`'a' & x`) says what it
//! `needs`, and [`Expr::guarded`] tests that once around the whole expression.

/// How tightly an expression binds; operators of JSONata 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// `a ? b : c`
    Condition,
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`, `<`, `in`
    Comparison,
    /// `+`, `&`
    Sum,
    /// A path, a call, a literal.
    Atom,
}

/// What is known of the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Unknown,
    Text,
    Timestamp,
    Whole,
    /// An array, an object, a boolean or a number: nothing is made of the difference.
    Other,
    Array,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expr {
    pub(super) code: String,
    pub(super) level: Level,
    pub(super) kind: Kind,
    /// Without these the expression is nothing.
    pub(super) absent: Vec<String>,
    /// Without these it is something wrong.
    pub(super) needs: Vec<String>,
}

impl Expr {
    pub(super) fn new(code: impl Into<String>, level: Level, kind: Kind) -> Self {
        Self {
            code: code.into(),
            level,
            kind,
            absent: Vec::new(),
            needs: Vec::new(),
        }
    }

    pub(super) fn atom(code: impl Into<String>) -> Self {
        Self::new(code, Level::Atom, Kind::Unknown)
    }

    /// A path whose place may be missing.
    pub(super) fn place(code: String) -> Self {
        let absent = vec![code.clone()];
        Self {
            absent,
            ..Self::atom(code)
        }
    }

    /// The text where something that binds at least as tightly as `level` is wanted.
    pub(super) fn at(&self, level: Level) -> String {
        if self.level < level {
            format!("({})", self.code)
        } else {
            self.code.clone()
        }
    }

    /// Takes over what a part needs, where nothing of the part makes nothing of the whole.
    pub(super) fn strict_in(mut self, part: &Expr) -> Self {
        merge(&mut self.absent, &part.absent);
        merge(&mut self.needs, &part.needs);
        self
    }

    /// Takes over what a part needs, where nothing of the part would go unseen.
    pub(super) fn hiding(mut self, part: &Expr) -> Self {
        merge(&mut self.needs, &part.absent);
        merge(&mut self.needs, &part.needs);
        self
    }

    /// The value as a number, be it a text that holds one.
    pub(super) fn to_number(&self) -> Self {
        if self.kind == Kind::Whole {
            return self.clone();
        }
        Self::new(
            format!("$number({})", self.code),
            Level::Atom,
            Kind::Unknown,
        )
        .strict_in(self)
    }

    /// The expression that is nothing wherever something it needs is missing.
    pub(super) fn guarded(&self) -> String {
        if self.needs.is_empty() {
            return self.code.clone();
        }
        let tests: Vec<String> = self
            .needs
            .iter()
            .map(|it| format!("$exists({it})"))
            .collect();
        format!("{} ? {}", tests.join(" and "), self.at(Level::Or))
    }
}

/// Adds what is not there yet. What is needed of a path is needed of its beginnings, which are left out.
pub(super) fn merge(all: &mut Vec<String>, more: &[String]) {
    for code in more {
        if all.iter().any(|it| leads_through(it, code)) {
            continue;
        }
        all.retain(|it| !leads_through(code, it));
        all.push(code.clone());
    }
}

/// Whether a path can only lead somewhere if another one does.
pub(super) fn leads_through(path: &str, start: &str) -> bool {
    path.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
