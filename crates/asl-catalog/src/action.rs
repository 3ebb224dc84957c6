//! One action of a service: what it takes, what it answers, how it fails.

use crate::pattern::Pattern;
use crate::service::{Integration, Service};
use crate::shape::Shape;
use crate::table::Flags;

/// An action of a service.
#[derive(Clone, Copy, Debug)]
pub struct Action<'a> {
    service: &'a Service,
    id: usize,
}

/// A value that says that what was waited for is there. Source: the waiters of the API's model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Success<'a> {
    /// Where it stands in the response, names with dots: `Table.TableStatus`. A list on the way
    /// is meant with all its elements.
    pub path: &'a str,
    /// The value: `ACTIVE`.
    pub value: &'a str,
}

impl<'a> Action<'a> {
    pub(crate) fn new(service: &'a Service, id: usize) -> Self {
        Self { service, id }
    }

    /// The name as a resource has it: `putItem`.
    pub fn name(self) -> &'a str {
        self.service.action_table().names.get(self.id)
    }

    /// The service that it belongs to.
    pub fn service(self) -> &'a Service {
        self.service
    }

    /// The resource that calls it with a pattern.
    pub fn resource(self, pattern: Pattern) -> String {
        let family = match self.service.integration() {
            Integration::Sdk => "aws-sdk:",
            Integration::Optimized => "",
        };
        let (service, name, suffix) = (self.service.name(), self.name(), pattern.suffix());
        format!("arn:aws:states:::{family}{service}:{name}{suffix}")
    }

    /// What it takes, a structure; `None` where it takes nothing.
    pub fn request(self) -> Option<Shape<'a>> {
        self.service.shape(self.row()?.request?)
    }

    /// What it answers to a request, a structure; `None` where it answers with nothing.
    pub fn response(self) -> Option<Shape<'a>> {
        self.service.shape(self.row()?.response?)
    }

    /// What a Task gets as its result with that pattern: for `.sync` the finished job; `None`
    /// where nobody can say, as for whatever comes back with a task token.
    pub fn result(self, pattern: Pattern) -> Option<Shape<'a>> {
        match pattern {
            Pattern::RequestResponse => self.response(),
            Pattern::Sync => self.service.shape(self.row()?.sync_result?),
            Pattern::Sync2 => self.service.shape(self.row()?.sync2_result?),
            Pattern::WaitForTaskToken => None,
        }
    }

    /// The names of its errors as `ErrorEquals` has them, those of the API's model first:
    /// `DynamoDb.ConditionalCheckFailedException`.
    pub fn errors(self) -> impl Iterator<Item = &'a str> + Clone {
        let table = self.service.action_table();
        let ids = self.row().map_or(&[][..], |row| &row.errors[..]);
        ids.iter().map(|id| table.errors.get(*id as usize))
    }

    /// The patterns that it can be called with.
    pub fn patterns(self) -> impl Iterator<Item = Pattern> + Clone {
        let flags = self.flags();
        Pattern::ALL
            .into_iter()
            .filter(move |pattern| flags.has_pattern(*pattern))
    }

    /// Whether AWS advises against it.
    pub fn is_deprecated(self) -> bool {
        self.flags().is_deprecated()
    }

    /// Whether Step Functions can call it; event streams and some others it cannot.
    pub fn is_callable(self) -> bool {
        self.flags().is_callable()
    }

    /// The values that say that what was waited for is there, the most wanted first.
    pub fn successes(self) -> impl Iterator<Item = Success<'a>> + Clone {
        let words = &self.service.action_table().words;
        let pairs = self.row().map_or(&[][..], |row| &row.successes[..]);
        pairs.iter().map(|(path, value)| Success {
            path: words.get(*path as usize),
            value: words.get(*value as usize),
        })
    }

    /// Where in the response the token of the next page stands: `NextToken`.
    pub fn page_tokens(self) -> impl Iterator<Item = &'a str> + Clone {
        let words = &self.service.action_table().words;
        let ids = self.row().map_or(&[][..], |row| &row.page_tokens[..]);
        ids.iter().map(|id| words.get(*id as usize))
    }

    /// Where in the response it says whether there is another page: `IsTruncated`.
    pub fn more_pages(self) -> Option<&'a str> {
        let word = self.row()?.more_pages?;
        Some(self.service.action_table().words.get(word as usize))
    }

    /// The API's operation behind it: `PutItem`; empty where there is no public one.
    pub fn operation(self) -> String {
        self.api_and_operation().1
    }

    /// The id of the API behind it, `dynamodb-2012-08-10`; empty where there is no public one. It
    /// is the same for both families' integrations of a service.
    pub fn api(self) -> &'a str {
        self.api_and_operation().0
    }

    /// The page of the API reference.
    pub fn link(self) -> Option<String> {
        let (api, operation) = self.api_and_operation();
        (!api.is_empty() && !operation.is_empty())
            .then(|| format!("https://docs.aws.amazon.com/goto/WebAPI/{api}/{operation}"))
    }

    /// The table names what cannot be derived: `RunJobFlow`, or `bedrock-runtime-…/InvokeModel`
    /// where the operation belongs to another API than the service's.
    fn api_and_operation(self) -> (&'a str, String) {
        let table = self.service.action_table();
        let Some(word) = self.row().and_then(|row| row.operation) else {
            return (self.service.api(), crate::names::upper_first(self.name()));
        };
        let word = table.words.get(word as usize);
        let (api, operation) = word.split_once('/').unwrap_or((self.service.api(), word));
        (api, operation.to_owned())
    }

    fn flags(self) -> Flags {
        self.row().map_or(Flags::default(), |row| row.flags)
    }

    fn row(self) -> Option<&'a crate::table::ActionRow> {
        self.service.action_table().rows.get(self.id)
    }
}

impl PartialEq for Action<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.service == other.service
    }
}
