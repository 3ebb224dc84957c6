//! A service's shapes as the table has them.

use std::vec::IntoIter;

use super::reader::{Reader, References};
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
    /// The names of shapes, in their order.
    pub names: Strings,
    /// The names of members, in the order of their first uses.
    pub member_names: Strings,
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

impl ShapeRow {
    /// A shape that is nothing but its kind.
    const fn plain(kind: Kind) -> Self {
        Self {
            kind,
            name: None,
            first: 0,
            second: 0,
            min: None,
            max: None,
        }
    }
}

/// What a reference that leads nowhere is taken for: any value.
static ANYTHING: ShapeRow = ShapeRow::plain(Kind::Document);

impl Shapes {
    /// Reads the frame of a service's shapes.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let columns = Columns::read(&mut reader)?;
        let mut shapes = Self {
            bounds: read_bounds(&mut reader)?,
            members: Vec::with_capacity(columns.member_names.len()),
            rows: Kind::ALL.into_iter().map(ShapeRow::plain).collect(),
            names: Strings::read(&mut reader)?,
            member_names: Strings::read(&mut reader)?,
            values: Strings::read(&mut reader)?,
        };
        columns.fill(&mut shapes)?;
        Some(shapes)
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

/// The columns of numbers in a frame of shapes.
struct Columns {
    /// What references stand before the first shape's.
    references: References,
    heads: Vec<u32>,
    /// How many members structures have and values enumerations.
    counts: IntoIter<u32>,
    /// Elements, keys and values.
    parts: IntoIter<u32>,
    bounds: IntoIter<u32>,
    member_names: IntoIter<u32>,
    member_shapes: IntoIter<u32>,
}

impl Columns {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let references = References::after(reader.number()?);
        let mut column = || -> Option<_> {
            let count = reader.count()?;
            reader.column(count)
        };
        Some(Self {
            references,
            heads: column()?,
            counts: column()?.into_iter(),
            parts: column()?.into_iter(),
            bounds: column()?.into_iter(),
            member_names: column()?.into_iter(),
            member_shapes: column()?.into_iter(),
        })
    }

    fn fill(mut self, shapes: &mut Shapes) -> Option<()> {
        let mut state = Filling::default();
        for head in std::mem::take(&mut self.heads) {
            let row = self.row(head, &mut state, &mut shapes.members)?;
            shapes.rows.push(row);
        }
        Some(())
    }

    fn row(
        &mut self,
        head: u32,
        state: &mut Filling,
        members: &mut Vec<MemberRow>,
    ) -> Option<ShapeRow> {
        let kind = *Kind::ALL.get((head & flag::KIND) as usize)?;
        let name = (head & flag::NAMED != 0).then(|| next(&mut state.names, 1));
        let (first, second) = match kind {
            Kind::Structure | Kind::Union => {
                let first = u32::try_from(members.len()).ok()?;
                let count = self.counts.next()?;
                for _ in 0..count {
                    members.push(self.member(state)?);
                }
                (first, count)
            }
            Kind::List => (self.part()?, 0),
            Kind::Map => (self.part()?, self.part()?),
            Kind::String if head & flag::VALUES != 0 => {
                let count = self.counts.next()?;
                (next(&mut state.values, count), count)
            }
            _ => (0, 0),
        };
        let mut bound = |flag| match head & flag {
            0 => Some(None),
            _ => self.bounds.next().map(Some),
        };
        Some(ShapeRow {
            kind,
            name,
            first,
            second,
            min: bound(flag::MIN)?,
            max: bound(flag::MAX)?,
        })
    }

    fn part(&mut self) -> Option<u32> {
        Some(self.references.resolve(self.parts.next()?))
    }

    fn member(&mut self, state: &mut Filling) -> Option<MemberRow> {
        let name = match self.member_names.next()?.checked_sub(1) {
            Some(known) => known,
            None => next(&mut state.member_names, 1),
        };
        let shape = self.member_shapes.next()?;
        Some(MemberRow {
            name,
            shape: self.references.resolve(shape >> flag::SHIFT),
            flags: shape,
        })
    }
}

/// How many names and values the shapes so far have used.
#[derive(Default)]
struct Filling {
    names: u32,
    member_names: u32,
    values: u32,
}

/// The number of the next of something, of which `count` are taken.
fn next(used: &mut u32, count: u32) -> u32 {
    let first = *used;
    *used = first.saturating_add(count);
    first
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
