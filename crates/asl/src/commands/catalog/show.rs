//! `asl catalog show`: one action, or one service.

use std::fmt::Write;

use asl_catalog::{
    Action, Integration, Kind, Member, Number, Pattern, Service, Shape, Unknown, catalog,
};
use serde_json::{Map, Value, json};

use super::{Format, short};
use crate::output;
use crate::status::{Failure, Status};

/// What to show.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// `SERVICE:ACTION`, `aws-sdk:SERVICE:ACTION`, a whole resource, or a service alone.
    #[arg(value_name = "RESOURCE")]
    resource: String,
    /// How deep members of members are shown.
    #[arg(long, value_name = "N", default_value_t = 2)]
    depth: usize,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints it, or why it is not known.
pub(super) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let name = short(&arguments.resource);
    let text = if let Some(service) = service(name) {
        match arguments.format {
            Format::Text => service_text(service),
            Format::Json => format!("{:#}\n", service_json(service)),
        }
    } else {
        let resource = format!("arn:aws:states:::{name}");
        let action = match catalog().lookup(&resource) {
            Ok(found) => found.action,
            // The patterns that it has are part of the answer.
            Err(Unknown::Pattern { action, .. }) => action,
            Err(why) => {
                output::complain(&explain(&why, name));
                return Ok(Status::Failed);
            }
        };
        match arguments.format {
            Format::Text => action_text(action, arguments.depth),
            Format::Json => format!("{:#}\n", action_json(action, arguments.depth)),
        }
    };
    output::print(&text)?;
    Ok(Status::Fine)
}

/// The service of that name; an optimised one where both families have it.
fn service(name: &str) -> Option<&'static Service> {
    match name.strip_prefix("aws-sdk:") {
        Some(name) => catalog().service(name),
        None => catalog()
            .optimized(name)
            .or_else(|| catalog().service(name)),
    }
}

fn explain(why: &Unknown<'_>, name: &str) -> String {
    let meant =
        |nearest: Option<&str>| nearest.map_or(String::new(), |it| format!("; did you mean {it}?"));
    match why {
        Unknown::NotAnIntegration => format!("{name} is neither a service nor SERVICE:ACTION"),
        Unknown::Service {
            name,
            integration,
            nearest,
        } => {
            let hint = match integration {
                Integration::Optimized if catalog().service(name).is_some() => {
                    format!("; the AWS SDK integration is aws-sdk:{name}")
                }
                _ => meant(*nearest),
            };
            format!("no service is called {name}{hint}")
        }
        Unknown::Retired(retired) => {
            format!("{} is a service that can no longer be called", retired.name)
        }
        Unknown::Action {
            service,
            name,
            nearest,
        } => {
            let other = catalog().service(service.name());
            let hint = match other.and_then(|it| it.action(name)) {
                Some(action) if nearest.is_none() => {
                    let resource = action.resource(Pattern::RequestResponse);
                    format!("; the AWS SDK integration is {}", short(&resource))
                }
                _ => meant(*nearest),
            };
            format!("{} has no action {name}{hint}", service.name())
        }
        Unknown::Pattern { action, suffix } => format!("{} has no {suffix}", action.name()),
    }
}

fn service_text(service: &Service) -> String {
    let mut text = format!("{}  {}\n", service.name(), service.title());
    if !service.prefix().is_empty() {
        let _ = writeln!(text, "errors begin with {}.", service.prefix());
    }
    if !service.is_documented() {
        text.push_str("not in the developer guide's list: it may not be callable yet\n");
    }
    for action in service.actions() {
        let resource = action.resource(Pattern::RequestResponse);
        let _ = writeln!(text, "  {}", short(&resource));
    }
    text
}

fn service_json(service: &Service) -> Value {
    json!({
        "service": service.name(),
        "title": service.title(),
        "errorPrefix": service.prefix(),
        "documented": service.is_documented(),
        "actions": service.actions().map(Action::name).collect::<Vec<_>>(),
    })
}

fn action_text(action: Action<'_>, depth: usize) -> String {
    let mut text = format!("{}\n", action.resource(Pattern::RequestResponse));
    let family = match action.service().integration() {
        Integration::Sdk => "AWS SDK integration",
        Integration::Optimized => "optimised integration",
    };
    let _ = writeln!(text, "{}, {family}", action.service().title());
    let patterns: Vec<_> = action.patterns().map(pattern_words).collect();
    let _ = writeln!(text, "patterns: {}", patterns.join(", "));
    for (is_so, words) in [
        (!action.is_callable(), "Step Functions cannot call it"),
        (action.is_deprecated(), "deprecated"),
    ] {
        if is_so {
            let _ = writeln!(text, "{words}");
        }
    }
    if let Some(link) = action.link() {
        let _ = writeln!(text, "{link}");
    }
    let mut shown = Vec::new();
    for (title, shape) in [
        ("Request (* required)", action.request()),
        ("Response", action.response()),
        ("Result of .sync", action.result(Pattern::Sync)),
        ("Result of .sync:2", action.result(Pattern::Sync2)),
    ] {
        if let Some(shape) = shape {
            let _ = writeln!(text, "\n{title}");
            members_text(&mut text, shape, depth, 1, &mut shown);
        }
    }
    text.push_str("\nErrors\n");
    for error in action.errors() {
        let _ = writeln!(text, "  {error}");
    }
    text
}

fn pattern_words(pattern: Pattern) -> String {
    let words = match pattern {
        Pattern::RequestResponse => "request and response",
        other => other.suffix(),
    };
    let types = pattern.workflow_types().iter().map(|it| it.name());
    format!("{words} ({})", types.collect::<Vec<_>>().join(", "))
}

/// The members a line each, those of a structure below the first member that has it.
fn members_text<'a>(
    text: &mut String,
    shape: Shape<'a>,
    depth: usize,
    indent: usize,
    shown: &mut Vec<Shape<'a>>,
) {
    let members = shape.members();
    if members.len() == 0 {
        let blank = " ".repeat(indent * 2);
        let _ = writeln!(text, "{blank}(no members)");
    }
    let name = |member: &Member<'_>| {
        let mark = if member.is_required { "*" } else { "" };
        format!("{}{mark}", member.name)
    };
    let width = members.clone().map(|it| name(&it).len()).max().unwrap_or(0);
    for member in members {
        let name = name(&member);
        let kind = kind_text(member.shape);
        let blank = " ".repeat(indent * 2);
        let _ = writeln!(text, "{blank}{name:width$}  {kind}");
        let inner = inner(member.shape);
        if depth > 1 && inner.members().len() > 0 && !shown.contains(&inner) {
            shown.push(inner);
            members_text(text, inner, depth - 1, indent + 1, shown);
        }
    }
}

/// The structure in a list or map, or the shape itself.
fn inner(shape: Shape<'_>) -> Shape<'_> {
    match shape.element().or(shape.value()) {
        Some(part) => inner(part),
        None => shape,
    }
}

fn kind_text(shape: Shape<'_>) -> String {
    let values: Vec<_> = shape.values().collect();
    let (min, max) = (shape.min().map(plain), shape.max().map(plain));
    let range = match (min, max) {
        (Some(min), Some(max)) if min == max => format!(", {min}"),
        (Some(min), Some(max)) => format!(", {min} to {max}"),
        (Some(min), None) => format!(", at least {min}"),
        (None, Some(max)) => format!(", at most {max}"),
        (None, None) => String::new(),
    };
    let unit = match shape.kind() {
        _ if range.is_empty() => "",
        kind if kind.is_text() => " long",
        Kind::List | Kind::Map => " entries",
        _ => "",
    };
    if values.is_empty() {
        return format!("{}{range}{unit}", shape.describe());
    }
    values.join(" | ")
}

fn plain(number: Number) -> String {
    number
        .as_i64()
        .map_or_else(|| number.as_f64().to_string(), |it| it.to_string())
}

fn action_json(action: Action<'_>, depth: usize) -> Value {
    let shape = |shape: Option<Shape<'_>>| shape.map(|it| shape_json(it, depth, &[]));
    json!({
        "resource": action.resource(Pattern::RequestResponse),
        "service": action.service().name(),
        "action": action.name(),
        "patterns": action.patterns().map(|it| json!({
            "suffix": it.suffix(),
            "workflowTypes": it.workflow_types().iter().map(|it| it.name()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "callable": action.is_callable(),
        "deprecated": action.is_deprecated(),
        "reference": action.link(),
        "request": shape(action.request()),
        "response": shape(action.response()),
        "syncResult": shape(action.result(Pattern::Sync)),
        "errors": action.errors().collect::<Vec<_>>(),
    })
}

/// A shape with its parts, but for the members of one that is around it.
fn shape_json(shape: Shape<'_>, depth: usize, around: &[Shape<'_>]) -> Value {
    let mut json = Map::new();
    json.insert("type".to_owned(), shape.kind().name().into());
    if !shape.name().is_empty() {
        json.insert("name".to_owned(), shape.name().into());
    }
    let bound = |it: Number| {
        it.as_i64()
            .map_or_else(|| json!(it.as_f64()), |it| json!(it))
    };
    for (name, number) in [("min", shape.min()), ("max", shape.max())] {
        json.extend(number.map(|it| (name.to_owned(), bound(it))));
    }
    if shape.values().len() > 0 {
        json.insert("values".to_owned(), shape.values().collect());
    }
    let parts = [
        ("element", shape.element()),
        ("key", shape.key()),
        ("value", shape.value()),
    ];
    for (name, part) in parts {
        json.extend(part.map(|it| (name.to_owned(), shape_json(it, depth, around))));
    }
    let has_members = matches!(shape.kind(), Kind::Structure | Kind::Union);
    if depth > 0 && has_members && !around.contains(&shape) {
        let around = [around, &[shape]].concat();
        let members = shape.members();
        let members = members.map(|it| member_json(it, depth - 1, &around));
        json.insert("members".to_owned(), members.collect());
    }
    json.into()
}

fn member_json(member: Member<'_>, depth: usize, around: &[Shape<'_>]) -> Value {
    json!({
        "name": member.name,
        "required": member.is_required,
        "deprecated": member.is_deprecated,
        "shape": shape_json(member.shape, depth, around),
    })
}
