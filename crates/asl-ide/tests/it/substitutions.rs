//! What stands around a definition: the template that names its file, what is filled in for
//! `${Name}`, and the resources behind that.

use asl_ide::{
    Analysis, CheckConfig, CompletionConfig, Document, Edit, FileId, FilePosition, Format, Link,
    TextRange, completions, diagnostics, goto_definition, hover, linked_files,
};
use asl_testing::fixture::{Fixture, annotate};
use expect_test::{Expect, expect};

use crate::templates::{Form, JSON, YAML, open};

const FILE: &str = r#"{
  "StartAt": "Call",
  "States": {
    "Call": { "Type": "Task", "Resource": "${Check}", "Next": "Put" },
    "Put": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": { "TableName": "${Tabel}", "Item": {} }, "End": true }
  }
}"#;

const TEMPLATE: &str = "Parameters:
  Name:
    Type: String
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machine.asl.json
      DefinitionSubstitutions:
        Check: !GetAtt Fn.Arn
        Table: !Ref Name
";

/// The definition (0) and the template (1), with a cursor in one of them.
fn pair(file: &str, template: &str) -> (Analysis, FilePosition) {
    let (file, template) = (Fixture::parse(file), Fixture::parse(template));
    let cursor = |number, it: &Fixture| {
        it.cursors.first().map(|offset| FilePosition {
            file: FileId(number),
            offset: *offset,
        })
    };
    let start = FilePosition {
        file: FileId(0),
        offset: 0.into(),
    };
    let at = cursor(0, &file).or(cursor(1, &template)).unwrap_or(start);
    let analysis = Analysis::new([
        (FileId(0), Document::new(&file.text, Format::Json)),
        (FileId(1), Document::new(&template.text, Format::Yaml)),
    ]);
    let link = Link {
        template: FileId(1),
        machine: "M".into(),
        definition: FileId(0),
    };
    (analysis.with_links([link]), at)
}

/// Where a jump leads, each place as its line, and the files.
fn jump(file: &str, template: &str, expect: &Expect) {
    let (analysis, at) = pair(file, template);
    let targets = goto_definition(&analysis, at);
    let places = targets.into_iter().flat_map(|it| it.info).filter_map(|it| {
        let text = analysis.document(it.file)?.text().to_string();
        Some(annotate(&text, &[(it.focus_range, "")]))
    });
    let files = linked_files(&analysis, at);
    let files = files.into_iter().flat_map(|it| it.info);
    let files = files.map(|it| format!("{} from {}\n", it.paths[0], it.from.0));
    let out: String = places.chain(files).collect();
    expect.assert_eq(&out);
}

#[test]
fn names_lead_to_what_is_filled_in_and_on() {
    jump(
        &FILE.replace("{Check}", "{Ch$0eck}"),
        TEMPLATE,
        &expect![[r#"
            15  |         Check: !GetAtt Fn.Arn
                |         ^^^^^
            5   |   Fn:
                |   ^^
            src/app.py from 1
        "#]],
    );
    jump(
        FILE,
        &TEMPLATE.replace("Fn.Arn", "Fn$0.Arn"),
        &expect![[r#"
        5   |   Fn:
            |   ^^
        src/app.py from 1
    "#]],
    );
    jump(
        FILE,
        &TEMPLATE.replace("machine.asl", "mach$0ine.asl"),
        &expect![[r#"
            machine.asl.json from 1
        "#]],
    );
    jump(
        FILE,
        &TEMPLATE.replace("!Ref Name", "!Ref Na$0me"),
        &expect![[r#"
            2   |   Name:
                |   ^^^^
        "#]],
    );
}

#[test]
fn names_explain_themselves() {
    let (analysis, at) = pair(&FILE.replace("{Check}", "{Ch$0eck}"), TEMPLATE);
    let page = hover(&analysis, at).expect("a hover");
    expect![[r#"
        `${Check}` stands for `!GetAtt Fn.Arn`, says the template of `M`

        `Fn` is an `AWS::Serverless::Function` with the handler `app.handler`"#]]
    .assert_eq(&page.info);
}

#[test]
fn names_are_offered() {
    let (analysis, at) = pair(&FILE.replace("{Check}", "{Ch$0"), TEMPLATE);
    let items = completions(&analysis, at, &CompletionConfig::default());
    let shown: Vec<_> = items
        .iter()
        .map(|it| {
            (
                it.label.as_str(),
                it.edit.insert.as_str(),
                it.detail.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Check", "Check}", Some("!GetAtt Fn.Arn")),
            ("Table", "Table}", Some("!Ref Name"))
        ]
    );
    let marked = Form::Block.host(&JSON.replace("$.total", "${$0"));
    let open = open(
        &marked.replacen("DefinitionString: |", "DefinitionString: !Sub |", 1),
        Format::Yaml,
    );
    let items = completions(&open.analysis, open.at, &CompletionConfig::default());
    assert!(items.iter().any(|it| it.label == "Fn.Arn"), "{items:?}");
    assert!(
        items.iter().any(|it| it.label == "AWS::Region"),
        "{items:?}"
    );
}

#[test]
fn findings_on_the_right_file() {
    let (analysis, _) = pair(&FILE.replace("{Check}", "{Check$0}"), TEMPLATE);
    let config = CheckConfig::default();
    for (file, code, at) in [
        (FileId(0), "undefined-substitution", "Tabel"),
        (FileId(1), "unused-substitution", "Table"),
    ] {
        let found = diagnostics(&analysis, file, &config);
        let text = analysis.document(file).expect("open").text();
        let shown: Vec<_> = found
            .iter()
            .map(|it| (it.rule.code, text.slice(it.range)))
            .collect();
        assert_eq!(shown, [(code, at.to_owned())]);
    }
}

/// The codes of what is said of a definition's file and of the template that names it.
fn codes_of_both(file: &str, format: Format, template: &str) -> [Vec<&'static str>; 2] {
    let files = [
        (FileId(0), file, format),
        (FileId(1), template, Format::Yaml),
    ];
    let link = Link {
        template: FileId(1),
        machine: "M".into(),
        definition: FileId(0),
    };
    let files = files.map(|(id, text, format)| (id, Document::new(text, format)));
    let analysis = Analysis::new(files).with_links([link]);
    [FileId(0), FileId(1)].map(|it| {
        let found = diagnostics(&analysis, it, &CheckConfig::default());
        found.iter().map(|it| it.rule.code).collect()
    })
}

#[test]
fn comments_silence_findings_about_names() {
    let (undefined, unused) = ("undefined-substitution", "unused-substitution");
    let state = "\"Put\": { \"Comment\": \"asl-ignore: undefined-substitution\",";
    let on_state = FILE.replace("\"Put\": {", state);
    let on_other = FILE.replace("\"Call\": {", &state.replace("Put", "Call"));
    let on_whole =
        |code: &str| FILE.replacen('{', &format!("{{ \"Comment\": \"asl-ignore: {code}\","), 1);
    for (file, wanted) in [
        (FILE.to_owned(), [vec![undefined], vec![unused]]),
        (on_state, [vec![], vec![unused]]),
        (on_other, [vec![undefined], vec![unused]]),
        (on_whole(undefined), [vec![], vec![unused]]),
        (on_whole(unused), [vec![undefined], vec![]]),
    ] {
        // JSON is YAML, too.
        for format in [Format::Json, Format::Yaml] {
            assert_eq!(codes_of_both(&file, format, TEMPLATE), wanted, "{file}");
        }
    }
}

#[test]
fn comments_silence_findings_about_names_in_templates() {
    let definition = |comment: &str, state: &str| {
        format!(
            "StartAt: Put\nComment: '{comment}'\nStates:\n  Put:\n    Type: Task\n    Comment: '{state}'\n    Resource: ${{Check}}\n    End: true\n"
        )
    };
    let codes = |definition: &str| {
        let lines: Vec<_> = definition
            .lines()
            .map(|it| format!("        {it}\n"))
            .collect();
        let lines = lines.concat();
        let template = TEMPLATE.replace("Check:", "Chekc:").replace(
            "      DefinitionUri: machine.asl.json\n",
            &format!("      Definition:\n{lines}"),
        );
        let open = open(&format!("{template}$0"), Format::Yaml);
        let found = diagnostics(&open.analysis, open.at.file, &CheckConfig::default());
        found.iter().map(|it| it.rule.code).collect::<Vec<_>>()
    };
    let (undefined, unused) = ("undefined-substitution", "unused-substitution");
    let mark = |code: &str| format!("asl-ignore: {code}");
    assert_eq!(codes(&definition("", "")), [undefined, unused, unused]);
    assert_eq!(codes(&definition("", &mark(undefined))), [unused, unused]);
    assert_eq!(
        codes(&definition("", &mark(unused))),
        [undefined, unused, unused]
    );
    assert_eq!(codes(&definition(&mark(unused), "")), [undefined]);
    let both = mark("unused-substitution, undefined-substitution");
    assert!(codes(&definition(&both, "")).is_empty());
}

#[test]
fn the_template_says_the_type_of_the_workflow() {
    let express = TEMPLATE.replace("DefinitionUri", "Type: EXPRESS\n      DefinitionUri");
    let file = FILE.replace(
        "\"${Check}\"",
        "\"arn:aws:states:::lambda:invoke.waitForTaskToken\"$0",
    );
    let (analysis, at) = pair(&file, &express);
    let found = diagnostics(&analysis, at.file, &CheckConfig::default());
    let codes: Vec<_> = found.iter().map(|it| it.rule.code).collect();
    assert!(codes.contains(&"express-integration"), "{codes:?}");
}

#[test]
fn a_function_is_where_resource_leads() {
    let yaml = YAML.replace(
        "Type: Pass\n    Parameters:\n      text.$: States.Format('{} items', $.count)",
        "Type: Task\n    Resource: !GetAtt Fn$0.Arn",
    );
    let open = open(&Form::SamYaml.host(&yaml), Format::Yaml);
    let target = goto_definition(&open.analysis, open.at).expect("a target");
    assert_eq!(open.said(target.info[0].focus_range), "Fn");
    let found = diagnostics(&open.analysis, open.at.file, &CheckConfig::default());
    assert_eq!(found, []);
}

/// Terraform's `templatefile` fills these in.
const TERRAFORM: &str = r#"{
  "StartAt": "A",
  %{ if fast ~}
  "TimeoutSeconds": 5,
  %{ else ~}
  "TimeoutSeconds": 500,
  %{ endif ~}
  "States": {
    "A": { "Type": "Task", "Resource": "${arn("a")}", "Parameters": ${jsonencode({ "a" = 1 })}, "Next": "B$0" },
    %{ for name in names ~}
    "B": { "Type": "Pass", "Result": "${name}", "End": true },
    %{ endfor ~}
  }
}"#;

#[test]
fn directives_of_terraform_are_passed_over() {
    let session = open(TERRAFORM, Format::Json);
    let config = CheckConfig::default();
    let found = diagnostics(&session.analysis, session.at.file, &config);
    assert_eq!(found, []);
    let target = goto_definition(&session.analysis, session.at).expect("a state");
    let place = target.info[0].focus_range;
    assert_eq!(session.said(place), "B");

    let mut document = session
        .analysis
        .document(session.at.file)
        .expect("open")
        .clone();
    let edit = Edit {
        range: TextRange::at(session.at.offset, 0.into()),
        insert: "x".to_owned(),
    };
    document.edit(&edit).expect("an edit");
    let (analysis, file) = Analysis::single(document);
    let codes: Vec<_> = diagnostics(&analysis, file, &config)
        .iter()
        .map(|it| it.rule.code)
        .collect();
    assert!(codes.contains(&"missing-target"), "{codes:?}");
}
