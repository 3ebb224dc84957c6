//! `asl fmt` as a user sees it.

mod support;

use expect_test::expect;
use support::Cli;

const UGLY: &str = r#"{"StartAt":"A",
     "States": {"A":{"Type":"Succeed"}}}"#;

#[test]
fn files_are_rewritten_once() {
    let cli = Cli::new().file("a.asl.json", UGLY);
    expect![[r#"
        exit status 0
        --- stdout
        reformatted a.asl.json
    "#]]
    .assert_eq(&cli.run(&["fmt", "."]));
    expect![[r#"
        {
          "StartAt": "A",
          "States": {
            "A": {
              "Type": "Succeed"
            }
          }
        }
    "#]]
    .assert_eq(&cli.read("a.asl.json"));
    expect![[r#"
        exit status 0
    "#]]
    .assert_eq(&cli.run(&["fmt", "."]));
}

#[test]
fn check_names_files_and_writes_nothing() {
    let cli = Cli::new().file("a.asl.json", UGLY);
    expect![[r#"
        exit status 1
        --- stdout
        would reformat a.asl.json
    "#]]
    .assert_eq(&cli.run(&["fmt", "--check", "a.asl.json"]));
    assert_eq!(cli.read("a.asl.json"), UGLY);
}

#[test]
fn standard_input_goes_to_standard_output() {
    expect![[r#"
        exit status 0
        --- stdout
        {
          "StartAt": "A",
          "States": {
            "A": {
              "Type": "Succeed"
            }
          }
        }
    "#]]
    .assert_eq(&Cli::new().run_with_input(&["fmt", "--stdin"], UGLY));
    let yaml = "StartAt:   A\nStates:\n    A:\n        Type: Succeed\n";
    expect![[r#"
        exit status 0
        --- stdout
        StartAt: A
        States:
          A:
            Type: Succeed
    "#]]
    .assert_eq(&Cli::new().run_with_input(&["fmt", "--stdin", "--stdin-name", "a.asl.yaml"], yaml));
}

#[test]
fn broken_files_stay_as_they_are() {
    let broken = r#"{"StartAt":"A","#;
    let cli = Cli::new()
        .file("a.asl.json", broken)
        .file("b.asl.json", UGLY);
    expect![[r#"
        exit status 1
        --- stdout
        reformatted b.asl.json
        --- stderr
        asl: a.asl.json: not formatted: 1 syntax error, the first at 1:15: a closing `}` is missing
    "#]]
    .assert_eq(&cli.run(&["fmt", "a.asl.json", "b.asl.json"]));
    assert_eq!(cli.read("a.asl.json"), broken);
    assert_ne!(cli.read("b.asl.json"), UGLY);
}

/// As `asl check` has it: what is no definition is not ours to rewrite.
#[test]
fn other_json_stays_as_it_is() {
    let other = r#"{"name":"x","a":[1,2]}"#;
    let cli = Cli::new().file("package.json", other);
    expect![[r#"
        exit status 2
        --- stderr
        asl: package.json: not a state machine definition
    "#]]
    .assert_eq(&cli.run(&["fmt", "package.json"]));
    assert_eq!(cli.read("package.json"), other);
    let part = cli.run_with_input(&["fmt", "--stdin"], other);
    assert!(part.starts_with("exit status 0\n"), "{part}");
}
