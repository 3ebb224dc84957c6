//! Rename, formatting and signatures: what helps while somebody writes.

use asl_ide::{FilePosition, FileRange, Format, FormatConfig};

use crate::machine::{Asked, Place, Variant};
use crate::{Answer, Question, ensure, same};

/// What can get another name, as the table calls it.
pub(crate) const PARTS: [(&str, Question); 2] = [
    ("Rename: states", |it| {
        let asked = it.ask();
        renamed(&asked, ("Pack", 0), "Wrap it")?;
        let taken = asl_ide::rename(&asked.analysis, asked.at("Pack", 0), "Cool");
        ensure(taken.is_err(), || "a name that is taken".to_owned())
    }),
    ("Rename: variables", |it| {
        renamed(&it.ask(), ("limit", 1), "ceiling")
    }),
];

pub(crate) fn signature_help(variant: Variant) -> Answer {
    let asked = variant.ask();
    let help = asl_ide::signature_help(&asked.analysis, asked.at("$.count", 0));
    let help = help.ok_or("no help")?;
    ensure(help.label.starts_with("States.Format("), || help.label)?;
    same(&help.active, &Some(1))
}

fn renamed(asked: &Asked, (word, nth): (&str, usize), new_name: &str) -> Answer {
    let at = asked.at(word, nth);
    let prepared = asl_ide::prepare_rename(&asked.analysis, at).map_err(|it| it.0)?;
    same(&prepared.info.as_str(), &word)?;
    let change = asl_ide::rename(&asked.analysis, at, new_name).map_err(|it| it.0)?;
    let edits: Vec<_> = change.edits.into_iter().flat_map(|it| it.1).collect();
    let after = asked.applied(&edits);
    same(&after.text, &asked.text.replace(word, new_name))
}

/// Blanks that do not belong there, in one state.
fn untidy(variant: Variant) -> Asked {
    variant.altered(
        ("\"Seconds\": 5400,", "\"Seconds\":    5400,"),
        ("Seconds: 5400", "Seconds:    5400"),
    )
}

/// The text of [`untidy`] after formatting: what stands in quotes, without lines, is left as it is.
fn tidy(variant: Variant) -> String {
    let tidy = if variant.has_lines() {
        variant.ask()
    } else {
        untidy(variant)
    };
    tidy.text
}

pub(crate) fn format(variant: Variant) -> Answer {
    let (tidy, asked) = (tidy(variant), untidy(variant));
    let edits = asl_ide::format(&asked.analysis, asked.file, &FormatConfig::default());
    same(&asked.applied(&edits).text, &tidy)
}

pub(crate) fn format_selection(variant: Variant) -> Answer {
    let (tidy, asked) = (tidy(variant), untidy(variant));
    let format = |word| {
        let range = FileRange {
            file: asked.file,
            range: asked.range(word, 0),
        };
        let edits = asl_ide::format_range(&asked.analysis, range, &FormatConfig::default());
        asked.applied(&edits).text
    };
    same(&format("5400"), &tidy)?;
    same(&format("StartAt"), &asked.text)
}

pub(crate) fn on_type(variant: Variant) -> Answer {
    match variant.place {
        Place::Alone(Format::Yaml) if !variant.is_broken() => {
            return Err("YAML is left to the editor".to_owned());
        }
        _ if variant.is_yaml() || !variant.has_lines() => return Ok(()),
        _ => {}
    }
    // The comma and the indentation of the line that Enter has just begun.
    let asked = variant.altered(
        ("\"Seconds\": 5400,\n      ", "\"Seconds\": 5400\n"),
        ("", ""),
    );
    let at = FilePosition {
        offset: asked.range("\"Next\": \"Pack\"", 0).start(),
        file: asked.file,
    };
    let config = FormatConfig::default();
    let edits = asl_ide::on_type_formatting(&asked.analysis, at, '\n', &config);
    same(&asked.applied(&edits).text, &variant.ask().text)
}
