//! States and variables that get another name: the machine does the same.

use asl_ide::{FilePosition, TextSize};

use crate::definitions::{Definition, all};
use crate::runs::{errors, mistakes, outcome};
use crate::words::{applied, edits, open, places};

/// Names that are hard to write; the second is one for variables too.
const STATES: [&str; 3] = ["It's: \"new\" \\ #🦀", "new", "- new {x}"];
const VARIABLES: [&str; 2] = ["fresh", "ünew_1"];

/// The text with what is at the offset renamed.
fn renamed(of: &Definition, offset: TextSize, name: &str) -> Result<String, String> {
    let (analysis, file) = open(&of.text, of.format);
    let at = FilePosition { file, offset };
    let change = asl_ide::rename(&analysis, at, name).map_err(|it| it.0)?;
    applied(&of.text, &edits(&change))
}

/// What is wrong with the text after a rename.
fn compared(of: &Definition, after: &str, old: &str, new: &str) -> Result<(), String> {
    if mistakes(after, of.format) > mistakes(&of.text, of.format) {
        return Err("it cannot be read".to_owned());
    }
    let (before, found) = (errors(&of.text, of.format), errors(after, of.format));
    if before.is_empty() && !found.is_empty() {
        return Err(format!("new errors: {found:?}"));
    }
    for fails in [false, true] {
        let ran = outcome(&of.text, of.format, &of.input, fails).map(|it| format!("{it:?}"));
        let again = outcome(after, of.format, &of.input, fails).map(|it| format!("{it:?}"));
        let quoted = |it: &str| format!("{it:?}");
        let again = again.map(|it| it.replace(&quoted(new), &quoted(old)));
        if ran != again {
            return Err(format!("{ran:?}\n  then {again:?}"));
        }
    }
    Ok(())
}

#[test]
fn states() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for of in all() {
        let (analysis, file) = open(&of.text, of.format);
        let document = analysis.document(file).expect("it is open");
        for (index, state) in document.model().states().iter().enumerate() {
            let new = STATES[index % STATES.len()];
            let start = state.key_range().start();
            let after = match renamed(&of, start, new) {
                Ok(it) => it,
                Err(reason) if reason.contains("already") => continue,
                Err(reason) => {
                    wrong.push(format!("{}, {}: {reason}", of.name, state.name()));
                    continue;
                }
            };
            count += 1;
            if let Err(reason) = compared(&of, &after, state.name(), new) {
                wrong.push(format!("{}, {}: {reason}", of.name, state.name()));
            }
        }
    }
    assert!(count > 100, "{count} states");
    assert!(
        wrong.is_empty(),
        "{} times\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn variables() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for of in all() {
        if !of.text.contains("Assign") && !of.text.contains("{%") {
            continue;
        }
        let (analysis, file) = open(&of.text, of.format);
        let mut done = Vec::new();
        for offset in places(&of.text) {
            let at = FilePosition { file, offset };
            let Ok(prepared) = asl_ide::prepare_rename(&analysis, at) else {
                continue;
            };
            let document = analysis.document(file).expect("it is open");
            let is_state = !document.model().states_named(&prepared.info).is_empty();
            if is_state || done.contains(&prepared.range) {
                continue;
            }
            done.push(prepared.range);
            let new = VARIABLES[count % VARIABLES.len()];
            count += 1;
            let place = format!("{}, {} at {offset:?}", of.name, prepared.info);
            match renamed(&of, offset, new) {
                Ok(after) => {
                    if let Err(reason) = compared(&of, &after, &prepared.info, new) {
                        wrong.push(format!("{place}: {reason}"));
                    }
                    if after.matches(new).count() < 2
                        && !after.contains(&format!("${new}"))
                        && !after.contains(&format!("{new}\""))
                        && !after.contains(&format!("{new}:"))
                        && !after.contains(&format!("{new}.$"))
                    {
                        wrong.push(format!("{place}: nothing changed"));
                    }
                }
                Err(reason) => wrong.push(format!("{place}: {reason}")),
            }
        }
    }
    assert!(count > 50, "{count} places");
    assert!(
        wrong.is_empty(),
        "{} times\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
