//! The tree of a path: what each step says and where it stands.

use text_size::{TextRange, TextSize};

use super::Pattern;
use crate::PathError;

/// A parsed path.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// What the path starts from.
    pub root: Root,
    /// The `$`, `$$`, `$name` or `@`.
    pub root_range: TextRange,
    /// The steps in the order of the text.
    pub steps: Vec<Step>,
    /// The whole path without blanks around it.
    pub range: TextRange,
}

/// What a path starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root {
    /// `$`, the input of the field.
    Input,
    /// `$$`, the context object.
    Context,
    /// `$name`, a workflow variable; the name without the dollar.
    Variable(String),
    /// `@`, the item that a filter looks at; only inside filters.
    Current,
}

/// One step of a path with its punctuation: `.name`, `['name']`, `[0]`, `..`.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What the step selects.
    pub kind: StepKind,
    /// The step's bytes, the dot or the brackets included.
    pub range: TextRange,
}

/// What a step selects.
#[derive(Debug, Clone, PartialEq)]
pub enum StepKind {
    /// `.name`, `['name']`, or several quoted names in one bracket, which make one object.
    Names(Vec<Name>),
    /// `[*]` or `.*`.
    Wildcard,
    /// `..`; the next step is looked for in everything below.
    Descend,
    /// `[0]`, `[0,2]`; negative ones are legal and select null.
    Indices(Vec<i32>),
    /// `[1:3]`, `[1:]`, `[:3]`; a third part (the step) is read and ignored, as the engine does.
    Slice {
        /// The first index; negative counts from the end.
        from: Option<i32>,
        /// The index after the last; negative counts from the end.
        to: Option<i32>,
    },
    /// `[(@.length-1)]`: the offset from the length, here -1.
    FromEnd(i32),
    /// `[?(…)]`.
    Filter(Filter),
    /// Nothing yet: a trailing dot, or brackets that are empty or could not be understood. The range
    /// says where the cursor stands, and completion starts here.
    Missing,
}

/// One name of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name itself; there are no escapes in it.
    pub text: String,
    /// The name's bytes without dot or quotes.
    pub range: TextRange,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

/// A filter `[?(…)]`: one of `any` must hold, in which all must hold.
///
/// There is no grouping in this dialect: parentheses around a comparison are ignored, `&&` binds
/// tighter than `||`.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// The alternatives between `||`, each a list of criteria between `&&`.
    pub any: Vec<Vec<Criterion>>,
}

/// One test of a filter.
#[derive(Debug, Clone, PartialEq)]
pub enum Criterion {
    /// `@.a` or `!@.a`: the path leads to a value other than null, or does not.
    Exists {
        /// The definite path that is tested.
        path: Path,
        /// Whether it was written with `!`.
        negated: bool,
    },
    /// `@.a > 3`.
    Compare {
        /// The left side.
        left: Operand,
        /// The operator.
        comparator: Comparator,
        /// The right side.
        right: Operand,
    },
}

/// A side of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Operand {
    /// What it is.
    pub kind: OperandKind,
    /// Its bytes, quotes included.
    pub range: TextRange,
}

/// What a side of a comparison is.
#[derive(Debug, Clone, PartialEq)]
pub enum OperandKind {
    /// `@.a` or `$.a`.
    Path(Path),
    /// Anything literal. Quotes are optional, and numbers, `true` and `null` are texts like any
    /// other until they meet a value of that type.
    Text(String),
    /// `/regular expression/` or `/…/i`, only with `=~`.
    Pattern(Pattern),
}

/// The operator of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `=~`: the whole text must match.
    Matches,
}

impl Path {
    /// Whether the path leads to one value (the answer is that value) or to any number (the answer
    /// is an array): names and single indices are definite.
    pub fn is_definite(&self) -> bool {
        self.steps.iter().all(|step| step.kind.is_definite())
    }

    /// The index of the step that a cursor at `offset` stands in or right behind; none in the root.
    /// Completion offers what can take that step's place, from what the steps before it lead to.
    pub fn step_at(&self, offset: TextSize) -> Option<usize> {
        let behind = |step: &Step| step.range.start() < offset || step.range.is_empty();
        let index = self
            .steps
            .iter()
            .rposition(|step| behind(step) && step.range.start() <= offset)?;
        (offset <= self.steps[index].range.end()).then_some(index)
    }

    /// Whether this is a reference path, one that identifies a single node and can be written to:
    /// only single names and indices from zero up. The error names the first step that is not.
    pub fn is_reference_path(&self) -> Result<(), PathError> {
        let Some(step) = self.steps.iter().find(|step| !step.kind.is_reference()) else {
            return Ok(());
        };
        let message = format!("A reference path cannot have {}", step.kind.description());
        Err(PathError {
            range: step.range,
            message,
        })
    }
}

impl StepKind {
    /// Whether the step leads to at most one value.
    pub fn is_definite(&self) -> bool {
        match self {
            Self::Names(_) | Self::FromEnd(_) | Self::Missing => true,
            Self::Indices(indices) => indices.len() == 1,
            Self::Wildcard | Self::Descend | Self::Slice { .. } | Self::Filter(_) => false,
        }
    }

    fn is_reference(&self) -> bool {
        match self {
            Self::Names(names) => names.len() == 1,
            Self::Indices(indices) => matches!(indices.as_slice(), [index] if *index >= 0),
            _ => false,
        }
    }

    fn description(&self) -> &'static str {
        match self {
            Self::Names(_) => "several names in one bracket",
            Self::Wildcard => "a wildcard",
            Self::Descend => "'..'",
            Self::Indices(indices) if indices.len() == 1 => "a negative index",
            Self::Indices(_) => "several indices",
            Self::Slice { .. } => "a slice",
            Self::FromEnd(_) => "a script",
            Self::Filter(_) => "a filter",
            Self::Missing => "an unfinished step",
        }
    }
}
