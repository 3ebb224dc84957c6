//! What the execution costs as either workflow type, for a month of them.

use asl_interp::{Execution, WorkflowType};
use asl_lang::limits::execution_seconds;

use super::{count, grouped, time};

/// Two lines: what is billed, and the prices of a month side by side.
pub(super) fn cost(execution: &Execution, executions: u64) -> [String; 2] {
    let summary = &execution.summary;
    let month = summary.monthly(executions);
    let billed = format!(
        "billed: {} as Standard; {} with {} MB of memory as Express",
        count(summary.billed_transitions, "transition", "transitions"),
        time(summary.billed_duration),
        summary.memory_mb,
    );
    let too_long =
        summary.duration.as_secs() > execution_seconds(WorkflowType::Express).unsigned_abs();
    let express = if too_long {
        "but too long for Express".to_owned()
    } else {
        format!("{} as Express", dollars(month.express))
    };
    let executions = count(executions, "execution", "executions");
    let prices = format!(
        "about {} a month for {executions} as Standard, {express}",
        dollars(month.standard)
    );
    [billed, prices]
}

/// An amount with as many digits as it takes to say something.
fn dollars(amount: f64) -> String {
    if amount > 0.0 && amount < 0.01 {
        return "less than $0.01".to_owned();
    }
    let cents = format!("{amount:.2}");
    let (whole, fraction) = cents.split_once('.').unwrap_or((&cents, "00"));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    format!("${whole}.{fraction}")
}
