//! Reading numbers and strings from bytes that may be damaged.

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

#[cfg(test)]
mod tests {
    use super::Reader;

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
