//! The settings, for the people who set them: the settings page of VS Code and a table of the manual.

use std::fmt::Write;
use std::io;

use asl_check::{Group, Level, RULES, Severity};
use asl_ide::{SETTINGS, SETTINGS_SECTION, Setting, SettingKind};
use asl_syntax::Format;
use asl_syntax::pointer::resolve;
use serde_json::{Map, Value, json};

use crate::workspace::root;

/// The manifest of VS Code's extension; all but the settings in it is written by hand.
pub(super) const PATH: &str = "editors/vscode/package.json";

/// Where the settings stand in the manifest.
const PROPERTIES: &str = "/contributes/configuration/properties";

/// What stands in front of a line of them.
const INDENT: &str = "      ";

/// What the extension alone knows: it never gets to the server.
const OF_THE_CLIENT: [&str; 2] = ["asl.server.path", "asl.trace.server"];

/// The manifest with the settings of the table; whatever stands around them stays as it is written.
pub(super) fn extension() -> io::Result<String> {
    let mut text = std::fs::read_to_string(root().join(PATH))?;
    let tree = asl_syntax::parse(&text, Format::Json);
    let missing = || io::Error::other(format!("{PATH} has no {PROPERTIES}"));
    let place = resolve(&tree.root(), PROPERTIES).ok_or_else(missing)?;
    let mut properties = Map::new();
    if let Value::Object(written) = place.to_json() {
        let own = |it: &(String, Value)| OF_THE_CLIENT.contains(&it.0.as_str());
        properties.extend(written.into_iter().filter(own));
    }
    properties.extend(SETTINGS.iter().map(|it| (name(it), schema(it))));
    let pretty = serde_json::to_string_pretty(&properties)?;
    text.replace_range(
        std::ops::Range::<usize>::from(place.range()),
        &pretty.replace('\n', &format!("\n{INDENT}")),
    );
    Ok(text)
}

/// The settings in markdown.
pub(super) fn table() -> String {
    let mut text = format!(
        "Under `{SETTINGS_SECTION}`, from the client or as `initializationOptions.settings`; an `asl.toml` holds \
         for the command line as well.\n\n| setting | | |\n|---|---|---|\n"
    );
    for setting in SETTINGS {
        let values = match setting.kind {
            SettingKind::Switch => "on or off".to_owned(),
            SettingKind::Levels => format!("`{}`", levels().join("`, `")),
        };
        let _ = writeln!(text, "| `{}` | {values} | {} |", setting.name, setting.doc);
    }
    text
}

fn name(setting: &Setting) -> String {
    format!("{SETTINGS_SECTION}.{}", setting.name)
}

/// A setting as VS Code's page of settings has it.
fn schema(setting: &Setting) -> Value {
    let doc = setting.doc;
    match setting.kind {
        SettingKind::Switch => {
            json!({ "type": "boolean", "default": true, "markdownDescription": doc })
        }
        SettingKind::Levels => json!({
            "type": "object",
            "default": {},
            "propertyNames": codes(),
            "additionalProperties": { "enum": levels() },
            "markdownDescription": doc,
        }),
    }
}

/// Every group and every rule, so that an editor can complete them.
fn codes() -> Value {
    let groups = Group::ALL.into_iter();
    let groups = groups.map(|it| (it.name(), format!("All rules of *{}*.", it.title())));
    let rules = RULES
        .iter()
        .map(|it| (it.code, format!("{} ({})", it.summary, it.severity)));
    let (codes, words): (Vec<_>, Vec<_>) = groups.chain(rules).unzip();
    json!({ "enum": codes, "markdownEnumDescriptions": words })
}

/// What a rule can be set to.
fn levels() -> Vec<&'static str> {
    let severities = Severity::ALL.map(Severity::name);
    [&[Level::OFF], &severities[..]].concat()
}
