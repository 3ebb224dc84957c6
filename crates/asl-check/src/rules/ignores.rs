//! `asl-ignore: CODE` in a `Comment`: what it covers, and codes that do not exist.

use asl_model::Model;
use asl_syntax::ast::Value;
use asl_text::{TextRange, TextSize};

use crate::edits;
use crate::findings::Findings;
use crate::suggest::nearest;
use crate::table::{RULES, UNKNOWN_IGNORE};
use crate::walk::{Member, Object};
use crate::{Diagnostic, Rule};

const MARK: &str = "asl-ignore:";

/// Wherever a finding stands.
const WHOLE: TextRange = TextRange::up_to(TextSize::new(u32::MAX));

/// Where findings of certain codes are not wanted.
#[derive(Debug, Default)]
pub(crate) struct Ignores(Vec<(TextRange, Vec<String>)>);

impl Ignores {
    /// Reads the comments of all states and machines.
    pub(crate) fn of(model: &Model) -> Self {
        let states = model
            .states()
            .iter()
            .map(|it| (it.range(), it.facts().comment()));
        let machines = model.machines().iter().map(|it| {
            let is_root = it.owner().is_none();
            let range = if is_root { WHOLE } else { it.range() };
            (range, it.facts().comment())
        });
        let list = states.chain(machines).filter_map(|(range, comment)| {
            let codes: Vec<_> = codes(comment?).map(|(_, it)| it.to_owned()).collect();
            (!codes.is_empty()).then_some((range, codes))
        });
        Self(list.collect())
    }

    /// Whether findings of a rule are not wanted anywhere in the definition.
    pub(crate) fn covers_all(&self, rule: &Rule) -> bool {
        self.0
            .iter()
            .any(|(range, codes)| *range == WHOLE && codes.iter().any(|it| it == rule.code))
    }

    /// Whether a finding is covered.
    pub(crate) fn cover(&self, found: &Diagnostic) -> bool {
        self.0.iter().any(|(range, codes)| {
            range.contains_range(found.range) && codes.iter().any(|it| it == found.rule.code)
        })
    }
}

/// Codes in a comment that no rule has.
pub(super) fn unknown_codes(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let is_comment = member.name == "Comment" && member.field(object).is_some();
    let Some(Value::Scalar(scalar)) = member.value.as_ref().filter(|_| is_comment) else {
        return;
    };
    if !member.literal.text().is_some_and(|it| it.contains(MARK)) {
        return;
    }
    let decoded = scalar.decoded();
    for (start, code) in codes(&decoded.text) {
        if Rule::find(code).is_some() {
            continue;
        }
        let range = TextRange::at(TextSize::new(start as u32), TextSize::of(code));
        let range = decoded.map.to_source_range(range);
        let message = format!("There is no rule \"{code}\"");
        let finding = findings.report(&UNKNOWN_IGNORE, range, message);
        if let Some(meant) = nearest(code, RULES.iter().map(|it| it.code)) {
            finding.fix(
                format!("Change to \"{meant}\""),
                edits::replace(range, meant),
            );
        }
    }
}

/// The codes after the mark with where they start, up to the first word that can be none.
fn codes(comment: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = comment.find(MARK).map(|it| it + MARK.len());
    let list = start.map_or("", |it| &comment[it..]);
    let list = list.split(['\n', '.', ';']).next().unwrap_or_default();
    let start = start.unwrap_or_default();
    list.split(',')
        .map(move |it| {
            let blank = it.len() - it.trim_start().len();
            let offset = it.as_ptr() as usize - list.as_ptr() as usize;
            (start + offset + blank, it.trim())
        })
        .filter(|(_, it)| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn reads_codes_with_their_places() {
        let read = |text| codes(text).collect::<Vec<_>>();
        assert_eq!(read("asl-ignore: a-b"), [(12, "a-b")]);
        assert_eq!(
            read("Old. asl-ignore: a ,b. Because."),
            [(17, "a"), (20, "b")]
        );
        assert_eq!(read("nothing"), []);
        assert_eq!(read("asl-ignore:"), []);
    }
}
