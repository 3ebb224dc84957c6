//! `asl fmt`: the canonical form of definitions.

use std::path::PathBuf;

use asl_ide::{FormatConfig, format_text};
use asl_syntax::Parse;
use asl_text::{Encoding, Text};

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
    /// Blanks per level, from 1 to 8.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=8))]
    indent: u8,
}

const EXAMPLES: &str = "\
Examples:
  asl fmt orders.asl.json        rewrite one definition
  asl fmt --check .              for continuous integration
  asl fmt --stdin < orders.asl.json

Exit status: 0 done; 1 a text has syntax errors, or is not formatted under --check; 2 a file or an
argument could not be used.";

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
        let source = path.and_then(|path| files::read(&path));
        let done = source.and_then(|source| one(&source, arguments.check, &config));
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
    if is_broken(source, &source.parse()?) {
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
fn is_broken(source: &Source, parse: &Parse) -> bool {
    let errors = parse.errors();
    let Some(first) = errors.first() else {
        return false;
    };
    let at = Text::new(&source.text).position(first.range.start(), Encoding::Utf32);
    output::complain(&format!(
        "{}: not formatted: {}, the first at {}:{}: {}",
        source.name(),
        human::plural(errors.len(), ("syntax error", "syntax errors")),
        at.line + 1,
        at.character + 1,
        first.kind.message(),
    ));
    true
}

/// Formats any JSON or YAML: an editor may send a part of a definition.
fn standard_input(arguments: &Arguments, config: &FormatConfig) -> Result<Status, Failure> {
    let text = files::read_standard_input()?;
    let path = arguments.stdin_name.clone();
    let source = Source::new(path.unwrap_or_else(|| "standard input".into()), text);
    if is_broken(&source, &asl_syntax::parse(&source.text, source.format)) {
        return Ok(Status::Failed);
    }
    let formatted = format_text(&source.text, source.format, config);
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
