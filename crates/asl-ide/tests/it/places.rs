//! Positions in expressions, however their scalar is written: what is marked in the document is the
//! marked part of the expression.

use asl_ide::{Format, semantic_tokens};
use asl_jsonata::syntax::tokens;
use asl_model::Model;
use asl_syntax::parse;
use proptest::prelude::*;

use crate::support::Setup;

/// The styles of scalars that can hold an expression.
#[derive(Debug, Clone, Copy)]
enum Style {
    Json,
    DoubleQuoted,
    SingleQuoted,
    Literal,
    Folded,
}

const STYLES: [Style; 5] = [
    Style::Json,
    Style::DoubleQuoted,
    Style::SingleQuoted,
    Style::Literal,
    Style::Folded,
];

const INDENT: &str = "        ";

impl Style {
    fn format(self) -> Format {
        match self {
            Self::Json => Format::Json,
            _ => Format::Yaml,
        }
    }

    /// A document whose one state has this expression in its `Output`.
    fn document(self, expression: &str) -> String {
        let text = ["{%", expression, "%}"].concat();
        let scalar = match self {
            Self::Json => escaped(&text),
            Self::DoubleQuoted => folded(&escaped(&text)),
            Self::SingleQuoted => folded(&["'", &text.replace('\'', "''"), "'"].concat()),
            Self::Literal => {
                let text = text.replace('\n', &["\n", INDENT].concat());
                ["|-\n", INDENT, &text].concat()
            }
            Self::Folded => [">-\n", INDENT, &folded(&text)].concat(),
        };
        match self {
            Self::Json => format!(
                r#"{{"QueryLanguage": "JSONata", "StartAt": "S", "States": {{"S": {{"Type": "Pass", "Output": {scalar}, "End": true}}}}}}"#
            ),
            _ => format!(
                "QueryLanguage: JSONata\nStartAt: S\nStates:\n  S:\n    Type: Pass\n    Output: {scalar}\n    End: true\n"
            ),
        }
    }

    /// What a part of the scalar's text stands for.
    fn decoded(self, text: &str) -> String {
        let line = ["\n", INDENT].concat();
        let text = match self {
            Self::Literal => return text.replace(&line, "\n"),
            Self::Json => text.to_owned(),
            // The line's end alone stands for the blank.
            _ => text.replace(&line, " ").replace('\n', " "),
        };
        match self {
            Self::Json | Self::DoubleQuoted => {
                serde_json::from_str(&["\"", &text, "\""].concat()).unwrap_or(text)
            }
            Self::SingleQuoted => text.replace("''", "'"),
            _ => text,
        }
    }

    /// What the style can say: only some can have line ends.
    fn fits(self, expression: &str) -> bool {
        match self {
            Self::Json | Self::DoubleQuoted => true,
            Self::SingleQuoted | Self::Folded => !expression.contains('\n'),
            Self::Literal => !expression.contains("\n\n") && !expression.contains("\n "),
        }
    }
}

/// With every way of escaping in it.
fn escaped(text: &str) -> String {
    let text = serde_json::Value::from(text).to_string();
    text.replace('ü', "\\u00fc").replace('🜚', "\\ud83d\\udf1a")
}

/// Lines end where a single blank stands between words.
fn folded(text: &str) -> String {
    let bytes = text.as_bytes();
    let line = ["\n", INDENT].concat();
    let mut folded = String::new();
    for (at, character) in text.char_indices() {
        let solid = |at: Option<usize>| {
            at.and_then(|it| bytes.get(it))
                .is_some_and(|it| !matches!(it, b' ' | b'\t' | b'\\' | b'\n'))
        };
        if character == ' ' && solid(at.checked_sub(1)) && solid(Some(at + 1)) {
            folded.push_str(&line);
        } else {
            folded.push(character);
        }
    }
    folded
}

fn check(style: Style, expression: &str) -> Result<(), TestCaseError> {
    let text = style.document(expression);
    let model = Model::lower(&parse(&text, style.format()), None);
    let state = &model.states()[0];
    let Some(found) = state.expressions().first() else {
        return Err(TestCaseError::fail(format!("no expression in\n{text}")));
    };
    prop_assert_eq!(found.text(), expression, "{}", &text);
    let ends = expression.char_indices().map(|it| it.0);
    let ends: Vec<usize> = ends.chain([expression.len()]).collect();
    let parts = ends.windows(2).map(|it| it[0]..it[1]);
    for part in parts.chain(tokens(expression).into_iter().map(|it| it.range)) {
        let place = state.to_document(found.place_of(part.clone()));
        let marked = style.decoded(&text[place]);
        prop_assert_eq!(
            &marked,
            &expression[part.clone()],
            "{:?} at {:?} in\n{}",
            style,
            part,
            &text
        );
        let back = state.expression_at(place.start()).map(|it| it.1);
        prop_assert_eq!(back, Some(part.start));
    }
    Ok(())
}

fn check_tokens(style: Style, expression: &str) -> Result<(), TestCaseError> {
    let text = style.document(expression);
    let setup = Setup::new(&text, style.format());
    let found = semantic_tokens(&setup.analysis, setup.file, None);
    for token in &found {
        prop_assert!(!token.range.is_empty(), "{:?} in\n{}", token, &text);
        prop_assert!(
            !text[token.range].contains(['\n', '\r']),
            "{:?} in\n{}",
            token,
            &text
        );
    }
    for pair in found.windows(2) {
        prop_assert!(
            pair[0].range.end() <= pair[1].range.start(),
            "{:?} in\n{}",
            pair,
            &text
        );
    }
    for part in &found {
        let range = Some(part.range);
        let here = semantic_tokens(&setup.analysis, setup.file, range);
        prop_assert!(here.contains(part));
    }
    Ok(())
}

fn expression() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("$states.input.a"),
        Just("$sum("),
        Just(")"),
        Just("\"a\\nb\\\"c\""),
        Just("'ü''🜚'"),
        Just("`b c`"),
        Just("/* note 🜚 */"),
        Just("/[a-z]\\/ü/i"),
        Just("${Limit}"),
        Just("12.5"),
        Just("and"),
        Just("\\"),
        Just(" & "),
        Just(" "),
        Just("\n"),
        Just("$größe"),
        Just("{'k': "),
        Just("}"),
        Just("#"),
        Just("~>"),
        Just("\t"),
        Just("\""),
        Just("'"),
    ];
    proptest::collection::vec(part, 0..10).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn the_marked_text_is_the_marked_part(expression in expression()) {
        for style in STYLES.into_iter().filter(|it| it.fits(&expression)) {
            check(style, &expression)?;
        }
    }

    #[test]
    fn colours_never_overlap(expression in expression()) {
        for style in STYLES.into_iter().filter(|it| it.fits(&expression)) {
            check_tokens(style, &expression)?;
        }
    }
}
