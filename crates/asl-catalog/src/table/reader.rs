//! Reading numbers and strings from bytes that may be damaged.

use crate::shape::Kind;

/// A place in some bytes. Every read answers `None` where the bytes end or make no sense.
pub struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    /// Reads from the first of these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// The next bytes.
    pub fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    /// An unsigned number.
    pub fn number(&mut self) -> Option<u32> {
        u32::try_from(self.wide()?).ok()
    }

    /// An unsigned number as a length or place.
    pub fn size(&mut self) -> Option<usize> {
        usize::try_from(self.wide()?).ok()
    }

    /// How many things follow, each of which takes at least one byte.
    pub fn count(&mut self) -> Option<usize> {
        self.size().filter(|count| *count <= self.left())
    }

    /// An unsigned number of 64 bits.
    pub fn wide(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes(1)?.first()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A number with a sign, small ones in few bytes whatever their sign.
    pub fn signed(&mut self) -> Option<i64> {
        let value = self.wide()?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// A column of as many numbers.
    pub fn column(&mut self, count: usize) -> Option<Vec<u32>> {
        if count > self.left() {
            return None;
        }
        (0..count).map(|_| self.number()).collect()
    }

    /// A length and as many bytes of UTF-8.
    pub fn text(&mut self) -> Option<&'b str> {
        let length = self.size()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }
}

/// References to shapes in the order of the table. Most lead to the next shape that nothing has
/// led to yet, so that is written as 0, and any other as its number and one.
pub struct References {
    next: u32,
}

/// The shapes that are nothing but their kind come first and are in no table.
pub const FIRST_SHAPE: u32 = Kind::ALL.len() as u32;

impl Default for References {
    fn default() -> Self {
        Self::after(0)
    }
}

impl References {
    /// References when so many shapes of the table have been led to.
    pub fn after(count: u32) -> Self {
        Self {
            next: FIRST_SHAPE.saturating_add(count),
        }
    }

    /// What a number in the table leads to.
    pub fn resolve(&mut self, number: u32) -> u32 {
        if let Some(id) = number.checked_sub(1) {
            return id;
        }
        let id = self.next;
        self.next = id.saturating_add(1);
        id
    }

    /// The same where 0 is nothing, and everything else one more.
    pub fn optional(&mut self, number: u32) -> Option<u32> {
        Some(self.resolve(number.checked_sub(1)?))
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST_SHAPE, Reader, References};

    #[test]
    fn references_lead_to_new_and_known_shapes() {
        let mut references = References::after(2);
        assert_eq!(references.resolve(0), FIRST_SHAPE + 2);
        assert_eq!(references.resolve(5), 4);
        assert_eq!(references.optional(1), Some(FIRST_SHAPE + 3));
        assert_eq!(references.optional(0), None);
    }

    #[test]
    fn numbers_take_as_many_bytes_as_they_need() {
        let mut reader = Reader::new(&[0x05, 0x80, 0x01, 0x03, 0x04]);
        assert_eq!(reader.number(), Some(5));
        assert_eq!(reader.number(), Some(128));
        assert_eq!(reader.signed(), Some(-2));
        assert_eq!(reader.signed(), Some(2));
        assert_eq!(reader.number(), None);
    }

    #[test]
    fn the_extremes_of_signed_numbers_fit() {
        let most = [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(Reader::new(&most).signed(), Some(i64::MAX));
        let least = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(Reader::new(&least).signed(), Some(i64::MIN));
    }

    #[test]
    fn a_number_without_end_is_none() {
        assert_eq!(Reader::new(&[0xff; 20]).wide(), None);
        assert_eq!(Reader::new(&[0xff; 3]).wide(), None);
        assert_eq!(Reader::new(&[]).text(), None);
    }

    #[test]
    fn a_count_beyond_the_end_is_none() {
        assert_eq!(Reader::new(&[3, 0, 0]).count(), None);
        assert_eq!(Reader::new(&[2, 0, 0]).count(), Some(2));
        assert_eq!(Reader::new(&[1, 1]).column(3), None);
    }
}
