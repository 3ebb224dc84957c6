//! The guard before the codec: tower-lsp's ends the session at the first frame that it cannot read.
//!
//! Bytes go in, well-formed frames come out. Each body is read as JSON; a lone surrogate is repaired; a frame that
//! is no message is replaced by a request of our own, [`MALFORMED`], in its place in the stream, so that the client
//! gets the error that JSON-RPC prescribes and the documents whose change got lost are marked in order.

mod header;
mod message;
mod repair;

pub(crate) use message::{Lost, MALFORMED, Malformed};

use header::Header;

/// The guard's state between two reads.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    pending: Vec<u8>,
    /// The bytes before were no frame: what stands before the next header belongs to them.
    resynchronising: bool,
}

/// What the bytes at hand begin with.
enum Step {
    /// Not yet a whole frame.
    Incomplete,
    /// So many bytes are done with.
    Consumed(usize),
}

impl Guard {
    /// Takes bytes as they were read; answers the frames that they complete, checked.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.pending.extend_from_slice(bytes);
        let (mut checked, mut done) = (Vec::new(), 0);
        while let Step::Consumed(length) = self.step(done, &mut checked) {
            done += length;
        }
        self.pending.drain(..done);
        checked
    }

    fn step(&mut self, done: usize, checked: &mut Vec<u8>) -> Step {
        let rest = &self.pending[done..];
        let (start, header, length) = match header::find(rest) {
            None => return Step::Incomplete,
            Some(Header::Length { start, end, length }) => (start, end, length),
            Some(Header::Broken { end }) => {
                report_dropped(&rest[..end], !self.resynchronising, checked);
                self.resynchronising = true;
                return Step::Consumed(end);
            }
        };
        let Some(body) = rest.get(header..header + length) else {
            return Step::Incomplete;
        };
        if !rest[..start].trim_ascii().is_empty() {
            report_dropped(&rest[..start], !self.resynchronising, checked);
        }
        let (used, framed) = take_body(body, checked);
        self.resynchronising = !framed;
        Step::Consumed(header + used)
    }
}

/// Writes the checked body; answers how much of it was used, and whether the frame began and ended where it said.
fn take_body(body: &[u8], checked: &mut Vec<u8>) -> (usize, bool) {
    if body.trim_ascii().is_empty() {
        return (body.len(), true);
    }
    let malformed = match message::check(body) {
        Ok(message) => {
            write_frame(&message, checked);
            return (body.len(), true);
        }
        Err(malformed) => malformed,
    };
    write_frame(malformed.to_request().as_bytes(), checked);
    if malformed.is_json() {
        return (body.len(), true);
    }
    // A header cannot stand in JSON: the length was too great, and the next frame begins there.
    (header::inside(body).unwrap_or(body.len()), false)
}

/// Bytes outside of any frame: reported once, but looked through for changes each time.
fn report_dropped(bytes: &[u8], report: bool, checked: &mut Vec<u8>) {
    let malformed = Malformed::dropped(bytes);
    if report || malformed.loses_a_change() {
        write_frame(malformed.to_request().as_bytes(), checked);
    }
}

fn write_frame(body: &[u8], frames: &mut Vec<u8>) {
    frames.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    frames.extend_from_slice(body);
}

#[cfg(test)]
mod tests;
