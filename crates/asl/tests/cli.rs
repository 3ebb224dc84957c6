//! What holds for every command: help, exit statuses, closed pipes, no panic for anybody to see.

mod support;

use std::io::Read;

use expect_test::expect;
use support::{Cli, ORDERS};

const COMMANDS: [&str; 8] = [
    "lsp",
    "check",
    "simulate",
    "eval",
    "fmt",
    "catalog",
    "completions",
    "convert",
];

#[test]
fn help_names_the_commands_and_the_exit_statuses() {
    let help = Cli::new().run(&["--help"]);
    assert!(help.starts_with("exit status 0\n"));
    for command in COMMANDS {
        assert!(help.contains(command), "{command} is missing in\n{help}");
    }
    assert!(help.contains("Examples:") && help.contains("Exit status:"));
}

#[test]
fn every_command_has_help() {
    for command in COMMANDS {
        let help = Cli::new().run(&[command, "--help"]);
        assert!(help.starts_with("exit status 0\n--- stdout\n"), "{help}");
        assert!(help.contains("Examples:"), "{help}");
    }
}

#[test]
fn unusable_arguments_are_status_2() {
    for arguments in [
        &[][..],
        &["frobnicate"],
        &["check"],
        &["check", "--format", "xml", "a.asl"],
        &["simulate"],
        &["simulate", "a.asl", "--start-time", "tomorrow"],
        &["simulate", "a.asl", "--test-case", "Fine"],
        &["fmt"],
        &["completions", "csh"],
    ] {
        let shown = Cli::new().run(arguments);
        assert!(
            shown.starts_with("exit status 2\n"),
            "{arguments:?}: {shown}"
        );
        assert!(!shown.contains("--- stdout"), "{arguments:?}: {shown}");
    }
}

#[test]
fn files_that_cannot_be_read_are_status_2() {
    let cli = Cli::new().file("latin.asl.json", b"{\"Comment\": \"\xe9\"}");
    expect![[r#"
        exit status 2
        --- stderr
        asl: none.asl.json: no such file
        asl: latin.asl.json: the file is not UTF-8
        asl: empty-folder: no such file
    "#]]
    .assert_eq(&cli.run(&["check", "none.asl.json", "latin.asl.json", "empty-folder"]));
    expect![[r#"
        exit status 2
        --- stderr
        asl: none.asl.json: no such file
    "#]]
    .assert_eq(&cli.run(&["simulate", "none.asl.json"]));
}

#[test]
fn a_folder_is_no_file() {
    let cli = Cli::new().file("folder/a.asl.json", ORDERS);
    for arguments in [
        &["simulate", "folder"][..],
        &["eval", "$.a", "--input", "folder"],
        &["eval", "--batch", "folder"],
    ] {
        expect![[r#"
            exit status 2
            --- stderr
            asl: folder: a folder, where one file is needed
        "#]]
        .assert_eq(&cli.run(arguments));
    }
}

/// Whatever a file or an argument holds that is something else, its name is in the message.
#[test]
fn what_is_something_else_is_named() {
    let cli = Cli::new()
        .file("a.asl.json", ORDERS)
        .file("list.json", "[]")
        .file("deep.json", "[".repeat(100_000));
    for (arguments, name) in [
        (
            &["simulate", "a.asl.json", "--input", "deep.json"][..],
            "deep.json",
        ),
        (
            &["simulate", "a.asl.json", "--mock", "list.json"],
            "list.json",
        ),
        (
            &["simulate", "a.asl.json", "--context", "list.json"],
            "list.json",
        ),
        (
            &["simulate", "a.asl.json", "--s3", "list.json"],
            "list.json",
        ),
        (
            &["simulate", "a.asl.json", "--s3-out", "list.json"],
            "list.json",
        ),
        (
            &["simulate", "a.asl.json", "--request", "list.json"],
            "list.json",
        ),
        (
            &["simulate", "a.asl.json", "--mock-result", "{"],
            "--mock-result {",
        ),
        (&["eval", "$.a", "--variables", "list.json"], "list.json"),
        (&["eval", "@deep.json"], "deep.json"),
    ] {
        let shown = cli.run(arguments);
        let (status, said) = shown.split_once("--- stderr\n").unwrap_or_default();
        assert_eq!(status, "exit status 2\n", "{arguments:?}: {shown}");
        assert!(said.contains(name), "{arguments:?}: {shown}");
    }
}

/// What one folder hides does not hide the others. (An administrator may open every folder: then
/// there is nothing to see.)
#[cfg(unix)]
#[test]
fn a_folder_without_permission_does_not_hide_the_others() {
    use std::os::unix::fs::PermissionsExt;
    let cli = Cli::new()
        .file("closed/a.asl.json", ORDERS)
        .file("open/a.asl.json", ORDERS);
    let closed = cli.path("closed");
    let permit = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&closed, mode).expect("our own folder");
    };
    permit(0o000);
    let is_seen = std::fs::read_dir(&closed).is_ok();
    let shown = cli.run(&["check", "."]);
    permit(0o700);
    if !is_seen {
        expect![[r#"
            exit status 2
            --- stdout
            no problems in 1 file
            --- stderr
            asl: closed: permission denied
        "#]]
        .assert_eq(&shown);
    }
}

#[test]
fn completion_scripts_are_printed() {
    for shell in ["bash", "zsh", "fish"] {
        let script = Cli::new().run(&["completions", shell]);
        assert!(script.starts_with("exit status 0\n"), "{script}");
        for word in ["simulate", "eval", "max-time", "reference-path"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

/// `asl check . | head -1`: the reader goes away while we still write.
#[test]
fn a_closed_pipe_is_no_failure() {
    let mut cli = Cli::new();
    for number in 0..200 {
        cli = cli.file(
            &format!("{number}.asl.json"),
            r#"{ "StartAt": "Nowhere", "States": {} }"#,
        );
    }
    let mut child = cli
        .command(&["check", "."])
        .spawn()
        .expect("the binary starts");
    let mut stdout = child.stdout.take().expect("standard output is a pipe");
    let mut first = [0; 1];
    stdout.read_exact(&mut first).expect("something is printed");
    drop(stdout);
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Nothing that stands in a file may end in a panic or a stack trace.
#[test]
fn hostile_files_are_answered_calmly() {
    let deep = "[".repeat(100_000);
    let deep_yaml = "- ".repeat(50_000);
    let nul = "{\"a\0\": \"\u{2028}\"}";
    let cut: Vec<String> = (0..ORDERS.len())
        .step_by(97)
        .map(|at| ORDERS[..at].to_owned())
        .collect();
    let texts = [
        deep.as_str(),
        nul,
        "",
        "\u{feff}",
        "null",
        "7",
        "---\n---\n",
        "\"${",
        "{\"States\":{\"\":{}}}",
    ];
    let cut = cut.iter().map(String::as_str);
    for (number, text) in texts.into_iter().chain(cut).enumerate() {
        let name = format!("{number}.asl.json");
        assert_calm(&name, text);
    }
    assert_calm("deep.asl.yaml", &deep_yaml);
    assert_calm("tabs.asl.yaml", "StartAt:\n\t- [a\n? b\n: *c");
}

fn assert_calm(name: &str, text: &str) {
    let cli = Cli::new().file(name, text);
    for arguments in [
        &["check", name][..],
        &["check", "--format", "json", name],
        &["simulate", name],
        &["fmt", "--check", name],
    ] {
        let output = cli.output(arguments);
        let code = output.status.code();
        assert!(matches!(code, Some(0..=2)), "{arguments:?}: {code:?}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        for word in ["panicked", "internal error", "RUST_BACKTRACE"] {
            assert!(!stderr.contains(word), "{arguments:?}: {stderr}");
        }
    }
}
