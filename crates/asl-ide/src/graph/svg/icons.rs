//! The signs of the state types, drawn with lines on 24 by 24 pixels.

use asl_lang::StateType;

/// An arrow in a circle, around (0, 0).
pub(super) const RETRIES: &str = "M4.5 -2A5 5 0 1 0 5 1.5M5 -5.5V-1.8H1.3";

/// The sign of a type.
pub(super) fn path(kind: Option<StateType>) -> &'static str {
    match kind {
        Some(StateType::Task) => "M12.8 5.5L7.5 13H11.6L11 18.5L16.5 11H12.3Z",
        Some(StateType::Choice) => "M12 5.5L18.5 12L12 18.5L5.5 12Z",
        Some(StateType::Parallel) => {
            "M12 5.5V8.5M7 18.5V12A3.5 3.5 0 0 1 10.5 8.5H13.5A3.5 3.5 0 0 1 17 12V18.5M12 8.5V18.5"
        }
        Some(StateType::Map) => "M9 5.5H18.5V15M5.5 9H15V18.5H5.5Z",
        Some(StateType::Wait) => "M12 5.5A6.5 6.5 0 1 1 11.99 5.5M12 8.5V12.2L14.5 14",
        Some(StateType::Pass) => "M5.5 12H18M13.5 7.5L18 12L13.5 16.5",
        Some(StateType::Succeed) => "M6 12.5L10.2 16.5L18 8",
        Some(StateType::Fail) => "M7.5 7.5L16.5 16.5M16.5 7.5L7.5 16.5",
        None => "M9 9.2A3 3 0 1 1 12 12.4V14M12 17V17.2",
    }
}
