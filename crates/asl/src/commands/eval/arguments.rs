//! The words of `asl eval`.

use std::path::PathBuf;

use asl_interp::{Time, evaluate};

/// What to evaluate, and on what.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The expression; a template is an object or array. `@FILE` reads it from a file, a template
    /// also in YAML.
    #[arg(
        value_name = "EXPR",
        required_unless_present = "batch",
        conflicts_with = "batch",
        allow_hyphen_values = true
    )]
    pub(super) expression: Option<String>,
    /// What the expression is written in.
    ///
    /// Without it, how it begins decides: `{%` JSONata, `{` or `[` a template, `States.` an intrinsic
    /// function, `$` a path where it is one, else JSONata. In a batch this is for the lines that do
    /// not say it.
    #[arg(long, value_enum)]
    pub(super) language: Option<Language>,
    /// The data, a JSON file: `$` of paths, `$states.input` of JSONata; `-` is standard input.
    /// Without it the data is `{}`.
    #[arg(long, value_name = "FILE", conflicts_with = "batch")]
    pub(super) input: Option<PathBuf>,
    /// The context object, a JSON file: `$$` of paths, `$states.context` of JSONata. Without it
    /// the context object is empty.
    #[arg(long, value_name = "FILE", conflicts_with = "batch")]
    pub(super) context: Option<PathBuf>,
    /// Variables, a JSON file with an object: names and values.
    #[arg(long, value_name = "FILE", conflicts_with = "batch")]
    pub(super) variables: Option<PathBuf>,
    /// Evaluate the JSON lines of a file or of standard input.
    ///
    /// They are {"id", "language", "expr", "data", "bindings", "context"}; the answer is a line for each, in
    /// order: {"id", "result"}, {"id", "undefined": true} or {"id", "error", "message"}. JSONata's bare
    /// names read the data here, as in JSONata alone.
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub(super) batch: Option<PathBuf>,
    /// Feeds everything random; the same seed gives the same values.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) seed: u64,
    /// The time of `$now()` and `$millis()`, as `2026-03-14T01:59:00Z`.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(super) time: Option<Time>,
}

const EXAMPLES: &str = "\
Examples:
  asl eval '$.order.lines[?(@.qty > 2)].sku' --input order.json
  asl eval \"States.Format('Hello {}', $.name)\" --input order.json
  asl eval '{ \"by.$\": \"$$.Execution.Name\" }' --context context.json
  asl eval '{% $sum($states.input.order.lines.qty) %}' --input order.json
  asl eval @arguments.yaml --input order.json
  asl eval --batch cases.jsonl --language jsonata

Exit status: 0 there is a value; 1 the evaluation failed, with Step Functions' error and cause on
standard error; 2 the expression, a file or an argument could not be used.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Language {
    /// A path: `$.a`, `$$.Execution.Id`, `$variable.a`.
    #[value(name = "jsonpath")]
    JsonPath,
    /// An intrinsic function: `States.Format('{}', $.a)`.
    Intrinsic,
    /// A payload template, with `name.$` members or with `{% … %}` strings.
    Template,
    /// A path that names one place, as `ItemsPath`.
    ReferencePath,
    /// A JSONata expression, with or without `{% … %}`.
    Jsonata,
}

impl From<Language> for evaluate::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::JsonPath => Self::JsonPath,
            Language::Intrinsic => Self::Intrinsic,
            Language::Template => Self::Template,
            Language::ReferencePath => Self::ReferencePath,
            Language::Jsonata => Self::Jsonata,
        }
    }
}

fn parse_time(text: &str) -> Result<Time, String> {
    Time::parse(text).ok_or_else(|| "a time looks like 2026-03-14T01:59:00Z".to_owned())
}
