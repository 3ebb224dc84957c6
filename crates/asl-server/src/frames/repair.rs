//! Repairing what some clients write for half a character.
//!
//! UTF-16 editors can hold, and send, one half of a surrogate pair. Each half becomes U+FFFD, which is one UTF-16 unit
//! as well, so that the client's later positions stay right.

/// The body with each lone surrogate replaced, escaped (`\ud83d`) or as the three bytes of CESU-8;
/// `None` when there is none, so that what ails the body is something else.
pub(super) fn lone_surrogates(body: &[u8]) -> Option<Vec<u8>> {
    let (mut repaired, mut at, mut changed) = (Vec::with_capacity(body.len()), 0, false);
    while at < body.len() {
        let (length, lone) = unit(&body[at..]);
        if lone {
            let replacement: &[u8] = if body[at] == b'\\' {
                b"\\ufffd"
            } else {
                "\u{fffd}".as_bytes()
            };
            repaired.extend_from_slice(replacement);
            changed = true;
        } else {
            repaired.extend_from_slice(&body[at..at + length]);
        }
        at += length;
    }
    changed.then_some(repaired)
}

/// The length of the next thing to copy or replace, and whether it is a lone surrogate.
fn unit(bytes: &[u8]) -> (usize, bool) {
    match bytes {
        [0xED, 0xA0..=0xBF, 0x80..=0xBF, ..] => (3, true),
        [b'\\', b'u', ..] => match (escaped(bytes), bytes.get(6..).and_then(escaped)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, false),
            (Some(0xD800..=0xDFFF), _) => (6, true),
            _ => (2, false),
        },
        [b'\\', _, ..] => (2, false),
        _ => (1, false),
    }
}

fn escaped(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
