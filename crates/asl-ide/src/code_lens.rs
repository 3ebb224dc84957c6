//! What stands above the lines: what can be run here, and how many ways lead in.

use asl_model::{Model, Origin, State};
use asl_syntax::TextRange;

use crate::{Analysis, FileId};

/// A line above the text that can be clicked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLens {
    /// What it belongs to.
    pub range: TextRange,
    /// What it says and does.
    pub kind: CodeLensKind,
}

/// What a code lens says and does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeLensKind {
    /// Runs the machine; with the test case of that name when there is one.
    Simulate(Option<String>),
    /// Runs the state of that name alone.
    TestState(String),
    /// Shows the places that lead to a state.
    WaysIn(Vec<TextRange>),
}

/// # Code lens
///
/// Above the machine "Simulate", once more for each test case that is known; above each state how many
/// ways lead to it, and "Test" to run it alone.
pub fn code_lens(analysis: &Analysis, file: FileId, cases: &[String]) -> Vec<CodeLens> {
    let Some(document) = analysis.document(file) else {
        return Vec::new();
    };
    let model = document.model();
    let mut found = Vec::new();
    for root in model.roots() {
        let machine = model.machine(*root);
        let Some(start) = machine.start_at() else {
            continue;
        };
        let simulate = std::iter::once(None).chain(cases.iter().cloned().map(Some));
        found.extend(simulate.map(|case| CodeLens {
            range: start.value_range,
            kind: CodeLensKind::Simulate(case),
        }));
    }
    for state in model.states() {
        found.extend(of_state(model, state));
    }
    found
}

fn of_state(model: &Model, state: &State) -> Vec<CodeLens> {
    let ways = model.references_to(state.id());
    let ways: Vec<_> = ways.map(|it| (it.range, it.from)).collect();
    let is_start = |it: &(TextRange, Origin)| matches!(it.1, Origin::Machine(_));
    let mut found = Vec::new();
    // That a machine begins with the state needs no remark.
    if !ways.iter().all(is_start) {
        found.push(CodeLensKind::WaysIn(ways.iter().map(|it| it.0).collect()));
    }
    if state.kind().is_some() {
        found.push(CodeLensKind::TestState(state.name().to_owned()));
    }
    let lens = |kind| CodeLens {
        range: state.key_range(),
        kind,
    };
    found.into_iter().map(lens).collect()
}

#[cfg(test)]
mod tests {
    use asl_syntax::Format;
    use expect_test::{Expect, expect};

    use super::{CodeLensKind, code_lens};
    use crate::{Analysis, Document};

    fn check(text: &str, format: Format, cases: &[String], expected: &Expect) {
        let (analysis, file) = Analysis::single(Document::new(text, format));
        let lines = code_lens(&analysis, file, cases).into_iter().map(|lens| {
            let what = match lens.kind {
                CodeLensKind::Simulate(None) => "simulate".to_owned(),
                CodeLensKind::Simulate(Some(case)) => format!("simulate {case}"),
                CodeLensKind::TestState(name) => format!("test {name}"),
                CodeLensKind::WaysIn(ways) => format!("{} ways in", ways.len()),
            };
            format!("{}: {what}\n", &text[lens.range])
        });
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn in_json() {
        check(
            r#"{ "StartAt": "A", "States": {
                "A": { "Type": "Pass", "Next": "B" },
                "B": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "A" }], "Default": "C" },
                "C": { "Ty" "#,
            Format::Json,
            &["Happy".to_owned()],
            &expect![[r#"
                "A": simulate
                "A": simulate Happy
                "A": 2 ways in
                "A": test A
                "B": 1 ways in
                "B": test B
                "C": 1 ways in
            "#]],
        );
    }

    #[test]
    fn in_yaml() {
        check(
            "StartAt: A\nStates:\n  A: { Type: Succeed }\n",
            Format::Yaml,
            &[],
            &expect![[r"
                A: simulate
                A: test A
            "]],
        );
    }
}
