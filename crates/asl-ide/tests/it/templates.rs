//! Every feature in templates: the same definition as an object and as a text, in both notations,
//! answers as it does alone, at the right places.

use asl_ide::{
    Analysis, CheckConfig, CompletionConfig, Document, Edit, FilePosition, Format, FormatConfig,
    TextRange, code_actions, completions, diagnostics, document_highlight, document_symbols,
    folding_ranges, format, goto_definition, hover, references, rename, selection_ranges,
    semantic_tokens, signature_help,
};
use asl_testing::fixture::{Fixture, apply};
use expect_test::expect;

pub(crate) const JSON: &str = r#"{
  "StartAt": "Check",
  "States": {
    "Check": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Approve" }
      ],
      "Default": "Pack"
    },
    "Approve": {
      "Type": "Pass",
      "Parameters": { "text.$": "States.Format('{} items', $.count)" },
      "Next": "Pack"
    },
    "Pack": { "Type": "Pass", "End": true }
  }
}"#;

pub(crate) const YAML: &str = "StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - Variable: $.total
        NumericGreaterThan: 100
        Next: Approve
    Default: Pack
  Approve:
    Type: Pass
    Parameters:
      text.$: States.Format('{} items', $.count)
    Next: Pack
  Pack:
    Type: Pass
    End: true
";

/// How a definition stands in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    SamYaml,
    Serverless,
    SamJson,
    Block,
    Sub,
    SubList,
    Escaped,
    Join,
}

const OBJECTS: [Form; 3] = [Form::SamYaml, Form::Serverless, Form::SamJson];
const TEXTS: [Form; 5] = [
    Form::Block,
    Form::Sub,
    Form::SubList,
    Form::Escaped,
    Form::Join,
];

impl Form {
    fn definition(self) -> &'static str {
        match self {
            Self::SamYaml | Self::Serverless => YAML,
            _ => JSON,
        }
    }

    fn format(self) -> Format {
        match self {
            Self::SamJson | Self::Escaped | Self::Join => Format::Json,
            _ => Format::Yaml,
        }
    }

    pub(crate) fn host(self, definition: &str) -> String {
        let yaml = |kind: &str, before: &str, blanks: usize, after: &str| {
            let lines = indented(definition, blanks);
            format!(
                "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n  M:\n    Type: AWS::{kind}::StateMachine\n    Properties:\n      {before}\n{lines}{after}\n"
            )
        };
        let json = |field: &str, value: String| {
            format!(
                "{{\n  \"Resources\": {{\n    \"M\": {{\n      \"Type\": \"AWS::{}::StateMachine\",\n      \"Properties\": {{\n        \"{field}\": {value}\n      }}\n    }}\n  }}\n}}\n",
                if field == "Definition" {
                    "Serverless"
                } else {
                    "StepFunctions"
                }
            )
        };
        let quoted = |text: &str| {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"");
            format!("\"{}\"", text.replace('\n', "\\n"))
        };
        match self {
            Self::SamYaml => yaml("Serverless", "Definition:", 8, "      Type: EXPRESS"),
            Self::Serverless => format!(
                "service: x\nstepFunctions:\n  stateMachines:\n    m:\n      definition:\n{}",
                indented(definition, 8)
            ),
            Self::Block => yaml("StepFunctions", "DefinitionString: |", 8, ""),
            Self::Sub => yaml("StepFunctions", "DefinitionString: !Sub |-", 8, ""),
            Self::SubList => yaml(
                "StepFunctions",
                "DefinitionString:\n        Fn::Sub:\n          - |",
                12,
                "          - X: !Ref Y",
            ),
            Self::SamJson => json("Definition", definition.replace('\n', "\n        ")),
            Self::Escaped => json("DefinitionString", quoted(definition)),
            Self::Join => {
                let lines: Vec<_> = definition.lines().map(quoted).collect();
                let list = lines.join(",\n            ");
                json(
                    "DefinitionString",
                    format!("{{ \"Fn::Join\": [\"\\n\", [{list}]] }}"),
                )
            }
        }
    }
}

fn indented(text: &str, blanks: usize) -> String {
    let line = |line: &str| match line {
        "" => "\n".to_owned(),
        line => format!("{}{line}\n", " ".repeat(blanks)),
    };
    text.lines().map(line).collect()
}

/// A template with a cursor.
pub(crate) struct Open {
    text: String,
    pub(crate) analysis: Analysis,
    pub(crate) at: FilePosition,
    fixture: Fixture,
}

/// The template with a definition in which `from` is replaced by `to`; that has the cursor.
fn open_with(form: Form, from: &str, to: &str) -> Open {
    let definition = form.definition();
    assert!(definition.contains(from), "{from}");
    open(&form.host(&definition.replacen(from, to, 1)), form.format())
}

pub(crate) fn open(marked: &str, format: Format) -> Open {
    let fixture = Fixture::parse(marked);
    let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
    let offset = fixture.cursors.first().copied().unwrap_or_default();
    Open {
        text: fixture.text.clone(),
        analysis,
        at: FilePosition { file, offset },
        fixture,
    }
}

impl Open {
    pub(crate) fn said(&self, range: TextRange) -> &str {
        &self.text[std::ops::Range::<usize>::from(range)]
    }

    fn apply(&self, edits: &[Edit]) -> String {
        let edits: Vec<_> = edits
            .iter()
            .map(|it| (it.range, it.insert.as_str()))
            .collect();
        apply(&self.text, edits)
    }
}

/// The places of `Pack`, from one of them.
fn pack(form: Form) -> Open {
    match form.definition() {
        YAML => open_with(form, "Default: Pack", "Default: Pa$0ck"),
        _ => open_with(form, "\"Default\": \"Pack\"", "\"Default\": \"Pa$0ck\""),
    }
}

fn forms() -> impl Iterator<Item = Form> {
    OBJECTS.into_iter().chain(TEXTS)
}

#[test]
fn right_definitions_raise_nothing() {
    for form in forms() {
        let open = open_with(form, "Check", "Check");
        let found = diagnostics(&open.analysis, open.at.file, &CheckConfig::default());
        assert_eq!(found, [], "{form:?} {}", open.text);
    }
}

#[test]
fn findings_stand_at_their_places() {
    for form in forms() {
        let (from, to) = match form.definition() {
            YAML => ("Default: Pack", "Default: Pakc"),
            _ => ("\"Default\": \"Pack\"", "\"Default\": \"Pakc\""),
        };
        let open = open_with(form, from, to);
        let found = diagnostics(&open.analysis, open.at.file, &CheckConfig::default());
        let [finding] = found.as_slice() else {
            panic!("one finding in {form:?}: {found:?}");
        };
        assert_eq!(finding.rule.code, "missing-target", "{form:?}");
        assert!(open.said(finding.range).contains("Pakc"), "{form:?}");
        let fixed = open.apply(&finding.fixes[0].edits);
        assert_eq!(fixed, form.host(form.definition()), "{form:?}");
    }
}

#[test]
fn navigation_and_renaming() {
    for form in forms() {
        let open = pack(form);
        let target = goto_definition(&open.analysis, open.at).expect("a definition");
        assert_eq!(open.said(target.range), "Pack", "{form:?}");
        assert_eq!(open.said(target.info[0].focus_range), "Pack", "{form:?}");
        assert!(
            open.said(target.info[0].full_range).contains("Type"),
            "{form:?}"
        );
        let all = references(&open.analysis, open.at, true).expect("references");
        assert_eq!(all.len(), 3, "{form:?}");
        assert!(
            all.iter().all(|it| open.said(it.range) == "Pack"),
            "{form:?}"
        );
        let marked = document_highlight(&open.analysis, open.at);
        assert_eq!(marked.len(), 3, "{form:?}");
        let change = rename(&open.analysis, open.at, "Put it").expect("a rename");
        let renamed = open.apply(&change.edits[0].1);
        let wanted = form.host(&form.definition().replace("Pack", "Put it"));
        assert_eq!(renamed, wanted, "{form:?}");
    }
}

#[test]
fn hover_and_signatures_and_colours() {
    for form in forms() {
        let open = open_with(form, "Format('{}", "Format($0'{}");
        let help = signature_help(&open.analysis, open.at).expect("help");
        assert!(help.label.contains("States.Format"), "{form:?}");
        let colours = semantic_tokens(&open.analysis, open.at.file, None);
        let said: Vec<_> = colours.iter().map(|it| open.said(it.range)).collect();
        assert!(said.contains(&"States.Format"), "{form:?} {said:?}");
        let open = open_with(form, "Format('{}", "For$0mat('{}");
        let page = hover(&open.analysis, open.at).expect("a hover");
        assert!(page.info.contains("States.Format"), "{form:?}");
        assert!(open.said(page.range).contains("Format"), "{form:?}");
    }
}

#[test]
fn outline_folding_and_selection() {
    for form in forms() {
        let open = pack(form);
        let outline = document_symbols(&open.analysis, open.at.file);
        let machine = &outline[0];
        assert!(machine.name.eq_ignore_ascii_case("m"), "{form:?}");
        let names: Vec<_> = machine.children.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Check", "Approve", "Pack"], "{form:?}");
        for symbol in &machine.children {
            assert_eq!(open.said(symbol.selection_range), symbol.name, "{form:?}");
        }
        let chains = selection_ranges(&open.analysis, open.at.file, &[open.at.offset]);
        let chain = &chains[0];
        assert!(open.said(chain[0]).contains("Pack"), "{form:?}");
        assert!(
            chain.windows(2).all(|it| it[1].contains_range(it[0])),
            "{form:?} {chain:?}"
        );
        assert!(chain.last().is_some_and(|it| open.said(*it).contains("Properties") || form == Form::Serverless));
        if form != Form::Escaped {
            let folds = folding_ranges(&open.analysis, open.at.file);
            let state = |it: &&asl_ide::FoldingRange| open.said(it.range).contains("Default");
            assert!(folds.iter().filter(state).count() > 1, "{form:?} {folds:?}");
        }
    }
}

#[test]
fn actions_write_states_into_the_template() {
    for form in forms() {
        let (from, to) = match form.definition() {
            YAML => ("Default: Pack", "Default: New$0"),
            _ => ("\"Default\": \"Pack\"", "\"Default\": \"New$0\""),
        };
        let open = open_with(form, from, to);
        let range = asl_ide::FileRange {
            file: open.at.file,
            range: open.fixture.range(),
        };
        let actions = code_actions(&open.analysis, range, &CheckConfig::default());
        let create = actions
            .iter()
            .find(|it| it.title.starts_with("Create state"));
        if form == Form::Join {
            // A new line would be a new member of the list.
            continue;
        }
        let create = create.unwrap_or_else(|| panic!("{form:?}: {actions:?}"));
        let text = open.apply(&create.change.edits[0].1);
        let after = Document::new(&text, form.format());
        let (analysis, file) = Analysis::single(after);
        let outline = document_symbols(&analysis, file);
        let names: Vec<_> = outline[0]
            .children
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(
            names,
            ["Check", "New", "Approve", "Pack"],
            "{form:?}\n{text}"
        );
    }
}

#[test]
fn no_action_changes_the_notation() {
    for form in forms() {
        let open = pack(form);
        let range = asl_ide::FileRange {
            file: open.at.file,
            range: open.fixture.range(),
        };
        for action in code_actions(&open.analysis, range, &CheckConfig::default()) {
            let text = open.apply(&action.change.edits[0].1);
            let (analysis, file) = Analysis::single(Document::new(&text, form.format()));
            let title = &action.title;
            assert_eq!(
                document_symbols(&analysis, file).len(),
                1,
                "{form:?} {title}"
            );
            let found = diagnostics(&analysis, file, &CheckConfig::default());
            let mut codes = found.iter().map(|it| it.rule.code);
            assert!(
                codes.all(|it| it != "syntax-error"),
                "{form:?} {title}\n{text}"
            );
        }
    }
}

#[test]
fn completion_offers_states() {
    for form in forms() {
        let (from, to) = match form.definition() {
            YAML => ("Default: Pack", "Default: P$0"),
            _ => ("\"Default\": \"Pack\"", "\"Default\": \"P$0\""),
        };
        let open = open_with(form, from, to);
        let items = completions(&open.analysis, open.at, &CompletionConfig::default());
        let pack = items.iter().find(|it| it.label == "Pack");
        let pack = pack.unwrap_or_else(|| panic!("{form:?}: {} items", items.len()));
        let text = open.apply(std::slice::from_ref(&pack.edit));
        assert_eq!(text, form.host(form.definition()), "{form:?}");
        let replaced = open.said(pack.edit.range);
        assert!(
            pack.filter_text
                .starts_with(replaced.trim_end_matches(['"', '\\'])),
            "{form:?} {pack:?}"
        );
    }
}

#[test]
fn broken_texts_still_answer() {
    for form in forms() {
        let definition = form.definition();
        for cut in (0..definition.len()).step_by(37) {
            let text = form.host(&definition[..cut]);
            let (analysis, file) = Analysis::single(Document::new(&text, form.format()));
            diagnostics(&analysis, file, &CheckConfig::default());
            document_symbols(&analysis, file);
            for offset in (0..text.len()).step_by(131) {
                let at = FilePosition {
                    file,
                    offset: asl_ide::TextSize::new(offset as u32),
                };
                let items = completions(&analysis, at, &CompletionConfig::default());
                for item in items {
                    assert!(usize::from(item.edit.range.end()) <= text.len(), "{form:?}");
                }
                hover(&analysis, at);
            }
        }
    }
}

#[test]
fn formatting_keeps_to_the_definitions() {
    let template = "Resources:\n  B:   \n    Type:   AWS::S3::Bucket\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub |\n        {\"StartAt\":\"A\",\n            \"States\":{\"A\":{\"Type\":\"Succeed\"}}}\n      Role: x\n  N:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n          StartAt:   A\n          States:\n              A:\n                Type: Succeed\n";
    let open = open(template, Format::Yaml);
    let edits = format(&open.analysis, open.at.file, &FormatConfig::default());
    expect![[r#"
        Resources:
          B:   
            Type:   AWS::S3::Bucket
          M:
            Type: AWS::StepFunctions::StateMachine
            Properties:
              DefinitionString: !Sub |
                {
                  "StartAt": "A",
                  "States": {
                    "A": {
                      "Type": "Succeed"
                    }
                  }
                }
              Role: x
          N:
            Type: AWS::Serverless::StateMachine
            Properties:
              Definition:
                  StartAt: A
                  States:
                    A:
                      Type: Succeed
    "#]]
    .assert_eq(&open.apply(&edits));
}

#[test]
fn edits_of_a_template_change_one_definition_only() {
    let text = [
        Form::SamYaml.host(YAML),
        Form::Block
            .host(JSON)
            .replacen("Resources:\n", "", 1)
            .replace("  M:", "  N:")
            .replace("  Fn:", "  G:"),
    ]
    .concat();
    let mut document = Document::new(&text, Format::Yaml);
    let at = text.rfind("\"Approve\": {").expect("a state") + 3;
    for (range, insert) in [(at..at, "x"), (at..at + 1, "")] {
        let range = TextRange::new((range.start as u32).into(), (range.end as u32).into());
        let insert = insert.to_owned();
        document.edit(&Edit { range, insert }).expect("an edit");
        let text = document.text().to_string();
        let findings = |document: Document| {
            let (analysis, file) = Analysis::single(document);
            diagnostics(&analysis, file, &CheckConfig::default())
        };
        assert_eq!(
            findings(document.clone()),
            findings(Document::new(&text, Format::Yaml))
        );
    }
}
