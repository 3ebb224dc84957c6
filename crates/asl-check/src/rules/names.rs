//! Names of states and labels of Maps.

use asl_lang::{Place, StateType, limits};
use asl_model::{Model, State, StateFacts};
use asl_text::{Edit, TextRange};
use rustc_hash::FxHashMap;

use crate::edits;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::table::{DUPLICATE_LABEL, INVALID_LABEL, INVALID_STATE_NAME};
use crate::walk::{Member, Object};

/// A state's name has 1 to 80 characters.
pub(super) fn state_name(facts: &StateFacts, findings: &mut Findings) {
    let name = facts.name();
    let length = name.chars().count();
    if is_placeholder(name) {
        return;
    }
    if length > limits::STATE_NAME_CHARS {
        let message = format!(
            "A state's name has at most {} characters, this one has {length}",
            limits::STATE_NAME_CHARS
        );
        findings.report(&INVALID_STATE_NAME, facts.name_range(), message);
    } else if length == 0 {
        findings.report(
            &INVALID_STATE_NAME,
            facts.key_range(),
            "A state needs a name",
        );
    }
}

/// A label becomes part of an ARN.
pub(super) fn label(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let is_label = object.place == Place::State(StateType::Map) && member.name == "Label";
    let Some(text) = member.literal.text().filter(|_| is_label) else {
        return;
    };
    let length = text.chars().count();
    let message = if length > limits::LABEL_CHARS {
        format!(
            "A label has at most {} characters, this one has {length}",
            limits::LABEL_CHARS
        )
    } else if let Some(wrong) = text.chars().find(|it| !is_label_char(*it)) {
        format!("A label must not have the character {wrong:?}")
    } else {
        return;
    };
    let finding = findings.report(&INVALID_LABEL, member.value_range(), message);
    if let Some(value) = &member.value {
        let mended = mended(text);
        finding.fix(
            format!("Change to \"{mended}\""),
            edits::retext(value, &mended),
        );
    }
}

/// The label with a hyphen for what it must not have, cut to its length.
fn mended(label: &str) -> String {
    let chars = label.chars();
    let allowed = chars.map(|it| if is_label_char(it) { it } else { '-' });
    allowed.take(limits::LABEL_CHARS).collect()
}

/// The characters that the names of Step Functions' resources may have.
fn is_label_char(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"?*<>{}[]\"#%\\^|~`$&,;:/".contains(c)
}

/// Labels are unique in the whole definition.
pub(super) fn duplicate_labels(model: &Model, findings: &mut Findings) {
    let mut seen: FxHashMap<String, TextRange> = FxHashMap::default();
    for state in model.states() {
        let Some((label, range)) = label_of(state) else {
            continue;
        };
        let range = *range + state.base();
        if let Some(first) = seen.get(label.as_str()) {
            let message = format!("The label \"{label}\" is taken by another Map");
            findings
                .report(&DUPLICATE_LABEL, range, message)
                .related(*first, "It is used here first")
                .maybe("Remove \"Label\"", removal(state));
        } else {
            seen.insert(label.clone(), range);
        }
    }
}

/// A Map without a label gets one of AWS's.
fn removal(state: &State) -> Vec<Edit> {
    let mapping = state.facts().mapping();
    let Some(entry) = mapping.and_then(|it| it.get("Label")) else {
        return Vec::new();
    };
    let mut edits = edits::remove(&entry);
    for edit in &mut edits {
        edit.range += state.base();
    }
    edits
}

/// The label of a Map and where it stands in the state; read once per version of the state.
fn label_of(state: &State) -> Option<&(String, TextRange)> {
    if state.kind() != Some(StateType::Map) {
        return None;
    }
    let label = state.facts().derived(|facts| Label(read_label(facts)));
    label.0.as_ref()
}

struct Label(Option<(String, TextRange)>);

fn read_label(facts: &StateFacts) -> Option<(String, TextRange)> {
    let value = facts.mapping()?.value("Label")?;
    let text = value.as_scalar()?.as_string()?;
    (!is_placeholder(&text)).then(|| (text, value.range()))
}
