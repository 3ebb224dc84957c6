//! `asl catalog search`: actions by words in their names.

use std::fmt::Write;

use asl_catalog::{Action, Integration, Pattern, Service, catalog};
use serde_json::{Value, json};

use super::{Format, short};
use crate::output;
use crate::status::{Failure, Status};

/// What to look for.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Words that the name of the service or the action must contain, in any case.
    #[arg(required = true)]
    words: Vec<String>,
    /// How many actions are shown at most.
    #[arg(long, value_name = "N", default_value_t = 40)]
    limit: usize,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints what was found.
pub(super) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let words: Vec<_> = arguments.words.iter().map(|it| it.to_lowercase()).collect();
    let found = search(&words);
    let shown = &found[..found.len().min(arguments.limit)];
    let text = match arguments.format {
        Format::Text => text(shown, found.len()),
        Format::Json => format!("{:#}\n", json_of(shown)),
    };
    output::print(&text)?;
    if found.is_empty() {
        return Ok(Status::Failed);
    }
    Ok(Status::Fine)
}

/// Every action whose service and name contain all words, the closest first.
fn search(words: &[String]) -> Vec<Action<'static>> {
    let catalog = catalog();
    let services = catalog
        .optimized_services()
        .iter()
        .chain(catalog.services());
    let actions = services.flat_map(Service::actions);
    let mut found: Vec<_> = actions
        .filter_map(|action| Some((rank(action, words)?, action)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, action)| action).collect()
}

/// How close an action is to the words, 0 being closest; `None` where a word is missing.
fn rank(action: Action<'_>, words: &[String]) -> Option<usize> {
    let service = action.service();
    let name = action.name().to_lowercase();
    let place = format!(
        "{}:{name} {}",
        service.name(),
        service.title().to_lowercase()
    );
    if !words.iter().all(|word| place.contains(word.as_str())) {
        return None;
    }
    let [word] = words else { return Some(2) };
    Some(match () {
        () if name == *word || service.name() == word => 0,
        () if name.starts_with(word.as_str()) => 1,
        () if name.contains(word.as_str()) => 2,
        () => 3,
    })
}

fn text(shown: &[Action<'_>], found: usize) -> String {
    let mut text = String::new();
    let resource = |action: &Action<'_>| {
        let resource = action.resource(Pattern::RequestResponse);
        short(&resource).to_owned()
    };
    let width = shown.iter().map(|it| resource(it).len()).max().unwrap_or(0);
    for action in shown {
        let notes = notes(*action);
        let line = format!("{:width$}  {notes}", resource(action));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let more = found - shown.len();
    match found {
        0 => text.push_str("Nothing has such a name.\n"),
        _ if more > 0 => {
            let _ = writeln!(text, "… and {more} more; --limit shows them");
        }
        _ => {}
    }
    text
}

fn notes(action: Action<'_>) -> String {
    let is_optimized = action.service().integration() == Integration::Optimized;
    let suffixes = action.patterns().map(Pattern::suffix);
    let mut notes: Vec<&str> = suffixes
        .filter(|it| is_optimized && !it.is_empty())
        .collect();
    notes.extend((!action.is_callable()).then_some("cannot be called"));
    notes.extend(action.is_deprecated().then_some("deprecated"));
    notes.join(" ")
}

fn json_of(actions: &[Action<'_>]) -> Value {
    let one = |action: &Action<'_>| {
        json!({
            "resource": action.resource(Pattern::RequestResponse),
            "service": action.service().name(),
            "action": action.name(),
            "patterns": action.patterns().map(Pattern::suffix).collect::<Vec<_>>(),
            "callable": action.is_callable(),
            "deprecated": action.is_deprecated(),
        })
    };
    actions.iter().map(one).collect()
}
