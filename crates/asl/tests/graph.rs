//! `asl graph` as a user sees it.

mod support;

use expect_test::expect;
use support::Cli;

const MACHINE: &str = r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#;

#[test]
fn the_output_says_the_language() {
    let cli = Cli::new().file("a.asl.json", MACHINE);
    expect![[r#"
        exit status 0
    "#]]
    .assert_eq(&cli.run(&["graph", "a.asl.json", "--output", "a.mmd"]));
    expect![[r#"
        flowchart TD
          n0((" "))
          n1(["A"])
          n0 --> n1
    "#]]
    .assert_eq(&cli.read("a.mmd"));
    cli.run(&["graph", "a.asl.json", "-o", "a.svg"]);
    assert!(cli.read("a.svg").starts_with("<svg "));
    let printed = cli.run(&["graph", "a.asl.json", "--format", "dot"]);
    assert!(printed.contains("digraph machine {"), "{printed}");
}

#[test]
fn what_is_no_machine_is_not_drawn() {
    let cli = Cli::new().file("a.json", "{\"a\": 1}");
    expect![[r#"
        exit status 2
        --- stderr
        asl: a.json: no state machine found
    "#]]
    .assert_eq(&cli.run(&["graph", "a.json"]));
}
