//! Runs one program once: input in, output out, with a limit on its time.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use asl_interp::Stop;

use super::Words;
use crate::output;

/// More output than this is not read: no Task returns so much.
const MOST_OUTPUT: u64 = 16 << 20;

/// How often a cancelled run is noticed, and an end that no closed pipe announces.
const TICK: Duration = Duration::from_millis(25);

/// How long output is waited for once the program has ended: something that it started may keep
/// its pipes open for ever.
const GRACE: Duration = Duration::from_millis(500);

/// A program that was run.
#[derive(Default)]
pub(super) struct Ended {
    /// Nothing when it was killed.
    pub(super) status: Option<ExitStatus>,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
    pub(super) took: Duration,
}

/// A line that the program wrote.
enum Line {
    Out(Vec<u8>),
    Err(Vec<u8>),
}

/// Runs the program to its end, or kills it when the limit is over or the run is stopped. What it
/// writes on standard error is shown at once, with the state's name. It fails when the program
/// cannot be started.
pub(super) fn run(
    command: &Words,
    state: &str,
    input: String,
    limit: Duration,
    stop: &Stop,
) -> io::Result<Ended> {
    let begun = Instant::now();
    let mut child = Command::new(command.program())
        .args(command.arguments())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program need not read what it gets.
        thread::spawn(move || stdin.write_all(input.as_bytes()));
    }
    let (sender, lines) = mpsc::channel();
    if let Some(pipe) = child.stdout.take() {
        read(pipe, sender.clone(), Line::Out);
    }
    if let Some(pipe) = child.stderr.take() {
        read(pipe, sender, Line::Err);
    }
    let mut ended = follow(&mut child, &lines, state, || {
        begun.elapsed() >= limit || stop.reason().is_some()
    })?;
    ended.took = begun.elapsed();
    Ok(ended)
}

/// Hands on the lines of a pipe until it is closed.
fn read(pipe: impl Read + Send + 'static, to: Sender<Line>, line: fn(Vec<u8>) -> Line) {
    thread::spawn(move || {
        let mut pipe = BufReader::new(pipe.take(MOST_OUTPUT));
        let mut bytes = Vec::new();
        while pipe
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|read| read > 0)
        {
            if to.send(line(std::mem::take(&mut bytes))).is_err() {
                return;
            }
        }
    });
}

fn follow(
    child: &mut Child,
    lines: &Receiver<Line>,
    state: &str,
    over: impl Fn() -> bool,
) -> io::Result<Ended> {
    let mut ended = Ended::default();
    let mut exited: Option<Instant> = None;
    loop {
        let closed = match lines.recv_timeout(TICK) {
            Ok(line) => {
                ended.add(line, state);
                continue;
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        };
        if let Some(status) = child.try_wait()? {
            ended.status = Some(status);
            if closed || exited.get_or_insert_with(Instant::now).elapsed() >= GRACE {
                return Ok(ended);
            }
        } else if over() {
            child.kill()?;
            child.wait()?;
            return Ok(ended);
        } else if closed {
            // It writes nothing more, and nothing announces its end.
            thread::park_timeout(Duration::from_millis(1));
        }
    }
}

impl Ended {
    fn add(&mut self, line: Line, state: &str) {
        match line {
            Line::Out(line) => self.stdout.extend(line),
            Line::Err(line) => {
                let text = String::from_utf8_lossy(&line);
                output::note(&format!("{state}: {}", text.trim_end()));
                self.stderr.extend(line);
            }
        }
    }
}
