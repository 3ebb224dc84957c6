//! What intrinsic functions answer.

use asl_lang::ReturnKind;
use asl_path::intrinsic::{Call, Expr, ExprKind};
use serde_json::Value;

use super::ground::Ground;
use super::shape::{Kinds, Member, Object, Shape};

/// What a call or an argument gives.
pub(super) fn answer(ground: &Ground, expr: &Expr) -> Shape {
    match &expr.kind {
        ExprKind::Call(call) => called(ground, call),
        ExprKind::Path(path) => ground.path(path).shape,
        ExprKind::String(literal) => Shape::text(&literal.text),
        ExprKind::Number(number) => Shape::from_value(&Value::Number(number.clone())),
        ExprKind::Bool(it) => Shape::from_value(&Value::Bool(*it)),
        ExprKind::Null => Shape::null(),
        ExprKind::Missing => Shape::unknown(),
    }
}

fn called(ground: &Ground, call: &Call) -> Shape {
    let argument = |index: usize| {
        let argument = call.args.get(index);
        argument.map_or_else(Shape::unknown, |it| answer(ground, it))
    };
    match call.name.as_str() {
        "States.Array" => {
            let items: Vec<Shape> = call.args.iter().map(|it| answer(ground, it)).collect();
            return Shape::array_of(items.into_iter());
        }
        "States.ArrayPartition" => return Shape::list(Shape::list(argument(0).elements())),
        "States.ArrayUnique" => return Shape::list(argument(0).elements()),
        "States.ArrayGetItem" => return argument(0).elements(),
        "States.ArrayRange" => return Shape::list(Shape::number()),
        "States.StringSplit" => return Shape::list(Shape::string()),
        "States.JsonMerge" => return argument(0).merged(&argument(1)),
        _ => {}
    }
    match asl_lang::intrinsic(&call.name).map(|it| it.returns) {
        Some(ReturnKind::String) => Shape::string(),
        Some(ReturnKind::Number) => Shape::number(),
        Some(ReturnKind::Bool) => Shape::boolean(),
        Some(ReturnKind::Array) => Shape::list(Shape::unknown()),
        Some(ReturnKind::Object) => Shape::object([], Some(Shape::unknown())),
        Some(ReturnKind::Any) | None => Shape::unknown(),
    }
}

impl Shape {
    /// One object with the members of another put over its own.
    pub(super) fn merged(&self, over: &Self) -> Self {
        let (under, over) = (self.only_object(), over.only_object());
        let (Some(under), Some(over)) = (under.kinds(), over.kinds()) else {
            return Self::unknown();
        };
        let (Some(under), Some(over)) = (&under.object, &over.object) else {
            return Self::object([], Some(Self::unknown()));
        };
        Self::of(Kinds {
            object: Some(under.merged(over)),
            ..Kinds::default()
        })
    }
}

impl Object {
    fn merged(&self, over: &Self) -> Self {
        let mut merged = self.clone();
        if let Some(rest) = &over.rest {
            for member in &mut merged.members {
                member.shape = member.shape.join(rest);
            }
            merged.rest = Some(match &self.rest {
                Some(own) => own.join(rest),
                None => rest.clone(),
            });
        }
        for member in &over.members {
            let under = self.member(&member.name);
            let under_shape = under.map(|it| &it.shape).or(self.rest.as_ref());
            let shape = match under_shape {
                Some(shape) if !member.required => shape.join(&member.shape),
                _ => member.shape.clone(),
            };
            merged.set(Member {
                name: member.name.clone(),
                shape,
                required: member.required || under.is_some_and(|it| it.required),
            });
        }
        merged
    }
}
