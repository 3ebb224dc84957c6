//! Why a definition cannot run, shown at its place.

use asl_check::Severity;
use asl_ide::SimulateProblem;

use crate::files::Source;
use crate::output;
use crate::report::human::{self, Finding};
use crate::report::source::Lines;
use crate::status::Status;

/// More problems than these are counted, not shown.
const MOST_PROBLEMS: usize = 10;

/// A problem with a place is the definition's; without one it is the mock file's or an argument's.
pub(super) fn complain_all(source: &Source, problems: &[SimulateProblem]) -> Status {
    let mut others = problems.iter().filter(|it| it.range.is_none()).peekable();
    if others.peek().is_some() {
        others.for_each(|it| output::complain(&it.message));
        return Status::Unusable;
    }
    let name = source.name();
    let lines = Lines::new(&name, &source.text);
    for problem in problems.iter().take(MOST_PROBLEMS) {
        let finding = Finding {
            severity: Severity::Error,
            code: None,
            message: &problem.detail,
            range: problem.range.unwrap_or_default(),
            related: Vec::new(),
            help: None,
        };
        output::note(&human::render(&lines, &finding, output::colour_of_errors()));
        output::note("");
    }
    let more = match problems.len().saturating_sub(MOST_PROBLEMS) {
        0 => String::new(),
        more => format!(" ({more} more errors)"),
    };
    output::complain(&format!("{name} cannot run{more}; `asl check` says more"));
    Status::Failed
}
