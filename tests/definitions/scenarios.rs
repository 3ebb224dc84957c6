//! What the scenarios promise whatever happens in them, over all their test cases.

use asl_interp::{Execution, StateVisit, Status, Time};

use crate::corpus::{DEFINITIONS, Definition};

/// The executions of all test cases of a definition, with their names.
fn executions(file: &str) -> Vec<(String, Execution)> {
    let definition: Option<&Definition> = DEFINITIONS.iter().find(|it| it.file == file);
    let definition = definition.expect("the definition is in the table");
    let cases = definition.cases().into_iter();
    cases
        .map(|case| {
            let execution = definition.run(&case).execution;
            (case, execution)
        })
        .collect()
}

fn visits<'a>(execution: &'a Execution, prefix: &'a str) -> impl Iterator<Item = &'a StateVisit> {
    let visits = execution.states.iter();
    visits.filter(move |it| it.name.starts_with(prefix))
}

/// A saga: what was booked is cancelled, the latest first, until nothing is left or something cannot be cancelled.
#[test]
fn bookings_are_cancelled_in_reverse_order() {
    for (case, execution) in executions("trip-booking.asl.yaml") {
        let part = |visit: &StateVisit| visit.name.rsplit(' ').next().map(str::to_owned);
        let booked = visits(&execution, "Book the").filter(|it| it.error.is_none());
        let mut expected: Vec<_> = booked.filter_map(part).collect();
        expected.reverse();
        let cancelled: Vec<_> = visits(&execution, "Cancel the").filter_map(part).collect();
        if execution.status == Status::Succeeded {
            assert!(cancelled.is_empty(), "{case}");
            continue;
        }
        let stuck = execution.error.as_deref() == Some("BookingRemains");
        let tried = if stuck {
            cancelled.len()
        } else {
            expected.len()
        };
        assert_eq!(cancelled, expected[..tried], "{case}");
    }
}

/// Try, catch, finally: a borrowed workspace is given back once, at the end, and the first error is the last word.
#[test]
fn the_workspace_is_given_back_on_both_ways() {
    for (case, execution) in executions("nightly-report.asl.yaml") {
        let named = |name| visits(&execution, name).next();
        let borrowed = named("Borrow").is_some_and(|it| it.error.is_none());
        assert_eq!(
            visits(&execution, "Finally").count(),
            usize::from(borrowed),
            "{case}"
        );
        let (Some(tried), Some(last)) = (named("Try"), named("Finally")) else {
            continue;
        };
        assert!(tried.exited <= Some(last.entered), "{case}");
        let failed = [tried, last].iter().any(|it| it.error.is_some());
        assert_eq!(execution.status == Status::Failed, failed, "{case}");
        let remembered = named("Tell").is_some();
        if remembered {
            let first = tried.error.as_ref().and_then(|(error, _)| error.as_ref());
            assert_eq!(execution.error.as_ref(), first, "{case}");
        }
    }
}

/// `both` is both at once, when the clock says so.
#[test]
fn both_reminders_leave_at_the_same_moment() {
    let due = Time::parse("2026-01-08T08:30:00Z");
    for (case, execution) in executions("pet-reminder.asl.json") {
        let both = |name| visits(&execution, name).next().map(|it| it.entered);
        let (email, sms) = (both("EmailOfBoth"), both("SmsOfBoth"));
        let expected = visits(&execution, "SendBoth").next().and(due);
        assert_eq!((email, sms), (expected, expected), "{case}");
    }
}

/// ETL: each batch of rows is in just one of the result writer's files, by how it ended; the manifest counts on them.
#[test]
fn batches_are_written_down_by_how_they_ended() {
    let written = |execution: &Execution, name: &str| {
        let objects = execution.written.iter();
        let mut ends = objects.filter(|(_, key, _)| key.ends_with(name));
        ends.next().map_or(0, |(_, _, object)| {
            let batches: Vec<serde_json::Value> =
                serde_json::from_slice(&object.content).expect("the file is a list");
            batches.len()
        })
    };
    for (case, execution) in executions("sales-import.asl.json") {
        let counts = ["SUCCEEDED_0.json", "FAILED_0.json"].map(|it| written(&execution, it));
        let expected = match case.as_str() {
            "Loaded" | "NoCrawler" => [3, 0],
            "OneBatchLeftOut" => [2, 1],
            "TooManyBadRows" => [0, 2],
            _ => [0, 0],
        };
        assert_eq!(counts, expected, "{case}");
    }
}
