//! Objects that are compressed with gzip, as S3 Inventory and Athena write them.
//!
//! Reading them is a wrapper of a few bytes around deflate (RFC 1952), so it needs no library of
//! its own.

use std::borrow::Cow;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::Unreadable;

/// More than this is not unpacked: the simulator's own limit.
const MOST_BYTES: usize = 1 << 29;

const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
const HEADER_BYTES: usize = 10;
const HAS_CHECKSUM: u8 = 2;
const HAS_EXTRA: u8 = 4;
const HAS_NAME: u8 = 8;
const HAS_COMMENT: u8 = 16;

/// The content, unpacked if it is packed.
pub(super) fn unpack(content: &[u8]) -> Result<Cow<'_, [u8]>, Unreadable> {
    if !content.starts_with(&MAGIC) {
        return Ok(Cow::Borrowed(content));
    }
    let packed = payload(content).ok_or_else(broken)?;
    let unpacked = decompress_to_vec_with_limit(packed, MOST_BYTES).map_err(|_| broken())?;
    Ok(Cow::Owned(unpacked))
}

fn broken() -> Unreadable {
    Unreadable::new("The file is compressed with gzip, but cannot be unpacked.")
}

/// What follows the header.
fn payload(content: &[u8]) -> Option<&[u8]> {
    let flags = *content.get(3)?;
    let mut rest = content.get(HEADER_BYTES..)?;
    if flags & HAS_EXTRA != 0 {
        let length = usize::from(*rest.first()?) | usize::from(*rest.get(1)?) << 8;
        rest = rest.get(2 + length..)?;
    }
    for text in [HAS_NAME, HAS_COMMENT] {
        if flags & text != 0 {
            let end = rest.iter().position(|byte| *byte == 0)?;
            rest = rest.get(end + 1..)?;
        }
    }
    if flags & HAS_CHECKSUM != 0 {
        rest = rest.get(2..)?;
    }
    Some(rest)
}

#[cfg(test)]
pub(super) fn pack(content: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x1f, 0x8b, 8, HAS_NAME, 0, 0, 0, 0, 0, 3];
    packed.extend(b"name.csv\0");
    packed.extend(miniz_oxide::deflate::compress_to_vec(content, 6));
    packed.extend([0; 8]);
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unpacks_what_is_packed() {
        let content = b"a,b\n1,2\n";
        assert_eq!(&*unpack(content).unwrap(), content);
        assert_eq!(&*unpack(&pack(content)).unwrap(), content);
        assert_eq!(&*unpack(b"").unwrap(), b"");
    }

    #[test]
    fn refuses_what_is_broken() {
        let packed = pack(b"some content that is long enough");
        for length in 4..packed.len() - 12 {
            assert!(unpack(&packed[..length]).is_err(), "{length}");
        }
    }
}
