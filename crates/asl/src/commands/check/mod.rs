//! `asl check`: the editor's diagnostics on the command line.

mod explain;
mod files;
mod like_aws;
mod print;
pub(crate) mod projects;
mod run;

use std::path::PathBuf;

use asl_check::Severity;
use asl_lang::WorkflowType;

use crate::output;
use crate::status::{Failure, Status};
use projects::Projects;
use run::Checked;

/// What to check and how to say it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Definitions, or folders to look for them in: *.asl, *.asl.json, *.asl.yaml, *.asl.yml, and
    /// any other JSON or YAML that is a state machine.
    #[arg(required_unless_present = "explain")]
    paths: Vec<PathBuf>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// What besides errors makes the exit status 1.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// The type of the workflow, whatever asl.toml says: Express workflows may do less.
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    workflow: Option<Workflow>,
    /// Print what AWS's ValidateStateMachineDefinition would answer: errors alone, as JSON.
    ///
    /// Of a template with several state machines one answer for each.
    #[arg(long, conflicts_with_all = ["format", "deny"])]
    like_aws: bool,
    /// With --like-aws: of templates this state machine alone, by its logical id.
    #[arg(long, value_name = "LOGICAL_ID", requires = "like_aws")]
    state_machine: Option<String>,
    /// Print the page of a rule instead: what it finds, why, and how to mend it.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["paths", "format", "deny", "workflow", "like_aws"])]
    explain: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  asl check .                            every definition below this folder
  asl check --deny warnings orders.asl.json
  asl check --type express orders.asl.json
  asl check --format json . > findings.json
  asl check --format sarif . > findings.sarif    for code scanning
  asl check --format github .                    annotations in a GitHub workflow
  asl check --like-aws orders.asl.json           as AWS would answer
  asl check --explain unreachable-state

Severities, ignored rules, workflow types and files to leave out stand in asl.toml, in the folder
of the definitions or above it; see `asl check --explain invalid-configuration`.

Exit status: 0 no errors; 1 errors, or warnings where they are denied; 2 a file or an argument
could not be used.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// With the place in the source, for people.
    Human,
    /// One array, for programs; positions as in the Language Server Protocol.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations as GitHub's workflows print them.
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Deny {
    /// Warnings fail too.
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Workflow {
    /// Up to a year, with everything.
    Standard,
    /// Up to five minutes, without waiting for jobs or tokens.
    Express,
}

impl From<Workflow> for WorkflowType {
    fn from(workflow: Workflow) -> Self {
        match workflow {
            Workflow::Standard => Self::Standard,
            Workflow::Express => Self::Express,
        }
    }
}

/// Checks everything, also when one file cannot be read; then prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    if let Some(code) = &arguments.explain {
        return explain::explain(code);
    }
    let mut projects = Projects::default();
    let found = files::find(&arguments.paths, &mut projects)?;
    if arguments.like_aws {
        return like_aws::run(arguments, found);
    }
    let all = run::check_all(found, arguments.workflow.map(Into::into));
    let (mut checked, mut unusable) = (projects.into_checked(), false);
    for one in all {
        match one {
            Ok(Some(file)) => checked.push(file),
            Ok(None) => {}
            Err(failure) => {
                unusable = true;
                output::complain(&failure.to_string());
            }
        }
    }
    if checked.is_empty() && !unusable {
        return Err(files::nothing());
    }
    print::print(&checked, arguments.format)?;
    Ok(if unusable {
        Status::Unusable
    } else {
        verdict(&checked, arguments.deny)
    })
}

fn verdict(checked: &[Checked], deny: Option<Deny>) -> Status {
    let limit = match deny {
        Some(Deny::Warnings) => Severity::Warning,
        None => Severity::Error,
    };
    let mut all = checked.iter().flat_map(|file| &file.diagnostics);
    if all.any(|diagnostic| diagnostic.severity <= limit) {
        Status::Failed
    } else {
        Status::Fine
    }
}
