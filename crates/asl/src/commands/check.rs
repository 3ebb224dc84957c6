//! `asl check`: the editor's diagnostics on the command line.

use std::path::PathBuf;

use asl_check::{CheckConfig, Diagnostic, Severity};
use asl_model::Model;
use serde_json::Value;

use crate::files::{self, Source};
use crate::output;
use crate::report::source::Lines;
use crate::report::{human, json};
use crate::status::{Failure, Status};

/// What to check and how to say it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Definitions, or folders to look for them in (*.asl, *.asl.json, *.asl.yaml, *.asl.yml).
    #[arg(required_unless_present = "explain")]
    paths: Vec<PathBuf>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// What besides errors makes the exit status 1.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// Print the page of a rule instead: what it finds, why, and how to mend it.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["paths", "format", "deny"])]
    explain: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  asl check .                            every definition below this folder
  asl check --deny warnings orders.asl.json
  asl check --format json . > findings.json
  asl check --explain unreachable-state

Exit status: 0 no errors; 1 errors, or warnings where they are denied; 2 a file or an argument
could not be used.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// With the place in the source, for people.
    Human,
    /// One array, for programs; positions as in the Language Server Protocol.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Deny {
    /// Warnings fail too.
    Warnings,
}

/// Checks everything, also when one file cannot be read; then prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    if let Some(code) = &arguments.explain {
        return explain(code);
    }
    let mut unusable = false;
    let mut checked = Vec::new();
    for path in files::find(&arguments.paths)? {
        let source = path.and_then(|path| files::read(&path));
        match source.and_then(check) {
            Ok(file) => checked.push(file),
            Err(failure) => {
                unusable = true;
                output::complain(&failure.to_string());
            }
        }
    }
    match arguments.format {
        Format::Human => print_human(&checked)?,
        Format::Json => print_json(&checked)?,
    }
    Ok(if unusable {
        Status::Unusable
    } else {
        verdict(&checked, arguments.deny)
    })
}

/// A file with what was found in it.
struct Checked {
    source: Source,
    diagnostics: Vec<Diagnostic>,
}

fn check(source: Source) -> Result<Checked, Failure> {
    let model = Model::lower(&source.parse()?, None);
    let diagnostics = asl_check::check(&model, &CheckConfig::default());
    Ok(Checked {
        source,
        diagnostics,
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

fn print_human(checked: &[Checked]) -> Result<(), Failure> {
    let colour = output::colour();
    let mut out = String::new();
    for file in checked {
        let name = file.source.name();
        let lines = Lines::new(&name, &file.source.text);
        for diagnostic in &file.diagnostics {
            out += &human::render(&lines, &diagnostic.into(), colour);
            out.push('\n');
        }
    }
    let all: Vec<_> = checked
        .iter()
        .flat_map(|file| &file.diagnostics)
        .map(|it| it.severity)
        .collect();
    out += &human::summary(&all, checked.len());
    output::print(&out)
}

fn print_json(checked: &[Checked]) -> Result<(), Failure> {
    let files = checked
        .iter()
        .map(|file| json::file(&file.source.name(), &file.source.text, &file.diagnostics));
    let all = Value::Array(files.collect());
    output::print(&format!("{all:#}\n"))
}

fn explain(code: &str) -> Result<Status, Failure> {
    let wanted = code.to_lowercase().replace('_', "-");
    let Some(page) = asl_check::explain(&wanted) else {
        let mut codes = asl_check::RULES.iter().map(|rule| rule.code);
        let close = codes.find(|it| it.contains(&wanted) || wanted.contains(it));
        let hint = match close {
            Some(close) => format!("did you mean `{close}`?"),
            None => "every finding shows its own in brackets".to_owned(),
        };
        return Err(Failure::new(format!(
            "no rule has the code `{code}`; {hint}"
        )));
    };
    output::print(page)?;
    Ok(Status::Fine)
}
