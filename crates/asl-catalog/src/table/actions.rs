//! A service's actions as the table has them.

use super::reader::{Reader, References};
use super::strings::Strings;
use crate::pattern::Pattern;

/// All actions of a service.
#[derive(Default)]
pub struct Actions {
    /// Their names, sorted.
    pub names: Strings,
    /// The names of errors, sorted, as `ErrorEquals` has them.
    pub errors: Strings,
    /// Paths into responses, values of statuses, names of operations.
    pub words: Strings,
    /// What is known of each.
    pub rows: Vec<ActionRow>,
}

/// One action. Shapes, errors and words are meant by their numbers.
#[derive(Default)]
pub struct ActionRow {
    /// Yes or no questions.
    pub flags: Flags,
    /// What it takes.
    pub request: Option<u32>,
    /// What it answers.
    pub response: Option<u32>,
    /// The result with `.sync`.
    pub sync_result: Option<u32>,
    /// The result with `.sync:2`.
    pub sync2_result: Option<u32>,
    /// The API's operation, where it is not the action's name with its first letter raised.
    pub operation: Option<u32>,
    /// Where the response says whether there are more pages.
    pub more_pages: Option<u32>,
    /// Its errors.
    pub errors: Vec<u32>,
    /// Paths and values that say that what was waited for is there.
    pub successes: Vec<(u32, u32)>,
    /// Where the response has the token of the next page.
    pub page_tokens: Vec<u32>,
}

/// Yes or no questions about an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u32);

impl Flags {
    /// AWS advises against it.
    pub const DEPRECATED: u32 = 1;
    /// Step Functions cannot call it.
    pub const UNCALLABLE: u32 = 1 << 1;
    const FIRST_PATTERN: u32 = 2;

    /// The flag of a pattern.
    pub const fn of_pattern(pattern: Pattern) -> u32 {
        1 << (Self::FIRST_PATTERN + pattern as u32)
    }

    pub(crate) fn is_deprecated(self) -> bool {
        self.0 & Self::DEPRECATED != 0
    }

    pub(crate) fn is_callable(self) -> bool {
        self.0 & Self::UNCALLABLE == 0
    }

    pub(crate) fn has_pattern(self, pattern: Pattern) -> bool {
        self.0 & Self::of_pattern(pattern) != 0
    }
}

impl Actions {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Reads the frame of a service's actions.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let names = Strings::read(&mut reader)?;
        let errors = Strings::read(&mut reader)?;
        let words = Strings::read(&mut reader)?;
        let rows = read_rows(&mut reader, names.len())?;
        Some(Self {
            names,
            errors,
            words,
            rows,
        })
    }
}

fn read_rows(reader: &mut Reader<'_>, count: usize) -> Option<Vec<ActionRow>> {
    let flags = reader.column(count)?;
    let mut shapes = References::default();
    let mut shape = || -> Option<_> {
        let column = reader.column(count)?;
        Some(column.into_iter())
    };
    let mut references = [shape()?, shape()?, shape()?, shape()?];
    let mut optional = || -> Option<_> {
        let column = reader.column(count)?;
        Some(column.into_iter().map(|id| id.checked_sub(1)))
    };
    let mut operation = optional()?;
    let mut more_pages = optional()?;
    let mut errors = Lists::read(reader, count)?;
    let mut paths = Lists::read(reader, count)?;
    let mut values = Lists::read(reader, count)?;
    let mut page_tokens = Lists::read(reader, count)?;
    let rows = flags.into_iter().map(|flags| {
        // Which shape is a new one depends on this order.
        let mut shape = |of: usize| Some(shapes.optional(references[of].next()?));
        Some(ActionRow {
            flags: Flags(flags),
            request: shape(0)?,
            response: shape(1)?,
            sync_result: shape(2)?,
            sync2_result: shape(3)?,
            operation: operation.next()?,
            more_pages: more_pages.next()?,
            errors: errors.next()?,
            successes: paths.next()?.into_iter().zip(values.next()?).collect(),
            page_tokens: page_tokens.next()?,
        })
    });
    rows.collect()
}

/// A list of numbers for every action: a column of lengths and one of numbers.
struct Lists {
    counts: std::vec::IntoIter<u32>,
    numbers: std::vec::IntoIter<u32>,
}

impl Lists {
    fn read(reader: &mut Reader<'_>, count: usize) -> Option<Self> {
        let counts = reader.column(count)?;
        let total = counts.iter().map(|count| *count as usize).sum();
        Some(Self {
            counts: counts.into_iter(),
            numbers: reader.column(total)?.into_iter(),
        })
    }
}

impl Iterator for Lists {
    type Item = Vec<u32>;

    fn next(&mut self) -> Option<Vec<u32>> {
        let count = self.counts.next()? as usize;
        Some(self.numbers.by_ref().take(count).collect())
    }
}
