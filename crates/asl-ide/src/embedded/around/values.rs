//! What a template fills in for the names in a definition: what it says for certain, by which the
//! definition is judged, and what a deployment likely makes, by which it can run.

use std::collections::BTreeMap;

use asl_check::{CheckConfig, placeholders};
use asl_model::host::{
    Definition, Likely, PlacedResource, Resource, StateMachine, Substitution, self_reference,
};

use super::is_substituted;
use crate::embedded::Part;
use crate::{Analysis, Document, FileId};

/// Values by names.
pub(crate) type Values = BTreeMap<String, String>;

/// What holds for every machine that has its definition in this file: where templates differ,
/// nothing is known.
pub(crate) fn values_of_file(analysis: &Analysis, file: FileId) -> Values {
    let sources = analysis.sources(file);
    let mut machines = sources.iter().map(|it| literals(&it.machine.substitutions));
    let mut agreed = machines.next().unwrap_or_default();
    for other in machines {
        agreed.retain(|name, value| other.get(name) == Some(value));
    }
    agreed
}

/// What is filled in for the names of a definition in a template.
pub(crate) fn values_of_part(host: &Document, part: &Part) -> Values {
    let Some(machine) = &part.resource().machine else {
        return Values::new();
    };
    if let Some(Definition::Text(text)) = &machine.definition
        && text.is_substituted
    {
        return literals(&part.resource().own_substitutions());
    }
    if machine.takes_substitutions {
        return literals(&machine.substitutions);
    }
    let names = placeholders(part.document().model()).into_iter();
    let known = names.filter_map(|it| {
        let value = self_reference(host.parse(), &it.name)?;
        Some((it.name, value))
    });
    known.collect()
}

/// The settings with what the template says besides: the project and the user win.
pub(crate) fn with_values(config: &CheckConfig, mut values: Values) -> CheckConfig {
    let mut config = config.clone();
    values.append(&mut config.substitutions);
    config.substitutions = values;
    config
}

/// What is likely filled in for the names of a definition file, by the first template that has an
/// idea of it.
pub(crate) fn likely_of_file(analysis: &Analysis, file: FileId) -> Values {
    let mut found = Values::new();
    for source in analysis.sources(file).iter().rev() {
        let likely = Likely::of(source.document.parse());
        found.extend(targets(
            &likely,
            &source.placed.facts,
            &source.machine.substitutions,
        ));
    }
    found
}

/// What one machine of a template likely fills in for the names in its definition's file.
pub(crate) fn likely_of_machine(host: &Document, placed: &PlacedResource) -> Values {
    let machine = placed.facts.machine.as_ref();
    machine.map_or_else(Values::new, |it| {
        targets(&Likely::of(host.parse()), &placed.facts, &it.substitutions)
    })
}

/// What one machine of a template for certain fills in for the names in its definition's file.
pub(crate) fn values_of_machine(machine: &StateMachine) -> Values {
    literals(&machine.substitutions)
}

/// What is likely filled in for the names of a definition in a template.
pub(crate) fn likely_of_part(host: &Document, part: &Part) -> Values {
    let likely = Likely::of(host.parse());
    let Some(machine) = &part.resource().machine else {
        return Values::new();
    };
    let mut found = targets(&likely, part.resource(), &machine.substitutions);
    if let Some(Definition::Text(text)) = &machine.definition {
        // What stands between the pieces of a `Join` is written like a name of `Sub`.
        if is_substituted(part) || text.segments.len() > 1 {
            found.extend(likely.texts().clone());
        }
        found.extend(targets(
            &likely,
            part.resource(),
            &part.resource().own_substitutions(),
        ));
    }
    found.extend(values_of_part(host, part));
    found
}

fn literals(substitutions: &[Substitution]) -> Values {
    let known = substitutions.iter();
    let known = known.filter_map(|it| Some((it.name.clone(), it.literal.clone()?)));
    known.collect()
}

fn targets(likely: &Likely, resource: &Resource, substitutions: &[Substitution]) -> Values {
    let known = substitutions.iter();
    let known = known.filter_map(|it| Some((it.name.clone(), likely.filled(resource, it)?)));
    known.collect()
}
