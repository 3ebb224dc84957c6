//! Standard output and standard error. A reader that has gone away (`asl check . | head`) is no
//! failure: what it does not want to read is not written, and the exit status says what was found.

use std::io::{self, ErrorKind, IsTerminal, Write};

use crate::status::Failure;

/// Writes the answer to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(format!(
            "standard output cannot be written: {error}"
        ))),
        _ => Ok(()),
    }
}

/// Says on standard error why something did not go.
pub(crate) fn complain(message: &str) {
    note(&format!("asl: {message}"));
}

/// A line on standard error.
pub(crate) fn note(line: &str) {
    let _ = writeln!(io::stderr(), "{}", line.trim_end());
}

/// The columns of the terminal that standard output is, if it is one.
pub(crate) fn width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(width.0)).filter(|width| *width > 0)
}

/// Whether standard output takes colour: a terminal whose user does not refuse it.
pub(crate) fn colour() -> bool {
    takes_colour(io::stdout().is_terminal())
}

/// The same of standard error.
pub(crate) fn colour_of_errors() -> bool {
    takes_colour(io::stderr().is_terminal())
}

fn takes_colour(terminal: bool) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    terminal && !refused && !dumb
}
