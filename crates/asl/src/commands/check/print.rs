//! What was found, in the format that was asked for.

use serde_json::Value;

use super::Format;
use super::run::Checked;
use crate::output;
use crate::report::source::Lines;
use crate::report::{github, human, json, sarif};
use crate::status::Failure;

/// Prints everything to standard output.
pub(super) fn print(checked: &[Checked], format: Format) -> Result<(), Failure> {
    let text = match format {
        Format::Human => human(checked),
        Format::Json => json(checked),
        Format::Sarif => sarif(checked),
        Format::Github => github(checked),
    };
    output::print(&text)
}

fn human(checked: &[Checked]) -> String {
    let colour = output::colour();
    let mut out = String::new();
    for file in checked.iter().filter(|it| !it.diagnostics.is_empty()) {
        let name = file.source.name();
        let lines = Lines::new(&name, &file.source.text);
        let others = file.others.iter();
        let others: Vec<_> = others.map(|it| Lines::new(&it.name, &it.text)).collect();
        for diagnostic in &file.diagnostics {
            out += &human::diagnostic(&lines, diagnostic, &others, colour);
            out.push('\n');
        }
    }
    out + &summary(checked)
}

fn github(checked: &[Checked]) -> String {
    let files = checked
        .iter()
        .map(|file| github::file(&file.source.name(), &file.source.text, &file.diagnostics));
    files.collect::<String>() + &summary(checked)
}

fn json(checked: &[Checked]) -> String {
    let files = checked.iter().map(|it| {
        json::file(
            &it.source.name(),
            &it.source.text,
            &it.diagnostics,
            &it.others,
        )
    });
    format!("{:#}\n", Value::Array(files.collect()))
}

fn sarif(checked: &[Checked]) -> String {
    let results = checked.iter().flat_map(|it| {
        sarif::results(
            &it.source.name(),
            &it.source.text,
            &it.diagnostics,
            &it.others,
        )
    });
    let results: Vec<_> = results.collect();
    format!("{:#}\n", sarif::log(&results))
}

fn summary(checked: &[Checked]) -> String {
    let all = checked.iter().flat_map(|file| &file.diagnostics);
    let severities: Vec<_> = all.map(|it| it.severity).collect();
    human::summary(&severities, checked.len())
}
