//! `asl catalog`: what Step Functions can call, from the table in this program.

mod search;
mod show;

use clap::{Subcommand, ValueEnum};

use crate::status::{Failure, Status};

/// What to look up.
#[derive(clap::Args)]
#[command(arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    question: Question,
}

const EXAMPLES: &str = "\
Examples:
  asl catalog search table backup               actions with both words in their names
  asl catalog show dynamodb:putItem             the optimised integration
  asl catalog show aws-sdk:dynamodb:putItem     the AWS SDK integration
  asl catalog show aws-sdk:sqs                  a service and its actions
  asl catalog show ecs:runTask --format json

Nothing is sent anywhere: the answers come from a table in this program.

Exit status: 0 found; 1 nothing of that name; 2 the arguments could not be used.";

#[derive(Subcommand)]
enum Question {
    /// Find actions by words in the names of services and actions.
    Search(search::Arguments),
    /// Show an action, its request, response and errors; or a service and its actions.
    Show(show::Arguments),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Answers.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    match &arguments.question {
        Question::Search(arguments) => search::run(arguments),
        Question::Show(arguments) => show::run(arguments),
    }
}

/// The part of a resource that tells it from others: `aws-sdk:sqs:sendMessage`.
fn short(resource: &str) -> &str {
    resource
        .split_once(":states:::")
        .map_or(resource, |it| it.1)
}
