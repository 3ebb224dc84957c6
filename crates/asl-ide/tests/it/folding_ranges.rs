//! What can be folded, drawn by lines.

use asl_ide::{FoldingKind, folding_ranges};
use expect_test::{Expect, expect};

use crate::support::{ORDER, ORDER_YAML, Setup, format_of};

/// The first and last line of each fold, from 1, with the first line's text.
fn check(text: &str, expect: &Expect) {
    let setup = Setup::new(text, format_of(text));
    let mut drawn = String::new();
    for fold in folding_ranges(&setup.analysis, setup.file) {
        let line = |at: asl_ide::TextSize| setup.text[..usize::from(at)].matches('\n').count() + 1;
        let (first, last) = (line(fold.range.start()), line(fold.range.end()));
        let shown = setup.text.lines().nth(first - 1).unwrap_or_default();
        let kind = if fold.kind == FoldingKind::Comment {
            " (comment)"
        } else {
            ""
        };
        drawn.push_str(
            &[
                &first.to_string(),
                "-",
                &last.to_string(),
                kind,
                ": ",
                shown,
                "\n",
            ]
            .concat(),
        );
    }
    expect.assert_eq(&drawn);
}

#[test]
fn objects_and_lists_keep_the_line_of_their_brace() {
    check(
        ORDER,
        &expect![[r#"
            1-21: {
            3-20:   "States": {
            4-9:     "Check": {
            6-7:       "Choices": [
            11-17:     "Approve": {
        "#]],
    );
}

#[test]
fn blocks_of_yaml() {
    check(
        ORDER_YAML,
        &expect![[r#"
            2-15: States:
            3-9:   Check:
            5-8:     Choices:
            6-8:       - Variable: $.total
            10-14:   Approve:
        "#]],
    );
}

#[test]
fn comments_that_follow_each_other() {
    check(
        "# one\n# two\nStartAt: A # three\nStates: {}\n# four\n",
        &expect![[r#"
            1-2 (comment): # one
        "#]],
    );
}
