//! `asl convert`: a definition in another notation or query language.

use std::path::{Path, PathBuf};

use asl_check::Severity;
use asl_ide::{Conversion, ConvertPart, FormatConfig, Note, Refused, StateMachine};
use asl_syntax::{Format, TextRange};

use crate::definition::{Choice, Chosen, Opened};
use crate::files::Source;
use crate::output;
use crate::report::human::{self, Finding};
use crate::report::source::Lines;
use crate::status::{Failure, Status};

/// What to convert, and where to.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The definition, or a template with some.
    file: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// What it becomes.
    #[arg(long, value_enum)]
    to: Target,
    /// Convert this state alone; the machine stays in JSONPath.
    #[arg(long, value_name = "NAME", conflicts_with = "each_state")]
    state: Option<String>,
    /// Convert every state that can be converted, and say why the others cannot.
    #[arg(long)]
    each_state: bool,
    /// Test the form of the data wherever a path would fail: longer expressions, fewer notes.
    #[arg(long)]
    exact: bool,
    /// Write the result into this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the result into the definition's file; for another notation into one beside it with the other
    /// ending, which must not be there yet.
    #[arg(long, conflicts_with = "output")]
    write: bool,
    /// Blanks per level of YAML and JSON, from 1 to 8.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=8))]
    indent: u8,
}

/// What a definition becomes.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Target {
    /// The same in YAML.
    Yaml,
    /// The same in JSON.
    Json,
    /// The same in the query language JSONata.
    Jsonata,
}

const EXAMPLES: &str = "\
Examples:
  asl convert orders.asl.json --to yaml --write           makes orders.asl.yaml
  asl convert orders.asl.json --to jsonata                shows the whole machine in JSONata
  asl convert orders.asl.json --to jsonata --state Charge --write
  asl convert template.yaml --state-machine Orders --to json -o orders.asl.json

Exit status: 0 done; 1 it cannot be converted exactly, and nothing was written; 2 the file or an
argument could not be used.";

/// Converts one file.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let opened = Opened::read(&arguments.file)?;
    opened.source().parse()?;
    let Chosen {
        machine, source, ..
    } = opened.choose(&arguments.choice)?;
    if let Some(name) = &arguments.state
        && machine.document.model().states_named(name).is_empty()
    {
        let file = source.name();
        return Err(Failure::new(format!(
            "{file}: there is no state \"{name}\""
        )));
    }
    let converted = match arguments.to {
        Target::Jsonata => {
            machine.convert_to_jsonata(&opened.analysis, arguments.part(), arguments.exact)
        }
        Target::Yaml | Target::Json => {
            arguments.refuse_other(&source, &machine)?;
            let indent = usize::from(arguments.indent);
            machine.convert_notation(&opened.analysis, &FormatConfig { indent })
        }
    };
    match converted {
        Ok(conversion) => arguments.write(&source, &machine, &conversion),
        Err(refused) => {
            show_refused(&source, Severity::Error, &refused);
            Ok(Status::Failed)
        }
    }
}

impl Arguments {
    fn part(&self) -> ConvertPart<'_> {
        match &self.state {
            Some(name) => ConvertPart::Named(name),
            None if self.each_state => ConvertPart::EachState,
            None => ConvertPart::Machine,
        }
    }

    /// Between notations there are no parts, and nothing to do where the file has the one that is asked for.
    fn refuse_other(&self, source: &Source, machine: &StateMachine) -> Result<(), Failure> {
        let name = source.name();
        if self.state.is_some() || self.each_state || self.exact {
            return Err(Failure::new(
                "--state, --each-state and --exact need --to jsonata: a file has one notation",
            ));
        }
        if self.write && is_part(source, machine) {
            return Err(Failure::new(format!(
                "{name} is a template, whose notation stays; --output FILE writes the definition alone"
            )));
        }
        match (self.to, machine.document.format()) {
            (Target::Yaml, Format::Yaml) => Err(Failure::new(format!("{name} is YAML already"))),
            (Target::Json, Format::Json) => Err(Failure::new(format!("{name} is JSON already"))),
            _ => Ok(()),
        }
    }

    fn write(
        &self,
        source: &Source,
        machine: &StateMachine,
        conversion: &Conversion,
    ) -> Result<Status, Failure> {
        let text = if self.to == Target::Jsonata {
            conversion.text(&source.text)
        } else {
            conversion.text(&machine.document.text().to_string())
        };
        show_notes(source, &conversion.notes);
        show_refused(source, Severity::Warning, &conversion.kept);
        let Some(path) = self.destination(source)? else {
            output::print(&text)?;
            return Ok(Status::Fine);
        };
        std::fs::write(&path, text)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        output::print(&format!("wrote {}\n", path.display()))?;
        Ok(Status::Fine)
    }

    /// The file to write, if any.
    fn destination(&self, source: &Source) -> Result<Option<PathBuf>, Failure> {
        if !self.write {
            return Ok(self.output.clone());
        }
        if self.to == Target::Jsonata {
            return Ok(Some(source.path.clone()));
        }
        let path = beside(&source.path, self.to)?;
        if path.exists() {
            let path = path.display();
            return Err(Failure::new(format!(
                "{path} is there already; --output overwrites it"
            )));
        }
        Ok(Some(path))
    }
}

/// `orders.asl.yaml` beside `orders.asl.json`; `orders.asl` says nothing of its notation and becomes the other.
fn beside(path: &Path, to: Target) -> Result<PathBuf, Failure> {
    let extension = if to == Target::Yaml { "yaml" } else { "json" };
    let old = path
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    if matches!(old, "json" | "yaml" | "yml") {
        return Ok(path.with_extension(extension));
    }
    if old == "asl" {
        return Ok(path.with_extension(format!("asl.{extension}")));
    }
    let path = path.display();
    Err(Failure::new(format!(
        "{path}: --output must name the new file, for this name has no ending to change"
    )))
}

/// Whether the definition is a part of the file, not the whole.
fn is_part(source: &Source, machine: &StateMachine) -> bool {
    machine.document.text().to_string() != source.text
}

/// Each note where it holds first, with the lines where it holds too.
fn show_notes(source: &Source, notes: &[Note]) {
    let line = |note: &Note| {
        let before = &source.text[..usize::from(note.range.start())];
        before.matches('\n').count() + 1
    };
    let mut said: Vec<&str> = Vec::new();
    for note in notes {
        if said.contains(&note.text.as_str()) {
            continue;
        }
        said.push(&note.text);
        let same = notes.iter().filter(|it| it.text == note.text).skip(1);
        let mut others: Vec<usize> = same.map(line).filter(|it| *it != line(note)).collect();
        others.dedup();
        let help = also(&others);
        show(
            source,
            Severity::Warning,
            note.range,
            &note.text,
            help.as_deref(),
        );
    }
}

/// How many lines are named.
const NAMED: usize = 8;

/// `The same in line 7`, or in several; nothing for none.
fn also(lines: &[usize]) -> Option<String> {
    let named: Vec<String> = lines.iter().take(NAMED).map(usize::to_string).collect();
    let more = lines.len().saturating_sub(NAMED);
    match named.as_slice() {
        [] => None,
        [one] => Some(format!("The same in line {one}")),
        all if more > 0 => Some(format!(
            "The same in lines {} and {more} more",
            all.join(", ")
        )),
        [rest @ .., last] => Some(format!("The same in lines {} and {last}", rest.join(", "))),
    }
}

fn show_refused(source: &Source, severity: Severity, refused: &[Refused]) {
    for it in refused {
        show(source, severity, it.range, &it.reason, None);
    }
}

fn show(source: &Source, severity: Severity, range: TextRange, message: &str, help: Option<&str>) {
    let name = source.name();
    let lines = Lines::new(&name, &source.text);
    let finding = Finding {
        severity,
        code: None,
        message,
        range,
        related: Vec::new(),
        help,
    };
    output::note(&human::render(&lines, &finding, output::colour_of_errors()));
}
