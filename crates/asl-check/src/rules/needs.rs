//! Parameters of which a call needs one or the other, or which others make necessary. The shapes of the
//! APIs do not say so; the services answer such calls with an error.

use asl_catalog::Resolved;
use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_lang::{CALL_NEEDS, CallNeed};
use asl_syntax::ast::{Mapping, Value};

use crate::findings::Findings;
use crate::literal::{Literal, is_open_key};
use crate::table::MISSING_PARAMETER;
use crate::walk::Object;

/// Says which parameters are missing, where they are all written out.
pub(super) fn check(object: &Object<'_>, called: Resolved<'_>, findings: &mut Findings) {
    let call = (called.action.service().name(), called.action.name());
    let needs = CALL_NEEDS.iter().filter(|it| it.call == call);
    let field = object.scope.language.given_in();
    let Some(member) = object.get(field) else {
        return;
    };
    let (Literal::Object, Some(Value::Mapping(given))) = (&member.literal, &member.value) else {
        return;
    };
    for need in needs {
        if is_needed(need, given, object) && !has_any(given, need.one_of, object.is_jsonata()) {
            let names: Vec<_> = need.one_of.iter().map(|it| format!("\"{it}\"")).collect();
            let message = match need.when {
                None => format!("The call needs {}", names.join(" or ")),
                Some((name, end)) => format!(
                    "The call needs {} when \"{name}\" is {}",
                    names.join(" or "),
                    if end.starts_with('.') {
                        format!("one of {end}")
                    } else {
                        end.to_owned()
                    }
                ),
            };
            findings.report(&MISSING_PARAMETER, member.key.content_range(), message);
        }
    }
}

fn is_needed(need: &CallNeed, given: &Mapping, object: &Object<'_>) -> bool {
    let Some((name, end)) = need.when else {
        return true;
    };
    let value = given.value(name);
    let value = value.map(|it| Literal::of(&it, object.scope.format));
    value.is_some_and(|it| it.text().is_some_and(|it| it.ends_with(end)))
}

fn has_any(given: &Mapping, names: &[&str], is_jsonata: bool) -> bool {
    given.entries().filter_map(|it| it.key()).any(|key| {
        let key = key.text();
        let plain = key.strip_suffix(TEMPLATE_SUFFIX).filter(|_| !is_jsonata);
        is_open_key(&key) || names.contains(&plain.unwrap_or(&key))
    })
}
