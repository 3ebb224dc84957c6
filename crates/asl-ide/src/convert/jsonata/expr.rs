//! A JSONata expression while it is made: its text, how tightly it binds, and what must be there for it to mean
//! what the path meant.
//!
//! Where data is missing a path fails, while JSONata goes on with nothing. An expression that is nothing by itself then
//! (`absent`) needs no care: Step Functions refuses nothing as a value. One that would hide it (`'a' & x`) says what it
//! `needs`, and [`Expr::guarded`] tests that once around the whole expression.

use std::fmt;

use asl_model::shapes::Shape;

/// What must hold for an expression to mean what the path meant, as a test.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Need {
    /// A path leads somewhere.
    There(String),
    /// It leads to a value of that type.
    Is(String, &'static str),
    /// It leads to one, or nowhere.
    IsOrMissing(String, &'static str),
    /// It leads to none of that type.
    IsNot(String, &'static str),
    /// Anything else, as JSONata.
    Holds(String),
}

impl Need {
    /// Whether it holds wherever `known` does.
    pub(super) fn follows_from(&self, known: &Need) -> bool {
        if self == known {
            return true;
        }
        match (self, known) {
            (Self::There(start), Self::There(path) | Self::Is(path, _)) => {
                leads_through(path, start)
            }
            (Self::IsOrMissing(it, kind), Self::Is(path, is)) => it == path && kind == is,
            (Self::IsNot(it, kind), Self::Is(path, is)) => it == path && kind != is,
            _ => false,
        }
    }

    /// What is wrong where it does not hold, for a message.
    pub(super) fn wrong(&self) -> String {
        match self {
            Self::There(path) => format!("{path} is missing"),
            Self::Is(path, kind) => format!("{path} is no {kind}"),
            Self::IsOrMissing(path, _) | Self::IsNot(path, _) => {
                format!("{path} is of a wrong type")
            }
            Self::Holds(test) => format!("{test} is false"),
        }
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::There(path) => write!(f, "$exists({path})"),
            Self::Is(path, kind) => write!(f, "$type({path}) = '{kind}'"),
            Self::IsOrMissing(path, kind) => {
                write!(f, "($type({path}) = '{kind}' or $not($exists({path})))")
            }
            // Where nothing is, `!=` is false.
            Self::IsNot(path, kind) => write!(f, "$not($type({path}) = '{kind}')"),
            Self::Holds(test) => f.write_str(test),
        }
    }
}

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
    pub(super) needs: Vec<Need>,
    /// Without these the path fails and the expression goes on: data is not as the definition expects it. Whether that is
    /// tested or said is not decided yet.
    pub(super) demands: Vec<Need>,
    /// What is known of the value for certain.
    pub(super) shape: Shape,
}

impl Expr {
    pub(super) fn new(code: impl Into<String>, level: Level, kind: Kind) -> Self {
        Self {
            code: code.into(),
            level,
            kind,
            absent: Vec::new(),
            needs: Vec::new(),
            demands: Vec::new(),
            shape: Shape::unknown(),
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
        merge_paths(&mut self.absent, &part.absent);
        merge(&mut self.needs, &part.needs);
        self
    }

    /// Takes over what a part needs, where nothing of the part would go unseen.
    pub(super) fn hiding(mut self, part: &Expr) -> Self {
        merge(&mut self.needs, &part.needs);
        merge(&mut self.needs, &part.there());
        self
    }

    /// What leads somewhere where the value is something.
    pub(super) fn there(&self) -> Vec<Need> {
        self.absent.iter().cloned().map(Need::There).collect()
    }

    /// Whether the value can be nothing but an array, where it is anything.
    pub(super) fn is_array(&self) -> bool {
        self.kind == Kind::Array || is_only(&self.shape, "array")
    }

    /// Whether it can be nothing but that.
    pub(super) fn is_only(&self, kind: &str) -> bool {
        is_only(&self.shape, kind)
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
        let tests: Vec<String> = self.needs.iter().map(Need::to_string).collect();
        format!("{} ? {}", tests.join(" and "), self.at(Level::Or))
    }
}

/// Adds what does not follow from what is there; what follows from the new is left out.
pub(super) fn merge(all: &mut Vec<Need>, more: &[Need]) {
    for need in more {
        if all.iter().any(|it| need.follows_from(it)) {
            continue;
        }
        let place = all.iter().position(|it| it.follows_from(need));
        all.retain(|it| !it.follows_from(need));
        let place = place.unwrap_or(all.len()).min(all.len());
        all.insert(place, need.clone());
    }
}

/// The same of paths. What is needed of a path is needed of its beginnings.
fn merge_paths(all: &mut Vec<String>, more: &[String]) {
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

/// Whether a value of the shape is always of the type.
pub(super) fn is_only(shape: &Shape, kind: &str) -> bool {
    let Some(kinds) = shape.kinds() else {
        return false;
    };
    let possible = [
        ("null", kinds.null),
        ("boolean", kinds.boolean.is_some()),
        ("number", kinds.number.is_some()),
        ("string", kinds.string.is_some()),
        ("array", kinds.array.is_some()),
        ("object", kinds.object.is_some()),
    ];
    possible.iter().all(|(it, can)| *can == (*it == kind))
}

/// Whether a value of the shape can be of the type.
pub(super) fn can_be(shape: &Shape, kind: &str) -> bool {
    let Some(kinds) = shape.kinds() else {
        return true;
    };
    match kind {
        "null" => kinds.null,
        "boolean" => kinds.boolean.is_some(),
        "number" => kinds.number.is_some(),
        "string" => kinds.string.is_some(),
        "array" => kinds.array.is_some(),
        _ => kinds.object.is_some(),
    }
}
