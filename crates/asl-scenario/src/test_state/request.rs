//! The request: the parameters of `TestState` besides the definition.

use serde_json::{Map, Value};

/// What a state is tested with. Documents are JSON texts, as in the API.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The state of a whole machine; nothing for a lone state.
    pub state_name: Option<String>,
    /// The state's input; `{}` without it.
    pub input: Option<String>,
    /// How much of what happened is told.
    pub inspection_level: InspectionLevel,
    /// The context object; one is made up without it.
    pub context: Option<String>,
    /// The workflow's variables, an object.
    pub variables: Option<String>,
    /// What stands in for the state's work.
    pub mock: Option<MockInput>,
    /// Whether secrets of HTTP Tasks are shown; there are none here.
    pub reveal_secrets: bool,
    /// The role that the state is tested with.
    pub role_arn: Option<String>,
    /// Whether a role is missing that AWS would ask for.
    pub lacks_role: bool,
    /// What went before.
    pub configuration: StateConfiguration,
}

/// How much of what happened is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InspectionLevel {
    /// Status, output or error, and the next state.
    #[default]
    Info,
    /// The data after every step besides.
    Debug,
    /// The request and the response of an HTTP Task besides.
    Trace,
}

/// A mock: one of its two parts.
#[derive(Clone, Debug, Default)]
pub struct MockInput {
    /// The result.
    pub result: Option<String>,
    /// The error.
    pub error_output: Option<ErrorOutput>,
    /// `STRICT`, `PRESENT` or `NONE`; `STRICT` without it.
    pub field_validation_mode: Option<String>,
}

/// A mocked error.
#[derive(Clone, Debug, Default)]
pub struct ErrorOutput {
    /// The error's name.
    pub error: Option<String>,
    /// What happened.
    pub cause: Option<String>,
}

/// What went before, for the parts of a state that depend on it.
#[derive(Clone, Debug, Default)]
pub struct StateConfiguration {
    /// Retries that the retrier of the mocked error has made.
    pub retrier_retry_count: Option<u64>,
    /// The state inside the Map or Parallel that the mocked error comes from.
    pub error_caused_by_state: Option<String>,
    /// Iterations of the Map that failed.
    pub map_iteration_failure_count: Option<u64>,
    /// What the `ItemReader` of the Map reads, as it is in its source.
    pub map_item_reader_data: Option<String>,
}

impl InspectionLevel {
    /// `INFO`, `DEBUG` or `TRACE`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "INFO" => Some(Self::Info),
            "DEBUG" => Some(Self::Debug),
            "TRACE" => Some(Self::Trace),
            _ => None,
        }
    }
}

impl Request {
    /// Reads a request in the API's form. A member that is not as the API has it is named in the
    /// error. `hasRoleArn` says whether there was a role whose ARN is not told; without it and
    /// without `roleArn` none is asked for.
    pub fn parse(request: &Value) -> Result<Self, String> {
        let members = Members::of(request, "the request")?;
        let level = members.text("inspectionLevel")?;
        let level = level.map_or(Ok(InspectionLevel::Info), |name| {
            InspectionLevel::from_name(&name)
                .ok_or_else(|| format!("inspectionLevel is INFO, DEBUG or TRACE, not {name}"))
        })?;
        let role_arn = members.text("roleArn")?;
        let has_role = members.flag("hasRoleArn")?;
        Ok(Self {
            state_name: members.text("stateName")?,
            input: members.text("input")?,
            inspection_level: level,
            context: members.text("context")?,
            variables: members.text("variables")?,
            mock: members.object("mock", MockInput::parse)?,
            reveal_secrets: members.flag("revealSecrets")?.unwrap_or(false),
            lacks_role: role_arn.is_none() && has_role == Some(false),
            role_arn,
            configuration: members
                .object("stateConfiguration", StateConfiguration::parse)?
                .unwrap_or_default(),
        })
    }
}

impl MockInput {
    fn parse(members: &Members<'_>) -> Result<Self, String> {
        let error = |members: &Members<'_>| {
            Ok(ErrorOutput {
                error: members.text("error")?,
                cause: members.text("cause")?,
            })
        };
        Ok(Self {
            result: members.text("result")?,
            error_output: members.object("errorOutput", error)?,
            field_validation_mode: members.text("fieldValidationMode")?,
        })
    }
}

impl StateConfiguration {
    fn parse(members: &Members<'_>) -> Result<Self, String> {
        Ok(Self {
            retrier_retry_count: members.count("retrierRetryCount")?,
            error_caused_by_state: members.text("errorCausedByState")?,
            map_iteration_failure_count: members.count("mapIterationFailureCount")?,
            map_item_reader_data: members.text("mapItemReaderData")?,
        })
    }
}

/// The members of an object, read by type.
struct Members<'a>(&'a Map<String, Value>);

impl<'a> Members<'a> {
    fn of(value: &'a Value, what: &str) -> Result<Self, String> {
        let members = value.as_object().map(Self);
        members.ok_or_else(|| format!("{what} must be an object"))
    }

    fn get<T>(
        &self,
        name: &str,
        what: &str,
        take: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let value = self.0.get(name).filter(|value| !value.is_null());
        let taken = value.map(|value| take(value).ok_or_else(|| format!("{name} must be {what}")));
        taken.transpose()
    }

    fn text(&self, name: &str) -> Result<Option<String>, String> {
        self.get(name, "a string", |value| value.as_str().map(str::to_owned))
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, String> {
        self.get(name, "true or false", Value::as_bool)
    }

    fn count(&self, name: &str) -> Result<Option<u64>, String> {
        self.get(name, "a whole number from 0 up", Value::as_u64)
    }

    fn object<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&Members<'_>) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        let value = self.0.get(name).filter(|value| !value.is_null());
        value
            .map(|value| parse(&Members::of(value, name)?))
            .transpose()
    }
}
