//! Calls of intrinsic functions.

use asl_lang::INTRINSICS;
use asl_path::intrinsic::{self, Problem, ProblemKind};
use asl_syntax::ast::Decoded;

use crate::edits;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::suggest::nearest;
use crate::table::{
    FORMAT_PLACEHOLDERS, INVALID_FUNCTION_CALL, UNKNOWN_FUNCTION, WRONG_ARGUMENT_COUNT,
    WRONG_ARGUMENT_TYPE,
};

/// Checks the call that a string holds, and the calls in it.
pub(super) fn call(decoded: &Decoded, findings: &mut Findings) {
    if is_placeholder(&decoded.text) {
        return;
    }
    let parsed = intrinsic::parse(&decoded.text);
    if let Some(error) = parsed.errors.first() {
        let range = decoded.map.to_source_range(error.range);
        findings.report(&INVALID_FUNCTION_CALL, range, error.message.clone());
        return;
    }
    for problem in intrinsic::check(&parsed.value) {
        report(problem, decoded, findings);
    }
}

fn report(problem: Problem, decoded: &Decoded, findings: &mut Findings) {
    let range = decoded.map.to_source_range(problem.range);
    let rule = match problem.kind {
        ProblemKind::UnknownFunction => return unknown_function(problem, decoded, findings),
        ProblemKind::WrongArity { .. } => &WRONG_ARGUMENT_COUNT,
        ProblemKind::WrongArgument => &WRONG_ARGUMENT_TYPE,
        ProblemKind::PlaceholderMismatch { .. } => &FORMAT_PLACEHOLDERS,
        ProblemKind::TooDeep => &INVALID_FUNCTION_CALL,
    };
    findings.report(rule, range, problem.message);
}

fn unknown_function(problem: Problem, decoded: &Decoded, findings: &mut Findings) {
    let range = decoded.map.to_source_range(problem.range);
    let name = &decoded.text[problem.range];
    let Some(meant) = nearest(name, INTRINSICS.iter().map(|it| it.name)) else {
        findings.report(&UNKNOWN_FUNCTION, range, problem.message);
        return;
    };
    let message = format!("{}; did you mean {meant}?", problem.message);
    let finding = findings.report(&UNKNOWN_FUNCTION, range, message);
    finding.fix(format!("Change to {meant}"), edits::replace(range, meant));
}
