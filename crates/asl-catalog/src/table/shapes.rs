//! A service's shapes as the table has them.

use super::reader::Reader;
use super::strings::Strings;
use crate::shape::{Kind, Number, Shape};

/// What a shape's and a member's first number say. Shared with whoever writes a table.
pub mod flag {
    /// The bits of a shape that hold its kind.
    pub const KIND: u32 = 0xf;
    /// A name follows.
    pub const NAMED: u32 = 1 << 4;
    /// A list of values follows.
    pub const VALUES: u32 = 1 << 5;
    /// A least value follows.
    pub const MIN: u32 = 1 << 6;
    /// A greatest value follows.
    pub const MAX: u32 = 1 << 7;

    /// A member that must be there.
    pub const REQUIRED: u32 = 1;
    /// A member that AWS advises against.
    pub const DEPRECATED: u32 = 1 << 1;
    /// A member that the SDK fills in.
    pub const FILLED_IN: u32 = 1 << 2;
    /// How far a member's shape is moved to make room for its flags.
    pub const SHIFT: u32 = 3;
}

/// All shapes of a service.
#[derive(Default)]
pub struct Shapes {
    /// The names of shapes and members, sorted.
    pub names: Strings,
    /// The values of enumerations, those of one shape next to each other.
    values: Strings,
    bounds: Vec<Number>,
    /// The shapes.
    pub rows: Vec<ShapeRow>,
    members: Vec<MemberRow>,
}

/// One shape. Everything else is meant by its number.
pub struct ShapeRow {
    /// What a value of it is.
    pub kind: Kind,
    /// Its name.
    pub name: Option<u32>,
    /// A structure's first member, a list's element, a map's key, a string's first value.
    pub first: u32,
    /// How many members or values there are; a map's value.
    pub second: u32,
    /// The least value.
    pub min: Option<u32>,
    /// The greatest value.
    pub max: Option<u32>,
}

/// One member of a structure.
#[derive(Clone, Copy)]
pub struct MemberRow {
    /// Its name.
    pub name: u32,
    /// Its shape.
    pub shape: u32,
    flags: u32,
}

impl MemberRow {
    pub(crate) fn is_required(self) -> bool {
        self.flags & flag::REQUIRED != 0
    }

    pub(crate) fn is_deprecated(self) -> bool {
        self.flags & flag::DEPRECATED != 0
    }

    pub(crate) fn is_filled_in(self) -> bool {
        self.flags & flag::FILLED_IN != 0
    }
}

/// What a reference that leads nowhere is taken for: any value.
static ANYTHING: ShapeRow = ShapeRow {
    kind: Kind::Document,
    name: None,
    first: 0,
    second: 0,
    min: None,
    max: None,
};

impl Shapes {
    /// Reads the frame of a service's shapes.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let names = Strings::read(&mut reader)?;
        let values = Strings::read(&mut reader)?;
        let bounds = read_bounds(&mut reader)?;
        let count = reader.count()?;
        let heads = reader.column(count)?;
        let mut details = Details {
            reader,
            member: 0,
            value: 0,
        };
        let rows = heads.into_iter().map(|head| details.row(head));
        let rows: Vec<_> = rows.collect::<Option<_>>()?;
        let Details {
            mut reader, member, ..
        } = details;
        let members = read_members(&mut reader, member as usize)?;
        Some(Self {
            names,
            values,
            bounds,
            rows,
            members,
        })
    }

    pub(crate) fn shape_or_document(&self, id: u32) -> Shape<'_> {
        Shape::new(self, id).unwrap_or(Shape::of_row(self, &ANYTHING))
    }

    pub(crate) fn members(&self, row: &ShapeRow) -> &[MemberRow] {
        if !matches!(row.kind, Kind::Structure | Kind::Union) {
            return &[];
        }
        let (first, count) = (row.first as usize, row.second as usize);
        let end = first.saturating_add(count);
        self.members.get(first..end).unwrap_or(&[])
    }

    pub(crate) fn values(&self, row: &ShapeRow) -> impl ExactSizeIterator<Item = &str> + Clone {
        let count = match row.kind {
            Kind::String => row.second as usize,
            _ => 0,
        };
        let first = row.first as usize;
        (0..count).map(move |at| self.values.get(first.saturating_add(at)))
    }

    pub(crate) fn bound(&self, id: Option<u32>) -> Option<Number> {
        self.bounds.get(id? as usize).copied()
    }
}

/// What follows the heads of the shapes, read one shape after the other.
struct Details<'b> {
    reader: Reader<'b>,
    /// How many members the shapes so far have.
    member: u32,
    /// How many values they have.
    value: u32,
}

impl Details<'_> {
    fn row(&mut self, head: u32) -> Option<ShapeRow> {
        let kind = *Kind::ALL.get((head & flag::KIND) as usize)?;
        let name = self.optional(head & flag::NAMED)?;
        let (first, second) = match kind {
            Kind::Structure | Kind::Union => run(&mut self.member, self.reader.number()?)?,
            Kind::List => (self.reader.number()?, 0),
            Kind::Map => (self.reader.number()?, self.reader.number()?),
            Kind::String if head & flag::VALUES != 0 => {
                run(&mut self.value, self.reader.number()?)?
            }
            _ => (0, 0),
        };
        Some(ShapeRow {
            kind,
            name,
            first,
            second,
            min: self.optional(head & flag::MIN)?,
            max: self.optional(head & flag::MAX)?,
        })
    }

    /// The number that follows where a flag is set. The outer option is damage.
    #[expect(clippy::option_option, reason = "damage and absence differ")]
    fn optional(&mut self, is_set: u32) -> Option<Option<u32>> {
        if is_set == 0 {
            return Some(None);
        }
        self.reader.number().map(Some)
    }
}

/// The next `count` things: where they start and how many they are.
fn run(next: &mut u32, count: u32) -> Option<(u32, u32)> {
    let first = *next;
    *next = first.checked_add(count)?;
    Some((first, count))
}

fn read_bounds(reader: &mut Reader<'_>) -> Option<Vec<Number>> {
    let count = reader.count()?;
    let mut bound = || {
        Some(Number {
            decimals: u8::try_from(reader.number()?).ok()?,
            mantissa: reader.signed()?,
        })
    };
    (0..count).map(|_| bound()).collect()
}

fn read_members(reader: &mut Reader<'_>, count: usize) -> Option<Vec<MemberRow>> {
    let names = reader.column(count)?;
    let shapes = reader.column(count)?;
    let rows = names.into_iter().zip(shapes);
    let rows = rows.map(|(name, shape)| MemberRow {
        name,
        shape: shape >> flag::SHIFT,
        flags: shape,
    });
    Some(rows.collect())
}
