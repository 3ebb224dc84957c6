//! A list of strings in one piece of memory.

use super::reader::Reader;

/// Strings by number. Those that are looked up by their text are sorted.
#[derive(Default)]
pub struct Strings {
    /// Every string with a line feed behind it: lengths of their own would take more room.
    text: String,
    /// Where each ends, before its line feed.
    ends: Vec<u32>,
}

impl Strings {
    /// Reads how many bytes there are, and the strings in them.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text()?;
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let ends = ends.map(|(at, _)| u32::try_from(at).ok());
        Some(Self {
            ends: ends.collect::<Option<_>>()?,
            text: text.to_owned(),
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The string of that number; empty where there is none.
    pub fn get(&self, id: usize) -> &str {
        self.range(id)
            .and_then(|range| self.text.get(range))
            .unwrap_or("")
    }

    fn range(&self, id: usize) -> Option<std::ops::Range<usize>> {
        let end = *self.ends.get(id)? as usize;
        let start = match id.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize + 1,
            None => 0,
        };
        Some(start..end)
    }

    /// The number of that string in a sorted list.
    pub fn find(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Strings};

    fn strings(bytes: &[u8]) -> Strings {
        Strings::read(&mut Reader::new(bytes)).expect("strings")
    }

    #[test]
    fn strings_are_found_by_number_and_by_text() {
        let strings = strings(b"\x09abc\n\nxyz\n");
        assert_eq!(strings.len(), 3);
        assert_eq!(
            [strings.get(0), strings.get(1), strings.get(2)],
            ["abc", "", "xyz"]
        );
        assert_eq!(strings.get(3), "");
        assert_eq!(strings.find("xyz"), Some(2));
        assert_eq!(strings.find("xy"), None);
    }

    #[test]
    fn damaged_strings_are_none_or_fewer() {
        assert_eq!(strings(b"\x03abc").len(), 0);
        assert!(Strings::read(&mut Reader::new(b"\x04abc")).is_none());
        assert!(Strings::read(&mut Reader::new(b"\x02\xff\n")).is_none());
    }
}
