//! What an expression of a state can see, as shapes.

use std::sync::{Arc, LazyLock};

use asl_jsonata::syntax::{Node, Tree};
use asl_lang::{CONTEXT_PATHS, ContextType};
use asl_path::intrinsic::Expr;
use asl_path::path::{Path, Root, Step, StepKind};
use asl_path::reference::ReferenceStep;
use asl_syntax::TextRange;

use super::follow::Followed;
use super::program::Template;
use super::shape::{Member, Shape};
use super::values::Values;
use super::{intrinsic, jsonata};
use crate::{Code, Expression};

/// What is known when a state is entered.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Entry {
    pub(super) input: Shape,
    pub(super) variables: Values,
    pub(super) around: Arc<Around>,
}

/// What stays the same for all states of one machine.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Around {
    /// The input of the execution.
    pub(super) execution: Shape,
    /// The item of the Map around.
    pub(super) item: Option<Shape>,
}

/// What an expression can see.
#[derive(Debug, Clone)]
pub struct Ground {
    /// `$` of a path, `$states.input` of JSONata.
    pub(super) input: Shape,
    /// `$states.result`.
    pub(super) result: Option<Shape>,
    /// `$states.errorOutput`.
    pub(super) error: Option<Shape>,
    pub(super) entry: Entry,
}

/// A member that a value certainly does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// Where the member's name stands, relative to the state's entry.
    pub range: TextRange,
    /// The name.
    pub name: String,
    /// The names that there are.
    pub known: Vec<String>,
    /// What the value is, in a few words.
    pub of: String,
}

impl Entry {
    /// What is known of a machine that begins with an input.
    pub(super) fn begin(input: Shape) -> Self {
        Self {
            around: Arc::new(Around {
                execution: input.clone(),
                item: None,
            }),
            input,
            variables: Values::default(),
        }
    }

    /// Whether both are the same in memory, which is quick to see.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.input.is_same(&other.input)
            && self.variables.is_same(&other.variables)
            && (Arc::ptr_eq(&self.around, &other.around) || self.around == other.around)
    }

    /// The same in memory or the same by what is in it.
    pub(super) fn join(&self, other: &Self) -> Self {
        Self {
            input: self.input.join(&other.input),
            variables: self.variables.join(&other.variables),
            around: Arc::clone(&self.around),
        }
    }

    /// The same with less detail.
    pub(super) fn cut(&self, levels: u8) -> Self {
        Self {
            input: self.input.cut(levels),
            variables: self.variables.map(&|it| it.cut(levels)),
            around: Arc::clone(&self.around),
        }
    }
}

impl Ground {
    pub(super) fn of(entry: &Entry, input: Shape) -> Self {
        Self {
            input,
            result: None,
            error: None,
            entry: entry.clone(),
        }
    }

    /// Either of both.
    pub(super) fn join(&self, other: &Self) -> Self {
        if self.input.is_never() {
            return other.clone();
        }
        if other.input.is_never() {
            return self.clone();
        }
        Self {
            input: self.input.join(&other.input),
            entry: self.entry.join(&other.entry),
            ..self.clone()
        }
    }

    /// Says what the item of the Map is.
    pub(super) fn set_item(&mut self, item: Shape) {
        self.entry.around = Arc::new(Around {
            item: Some(item),
            ..Around::clone(&self.entry.around)
        });
    }

    /// `$` of a path, `$states.input` of JSONata.
    pub fn input(&self) -> &Shape {
        &self.input
    }

    /// A variable that a state assigns.
    pub fn variable(&self, name: &str) -> Shape {
        let known = self.entry.variables.get(name);
        known.cloned().unwrap_or_default()
    }

    /// The context object.
    pub fn context(&self) -> Shape {
        let name = |it: &str| ReferenceStep::Name(it.to_owned());
        let mut context = CONTEXT.clone();
        if !self.entry.around.execution.is_unknown() {
            let place = [name("Execution"), name("Input")];
            context = context.with(&place, &self.entry.around.execution);
        }
        if let Some(item) = &self.entry.around.item {
            let place = [name("Map"), name("Item"), name("Value")];
            context = context.with(&place, item);
        }
        context
    }

    /// A member of `$states`; nothing where the field does not have it.
    pub fn states_member(&self, name: &str) -> Option<Shape> {
        match name {
            "input" => Some(self.input.clone()),
            "result" => self.result.clone(),
            "errorOutput" => self.error.clone(),
            "context" => Some(self.context()),
            _ => None,
        }
    }

    /// `$states`.
    pub fn states(&self) -> Shape {
        let members = asl_lang::STATES_MEMBERS.iter().filter_map(|it| {
            let shape = self.states_member(it.name)?;
            Some(Member::required(it.name, shape))
        });
        Shape::object(members, None)
    }

    /// What a path starts from.
    pub fn root(&self, root: &Root) -> Shape {
        match root {
            Root::Input => self.input.clone(),
            Root::Context => self.context(),
            Root::Variable(name) => self.variable(name),
            Root::Current => Shape::unknown(),
        }
    }

    /// Where a path leads.
    pub fn path(&self, path: &Path) -> Followed {
        self.steps(&path.root, &path.steps)
    }

    /// Where some steps lead from a root.
    pub fn steps(&self, root: &Root, steps: &[Step]) -> Followed {
        self.root(root).follow(steps)
    }

    /// What an intrinsic function answers.
    pub fn intrinsic(&self, expr: &Expr) -> Shape {
        intrinsic::answer(self, expr)
    }

    /// What a part of a JSONata expression answers.
    pub fn node(&self, tree: &Tree, node: &Node) -> Shape {
        jsonata::answer_of(self, tree, node)
    }

    /// The value of a variable that a JSONata expression makes at these bytes.
    pub fn local(&self, tree: &Tree, made: &std::ops::Range<usize>) -> Shape {
        jsonata::local_of(self, tree, made)
    }

    /// What an expression gives; what it certainly looks for in vain is added to `misses`.
    pub(super) fn expression(&self, expression: &Expression, misses: &mut Vec<Miss>) -> Shape {
        match expression.code() {
            Code::Path(parsed) if !parsed.errors.is_empty() => Shape::unknown(),
            Code::Path(parsed) => self.looked_up(&parsed.value, expression, misses),
            Code::Intrinsic(parsed) => {
                for path in parsed.value.paths().filter(|_| parsed.errors.is_empty()) {
                    self.looked_up(path, expression, misses);
                }
                intrinsic::answer(self, &parsed.value)
            }
            Code::Jsonata(tree) if !tree.errors.is_empty() => Shape::unknown(),
            Code::Jsonata(tree) => jsonata::expression(self, tree, expression, misses),
        }
    }

    fn looked_up(&self, path: &Path, expression: &Expression, misses: &mut Vec<Miss>) -> Shape {
        let followed = self.path(path);
        let Some((index, before)) = &followed.missing else {
            return followed.shape;
        };
        if let Some(StepKind::Names(names)) = path.steps.get(*index).map(|it| &it.kind)
            && let [name] = names.as_slice()
            && path.root != Root::Context
        {
            let range = usize::from(name.range.start())..usize::from(name.range.end());
            misses.push(Miss::of(&name.text, expression.place_of(range), before));
        }
        followed.shape
    }

    /// What a template gives.
    pub(super) fn template(
        &self,
        template: &Template,
        all: &[Expression],
        misses: &mut Vec<Miss>,
    ) -> Shape {
        match template {
            Template::Constant(shape) => shape.clone(),
            Template::Expression(index) => match all.get(*index) {
                Some(expression) => self.expression(expression, misses),
                None => Shape::unknown(),
            },
            Template::Array(items) => {
                let items: Vec<Shape> = items
                    .iter()
                    .map(|it| self.template(it, all, misses))
                    .collect();
                Shape::array_of(items.into_iter())
            }
            Template::Object(members) => {
                let mut found = Vec::with_capacity(members.len());
                for (name, value) in members {
                    found.push(Member {
                        name: Arc::clone(name),
                        shape: self.template(value, all, misses),
                        required: true,
                    });
                }
                Shape::object(found, None)
            }
        }
    }
}

impl Miss {
    pub(super) fn of(name: &str, range: TextRange, before: &Shape) -> Self {
        let members = before.members().into_iter();
        let there = members.filter(|it| !it.shape.is_never());
        Self {
            range,
            name: name.to_owned(),
            known: there.map(|it| it.name.to_string()).collect(),
            of: before.words().unwrap_or_default(),
        }
    }
}

/// The context object without what the execution and the item are. The table may lack what AWS adds,
/// so its objects are open.
static CONTEXT: LazyLock<Shape> = LazyLock::new(|| context_below("$$"));

fn context_below(path: &str) -> Shape {
    let below = CONTEXT_PATHS.iter().filter_map(|it| {
        let name = it.path.strip_prefix(path)?.strip_prefix('.')?;
        let shape = match it.kind {
            _ if name.contains('.') => return None,
            ContextType::String | ContextType::Timestamp => Shape::string(),
            ContextType::Number => Shape::number(),
            ContextType::Any => Shape::unknown(),
            ContextType::Object => context_below(it.path),
        };
        Some(Member::optional(name, shape))
    });
    Shape::object(below, Some(Shape::unknown()))
}
