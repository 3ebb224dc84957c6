//! Every rule of expressions and variables says the same in both notations.

use asl_check::{CheckConfig, check};
use asl_model::Model;
use asl_syntax::{Format, parse};

/// The rule, what is marked, and the fields of a Pass state that break it; as JSON and as YAML.
const CASES: &[(&str, &str, &str, &str)] = &[
    (
        "invalid-jsonata",
        "1",
        r#""Output": "{% 1 + \"ü\" & (1 %}""#,
        "Output: >-\n      {% 1 + \"ü\"\n      & (1 %}",
    ),
    (
        "unsupported-jsonata",
        "$$",
        r#""Output": "{% \"\u00fc\" & $$ %}""#,
        "Output: |-\n      {% 'ü'\n       & $$ %}",
    ),
    (
        "unavailable-member",
        "result",
        r#""Output": "{% $states.result %}""#,
        "Output: '{% $states.result %}'",
    ),
    (
        "unknown-jsonata-function",
        "$upprcase",
        r#""Output": ["{% $upprcase('a') %}"]"#,
        "Output:\n      - \"{% $upprcase('a') %}\"",
    ),
    (
        "jsonata-arguments",
        "$join",
        r#""Output": {"a": "{% $join() %}"}"#,
        "Output:\n      a: '{% $join() %}'",
    ),
    (
        "unclosed-jsonata",
        "{% 1",
        r#""Output": "{% 1""#,
        "Output: '{% 1'",
    ),
    (
        "dynamic-suffix-in-jsonata",
        "a.$",
        r#""Output": {"a.$": 1}"#,
        "Output: {a.$: 1}",
    ),
    (
        "invalid-variable-name",
        "1a",
        r#""Assign": {"1a": 1}"#,
        "Assign: {1a: 1}",
    ),
    (
        "unassigned-variable",
        "none",
        r#""Output": "{% $none %}""#,
        "Output: \"{% $none %}\"",
    ),
    (
        "maybe-unassigned",
        "maybe",
        r#""Output": "{% $maybe %}""#,
        "Output: |-\n      {% $maybe %}",
    ),
];

const JSON: &str = r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Assign": {"maybe": 1}, "Next": "B"}], "Default": "B"},
  "B": {"Type": "Pass", FIELDS, "End": true}}}"#;

const YAML: &str = "
QueryLanguage: JSONata
StartAt: A
States:
  A:
    Type: Choice
    Choices:
      - Condition: '{% true %}'
        Assign:
          maybe: 1
        Next: B
    Default: B
  B:
    Type: Pass
    FIELDS
    End: true
";

fn found(text: &str, format: Format) -> Vec<(&'static str, String)> {
    let model = Model::lower(&parse(text, format), None);
    let found = check(&model, &CheckConfig::default());
    let show = |it: &asl_check::Diagnostic| {
        let marked = text[it.range].trim_matches(['"', '\'']);
        (it.rule.code, marked.to_owned())
    };
    found.iter().map(show).collect()
}

#[test]
fn both_notations() {
    for (code, marked, json, yaml) in CASES {
        let expected = vec![(*code, (*marked).to_owned())];
        let json = JSON.replace("FIELDS", json);
        assert_eq!(found(&json, Format::Json), expected, "{json}");
        let yaml = YAML.replace("FIELDS", yaml);
        assert_eq!(found(&yaml, Format::Yaml), expected, "{yaml}");
    }
}

/// What a deployment fills in is no mistake, wherever it stands.
#[test]
fn placeholders() {
    let expressions = [
        "${Limit}",
        "${Limit} + 1",
        "'${Bucket}/x' & ${Suffix}",
        "$states.input.items[price > ${Limit}]",
        "$sum([${A}, ${B}])",
        "{'a': ${Value}}",
        "${Path}.name",
        "$states.input.${Field}",
        "${Function}(1)",
        "$${Name}",
        "[1..${Last}]",
    ];
    for expression in expressions {
        let fields = format!(r#""Output": "{{% {expression} %}}""#);
        let json = JSON.replace("FIELDS", &fields);
        assert_eq!(found(&json, Format::Json), [], "{json}");
        let fields = format!("Output: |-\n      {{% {expression} %}}");
        let yaml = YAML.replace("FIELDS", &fields);
        assert_eq!(found(&yaml, Format::Yaml), [], "{yaml}");
    }
}
