//! Finding a frame's header in bytes that may hold anything.
//!
//! Tolerant: any case, LF alone, other headers before and behind, garbage before.

const NAME: &[u8] = b"content-length:";
/// A header block without an end within so many bytes is none.
const LONGEST: usize = 16 * 1024;

/// More than any document that an editor opens; a larger length is a broken header.
const LONGEST_BODY: usize = 256 << 20;

/// The next header block.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// A body of that length follows.
    Length {
        /// Where the header begins; what is before belongs to no frame.
        start: usize,
        /// Where the body begins.
        end: usize,
        /// The body's length in bytes.
        length: usize,
    },
    /// A block without a readable length.
    Broken {
        /// Where to go on.
        end: usize,
    },
}

/// The first header block of these bytes; `None` while it is not complete.
pub(super) fn find(bytes: &[u8]) -> Option<Header> {
    let blank = bytes
        .iter()
        .take_while(|it| it.is_ascii_whitespace())
        .count();
    let Some((stop, end)) = block_end(bytes, blank) else {
        return (bytes.len() > LONGEST).then(|| Header::Broken {
            end: last_name(bytes).filter(|it| *it > 0).unwrap_or(bytes.len()),
        });
    };
    let block = &bytes[..stop];
    let found = last_name(block).and_then(|start| Some((start, length(&block[start..])?)));
    Some(match found {
        Some((name, length)) => {
            let start = first_line(block, name);
            Header::Length { start, end, length }
        }
        None => Header::Broken { end },
    })
}

/// Where a whole header stands inside of these bytes, if one does.
pub(super) fn inside(bytes: &[u8]) -> Option<usize> {
    (0..bytes.len()).find(|at| {
        let rest = &bytes[*at..];
        starts_with_name(rest) && ends_as_header(rest)
    })
}

fn ends_as_header(bytes: &[u8]) -> bool {
    let line = bytes.split(|it| *it == b'\n').next().unwrap_or_default();
    line.len() < bytes.len() && length(line).is_some()
}

/// Where the block's text stops, and where its blank line ends.
fn block_end(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let line = at + bytes[at..].iter().position(|it| *it == b'\n')? + 1;
        match &bytes[line..] {
            [b'\r', b'\n', ..] => return Some((line, line + 2)),
            [b'\n', ..] => return Some((line, line + 1)),
            _ => at = line,
        }
    }
}

fn last_name(bytes: &[u8]) -> Option<usize> {
    (0..bytes.len())
        .rev()
        .find(|at| starts_with_name(&bytes[*at..]))
}

/// Where the header begins whose length stands there: other lines of it may come before.
fn first_line(block: &[u8], mut start: usize) -> usize {
    while let Some(before) = block[..start].strip_suffix(b"\n") {
        let line = before
            .iter()
            .rposition(|it| *it == b'\n')
            .map_or(0, |it| it + 1);
        if !is_header_line(&before[line..]) {
            break;
        }
        start = line;
    }
    start
}

fn is_header_line(line: &[u8]) -> bool {
    let name = line
        .iter()
        .take_while(|it| it.is_ascii_alphabetic() || **it == b'-')
        .count();
    name > 0 && line.get(name) == Some(&b':')
}

fn starts_with_name(bytes: &[u8]) -> bool {
    bytes
        .get(..NAME.len())
        .is_some_and(|it| it.eq_ignore_ascii_case(NAME))
}

fn length(header: &[u8]) -> Option<usize> {
    let line = header.split(|it| *it == b'\n').next()?;
    let digits = line.get(NAME.len()..)?.trim_ascii();
    let length = std::str::from_utf8(digits).ok()?.parse().ok()?;
    (length <= LONGEST_BODY).then_some(length)
}
