//! After a keystroke only what it changes is worked out anew, and the same comes out as from a fresh
//! look at the text.

use asl_model::Model;
use asl_syntax::{Format, parse};
use asl_testing::generate;

use crate::line;

fn lower(text: &str, previous: Option<&Model>) -> Model {
    Model::lower(&parse(text, Format::Json), previous)
}

/// How many states of the second version have what was worked out for the first, and how many there are.
fn shared(before: &str, after: &str) -> (usize, usize) {
    let first = lower(before, None);
    let flow = first.data_flow();
    let second = lower(after, Some(&first));
    let fresh = lower(after, None);
    let mut count = 0;
    for (index, state) in second.states().iter().enumerate() {
        let now = second.data_flow().state(&second, state.id());
        let anew = fresh.data_flow().state(&fresh, fresh.states()[index].id());
        let line = |it: Option<_>| it.map(|it| line(state, it));
        assert_eq!(line(now), line(anew));
        let before = first
            .states()
            .get(index)
            .and_then(|it| flow.state(&first, it.id()));
        count += usize::from(before.zip(now).is_some_and(|(a, b)| std::ptr::eq(a, b)));
    }
    (count, second.states().len())
}

fn typed(text: &str, behind: &str, letters: &str) -> String {
    let middle = text.len() / 2;
    let found = text[middle..].find(behind);
    let at = found.map_or(0, |it| middle + it + behind.len());
    format!("{}{letters}{}", &text[..at], &text[at..])
}

#[test]
fn a_letter_in_a_parameter_changes_one_state() {
    let before = generate::json(60_000);
    let after = typed(&before, "\"FunctionName\": \"function", "x");
    let (same, all) = shared(&before, &after);
    assert_eq!(same, all - 1, "of {all}");
}

#[test]
fn what_is_handed_on_changes_what_follows() {
    let before = generate::json(20_000);
    for (behind, letters) in [
        ("\"ResultPath\": \"$.step", "s"),
        ("\"step\": ", "9"),
        ("\"StringEquals\": \"", "x"),
        ("\"Next\": \"", "x"),
        ("\n    \"Charge", "x"),
    ] {
        shared(&before, &typed(&before, behind, letters));
    }
}

#[test]
fn a_name_that_is_typed_on_leads_nowhere_else() {
    let text = generate::json(20_000);
    let typed = |letters: &str| typed(&text, "\n    \"Charge", letters);
    let (same, all) = shared(&typed("x"), &typed("xy"));
    assert_eq!(same, all - 1, "of {all}");
}

#[test]
fn a_version_that_nobody_asks_about_is_passed_over() {
    let text = generate::json(20_000);
    let broken = typed(&text, "\n    \"Charge", "x");
    let mended = typed(&text, "\"ResultPath\": \"$.step", "s");
    let first = lower(&text, None);
    let flow = first.data_flow();
    let last = lower(&mended, Some(&lower(&broken, Some(&first))));
    let fresh = lower(&mended, None);
    let mut kept = 0;
    for (state, anew) in last.states().iter().zip(fresh.states()) {
        let now = last.data_flow().state(&last, state.id());
        let wanted = fresh.data_flow().state(&fresh, anew.id());
        assert_eq!(
            now.map(|it| line(state, it)),
            wanted.map(|it| line(anew, it))
        );
        let before = flow.state(&first, first.states()[state.id().index()].id());
        kept += usize::from(before.zip(now).is_some_and(|(a, b)| std::ptr::eq(a, b)));
    }
    assert!(kept > 0, "nothing was kept");
}
