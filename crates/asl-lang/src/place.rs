//! Every kind of object in a definition, and the fields it may have.

use crate::{Field, Group, StateType, fields as tables};

/// A kind of object in a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The definition itself.
    Machine,
    /// `ItemProcessor` or the older `Iterator` of a Map.
    Processor,
    /// A member of a Parallel's `Branches`.
    Branch,
    /// A state of that type.
    State(StateType),
    /// A member of `Retry`.
    Retrier,
    /// A member of `Catch`.
    Catcher,
    /// A member of `Choices`.
    ChoiceRule,
    /// A rule inside `And`, `Or` or `Not`.
    NestedRule,
    /// `ProcessorConfig` of an item processor.
    ProcessorConfig,
    /// `ItemReader` of a Distributed Map.
    ItemReader,
    /// `ReaderConfig` of an item reader.
    ReaderConfig,
    /// `ItemBatcher` of a Distributed Map.
    ItemBatcher,
    /// `ResultWriter` of a Distributed Map.
    ResultWriter,
    /// `WriterConfig` of a result writer.
    WriterConfig,
    /// `Credentials` of a Task.
    Credentials,
}

impl Place {
    /// Every place, states included.
    pub const ALL: [Place; 22] = [
        Place::Machine,
        Place::Processor,
        Place::Branch,
        Place::State(StateType::Task),
        Place::State(StateType::Choice),
        Place::State(StateType::Parallel),
        Place::State(StateType::Map),
        Place::State(StateType::Wait),
        Place::State(StateType::Pass),
        Place::State(StateType::Succeed),
        Place::State(StateType::Fail),
        Place::Retrier,
        Place::Catcher,
        Place::ChoiceRule,
        Place::NestedRule,
        Place::ProcessorConfig,
        Place::ItemReader,
        Place::ReaderConfig,
        Place::ItemBatcher,
        Place::ResultWriter,
        Place::WriterConfig,
        Place::Credentials,
    ];

    /// Whether AWS takes fields that it does not know here. For credentials that is recorded: AWS
    /// refused an object with one unknown field only because `RoleArn` was missing.
    pub const fn is_open(self) -> bool {
        matches!(self, Place::Credentials)
    }

    /// What a message calls it, with its article: "a Task state", "a choice rule".
    pub const fn title(self) -> &'static str {
        match self {
            Place::Machine => "a state machine",
            Place::Processor => "an item processor",
            Place::Branch => "a branch",
            Place::State(StateType::Task) => "a Task state",
            Place::State(StateType::Choice) => "a Choice state",
            Place::State(StateType::Parallel) => "a Parallel state",
            Place::State(StateType::Map) => "a Map state",
            Place::State(StateType::Wait) => "a Wait state",
            Place::State(StateType::Pass) => "a Pass state",
            Place::State(StateType::Succeed) => "a Succeed state",
            Place::State(StateType::Fail) => "a Fail state",
            Place::Retrier => "a retrier",
            Place::Catcher => "a catcher",
            Place::ChoiceRule => "a choice rule",
            Place::NestedRule => "a nested rule",
            Place::ProcessorConfig => "a processor configuration",
            Place::ItemReader => "an item reader",
            Place::ReaderConfig => "a reader configuration",
            Place::ItemBatcher => "an item batcher",
            Place::ResultWriter => "a result writer",
            Place::WriterConfig => "a writer configuration",
            Place::Credentials => "credentials",
        }
    }
}

/// The fields of a place, in the order in which they are offered and written.
///
/// The choice operators are fields of [`Place::ChoiceRule`] and [`Place::NestedRule`] too; they
/// are not repeated here but stand in [`crate::CHOICE_OPERATORS`].
pub fn fields(place: Place) -> &'static [Field] {
    match place {
        Place::Machine => tables::machine::MACHINE,
        Place::Processor => tables::machine::PROCESSOR,
        Place::Branch => tables::machine::BRANCH,
        Place::State(StateType::Task) => tables::task::TASK,
        Place::State(StateType::Choice) => tables::choice::CHOICE,
        Place::State(StateType::Parallel) => tables::parallel::PARALLEL,
        Place::State(StateType::Map) => tables::map::MAP,
        Place::State(StateType::Wait) => tables::simple::WAIT,
        Place::State(StateType::Pass) => tables::simple::PASS,
        Place::State(StateType::Succeed) => tables::simple::SUCCEED,
        Place::State(StateType::Fail) => tables::simple::FAIL,
        Place::Retrier => tables::handlers::RETRIER,
        Place::Catcher => tables::handlers::CATCHER,
        Place::ChoiceRule => tables::choice::RULE,
        Place::NestedRule => tables::choice::NESTED,
        Place::ProcessorConfig => tables::machine::PROCESSOR_CONFIG,
        Place::ItemReader => tables::distributed::ITEM_READER,
        Place::ReaderConfig => tables::distributed::READER_CONFIG,
        Place::ItemBatcher => tables::distributed::ITEM_BATCHER,
        Place::ResultWriter => tables::distributed::RESULT_WRITER,
        Place::WriterConfig => tables::distributed::WRITER_CONFIG,
        Place::Credentials => tables::task::CREDENTIALS,
    }
}

/// The field of that exact name, if the place has it.
pub fn field(place: Place, name: &str) -> Option<&'static Field> {
    fields(place).iter().find(|field| field.name == name)
}

/// The groups of fields of a place that exclude each other.
pub fn groups(place: Place) -> &'static [Group] {
    match place {
        Place::State(StateType::Task) => tables::task::GROUPS,
        Place::State(StateType::Parallel) => tables::parallel::GROUPS,
        Place::State(StateType::Map) => tables::map::GROUPS,
        Place::State(StateType::Wait) => tables::simple::WAIT_GROUPS,
        Place::State(StateType::Pass) => tables::simple::PASS_GROUPS,
        Place::State(StateType::Fail) => tables::simple::FAIL_GROUPS,
        Place::ReaderConfig => tables::distributed::READER_GROUPS,
        Place::ItemBatcher => tables::distributed::BATCHER_GROUPS,
        _ => &[],
    }
}
