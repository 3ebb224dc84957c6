//! A value that a state works with while it is converted: known as far as the definition says it.
//!
//! What `ResultSelector` and `ResultPath` make is kept in its parts, so that a path into it becomes a path to where the
//! part came from.

use asl_model::shapes::Shape;
use asl_path::path::{Path, StepKind};
use serde_json::Value as Json;

use super::Why;
use super::expr::{Expr, Kind, Level, Need, merge};
use super::path::{self, Leaf};
use super::text;
use crate::convert::node::Node;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Val {
    /// Written in the definition.
    Constant(Node),
    /// An object with known members.
    Object(Vec<(String, Val)>),
    /// An array with known items.
    Array(Vec<Val>),
    /// What an expression answers.
    Code(Expr),
    /// An object, `base`, in which `value` was put at a path of names.
    Placed {
        base: Box<Val>,
        /// Whether null or nothing may stand in the place of the base.
        loose: bool,
        path: Vec<String>,
        value: Box<Val>,
        /// What must hold for it to be put there.
        needs: Vec<Need>,
    },
}

impl Val {
    /// What a name stands for that always has a value.
    pub(super) fn given(code: &str, shape: &Shape) -> Self {
        let mut expr = Expr::atom(code);
        expr.shape = shape.clone();
        Self::Code(expr)
    }

    /// Where a path leads from here.
    pub(super) fn select(&self, path: &Path, leaf: Leaf, root: &Expr) -> Result<Val, Why> {
        self.at(path, 0, leaf, root)
    }

    fn at(&self, path: &Path, from: usize, leaf: Leaf, root: &Expr) -> Result<Val, Why> {
        let Some(step) = path.steps.get(from) else {
            return Ok(self.clone());
        };
        let name = match &step.kind {
            StepKind::Names(names) if names.len() == 1 => names.first().map(|it| it.text.as_str()),
            _ => None,
        };
        match (self, name) {
            (Self::Constant(Node::Map(members)), Some(name)) => {
                let member = members.iter().find(|it| it.0 == name);
                let (_, value) = member.ok_or_else(nowhere)?;
                Self::Constant(value.clone()).at(path, from + 1, leaf, root)
            }
            (Self::Object(members), Some(name)) => {
                let member = members.iter().find(|it| it.0 == name);
                member.ok_or_else(nowhere)?.1.at(path, from + 1, leaf, root)
            }
            (Self::Constant(Node::Scalar(_)), _)
            | (Self::Constant(_) | Self::Array(_), Some(_)) => Err(nowhere()),
            (Self::Constant(Node::Map(_)) | Self::Object(_), None)
                if index(&step.kind).is_some() =>
            {
                Err(nowhere())
            }
            (Self::Constant(Node::List(_)) | Self::Array(_), None)
                if index(&step.kind).is_some() =>
            {
                match self.item(index(&step.kind).unwrap_or_default()) {
                    Some(item) => item.at(path, from + 1, leaf, root),
                    None if leaf == Leaf::Null && from + 1 == path.steps.len() => {
                        Ok(Self::Constant(Node::Scalar(Json::Null)))
                    }
                    None => Err(nowhere()),
                }
            }
            (
                Self::Placed {
                    base,
                    path: names,
                    value,
                    needs,
                    ..
                },
                Some(_),
            ) => match shared(names, path, from) {
                Shared::All => needing(value.at(path, from + names.len(), leaf, root)?, needs),
                Shared::Leaves => needing(base.at(path, from, leaf, root)?, needs),
                Shared::Unclear => self.expr()?.steps(path, from, leaf, root),
                Shared::Ends(count) => {
                    let base = descend(&base.expr_at_all()?, &names[..count])?;
                    Ok(Self::Placed {
                        base: Box::new(Self::Code(base)),
                        loose: true,
                        path: names[count..].to_vec(),
                        value: value.clone(),
                        needs: needs.clone(),
                    })
                }
            },
            _ => self.expr()?.steps(path, from, leaf, root),
        }
    }

    /// An item of an array that is known.
    fn item(&self, at: usize) -> Option<Val> {
        match self {
            Self::Constant(Node::List(items)) => items.get(at).cloned().map(Self::Constant),
            Self::Array(items) => items.get(at).cloned(),
            _ => None,
        }
    }

    /// The value as a part of an expression.
    pub(super) fn expr(&self) -> Result<Expr, Why> {
        match self {
            Self::Code(expr) => Ok(expr.clone()),
            Self::Constant(node) => {
                let code = text::constant(node).ok_or_else(|| Why::new(refused(node)))?;
                Ok(Expr::new(code, Level::Atom, kind_of(node)))
            }
            Self::Object(members) => object(members),
            Self::Array(items) => array(items),
            Self::Placed {
                base,
                loose,
                path,
                value,
                needs,
            } => {
                let mut expr = placed(&base.expr_at_all()?, *loose, path, value)?;
                let own = std::mem::take(&mut expr.needs);
                merge(&mut expr.needs, needs);
                merge(&mut expr.needs, &own);
                Ok(expr)
            }
        }
    }

    /// The same where it does not matter that something is missing.
    fn expr_at_all(&self) -> Result<Expr, Why> {
        let mut expr = self.expr()?;
        expr.absent.clear();
        Ok(expr)
    }

    /// What must hold for the value to be there with all its parts.
    pub(super) fn needs(&self) -> Vec<Need> {
        let mut all = Vec::new();
        match self {
            Self::Constant(_) => {}
            Self::Code(expr) => {
                merge(&mut all, &expr.needs);
                merge(&mut all, &expr.there());
            }
            Self::Object(members) => members.iter().for_each(|it| merge(&mut all, &it.1.needs())),
            Self::Array(items) => items.iter().for_each(|it| merge(&mut all, &it.needs())),
            Self::Placed { value, needs, .. } => {
                merge(&mut all, needs);
                merge(&mut all, &value.needs());
            }
        }
        all
    }

    /// The value as a field of a JSONata state.
    pub(super) fn to_node(&self) -> Result<Node, Why> {
        Ok(match self {
            Self::Constant(node) => literal(node),
            Self::Code(expr) => Node::text(format!("{{% {} %}}", expr.guarded())),
            Self::Object(members) => {
                let member = |(name, value): &(String, Val)| Ok((name.clone(), value.to_node()?));
                Node::Map(members.iter().map(member).collect::<Result<_, Why>>()?)
            }
            Self::Array(items) => {
                Node::List(items.iter().map(Self::to_node).collect::<Result<_, _>>()?)
            }
            Self::Placed { .. } => Self::Code(self.expr()?).to_node()?,
        })
    }
}

/// Why a constant cannot be code.
fn refused(node: &Node) -> &'static str {
    if node.has_call() { CALL } else { TOO_LARGE }
}

const CALL: &str = "A function of the template would have to stand inside of an expression, where no deployment looks for it";
const TOO_LARGE: &str = "JSONata cannot hold a whole number as large as this exactly";

fn nowhere() -> Why {
    Why::new("The path leads to nothing that the state makes, so that it always fails")
}

/// The index of a step that is one from zero up.
fn index(step: &StepKind) -> Option<usize> {
    match step {
        StepKind::Indices(indices) => match indices.as_slice() {
            [index] => usize::try_from(*index).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// A text that only looks like an expression must stay a text.
fn literal(node: &Node) -> Node {
    match node {
        Node::Scalar(Json::String(it)) if it.starts_with("{%") && it.ends_with("%}") => {
            Node::text(format!("{{% {} %}}", text::text(it)))
        }
        Node::Map(members) => Node::Map(
            members
                .iter()
                .map(|(name, value)| (name.clone(), literal(value)))
                .collect(),
        ),
        Node::List(items) => Node::List(items.iter().map(literal).collect()),
        other => other.clone(),
    }
}

fn kind_of(node: &Node) -> Kind {
    match node {
        Node::Scalar(Json::String(_)) => Kind::Text,
        Node::Scalar(Json::Number(it)) if it.is_i64() || it.is_u64() => Kind::Whole,
        Node::Placeholder(_) => Kind::Unknown,
        Node::List(_) => Kind::Array,
        Node::Scalar(_) | Node::Map(_) => Kind::Other,
    }
}

fn object(members: &[(String, Val)]) -> Result<Expr, Why> {
    let (mut parts, mut whole) = (Vec::new(), Expr::new("", Level::Atom, Kind::Other));
    for (name, value) in members {
        let value = value.expr()?;
        parts.push(format!(
            "{}: {}",
            text::text(name),
            value.at(Level::Condition)
        ));
        whole = whole.hiding(&value);
    }
    whole.code = format!("{{{}}}", parts.join(", "));
    Ok(whole)
}

/// An array in an array is taken apart by JSONata, unless it is written with brackets of its own.
fn array(items: &[Val]) -> Result<Expr, Why> {
    let (mut parts, mut whole) = (Vec::new(), Expr::new("", Level::Atom, Kind::Array));
    for item in items {
        let expr = item.expr()?;
        parts.push(match (item, expr.kind) {
            (Val::Array(_) | Val::Constant(_), _) => expr.code.clone(),
            (_, Kind::Array) => format!("[{}]", expr.code),
            (_, Kind::Unknown) => {
                format!(
                    "$type({0}) = 'array' ? [[{0}]] : {1}",
                    expr.code,
                    expr.at(Level::Or)
                )
            }
            _ => expr.code.clone(),
        });
        whole = whole.hiding(&expr);
    }
    whole.code = format!("[{}]", parts.join(", "));
    Ok(whole)
}

/// A value that is nothing where it could not have been made.
pub(super) fn needing(value: Val, needs: &[Need]) -> Result<Val, Why> {
    if needs.is_empty() {
        return Ok(value);
    }
    let mut expr = value.expr()?;
    let own = std::mem::take(&mut expr.needs);
    merge(&mut expr.needs, needs);
    merge(&mut expr.needs, &own);
    Ok(Val::Code(expr))
}

/// The object below a path of names, where it is one; null and nothing give nothing.
fn descend(base: &Expr, names: &[String]) -> Result<Expr, Why> {
    let mut code = base.at(Level::Atom);
    for name in names {
        code.push_str(&text::step(name).ok_or_else(|| Why::name(name))?);
    }
    Ok(Expr::atom(code))
}

/// `$merge([base, {'a': …}])`, level by level. Where the path goes on, null counts as nothing, as it does for
/// `ResultPath`.
fn placed(base: &Expr, loose: bool, names: &[String], value: &Val) -> Result<Expr, Why> {
    let Some((name, rest)) = names.split_first() else {
        return value.expr();
    };
    let inner = if rest.is_empty() {
        value.expr()?
    } else {
        placed(
            &descend(base, std::slice::from_ref(name))?,
            true,
            rest,
            value,
        )?
    };
    let start = if loose {
        format!("{}[$ != null]", base.at(Level::Atom))
    } else {
        base.code.clone()
    };
    let name = text::text(name);
    let code = format!(
        "$merge([{start}, {{{name}: {}}}])",
        inner.at(Level::Condition)
    );
    let whole = Expr::new(code, Level::Atom, Kind::Other);
    Ok(whole.hiding(base).hiding(&inner))
}

/// How the steps of a path and the names at which something was put go together.
enum Shared {
    /// The path leads to what was put or into it.
    All,
    /// The path leads elsewhere.
    Leaves,
    /// The path ends after so many of the names.
    Ends(usize),
    /// Another step than a name: only the whole object can answer it.
    Unclear,
}

fn shared(names: &[String], path: &Path, from: usize) -> Shared {
    for (index, name) in names.iter().enumerate() {
        match path.steps.get(from + index).map(|it| &it.kind) {
            None => return Shared::Ends(index),
            Some(StepKind::Names(these)) if these.len() == 1 && these[0].text == *name => {}
            Some(StepKind::Names(these)) if these.len() == 1 => {
                return Shared::Leaves;
            }
            Some(_) => return Shared::Unclear,
        }
    }
    Shared::All
}

impl Expr {
    /// The expression with the steps of a path from one on.
    fn steps(self, path: &Path, from: usize, leaf: Leaf, root: &Expr) -> Result<Val, Why> {
        path::extend(&self, &path.steps[from..], leaf, root).map(Val::Code)
    }
}
