//! The index: which services there are and where their frames lie.

use super::MAGIC;
use super::actions::Actions;
use super::pack::{DICTIONARY_LIMIT, unpack};
use super::reader::Reader;
use super::shapes::Shapes;
use crate::catalog::Retired;
use crate::service::Integration;

/// The flag of a service of the optimised integrations.
pub const OPTIMIZED: u32 = 1;
/// The flag of a service that the developer guide does not list.
pub const UNDOCUMENTED: u32 = 1 << 1;

/// All services, without their actions.
#[derive(Default)]
pub struct Index {
    /// Those of both families, each sorted by name.
    pub services: Vec<Entry>,
    /// Those that are no longer to be called.
    pub retired: Vec<Retired>,
}

/// What the index says of a service.
pub struct Entry {
    /// The name as a resource has it.
    pub name: &'static str,
    /// What its errors' names begin with.
    pub prefix: &'static str,
    /// The name for people.
    pub title: &'static str,
    /// The API's id.
    pub api: &'static str,
    /// Its family.
    pub integration: Integration,
    /// The developer guide lists it.
    pub is_documented: bool,
    /// How many actions it has.
    pub action_count: usize,
    pub(crate) actions: FrameAt,
    pub(crate) shapes: FrameAt,
}

/// A packed frame and how long it is when unpacked.
#[derive(Clone, Copy)]
pub struct FrameAt {
    pub(crate) dictionary: &'static [u8],
    pub(crate) packed: &'static [u8],
    packed_length: usize,
    pub(crate) length: usize,
}

impl Index {
    /// Reads the head of a table; the frames stay packed.
    pub fn read(table: &'static [u8]) -> Option<Self> {
        let mut reader = Reader::new(table.strip_prefix(MAGIC)?);
        let actions = read_dictionary(&mut reader)?;
        let shapes = read_dictionary(&mut reader)?;
        let count = reader.count()?;
        let mut entries = (0..count).map(|_| Entry::read(&mut reader, actions, shapes));
        let mut services: Vec<Entry> = entries.by_ref().collect::<Option<_>>()?;
        let retired = read_retired(&mut reader)?;
        for entry in &mut services {
            entry.actions.packed = reader.bytes(entry.actions.packed_length)?;
            entry.shapes.packed = reader.bytes(entry.shapes.packed_length)?;
        }
        Some(Self { services, retired })
    }
}

impl Entry {
    fn read(
        reader: &mut Reader<'static>,
        actions: &'static [u8],
        shapes: &'static [u8],
    ) -> Option<Self> {
        let flags = reader.number()?;
        Some(Self {
            name: reader.text()?,
            prefix: reader.text()?,
            title: reader.text()?,
            api: reader.text()?,
            integration: match flags & OPTIMIZED {
                0 => Integration::Sdk,
                _ => Integration::Optimized,
            },
            is_documented: flags & UNDOCUMENTED == 0,
            action_count: reader.size()?,
            actions: FrameAt::read(reader, actions)?,
            shapes: FrameAt::read(reader, shapes)?,
        })
    }

    /// The actions; none where their frame is damaged.
    pub(crate) fn read_actions(&self) -> Actions {
        let bytes = self.actions.unpack();
        bytes.and_then(|it| Actions::read(&it)).unwrap_or_default()
    }

    /// The shapes; none where their frame is damaged.
    pub(crate) fn read_shapes(&self) -> Shapes {
        let bytes = self.shapes.unpack();
        bytes.and_then(|it| Shapes::read(&it)).unwrap_or_default()
    }
}

impl FrameAt {
    fn read(reader: &mut Reader<'static>, dictionary: &'static [u8]) -> Option<Self> {
        Some(Self {
            dictionary,
            packed: &[],
            packed_length: reader.size()?,
            length: reader.size()?,
        })
    }

    fn unpack(self) -> Option<Vec<u8>> {
        unpack(self.dictionary, self.packed, self.length)
    }
}

fn read_dictionary(reader: &mut Reader<'static>) -> Option<&'static [u8]> {
    let length = reader.size().filter(|it| *it <= DICTIONARY_LIMIT)?;
    reader.bytes(length)
}

fn read_retired(reader: &mut Reader<'static>) -> Option<Vec<Retired>> {
    let count = reader.count()?;
    let mut one = || {
        Some(Retired {
            name: reader.text()?,
            since: reader.text()?,
        })
    };
    (0..count).map(|_| one()).collect()
}
