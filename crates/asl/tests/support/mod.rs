//! Runs the real binary in a folder of its own and shows what a user would see.

#![allow(
    clippy::expect_used,
    dead_code,
    reason = "a test that cannot begin has failed; not every test file uses all of this"
)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with files, and the binary to run in it.
pub(crate) struct Cli {
    folder: TempDir,
}

impl Cli {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
        }
    }

    /// The same folder with one more file.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        let parent = path.parent().expect("a file has a folder");
        std::fs::create_dir_all(parent).expect("the folder can be made");
        std::fs::write(path, content).expect("the file can be written");
        self
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file's text.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("the file can be read")
    }

    /// The binary, ready to run here, with a plain environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_asl"));
        command.args(arguments).current_dir(self.folder.path());
        command.env_remove("NO_COLOR").env("TERM", "xterm-256color");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs to the end.
    pub(crate) fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the binary starts")
    }

    /// Runs to the end; exit status, standard output and standard error as one text.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        show(&self.output(arguments))
    }

    /// The same with something on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> String {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        stdin.write_all(input.as_bytes()).expect("the binary reads");
        drop(stdin);
        show(&child.wait_with_output().expect("the binary ends"))
    }
}

fn show(output: &Output) -> String {
    let mut shown = format!("exit status {}\n", output.status.code().expect("no signal"));
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        if !bytes.is_empty() {
            let text = String::from_utf8_lossy(bytes);
            shown.extend(["--- ", name, "\n", &text]);
        }
    }
    shown
}

/// A machine with a choice, a retry, a catch and a failure end.
pub(crate) const ORDERS: &str = r#"{
  "Comment": "Charges an order and ships it.",
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge", "Payload.$": "$" },
      "ResultSelector": { "receipt.$": "$.Payload.receipt" },
      "ResultPath": "$.charge",
      "Retry": [
        { "ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2, "MaxAttempts": 2 }
      ],
      "Catch": [
        { "ErrorEquals": ["CardDeclined"], "ResultPath": "$.error", "Next": "Declined" }
      ],
      "Next": "Large?"
    },
    "Large?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Wait a day" }
      ],
      "Default": "Ship"
    },
    "Wait a day": { "Type": "Wait", "Seconds": 86400, "Next": "Ship" },
    "Ship": { "Type": "Pass", "Result": "shipped", "ResultPath": "$.status", "End": true },
    "Declined": { "Type": "Fail", "Error": "Declined", "Cause": "The card was declined." }
  }
}
"#;

/// Mocks for [`ORDERS`]: all well, busy at first, declined.
pub(crate) const MOCKS: &str = r#"{
  "StateMachines": {
    "Orders": {
      "TestCases": {
        "Fine": { "Charge": "Charged" },
        "Busy": { "Charge": "BusyTwice" },
        "Declined": { "Charge": "Declined" }
      }
    }
  },
  "MockedResponses": {
    "Charged": { "0": { "Return": { "StatusCode": 200, "Payload": { "receipt": "r-1" } } } },
    "BusyTwice": {
      "0-1": { "Throw": { "Error": "Lambda.TooManyRequestsException", "Cause": "Slow down." } },
      "2": { "Return": { "StatusCode": 200, "Payload": { "receipt": "r-2" } } }
    },
    "Declined": { "0": { "Throw": { "Error": "CardDeclined", "Cause": "No money." } } }
  }
}
"#;
