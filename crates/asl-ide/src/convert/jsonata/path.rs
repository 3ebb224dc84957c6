//! Paths as JSONata: `$.order.items[0]` is `$states.input.order.items[0]`.
//!
//! A path that can lead to several values answers an array, so its JSONata stands in brackets, where nothing found
//! gives an empty array and one thing found an array of one. JSONata looks into arrays by itself: `[*]` needs no
//! step. An array that is found where others are found beside it is taken apart by JSONata and not by the path; the
//! caller says so in a note.

use asl_lang::{Availability, ContextType, context_path};
use asl_path::path::{Path, Root, Step, StepKind};

use asl_model::shapes::{Ground, Shape};

use super::expr::{Expr, Kind, Level, Need, can_be, is_only};
use super::value::Val;
use super::{Why, filter, text};

/// What an index past the end of an array leads to, at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    /// Null, as in templates and in `InputPath`.
    Null,
    /// Nothing, as in choice rules and in the arguments of functions.
    Missing,
}

/// What the roots of paths are.
#[derive(Debug, Clone)]
pub(super) struct Scope<'a> {
    /// `$`.
    pub(super) input: Val,
    /// What is known of the data at the state.
    pub(super) ground: Option<&'a Ground>,
}

impl Scope<'_> {
    /// The value of a path.
    pub(super) fn resolve(&self, path: &Path, leaf: Leaf) -> Result<Val, Why> {
        match &path.root {
            Root::Input => {
                // Only a filter asks for the whole input again.
                let root = if path.is_definite() {
                    Expr::atom("")
                } else {
                    self.input.expr()?
                };
                Ok(self.not_null(path, self.input.select(path, leaf, &root)?))
            }
            Root::Context => context(path, leaf, self.ground.map(Ground::context)),
            Root::Variable(name) => {
                let mut variable = Expr::atom(format!("${name}"));
                if let Some(ground) = self.ground {
                    variable.shape = ground.variable(name);
                }
                Val::Code(variable.clone()).select(path, leaf, &variable)
            }
            Root::Current => Err(Why::new("'@' has no meaning outside of a filter")),
        }
    }
}

impl Scope<'_> {
    /// Of an input that is null nothing can be read, not even all of it. A name leads to nothing there anyway.
    fn not_null(&self, path: &Path, found: Val) -> Val {
        let named = matches!(
            path.steps.first().map(|it| &it.kind),
            Some(StepKind::Names(_))
        );
        let (Val::Code(input), Val::Code(mut expr)) = (&self.input, found.clone()) else {
            return found;
        };
        if can_be(&input.shape, "null") && !(named && path.is_definite()) {
            expr.demands
                .insert(0, Need::IsNot(input.code.clone(), "null"));
        }
        Val::Code(expr)
    }
}

/// A path into the context object; what is always there needs no care.
fn context(path: &Path, leaf: Leaf, shape: Option<Shape>) -> Result<Val, Why> {
    let mut root = Expr::atom("$states.context");
    root.shape = shape.unwrap_or_default();
    let mut value = Val::Code(root.clone()).select(path, leaf, &root)?;
    if let (Val::Code(expr), Some(known)) = (&mut value, known(path)) {
        if known.available == Availability::Always {
            expr.absent.clear();
        }
        // Where it is there, so is what it is in.
        expr.demands.clear();
        expr.kind = match known.kind {
            ContextType::String => Kind::Text,
            ContextType::Timestamp => Kind::Timestamp,
            ContextType::Number => Kind::Whole,
            ContextType::Object => Kind::Other,
            ContextType::Any => expr.kind,
        };
    }
    Ok(value)
}

fn known(path: &Path) -> Option<&'static asl_lang::ContextPath> {
    let mut known = "$$".to_owned();
    for step in &path.steps {
        let StepKind::Names(names) = &step.kind else {
            return None;
        };
        let [name] = names.as_slice() else {
            return None;
        };
        known.push('.');
        known.push_str(&name.text);
    }
    context_path(&known)
}

/// An expression with the steps of a path behind it. `root` is what `$` means in a filter.
pub(super) fn extend(start: &Expr, steps: &[Step], leaf: Leaf, root: &Expr) -> Result<Expr, Why> {
    let Some(last) = steps.last() else {
        return Ok(start.clone());
    };
    if start.code == "null" {
        return Err(Why::new(
            "Of null no path leads anywhere, so that it always fails",
        ));
    }
    let mut walk = Walk {
        code: start.at(Level::Atom),
        before: String::new(),
        many: false,
        spread: false,
        definite: steps.iter().all(|it| it.kind.is_definite()),
        shape: start.shape.clone(),
        demands: Vec::new(),
        root,
    };
    for (index, step) in steps.iter().enumerate() {
        let after = &steps[index + 1..];
        if let (StepKind::Indices(indices), [], Leaf::Null, false) =
            (&step.kind, after, leaf, walk.many)
            && let [..=-1] = indices.as_slice()
        {
            walk.demand(&step.kind);
            let mut null = always_null(&walk.code);
            null.demands = walk.demands;
            return Ok(null.hiding(&absent_free(start)));
        }
        if let Some(mut done) = walk.closing(step, after)? {
            done.demands = walk.demands;
            return Ok(done.hiding(&absent_free(start)));
        }
        walk.step(step, after)?;
    }
    let mut expr = if walk.many {
        Expr::new(format!("[{}]", walk.code), Level::Atom, Kind::Array)
    } else if leaf == Leaf::Null && matches!(last.kind, StepKind::Indices(_) | StepKind::FromEnd(_))
    {
        or_null(&walk.code, &walk.before)
    } else {
        Expr {
            shape: walk.shape,
            ..Expr::place(walk.code)
        }
    };
    expr.demands = walk.demands;
    expr.needs.extend(start.needs.iter().cloned());
    Ok(expr)
}

fn absent_free(start: &Expr) -> Expr {
    Expr {
        absent: Vec::new(),
        ..start.clone()
    }
}

/// What a negative index leads to, if the array is there.
fn always_null(array: &str) -> Expr {
    let mut expr = Expr::new("null", Level::Atom, Kind::Other);
    if !super::is_given(array) {
        expr.needs.push(Need::There(array.to_owned()));
    }
    expr
}

/// An item, or null where the array has none there. The array itself must be there.
fn or_null(item: &str, array: &str) -> Expr {
    let code = format!("$exists({item}) ? {item} : null");
    let mut expr = Expr::new(code, Level::Condition, Kind::Unknown);
    // What every state has needs no test.
    if !super::is_given(array) {
        expr.needs.push(Need::There(array.to_owned()));
    }
    expr
}

/// The code so far.
struct Walk<'a> {
    code: String,
    /// The code before the last step.
    before: String,
    /// Whether there may be any number of values.
    many: bool,
    /// Whether the last step gave several values at once, to each of which an index would apply.
    spread: bool,
    /// Whether the path leads to one value at most.
    definite: bool,
    /// What is known of the value so far.
    shape: Shape,
    demands: Vec<Need>,
    root: &'a Expr,
}

impl Walk<'_> {
    /// Steps after which nothing can follow.
    fn closing(&mut self, step: &Step, after: &[Step]) -> Result<Option<Expr>, Why> {
        let several = match &step.kind {
            StepKind::Names(names) => names.len() > 1,
            StepKind::Indices(indices) => indices.len() > 1,
            _ => false,
        };
        if !several {
            return Ok(None);
        }
        if self.many || !after.is_empty() {
            return Err(Why::new(
                "Several names or indices in one bracket can only be converted as the only and last step of their kind",
            ));
        }
        self.demand(&step.kind);
        match &step.kind {
            StepKind::Names(names) => {
                let member = |name: &asl_path::path::Name| {
                    let step = text::step(&name.text).ok_or_else(|| Why::name(&name.text))?;
                    Ok(format!("{}: {}{step}", text::text(&name.text), self.code))
                };
                let members: Vec<String> = names.iter().map(member).collect::<Result<_, Why>>()?;
                let mut expr = Expr::new(
                    format!("{{{}}}", members.join(", ")),
                    Level::Atom,
                    Kind::Other,
                );
                if !super::is_given(&self.code) {
                    expr.needs.push(Need::There(self.code.clone()));
                }
                Ok(Some(expr))
            }
            StepKind::Indices(indices) => self.items(indices).map(Some),
            _ => Ok(None),
        }
    }

    /// `[0,2]`: an index past the end gives null, a missing array an empty one.
    fn items(&self, indices: &[i32]) -> Result<Expr, Why> {
        if indices.iter().any(|it| *it < 0) {
            return Err(Why::negative());
        }
        let array = &self.code;
        let item = |index: &i32| format!("$exists({array}[{index}]) ? {array}[{index}] : null");
        let items: Vec<String> = indices.iter().map(item).collect();
        let items = format!("[{}]", items.join(", "));
        if super::is_given(array) {
            return Ok(Expr::new(items, Level::Atom, Kind::Array));
        }
        let code = format!("$exists({array}) ? {items} : []");
        Ok(Expr::new(code, Level::Condition, Kind::Array))
    }

    /// What the step wants of the value before it.
    fn demand(&mut self, step: &StepKind) {
        let wanted = match step {
            StepKind::Names(_) => "object",
            StepKind::Wildcard
            | StepKind::Indices(_)
            | StepKind::Slice { .. }
            | StepKind::FromEnd(_) => "array",
            StepKind::Descend | StepKind::Filter(_) | StepKind::Missing => return,
        };
        // Below several values what does not fit is passed over.
        if self.many || is_only(&self.shape, wanted) {
            return;
        }
        let code = self.code.clone();
        self.demands.push(match step {
            StepKind::Wildcard => Need::IsOrMissing(code, wanted),
            StepKind::Names(_) if !self.definite && !super::is_given(&code) => {
                Need::IsOrMissing(code, wanted)
            }
            _ => Need::Is(code, wanted),
        });
    }

    /// What is known behind a step.
    fn shape_behind(&self, step: &StepKind) -> Shape {
        match step {
            _ if self.many => Shape::unknown(),
            StepKind::Names(names) => names
                .first()
                .map_or_else(Shape::unknown, |it| self.shape.member(&it.text).shape),
            StepKind::Indices(indices) => {
                let index = indices.first().and_then(|it| usize::try_from(*it).ok());
                index.map_or_else(Shape::unknown, |it| self.shape.element(it).shape)
            }
            _ => Shape::unknown(),
        }
    }

    fn predicate(&mut self, of: &dyn std::fmt::Display) {
        self.code = format!("{}[{of}]", self.code);
    }

    fn step(&mut self, step: &Step, after: &[Step]) -> Result<(), Why> {
        self.before = self.code.clone();
        self.demand(&step.kind);
        self.shape = self.shape_behind(&step.kind);
        let spread = std::mem::take(&mut self.spread);
        match &step.kind {
            StepKind::Names(names) => {
                let name = names.first().map_or("", |it| it.text.as_str());
                self.code
                    .push_str(&text::step(name).ok_or_else(|| Why::name(name))?);
            }
            StepKind::Wildcard if u32::from(step.range.len()) == DOT_STAR => {
                return Err(Why::new(
                    "'.*' takes the members of objects one by one, arrays among them as they are; JSONata takes those apart",
                ));
            }
            StepKind::Wildcard if spread => return Err(Why::spread()),
            StepKind::Wildcard => (self.many, self.spread) = (true, true),
            StepKind::Descend => {
                if !matches!(after.first().map(|it| &it.kind), Some(StepKind::Names(names)) if names.len() == 1)
                {
                    return Err(Why::new("'..' can only be converted before a name"));
                }
                self.many = true;
                self.code.push_str(".**");
            }
            _ if spread => return Err(Why::spread()),
            StepKind::Indices(indices) => match indices.as_slice() {
                [index] if *index >= 0 => self.predicate(index),
                _ => return Err(Why::negative()),
            },
            StepKind::FromEnd(offset) if *offset < 0 => self.predicate(offset),
            StepKind::Slice { from, to } => {
                let bounds = slice(&self.code, *from, *to)?;
                self.code.push_str(&bounds);
                (self.many, self.spread) = (true, true);
            }
            StepKind::Filter(filter) => {
                let condition = filter::condition(filter, self.root)?;
                self.predicate(&condition);
                (self.many, self.spread) = (true, true);
            }
            StepKind::FromEnd(_) => return Err(Why::negative()),
            StepKind::Missing => return Err(Why::new("The path is not finished")),
        }
        Ok(())
    }
}

/// The length of `.*`, which is a wildcard like `[*]` but is written for objects.
const DOT_STAR: u32 = 2;

/// The predicate of a slice; JSONata counts negative indices from the end too.
fn slice(array: &str, from: Option<i32>, to: Option<i32>) -> Result<String, Why> {
    let last = |to: i32| match to {
        to if to < 0 => format!("$count({array}) - {}", 1 - i64::from(to)),
        to => (i64::from(to) - 1).to_string(),
    };
    Ok(match (from, to) {
        (Some(from), Some(to)) if from >= 0 && to >= 0 => format!("[[{from}..{}]]", last(to)),
        (Some(from), None) if from < 0 => format!("[[{from}..-1]]"),
        (Some(from), None) => format!("[[{from}..{}]]", last(-1).replace(" - 2", " - 1")),
        (None, Some(to)) => format!("[[0..{}]]", last(to)),
        _ => {
            return Err(Why::new(
                "A slice with a negative and another bound means something else in JSONata",
            ));
        }
    })
}
