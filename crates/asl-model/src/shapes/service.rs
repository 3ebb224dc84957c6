//! Shapes of the catalogue as shapes of values.

use asl_catalog::Kind;

use super::Shape;
use super::shape::{Array, Constants, Kinds, Member, Object};

/// One level of a shape of a response; nothing for what can be any value.
///
/// Every member is optional: the SDK leaves out what a service does not answer, and the API's
/// models do not say reliably what that can be.
pub(super) fn kinds(shape: asl_catalog::Shape<'static>) -> Option<Kinds> {
    let none = Kinds::default();
    let object = |members, rest| Some(Object { members, rest });
    Some(match shape.kind() {
        Kind::Document => return None,
        Kind::Structure | Kind::Union => {
            let member = |it: asl_catalog::Member<'static>| {
                Member::optional(it.name, Shape::service(it.shape))
            };
            Kinds {
                object: object(shape.members().map(member).collect(), None),
                ..none
            }
        }
        Kind::Map => Kinds {
            object: object(Vec::new(), shape.value().map(Shape::service)),
            ..none
        },
        Kind::List => Kinds {
            array: Some(Array {
                first: Vec::new(),
                rest: shape.element().map(Shape::service),
            }),
            ..none
        },
        Kind::Boolean => Kinds {
            boolean: Some(Constants::Any),
            ..none
        },
        Kind::Integer | Kind::Long | Kind::Float | Kind::Double => Kinds {
            number: Some(Constants::Any),
            ..none
        },
        Kind::String | Kind::Blob => Kinds {
            string: Some(Constants::Any),
            ..none
        },
        // Optimised integrations answer some of them in milliseconds (recorded).
        Kind::Timestamp => Kinds {
            string: Some(Constants::Any),
            number: Some(Constants::Any),
            ..none
        },
    })
}
