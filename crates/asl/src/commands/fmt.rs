//! `asl fmt`: the canonical form of definitions.

use std::path::{Path, PathBuf};

use asl_ide::{FormatConfig, format_text};
use asl_syntax::Format;

use crate::files::{self, Source};
use crate::output;
use crate::report::human;
use crate::status::{Failure, Status};

/// What to format.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Definitions, or folders to look for them in (*.asl, *.asl.json, *.asl.yaml, *.asl.yml).
    #[arg(required_unless_present = "stdin")]
    paths: Vec<PathBuf>,
    /// Write nothing; name the files that are not formatted and fail.
    #[arg(long)]
    check: bool,
    /// Format standard input to standard output.
    #[arg(long, conflicts_with = "paths")]
    stdin: bool,
    /// The name that standard input would have; its ending says whether it is JSON or YAML.
    #[arg(long, value_name = "NAME", requires = "stdin")]
    stdin_name: Option<PathBuf>,
    /// Blanks per level.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=8))]
    indent: u8,
}

const EXAMPLES: &str = "\
Examples:
  asl fmt orders.asl.json        rewrite one definition
  asl fmt --check .              for continuous integration
  asl fmt --stdin < orders.asl.json";

/// Formats every file; one that cannot be read or is broken does not keep the others.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let config = FormatConfig {
        indent: usize::from(arguments.indent),
    };
    if arguments.stdin {
        return standard_input(arguments, &config);
    }
    let mut status = Status::Fine;
    let mut names = String::new();
    for path in files::find(&arguments.paths)? {
        let done = files::read(&path).and_then(|source| one(&source, arguments.check, &config));
        let (this, line) = done.unwrap_or_else(|failure| {
            output::complain(&failure.to_string());
            (Status::Unusable, None)
        });
        status = status.max(this);
        names.extend(line);
    }
    output::print(&names)?;
    Ok(status)
}

/// What became of a file, and the line to print about it.
fn one(
    source: &Source,
    check: bool,
    config: &FormatConfig,
) -> Result<(Status, Option<String>), Failure> {
    if is_broken(source) {
        return Ok((Status::Failed, None));
    }
    let formatted = format_text(&source.text, source.format, config);
    if formatted == source.text {
        return Ok((Status::Fine, None));
    }
    let name = source.name();
    if check {
        return Ok((Status::Failed, Some(format!("would reformat {name}\n"))));
    }
    std::fs::write(&source.path, formatted)
        .map_err(|error| Failure::new(format!("{name}: {error}")))?;
    Ok((Status::Fine, Some(format!("reformatted {name}\n"))))
}

/// A text with syntax errors is left as it is; says why.
fn is_broken(source: &Source) -> bool {
    let parse = asl_syntax::parse(&source.text, source.format);
    let errors = parse.errors().len();
    if errors > 0 {
        let errors = human::plural(errors, ("syntax error", "syntax errors"));
        output::complain(&format!("{}: not formatted: {errors}", source.name()));
    }
    errors > 0
}

fn standard_input(arguments: &Arguments, config: &FormatConfig) -> Result<Status, Failure> {
    let text = files::read_standard_input()?;
    let path = arguments.stdin_name.clone();
    let path = path.unwrap_or_else(|| Path::new("standard input").to_owned());
    let format = asl_ide::format_of(&path.to_string_lossy(), None, &text);
    let guessed = || asl_ide::format_of("x.asl", None, &text);
    let format = format.or_else(guessed).unwrap_or(Format::Json);
    let source = Source { path, text, format };
    if is_broken(&source) {
        return Ok(Status::Failed);
    }
    let formatted = format_text(&source.text, format, config);
    let unchanged = formatted == source.text;
    if arguments.check {
        return Ok(if unchanged {
            Status::Fine
        } else {
            Status::Failed
        });
    }
    output::print(&formatted)?;
    Ok(Status::Fine)
}
