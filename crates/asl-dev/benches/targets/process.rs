//! The server as an editor starts it: a process that speaks on its standard input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A session after the answer to `initialize`.
pub(crate) struct Session {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Session {
    /// Starts the server and waits for its first answer.
    pub(crate) fn start(binary: &Path) -> Self {
        let mut command = Command::new(binary);
        command
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("the server starts");
        let stdin = child.stdin.take().expect("a pipe");
        let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut session = Self {
            child,
            stdin,
            stdout,
        };
        session.send(&json!({
            "jsonrpc": "2.0", "id": 1, "method": "initialize",
            "params": { "processId": null, "rootUri": null, "capabilities": {} },
        }));
        session.receive_until(|message| message["id"] == 1);
        session
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{body}", body.len())
            .expect("the server reads");
        self.stdin.flush().expect("the server reads");
    }

    fn receive_until(&mut self, wanted: impl Fn(&Value) -> bool) {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                self.stdout.read_line(&mut line).expect("the server writes");
                match line.trim_end().strip_prefix("Content-Length: ") {
                    Some(number) => length = number.parse().expect("a number"),
                    None if line.trim_end().is_empty() => break,
                    None => {}
                }
            }
            let mut body = vec![0; length];
            self.stdout
                .read_exact(&mut body)
                .expect("the server writes");
            let message = serde_json::from_slice(&body).expect("JSON");
            if wanted(&message) {
                return;
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Megabytes in memory once the document's diagnostics have come; `None` where the system does
/// not say.
pub(crate) fn resident_with_document(binary: &Path, bytes: usize) -> Option<f64> {
    let mut session = Session::start(binary);
    session.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    session.send(&json!({
        "jsonrpc": "2.0", "method": "textDocument/didOpen",
        "params": { "textDocument": {
            "uri": "file:///bench.asl.json", "languageId": "asl", "version": 1,
            "text": asl_testing::generate::json(bytes),
        } },
    }));
    session.receive_until(|message| message["method"] == "textDocument/publishDiagnostics");
    let status = std::fs::read_to_string(format!("/proc/{}/status", session.child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes / 1_024.0)
}
