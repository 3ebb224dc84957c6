//! The outline of a document, drawn as a tree.

use asl_ide::{DocumentSymbol, Format, document_symbols};
use expect_test::expect;

use crate::support::Setup;

fn draw(symbols: &[DocumentSymbol], text: &str, depth: usize, drawn: &mut String) {
    for symbol in symbols {
        assert!(symbol.range.contains_range(symbol.selection_range));
        let detail = symbol.detail.as_deref().unwrap_or("-");
        let selected = &text[symbol.selection_range];
        let lines = text[symbol.range].lines().count();
        drawn.push_str(&"  ".repeat(depth));
        drawn.push_str(&[&symbol.name, " (", detail, ") selects ", selected, ", "].concat());
        drawn.push_str(&lines.to_string());
        drawn.push_str(" lines\n");
        draw(&symbol.children, text, depth + 1, drawn);
    }
}

#[test]
fn states_with_their_machines() {
    let text = r#"
{
  "StartAt": "Both",
  "States": {
    "Both": {"Type": "Parallel", "Branches": [
      {"StartAt": "Left", "States": {"Left": {"Type": "Pass", "End": true}}},
      {"States": {}}
    ], "Next": "Each"},
    "Each": {
      "Type": "Map",
      "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Wait"}}}
    },
    "": 5
  }
}"#;
    let setup = Setup::new(text, Format::Json);
    let mut drawn = String::new();
    draw(
        &document_symbols(&setup.analysis, setup.file),
        &setup.text,
        0,
        &mut drawn,
    );
    expect![[r#"
        Both (Parallel) selects Both, 4 lines
          Branch 1 (starts at Left) selects Left, 1 lines
            Left (Pass) selects Left, 1 lines
          Branch 2 (-) selects , 1 lines
        Each (Map) selects Each, 4 lines
          ItemProcessor (starts at One) selects One, 1 lines
            One (Wait) selects One, 1 lines
        (no name) (-) selects , 1 lines
    "#]]
    .assert_eq(&drawn);
}

#[test]
fn in_yaml_and_while_broken() {
    let text = "\nStates:\n  Ready:\n    Type: Pass\n  Half:\n    Ty\n  Last:\n";
    let setup = Setup::new(text, Format::Yaml);
    let mut drawn = String::new();
    draw(
        &document_symbols(&setup.analysis, setup.file),
        &setup.text,
        0,
        &mut drawn,
    );
    expect![[r#"
        Ready (Pass) selects Ready, 2 lines
        Half (-) selects Half, 2 lines
        Last (-) selects Last, 1 lines
    "#]]
    .assert_eq(&drawn);
}
