//! From a name to what it names: a state, the places that assign a variable, or those that make a member of the data.

use crate::members::{Made, made_for};
use crate::names::state_named_at;
use crate::variables::variable_named_at;
use crate::{Analysis, FilePosition, NavigationTarget, RangeInfo};

/// # Go to definition
///
/// From `StartAt`, `Next`, `Default` and the `Next` of choice rules and catchers to the state that
/// is named. In nested machines names mean the states of their own machine. From a variable, in JSONPath
/// and in JSONata, to every `Assign` that sets it; inside of an expression to where it is bound.
///
/// From a member of the data (`$.order.total`, `$states.input.order`) to where it was made, in whichever state before:
/// a key of a template, a `ResultPath`, what a Task calls.
///
/// From a `${Name}` in a definition to what the template fills in for it, on to the resource that this names and to
/// the file of a function's handler; from a template's `DefinitionUri` to the definition.
pub fn goto_definition(
    analysis: &Analysis,
    at: FilePosition,
) -> Option<RangeInfo<Vec<NavigationTarget>>> {
    let Some((document, named, state)) = state_named_at(analysis, at) else {
        return variable(analysis, at).or_else(|| member(analysis, at));
    };
    let state = document.model().state(state);
    let target = NavigationTarget {
        file: at.file,
        name: state.name().to_owned(),
        full_range: state.range(),
        focus_range: state.name_range(),
    };
    Some(RangeInfo {
        range: named.range,
        info: vec![target],
    })
}

fn variable(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<Vec<NavigationTarget>>> {
    let (_, variable) = variable_named_at(analysis, at)?;
    let writes = variable.places.iter().filter(|it| it.is_write);
    let targets: Vec<_> = writes
        .map(|it| NavigationTarget {
            file: at.file,
            name: format!("${}", variable.name),
            full_range: it.full_range,
            focus_range: it.range,
        })
        .collect();
    (!targets.is_empty()).then_some(RangeInfo {
        range: variable.range,
        info: targets,
    })
}

fn member(analysis: &Analysis, at: FilePosition) -> Option<RangeInfo<Vec<NavigationTarget>>> {
    let found = made_for(analysis.document(at.file)?.model(), at.offset)?;
    let target = |it: Made| NavigationTarget {
        file: at.file,
        name: it.name,
        full_range: it.full_range,
        focus_range: it.range,
    };
    Some(RangeInfo {
        range: found.range,
        info: found.info.into_iter().map(target).collect(),
    })
}
