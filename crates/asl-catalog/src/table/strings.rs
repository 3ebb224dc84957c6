//! A list of strings in one piece of memory.

use super::reader::Reader;

/// No service has as much text; only a damaged table claims more.
const TEXT_LIMIT: usize = 16 << 20;

/// Strings by number. Those that are looked up by text are sorted.
#[derive(Default)]
pub struct Strings {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    /// Reads three columns: how many bytes each string shares with the one before it, how many it
    /// adds, and what it adds.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = reader.count()?;
        let shared = reader.column(count)?;
        let added = reader.column(count)?;
        let mut strings = Self {
            text: String::with_capacity(count * 20),
            ends: Vec::with_capacity(count),
        };
        for (shared, added) in shared.into_iter().zip(added) {
            let added = std::str::from_utf8(reader.bytes(added as usize)?).ok()?;
            strings.push(shared as usize, added)?;
        }
        Some(strings)
    }

    fn push(&mut self, shared: usize, added: &str) -> Option<()> {
        let (start, end) = self
            .range(self.ends.len().wrapping_sub(1))
            .unwrap_or((0, 0));
        let shared_end = start.checked_add(shared).filter(|it| *it <= end)?;
        // A damaged table might cut a character in two, or repeat a long text without end.
        if !self.text.is_char_boundary(shared_end) || self.text.len() > TEXT_LIMIT {
            return None;
        }
        self.text.extend_from_within(start..shared_end);
        self.text.push_str(added);
        self.ends.push(u32::try_from(self.text.len()).ok()?);
        Some(())
    }

    fn range(&self, id: usize) -> Option<(usize, usize)> {
        let end = *self.ends.get(id)? as usize;
        let start = match id.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        Some((start, end))
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
        let range = self.range(id);
        range
            .and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or("")
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
