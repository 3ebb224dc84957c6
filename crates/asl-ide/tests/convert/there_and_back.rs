//! Definitions in the other notation and back: the same data in the same order, the same findings, the same line breaks.

use std::collections::BTreeMap;

use asl_check::CheckConfig;
use asl_ide::{
    Analysis, ConvertPart, Document, Format, FormatConfig, convert_notation, convert_to_jsonata,
    diagnostics,
};
use serde_json::{Value, json};

use crate::equal::value;
use crate::machines::machine;
use crate::notation::judged;

/// Texts that some reader of YAML takes for something else where they have no quotes.
const UNLIKE_TEXTS: &str = "\
yes|no|on|off|y|n|Yes|NO|True|FALSE|null|Null|~|2026-03-14|2026-03-14T01:59:00Z|12:30|12:30:45|0|-0|+1|007|0o17|0x1F|0b1|\
1_000|1e3|1E-3|.5|5.|.inf|-.inf|.nan|=|<<|-|--|---|...|- a|?|? b|:|: c|a:|a: b|a:b|#|#a|a #b|a# b|!t|!!str|&a|*a|@x|`x`|\
%x|'|\"|'a'|\"a\"|[|]|{|}|[a]|{a: b}|,|a,b|a, b|| a|a | a b |\\|\\n|${A}|${A}-b|{% $x %}|{% 'a: b' %}|>|>-|=a|a=b|é|\u{1f600}";

fn converted(text: &str, format: Format) -> String {
    let (analysis, file) = Analysis::single(Document::new(text, format));
    let conversion = convert_notation(&analysis, file, &FormatConfig { indent: 2 });
    conversion.expect("it is whole").text(text)
}

/// How often each rule finds something.
fn findings(text: &str, format: Format) -> BTreeMap<String, usize> {
    let (analysis, file) = Analysis::single(Document::new(text, format));
    let mut all = BTreeMap::new();
    for found in diagnostics(&analysis, file, &CheckConfig::default()) {
        *all.entry(found.rule.code.to_owned()).or_default() += 1;
    }
    all
}

/// The value with its names in their order.
fn written(text: &str, format: Format) -> String {
    value(text, format).to_string()
}

#[test]
fn machines_made_at_random_are_the_same() {
    for seed in 0..200 {
        let definition = machine(seed);
        let json = format!("{definition:#}");
        let yaml = converted(&json, Format::Json);
        assert_eq!(
            written(&yaml, Format::Yaml),
            definition.to_string(),
            "{yaml}"
        );
        assert_eq!(
            findings(&yaml, Format::Yaml),
            findings(&json, Format::Json),
            "{yaml}"
        );
        let back = converted(&yaml, Format::Yaml);
        assert_eq!(
            written(&back, Format::Json),
            definition.to_string(),
            "{yaml}"
        );
    }
}

#[test]
fn line_breaks_and_the_mark_of_the_byte_order() {
    for seed in 0..50 {
        let definition = machine(seed);
        let json = format!("{definition:#}\n").replace('\n', "\r\n");
        for json in [json.clone(), format!("\u{feff}{json}")] {
            let yaml = converted(&json, Format::Json);
            assert_eq!(
                yaml.matches('\n').count(),
                yaml.matches("\r\n").count(),
                "{yaml}"
            );
            assert_eq!(
                written(&yaml, Format::Yaml),
                definition.to_string(),
                "{yaml}"
            );
            let marked = format!("\u{feff}{yaml}");
            let back = converted(&marked, Format::Yaml);
            assert_eq!(
                back.matches('\n').count(),
                back.matches("\r\n").count(),
                "{back}"
            );
            assert_eq!(
                written(&back, Format::Json),
                definition.to_string(),
                "{back}"
            );
        }
    }
}

#[test]
fn what_looks_like_something_else_stays_a_text() {
    let texts: Vec<&str> = UNLIKE_TEXTS
        .split('|')
        .chain(["", " ", "a\n", "\na", "a\nb\n\n", "a\tb", "a\r\nb"])
        .collect();
    for text in texts {
        let all = json!({ "value": text, text: ["x", text], "nested": { text: { text: text } } });
        let yaml = converted(&all.to_string(), Format::Json);
        assert_eq!(written(&yaml, Format::Yaml), all.to_string(), "{yaml}");
        // A placeholder without quotes is what a deployment makes of it.
        if !text.starts_with("${") {
            assert_eq!(judged(&yaml).to_string(), all.to_string(), "{yaml}");
        }
        let back = converted(&yaml, Format::Yaml);
        assert_eq!(written(&back, Format::Json), all.to_string(), "{yaml}");
    }
}

/// Converting the notation and the language in either order gives the same definition.
#[test]
fn both_conversions_in_any_order() {
    let jsonata = |text: &str, format| {
        let (analysis, file) = Analysis::single(Document::new(text, format));
        let conversion = convert_to_jsonata(&analysis, file, ConvertPart::Machine).ok()?;
        Some(conversion.text(text))
    };
    let mut count = 0;
    for seed in 0..100 {
        let json = format!("{:#}", machine(seed));
        let yaml = converted(&json, Format::Json);
        let (Some(one), Some(two)) = (jsonata(&json, Format::Json), jsonata(&yaml, Format::Yaml))
        else {
            assert!(
                jsonata(&json, Format::Json).is_none() && jsonata(&yaml, Format::Yaml).is_none()
            );
            continue;
        };
        count += 1;
        let unordered = |it: &str, format| -> Value { value(it, format) };
        assert_eq!(
            unordered(&one, Format::Json),
            unordered(&two, Format::Yaml),
            "{two}"
        );
        assert_eq!(
            findings(&one, Format::Json),
            findings(&two, Format::Yaml),
            "{two}"
        );
        let errors = findings(&two, Format::Yaml);
        assert!(!errors.contains_key("invalid-jsonata"), "{two}\n{errors:?}");
    }
    assert!(count > 30, "{count}");
}
