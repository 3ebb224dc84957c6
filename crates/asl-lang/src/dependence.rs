//! Fields that a value of another field asks for, or rules out.

use crate::Place;

/// What one value of a field means for another field of the same object. AWS refuses a definition
/// that does not keep to it (measured with `ValidateStateMachineDefinition` and by deploying).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependence {
    /// The kind of object.
    pub place: Place,
    /// The field whose value decides.
    pub field: &'static str,
    /// The value that decides.
    pub value: &'static str,
    /// The field that depends on it.
    pub other: &'static str,
    /// What is then asked of the other field.
    pub need: Need,
}

/// What is asked of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must be there.
    Needed,
    /// It must not be there.
    RuledOut,
}

/// Every dependence.
pub static DEPENDENCES: &[Dependence] = &[
    Dependence {
        place: Place::ProcessorConfig,
        field: "Mode",
        value: "DISTRIBUTED",
        other: "ExecutionType",
        need: Need::Needed,
    },
    Dependence {
        place: Place::ProcessorConfig,
        field: "Mode",
        value: "INLINE",
        other: "ExecutionType",
        need: Need::RuledOut,
    },
    Dependence {
        place: Place::ReaderConfig,
        field: "InputType",
        value: "CSV",
        other: "CSVHeaderLocation",
        need: Need::Needed,
    },
    Dependence {
        place: Place::ReaderConfig,
        field: "InputType",
        value: "JSON",
        other: "CSVHeaderLocation",
        need: Need::RuledOut,
    },
    Dependence {
        place: Place::ReaderConfig,
        field: "CSVHeaderLocation",
        value: "GIVEN",
        other: "CSVHeaders",
        need: Need::Needed,
    },
];

/// The fields that an inline Map has no use for. A tolerance for failures is none of them: AWS takes it
/// (recorded).
pub const DISTRIBUTED_FIELDS: [&str; 4] = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];

/// The dependences of one kind of object.
pub fn dependences(place: Place) -> impl Iterator<Item = &'static Dependence> {
    DEPENDENCES.iter().filter(move |it| it.place == place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ValueKind, field};

    #[test]
    fn both_fields_and_the_value_are_in_the_tables() {
        for it in DEPENDENCES {
            assert!(field(it.place, it.other).is_some(), "{it:?}");
            let decides = field(it.place, it.field).map(|it| it.value);
            let Some(ValueKind::Enum(values)) = decides else {
                panic!("{it:?} is decided by no fixed value");
            };
            assert!(values.iter().any(|value| value.name == it.value), "{it:?}");
        }
    }
}
