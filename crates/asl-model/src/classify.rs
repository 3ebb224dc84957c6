//! What makes a document a state machine: its name, the client's language id, or its content.

use asl_lang::StateType;
use asl_syntax::{Format, Parse, ast};

use crate::host::Host;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DocumentKind {
    /// A state machine definition.
    Definition,
    /// A template with state machine definitions in it.
    Host,
    /// Something else: nothing is said about it.
    Other,
}

/// What a document is, by its file name (a path or a URI will do), the client's language id, and its content.
///
/// A name that ends in `.asl`, `.asl.json`, `.asl.yaml` or `.asl.yml` decides, with Terraform's `.tftpl` or `.tpl`
/// behind it too; so do the language ids
/// `asl`, `asl-json` and `asl-yaml`. Any other JSON or YAML document is a definition when its content is one:
/// it has `StartAt` with `States` beside it, or `States` that hold at least one state. A template is one when
/// it has a resource that is a state machine.
pub fn classify(name: &str, language_id: Option<&str>, parse: &Parse) -> DocumentKind {
    if is_definition_name(name)
        || language_id.is_some_and(is_definition_language)
        || is_machine(parse)
    {
        DocumentKind::Definition
    } else if Host::read(parse, None).is_some() {
        DocumentKind::Host
    } else {
        DocumentKind::Other
    }
}

/// Whether a file of that name holds a definition, whatever its content.
pub fn is_definition_name(name: &str) -> bool {
    let name = untemplated(name);
    [".asl", ".asl.json", ".asl.yaml", ".asl.yml"]
        .iter()
        .any(|it| name.ends_with(it))
}

/// The notation of a document, by its name, else by the language id, else by how its text begins;
/// `None` for a name that says it is neither JSON nor YAML.
///
/// A file named `.asl` holds JSON by custom; one whose text does not begin as a JSON object does is read as YAML.
pub fn format_of(name: &str, language_id: Option<&str>, text: &str) -> Option<Format> {
    let name = untemplated(name);
    let extension = name
        .rsplit(['/', '\\'])
        .next()?
        .rsplit_once('.')
        .map(|it| it.1);
    match extension {
        Some("json" | "jsonc") => return Some(Format::Json),
        Some("yaml" | "yml") => return Some(Format::Yaml),
        _ => {}
    }
    match language_id {
        Some("json" | "jsonc" | "asl-json") => Some(Format::Json),
        Some("yaml" | "asl-yaml") => Some(Format::Yaml),
        Some("asl") => Some(by_content(text)),
        _ if extension == Some("asl") => Some(by_content(text)),
        _ => None,
    }
}

/// The name in small letters, without the ending that says that Terraform fills the file in.
fn untemplated(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let endings = [".tftpl", ".tpl"];
    let plain = endings.iter().find_map(|it| name.strip_suffix(it));
    plain.map_or(name.clone(), str::to_owned)
}

fn by_content(text: &str) -> Format {
    match text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .chars()
        .next()
    {
        None | Some('{' | '/') => Format::Json,
        Some(_) => Format::Yaml,
    }
}

fn is_definition_language(id: &str) -> bool {
    matches!(id, "asl" | "asl-json" | "asl-yaml")
}

fn is_machine(parse: &Parse) -> bool {
    let Some(ast::Value::Mapping(machine)) = parse.root().value() else {
        return false;
    };
    let (start, states) = (machine.get("StartAt"), machine.value("States"));
    match states {
        Some(ast::Value::Mapping(states)) => {
            start.is_some()
                || states
                    .entries()
                    .filter_map(|it| it.value())
                    .any(|it| is_state(&it))
        }
        _ => false,
    }
}

fn is_state(value: &ast::Value) -> bool {
    let kind = value.as_mapping().and_then(|it| it.value("Type"));
    let kind = kind
        .as_ref()
        .and_then(ast::Value::as_scalar)
        .map(ast::Scalar::text);
    kind.is_some_and(|it| StateType::from_name(&it).is_some())
}
