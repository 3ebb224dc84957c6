//! What stands around a definition: the template that names its file, what is filled in for
//! `${Name}`, and the resources behind that.

mod complete;
mod findings;
mod functions;
mod goto;
mod hints;
mod hover;
mod names;
mod values;

use asl_model::host::{Definition, Host, PlacedResource, StateMachine, Substitution};

pub use goto::{LinkedFile, linked_files};

pub(super) use complete::completions;
pub(crate) use findings::workflow_of;
pub(super) use findings::{of_file, of_part, of_template};
pub(super) use goto::goto_definition;
pub(super) use hints::{in_file as hints_in_file, in_part as hints_in_part};
pub(super) use hover::hover;
pub(crate) use values::{
    Values, likely_of_file, likely_of_machine, likely_of_part, values_of_file, values_of_machine,
    values_of_part, with_values,
};

use super::Part;
use crate::{Analysis, Document, FileId};

/// A definition file that a state machine of a template stands in. Whoever makes the snapshot knows
/// which file a path means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The template.
    pub template: FileId,
    /// The logical id of the state machine in it.
    pub machine: Box<str>,
    /// The file with the definition.
    pub definition: FileId,
}

/// A state machine of a template, as what its definition can look things up in.
#[derive(Debug, Clone, Copy)]
struct Source<'a> {
    file: FileId,
    document: &'a Document,
    host: &'a Host,
    placed: &'a PlacedResource,
    machine: &'a StateMachine,
}

impl Document {
    /// The files that the state machines of a template have their definitions in: logical id and
    /// path as written.
    pub fn definition_files(&self) -> impl Iterator<Item = (&str, &str)> {
        let machines = self.host().into_iter().flat_map(Host::machines);
        machines.filter_map(|(placed, machine)| match &machine.definition {
            Some(Definition::File { path, .. }) => Some((&*placed.facts.name, path.as_str())),
            _ => None,
        })
    }
}

impl Analysis {
    /// The machines that have their definition in this file.
    fn sources(&self, file: FileId) -> Vec<Source<'_>> {
        let links = self.links().iter().filter(|it| it.definition == file);
        let found = links.filter_map(|link| self.source(link.template, &link.machine));
        found.collect()
    }

    /// A machine of a template.
    fn source(&self, file: FileId, machine: &str) -> Option<Source<'_>> {
        let document = self.document(file)?;
        let host = document.host()?;
        let placed = host.resource(machine)?;
        Some(Source {
            file,
            document,
            host,
            placed,
            machine: placed.facts.machine.as_ref()?,
        })
    }
}

impl<'a> Source<'a> {
    fn of_part(file: FileId, document: &'a Document, part: &Part) -> Option<Self> {
        let host = document.host()?;
        let at = |it: &&PlacedResource| it.offset == part.base();
        let placed = host.resources().iter().find(at)?;
        Some(Self {
            file,
            document,
            host,
            placed,
            machine: placed.facts.machine.as_ref()?,
        })
    }

    fn substitution(&self, name: &str) -> Option<&'a Substitution> {
        self.machine.substitutions.iter().find(|it| it.name == name)
    }

    /// What the template writes as the value of a substitution.
    fn value(&self, substitution: &Substitution) -> Option<String> {
        let range = substitution.value_range? + self.placed.offset;
        Some(self.document.text().slice(range))
    }
}

/// Whether CloudFormation's `Sub` fills in the names of the part's whole text.
fn is_substituted(part: &Part) -> bool {
    let machine = part.resource().machine.as_ref();
    let text = machine.and_then(|it| it.definition.as_ref());
    matches!(text, Some(Definition::Text(it)) if it.is_substituted)
}
