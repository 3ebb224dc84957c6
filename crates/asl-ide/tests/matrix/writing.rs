//! What helps while somebody writes.

use asl_ide::{
    CheckConfig, CodeAction, CompletionConfig, FilePosition, FileRange, Format, FormatConfig,
};

use crate::machine::{Asked, Place, Variant};
use crate::{Answer, ensure, same};

fn labels(asked: &Asked, at: FilePosition) -> Vec<String> {
    let items = asl_ide::completions(&asked.analysis, at, &CompletionConfig::default());
    items.into_iter().map(|it| it.label).collect()
}

pub(crate) fn completion(variant: Variant) -> Answer {
    let asked = variant.ask();
    for (word, wanted) in [
        ("Approve", "Refuse"),
        ("States.TaskFailed", "States.Timeout"),
        ("Choice", "Parallel"),
        ("$limit", "$limit"),
    ] {
        let labels = labels(&asked, asked.at(word, 0));
        ensure(labels.iter().any(|it| it == wanted), || {
            format!("{word}: no {wanted} in {labels:?}")
        })?;
    }
    half_a_key(variant)
}

/// A field whose name was begun, without all that follows it, is offered and taken.
fn half_a_key(variant: Variant) -> Answer {
    let asked = variant.altered(
        ("\"Comment\": \"Puts it into a box\",", "\"Comm\n"),
        ("Comment: Puts it into a box", "Comm"),
    );
    let at = asked.behind("Comm");
    let items = asl_ide::completions(&asked.analysis, at, &CompletionConfig::default());
    let item = items.into_iter().find(|it| it.label == "Comment");
    let item = item.ok_or("half a key: no Comment")?;
    let after = asked.applied(&[item.additional, vec![item.edit]].concat());
    same(&after.text.matches("Comm").count(), &1)?;
    same(&after.text.matches("Comment").count(), &1)
}

pub(crate) fn signature_help(variant: Variant) -> Answer {
    let asked = variant.ask();
    let help = asl_ide::signature_help(&asked.analysis, asked.at("$.count", 0));
    let help = help.ok_or("no help")?;
    ensure(help.label.starts_with("States.Format("), || help.label)?;
    same(&help.active, &Some(1))
}

pub(crate) fn code_actions(variant: Variant) -> Answer {
    let right = variant.ask();
    let wrong = variant.altered(
        ("\"Default\": \"Pack\"", "\"Default\": \"Pakc\""),
        ("Default: Pack", "Default: Pakc"),
    );
    let fixed = act(&wrong, "Pakc", 0, "Change to \"Pack\"")?;
    same(&fixed.text, &right.text)?;
    let created = act(&wrong, "Pakc", 0, "Create state \"Pakc\"")?;
    same(&missing(&created), &0)?;
    let inserted = act(&right, "Approve", 0, "Insert a state before \"Approve\"")?;
    same(&missing(&inserted), &0)?;
    ensure(inserted.text.matches("Approve").count() > 1, || {
        inserted.text.clone()
    })?;
    // What takes several lines has no place in a text that is in pieces, and is not offered there.
    let moved = act(&right, "Cool", 1, "Move \"Cool\" into a Parallel");
    if variant.is_in_pieces() {
        return ensure(moved.is_err(), || "an edit over pieces".to_owned());
    }
    let moved = moved?;
    same(&missing(&moved), &0)?;
    ensure(moved.text.contains("Branches"), || moved.text.clone())
}

/// The document after the action of that title, which must not break anything.
fn act(asked: &Asked, word: &str, nth: usize, title: &str) -> Result<Asked, String> {
    let range = FileRange {
        file: asked.file,
        range: asked.range(word, nth),
    };
    let found = asl_ide::code_actions(&asked.analysis, range, &CheckConfig::default());
    let titles: Vec<_> = found.iter().map(|it| it.title.clone()).collect();
    let is_it = |it: &CodeAction| it.title == title;
    let action = found.into_iter().find(is_it);
    let action = action.ok_or_else(|| format!("no {title:?} in {titles:?}"))?;
    let edits: Vec<_> = action
        .change
        .edits
        .into_iter()
        .flat_map(|it| it.1)
        .collect();
    let after = asked.applied(&edits);
    ensure(
        count(&after, "syntax-error") <= count(asked, "syntax-error"),
        || format!("{title} breaks it:\n{}", after.text),
    )?;
    Ok(after)
}

fn missing(asked: &Asked) -> usize {
    count(asked, "missing-target")
}

fn count(asked: &Asked, code: &str) -> usize {
    let found = asl_ide::diagnostics(&asked.analysis, asked.file, &CheckConfig::default());
    found.iter().filter(|it| it.rule.code == code).count()
}

pub(crate) fn rename(variant: Variant) -> Answer {
    let asked = variant.ask();
    for (word, nth, new_name) in [("Pack", 0, "Wrap it"), ("limit", 1, "ceiling")] {
        let at = asked.at(word, nth);
        let prepared = asl_ide::prepare_rename(&asked.analysis, at).map_err(|it| it.0)?;
        same(&prepared.info.as_str(), &word)?;
        let change = asl_ide::rename(&asked.analysis, at, new_name).map_err(|it| it.0)?;
        let edits: Vec<_> = change.edits.into_iter().flat_map(|it| it.1).collect();
        let after = asked.applied(&edits);
        same(&after.text, &asked.text.replace(word, new_name))?;
    }
    let taken = asl_ide::rename(&asked.analysis, asked.at("Pack", 0), "Cool");
    ensure(taken.is_err(), || "a name that is taken".to_owned())
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
    let tidy = match variant.has_lines() {
        true => variant.ask(),
        false => untidy(variant),
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
