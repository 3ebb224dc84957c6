//! One state of a document: by its place, by its name, and what is told of it.

use asl_syntax::{Format, TextSize};
use expect_test::expect;
use serde_json::json;

use super::{TestStateError, TestStateRequest, state_at, test_state};
use crate::{Analysis, Document, FilePosition, report};

const MACHINE: &str = r#"StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - Variable: $.paid
        BooleanEquals: true
        Next: Ship
  Ship:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    End: true
"#;

fn test(text: &str, at: &str, input: Option<&str>) -> Result<String, String> {
    let (analysis, file) = Analysis::single(Document::new(text, Format::Yaml));
    let offset = text.find(at).unwrap();
    let mut request = TestStateRequest {
        offset: (!at.is_empty()).then(|| TextSize::try_from(offset).unwrap()),
        ..TestStateRequest::default()
    };
    request.request.input = input.map(str::to_owned);
    match test_state(&analysis, file, request) {
        Ok(answer) => Ok(report::tested(&answer.outcome.visit.name, &answer)),
        Err(TestStateError::Refused(refusal)) => Err(refusal.to_string()),
        Err(TestStateError::Broken(refusal, error)) => Err(format!("{refusal}\n{error}")),
        Err(TestStateError::Unusable(error)) => Err(error.to_string()),
    }
}

#[test]
fn the_state_around_the_cursor() {
    expect![[r#"
        # Check

        **SUCCEEDED**, next: Ship

        ## Output

        ```json
        {
          "paid": true
        }
        ```

    "#]]
    .assert_eq(&test(MACHINE, "BooleanEquals", Some("{\"paid\": true}")).unwrap());
    let made_up = test(MACHINE, "sqs", None).unwrap();
    assert!(made_up.contains("its answer was made up"), "{made_up}");
    let (analysis, file) = Analysis::single(Document::new(MACHINE, Format::Yaml));
    let offset = TextSize::try_from(MACHINE.find("Resource").unwrap()).unwrap();
    let name = state_at(&analysis, FilePosition { file, offset });
    assert_eq!(name.as_deref(), Some("Ship"));
}

#[test]
fn no_state_to_test() {
    let error = test(MACHINE, "StartAt", None).unwrap_err();
    assert_eq!(error, "There is no state at the cursor");
    let error = test(MACHINE, "", None).unwrap_err();
    assert!(error.starts_with("InvalidDefinition: "), "{error}");
    let error = test("Type: Pass\n  End: true", "", None).unwrap_err();
    assert!(error.starts_with("line "), "{error}");
}

/// A document may be one state; its mistakes stand where they are.
#[test]
fn a_lone_state() {
    assert!(
        test("Type: Pass\nEnd: true\n", "", None)
            .unwrap()
            .contains("SUCCEEDED")
    );
    expect![[r"
        InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Next' is missing or is not a string at /States/StateName'
        line 1, column 1: The field 'Next' is missing or is not a string"]]
    .assert_eq(&test("Type: Pass\nResult: 1\n", "", None).unwrap_err());
}

#[test]
fn steps_in_words() {
    let (analysis, file) = Analysis::single(Document::new(MACHINE, Format::Yaml));
    let mut request = TestStateRequest::default();
    let parameters = json!({
        "stateName": "Ship", "inspectionLevel": "DEBUG",
        "mock": { "errorOutput": { "error": "Busy", "cause": "at noon" } },
    });
    request.request = crate::state_testing::Request::parse(&parameters).unwrap();
    let answer = test_state(&analysis, file, request).unwrap();
    expect![[r#"
        # Ship

        **FAILED**

        Error: Busy

        Cause: at noon

        ## Input

        ```json
        {}
        ```

        ## After InputPath

        ```json
        {}
        ```

        ## After Parameters

        ```json
        {}
        ```

    "#]]
    .assert_eq(&report::tested("Ship", &answer));
}
