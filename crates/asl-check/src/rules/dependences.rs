//! Fields that another field asks for, or rules out: by its value, or by what a Task calls. AWS refuses all of
//! these. Fields that a Map has no use for are the topic of `distributed`.

use asl_lang::{Dependence, Need, Place, StateType, dependences};

use super::fields::{may_be_there, sentence};
use super::resources::is_activity;
use crate::edits;
use crate::findings::Findings;
use crate::table::{CONFLICTING_FIELDS, MISPLACED_FIELD, MISSING_FIELD};
use crate::walk::{Member, Object};

/// Fields that the value of another one asks for, or rules out.
pub(super) fn depending_fields(object: &Object<'_>, findings: &mut Findings) {
    for dependence in dependences(object.place) {
        let decides = object
            .get(dependence.field)
            .filter(|it| it.literal.text() == Some(dependence.value));
        let Some(decides) = decides else { continue };
        match (dependence.need, object.get(dependence.other)) {
            (Need::Needed, None) => missing(object, dependence, decides, findings),
            (Need::RuledOut, Some(other)) => {
                ruled_out(object, dependence, decides, other, findings);
            }
            _ => {}
        }
    }
}

fn missing(
    object: &Object<'_>,
    dependence: &Dependence,
    decides: &Member,
    findings: &mut Findings,
) {
    let Dependence {
        field,
        value,
        other,
        ..
    } = dependence;
    if may_be_there(object, &[other]) {
        return;
    }
    let message = format!(
        "{} needs \"{other}\" when \"{field}\" is \"{value}\"",
        sentence(object.place.title())
    );
    // Both forms are measured.
    let words = match *other {
        "CSVHeaderLocation" => format!("The field '{other}' is required"),
        _ => format!("These fields are required: [{other}]"),
    };
    let finding = findings
        .report(&MISSING_FIELD, decides.value_range(), message)
        .aws(words, object.mapping.range());
    let example = asl_lang::field(object.place, other).and_then(|it| it.example);
    if let Some(example) = example {
        let edits = edits::insert(&object.mapping, other, example);
        finding.maybe(format!("Add \"{other}\""), edits);
    }
}

fn ruled_out(
    object: &Object<'_>,
    dependence: &Dependence,
    decides: &Member,
    other: &Member,
    findings: &mut Findings,
) {
    let Dependence { field, value, .. } = dependence;
    let name = dependence.other;
    let message = format!("\"{name}\" cannot stand beside \"{field}\": \"{value}\"");
    findings
        .report(&CONFLICTING_FIELDS, other.key.content_range(), message)
        .aws(
            format!("Field '{name}' is not supported"),
            object.mapping.range(),
        )
        .related(
            decides.value_range(),
            format!("\"{field}\" is \"{value}\" here"),
        )
        .maybe(format!("Remove \"{name}\""), edits::remove(&other.entry));
}

/// An activity runs with the rights of its worker.
pub(super) fn credentials_of_activities(object: &Object<'_>, findings: &mut Findings) {
    if object.place != Place::State(StateType::Task) {
        return;
    }
    let resource = object.get("Resource").and_then(|it| it.literal.text());
    let Some(credentials) = object
        .get("Credentials")
        .filter(|_| resource.is_some_and(is_activity))
    else {
        return;
    };
    findings
        .report(
            &MISPLACED_FIELD,
            credentials.key.content_range(),
            "An activity takes no \"Credentials\": it runs with the rights of its worker",
        )
        .aws(
            "The field 'Credentials' is not supported for activities",
            object.mapping.range(),
        )
        .maybe("Remove \"Credentials\"", edits::remove(&credentials.entry));
}
