//! The shapes of requests and responses: a reader's view of a service's shape table.

use crate::table::{ShapeRow, Shapes};

/// What a value of a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An object with members.
    Structure,
    /// An object with just one of its members.
    Union,
    /// An array of elements.
    List,
    /// An object with free keys.
    Map,
    /// Text, of given values where the shape has some.
    String,
    /// Bytes; text in a definition and in results.
    Blob,
    /// `true` or `false`.
    Boolean,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// A number of 32 bits.
    Float,
    /// A number of 64 bits.
    Double,
    /// A point in time; text such as `2024-01-31T12:00:00Z` in results.
    Timestamp,
    /// Any JSON value.
    Document,
}

impl Kind {
    /// All of them; the place in this list is how the table writes a kind.
    pub const ALL: [Kind; 13] = [
        Kind::Structure,
        Kind::Union,
        Kind::List,
        Kind::Map,
        Kind::String,
        Kind::Blob,
        Kind::Boolean,
        Kind::Integer,
        Kind::Long,
        Kind::Float,
        Kind::Double,
        Kind::Timestamp,
        Kind::Document,
    ];

    /// Whether its values are JSON objects.
    pub const fn is_object(self) -> bool {
        matches!(self, Kind::Structure | Kind::Union | Kind::Map)
    }

    /// Whether its values are JSON numbers.
    pub const fn is_number(self) -> bool {
        matches!(
            self,
            Kind::Integer | Kind::Long | Kind::Float | Kind::Double
        )
    }

    /// Whether its values are JSON strings.
    pub const fn is_text(self) -> bool {
        matches!(self, Kind::String | Kind::Blob | Kind::Timestamp)
    }

    /// The word for people: `structure`, `list`, `timestamp`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Structure => "structure",
            Kind::Union => "union",
            Kind::List => "list",
            Kind::Map => "map",
            Kind::String => "string",
            Kind::Blob => "blob",
            Kind::Boolean => "boolean",
            Kind::Integer => "integer",
            Kind::Long => "long",
            Kind::Float => "float",
            Kind::Double => "double",
            Kind::Timestamp => "timestamp",
            Kind::Document => "document",
        }
    }
}

/// A bound of a shape, exactly as the API's model writes it: `mantissa` divided by ten to the
/// power of `decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// All digits.
    pub mantissa: i64,
    /// How many of them stand behind the point.
    pub decimals: u8,
}

impl Number {
    /// The nearest number of 64 bits.
    #[expect(clippy::cast_precision_loss, reason = "bounds are round numbers")]
    pub fn as_f64(self) -> f64 {
        self.mantissa as f64 / 10_f64.powi(i32::from(self.decimals))
    }

    /// The bound of a length, which is whole.
    pub fn as_i64(self) -> Option<i64> {
        (self.decimals == 0).then_some(self.mantissa)
    }
}

/// A shape of a service's request or response. Shapes may contain themselves.
#[derive(Clone, Copy)]
pub struct Shape<'a> {
    table: &'a Shapes,
    id: u32,
    row: &'a ShapeRow,
}

/// A member of a structure.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The name as a definition has it.
    pub name: &'a str,
    /// What its value is.
    pub shape: Shape<'a>,
    /// The API asks for it (in a request) or always gives it (in a response).
    pub is_required: bool,
    /// AWS advises against it.
    pub is_deprecated: bool,
    /// Where it is left out the SDK makes a value up: an idempotency token.
    pub is_filled_in: bool,
}

impl<'a> Shape<'a> {
    pub(crate) fn new(table: &'a Shapes, id: u32) -> Option<Self> {
        let row = table.rows.get(id as usize)?;
        Some(Self { table, id, row })
    }

    /// A row that is not in the table, such as the one for what cannot be read.
    pub(crate) fn of_row(table: &'a Shapes, row: &'static ShapeRow) -> Self {
        let id = u32::MAX;
        Self { table, id, row }
    }

    /// What a value of it is.
    pub fn kind(self) -> Kind {
        self.row.kind
    }

    /// The API's name of a structure, union or set of values: `AttributeValue`; empty for others.
    pub fn name(self) -> &'a str {
        let name = self.row.name;
        name.map_or("", |id| self.table.names.get(id as usize))
    }

    /// The members of a structure or union in the API's order; none for other kinds.
    pub fn members(self) -> impl ExactSizeIterator<Item = Member<'a>> + Clone {
        let table = self.table;
        self.table.members(self.row).iter().map(move |row| Member {
            name: table.member_names.get(row.name as usize),
            shape: table.shape_or_document(row.shape),
            is_required: row.is_required(),
            is_deprecated: row.is_deprecated(),
            is_filled_in: row.is_filled_in(),
        })
    }

    /// The member of that exact name.
    pub fn member(self, name: &str) -> Option<Member<'a>> {
        self.members().find(|member| member.name == name)
    }

    /// What a list consists of.
    pub fn element(self) -> Option<Shape<'a>> {
        (self.kind() == Kind::List).then(|| self.table.shape_or_document(self.row.first))
    }

    /// The keys of a map.
    pub fn key(self) -> Option<Shape<'a>> {
        (self.kind() == Kind::Map).then(|| self.table.shape_or_document(self.row.first))
    }

    /// The values of a map.
    pub fn value(self) -> Option<Shape<'a>> {
        (self.kind() == Kind::Map).then(|| self.table.shape_or_document(self.row.second))
    }

    /// The values that a string may have, in the API's order; none where any text will do.
    pub fn values(self) -> impl ExactSizeIterator<Item = &'a str> + Clone {
        self.table.values(self.row)
    }

    /// The least value of a number, length of a text or blob, or count of a list or map.
    pub fn min(self) -> Option<Number> {
        self.table.bound(self.row.min)
    }

    /// The greatest value, length or count.
    pub fn max(self) -> Option<Number> {
        self.table.bound(self.row.max)
    }

    /// The shape in words: `string`, `list of Tag`, `map of string to AttributeValue`.
    pub fn describe(self) -> String {
        match (self.element(), self.key(), self.value()) {
            (Some(element), ..) => format!("list of {}", element.describe_briefly()),
            (_, Some(key), Some(value)) => {
                let (key, value) = (key.describe_briefly(), value.describe_briefly());
                format!("map of {key} to {value}")
            }
            _ => self.describe_briefly().to_owned(),
        }
    }

    fn describe_briefly(self) -> &'a str {
        match self.name() {
            "" => self.kind().name(),
            name => name,
        }
    }
}

impl PartialEq for Shape<'_> {
    /// The same shape of the same service.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.table, other.table)
    }
}

impl std::fmt::Debug for Shape<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.describe())
    }
}

impl std::fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mark = if self.is_required { "*" } else { "" };
        write!(f, "{}{mark}: {:?}", self.name, self.shape)
    }
}
