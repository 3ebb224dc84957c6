//! What is filled in for names, behind them.

use std::collections::BTreeMap;

use asl_check::placeholders;

use super::Source;
use crate::embedded::Part;
use crate::words::shortened;
use crate::{Analysis, Document, FileId, InlayHint, InlayHintKind};

/// What templates and `asl.toml` fill in for the names in a definition file.
pub(crate) fn in_file(
    analysis: &Analysis,
    file: FileId,
    values: &BTreeMap<String, String>,
) -> Vec<InlayHint> {
    let document = analysis.document(file);
    let sources = analysis.sources(file);
    document.map_or_else(Vec::new, |it| of_document(it, &sources, values))
}

/// What a template fills in for the names in one of its definitions, at offsets of the definition.
pub(crate) fn in_part(
    host: &Document,
    file: FileId,
    part: &Part,
    values: &BTreeMap<String, String>,
) -> Vec<InlayHint> {
    let source = Source::of_part(file, host, part);
    of_document(part.document(), source.as_slice(), values)
}

fn of_document(
    document: &Document,
    sources: &[Source<'_>],
    values: &BTreeMap<String, String>,
) -> Vec<InlayHint> {
    let value = |name: &str| {
        let given = |source: &Source<'_>| source.value(source.substitution(name)?);
        let given = sources.iter().find_map(given);
        given.or_else(|| values.get(name).cloned())
    };
    let names = placeholders(document.model()).into_iter();
    names
        .filter_map(|it| {
            let value = value(&it.name)?;
            let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(InlayHint {
                // Behind the closing brace.
                offset: it.range.end() + asl_syntax::TextSize::new(1),
                label: shortened(&line),
                kind: InlayHintKind::Substitution,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use asl_syntax::{Format, TextRange};
    use expect_test::{Expect, expect};

    use crate::{Analysis, Document, FileRange, InlayHintsConfig, inlay_hints};

    fn check(text: &str, format: Format, expected: &Expect) {
        let document = Document::new(text, format);
        let range = TextRange::up_to(document.text().len());
        let (analysis, file) = Analysis::single(document);
        let values = [("Limit".to_owned(), "12".to_owned())];
        let config = InlayHintsConfig {
            values: values.into_iter().collect(),
            ..InlayHintsConfig::default()
        };
        let mut drawn = text.to_owned();
        let hints = inlay_hints(&analysis, FileRange { file, range }, &config);
        for hint in hints.iter().rev() {
            drawn.insert_str(usize::from(hint.offset), &format!("«{}»", hint.label));
        }
        expected.assert_eq(&drawn);
    }

    #[test]
    fn values_of_the_project() {
        check(
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Seconds": ${Limit}, "Comment": "${Other}", "End": true } } }"#,
            Format::Json,
            &expect![[
                r#"{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Seconds": ${Limit}«12», "Comment": "${Other}", "End": true } } }"#
            ]],
        );
    }

    #[test]
    fn values_of_the_template() {
        check(
            "Resources:\n  Machine:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionSubstitutions:\n        Function: !GetAtt Pay.Arn\n      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n            Resource: ${Function}\n            End: true\n",
            Format::Yaml,
            &expect![[r#"
                Resources:
                  Machine:
                    Type: AWS::Serverless::StateMachine
                    Properties:
                      DefinitionSubstitutions:
                        Function: !GetAtt Pay.Arn
                      Definition:
                        StartAt: A
                        States:
                          A:
                            Type: Task
                            Resource: ${Function}«!GetAtt Pay.Arn»
                            End: true
            "#]],
        );
    }
}
