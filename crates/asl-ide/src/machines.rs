//! The state machines of a document, each for itself: to be run, drawn, converted or judged alone.
//!
//! A template may have several, and the definition of each may lie in a file of its own.

use asl_interp::{Worker, WorkflowType};
use asl_model::host::{Definition, Likely};
use asl_scenario::test_state::Answer;
use asl_syntax::TextSize;

use crate::embedded::{
    Part, Values, Way, likely_of_file, likely_of_machine, likely_of_part, values_of_file,
    values_of_machine, values_of_part, workflow_of,
};
use crate::simulate::{self, Mocks, Runnable};
use crate::test_state;
use crate::{
    Analysis, Conversion, ConvertPart, Document, FileId, FilePosition, FormatConfig, Refused,
    SimulateError, SimulateRequest, Simulation, TestStateError, TestStateRequest,
};

/// A state machine with what a template says of it.
#[derive(Debug, Clone)]
pub struct StateMachine {
    /// Its logical id; `None` for a document that is a definition itself.
    pub name: Option<String>,
    /// The document that its definition stands in.
    pub file: FileId,
    /// Where the definition begins there.
    pub offset: TextSize,
    /// The definition as a document of its own.
    pub document: Document,
    /// What the template says of the workflow's type.
    pub workflow: Option<WorkflowType>,
    /// What the template for certain fills in for `${Name}`, by name.
    pub values: Values,
    /// What it likely fills in for the others.
    likely: Values,
    /// What the functions in the definition stand for.
    calls: Option<Likely>,
}

/// Why no state machine was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotChosen {
    /// The template has several.
    Several(Vec<String>),
    /// The template has none of that name, but these.
    Unknown(String, Vec<String>),
    /// The definition of that machine is in a file that is not there: name and path.
    Missing(String, String),
    /// The machine has no definition that can be read here.
    Undefined(String),
    /// The document is a definition, no template to choose from.
    NoTemplate,
}

impl NotChosen {
    /// In words; `option` is how the user names a state machine.
    pub fn words(&self, option: &str) -> String {
        match self {
            Self::Several(names) => {
                let names = names.join(", ");
                format!("there are several state machines, {names}: choose one with {option}")
            }
            Self::Unknown(name, names) => {
                let names = names.join(", ");
                format!("there is no state machine {name}; {option} is one of {names}")
            }
            Self::Missing(name, path) => {
                format!("the definition of {name} should be in {path}, which cannot be read")
            }
            Self::Undefined(name) => format!("{name} has no definition that can be read here"),
            Self::NoTemplate => {
                format!("this is one definition; {option} is for templates with several")
            }
        }
    }
}

/// The state machines that a document defines, in its order: itself, or those of a template.
pub fn state_machines(analysis: &Analysis, file: FileId) -> Vec<Result<StateMachine, NotChosen>> {
    let Some(document) = analysis.document(file) else {
        return Vec::new();
    };
    let Some(host) = document.host() else {
        return vec![Ok(StateMachine::of_file(analysis, file, document))];
    };
    let named = host.machines().map(|(placed, machine)| {
        let name = placed.facts.name.to_string();
        let part = document
            .parts()
            .iter()
            .find(|it| it.base() == placed.offset);
        if let Some(part) = part {
            return Ok(StateMachine::of_part(file, document, part));
        }
        let Some(Definition::File { path, .. }) = &machine.definition else {
            return Err(NotChosen::Undefined(name));
        };
        let mut links = analysis.links().iter();
        let link = links.find(|it| it.template == file && *it.machine == name);
        let definition =
            link.and_then(|it| Some((it.definition, analysis.document(it.definition)?)));
        let Some((file, definition)) = definition else {
            return Err(NotChosen::Missing(name, path.clone()));
        };
        Ok(StateMachine {
            name: Some(name),
            workflow: machine.workflow,
            values: values_of_machine(machine),
            likely: likely_of_machine(document, placed),
            ..StateMachine::of_file(analysis, file, definition)
        })
    });
    named.collect()
}

/// The state machine of that name, or the only one.
pub fn state_machine(
    analysis: &Analysis,
    file: FileId,
    name: Option<&str>,
) -> Result<StateMachine, NotChosen> {
    let names = machine_names(analysis, file);
    match (name, names.as_slice()) {
        (Some(_), []) => return Err(NotChosen::NoTemplate),
        (Some(name), _) if !names.iter().any(|it| it == name) => {
            return Err(NotChosen::Unknown(name.to_owned(), names));
        }
        (None, [_, _, ..]) => return Err(NotChosen::Several(names)),
        _ => {}
    }
    let at = names
        .iter()
        .position(|it| name.is_none_or(|name| name == it));
    let mut machines = state_machines(analysis, file).into_iter();
    let found = machines.nth(at.unwrap_or_default());
    found.unwrap_or_else(|| Err(NotChosen::Undefined(String::new())))
}

/// The same for a run. The name may be meant for the mocks, which have names for state machines too:
/// it chooses among those that have it.
pub fn state_machine_to_run(
    analysis: &Analysis,
    file: FileId,
    name: Option<&str>,
    mocks: Option<&mut Mocks>,
) -> Result<StateMachine, NotChosen> {
    let names = machine_names(analysis, file);
    let is_mocked = |name: &str| mocks.as_ref().is_some_and(|it| it.know(name));
    let chosen = match name {
        Some(name) if names.is_empty() && mocks.is_some() => {
            let machine = state_machine(analysis, file, None)?;
            if let Some(mocks) = mocks {
                mocks.state_machine = Some(name.to_owned());
            }
            return Ok(machine);
        }
        Some(name) if !names.iter().any(|it| it == name) && is_mocked(name) => {
            state_machine(analysis, file, None)?
        }
        name => state_machine(analysis, file, name)?,
    };
    if let Some(mocks) = mocks {
        let asked = mocks.state_machine.take().into_iter();
        let mut names = asked.chain(chosen.name.clone());
        mocks.state_machine = names.find(|it| mocks.know(it));
    }
    Ok(chosen)
}

/// The logical id of the state machine of a template that a place belongs to.
pub fn state_machine_at(analysis: &Analysis, at: FilePosition) -> Option<String> {
    let mut machines = analysis.document(at.file)?.host()?.machines();
    let around = machines.find(|it| it.0.range().contains_inclusive(at.offset));
    around.map(|it| it.0.facts.name.to_string())
}

/// The state machine with a state of that name, where only one has it.
pub(crate) fn state_machine_with(analysis: &Analysis, file: FileId, state: &str) -> Option<String> {
    let machines = state_machines(analysis, file).into_iter();
    let machines = machines.filter_map(Result::ok);
    let mut machines = machines.filter(|it| !it.document.model().states_named(state).is_empty());
    let one = machines.next()?.name;
    one.filter(|_| machines.next().is_none())
}

/// The logical ids of a template's state machines; none of a definition.
fn machine_names(analysis: &Analysis, file: FileId) -> Vec<String> {
    let host = analysis.document(file).and_then(Document::host);
    let machines = host.into_iter().flat_map(asl_model::host::Host::machines);
    machines.map(|it| it.0.facts.name.to_string()).collect()
}

impl StateMachine {
    fn of_file(analysis: &Analysis, file: FileId, document: &Document) -> Self {
        Self {
            name: None,
            file,
            offset: TextSize::default(),
            document: document.clone(),
            workflow: workflow_of(analysis, file),
            values: values_of_file(analysis, file),
            likely: likely_of_file(analysis, file),
            calls: None,
        }
    }

    fn of_part(file: FileId, host: &Document, part: &Part) -> Self {
        Self {
            name: Some(part.resource().name.to_string()),
            file,
            offset: part.range().start(),
            document: part.document().clone(),
            workflow: part.workflow(),
            values: values_of_part(host, part),
            likely: likely_of_part(host, part),
            calls: part.is_object().then(|| Likely::of(host.parse())),
        }
    }

    /// The place of the definition, for whatever is asked about a place.
    pub fn position(&self) -> FilePosition {
        FilePosition {
            file: self.file,
            offset: self.offset,
        }
    }

    /// Runs it; `others` answers the Tasks that have no mock.
    pub fn simulate(
        &self,
        analysis: &Analysis,
        mut request: SimulateRequest,
        others: &mut dyn Worker,
    ) -> Result<Simulation, SimulateError> {
        let values = self.filled(std::mem::take(&mut request.values));
        let definition = Runnable::new(&self.document, &values, self.calls.as_ref());
        let simulated = simulate::run(&definition, request, others);
        simulated.map_err(|error| self.placed(analysis, error))
    }

    /// Tests one of its states; the place of the request is one of the document with the definition.
    pub fn test_state(
        &self,
        analysis: &Analysis,
        mut request: TestStateRequest,
        worker: &mut dyn Worker,
    ) -> Result<Answer, TestStateError> {
        let values = self.filled(std::mem::take(&mut request.values));
        let definition = Runnable::new(&self.document, &values, self.calls.as_ref());
        let file = self.file;
        let at = request.offset.map(|offset| FilePosition { file, offset });
        let named = at.map(|it| crate::state_at(analysis, it));
        if named == Some(None) {
            let nowhere = SimulateError::unplaced("There is no state at the cursor");
            return Err(TestStateError::Unusable(nowhere));
        }
        let tested = test_state::run(&definition, named.flatten(), request, worker);
        tested.map_err(|error| match error {
            TestStateError::Broken(refusal, error) => {
                TestStateError::Broken(refusal, self.placed(analysis, error))
            }
            TestStateError::Unusable(error) => {
                TestStateError::Unusable(self.placed(analysis, error))
            }
            refused @ TestStateError::Refused(_) => refused,
        })
    }

    /// The definition alone in the other notation.
    pub fn convert_notation(
        &self,
        analysis: &Analysis,
        config: &FormatConfig,
    ) -> Result<Conversion, Vec<Refused>> {
        let (alone, file) = Analysis::single(self.document.clone());
        let converted = crate::convert_notation(&alone, file, config);
        self.located(analysis, converted)
    }

    /// The definition in JSONata, tested as paths are where it is to be exact; the edits are those of the document that it stands in.
    pub fn convert_to_jsonata(
        &self,
        analysis: &Analysis,
        part: ConvertPart<'_>,
        exact: bool,
    ) -> Result<Conversion, Vec<Refused>> {
        let (alone, file) = Analysis::single(self.document.clone());
        let converted = if exact {
            crate::convert_to_jsonata_exactly(&alone, file, part)
        } else {
            crate::convert_to_jsonata(&alone, file, part)
        };
        let mut converted = self.located(analysis, converted)?;
        if let Some((_, way)) = self.way(analysis) {
            let place = || Refused {
                range: way.part.range(),
                reason: "The text of the template has no place for the whole change".to_owned(),
            };
            let edits = std::mem::take(&mut converted.edits);
            converted.edits = way.edits(edits).ok_or_else(|| vec![place()])?;
        }
        Ok(converted)
    }

    /// What the functions of the template in the definition stand for.
    pub(crate) fn calls(&self) -> Option<&Likely> {
        self.calls.as_ref()
    }

    /// The user's values, over those of the template, over what is likely.
    pub(crate) fn filled(&self, given: Values) -> Values {
        let mut values = self.likely.clone();
        values.extend(self.values.clone());
        values.extend(given);
        values
    }

    /// The way from the definition to the template around it.
    fn way<'a>(&self, analysis: &'a Analysis) -> Option<(Analysis, Way<'a>)> {
        let name = self.name.as_deref()?;
        let mut parts = analysis.parts(self.file);
        parts.find(|(_, way)| &*way.part.resource().name == name)
    }

    fn placed(&self, analysis: &Analysis, error: SimulateError) -> SimulateError {
        match self.way(analysis) {
            Some((_, way)) => error.placed_by(way.host, |it| way.part.to_host_range(it)),
            None => error,
        }
    }

    /// What is said of places is said of the document with the definition.
    fn located(
        &self,
        analysis: &Analysis,
        converted: Result<Conversion, Vec<Refused>>,
    ) -> Result<Conversion, Vec<Refused>> {
        let Some((_, way)) = self.way(analysis) else {
            return converted;
        };
        let refused = |mut all: Vec<Refused>| {
            for it in &mut all {
                it.range = way.part.to_host_range(it.range);
            }
            all
        };
        let mut converted = converted.map_err(refused)?;
        for note in &mut converted.notes {
            note.range = way.part.to_host_range(note.range);
        }
        converted.kept = refused(converted.kept);
        Ok(converted)
    }
}
