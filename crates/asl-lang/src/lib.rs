//! The facts of the Amazon States Language as tables.
//!
//! What the language consists of: its states and their fields, the choice operators, the error
//! names, the context object, the intrinsic functions, the limits and the prices, each with the
//! words that hover and completion show. This crate computes nothing, reads nothing and knows
//! nothing of documents, positions or editors: everything in it is `&'static` data.
//!
//! "AWS" in these tables means recorded behaviour of AWS Step Functions first and its
//! documentation second.

mod calls;
mod choice;
mod context;
mod dependence;
mod error_causes;
mod errors;
mod field;
mod fields;
mod intrinsics;
mod language;
pub mod limits;
mod place;
pub mod prices;
pub mod reserved;
mod retries;
mod secrets;
mod service_errors;
mod states_variable;

pub use calls::{CALL_BOUNDS, CALL_NEEDS, CallBound, CallNeed};
pub use choice::{CHOICE_OPERATORS, ChoiceOperator, OperandKind, choice_operator};
pub use context::{Availability, CONTEXT_PATHS, ContextPath, ContextType, context_path};
pub use dependence::{DEPENDENCES, DISTRIBUTED_FIELDS, Dependence, Need, dependences};
pub use error_causes::{Needs, UNCLEAR_UNDER_TASK_FAILED, error_needs};
pub use errors::{ERROR_NAMES, ErrorKind, ErrorName, error_name};
pub use field::{EnumValue, Field, Group, Languages, Required, Root, ValueKind};
pub use intrinsics::{INTRINSICS, Intrinsic, Param, ParamKind, ReturnKind, intrinsic};
pub use language::{QueryLanguage, StateType, WorkflowType};
pub use place::{Place, field, fields, groups};
pub use retries::{RETRY_ADVICE, RetryAdvice, Retrying, TRANSIENT_LAMBDA_ERRORS, retrying};
pub use secrets::{SECRET_ACTIONS, SecretAction, secret_action};
pub use service_errors::{SERVICE_ERRORS, ServiceError, ServiceErrors, service_errors};
pub use states_variable::{Readable, STATES_MEMBERS, StatesMember, states_member};
