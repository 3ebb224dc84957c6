//! The definition that a command is about: that of a file, or of a state machine of a template, which
//! may lie in another file.

use std::path::{Path, PathBuf};

use asl_check::CheckConfig;
use asl_ide::{
    Analysis, Document, FileId, Mocks, NotChosen, StateMachine, state_machine, state_machine_to_run,
};
use asl_server::Surroundings;

use crate::commands::check::projects::Projects;
use crate::files::{self, Source};
use crate::status::Failure;

/// How a user names a state machine of a template.
const OPTION: &str = "--state-machine";

/// The word for a state machine of a template.
#[derive(clap::Args)]
pub(crate) struct Choice {
    /// The state machine of a template, by its logical id; needed where there are several.
    ///
    /// A definition in a file of its own (DefinitionUri) is followed, with what the template fills in.
    #[arg(long = "state-machine", value_name = "LOGICAL_ID")]
    name: Option<String>,
}

/// A file with the files around it.
pub(crate) struct Opened {
    pub(crate) analysis: Analysis,
    source: Source,
    /// The paths of the further documents.
    others: Vec<PathBuf>,
}

/// A state machine, and where it stands.
pub(crate) struct Chosen {
    pub(crate) machine: StateMachine,
    /// The file that the definition stands in.
    pub(crate) source: Source,
    /// What its project says of it.
    pub(crate) config: CheckConfig,
}

impl Opened {
    /// Reads a file and looks at what is around it.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let around = Surroundings::default();
        files::read(path).map(|it| Self::of(it, &around))
    }

    /// The same of a text that was read.
    pub(crate) fn of(source: Source, around: &Surroundings) -> Self {
        let document = Document::new(&source.text, source.format);
        let around = around.look(&source.path, document);
        Self {
            analysis: around.analysis,
            source,
            others: around.others,
        }
    }

    /// A text from nowhere, which nothing is around.
    pub(crate) fn alone(source: Source) -> Self {
        let document = Document::new(&source.text, source.format);
        Self {
            analysis: Analysis::single(document).0,
            source,
            others: Vec::new(),
        }
    }

    /// The file that was named.
    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// The state machine that is meant.
    pub(crate) fn choose(&self, choice: &Choice) -> Result<Chosen, Failure> {
        let name = choice.name.as_deref();
        self.chosen(state_machine(&self.analysis, FileId(0), name))
    }

    /// The state machine that is to run; the name may be one of the mocks.
    pub(crate) fn choose_to_run(
        &self,
        name: Option<&str>,
        mocks: Option<&mut Mocks>,
    ) -> Result<Chosen, Failure> {
        self.chosen(state_machine_to_run(&self.analysis, FileId(0), name, mocks))
    }

    /// A state machine with its place.
    pub(crate) fn chosen(
        &self,
        machine: Result<StateMachine, NotChosen>,
    ) -> Result<Chosen, Failure> {
        let machine = machine.map_err(|error| self.refused(&error))?;
        let other = (machine.file.0 as usize).checked_sub(1);
        let source = match other.and_then(|it| self.others.get(it)) {
            Some(path) => files::read(&shown(path))?,
            None => self.source.clone(),
        };
        let config = Projects::default().of(&source.path).config;
        Ok(Chosen {
            machine,
            source,
            config,
        })
    }

    fn refused(&self, error: &NotChosen) -> Failure {
        Failure::new(format!("{}: {}", self.source.name(), error.words(OPTION)))
    }
}

impl Chosen {
    /// How to judge the definition: what its project says, over what the template does.
    pub(crate) fn check_config(&self) -> CheckConfig {
        let mut config = self.config.clone();
        let mut values = self.machine.values.clone();
        values.append(&mut config.substitutions);
        config.substitutions = values;
        config.workflow = self.machine.workflow.or(config.workflow);
        config
    }
}

/// The path as a user in the current folder would say it.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&current).unwrap_or(path).to_owned()
}
