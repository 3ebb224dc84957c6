//! `asl graph`: the picture of a state machine.

use std::path::PathBuf;

use asl_ide::{Graph, graph};

use crate::definition::{Choice, Opened};
use crate::files::{self, Source};
use crate::output;
use crate::status::{Failure, Status};

/// What to draw, and how.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The definition, or a template with some; `-` reads standard input.
    definition: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// The language of the picture; without it the ending of --output says so, else SVG.
    #[arg(long, value_enum)]
    format: Option<Language>,
    /// Where to write the picture; standard output when it is not given.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Language {
    /// A picture for browsers and documents, in light and dark.
    Svg,
    /// A Mermaid flowchart, for Markdown.
    Mermaid,
    /// For Graphviz.
    Dot,
}

const EXAMPLES: &str = "\
Examples:
  asl graph orders.asl.json -o orders.svg
  asl graph orders.asl.json --format mermaid
  asl graph orders.asl.yaml --format dot | dot -Tpng > orders.png
  asl graph template.yaml --state-machine Orders -o orders.svg

Exit status: 0 drawn; 2 there is no state machine in the file, or a file could not be used.";

/// Draws the machine as far as its text can be read.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let opened = if arguments.definition.as_os_str() == "-" {
        let text = files::read_standard_input()?;
        Opened::alone(Source::new("standard input".into(), text))
    } else {
        Opened::read(&arguments.definition)?
    };
    let chosen = opened.choose(&arguments.choice)?;
    let Some(graph) = graph(&opened.analysis, chosen.machine.position()) else {
        let name = chosen.source.name();
        return Err(Failure::new(format!("{name}: no state machine found")));
    };
    let text = arguments.language().write(&graph);
    match &arguments.output {
        None => output::print(&text)?,
        Some(path) => std::fs::write(path, text)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?,
    }
    Ok(Status::Fine)
}

impl Arguments {
    fn language(&self) -> Language {
        let ending = self.output.as_ref().and_then(|it| it.extension()?.to_str());
        self.format.unwrap_or(match ending {
            Some("mmd" | "mermaid") => Language::Mermaid,
            Some("dot" | "gv") => Language::Dot,
            _ => Language::Svg,
        })
    }
}

impl Language {
    fn write(self, graph: &Graph) -> String {
        match self {
            Self::Svg => graph.to_svg(),
            Self::Mermaid => graph.to_mermaid(),
            Self::Dot => graph.to_dot(),
        }
    }
}
