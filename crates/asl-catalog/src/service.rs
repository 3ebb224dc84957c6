//! One service: what the index says of it, and its actions and shapes once they are asked for.

use std::sync::OnceLock;

use crate::action::Action;
use crate::shape::Shape;
use crate::table::{Actions, Entry, Shapes};

/// How a service is called: the two families of resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Integration {
    /// `arn:aws:states:::aws-sdk:SERVICE:ACTION`, any action of the service's API.
    Sdk,
    /// `arn:aws:states:::SERVICE:ACTION`, a few actions that Step Functions knows itself.
    Optimized,
}

/// A service that Step Functions can call.
pub struct Service {
    entry: Entry,
    actions: OnceLock<Actions>,
    shapes: OnceLock<Shapes>,
}

impl Service {
    pub(crate) fn new(entry: Entry) -> Self {
        Self {
            entry,
            actions: OnceLock::new(),
            shapes: OnceLock::new(),
        }
    }

    /// The name as a resource has it: `cognitoidentityprovider`, `emr-containers`.
    pub fn name(&self) -> &str {
        self.entry.name
    }

    /// What the service's error names begin with, without the dot: `DynamoDb`. Empty where no
    /// source says it.
    pub fn prefix(&self) -> &str {
        self.entry.prefix
    }

    /// The service's name for people: `Amazon DynamoDB`.
    pub fn title(&self) -> &str {
        self.entry.title
    }

    /// The API's id, `dynamodb-2012-08-10`; empty where there is no public API.
    pub fn api(&self) -> &str {
        self.entry.api
    }

    /// Which family of resources calls it.
    pub fn integration(&self) -> Integration {
        self.entry.integration
    }

    /// Whether the developer guide lists it. AWS calls some services before it documents that.
    pub fn is_documented(&self) -> bool {
        self.entry.is_documented
    }

    /// How many actions it has; needs no decoding.
    pub fn action_count(&self) -> usize {
        self.entry.action_count
    }

    /// Its actions, by name. The first call decodes their names, not yet their shapes.
    pub fn actions(&self) -> impl ExactSizeIterator<Item = Action<'_>> + Clone {
        (0..self.action_table().len()).map(|id| Action::new(self, id))
    }

    /// The action of that exact name: `putItem`.
    pub fn action(&self, name: &str) -> Option<Action<'_>> {
        let id = self.action_table().names.find(name)?;
        Some(Action::new(self, id))
    }

    /// The names of all errors of its actions, sorted: `DynamoDb.ConditionalCheckFailedException`.
    pub fn errors(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        let errors = &self.action_table().errors;
        (0..errors.len()).map(|id| errors.get(id))
    }

    /// Whether one of its actions has an error of that exact name.
    pub fn has_error(&self, name: &str) -> bool {
        self.action_table().errors.find(name).is_some()
    }

    pub(crate) fn action_table(&self) -> &Actions {
        self.actions.get_or_init(|| self.entry.read_actions())
    }

    pub(crate) fn shape(&self, id: u32) -> Option<Shape<'_>> {
        let shapes = self.shapes.get_or_init(|| self.entry.read_shapes());
        Shape::new(shapes, id)
    }
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Service").field(&self.name()).finish()
    }
}

impl PartialEq for Service {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name() && self.integration() == other.integration()
    }
}
