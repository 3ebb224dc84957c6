//! `cargo dev fuzz`: expressions that nobody would write, for as long as one likes.
//!
//! Every text must be taken apart, refused or answered; nothing may panic, and nothing may take
//! longer or more memory than the limits allow. What fails is printed with the seed that makes it again.

mod memory;
mod texts;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use asl_jsonata::syntax::{call_at, occurrences, parse, tokens, visible, wanted};
use asl_jsonata::{Bindings, Expression, Interrupt, Limits, StatesMember};
use serde_json::json;

use super::Done;
use crate::workspace::say;
use memory::Memory;

/// What to try.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How long, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The first text; the next ones follow from it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// The limit on real time inside of one evaluation, and what a text may take in all: an editor asks
/// several questions of it, and the machine may be busy.
const EVALUATION: Duration = Duration::from_millis(250);
const TEXT: Duration = Duration::from_secs(20);

/// How often the memory of the process is looked at.
const TICK: Duration = Duration::from_millis(10);

/// The engine wants no more than a program's main thread has.
const STACK: usize = 8 << 20;

/// Tries texts until the time is over; the first failure ends it.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let end = Instant::now() + Duration::from_secs(arguments.seconds);
    let interrupt = Interrupt::default();
    let mut memory = Memory::new(&interrupt);
    let (requests, answers) = worker(interrupt)?;
    let mut seed = arguments.seed;
    let mut refused = 0_u64;
    let mut slowest = (Duration::ZERO, seed);
    while Instant::now() < end {
        let text = texts::text(seed);
        let begun = Instant::now();
        memory.begin();
        let failure = match requests.send(text.clone()) {
            Err(_) => Some("the thread that tries texts is gone".to_owned()),
            Ok(()) => match outcome(&answers, &mut memory) {
                Ok(Outcome::Answered) => None,
                Ok(Outcome::Refused) => {
                    refused += 1;
                    None
                }
                Ok(Outcome::Panicked(words)) => Some(format!("panicked: {words}")),
                Err(failure) => Some(failure),
            },
        };
        if let Some(failure) = failure {
            let shown: String = text.chars().take(2_000).collect();
            say(&format!("fuzz: seed {seed} {failure}\n{shown}"));
            return Ok(ExitCode::FAILURE);
        }
        slowest = slowest.max((begun.elapsed(), seed));
        seed += 1;
    }
    let tried = seed - arguments.seed;
    let (longest, at) = slowest;
    say(&format!(
        "fuzz: {tried} expressions, {refused} refused; the slowest, seed {at}, took {longest:.1?}"
    ));
    Ok(ExitCode::SUCCESS)
}

/// Waits for the end of a text, and looks after the memory that it takes.
fn outcome(answers: &Receiver<Outcome>, memory: &mut Memory) -> Result<Outcome, String> {
    let begun = Instant::now();
    loop {
        match answers.recv_timeout(TICK) {
            Ok(outcome) => return Ok(outcome),
            Err(RecvTimeoutError::Disconnected) => return Err("ended the thread".to_owned()),
            Err(RecvTimeoutError::Timeout) if memory.is_exceeded() => {
                return Err("took too much memory".to_owned());
            }
            Err(RecvTimeoutError::Timeout) if begun.elapsed() > TEXT => {
                return Err(format!("took longer than {TEXT:?}"));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// How a text ended.
enum Outcome {
    Answered,
    Refused,
    Panicked(String),
}

/// A thread that tries one text after the other, so that one that does not end can be given up.
fn worker(interrupt: Interrupt) -> std::io::Result<(Sender<String>, Receiver<Outcome>)> {
    let (requests, inbox) = channel::<String>();
    let (outbox, answers) = channel();
    let words = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&words);
    std::panic::set_hook(Box::new(move |panic| {
        if let Ok(mut words) = heard.lock() {
            *words = panic.to_string();
        }
    }));
    thread::Builder::new().stack_size(STACK).spawn(move || {
        for text in inbox {
            let tried = catch_unwind(AssertUnwindSafe(|| attempt(&text, &interrupt)));
            let outcome = tried.unwrap_or_else(|_| {
                Outcome::Panicked(words.lock().map(|it| it.clone()).unwrap_or_default())
            });
            if outbox.send(outcome).is_err() {
                return;
            }
        }
    })?;
    Ok((requests, answers))
}

/// What an editor asks of a text, and what the simulator does with it.
fn attempt(text: &str, interrupt: &Interrupt) -> Outcome {
    let tree = parse(text);
    let places = [0, text.len() / 3, text.len() / 2, text.len()];
    for at in places.map(|it| floor(text, it)) {
        let _ = (wanted(text, at), call_at(text, at), visible(&tree, at));
    }
    let _ = (occurrences(&tree), tokens(text));
    let Ok(expression) = Expression::compile(text) else {
        return Outcome::Refused;
    };
    let limits = Limits {
        time: EVALUATION,
        ..Limits::default()
    };
    let input =
        json!({ "a": 1, "b": [1, 2, { "c": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" }], "c": null });
    let scope = Bindings::new()
        .states(StatesMember::Input, Arc::new(input))
        .variable("x", Arc::new(json!([3, 1, 2])))
        .interrupted_by(interrupt);
    let _ = expression.evaluate(&scope, &limits);
    Outcome::Answered
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|it| text.is_char_boundary(*it))
        .unwrap_or(0)
}
