//! The colours of words in expressions and paths.

use asl_ide::semantic_tokens;
use expect_test::expect;

use crate::expressions::both;
use crate::support::{Setup, format_of};

#[test]
fn words_have_colours() {
    let colours = |text: &str| {
        let setup = Setup::new(text, format_of(text));
        let tokens = semantic_tokens(&setup.analysis, setup.file, None);
        let lines = tokens
            .iter()
            .map(|it| format!("{:?} {}", it.kind, &setup.text[it.range]));
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    let expression = "($n := $limit; $sum([$n, 2.5])\n        & \"a\" ~> $map($length) /* so */ and true) ? $states.input.`b c` : /x+/i";
    let [json, yaml] = both("OUTPUT", &expression.replace('\n', " "));
    expect![[r#"
        Variable $
        Property name
        Number 1
        Local $n
        Operator :=
        Variable $limit
        Function $sum
        Local $n
        Number 2.5
        Operator &
        String \"a\"
        Operator ~>
        Function $map
        Function $length
        Comment /* so */
        Keyword and
        Keyword true
        Operator ?
        Variable $states
        Property input
        Property `b c`
        Operator :
        Regexp /x+/i
        Number 1
        Variable $limit
        Function States.Format
        String '{} {}'
        Variable $who
        Variable $why
        Property Cause
    "#]]
    .assert_eq(&colours(&json));
    let [_, folded] = both("OUTPUT", expression);
    assert_eq!(colours(&folded), colours(&yaml));
}
