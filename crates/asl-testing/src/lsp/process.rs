//! The server's process, from its start to its end.

use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// With this exit status.
    Exited(i32),
    /// By a signal.
    Killed,
}

/// A running server; killed when it is dropped before its end.
pub(super) struct Process {
    id: u32,
    ended: Receiver<Ended>,
    over: bool,
}

impl Process {
    /// Starts the server; what it writes on stderr goes to the test's.
    pub(super) fn start(command: &mut Command) -> (Self, ChildStdin, ChildStdout) {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, ended) = channel();
        let id = child.id();
        std::thread::spawn(move || wait(child, &sender));
        let process = Self {
            id,
            ended,
            over: false,
        };
        (process, stdin, stdout)
    }

    /// The process's id.
    pub(super) fn id(&self) -> u32 {
        self.id
    }

    /// Waits for the end.
    pub(super) fn wait(&mut self, patience: Duration) -> Ended {
        let ended = self.ended.recv_timeout(patience);
        self.over = true;
        ended.expect("the server ends in time")
    }
}

fn wait(mut child: Child, sender: &std::sync::mpsc::Sender<Ended>) {
    let status = child.wait();
    let ended = status.ok().and_then(|it: ExitStatus| it.code());
    let _ = sender.send(ended.map_or(Ended::Killed, Ended::Exited));
}

impl Drop for Process {
    fn drop(&mut self) {
        if !self.over && self.ended.try_recv().is_err() {
            // The child belongs to the waiting thread, so it is ended by its id.
            let _ = Command::new("kill")
                .args(["-9", &self.id.to_string()])
                .status();
        }
    }
}
